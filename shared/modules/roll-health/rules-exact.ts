// The arithmetic under the metrics: exact fractions, strict comparison with limits, and a display that keeps the colour.

import { roundHalfAway } from '#shared/kernel/numbers.ts';
import type {
  Band,
  Counts,
  Level,
  Limit,
  LimitSubject,
  Measure,
  MetricInput,
  MetricPart,
  MetricResult,
} from './schema.ts';

/** A fraction of whole numbers; the denominator is positive. */
export interface Exact {
  numerator: bigint;
  denominator: bigint;
}

export type Colour = 'green' | 'amber' | 'red';

/** A computed figure before its colour. */
export interface Figure {
  exact: Exact;
  of: [number, number] | null;
  reason?: string;
  parts?: MetricPart[];
  /** What limits with `on` are compared with. */
  subjects?: Partial<Record<LimitSubject, Exact>>;
  /** The opening roll, for limits that grow with it. */
  opening?: number;
  /** The level whose band applies, when it is not the level asked. */
  bandLevel?: Level;
  /** Status the metric settles itself; `isShownRight` says whether a rounded value still shows it. */
  settled?: { status: Colour | 'info'; isShownRight?: (shown: number) => boolean };
}

/** A figure made of two counts. */
export interface Ratio extends Figure {
  of: [number, number];
}

/** A count with its name, or the reason it cannot be used. */
export type Read = { name: string; value: number } | string;

/** The decimals beyond which a rounded figure is no longer searched for the colour. */
const mostDecimals = 12;

/** The measure's count, or `missing:<measure>` / `invalid:<measure>`: a blank is never zero. */
export function read(counts: Counts, measure: Measure): Read {
  return readCount(measure, counts[measure]);
}

/** A named count given outside `counts`, checked the same way. */
export function readCount(name: string, value: number | undefined): Read {
  if (value === undefined) return `missing:${name}`;
  return Number.isSafeInteger(value) && value >= 0 ? { name, value } : `invalid:${name}`;
}

/** The sum of counts under a name of its own, or the first reason one of them cannot be used. */
export function sum(name: string, ...reads: readonly Read[]): Read {
  let value = 0;
  for (const each of reads) {
    if (typeof each === 'string') return each;
    value += each.value;
  }
  return { name, value };
}

/** `top ÷ bottom × scale`, or the reason it cannot be computed: `zero:<measure>` for a zero denominator. */
export function ratio(top: Read, bottom: Read, scale: number): Ratio | string {
  if (typeof top === 'string') return top;
  if (typeof bottom === 'string') return bottom;
  if (bottom.value === 0) return `zero:${bottom.name}`;
  const exact = { numerator: BigInt(top.value) * BigInt(scale), denominator: BigInt(bottom.value) };
  return { exact, of: [top.value, bottom.value] };
}

/** `(now − before) ÷ before × 100`, shown with `now` and `before`. */
export function change(now: Read, before: Read): Ratio | string {
  if (typeof now === 'string') return now;
  if (typeof before === 'string') return before;
  const moved = ratio({ name: now.name, value: now.value - before.value }, before, 100);
  return typeof moved === 'string' ? moved : { ...moved, of: [now.value, before.value] };
}

/** A whole number as a figure, e.g. days. */
export function whole(value: number): Figure {
  return { exact: wholeNumber(value), of: null };
}

/** A whole number as a fraction. */
export function wholeNumber(value: number): Exact {
  return { numerator: BigInt(value), denominator: 1n };
}

