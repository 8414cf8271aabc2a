import { type Insertable, sql } from 'kysely';
import type { Reader, Tx } from '#server/platform/database.ts';
import type { Database } from '#server/platform/tables.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { MachineUnit } from '#shared/modules/machine-pools/schema.ts';

const mostPools = 1_000;

const poolColumns = [
  'id',
  'lenderId',
  'stateCode',
  'unit',
  'model',
  'usable',
  'asOn',
  'source',
  'version',
  'isSample',
] as const;

/** Pools by State, unit and model. */
export async function listPools(reader: Reader, unit: MachineUnit | undefined) {
  let select = reader
    .selectFrom('lendingPool')
    .select(poolColumns)
    .orderBy('stateCode')
    .orderBy('unit')
    .orderBy('model')
    .limit(mostPools);
  if (unit !== undefined) select = select.where('unit', '=', unit);
  return await select.execute();
}

/** The pool, held until the transaction ends, so that promises of one pool are made one after another. */
export async function lockPool(tx: Tx, poolId: string) {
  return await tx.selectFrom('lendingPool').select(poolColumns).where('id', '=', poolId).forUpdate().executeTakeFirst();
}
export type PoolRow = NonNullable<Awaited<ReturnType<typeof lockPool>>>;

/** The pool of this kind, held; undefined when there is none yet. */
export async function lockPoolOf(tx: Tx, of: Pick<PoolRow, 'lenderId' | 'stateCode' | 'unit' | 'model'>) {
  return await tx
    .selectFrom('lendingPool')
    .select(poolColumns)
    .where('lenderId', '=', of.lenderId)
    .where('stateCode', '=', of.stateCode)
    .where('unit', '=', of.unit)
    .where('model', '=', of.model)
    .forUpdate()
    .executeTakeFirst();
}

/** Adds the pool; false when another request has just done so. */
export async function insertPool(tx: Tx, row: Insertable<Database['lendingPool']>): Promise<boolean> {
  const added = await tx
    .insertInto('lendingPool')
    .values(row)
    .onConflict((conflict) => conflict.columns(['lenderId', 'stateCode', 'unit', 'model']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Changes the stock and counts the version up. The caller holds the row. */
export async function setPool(
  tx: Tx,
  pool: Pick<PoolRow, 'id' | 'version'>,
  change: Partial<Pick<PoolRow, 'usable' | 'asOn' | 'source'>>,
): Promise<void> {
  await tx
    .updateTable('lendingPool')
    .set({ ...change, version: pool.version + 1 })
    .where('id', '=', pool.id)
    .execute();
}

/** Rows of the pools in the period, both ends counted; days without a row are free but for the pool's own stock. */
export async function listDays(reader: Reader, poolIds: readonly string[], from: IsoDate, to: IsoDate) {
  if (poolIds.length === 0) return [];
  return await reader
    .selectFrom('lendingDay')
    .select(['poolId', 'day', 'usable', 'locked', 'committed'])
    .where('poolId', 'in', poolIds)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('poolId')
    .orderBy('day')
    .limit(500_000)
    .execute();
}

/**
 * Adds to what is usable, locked and promised of a pool on each day of the period, both ends counted; a negative number
 * takes away. The table's check refuses a day on which more would be locked and promised than there is.
 */
export async function addToDays(
  tx: Tx,
  pool: Pick<PoolRow, 'id' | 'usable'>,
  from: IsoDate,
  to: IsoDate,
  add: { usable?: number; locked?: number; committed?: number },
): Promise<void> {
  const { usable = 0, locked = 0, committed = 0 } = add;
  await sql`insert into lending_day (pool_id, day, usable, locked, committed)
    select ${pool.id}::uuid, day::date, ${pool.usable}::int, 0, 0
    from generate_series(${from}::date, ${to}::date, interval '1 day') as day
    on conflict (pool_id, day) do nothing`.execute(tx);
  await tx
    .updateTable('lendingDay')
    .set((eb) => ({
      usable: eb('usable', '+', usable),
      locked: eb('locked', '+', locked),
      committed: eb('committed', '+', committed),
    }))
    .where('poolId', '=', pool.id)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute();
}

/** Changes the stock on every day that has a row, from a day on. */
export async function addToLaterDays(tx: Tx, poolId: string, from: IsoDate, usable: number): Promise<void> {
  await tx
    .updateTable('lendingDay')
    .set((eb) => ({ usable: eb('usable', '+', usable) }))
    .where('poolId', '=', poolId)
    .where('day', '>=', from)
    .execute();
}

/** Locks that hold, by pool and first day. */
export async function listLocks(reader: Reader, poolIds: readonly string[]) {
  if (poolIds.length === 0) return [];
  return await reader
    .selectFrom('lendingLock')
    .select(['id', 'poolId', 'count', 'fromDate', 'toDate', 'reason', 'exerciseId'])
    .where('poolId', 'in', poolIds)
    .where('liftedAt', 'is', null)
    .orderBy('poolId')
    .orderBy('fromDate')
    .orderBy('id')
    .limit(10_000)
    .execute();
}

/** Writes a lock; its days are the caller's to change. */
export async function insertLock(tx: Tx, row: Insertable<Database['lendingLock']>): Promise<void> {
  await tx.insertInto('lendingLock').values(row).execute();
}

/** Lifts a lock that holds; what it was, or undefined when it was lifted before. */
export async function liftLock(tx: Tx, lockId: string, at: Date) {
  return await tx
    .updateTable('lendingLock')
    .set({ liftedAt: at })
    .where('id', '=', lockId)
    .where('liftedAt', 'is', null)
    .returning(['id', 'poolId', 'count', 'fromDate', 'toDate'])
    .executeTakeFirst();
}

/** The pool of a lock, whether it still holds or not. */
export async function findPoolOfLock(reader: Reader, lockId: string) {
  return await reader.selectFrom('lendingLock').select('poolId').where('id', '=', lockId).executeTakeFirst();
}

/** Machines of each pool that are out past the end of their loan. */
export async function listOverdue(reader: Reader, poolIds: readonly string[], today: IsoDate) {
  if (poolIds.length === 0) return [];
  return await reader
    .selectFrom('loan')
    .select((eb) => ['poolId', sql<number>`sum(${eb.ref('handedOver')} - ${eb.ref('returned')})::int`.as('machines')])
    .where('poolId', 'in', poolIds)
    .where('status', 'in', ['handed_over', 'part_returned'])
    .where('toDate', '<', today)
    .groupBy('poolId')
    .orderBy('poolId')
    .limit(mostPools)
    .execute();
}
