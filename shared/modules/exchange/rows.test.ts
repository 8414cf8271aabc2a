import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount } from '#shared/kernel/numbers.ts';
import { datasets } from './datasets.ts';
import { readColumns } from './rules-header.ts';
import { findingReasonParams } from './rules-reasons.ts';
import { type AreaAnswer, createRowReader, type FileRow, type RowContext } from './rules-rows.ts';
import type { DatasetId, ImportFinding, ImportHeader } from './schema.ts';

const header: ImportHeader = {
  rollType: 'assembly',
  exerciseType: 'SSR',
  stage: 'final',
  supplementNo: null,
  precision: 'exact',
  qualifyingDate: '2026-10-01',
  asOf: '2026-10-15',
  publishedOn: null,
  sourceRef: 'CEO letter',
  basis: 'final',
};

function findArea(_state: string, kind: string, code: string): AreaAnswer {
  if (kind === 'district') return code === '9' ? 'other_day' : 'no_register';
  return Number(code) > 140 ? 'unknown' : 'valid';
}

interface Reading {
  rows: (FileRow | null)[];
  findings: ImportFinding[];
}

function read(id: DatasetId, names: string, lines: string[][], rest: Partial<RowContext> = {}): Reading {
  const findings: ImportFinding[] = [];
  const context: RowContext = {
    header,
    stateCode: 'IN-KL',
    isCorrection: false,
    today: '2026-11-22',
    findArea,
    add: (finding) => findings.push(finding),
    ...rest,
  };
  const { columns, findings: first } = readColumns(names.split(','), datasets[id], context);
  expect(first).toEqual([]);
  const reader = createRowReader(datasets[id], columns, context);
  return { rows: lines.map((cells, index) => reader.read(cells, index + 2)), findings };
}

const snapshot = 'level,area_code,electors_total,parts';
const quality = (cell: string, rest: Partial<RowContext> = {}) =>
  read('roll_quality', 'level,area_code,with_epic', [['ac', '1', cell]], rest);
const short = (findings: ImportFinding[]) =>
  findings.map(({ check, column, reason }) => `${check} ${column} ${reason}`);

describe('counts', () => {
  it.each([
    ['102000', 102000],
    ['1,02,000', 102000],
    ['१,०२,०००', 102000],
    ['\u00a0007 ', 7],
    ['0', 0],
  ])('%s is read', (cell, figure) => {
    const { rows, findings } = quality(cell);
    expect(findings).toEqual([]);
    expect(rows).toMatchObject([
      { row: 2, stateCode: 'IN-KL', level: 'A', code: '001', counts: { with_epic: figure } },
    ]);
  });

  it('an empty cell is unknown and not zero', () => {
    expect(quality(' ').rows).toMatchObject([{ counts: {} }]);
  });

  it.each([
    ['8,49,9082', 'V02 with_epic count.grouping'],
    ['849,908,200', 'V02 with_epic count.grouping'],
    ['NA', 'V02 with_epic count.placeholder'],
    ['-', 'V02 with_epic count.placeholder'],
    ['nil', 'V02 with_epic count.placeholder'],
    ['-5', 'V02 with_epic count.negative'],
    ['12.5', 'V02 with_epic count.decimal'],
    ['১২৩', 'V02 with_epic count.script'],
    ['300000001', 'V02 with_epic count.too_large'],
    ['1.5 lakh', 'V24 with_epic count.words'],
    ['12 करोड़', 'V24 with_epic count.words'],
    ['ABC1234567', 'PII with_epic personal_data.epic'],
    ['9876543210', 'PII with_epic personal_data.phone'],
    ['2345 6789 0124', 'PII with_epic personal_data.aadhaar'],
  ])('%s is refused with its reason and never repeated', (cell, fault) => {
    const { rows, findings } = quality(cell);
    expect(rows).toEqual([null]);
    expect(short(findings)).toEqual([fault]);
    if (cell.length > 3) expect(JSON.stringify(findings)).not.toContain(cell);
  });

  it('reads back what is printed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 300_000_000 }), fc.boolean(), (figure, isGrouped) => {
        const { rows } = quality(isGrouped ? formatCount(figure) : String(figure));
        expect(rows[0]?.counts.with_epic).toBe(figure);
      }),
    );
  });

  it('V24: a figure finer than the precision of the file is flagged', () => {
    const lakh: ImportHeader = { ...header, precision: 'lakh' };
    expect(short(quality('2,50,000', { header: lakh }).findings)).toEqual(['V24 with_epic count.not_rounded']);
    expect(quality('2,00,000', { header: lakh }).findings).toEqual([]);
    expect(quality('346', { header: lakh }).findings).toEqual([]);
  });

  it('any text is read or refused with the figures its reason lists', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (cell, code) => {
        const { rows, findings } = read('roll_quality', 'level,area_code,with_epic', [['ac', code, cell]]);
        if (rows[0] === null && (cell + code).trim() !== '') expect(findings.length).toBeGreaterThan(0);
        const known: Record<string, readonly string[]> = findingReasonParams;
        for (const { reason, params } of findings) expect(Object.keys(params)).toEqual(known[reason]);
      }),
    );
  });
});

