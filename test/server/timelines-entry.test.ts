// Dates written by their owners: who may, what is refused and at which field, and that nothing is ever overwritten.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import { callAs, makePerson } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';
import { failureOf, newDate, newExercise, newRevision, planted, refusalOf } from '../support/timeline-entry.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let sec: Session;
let ceo: Session;
let division: Session;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  sec = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  ceo = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
  division = await makePerson(db, { bodyId: 'ECI', role: 'eci_staff' });
});
afterAll(async () => {
  await drop();
});

function rowsOf(exerciseId: string) {
  return db.selectFrom('milestone').selectAll().where('exerciseId', '=', exerciseId).orderBy('position').execute();
}

const steps = {
  nominations: '10-01-2027',
  scrutiny: '11-01-2027',
  withdrawal_last: '13-01-2027',
  poll: '28-01-2027',
  counting: '30-01-2027',
};

describe('who writes which dates', () => {
  it('is the owner: each makers’ own, the ECI’s national ones', async () => {
    const own = callAs(db, sec).timelines;
    expect(await refusalOf(own.addExercise(newExercise()))).toBe('let through');
    const assembly = newExercise({ bodyId: 'CEO-IN-KL', kind: 'assembly_election' });
    expect(await refusalOf(callAs(db, ceo).timelines.addExercise(assembly))).toBe('let through');
    const national = newExercise({ bodyId: 'ECI', places: ['IN'], kind: 'conference' });
    expect(await refusalOf(callAs(db, division).timelines.addExercise(national))).toBe('let through');
  });

  it.each([
    ['nobody who is signed out', () => null, 'unauthenticated'],
    ['no CEO for a commission', () => ceo, 'forbidden'],
    ['no ECI division for a commission', () => division, 'forbidden'],
  ])('is %s', async (_who, session, expected) => {
    const { exerciseId, version, ids } = await planted(db, sec, { poll: '28-01-2027' });
    const caller = callAs(db, session()).timelines;
    const held = { exerciseId, version, milestoneId: ids['poll'] ?? '' };
    expect(await refusalOf(caller.addExercise(newExercise()))).toBe(expected);
    expect(await refusalOf(caller.revise(newRevision(held, '30-01-2027')))).toBe(expected);
    expect(await refusalOf(caller.addMilestone(newDate({ exerciseId, version }, 'counting', '31-01-2027')))).toBe(
      expected,
    );
    expect(await refusalOf(caller.confirm({ key: newId(), ...held, on: null }))).toBe(expected);
    expect(await refusalOf(caller.withdraw({ key: newId(), ...held, reason: 'not needed' }))).toBe(expected);
    expect(await rowsOf(exerciseId)).toHaveLength(1);
  });

  it('is not another State’s office, nor one that only reads', async () => {
    const { exerciseId, version, ids } = await planted(db, sec, { poll: '28-01-2027' });
    for (const office of [
      { bodyId: 'SEC-IN-UP', role: 'sec_maker' },
      { bodyId: 'SEC-IN-KL', role: 'sec_checker' },
      { bodyId: 'SEC-IN-KL', role: 'viewer' },
      { bodyId: 'ECI', role: 'technical_admin' },
    ] as const) {
      const session = await makePerson(db, office);
      const revision = newRevision({ exerciseId, version, milestoneId: ids['poll'] ?? '' }, '30-01-2027');
      expect(await refusalOf(callAs(db, session).timelines.revise(revision))).toBe('forbidden');
    }
  });

  it('says the same of an exercise that is not there as of one that is another’s', async () => {
    const held = { exerciseId: newId(), version: 1 };
    expect(await refusalOf(callAs(db, sec).timelines.addMilestone(newDate(held, 'poll', '28-01-2027')))).toBe(
      'forbidden',
    );
  });
});

