// The way of a change: one effect for a repeated request, nothing without an audit entry, four eyes, no lost update.

import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '#server/platform/command.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import { callAs, makePerson, testClock } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let maker: Session;
let secondMaker: Session;
let checker: Session;
let period: string;
let month = 0;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  maker = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
  secondMaker = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
  checker = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_checker' });
});
afterAll(async () => {
  await drop();
});
beforeEach(() => {
  month += 1;
  period = `20${String(10 + Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}`;
});

/** Twelve numbers that add up. */
const whole = {
  electorsTotal: '2,69,53,644',
  electorsMale: '1,31,20,200',
  electorsFemale: '1,38,33,200',
  electorsThird: '244',
  opening: '2,69,40,000',
  additions: '20,000',
  deletions: '6,356',
  parts: '25,231',
  partsOverCap: '0',
  withEpic: '2,69,53,644',
  withPhoto: '2,69,53,600',
  electors1819: '4,24,518',
};

function draft(change: object = {}) {
  return {
    key: newId(),
    period,
    stateCode: 'IN-KL',
    bodyId: 'CEO-IN-KL',
    version: 0,
    cells: {},
    header: {},
    notes: {},
    ...change,
  };
}

async function submitted(): Promise<{ id: string; version: number }> {
  const notes = { V04: 'checked against the register', V16: 'checked against the register' };
  const saved = await callAs(db, maker).submissions.saveDraft(
    draft({ cells: whole, header: { sourceNote: 'CEO office return' }, notes }),
  );
  return await callAs(db, maker).submissions.submit({ key: newId(), ...saved });
}

async function auditOf(id: string) {
  return await db
    .selectFrom('auditEntry')
    .select(['command', 'before', 'after', 'personId', 'role', 'bodyId'])
    .where('objectId', '=', id)
    .orderBy('seq')
    .execute();
}

describe('a repeated request', () => {
  it('gets the stored answer, and the change is made once', async () => {
    const input = draft({ cells: { electorsTotal: '12,345' } });
    const first = await callAs(db, maker).submissions.saveDraft(input);
    const again = await callAs(db, maker).submissions.saveDraft(input);
    expect(again).toEqual(first);
    expect(await auditOf(first.id)).toHaveLength(1);
  });

  it('is one change however many copies arrive at once (F12)', async () => {
    const begun = await callAs(db, maker).submissions.saveDraft(draft({ cells: { electorsTotal: '1' } }));
    const input = draft({ version: begun.version, cells: { electorsTotal: '2' } });
    const answers = await Promise.all(Array.from({ length: 25 }, () => callAs(db, maker).submissions.saveDraft(input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ id: begun.id, version: 2 })]),
    );
    expect(await auditOf(begun.id)).toHaveLength(2);
  });

  it('is refused when the key was used for something else', async () => {
    const input = draft({ cells: { electorsTotal: '1' } });
    await callAs(db, maker).submissions.saveDraft(input);
    await expect(
      callAs(db, maker).submissions.saveDraft({ ...input, cells: { electorsTotal: '2' } }),
    ).rejects.toMatchObject({
      cause: { code: 'invalid', details: [{ reason: 'key.reused' }] },
    });
  });
});

