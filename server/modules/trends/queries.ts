import type { Reader } from '#server/platform/database.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';

/** Counts of a State from the file in force of one upload table. */
export interface StateCounts {
  asOf: string;
  source: string;
  isSample: boolean;
  counts: Counts;
  attributes: Record<string, string | number | null>;
}

/**
 * The State's own row of the newest published file of the table, of those published before `until` (now when null):
 * a real one before a sample one, then by its as-of day, then by its publication.
 */
export async function findStateCounts(
  reader: Reader,
  dataset: 'roll_age_cohort' | 'population_reference',
  stateCode: string,
  until: Date | null,
): Promise<StateCounts | undefined> {
  return await reader
    .selectFrom('rollImport as i')
    .innerJoin('areaCount as c', 'c.importNo', 'i.no')
    .select(['i.asOf', 'i.sourceRef as source', 'i.isSample', 'c.counts', 'c.attributes'])
    .where('i.dataset', '=', dataset)
    .where('i.status', '=', 'published')
    .where('c.stateCode', '=', stateCode)
    .where('c.level', '=', 'S')
    .$if(until !== null, (query) => query.where('i.publishedAt', '<', until ?? new Date(0)))
    .orderBy('i.isSample')
    .orderBy('i.asOf', 'desc')
    .orderBy('i.publishedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}
