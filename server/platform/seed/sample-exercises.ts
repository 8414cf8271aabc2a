// Rehearsal exercises: polls 30 to 120 days ahead in a few States, with their dates. None is a plan of anybody.

import type { Insertable, Kysely } from 'kysely';
import { addDays, type IsoDate, istDay } from '#shared/kernel/time.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import type { Database } from '../tables.ts';
import { stableId } from './rows.ts';
import { commissionsOf } from './sample-positions.ts';

export interface SampleExercise {
  id: string;
  stateCode: string;
  bodyKind: 'eci' | 'sec';
  kind: 'panchayat_election' | 'municipal_election' | 'assembly_election' | 'bye_election';
  /** Null: the commission has not said how votes are cast. */
  method: 'evm' | 'ballot' | 'mixed' | null;
  /** Days from the day of the rehearsal to the poll. */
  inDays: number;
  /** At the most so many districts, the first of the list. */
  districts: number;
  /** Reserve of control units in hundredths of a percent, where the commission has its own. */
  reserve?: number;
}

/** In the order of the State's code. Kerala has both bodies' polls; Karnataka's commission has not named the method. */
export const sampleExercises: readonly SampleExercise[] = [
  of('IN-GA', 'sec', 'municipal_election', 'evm', 33, 7),
  of('IN-KA', 'sec', 'panchayat_election', null, 61, 8),
  of('IN-KL', 'eci', 'bye_election', 'evm', 96, 2),
  of('IN-KL', 'sec', 'panchayat_election', 'evm', 48, 12),
  { ...of('IN-MH', 'sec', 'municipal_election', 'evm', 103, 12), reserve: 1_200 },
  of('IN-PB', 'eci', 'assembly_election', 'evm', 118, 12),
  of('IN-TS', 'sec', 'municipal_election', 'ballot', 40, 10),
];

const kindNames = {
  panchayat_election: ['panchayat polls', 'पंचायत निर्वाचन'],
  municipal_election: ['municipal polls', 'नगरीय निर्वाचन'],
  assembly_election: ['Assembly poll', 'विधान सभा निर्वाचन'],
  bye_election: ['by-election', 'उप-निर्वाचन'],
} as const;

/** Days from the poll; the ECI's steps keep the law's distances with a day or two to spare. */
const plan = [
  ['announcement_mcc', -32],
  ['notification', -29],
  ['nominations', -21],
  ['scrutiny', -19],
  ['withdrawal_last', -16],
  ['poll', 0],
  ['counting', 3],
  ['completion', 6],
] as const;

/** Enters the rehearsal exercises and their dates. Call it in a transaction. */
export async function addSampleExercises(
  tx: Kysely<Database>,
  districts: ReadonlyMap<string, readonly string[]>,
  now: Date,
): Promise<void> {
  const bodies = await commissionsOf(tx);
  const rows = sampleExercises.map((each) => exerciseRow(each, bodies, districts.get(each.stateCode) ?? [], now));
  await tx.insertInto('exercise').values(rows).execute();
  await tx
    .insertInto('milestone')
    .values(sampleExercises.flatMap((each) => milestoneRows(each, now)))
    .execute();
}

/** The day of the poll. */
export function pollOf({ inDays }: SampleExercise, now: Date): IsoDate {
  return addDays(istDay(now), inDays);
}

function exerciseRow(
  { id, stateCode, bodyKind, kind, method, districts }: SampleExercise,
  bodies: ReadonlyMap<string, string>,
  known: readonly string[],
  now: Date,
): Insertable<Database['exercise']> {
  const [english, hindi] = kindNames[kind];
  return {
    id,
    stateCode,
    bodyKind,
    bodyId: bodyKind === 'eci' ? `CEO-${stateCode}` : (bodies.get(stateCode) ?? null),
    kind,
    nameEn: `Rehearsal: ${english}, ${stateName(stateCode, 'en')}`,
    nameHi: `पूर्वाभ्यास: ${hindi}, ${stateName(stateCode, 'hi')}`,
    method,
    districts: known.length === 0 ? null : known.slice(0, districts),
    recordedAt: now,
    isSample: true,
  };
}

function milestoneRows(exercise: SampleExercise, now: Date): Insertable<Database['milestone']>[] {
  const poll = pollOf(exercise, now);
  const today = istDay(now);
  return plan.map(([milestone, days], index) => {
    const day = addDays(poll, days);
    const start = milestone === 'nominations' ? addDays(day, -7) : day;
    return {
      id: stableId('milestone', exercise.id, String(index + 1)),
      exerciseId: exercise.id,
      position: index + 1,
      milestone,
      startDate: start,
      endDate: day,
      status: day <= today ? ('completed' as const) : ('due' as const),
      confidence: 'sample' as const,
      source: 'Rehearsal, not a record',
      note: null,
      recordedAt: now,
    };
  });
}

function of(
  stateCode: string,
  bodyKind: SampleExercise['bodyKind'],
  kind: SampleExercise['kind'],
  method: SampleExercise['method'],
  inDays: number,
  districts: number,
): SampleExercise {
  const id = `SAMPLE-${stateCode}-${bodyKind.toUpperCase()}`;
  return { id, stateCode, bodyKind, kind, method, inDays, districts };
}
