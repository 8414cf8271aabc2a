// Calendar feeds as calendar programs read them: over HTTP, without a session, by the rules of RFC 5545.

import { sync } from 'node-ical';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#server/platform/session.ts';
import { newId } from '#shared/kernel/ids.ts';
import type { AddFeed } from '#shared/modules/calendar/schema.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { readCalendarFile, unescapeText } from '../support/calendar-file.ts';
import { addFeed, plantDate, plantExercise } from '../support/calendar-record.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { newRevision, planted } from '../support/timeline-entry.ts';

const name = 'Kerala, both; \\ all\u2028\r\nATTENDEE:mailto:x';
const exercise = 'IN-KL-LB-2030';
const origin = 'https://samanvay.example.in';
const revisedAt = new Date('2026-11-22T05:00:00Z');

let app: RunningApp;
let sec: Session;

beforeAll(async () => {
  app = await startApp({ env: { baseUrl: origin } });
  sec = await makePerson(app.db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  const plant = async (
    ...args: Parameters<typeof plantDate> extends [unknown, unknown, ...infer Rest] ? Rest : never
  ) => await plantDate(app.db, sec, ...args);
  await plantExercise(app.db, sec, exercise);
  const poll = await plant(exercise, 'poll', ['2030-12-09', '2030-12-11']);
  await plant(exercise, 'poll', ['2030-12-12', '2030-12-14'], {
    revises: poll,
    recordedAt: revisedAt,
    reasonCode: 'court',
    orderRef: 'WP(C) 12/2030; order, part 2',
    source: 'Letter of the commission, 22-11-2026',
  });
  await plant(exercise, 'counting', ['2030-12-17', null], { confidence: 'recalled' });
  await plant(exercise, 'repoll', ['2030-12-20', '2030-12-20'], { withdrawnAt: revisedAt });
  await plant(exercise, 'term_end', [null, '2030-12-21']);
  await plant(exercise, 'court_hearing', ['2030-10-01', '2030-10-01']);
  await plant(exercise, 'court_hearing', ['2030-10-08', '2030-10-08'], { status: 'completed' });
  await plantExercise(app.db, sec, 'SAMPLE-KL', { isSample: true, nameEn: 'A rehearsal election' });
  await plant('SAMPLE-KL', 'poll', ['2030-01-05', '2030-01-05'], { confidence: 'sample' });
  await app.db
    .insertInto('whatIf')
    .values({
      id: newId(),
      stateCode: 'IN-KL',
      membershipId: sec.capacity.membershipId,
      bodyId: 'SEC-IN-KL',
      note: 'A plan tried out',
      changes: JSON.stringify([{ milestone: 'poll', start: '2031-02-02' }]),
      stamp: '{}',
      createdAt: testNow,
      withdrawnAt: null,
      adoptedAt: null,
      adoptedBy: null,
    })
    .execute();
});
afterAll(async () => {
  await app.close();
});

async function read(path: string) {
  const response = await fetch(`${app.url}${path}`);
  const text = await response.text();
  expect(`${String(response.status)} ${text.slice(0, 40)}`).toMatch(/^200 BEGIN:VCALENDAR\r\n/);
  return { response, text, ...readCalendarFile(text) };
}

async function readNew(change: Partial<AddFeed> = {}) {
  return await read((await addFeed(app.db, sec, { stateCode: 'IN-KL', body: 'sec', ...change })).path);
}

function eventOf(events: readonly Map<string, string>[], uid: string): Map<string, string> {
  const event = events.find((each) => each.get('UID') === `${uid}@samanvay`);
  if (event === undefined) throw new Error(`${uid} is not in the feed`);
  return event;
}

describe('a feed', () => {
  it('is a calendar by RFC 5545: every event with its days, and each uid once, in both languages', async () => {
    for (const language of ['en', 'hi'] as const) {
      const { path } = await addFeed(app.db, sec, { language });
      const { text, events, head } = await read(path);
      expect(events.length).toBeGreaterThan(300);
      expect(new Set(events.map((event) => event.get('UID'))).size).toBe(events.length);
      for (const event of events) {
        expect([...event.keys()]).toEqual(
          expect.arrayContaining(['UID', 'DTSTAMP', 'DTSTART;VALUE=DATE', 'DTEND;VALUE=DATE', 'SUMMARY', 'STATUS']),
        );
        expect(event.get('DTSTAMP')).toMatch(/^\d{8}T\d{6}Z$/);
        expect(event.get('LAST-MODIFIED')).toBe(event.get('DTSTAMP'));
        expect(event.get('SEQUENCE')).toMatch(/^\d+$/);
        expect(event.get('STATUS')).toMatch(/^(?:CONFIRMED|TENTATIVE|CANCELLED)$/);
        const [start = '', end = ''] = [event.get('DTSTART;VALUE=DATE'), event.get('DTEND;VALUE=DATE')];
        expect(start).toMatch(/^\d{8}$/);
        expect(start < end).toBe(true);
        unescapeText(event.get('SUMMARY') ?? '');
        unescapeText(event.get('DESCRIPTION') ?? '');
        expect(/[\u0900-\u097f]/.test(event.get('SUMMARY') ?? '')).toBe(language === 'hi');
      }
      expect(new Map(head)).toEqual(
        new Map([
          ['VERSION', '2.0'],
          ['PRODID', `-//Samanvay//Calendar//${language.toUpperCase()}`],
          ['METHOD', 'PUBLISH'],
          ['NAME', 'Kerala'],
          ['X-WR-CALNAME', 'Kerala'],
          ['X-WR-CALDESC', expect.stringMatching(language === 'hi' ? 'समन्वय' : 'Samanvay')],
          ['X-WR-TIMEZONE', 'Asia/Kolkata'],
          ['REFRESH-INTERVAL;VALUE=DURATION', 'PT4H'],
          ['X-PUBLISHED-TTL', 'PT4H'],
        ]),
      );
      const parsed = Object.values(sync.parseICS(text)).filter((part) => part?.type === 'VEVENT');
      expect(parsed).toHaveLength(events.length);
    }
  });

  it('says the same in an ordinary parser: whole days, the poll’s three days, folded Hindi put together again', async () => {
    const { text } = await readNew({ language: 'hi' });
    const event = Object.values(sync.parseICS(text)).find(
      (part) => part?.type === 'VEVENT' && part.uid === `${exercise}/poll@samanvay`,
    );
    if (event?.type !== 'VEVENT') throw new Error('the poll is not in the feed');
    expect(event.datetype).toBe('date');
    expect([event.start, event.end].map((day) => [day?.getFullYear(), day?.getMonth(), day?.getDate()])).toEqual([
      [2030, 11, 12],
      [2030, 11, 15],
    ]);
    expect(event.summary).toBe('मतदान: केरल रा.नि.आ., पंचायत निर्वाचन');
    expect(event.description).toContain('केरल स्थानीय निर्वाचन\n');
    expect(event.description).toContain(
      '09-12-2030 से 11-12-2030 से बदलकर 12-12-2030 से 14-12-2030। कारण: न्यायालय का आदेश। आदेश: WP(C) 12/2030; order, part 2।',
    );
    expect(event.status).toBe('CONFIRMED');
  });

  it('tells facts, revisions, what is to be verified, what is withdrawn, and what only has a last day', async () => {
    const { events } = await readNew();
    const poll = eventOf(events, `${exercise}/poll`);
    expect(poll.get('SEQUENCE')).toBe('1');
    expect(poll.get('DTSTART;VALUE=DATE')).toBe('20301212');
    expect(poll.get('DTEND;VALUE=DATE')).toBe('20301215');
    expect(poll.get('DTSTAMP')).toBe('20261122T063000Z');
    expect(poll.get('URL;VALUE=URI')).toBe(`${origin}/timelines/exercise/${exercise}?lang=en`);
    expect(poll.get('CATEGORIES')).toBe('Panchayat election,SEC');
    expect(poll.get('TRANSP')).toBe('TRANSPARENT');
    expect(unescapeText(poll.get('DESCRIPTION') ?? '').split('\n')).toEqual([
      'Kerala local elections, all tiers',
      'Kerala, State Election Commission',
      'Poll: 12-12-2030 to 14-12-2030',
      'Moved from 09-12-2030 to 11-12-2030 to 12-12-2030 to 14-12-2030. Reason: order of a court. Order: WP(C) 12/2030; order, part 2.',
      'Source: Letter of the commission, 22-11-2026',
      `In Samanvay: ${origin}/timelines/exercise/${exercise}?lang=en`,
    ]);
    const counting = eventOf(events, `${exercise}/counting`);
    expect([counting.get('STATUS'), counting.get('SUMMARY')]).toEqual([
      'TENTATIVE',
      '[to be verified] Counting: Kerala SEC\\, Panchayat election',
    ]);
    const repoll = eventOf(events, `${exercise}/repoll`);
    expect([repoll.get('STATUS'), repoll.get('SEQUENCE')]).toEqual(['CANCELLED', '1']);
    expect(eventOf(events, `${exercise}/term_end`).get('SUMMARY')).toContain('Term ends (by this day)');
    const hearings = [`${exercise}/court_hearing`, `${exercise}/court_hearing/2`];
    expect(hearings.map((uid) => eventOf(events, uid).get('DTSTART;VALUE=DATE'))).toEqual(['20301001', '20301008']);
  });

  it('cancels what the public record superseded without a later day, and marks what is only remembered', async () => {
    const { path } = await addFeed(app.db, sec);
    const { events } = await read(path);
    for (const uid of ['IN-MH-MC-2026/court_deadline', 'IN-SIR-3/planned_start', 'IN-KA-GBA-2026/poll']) {
      expect(eventOf(events, uid).get('STATUS')).toBe('CANCELLED');
    }
    expect(eventOf(events, 'IN-UP-PRI-2026/roll_final').get('SEQUENCE')).toBe('3');
    const tentative = events.filter((event) => event.get('STATUS') === 'TENTATIVE');
    expect(tentative.length).toBeGreaterThan(5);
    expect(tentative.every((event) => event.get('SUMMARY')?.startsWith('[to be verified] '))).toBe(true);
  });

  it('is the same bytes for the same record, and keeps its uid and counts on when a date is moved', async () => {
    const { path } = await addFeed(app.db, sec, { stateCode: 'IN-KL', body: 'sec' });
    const first = await read(path);
    const other = await app.second();
    expect(await (await fetch(`${other.url}${path}`)).text()).toBe(first.text);
    await other.close();
    expect((await read(path)).text).toBe(first.text);
    const { id } = await app.db
      .selectFrom('milestone')
      .select('id')
      .where('exerciseId', '=', exercise)
      .where('milestone', '=', 'term_end')
      .executeTakeFirstOrThrow();
    const at = new Date('2026-12-01T00:00:00Z');
    await plantDate(app.db, sec, exercise, 'term_end', [null, '2030-12-28'], { revises: id, recordedAt: at });
    const moved = eventOf((await read(path)).events, `${exercise}/term_end`);
    expect([moved.get('SEQUENCE'), moved.get('DTSTART;VALUE=DATE'), moved.get('DTSTAMP')]).toEqual([
      '1',
      '20301228',
      '20261201T000000Z',
    ]);
    const uids = (events: readonly Map<string, string>[]) => new Set(events.map((event) => event.get('UID')));
    expect(uids((await read(path)).events)).toEqual(uids(first.events));
  });

  it('follows the commands of the office that owns the dates: laid out, moved, withdrawn', async () => {
    const dates = { nominations: '12-02-2031', poll: '03-03-2031', counting: '05-03-2031' };
    const { exerciseId, version, ids } = await planted(app.db, sec, dates);
    const { path } = await addFeed(app.db, sec, { stateCode: 'IN-KL', body: 'sec' });
    const states = async () => {
      const { events } = await read(path);
      return Object.keys(dates).map((code) => {
        const event = eventOf(events, `${exerciseId}/${code}`);
        return [event.get('DTSTART;VALUE=DATE'), event.get('SEQUENCE'), event.get('STATUS')].join(' ');
      });
    };
    expect(await states()).toEqual(['20310212 0 CONFIRMED', '20310303 0 CONFIRMED', '20310305 0 CONFIRMED']);
    const held = { exerciseId, version, milestoneId: ids['counting'] ?? '' };
    const { version: after } = await callAs(app.db, sec).timelines.revise(newRevision(held, '06-03-2031'));
    expect(await states()).toEqual(['20310212 0 CONFIRMED', '20310303 0 CONFIRMED', '20310306 1 CONFIRMED']);
    const whole = { key: newId(), exerciseId, version: after, milestoneId: null, reason: 'entered twice' };
    await callAs(app.db, sec).timelines.withdraw(whole);
    expect(await states()).toEqual(['20310212 1 CANCELLED', '20310303 1 CANCELLED', '20310306 2 CANCELLED']);
  });

  it('holds what was chosen and no more: State, body, kind, and samples only when asked for', async () => {
    const own = await readNew({ kind: 'panchayat_election' });
    expect(own.text).not.toContain('rehearsal');
    expect(own.events.every((event) => event.get('CATEGORIES') === 'Panchayat election,SEC')).toBe(true);
    const sample = eventOf((await readNew({ hasSample: true })).events, 'SAMPLE-KL/poll');
    expect([sample.get('STATUS'), sample.get('SUMMARY')]).toEqual([
      'TENTATIVE',
      '[sample] Poll: Kerala SEC\\, Panchayat election',
    ]);
    const national = await readNew({ stateCode: 'IN', body: 'eci' });
    expect(national.events.every((event) => event.get('SUMMARY')?.includes('All India ECI'))).toBe(true);
    expect(national.events.length).toBeGreaterThan(0);
  });

  it('leaks no plan that was tried out, nor who wrote a date', async () => {
    const { text } = await readNew();
    expect(text).not.toContain('20310202');
    expect(text).not.toContain(sec.name);
    expect(text).not.toContain(sec.capacity.membershipId);
  });

  it('lets no name or record write a line of its own', async () => {
    const id = 'IN-KL-X\r\nBEGIN:VALARM/../x?y#z';
    await plantExercise(app.db, sec, id, { nameEn: 'One\r\nSTATUS:CANCELLED\u2028\u0001\u0085two', nameHi: null });
    await plantDate(app.db, sec, id, 'odd_code', ['2030-02-01', null], { note: 'a\rATTACH:x\n\u0007;,\\n' });
    const { events, head } = await readNew({ name });
    expect(head).toContainEqual(['X-WR-CALNAME', 'Kerala\\, both\\; \\\\ all ATTENDEE:mailto:x']);
    const [odd, ...others] = events.filter((event) => event.get('SUMMARY')?.startsWith('odd code'));
    expect(others).toEqual([]);
    expect(odd?.get('STATUS')).toBe('CONFIRMED');
    expect(odd?.get('URL;VALUE=URI')).toBe(
      `${origin}/timelines/exercise/IN-KL-X%0D%0ABEGIN%3AVALARM%2F..%2Fx%3Fy%23z?lang=en`,
    );
    expect(unescapeText(odd?.get('DESCRIPTION') ?? '')).toContain('Note: a\nATTACH:x\n');
    await app.db.deleteFrom('exercise').where('id', '=', id).execute();
  });
});

describe('the address of a feed', () => {
  it('answers privately, without a session, compressed when asked, and 304 when the program holds it', async () => {
    const { id, path } = await addFeed(app.db, sec);
    const { response, text } = await read(path);
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    });
    expect(headers).not.toHaveProperty('set-cookie');
    const etag = response.headers.get('etag') ?? '';
    const held = await fetch(`${app.url}${path}`, { headers: { 'if-none-match': etag } });
    expect([held.status, await held.text(), held.headers.get('etag')]).toEqual([304, '', etag]);
    const plain = await fetch(`${app.url}${path}`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(text);
    const zipped = await fetch(`${app.url}${path}`, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(Number(zipped.headers.get('content-length'))).toBeLessThan(text.length / 4);
    const { feeds } = await callAs(app.db, sec).calendar.feeds();
    expect(feeds.find((feed) => feed.id === id)?.readAt).toBe(testNow.toISOString());
  });

  it('is one in all letters: a wrong secret, another id and another form are one answer', async () => {
    const { id, path } = await addFeed(app.db, sec);
    const other = await addFeed(app.db, sec);
    const secret = path.split('/').at(-1) ?? '';
    const wrong = `${secret.startsWith('A') ? 'B' : 'A'}${secret.slice(1)}`;
    const tried = [
      `/feeds/${id}/${wrong}`,
      `/feeds/${other.id}/${secret}`,
      `/feeds/${newId()}/${secret}`,
      `/feeds/${id}/${secret.replace('.ics', '')}`,
      `/feeds/${id}/.ics`,
      `/feeds/${id.toUpperCase()}/${secret}`,
      `/feeds/not-an-id/${secret}`,
      `/feeds/${id}/${secret.slice(0, 20)}.ics`,
    ];
    const answers = await Promise.all(
      tried.map(async (each) => {
        const response = await fetch(`${app.url}${each}`);
        expect(response.headers.getSetCookie()).toEqual([]);
        return `${String(response.status)} ${await response.text()}`;
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404 .*There is no calendar at this address/);
    expect((await fetch(`${app.url}/feeds/%ZZ/${secret}`)).status).toBe(404);
    expect((await fetch(`${app.url}${path}`, { method: 'POST' })).status).toBe(404);
  });

  it('is gone at once when revoked, and when its office or its account has ended', async () => {
    const status = async (path: string) => (await fetch(`${app.url}${path}`)).status;
    const { id, path } = await addFeed(app.db, sec);
    const response = await fetch(`${app.url}${path}`);
    const etag = response.headers.get('etag') ?? '';
    await callAs(app.db, sec).calendar.revokeFeed({ key: newId(), id });
    const after = await fetch(`${app.url}${path}`, { headers: { 'if-none-match': etag } });
    expect([after.status, after.headers.get('cache-control')]).toEqual([410, 'no-store']);
    expect(await after.text()).not.toContain('VCALENDAR');
    expect(await status(path.replace(/.{8}\.ics$/, 'AAAAAAAA.ics'))).toBe(404);

    const leaver = await makePerson(app.db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
    const left = await addFeed(app.db, leaver);
    expect(await status(left.path)).toBe(200);
    await app.db
      .updateTable('membership')
      .set({ validTo: '2026-11-22' })
      .where('id', '=', leaver.capacity.membershipId)
      .execute();
    expect(await status(left.path)).toBe(410);
    const person = await makePerson(app.db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
    const shut = await addFeed(app.db, person);
    await app.db.updateTable('person').set({ isDisabled: true }).where('id', '=', person.personId).execute();
    expect(await status(shut.path)).toBe(410);
  });

  it('is not read without end from one network', async () => {
    const other = await app.second();
    const { path } = await addFeed(app.db, sec, { stateCode: 'IN-LD' });
    const statuses = new Set<number>();
    for (let reading = 0; reading < 130; reading += 1) statuses.add((await fetch(`${other.url}${path}`)).status);
    expect(statuses).toEqual(new Set([200, 429]));
    await other.close();
  });
});
