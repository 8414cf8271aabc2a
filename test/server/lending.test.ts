// The lending desk: an SEC asks, the ECI's EVM division answers, and no day is ever promised twice.

import { TRPCError } from '@trpc/server';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import type { AskLoan, LoanAnswer } from '#shared/modules/lending/schema.ts';
import type { PoolView } from '#shared/modules/machine-pools/schema.ts';
import { callAs, makePerson } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let evm: Session;
let rolls: Session;
let maker: Session;
let checker: Session;
let otherMaker: Session;
let ceo: Session;
let otherCeo: Session;
let pool: string;
let poolNumber = 0;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  evm = await makePerson(db, { bodyId: 'ECI', role: 'eci_staff', division: 'evm' });
  rolls = await makePerson(db, { bodyId: 'ECI', role: 'eci_staff', division: 'rolls' });
  maker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  checker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_checker' });
  otherMaker = await makePerson(db, { bodyId: 'SEC-IN-UP', role: 'sec_maker' });
  ceo = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
  otherCeo = await makePerson(db, { bodyId: 'CEO-IN-UP', role: 'ceo_maker' });
});
beforeEach(async () => {
  poolNumber += 1;
  const answer = await callAs(db, evm).machinePools.set({
    key: newId(),
    stateCode: 'IN-KL',
    unit: 'CU',
    model: `M3 ${String(poolNumber)}`,
    usable: 100,
    asOn: '2026-11-20',
    source: 'count of the division',
    version: 0,
  });
  pool = answer.poolId;
});
afterAll(async () => {
  await drop();
});

const january = { from: '2027-01-01', to: '2027-01-31' };

async function ask(change: Partial<AskLoan> = {}, as = maker): Promise<LoanAnswer> {
  return await callAs(db, as).lending.ask({
    key: newId(),
    stateCode: 'IN-KL',
    bodyId: 'SEC-IN-KL',
    exerciseId: null,
    unit: 'CU',
    model: null,
    asked: 60,
    ...january,
    place: 'District warehouse, Ernakulam',
    note: '',
    ...change,
  });
}

const of = ({ loanId, version }: LoanAnswer) => ({ key: newId(), loanId, version });
async function offer(loan: LoanAnswer, count = 60) {
  return await callAs(db, evm).lending.offer({ ...of(loan), poolId: pool, count, note: '' });
}
async function accept(loan: LoanAnswer) {
  return await callAs(db, checker).lending.accept({ ...of(loan), note: '' });
}
async function promised(count = 60, change: Partial<AskLoan> = {}) {
  return await accept(await offer(await ask(change), count));
}
async function poolView(from: string, to: string): Promise<PoolView> {
  const { pools } = await callAs(db, evm).machinePools.list({ from, to });
  const found = pools.find(({ id }) => id === pool);
  if (found === undefined) throw new Error('the pool is not listed');
  return found;
}
async function freeOn(day: string): Promise<number> {
  const { runs } = await poolView(day, day);
  return runs[0]?.free ?? Number.NaN;
}

async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (!(cause instanceof AppError)) throw error;
    return [cause.code, cause.details[0]?.reason, cause.details[0]?.field]
      .filter((part) => part !== undefined)
      .join(' ');
  }
  return 'let through';
}

