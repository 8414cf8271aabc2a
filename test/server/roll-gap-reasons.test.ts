// Each office's own reasons for the gap of the two rolls: side by side, never added, and a trace of every word.

import { TRPCError } from '@trpc/server';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import type { GapView, GiveReason } from '#shared/modules/roll-gap/schema.ts';
import { callAs, makePerson } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let viewer: Session;
let division: Session;
let ceo: Session;
let sec: Session;
let otherSec: Session;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  viewer = await makePerson(db, { bodyId: 'ECI', role: 'viewer' });
  division = await makePerson(db, { bodyId: 'ECI', role: 'eci_staff' });
  ceo = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
  sec = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  otherSec = await makePerson(db, { bodyId: 'SEC-IN-UP', role: 'sec_checker' });
});
afterAll(async () => {
  await drop();
});

async function read(stateCode: string, asOn?: string, session: Session = viewer): Promise<GapView> {
  return await callAs(db, session).rollGap.get(asOn === undefined ? { stateCode } : { stateCode, asOn });
}

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const cause = error instanceof TRPCError ? error.cause : error;
  if (cause instanceof AppError) return cause;
  throw new Error(`expected a refusal, got ${String(error)}`);
}

describe('reasons', () => {
  function reason(change: Partial<GiveReason> = {}): GiveReason {
    return {
      key: newId(),
      stateCode: 'IN-KL',
      bodyId: 'SEC-IN-KL',
      reason: 'cut_off_date',
      electors: 400000,
      note: 'The roll was cut off later than the revision of the assembly roll.',
      ...change,
    };
  }
  const give = (session: Session, input: GiveReason) => callAs(db, session).rollGap.giveReason(input);

  it('stand side by side, each of its body, with what they explain and what they do not yet', async () => {
    await give(sec, reason());
    await give(sec, reason({ reason: 'franchise', electors: null, note: 'Rules of residence differ; not counted.' }));
    await give(
      ceo,
      reason({ bodyId: 'CEO-IN-KL', reason: 'boundary', electors: -50000, note: 'Wards redrawn in 2025.' }),
    );
    const view = await read('IN-KL');
    const said = view.reasons.map(({ bodyId, reason: code, electors }) => [bodyId, code, electors]);
    expect(new Set(said)).toEqual(
      new Set([
        ['SEC-IN-KL', 'cut_off_date', 400000],
        ['SEC-IN-KL', 'franchise', null],
        ['CEO-IN-KL', 'boundary', -50000],
      ]),
    );
    expect(view.explained).toEqual([
      { bodyId: 'CEO-IN-KL', reasons: 1, electors: -50000, uncounted: 0, rest: 1720914 },
      { bodyId: 'SEC-IN-KL', reasons: 2, electors: 400000, uncounted: 1, rest: 1270914 },
    ]);
    const { rows } = await callAs(db, viewer).rollGap.list({});
    expect(rows.find(({ stateCode }) => stateCode === 'IN-KL')?.reasons).toBe(3);
  });

  it('are given and withdrawn by the own body only, whatever the address says', async () => {
    const input = reason();
    for (const session of [ceo, otherSec, division, viewer]) {
      expect((await failureOf(give(session, { ...input, key: newId() }))).code).toBe('forbidden');
    }
    expect((await failureOf(give(sec, reason({ stateCode: 'IN-UP' })))).code).toBe('forbidden');
    const { id, version } = await give(
      sec,
      reason({ reason: 'age', electors: 1000, note: 'Those who turned eighteen.' }),
    );
    for (const session of [ceo, otherSec, division, viewer]) {
      const call = callAs(db, session).rollGap.withdrawReason({ key: newId(), id, version });
      expect((await failureOf(call)).code).toBe('forbidden');
    }
    const checker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_checker' });
    expect((await read('IN-KL', undefined, ceo)).can.giveReasonAs).toBe('CEO-IN-KL');
    expect((await read('IN-KL', undefined, otherSec)).can.giveReasonAs).toBeNull();
    expect((await read('IN-KL', '2026-11-01', sec)).can.giveReasonAs).toBeNull();
    const seen = (await read('IN-KL', undefined, checker)).reasons;
    expect(seen.every((each) => each.can.withdraw === (each.bodyId === 'SEC-IN-KL'))).toBe(true);
    const first = await callAs(db, checker).rollGap.withdrawReason({ key: newId(), id, version });
    expect(first).toEqual({ id, version: 2 });
    // The maker still has the old version on screen.
    const late = await failureOf(callAs(db, sec).rollGap.withdrawReason({ key: newId(), id, version }));
    expect(late).toMatchObject({ code: 'stale', details: [{ reason: 'gap.stale', params: { version: 2 } }] });
    expect((await read('IN-KL')).reasons.some((each) => each.id === id)).toBe(false);
    expect(await db.selectFrom('gapReason').select('note').where('id', '=', id).execute()).toHaveLength(1);
  });

  it('refuses a note that names a person, and one that says nothing', async () => {
    const personal = await failureOf(give(sec, reason({ note: 'Elector ABC1234567 was counted twice.' })));
    expect(personal).toMatchObject({ code: 'invalid', details: [{ reason: 'personal_data.epic', field: 'note' }] });
    const empty = await failureOf(give(sec, reason({ note: ' \u200b .  ' })));
    expect(empty).toMatchObject({ code: 'invalid', details: [{ reason: 'gap.note', field: 'note' }] });
    await expect(give(sec, reason({ note: 'x'.repeat(501) }))).rejects.toThrow();
    await expect(give(sec, reason({ electors: 1.5 }))).rejects.toThrow();
  });

  it('leave an audit entry with all that was said, announce the State to everyone, and once for one key', async () => {
    const input = reason({ reason: 'supplements', electors: 193797, note: 'The supplementary roll of November.' });
    const given = await give(sec, input);
    expect(await give(sec, input)).toEqual(given);
    await callAs(db, sec).rollGap.withdrawReason({ key: newId(), id: given.id, version: given.version });
    const entries = await db
      .selectFrom('auditEntry')
      .select(['command', 'bodyId', 'stateCode', 'before', 'after'])
      .where('objectId', '=', given.id)
      .orderBy('seq')
      .execute();
    const said = { reason: 'supplements', electors: 193797, note: 'The supplementary roll of November.' };
    expect(entries).toEqual([
      {
        command: 'rollGap.giveReason',
        bodyId: 'SEC-IN-KL',
        stateCode: 'IN-KL',
        before: null,
        after: { bodyId: 'SEC-IN-KL', ...said },
      },
      {
        command: 'rollGap.withdrawReason',
        bodyId: 'SEC-IN-KL',
        stateCode: 'IN-KL',
        before: said,
        after: { isWithdrawn: true },
      },
    ]);
    const told = await db
      .selectFrom('announcement')
      .select(['topic', 'audience'])
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    expect(told).toEqual([
      { topic: 'roll:IN-KL', audience: 'all' },
      { topic: 'roll:IN-KL', audience: 'all' },
    ]);
  });
});
