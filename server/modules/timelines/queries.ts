import type { Insertable, Updateable } from 'kysely';
import type { Reader, Tx } from '#server/platform/database.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import type { PlanRow } from '#shared/modules/timelines/rules-dates.ts';
import type { ListMilestones } from '#shared/modules/timelines/schema.ts';

type ExerciseFilter = Pick<ListMilestones, 'stateCode' | 'body' | 'kind'>;

/** More exercises than both commissions hold in some years; a list is never longer. */
const mostExercises = 2_000;
const mostMilestones = 20_000;

const exerciseColumns = [
  'id',
  'stateCode',
  'bodyKind',
  'bodyId',
  'kind',
  'nameEn',
  'nameHi',
  'isSample',
  'revisionKind',
  'districts',
  'areaClass',
  'method',
  'tiers',
  'machineOwner',
  'machineModel',
  'baseRollDate',
  'petitionDays',
  'outsideKind',
  'isMarked',
  'template',
  'version',
  'recordedBy',
  'recordedAt',
  'withdrawnAt',
  'withdrawnReason',
] as const;

const milestoneColumns = [
  'm.id',
  'm.exerciseId',
  'm.position',
  'm.milestone',
  'm.startDate',
  'm.endDate',
  'm.status',
  'm.confidence',
  'm.source',
  'm.note',
  'm.recordedAt',
  'm.reasonCode',
  'm.orderRef',
  'm.recordedBy',
  'm.revises',
  'm.supersededAt',
  'm.confirmedAt',
  'm.withdrawnAt',
  'm.withdrawnReason',
  'm.changedIn',
  'm.overrideReason',
  'm.blockedBy',
  'by.bodyId as author',
] as const;

/** The exercises of a State (`IN`: of the whole country), body or kind, withdrawn ones too, in order of their id. */
export async function listExercises(reader: Reader, filter: ExerciseFilter) {
  let select = reader.selectFrom('exercise').select(exerciseColumns).orderBy('id').limit(mostExercises);
  if (filter.stateCode === 'IN') select = select.where('stateCode', 'is', null);
  else if (filter.stateCode !== undefined) select = select.where('stateCode', '=', filter.stateCode);
  if (filter.body !== undefined) select = select.where('bodyKind', '=', filter.body);
  if (filter.kind !== undefined) select = select.where('kind', '=', filter.kind);
  return await select.execute();
}

export type ExerciseRow = Awaited<ReturnType<typeof listExercises>>[number];

/** Every recorded milestone of these exercises, superseded and withdrawn ones too, by exercise and in the order of the record. */
export async function listMilestones(reader: Reader, exerciseIds: readonly string[]) {
  if (exerciseIds.length === 0) return [];
  return await reader
    .selectFrom('milestone as m')
    .leftJoin('membership as by', 'by.id', 'm.recordedBy')
    .select(milestoneColumns)
    .where('m.exerciseId', 'in', exerciseIds)
    .orderBy('m.exerciseId')
    .orderBy('m.position')
    .limit(mostMilestones)
    .execute();
}
export type MilestoneRow = Awaited<ReturnType<typeof listMilestones>>[number];

/** One exercise, also a withdrawn one, or undefined. */
export async function findExercise(reader: Reader, id: string): Promise<ExerciseRow | undefined> {
  return await reader.selectFrom('exercise').select(exerciseColumns).where('id', '=', id).executeTakeFirst();
}

