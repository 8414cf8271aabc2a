import { Button } from '#client/ui/Button.tsx';
import { formatChange } from '#shared/kernel/numbers.ts';
import { daysBetween, formatDate } from '#shared/kernel/time.ts';
import type { RadarInput } from '#shared/modules/radar/rules.ts';
import { firstDay, lastDay } from '#shared/modules/timelines/rules.ts';
import type { LegalBreak } from '#shared/modules/timelines/rules-legal.ts';
import type { PlannedDays } from '#shared/modules/timelines/schema.ts';
import { dropDays, movesAlong, putDays, putShift } from '#shared/modules/what-if/rules.ts';
import { breaksOf, layOutChange } from '#shared/modules/what-if/rules-try.ts';
import { AddMilestone } from './AddMilestone.tsx';
import { useNames, useWhatIfWords, type WhatIfWords } from './api.ts';
import type { Plan, PlanDate, Tools } from './Bench.tsx';
import { DateFields } from './DateFields.tsx';
import styles from './PlanTables.module.css';

interface PlanTablesProps {
  plans: readonly Plan[];
  /** The plan that is tried. */
  input: RadarInput;
  tools: Tools;
}

/** Every date of the shown exercises, to be typed: the same as the axis, in the same order. */
export function PlanTables({ plans, input, tools }: PlanTablesProps) {
  const words = useWhatIfWords();
  return (
    <section className={styles.tables} aria-labelledby="dates-title">
      <h2 id="dates-title">{words.table.title}</h2>
      {plans.map((plan) => (
        <OfExercise key={plan.exercise.id} plan={plan} input={input} tools={tools} />
      ))}
    </section>
  );
}

function OfExercise({ plan, input, tools }: { plan: Plan; input: RadarInput; tools: Tools }) {
  const words = useWhatIfWords();
  const names = useNames();
  const { exercise, name } = plan;
  const breaks = new Map(breaksOf(input, exercise).map((each) => [each.code, each]));
  const titleId = `dates-${exercise.id}`;

  function remove() {
    const rest = tools.changes.filter(({ exerciseId }) => exerciseId !== exercise.id);
    tools.onSettle(rest, `${words.table.remove}: ${name}`, '');
  }

  return (
    <section className={styles.exercise} aria-labelledby={titleId}>
      <h3 id={titleId}>{name}</h3>
      <p className={styles.owner}>
        {names.kind(exercise.kind)} · {words.table.owner(plan.bodyName)}
        {plan.isOwn ? `: ${words.table.own}` : ''}
        {plan.base === null || plan.isOwn ? '' : `; ${words.table.request}`}
      </p>
      <div className={styles.tools}>
        <Shift plan={plan} tools={tools} />
        {plan.base === null ? (
          <Button look="quiet" onClick={remove}>
            {words.table.remove}
          </Button>
        ) : null}
      </div>
      {plan.dates.length === 0 ? null : (
        <table className={styles.table}>
          <caption className="visually-hidden">{words.table.caption(name)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.table.milestone}</th>
              <th scope="col">{words.table.tried}</th>
              <th scope="col" className={styles.end}>
                {words.table.change}
              </th>
            </tr>
          </thead>
          <tbody>
            {plan.dates.map((date) => (
              <DateRow key={date.row.id} date={date} broken={breaks.get(date.place.milestone)} tools={tools} />
            ))}
          </tbody>
        </table>
      )}
      <AddMilestone plan={plan} tools={tools} />
    </section>
  );
}

function Shift({ plan: { exercise, name }, tools }: { plan: Plan; tools: Tools }) {
  const words = useWhatIfWords();
  if (exercise.milestones.filter((row) => movesAlong(exercise, row)).length < 2) return null;
  function move(days: number) {
    const next = putShift(tools.input, tools.changes, { exerciseId: exercise.id, days, layOut: layOutChange });
    tools.onSettle(next, `${name}: ${formatChange(days)}`, `shift ${exercise.id}`);
  }
  return (
    <p className={styles.shift}>
      <span>{words.table.moveAll}</span>
      {[-7, -1, 1, 7].map((days) => (
        <button
          key={days}
          type="button"
          className={styles.step}
          aria-label={words.table.moveBy(name, formatChange(days))}
          onClick={() => move(days)}
        >
          {formatChange(days)}
        </button>
      ))}
    </p>
  );
}

function DateRow({ date, broken, tools }: { date: PlanDate; broken: LegalBreak | undefined; tools: Tools }) {
  const words = useWhatIfWords();
  const names = useNames();
  const { place, days, was, row, isChanged } = date;
  const name = names.milestone(place.milestone);

  function put(to: PlannedDays) {
    const next = putDays(tools.input, tools.changes, place, to, layOutChange);
    tools.onSettle(next, `${name}: ${names.days(to)}`, '');
  }

  function undo() {
    const next =
      was === null ? dropDays(tools.changes, place) : putDays(tools.input, tools.changes, place, was, layOutChange);
    tools.onSettle(next, words.table.undoOf(name), '');
  }

  // A date of an exercise that is only tried goes with it, unless it was moved by itself.
  const canUndo = was === null ? dropDays(tools.changes, place).length < tools.changes.length : isChanged;

  return (
    <tr data-changed={isChanged}>
      <th scope="row">
        {name}
        <span className={styles.inForce}>
          {was === null ? words.table.notInForce : words.table.inForce(names.days(was))}
          {row.status === 'completed' ? `, ${words.table.completed}` : ''}
          {row.confidence === 'recalled' || row.confidence === 'inferred' ? `, ${words.table.toVerify}` : ''}
        </span>
      </th>
      <td>
        <DateFields key={`${days.start} ${days.end}`} name={name} days={days} onPut={put} />
        {broken === undefined ? null : (
          <span className={styles.broken}>
            ■{' '}
            {broken.basis === 'order'
              ? words.table.order(formatDate(broken.earliest))
              : words.table.legal(formatDate(broken.earliest))}
          </span>
        )}
      </td>
      <td className={styles.end}>
        {isChanged ? <span className={styles.days}>{changeOf(words, was, days)}</span> : null}
        {canUndo ? (
          <button type="button" className={styles.undo} aria-label={words.table.undoOf(name)} onClick={undo}>
            {words.table.undo}
          </button>
        ) : null}
      </td>
    </tr>
  );
}

/** `+7`, by the first day; by the end where only that has moved; empty where one of them has none. */
export function changeOf(words: WhatIfWords, was: PlannedDays | null, is: PlannedDays): string {
  if (was === null) return '';
  const between = (from: string | null, to: string | null) =>
    from === null || to === null ? null : daysBetween(from, to);
  const first = between(firstDay(was), firstDay(is));
  const last = between(lastDay(was), lastDay(is));
  if (first === null) return '';
  return first === 0 && last !== null && last !== 0 ? words.changes.end(formatChange(last)) : formatChange(first);
}
