// The days of an exercise that readiness counts from, and which items it has.

import type { IsoDate } from '#shared/kernel/time.ts';
import type { ExerciseKind, RecordedStatus, VotingMethod } from '#shared/modules/timelines/schema.ts';
import type { Item } from './catalogue-items.ts';
import type { Anchors } from './rules.ts';

export interface DatedRow {
  milestone: string;
  position: number;
  startDate: IsoDate | null;
  endDate: IsoDate | null;
  status: RecordedStatus;
}

/**
 * The earliest poll day, the last counting, the first last-withdrawal and the first house visit among the plans in force.
 * A poll planned only as a range of weeks is no poll day.
 */
export function anchorsOf(rows: readonly DatedRow[]): Anchors {
  const now = inForce(rows);
  const days = (wanted: RegExp, day: (row: DatedRow) => IsoDate | null) =>
    now
      .filter(({ milestone }) => wanted.test(milestone))
      .map(day)
      .filter((each) => each !== null)
      .toSorted();
  const first = ({ startDate, endDate }: DatedRow) => startDate ?? endDate;
  const last = ({ startDate, endDate }: DatedRow) => endDate ?? startDate;
  return {
    poll: days(/^poll(?:_|$)/, (row) => (isRange(row) ? null : first(row)))[0] ?? null,
    counting: days(/^counting(?:_|$)/, last).at(-1) ?? null,
    withdrawal: days(/^withdrawal_last(?:_|$)/, last)[0] ?? null,
    houseVisit: days(/^enumeration$/, first)[0] ?? null,
  };
}

/** The last day on which anybody votes; null without a dated poll. */
export function lastPollOf(rows: readonly DatedRow[]): IsoDate | null {
  const days = inForce(rows)
    .filter(({ milestone }) => /^(?:poll|repoll)(?:_|$)/.test(milestone))
    .map(({ startDate, endDate }) => endDate ?? startDate)
    .filter((day) => day !== null);
  return days.toSorted().at(-1) ?? null;
}

export interface Equipped {
  bodyKind: 'eci' | 'sec';
  kind: ExerciseKind;
  method: VotingMethod | null;
}

const pollKinds: ReadonlySet<ExerciseKind> = new Set([
  'assembly_election',
  'bye_election',
  'panchayat_election',
  'municipal_election',
]);

/** True for an exercise with a poll. */
export function isPoll(kind: ExerciseKind): boolean {
  return pollKinds.has(kind);
}

/** How votes are cast: as entered; the ECI's polls are by machine; null where a commission has not said. */
export function methodOf({ bodyKind, method }: Equipped): VotingMethod | null {
  return method ?? (bodyKind === 'eci' ? 'evm' : null);
}

/**
 * True when the exercise has the item. Where the method was not entered it has neither machine nor ballot items: which of
 * the two it needs is not known. Booth-level officers belong to the revision of a roll, all else to a poll.
 */
export function hasItem(item: Item, exercise: Equipped): boolean {
  if (item.body !== null && item.body !== exercise.bodyKind) return false;
  if (item.id === 'blo') return exercise.kind === 'roll_revision' && exercise.bodyKind === 'eci';
  if (!isPoll(exercise.kind)) return false;
  if (item.method === 'all') return true;
  const method = methodOf(exercise);
  return method === 'mixed' || method === item.method;
}

/** The last row of each milestone that was not superseded. */
function inForce(rows: readonly DatedRow[]): DatedRow[] {
  const last = new Map<string, DatedRow>();
  for (const row of rows.toSorted((a, b) => a.position - b.position)) {
    if (row.status !== 'superseded') last.set(row.milestone, row);
  }
  return [...last.values()];
}

function isRange({ startDate, endDate }: DatedRow): boolean {
  return startDate !== null && endDate !== null && startDate !== endDate;
}
