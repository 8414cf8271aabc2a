import { type FormEvent, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import type { ExercisePage } from '#shared/modules/timelines/schema-entry.ts';
import { timelineWrites } from './api.ts';
import styles from './Entry.module.css';
import { Foldable, Refusals, TextArea, useEntry } from './EntryFields.tsx';
import { useEntryWords } from './EntryWords.tsx';

/** Takes the whole exercise out of the calendar, with a reason; its rows stay. */
export function WithdrawSection({ page }: { page: ExercisePage }) {
  const words = useEntryWords();
  const own = words.withdrawAll;
  return (
    <Foldable title={own.title} open={own.open} canOpen form={(close) => <WithdrawForm page={page} onDone={close} />}>
      <p className={styles.quiet}>{own.explain}</p>
    </Foldable>
  );
}

function WithdrawForm({ page, onDone }: { page: ExercisePage; onDone: () => void }) {
  const words = useEntryWords();
  const entry = useEntry(['reason']);
  const [reason, setReason] = useState('');

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const { id: exerciseId, version } = page.exercise;
    const done = await entry.send(
      async (key) => await timelineWrites.withdraw.mutate({ key, exerciseId, version, milestoneId: null, reason }),
    );
    if (done !== null) onDone();
  }

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void handleSubmit(event)}>
      <TextArea
        label={words.form.why}
        hint={words.form.whyHint}
        value={reason}
        error={entry.refused.fields['reason']}
        onChange={setReason}
      />
      <Refusals refused={entry.refused} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isBusy={entry.isBusy}>
          {words.withdrawAll.press}
        </Button>
        <Button onClick={onDone}>{words.form.cancel}</Button>
      </div>
    </form>
  );
}
