// Versions of part files: corrections, the nation's file, what is kept, and sums that are always those of the parts.

import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countLive, listSums } from '#server/modules/exchange/views.ts';
import { newId } from '#shared/kernel/ids.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { call } from '../support/faults.ts';
import { type Part, partHeader, partRow, publishFile, startOf, upload } from '../support/part-files.ts';

let app: RunningApp;
let office: { maker: string; checker: string };
let nation: { maker: string; checker: string };

beforeAll(async () => {
  app = await startApp();
  const signIn = (name: string) => app.signIn(`${name}@demo.samanvay.example`);
  office = { maker: await signIn('kerala.ceo.maker'), checker: await signIn('kerala.ceo.checker') };
  nation = { maker: await signIn('eci.rolls'), checker: await signIn('eci.evm') };
});
afterAll(async () => {
  await app.close();
});

const asOf = (day: number) => `2026-10-${String(day).padStart(2, '0')}`;
const fileOf = (parts: readonly Part[]) => `${[partHeader, ...parts.map(partRow)].join('\n')}\n`;
const goa = (acNo: number, partNo: number, male = 500): Part => ({ acNo, partNo, male, female: 480 });

async function noOf(id: string): Promise<number> {
  const { no } = await app.db.selectFrom('rollImport').select('no').where('id', '=', id).executeTakeFirstOrThrow();
  return no;
}

async function partsOf(no: number) {
  return await app.db
    .selectFrom('partFigure')
    .select(['acNo', 'partNo', 'electorsMale as male', 'electorsFemale as female', 'additions'])
    .where('importNo', '=', no)
    .orderBy('acNo')
    .orderBy('partNo')
    .execute();
}

describe('a correction', () => {
  it('replaces, adds and takes out parts of the published file, and stands in its place', async () => {
    const first = await publishFile(
      app,
      office,
      fileOf([goa(1, 1), goa(1, 2), goa(2, 1)]),
      startOf({ header: { asOf: asOf(2) } }),
    );
    const corrects = { no: await noOf(first), erratum: 'part 2 of 1 was merged, part 1 of 2 counted anew' };
    const start = startOf({ header: { asOf: asOf(2) }, corrects });
    const rows = [partRow(goa(2, 1, 510)), partRow(goa(3, 1))].map((row) => `${row},`);
    const body = `${partHeader},remove\n${rows.join('\n')}\n1,2,,,,,,,,yes\n`;
    const second = await publishFile(app, office, body, start);
    const no = await noOf(second);
    expect(await partsOf(no)).toEqual(
      [goa(1, 1), goa(2, 1, 510), goa(3, 1)].map(({ acNo, partNo, male, female }) => ({
        acNo,
        partNo,
        male,
        female,
        additions: 10,
      })),
    );
    expect(await listSums(app.db, no)).toEqual(await countLive(app.db, { importNo: no, isSir: false }));
    const statement = await app.db
      .selectFrom('rollStatement')
      .select(['corrects', 'erratum'])
      .where('erratum', '=', corrects.erratum)
      .executeTakeFirstOrThrow();
    expect(statement.corrects).not.toBeNull();
    const again = await call(app.url, office.maker, 'exchange.start', { ...start, key: newId() });
    expect(again.failure?.details[0]?.reason).toBe('import.corrected');
    const all = `${partHeader},remove\n1,1,,,,,,,,yes\n2,1,,,,,,,,yes\n3,1,,,,,,,,yes\n`;
    const emptied = await upload(
      app,
      office.maker,
      all,
      startOf({ header: { asOf: asOf(2) }, corrects: { ...corrects, no } }),
    );
    expect(emptied.status).toBe('refused');
    const gone = await upload(
      app,
      office.maker,
      `${partHeader},remove\n1,2,,,,,,,,yes\n`,
      startOf({ header: { asOf: asOf(2) }, corrects: { ...corrects, no } }),
    );
    expect(gone.status).toBe('refused');
  });

  it('leaves sums that are those of the parts, whatever is edited', { timeout: 240_000 }, async () => {
    const keys = fc.record({ acNo: fc.integer({ min: 1, max: 4 }), partNo: fc.integer({ min: 1, max: 5 }) });
    const figures = fc.record({
      male: fc.integer({ min: 0, max: 1500 }),
      female: fc.integer({ min: 0, max: 900 }),
      opening: fc.option(fc.integer({ min: 0, max: 2000 }), { nil: undefined }),
      deletions: fc.integer({ min: 0, max: 90 }),
    });
    const edit = fc.tuple(keys, fc.option(figures, { freq: 3, nil: null }));
    const rowOf = ([key, edited]: [
      { acNo: number; partNo: number },
      { male: number; female: number; opening?: number | undefined; deletions: number } | null,
    ]) => (edited === null ? `${key.acNo},${key.partNo},,,,,,,,y` : `${partRow({ ...key, ...edited, isFree: true })},`);
    let base = await publishFile(
      app,
      office,
      fileOf([1, 2, 3, 4].map((acNo) => goa(acNo, 1))),
      startOf({ header: { asOf: asOf(3) } }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(edit, { minLength: 1, maxLength: 8, selector: ([key]) => `${key.acNo}/${key.partNo}` }),
        async (edits) => {
          const no = await noOf(base);
          const there = new Set((await partsOf(no)).map(({ acNo, partNo }) => `${acNo}/${partNo}`));
          const possible = edits.filter(([key, edited]) => edited !== null || there.has(`${key.acNo}/${key.partNo}`));
          const taken = possible.filter(([, edited]) => edited === null).length;
          fc.pre(possible.length > 0 && taken < there.size);
          const body = `${partHeader},remove\n${possible.map(rowOf).join('\n')}\n`;
          base = await publishFile(
            app,
            office,
            body,
            startOf({ header: { asOf: asOf(3) }, corrects: { no, erratum: 'random edits' } }),
          );
          const next = await noOf(base);
          expect(await listSums(app.db, next)).toEqual(await countLive(app.db, { importNo: next, isSir: false }));
        },
      ),
      { numRuns: 6 },
    );
  });
});

