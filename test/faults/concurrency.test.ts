// F10, F12, F13, F14 in small: several editors of one form, the same request many times over, and requests replayed.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { entryCells } from '#shared/modules/roll-health/checks.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { callAs, makePerson } from '../support/call.ts';
import { call, type Reply, times } from '../support/faults.ts';
import { type Acknowledged, type Form, findBreaches, nextMark, saveOf } from '../support/history.ts';

let app: RunningApp;
let db: Kysely<Database>;
const ledger: Acknowledged[] = [];
let month = 0;

beforeAll(async () => {
  app = await startApp();
  db = app.db;
});
afterAll(async () => {
  await app.close();
});

/** A form that no other run uses. */
function newForm(): Form {
  month += 1;
  const period = `${String(1960 + Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}`;
  return { period, stateCode: 'IN-KL', bodyId: 'CEO-IN-KL' };
}

function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

interface Outcome {
  /** What each accepted save replaced, as its editor had it on the screen. */
  accepted: { mark: string; replaced: Record<string, string> }[];
  stale: number;
}

/** One editor: reads the form, types in some cells over what was read, and on `stale` reads again. */
async function edit(session: Session, form: Form, saves: number, outcome: Outcome): Promise<void> {
  const room = callAs(db, session).submissions;
  let { version, cells: seen } = await room.get(form);
  for (let save = 0; save < saves; save += 1) {
    if (Math.random() < 0.3) await sleep(Math.random() * 3);
    const [one, other, mark] = [pick(entryCells), pick(entryCells), nextMark()];
    const cells = { [other]: nextMark(), [one]: mark };
    const input = saveOf(form, version, cells);
    try {
      const answer = await room.saveDraft(input);
      expect(answer.version).toBe(version + 1);
      ledger.push({ key: input.key, mark, ...answer });
      outcome.accepted.push({ mark, replaced: { [other]: seen[other], [one]: seen[one] } });
      version = answer.version;
      seen = { ...seen, ...cells };
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      if (!(cause instanceof AppError) || cause.code !== 'stale') throw error;
      outcome.stale += 1;
      ({ version, cells: seen } = await room.get(form));
    }
  }
}

/** Saves whose audit entry says that they replaced something else than their editor had seen. */
async function findUnseen(outcome: Outcome): Promise<string[]> {
  const entries = await db.selectFrom('auditEntry').select(['before', 'after']).execute();
  const beforeOf = new Map<string, Record<string, string> | undefined>();
  for (const { before, after } of entries as { before: Cells | null; after: Cells | null }[]) {
    for (const mark of Object.values(after?.cells ?? {})) beforeOf.set(mark, before?.cells);
  }
  return outcome.accepted.flatMap(({ mark, replaced }) => {
    const before = beforeOf.get(mark) ?? {};
    return Object.entries(replaced).flatMap(([cell, text]) =>
      (before[cell] ?? '') === text ? [] : [`${mark} replaced ${cell} ${before[cell] ?? ''}, seen ${text}`],
    );
  });
}

interface Cells {
  cells: Record<string, string>;
}

