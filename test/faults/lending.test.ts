// Lending commands in any interleaving, on real connections: after every round the days of the pool are those of a model
// that knows only the answers given, nothing is promised twice and nothing answered is lost.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { addDays } from '#shared/kernel/time.ts';
import type { LoanAnswer } from '#shared/modules/lending/schema.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { callAs, makePerson } from '../support/call.ts';
import { times } from '../support/faults.ts';

const firstDay = '2027-01-01';
const daysInAll = 8;
const atOnce = 6;

let app: RunningApp;
let db: Kysely<Database>;
let evm: Session;
let maker: Session;
let checker: Session;

beforeAll(async () => {
  app = await startApp();
  db = app.db;
  evm = await makePerson(db, { bodyId: 'ECI', role: 'eci_staff', division: 'evm' });
  maker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  checker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_checker' });
});
afterAll(async () => {
  await app.close();
});

/** What the model knows of a loan: what was answered. */
interface Known extends LoanAnswer {
  from: number;
  to: number;
  asked: number;
  count: number;
  out: number;
}

interface World {
  pool: string;
  model: string;
  usable: number;
  poolVersion: number;
  loans: Known[];
  locks: { id: string; from: number; to: number; count: number }[];
}

const hasEnded = (status: string) => ['declined', 'withdrawn', 'returned'].includes(status);
const day = (offset: number) => addDays(firstDay, offset);
const upTo = (most: number) => 1 + Math.floor(Math.random() * most);
function pick<Item>(items: readonly Item[]): Item | undefined {
  return items[Math.floor(Math.random() * items.length)];
}
function span(): { from: number; to: number } {
  const from = Math.floor(Math.random() * daysInAll);
  return { from, to: from + Math.floor(Math.random() * (daysInAll - from)) };
}

/** The command's answer, or undefined when it was refused in words. Anything else thrown is a defect. */
async function attempt<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof AppError && ['blocked', 'stale', 'invalid'].includes(cause.code)) return undefined;
    throw error;
  }
}

/** One random command; on an answer the model learns of it. */
async function command(world: World): Promise<void> {
  const lend = callAs(db, evm).lending;
  const pools = callAs(db, evm).machinePools;
  const loan = pick(world.loans);
  const head = { key: newId(), loanId: loan?.loanId ?? newId(), version: loan?.version ?? 1 };
  const dice = Math.random();
  if (loan === undefined || dice < 0.15) {
    const { from, to } = span();
    const asked = upTo(8);
    const days = { from: day(from), to: day(to), place: 'a warehouse', note: '' };
    const of = { stateCode: 'IN-KL', bodyId: 'SEC-IN-KL', exerciseId: null, unit: 'CU', model: world.model } as const;
    const answer = await attempt(callAs(db, maker).lending.ask({ key: newId(), ...of, asked, ...days }));
    if (answer !== undefined) world.loans.push({ ...answer, from, to, asked, count: 0, out: 0 });
  } else if (dice < 0.35) {
    const count = upTo(loan.asked);
    const answer = await attempt(lend.offer({ ...head, poolId: world.pool, count, note: '' }));
    if (answer !== undefined) Object.assign(loan, answer, { count });
  } else if (dice < 0.65) {
    const answer = await attempt(callAs(db, checker).lending.accept({ ...head, note: '' }));
    if (answer !== undefined) Object.assign(loan, answer);
  } else if (dice < 0.72) {
    const answer = await attempt(callAs(db, maker).lending.withdraw({ ...head, note: 'not needed any more' }));
    if (answer !== undefined) Object.assign(loan, answer, { count: 0 });
  } else if (dice < 0.8) {
    const count = upTo(Math.max(1, loan.count));
    const answer = await attempt(lend.handOver({ ...head, count, note: '' }));
    if (answer !== undefined) Object.assign(loan, answer, { count, out: count });
  } else if (dice < 0.88) {
    const count = upTo(Math.max(1, loan.out));
    const answer = await attempt(lend.giveBack({ ...head, count, damaged: 0, repairedOn: null, note: '' }));
    if (answer !== undefined) Object.assign(loan, answer, { count: loan.count - count, out: loan.out - count });
  } else if (dice < 0.94) {
    const { from, to } = span();
    const count = upTo(4);
    const days = { from: day(from), to: day(to), exerciseId: null, reason: 'sealed' };
    const answer = await attempt(pools.lock({ key: newId(), poolId: world.pool, count, ...days }));
    if (answer !== undefined) world.locks.push({ id: answer.lockId, from, to, count });
  } else if (dice < 0.97 && world.locks.length > 0) {
    const lock = world.locks[0];
    const answer = lock === undefined ? undefined : await attempt(pools.unlock({ key: newId(), lockId: lock.id }));
    if (answer !== undefined) world.locks = world.locks.filter(({ id }) => id !== answer.lockId);
  } else {
    const usable = 6 + upTo(8);
    const of = { stateCode: 'IN-KL', unit: 'CU', model: world.model, asOn: '2026-11-22', source: 'a count' } as const;
    const answer = await attempt(pools.set({ key: newId(), ...of, usable, version: world.poolVersion }));
    if (answer !== undefined) Object.assign(world, { usable, poolVersion: answer.version });
  }
}

