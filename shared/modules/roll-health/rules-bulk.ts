// All metrics of very many units at once: status, figure and reason in columns; displays only where they are asked for.
// It runs the formulas and the colouring of `evaluate`; what it leaves out is making a result of each.

import type { IsoDate } from '#shared/kernel/time.ts';
import { type MetricId, metricLimits } from './catalogue-limits.ts';
import { formulas, refusal } from './rules.ts';
import {
  bandInForce,
  bandsOf,
  clockDay,
  daysIntoBand,
  defaultBandsOf,
  type FullBand,
  judge,
  judgeInBand,
  type Verdict,
} from './rules-bands.ts';
import { enterShown, openShown, type ShownColumn } from './rules-bulk-shown.ts';
import { fraction, toNumber } from './rules-exact.ts';
import { populationFault } from './rules-population.ts';
import { computeRatio, isRatio, type RatioPlan, ratioPlans } from './rules-ratios.ts';
import { type Figure, figureOf, take } from './rules-read.ts';
import { type Measure, type MetricInput, type MetricStatus, measures } from './schema.ts';

/** The statuses by their code in `MetricColumn.status`. */
export const statusCodes = ['not_computed', 'green', 'amber', 'red', 'info'] as const satisfies readonly MetricStatus[];

const codeOf = { not_computed: 0, green: 1, amber: 2, red: 3, info: 4 } as const satisfies Record<MetricStatus, number>;

/** One metric over all units, in the order of the units. */
export interface MetricColumn {
  /** The figure before rounding, in the metric's unit; NaN where it is not computed. */
  value: Float64Array;
  /** Index in `statusCodes`. */
  status: Uint8Array;
  /** Index in `ManyResults.reasons`; 0 for none. */
  why: Uint16Array;
  /** What a reader is shown; undefined unless it was asked for. */
  shown: ShownColumn | undefined;
}

export interface ManyResults {
  columns: ReadonlyMap<MetricId, MetricColumn>;
  /** The reasons met, each once; the first is empty. */
  reasons: readonly string[];
}

/** One metric with its column. */
interface Lane extends MetricColumn {
  id: MetricId;
  bands: readonly FullBand[];
  plan: RatioPlan | undefined;
  formula: ((input: MetricInput) => Figure | string) | undefined;
}

/** What one exercise, level and season has: the lanes that are asked, and those that refuse, each with its reason. */
interface Case {
  asked: Turn[];
  refused: { why: Uint16Array; code: number }[];
  /** The measures that the ratios among the asked read. */
  read: { place: number; measure: Measure }[];
}

/** A lane that is asked, with its default band. */
interface Turn {
  lane: Lane;
  band: FullBand | undefined;
  /** The clock last read: States share their days, so it is seldom another. */
  clock: { day: IsoDate | undefined; today: IsoDate; daysIn: number | undefined };
}

/**
 * Evaluates each metric on each unit. Status, `value` and reason are those `evaluate` gives, value for value, and for
 * units that are shown so are displays, numerators and denominators; parts and populations are left to `evaluate`.
 */
export function evaluateMany(
  ids: readonly MetricId[],
  inputs: readonly MetricInput[],
  { isShown = false }: { isShown?: boolean } = {},
): ManyResults {
  const lanes = ids.map((id) => openLane(id, inputs.length, isShown));
  const cases = new Map<string, Case>();
  const codes = new Map<string, number>([['', 0]]);
  // One row and one figure serve every unit and every ratio: each is judged before the next is read.
  const row = new Float64Array(measures.length);
  const takeCount = (place: number) => row[place] ?? Number.NaN;
  const figure = figureOf(fraction(0, 1, 1), null);
  for (let unit = 0; unit < inputs.length; unit += 1) {
    const input = inputs[unit];
    if (input === undefined) continue;
    const { asked, refused, read } = caseOf(input, lanes, cases, codes);
    for (const { place, measure } of read) row[place] = take(input, measure);
    const fault = populationFault(input);
    for (const { why, code } of refused) why[unit] = code;
    for (const turn of asked) {
      const { plan, formula } = turn.lane;
      if (plan) {
        const reason = (plan.isOfPopulation ? fault : undefined) ?? computeRatio(plan, takeCount, figure.exact);
        settle(turn, unit, reason ?? figure, input, codes);
      } else if (formula) settle(turn, unit, formula(input), input, codes);
    }
  }
  return { columns: new Map(lanes.map((lane) => [lane.id, lane])), reasons: [...codes.keys()] };
}

