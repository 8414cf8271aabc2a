import type { Reader } from '#server/platform/database.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import { runsOf } from '#shared/modules/machine-pools/rules.ts';
import type { ListPool, PoolList } from '#shared/modules/machine-pools/schema.ts';
import * as queries from './queries.ts';

/** What is free, locked and promised of every pool, day by day as runs of equal days. For the lender's eyes. */
export async function listPools(reader: Reader, filter: ListPool, today: IsoDate): Promise<PoolList> {
  const pools = await queries.listPools(reader, filter.unit);
  const ids = pools.map(({ id }) => id);
  const [days, locks, overdue] = await Promise.all([
    queries.listDays(reader, ids, filter.from, filter.to),
    queries.listLocks(reader, ids),
    queries.listOverdue(reader, ids, today),
  ]);
  const daysOf = Map.groupBy(days, ({ poolId }) => poolId);
  const locksOf = Map.groupBy(locks, ({ poolId }) => poolId);
  const overdueOf = new Map(overdue.map(({ poolId, machines }) => [poolId, machines]));
  return {
    today,
    from: filter.from,
    to: filter.to,
    pools: pools.map(({ id, stateCode, unit, model, usable, asOn, source, version, isSample }) => ({
      id,
      stateCode,
      unit,
      model,
      usable,
      asOn,
      source,
      version,
      isSample,
      runs: runsOf(usable, daysOf.get(id) ?? [], filter.from, filter.to),
      overdue: overdueOf.get(id) ?? 0,
      locks: (locksOf.get(id) ?? []).map((lock) => ({
        id: lock.id,
        count: lock.count,
        from: lock.fromDate,
        to: lock.toDate,
        reason: lock.reason,
        exerciseId: lock.exerciseId,
      })),
    })),
  };
}