describe('the way of a loan', () => {
  it('goes from request to return, each step counted, written down and told to the three offices', async () => {
    const asked = await ask();
    const offered = await offer(asked, 50);
    expect(await freeOn('2027-01-10')).toBe(100);
    const committed = await accept(offered);
    expect(await freeOn('2027-01-10')).toBe(50);
    const out = await callAs(db, evm).lending.handOver({ ...of(committed), count: 45, note: '' });
    expect(await freeOn('2027-01-10')).toBe(55);
    const part = await callAs(db, evm).lending.giveBack({
      ...of(out),
      count: 20,
      damaged: 2,
      repairedOn: null,
      note: 'two with broken latches',
    });
    expect(part.status).toBe('part_returned');
    const back = await callAs(db, evm).lending.giveBack({
      ...of(part),
      count: 25,
      damaged: 0,
      repairedOn: null,
      note: '',
    });
    expect(back.status).toBe('returned');
    // Two damaged ones are no longer in the stock.
    expect(await freeOn('2027-01-10')).toBe(98);
    expect(await freeOn('2027-06-01')).toBe(98);

    const { loan, steps } = await callAs(db, maker).lending.get({ loanId: asked.loanId });
    expect(loan).toMatchObject({ asked: 60, offered: 50, handedOver: 45, returned: 45, damaged: 2, can: [] });
    expect(steps.map(({ step, count }) => [step, count])).toEqual([
      ['ask', 60],
      ['offer', 50],
      ['accept', 50],
      ['hand_over', 45],
      ['return', 20],
      ['return', 25],
    ]);
    const entries = await db
      .selectFrom('auditEntry')
      .select('command')
      .where('objectId', '=', asked.loanId)
      .orderBy('seq')
      .execute();
    expect(entries.map(({ command }) => command)).toEqual([
      'lending.ask',
      'lending.offer',
      'lending.accept',
      'lending.handOver',
      'lending.return',
      'lending.return',
    ]);
    const told = await db
      .selectFrom('announcement')
      .select('audience')
      .distinct()
      .where('topic', '=', 'lending')
      .orderBy('audience')
      .execute();
    expect(told.map(({ audience }) => audience)).toEqual(['body:CEO-IN-KL', 'body:ECI', 'body:SEC-IN-KL']);
  });

  it('frees the days of an accepted loan that is withdrawn, and keeps the reason', async () => {
    const committed = await promised();
    expect(await refusal(callAs(db, maker).lending.withdraw({ ...of(committed), note: 'no' }))).toBe(
      'invalid loan.reason note',
    );
    const gone = await callAs(db, maker).lending.withdraw({ ...of(committed), note: 'the poll is by ballot now' });
    expect(gone.status).toBe('withdrawn');
    expect(await freeOn('2027-01-10')).toBe(100);
  });

  it('takes no step out of turn: no withdrawal after the hand-over, no second acceptance, no offer after a decline', async () => {
    const committed = await promised();
    const out = await callAs(db, evm).lending.handOver({ ...of(committed), count: 60, note: '' });
    expect(await refusal(callAs(db, maker).lending.withdraw({ ...of(out), note: 'changed our minds' }))).toBe(
      'blocked loan.handed_over',
    );
    expect(await refusal(accept(out))).toBe('blocked loan.handed_over');
    const declined = await callAs(db, evm).lending.decline({ ...of(await ask()), note: 'none can be spared' });
    expect(await refusal(offer(declined))).toBe('blocked loan.declined');
  });
});

describe('what cannot be', () => {
  it('is refused with the field: days gone by, an end before the start, years, another body’s exercise, a name', async () => {
    expect(await refusal(ask({ from: '2026-11-21' }))).toBe('invalid loan.past from');
    expect(await refusal(ask({ from: '2027-02-01' }))).toBe('invalid loan.end_before_start to');
    expect(await refusal(ask({ to: '2037-01-31' }))).toBe('invalid loan.too_long to');
    expect(await refusal(ask({ exerciseId: 'IN-KL-LA-2026' }))).toBe('invalid loan.exercise exerciseId');
    expect(await refusal(ask({ place: 'ABC1234567' }))).toMatch(/^invalid personal_data/);
    for (const asked of [0, -5, 1e9, 1.5])
      await expect(ask({ asked })).rejects.toThrow(/too_small|too_big|invalid_type/);
  });

  it('is more than was asked, offered or is out, and more damaged than came back', async () => {
    const asked = await ask();
    expect(await refusal(offer(asked, 61))).toBe('invalid loan.more_than_asked count');
    const committed = await accept(await offer(asked, 40));
    const lend = callAs(db, evm).lending;
    expect(await refusal(lend.handOver({ ...of(committed), count: 41, note: '' }))).toBe(
      'invalid loan.more_than_offered count',
    );
    const out = await lend.handOver({ ...of(committed), count: 40, note: '' });
    const back = { ...of(out), damaged: 0, repairedOn: null, note: '' };
    expect(await refusal(lend.giveBack({ ...back, count: 41 }))).toBe('invalid loan.more_than_out count');
    expect(await refusal(lend.giveBack({ ...back, count: 5, damaged: 6 }))).toBe(
      'invalid loan.more_damaged_than_returned damaged',
    );
    expect(await refusal(lend.giveBack({ ...back, count: 5, repairedOn: '2027-02-01' }))).toBe(
      'invalid loan.repaired repairedOn',
    );
  });

  it('is more than the pool has free on any day: offers and acceptances say how many and when', async () => {
    await promised(60, { from: '2027-01-20', to: '2027-02-10' });
    expect(await refusal(offer(await ask(), 41))).toBe('blocked lending.free');
    const offered = await offer(await ask(), 40);
    const quicker = await offer(await ask({ asked: 30 }), 30);
    await accept(quicker);
    expect(await refusal(accept(offered))).toBe('blocked lending.free');
    expect(await freeOn('2027-01-25')).toBe(10);
  });

  it('is a stock below what is promised, and a lock on machines that are', async () => {
    await promised();
    const set = (usable: number) =>
      callAs(db, evm).machinePools.set({
        key: newId(),
        stateCode: 'IN-KL',
        unit: 'CU',
        model: `M3 ${String(poolNumber)}`,
        usable,
        asOn: '2026-11-22',
        source: 'count of the division',
        version: 1,
      });
    const lock = (count: number) =>
      callAs(db, evm).machinePools.lock({
        key: newId(),
        poolId: pool,
        count,
        from: '2027-01-15',
        to: '2027-02-28',
        exerciseId: null,
        reason: 'sealed after the bye-election',
      });
    expect(await refusal(set(59))).toBe('blocked lending.days');
    expect(await refusal(lock(41))).toBe('blocked lending.days');
    const { lockId } = await lock(40);
    expect(await freeOn('2027-01-20')).toBe(0);
    expect(await freeOn('2027-02-20')).toBe(60);
    expect(await refusal(set(99))).toBe('blocked lending.days');
    await callAs(db, evm).machinePools.unlock({ key: newId(), lockId });
    expect(await freeOn('2027-01-20')).toBe(40);
    await set(60);
    expect(await freeOn('2027-01-20')).toBe(0);
  });

  it('is damage to machines promised to others later, unless they are repaired before', async () => {
    const first = await promised(60);
    await promised(100, { asked: 100, from: '2027-03-01', to: '2027-03-31' });
    const lend = callAs(db, evm).lending;
    const out = await lend.handOver({ ...of(first), count: 60, note: '' });
    const back = { ...of(out), count: 60, damaged: 5, note: '' };
    expect(await refusal(lend.giveBack({ ...back, repairedOn: null }))).toBe('blocked lending.days');
    expect(await refusal(lend.giveBack({ ...back, key: newId(), repairedOn: '2027-03-02' }))).toBe(
      'blocked lending.days',
    );
    const answer = await lend.giveBack({ ...back, key: newId(), repairedOn: '2027-03-01' });
    expect(answer.status).toBe('returned');
    expect([await freeOn('2027-02-28'), await freeOn('2027-03-01'), await freeOn('2027-04-01')]).toEqual([95, 0, 100]);
  });

  it('is a promise on machines that are out past their day', async () => {
    const committed = await promised(60, { from: '2026-11-22', to: '2026-11-25' });
    await callAs(db, evm).lending.handOver({ ...of(committed), count: 60, note: '' });
    const later = { clock: { now: () => new Date('2026-11-27T06:30:00.000Z') } };
    const asked = await ask();
    const late = callAs(db, evm, later).lending;
    expect(await refusal(late.offer({ ...of(asked), poolId: pool, count: 41, note: '' }))).toBe('blocked lending.free');
    const { loan } = await late.get({ loanId: committed.loanId });
    expect(loan.overdueDays).toBe(2);
    const { pools } = await callAs(db, evm, later).machinePools.list(january);
    expect(pools.find(({ id }) => id === pool)?.overdue).toBe(60);
    await late.offer({ ...of(asked), poolId: pool, count: 40, note: '' });
  });
});

