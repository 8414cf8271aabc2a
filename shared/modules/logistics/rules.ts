// Readiness of one item in one area and of many areas together, and the colour with the sentence that produced it.

import { addDays, daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import { type Edge, type Item, itemOf, items } from './catalogue-items.ts';
import { type Settings, standardSettings, type Thresholds } from './rules-settings.ts';
import type { Colour, Gate, ItemId, StatusFigures } from './schema.ts';

/** What stands against a return; empty when it can be true. */
export interface Breach {
  reason: 'checked_above_available' | 'deployed_above_checked' | 'deployed_above_available';
  field: Gate;
  other: Gate;
}

/**
 * Order of the three figures: deployed ≤ checked ≤ available. A blank is not compared; without `checked`, what is
 * deployed is compared with what is available.
 */
export function breachesOf({ available, checked, deployed }: StatusFigures): Breach[] {
  const breaches: Breach[] = [];
  if (checked !== null && available !== null && checked > available) {
    breaches.push({ reason: 'checked_above_available', field: 'checked', other: 'available' });
  }
  if (deployed !== null && checked !== null && deployed > checked) {
    breaches.push({ reason: 'deployed_above_checked', field: 'deployed', other: 'checked' });
  }
  if (deployed !== null && checked === null && available !== null && deployed > available) {
    breaches.push({ reason: 'deployed_above_available', field: 'deployed', other: 'available' });
  }
  return breaches;
}

export type Readiness =
  | { percent: number; surplus: number }
  | { percent: null; surplus: 0; reason: 'requirement_not_known' | 'not_applicable' | 'no_figure' };

/** Readiness in whole percent, floored: 99.6 never shows as 100. A surplus stands apart and lifts nothing else. */
export function readinessOf(required: number | null, numerator: number | null): Readiness {
  if (required === null) return { percent: null, surplus: 0, reason: 'requirement_not_known' };
  if (required === 0) return { percent: null, surplus: 0, reason: 'not_applicable' };
  if (numerator === null) return { percent: null, surplus: 0, reason: 'no_figure' };
  return {
    percent: Math.min(100, Math.floor((100 * numerator) / required)),
    surplus: Math.max(0, numerator - required),
  };
}

/** Days an exercise has in an area; null where not entered. */
export interface Anchors {
  poll: IsoDate | null;
  counting: IsoDate | null;
  withdrawal: IsoDate | null;
  houseVisit: IsoDate | null;
}

export interface Term {
  start: IsoDate;
  due: IsoDate;
}

export type GreyReason =
  | 'requirement_not_known'
  | 'not_applicable'
  | 'no_figure'
  | 'no_poll_date'
  | 'no_counting_date'
  | 'no_house_visit_date'
  | 'too_old';

/** The colour, and the figures of the sentence that produced it. */
export type Verdict = {
  colour: Colour;
  percent: number | null;
  /** Percent expected on the day; null where the item has no term. */
  expected: number | null;
  term: Term | null;
} & (
  | { because: 'complete' | 'expected' | 'behind' | 'far_behind' | 'late' | 'overdue' | 'standing' }
  | { because: 'grey'; reason: GreyReason }
);

/** When the item starts and is due in this area, or which day is missing for it. */
export function termOf(
  item: Item,
  anchors: Anchors,
  settings: Settings = standardSettings,
): Term | { missing: GreyReason } | 'standing' {
  const timing = settings.timingOf(item);
  if (timing === 'standing') return 'standing';
  const { start, due, minDays } = timing;
  const { withdrawalBeforePoll } = settings.thresholds;
  const missing = [start, due].map((edge) => missingOf(edge, anchors)).find((reason) => reason !== undefined);
  if (missing !== undefined) return { missing };
  const from = dayOf(start, anchors, withdrawalBeforePoll);
  const to = dayOf(due, anchors, withdrawalBeforePoll);
  if (from === null || to === null) return { missing: 'no_poll_date' };
  const least = minDays === undefined ? to : addDays(from, minDays);
  // Days are text: the later of two is the one that sorts last.
  return { start: from, due: [least, to].toSorted().at(-1) ?? to };
}

/**
 * The colour of one item in one area on a day, first match wins: grey without a figure, a term or a fresh return; green
 * when complete; overdue red, or amber up to three days late from 95 %; green within 5 of what is expected, amber within
 * 20, else red. Thresholds are this product's defaults.
 */
export function verdictOf(
  id: ItemId,
  readiness: Readiness,
  anchors: Anchors,
  asOf: IsoDate | null,
  today: IsoDate,
  settings: Settings = standardSettings,
): Verdict {
  const { thresholds } = settings;
  const term = termOf(itemOf(id), anchors, settings);
  if (readiness.percent === null) return grey(readiness.reason, null, null);
  const { percent } = readiness;
  if (term !== 'standing' && 'missing' in term) return grey(term.missing, percent, null);
  if (asOf === null || daysBetween(asOf, today) > freshLimit(anchors.poll, today, thresholds)) {
    return grey('too_old', percent, term === 'standing' ? null : term);
  }
  if (term === 'standing') return standing(percent, thresholds);
  const expected = expectedOn(term, today);
  const said = { percent, expected, term };
  if (percent === 100) return { ...said, colour: 'green', because: 'complete' };
  if (today > term.due) {
    const isNear = daysBetween(term.due, today) <= thresholds.lateDays && percent >= thresholds.latePercent;
    return isNear ? { ...said, colour: 'amber', because: 'late' } : { ...said, colour: 'red', because: 'overdue' };
  }
  if (percent >= expected - thresholds.green) return { ...said, colour: 'green', because: 'expected' };
  if (percent >= expected - thresholds.amber) return { ...said, colour: 'amber', because: 'behind' };
  return { ...said, colour: 'red', because: 'far_behind' };
}

/** Percent that should be done on the day: 0 before the start, 100 from the due day, floored in between. */
export function expectedOn({ start, due }: Term, today: IsoDate): number {
  if (today >= due) return 100;
  if (today < start) return 0;
  return Math.floor((100 * daysBetween(start, today)) / daysBetween(start, due));
}

/** One area's figures of an item. */
export interface AreaStatus {
  area: string;
  required: number | null;
  numerator: number | null;
  asOf: IsoDate | null;
}

export interface RollUp {
  required: number;
  /** Capped at the requirement area by area: a surplus here hides no shortage there. */
  numerator: number;
  readiness: Readiness;
  /** Areas that have both figures, of those where something is required or not yet known. */
  reporting: number;
  areas: number;
  /** The area with the lowest percent, first of its code where several share it. */
  lowest: { area: string; percent: number } | null;
  /** The oldest figure dates the sum. */
  asOf: IsoDate | null;
}

/** Sums an item over areas; percentages are never averaged and items never mixed. */
export function rollUp(areas: readonly AreaStatus[]): RollUp {
  const counted = areas.filter(({ required }) => required !== 0);
  let [required, numerator, reporting] = [0, 0, 0];
  let lowest: RollUp['lowest'] = null;
  let asOf: IsoDate | null = null;
  for (const area of counted.toSorted((a, b) => a.area.localeCompare(b.area))) {
    if (area.required === null || area.numerator === null) continue;
    required += area.required;
    numerator += Math.min(area.numerator, area.required);
    reporting += 1;
    const { percent } = readinessOf(area.required, area.numerator);
    if (percent !== null && (lowest === null || percent < lowest.percent)) lowest = { area: area.area, percent };
    if (area.asOf !== null && (asOf === null || area.asOf < asOf)) asOf = area.asOf;
  }
  const isKnown = counted.some((area) => area.required !== null);
  const readiness =
    reporting > 0
      ? readinessOf(required, numerator)
      : readinessOf(counted.length === 0 && areas.length > 0 ? 0 : isKnown ? 1 : null, null);
  return { required, numerator, readiness, reporting, areas: counted.length, lowest, asOf };
}

const weight: Record<Colour, number> = { red: 0, amber: 1, grey: 2, green: 3 };

/** The critical item to name first: red, amber, grey, green; then the widest gap to what is expected; then as listed. */
export function worstCritical<Each extends { itemId: ItemId; verdict: Verdict }>(
  lines: readonly Each[],
  { isCritical }: Pick<Settings, 'isCritical'> = standardSettings,
): Each | null {
  const gap = ({ verdict }: Each) => (verdict.expected ?? 0) - (verdict.percent ?? 0);
  const place = ({ itemId }: Each) => items.findIndex(({ id }) => id === itemId);
  const critical = lines.filter(({ itemId }) => isCritical(itemId));
  return (
    critical.toSorted(
      (a, b) => weight[a.verdict.colour] - weight[b.verdict.colour] || gap(b) - gap(a) || place(a) - place(b),
    )[0] ?? null
  );
}

function standing(percent: number, thresholds: Thresholds): Verdict {
  const colour = percent === 100 ? 'green' : percent >= thresholds.standingAmber ? 'amber' : 'red';
  return { colour, percent, expected: null, term: null, because: 'standing' };
}

function grey(reason: GreyReason, percent: number | null, term: Term | null): Verdict {
  return { colour: 'grey', percent, expected: null, term, because: 'grey', reason };
}

function freshLimit(poll: IsoDate | null, today: IsoDate, thresholds: Thresholds): number {
  const isNear = poll !== null && daysBetween(today, poll) <= thresholds.nearDays;
  return isNear ? thresholds.freshNear : thresholds.fresh;
}

function missingOf(edge: Edge, anchors: Anchors): GreyReason | undefined {
  if (edge.from === 'houseVisit') return anchors.houseVisit === null ? 'no_house_visit_date' : undefined;
  if (anchors.poll === null) return 'no_poll_date';
  if (edge.from === 'counting' && anchors.counting === null) return 'no_counting_date';
  return undefined;
}

function dayOf(
  { from, days }: Edge,
  { poll, counting, withdrawal, houseVisit }: Anchors,
  withdrawalBeforePoll: number,
): IsoDate | null {
  switch (from) {
    case 'poll':
      return poll === null ? null : addDays(poll, -days);
    case 'counting':
      return counting === null ? null : addDays(counting, -days);
    case 'houseVisit':
      return houseVisit === null ? null : addDays(houseVisit, -days);
    case 'withdrawal': {
      if (withdrawal !== null) return addDays(withdrawal, days);
      return poll === null ? null : addDays(poll, -withdrawalBeforePoll);
    }
  }
}
