// Bulletins on the public record, to the digit: rows, totals that say what they leave out, and footnotes.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSample, removeSample } from '#server/platform/seed/sample.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import type { Bulletin, Cell, GetBulletin, Note, Row } from '#shared/modules/bulletins/schema.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let reader: Session;
let sir: Bulletin;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  reader = await makePerson(db, { bodyId: 'ECI', role: 'viewer' });
  sir = await read({ exercise: 'SIR' });
});
afterAll(async () => {
  await drop();
});

async function read(input: GetBulletin): Promise<Bulletin> {
  return await callAs(db, reader).bulletins.get(input);
}

function rowOf({ roll }: Bulletin, code: string): Row {
  const row = roll.rows.find(({ stateCode }) => stateCode === code);
  if (row === undefined) throw new Error(`no row of ${code}`);
  return row;
}

function valuesOf(bulletin: Bulletin, code: string, ...keys: string[]): (number | null | undefined)[] {
  const { cells } = rowOf(bulletin, code);
  return keys.map((key) => cells[key]?.value);
}

function cellOf(bulletin: Bulletin, code: string, key: string): Cell | undefined {
  return rowOf(bulletin, code).cells[key];
}

function notesOf({ notes }: Bulletin, kind: Note['kind'], state: string | null = null): Note[] {
  return notes.filter((note) => note.kind === kind && note.state === state);
}

function totalOf({ roll, claims }: Bulletin, key: string) {
  const total = roll.totals[key] ?? claims.totals[key];
  if (total === undefined) throw new Error(`no total of ${key}`);
  const { value, used, of } = total;
  return { value, used, of };
}

