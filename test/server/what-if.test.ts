// Dates tried out: what the browser finds is what the server stamps; both bodies and the ECI see what was shared; only the
// owner of the dates adopts, all of them or none, and never over dates that have moved.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import { inputOf } from '#shared/modules/what-if/rules.ts';
import { tryChanges } from '#shared/modules/what-if/rules-try.ts';
import type { AdoptWhatIf, Change, ShareWhatIf, WhatIfView } from '#shared/modules/what-if/schema.ts';
import { callAs, makePerson } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';
import { blankDescription, failureOf, newRevision, planted } from '../support/timeline-entry.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let ceo: Session;
let sec: Session;
let secChecker: Session;
let otherSec: Session;
let division: Session;
let viewer: Session;
/** A poll of Kerala's commission on 01-06-2027, and the CEO's house visits from 10-06 to 10-07-2027. */
let poll: { exerciseId: string; version: number; ids: Record<string, string> };
let visits: { exerciseId: string };

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  ceo = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
  sec = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  secChecker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_checker' });
  otherSec = await makePerson(db, { bodyId: 'SEC-IN-UP', role: 'sec_maker' });
  division = await makePerson(db, { bodyId: 'ECI', role: 'eci_staff' });
  viewer = await makePerson(db, { bodyId: 'ECI', role: 'viewer' });
  poll = await planted(db, sec, {
    announcement_mcc: '01-05-2027',
    nominations: '05-05-2027',
    scrutiny: '06-05-2027',
    withdrawal_last: '08-05-2027',
    poll: '01-06-2027',
    counting: '03-06-2027',
    completion: '05-06-2027',
  });
  visits = await callAs(db, ceo).timelines.layOut({
    key: newId(),
    into: {
      places: ['IN-KL'],
      bodyId: 'CEO-IN-KL',
      kind: 'roll_revision',
      description: { ...blankDescription, nameEn: 'Revision 2027', nameHi: 'पुनरीक्षण 2027', revisionKind: 'SIR' },
    },
    template: 'T-SIR',
    dates: [{ milestone: 'enumeration', start: '10-06-2027', end: '10-07-2027', blockedBy: [] }],
    note: '',
  });
});
afterAll(async () => {
  await drop();
});

const read = async (session: Session): Promise<WhatIfView> =>
  await callAs(db, session).whatIf.get({ stateCode: 'IN-KL' });

const later = (days: number, exerciseId = poll.exerciseId): Change[] => [{ kind: 'shift', exerciseId, days }];

async function share(session: Session, changes: Change[], change: Partial<ShareWhatIf> = {}): Promise<string> {
  const input = { key: newId(), stateCode: 'IN-KL', changes, note: 'Two weeks later, as discussed.', ...change };
  return (await callAs(db, session).whatIf.share(input)).id;
}

function adopt(session: Session, id: string, change: Partial<AdoptWhatIf> = {}) {
  const said = { reasonCode: 'roll' as const, orderRef: 'Order 12/2026 of 20-11-2026', overrideReason: '' };
  return callAs(db, session).whatIf.adopt({ key: newId(), id, ...said, ...change });
}

async function sharedAs(session: Session, id: string) {
  return (await read(session)).shared.find((each) => each.id === id);
}

