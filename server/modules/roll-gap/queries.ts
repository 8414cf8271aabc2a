import { type Insertable, sql } from 'kysely';
import type { Reader, Tx } from '#server/platform/database.ts';
import type { Database } from '#server/platform/tables.ts';
import type { IsoDate } from '#shared/kernel/time.ts';

const mostReasons = 2_000;

/** CEO and SEC of every State as they serve it on the IST day, by State and body. */
export async function listBodies(reader: Reader, day: IsoDate) {
  const rows = await reader
    .selectFrom('bodyState as link')
    .innerJoin('body', 'body.id', 'link.bodyId')
    .select(['link.stateCode', 'body.id', 'body.kind', 'body.nameEn', 'body.nameHi'])
    .where('body.kind', 'in', ['ceo', 'sec'])
    .where((eb) => eb.or([eb('link.validFrom', 'is', null), eb('link.validFrom', '<=', day)]))
    .where((eb) => eb.or([eb('link.validTo', 'is', null), eb('link.validTo', '>', day)]))
    .orderBy('link.stateCode')
    .orderBy('body.id')
    .limit(400)
    .execute();
  return rows.flatMap(({ kind, ...row }) => (kind === 'eci' ? [] : [{ ...row, kind }]));
}

/** What the press list of August 2020 says of each State. */
export async function listPressList(reader: Reader) {
  return await reader
    .selectFrom('state')
    .select(['code', 'localRollBasis2020'])
    .where('localRollBasis2020', 'is not', null)
    .orderBy('code')
    .limit(100)
    .execute();
}

/** Reasons in force at the moment (`until` null: now), oldest first; one State's or all. Withdrawn later, they still stood then. */
export async function listReasons(reader: Reader, { stateCode, until }: { stateCode?: string; until: Date | null }) {
  let query = reader
    .selectFrom('gapReason')
    .select(['id', 'stateCode', 'bodyId', 'reason', 'electors', 'note', 'publishedAt', 'withdrawnAt', 'version'])
    .orderBy('stateCode')
    .orderBy('publishedAt')
    .orderBy('id')
    .limit(mostReasons);
  if (stateCode !== undefined) query = query.where('stateCode', '=', stateCode);
  if (until === null) return await query.where('withdrawnAt', 'is', null).execute();
  return await query
    .where('publishedAt', '<', until)
    .where((eb) => eb.or([eb('withdrawnAt', 'is', null), eb('withdrawnAt', '>=', until)]))
    .execute();
}
export type ReasonRow = Awaited<ReturnType<typeof listReasons>>[number];

/** Whose the reason is. */
export async function findReason(reader: Reader, id: string) {
  return await reader.selectFrom('gapReason').select(['stateCode', 'bodyId']).where('id', '=', id).executeTakeFirst();
}

