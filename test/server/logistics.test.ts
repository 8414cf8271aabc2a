// Readiness returns: what cannot be true is refused with its field, history stays, and the sums always equal the returns.

import { TRPCError } from '@trpc/server';
import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFleet } from '#server/modules/logistics/views.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { packSums, sumsOf } from '#shared/modules/logistics/rules-sums.ts';
import type { ReturnLine, SaveReturns } from '#shared/modules/logistics/schema.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

const today = '2026-11-22';
const exerciseId = 'TEST-KL-LSG';
const districts = ['D1', 'D2', 'D3'];
let db: Kysely<Database>;
let drop: () => Promise<void>;
let maker: Session;
let checker: Session;
let ceo: Session;
let organiser: Session;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  maker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  checker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_checker' });
  ceo = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
  organiser = await makePerson(db, { bodyId: 'ECI', role: 'organiser' });
  await db.deleteFrom('area').where('stateCode', '=', 'IN-KL').where('kind', '=', 'district').execute();
  await db
    .insertInto('area')
    .values(
      districts.map((code) => ({
        stateCode: 'IN-KL',
        kind: 'district' as const,
        code,
        nameEn: `District ${code}`,
        nameHi: null,
        parentCode: null,
        localClass: null,
        source: 'test',
        importNo: null,
        validTo: null,
      })),
    )
    .execute();
  await plantExercise(exerciseId, '2027-02-20');
  await plantExercise('TEST-KL-UNDATED', null);
});
afterAll(async () => {
  await drop();
});

async function plantExercise(id: string, poll: string | null): Promise<void> {
  await db
    .insertInto('exercise')
    .values({
      id,
      stateCode: 'IN-KL',
      bodyKind: 'sec',
      bodyId: 'SEC-IN-KL',
      kind: 'panchayat_election',
      nameEn: id,
      nameHi: null,
      method: 'evm',
    })
    .execute();
  await db
    .insertInto('milestone')
    .values({
      id: newId(),
      exerciseId: id,
      position: 1,
      milestone: 'poll',
      startDate: poll,
      endDate: poll,
      status: 'due',
      confidence: 'office',
      source: null,
      note: null,
      recordedAt: testNow,
    })
    .execute();
}

function line(change: Partial<ReturnLine> = {}): ReturnLine {
  const none = { available: null, checked: null, deployed: null, required: null, requiredReason: null };
  return { districtCode: 'D1', itemId: 'cu_stock', facet: '', seen: null, ...none, ...change };
}

async function save(lines: ReturnLine[], change: Partial<SaveReturns> = {}, as = maker) {
  return await callAs(db, as).logistics.saveReturns({
    key: newId(),
    exerciseId,
    asOn: today,
    source: 'return of the district',
    note: '',
    lines,
    ...change,
  });
}

async function seenOf(of: Pick<ReturnLine, 'districtCode' | 'itemId'>): Promise<string | null> {
  const { lines } = await callAs(db, maker).logistics.grid({
    exerciseId,
    itemIds: [of.itemId],
    districtCode: of.districtCode,
  });
  return lines[0]?.id ?? null;
}

async function refusals(call: Promise<unknown>): Promise<string[]> {
  try {
    await call;
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (!(cause instanceof AppError)) throw error;
    return [cause.code, ...cause.details.map(({ reason, field }) => [reason, field].filter(Boolean).join(' '))];
  }
  return ['let through'];
}

/** The kept sums, against those made anew from the rows. */
async function expectSumsEqual(): Promise<void> {
  const kept = await db
    .selectFrom('readinessDay')
    .select('sums')
    .where('exerciseId', '=', exerciseId)
    .where('day', '=', today)
    .executeTakeFirstOrThrow();
  const { fleet } = await readFleet(db, exerciseId, today, undefined);
  expect(kept.sums).toBe(packSums(sumsOf(fleet)));
}

