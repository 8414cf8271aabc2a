// From figure to result: the band in force, its clock, the colour, and a display that keeps the colour.
// Limits are compared strictly on the exact figure: a value on a limit keeps the better colour.

import { roundHalfAway } from '#shared/kernel/numbers.ts';
import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import { metricLimits } from './catalogue-limits.ts';
import { compare, toNumber } from './rules-exact.ts';
import type { Figure } from './rules-read.ts';
import type { Band, BandSeason, Level, Limit, MetricId, MetricInput, MetricResult, MetricStatus } from './schema.ts';

/** The decimals beyond which a rounded figure is no longer searched for the colour. */
const mostDecimals = 12;

/** A figure's status, and for `info` why no colour was given. */
export interface Verdict {
  status: Exclude<MetricStatus, 'not_computed'>;
  reason?: string;
}

/** How bad a status is, for "the worse colour counts". */
export const severityOf = { info: 0, green: 1, amber: 2, red: 3 } as const satisfies Record<Verdict['status'], number>;

const verdicts = {
  green: { status: 'green' },
  amber: { status: 'amber' },
  red: { status: 'red' },
  info: { status: 'info' },
} as const satisfies Record<string, Verdict>;
const noBand: Verdict = { status: 'info', reason: 'no_band_for_exercise' };
const beforeClock: Verdict = { status: 'info', reason: 'before_clock' };
const clockUnknown: Verdict = { status: 'info', reason: 'clock_unknown' };

/** The bands of a metric: those handed in for the exercise and State, else the catalogue's. */
export function bandsOf(id: MetricId, input: MetricInput): readonly Band[] {
  return input.thresholds?.[id] ?? metricLimits[id].bands;
}

/**
 * The status of a figure by the band that applies; with `shown`, of the figure as it would be shown. Without a band for
 * the case, before a band's day, or when that day is not known, it is `info` with the reason.
 */
export function judge(figure: Figure, bands: readonly Band[], input: MetricInput, shown?: number): Verdict {
  if (figure.settled) return verdicts[figure.settled.status];
  const band = bandInForce(bands, input, figure.bandLevel ?? input.level);
  if (!band) return bands.length > 0 ? noBand : verdicts.info;
  const passed = daysIntoBand(band.season, input);
  if (passed === undefined) return clockUnknown;
  if (passed < 0) return beforeClock;
  if (band.red && isBeyond(figure, band.red, shown)) return verdicts.red;
  return band.amber && isBeyond(figure, band.amber, shown) ? verdicts.amber : verdicts.green;
}

/** The result of a figure: coloured, and rounded to `decimals` or to as many as it takes to show the colour. */
export function toResult(figure: Figure, bands: readonly Band[], input: MetricInput, decimals: number): MetricResult {
  const value = toNumber(figure.exact);
  const verdict = judge(figure, bands, input);
  const isShownRight = figure.settled
    ? (figure.settled.isShownRight ?? (() => true))
    : (shown: number) => judge(figure, bands, input, shown).status === verdict.status;
  const reason = figure.reason ?? verdict.reason;
  return {
    status: verdict.status,
    value,
    ...display(value, decimals, isShownRight),
    of: figure.of,
    ...(reason === undefined ? {} : { reason }),
    ...(figure.parts ? { parts: figure.parts() } : {}),
    ...(figure.population ? { population: figure.population } : {}),
  };
}

function bandInForce(bands: readonly Band[], input: MetricInput, level: Level): Band | undefined {
  for (const band of bands) {
    if (band.exercises && !band.exercises.includes(input.exercise)) continue;
    if (band.levels && !band.levels.includes(level)) continue;
    if (band.season === 'in_exercise' && input.inExercise !== true) continue;
    if (band.season === 'outside_exercise' && input.inExercise === true) continue;
    return band;
  }
  return undefined;
}

/** Days since the band came into force, negative before it; undefined when its day is not known. */
function daysIntoBand(season: BandSeason | undefined, input: MetricInput): number | undefined {
  switch (season) {
    case 'from_7_days_after_claims_end':
      return daysSince(input.schedule?.claimsEnd, 7, input.today);
    case 'from_enumeration_end':
      return daysSince(input.schedule?.enumEnd, 0, input.today);
    case 'from_45_days_after_final':
      return daysSince(input.schedule?.final, 45, input.today);
    case 'in_last_10_days_of_exercise':
      // The tenth day counted back from the last, which is the final publication's where no other end is stated.
      return daysSince(input.schedule?.end ?? input.schedule?.final, -9, input.today);
    case 'from_30_days_after_referral':
      return daysSince(input.referredOn, 30, input.today);
    default:
      return 0;
  }
}

function daysSince(day: IsoDate | undefined, offset: number, today: IsoDate): number | undefined {
  if (day === undefined) return undefined;
  const passed = daysBetween(day, today) - offset;
  return Number.isNaN(passed) ? undefined : passed;
}

function isBeyond(figure: Figure, limit: Limit, shown: number | undefined): boolean {
  const subject = limit.on ? figure.subjects?.[limit.on] : undefined;
  if (limit.on && !subject) return false;
  const exact = subject ?? figure.exact;
  const rounded = subject ? undefined : shown;
  const side = (bound: number) => (rounded === undefined ? compare(exact, bound) : rounded - bound);
  if (limit.above !== undefined && side(limit.above) > 0) return true;
  if (limit.below !== undefined && side(limit.below) < 0) return true;
  if (limit.apart === undefined) return false;
  // Limits that grow with the roll are for whole electors, so the whole part of the bound decides the same.
  const grown = Math.floor(((limit.orPer10000OfOpening ?? 0) * (figure.opening ?? 0)) / 10_000);
  const bound = Math.max(limit.apart, grown);
  return side(bound) > 0 || side(-bound) < 0;
}

function display(value: number, decimals: number, isShownRight: (shown: number) => boolean) {
  for (let places = decimals; places < mostDecimals; places += 1) {
    // Numbers below a millionth print in exponent form, which `roundHalfAway` leaves as they are. `+ 0` drops a minus zero.
    const shown = (Math.abs(value) < 1e-6 ? Number(value.toFixed(places)) : roundHalfAway(value, places)) + 0;
    if (isShownRight(shown)) return { display: shown, decimals: places };
  }
  return { display: value, decimals: mostDecimals };
}
