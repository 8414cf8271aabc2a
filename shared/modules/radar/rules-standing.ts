// What becomes of a finding over time: which are graver, which are over, what the two bodies' words do to it, and what
// a new look at the rules changes in what is stored.

import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import {
  type ActName,
  type Finding,
  type FindingStatus,
  type Outcome,
  outcomes,
  type RuleId,
  type Working,
} from './schema.ts';

/** The fewest letters of a note that goes with an act. */
export const leastNoteLetters = 10;
export const mostNoteLetters = 1_000;

/** True when `a` is graver than `b`. What could not be checked is below every finding. */
function isGraver(a: Outcome, b: Outcome): boolean {
  return outcomes.indexOf(a) < outcomes.indexOf(b);
}

/** Rules that fire for as long as something has not happened: nothing is over before it has. */
const standing: ReadonlySet<Finding['rule']> = new Set(['C13', 'C14']);

/** True when the last day the finding speaks of is past: it can be learned from and no longer acted on. */
export function isOver({ rule, working }: { rule: RuleId; working: Pick<Working, 'to'> }, today: IsoDate): boolean {
  return !standing.has(rule) && working.to !== null && working.to < today;
}

/** Days from today to the first day the finding speaks of; negative once it has begun, null when there is no day. */
export function leadDaysOf({ working }: Pick<Finding, 'working'>, today: IsoDate): number | null {
  return working.from === null ? null : daysBetween(today, working.from);
}

/** Found by the rules on facts: only these are counted. */
export function isCounted({ outcome, isDraft, isSample }: Pick<Finding, 'outcome' | 'isDraft' | 'isSample'>): boolean {
  return outcome !== 'cannot_evaluate' && !isDraft && !isSample;
}

/** Gravest first; then by lead days, those without a day last; then by id. */
export function compareFindings(
  a: Pick<Finding, 'id' | 'outcome' | 'working'>,
  b: Pick<Finding, 'id' | 'outcome' | 'working'>,
): number {
  const last = '9999';
  return (
    outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome) ||
    (a.working.from ?? last).localeCompare(b.working.from ?? last) ||
    a.id.localeCompare(b.id)
  );
}

const after: Record<ActName, { from: readonly FindingStatus[]; to: FindingStatus }> = {
  acknowledge: { from: ['open', 'reopened'], to: 'acknowledged' },
  accept: { from: ['open', 'reopened', 'acknowledged'], to: 'accepted' },
  resolve: { from: ['open', 'reopened', 'acknowledged', 'accepted'], to: 'resolved' },
  reopen: { from: ['acknowledged', 'accepted', 'resolved'], to: 'reopened' },
};

/** What the finding is after the act; undefined when the act does not follow on what it is. */
export function statusAfter(status: FindingStatus, act: ActName): FindingStatus | undefined {
  return after[act].from.includes(status) ? after[act].to : undefined;
}

/** The acts that can follow. */
export function actsAfter(status: FindingStatus): ActName[] {
  return (['acknowledge', 'accept', 'resolve', 'reopen'] as const).filter((act) => after[act].from.includes(status));
}

/** What was last said, when the acts are read up to some moment. Oldest first. */
export function statusOf(acts: readonly { act: ActName }[]): FindingStatus {
  const last = acts.at(-1);
  return last === undefined ? 'open' : after[last.act].to;
}

/** A finding with its sentence, which carries the names of the exercises. */
export interface SaidFinding extends Finding {
  messageEn: string;
  messageHi: string;
}

export interface StoredFinding extends SaidFinding {
  isGone: boolean;
  status: FindingStatus;
}

/** Why the rules themselves reopen: the clash is there again, or it is graver than it was. */
export type Reopening = 'returned' | 'grew';

export interface FindingChange {
  finding: SaidFinding;
  status: FindingStatus;
  isNew: boolean;
  /** With the outcome that stood before. */
  reopened: { because: Reopening; was: Outcome } | null;
}

/**
 * What a new look changes in what is stored: findings to write, and ids that are no longer found. `stored` are those
 * the look was over, gone ones too. Unchanged ones are in neither list. A clash that comes back, or is graver after
 * somebody has spoken of it, is open again.
 */
export function changesOf(
  stored: readonly StoredFinding[],
  found: readonly SaidFinding[],
): { write: FindingChange[]; gone: StoredFinding[] } {
  const known = new Map(stored.map((each) => [each.id, each]));
  const seen = new Set(found.map(({ id }) => id));
  const write = found.flatMap((finding): FindingChange[] => {
    const before = known.get(finding.id);
    if (before === undefined) return [{ finding, status: 'open', isNew: true, reopened: null }];
    const because = reopeningOf(before, finding);
    if (because === null && isSame(before, finding)) return [];
    return [
      {
        finding,
        status: because === null ? before.status : 'reopened',
        isNew: false,
        reopened: because === null ? null : { because, was: before.outcome },
      },
    ];
  });
  return { write, gone: stored.filter(({ id, isGone }) => !isGone && !seen.has(id)) };
}

function reopeningOf(before: StoredFinding, finding: Finding): Reopening | null {
  if (before.isGone) return 'returned';
  const isAnswered = before.status !== 'open' && before.status !== 'reopened';
  return isAnswered && isGraver(finding.outcome, before.outcome) ? 'grew' : null;
}

/** The same in everything the rules say, and in the names said; the order of keys is the database's own. */
function isSame(a: SaidFinding, b: SaidFinding): boolean {
  return textOf(plain(a)) === textOf(plain(b));
}

function plain(finding: SaidFinding): SaidFinding {
  const { id, rule, outcome, stateCode, exerciseIds, isDraft, isSample, working, messageEn, messageHi } = finding;
  return { id, rule, outcome, stateCode, exerciseIds, isDraft, isSample, working, messageEn, messageHi };
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}