describe('saving', () => {
  it('refuses the loser of two saves over one version, and keeps the winner whole', async () => {
    const begun = await callAs(db, maker).submissions.saveDraft(draft({ cells: { electorsTotal: '1' } }));
    await callAs(db, secondMaker).submissions.saveDraft(
      draft({ version: begun.version, cells: { electorsMale: '7' } }),
    );
    await expect(
      callAs(db, maker).submissions.saveDraft(draft({ version: begun.version, cells: { electorsMale: '8' } })),
    ).rejects.toMatchObject({ cause: { code: 'stale' } });
    const view = await callAs(db, maker).submissions.get({ period, stateCode: 'IN-KL', bodyId: 'CEO-IN-KL' });
    expect(view.cells).toMatchObject({ electorsTotal: '1', electorsMale: '7' });
  });

  it('keeps what was typed, right or wrong, and shows it in the audit as typed', async () => {
    const { id } = await callAs(db, maker).submissions.saveDraft(draft({ cells: { electorsTotal: '8,49,9082' } }));
    const [entry] = await auditOf(id);
    expect(entry).toMatchObject({
      command: 'submissions.saveDraft',
      role: 'ceo_maker',
      bodyId: 'CEO-IN-KL',
      personId: maker.personId,
    });
    expect(entry?.after).toMatchObject({ cells: { electorsTotal: '8,49,9082' } });
  });

  it.each([
    ['an EPIC number', { cells: { electorsTotal: 'ABC1234567' } }, 'cells.electorsTotal', 'personal_data.epic'],
    ['a phone number', { header: { sourceNote: 'call 98765 43210' } }, 'header.sourceNote', 'personal_data.phone'],
    ['an EPIC number in Devanagari digits', { notes: { V04: 'ABC१२३४५६७' } }, 'notes.V04', 'personal_data.epic'],
  ])('refuses text with %s, names the field and keeps it nowhere (S26)', async (_name, change, field, reason) => {
    await expect(callAs(db, maker).submissions.saveDraft(draft(change))).rejects.toMatchObject({
      cause: { code: 'invalid', details: [{ field, reason }] },
    });
    const { count } = await db
      .selectFrom('auditEntry')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(sql<boolean>`after::text ~ 'ABC|98765'`)
      .executeTakeFirstOrThrow();
    expect(count).toBe(0);
  });

  it('opens no form of a month that has not ended', async () => {
    await expect(callAs(db, maker).submissions.saveDraft(draft({ period: '2026-11' }))).rejects.toMatchObject({
      cause: { code: 'blocked', details: [{ reason: 'period.open' }] },
    });
  });
});

