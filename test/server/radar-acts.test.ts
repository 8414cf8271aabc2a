// What the owners say of a finding, and what bodies say they have: who may, what is kept, and that nothing is hidden.

import { TRPCError } from '@trpc/server';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshFindings } from '#server/modules/radar/service.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import type { ActName, SetPool } from '#shared/modules/radar/schema.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

const id = 'C01:IN-KL-LSG-2025:IN-KL-SIR-2';
const note = 'Staff for the poll are drawn from other departments.';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let commissioner: Session;
let ceo: Session;
let sec: Session;
let otherSec: Session;
let division: Session;
let viewer: Session;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  commissioner = await makePerson(db, { bodyId: 'ECI', role: 'commissioner' });
  division = await makePerson(db, { bodyId: 'ECI', role: 'eci_staff' });
  viewer = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'viewer' });
  ceo = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
  sec = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_checker' });
  otherSec = await makePerson(db, { bodyId: 'SEC-IN-UP', role: 'sec_checker' });
  await callAs(db, viewer).radar.list({});
});
afterAll(async () => {
  await drop();
});

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const cause = error instanceof TRPCError ? error.cause : error;
  if (cause instanceof AppError) return cause;
  throw new Error(`expected a refusal, got ${String(error)}`);
}

const read = async (session: Session = viewer) => await callAs(db, session).radar.get({ id });

/** Acts of one finding follow one another in time; the clock goes on by a second with each. */
let seconds = 0;
function clock() {
  seconds += 1;
  const now = new Date(testNow.getTime() + seconds * 1000);
  return { clock: { now: () => now } };
}

async function say(session: Session, act: ActName, change: { note?: string; version?: number } = {}) {
  const { version } = await read();
  return await callAs(db, session, clock()).radar.act({ key: newId(), id, act, version, note, ...change });
}

describe('an answer', () => {
  it('is open to both owners’ offices and to nobody else', async () => {
    for (const session of [otherSec, division, commissioner, viewer]) {
      expect((await read(session)).can).toEqual([]);
      expect((await failureOf(say(session, 'acknowledge'))).code).toBe('forbidden');
    }
    expect((await read(ceo)).can).toEqual(['acknowledge', 'accept', 'resolve']);
    expect((await read(sec)).can).toEqual(['acknowledge', 'accept', 'resolve']);
    expect((await callAs(db, sec).radar.get({ id, asOn: '2026-11-20' })).can).toEqual([]);
  });

  it('needs a note of ten letters that names no person', async () => {
    expect(await failureOf(say(sec, 'acknowledge', { note: ' seen \u200b' }))).toMatchObject({
      code: 'invalid',
      details: [{ reason: 'finding.note', field: 'note' }],
    });
    expect(await failureOf(say(sec, 'acknowledge', { note: 'Asked the officer on 9876543210' }))).toMatchObject({
      code: 'invalid',
      details: [{ reason: 'personal_data.phone', field: 'note' }],
    });
    expect((await read()).acts).toEqual([]);
  });

  it('hides nothing, is read by everyone, kept with an audit entry and told', async () => {
    const before = await callAs(db, commissioner).radar.list({});
    const key = newId();
    const input = { key, id, act: 'acknowledge' as const, version: (await read()).version, note };
    const answer = await callAs(db, sec).radar.act(input);
    expect(answer).toMatchObject({ id, status: 'acknowledged', version: input.version + 1 });
    expect(await callAs(db, sec).radar.act(input)).toEqual(answer);
    const after = await callAs(db, commissioner).radar.list({});
    expect(after.past.map((finding) => finding.id)).toEqual(before.past.map((finding) => finding.id));
    expect(after.byState).toEqual(before.byState);
    expect(after.past.find((finding) => finding.id === id)).toMatchObject({ status: 'acknowledged' });
    expect((await read(otherSec)).acts).toMatchObject([
      { act: 'acknowledge', bodyId: 'SEC-IN-KL', role: 'sec_checker', outcome: 'critical', note },
    ]);
    const [entry] = await db
      .selectFrom('auditEntry')
      .select(['command', 'bodyId', 'stateCode', 'before', 'after'])
      .where('objectId', '=', id)
      .execute();
    expect(entry).toEqual({
      command: 'radar.act',
      bodyId: 'SEC-IN-KL',
      stateCode: 'IN-KL',
      before: { status: 'open' },
      after: { status: 'acknowledged', outcome: 'critical', note },
    });
    const told = await db
      .selectFrom('announcement')
      .select(['topic', 'audience'])
      .orderBy('id', 'desc')
      .limit(1)
      .execute();
    expect(told).toEqual([{ topic: 'conflicts', audience: 'all' }]);
  });

  it('is refused over a version that someone has answered meanwhile, and out of turn', async () => {
    const { version } = await read();
    expect(await failureOf(say(ceo, 'accept', { version: version - 1 }))).toMatchObject({
      code: 'stale',
      details: [{ reason: 'finding.stale', params: { version } }],
    });
    expect(await failureOf(say(ceo, 'acknowledge'))).toMatchObject({
      code: 'blocked',
      details: [{ reason: 'finding.acknowledged' }],
    });
    expect(await say(ceo, 'resolve')).toMatchObject({ status: 'resolved' });
    expect((await read(sec)).can).toEqual(['reopen']);
    expect(await say(sec, 'reopen')).toMatchObject({ status: 'reopened' });
    expect((await read()).acts.map(({ act, bodyId }) => [act, bodyId])).toEqual([
      ['acknowledge', 'SEC-IN-KL'],
      ['resolve', 'CEO-IN-KL'],
      ['reopen', 'SEC-IN-KL'],
    ]);
  });

  it('is refused when the dates no longer meet', async () => {
    const withdraw = async (withdrawnAt: Date | null) =>
      await db.transaction().execute(async (tx) => {
        await tx.updateTable('exercise').set({ withdrawnAt }).where('id', '=', 'IN-KL-SIR-2').execute();
        await refreshFindings(tx, { exerciseIds: ['IN-KL-SIR-2'], stateCodes: [] }, clock().clock.now());
      });
    await withdraw(testNow);
    expect((await read(sec)).can).toEqual([]);
    expect(await failureOf(say(sec, 'acknowledge'))).toMatchObject({
      code: 'blocked',
      details: [{ reason: 'finding.gone' }],
    });
    await withdraw(null);
    expect((await read()).acts.at(-1)).toMatchObject({ bodyId: null, note: 'returned' });
  });
});

