import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { parseCount } from '#shared/kernel/numbers.ts';
import { findPersonalData, type PersonalDataKind } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { gapReasons, leastReasonLetters, mostReasonLetters } from '#shared/modules/roll-gap/schema.ts';
import { giveReason, type RollGapWords, refreshGaps, useRollGapWords } from './api.ts';
import styles from './ReasonForm.module.css';

interface Typed {
  reason: string;
  side: 'more' | 'less';
  electors: string;
  note: string;
}
type Problems = Partial<Record<'reason' | 'electors' | 'note', string>>;

const blank: Typed = { reason: '', side: 'more', electors: '', note: '' };

/** An office's own reason. What was typed stays until it has been taken in. */
export function ReasonForm({ stateCode, bodyId }: { stateCode: string; bodyId: string }) {
  const words = useRollGapWords();
  const queryClient = useQueryClient();
  const toast = useToast();
  const say = useFailureWords();
  const titleId = useId();
  const [typed, setTyped] = useState(blank);
  const [key, setKey] = useState(newId);
  const [problems, setProblems] = useState<Problems>({});
  const give = useMutation({ mutationFn: giveReason });
  const { form } = words;

  function change(next: Partial<Typed>) {
    setTyped({ ...typed, ...next });
    setProblems({});
    setKey(newId());
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (give.isPending) return;
    const reason = gapReasons.find((each) => each === typed.reason);
    const found = problemsOf(words, typed);
    setProblems(found);
    if (reason === undefined || Object.keys(found).length > 0) return;
    try {
      await give.mutateAsync({ key, stateCode, bodyId, reason, electors: electorsOf(typed), note: typed.note });
      setTyped(blank);
      setKey(newId());
      toast({ tone: 'done', text: form.given(words.reasons.codes[reason]) });
      await refreshGaps(queryClient);
    } catch (thrown) {
      setProblems(problemsAtServer(words, readFailure(thrown).details[0]?.reason));
    }
  }

  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate aria-labelledby={titleId}>
      <h5 id={titleId}>{form.title}</h5>
      <Choice
        label={form.reason}
        value={typed.reason}
        aria-invalid={problems.reason !== undefined}
        options={[
          { value: '', label: '—' },
          ...gapReasons.map((value) => ({ value, label: words.reasons.codes[value] })),
        ]}
        onChange={(event) => change({ reason: event.target.value })}
      />
      {problems.reason === undefined ? null : (
        <p className={styles.error} role="alert">
          {problems.reason}
        </p>
      )}
      <div className={styles.counted}>
        <Choice
          label={form.side}
          value={typed.side}
          options={(['more', 'less'] as const).map((value) => ({ value, label: form.sides[value] }))}
          onChange={(event) => change({ side: event.target.value === 'less' ? 'less' : 'more' })}
        />
        <Field
          label={form.electors}
          hint={form.electorsHint}
          value={typed.electors}
          inputMode="numeric"
          maxLength={40}
          error={problems.electors}
          onChange={(event) => change({ electors: event.target.value })}
        />
      </div>
      <Note value={typed.note} error={problems.note} onChange={(note) => change({ note })} />
      {give.error === null || Object.keys(problems).length > 0 ? null : (
        <Notice tone="problem" role="alert">
          {say(give.error)}
        </Notice>
      )}
      <Button type="submit" look="primary" isBusy={give.isPending} className={styles.give}>
        {give.isPending ? form.giving : form.give}
      </Button>
    </form>
  );
}

function Note(props: { value: string; error: string | undefined; onChange: (value: string) => void }) {
  const { form } = useRollGapWords();
  const id = useId();
  return (
    <div className={styles.note}>
      <label htmlFor={id}>{form.note}</label>
      <p id={`${id}-hint`} className={styles.hint}>
        {form.noteHint}
      </p>
      <textarea
        id={id}
        rows={3}
        value={props.value}
        maxLength={mostReasonLetters}
        aria-describedby={`${id}-hint ${id}-error`}
        aria-invalid={props.error !== undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <p id={`${id}-error`} className={styles.error} role={props.error === undefined ? undefined : 'alert'}>
        {props.error}
      </p>
    </div>
  );
}

function electorsOf({ electors, side }: Typed): number | null {
  const count = parseCount(electors);
  if (!count.ok) return null;
  return side === 'less' && count.value !== 0 ? -count.value : count.value;
}

/** The same rules as at the server, while the words are still at hand. */
function problemsOf(words: RollGapWords, typed: Typed): Problems {
  const problems: Problems = {};
  const count = parseCount(typed.electors);
  const kind = findPersonalData(typed.note);
  if (typed.reason === '') problems.reason = words.form.problems.choose;
  if (!count.ok && count.reason !== 'empty') problems.electors = words.form.problems.count;
  if (normaliseText(typed.note).length < leastReasonLetters) problems.note = words.form.problems.note;
  else if (kind !== undefined) problems.note = words.form.problems.personal(words.form.personal[kind]);
  return problems;
}

const personalKinds: readonly PersonalDataKind[] = ['epic', 'aadhaar', 'phone', 'email', 'pan'];

function problemsAtServer(words: RollGapWords, reason: string | undefined): Problems {
  const kind = personalKinds.find((each) => reason === `personal_data.${each}`);
  if (kind !== undefined) return { note: words.form.problems.personal(words.form.personal[kind]) };
  return reason === 'gap.note' ? { note: words.form.problems.note } : {};
}
