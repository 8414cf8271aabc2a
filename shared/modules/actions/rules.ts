// Where a body's copy of an item stands, and what the body may say of it. Two constitutional bodies work together here:
// silence in the public record is not delay, a reasoned "declined" is an answer, and nobody closes another's item.

import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import type { BodyKind } from '#shared/modules/people/permissions.ts';
import {
  type ActionCounts,
  type ActionStatus,
  type Bucket,
  type BucketFilter,
  overdueBuckets,
  type StatedStatus,
} from './schema.ts';

/** Within so many days a date counts as due soon; our default. */
const dueSoonDays = 30;
/** Letters that make a reason. */
export const leastReasonLetters = 5;

export interface Standing {
  itemId: string;
  status: ActionStatus;
  dueOn: IsoDate | null;
}

/**
 * Items that no office can be late with: A17, proposals sent to the State government, where the legislature decides.
 * Source: the tracker's seed, declaration note of 22-11-2026, section 4.
 */
const neverOverdue: ReadonlySet<string> = new Set(['A17']);

/** False for items whose end is not in the owner's hands. */
function canBeOverdue(itemId: string): boolean {
  return !neverOverdue.has(itemId);
}

/**
 * The one bucket of a copy on the day. Overdue is only what its owner has said to be under way and whose date is before
 * the day; the date itself is still due. "No public record" stays itself before and after its date.
 */
export function bucketOf({ itemId, status, dueOn }: Standing, today: IsoDate): Bucket {
  switch (status) {
    case 'no_public_record':
      return 'no_record';
    case 'accepted':
    case 'declined':
    case 'not_applicable':
      return 'closed';
    case 'submitted':
      return 'submitted';
    case 'not_started':
    case 'in_progress':
    case 'awaiting_other':
    case 'returned':
      return bucketByDate(itemId, dueOn, today);
  }
}

function bucketByDate(itemId: string, dueOn: IsoDate | null, today: IsoDate): Bucket {
  if (dueOn === null || !canBeOverdue(itemId)) return 'no_deadline';
  const days = daysBetween(dueOn, today);
  if (days > 0) return ageOf(days);
  return -days <= dueSoonDays ? 'due_soon' : 'due_later';
}

function ageOf(daysPast: number): Bucket {
  if (daysPast <= 30) return 'overdue_1_30';
  if (daysPast <= 90) return 'overdue_31_90';
  if (daysPast <= 180) return 'overdue_91_180';
  return 'overdue_over_180';
}

/** True for the four ages of what is overdue. */
export function isOverdue(bucket: Bucket): boolean {
  return overdueBuckets.some((overdue) => overdue === bucket);
}

/** Days since the copy's date; null when it is today, ahead, or not set. */
export function daysPast(dueOn: IsoDate | null, today: IsoDate): number | null {
  if (dueOn === null) return null;
  const days = daysBetween(dueOn, today);
  return days > 0 ? days : null;
}

/** True for a date gone by of which nothing was found: not known to be done, and not called overdue. */
export function isPastWithoutRecord({ status, dueOn }: Standing, today: IsoDate): boolean {
  return status === 'no_public_record' && daysPast(dueOn, today) !== null;
}

/** True when the copy is in the bucket, or in one of those that the filter stands for. */
export function meetsBucket(standing: Standing, filter: BucketFilter, today: IsoDate): boolean {
  const bucket = bucketOf(standing, today);
  if (filter === 'overdue') return isOverdue(bucket);
  if (filter === 'past_no_record') return isPastWithoutRecord(standing, today);
  return bucket === filter;
}

/**
 * What the owner of a copy may set. A commission closes its own items and may decline; the ECI accepts and returns
 * within its own divisions' items; a CEO's office hands in and does not accept its own work.
 * Source: permission matrix, declaration note of 22-11-2026, section 5.
 */
export function statusesOf(owner: BodyKind): readonly StatedStatus[] {
  switch (owner) {
    case 'sec':
      return ['not_started', 'in_progress', 'awaiting_other', 'submitted', 'accepted', 'declined', 'not_applicable'];
    case 'eci':
      return ['not_started', 'in_progress', 'awaiting_other', 'returned', 'submitted', 'accepted', 'not_applicable'];
    case 'ceo':
      return ['not_started', 'in_progress', 'awaiting_other', 'submitted', 'not_applicable'];
  }
}