describe('a pool', () => {
  function pool(change: Partial<SetPool> = {}): SetPool {
    return {
      key: newId(),
      stateCode: 'IN-KL',
      bodyId: 'SEC-IN-KL',
      districtCode: '',
      resource: 'staff',
      model: '',
      unit: '',
      available: 190_000,
      asOn: '2026-11-01',
      source: 'Register of the office',
      was: null,
      ...change,
    };
  }

  it('is entered by the body’s makers, read by all, and looked at by the rules at once', async () => {
    const maker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
    const set = async (session: Session, input: SetPool) => await callAs(db, session).radar.setPool(input);
    expect((await failureOf(set(ceo, pool()))).code).toBe('forbidden');
    expect((await failureOf(set(sec, pool()))).code).toBe('forbidden');
    expect(await failureOf(set(maker, pool({ resource: 'machines' })))).toMatchObject({
      details: [{ reason: 'pool.unit' }],
    });
    expect(await failureOf(set(maker, pool({ source: ' ' })))).toMatchObject({ details: [{ reason: 'pool.source' }] });
    await set(maker, pool());
    expect((await callAs(db, maker).radar.pools({ stateCode: 'IN-KL' })).pools).toMatchObject([
      { available: 190_000, bodyId: 'SEC-IN-KL', canSet: true },
    ]);
    expect(await failureOf(set(maker, pool({ available: 1 })))).toMatchObject({ code: 'stale' });
    expect(await failureOf(set(ceo, pool({ bodyId: 'CEO-IN-KL', was: 190_000 })))).toMatchObject({
      code: 'blocked',
      details: [{ reason: 'pool.other_body' }],
    });
    const need = async (exerciseId: string, needed: number) =>
      await db
        .insertInto('exerciseNeed')
        .values({ exerciseId, resource: 'staff', needed, source: 'court record', recordedAt: testNow })
        .execute();
    await need('IN-KL-LSG-2025', 176_000);
    await need('IN-KL-SIR-2', 25_668);
    await set(maker, pool({ available: 180_000, was: 190_000 }));
    const { past } = await callAs(db, viewer).radar.list({ stateCode: 'IN-KL', rule: 'C02' });
    expect(past).toMatchObject([{ outcome: 'critical' }]);
    await set(maker, pool({ available: null, was: 180_000 }));
    const { past: none, unchecked } = await callAs(db, viewer).radar.list({ stateCode: 'IN-KL', rule: 'C02' });
    expect(none).toEqual([]);
    expect(unchecked).toMatchObject([{ stateCode: 'IN-KL', rule: 'C02' }]);
  });
});
