// Bad dates: each is refused at its field, in a transaction that leaves nothing behind; the same day written another way
// is taken.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';
import {
  blankDescription,
  failureOf,
  newDate,
  newExercise,
  newRevision,
  planted,
  refusalOf,
} from '../support/timeline-entry.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let sec: Session;
let ceo: Session;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  sec = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  ceo = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
});
afterAll(async () => {
  await drop();
});

const countRows = async () =>
  Number(
    (
      await db
        .selectFrom('milestone')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

describe('a typed day', () => {
  it.each([
    ['28.01.2027', '2027-01-28'],
    ['28/1/2027', '2027-01-28'],
    ['2027-01-28', '2027-01-28'],
    ['२८-०१-२०२७', '2027-01-28'],
    ['29-02-2028', '2028-02-29'],
  ])('%s is taken as %s', async (typed, day) => {
    const { exerciseId, version } = await planted(db, sec, { roll_final: '01-12-2026' });
    await callAs(db, sec).timelines.addMilestone(newDate({ exerciseId, version }, 'poll', typed));
    const row = db.selectFrom('milestone').select('startDate').where('exerciseId', '=', exerciseId);
    expect(await row.where('milestone', '=', 'poll').executeTakeFirst()).toEqual({ startDate: day });
  });

  it.each([
    ['28-01-27', '28-01-27', 'invalid date.two_digit_year start'],
    ['29-02-2027', '', 'invalid date.impossible_day start'],
    ['28-01-1927', '', 'invalid date.other_era start'],
    ['tomorrow', '', 'invalid date.not_a_date start'],
    ['28-01-2027', '27-01-2027', 'invalid date.end_before_start end'],
  ])('%s to %s is refused: %s', async (start, end, expected) => {
    const { exerciseId, version } = await planted(db, sec, { roll_final: '01-12-2026' });
    const before = await countRows();
    const date = newDate({ exerciseId, version }, 'poll', start, { end });
    expect(await refusalOf(callAs(db, sec).timelines.addMilestone(date))).toBe(expected);
    expect(await countRows()).toBe(before);
  });
});

describe('the order of steps', () => {
  const local = { nominations: '10-01-2027', scrutiny: '11-01-2027', withdrawal_last: '13-01-2027' };

  it('refuses a commission’s poll before the withdrawal, unless a reason is given', async () => {
    const { exerciseId, version } = await planted(db, sec, local);
    const caller = callAs(db, sec).timelines;
    const date = newDate({ exerciseId, version }, 'poll', '12-01-2027');
    const failure = await failureOf(caller.addMilestone(date));
    expect(failure).toMatchObject({
      code: 'invalid',
      details: [
        {
          reason: 'date.poll_before_withdrawal',
          field: 'start',
          params: { step: 'poll', date: '2027-01-12', after: 'withdrawal_last', afterDate: '2027-01-13' },
        },
        { reason: 'override.needed', field: 'overrideReason' },
      ],
    });
    expect(await refusalOf(caller.addMilestone({ ...date, key: newId(), overrideReason: 'too short' }))).toMatch(
      /^invalid/,
    );
    const saved = { ...date, key: newId(), overrideReason: 'Unopposed seats only, order 4' };
    await caller.addMilestone(saved);
    const { milestones } = await caller.get({ id: exerciseId });
    expect(milestones.at(-1)).toMatchObject({ overrideReason: saved.overrideReason });
    // A fault of long standing does not keep the office from mending something else.
    expect(await refusalOf(caller.addMilestone(newDate({ exerciseId, version: 2 }, 'roll_final', '01-12-2026')))).toBe(
      'let through',
    );
  });

  it('holds the ECI to section 30, naming the step, its day and the earliest legal day', async () => {
    const assembly = { bodyId: 'CEO-IN-KL', kind: 'assembly_election' } as const;
    const { exerciseId, version, ids } = await planted(
      db,
      ceo,
      { notification: '30-03-2027', withdrawal_last: '09-04-2027', poll: '23-04-2027' },
      assembly,
    );
    const caller = callAs(db, ceo).timelines;
    const revision = newRevision({ exerciseId, version, milestoneId: ids['poll'] ?? '' }, '20-04-2027');
    const failure = await failureOf(caller.revise(revision));
    expect(failure?.details[0]).toMatchObject({
      reason: 'legal.s30d',
      field: 'start',
      params: { step: 'poll', date: '2027-04-20', earliest: '2027-04-23', since: 'withdrawal_last' },
    });
    await caller.revise({ ...revision, key: newId(), overrideReason: 'Direction of the Supreme Court' });
    const { milestones } = await caller.get({ id: exerciseId });
    expect(milestones.at(-1)).toMatchObject({ start: '2027-04-20', overrideReason: 'Direction of the Supreme Court' });
  });

  it('moves the earliest legal day with a holiday of the State', async () => {
    const caller = callAs(db, ceo).timelines;
    const day = { day: '06.04.2028', nameEn: 'A State holiday', nameHi: '' };
    const holiday = { key: newId(), stateCode: 'IN-KL', bodyId: 'CEO-IN-KL', source: 'Gazette, No. 12' };
    expect(await caller.setHolidays({ ...holiday, add: [day], remove: [] })).toEqual({ added: 1, removed: 0 });
    const assembly = { bodyId: 'CEO-IN-KL', kind: 'assembly_election' } as const;
    const { exerciseId, version } = await planted(db, ceo, { notification: '30-03-2028' }, assembly);
    const failure = await failureOf(caller.addMilestone(newDate({ exerciseId, version }, 'nominations', '06-04-2028')));
    expect(failure?.details[0]).toMatchObject({ reason: 'legal.s30a', params: { earliest: '2028-04-07' } });
    const again = { ...holiday, key: newId(), add: [], remove: ['2028-04-06'] };
    const others = { ...again, key: newId(), bodyId: 'SEC-IN-KL' };
    expect(await callAs(db, sec).timelines.setHolidays(others)).toEqual({ added: 0, removed: 0 });
    expect(await caller.setHolidays(again)).toEqual({ added: 0, removed: 1 });
  });

  it('refuses a circle of steps that wait for each other, and names it', async () => {
    const { exerciseId, version } = await planted(db, sec, { roll_final: '01-12-2026' });
    const caller = callAs(db, sec).timelines;
    const first = newDate({ exerciseId, version }, 'delimitation_final', '05-12-2026', {
      blockedBy: ['reservation_final'],
    });
    await caller.addMilestone(first);
    const second = newDate({ exerciseId, version: 2 }, 'reservation_final', '04-12-2026', {
      blockedBy: ['delimitation_final'],
    });
    const failure = await failureOf(
      caller.addMilestone({ ...second, overrideReason: 'no reason lets a circle through' }),
    );
    expect(failure?.details[0]).toMatchObject({
      reason: 'blocked_by.cycle',
      params: { codes: 'delimitation_final reservation_final' },
    });
  });

  it('takes a step once, knows its name, and names every fault of a plan at its row', async () => {
    const { exerciseId, version } = await planted(db, sec, { poll: '28-01-2027' });
    const caller = callAs(db, sec).timelines;
    const add = (milestone: string) => caller.addMilestone(newDate({ exerciseId, version }, milestone, '28-01-2027'));
    expect(await refusalOf(add('poll'))).toBe('invalid milestone.exists milestone');
    expect(await refusalOf(add('pole_day'))).toBe('invalid milestone.unknown milestone');
    const { key, ...into } = newExercise();
    const plan = {
      key,
      into,
      template: 'T-SEC' as const,
      dates: [
        { milestone: 'poll', start: '28-01-27', end: '', blockedBy: [] },
        { milestone: 'counting', start: '30-01-2027', end: '29-01-2027', blockedBy: [] },
      ],
      note: '',
    };
    const failure = await failureOf(caller.layOut(plan));
    expect(failure?.details.map(({ reason, field }) => `${reason} ${field}`)).toEqual([
      'date.two_digit_year dates.0.start',
      'date.end_before_start dates.1.end',
    ]);
  });
});

describe('places', () => {
  it('refuses an exercise of two States with both named', async () => {
    const union = await makePerson(db, { bodyId: 'SEC-UT', role: 'sec_maker' });
    const both = newExercise({ bodyId: 'SEC-UT', places: ['IN-DH', 'IN-LD'] });
    const failure = await failureOf(callAs(db, union).timelines.addExercise(both));
    expect(failure?.details[0]).toMatchObject({ reason: 'exercise.two_states', params: { states: 'IN-DH IN-LD' } });
    expect(await refusalOf(callAs(db, union).timelines.addExercise({ ...both, places: ['IN-DH'] }))).toBe(
      'let through',
    );
  });

  it.each([
    ['IN-TS', '01-06-2014', '02-06-2014'],
    ['IN-JK', '30-10-2019', '31-10-2019'],
  ])('knows since when %s is there', async (place, early, first) => {
    const maker = await makePerson(db, { bodyId: `SEC-${place}`, role: 'sec_maker' });
    const { exerciseId, version } = await planted(
      db,
      maker,
      { poll: '28-01-2027' },
      { bodyId: `SEC-${place}`, places: [place] },
    );
    const caller = callAs(db, maker).timelines;
    const held = { exerciseId, version };
    expect(await refusalOf(caller.addMilestone(newDate(held, 'roll_final', early)))).toBe(
      'invalid place.state_not_on_day start',
    );
    expect(await refusalOf(caller.addMilestone(newDate(held, 'roll_final', first)))).toBe('let through');
  });

  it('refuses a district that the register does not have, or had not on a day of the plan', async () => {
    const district = {
      stateCode: 'IN-KL',
      kind: 'district' as const,
      parentCode: null,
      source: 'register',
      nameHi: null,
    };
    await db
      .insertInto('area')
      .values([
        { ...district, code: '01', nameEn: 'Old district', validFrom: '1950-01-01', validTo: '2027-01-15' },
        { ...district, code: '02', nameEn: 'District', validFrom: '1950-01-01', validTo: null },
      ])
      .execute();
    const { exerciseId, version } = await planted(db, sec, { poll: '28-01-2027' });
    const caller = callAs(db, sec).timelines;
    const say = (districts: string[]) =>
      caller.describe({ key: newId(), exerciseId, version, description: { ...blankDescription, districts } });
    expect(await refusalOf(say(['99']))).toBe('invalid district.unknown districts');
    expect(await refusalOf(say(['01', '02']))).toBe('invalid district.not_on_day districts');
    expect(await refusalOf(say(['02']))).toBe('let through');
  });
});

describe('what is said beside the dates', () => {
  it('is screened for personal details, at its field', async () => {
    const { exerciseId, version, ids } = await planted(db, sec, { poll: '28-01-2027' });
    const caller = callAs(db, sec).timelines;
    const revision = newRevision({ exerciseId, version, milestoneId: ids['poll'] ?? '' }, '30-01-2027');
    expect(await refusalOf(caller.revise({ ...revision, note: 'Call 98470 12345' }))).toBe(
      'invalid personal_data.phone note',
    );
    const named = newExercise({ description: { ...blankDescription, nameEn: 'Write to a.b@example.org' } });
    expect(await refusalOf(caller.addExercise(named))).toBe('invalid personal_data.email nameEn');
  });

  it('is kept: area, method by tier, machines, base roll, needs and rooms', async () => {
    const { exerciseId, version } = await planted(db, sec, { poll: '28-01-2027' });
    const caller = callAs(db, sec).timelines;
    const description = {
      ...blankDescription,
      areaClass: 'rural' as const,
      method: 'mixed' as const,
      tiers: [{ tier: 'gram_panchayat' as const, method: 'ballot' as const }],
      machineOwner: 'SEC-IN-KL',
      machineModel: 'M2',
      baseRollDate: '01/10/2026',
      petitionDays: 30,
    };
    await caller.describe({ key: newId(), exerciseId, version, description });
    const need = { districtCode: '', resource: 'machines' as const, unit: 'CU' as const, needed: 3036 };
    const needs = { key: newId(), exerciseId, version: 2, needs: [need], source: 'Order 14/2026' };
    const rooms = [{ roomId: 'KL-7', from: '20-01-2027', to: '10-02-2027' }];
    expect(
      await refusalOf(caller.setNeeds({ ...needs, rooms: [{ roomId: 'KL-7', from: '20-01-2027', to: '' }] })),
    ).toBe('invalid date.empty rooms');
    expect(await refusalOf(caller.setNeeds({ ...needs, needs: [{ ...need, unit: '' }], rooms }))).toBe(
      'invalid needs.unit needs',
    );
    await caller.setNeeds({ ...needs, rooms });
    expect(await caller.get({ id: exerciseId })).toMatchObject({
      exercise: { ...description, baseRollDate: '2026-10-01', version: 3 },
      needs: [need],
      needsSource: 'Order 14/2026',
      rooms: [{ roomId: 'KL-7', from: '2027-01-20', to: '2027-02-10' }],
    });
  });
});

describe('confirm and withdraw', () => {
  it('confirms in one press what has passed, and another day as a new row', async () => {
    const { exerciseId, version, ids } = await planted(db, sec, {
      roll_draft: '01-10-2026',
      roll_final: '01-11-2026',
      poll: '28-01-2027',
    });
    const caller = callAs(db, sec).timelines;
    const waiting = async () => (await caller.toConfirm()).filter((date) => date.exerciseId === exerciseId);
    expect((await waiting()).map(({ milestone, daysPast, can }) => [milestone, daysPast, can.write])).toEqual([
      ['roll_draft', 52, true],
      ['roll_final', 21, true],
    ]);
    const of = (step: string, v: number) => ({ key: newId(), exerciseId, version: v, milestoneId: ids[step] ?? '' });
    expect(await refusalOf(caller.confirm({ ...of('poll', version), on: null }))).toBe('invalid confirm.future start');
    await caller.confirm({ ...of('roll_draft', 1), on: null });
    await caller.confirm({ ...of('roll_final', 2), on: { start: '03-11-2026', end: '' } });
    expect(await waiting()).toEqual([]);
    const { milestones } = await caller.get({ id: exerciseId });
    const finals = milestones.filter(({ milestone }) => milestone === 'roll_final');
    expect(finals.map(({ start, recorded }) => [start, recorded])).toEqual([
      ['2026-11-01', 'superseded'],
      ['2026-11-03', 'completed'],
    ]);
    expect(finals[1]).toMatchObject({ slipInDays: 2, confirmedAt: testNow.toISOString() });
    expect(await refusalOf(caller.confirm({ ...of('roll_draft', 3), on: null }))).toBe('invalid confirm.done start');
  });

  it('makes a remembered date the office’s own, and counts no slip from it', async () => {
    const id = 'IN-UP-LA-2027';
    const up = await makePerson(db, { bodyId: 'CEO-IN-UP', role: 'ceo_maker' });
    const caller = callAs(db, up).timelines;
    const draft = (await caller.get({ id })).milestones.find(
      ({ standing, end }) => standing === 'to_verify' && end !== null,
    );
    await caller.confirm({ key: newId(), exerciseId: id, version: 1, milestoneId: draft?.id ?? '', on: null });
    const rows = (await caller.get({ id })).milestones.filter(({ milestone }) => milestone === draft?.milestone);
    expect(rows.map(({ standing, recorded }) => `${standing} ${recorded}`)).toContain('to_verify superseded');
    expect(rows.find(({ isInForce }) => isInForce)).toMatchObject({
      standing: 'fact',
      end: draft?.end,
      slipInDays: null,
    });
  });

  it('withdraws a date with its history while a finding on it is open; rows and finding stay', async () => {
    const { exerciseId, version, ids } = await planted(db, sec, { poll: '28-01-2027' });
    const caller = callAs(db, sec).timelines;
    const revised = await caller.revise(
      newRevision({ exerciseId, version, milestoneId: ids['poll'] ?? '' }, '30-01-2027'),
    );
    const finding = `C13:${exerciseId}`;
    await db
      .insertInto('finding')
      .values({
        id: finding,
        rule: 'C13',
        outcome: 'high',
        stateCode: 'IN-KL',
        exerciseIds: [exerciseId],
        isDraft: false,
        isSample: false,
        working: JSON.stringify({}),
        messageEn: 'open',
        messageHi: 'open',
        fromDate: null,
        foundAt: testNow,
        changedAt: testNow,
        goneAt: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const out = { key: newId(), exerciseId, version: 2, milestoneId: revised.milestoneIds[0] ?? '' };
    expect(await refusalOf(caller.withdraw({ ...out, reason: ' no ' }))).toBe('invalid withdraw.reason reason');
    await caller.withdraw({ ...out, reason: 'Entered for the wrong body' });
    const { milestones } = await caller.get({ id: exerciseId });
    expect(milestones.map(({ isInForce, withdrawnReason }) => [isInForce, withdrawnReason])).toEqual([
      [false, 'Entered for the wrong body'],
      [false, 'Entered for the wrong body'],
    ]);
    const listed = await caller.list({ stateCode: 'IN-KL' });
    expect(listed.milestones.some((row) => row.exerciseId === exerciseId)).toBe(false);
    expect(await db.selectFrom('finding').select('id').where('id', '=', finding).execute()).toHaveLength(1);
    const whole = { ...out, key: newId(), version: 3, milestoneId: null, reason: 'Entered twice' };
    expect(await refusalOf(caller.withdraw(whole))).toBe('let through');
    const after = newDate({ exerciseId, version: 4 }, 'poll', '30-01-2027');
    expect(await refusalOf(caller.addMilestone(after))).toBe('blocked exercise.withdrawn');
  });
});
