// From figure to colour: the band in force, its clock, and the limits, compared strictly on the exact figure.

import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import { metricIds, metricLimits } from './catalogue-limits.ts';
import { compare, type Exact, toNumber } from './rules-exact.ts';
import type { Figure } from './rules-read.ts';
import type {
  Band,
  BandSeason,
  ExerciseType,
  Level,
  Limit,
  LimitSubject,
  MetricId,
  MetricInput,
  MetricStatus,
} from './schema.ts';

/** A figure's status, and for `info` why no colour was given. */
export interface Verdict {
  status: Exclude<MetricStatus, 'not_computed'>;
  reason: string | undefined;
}

/** How bad a status is, for "the worse colour counts". */
export const severityOf = { info: 0, green: 1, amber: 2, red: 3 } as const satisfies Record<Verdict['status'], number>;

const verdicts = {
  green: { status: 'green', reason: undefined },
  amber: { status: 'amber', reason: undefined },
  red: { status: 'red', reason: undefined },
  info: { status: 'info', reason: undefined },
} as const satisfies Record<string, Verdict>;
const noBand: Verdict = { status: 'info', reason: 'no_band_for_exercise' };
const beforeClock: Verdict = { status: 'info', reason: 'before_clock' };
const clockUnknown: Verdict = { status: 'info', reason: 'clock_unknown' };

/** A limit with every field there, so that the comparison, which runs a million times, meets objects of one shape. */
interface FullLimit {
  above: number | undefined;
  below: number | undefined;
  apart: number | undefined;
  orPer10000OfOpening: number | undefined;
  on: LimitSubject | undefined;
}

/** A band with every field there. */
export interface FullBand {
  exercises: readonly ExerciseType[] | undefined;
  levels: readonly Level[] | undefined;
  season: BandSeason | undefined;
  amber: FullLimit | undefined;
  red: FullLimit | undefined;
}

function fullLimit(limit: Limit): FullLimit {
  const { above, below, apart, orPer10000OfOpening, on } = limit;
  return { above, below, apart, orPer10000OfOpening, on };
}

function fullBands(bands: readonly Band[]): FullBand[] {
  return bands.map(({ exercises, levels, season, amber, red }) => ({
    exercises,
    levels,
    season,
    amber: amber && fullLimit(amber),
    red: red && fullLimit(red),
  }));
}

const defaultBands = new Map<MetricId, readonly FullBand[]>(
  metricIds.map((id) => [id, fullBands(metricLimits[id].bands)]),
);
const handedIn = new WeakMap<readonly Band[], readonly FullBand[]>();

/** The catalogue's bands of a metric. */
export function defaultBandsOf(id: MetricId): readonly FullBand[] {
  return defaultBands.get(id) ?? [];
}

/** The bands of a metric: those handed in for the exercise and State, else the catalogue's. */
export function bandsOf(id: MetricId, input: MetricInput): readonly FullBand[] {
  const bands = input.thresholds?.[id];
  if (bands === undefined) return defaultBandsOf(id);
  const known = handedIn.get(bands);
  if (known) return known;
  const full = fullBands(bands);
  handedIn.set(bands, full);
  return full;
}

/**
 * The status of a figure by the band that applies; with `shown`, of the figure as it would be shown. Without a band for
 * the case, before a band's day, or when that day is not known, it is `info` with the reason.
 */
export function judge(figure: Figure, bands: readonly FullBand[], input: MetricInput, shown?: number): Verdict {
  if (figure.settled !== undefined) return verdicts[figure.settled];
  const band = bandInForce(bands, input, figure.bandLevel ?? input.level);
  if (!band) return bands.length > 0 ? noBand : verdicts.info;
  const daysIn = band.season && daysIntoBand(band.season, input);
  return judgeInBand(figure, toNumber(figure.exact), band, daysIn, shown);
}

/**
 * The status of a figure in its band. `value` is the figure as `toNumber` gives it; `daysIn` are the days since the
 * band's clock began, where it has one.
 */
