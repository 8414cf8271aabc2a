// The radar over the real database: what is stored is always what a full look gives, and moves with the day.

import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepDay, refreshFindings, type Touched } from '#server/modules/radar/service.ts';
import { readInput } from '#server/modules/radar/views.ts';
import type { Announcement } from '#server/platform/command.ts';
import type { Tx } from '#server/platform/database.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import { addDays } from '#shared/kernel/time.ts';
import { evaluateAll } from '#shared/modules/radar/rules-engine.ts';
import type { Finding } from '#shared/modules/radar/schema.ts';
import { callAs, makePerson, testClock, testNow } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

const today = '2026-11-22';
const odisha = 'C12:IN-OD-PRI-2027';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let reader: Session;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  reader = await makePerson(db, { bodyId: 'ECI', role: 'viewer' });
});
afterAll(async () => {
  await drop();
});

/** A change of dates as a command makes it: the change and the radar's look in one transaction. */
async function change(touched: Partial<Touched>, edit: (tx: Tx) => Promise<unknown>): Promise<Announcement[]> {
  return await db.transaction().execute(async (tx) => {
    await edit(tx);
    return await refreshFindings(tx, { exerciseIds: [], stateCodes: [], ...touched }, testNow);
  });
}

function rulesSay({ id, rule, outcome, stateCode, exerciseIds, isDraft, isSample, working }: Finding): Finding {
  return { id, rule, outcome, stateCode, exerciseIds, isDraft, isSample, working };
}

async function stored(): Promise<Finding[]> {
  const rows = await db.selectFrom('finding').selectAll().where('goneAt', 'is', null).execute();
  return rows.map(rulesSay).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function fullLook(day = today): Promise<Finding[]> {
  return evaluateAll(await readInput(db, { today: day, stateCodes: null }));
}

describe('the stored findings', () => {
  it('are made at the first look, once, by however many look at a time', async () => {
    expect(await stored()).toEqual([]);
    await Promise.all([1, 2, 3].map(async () => await keepDay({ db, clock: testClock })));
    const found = await stored();
    expect(found.map(({ id }) => id)).toContain(odisha);
    expect(found).toEqual(await fullLook());
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    const versions = await db.selectFrom('finding').select('version').distinct().execute();
    expect(versions).toEqual([{ version: 1 }]);
    const told = await db.selectFrom('announcement').select('topic').where('topic', '=', 'conflicts').execute();
    expect(told).toHaveLength(1);
  });

  it('carry a sentence in both languages and the first day', async () => {
    const rows = await db.selectFrom('finding').select(['id', 'messageEn', 'messageHi', 'fromDate']).execute();
    expect(rows.filter(({ messageEn, messageHi }) => messageEn === '' || !/[\u0900-\u097f]/.test(messageHi))).toEqual(
      [],
    );
    expect(rows.find(({ id }) => id === odisha)?.fromDate).toBe('2027-02-01');
  });

  it('tell nobody when nothing changed', async () => {
    const [version] = await db.selectFrom('snapshot').select('version').where('key', '=', 'overview').execute();
    expect(await change({ exerciseIds: ['IN-OD-PRI-2027'] }, async () => undefined)).toEqual([]);
    expect(await db.selectFrom('snapshot').select('version').where('key', '=', 'overview').execute()).toEqual([
      version,
    ]);
  });

  it('go when the dates no longer meet, and come back open again, by the rules’ own word', async () => {
    const withdraw = (withdrawnAt: Date | null) => async (tx: Tx) =>
      await tx.updateTable('exercise').set({ withdrawnAt }).where('id', '=', 'IN-OD-PRI-2027').execute();
    const touched = { exerciseIds: ['IN-OD-PRI-2027'] };
    expect((await change(touched, withdraw(testNow))).map(({ topic }) => topic)).toEqual(['conflicts', 'national']);
    const gone = await db.selectFrom('finding').selectAll().where('id', '=', odisha).executeTakeFirstOrThrow();
    expect(gone.goneAt).toEqual(testNow);
    expect((await callAs(db, reader).radar.get({ id: odisha })).goneAt).toBe(testNow.toISOString());
    expect((await callAs(db, reader).radar.list({})).findings.some(({ id }) => id === odisha)).toBe(false);
    await change(touched, withdraw(null));
    const { finding, acts } = await callAs(db, reader).radar.get({ id: odisha });
    expect(finding).toMatchObject({ status: 'reopened', outcome: 'high', days: 28 });
    expect(acts).toMatchObject([{ act: 'reopen', bodyId: null, note: 'returned', outcome: 'high' }]);
  });

  it('are open again when they grow graver than what was answered, and not when they shrink', async () => {
    const id = 'C01:IN-GA-SIR-2:IN-GA-ZP-2025';
    const touched = { exerciseIds: ['IN-GA-ZP-2025'] };
    const poll = async (startDate: string) => async (tx: Tx) =>
      await tx
        .updateTable('milestone')
        .set({ startDate, endDate: startDate })
        .where('exerciseId', '=', 'IN-GA-ZP-2025')
        .where('milestone', '=', 'poll')
        .where('status', '<>', 'superseded')
        .execute();
    await db.updateTable('finding').set({ status: 'accepted' }).where('id', '=', id).execute();
    await change(touched, await poll('2025-12-10'));
    const grown = await callAs(db, reader).radar.get({ id });
    expect(grown.finding).toMatchObject({ outcome: 'critical', status: 'reopened' });
    expect(grown.acts).toMatchObject([{ act: 'reopen', bodyId: null, note: 'grew', outcome: 'critical' }]);
    await db.updateTable('finding').set({ status: 'accepted' }).where('id', '=', id).execute();
    await change(touched, await poll('2025-12-20'));
    expect((await callAs(db, reader).radar.get({ id })).finding).toMatchObject({ outcome: 'high', status: 'accepted' });
  });

  it('equal a full look after any change, whatever was touched', async () => {
    const exercises = await db.selectFrom('exercise').select(['id', 'stateCode']).execute();
    const own = exercises.flatMap(({ id, stateCode }) => (stateCode === null ? [] : [{ id, stateCode }]));
    const exercise = fc.constantFrom(...own);
    const days = fc.integer({ min: -400, max: 400 });
    const edit = fc.oneof(
      fc.record({ kind: fc.constantFrom('move', 'supersede', 'confirm', 'undate', 'recall'), exercise, days }),
      fc.record({ kind: fc.constantFrom('withdraw', 'area', 'machines', 'room', 'need', 'add'), exercise, days }),
      fc.record({ kind: fc.constantFrom('pool', 'holiday'), exercise, days }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        for (const { kind, exercise: one, days: by } of edits) {
          const isOfState = kind === 'pool' || kind === 'holiday';
          await change(isOfState ? { stateCodes: [one.stateCode] } : { exerciseIds: [one.id] }, (tx) =>
            editOnce(tx, kind, one, by),
          );
        }
        expect(await stored()).toEqual(await fullLook());
      }),
      { numRuns: 30, endOnFailure: true },
    );
  }, 60_000);
});

