import { describe, expect, it } from 'vitest';
import { columnsOf, datasets } from './datasets.ts';
import { checkHeader, type FileAbout, readColumns, template } from './rules-header.ts';
import type { ImportHeader } from './schema.ts';

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
const about: FileAbout = { header, stateCode: 'IN-KL', isCorrection: false };
const cohort = datasets.roll_age_cohort;

function faults(names: string[], rest: Partial<FileAbout> = {}) {
  return readColumns(names, cohort, { ...about, ...rest }).findings.map(({ column, reason }) => `${column}: ${reason}`);
}

describe('the tables', () => {
  it.each(Object.values(datasets))(
    '$id: names are apart, keys are columns, its template is read back whole',
    (spec) => {
      const names = columnsOf(spec, true).map((column) => column.name.replaceAll('_', ''));
      expect(new Set(names).size).toBe(names.length);
      const own = spec.columns.map((column) => column.name);
      expect(spec.keys.every((key) => own.includes(key))).toBe(true);
      const nation = { ...about, stateCode: null };
      const read = readColumns(template(spec).split(','), spec, nation);
      expect(read.findings).toEqual([]);
      expect(read.columns.map((column) => column?.name)).toEqual(own.filter((name) => name !== 'remove'));
    },
  );
});

describe('the first line', () => {
  it('may come in any order, with a byte-order mark, spaces, capitals, quotes and a lost underscore', () => {
    const names = ['\ufeff Electors ', '"COHORT"', ' Area Code', 'LEVEL', "'Fe-male'", 'asof', ''];
    const { columns, findings } = readColumns(names, cohort, about);
    expect(findings).toEqual([]);
    expect(columns.map((column) => column?.name)).toEqual([
      'electors',
      'cohort',
      'area_code',
      'level',
      'female',
      'as_of',
    ]);
  });

  it('names what is missing, double, unknown or misspelt', () => {
    expect(faults(['level', 'area_code', 'cohort', 'level', 'electrs', 'colour'])).toEqual([
      'level: header.duplicate_column',
      'electrs: header.misspelt_column',
      'colour: header.unknown_column',
      'electors: header.missing_column',
    ]);
  });

  it.each([
    'name',
    'Elector Name',
    'father_name',
    'EPIC No',
    'Aadhaar',
    'mobile_no',
    'address',
    'DOB',
    'नाम',
    'मोबाइल',
    'पिता का नाम',
  ])('refuses a column of persons: %s', (name) => {
    const { findings } = readColumns(['level', 'cohort', 'electors', name], cohort, about);
    expect(findings).toMatchObject([{ check: 'PII', severity: 'E', row: 1, reason: 'header.personal_column' }]);
  });

  it('never repeats a name that is personal data itself', () => {
    const { findings } = readColumns(['level', 'cohort', 'electors', 'KLA1234567'], cohort, about);
    expect(findings).toEqual([
      { check: 'PII', severity: 'E', row: 1, column: '', reason: 'personal_data.epic', params: {} },
    ]);
  });

  it('is asked for when the file begins with figures', () => {
    expect(faults(['001', '1', '1,204', '600'])).toEqual([': header.no_names']);
    expect(faults(['', ''])).toEqual([': header.no_names']);
  });

  it('needs the State in the file of the nation, and takes `remove` in a correction only', () => {
    const names = ['level', 'cohort', 'electors'];
    expect(faults(names)).toEqual([]);
    expect(faults(names, { stateCode: null })).toEqual(['state_code: header.missing_column']);
    const part = [...template(datasets.part_snapshot).split(','), 'remove'];
    expect(readColumns(part, datasets.part_snapshot, about).findings).toMatchObject([
      { column: 'remove', reason: 'header.only_in_correction' },
    ]);
    expect(readColumns(part, datasets.part_snapshot, { ...about, isCorrection: true }).findings).toEqual([]);
  });
});

describe('the header of a file', () => {
  const check = (fields: Partial<ImportHeader>, id: keyof typeof datasets = 'roll_snapshot') =>
    checkHeader(datasets[id], { ...header, ...fields }, '2026-11-22').map((one) => `${one.check} ${one.reason}`);
  const local = { rollType: 'panchayat', exerciseType: 'LOCAL' } as const;

  it('passes as it should be', () => {
    expect(check({})).toEqual([]);
    expect(check({ qualifyingDate: null }, 'population_reference')).toEqual([]);
    expect(check({ ...local, qualifyingDate: '2026-10-01' }, 'local_roll_snapshot')).toEqual([]);
  });

  it('V22: the four days, or another with the law named for a local roll', () => {
    expect(check({ qualifyingDate: '2026-10-02' })).toEqual(['V22 not_qualifying_date']);
    expect(check({ qualifyingDate: null })).toEqual(['V22 header.qualifying_date']);
    const other = { ...local, qualifyingDate: '2026-10-02' };
    expect(check(other, 'local_roll_snapshot')).toEqual(['V22 header.legal_basis']);
    expect(check({ ...other, sourceRef: 'Panchayat Raj Act, s. 17' }, 'local_roll_snapshot')).toEqual([]);
  });

  it('V15: no day after today', () => {
    expect(check({ asOf: '2026-11-23', publishedOn: '2026-11-22' })).toEqual(['V15 as_on_future']);
    expect(check({ publishedOn: '2026-11-23' })).toEqual(['V15 header.published_future']);
  });

  it('refuses the wrong roll, an exercise of the other side, a supplement without a number, a telephone number', () => {
    expect(check(local)).toEqual(['FILE header.roll_type']);
    expect(check({ exerciseType: 'LOCAL' })).toEqual(['FILE header.exercise_type']);
    expect(check({ stage: 'supplement' })).toEqual(['FILE header.supplement_no']);
    expect(check({ sourceRef: 'ask 98765 43210' })).toEqual(['PII personal_data.phone']);
  });
});