describe('a what-if', () => {
  it('finds in the browser what the server stamps, from the dates as they were sent', async () => {
    const { sandbox } = await read(viewer);
    // As it comes over the wire.
    const input = inputOf(JSON.parse(JSON.stringify(sandbox)));
    const { comparison } = tryChanges(input, later(14));
    const gained = comparison.differences.filter(({ side }) => side === 'gained');
    expect(gained.map(({ finding }) => [finding.rule, finding.outcome])).toContainEqual(['C01', 'critical']);
    const id = await share(sec, later(14));
    const stamp = (await sharedAs(sec, id))?.stamp;
    expect(stamp?.findings.map(({ id: finding, side, outcome }) => [finding, side, outcome])).toEqual(
      comparison.differences.map(({ finding, side }) => [finding.id, side, finding.outcome]),
    );
    const clash = stamp?.findings.find(({ rule }) => rule === 'C01');
    expect(clash?.messageEn).toContain('Revision 2027');
    expect(clash?.messageHi).toContain('पुनरीक्षण 2027');
    expect(stamp?.basis).toHaveLength(7);
  });

  it('changes no date, and is seen by both bodies and the ECI only', async () => {
    const before = (await read(viewer)).sandbox;
    const id = await share(ceo, later(-7));
    for (const session of [ceo, sec, secChecker, division])
      expect((await sharedAs(session, id))?.note).toBe('Two weeks later, as discussed.');
    for (const session of [otherSec, viewer]) {
      const view = await read(session);
      expect(view.shared).toEqual([]);
      expect(view.sandbox).toEqual(before);
    }
    expect((await read(otherSec)).can).toEqual({ share: false, revise: null });
    expect((await read(viewer)).can).toEqual({ share: false, revise: null });
    expect((await read(secChecker)).can).toEqual({ share: true, revise: null });
    expect((await read(sec)).can).toEqual({ share: true, revise: 'SEC-IN-KL' });
  });

  it('is refused without a note, with personal data, when signed out, and for another State', async () => {
    const input = { key: newId(), stateCode: 'IN-KL', changes: later(3), note: 'Three days later, please.' };
    expect(await failureOf(callAs(db, null).whatIf.share(input))).toMatchObject({ code: 'unauthenticated' });
    for (const session of [viewer, otherSec])
      expect(await failureOf(callAs(db, session).whatIf.share({ ...input, key: newId() }))).toMatchObject({
        code: 'forbidden',
      });
    const short = await failureOf(share(sec, later(3), { note: ' later  ' }));
    expect(short).toMatchObject({ code: 'invalid', details: [{ reason: 'what_if.note', field: 'note' }] });
    const personal = await failureOf(share(sec, later(3), { note: 'Ask 98470 12345 about the days.' }));
    expect(personal?.details[0]).toMatchObject({ reason: 'personal_data.phone', field: 'note' });
  });

  it('is refused when a change fits no date in force, or when nothing differs', async () => {
    const { exerciseId } = poll;
    const nowhere = await failureOf(share(sec, later(3, 'IN-KL-NONE')));
    expect(nowhere).toMatchObject({ code: 'invalid', details: [{ reason: 'what_if.no_exercise' }] });
    const turned: Change = {
      kind: 'move',
      exerciseId,
      milestone: 'poll',
      nth: 0,
      start: '2027-06-09',
      end: '2027-06-08',
    };
    expect(await failureOf(share(sec, [turned]))).toMatchObject({ details: [{ reason: 'what_if.end_before_start' }] });
    const same: Change = { ...turned, start: '2027-06-01', end: '2027-06-01' };
    expect(await failureOf(share(sec, [same]))).toMatchObject({ details: [{ reason: 'what_if.nothing' }] });
  });

  it('is withdrawn by its author’s office, once', async () => {
    const id = await share(sec, later(2));
    const withdraw = (session: Session) => callAs(db, session).whatIf.withdraw({ key: newId(), id });
    for (const session of [ceo, otherSec, division, viewer])
      expect(await failureOf(withdraw(session))).toMatchObject({ code: 'forbidden' });
    expect((await sharedAs(secChecker, id))?.can.withdraw).toBe(true);
    await withdraw(secChecker);
    expect(await sharedAs(ceo, id)).toMatchObject({ status: 'withdrawn', can: { withdraw: false, adopt: false } });
    expect(await failureOf(withdraw(sec))).toMatchObject({ code: 'stale', details: [{ reason: 'what_if.closed' }] });
    expect(await failureOf(adopt(sec, id))).toMatchObject({ code: 'stale' });
  });
});

