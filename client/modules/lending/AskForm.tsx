import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { languageOf, useLanguage } from '#client/app/language.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { normaliseText } from '#shared/kernel/text.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import { daysFault } from '#shared/modules/machine-pools/rules.ts';
import { type MachineUnit, machineUnits } from '#shared/modules/machine-pools/schema.ts';
import { desk, exercisesQuery, type LendingWords, useLendingWords } from './api.ts';
import styles from './Lending.module.css';
import {
  ChoiceProblem,
  countOf,
  dayOf,
  FormProblem,
  Note,
  type Problems,
  personalProblems,
  useSending,
} from './Sending.tsx';
import { useNames } from './Words.tsx';

interface Typed {
  stateCode: string;
  exerciseId: string;
  unit: MachineUnit;
  model: string;
  asked: string;
  from: string;
  to: string;
  place: string;
  note: string;
}

const fields = ['exerciseId', 'unit', 'model', 'asked', 'from', 'to', 'place', 'note'] as const;
const modelForm = /^[A-Za-z0-9 .-]{0,20}$/;

/** The request of an SEC's maker. What is typed stays until it has been taken in. */
export function AskForm(props: { bodyId: string; stateCodes: readonly string[]; today: IsoDate }) {
  const { bodyId, stateCodes, today } = props;
  const words = useLendingWords();
  const names = useNames();
  const id = useId();
  const begun = { ...blank, stateCode: stateCodes[0] ?? '' };
  const [typed, setTyped] = useState<Typed>(begun);
  const { send, renew, isBusy, problems, setProblems } = useSending(fields);

  function change(next: Partial<Typed>) {
    setTyped({ ...typed, ...next });
    renew();
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isBusy) return;
    const found = problemsOf(words, typed, today);
    const asked = countOf(typed.asked);
    const [from, to] = [dayOf(typed.from), dayOf(typed.to)];
    setProblems(found);
    if (Object.keys(found).length > 0 || asked === undefined || from === undefined || to === undefined) return;
    const model = normaliseText(typed.model);
    const { stateCode, unit, place, note } = typed;
    const exerciseId = typed.exerciseId === '' ? null : typed.exerciseId;
    const isTaken = await send(
      async (key) =>
        await desk.ask.mutate({
          key,
          stateCode,
          bodyId,
          exerciseId,
          unit,
          asked,
          from,
          to,
          place,
          note,
          model: model === '' ? null : model,
        }),
      words.ask.sent,
    );
    if (isTaken) setTyped(begun);
  }

  return (
    <section className={styles.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.ask.title}</h2>
      <p className={styles.intro}>{words.ask.intro}</p>
      <form
        className={styles.form}
        onSubmit={(event) => void handleSubmit(event)}
        noValidate
        aria-labelledby={`${id}-title`}
      >
        {stateCodes.length < 2 ? null : (
          <Choice
            label={words.state}
            value={typed.stateCode}
            options={stateCodes.map((value) => ({ value, label: names.state(value) }))}
            onChange={({ target }) => change({ stateCode: target.value, exerciseId: '' })}
          />
        )}
        <ExerciseChoice
          bodyId={bodyId}
          stateCode={typed.stateCode}
          value={typed.exerciseId}
          error={problems['exerciseId']}
          onChange={(exerciseId) => change({ exerciseId })}
        />
        <div className={styles.fields}>
          <Choice
            label={words.ask.unit}
            value={typed.unit}
            options={machineUnits.map((value) => ({ value, label: words.units[value] }))}
            onChange={({ target }) => change({ unit: machineUnits.find((each) => each === target.value) ?? 'CU' })}
          />
          <Field
            label={words.ask.model}
            hint={words.ask.modelHint}
            value={typed.model}
            maxLength={40}
            error={problems['model']}
            onChange={({ target }) => change({ model: target.value })}
          />
          <Field
            label={words.ask.count}
            value={typed.asked}
            inputMode="numeric"
            maxLength={20}
            error={problems['asked']}
            onChange={({ target }) => change({ asked: target.value })}
          />
        </div>
        <div className={styles.fields}>
          <Field
            label={words.ask.from}
            hint={words.ask.dayHint}
            value={typed.from}
            maxLength={20}
            error={problems['from']}
            onChange={({ target }) => change({ from: target.value })}
          />
          <Field
            label={words.ask.to}
            hint={words.ask.dayHint}
            value={typed.to}
            maxLength={20}
            error={problems['to']}
            onChange={({ target }) => change({ to: target.value })}
          />
        </div>
        <Field
          label={words.ask.place}
          value={typed.place}
          maxLength={200}
          error={problems['place']}
          onChange={({ target }) => change({ place: target.value })}
        />
        <Note
          label={words.ask.note}
          hint={words.ask.noteHint}
          value={typed.note}
          error={problems['note']}
          onChange={(note) => change({ note })}
        />
        <FormProblem problems={problems} />
        <Button type="submit" look="primary" isBusy={isBusy} className={styles.send}>
          {isBusy ? words.act.sending : words.ask.send}
        </Button>
      </form>
    </section>
  );
}

const blank: Omit<Typed, 'stateCode'> = {
  exerciseId: '',
  unit: 'CU',
  model: '',
  asked: '',
  from: '',
  to: '',
  place: '',
  note: '',
};

function ExerciseChoice(props: {
  bodyId: string;
  stateCode: string;
  value: string;
  error: string | undefined;
  onChange: (exerciseId: string) => void;
}) {
  const { bodyId, stateCode, value, error, onChange } = props;
  const words = useLendingWords();
  const language = useLanguage();
  const { data } = useQuery(exercisesQuery(stateCode));
  // A loan of the real world belongs to no rehearsal.
  const own = (data?.exercises ?? []).filter((exercise) => exercise.bodyId === bodyId && !exercise.isSample);
  return (
    <div>
      <Choice
        label={words.ask.exercise}
        value={value}
        aria-invalid={error !== undefined}
        options={[
          { value: '', label: words.ask.noExercise },
          ...own.map(({ id, nameEn, nameHi }) => {
            const label = language === 'hi' ? (nameHi ?? nameEn) : nameEn;
            return { value: id, label, lang: languageOf(label) };
          }),
        ]}
        onChange={({ target }) => onChange(target.value)}
      />
      <ChoiceProblem text={error} />
    </div>
  );
}

/** The same rules as at the server, while the words are still at hand. */
function problemsOf(words: LendingWords, typed: Typed, today: IsoDate): Problems {
  const { faults } = words;
  const problems: Record<string, string> = {};
  const [from, to] = [dayOf(typed.from), dayOf(typed.to)];
  if (!modelForm.test(normaliseText(typed.model))) problems['model'] = faults.model;
  if (countOf(typed.asked) === undefined) problems['asked'] = faults.count;
  if (from === undefined) problems['from'] = faults.day;
  if (to === undefined) problems['to'] = faults.day;
  if (from !== undefined && to !== undefined) {
    const fault = daysFault(from, to, today);
    if (fault !== null) problems[fault === 'past' ? 'from' : 'to'] = faults[fault];
  }
  if (normaliseText(typed.place).length < 3) problems['place'] = faults.place;
  return { ...problems, ...personalProblems(words, { place: typed.place, note: typed.note }) };
}
