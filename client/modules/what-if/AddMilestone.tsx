import { type FormEvent, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { putDays } from '#shared/modules/what-if/rules.ts';
import { layOutChange } from '#shared/modules/what-if/rules-try.ts';
import { useNames, useWhatIfWords } from './api.ts';
import type { Plan, Tools } from './Bench.tsx';
import { readTyped } from './DateFields.tsx';
import styles from './Forms.module.css';

const pollCodes = [
  'announcement_mcc',
  'notification',
  'nominations',
  'scrutiny',
  'withdrawal_last',
  'poll',
  'poll_phase_1',
  'poll_phase_2',
  'poll_phase_3',
  'counting',
  'completion',
  'roll_draft',
  'roll_final',
  'court_deadline',
  'term_end',
];
const rollCodes = [
  'announcement_roll_freeze',
  'preparation_training',
  'enumeration',
  'roll_draft',
  'claims_objections',
  'disposal',
  'roll_final',
];
const otherCodes: Readonly<Record<string, readonly string[]>> = {
  roll_revision: rollCodes,
  delimitation: ['delimitation_proposals', 'delimitation_appeals', 'delimitation_final', 'reservation_final'],
  exam: ['exam_end'],
};

/** A milestone the exercise does not have, on a day of the reader's choice. */
export function AddMilestone({ plan, tools }: { plan: Plan; tools: Tools }) {
  const words = useWhatIfWords();
  const names = useNames();
  const { exercise } = plan;
  const present = new Set(plan.dates.map(({ place }) => place.milestone));
  const codes = (otherCodes[exercise.kind] ?? pollCodes).filter((code) => !present.has(code));
  const [code, setCode] = useState('');
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [wrong, setWrong] = useState('');
  const chosen = codes.includes(code) ? code : codes[0];
  if (chosen === undefined) return null;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const read = readTyped(words, { start, end: end === '' ? start : end });
    if (typeof read === 'string' || chosen === undefined) {
      setWrong(typeof read === 'string' ? read : '');
      return;
    }
    const place = { exerciseId: exercise.id, milestone: chosen, nth: 0 };
    const next = putDays(tools.input, tools.changes, place, read, layOutChange);
    setStart('');
    setEnd('');
    tools.onSettle(next, `${names.milestone(chosen)}: ${names.days(read)}`, '');
  }

  return (
    <details className={styles.fold}>
      <summary>{words.add.title}</summary>
      <form className={styles.line} onSubmit={handleSubmit} noValidate aria-label={`${words.add.title}: ${plan.name}`}>
        <Choice
          label={words.add.milestone}
          value={chosen}
          options={codes.map((value) => ({ value, label: names.milestone(value) }))}
          onChange={(event) => setCode(event.target.value)}
        />
        <Field
          label={words.add.start}
          hint={words.add.hint}
          value={start}
          inputMode="numeric"
          maxLength={12}
          error={wrong}
          onChange={(event) => {
            setWrong('');
            setStart(event.target.value);
          }}
        />
        <Field
          label={words.add.end}
          value={end}
          inputMode="numeric"
          maxLength={12}
          onChange={(event) => setEnd(event.target.value)}
        />
        <Button type="submit">{words.add.add}</Button>
      </form>
    </details>
  );
}