/** The days as the database has them, against those of the model. */
async function expectAsTheModel(world: World): Promise<void> {
  const { pools } = await callAs(db, evm).machinePools.list({ from: day(0), to: day(daysInAll - 1) });
  const pool = pools.find(({ id }) => id === world.pool);
  expect(pool?.usable).toBe(world.usable);
  for (let offset = 0; offset < daysInAll; offset += 1) {
    const on = day(offset);
    const run = pool?.runs.find(({ from, to }) => from <= on && on <= to);
    const isOn = ({ from, to }: { from: number; to: number }) => from <= offset && offset <= to;
    const promised = world.loans.filter(
      (loan) => isOn(loan) && ['committed', 'handed_over', 'part_returned'].includes(loan.status),
    );
    const committed = promised.reduce((sum, { count }) => sum + count, 0);
    const locked = world.locks.filter(isOn).reduce((sum, { count }) => sum + count, 0);
    expect(run).toMatchObject({ usable: world.usable, locked, committed });
    expect(run?.free).toBeGreaterThanOrEqual(0);
  }
}

/** Every answered step is kept, and no other. */
async function expectNothingLost(loans: readonly Known[]): Promise<void> {
  for (const known of loans) {
    const { loan, steps } = await callAs(db, evm).lending.get({ loanId: known.loanId });
    expect(loan).toMatchObject({ status: known.status, version: known.version });
    expect(steps).toHaveLength(known.version);
  }
}

describe('lending commands all at once', () => {
  it('promise no machine twice and lose no answer', { timeout: 1_200_000 }, async () => {
    const rounds = times(80, 1_700);
    for (let world = 0; world < 3; world += 1) {
      const model = `M3 ${String(world)}`;
      const of = { stateCode: 'IN-KL', unit: 'CU', model, asOn: '2026-11-22', source: 'a count' } as const;
      const { poolId } = await callAs(db, evm).machinePools.set({ key: newId(), ...of, usable: 12, version: 0 });
      const now: World = { pool: poolId, model, usable: 12, poolVersion: 1, loans: [], locks: [] };
      const ended: Known[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await Promise.all(Array.from({ length: atOnce }, () => command(now)));
        if (round % 10 === 0) await expectAsTheModel(now);
        // What has ended moves no more: commands are to meet loans that can.
        ended.push(...now.loans.filter(({ status }) => hasEnded(status)));
        now.loans = now.loans.filter(({ status }) => !hasEnded(status));
      }
      await expectAsTheModel(now);
      await expectNothingLost([...now.loans, ...ended]);
    }
    const accepted = await db.selectFrom('loanStep').select('id').where('step', '=', 'accept').limit(1_000).execute();
    // The rounds did meet: promises were made in them.
    expect(accepted.length).toBeGreaterThan(rounds / 10);
  });
});