describe('the nation’s file', () => {
  const parts = (male: number) =>
    ['IN-GA', 'IN-KL', 'IN-CH'].map((stateCode) => ({
      stateCode,
      acNo: stateCode === 'IN-CH' ? 0 : 1,
      partNo: 1,
      male,
      female: 480,
    }));
  const body = (male: number) => `state_code,${partHeader}\n${parts(male).map(partRow).join('\n')}\n`;
  const start = (day: number) => startOf({ stateCode: null, bodyId: 'ECI', header: { asOf: asOf(day) } });

  it('is one import, and leaves out a State whose office has published since', async () => {
    await publishFile(app, office, fileOf([goa(1, 1, 777)]), startOf({ header: { asOf: asOf(9) } }));
    const id = await publishFile(app, nation, body(500), start(8));
    const states = await app.db
      .selectFrom('rollImportState')
      .select(['stateCode', 'leftOut'])
      .where('importNo', '=', await noOf(id))
      .orderBy('stateCode')
      .execute();
    expect(states).toEqual([
      { stateCode: 'IN-CH', leftOut: null },
      { stateCode: 'IN-GA', leftOut: null },
      { stateCode: 'IN-KL', leftOut: 'newer_published' },
    ]);
    expect(await countLive(app.db, { importNo: await noOf(id), isSir: false })).toEqual(
      await listSums(app.db, await noOf(id)),
    );
  });

  it('says part by part what does not follow from the file before', async () => {
    const { id } = await upload(app, nation.maker, body(1900), start(10));
    const { findings } = await app.db
      .selectFrom('rollImport')
      .select('findings')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const checks = findings.items.map(({ check, row, reason }) => ({ check, row, reason }));
    expect(checks).toEqual(
      expect.arrayContaining([
        { check: 'V04', row: 2, reason: 'opening_differs' },
        { check: 'V16', row: 2, reason: 'jump' },
        { check: 'V16', row: 0, reason: 'jump' },
      ]),
    );
    const copy = await upload(app, nation.maker, body(500), start(11));
    const again = await app.db
      .selectFrom('rollImport')
      .select('findings')
      .where('id', '=', copy.id)
      .executeTakeFirstOrThrow();
    expect(again.findings.items.filter(({ check }) => check === 'V17').map(({ params }) => params['area'])).toEqual([
      'IN-CH',
      'IN-GA',
    ]);
  });
});

describe('parts', () => {
  it('are kept for the current and the previous snapshot, sums for ever', async () => {
    const start = (day: number) => startOf({ header: { asOf: asOf(day) } });
    const numbers: number[] = [];
    for (const day of [14, 15, 16]) {
      const id = await publishFile(app, office, fileOf([goa(1, 1, 500 + day)]), start(day));
      numbers.push(await noOf(id));
    }
    const stored = async () => {
      const { rows } = await sql<{ no: number }>`select substring(relname from 13)::integer as no from pg_class
        where relname ~ '^part_figure_[0-9]+$'`.execute(app.db);
      return rows.map(({ no }) => no);
    };
    await expect.poll(stored, { timeout: 10_000 }).not.toContain(numbers[0]);
    expect(await stored()).toEqual(expect.arrayContaining(numbers.slice(1)));
    expect(await listSums(app.db, numbers[0] ?? 0)).toHaveLength(2);
  });
});
