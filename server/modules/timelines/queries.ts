import type { Reader } from '#server/platform/database.ts';
import type { ListMilestones } from '#shared/modules/timelines/schema.ts';

type ExerciseFilter = Pick<ListMilestones, 'stateCode' | 'body' | 'kind'>;

/** More exercises than both commissions hold in some years; a list is never longer. */
const mostExercises = 2_000;
const mostMilestones = 20_000;

/** The exercises of a State (`IN`: of the whole country), body or kind, in order of their id. */
export async function listExercises(reader: Reader, filter: ExerciseFilter) {
  let select = reader
    .selectFrom('exercise')
    .select(['id', 'stateCode', 'bodyKind', 'bodyId', 'kind', 'nameEn', 'nameHi', 'isSample'])
    .orderBy('id')
    .limit(mostExercises);
  if (filter.stateCode === 'IN') select = select.where('stateCode', 'is', null);
  else if (filter.stateCode !== undefined) select = select.where('stateCode', '=', filter.stateCode);
  if (filter.body !== undefined) select = select.where('bodyKind', '=', filter.body);
  if (filter.kind !== undefined) select = select.where('kind', '=', filter.kind);
  return await select.execute();
}

/** Every recorded milestone of these exercises, superseded ones too, by exercise and in the order of the record. */
export async function listMilestones(reader: Reader, exerciseIds: readonly string[]) {
  if (exerciseIds.length === 0) return [];
  return await reader
    .selectFrom('milestone')
    .select([
      'id',
      'exerciseId',
      'position',
      'milestone',
      'startDate',
      'endDate',
      'status',
      'confidence',
      'source',
      'note',
    ])
    .where('exerciseId', 'in', exerciseIds)
    .orderBy('exerciseId')
    .orderBy('position')
    .limit(mostMilestones)
    .execute();
}
export type MilestoneRow = Awaited<ReturnType<typeof listMilestones>>[number];