describe('rows', () => {
  it('of a wrong length are refused; empty cells at the end and blank lines are not', () => {
    const { rows, findings } = read('roll_snapshot', snapshot, [
      ['ac', '1', '10'],
      ['ac', '2', '10', '1', '7'],
      ['ac', '3', '10', '1', '', ''],
      ['', ' ', '', ''],
    ]);
    expect(rows.map((row) => row?.code)).toEqual([undefined, undefined, '003', undefined]);
    expect(short(findings)).toEqual(['FILE  row.cells', 'FILE  row.cells']);
    expect(findings[0]?.params).toEqual({ cells: 3, columns: 4 });
  });

  it('name every bad cell of the line, its area too', () => {
    const both = read('roll_snapshot', snapshot, [['ac', '141', 'NA', '']]).findings;
    expect(short(both)).toEqual(['V02 electors_total count.placeholder', 'V23 area_code area.unknown']);
    const { findings } = read('roll_snapshot', snapshot, [['ac', '1', 'NA', '1.5']]);
    expect(short(findings)).toEqual(['V02 electors_total count.placeholder', 'V02 parts count.decimal']);
  });

  it('must fill what is required', () => {
    const { findings } = read('roll_snapshot', snapshot, [
      ['ac', '1', '', '3'],
      ['', '2', '5', ''],
      ['ac', '', '5', ''],
    ]);
    expect(short(findings)).toEqual([
      'FILE electors_total cell.missing',
      'FILE level cell.missing',
      'FILE area_code cell.missing',
    ]);
  });

  it('of one area twice name the first, however its code is written', () => {
    const { findings } = read('roll_snapshot', snapshot, [
      ['ac', '1', '5', ''],
      ['ac', '001', '6', ''],
    ]);
    expect(findings).toMatchObject([{ row: 3, reason: 'row.duplicate', params: { first: 2 } }]);
  });

  it('of another State, an unknown State or an unknown area are refused', () => {
    const withState = `state_code,${snapshot}`;
    const { rows, findings } = read('roll_snapshot', withState, [
      ['S11', 'ac', '1', '5', ''],
      ['in-kl', 'state', '', '5', ''],
      ['S04', 'ac', '1', '5', ''],
      ['S99', 'ac', '1', '5', ''],
      ['S11', 'ac', '141', '5', ''],
      ['S11', 'district', '9', '5', ''],
      ['S11', 'district', '554', '5', ''],
    ]);
    expect(rows.map((row) => row?.code)).toEqual(['001', 'IN-KL', undefined, undefined, undefined, undefined, '554']);
    expect(short(findings)).toEqual([
      'FILE state_code row.other_state',
      'V23 state_code row.unknown_state',
      'V23 area_code area.unknown',
      'V23 area_code area.other_day',
    ]);
  });

  it('agree with the header where they repeat it', () => {
    const { findings } = read('roll_snapshot', `${snapshot},as_of,stage`, [
      ['ac', '1', '5', '', '15-10-2026', 'FINAL'],
      ['ac', '2', '5', '', '16-10-2026', 'draft'],
    ]);
    expect(short(findings)).toEqual(['FILE as_of row.header_differs', 'FILE stage row.header_differs']);
  });
});

