// F02, F03, F04: the database killed, stopped, frozen and used up, under people who save without pause. The application
// is a process of its own, so that one error nobody catches would end it.

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import {
  type AppProcess,
  call,
  type FragileServer,
  openFragileServer,
  type Reply,
  report,
  signInAt,
  spawnApp,
  times,
} from '../support/faults.ts';
import { findBreaches, nextMark, type Saver, saveOf, startSaver } from '../support/history.ts';
import { openListener } from '../support/listener.ts';

let server: FragileServer;
let app: AppProcess;
let cookie: string;
let savers: Saver[] = [];
const answered: Saver[] = [];
let period = 0;

beforeAll(async () => {
  server = await openFragileServer();
  app = await spawnApp({ databaseUrl: server.url });
  await app.ready();
  cookie = await signInAt(app.url, 'kerala.ceo.maker');
});
afterAll(async () => {
  await app.kill();
  await server.close();
});
afterEach(async () => {
  await stopSavers();
});

async function startSavers(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    period += 1;
    const form = { period: monthOf(period), stateCode: 'IN-KL', bodyId: 'CEO-IN-KL' };
    savers.push(startSaver(() => app, cookie, form));
  }
  await expect.poll(() => savers.every((saver) => saver.ledger.length > 0), { timeout: 5_000 }).toBe(true);
}

async function stopSavers(): Promise<void> {
  await Promise.all(savers.map((saver) => saver.stop()));
  answered.push(...savers);
  savers = [];
}

/** Forms that no test has used: months from 2010 on. */
function monthOf(number: number): string {
  return `${String(2010 + Math.floor(number / 12))}-${String((number % 12) + 1).padStart(2, '0')}`;
}

function count(): number {
  return savers.reduce((sum, saver) => sum + saver.ledger.length, 0);
}

async function expectNothingBroken(): Promise<void> {
  await stopSavers();
  expect(answered.flatMap(({ surprises }) => surprises)).toEqual([]);
  for (const reply of answered.flatMap(({ notNow }) => notNow)) expectRetryable(reply);
  const ledger = answered.flatMap((saver) => saver.ledger);
  expect(await findBreaches(server.db, ledger)).toEqual([]);
  expect(app.isAlive()).toBe(true);
}

/** One more save in a form of its own; what came back. */
async function saveOnce(): Promise<Reply> {
  period += 1;
  const form = { period: monthOf(period), stateCode: 'IN-KL', bodyId: 'CEO-IN-KL' };
  return await call(app.url, cookie, 'submissions.saveDraft', saveOf(form, 0, { electorsTotal: nextMark() }));
}

/** "Not now, try again": said in words and by status, without a word of how the server is made. */
function expectRetryable(reply: Reply): void {
  expect(reply.status, reply.text).toBe(503);
  expect(reply.failure?.details.map(({ reason }) => reason)).toEqual(['database.unavailable']);
  expect(reply.failure?.message).toMatch(/try again/i);
  expect(reply.text).not.toMatch(/\bat .*\.(?:ts|js):\d|ECONN|ENOENT|select |pg_|node_modules/);
}

