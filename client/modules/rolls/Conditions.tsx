import { useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { metricsQuery } from '#client/modules/roll-health/api.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { mostPredicates, type Predicate, predicateOps, predicateSubjects } from '#shared/modules/rolls/schema.ts';
import { stateName, states } from '#shared/modules/states/directory.ts';
import { useRollsWords } from './api.ts';
import styles from './Conditions.module.css';

/** A condition as typed. */
interface Draft {
  subject: Predicate['subject'];
  op: Predicate['op'];
  value: string;
}

export interface ConditionsProps {
  predicates: readonly Predicate[];
  state: string;
  onSearch: (predicates: readonly Predicate[], state: string) => void;
}

/** Up to four conditions, each a figure, a sign and a number. */
export function Conditions({ predicates, state, onSearch }: ConditionsProps) {
  const words = useRollsWords().conditions;
  const language = useLanguage();
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    predicates.length === 0
      ? [{ subject: 'FL-01', op: 'above', value: '10' }]
      : predicates.map((each) => ({ ...each, value: String(each.value) })),
  );
  const [where, setWhere] = useState(state);
  const [isChecked, setChecked] = useState(false);
  const subjects = useSubjects();

  function change(place: number, part: Partial<Draft>) {
    setDrafts(drafts.map((draft, index) => (index === place ? { ...draft, ...part } : draft)));
  }

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setChecked(true);
    const values = drafts.map(({ value }) => readNumber(value));
    if (values.includes(undefined)) return;
    onSearch(
      drafts.map(({ subject, op }, place) => ({ subject, op, value: values[place] ?? 0 })),
      where,
    );
  }

  return (
    <form className={styles.form} onSubmit={handleSubmit} noValidate>
      {drafts.map((draft, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other identity than their place.
        <fieldset key={place} className={styles.condition}>
          <legend>{words.legend(formatCount(place + 1))}</legend>
          <Choice
            label={words.subject}
            value={draft.subject}
            options={subjects}
            onChange={({ target }) => {
              const subject = predicateSubjects.find((known) => known === target.value);
              if (subject !== undefined) change(place, { subject });
            }}
          />
          <Choice
            label={words.op}
            value={draft.op}
            options={predicateOps.map((op) => ({ value: op, label: words.ops[op] }))}
            onChange={({ target }) => {
              const op = predicateOps.find((known) => known === target.value);
              if (op !== undefined) change(place, { op });
            }}
          />
          <Field
            label={words.value}
            value={draft.value}
            inputMode="decimal"
            maxLength={14}
            error={isChecked && readNumber(draft.value) === undefined ? words.wrong : ''}
            onChange={({ target }) => change(place, { value: target.value })}
          />
          {drafts.length > 1 ? (
            <Button look="quiet" onClick={() => setDrafts(drafts.filter((_, index) => index !== place))}>
              {words.remove(formatCount(place + 1))}
            </Button>
          ) : null}
        </fieldset>
      ))}
      <div className={styles.condition}>
        <Choice
          label={words.state}
          value={where}
          options={[
            { value: '', label: words.allStates },
            ...states.map(({ code }) => ({ value: code, label: stateName(code, language) })),
          ]}
          onChange={({ target }) => setWhere(target.value)}
        />
        {drafts.length < mostPredicates ? (
          <Button onClick={() => setDrafts([...drafts, { subject: 'EN-04', op: 'movedBy', value: '30' }])}>
            {words.add}
          </Button>
        ) : null}
        <Button look="primary" type="submit">
          {words.search}
        </Button>
      </div>
      <p className={styles.hint}>{words.movedNote}</p>
    </form>
  );
}

/** A number with at most three decimals. */
function readNumber(text: string): number | undefined {
  const plain = text.trim().replaceAll(',', '').replace('−', '-');
  if (!/^-?\d{1,9}(?:\.\d{1,3})?$/.test(plain)) return undefined;
  return Number(plain);
}

/** Everything a condition can be about, by name. */
export function useSubjects(): { value: Predicate['subject']; label: string }[] {
  const words = useRollsWords();
  const language = useLanguage();
  const { data: groups } = useSuspenseQuery(metricsQuery);
  const names = new Map(groups.flatMap(({ metrics }) => metrics.map(({ id, name }) => [id, name[language]])));
  return predicateSubjects
    .map((value) => {
      const name = names.get(value);
      return { value, label: name === undefined ? wordFor(words.measures, value) : `${name} (${value})` };
    })
    .toSorted((a, b) => Number(/^[A-Z]{2}-/.test(b.value)) - Number(/^[A-Z]{2}-/.test(a.value)));
}
