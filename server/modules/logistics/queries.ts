import { type Insertable, sql } from 'kysely';
import type { Reader, Tx } from '#server/platform/database.ts';
import type { Database } from '#server/platform/tables.ts';
import { addDays, type IsoDate, startOfIstDay } from '#shared/kernel/time.ts';

const mostExercises = 20_000;
const mostLines = 200_000;

const exerciseColumns = [
  'id',
  'stateCode',
  'bodyKind',
  'bodyId',
  'kind',
  'nameEn',
  'nameHi',
  'method',
  'districts',
  'isSample',
] as const;

/** Exercises that have readiness at all: polls and roll revisions of a State that were not withdrawn, by State and id. */
export async function listExercises(reader: Reader, stateCode: string | undefined) {
  let select = reader
    .selectFrom('exercise')
    .select(exerciseColumns)
    .where('kind', 'in', [
      'assembly_election',
      'bye_election',
      'panchayat_election',
      'municipal_election',
      'roll_revision',
    ])
    .where('stateCode', 'is not', null)
    .where('withdrawnAt', 'is', null)
    .orderBy('stateCode')
    .orderBy('id')
    .limit(mostExercises);
  if (stateCode !== undefined) select = select.where('stateCode', '=', stateCode);
  return await select.execute();
}
export type ExerciseRow = Awaited<ReturnType<typeof listExercises>>[number];

/** One exercise, whatever its kind; undefined when there is none or it was withdrawn. */
export async function findExercise(reader: Reader, id: string): Promise<ExerciseRow | undefined> {
  return await reader
    .selectFrom('exercise')
    .select(exerciseColumns)
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst();
}

/** The plans of these exercises, without withdrawn ones, in the order of the record. */
export async function listMilestones(reader: Reader, exerciseIds: readonly string[]) {
  if (exerciseIds.length === 0) return [];
  return await reader
    .selectFrom('milestone')
    .select(['exerciseId', 'milestone', 'position', 'startDate', 'endDate', 'status'])
    .where('exerciseId', 'in', exerciseIds)
    .where('withdrawnAt', 'is', null)
    .orderBy('exerciseId')
    .orderBy('position')
    .limit(mostLines)
    .execute();
}

/** The newest sums of each exercise as of a day (the end of it, IST). */
export async function listSums(reader: Reader, exerciseIds: readonly string[], day: IsoDate) {
  if (exerciseIds.length === 0) return [];
  return await reader
    .selectFrom('readinessDay')
    .select(['exerciseId', 'day', 'sums'])
    .distinctOn('exerciseId')
    .where('exerciseId', 'in', exerciseIds)
    .where('day', '<=', day)
    .orderBy('exerciseId')
    .orderBy('day', 'desc')
    .limit(mostExercises)
    .execute();
}

/** Writes the sums of an exercise for a day, over those of earlier the same day. */
export async function setSums(tx: Tx, exerciseId: string, day: IsoDate, sums: string): Promise<void> {
  await tx
    .insertInto('readinessDay')
    .values({ exerciseId, day, sums })
    .onConflict((conflict) => conflict.columns(['exerciseId', 'day']).doUpdateSet({ sums }))
    .execute();
}

