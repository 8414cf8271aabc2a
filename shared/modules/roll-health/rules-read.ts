// How a metric takes its counts: missing, invalid and incomplete ones are told apart, and none of them is ever zero.

import { roundHalfAway } from '#shared/kernel/numbers.ts';
import { type Form, type FormMeasure, type FormStep, forms, measures } from './catalogue-measures.ts';
import { type Exact, fraction, toNumber, wholeNumber } from './rules-exact.ts';
import type { Level, LimitSubject, Measure, MetricInput, MetricPart, MetricStatus, SirFigures } from './schema.ts';

/** A count with its name, or the reason it cannot be used. */
export type Read = { name: string; value: number } | string;

/**
 * A computed figure before its colour, made by `figureOf` with every field there: a million of them are judged, which is
 * quick only for objects of one shape. Its maker sets what the metric has besides, before it hands it on.
 */
export interface Figure {
  exact: Exact;
  of: [number, number] | null;
  reason: string | undefined;
  /** Made only for a result that is shown. */
  parts: (() => MetricPart[]) | undefined;
  /** What limits with `on` are compared with. */
  subjects: Partial<Record<LimitSubject, Exact>> | undefined;
  /** The opening roll, for limits that grow with it. */
  opening: number | undefined;
  /** The level whose band applies, when it is not the level asked. */
  bandLevel: Level | undefined;
  /** Status the metric settles itself. */
  settled: Exclude<MetricStatus, 'not_computed'> | undefined;
  /** Whether a rounded value still shows the settled status; any does when absent. */
  isShownRight: ((shown: number) => boolean) | undefined;
  /** It was compared with the population, whose basis and year the result then carries. */
  isOfPopulation: boolean;
}

/** A figure made of two counts. */
export interface Ratio extends Figure {
  of: [number, number];
}

export type Evaluator = (input: MetricInput) => Figure | string;

/** Marks that stand in place of a count; with NaN for a missing one, none of them is `>= 0`. */
const invalid = -1;
const incomplete = -2;

const sirFigures: Partial<Record<Measure, keyof SirFigures>> = {
  electorsBefore: 'before',
  draftElectors: 'draft',
  finalElectors: 'final',
  notInDraft: 'notInDraft',
  coAdded: 'coAdded',
  coDeleted: 'coDeleted',
};

/**
 * The measure's count, or a mark below zero or NaN that `faultOf` puts in words. The figures of one SIR exercise go
 * before the counts; the local roll's total stands in for `localElectors`.
 */
export function take(input: MetricInput, measure: Measure): number {
  const figure = input.sir === undefined ? undefined : sirFigures[measure];
  const given = figure === undefined ? undefined : input.sir?.[figure];
  if (given !== undefined) return checked(given);
  const count = input.counts[measure];
  if (count === undefined) return measure === 'localElectors' ? checked(input.local?.total) : Number.NaN;
  return input.known?.[measure] === undefined ? checked(count) : incomplete;
}

function checked(value: number | undefined): number {
  if (value === undefined) return Number.NaN;
  return Number.isSafeInteger(value) && value >= 0 ? value : invalid;
}

/** Made once: most counts of most units are missing, and a text made anew is slow to look up. */
const missingTexts = new Map<string, string>(measures.map((measure) => [measure, `missing:${measure}`]));

/** `missing:<name>`, `invalid:<name>` or `incomplete:<name>` of a mark that `take` gave. */
export function faultOf(mark: number, name: string): string {
  if (mark === invalid) return `invalid:${name}`;
  if (mark === incomplete) return `incomplete:${name}`;
  return missingTexts.get(name) ?? `missing:${name}`;
}

/** The measure's count, or the reason it cannot be used: a blank is never zero. */
export function read(input: MetricInput, measure: Measure): Read {
  const value = take(input, measure);
  return value >= 0 ? { name: measure, value } : faultOf(value, measure);
}

/** A named count given outside `counts`, checked the same way. */
export function readCount(name: string, given: number | undefined): Read {
  const value = checked(given);
  return value >= 0 ? { name, value } : faultOf(value, name);
}