function openLane(id: MetricId, units: number, isShown: boolean): Lane {
  return {
    id,
    bands: defaultBandsOf(id),
    plan: ratioPlans.get(id),
    formula: isRatio(id) ? undefined : formulas[id],
    value: new Float64Array(units).fill(Number.NaN),
    status: new Uint8Array(units),
    why: new Uint16Array(units),
    shown: isShown ? openShown(units) : undefined,
  };
}

function caseOf(
  input: MetricInput,
  lanes: readonly Lane[],
  cases: Map<string, Case>,
  codes: Map<string, number>,
): Case {
  const key = `${input.exercise} ${input.level} ${input.inExercise === true}`;
  const known = cases.get(key);
  if (known) return known;
  const made: Case = { asked: [], refused: [], read: [] };
  for (const lane of lanes) {
    const reason = refusal(metricLimits[lane.id], input);
    if (reason !== undefined) made.refused.push({ why: lane.why, code: reasonCode(reason, codes) });
    else {
      const band = bandInForce(lane.bands, input, input.level);
      made.asked.push({ lane, band, clock: { day: undefined, today: '', daysIn: undefined } });
    }
  }
  made.read = placesOf(made.asked);
  cases.set(key, made);
  return made;
}

function settle(
  turn: Turn,
  unit: number,
  found: Figure | string,
  input: MetricInput,
  codes: Map<string, number>,
): void {
  const { lane } = turn;
  if (typeof found === 'string') {
    lane.why[unit] = reasonCode(found, codes);
    return;
  }
  const value = toNumber(found.exact);
  const verdict = verdictOf(turn, found, value, input);
  const reason = found.reason ?? verdict.reason;
  lane.value[unit] = value;
  lane.status[unit] = codeOf[verdict.status];
  if (reason !== undefined) lane.why[unit] = reasonCode(reason, codes);
  if (lane.shown !== undefined) show(lane.shown, turn, unit, found, value, input, verdict);
}

function show(
  shown: ShownColumn,
  turn: Turn,
  unit: number,
  found: Figure,
  value: number,
  input: MetricInput,
  { status }: Verdict,
): void {
  const { id, plan } = turn.lane;
  enterShown(shown, unit, found, plan ? [found.exact.top, found.exact.bottom] : found.of, input, {
    value,
    bands: bandsOf(id, input),
    decimals: metricLimits[id].decimals,
    hasColour: (rounded) => verdictOf(turn, found, value, input, rounded).status === status,
  });
}

/**
 * As `judge` has it, of the value or of what would be shown of it; where the case's default band applies, it is not
 * looked for again.
 */
function verdictOf(
  { lane, band, clock }: Turn,
  found: Figure,
  value: number,
  input: MetricInput,
  shown?: number,
): Verdict {
  const isDefault = input.thresholds === undefined && found.settled === undefined && found.bandLevel === undefined;
  if (!isDefault || band === undefined) return judge(found, bandsOf(lane.id, input), input, shown);
  if (band.season === undefined) return judgeInBand(found, value, band, undefined, shown);
  const day = clockDay(band.season, input);
  if (day !== clock.day || input.today !== clock.today) {
    clock.day = day;
    clock.today = input.today;
    clock.daysIn = daysIntoBand(band.season, input);
  }
  return judgeInBand(found, value, band, clock.daysIn, shown);
}

function reasonCode(reason: string, codes: Map<string, number>): number {
  const known = codes.get(reason);
  if (known !== undefined) return known;
  codes.set(reason, codes.size);
  return codes.size - 1;
}

function placesOf(asked: readonly Turn[]): { place: number; measure: Measure }[] {
  const places = new Set<number>();
  for (const { lane } of asked) {
    if (!lane.plan) continue;
    const { top, bottom, less } = lane.plan;
    for (const place of [...top, ...bottom, less]) if (place !== undefined) places.add(place);
  }
  return measures.flatMap((measure, place) => (places.has(place) ? [{ place, measure }] : []));
}