/** True for answers that take an item out of the way: each says why. */
export function needsReason(status: ActionStatus): boolean {
  return status === 'declined' || status === 'not_applicable' || status === 'returned';
}

/** The counts of a set of copies; a rehearsal's word on a copy is counted apart from the real one. */
export function countCopies(
  copies: readonly (Standing & { sample: ActionStatus | null })[],
  today: IsoDate,
): ActionCounts {
  const counts: ActionCounts = {
    copies: copies.length,
    byStatus: {},
    byBucket: {},
    pastNoRecord: copies.filter((copy) => isPastWithoutRecord(copy, today)).length,
    sampleByStatus: {},
    sampleByBucket: {},
  };
  for (const { sample, ...real } of copies) {
    addTo(counts.byStatus, real.status);
    addTo(counts.byBucket, bucketOf(real, today));
    if (sample === null) continue;
    addTo(counts.sampleByStatus, sample);
    addTo(counts.sampleByBucket, bucketOf({ ...real, status: sample }, today));
  }
  return counts;
}

function addTo<Key extends string>(counts: Partial<Record<Key, number>>, key: Key): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

export const clauseForces = ['joint', 'suggestion', 'request', 'proposal', 'announced', 'exhortation'] as const;
export type ClauseForce = (typeof clauseForces)[number];

export const clauseCodes = [
  'C1',
  'C2',
  'C2a',
  'C2b',
  'C2c',
  'C2d',
  'C3',
  'C4',
  'C5',
  'C6',
  'F1',
  'F2',
  'F3',
  'F4',
] as const;
export type ClauseCode = (typeof clauseCodes)[number];

const hawk = 'IANS in The Hawk, 24 Feb 2026';
const herald = 'Deccan Herald, 24 Feb 2026';
const express = 'Indian Express, 24 Feb 2026';
const pib = 'PIB, PRID 2232472, 24 Feb 2026';
const pti = 'PTI in Newsdrum, 24 Feb 2026';
const ndtv = 'NDTV, 24 Feb 2026';
const nie = 'New Indian Express, 24 and 25 Feb 2026';
const sharing = `${express}; ${hawk}; ${herald}`;

/**
 * The commitments of the National Declaration 2026 and the follow-up announced with it: the force of each, and where it
 * is reported. Only C1, C3 and C4 are joint resolutions; the rest are the ECI's suggestions or requests, which a
 * commission may decline. Source: PIB, PRID 2232472, 24-02-2026, and the papers named.
 */
export const clauses: Readonly<Record<ClauseCode, { force: ClauseForce; source: string }>> = {
  C1: { force: 'joint', source: `${pib}; ${express}; ${pti}` },
  C2: { force: 'suggestion', source: sharing },
  C2a: { force: 'suggestion', source: sharing },
  C2b: { force: 'suggestion', source: sharing },
  C2c: { force: 'suggestion', source: sharing },
  C2d: { force: 'suggestion', source: sharing },
  C3: { force: 'joint', source: `${pib}; ${sharing}` },
  C4: { force: 'joint', source: `${pib}; Devdiscourse 3817252` },
  C5: { force: 'request', source: `${hawk}; ${herald}; ${nie}` },
  C6: { force: 'proposal', source: `${nie}; IANS in MENAFN, 25 Feb 2026; ${hawk}; ${herald}` },
  F1: { force: 'announced', source: `${hawk}; ${herald}; ${ndtv}` },
  F2: { force: 'announced', source: `${hawk}; ${herald}; ${ndtv}; The CSR Journal, 25 Feb 2026` },
  F3: { force: 'announced', source: `${hawk}; ${herald}` },
  F4: { force: 'exhortation', source: `${pib}; ${ndtv}` },
};

/** The clauses an item names, e.g. `C2c, C3`, in its order; codes we do not know are left out. */
export function readClauses(text: string): ClauseCode[] {
  return text.split(',').flatMap((part) => clauseCodes.filter((code) => code === part.trim()));
}
