import { type Insertable, sql } from 'kysely';
import type { StoredAnnouncement } from '#server/platform/command.ts';
import type { Reader, Tx } from '#server/platform/database.ts';
import type { Database } from '#server/platform/tables.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { StoredFinding } from '#shared/modules/radar/rules-standing.ts';

/** More than all rules over every pair of exercises of the country give in some years. */
const mostFindings = 50_000;
const batchRows = 500;

/**
 * Takes the States' turn: whoever changes findings of a State waits here for the one before, and then reads what that
 * one committed. In order of their codes, so that two who want the same States never wait for each other.
 */
export async function lockStates(tx: Tx, codes: readonly string[] | null): Promise<void> {
  let states = tx.selectFrom('state').select('code').orderBy('code').forNoKeyUpdate();
  if (codes !== null) states = states.where('code', 'in', codes);
  await states.execute();
}

/** The India day for which the stored findings hold; undefined before the first look. */
export async function findDay(reader: Reader): Promise<IsoDate | undefined> {
  return (await reader.selectFrom('radarDay').select('day').executeTakeFirst())?.day;
}

/** As `findDay`, taking the turn of whoever looks at the whole country; the first look of all makes the row. */
export async function lockDay(tx: Tx): Promise<IsoDate> {
  await tx
    .insertInto('radarDay')
    .values({ day: '1950-01-01' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await tx.selectFrom('radarDay').select('day').forUpdate().executeTakeFirstOrThrow()).day;
}

/** Notes the IST day for which everything was just looked at; the caller holds the row's lock. */
export async function setDay(tx: Tx, day: IsoDate): Promise<void> {
  await tx.updateTable('radarDay').set({ day }).execute();
}

/** States of these exercises, withdrawn ones too; those of the whole country have none. */
export async function listStatesOf(reader: Reader, exerciseIds: readonly string[]): Promise<string[]> {
  if (exerciseIds.length === 0) return [];
  const rows = await reader
    .selectFrom('exercise')
    .select('stateCode')
    .distinct()
    .where('id', 'in', exerciseIds)
    .where('stateCode', 'is not', null)
    .execute();
  return rows.flatMap(({ stateCode }) => stateCode ?? []);
}

const findingColumns = [
  'id',
  'rule',
  'outcome',
  'stateCode',
  'exerciseIds',
  'isDraft',
  'isSample',
  'working',
  'messageEn',
  'messageHi',
  'foundAt',
  'changedAt',
  'goneAt',
  'status',
  'version',
] as const;

export interface FindingFilter {
  /** Null for the whole country. */
  stateCodes: readonly string[] | null;
  /** Those no longer found too. */
  withGone: boolean;
}

/** Stored findings in order of their ids. */
export async function listFindings(reader: Reader, { stateCodes, withGone }: FindingFilter) {
  let select = reader.selectFrom('finding').select(findingColumns).orderBy('id').limit(mostFindings);
  if (stateCodes !== null) select = select.where('stateCode', 'in', stateCodes);
  if (!withGone) select = select.where('goneAt', 'is', null);
  return await select.execute();
}
export type FindingRow = Awaited<ReturnType<typeof listFindings>>[number];

/** One finding as stored, gone or not; undefined when the rules never made it. */
export async function findFinding(reader: Reader, id: string): Promise<FindingRow | undefined> {
  return await reader.selectFrom('finding').select(findingColumns).where('id', '=', id).executeTakeFirst();
}

/** The row as the rules compare it with a new look. */
export function toStored(row: FindingRow): StoredFinding {
  return { ...row, isGone: row.goneAt !== null };
}

/** Writes what the rules say now over what was stored. `foundAt` holds for new ones only. */
export async function saveFindings(tx: Tx, rows: readonly Insertable<Database['finding']>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += batchRows) {
    await tx
      .insertInto('finding')
      .values(rows.slice(from, from + batchRows))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          outcome: eb.ref('excluded.outcome'),
          stateCode: eb.ref('excluded.stateCode'),
          exerciseIds: eb.ref('excluded.exerciseIds'),
          isDraft: eb.ref('excluded.isDraft'),
          isSample: eb.ref('excluded.isSample'),
          working: sql<string>`excluded.working`,
          messageEn: eb.ref('excluded.messageEn'),
          messageHi: eb.ref('excluded.messageHi'),
          fromDate: eb.ref('excluded.fromDate'),
          changedAt: eb.ref('excluded.changedAt'),
          goneAt: null,
          status: eb.ref('excluded.status'),
          version: sql<number>`finding.version + 1`,
        })),
      )
      .execute();
  }
}

