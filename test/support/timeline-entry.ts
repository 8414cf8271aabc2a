// What the tests of date entry share: an exercise of Kerala's commission, the forms with everything left blank, and how
// a refusal reads.

import { TRPCError } from '@trpc/server';
import type { Kysely } from 'kysely';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { AppError, type ErrorDetail } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import type {
  AddExercise,
  AddMilestone,
  ExerciseDescription,
  ReviseMilestone,
} from '#shared/modules/timelines/schema-entry.ts';
import { callAs } from './call.ts';

export const blankDescription: ExerciseDescription = {
  nameEn: 'Kerala local bodies by-poll',
  nameHi: 'केरल स्थानीय निकाय उप-निर्वाचन',
  revisionKind: null,
  districts: null,
  areaClass: null,
  method: null,
  tiers: [],
  machineOwner: null,
  machineModel: null,
  baseRollDate: '',
  petitionDays: null,
  outsideKind: null,
  isMarked: false,
};

/** The command of a new exercise of Kerala's commission. */
export function newExercise(change: Partial<AddExercise> = {}): AddExercise {
  return {
    key: newId(),
    places: ['IN-KL'],
    bodyId: 'SEC-IN-KL',
    kind: 'panchayat_election',
    description: blankDescription,
    ...change,
  };
}

/** A new date, nothing said beside it. */
export function newDate(
  held: { exerciseId: string; version: number },
  milestone: string,
  start: string,
  change: Partial<AddMilestone> = {},
): AddMilestone {
  return { key: newId(), ...held, milestone, start, end: start, blockedBy: [], orderRef: '', note: '', ...change };
}

/** A revision for the courts' sake. */
export function newRevision(
  held: { exerciseId: string; version: number; milestoneId: string },
  start: string,
  change: Partial<ReviseMilestone> = {},
): ReviseMilestone {
  return { key: newId(), ...held, start, end: start, reasonCode: 'court', orderRef: '', note: '', ...change };
}

/** An exercise with these dates, one step after the other; its version and the rows' ids by step. */
export async function planted(
  db: Kysely<Database>,
  session: Session,
  dates: Readonly<Record<string, string>>,
  owner: Partial<AddExercise> = {},
) {
  const { key, ...into } = newExercise(owner);
  const { exerciseId, version, milestoneIds } = await callAs(db, session).timelines.layOut({
    key,
    into,
    template: 'T-SEC',
    dates: Object.entries(dates).map(([milestone, day]) => ({ milestone, start: day, end: day, blockedBy: [] })),
    note: '',
    overrideReason: 'A plan that only the tests know of',
  });
  const ids = Object.fromEntries(Object.keys(dates).map((step, place) => [step, milestoneIds[place] ?? '']));
  return { exerciseId, version, ids };
}

/** What a failed call carries; undefined when it was let through. */
export async function failureOf(
  call: Promise<unknown>,
): Promise<{ code: string; details: readonly ErrorDetail[] } | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (!(cause instanceof AppError)) throw error;
    return { code: cause.code, details: cause.details };
  }
}

/** `invalid date.two_digit_year start`: code, and reason and field of the first fault. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  const failure = await failureOf(call);
  if (failure === undefined) return 'let through';
  const [detail] = failure.details;
  return [failure.code, detail?.reason, detail?.field].filter((part) => part !== undefined).join(' ');
}
