import { useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { messageOf, ruleNames } from '#shared/modules/radar/catalogue.ts';
import type { RadarInput } from '#shared/modules/radar/rules.ts';
import { firstPollDay, movesAlong, putShift } from '#shared/modules/what-if/rules.ts';
import type { EarliestDay, Refusal } from '#shared/modules/what-if/rules-compare.ts';
import { earliestDay, layOutChange } from '#shared/modules/what-if/rules-try.ts';
import { useNames, useWhatIfWords } from './api.ts';
import type { Plan, Tools } from './Bench.tsx';
import styles from './EarliestDays.module.css';

interface EarliestDaysProps {
  /** Those on the page. */
  shown: readonly Plan[];
  /** All of the State: findings name those that are not on the page too. */
  plans: readonly Plan[];
  /** The plan that is tried. */
  input: RadarInput;
  tools: Tools;
}

/** For each poll ahead: the first day that no critical or high finding stands against, or that there is none. */
export function EarliestDays({ shown, plans, input, tools }: EarliestDaysProps) {
  const words = useWhatIfWords();
  const polls = shown.filter(
    ({ exercise }) =>
      firstPollDay(exercise) !== null &&
      exercise.milestones.some((row) => row.milestone.startsWith('poll') && movesAlong(exercise, row)),
  );
  if (polls.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="earliest-title">
      <h2 id="earliest-title">{words.earliest.title}</h2>
      <p className={styles.quiet}>
        {words.earliest.intro} {words.findings.note}
      </p>
      {polls.map((plan) => (
        // What was found holds for one plan only.
        <OfPoll
          key={`${plan.exercise.id} ${JSON.stringify(tools.changes)}`}
          plan={plan}
          plans={plans}
          input={input}
          tools={tools}
        />
      ))}
    </section>
  );
}

function OfPoll({ plan, plans, input, tools }: Omit<EarliestDaysProps, 'shown'> & { plan: Plan }) {
  const words = useWhatIfWords();
  const [found, setFound] = useState<EarliestDay | null>(null);
  return (
    <div className={styles.poll}>
      <Button onClick={() => setFound(earliestDay(input, plan.exercise.id))}>{words.earliest.find(plan.name)}</Button>
      <div role="status">
        {found === null ? null : <Answer found={found} plan={plan} plans={plans} tools={tools} />}
      </div>
    </div>
  );
}

interface AnswerProps {
  found: EarliestDay;
  plan: Plan;
  plans: readonly Plan[];
  tools: Tools;
}

function Answer({ found, plan, plans, tools }: AnswerProps) {
  const words = useWhatIfWords();
  const { language } = useNames();
  const nameOf = (id: string) => plans.find(({ exercise }) => exercise.id === id)?.name ?? id;
  const day = found.found;

  function put(days: number) {
    const next = putShift(tools.input, tools.changes, { exerciseId: plan.exercise.id, days, layOut: layOutChange });
    tools.onSettle(next, words.earliest.put, '');
  }

  return (
    <div className={styles.answer}>
      <p className={styles.finding}>
        {day === null
          ? words.earliest.none(formatDate(found.from))
          : words.earliest.found(formatDate(day.day), formatCount(day.days))}
      </p>
      {day === null || day.days === 0 ? null : (
        <Button look="primary" className={styles.put} onClick={() => put(day.days)}>
          {words.earliest.put}
        </Button>
      )}
      {found.remaining.length === 0 ? null : (
        <>
          <p className={styles.quiet}>{words.earliest.remaining}</p>
          <ul className={styles.list}>
            {found.remaining.map((finding) => (
              <li key={finding.id}>{messageOf(finding, nameOf, language)}</li>
            ))}
          </ul>
        </>
      )}
      {found.refused.length === 0 ? null : (
        <>
          <h3>{words.earliest.refused}</h3>
          <ul className={styles.list}>
            {found.refused.map((refusal) => (
              <li key={refusal.findingId}>
                <Reason refusal={refusal} nameOf={nameOf} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Reason({ refusal, nameOf }: { refusal: Refusal; nameOf: (id: string) => string }) {
  const words = useWhatIfWords();
  const { language } = useNames();
  const { rule, outcome, days, others, stretches, isWorse } = refusal;
  const name = `${rule} ${ruleNames[rule][language]}, ${words.findings.outcomes[outcome]}`;
  const count = formatCount(days);
  return (
    <>
      <b>{isWorse ? words.earliest.worse(name, count) : words.earliest.reason(name, count)}</b>
      {others.length === 0 ? null : ` ${words.earliest.with(others.map(nameOf).join(', '))}`}
      <span className={styles.stretches}>
        {stretches
          .map(({ from, to }) =>
            from === to ? formatDate(from) : words.earliest.stretch(formatDate(from), formatDate(to)),
          )
          .join('; ')}
      </span>
    </>
  );
}
