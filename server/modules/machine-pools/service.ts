import { runCommand } from '#server/platform/command.ts';
import { isSqlState, type Tx } from '#server/platform/database.ts';
import { refusePersonalData } from '#server/platform/personal-data.ts';
import { prove, refuse } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { addDays, type IsoDate, istDay } from '#shared/kernel/time.ts';
import { daysFault, leastFree, longestPeriodDays, runsOf } from '#shared/modules/machine-pools/rules.ts';
import type {
  ListPool,
  LockAnswer,
  LockPool,
  PoolAnswer,
  PoolList,
  SetPool,
  UnlockPool,
} from '#shared/modules/machine-pools/schema.ts';
import * as queries from './queries.ts';
import * as views from './views.ts';

const lender = 'ECI';
/** The ECI's division that keeps the machines. */
export const lendingDivision = 'evm';

export type Pool = queries.PoolRow;

/** The lender's stock by day. @throws AppError `forbidden` for all but the ECI, `invalid` for a period over 400 days. */
export async function listPools(context: SignedInContext, filter: ListPool): Promise<PoolList> {
  if (context.session.capacity.bodyKind !== 'eci') throw refuse();
  const fault = daysFault(filter.from, filter.to, filter.from);
  if (fault !== null) throw wrongDays(fault);
  return await views.listPools(context.db, filter, istDay(context.clock.now()));
}

/**
 * Enters how many machines of a kind are kept in a State and can be lent.
 * @throws AppError `stale`, `blocked` when more are locked or promised on a day than there would be.
 */
export async function setPool(context: SignedInContext, input: SetPool): Promise<PoolAnswer> {
  proveLender(context);
  const { key, ...asked } = input;
  const source = normaliseText(input.source);
  refusePersonalData({ source });
  return await runCommand(
    context,
    { name: 'lending.setPool', key, input: asked, stateCode: input.stateCode },
    async (tx, at) => {
      const of = { lenderId: lender, stateCode: input.stateCode, unit: input.unit, model: input.model };
      const pool = await queries.lockPoolOf(tx, of);
      if ((pool?.version ?? 0) !== input.version) throw staleAt(pool?.version ?? 0);
      const change = { usable: input.usable, asOn: input.asOn, source };
      const id = pool?.id ?? newId();
      if (pool === undefined) {
        if (!(await queries.insertPool(tx, { id, ...of, ...change }))) throw staleAt(1);
      } else {
        await queries.setPool(tx, pool, change);
        await changeDays(() => queries.addToLaterDays(tx, id, istDay(at), input.usable - pool.usable));
      }
      return {
        answer: { poolId: id, version: input.version + 1 },
        object: { kind: 'lending_pool', id },
        before: pool === undefined ? null : { usable: pool.usable, asOn: pool.asOn, source: pool.source },
        after: { ...of, ...change },
        announce: [{ topic: 'lending', audience: `body:${lender}` }],
      };
    },
  );
}

/** Keeps machines back for days: sealed after a poll, or wanted by the ECI itself. @throws AppError `blocked` when they are promised. */
export async function lock(context: SignedInContext, input: LockPool): Promise<LockAnswer> {
  proveLender(context);
  const { key, ...asked } = input;
  const reason = normaliseText(input.reason);
  refusePersonalData({ reason });
  const fault = daysFault(input.from, input.to, input.from);
  if (fault !== null) throw wrongDays(fault);
  return await runCommand(context, { name: 'lending.lock', key, input: asked }, async (tx, at) => {
    const pool = await holdPool(tx, input.poolId);
    const id = newId();
    await changeDays(() => queries.addToDays(tx, pool, input.from, input.to, { locked: input.count }));
    await queries.insertLock(tx, {
      id,
      poolId: pool.id,
      exerciseId: input.exerciseId,
      count: input.count,
      fromDate: input.from,
      toDate: input.to,
      reason,
      recordedBy: context.session.capacity.membershipId,
      recordedAt: at,
    });
    return {
      answer: { lockId: id },
      object: { kind: 'lending_lock', id },
      before: null,
      after: { poolId: pool.id, count: input.count, from: input.from, to: input.to, reason },
      announce: [{ topic: 'lending', audience: `body:${lender}` }],
    };
  });
}

