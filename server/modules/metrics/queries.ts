import type { Insertable } from 'kysely';
import type { Reader, Tx } from '#server/platform/database.ts';
import type { Database } from '#server/platform/tables.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { MetricId } from '#shared/modules/roll-health/schema.ts';

/**
 * The bands of every metric as they were in force on the IST day, by State (null: the nation's) and origin. The newest
 * version that is valid by the day stands; before the first, the first release's. A version is never recorded after the
 * day from which it is valid, so a later change alters no earlier day.
 */
export async function listBandsOn(reader: Reader, day: IsoDate, stateCode?: string) {
  let query = reader
    .selectFrom('metricVersion')
    .distinctOn(['metricId', 'stateCode', 'origin'])
    .select(['metricId', 'versionNo', 'stateCode', 'origin', 'bands'])
    .where((eb) => eb.or([eb('validFrom', '<=', day), eb.and([eb('origin', '=', 'release'), eb('versionNo', '=', 1)])]))
    .orderBy('metricId')
    .orderBy('stateCode')
    .orderBy('origin')
    .orderBy('versionNo', 'desc')
    .limit(10_000);
  if (stateCode !== undefined) {
    query = query.where((eb) => eb.or([eb('stateCode', 'is', null), eb('stateCode', '=', stateCode)]));
  }
  return await query.execute();
}

/** Every version of one metric with the office that set it, newest first. */
export async function listVersions(reader: Reader, metricId: MetricId) {
  return await reader
    .selectFrom('metricVersion as v')
    .leftJoin('membership as m', 'm.id', 'v.setBy')
    .leftJoin('body as b', 'b.id', 'm.bodyId')
    .select([
      'v.versionNo',
      'v.stateCode',
      'v.formulaEn',
      'v.formulaHi',
      'v.bands',
      'v.parameter',
      'v.validFrom',
      'v.origin',
      'v.reason',
      'v.recordedAt',
      'b.nameEn as officeEn',
      'b.nameHi as officeHi',
    ])
    .where('v.metricId', '=', metricId)
    .orderBy('v.versionNo', 'desc')
    .limit(1_000)
    .execute();
}
export type VersionRow = Awaited<ReturnType<typeof listVersions>>[number];

/** Appends a version. False when its number is taken: somebody was first. */
export async function insertVersion(tx: Tx, row: Insertable<Database['metricVersion']>): Promise<boolean> {
  const inserted = await tx
    .insertInto('metricVersion')
    .values(row)
    .onConflict((conflict) => conflict.columns(['metricId', 'versionNo']).doNothing())
    .returning('versionNo')
    .executeTakeFirst();
  return inserted !== undefined;
}
