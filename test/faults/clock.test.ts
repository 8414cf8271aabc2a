// F09 in small: a wall clock that jumps. Order comes from numbers given out under a lock, never from the time of day;
// days and months are counted in Indian Standard Time.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '#server/modules/audit/service.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { report } from '../support/faults.ts';
import { findBreaches, nextMark, saveOf } from '../support/history.ts';

let app: RunningApp;
let db: Kysely<Database>;
let maker: Session;
let cookie: string;
let now = testNow;
const clock: Clock = { now: () => now };
const kerala = { stateCode: 'IN-KL', bodyId: 'CEO-IN-KL' };

beforeAll(async () => {
  app = await startApp({ clock });
  db = app.db;
  maker = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
  cookie = await app.signIn('eci.viewer@demo.samanvay.example');
});
afterAll(async () => {
  await app.close();
});
beforeEach(() => {
  now = testNow;
});

function room() {
  return callAs(db, maker, { clock }).submissions;
}

async function overview(): Promise<{ version: number; today: string }> {
  const { status, answer } = await report(`${app.url}/api/overview`, { headers: { cookie } });
  expect(status).toBe(200);
  return answer as { version: number; today: string };
}

describe('a clock that jumps (F09)', () => {
  it.each([
    ['five minutes back', -5 * 60_000, '2025-01'],
    ['a day back', -24 * 60 * 60_000, '2025-02'],
    ['a day ahead and back again', 24 * 60 * 60_000, '2025-03'],
    ['to 2038, past the last second of 32 bits', Date.parse('2038-01-19T03:14:08Z') - testNow.getTime(), '2025-04'],
  ])('%s leaves versions, sequence and audit chain in the order of events', async (_how, jumpMs, period) => {
    const marks: string[] = [];
    let version = 0;
    for (const at of [0, 1, jumpMs, jumpMs + 1, 2]) {
      now = new Date(testNow.getTime() + at);
      marks.push(nextMark());
      const saved = await room().saveDraft(saveOf({ period, ...kerala }, version, { parts: marks.at(-1) ?? '' }));
      expect(saved.version).toBe(version + 1);
      version = saved.version;
    }
    const form = await room().get({ period, ...kerala });
    expect(form.cells.parts).toBe(marks.at(-1));
    const entries = await db
      .selectFrom('auditEntry')
      .select(['seq', 'at', 'after'])
      .where('objectId', '=', form.id ?? '')
      .orderBy('seq')
      .execute();
    expect(entries.map(({ after }) => (after as { cells: { parts: string } }).cells.parts)).toEqual(marks);
    // The jump was real: by the time of day the order is another.
    const times = entries.map(({ at }) => at.getTime());
    expect(times).not.toEqual(times.toSorted((a, b) => a - b));
    expect(await verifyChain(db)).toMatchObject({ ok: true });
    expect(await findBreaches(db, [])).toEqual([]);
  });

  it('back over midnight shows the figures of that day, and never an older version', async () => {
    const first = await overview();
    now = new Date(testNow.getTime() - 24 * 60 * 60_000);
    const back = await overview();
    expect(back.today).toBe('2026-11-21');
    expect(back.version).toBeGreaterThanOrEqual(first.version);
    now = testNow;
    const again = await overview();
    expect(again.today).toBe('2026-11-22');
    expect(again.version).toBeGreaterThanOrEqual(back.version);
  });

  it('ahead ends the sessions whose time is over, and back again gives them no new time', async () => {
    const mine = await app.signIn('kerala.sec.checker@demo.samanvay.example');
    const ask = async () => (await report(`${app.url}/api/session`, { headers: { cookie: mine } })).answer;
    const before = await ask();
    expect(before).not.toBeNull();
    // The library gives out sessions by the machine's clock.
    now = new Date(Math.max(Date.now(), testNow.getTime()) + 13 * 60 * 60_000);
    expect(await ask()).toBeNull();
    now = testNow;
    expect(await ask()).toEqual(before);
  });
});

describe('midnight in India (F09)', () => {
  /** 30-11-2026 24:00 IST, in the middle of the afternoon in UTC. */
  const midnight = Date.parse('2026-11-30T18:30:00Z');

  it('opens the form of the month at 00:00 IST, not a moment before and not at 00:00 UTC', async () => {
    const form = { period: '2026-11', ...kerala };
    now = new Date(midnight - 1);
    await expect(room().saveDraft(saveOf(form, 0, { parts: nextMark() }))).rejects.toMatchObject({
      cause: { code: 'blocked', details: [{ reason: 'period.open' }] },
    });
    now = new Date(midnight);
    expect((await room().saveDraft(saveOf(form, 0, { parts: nextMark() }))).version).toBe(1);
  });

  it('moves the desk to the next month and its due date to the 10th', async () => {
    now = new Date(midnight - 1);
    const before = await room().desk();
    expect(before.at(-1)).toMatchObject({ period: '2026-10', dueOn: '2026-11-10' });
    now = new Date(midnight);
    const after = await room().desk();
    expect(after.at(-1)).toMatchObject({ period: '2026-11', dueOn: '2026-12-10' });
  });

  it('turns the overview’s day', async () => {
    now = new Date(midnight - 1);
    cookie = await app.signIn('eci.viewer@demo.samanvay.example');
    await db
      .updateTable('signInSession')
      .set({ expiresAt: new Date('2099-01-01') })
      .execute();
    expect((await overview()).today).toBe('2026-11-30');
    now = new Date(midnight);
    expect((await overview()).today).toBe('2026-12-01');
  });

  it('ends a membership on its day', async () => {
    const leaver = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
    await db
      .updateTable('membership')
      .set({ validTo: '2026-12-01' })
      .where('id', '=', leaver.capacity.membershipId)
      .execute();
    const save = async (period: string) =>
      await callAs(db, leaver, { clock }).submissions.saveDraft(
        saveOf({ period, ...kerala }, 0, { parts: nextMark() }),
      );
    now = new Date(midnight - 1);
    expect((await save('2024-01')).version).toBe(1);
    now = new Date(midnight);
    await expect(save('2024-02')).rejects.toMatchObject({ cause: { code: 'forbidden' } });
  });
});