async function listeners(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where query = 'listen samanvay' and datname = current_database()`.execute(server.db);
  return rows[0]?.count ?? 0;
}

async function backAgain(test: () => Promise<boolean> | boolean, limitMs: number): Promise<void> {
  const began = performance.now();
  while (!(await test())) {
    if (performance.now() - began > limitMs) throw new Error(`not back after ${String(limitMs)} ms`);
    await sleep(10);
  }
}

describe('kill -9 of PostgreSQL (F02)', () => {
  it('loses no answered save; the application stays, and writes and listens again within five seconds', async () => {
    const heard = await openListener(app.url, cookie);
    await startSavers(4);
    for (let kill = 0; kill < times(10, 100); kill += 1) {
      await sleep(100 + Math.random() * 200);
      await server.kill();
      await server.start();
      const [known, told] = [count(), heard.topics.length];
      await backAgain(() => count() > known, 5_000);
      await backAgain(() => heard.topics.slice(told).includes('submission:IN-KL'), 5_000);
      expect(heard.isOpen).toBe(true);
    }
    await expectNothingBroken();
    await backAgain(async () => (await listeners()) === 1, 5_000);
    await sleep(300);
    expect(await listeners()).toBe(1);
    heard.close();
  });
});

describe('a stopped database (F03)', () => {
  it('leaves the overview readable, refuses writes clearly and at once, and is picked up again unaided', async () => {
    const heard = await openListener(app.url, cookie);
    const unseen = await signInAt(app.url, 'eci.viewer');
    const before = await report(`${app.url}/api/overview`, { headers: { cookie } });
    expect(before.status).toBe(200);
    await startSavers(3);
    await server.stop();
    const writes: Reply[] = [];
    const slowest = { read: 0, write: 0, ready: 0 };
    // Longer than the process keeps a session without asking.
    for (const until = performance.now() + times(6_500, 60_000); performance.now() < until; await sleep(200)) {
      const [read, write, ready] = await Promise.all([
        report(`${app.url}/api/overview`, { headers: { cookie } }),
        saveOnce(),
        report(`${app.url}/readyz`),
      ]);
      expect(read.status, read.text).toBe(200);
      expect(read.text).toBe(before.text);
      writes.push(write);
      expect(ready.status).toBe(503);
      expect(ready.text).toContain('not reachable');
      slowest.read = Math.max(slowest.read, read.ms);
      slowest.write = Math.max(slowest.write, write.ms);
      slowest.ready = Math.max(slowest.ready, ready.ms);
    }
    for (const write of writes) expectRetryable(write);
    const signIn = await report(`${app.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'nobody@test.samanvay.example', password: 'a long enough passphrase' }),
    });
    expectRetryable(signIn);
    expectRetryable(await report(`${app.url}/api/session`, { headers: { cookie: unseen } }));
    expect((await report(`${app.url}/healthz`)).status).toBe(200);
    expect(slowest.write).toBeLessThan(5_000);
    expect(slowest.read).toBeLessThan(1_000);
    expect(slowest.ready).toBeLessThan(5_000);

    await server.start();
    const [known, told] = [count(), heard.topics.length];
    await backAgain(() => count() > known, 5_000);
    await backAgain(() => heard.topics.slice(told).includes('submission:IN-KL'), 5_000);
    await backAgain(async () => (await report(`${app.url}/readyz`)).status === 200, 5_000);
    // The process tells its own screens itself; its ear to the other processes comes back on its own.
    await backAgain(async () => (await listeners()) === 1, 5_000);
    await sleep(300);
    expect(await listeners()).toBe(1);
    await expectNothingBroken();
    heard.close();
  });
});

describe('a database that stands still (F04)', () => {
  it('keeps no request longer than ten seconds, and is used again as soon as it moves', async () => {
    expect((await saveOnce()).status).toBe(200);
    await server.freeze();
    try {
      const [write, ready, read] = await Promise.all([
        saveOnce(),
        report(`${app.url}/readyz`),
        report(`${app.url}/api/overview`, { headers: { cookie } }),
      ]);
      expectRetryable(write);
      expect(ready.status).toBe(503);
      expect(read.status).toBe(200);
      expect(Math.max(write.ms, ready.ms, read.ms)).toBeLessThan(10_000);
    } finally {
      await server.thaw();
    }
    await backAgain(async () => (await saveOnce()).status === 200, 5_000);
    await expectNothingBroken();
  });
});

describe('a pool with no connection left (F04)', () => {
  it('refuses in bounded time, tells the truth about its health, and recovers by itself', async () => {
    const crowded = await startApp();
    try {
      const maker = await crowded.signIn('kerala.ceo.maker@demo.samanvay.example');
      const save = (month: string) =>
        call(
          crowded.url,
          maker,
          'submissions.saveDraft',
          saveOf({ period: month, stateCode: 'IN-KL', bodyId: 'CEO-IN-KL' }, 0, { electorsTotal: nextMark() }),
        );
      expect((await save('2009-01')).status).toBe(200);
      // As many sleepers as the pool has connections.
      const asleep = Array.from({ length: 6 }, () => sql`select pg_sleep(4)`.execute(crowded.db));
      await sleep(100);
      const [overview, ready, ...replies] = await Promise.all([
        report(`${crowded.url}/api/overview`, { headers: { cookie: maker } }),
        report(`${crowded.url}/readyz`),
        ...Array.from({ length: 20 }, () => save('2009-02')),
      ]);
      for (const reply of replies.filter(({ status }) => status !== 200)) expectRetryable(reply);
      expect(replies.some(({ status }) => status === 503)).toBe(true);
      expect(Math.max(...replies.map(({ ms }) => ms), overview.ms, ready.ms)).toBeLessThan(7_000);
      expect(overview.status).toBe(200);
      expect(ready.status).toBe(503);
      expect(ready.text).toContain('not reachable');
      await Promise.all(asleep);
      const after = await save('2009-03');
      expect(after.status, after.text).toBe(200);
      expect(after.ms).toBeLessThan(1_000);
      expect((await report(`${crowded.url}/readyz`)).status).toBe(200);
    } finally {
      await crowded.close();
    }
  });
});