/** Findings that the rules no longer make. They are kept with what was said of them; those of a rehearsal are not. */
export async function markGone(tx: Tx, gone: readonly StoredFinding[], at: Date): Promise<void> {
  const ids = (isSample: boolean) => gone.filter((each) => each.isSample === isSample).map(({ id }) => id);
  const [real, sample] = [ids(false), ids(true)];
  if (real.length > 0)
    await tx
      .updateTable('finding')
      .set((eb) => ({ goneAt: at, changedAt: at, version: eb('version', '+', 1) }))
      .where('id', 'in', real)
      .execute();
  if (sample.length > 0) await tx.deleteFrom('finding').where('id', 'in', sample).execute();
}

/** Adds to what was said of findings; nothing said is ever changed. */
export async function insertActs(tx: Tx, acts: readonly Insertable<Database['findingAct']>[]): Promise<void> {
  for (let from = 0; from < acts.length; from += batchRows)
    await tx
      .insertInto('findingAct')
      .values(acts.slice(from, from + batchRows))
      .execute();
}

/** Writes what an owner's word made of the finding, one version on. The caller holds the State's turn. */
export async function setStatus(tx: Tx, row: FindingRow, status: FindingRow['status']): Promise<void> {
  await tx
    .updateTable('finding')
    .set({ status, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
}

/** What was said of these findings up to the moment (null: so far), oldest first. */
export async function listActs(reader: Reader, findingIds: readonly string[], until: Date | null) {
  if (findingIds.length === 0) return [];
  let select = reader
    .selectFrom('findingAct as act')
    .leftJoin('membership', 'membership.id', 'act.membershipId')
    .leftJoin('body', 'body.id', 'membership.bodyId')
    .select(['act.findingId', 'act.act', 'act.outcome', 'act.note', 'act.at', 'membership.bodyId', 'membership.role'])
    .select(['body.nameEn as bodyNameEn', 'body.nameHi as bodyNameHi'])
    .where('act.findingId', 'in', findingIds)
    .orderBy('act.at')
    .orderBy('act.id')
    .limit(10_000);
  if (until !== null) select = select.where('act.at', '<', until);
  return await select.execute();
}

/** Tells everyone outside a command: of a look that nobody asked for. */
export async function announce(tx: Tx, topics: readonly string[], at: Date): Promise<StoredAnnouncement[]> {
  if (topics.length === 0) return [];
  return await tx
    .insertInto('announcement')
    .values(topics.map((topic) => ({ topic, audience: 'all', at })))
    .returning(['id', 'topic', 'audience'])
    .execute();
}

/** Staff, forces and machines of the State that its bodies have entered. */
export async function listPools(reader: Reader, stateCode: string) {
  return await reader
    .selectFrom('pool')
    .select(['stateCode', 'districtCode', 'resource', 'ownerId', 'model', 'unit', 'available', 'asOn', 'source'])
    .select(['bodyId', 'recordedAt'])
    .where('stateCode', '=', stateCode)
    .orderBy('resource')
    .orderBy('districtCode')
    .orderBy('ownerId')
    .orderBy('model')
    .orderBy('unit')
    .limit(5_000)
    .execute();
}
export type PoolRow = Awaited<ReturnType<typeof listPools>>[number];
export type PoolKey = Pick<PoolRow, 'stateCode' | 'districtCode' | 'resource' | 'ownerId' | 'model' | 'unit'>;

/** The figure under exactly this key, whichever body gave it. */
export async function findPool(tx: Tx, key: PoolKey): Promise<PoolRow | undefined> {
  const rows = await listPools(tx, key.stateCode);
  return rows.find((row) => isSameKey(row, key));
}

/** Writes a figure over the one before; the audit log keeps that. */
export async function savePool(tx: Tx, row: PoolRow): Promise<void> {
  const { available, asOn, source, bodyId, recordedAt } = row;
  await tx
    .insertInto('pool')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['stateCode', 'districtCode', 'resource', 'ownerId', 'model', 'unit'])
        .doUpdateSet({ available, asOn, source, bodyId, recordedAt }),
    )
    .execute();
}

/** Takes a figure out: the rules then have none to compare with. */
export async function deletePool(tx: Tx, key: PoolKey): Promise<void> {
  await tx
    .deleteFrom('pool')
    .where('stateCode', '=', key.stateCode)
    .where('districtCode', '=', key.districtCode)
    .where('resource', '=', key.resource)
    .where('ownerId', '=', key.ownerId)
    .where('model', '=', key.model)
    .where('unit', '=', key.unit)
    .execute();
}

function isSameKey(a: PoolKey, b: PoolKey): boolean {
  return (
    a.districtCode === b.districtCode &&
    a.resource === b.resource &&
    a.ownerId === b.ownerId &&
    a.model === b.model &&
    a.unit === b.unit
  );
}
