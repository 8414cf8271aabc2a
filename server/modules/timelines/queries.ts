import type { Reader, Tx } from '#server/platform/database.ts';
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