export function judgeInBand(
  figure: Figure,
  value: number,
  band: FullBand,
  daysIn: number | undefined,
  shown?: number,
): Verdict {
  if (hasClock(band.season)) {
    if (daysIn === undefined) return clockUnknown;
    if (daysIn < 0) return beforeClock;
  }
  if (band.red && isBeyond(figure, value, band.red, shown)) return verdicts.red;
  return band.amber && isBeyond(figure, value, band.amber, shown) ? verdicts.amber : verdicts.green;
}

/** The first band for the exercise, level and season of the input. */
export function bandInForce(bands: readonly FullBand[], input: MetricInput, level: Level): FullBand | undefined {
  for (const band of bands) {
    if (band.exercises && !band.exercises.includes(input.exercise)) continue;
    if (band.levels && !band.levels.includes(level)) continue;
    if (band.season === 'in_exercise' && input.inExercise !== true) continue;
    if (band.season === 'outside_exercise' && input.inExercise === true) continue;
    return band;
  }
  return undefined;
}

/** The days after which a band's clock has run; the tenth day counted back from the last is nine before it. */
const clockDays = {
  in_exercise: undefined,
  outside_exercise: undefined,
  from_7_days_after_claims_end: 7,
  from_enumeration_end: 0,
  from_45_days_after_final: 45,
  in_last_10_days_of_exercise: -9,
  from_30_days_after_referral: 30,
} as const satisfies Record<BandSeason, number | undefined>;

function hasClock(season: BandSeason | undefined): boolean {
  return season !== undefined && clockDays[season] !== undefined;
}

/** The day a band's clock counts from, if it is known. */
export function clockDay(season: BandSeason, { schedule, referredOn }: MetricInput): IsoDate | undefined {
  switch (season) {
    case 'from_7_days_after_claims_end':
      return schedule?.claimsEnd;
    case 'from_enumeration_end':
      return schedule?.enumEnd;
    case 'from_45_days_after_final':
      return schedule?.final;
    case 'in_last_10_days_of_exercise':
      // The exercise ends with final publication where no other end is stated.
      return schedule?.end ?? schedule?.final;
    case 'from_30_days_after_referral':
      return referredOn;
    default:
      return undefined;
  }
}

/** Days since the band's clock began, negative before it; undefined when its day is not known, or it has no clock. */
export function daysIntoBand(season: BandSeason, input: MetricInput): number | undefined {
  const day = clockDay(season, input);
  if (day === undefined) return undefined;
  const passed = daysBetween(day, input.today) - (clockDays[season] ?? 0);
  return Number.isNaN(passed) ? undefined : passed;
}

function isBeyond(figure: Figure, value: number, limit: FullLimit, shown: number | undefined): boolean {
  if (limit.on !== undefined) {
    const subject = figure.subjects?.[limit.on];
    return subject !== undefined && isExactBeyond(subject, toNumber(subject), limit, figure.opening);
  }
  if (shown === undefined) return isExactBeyond(figure.exact, value, limit, figure.opening);
  if (limit.above !== undefined && shown > limit.above) return true;
  if (limit.below !== undefined && shown < limit.below) return true;
  return limit.apart !== undefined && Math.abs(shown) > boundApart(limit.apart, limit, figure.opening);
}

function isExactBeyond(exact: Exact, approximate: number, limit: FullLimit, opening: number | undefined): boolean {
  if (limit.above !== undefined && compare(exact, limit.above, approximate) > 0) return true;
  if (limit.below !== undefined && compare(exact, limit.below, approximate) < 0) return true;
  if (limit.apart === undefined) return false;
  const bound = boundApart(limit.apart, limit, opening);
  return compare(exact, bound, approximate) > 0 || compare(exact, -bound, approximate) < 0;
}

/** Limits that grow with the roll are for whole electors, so the whole part of the bound decides the same. */
function boundApart(apart: number, { orPer10000OfOpening }: FullLimit, opening: number | undefined): number {
  return orPer10000OfOpening === undefined
    ? apart
    : Math.max(apart, Math.floor((orPer10000OfOpening * (opening ?? 0)) / 10_000));
}