describe('cells of other kinds', () => {
  const part = 'ac_no,part_no,valid_from,valid_to,blo_posted,ps_name,area_code';

  it('are read: days, flags, texts, codes of parts', () => {
    const { rows, findings } = read('part_register', part, [
      ['१', '12', '1.4.2026', '2026-10-01', 'हाँ', 'राजकीय विद्यालय', '1-12'],
    ]);
    expect(findings).toEqual([]);
    expect(rows).toMatchObject([
      {
        level: 'P',
        code: '001-12',
        values: { valid_from: '2026-04-01', valid_to: '2026-10-01', blo_posted: true, ac_no: 1 },
      },
    ]);
  });

  it('are refused: bad days, flags, personal data in texts, codes of other parts', () => {
    const { findings } = read('part_register', part, [
      ['1', '12', '31-02-2026', '01-04-26', 'maybe', 'School, ask 98765 43210', ''],
      ['1', '13', '01-04-2026', '01-04-2026', '1', 'School', '001-14'],
      ['1', '100000', '01-04-2026', '', '', 'x'.repeat(201), ''],
    ]);
    expect(short(findings)).toEqual([
      'V15 valid_from date.not_a_date',
      'V15 valid_to date.two_digit_year',
      'FILE blo_posted cell.flag',
      'PII ps_name personal_data.phone',
      'V15 valid_to date.order',
      'CODES area_code row.part_differs',
      'V02 part_no cell.range',
      'FILE ps_name cell.too_long',
    ]);
    const { rows, findings: warned } = read('part_register', part, [['1', '13', '01-04-2026', '', '', '', '001-14']]);
    expect(warned).toMatchObject([
      { check: 'CODES', severity: 'W', reason: 'row.part_differs', params: { part: '001-13' } },
    ]);
    expect(rows[0]?.code).toBe('001-13');
  });

  it('shares, options and signed numbers are read within their bounds', () => {
    const local: ImportHeader = { ...header, rollType: 'panchayat', exerciseType: 'LOCAL' };
    const map = 'ac_no,part_no,body_code,ward_no,electors_mapped,share,valid_from';
    const line = (share: string) => ['1', '2', '33', '4', '50', share, '01-01-2026'];
    expect(read('part_ward_map', map, [line('0.4250')], { header: local }).rows[0]?.values.share).toBe(0.425);
    for (const share of ['0', '1.2', '0.12345', '50%']) {
      expect(short(read('part_ward_map', map, [line(share)], { header: local }).findings)).toEqual([
        'FILE share cell.share',
      ]);
    }
    const roll = 'level,area_code,electors_total,roll_mode,expected_gap';
    const { rows } = read('local_roll_snapshot', roll, [['Local Body', '33', '50', 'OWN ROLL', '−1,200']], {
      header: local,
    });
    expect(rows[0]).toMatchObject({ level: 'L', values: { roll_mode: 'own_roll', expected_gap: -1200 } });
  });

  it('what has happened is not in the future', () => {
    const line = [['draft', '01-01-2027', '0', '01-01-2027']];
    const { findings } = read('exercise_schedule', 'milestone,planned_date,revision_no,actual_date', line);
    expect(short(findings)).toEqual(['V15 actual_date date.future']);
  });

  it('a removal needs its key alone', () => {
    const keys = 'ac_no,part_no,electors_total,electors_male,electors_female,electors_third,remove';
    const { rows, findings } = read('part_snapshot', keys, [['1', '2', '', '', '', '', '1']], { isCorrection: true });
    expect(findings).toEqual([]);
    expect(rows).toMatchObject([{ isRemoval: true, code: '001-2' }]);
  });
});