describe('timelines.revise', () => {
  it('keeps the first date, the reason, the order, the author and the moment, and computes the slip', async () => {
    const { exerciseId, version, ids } = await planted(db, sec, steps);
    const caller = callAs(db, sec).timelines;
    const first = await caller.revise(
      newRevision({ exerciseId, version, milestoneId: ids['poll'] ?? '' }, '29/01/2027', {
        orderRef: 'Order 12/2026',
        note: 'moved by a day',
      }),
    );
    expect(first).toMatchObject({ version: 2 });
    const again = await caller.revise(
      newRevision({ exerciseId, version: 2, milestoneId: first.milestoneIds[0] ?? '' }, '30.01.2027', {
        reasonCode: 'weather',
      }),
    );
    const { milestones, exercise } = await caller.get({ id: exerciseId });
    expect(exercise).toMatchObject({ version: 3, can: { write: true } });
    const polls = milestones.filter(({ milestone }) => milestone === 'poll');
    expect(polls.map(({ start, recorded, isInForce }) => [start, recorded, isInForce])).toEqual([
      ['2027-01-28', 'superseded', false],
      ['2027-01-29', 'superseded', false],
      ['2027-01-30', 'due', true],
    ]);
    expect(polls[1]).toMatchObject({ reasonCode: 'court', orderRef: 'Order 12/2026', note: 'moved by a day' });
    expect(polls[2]).toMatchObject({ id: again.milestoneIds[0], slipInDays: 2, revises: polls[1]?.id });
    expect(polls[2]?.authorEn).toContain('Kerala');
    const listed = await caller.list({ stateCode: 'IN-KL', body: 'sec' });
    const current = listed.milestones.find(({ id }) => id === again.milestoneIds[0]);
    expect(current).toMatchObject({ slipInDays: 2, reasonCode: 'weather', author: 'SEC-IN-KL' });
    expect(current?.earlier.map(({ start }) => start)).toEqual(['2027-01-28', '2027-01-29']);
    const entry = await db
      .selectFrom('auditEntry')
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ command: 'timelines.revise', stateCode: 'IN-KL', objectId: exerciseId });
    expect(entry).toMatchObject({ before: { start: '2027-01-29' }, after: { start: '2027-01-30', version: 3 } });
  });

  it('tells the second of two what the first changed, and keeps the first’s date', async () => {
    const { exerciseId, version, ids } = await planted(db, sec, steps);
    const held = { exerciseId, version, milestoneId: ids['poll'] ?? '' };
    await callAs(db, sec).timelines.revise(newRevision(held, '29-01-2027'));
    const failure = await failureOf(callAs(db, sec).timelines.revise(newRevision(held, '30-01-2027')));
    expect(failure?.code).toBe('stale');
    expect(failure?.details).toEqual([
      { reason: 'timeline.stale', params: { version: 2 } },
      {
        reason: 'timeline.changed',
        params: { milestone: 'poll', start: '2027-01-29', end: '2027-01-29', status: 'due', author: 'SEC-IN-KL' },
      },
    ]);
  });

  it('gives a repeated command its first answer and makes no second row', async () => {
    const { exerciseId, version, ids } = await planted(db, sec, steps);
    const revision = newRevision({ exerciseId, version, milestoneId: ids['poll'] ?? '' }, '29-01-2027');
    const answer = await callAs(db, sec).timelines.revise(revision);
    expect(await callAs(db, sec).timelines.revise(revision)).toEqual(answer);
    expect(await rowsOf(exerciseId)).toHaveLength(6);
  });

  it('needs a change, and a completed date only takes a correction', async () => {
    const { exerciseId, version, ids } = await planted(db, sec, { roll_final: '01-11-2026', poll: '28-01-2027' });
    const caller = callAs(db, sec).timelines;
    const poll = { exerciseId, version, milestoneId: ids['poll'] ?? '' };
    expect(await refusalOf(caller.revise(newRevision(poll, '28-01-2027')))).toBe('invalid revise.same start');
    const final = { exerciseId, version, milestoneId: ids['roll_final'] ?? '' };
    await caller.confirm({ key: newId(), ...final, on: null });
    const moved = newRevision({ ...final, version: 2 }, '02-11-2026');
    expect(await refusalOf(caller.revise(moved))).toBe('invalid revise.completed reasonCode');
    expect(await refusalOf(caller.revise({ ...moved, key: newId(), reasonCode: 'correction' }))).toBe('let through');
    const old = { exerciseId, version: 3, milestoneId: ids['roll_final'] ?? '' };
    expect(await refusalOf(caller.revise(newRevision(old, '05-11-2026')))).toBe(
      'invalid milestone.not_in_force milestoneId',
    );
  });
});

describe('the calendar as on a day', () => {
  const on = (day: string) => ({ clock: { now: () => new Date(`${day}T06:30:00Z`) } });

  it('leaves out what was written later, and takes back later marks', async () => {
    const { exerciseId, version, ids } = await planted(db, sec, { roll_final: '20-11-2026', poll: '28-01-2027' });
    const later = callAs(db, sec, on('2026-12-05')).timelines;
    await later.revise(newRevision({ exerciseId, version, milestoneId: ids['poll'] ?? '' }, '30-01-2027'));
    await later.confirm({ key: newId(), exerciseId, version: 2, milestoneId: ids['roll_final'] ?? '', on: null });
    const read = async (asOn?: string) => {
      const answer = await later.list({ stateCode: 'IN-KL', body: 'sec', ...(asOn === undefined ? {} : { asOn }) });
      const rows = answer.milestones.filter((row) => row.exerciseId === exerciseId);
      return Object.fromEntries(rows.map(({ milestone, start, status }) => [`${milestone} ${start}`, status]));
    };
    expect(await read()).toEqual({
      'roll_final 2026-11-20': 'completed',
      'poll 2027-01-28': 'superseded',
      'poll 2027-01-30': 'planned',
    });
    expect(await read('2026-11-30')).toEqual({
      'roll_final 2026-11-20': 'passed_unconfirmed',
      'poll 2027-01-28': 'planned',
    });
    expect(await read('2026-11-21')).toEqual({});
    await later.withdraw({ key: newId(), exerciseId, version: 3, milestoneId: null, reason: 'entered twice' });
    expect(await read()).toEqual({});
    expect(Object.keys(await read('2026-11-30'))).toHaveLength(2);
    expect(await refusalOf(later.list({ asOn: '2026-12-06' }))).toBe('invalid as_on.future asOn');
  });

  it('shows the public record on every day: when each of its dates was published is not known', async () => {
    const then = await callAs(db, sec).timelines.list({ stateCode: 'IN-UP', asOn: '2026-03-01' });
    const now = await callAs(db, sec).timelines.list({ stateCode: 'IN-UP' });
    expect(then.milestones.map(({ id }) => id).toSorted()).toEqual(now.milestones.map(({ id }) => id).toSorted());
    expect(then).toMatchObject({ today: '2026-03-01', asOn: '2026-03-01' });
  });
});