describe('submission and publication', () => {
  it('refuses a submission that does not add up, cell by cell', async () => {
    const cells = { ...whole, electorsTotal: '8,49,9082', withEpic: 'NA' };
    const saved = await callAs(db, maker).submissions.saveDraft(draft({ cells }));
    await expect(callAs(db, maker).submissions.submit({ key: newId(), ...saved })).rejects.toMatchObject({
      cause: {
        code: 'invalid',
        details: expect.arrayContaining([
          expect.objectContaining({ reason: 'V02.count.grouping', field: 'electorsTotal' }),
          expect.objectContaining({ reason: 'V02.count.placeholder', field: 'withEpic' }),
        ]),
      },
    });
  });

  it('takes Devanagari digits as numbers', async () => {
    const notes = { V04: 'checked', V16: 'checked' };
    const cells = { ...whole, electorsTotal: '२,६९,५३,६४४', electors1819: '४२४५१८' };
    const saved = await callAs(db, maker).submissions.saveDraft(
      draft({ cells, header: { sourceNote: 'return' }, notes }),
    );
    const { id, version } = await callAs(db, maker).submissions.submit({ key: newId(), ...saved });
    await callAs(db, checker).submissions.publish({ key: newId(), id, version });
    const figures = await db
      .selectFrom('rollFigure')
      .innerJoin('rollStatement', 'rollStatement.id', 'rollFigure.statementId')
      .select(['measure', 'value'])
      .where('submissionId', '=', id)
      .execute();
    expect(figures).toEqual(
      expect.arrayContaining([
        { measure: 'electorsTotal', value: 26_953_644 },
        { measure: 'electors1819', value: 424_518 },
      ]),
    );
  });

  it('needs a second person: nobody publishes what they submitted, in whatever capacity', async () => {
    const { id, version } = await submitted();
    await expect(callAs(db, maker).submissions.publish({ key: newId(), id, version })).rejects.toMatchObject({
      cause: { code: 'forbidden' },
    });
    const both = { ...maker, capacity: { ...checker.capacity } };
    await expect(callAs(db, both).submissions.publish({ key: newId(), id, version })).rejects.toMatchObject({
      cause: { code: 'blocked', details: [{ reason: 'submission.four_eyes' }] },
    });
    await expect(callAs(db, checker).submissions.publish({ key: newId(), id, version })).resolves.toMatchObject({
      id,
      version: version + 1,
    });
  });

  it('publishes nothing that was not submitted, and takes no typing after that', async () => {
    const saved = await callAs(db, maker).submissions.saveDraft(draft({ period: '2009-01', cells: whole }));
    await expect(callAs(db, checker).submissions.publish({ key: newId(), ...saved })).rejects.toMatchObject({
      cause: { code: 'blocked' },
    });
    const { id, version } = await submitted();
    await expect(
      callAs(db, maker).submissions.saveDraft(draft({ version, cells: { electorsTotal: '5' } })),
    ).rejects.toMatchObject({ cause: { code: 'blocked', details: [{ reason: 'submission.submitted' }] } });
    expect(await auditOf(id)).toHaveLength(2);
  });

  it('corrects a published form by a new version with a note; the first one stays as it was published', async () => {
    const { id, version } = await submitted();
    await callAs(db, checker).submissions.publish({ key: newId(), id, version });
    const next = await callAs(db, maker).submissions.correct({
      key: newId(),
      id,
      erratum: 'one district was counted twice',
    });
    const saved = await callAs(db, maker).submissions.saveDraft(
      draft({
        version: next.version,
        cells: {
          additions: '19,000',
          electorsTotal: '2,69,52,644',
          electorsFemale: '1,38,32,200',
          withEpic: '2,69,52,644',
          withPhoto: '2,69,52,644',
        },
      }),
    );
    const again = await callAs(db, maker).submissions.submit({ key: newId(), ...saved });
    await callAs(db, checker).submissions.publish({ key: newId(), ...again });
    const statements = await db
      .selectFrom('rollStatement')
      .select(['id', 'corrects', 'erratum'])
      .where('period', '=', period)
      .where('basis', '!=', 'sample')
      .orderBy('publishedAt')
      .orderBy('corrects', (order) => order.nullsFirst())
      .execute();
    expect(statements).toHaveLength(2);
    expect(statements.find((row) => row.corrects !== null)).toMatchObject({
      corrects: statements.find((row) => row.corrects === null)?.id,
      erratum: 'one district was counted twice',
    });
  });

  it('lets the ECI return a CEO’s form but not an SEC’s', async () => {
    const staff = await makePerson(db, { bodyId: 'ECI', role: 'eci_staff' });
    const { id, version } = await submitted();
    await expect(
      callAs(db, staff).submissions.return({ key: newId(), id, version, reason: 'women missing in one district' }),
    ).resolves.toMatchObject({ id });
    const secMaker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
    const saved = await callAs(db, secMaker).submissions.saveDraft(
      draft({ bodyId: 'SEC-IN-KL', cells: whole, header: { sourceNote: 'SEC return' } }),
    );
    await expect(
      callAs(db, staff).submissions.return({ key: newId(), ...saved, reason: 'look again please' }),
    ).rejects.toMatchObject({ cause: { code: 'forbidden' } });
    await expect(
      callAs(db, staff).submissions.get({ period, stateCode: 'IN-KL', bodyId: 'SEC-IN-KL' }),
    ).rejects.toMatchObject({ cause: { code: 'forbidden' } });
  });
});

describe('the record of a change', () => {
  const context = () => ({ db, session: maker, clock: testClock, requestId: newId() });

  it('is in the same transaction: a change whose audit entry cannot be written is not made', async () => {
    const id = newId();
    await expect(
      runCommand(context(), { name: 'people.setLanguage', key: newId(), input: {} }, async (tx) => {
        await tx.insertInto('setting').values({ key: id, value: '1' }).execute();
        // An audit text that PostgreSQL cannot store.
        return {
          answer: 1,
          object: { kind: 'person', id: 'x' },
          before: null,
          after: { text: '\u0000' },
          announce: [],
        };
      }),
    ).rejects.toThrow();
    expect(await db.selectFrom('setting').select('key').where('key', '=', id).executeTakeFirst()).toBeUndefined();
  });

  it('refuses a membership that ended while the session was kept (S05)', async () => {
    const leaver = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
    await db
      .updateTable('membership')
      .set({ validTo: '2026-11-01' })
      .where('id', '=', leaver.capacity.membershipId)
      .execute();
    await expect(
      callAs(db, leaver).submissions.saveDraft(draft({ cells: { electorsTotal: '1' } })),
    ).rejects.toMatchObject({ cause: { code: 'forbidden' } });
    const view = await callAs(db, maker).submissions.get({ period, stateCode: 'IN-KL', bodyId: 'CEO-IN-KL' });
    expect(view.version).toBe(0);
  });
});