/** Holds the exercise's row, so that returns of one exercise are summed one after another. */
export async function lockExercise(tx: Tx, id: string): Promise<ExerciseRow | undefined> {
  return await tx
    .selectFrom('exercise')
    .select(exerciseColumns)
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * The districts of a State that stand on a day, by name; empty where no area register is known. Rehearsal districts are for
 * rehearsal exercises alone: `withSample`.
 */
export async function listDistricts(reader: Reader, stateCode: string, day: IsoDate, withSample = false) {
  let select = reader
    .selectFrom('area')
    .select(['code', 'nameEn', 'nameHi', 'isSample'])
    .where('stateCode', '=', stateCode)
    .where('kind', '=', 'district')
    .where('validFrom', '<=', day)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', day)]))
    .orderBy('nameEn')
    .orderBy('code')
    .limit(2_000);
  if (!withSample) select = select.where('isSample', '=', false);
  return await select.execute();
}

/** A State's own names. */
export async function findState(reader: Reader, code: string) {
  return await reader
    .selectFrom('state')
    .select(['code', 'nameEn', 'nameHi'])
    .where('code', '=', code)
    .executeTakeFirst();
}

/** What was written by the end of an India day and not yet replaced by then; everything in force without a day. */
function asOnDay(day: IsoDate | undefined) {
  const end = day === undefined ? undefined : startOfIstDay(addDays(day, 1));
  return end === undefined
    ? sql<boolean>`superseded_at is null`
    : sql<boolean>`recorded_at < ${end} and (superseded_at is null or superseded_at >= ${end})`;
}

/** Returns in force of an exercise, as of a day where one is given, by district, item and facility. */
export async function listReturns(reader: Reader, exerciseId: string, asOn?: IsoDate) {
  return await reader
    .selectFrom('itemStatus')
    .select([
      'id',
      'districtCode',
      'itemId',
      'facet',
      'required',
      'requiredReason',
      'available',
      'checked',
      'deployed',
      'asOn',
      'source',
      'note',
      'isSample',
    ])
    .where('exerciseId', '=', exerciseId)
    .where(asOnDay(asOn))
    .orderBy('districtCode')
    .orderBy('itemId')
    .orderBy('facet')
    .limit(mostLines)
    .execute();
}
export type ReturnRecord = Awaited<ReturnType<typeof listReturns>>[number];

/** Ends the rule of these lines from the moment on. */
export async function supersedeReturns(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('itemStatus').set({ supersededAt: at }).where('id', 'in', ids).execute();
}

/** Adds lines of a return. */
export async function insertReturns(tx: Tx, rows: readonly Insertable<Database['itemStatus']>[]): Promise<void> {
  const most = 2_000;
  for (let start = 0; start < rows.length; start += most) {
    await tx
      .insertInto('itemStatus')
      .values(rows.slice(start, start + most))
      .execute();
  }
}

/** Numbers behind the requirements that are in force, the exercise's own first. */
export async function listParameters(reader: Reader, exerciseId: string, asOn?: IsoDate) {
  return await reader
    .selectFrom('logisticsParameter')
    .select(['id', 'districtCode', 'parameter', 'value', 'source'])
    .where('exerciseId', '=', exerciseId)
    .where(asOnDay(asOn))
    .orderBy('districtCode')
    .orderBy('parameter')
    .limit(mostLines)
    .execute();
}

/** Ends the rule of these numbers from the moment on. */
export async function supersedeParameters(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('logisticsParameter').set({ supersededAt: at }).where('id', 'in', ids).execute();
}

/** Adds numbers behind the requirements. */
export async function insertParameters(
  tx: Tx,
  rows: readonly Insertable<Database['logisticsParameter']>[],
): Promise<void> {
  await tx.insertInto('logisticsParameter').values(rows).execute();
}

/** Every setting ever made of the nation and, where named, of a body; oldest first. */
export async function listSettings(reader: Reader) {
  return await reader
    .selectFrom('logisticsSetting')
    .select(['id', 'bodyId', 'setting', 'value', 'source', 'reason', 'validFrom', 'recordedAt'])
    .orderBy('recordedAt')
    .orderBy('id')
    .limit(20_000)
    .execute();
}

/** Writes a setting; none is ever changed. */
export async function insertSetting(tx: Tx, row: Insertable<Database['logisticsSetting']>): Promise<void> {
  await tx.insertInto('logisticsSetting').values(row).execute();
}

/** Positions of machines in force, as of a day where one is given, by State, district, owner, unit and model. */
export async function listPositions(reader: Reader, stateCode: string | undefined, asOn?: IsoDate) {
  let select = reader
    .selectFrom('machinePosition')
    .select([
      'id',
      'ownerId',
      'stateCode',
      'districtCode',
      'unit',
      'model',
      'usable',
      'underRepair',
      'committed',
      'lent',
      'total',
      'asOn',
      'source',
      'isSample',
    ])
    .where(asOnDay(asOn))
    .orderBy('stateCode')
    .orderBy('districtCode')
    .orderBy('ownerId')
    .orderBy('unit')
    .orderBy('model')
    .limit(mostLines);
  if (stateCode !== undefined) select = select.where('stateCode', '=', stateCode);
  return await select.execute();
}

/** The position in force of these machines, held; undefined when there is none. */
export async function lockPosition(
  tx: Tx,
  of: { ownerId: string; stateCode: string; districtCode: string; unit: 'BU' | 'CU' | 'VVPAT'; model: string },
) {
  return await tx
    .selectFrom('machinePosition')
    .select(['id', 'usable', 'underRepair', 'committed', 'lent', 'total', 'asOn'])
    .where('ownerId', '=', of.ownerId)
    .where('stateCode', '=', of.stateCode)
    .where('districtCode', '=', of.districtCode)
    .where('unit', '=', of.unit)
    .where('model', '=', of.model)
    .where('supersededAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** Ends the rule of a position and writes the next; false when another request was first. */
export async function replacePosition(
  tx: Tx,
  before: string | null,
  row: Insertable<Database['machinePosition']>,
  at: Date,
): Promise<boolean> {
  if (before !== null) {
    await tx.updateTable('machinePosition').set({ supersededAt: at }).where('id', '=', before).execute();
  }
  const added = await tx
    .insertInto('machinePosition')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Exercises whose sums are kept, of one body or of all. */
export async function listSummed(reader: Reader, bodyId: string | null): Promise<string[]> {
  let select = reader
    .selectFrom('readinessDay as r')
    .innerJoin('exercise as e', 'e.id', 'r.exerciseId')
    .select('r.exerciseId')
    .distinct()
    .where('e.withdrawnAt', 'is', null)
    .orderBy('r.exerciseId')
    .limit(mostExercises);
  if (bodyId !== null) select = select.where('e.bodyId', '=', bodyId);
  const rows = await select.execute();
  return rows.map(({ exerciseId }) => exerciseId);
}