describe('several editors of one form (F10, F14)', () => {
  it('never overwrite unseen: each save is made over the version it named, and losers are told', async () => {
    const runs = times(300, 10_000);
    const people: Session[] = [];
    for (let i = 0; i < 4; i += 1) people.push(await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' }));
    const outcome: Outcome = { accepted: [], stale: 0 };
    const lanes = Array.from({ length: 3 }, async (_, lane) => {
      for (let run = lane; run < runs; run += 3) {
        const form = newForm();
        const editors = people.slice(0, 2 + (run % 3));
        await Promise.all(editors.map(async (person) => await edit(person, form, 2, outcome)));
      }
    });
    await Promise.all(lanes);
    // Editors who never met would prove nothing.
    expect(outcome.stale).toBeGreaterThan(runs / 2);
    expect(outcome.accepted.length).toBeGreaterThan(runs);
    expect(await findBreaches(db, ledger)).toEqual([]);
    expect(await findUnseen(outcome)).toEqual([]);
    // The check itself: an editor who had seen something else would be found.
    const [one, ...others] = outcome.accepted;
    const planted = { ...outcome, accepted: [{ mark: one?.mark ?? '', replaced: { parts: 'never' } }, ...others] };
    expect(await findUnseen(planted)).toHaveLength(1);
  });

  it('is a check that finds a save written over what its editor had not seen', async () => {
    const form = newForm();
    const maker = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
    const begun = await callAs(db, maker).submissions.saveDraft(saveOf(form, 0, { parts: nextMark() }));
    // A careless save: somebody's figure is replaced beside the versions.
    const careless = JSON.stringify({ parts: nextMark() });
    await db.updateTable('submission').set({ cells: careless }).where('id', '=', begun.id).execute();
    expect(await findBreaches(db, [])).toContain(`form ${begun.id} differs from its entries`);
    await callAs(db, maker).submissions.saveDraft(saveOf(form, 1, { parts: nextMark() }));
    expect(await findBreaches(db, [])).toContainEqual(expect.stringMatching(/overwrote parts unseen/));
  });
});

describe('the same request a thousand times (F12)', () => {
  it('has one effect, and every copy gets the same answer', async () => {
    const cookie = await app.signIn('kerala.ceo.maker@demo.samanvay.example');
    const copies = 1_000;
    const [form, mark] = [newForm(), nextMark()];
    const first = saveOf(form, 0, { parts: mark });
    for (const input of [first, saveOf(form, 1, { parts: nextMark() })]) {
      const before = await db.selectFrom('auditEntry').select('seq').orderBy('seq', 'desc').executeTakeFirstOrThrow();
      const replies = await Promise.all(
        Array.from({ length: copies }, async () => {
          await sleep(Math.random() * 200);
          return await sendUntilAnswered(cookie, input);
        }),
      );
      expect(new Set(replies.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
      expect(replies[0]).toMatchObject({ status: 200, answer: { version: input.version + 1 } });
      const entries = await db.selectFrom('auditEntry').select('seq').where('seq', '>', before.seq).execute();
      expect(entries).toHaveLength(1);
    }
    const other = { ...first, cells: { parts: nextMark() } };
    expect((await call(app.url, cookie, 'submissions.saveDraft', other)).failure).toMatchObject({
      code: 'invalid',
      details: [{ reason: 'key.reused' }],
    });
  });
});

/** A crowd may find the pool full; "not now" is answered with the same request, as the client does. */
async function sendUntilAnswered(cookie: string, input: object): Promise<Reply> {
  for (;;) {
    const reply = await call(app.url, cookie, 'submissions.saveDraft', input);
    if (reply.status !== 503) return reply;
    await sleep(100);
  }
}

describe('a captured request sent again (F13)', () => {
  const demo = (name: string) => `${name}@demo.samanvay.example`;

  async function expectRefused(cookie: string, input: object, status: number, code: string): Promise<void> {
    const reply = await call(app.url, cookie, 'submissions.saveDraft', input);
    expect({ status: reply.status, code: reply.failure?.code }).toEqual({ status, code });
  }

  it('changes nothing in the same session, and is refused after sign-out', async () => {
    const cookie = await app.signIn(demo('up.ceo.maker'));
    const input = saveOf({ period: '2026-02', stateCode: 'IN-UP', bodyId: 'CEO-IN-UP' }, 0, { parts: nextMark() });
    const original = await call(app.url, cookie, 'submissions.saveDraft', input);
    expect((await call(app.url, cookie, 'submissions.saveDraft', input)).text).toBe(original.text);
    const headers = { cookie, 'content-type': 'application/json' };
    await fetch(`${app.url}/api/sign-out`, { method: 'POST', headers, body: '{}' });
    await expectRefused(cookie, input, 401, 'unauthenticated');
    await expectRefused(cookie, { ...input, key: newId() }, 401, 'unauthenticated');
  });

  it('is refused with an old version, under a new key and under another person’s name', async () => {
    const [maker, neighbour] = [await app.signIn(demo('up.ceo.maker')), await app.signIn(demo('kerala.ceo.maker'))];
    const form = { period: '2026-01', stateCode: 'IN-UP', bodyId: 'CEO-IN-UP' };
    const input = saveOf(form, 0, { parts: nextMark() });
    expect((await call(app.url, maker, 'submissions.saveDraft', input)).status).toBe(200);
    const next = saveOf(form, 1, { parts: nextMark() });
    expect((await call(app.url, maker, 'submissions.saveDraft', next)).status).toBe(200);
    await expectRefused(maker, { ...input, key: newId() }, 409, 'stale');
    await expectRefused(maker, { ...next, key: newId() }, 409, 'stale');
    await expectRefused(neighbour, input, 403, 'forbidden');
  });

  it.each([
    ['by an administrator here', true],
    ['while this process has not heard of it', false],
  ])('is refused after the membership ended %s', async (_how, isAnnounced) => {
    const name = isAnnounced ? 'up.sec.maker' : 'kerala.sec.maker';
    const stateCode = isAnnounced ? 'IN-UP' : 'IN-KL';
    const cookie = await app.signIn(demo(name));
    const input = saveOf({ period: '2026-01', stateCode, bodyId: `SEC-${stateCode}` }, 0, { parts: nextMark() });
    const begun = await call(app.url, cookie, 'submissions.saveDraft', input);
    expect(begun.status).toBe(200);
    const membership = await db
      .selectFrom('membership')
      .innerJoin('person', 'person.id', 'membership.personId')
      .select(['membership.id', 'membership.version'])
      .where('person.email', '=', demo(name))
      .executeTakeFirstOrThrow();
    if (isAnnounced) {
      const administrator = await app.signIn(demo('technical.admin'));
      const end = { key: newId(), membershipId: membership.id, version: membership.version };
      expect((await call(app.url, administrator, 'people.end', end)).status).toBe(200);
    } else {
      await db.updateTable('membership').set({ validTo: '2026-11-22' }).where('id', '=', membership.id).execute();
    }
    const next = saveOf({ period: '2026-01', stateCode, bodyId: `SEC-${stateCode}` }, 1, { parts: nextMark() });
    const [status, code] = isAnnounced ? [401, 'unauthenticated'] : [403, 'forbidden'];
    await expectRefused(cookie, next, status, code);
    if (isAnnounced) await expectRefused(cookie, input, status, code);
    expect((await db.selectFrom('auditEntry').select('seq').where('objectId', '=', idOf(begun)).execute()).length).toBe(
      1,
    );
  });
});

function idOf(reply: Reply): string {
  return (reply.answer as { id: string }).id;
}
