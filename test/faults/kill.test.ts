// F01: the application killed in the middle of writing, again and again, two processes at once, under eight people who save
// without pause. A request that got no answer is sent again with its key until it is answered.

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemonstration } from '#server/platform/seed/demonstration.ts';
import { testNow } from '../support/call.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type AppProcess, signInAt, spawnApp, times } from '../support/faults.ts';
import { type Acknowledged, findBreaches, type Saver, startSaver } from '../support/history.ts';

let database: FreshDatabase;
const ledger = (): Acknowledged[] => lanes.flatMap(({ savers }) => savers).flatMap((saver) => saver.ledger);

/** One application process, the people who use it, and what its kills met. Two lanes share the database. */
interface Lane {
  app: AppProcess;
  savers: Saver[];
  midWrite: number;
}
const lanes: Lane[] = [];
const offices = [
  ['kerala.ceo.maker', 'IN-KL', 'CEO-IN-KL'],
  ['kerala.sec.maker', 'IN-KL', 'SEC-IN-KL'],
  ['up.ceo.maker', 'IN-UP', 'CEO-IN-UP'],
  ['up.sec.maker', 'IN-UP', 'SEC-IN-UP'],
] as const;

async function openLane(period: string): Promise<Lane> {
  const app = await spawnApp({ databaseUrl: database.url });
  await app.ready();
  const lane: Lane = { app, savers: [], midWrite: 0 };
  for (const [name, stateCode, bodyId] of offices) {
    const cookie = await signInAt(app.url, name);
    lane.savers.push(startSaver(() => lane.app, cookie, { period, stateCode, bodyId }));
  }
  return lane;
}

async function killAgainAndAgain(lane: Lane, kills: number): Promise<void> {
  const port = Number(new URL(lane.app.url).port);
  const answered = () => lane.savers.reduce((sum, saver) => sum + saver.ledger.length, 0);
  for (let kill = 0; kill < kills; kill += 1) {
    // From the first answers of this process on, requests are under way all the time.
    const known = answered();
    await expect.poll(answered, { timeout: 20_000, interval: 2 }).toBeGreaterThan(known);
    await sleep(Math.random() * 50);
    if (lane.savers.some((saver) => saver.isWaiting())) lane.midWrite += 1;
    await lane.app.kill();
    lane.app = await spawnApp({ databaseUrl: database.url, port });
    await lane.app.ready();
  }
}

beforeAll(async () => {
  database = await freshDatabase();
  await seedDemonstration(database.db, { now: testNow });
  lanes.push(...(await Promise.all([openLane('2026-03'), openLane('2026-04')])));
});
afterAll(async () => {
  for (const { app } of lanes) await app.kill();
  await database.drop();
});

describe('kill -9 of the application (F01)', () => {
  it('loses no answered save, applies none twice and leaves none half done', async () => {
    const kills = times(20, 50);
    await Promise.all(lanes.map((lane) => killAgainAndAgain(lane, kills)));
    await sleep(300);
    await Promise.all(lanes.flatMap(({ savers }) => savers).map((saver) => saver.stop()));
    expect(lanes.flatMap(({ savers }) => savers).flatMap((saver) => saver.surprises)).toEqual([]);
    // The test is worth its name only if most kills met a request under way.
    expect(lanes.every(({ midWrite }) => midWrite > kills / 2)).toBe(true);
    expect(ledger().length).toBeGreaterThan(2 * kills);
    expect(await findBreaches(database.db, ledger())).toEqual([]);
  });
});

describe('the check itself', () => {
  // Each breach is planted in a transaction that is rolled back after the look.
  const plants: [string, RegExp, string][] = [
    ['a lost save', /was answered and is lost/, 'delete from idempotency where key = $key'],
    ['an entry without its answer', /entry without its stored answer/, 'delete from idempotency where key = $key'],
    [
      'another answer',
      /stored with another answer/,
      `update idempotency set answer = '{"id":"x","version":1}' where key = $key`,
    ],
    [
      'an entry without its announcement',
      /entry without its announcement/,
      'delete from announcement where id = (select max(id) from announcement) - 1 or id = (select max(id) from announcement)',
    ],
    ['a change without an entry', /has version .* after/, 'update submission set version = version + 1'],
    ['a figure nobody typed', /differs from its entries/, `update submission set cells = cells || '{"parts":"7"}'`],
    ['a lost entry', /chain breaks at .*: (missing|head)/, 'delete from audit_entry where seq = 3'],
    [
      'an entry lost at the end',
      /chain breaks at .*: head/,
      'delete from audit_entry where seq = (select max(seq) from audit_entry)',
    ],
    ['an altered entry', /chain breaks at 2: content/, `update audit_entry set after = '{"cells":{}}' where seq = 2`],
    [
      'an overwrite unseen',
      /overwrote electorsTotal unseen/,
      `update audit_entry set before = '{"cells":{"electorsTotal":"1"}}' where before is not null`,
    ],
    [
      'a save applied twice',
      /was written 2 times/,
      'insert into audit_entry select seq + 1, at, command, person_id, person_name, membership_id, role, body_id, state_code, object_kind, object_id, before, after, request_id, digest, hash from audit_entry where seq = (select max(seq) from audit_entry)',
    ],
  ];

  it.each(plants)('finds %s', async (_what, finding, statement) => {
    class Enough extends Error {}
    const acknowledged = ledger();
    const found: string[] = [];
    const planted = database.db.transaction().execute(async (tx) => {
      await sql`alter table audit_entry disable trigger audit_entry_append_only`.execute(tx);
      const key = acknowledged.at(-1)?.key ?? '';
      await sql.raw(statement.replace('$key', `'${key}'`)).execute(tx);
      found.push(...(await findBreaches(tx, acknowledged)));
      throw new Enough();
    });
    await expect(planted).rejects.toThrow(Enough);
    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(finding)]));
    expect(await findBreaches(database.db, acknowledged)).toEqual([]);
  });
});
