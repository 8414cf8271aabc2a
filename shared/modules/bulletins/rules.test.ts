import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimColumns, csvCell, csvLine, findingOf, numberNotes, rollColumns, totalOf, totalsOf } from './rules.ts';
import type { Cell, Note, Row, Table } from './schema.ts';

const counted: Cell = {
  value: 0,
  reason: null,
  precision: 'exact',
  isSample: false,
  isWhole: true,
  status: null,
  decimals: 0,
  of: null,
  day: null,
  dayNote: null,
  derivation: null,
};

const anyCell = fc.record({
  value: fc.option(fc.integer({ min: 0, max: 300_000_000 })),
  reason: fc.constantFrom('no_figure', 'no_roll', 'not_stated'),
  precision: fc.constantFrom('exact' as const, 'derived' as const, 'rounded' as const),
  isSample: fc.boolean(),
  isWhole: fc.boolean(),
});
const anyRows = fc
  .uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 36 })
  .chain((numbers) =>
    fc.tuple(...numbers.map((number) => fc.tuple(fc.constant(`IN-${number}`), anyCell, anyCell, fc.boolean()))),
  )
  .map((rows) =>
    rows.map(([stateCode, one, other, isRehearsal]): Row => {
      const [top, bottom] = [one.value, other.value];
      const of: Cell['of'] = top === null || bottom === null ? null : [top, bottom];
      const ratio: Cell = { ...counted, ...one, value: of === null ? null : 1, of };
      return {
        stateCode,
        phase: null,
        isRehearsal,
        cells: { final: { ...counted, ...one }, 'FL-11': ratio },
      };
    }),
  );

/** What a reader adds up by hand: real rows' figures that are neither rounded, nor sample, nor of a part. */
function isAdded({ value, isSample, precision, isWhole }: Cell): boolean {
  return value !== null && !isSample && precision !== 'rounded' && isWhole;
}

describe('totals', () => {
  it('are the sum of what is shown and may be added, and name exactly the other States', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const real = rows.filter(({ isRehearsal }) => !isRehearsal);
        const added = real.filter(({ cells }) => isAdded(cells['final'] ?? counted));
        const total = totalOf({ key: 'final', kind: 'count' }, rows);
        const sum = added.reduce((held, { cells }) => held + (cells['final']?.value ?? 0), 0);
        expect(total.value).toBe(added.length === 0 ? null : sum);
        expect([total.used, total.of]).toEqual([added.length, real.length]);
        const out = total.leftOut.flatMap(({ states }) => states);
        expect(out.toSorted()).toEqual(
          real
            .filter((row) => !added.includes(row))
            .map(({ stateCode }) => stateCode)
            .toSorted(),
        );
        expect(new Set(out).size).toBe(out.length);
      }),
    );
  });

  it('make a percent of the sums of the States that have both counts, never a mean of percents', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const added = rows.flatMap(({ isRehearsal, cells }) => {
          const cell = cells['FL-11'];
          return isRehearsal || cell === undefined || !isAdded(cell) || cell.of === null ? [] : [cell.of];
        });
        const [top, bottom] = [0, 1].map((side) => added.reduce((sum, of) => sum + (of[side] ?? 0), 0));
        const total = totalOf({ key: 'FL-11', kind: 'metric' }, rows);
        expect(total.used).toBe(added.length);
        if (!bottom) expect(total.value).toBeNull();
        else expect(total.value).toBeCloseTo(((top ?? 0) / bottom) * 100, 1);
      }),
    );
  });

  it('stay the same when rows of rehearsal figures come', () => {
    fc.assert(
      fc.property(anyRows, anyRows, (rows, more) => {
        const rehearsed = more.map((row) => ({ ...row, stateCode: `${row.stateCode}-S`, isRehearsal: true }));
        expect(totalsOf(rollColumns.SIR, [...rows, ...rehearsed])).toEqual(totalsOf(rollColumns.SIR, rows));
      }),
    );
  });

  it('say why a State is left out', () => {
    const row = (stateCode: string, cell: Partial<Cell>): Row => ({
      stateCode,
      phase: null,
      isRehearsal: false,
      cells: { final: { ...counted, ...cell } },
    });
    const rows = [
      row('A', { value: 5 }),
      row('B', { value: null, reason: 'no_roll' }),
      row('C', { value: null, reason: 'not_stated' }),
      row('D', { value: 9, precision: 'rounded' }),
      row('E', { value: 9, isSample: true }),
      row('F', { value: 9, isWhole: false }),
      row('G', { value: 2, precision: 'derived' }),
    ];
    expect(totalOf({ key: 'final', kind: 'count' }, rows)).toEqual({
      value: 7,
      decimals: 0,
      used: 2,
      of: 7,
      leftOut: [
        { reason: 'no_roll', states: ['B'] },
        { reason: 'no_figure', states: ['C'] },
        { reason: 'partial', states: ['F'] },
        { reason: 'rounded', states: ['D'] },
        { reason: 'sample', states: ['E'] },
      ],
    });
  });

  it('turn a net change into a percent of the summed opening rolls', () => {
    const row = (stateCode: string, of: [number, number]): Row => ({
      stateCode,
      phase: null,
      isRehearsal: false,
      cells: { 'FL-03': { ...counted, value: 1, of } },
    });
    const rows = [row('A', [90, 100]), row('B', [330, 300])];
    expect(totalOf({ key: 'FL-03', kind: 'metric' }, rows)).toMatchObject({ value: 5, decimals: 2, used: 2 });
  });
});