/** The reason as it stands, locked against other writers until the transaction ends. */
export async function lockReason(tx: Tx, id: string) {
  return await tx
    .selectFrom('gapReason')
    .select(['id', 'reason', 'electors', 'note', 'version', 'withdrawnAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Adds a reason; it is withdrawn some day, never changed or deleted. */
export async function insertReason(tx: Tx, row: Insertable<Database['gapReason']>): Promise<void> {
  await tx.insertInto('gapReason').values(row).execute();
}

/** Marks a locked reason as withdrawn, one version on; it stays on record. */
export async function markWithdrawn(
  tx: Tx,
  reason: { id: string; version: number },
  by: { membershipId: string; at: Date },
): Promise<void> {
  await tx
    .updateTable('gapReason')
    .set({ withdrawnAt: by.at, withdrawnBy: by.membershipId, version: reason.version + 1 })
    .where('id', '=', reason.id)
    .execute();
}

/**
 * The published files of the local roll's side in force at the moment: of each State, table, kind of roll, and real or
 * sample, the newest day, then the newest publication. Files without a line of the State are left out.
 */
export async function listFiles(reader: Reader, { stateCode, until }: { stateCode?: string; until: Date | null }) {
  let query = reader
    .selectFrom('rollImport as i')
    .innerJoin('rollImportState as s', 's.importNo', 'i.no')
    .select([
      'i.no',
      'i.dataset',
      'i.rollType',
      'i.stage',
      'i.asOf',
      'i.qualifyingDate',
      'i.basis',
      'i.precision',
      'i.sourceRef',
      'i.isSample',
      'i.publishedAt',
      's.stateCode',
      's.statementId',
    ])
    .distinctOn(['s.stateCode', 'i.dataset', 'i.rollType', 'i.isSample'])
    .where('i.status', '=', 'published')
    .where('i.dataset', 'in', ['local_roll_snapshot', 'part_ward_map', 'roll_match'])
    .where('s.leftOut', 'is', null)
    .orderBy('s.stateCode')
    .orderBy('i.dataset')
    .orderBy('i.rollType')
    .orderBy('i.isSample')
    .orderBy('i.asOf', 'desc')
    .orderBy('i.publishedAt', 'desc')
    .limit(2_000);
  if (stateCode !== undefined) query = query.where('s.stateCode', '=', stateCode);
  if (until !== null) query = query.where('i.publishedAt', '<', until);
  return await query.execute();
}
export type FileRow = Awaited<ReturnType<typeof listFiles>>[number];

/** The counts of those files at the levels named: State, local body, ward. By file and code. */
export async function listCounts(
  reader: Reader,
  files: readonly number[],
  levels: readonly ('S' | 'L' | 'W')[],
  stateCode?: string,
) {
  if (files.length === 0) return [];
  let query = reader
    .selectFrom('areaCount')
    .select(['importNo', 'stateCode', 'level', 'code', 'parentCode', 'counts', 'attributes'])
    .where('importNo', 'in', files)
    .where('level', 'in', levels)
    .orderBy('importNo')
    .orderBy('stateCode')
    .orderBy('level')
    .orderBy('code')
    .limit(400_000);
  if (stateCode !== undefined) query = query.where('stateCode', '=', stateCode);
  return await query.execute();
}
export type CountRow = Awaited<ReturnType<typeof listCounts>>[number];

/** What every line of a local roll's file says alike of its mode, base and poll day; null where they differ or one is silent. */
export async function listAgreed(reader: Reader, files: readonly number[]) {
  if (files.length === 0) return [];
  const alike = (name: 'roll_mode' | 'base_roll_date' | 'poll_date') =>
    sql<string | null>`case when count(distinct coalesce(attributes ->> ${name}, '')) = 1
      then min(attributes ->> ${name}) end`;
  return await reader
    .selectFrom('areaCount')
    .select(['importNo', 'stateCode'])
    .select([
      alike('roll_mode').as('rollMode'),
      alike('base_roll_date').as('baseRollDate'),
      alike('poll_date').as('pollDate'),
    ])
    .select(sql<string | null>`max(attributes ->> 'expected_gap') filter (where level = 'S')`.as('expectedGap'))
    .where('importNo', 'in', files)
    .where('level', 'in', ['S', 'L'])
    .where(sql<boolean>`attributes <> '{}'`)
    .groupBy(['importNo', 'stateCode'])
    .orderBy('importNo')
    .orderBy('stateCode')
    .limit(2_000)
    .execute();
}
export type AgreedRow = Awaited<ReturnType<typeof listAgreed>>[number];

/** Electors of each body's parts by the map, and those of parts that fall in two or more wards. */
export async function sumMap(reader: Reader, files: readonly number[], stateCode: string) {
  if (files.length === 0) return [];
  return await reader
    .with('piece', (db) =>
      db
        .selectFrom('partWard')
        .select(['acNo', 'partNo', 'bodyCode', 'electorsMapped'])
        .select(
          sql<boolean>`min(body_code || ' ' || ward_no) over part <> max(body_code || ' ' || ward_no) over part`.as(
            'isSplit',
          ),
        )
        .where('importNo', 'in', files)
        .where('stateCode', '=', stateCode)
        .modifyEnd(sql`window part as (partition by import_no, ac_no, part_no)`),
    )
    .selectFrom('piece')
    .select(['bodyCode'])
    .select([
      sql<number>`sum(electors_mapped)::bigint`.as('mappedElectors'),
      sql<number>`coalesce(sum(electors_mapped) filter (where is_split), 0)::bigint`.as('splitPartElectors'),
    ])
    .groupBy('bodyCode')
    .orderBy('bodyCode')
    .limit(100_000)
    .execute();
}

/** Names and kinds of the State's local bodies on the day, as far as an area register was uploaded. */
export async function listLocalBodies(reader: Reader, stateCode: string, day: IsoDate) {
  return await reader
    .selectFrom('area')
    .select(['code', 'nameEn', 'nameHi', 'localClass'])
    .where('stateCode', '=', stateCode)
    .where('kind', '=', 'local_body')
    .where('validFrom', '<=', day)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', day)]))
    .orderBy('code')
    .limit(100_000)
    .execute();
}

/** First day of the roll revision of each local exercise, from the calendar; the earliest where plans were redrawn. */
export async function listRevisionStarts(reader: Reader, stateCode?: string) {
  let query = reader
    .selectFrom('milestone as m')
    .innerJoin('exercise as e', 'e.id', 'm.exerciseId')
    .select(['e.id as exerciseId'])
    .select((eb) => eb.fn.min<IsoDate>('m.startDate').as('start'))
    .where('e.bodyKind', '=', 'sec')
    .where('e.isSample', '=', false)
    .where('m.milestone', '=', 'roll_revision')
    .where('m.confidence', 'in', ['seen', 'office'])
    .where('m.startDate', 'is not', null)
    .groupBy('e.id')
    .orderBy('e.id')
    .limit(2_000);
  if (stateCode !== undefined) query = query.where('e.stateCode', '=', stateCode);
  return await query.execute();
}