describe('adopting', () => {
  const daysOf = async () => {
    const { sandbox } = await read(viewer);
    const rows = sandbox.exercises.find(({ id }) => id === poll.exerciseId)?.milestones ?? [];
    const inForce = rows.filter(({ status }) => status !== 'superseded');
    return Object.fromEntries(inForce.map(({ milestone, startDate }) => [milestone, startDate]));
  };

  it('is for the owner of the dates alone, whoever shared them', async () => {
    const id = await share(ceo, later(1));
    expect(await sharedAs(ceo, id)).toMatchObject({ owners: ['SEC-IN-KL'], can: { adopt: false, withdraw: true } });
    expect(await sharedAs(sec, id)).toMatchObject({ can: { adopt: true, withdraw: false } });
    for (const session of [ceo, otherSec, division, secChecker, viewer])
      expect(await failureOf(adopt(session, id))).toMatchObject({ code: 'forbidden' });
    expect(await failureOf(callAs(db, null).whatIf.adopt(adoptInput(id)))).toMatchObject({ code: 'unauthenticated' });
    expect((await daysOf())['poll']).toBe('2027-06-01');
  });

  const adoptInput = (id: string) => ({
    key: newId(),
    id,
    reasonCode: 'roll' as const,
    orderRef: 'Order 1/2026',
    overrideReason: '',
  });

  it('is for nobody as a whole where both bodies’ dates change, nor where an exercise is only tried', async () => {
    const mixed = await share(sec, [...later(1), ...later(1, visits.exerciseId)]);
    expect(await sharedAs(sec, mixed)).toMatchObject({ owners: ['CEO-IN-KL', 'SEC-IN-KL'], can: { adopt: false } });
    for (const session of [sec, ceo])
      expect(await failureOf(adopt(session, mixed))).toMatchObject({
        code: 'blocked',
        details: [{ reason: 'what_if.mixed' }],
      });
    const made: Change = {
      kind: 'create',
      exerciseId: 'new-1',
      template: 'T-SEC',
      exerciseKind: 'panchayat_election',
      anchor: '2027-09-01',
    };
    const tried = await share(sec, [made, ...later(1)]);
    expect(await failureOf(adopt(sec, tried))).toMatchObject({ details: [{ reason: 'what_if.created' }] });
  });

  it('revises all the dates in one go, with reason and order, and leaves the earlier ones in the history', async () => {
    const added: Change = {
      kind: 'add',
      exerciseId: poll.exerciseId,
      milestone: 'roll_final',
      start: '2027-04-20',
      end: '2027-04-20',
    };
    const id = await share(ceo, [...later(7), added]);
    const key = newId();
    expect(await adopt(sec, id, { key })).toEqual({ id });
    // The same press again is answered as before.
    expect(await adopt(sec, id, { key })).toEqual({ id });
    expect(await daysOf()).toMatchObject({
      announcement_mcc: '2027-05-08',
      poll: '2027-06-08',
      completion: '2027-06-12',
      roll_final: '2027-04-20',
    });
    expect(await sharedAs(ceo, id)).toMatchObject({ status: 'adopted', can: { adopt: false, withdraw: false } });
    const rows = await db
      .selectFrom('milestone')
      .selectAll()
      .where('exerciseId', '=', poll.exerciseId)
      .where('milestone', '=', 'poll')
      .orderBy('position')
      .execute();
    expect(rows.map(({ status, reasonCode, orderRef }) => [status, reasonCode, orderRef])).toEqual([
      ['superseded', null, null],
      ['due', 'roll', 'Order 12/2026 of 20-11-2026'],
    ]);
    expect(rows[1]?.revises).toBe(rows[0]?.id);
    expect(rows[1]?.note).toBe('Two weeks later, as discussed.');
    const entries = await db.selectFrom('auditEntry').select('command').where('command', '=', 'whatIf.adopt').execute();
    expect(entries).toHaveLength(1);
    const positions = await db
      .selectFrom('milestone')
      .select('position')
      .where('exerciseId', '=', poll.exerciseId)
      .execute();
    expect(new Set(positions.map(({ position }) => position)).size).toBe(positions.length);
  });

  it('is refused as stale when a date has moved since, names it, and changes nothing', async () => {
    const id = await share(ceo, later(3));
    const { sandbox } = await read(sec);
    const row = sandbox.exercises
      .find((each) => each.id === poll.exerciseId)
      ?.milestones.find(({ milestone, status }) => milestone === 'counting' && status !== 'superseded');
    const exercise = await db
      .selectFrom('exercise')
      .select('version')
      .where('id', '=', poll.exerciseId)
      .executeTakeFirstOrThrow();
    const held = { exerciseId: poll.exerciseId, version: exercise.version, milestoneId: row?.id ?? '' };
    await callAs(db, sec).timelines.revise(newRevision(held, '11-06-2027'));
    const before = await daysOf();
    expect(await failureOf(adopt(sec, id))).toEqual({
      code: 'stale',
      details: [
        {
          reason: 'what_if.moved',
          params: { exerciseId: poll.exerciseId, milestone: 'counting', was: '2027-06-10', is: '2027-06-11' },
        },
      ],
    });
    expect(await daysOf()).toEqual(before);
    expect(await sharedAs(sec, id)).toMatchObject({
      status: 'open',
      can: { adopt: false },
      moved: [{ milestone: 'counting', is: { start: '2027-06-11', end: '2027-06-11' } }],
    });
  });

  it('needs a reason where a step breaks the order of the poll', async () => {
    const { exerciseId } = poll;
    const early: Change = {
      kind: 'move',
      exerciseId,
      milestone: 'poll',
      nth: 0,
      start: '2027-05-14',
      end: '2027-05-14',
    };
    const id = await share(sec, [early]);
    const refused = await failureOf(adopt(sec, id));
    expect(refused?.code).toBe('invalid');
    expect(refused?.details.map(({ reason }) => reason)).toContain('override.needed');
    await adopt(sec, id, { overrideReason: 'The court has set this very day.' });
    expect((await daysOf())['poll']).toBe('2027-05-14');
  });
});