/** One exercise, its row locked against other writers until the transaction ends. */
export async function lockExercise(tx: Tx, id: string): Promise<ExerciseRow | undefined> {
  return await tx.selectFrom('exercise').select(exerciseColumns).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Begins an exercise, written by an office. */
export async function insertExercise(tx: Tx, row: Insertable<Database['exercise']>): Promise<void> {
  await tx.insertInto('exercise').values(row).execute();
}

/** Sets a locked exercise one version on, with what else changes of it. */
export async function setExercise(
  tx: Tx,
  { id, version }: Pick<ExerciseRow, 'id' | 'version'>,
  change: Updateable<Database['exercise']>,
): Promise<void> {
  await tx
    .updateTable('exercise')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .execute();
}

/**
 * Writes rows of an office after all that the exercise has; rows are marked later, never changed. Returns their ids, in
 * the order of `added`.
 */
export async function addRows(
  held: {
    tx: Tx;
    at: Date;
    version: number;
    membershipId: string;
    exercise: Pick<ExerciseRow, 'id'>;
    rows: readonly Pick<MilestoneRow, 'position'>[];
  },
  added: readonly PlanRow[],
  said: Partial<Insertable<Database['milestone']>>,
): Promise<string[]> {
  const last = Math.max(0, ...held.rows.map(({ position }) => position));
  const fresh = added.map(({ code, start, end, blockedBy = [] }, place) => ({
    status: 'due' as const,
    ...said,
    id: newId(),
    exerciseId: held.exercise.id,
    position: last + 1 + place,
    milestone: code,
    startDate: start,
    endDate: end,
    blockedBy: [...blockedBy],
    confidence: 'office' as const,
    recordedAt: held.at,
    recordedBy: held.membershipId,
    changedIn: held.version,
  }));
  if (fresh.length > 0) await held.tx.insertInto('milestone').values(fresh).execute();
  return fresh.map(({ id }) => id);
}

/** Writes each row in the place of its old one, or beside what there is. Returns the ids, in the order of `steps`. */
export async function putInPlace(
  held: Parameters<typeof addRows>[0],
  steps: readonly { old: MilestoneRow | null; row: PlanRow }[],
  said: Partial<Insertable<Database['milestone']>>,
): Promise<string[]> {
  const ids: string[] = [];
  let rows = held.rows;
  for (const { old, row } of steps) {
    if (old !== null) await markSuperseded(held.tx, old, held.version, held.at);
    ids.push(...(await addRows({ ...held, rows }, [row], { ...said, revises: old?.id ?? null })));
    rows = [{ position: Math.max(0, ...rows.map(({ position }) => position)) + 1 }];
  }
  return ids;
}

/** The mark on a row that a newer one replaces. A completion the record knew of keeps its moment. */
export async function markSuperseded(
  tx: Tx,
  row: Pick<MilestoneRow, 'id' | 'status' | 'confirmedAt' | 'recordedAt'>,
  changedIn: number,
  at: Date,
): Promise<void> {
  const confirmedAt = row.status === 'completed' ? (row.confirmedAt ?? row.recordedAt) : row.confirmedAt;
  await tx
    .updateTable('milestone')
    .set({ status: 'superseded', supersededAt: at, confirmedAt, changedIn })
    .where('id', '=', row.id)
    .execute();
}

/** The mark on a row whose day came as planned. */
export async function markConfirmed(
  tx: Tx,
  id: string,
  mark: { confirmedAt: Date; confirmedBy: string; changedIn: number },
): Promise<void> {
  await tx
    .updateTable('milestone')
    .set({ status: 'completed', ...mark })
    .where('id', '=', id)
    .execute();
}

/** Takes rows out of the calendar; they stay in the record. */
export async function markWithdrawn(
  tx: Tx,
  ids: readonly string[],
  mark: { withdrawnAt: Date; withdrawnReason: string; changedIn: number },
): Promise<void> {
  if (ids.length > 0) await tx.updateTable('milestone').set(mark).where('id', 'in', ids).execute();
}

/** What an exercise takes in the field, by district and resource. */
export async function listNeeds(reader: Reader, exerciseId: string) {
  return await reader
    .selectFrom('exerciseNeed')
    .select(['districtCode', 'resource', 'unit', 'needed', 'source'])
    .where('exerciseId', '=', exerciseId)
    .orderBy('districtCode')
    .orderBy('resource')
    .orderBy('unit')
    .limit(1_000)
    .execute();
}

/** The rooms an exercise holds, by number. */
export async function listRooms(reader: Reader, exerciseId: string) {
  return await reader
    .selectFrom('exerciseRoom')
    .select(['roomId', 'fromDate', 'toDate'])
    .where('exerciseId', '=', exerciseId)
    .orderBy('roomId')
    .limit(1_000)
    .execute();
}

/** Puts these needs and rooms in the place of the exercise's own. */
export async function replaceNeeds(
  tx: Tx,
  exerciseId: string,
  needs: readonly Insertable<Database['exerciseNeed']>[],
  rooms: readonly Insertable<Database['exerciseRoom']>[],
): Promise<void> {
  await tx.deleteFrom('exerciseNeed').where('exerciseId', '=', exerciseId).execute();
  await tx.deleteFrom('exerciseRoom').where('exerciseId', '=', exerciseId).execute();
  if (needs.length > 0) await tx.insertInto('exerciseNeed').values(needs).execute();
  if (rooms.length > 0) await tx.insertInto('exerciseRoom').values(rooms).execute();
}

/** The State's notified holidays, by day. */
export async function listHolidays(reader: Reader, stateCode: string) {
  return await reader
    .selectFrom('holiday')
    .select(['day', 'nameEn', 'nameHi', 'source', 'bodyId'])
    .where('stateCode', '=', stateCode)
    .orderBy('day')
    .limit(2_000)
    .execute();
}

/** Adds holidays; a day already on the State's list stays as it is. Returns the days added. */
export async function insertHolidays(tx: Tx, rows: readonly Insertable<Database['holiday']>[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const added = await tx
    .insertInto('holiday')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('day')
    .execute();
  return added.map(({ day }) => day);
}

/** Takes days off the State's list that this body put there. Returns the days taken off. */
export async function deleteHolidays(
  tx: Tx,
  { stateCode, bodyId }: { stateCode: string; bodyId: string },
  days: readonly string[],
): Promise<string[]> {
  if (days.length === 0) return [];
  const gone = await tx
    .deleteFrom('holiday')
    .where('stateCode', '=', stateCode)
    .where('bodyId', '=', bodyId)
    .where('day', 'in', days)
    .returning('day')
    .execute();
  return gone.map(({ day }) => day);
}

/** Every district the State's area register has known, with its span. */
export async function listDistricts(reader: Reader, stateCode: string) {
  return await reader
    .selectFrom('area')
    .select(['code', 'nameEn', 'nameHi', 'validFrom', 'validTo'])
    .where('stateCode', '=', stateCode)
    .where('kind', '=', 'district')
    .orderBy('code')
    .orderBy('validFrom')
    .limit(2_000)
    .execute();
}

/** Names of bodies by id. */
export async function listBodies(reader: Reader, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return await reader
    .selectFrom('body')
    .select(['id', 'nameEn', 'nameHi'])
    .where('id', 'in', ids)
    .orderBy('id')
    .limit(1_000)
    .execute();
}

/** The State Election Commission that serves the State, if one does. */
export async function findCommission(reader: Reader, stateCode: string): Promise<string | undefined> {
  const row = await reader
    .selectFrom('bodyState as s')
    .innerJoin('body as b', 'b.id', 's.bodyId')
    .select('b.id')
    .where('s.stateCode', '=', stateCode)
    .where('b.kind', '=', 'sec')
    .orderBy('b.id')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Ids of a body's exercises that are neither withdrawn nor a rehearsal's. */
export async function listOwned(reader: Reader, bodyId: string): Promise<ExerciseRow[]> {
  return await reader
    .selectFrom('exercise')
    .select(exerciseColumns)
    .where('bodyId', '=', bodyId)
    .where('withdrawnAt', 'is', null)
    .where('isSample', '=', false)
    .orderBy('id')
    .limit(mostExercises)
    .execute();
}