describe('rows of the intensive revision, to the digit', () => {
  it('stand alphabetically and only where something was published', () => {
    const codes = sir.roll.rows.map(({ stateCode }) => stateCode.slice(3)).join(' ');
    expect(codes).toBe('AN BR CG GA GJ KL LD MP OD PY RJ TN UP WB');
    expect(sir.claims.rows.map(({ stateCode }) => stateCode.slice(3)).join(' ')).toBe(codes);
  });

  it('Bihar: a residual of 13 to the draft, none to the final roll', () => {
    expect(valuesOf(sir, 'IN-BR', 'before', 'notInDraft', 'draft')).toEqual([78969844, 6564075, 72405756]);
    expect(valuesOf(sir, 'IN-BR', 'coAdded', 'coDeleted', 'final', 'net')).toEqual([
      2153343, 366742, 74192357, -4777487,
    ]);
    expect(valuesOf(sir, 'IN-BR', 'nidDead', 'nidMoved', 'nidDuplicate')).toEqual([2234136, 3644939, 685000]);
    expect(valuesOf(sir, 'IN-BR', 'v08Draft', 'v08Final')).toEqual([13, 0]);
    expect(cellOf(sir, 'IN-BR', 'DQ-03')).toMatchObject({ value: 13, status: 'amber' });
    expect(cellOf(sir, 'IN-BR', 'FL-11')).toMatchObject({ value: 8.31, status: 'amber', of: [6564075, 78969844] });
    expect(cellOf(sir, 'IN-BR', 'FL-03')).toMatchObject({ value: -6.05, status: 'green' });
    expect(cellOf(sir, 'IN-BR', 'EN-04')).toMatchObject({ value: 892.2, status: 'info' });
    expect(cellOf(sir, 'IN-BR', 'draft')).toMatchObject({ day: '2025-08-01', precision: 'exact' });
    expect(notesOf(sir, 'residual', 'IN-BR')).toMatchObject([
      { counts: { left: 72405769, right: 72405756, residual: 13 }, marks: [{ row: 'IN-BR', column: 'v08Draft' }] },
    ]);
  });

  it('Bihar: the rounded total of another source is told beside the count', () => {
    const [note] = notesOf(sir, 'differ', 'IN-BR');
    expect(note?.marks).toEqual([{ table: 'roll', row: 'IN-BR', column: 'final' }]);
    expect(note?.told.map(({ value, precision }) => [value, precision])).toEqual([
      [74200000, 'rounded'],
      [74192357, 'exact'],
    ]);
    expect(new Set(note?.told.map(({ source }) => source)).size).toBe(2);
  });

  it('Kerala: what was worked out says how, and is not used to prove itself', () => {
    expect(valuesOf(sir, 'IN-KL', 'before', 'efCollected', 'draft', 'notInDraft', 'final')).toEqual([
      27850855, 25442352, 25442352, 2408503, 26953644,
    ]);
    expect(valuesOf(sir, 'IN-KL', 'net', 'FL-03', 'FL-11')).toEqual([-897211, -3.22, 8.65]);
    expect(cellOf(sir, 'IN-KL', 'notInDraft')?.precision).toBe('derived');
    expect(cellOf(sir, 'IN-KL', 'v08Draft')).toMatchObject({ value: null, reason: 'not_independent' });
    expect(cellOf(sir, 'IN-KL', 'pending')).toMatchObject({ value: null, reason: 'not_stated' });
    expect(notesOf(sir, 'derived', 'IN-KL')[0]?.how).toContainEqual({
      column: 'notInDraft',
      derivation: 'before - draft',
    });
  });

  it('Goa: the clubbed figure is not added to its parts', () => {
    expect(valuesOf(sir, 'IN-GA', 'nidDead', 'nidMoved', 'nidDuplicate', 'nidOther')).toEqual([
      25574, 70198, 1997, 2273,
    ]);
    expect(25574 + 70198 + 1997 + 2273).toBe(cellOf(sir, 'IN-GA', 'notInDraft')?.value);
    expect(notesOf(sir, 'clubbedOther', 'IN-GA')).toMatchObject([
      { counts: { clubbed: 72471, shifted: 40469, absent: 29729, other: 2273 } },
    ]);
  });

  it('West Bengal: pending adjudication stands beside the total it is in', () => {
    expect(valuesOf(sir, 'IN-WB', 'before', 'draft', 'final', 'pending', 'net')).toEqual([
      76637529, 70816630, 70459284, 6006675, -6178245,
    ]);
    expect(cellOf(sir, 'IN-WB', 'FL-14')).toMatchObject({ value: 8.53, status: 'red', of: [6006675, 70459284] });
    expect(cellOf(sir, 'IN-WB', 'FL-03')).toMatchObject({ value: -8.06, status: 'amber' });
    expect(valuesOf(sir, 'IN-WB', 'v08Draft', 'v08Final', 'DQ-03')).toEqual([0, 0, 0]);
    expect(cellOf(sir, 'IN-WB', 'nidDead')).toMatchObject({ value: 2416000, precision: 'rounded' });
    expect(notesOf(sir, 'pending', 'IN-WB')).toMatchObject([
      { counts: { pending: 6006675 }, marks: [{ column: 'final' }, { column: 'pending' }] },
    ]);
  });

  it('Uttar Pradesh: no final roll is on record, which is no zero', () => {
    expect(valuesOf(sir, 'IN-UP', 'before', 'draft', 'notInDraft')).toEqual([154430092, 125556025, 28874067]);
    expect(cellOf(sir, 'IN-UP', 'FL-11')).toMatchObject({ value: 18.7, status: 'red' });
    for (const key of ['coAdded', 'final', 'pending', 'net', 'FL-03', 'v08Final']) {
      expect(cellOf(sir, 'IN-UP', key), key).toMatchObject({ value: null, reason: 'no_roll' });
    }
  });

  it('Rajasthan: 199 of 200 constituencies are in it', () => {
    expect(notesOf(sir, 'constituencies', 'IN-RJ')).toMatchObject([{ counts: { covered: 199, constituencies: 200 } }]);
    expect(notesOf(sir, 'own', 'IN-RJ')[0]?.text).toContain('Excludes Anta AC');
  });

  it('claims and objections: what was published, and no figure elsewhere', () => {
    const bihar = sir.claims.rows.find(({ stateCode }) => stateCode === 'IN-BR');
    expect(bihar?.cells['form6Received']?.value).toBe(3098228);
    expect(bihar?.cells['form7Accepted']?.value).toBe(1685844);
    expect(bihar?.cells['form6PendingOver30d']).toMatchObject({ value: null, reason: 'no_figure' });
    expect(totalOf(sir, 'form6Received')).toEqual({ value: 3098228 + 7069810, used: 2, of: 14 });
    expect(totalOf(sir, 'form6Pending')).toEqual({ value: null, used: 0, of: 14 });
  });
});

