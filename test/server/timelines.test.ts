// The shared calendar on the public record: what counts as a fact, what has passed, and what replaced what.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timelines as en } from '#client/messages/en/timelines.ts';
import { timelines as hi } from '#client/messages/hi/timelines.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { countMilestones } from '#shared/modules/timelines/rules.ts';
import { callAs, makePerson } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let reader: Session;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  reader = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
});
afterAll(async () => {
  await drop();
});

function clockOn(day: string) {
  return { clock: { now: () => new Date(`${day}T06:30:00Z`) } };
}

describe('timelines.list', () => {
  it('is not open to the signed-out or to the technical administrator', async () => {
    const administrator = await makePerson(db, { bodyId: 'ECI', role: 'technical_admin' });
    await expect(callAs(db, null).timelines.list({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await expect(callAs(db, administrator).timelines.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('lists the whole record, each milestone in one count, recalled dates in no count of facts', async () => {
    const { milestones, exercises, counts } = await callAs(db, reader).timelines.list({});
    const { count } = await db
      .selectFrom('milestone')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(milestones).toHaveLength(count);
    expect(exercises.length).toBeGreaterThan(90);
    expect(counts).toEqual(countMilestones(milestones));
    const facts = milestones.filter(({ standing }) => standing === 'fact');
    expect(facts.some(({ confidence }) => confidence === 'recalled' || confidence === 'inferred')).toBe(false);
    expect(counts.toVerify).toBe(
      milestones.filter(({ confidence }) => confidence === 'recalled' || confidence === 'inferred').length,
    );
    expect(counts).toMatchObject({ superseded: 29, sample: 0 });
    expect(counts.ahead).toBeGreaterThan(0);
    expect(counts.passedUnconfirmed).toBeGreaterThan(0);
  });

  it('finds a name in both languages for every milestone of the record', async () => {
    const { milestones } = await callAs(db, reader).timelines.list({});
    const codes = new Set(milestones.map(({ milestone }) => milestone));
    expect(codes.size).toBeGreaterThan(70);
    expect([...codes].filter((code) => !(code in en.milestones && code in hi.milestones))).toEqual([]);
  });

  it('is in order of days, without a day last', async () => {
    const { milestones } = await callAs(db, reader).timelines.list({});
    const days = milestones.map(({ start, end }) => start ?? end ?? '9999');
    expect(days).toEqual(days.toSorted());
  });

  it('keeps the history of the Uttar Pradesh panchayat roll: four dates, 90 days', async () => {
    const { milestones } = await callAs(db, reader).timelines.list({ stateCode: 'IN-UP', body: 'sec' });
    const finals = milestones.filter(
      ({ exerciseId, milestone }) => exerciseId === 'IN-UP-PRI-2026' && milestone === 'roll_final',
    );
    expect(finals).toHaveLength(4);
    const [inForce, ...others] = finals.filter(({ status }) => status !== 'superseded');
    expect(others).toEqual([]);
    expect(inForce).toMatchObject({ start: '2026-04-15', slipInDays: 90, status: 'passed_unconfirmed' });
    expect(inForce?.earlier.map(({ start }) => start)).toEqual(['2026-01-15', '2026-02-06', '2026-03-28']);
    for (const plan of finals.filter(({ status }) => status === 'superseded')) {
      expect(plan.replacedBy?.start).toBe('2026-04-15');
    }
  });

  it('shows the whole history to a filter that leaves the earlier plans out', async () => {
    const { milestones } = await callAs(db, reader).timelines.list({
      stateCode: 'IN-UP',
      status: 'passed_unconfirmed',
    });
    const roll = milestones.find(
      ({ exerciseId, milestone }) => exerciseId === 'IN-UP-PRI-2026' && milestone === 'roll_final',
    );
    expect(roll?.earlier).toHaveLength(3);
    expect(new Set(milestones.map(({ status }) => status))).toEqual(new Set(['passed_unconfirmed']));
  });

  it('filters by State, the whole country, body, kind and period', async () => {
    const caller = callAs(db, reader);
    const national = await caller.timelines.list({ stateCode: 'IN' });
    expect(new Set(national.exercises.map(({ stateCode }) => stateCode))).toEqual(new Set([null]));
    const local = await caller.timelines.list({ body: 'sec', kind: 'municipal_election' });
    expect(local.exercises.every(({ bodyKind, kind }) => bodyKind === 'sec' && kind === 'municipal_election')).toBe(
      true,
    );
    const crunch = await caller.timelines.list({ from: '2027-01-01', to: '2027-03-31' });
    expect(crunch.milestones.map(({ milestone }) => milestone)).toContain('next_annual_conference');
    expect(crunch.exercises.map(({ id }) => id)).toContain('IN-OD-PRI-2027');
    expect(crunch.milestones.every(({ start, end }) => (start ?? end) !== null)).toBe(true);
    const used = new Set(crunch.milestones.map(({ exerciseId }) => exerciseId));
    expect(new Set(crunch.exercises.map(({ id }) => id))).toEqual(used);
    const none = await caller.timelines.list({ stateCode: 'IN-LD', kind: 'assembly_election' });
    expect(none).toMatchObject({ milestones: [], exercises: [], counts: { ahead: 0 } });
  });

  it('tells the status by the day it is read on', async () => {
    const on = async (day: string) => {
      const { milestones } = await callAs(db, reader, clockOn(day)).timelines.list({ stateCode: 'IN-OD', body: 'sec' });
      return milestones.find(({ exerciseId }) => exerciseId === 'IN-OD-PRI-2027')?.status;
    };
    expect(await on('2026-11-22')).toBe('planned');
    expect(await on('2026-12-15')).toBe('due_soon');
    expect(await on('2027-01-20')).toBe('under_way');
    expect(await on('2027-03-01')).toBe('passed_unconfirmed');
  });

  it('refuses a date that is none and a State in another form', async () => {
    const caller = callAs(db, reader);
    await expect(caller.timelines.list({ from: '31-12-2026' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(caller.timelines.list({ stateCode: 'Kerala' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('timelines.next', () => {
  it('gives the next facts of a State and counts what is not one', async () => {
    const odisha = await callAs(db, reader).timelines.next({ stateCode: 'IN-OD' });
    expect(odisha.dates.map(({ exercise }) => exercise.id)).toEqual(['IN-OD-PRI-2027']);
    const uttarPradesh = await callAs(db, reader).timelines.next({ stateCode: 'IN-UP' });
    expect(uttarPradesh.dates).toEqual([]);
    expect(uttarPradesh.toVerify).toBeGreaterThan(0);
    expect(uttarPradesh.undated).toBeGreaterThan(0);
  });

  it('is never more than three, soonest first, whatever the day', async () => {
    const { dates } = await callAs(db, reader, clockOn('2025-12-01')).timelines.next({ stateCode: 'IN-MH' });
    expect(dates).toHaveLength(3);
    const days = dates.map(({ start, end }) => start ?? end ?? '');
    expect(days).toEqual(days.toSorted());
    expect(days.every((day) => day >= '2025-12-01')).toBe(true);
  });

  it('is not open to the signed-out', async () => {
    await expect(callAs(db, null).timelines.next({ stateCode: 'IN-KL' })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
  });
});