/** Names are made once: a name put together on the spot is slow to look up. */
const formMeasures = new Map(forms.map((each) => [each, stepMeasures(each)]));

function stepMeasures(each: Form): Record<FormStep, FormMeasure> {
  return {
    Received: `form${each}Received`,
    Accepted: `form${each}Accepted`,
    Rejected: `form${each}Rejected`,
    Pending: `form${each}Pending`,
    PendingOver30d: `form${each}PendingOver30d`,
  };
}

/** The count of the form a result is asked for, Form 6 if none. */
export function form(input: MetricInput, step: FormStep): Read {
  const asked = input.form ?? '6';
  return read(input, (formMeasures.get(asked) ?? stepMeasures(asked))[step]);
}

/** The sum of counts under a name of its own, or the first reason one of them cannot be used. */
export function sum(name: string, ...reads: readonly Read[]): Read {
  let value = 0;
  for (const each of reads) {
    if (typeof each === 'string') return each;
    value += each.value;
  }
  return Number.isSafeInteger(value) ? { name, value } : `invalid:${name}`;
}

/** A figure of which no more is known yet. */
export function figureOf<Of extends [number, number] | null>(exact: Exact, of: Of): Figure & { of: Of } {
  return {
    exact,
    of,
    reason: undefined,
    parts: undefined,
    subjects: undefined,
    opening: undefined,
    bandLevel: undefined,
    settled: undefined,
    isShownRight: undefined,
    isOfPopulation: false,
  };
}

/** `top ÷ bottom × scale`, or the reason it cannot be computed: `zero:<measure>` for a zero denominator. */
export function ratio(top: Read, bottom: Read, scale: number): Ratio | string {
  if (typeof top === 'string') return top;
  if (typeof bottom === 'string') return bottom;
  if (bottom.value === 0) return `zero:${bottom.name}`;
  return figureOf<[number, number]>(fraction(top.value, bottom.value, scale), [top.value, bottom.value]);
}

/** `(now − before) ÷ before × 100`, shown with `now` and `before`. */
export function change(now: Read, before: Read): Ratio | string {
  if (typeof now === 'string') return now;
  if (typeof before === 'string') return before;
  if (before.value === 0) return `zero:${before.name}`;
  return figureOf<[number, number]>(fraction(now.value - before.value, before.value, 100), [now.value, before.value]);
}

/** A whole number as a figure. */
export function whole(value: number): Figure {
  return figureOf(wholeNumber(value), null);
}

/** Days as a figure, or `invalid:<name>` where one of the two was no day. */
export function wholeDays(name: string, days: number): Figure | string {
  return Number.isSafeInteger(days) ? whole(days) : `invalid:${name}`;
}

/** A figure of its own beside the value, at two decimals. */
export function toPart(key: string, figure: Ratio): MetricPart {
  const value = toNumber(figure.exact);
  return { key, value, display: roundHalfAway(value, 2), of: figure.of };
}

/** The parts of those figures that could be computed. */
export function partsOf(figures: Readonly<Record<string, Ratio | string>>): MetricPart[] {
  return Object.entries(figures).flatMap(([key, figure]) => (typeof figure === 'string' ? [] : [toPart(key, figure)]));
}

/** Counts that stand beside a value, those that are known. */
export function countsBeside(input: MetricInput, shown: readonly Measure[]): MetricPart[] {
  return shown.flatMap((measure) => {
    const value = take(input, measure);
    return value >= 0 ? [{ key: measure, value, display: value, of: null }] : [];
  });
}

/** How many parts had no figures and are not in the value; stated when the number of all parts is known. */
export function partsLeftOut(input: MetricInput, counted: Measure): MetricPart[] {
  const [all, used] = [take(input, 'parts'), take(input, counted)];
  return all >= used && used >= 0
    ? [{ key: 'partsLeftOut', value: all - used, display: all - used, of: [all - used, all] }]
    : [];
}

/** The figure with the reason that stands beside its value; a reason for not computing passes through. */
export function withReason(figure: Figure | string, reason: string): Figure | string {
  if (typeof figure !== 'string') figure.reason = reason;
  return figure;
}