describe('who', () => {
  it('lends: only the division that keeps the machines', async () => {
    const asked = await ask();
    expect(await refusal(callAs(db, rolls).lending.offer({ ...of(asked), poolId: pool, count: 1, note: '' }))).toBe(
      'forbidden',
    );
    expect(await refusal(callAs(db, checker).machinePools.list(january))).toBe('forbidden');
  });

  it('sees: the SEC its own, the CEO of the State the lines in its custody, no other', async () => {
    const asked = await ask();
    const sees = async (session: Session) => {
      const { loans } = await callAs(db, session).lending.list({});
      return loans.some(({ id }) => id === asked.loanId);
    };
    expect([await sees(maker), await sees(ceo), await sees(evm), await sees(rolls)]).toEqual([true, true, true, true]);
    expect([await sees(otherMaker), await sees(otherCeo)]).toEqual([false, false]);
    expect(await refusal(callAs(db, otherMaker).lending.get({ loanId: asked.loanId }))).toBe('forbidden');
    expect(await refusal(callAs(db, otherMaker).lending.get({ loanId: newId() }))).toBe('forbidden');
  });

  it('may do what next is said with the loan', async () => {
    const asked = await ask();
    const can = async (session: Session) => {
      const { loan } = await callAs(db, session).lending.get({ loanId: asked.loanId });
      return loan.can;
    };
    expect([await can(maker), await can(checker), await can(evm), await can(rolls), await can(ceo)]).toEqual([
      ['withdraw'],
      [],
      ['offer', 'decline'],
      [],
      [],
    ]);
    await offer(asked);
    expect([await can(maker), await can(checker), await can(evm)]).toEqual([['withdraw'], ['accept'], []]);
  });

  it('was second is told so, and a repeated request is answered once', async () => {
    const asked = await ask();
    const input = { ...of(asked), poolId: pool, count: 60, note: '' };
    const answer = await callAs(db, evm).lending.offer(input);
    expect(await callAs(db, evm).lending.offer(input)).toEqual(answer);
    expect(await refusal(callAs(db, evm).lending.offer({ ...input, key: newId() }))).toBe('stale lending.stale');
  });
});
