// The items of the declaration: each body speaks for its own copy, silence is not delay, and every word leaves a trace.

import { TRPCError } from '@trpc/server';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSampleActions, removeSampleActions } from '#server/platform/seed/sample-actions.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import type { UpdateProgress } from '#shared/modules/actions/schema.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let secMaker: Session;
let secChecker: Session;
let ceo: Session;
let otherSec: Session;
let division: Session;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  secMaker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  secChecker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_checker' });
  ceo = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
  otherSec = await makePerson(db, { bodyId: 'SEC-IN-UP', role: 'sec_maker' });
  division = await makePerson(db, { bodyId: 'ECI', role: 'eci_staff' });
});
afterAll(async () => {
  await drop();
});

function word(copyId: string, change: Partial<UpdateProgress> = {}): UpdateProgress {
  return { key: newId(), copyId, version: 1, status: 'in_progress', note: '', evidence: '', ...change };
}

/** What the caller is told when it fails: code, reason and field. */
async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (!(cause instanceof AppError)) throw error;
    const [detail] = cause.details;
    return [cause.code, detail?.reason, detail?.field].filter((part) => part !== undefined).join(' ');
  }
  return 'let through';
}

async function copyOf(id: string) {
  return await db.selectFrom('actionCopy').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

async function countRows(table: 'auditEntry' | 'actionUpdate' | 'announcement'): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

describe('actions.overview', () => {
  it('keeps "no public record" apart from overdue: 37 past their date, none overdue', async () => {
    const { total, items, conference } = await callAs(db, secMaker).actions.overview();
    expect(total).toMatchObject({ pastNoRecord: 37, byStatus: { no_public_record: total.copies } });
    expect(total.byBucket).toEqual({ no_record: total.copies });
    expect(items.map(({ id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, n) => `A${String(n + 1).padStart(2, '0')}`),
    );
    expect(items.find(({ id }) => id === 'A04')?.counts.pastNoRecord).toBe(36);
    expect(items.find(({ id }) => id === 'A08')?.counts.copies).toBe(32);
    expect(conference?.heldOn).toBe('2026-02-24');
  });

  it('is closed to the signed-out and to the technical administrator', async () => {
    const administrator = await makePerson(db, { bodyId: 'ECI', role: 'technical_admin' });
    expect(await refusal(callAs(db, null).actions.overview())).toBe('unauthenticated');
    expect(await refusal(callAs(db, administrator).actions.overview())).toBe('forbidden');
  });

  it('leaves a rehearsal out of the real counts, and gives the record back when it ends', async () => {
    const before = await callAs(db, secMaker).actions.overview();
    await db.transaction().execute(async (tx) => await addSampleActions(tx, testNow));
    const during = await callAs(db, secMaker).actions.overview();
    expect({ ...during.total, sampleByStatus: {}, sampleByBucket: {} }).toEqual(before.total);
    expect(during.total.sampleByStatus.in_progress).toBeGreaterThan(0);
    const { copies } = await callAs(db, secMaker).actions.list({ itemId: 'A04' });
    expect(copies.every(({ status, bucket }) => status === 'no_public_record' && bucket === 'no_record')).toBe(true);
    expect(copies.every(({ sample }) => sample !== null)).toBe(true);
    const overdue = await callAs(db, secMaker).actions.list({ bucket: 'overdue' });
    expect(overdue.copies.length).toBeGreaterThan(0);
    expect(overdue.copies.every(({ status }) => status === 'no_public_record')).toBe(true);
    await db.transaction().execute(async (tx) => await removeSampleActions(tx));
    expect(await callAs(db, secMaker).actions.overview()).toEqual(before);
  });
});

describe('actions.list', () => {
  it('filters by item, State, body, status and bucket, alphabetically by State', async () => {
    const caller = callAs(db, secMaker);
    const past = await caller.actions.list({ bucket: 'past_no_record' });
    expect(past.copies).toHaveLength(37);
    expect(past.copies.every(({ daysPast }) => daysPast === 182)).toBe(true);
    const drafts = await caller.actions.list({ itemId: 'A11' });
    expect(drafts.copies).toHaveLength(36);
    expect(drafts.copies[0]?.stateCode).toBe('IN-AN');
    const islands = await caller.actions.list({ stateCode: 'IN-LD' });
    // One commission serves four Union Territories: its one copy belongs to each.
    expect(islands.copies.map(({ id }) => id)).toContain('A08/SEC-UT');
    expect((await caller.actions.list({ bodyId: 'CEO-IN-KL' })).copies.map(({ itemId }) => itemId)).toEqual([
      'A12',
      'A13',
    ]);
    expect((await caller.actions.list({ status: 'declined' })).copies).toEqual([]);
    expect(await refusal(callAs(db, null).actions.list({}))).toBe('unauthenticated');
  });

  it('offers an office its own copies only, with what it may set', async () => {
    const { copies } = await callAs(db, secMaker).actions.list({ itemId: 'A13', stateCode: 'IN-KL' });
    const [forCeo, forSec] = copies;
    expect(forCeo).toMatchObject({ bodyId: 'CEO-IN-KL', can: { update: false }, statuses: [] });
    expect(forSec).toMatchObject({ bodyId: 'SEC-IN-KL', can: { update: true } });
    expect(forSec?.statuses).toContain('declined');
    const mine = await callAs(db, ceo).actions.list({ itemId: 'A13', stateCode: 'IN-KL' });
    expect(mine.copies[0]?.statuses).not.toContain('declined');
  });
});

describe('actions.get', () => {
  it('shows the item with a line for every body and what was said', async () => {
    const view = await callAs(db, secMaker).actions.get({ itemId: 'A08' });
    expect(view.item).toMatchObject({ clause: 'C2a', origin: 'secretariat' });
    expect(view.copies).toHaveLength(32);
    expect(view.history).toHaveLength(32);
    expect(view.history.every(({ role }) => role === null)).toBe(true);
  });

  it('says that there is no such item, and asks who is reading first', async () => {
    expect(await refusal(callAs(db, secMaker).actions.get({ itemId: 'A99' }))).toBe('not_found');
    expect(await refusal(callAs(db, null).actions.get({ itemId: 'A08' }))).toBe('unauthenticated');
  });
});

describe('actions.updateProgress', () => {
  it('records the word of the owner: history, version, audit entry, announcement, national overview', async () => {
    const id = 'A11/IN-KL';
    const audits = await countRows('auditEntry');
    const answer = await callAs(db, secMaker).actions.updateProgress(
      word(id, { status: 'submitted', note: '  Kerala Panchayat Raj Act: own roll ', evidence: 'Letter 212/2026' }),
    );
    expect(answer).toMatchObject({ copyId: id, version: 2, status: 'submitted' });
    expect(await copyOf(id)).toMatchObject({ status: 'submitted', version: 2, isSample: false });
    const { copies, history } = await callAs(db, ceo).actions.get({ itemId: 'A11' });
    expect(copies.find((copy) => copy.id === id)).toMatchObject({
      status: 'submitted',
      bucket: 'submitted',
      note: 'Kerala Panchayat Raj Act: own roll',
    });
    expect(history[0]).toMatchObject({ copyId: id, role: 'sec_maker', evidence: 'Letter 212/2026', isSample: false });

    const entry = await db
      .selectFrom('auditEntry')
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(await countRows('auditEntry')).toBe(audits + 1);
    expect(entry).toMatchObject({
      command: 'actions.updateProgress',
      personId: secMaker.personId,
      role: 'sec_maker',
      bodyId: 'SEC-IN-KL',
      stateCode: 'IN-KL',
      objectKind: 'action_copy',
      objectId: id,
      before: { status: 'no_public_record' },
      after: { status: 'submitted', evidence: 'Letter 212/2026' },
    });
    const told = await db
      .selectFrom('announcement')
      .select(['topic', 'audience'])
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    expect(told).toEqual(
      expect.arrayContaining([
        { topic: 'actions', audience: 'all' },
        { topic: 'national', audience: 'all' },
      ]),
    );
    const snapshots = await db.selectFrom('snapshot').select('version').execute();
    expect(snapshots.map(({ version }) => version)).toContain(answer.overview);
    expect(answer.overview).toBeGreaterThan(0);
  });

  it('counts as overdue what an owner says is under way after its date', async () => {
    await callAs(db, division).actions.updateProgress(
      word('A05', { note: 'draft with the Deputy Election Commissioners' }),
    );
    const { total } = await callAs(db, secMaker).actions.overview();
    expect(total.pastNoRecord).toBe(36);
    expect(total.byBucket.overdue_over_180).toBe(1);
    expect((await callAs(db, secMaker).actions.list({ bucket: 'overdue' })).copies.map(({ id }) => id)).toEqual([
      'A05',
    ]);
  });

  it.each([
    ['nobody who is signed out', () => null, 'A12/IN-KL', 'unauthenticated'],
    ['no other State’s commission', () => otherSec, 'A16/IN-KL', 'forbidden'],
    ['no CEO for a commission', () => ceo, 'A16/IN-KL', 'forbidden'],
    ['no commission for a CEO', () => secMaker, 'A12/IN-KL', 'forbidden'],
    ['no ECI for a commission', () => division, 'A16/IN-KL', 'forbidden'],
    ['no commission for the ECI', () => secMaker, 'A04/IN-KL', 'forbidden'],
    ['nobody for an item that is not there', () => secMaker, 'A16/IN-XX', 'forbidden'],
  ])('lets in %s', async (_who, session, copyId, expected) => {
    const updates = await countRows('actionUpdate');
    expect(await refusal(callAs(db, session()).actions.updateProgress(word(copyId)))).toBe(expected);
    expect(await countRows('actionUpdate')).toBe(updates);
  });

  it('is not for those who only read or comment', async () => {
    for (const office of [
      { bodyId: 'SEC-IN-KL', role: 'commissioner' },
      { bodyId: 'SEC-IN-KL', role: 'viewer' },
      { bodyId: 'ECI', role: 'commissioner' },
    ] as const) {
      const session = await makePerson(db, office);
      expect(await refusal(callAs(db, session).actions.updateProgress(word('A16/IN-KL')))).toBe('forbidden');
    }
  });

  it('takes a declined item only with its reason, and does not call it overdue', async () => {
    const id = 'A08/SEC-IN-KL';
    const caller = callAs(db, secMaker);
    for (const note of ['', '   ', ' no ']) {
      const call = caller.actions.updateProgress(word(id, { status: 'declined', note }));
      expect(await refusal(call)).toBe('invalid action.reason note');
    }
    await caller.actions.updateProgress(
      word(id, { status: 'declined', note: 'The State Act provides its own system.' }),
    );
    const { copies } = await callAs(db, secMaker, {
      clock: { now: () => new Date('2028-01-01T06:30:00Z') },
    }).actions.list({
      bodyId: 'SEC-IN-KL',
      status: 'declined',
    });
    expect(copies.map(({ bucket }) => bucket)).toEqual(['closed']);
  });

  it('keeps each owner to its own statuses', async () => {
    const accepted = callAs(db, ceo).actions.updateProgress(word('A12/IN-KL', { status: 'accepted' }));
    expect(await refusal(accepted)).toBe('invalid action.status status');
    const declined = callAs(db, division).actions.updateProgress(word('A07', { status: 'declined', note: 'not now' }));
    expect(await refusal(declined)).toBe('invalid action.status status');
    const silent: object = { ...word('A16/IN-KL'), status: 'no_public_record' };
    await expect(callAs(db, secMaker).actions.updateProgress(silent as UpdateProgress)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });

  it.each([
    ['note', 'Call 98470 12345 for the file', 'invalid personal_data.phone note'],
    ['note', 'Elector ABC1234567 asked', 'invalid personal_data.epic note'],
    ['evidence', 'mail of officer@example.in', 'invalid personal_data.email evidence'],
  ])('refuses personal data in the %s', async (field, text, expected) => {
    const audits = await countRows('auditEntry');
    const call = callAs(db, secMaker).actions.updateProgress(word('A16/IN-KL', { [field]: text }));
    expect(await refusal(call)).toBe(expected);
    expect(await countRows('auditEntry')).toBe(audits);
    expect(await copyOf('A16/IN-KL')).toMatchObject({ version: 1, status: 'no_public_record' });
  });

  it('tells the second of two colleagues that someone saved first', async () => {
    const id = 'A15/SEC-IN-KL';
    const both = await Promise.all([
      refusal(callAs(db, secMaker).actions.updateProgress(word(id, { note: 'four officers, June course' }))),
      refusal(callAs(db, secChecker).actions.updateProgress(word(id, { note: 'six officers, August course' }))),
    ]);
    expect(both.toSorted()).toEqual(['let through', 'stale action.stale']);
    expect(await copyOf(id)).toMatchObject({ version: 2 });
  });

  it('gives a repeated request its first answer, once', async () => {
    const id = 'A20/SEC-IN-KL';
    const request = word(id, { status: 'submitted', note: 'Note on queue management' });
    const first = await callAs(db, secMaker).actions.updateProgress(request);
    const updates = await countRows('actionUpdate');
    expect(await callAs(db, secMaker).actions.updateProgress(request)).toEqual(first);
    expect(await countRows('actionUpdate')).toBe(updates);
    const other = { ...request, note: 'another note' };
    expect(await refusal(callAs(db, secMaker).actions.updateProgress(other))).toBe('invalid key.reused key');
  });

  it('makes a rehearsal’s copy real when its owner speaks', async () => {
    await db.transaction().execute(async (tx) => await addSampleActions(tx, testNow));
    const id = 'A03/SEC-IN-KL';
    await callAs(db, secMaker).actions.updateProgress(word(id, { note: 'two names being settled' }));
    await db.transaction().execute(async (tx) => await removeSampleActions(tx));
    expect(await copyOf(id)).toMatchObject({ status: 'in_progress', isSample: false, note: 'two names being settled' });
  });
});
