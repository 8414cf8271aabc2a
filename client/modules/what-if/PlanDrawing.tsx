import { formatChange, formatCount } from '#shared/kernel/numbers.ts';
import { firstDay, lastDay } from '#shared/modules/timelines/rules.ts';
import type { PlannedDays } from '#shared/modules/timelines/schema.ts';
import { movedDays, movesAlong, putDays, putShift } from '#shared/modules/what-if/rules.ts';
import { layOutChange, tryChanges } from '#shared/modules/what-if/rules-try.ts';
import type { Change, WhatIfView } from '#shared/modules/what-if/schema.ts';
import { type Names, useNames, useWhatIfWords, type WhatIfWords } from './api.ts';
import type { Plan, PlanDate, Tools } from './Bench.tsx';
import { type AxisDate, type AxisRow, type MoveMark, PlanAxis, scaleAround } from './PlanAxis.tsx';

interface PlanDrawingProps {
  plans: readonly Plan[];
  view: WhatIfView;
  tools: Tools;
  changed: number;
}

/** The plan on one axis; the hand on a mark is the hand on the plan. */
export function PlanDrawing({ plans, view, tools, changed }: PlanDrawingProps) {
  const words = useWhatIfWords();
  const names = useNames();
  const { stateCode, today } = view.sandbox;
  // Dates as they stand without the hand: the axis and the lines of the labels hold still while a mark is moved.
  const settled = tryChanges(tools.input, tools.changes, []).applied;
  const homes = new Map(
    settled.input.exercises.flatMap((exercise) => exercise.milestones.map((row) => [row.id, row] as const)),
  );
  const homeOf = (date: PlanDate): PlannedDays => {
    const row = homes.get(date.row.id);
    return row === undefined ? date.days : { start: row.startDate, end: row.endDate };
  };
  const rows = plans.flatMap((plan) => rowOf(plan, tools.changes, homeOf, { words, names }));
  const scale = scaleAround(
    rows.flatMap(({ dates }) => dates.flatMap(({ home, was }) => [home.from, home.to, was?.from ?? home.from])),
    today,
  );

  const move: MoveMark = (rowKey, dateKey, days, phase) => {
    const plan = plans.find(({ exercise }) => exercise.id === rowKey);
    const date = plan?.dates.find(({ row }) => row.id === dateKey);
    if (plan === undefined || phase === 'leave') return tools.onHold(null);
    if (dateKey === null) {
      const by = phase === 'back' ? -shiftOf(tools.changes, rowKey) : days;
      const next = putShift(tools.input, tools.changes, { exerciseId: rowKey, days: by, layOut: layOutChange });
      if (phase === 'hold') return tools.onHold(next);
      const what = `${plan.name}: ${words.axis.wholeValue(formatChange(shiftOf(next, rowKey)))}`;
      return tools.onSettle(next, what, `whole ${rowKey}`);
    }
    if (date === undefined) return tools.onHold(null);
    const to = phase === 'back' ? (date.was ?? date.days) : movedDays(homeOf(date), days);
    const next = putDays(tools.input, tools.changes, date.place, to, layOutChange);
    if (phase === 'hold') return tools.onHold(next);
    return tools.onSettle(next, `${names.milestone(date.place.milestone)}: ${names.days(to)}`, `${rowKey} ${dateKey}`);
  };

  return (
    <PlanAxis
      title={words.axis.title(names.state(stateCode))}
      summary={words.axis.summary(formatCount(plans.length), formatCount(changed))}
      rows={rows}
      today={today}
      scale={scale}
      onMove={move}
    />
  );
}

interface Wording {
  words: WhatIfWords;
  names: Names;
}

function rowOf(
  plan: Plan,
  changes: readonly Change[],
  homeOf: (date: PlanDate) => PlannedDays,
  { words, names }: Wording,
): AxisRow[] {
  const { exercise, name, bodyName } = plan;
  const dates = plan.dates.flatMap((date): AxisDate[] => {
    const days = spanOf(date.days);
    const home = spanOf(homeOf(date)) ?? days;
    if (days === null || home === null) return [];
    const label = names.milestone(date.place.milestone);
    const was = date.isChanged && date.was !== null ? spanOf(date.was) : null;
    const value =
      was === null
        ? names.days(date.days)
        : `${names.days(date.days)}, ${words.axis.was(names.days(date.was ?? date.days))}`;
    return [
      {
        key: date.row.id,
        label,
        name: words.axis.mark(name, label),
        value,
        look: lookOf(plan, date),
        ...days,
        home,
        was,
      },
    ];
  });
  if (dates.length === 0) return [];
  const moving = plan.dates.filter(({ row }) => movesAlong(exercise, row));
  const from = moving.flatMap(({ days }) => firstDay(days) ?? []).toSorted()[0];
  const to = moving
    .flatMap(({ days }) => lastDay(days) ?? [])
    .toSorted()
    .at(-1);
  const shift = shiftOf(changes, exercise.id);
  const whole =
    from === undefined || to === undefined || moving.length < 2
      ? null
      : {
          from,
          to,
          home: { from, to },
          name: words.axis.whole(name),
          value: words.axis.wholeValue(formatChange(shift)),
          days: shift,
        };
  return [{ key: exercise.id, name, body: exercise.bodyKind, bodyName, dates, whole }];
}

function spanOf(days: PlannedDays): { from: string; to: string } | null {
  const [from, to] = [firstDay(days), lastDay(days)];
  return from === null || to === null ? null : { from, to };
}

function lookOf({ exercise }: Plan, { isChanged, row }: PlanDate): AxisDate['look'] {
  if (isChanged) return 'tried';
  if (exercise.isSample) return 'sample';
  if (row.status === 'completed') return 'done';
  return row.confidence === 'recalled' || row.confidence === 'inferred' ? 'verify' : 'plan';
}

/** Days by which the whole exercise is moved. */
function shiftOf(changes: readonly Change[], exerciseId: string): number {
  const shift = changes.find((change) => change.kind === 'shift' && change.exerciseId === exerciseId);
  return shift?.kind === 'shift' ? shift.days : 0;
}
