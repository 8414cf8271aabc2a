import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { formatCount } from '#shared/kernel/numbers.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { reasonCodes } from '#shared/modules/timelines/schema.ts';
import { adoptWhatIf, refreshWhatIfs, useWhatIfWords } from './api.ts';
import styles from './Forms.module.css';

const blank = { reason: '', orderRef: '', overrideReason: '' };

/** Revises the reader's own dates as a shared what-if has them. */
export function AdoptForm({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWhatIfWords();
  const queryClient = useQueryClient();
  const toast = useToast();
  const say = useFailureWords();
  const [typed, setTyped] = useState(blank);
  const [key, setKey] = useState(newId);
  const [wrong, setWrong] = useState<{ field: 'reason' | 'order' | 'form'; text: string } | null>(null);
  const adopt = useMutation({ mutationFn: adoptWhatIf });
  const reasonCode = reasonCodes.find((code) => code === typed.reason);

  function change(next: Partial<typeof blank>) {
    setTyped({ ...typed, ...next });
    setWrong(null);
    setKey(newId());
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (adopt.isPending) return;
    if (reasonCode === undefined) {
      setWrong({ field: 'reason', text: words.adopt.reasonNone });
      return;
    }
    if (normaliseText(typed.orderRef) === '') {
      setWrong({ field: 'order', text: words.adopt.orderShort });
      return;
    }
    try {
      const { orderRef, overrideReason } = typed;
      await adopt.mutateAsync({ key, id, reasonCode, orderRef, overrideReason });
      toast({ tone: 'done', text: words.adopt.adopted });
      await refreshWhatIfs(queryClient);
    } catch (thrown) {
      const { code, details } = readFailure(thrown);
      const breaks = details.filter(({ reason }) => /^(?:legal|date)\./.test(reason)).length;
      const text =
        code === 'stale' ? words.adopt.stale : breaks > 0 ? words.adopt.breaks(formatCount(breaks)) : say(thrown);
      setWrong({ field: 'form', text });
      setKey(newId());
      await refreshWhatIfs(queryClient);
    }
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => void handleSubmit(event)}
      noValidate
      aria-label={words.adopt.title}
    >
      <h3>{words.adopt.title}</h3>
      <p className={styles.intro}>{words.adopt.intro}</p>
      <Choice
        label={words.adopt.reason}
        value={typed.reason}
        aria-invalid={wrong?.field === 'reason'}
        options={[
          { value: '', label: '—' },
          ...reasonCodes.map((value) => ({ value, label: words.adopt.reasons[value] })),
        ]}
        onChange={(event) => change({ reason: event.target.value })}
      />
      {wrong?.field === 'reason' ? (
        <p className={styles.error} role="alert">
          {wrong.text}
        </p>
      ) : null}
      <Field
        label={words.adopt.order}
        hint={words.adopt.orderHint}
        value={typed.orderRef}
        maxLength={200}
        error={wrong?.field === 'order' ? wrong.text : undefined}
        onChange={(event) => change({ orderRef: event.target.value })}
      />
      <Field
        label={words.adopt.override}
        hint={words.adopt.overrideHint}
        value={typed.overrideReason}
        maxLength={500}
        onChange={(event) => change({ overrideReason: event.target.value })}
      />
      {wrong?.field === 'form' ? (
        <Notice tone="problem" role="alert">
          {wrong.text}
        </Notice>
      ) : null}
      <p>
        <Button type="submit" look="primary" isBusy={adopt.isPending}>
          {adopt.isPending ? words.adopt.adopting : words.adopt.adopt}
        </Button>{' '}
        <Button look="quiet" onClick={onClose}>
          {words.adopt.close}
        </Button>
      </p>
    </form>
  );
}