async function editOnce(tx: Tx, kind: string, { id, stateCode }: { id: string; stateCode: string }, days: number) {
  const day = addDays(today, days);
  const rows = await tx.selectFrom('milestone').select(['id', 'position']).where('exerciseId', '=', id).execute();
  const row = rows[Math.abs(days) % Math.max(rows.length, 1)]?.id ?? newId();
  const of = tx.updateTable('milestone').where('id', '=', row);
  const exercise = tx.updateTable('exercise').where('id', '=', id);
  switch (kind) {
    case 'move':
      return await of.set({ startDate: day, endDate: addDays(day, Math.abs(days) % 40) }).execute();
    case 'supersede':
      return await of.set({ status: 'superseded' }).execute();
    case 'confirm':
      return await of.set({ status: 'completed', confidence: 'office' }).execute();
    case 'undate':
      return await of.set({ startDate: null, endDate: null }).execute();
    case 'recall':
      return await of.set({ confidence: 'recalled' }).execute();
    case 'withdraw':
      return await exercise.set({ withdrawnAt: days > 0 ? testNow : null }).execute();
    case 'area':
      return await exercise
        .set({ districts: days > 0 ? ['D1', 'D2'] : null, areaClass: days % 2 === 0 ? 'urban' : 'all' })
        .execute();
    case 'machines':
      return await exercise.set({ method: 'evm', machineOwner: `CEO-${stateCode}`, machineModel: 'M3' }).execute();
    case 'room':
      return await tx
        .insertInto('exerciseRoom')
        .values({ exerciseId: id, roomId: 'W1', fromDate: day, toDate: addDays(day, 20) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    case 'need':
      return await tx
        .insertInto('exerciseNeed')
        .values({ exerciseId: id, resource: 'staff', needed: 1_000, source: 'test', recordedAt: testNow })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    case 'add': {
      const position = Math.max(0, ...rows.map((each) => each.position)) + 1;
      return await tx
        .insertInto('milestone')
        .values({ ...milestone(id), position, startDate: day, endDate: day })
        .execute();
    }
    case 'pool':
      return await tx
        .insertInto('pool')
        .values({
          stateCode,
          resource: 'staff',
          available: Math.abs(days),
          asOn: today,
          source: 'test',
          bodyId: `CEO-${stateCode}`,
          recordedAt: testNow,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    default:
      return await tx
        .insertInto('holiday')
        .values({ stateCode, day, nameEn: 'A day', nameHi: null, source: 'test', bodyId: null, recordedAt: testNow })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }
}

function milestone(exerciseId: string) {
  return {
    id: newId(),
    exerciseId,
    milestone: 'poll',
    status: 'due',
    confidence: 'office',
    source: null,
    note: null,
    recordedAt: testNow,
  } as const;
}