describe('totals', () => {
  it('add up the rows that have the figure and name the others with the reason', () => {
    const { rows, totals } = sir.roll;
    const finals = rows.flatMap(({ cells }) => cells['final']?.value ?? []);
    expect(totalOf(sir, 'final')).toEqual({ value: finals.reduce((sum, each) => sum + each, 0), used: 12, of: 14 });
    expect(totals['final']?.leftOut).toEqual([{ reason: 'no_roll', states: ['IN-OD', 'IN-UP'] }]);
    expect(totals['before']?.leftOut).toEqual([{ reason: 'rounded', states: ['IN-OD'] }]);
    expect(totals['nidDead']?.leftOut).toContainEqual({
      reason: 'rounded',
      states: ['IN-RJ', 'IN-TN', 'IN-UP', 'IN-WB'],
    });
    expect(totalOf(sir, 'pending')).toEqual({ value: 6006675, used: 1, of: 14 });
  });

  it('make a percent of summed counts, of States that have both', () => {
    expect(totalOf(sir, 'FL-11')).toEqual({ value: 12.27, used: 13, of: 14 });
    const women = sir.roll.rows.flatMap(({ cells }) => cells['EN-04']?.of ?? []);
    expect(women).toHaveLength(10);
    expect(totalOf(sir, 'EN-04')).toMatchObject({ used: 5, of: 14 });
  });

  it('meet the published total of the twelve States of phase II to the digit', async () => {
    const phase = await read({ exercise: 'SIR', phase: 'II' });
    expect(phase.roll.rows).toHaveLength(12);
    expect(totalOf(phase, 'before')).toEqual({ value: 509744423, used: 12, of: 12 });
    for (const bulletin of [sir, phase]) {
      const [note] = notesOf(bulletin, 'aggregate');
      expect(note?.counts).toEqual({ published: 509744423, sum: 509744423, states: 12 });
      expect(note?.text).toMatch(/^PIB, 7 December 2025/);
    }
    const first = await read({ exercise: 'SIR', phase: 'I' });
    expect(first.roll.rows.map(({ stateCode }) => stateCode)).toEqual(['IN-BR']);
    expect(notesOf(first, 'aggregate')).toEqual([]);
  });

  it('number the footnotes as they are read, each with a mark', () => {
    expect(sir.notes.map(({ no }) => no)).toEqual(sir.notes.map((_, index) => index + 1));
    for (const { marks } of sir.notes) expect(marks.length).toBeGreaterThan(0);
    expect(sir.notes.find(({ kind }) => kind === 'metric')?.marks[0]?.row).toBe('head');
  });
});

describe('the other revisions', () => {
  it('Assam: a special revision with its own identity', async () => {
    const sr = await read({ exercise: 'SR' });
    expect(sr.roll.rows.map(({ stateCode }) => stateCode)).toEqual(['IN-AS']);
    expect(valuesOf(sr, 'IN-AS', 'draft', 'final', 'male', 'female', 'third')).toEqual([
      25201624, 24958139, 12482213, 12475583, 343,
    ]);
    expect(cellOf(sr, 'IN-AS', 'v01')).toMatchObject({ value: 0, of: [24958139, 24958139] });
    expect(cellOf(sr, 'IN-AS', 'EN-04')?.value).toBe(999.5);
    expect(cellOf(sr, 'IN-AS', 'before')).toMatchObject({ value: null, reason: 'not_stated' });
    expect(sr.claims.rows[0]?.cells['form7Received']?.value).toBe(1297796);
  });

  it('summary revisions: closings on record, a draft is no closing, 9.8 crore is in no total', async () => {
    const ssr = await read({ exercise: 'SSR' });
    expect(ssr.roll.rows.map(({ stateCode }) => stateCode.slice(3)).join(' ')).toBe('DL JH MH MN TS TR');
    expect(valuesOf(ssr, 'IN-TS', 'draft', 'final')).toEqual([33426323, null]);
    expect(cellOf(ssr, 'IN-MH', 'final')).toMatchObject({ value: 98000000, precision: 'rounded' });
    expect(totalOf(ssr, 'final')).toEqual({ value: 15524858 + 25778149 + 2054387 + 2891082, used: 4, of: 6 });
    expect(ssr.roll.totals['final']?.leftOut).toEqual([
      { reason: 'no_roll', states: ['IN-TS'] },
      { reason: 'rounded', states: ['IN-MH'] },
    ]);
  });

  it('continuous updation: nothing was published, and counts of stations are no roll', async () => {
    const cu = await read({ exercise: 'CU' });
    expect(cu).toMatchObject({ month: null });
    expect(cu.roll.rows).toEqual([]);
  });
});