describe('the finding', () => {
  const row = (stateCode: string, cells: Row['cells'], isRehearsal = false): Row => ({
    stateCode,
    phase: null,
    isRehearsal,
    cells,
  });

  it('counts real figures only', () => {
    const real = { ...counted, value: 10 };
    const sample = { ...real, isSample: true };
    const rows = [
      row('A', { draft: real, final: real, pending: { ...counted, value: 4 } }),
      row('B', { draft: real, final: sample }),
      row('C', { draft: sample, final: sample, pending: sample }, true),
      row('D', { draft: real, final: real, pending: { ...counted, value: null } }),
    ];
    const roll: Table = { id: 'roll', columns: [...rollColumns.SIR], rows, totals: {} };
    expect(findingOf({ roll })).toEqual({
      states: 3,
      drafts: 3,
      finals: 2,
      pending: 4,
      pendingStates: ['A'],
      samples: 2,
      rehearsals: 1,
    });
  });
});

describe('footnotes', () => {
  it('are numbered in the order in which their first mark is read', () => {
    const rows: Row[] = ['A', 'B'].map((stateCode) => ({ stateCode, phase: null, isRehearsal: false, cells: {} }));
    const tables: Table[] = [
      { id: 'roll', columns: [...rollColumns.SIR], rows, totals: {} },
      { id: 'claims', columns: claimColumns(() => false), rows, totals: {} },
    ];
    const note = (text: string, ...marks: Note['marks']): Omit<Note, 'no'> => ({
      kind: 'own',
      state: null,
      counts: {},
      text,
      metric: null,
      how: [],
      told: [],
      leftOut: [],
      marks,
    });
    const numbered = numberNotes(tables, [
      note('claims', { table: 'claims', row: 'A', column: '' }),
      note('total', { table: 'roll', row: 'total', column: 'before' }),
      note('nowhere'),
      note('cell', { table: 'roll', row: 'B', column: 'final' }),
      note('state', { table: 'roll', row: 'B', column: '' }),
      note('head', { table: 'roll', row: 'total', column: 'final' }, { table: 'roll', row: 'head', column: 'FL-03' }),
    ]);
    expect(numbered.map(({ no, text }) => `${no} ${text ?? ''}`)).toEqual([
      '1 head',
      '2 state',
      '3 cell',
      '4 total',
      '5 claims',
    ]);
  });
});

describe('a cell of the downloaded file', () => {
  it('is never a formula, and a plain number stays one', () => {
    expect(csvCell('-4777487')).toBe('-4777487');
    expect(csvCell('+6.20')).toBe('+6.20');
    expect(csvCell('=1+1')).toBe("'=1+1");
    expect(csvCell('@SUM(A1)')).toBe("'@SUM(A1)");
    expect(csvCell('-2+3')).toBe("'-2+3");
    expect(csvCell('  =A1')).toBe("'  =A1");
    expect(csvCell('+cmd|x')).toBe("'+cmd|x");
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
    expect(csvLine(['बिहार', '1', ''])).toBe('बिहार,1,\r\n');
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = csvCell(text).replace(/^"/, '');
        expect(/^[=@+\-\t\r\n]/.test(cell) && !/^[+-]?\d+(?:\.\d+)?$/.test(text)).toBe(false);
      }),
    );
  });
});

describe('columns', () => {
  it('of claims are three forms always and the others where given', () => {
    expect(claimColumns(() => false)).toHaveLength(15);
    expect(claimColumns((measure) => measure === 'form6aReceived').map(({ key }) => key)).toContain('form6aPending');
  });

  it('of every kind name each key once, and stand under a column that is there', () => {
    for (const columns of Object.values(rollColumns)) {
      const keys: string[] = columns.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { under } of columns) if (under !== null) expect(keys).toContain(under);
    }
  });
});