/** Lifts a lock; its machines are free again. @throws AppError `stale` when it was lifted before. */
export async function unlock(context: SignedInContext, input: UnlockPool): Promise<LockAnswer> {
  proveLender(context);
  const { key, ...asked } = input;
  return await runCommand(context, { name: 'lending.unlock', key, input: asked }, async (tx, at) => {
    const of = await queries.findPoolOfLock(tx, input.lockId);
    const pool = await holdPool(tx, of?.poolId ?? null);
    const lifted = await queries.liftLock(tx, input.lockId, at);
    if (lifted === undefined) throw staleAt(0);
    await queries.addToDays(tx, pool, lifted.fromDate, lifted.toDate, { locked: -lifted.count });
    return {
      answer: { lockId: lifted.id },
      object: { kind: 'lending_lock', id: lifted.id },
      before: { count: lifted.count, from: lifted.fromDate, to: lifted.toDate },
      after: { liftedAt: at.toISOString() },
      announce: [{ topic: 'lending', audience: `body:${lender}` }],
    };
  });
}

/** Only the ECI's division that keeps the machines lends them. @throws AppError `forbidden`. */
export function proveLender(context: SignedInContext): void {
  prove(context.session, { object: 'loan', act: 'verify' });
  if (context.session.capacity.division !== lendingDivision) throw refuse();
}

/** The pool, held until the transaction ends, so that promises of one pool are made one after another. @throws AppError `not_found`. */
export async function holdPool(tx: Tx, poolId: string | null): Promise<Pool> {
  const pool = poolId === null ? undefined : await queries.lockPool(tx, poolId);
  if (pool === undefined) throw new AppError('not_found', 'There are no such machines in the list of the division.');
  return pool;
}

export interface Days {
  from: IsoDate;
  to: IsoDate;
}

/** @throws AppError `blocked` with the day on which least is free, machines out past their day taken off, when that is fewer. */
export async function requireFree(
  tx: Tx,
  pool: Pool,
  { from, to }: Days,
  count: number,
  today: IsoDate,
): Promise<void> {
  const days = await queries.listDays(tx, [pool.id], from, to);
  const [overdue] = await queries.listOverdue(tx, [pool.id], today);
  const least = leastFree(runsOf(pool.usable, days, from, to));
  const free = (least?.free ?? 0) - (overdue?.machines ?? 0);
  if (free < count) throw tooFew({ free, day: least?.day ?? today });
}

/** Promises machines on every day. @throws AppError `blocked`: the table's own check is the last word. */
export async function promise(tx: Tx, pool: Pool, { from, to }: Days, count: number): Promise<void> {
  await changeDays(() => queries.addToDays(tx, pool, from, to, { committed: count }));
}

/** Frees promised machines on every day. */
export async function release(tx: Tx, pool: Pool, { from, to }: Days, count: number): Promise<void> {
  await queries.addToDays(tx, pool, from, to, { committed: -count });
}

/**
 * Takes damaged machines out of the stock, for good or until the day on which they are good again.
 * @throws AppError `blocked` when they are promised to others on a later day.
 */
export async function takeOut(
  tx: Tx,
  pool: Pool,
  damaged: number,
  today: IsoDate,
  repairedOn: IsoDate | null,
): Promise<void> {
  await changeDays(async () => {
    if (repairedOn !== null) {
      await queries.addToDays(tx, pool, today, addDays(repairedOn, -1), { usable: -damaged });
      return;
    }
    if (damaged > pool.usable) throw tooFew({ free: pool.usable, day: today });
    await queries.setPool(tx, pool, { usable: pool.usable - damaged });
    await queries.addToLaterDays(tx, pool.id, today, -damaged);
  });
}

/** Runs a change of days; says in words what the table's check refuses. */
async function changeDays(change: () => Promise<void>): Promise<void> {
  try {
    await change();
  } catch (error) {
    if (!isSqlState(error, '23514')) throw error;
    throw new AppError(
      'blocked',
      'On a day of this period more would be locked or promised than there are machines. See the days in the pool and choose fewer or other days.',
      [{ reason: 'lending.days' }],
    );
  }
}

function tooFew({ free, day }: { free: number; day: IsoDate }): AppError {
  return new AppError('blocked', `Only ${free} are free on ${day}. Offer or accept fewer, or choose other days.`, [
    { reason: 'lending.free', params: { free, day } },
  ]);
}

/** The words for days that cannot be. */
export function wrongDays(fault: NonNullable<ReturnType<typeof daysFault>>): AppError {
  const sentences = {
    end_before_start: 'The last day lies before the first. Correct one of the two.',
    past: 'The first day has passed. Ask for days from today on.',
    too_long: `A period is of ${longestPeriodDays} days at the most.`,
  };
  const field = fault === 'past' ? 'from' : 'to';
  return new AppError('invalid', sentences[fault], [{ reason: `loan.${fault}`, field }]);
}

/** The words for a record that moved on. */
export function staleAt(version: number): AppError {
  return new AppError('stale', 'Someone else changed this first. What they did is shown; what you typed is kept.', [
    { reason: 'lending.stale', params: { version } },
  ]);
}