describe('a bulletin as it stood on another day', () => {
  it('leaves out what was published later', async () => {
    const then = await read({ exercise: 'SIR', asOn: '2026-02-20' });
    expect(then).toMatchObject({ day: '2026-02-20', asOn: '2026-02-20' });
    expect(valuesOf(then, 'IN-KL', 'draft', 'final')).toEqual([25442352, null]);
    expect(cellOf(then, 'IN-KL', 'final')?.reason).toBe('no_roll');
    expect(totalOf(then, 'final').used).toBe(4);
    expect((await read({ exercise: 'SIR', asOn: '2025-06-01' })).roll.rows).toEqual([]);
  });

  it('refuses a day to come', async () => {
    await expect(read({ exercise: 'SIR', asOn: '2026-11-23' })).rejects.toThrow(/not on one to come/);
  });
});

describe('the rehearsal country', () => {
  it('fills rows, marked, and changes no total, no count of States and no footnote of a real row', async () => {
    const real = {
      SIR: sir,
      SR: await read({ exercise: 'SR' }),
      SSR: await read({ exercise: 'SSR' }),
    };
    await db.transaction().execute(async (tx) => {
      await addSample(tx, { now: testNow });
    });
    for (const [exercise, before] of Object.entries(real)) {
      const after = await read({ exercise: before.exercise });
      for (const key of Object.keys(before.roll.totals)) {
        expect(totalOf(after, key), `${exercise} ${key}`).toEqual(totalOf(before, key));
      }
      for (const row of before.roll.rows) {
        const same = rowOf(after, row.stateCode);
        for (const [key, cell] of Object.entries(row.cells)) {
          if (cell.value !== null) expect(same.cells[key], `${row.stateCode} ${key}`).toEqual(cell);
        }
      }
      const kept = after.notes.filter(({ state }) => state !== null).map(({ kind, state }) => `${kind} ${state ?? ''}`);
      expect(kept).toEqual(
        before.notes.filter(({ state }) => state !== null).map(({ kind, state }) => `${kind} ${state ?? ''}`),
      );
    }
    const filled = await read({ exercise: 'SIR' });
    expect(cellOf(filled, 'IN-UP', 'final')).toMatchObject({ isSample: true });
    expect(cellOf(filled, 'IN-UP', 'FL-03')).toMatchObject({ isSample: true });
    expect(filled.roll.totals['final']?.leftOut).toContainEqual({ reason: 'sample', states: ['IN-OD', 'IN-UP'] });
    expect(rowOf(filled, 'IN-KA').isRehearsal).toBe(true);
    expect(rowOf(filled, 'IN-UP').isRehearsal).toBe(false);

    const months = await read({ exercise: 'CU' });
    expect(months.month).toBe('2026-10');
    expect(months.roll.rows.every(({ isRehearsal }) => isRehearsal)).toBe(true);
    expect(totalOf(months, 'final')).toEqual({ value: null, used: 0, of: 0 });
    expect(cellOf(months, 'IN-GA', 'v05')).toMatchObject({ value: 0, isSample: true });
    await db.transaction().execute(async (tx) => {
      await removeSample(tx);
    });
    expect(await read({ exercise: 'SIR' })).toEqual(sir);
  });
});

