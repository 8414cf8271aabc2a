import { type FormEvent, useState } from 'react';
import { useSession } from '#client/app/session.ts';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { formatDate } from '#shared/kernel/time.ts';
import type { ExercisePage } from '#shared/modules/timelines/schema-entry.ts';
import { timelineWrites } from './api.ts';
import styles from './Entry.module.css';
import { Foldable, Refusals, useEntry, useNameOf } from './EntryFields.tsx';
import { useEntryWords } from './EntryWords.tsx';

type Holiday = ExercisePage['holidays'][number];

/** The State's notified holidays, which move legal steps; an office adds days and takes off its own. */
export function HolidaySection({ page }: { page: ExercisePage }) {
  const words = useEntryWords().holidays;
  const { can, stateCode } = page.exercise;
  return (
    <Foldable
      title={words.title}
      open={words.open}
      canOpen={can.write}
      form={(close) => <HolidayForm stateCode={stateCode ?? ''} onDone={close} />}
    >
      <p className={styles.quiet}>{words.intro}</p>
      {page.holidays.length === 0 ? <p>{words.none}</p> : null}
      <ul className={styles.list}>
        {page.holidays.map((holiday) => (
          <Line key={holiday.day} holiday={holiday} stateCode={stateCode ?? ''} canWrite={can.write} />
        ))}
      </ul>
    </Foldable>
  );
}

function Line({ holiday, stateCode, canWrite }: { holiday: Holiday; stateCode: string; canWrite: boolean }) {
  const words = useEntryWords().holidays;
  const nameOf = useNameOf();
  const entry = useEntry([]);
  const bodyId = useSession()?.capacity.bodyId ?? '';
  const { day } = holiday;

  async function remove() {
    const asked = { stateCode, bodyId, add: [], remove: [day], source: words.removeSource };
    await entry.send(async (key) => await timelineWrites.setHolidays.mutate({ key, ...asked }));
  }

  return (
    <li>
      <span className={styles.days}>{formatDate(day)}</span> {nameOf(holiday)}{' '}
      <span className={styles.quiet}>{holiday.source}</span>{' '}
      {canWrite && holiday.bodyId === bodyId ? (
        <Button
          look="quiet"
          isBusy={entry.isBusy}
          aria-label={words.removeOf(formatDate(day))}
          onClick={() => void remove()}
        >
          {words.remove}
        </Button>
      ) : null}
      <Refusals refused={entry.refused} />
    </li>
  );
}

const blank = { day: '', nameEn: '', nameHi: '', source: '' };

function HolidayForm({ stateCode, onDone }: { stateCode: string; onDone: () => void }) {
  const all = useEntryWords();
  const words = all.holidays;
  const entry = useEntry(['add.0.day', 'add.0.nameEn', 'source']);
  const bodyId = useSession()?.capacity.bodyId ?? '';
  const [typed, setTyped] = useState(blank);
  const { fields } = entry.refused;

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const { source, ...day } = typed;
    const asked = { stateCode, bodyId, add: [day], remove: [], source };
    const done = await entry.send(async (key) => await timelineWrites.setHolidays.mutate({ key, ...asked }));
    if (done !== null) onDone();
  }

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void handleSubmit(event)}>
      <div className={styles.fields}>
        <Field
          label={words.day}
          hint={all.form.dateHint}
          value={typed.day}
          maxLength={40}
          error={fields['add.0.day']}
          onChange={({ target }) => setTyped({ ...typed, day: target.value })}
        />
        <Field
          label={words.nameEn}
          value={typed.nameEn}
          maxLength={200}
          error={fields['add.0.nameEn']}
          onChange={({ target }) => setTyped({ ...typed, nameEn: target.value })}
        />
        <Field
          label={words.nameHi}
          value={typed.nameHi}
          maxLength={200}
          onChange={({ target }) => setTyped({ ...typed, nameHi: target.value })}
        />
        <Field
          label={words.source}
          hint={all.form.orderHint}
          value={typed.source}
          maxLength={300}
          error={fields['source']}
          onChange={({ target }) => setTyped({ ...typed, source: target.value })}
        />
      </div>
      <Refusals refused={entry.refused} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isBusy={entry.isBusy}>
          {words.add}
        </Button>
        <Button onClick={onDone}>{all.form.cancel}</Button>
      </div>
    </form>
  );
}