describe('a return', () => {
  it('is kept line by line, sums up at once, and leaves an entry; the formula says what is required', async () => {
    await callAs(db, maker).logistics.setParameters({
      key: newId(),
      exerciseId,
      source: 'list of polling stations',
      values: districts.map((districtCode) => ({ districtCode, parameter: 'psMain' as const, value: 1_000 })),
    });
    await save([line({ available: 1_250 }), line({ districtCode: 'D2', available: 500 })]);
    const view = await callAs(db, ceo).logistics.exercise({ exerciseId });
    expect(view.can).toEqual({ write: false });
    expect(view.sums.find(({ itemId }) => itemId === 'cu_stock')).toMatchObject({
      required: 2_500,
      numerator: 1_750,
      reporting: 2,
      areas: 3,
      lowest: { area: 'D2', percent: 40 },
      verdict: { percent: 70 },
    });
    await expectSumsEqual();
    const { lines } = await callAs(db, ceo).logistics.grid({ exerciseId, itemIds: ['cu_stock'] });
    expect(lines.map(({ districtCode, byFormula }) => [districtCode, byFormula])).toEqual([
      ['D1', 1_250],
      ['D2', 1_250],
      ['D3', 1_250],
    ]);
    const entry = await db
      .selectFrom('auditEntry')
      .select(['command', 'stateCode'])
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(entry).toEqual({ command: 'logistics.saveReturns', stateCode: 'IN-KL' });
  });

  it('refuses every line that cannot be true, names it, and saves none', async () => {
    const before = await db
      .selectFrom('itemStatus')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirst();
    const said = await refusals(
      save([
        line({ districtCode: 'D3', available: 5, checked: 6 }),
        line({ districtCode: 'D3', itemId: 'cu_flc', checked: 6, deployed: 7 }),
        line({ districtCode: 'D9' }),
        line({ districtCode: 'D3', itemId: 'vvpat_stock', available: 1 }),
        line({ districtCode: 'D3', itemId: 'ballot_boxes', checked: 1 }),
        line({ districtCode: 'D3', itemId: 'ink', required: 5, requiredReason: 'short' }),
        line({ districtCode: 'D3', itemId: 'ink' }),
        line({ districtCode: 'D3', itemId: 'amf_each', facet: 'lift' }),
      ]),
    );
    expect(said).toEqual([
      'invalid',
      'returns.checked_above_available lines.0.checked',
      'returns.deployed_above_checked lines.1.deployed',
      'returns.district lines.2.districtCode',
      'returns.item lines.3.itemId',
      'returns.item lines.4.itemId',
      'returns.reason lines.5.requiredReason',
      'returns.twice lines.6.districtCode',
      'returns.item lines.7.itemId',
    ]);
    const after = await db
      .selectFrom('itemStatus')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirst();
    expect(after).toEqual(before);
  });

  it('refuses a negative, a thousand million and a fraction, a day ahead, a name, and another’s exercise', async () => {
    for (const available of [-1, 1e9, 2.5]) {
      await expect(save([line({ districtCode: 'D3', available })])).rejects.toThrow(/too_small|too_big|invalid_type/);
    }
    expect(await refusals(save([line({ districtCode: 'D3' })], { asOn: '2026-11-23' }))).toEqual([
      'invalid',
      'returns.future asOn',
    ]);
    expect(await refusals(save([line({ districtCode: 'D3' })], { note: 'call 9876543210' }))).toEqual([
      'invalid',
      expect.stringMatching(/^personal_data/),
    ]);
    for (const other of [ceo, checker, organiser]) {
      expect(await refusals(save([line({ districtCode: 'D3' })], {}, other))).toEqual(['forbidden']);
    }
  });

  it('written meanwhile by another is told line by line; nothing is overwritten', async () => {
    const seen = await seenOf({ districtCode: 'D1', itemId: 'cu_stock' });
    await save([line({ seen, available: 1_240 })]);
    expect(
      await refusals(
        save([line({ districtCode: 'D3', itemId: 'bu_stock', available: 1 }), line({ seen, available: 9 })]),
      ),
    ).toEqual(['stale', 'returns.stale lines.1']);
    const history = await db
      .selectFrom('itemStatus')
      .select(['available', 'supersededAt'])
      .where('exerciseId', '=', exerciseId)
      .where('districtCode', '=', 'D1')
      .where('itemId', '=', 'cu_stock')
      .orderBy('recordedAt')
      .execute();
    expect(history.map(({ available, supersededAt }) => [available, supersededAt === null])).toEqual(
      expect.arrayContaining([
        [1_250, false],
        [1_240, true],
      ]),
    );
  });

  it('with nothing required stands outside the count of districts', async () => {
    await callAs(db, maker).logistics.setParameters({
      key: newId(),
      exerciseId,
      source: 'list of polling stations',
      values: [{ districtCode: 'D3', parameter: 'psMain', value: 0 }],
    });
    const view = await callAs(db, maker).logistics.exercise({ exerciseId });
    expect(view.sums.find(({ itemId }) => itemId === 'cu_stock')).toMatchObject({ reporting: 2, areas: 2 });
  });

  it('keeps sums that equal the rows after any returns and numbers', async () => {
    const figure = fc.option(fc.nat(2_000));
    const edit = fc.record({
      districtCode: fc.constantFrom(...districts),
      itemId: fc.constantFrom('cu_stock', 'ink', 'polling_staff', 'ps_verified' as const),
      available: figure,
      stations: fc.option(fc.nat(1_500)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        for (const { districtCode, itemId, available, stations } of edits) {
          const seen = await seenOf({ districtCode, itemId });
          await save([line({ districtCode, itemId, seen, available, checked: available, deployed: available })]);
          await callAs(db, maker).logistics.setParameters({
            key: newId(),
            exerciseId,
            source: 'list of polling stations',
            values: [{ districtCode, parameter: 'psMain', value: stations }],
          });
        }
        await expectSumsEqual();
      }),
      { numRuns: 15 },
    );
  });
});

