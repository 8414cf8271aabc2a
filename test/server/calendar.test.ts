// The shared calendar as a month, and the private addresses by which calendar programs read it.

import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timelines as en } from '#client/messages/en/timelines.ts';
import { timelines as hi } from '#client/messages/hi/timelines.ts';
import type { Session } from '#server/platform/session.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { exerciseKindNames, milestoneNameOf } from '#shared/modules/timelines/catalogue-names.ts';
import { templateCodes } from '#shared/modules/timelines/catalogue-templates.ts';
import { codesOf } from '#shared/modules/timelines/rules-codes.ts';
import { exerciseKinds } from '#shared/modules/timelines/schema.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { addFeed, feedOf, plantDate, plantExercise } from '../support/calendar-record.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';

let app: RunningApp;
let sec: Session;
let viewer: Session;

beforeAll(async () => {
  app = await startApp();
  sec = await makePerson(app.db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  viewer = await makePerson(app.db, { bodyId: 'ECI', role: 'viewer' });
  await plantExercise(app.db, sec, 'IN-KL-LB-2030');
});
afterAll(async () => {
  await app.close();
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

describe('calendar.get', () => {
  it('gives the dates of a month with what they replaced, each thing once, superseded ones counted', async () => {
    const caller = callAs(app.db, viewer);
    const april = await caller.calendar.get({ from: '2026-04-01', to: '2026-04-30', stateCode: 'IN-UP' });
    const roll = april.entries.find(
      ({ exerciseId, milestone }) => exerciseId === 'IN-UP-PRI-2026' && milestone === 'roll_final',
    );
    expect(roll).toMatchObject({ start: '2026-04-15', slipInDays: 90, status: 'passed_unconfirmed' });
    expect(roll?.earlier.map(({ start }) => start)).toEqual(['2026-01-15', '2026-02-06', '2026-03-28']);
    expect(new Set(april.exercises.map(({ stateCode }) => stateCode))).toEqual(new Set(['IN-UP']));
    const days = april.entries.map(({ start, end }) => start ?? end);
    expect(days.every((day, place) => place === 0 || (days[place - 1] ?? '') <= (day ?? ''))).toBe(true);
    const january = await caller.calendar.get({ from: '2026-01-01', to: '2026-01-31', stateCode: 'IN-MH' });
    expect(january.entries.some(({ milestone }) => milestone === 'court_deadline')).toBe(false);
    expect(january.replaced).toBe(1);
  });

  it('agrees with the list of timelines about every date in force', async () => {
    const caller = callAs(app.db, viewer);
    const period = { from: '2025-11-01', to: '2026-11-30' };
    const { entries } = await caller.calendar.get(period);
    const { milestones } = await caller.timelines.list(period);
    const inForce = milestones.filter(({ status }) => status !== 'superseded');
    expect(entries.length).toBeGreaterThan(250);
    const said = (list: readonly { id: string; status: string; standing: string; slipInDays: number | null }[]) =>
      new Map(list.map(({ id, status, standing, slipInDays }) => [id, [status, standing, slipInDays]]));
    expect(said(entries)).toEqual(said(inForce));
  });

  it('holds windows that run through, holidays of the State, and reads as of a day before a revision', async () => {
    await app.db
      .insertInto('holiday')
      .values({
        stateCode: 'IN-KL',
        day: '2030-09-12',
        nameEn: 'Onam',
        nameHi: null,
        source: 'Gazette',
        bodyId: null,
        recordedAt: testNow,
      })
      .execute();
    const first = await plantDate(app.db, sec, 'IN-KL-LB-2030', 'nominations', ['2030-08-20', '2030-10-02']);
    await plantDate(app.db, sec, 'IN-KL-LB-2030', 'nominations', ['2030-11-01', '2030-11-09'], {
      revises: first,
      recordedAt: new Date('2026-12-10T00:00:00Z'),
      reasonCode: 'weather',
    });
    const clock = { now: () => new Date('2026-12-31T06:00:00Z') };
    const caller = callAs(app.db, viewer, { clock });
    const september = { from: '2030-09-01', to: '2030-09-30', stateCode: 'IN-KL' };
    const now = await caller.calendar.get(september);
    expect(now.entries).toEqual([]);
    expect(now.holidays.map(({ day, nameEn }) => [day, nameEn])).toEqual([['2030-09-12', 'Onam']]);
    const before = await caller.calendar.get({ ...september, asOn: '2026-12-09' });
    expect(before).toMatchObject({ day: '2026-12-09', asOn: '2026-12-09', holidays: [{ nameEn: 'Onam' }] });
    expect(before.entries).toMatchObject([{ id: first, milestone: 'nominations', status: 'planned', earlier: [] }]);
    expect((await caller.calendar.get({ ...september, asOn: '2026-11-21' })).entries).toEqual([]);
    const november = await caller.calendar.get({ ...september, from: '2030-11-01', to: '2030-11-30' });
    expect(november.entries).toMatchObject([
      { slipInDays: 73, earlier: [{ start: '2030-08-20', end: '2030-10-02', reason: 'weather' }] },
    ]);
  });

  it('refuses a period turned round or too long, and a day to come', async () => {
    const caller = callAs(app.db, viewer);
    const month = { from: '2026-11-01', to: '2026-11-30' };
    expect((await failureOf(caller.calendar.get({ ...month, to: '2026-10-31' }))).details[0]?.reason).toBe(
      'period.length',
    );
    expect((await failureOf(caller.calendar.get({ ...month, to: '2028-01-01' }))).code).toBe('invalid');
    expect((await failureOf(caller.calendar.get({ ...month, asOn: '2026-11-23' }))).details[0]?.reason).toBe(
      'as_on.future',
    );
  });
});

describe('names in a feed', () => {
  it('are those of the screen, in both languages', () => {
    for (const [language, words] of [
      ['en', en],
      ['hi', hi],
    ] as const) {
      const named = Object.keys(words.milestones).map((code) => [code, milestoneNameOf(code, language)]);
      expect(Object.fromEntries(named)).toEqual(words.milestones);
      for (const kind of exerciseKinds) expect(exerciseKindNames[kind][language]).toBe(words.kinds[kind]);
    }
  });
});

describe('names in a feed, of what offices may enter', () => {
  it('are there in both languages, phases counted', () => {
    const codes = [...exerciseKinds.flatMap((kind) => [...codesOf(kind)]), ...templateCodes];
    expect(codes.filter((code) => !/[\u0900-\u097f]/.test(milestoneNameOf(code, 'hi')))).toEqual([]);
    expect(codes.filter((code) => /_/.test(milestoneNameOf(code, 'en')))).toEqual([]);
    expect(milestoneNameOf('poll_phase_7', 'en')).toBe('Poll, phase 7');
    expect(milestoneNameOf('poll_phase_7', 'hi')).toBe('मतदान, चरण 7');
  });
});

describe('addresses of calendars', () => {
  it('are kept without their secret, recorded, told to the owner’s screens, and made once for one key', async () => {
    const input = feedOf({ stateCode: 'IN-KL', body: 'sec' });
    const caller = callAs(app.db, sec);
    const made = await caller.calendar.addFeed(input);
    expect(await caller.calendar.addFeed(input)).toEqual(made);
    const row = await app.db.selectFrom('calendarFeed').selectAll().where('id', '=', made.id).executeTakeFirstOrThrow();
    expect(row.secretHash).toMatch(/^[0-9a-f]{64}$/);
    const audit = await app.db
      .selectFrom('auditEntry')
      .select(['command', 'objectKind', 'after'])
      .where('objectId', '=', made.id)
      .execute();
    expect(audit).toEqual([
      {
        command: 'calendar.addFeed',
        objectKind: 'calendarFeed',
        after: { name: 'Kerala', language: 'en', stateCode: 'IN-KL', body: 'sec' },
      },
    ]);
    const kept = await app.db.selectFrom('idempotency').selectAll().where('key', '=', input.key).execute();
    const told = await app.db.selectFrom('announcement').selectAll().where('topic', '=', 'feeds').execute();
    expect(kept).toHaveLength(1);
    expect(told.map(({ audience }) => audience)).toEqual([`person:${sec.personId}`]);
    expect(JSON.stringify([row, audit, kept, told])).not.toContain(input.secret);
    const { feeds } = await caller.calendar.feeds();
    expect(feeds.find(({ id }) => id === made.id)).toMatchObject({ readAt: null, revokedAt: null, hasEnded: false });
    expect(JSON.stringify(feeds)).not.toContain(row.secretHash);
  });

  it('are the person’s own: nobody else lists or revokes them', async () => {
    const { id } = await addFeed(app.db, sec);
    expect((await callAs(app.db, viewer).calendar.feeds()).feeds.some((feed) => feed.id === id)).toBe(false);
    expect((await failureOf(callAs(app.db, viewer).calendar.revokeFeed({ key: newId(), id }))).code).toBe('forbidden');
    await callAs(app.db, sec).calendar.revokeFeed({ key: newId(), id });
    const again = await failureOf(callAs(app.db, sec).calendar.revokeFeed({ key: newId(), id }));
    expect(again).toMatchObject({ code: 'stale', details: [{ reason: 'feed.revoked' }] });
  });

  it('have a name that says something and names nobody, a secret drawn at random, and are at most twenty', async () => {
    const person = await makePerson(app.db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
    const caller = callAs(app.db, person);
    expect((await failureOf(caller.calendar.addFeed(feedOf({ name: ' \n\u200b ' })))).details[0]?.reason).toBe(
      'feed.name',
    );
    const personal = feedOf({ name: 'ring 98470 12345' });
    expect((await failureOf(caller.calendar.addFeed(personal))).details[0]?.reason).toBe('personal_data.phone');
    const poor = feedOf({ secret: 'abcdefgh'.repeat(6).slice(0, 43) });
    expect((await failureOf(caller.calendar.addFeed(poor))).details[0]?.reason).toBe('feed.secret');
    const used = feedOf();
    await caller.calendar.addFeed(used);
    const twice = await failureOf(caller.calendar.addFeed({ ...used, key: newId() }));
    expect(twice.details[0]?.reason).toBe('feed.secret');
    const more = await Promise.allSettled(Array.from({ length: 21 }, async () => await addFeed(app.db, person)));
    expect(more.filter(({ status }) => status === 'fulfilled')).toHaveLength(19);
    expect((await failureOf(addFeed(app.db, person))).details[0]?.reason).toBe('feed.most');
  });
});