describe('limits', () => {
  it('of a State colour its own row, are named under the table, and leave the other rows and the days before as they were', async () => {
    const organiser = await makePerson(db, { bodyId: 'ECI', role: 'organiser' });
    const { newest } = await callAs(db, organiser).rollHealth.metric({ id: 'FL-11' });
    await callAs(db, organiser).rollHealth.setLimits({
      key: newId(),
      metricId: 'FL-11',
      exercise: 'SIR',
      level: 'S',
      season: null,
      stateCode: 'IN-GA',
      amber: { above: 5 },
      red: { above: 8.2 },
      validFrom: '2026-11-22',
      versionNo: newest,
      reason: 'Agreed with the office in Goa',
    });
    const after = await read({ exercise: 'SIR' });
    expect(cellOf(sir, 'IN-GA', 'FL-11')?.status).toBe('amber');
    expect(cellOf(after, 'IN-GA', 'FL-11')).toMatchObject({ value: 8.44, status: 'red' });
    expect(cellOf(after, 'IN-BR', 'FL-11')).toEqual(cellOf(sir, 'IN-BR', 'FL-11'));
    const metric = after.metrics.find(({ id }) => id === 'FL-11');
    expect(metric?.own).toMatchObject([{ stateCode: 'IN-GA', bands: [{ red: { above: 8.2 } }] }]);
    expect(cellOf(await read({ exercise: 'SIR', asOn: '2026-11-21' }), 'IN-GA', 'FL-11')?.status).toBe('amber');
  });
});

describe('published files of forms', () => {
  const nothing = { bytesRead: 0, rowsRead: 0, findings: '{}', notes: '{}' } as const;

  async function publish(no: { dataset: 'roll_flow'; asOf: string; at: string; rows: [string, string, object][] }) {
    const imported = await db
      .insertInto('rollImport')
      .values({
        ...nothing,
        id: newId(),
        dataset: no.dataset,
        stateCode: 'IN-GA',
        bodyId: 'CEO-IN-GA',
        rollType: 'assembly',
        exerciseType: 'SIR',
        stage: 'draft',
        asOf: no.asOf,
        sourceRef: 'Weekly return of forms',
        basis: 'provisional',
        status: 'published',
        createdAt: new Date(no.at),
        beatAt: new Date(no.at),
        publishedAt: new Date(no.at),
      })
      .returning('no')
      .executeTakeFirstOrThrow();
    await db.insertInto('rollImportState').values({ importNo: imported.no, stateCode: 'IN-GA' }).execute();
    for (const [level, code, counts] of no.rows) {
      await db
        .insertInto('areaCount')
        .values({
          importNo: imported.no,
          stateCode: 'IN-GA',
          level: level === 'S' ? 'S' : 'A',
          code,
          parentCode: null,
          counts: JSON.stringify(counts),
        })
        .execute();
    }
  }

  it('give claims by form and age; the newest day answers, and a part of a State is in no total', async () => {
    const first = { form6Received: 120, form6Pending: 40, form6PendingOver30d: 7 };
    await publish({
      dataset: 'roll_flow',
      asOf: '2026-01-10',
      at: '2026-01-12T05:00:00Z',
      rows: [['S', 'IN-GA', first]],
    });
    const whole = await read({ exercise: 'SIR' });
    const goa = (bulletin: Bulletin) => bulletin.claims.rows.find(({ stateCode }) => stateCode === 'IN-GA')?.cells;
    expect(goa(whole)?.['form6PendingOver30d']).toMatchObject({ value: 7, day: '2026-01-10', isWhole: true });
    expect(totalOf(whole, 'form6PendingOver30d')).toEqual({ value: 7, used: 1, of: 14 });

    const areas: [string, string, object][] = [
      ['A', '001', { form6Received: 90, form6Pending: 3 }],
      ['A', '002', { form6Received: 60 }],
    ];
    await publish({ dataset: 'roll_flow', asOf: '2026-01-17', at: '2026-01-19T05:00:00Z', rows: areas });
    const partial = await read({ exercise: 'SIR' });
    expect(goa(partial)?.['form6Received']).toMatchObject({ value: 150, isWhole: false });
    // Given for one constituency only: the sum is unknown.
    expect(goa(partial)?.['form6Pending']?.value).toBeNull();
    expect(partial.claims.totals['form6Received']?.leftOut).toContainEqual({ reason: 'partial', states: ['IN-GA'] });
    expect(notesOf(partial, 'partialForms', 'IN-GA')).toMatchObject([{ counts: { covered: 2, constituencies: 40 } }]);
    const then = await read({ exercise: 'SIR', asOn: '2026-01-18' });
    expect(goa(then)?.['form6Received']?.value).toBe(120);
  });
});