describe('the board', () => {
  it('is grey without a poll day, and says so', async () => {
    const { rows } = await callAs(db, organiser).logistics.board({ stateCode: 'IN-KL' });
    const row = rows.find(({ exercise }) => exercise.id === 'TEST-KL-UNDATED');
    expect(row?.themes.map(({ colour }) => colour)).toEqual(Array.from({ length: 7 }, () => 'grey'));
  });

  it('shows an exercise as of the end of a past day', async () => {
    const { rows } = await callAs(db, organiser).logistics.board({ stateCode: 'IN-KL', asOn: '2026-11-21' });
    const row = rows.find(({ exercise }) => exercise.id === exerciseId);
    expect(row?.worst?.verdict.percent ?? null).toBeNull();
  });

  it('leaves items of machines out when the method becomes ballot, and keeps what was returned', async () => {
    await db.updateTable('exercise').set({ method: 'ballot' }).where('id', '=', exerciseId).execute();
    const ballot = await callAs(db, maker).logistics.exercise({ exerciseId });
    expect(ballot.sums.some(({ itemId }) => itemId === 'cu_stock')).toBe(false);
    expect(ballot.sums.some(({ itemId }) => itemId === 'ballot_boxes')).toBe(true);
    await db.updateTable('exercise').set({ method: 'evm' }).where('id', '=', exerciseId).execute();
    const evm = await callAs(db, maker).logistics.exercise({ exerciseId });
    expect(evm.sums.find(({ itemId }) => itemId === 'cu_stock')?.reporting).toBeGreaterThan(0);
  });
});

describe('settings', () => {
  const setting = {
    bodyId: 'SEC-IN-KL',
    stateCode: 'IN-KL',
    setting: 'preset/resCuFlc',
    value: 1_200,
    source: 'order of the commission',
    reason: 'reserve of twelve per cent',
    validFrom: today,
  };
  it('let a commission hold its own reserve, from a day on', async () => {
    await callAs(db, maker).logistics.setParameters({
      key: newId(),
      exerciseId,
      source: 'list of polling stations',
      values: [{ districtCode: 'D1', parameter: 'psMain', value: 1_001 }],
    });
    await callAs(db, maker).logistics.setSetting({ key: newId(), ...setting });
    const { lines } = await callAs(db, maker).logistics.grid({
      exerciseId,
      itemIds: ['cu_stock'],
      districtCode: 'D1',
    });
    // 1,001 stations and 12 % are 1,121.12.
    expect(lines[0]).toMatchObject({ required: null, byFormula: 1_122 });
    await expectSumsEqual();
  });

  it('refuse a day gone by, an unknown name, a value out of bounds, a nation’s setting by a body', async () => {
    const set = (change: object, as = maker) =>
      refusals(callAs(db, as).logistics.setSetting({ key: newId(), ...setting, ...change }));
    expect(await set({ validFrom: '2026-11-21' })).toEqual(['invalid', 'settings.past validFrom']);
    expect(await set({ setting: 'preset/none' })).toEqual(['invalid', 'settings.unknown setting']);
    expect(await set({ setting: 'threshold/green' })).toEqual(['invalid', 'settings.unknown setting']);
    expect(await set({ bodyId: null, stateCode: null })).toEqual(['forbidden']);
    const national = { bodyId: null, stateCode: null, setting: 'threshold/green', value: 101 };
    expect(await set(national, organiser)).toEqual(['invalid', 'settings.bounds value']);
    expect(await set({ ...national, value: 4 }, organiser)).toEqual(['let through']);
  });
});

describe('positions', () => {
  const position = {
    bodyId: 'SEC-IN-KL',
    stateCode: 'IN-KL',
    districtCode: 'D1',
    unit: 'CU' as const,
    model: 'M2',
    seen: null,
    usable: 70,
    underRepair: 10,
    committed: 15,
    lent: 5,
    total: 100,
    asOn: today,
    source: 'stock register of the district',
  };
  it('must balance, and are read back', async () => {
    const set = (change: object) =>
      refusals(callAs(db, maker).logistics.setPosition({ key: newId(), ...position, ...change }));
    expect(await set({ total: 101 })).toEqual(['invalid', 'position.balance total']);
    expect(await set({ districtCode: 'D9' })).toEqual(['invalid', 'returns.district districtCode']);
    expect(await set({})).toEqual(['let through']);
    expect(await set({})).toEqual(['stale', 'returns.stale lines.0']);
    const { positions } = await callAs(db, organiser).logistics.positions({ stateCode: 'IN-KL' });
    expect(positions).toEqual([expect.objectContaining({ usable: 70, total: 100, ownerId: 'SEC-IN-KL' })]);
  });
});
