// Checks of figures from the public record and from files: V06, V09, V10, V13, V14, V18, V20. The State form needs none.

import { roundHalfAway } from '#shared/kernel/numbers.ts';
import { sumResidual } from './checks.ts';
import type { Counts, Measure } from './schema.ts';

/** A count as published: `19.19 lakh` has the value 1919000 and the place 1000; an exact count has the place 0. */
export interface Printed {
  value: number;
  /** Size of the last printed place, in electors; 0 when every digit is printed. */
  place: number;
}

/**
 * V06: classes add up to their whole. A remainder is W ("unclassified"), or F where the classes may overlap.
 * Rounded figures fail only beyond half the last printed place of each (reading 6.7.13).
 */
export function classSum(
  classes: readonly Printed[],
  whole: Printed,
  mayOverlap: boolean,
): { residual: number; severity: 'W' | 'F' | undefined } {
  const { residual, isBeyondRounding } = printedSum(classes, whole);
  if (!isBeyondRounding) return { residual, severity: undefined };
  return { residual, severity: mayOverlap ? 'F' : 'W' };
}

/** V13: women, men and third gender of a flow add up to the flow, beyond what rounding can explain. Residual in electors. */
export function printedSum(parts: readonly Printed[], whole: Printed): { residual: number; isBeyondRounding: boolean } {
  const values = parts.map((part) => part.value);
  const residual = sumResidual(values, whole.value);
  const tolerance = [...parts, whole].reduce((sum, figure) => sum + figure.place / 2, 0);
  return { residual, isBeyondRounding: Math.abs(residual) > tolerance };
}

/**
 * V09: the stated reasons add up to `notInDraft`; not for rounded cells (reading 6.7.13). The clubbed figure is left
 * out when both its halves are stated, and must then agree with them, give or take `nidOther`.
 * Undefined when `notInDraft` or every reason is missing.
 */
export function reasonsOfNotInDraft(counts: Counts): { residual: number; isClubbedAtOdds: boolean } | undefined {
  const reasons = statedReasons(counts, 'notInDraft');
  if (counts.notInDraft === undefined || reasons.length === 0) return undefined;
  const residual = sumResidual(
    reasons.map((reason) => reason.count),
    counts.notInDraft,
  );
  return { residual, isClubbedAtOdds: isClubbedAtOdds(counts) };
}

const reasonMeasures = {
  notInDraft: {
    clubbed: 'nidShiftedAbsent',
    halves: ['nidShifted', 'nidAbsent'],
    rest: ['nidDead', 'nidDuplicate', 'nidNotCitizen', 'nidUnderAge', 'nidOther'],
  },
  deletions: {
    clubbed: 'delShiftedAbsent',
    halves: ['delShifted', 'delAbsent'],
    rest: ['delDead', 'delDuplicate', 'delNotCitizen', 'delUnderAge', 'delOther'],
  },
} as const satisfies Record<string, { clubbed: Measure; halves: readonly Measure[]; rest: readonly Measure[] }>;

/**
 * The stated reasons of deletions, or of absence from the draft, that may be added: the clubbed figure or both its
 * halves, never all three; a single half beside the clubbed figure is inside it and left out.
 */
export function statedReasons(
  counts: Counts,
  whole: keyof typeof reasonMeasures,
): { measure: Measure; count: number }[] {
  const { clubbed, halves, rest } = reasonMeasures[whole];
  const useClubbed = counts[clubbed] !== undefined && halves.some((half) => counts[half] === undefined);
  const stated: { measure: Measure; count: number }[] = [];
  for (const measure of [...rest, ...(useClubbed ? [clubbed] : halves)]) {
    const count = counts[measure];
    if (count !== undefined) stated.push({ measure, count });
  }
  return stated;
}

/** V09: the clubbed figure of shifted and absent is neither the two together nor the two give or take other. */
export function isClubbedAtOdds(counts: Counts): boolean {
  const { nidShiftedAbsent: clubbed, nidShifted: shifted, nidAbsent: absent, nidOther: other = 0 } = counts;
  if (clubbed === undefined || shifted === undefined || absent === undefined) return false;
  const difference = Math.abs(clubbed - shifted - absent);
  return difference !== 0 && difference !== other;
}

/** V10: forms collected cannot exceed the roll before; a draft that differs from them needs a note. */
export function checkFormsCollected(counts: Counts): ('exceeds_before' | 'differs_from_draft')[] {
  const { efCollected, electorsBefore, draftElectors } = counts;
  if (efCollected === undefined) return [];
  const found: ('exceeds_before' | 'differs_from_draft')[] = [];
  if (electorsBefore !== undefined && efCollected > electorsBefore) found.push('exceeds_before');
  if (draftElectors !== undefined && efCollected !== draftElectors) found.push('differs_from_draft');
  return found;
}

/** V14: a published rate is the recomputed one, to its printed decimals. */
export function agreesWithPrinted(exact: number, printed: number, decimals: number): boolean {
  return roundHalfAway(exact, decimals) === printed;
}

/** V18: a figure labelled final is this exercise's draft: equal, or in words and less than one last place away. */
export function isDraftRepeated(final: Printed, draft: number): boolean {
  return final.place === 0 ? final.value === draft : Math.abs(final.value - draft) < final.place;
}

/** The local roll's side of the bound test: the whole, or the half that is known. */
export interface LocalElectors {
  total: number;
  footprint: 'whole' | 'rural' | 'urban';
}

/**
 * V20 and LR-02: `rural ≤ assembly` and `rural + urban ≤ assembly × 1.02`, in electors; equality passes. A known half
 * decides a fail and never a pass. Of the whole, not split, a roll larger than the assembly roll by at most 2 % stays
 * undecided, because its rural part may or may not exceed it. Source: roll-health catalogue, sections 6.6 and 6.7.11.
 */
export function localBound(local: LocalElectors, assembly: number): 'pass' | 'fail' | 'undecided' {
  if (local.total * 100 > assembly * 102) return 'fail';
  if (local.footprint === 'rural' && local.total > assembly) return 'fail';
  return local.footprint === 'whole' && local.total <= assembly ? 'pass' : 'undecided';
}