/** `left − right`, exactly. */
export function subtract(left: Exact, right: Exact): Exact {
  return {
    numerator: left.numerator * right.denominator - right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

/** The fraction without its sign. */
export function magnitude(value: Exact): Exact {
  return value.numerator < 0n ? { ...value, numerator: -value.numerator } : value;
}

/** The nearest double. */
export function toNumber(value: Exact): number {
  return Number(value.numerator) / Number(value.denominator);
}

/** Negative, zero or positive as the fraction is below, on or above the bound, which is read to three decimals. */
export function compare(value: Exact, bound: number): number {
  const difference = value.numerator * 1000n - BigInt(Math.round(bound * 1000)) * value.denominator;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** A figure of its own beside the value, at two decimals. */
export function toPart(key: string, figure: Ratio): MetricPart {
  const value = toNumber(figure.exact);
  return { key, value, display: roundHalfAway(value, 2), of: figure.of };
}

/** The figure with the reason that stands beside its value; a reason for not computing passes through. */
export function withReason(figure: Figure | string, reason: string): Figure | string {
  return typeof figure === 'string' ? figure : { ...figure, reason };
}

/** Colours a figure by the band that applies and rounds it for display. Without a band for the case it is `info`. */
export function toResult(figure: Figure, bands: readonly Band[], input: MetricInput, decimals: number): MetricResult {
  const value = toNumber(figure.exact);
  const band = bands.find((each) => isInForce(each, input, figure.bandLevel ?? input.level));
  const banded = band ? colour(figure, band, exactScale(figure.exact)) : 'info';
  const status = figure.settled?.status ?? banded;
  const isShownRight = figure.settled
    ? figure.settled.isShownRight
    : (shown: number) => !band || colour(figure, band, shownScale(shown)) === status;
  const reason = figure.reason ?? (bands.length > 0 && status === 'info' ? 'no_band_for_exercise' : undefined);
  return {
    status,
    value,
    ...display(value, decimals, isShownRight ?? (() => true)),
    of: figure.of,
    ...(reason === undefined ? {} : { reason }),
    ...(figure.parts ? { parts: figure.parts } : {}),
  };
}

function isInForce(band: Band, input: MetricInput, level: Level): boolean {
  if (band.exercises && !band.exercises.includes(input.exercise)) return false;
  if (band.levels && !band.levels.includes(level)) return false;
  if (band.season === 'in_exercise') return input.inExercise === true;
  return band.season !== 'outside_exercise' || input.inExercise !== true;
}

/** Negative, zero or positive as a value, or its distance from zero, is below, on or above a bound. */
interface Scale {
  value: (bound: number) => number;
  size: (bound: number) => number;
}

function exactScale(exact: Exact): Scale {
  return { value: (bound) => compare(exact, bound), size: (bound) => compare(magnitude(exact), bound) };
}

function shownScale(shown: number): Scale {
  return { value: (bound) => shown - bound, size: (bound) => Math.abs(shown) - bound };
}

function colour(figure: Figure, band: Band, own: Scale): Colour {
  if (band.red && isBeyond(figure, band.red, own)) return 'red';
  return band.amber && isBeyond(figure, band.amber, own) ? 'amber' : 'green';
}

function isBeyond(figure: Figure, limit: Limit, own: Scale): boolean {
  const subject = limit.on ? figure.subjects?.[limit.on] : undefined;
  if (limit.on && !subject) return false;
  const scale = subject ? exactScale(subject) : own;
  if (limit.above !== undefined && scale.value(limit.above) > 0) return true;
  if (limit.below !== undefined && scale.value(limit.below) < 0) return true;
  if (limit.apart === undefined) return false;
  // Limits that grow with the roll are for whole electors, so the whole part of the bound decides the same.
  const grown = Math.floor(((limit.orPer10000OfOpening ?? 0) * (figure.opening ?? 0)) / 10_000);
  return scale.size(Math.max(limit.apart, grown)) > 0;
}

function display(value: number, decimals: number, isShownRight: (shown: number) => boolean) {
  for (let places = decimals; places < mostDecimals; places += 1) {
    // Numbers below a millionth print in exponent form, which `roundHalfAway` leaves as they are. `+ 0` drops a minus zero.
    const shown = (Math.abs(value) < 1e-6 ? Number(value.toFixed(places)) : roundHalfAway(value, places)) + 0;
    if (isShownRight(shown)) return { display: shown, decimals: places };
  }
  return { display: value, decimals: mostDecimals };
}
