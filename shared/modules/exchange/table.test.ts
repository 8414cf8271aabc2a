import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import { datasets } from './datasets.ts';
import { readColumns } from './rules-header.ts';
import { toAreaCounts } from './rules-merge.ts';
import { createRowReader, type FileRow } from './rules-rows.ts';
import { checkTable, type TableContext } from './rules-table.ts';
import type { DatasetId, ImportHeader } from './schema.ts';

const header: ImportHeader = {
  rollType: 'assembly',
  exerciseType: 'SSR',
  stage: 'final',
  supplementNo: null,
  precision: 'exact',
  qualifyingDate: '2026-10-01',
  asOf: '2026-10-15',
  publishedOn: null,
  sourceRef: 'Act, s. 17',
  basis: 'final',
};
const local: ImportHeader = { ...header, rollType: 'panchayat', exerciseType: 'LOCAL' };

function rowsOf(id: DatasetId, text: string, head = header): FileRow[] {
  const [names = '', ...lines] = text.trim().split('\n');
  const findings: unknown[] = [];
  const context = {
    header: head,
    stateCode: 'IN-KL',
    isCorrection: false,
    today: '2026-11-22',
    findArea: () => 'valid' as const,
    add: (finding: unknown) => findings.push(finding),
  };
  const { columns } = readColumns(names.split(','), datasets[id], context);
  const reader = createRowReader(datasets[id], columns, context);
  const rows = lines.flatMap((line, index) => reader.read(line.split(','), index + 2) ?? []);
  expect(findings).toEqual([]);
  return rows;
}

interface Known {
  previous?: Record<string, Counts>;
  published?: Record<string, Counts>;
  children?: Record<string, string[]>;
}

function check(id: DatasetId, text: string, known: Known = {}, head = header): string[] {
  const context: TableContext = {
    header: head,
    previous: (_state, level, code) => known.previous?.[`${level} ${code}`],
    published: (_state, level, code) => known.published?.[`${level} ${code}`],
    childrenOf: (_state, parent, level) => known.children?.[`${parent.level} ${parent.code} ${level}`],
    findArea: (_state, _kind, code) => (code === '33' ? 'valid' : 'unknown'),
  };
  return checkTable(id, rowsOf(id, text, head), context).map(
    ({ check: no, severity, row, column, reason }) => `${row} ${column} ${no} ${severity} ${reason}`,
  );
}

const two = { children: { 'S IN-KL A': ['001', '002'] } };

describe('sums of a file', () => {
  const snapshot = (total: number) => `level,area_code,electors_total\nac,1,60\nac,2,50\nstate,,${total}`;

  it('V03: the constituencies are the State, or the State is refused with its line', () => {
    expect(check('roll_snapshot', snapshot(110), two)).toEqual([]);
    expect(check('roll_snapshot', snapshot(111), two)).toEqual(['4 electors_total V03 E children_sum']);
  });

  it('V03: without a register it asks for a note; with areas missing it says nothing', () => {
    expect(check('roll_snapshot', snapshot(111))).toEqual(['4 electors_total V03 W children_sum']);
    expect(check('roll_snapshot', snapshot(900), { children: { 'S IN-KL A': ['001', '002', '003'] } })).toEqual([]);
  });

  it('V03: a State that is published elsewhere asks for a note', () => {
    const file = 'level,area_code,electors_total\nac,1,60\nac,2,50';
    const published = { 'S IN-KL': { electorsTotal: 111 } };
    expect(check('roll_snapshot', file, { ...two, published })).toEqual(['0 electors_total V03 W published_sum']);
    expect(check('roll_snapshot', file, { published })).toEqual([]);
  });

  it('V03: constituencies of a district, as the register has them', () => {
    const file = 'level,area_code,electors_total\nac,1,60\nac,2,50\ndistrict,554,61';
    const children = { 'D 554 A': ['001'] };
    expect(check('roll_snapshot', file, { children })).toEqual(['4 electors_total V03 E children_sum']);
  });

  it('V21: wards are their body; bodies and State ask for a note', () => {
    const wards = (body: number, state: number) =>
      `level,area_code,electors_total,wards\nward,33-1,40,\nward,33-2,30,\nlocal_body,33,${body},2\nstate,,${state},`;
    expect(check('local_roll_snapshot', wards(70, 70), {}, local)).toEqual([]);
    expect(check('local_roll_snapshot', wards(71, 71), {}, local)).toEqual(['4 electors_total V21 E wards_sum']);
    expect(check('local_roll_snapshot', wards(70, 71), {}, local)).toEqual(['5 electors_total V21 W bodies_sum']);
    const three = wards(90, 90).replace(',90,2', ',90,3');
    expect(check('local_roll_snapshot', three, {}, local)).toEqual(['4 wards V21 W wards_count']);
  });

  it('are right exactly when they add up', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), fc.integer({ min: 0, max: 3 }), (first, second, more) => {
        const file = `level,area_code,electors_total\nac,1,${first}\nac,2,${second}\nstate,,${first + second + more}`;
        expect(check('roll_snapshot', file, two)).toHaveLength(more === 0 ? 0 : 1);
      }),
    );
  });
});

describe('areas of a file', () => {
  it('V01, V05, V11, V16 stand at the line and column they are about', () => {
    const names =
      'level,area_code,electors_total,electors_male,electors_female,electors_third,opening,additions,deletions,electors_pwd';
    const previous = { 'A 002': { electorsTotal: 10 } };
    const file = `${names}\nac,1,100,50,49,0,100,1,1,101\nac,2,100,50,50,0,10,500,0,`;
    expect(check('roll_snapshot', file, { previous })).toEqual([
      '2 electors_total V01 E gender_sum',
      '2 electors_pwd V11 E exceeds_total',
      '3 electors_total V05 E roll_forward',
      '3 electors_total V16 W jump',
    ]);
  });

  it('V08 at the draft and at the final of an intensive revision', () => {
    const sir: ImportHeader = { ...header, exerciseType: 'SIR', stage: 'draft' };
    const bihar = 'level,area_code,electors_total,electors_before,not_in_draft\nstate,,72405756,78969844,6564075';
    expect(check('roll_snapshot', bihar, {}, sir)).toEqual(['2 electors_total V08 W draft_identity']);
    const final = 'level,area_code,electors_total,opening,additions,deletions\nstate,,74192357,72405756,2153343,366742';
    expect(check('roll_snapshot', final, {}, { ...sir, stage: 'final' })).toEqual([]);
    const goa = 'level,area_code,electors_total,opening\nstate,,1084992,1084992';
    expect(check('roll_snapshot', goa, {}, { ...sir, stage: 'final' })).toEqual([
      '2 electors_total V18 F final_is_draft',
    ]);
  });

  it('V11 against a total of another file asks for a note', () => {
    const published = { 'A 001': { electorsTotal: 9 } };
    const file = 'level,area_code,with_epic,dse_disposed,dse_confirmed\nac,1,10,3,4';
    expect(check('roll_quality', file, { published })).toEqual([
      '2 with_epic V11 W exceeds_total',
      '2 dse_confirmed CONFIRMED W exceeds_whole',
    ]);
  });

  it('V07 and V13 of a form, V06 of all', () => {
    const names = 'level,area_code,form,received,accepted,rejected,pending,male,female,third';
    const lines = [
      'ac,1,6,10,8,1,2,4,4,1',
      'ac,1,6A,1,1,0,0,1,0,0',
      'ac,1,8 shift in,2,2,0,0,1,1,0',
      'ac,1,suo_motu,,1,,,0,1,0',
    ];
    const published = { 'A 001': { additions: 13 } };
    const found = check('roll_flow', [names, ...lines].join('\n'), { published });
    expect(found).toEqual([
      '2 received V07 W form_steps',
      '2 accepted V13 W flow_genders',
      '2 accepted V06 W additions_by_form',
    ]);
  });

  it('V12 of cohorts, V19 of a population, V20 of a local roll', () => {
    const cohorts = ['18_19', '20_29', '30_39', '40_49', '50_59', '60_69', '70_79', '80_plus'];
    const lines = cohorts.map((cohort) => `district,554,${cohort},5`);
    const file = ['level,area_code,cohort,electors', ...lines].join('\n');
    const published = { 'D 554': { electorsTotal: 41 } };
    expect(check('roll_age_cohort', file, { published })).toEqual(['2 electors V12 W cohort_sum']);
    const people = 'level,ref_date,basis,pop_total,pop_18plus\nstate,01-03-2011,census_2011,40,40';
    expect(check('population_reference', people)).toEqual(['2 pop_18plus V19 E population_adults']);
    const body = 'level,electors_total\nstate,126969610';
    const assembly = { published: { 'S IN-KL': { electorsTotal: 125556025 } } };
    expect(check('local_roll_snapshot', body, assembly, local)).toEqual([
      '2 electors_total V20 W local_above_assembly',
    ]);
  });

  it('V10 and V17: forms collected, a copied row', () => {
    const file = 'level,area_code,ef_collected,electors_before\nac,1,11,10';
    const previous = { 'A 001': { efCollected: 11, electorsBefore: 10 } };
    expect(check('sir_progress', file, { previous })).toEqual([
      '2 ef_collected V10 W forms_exceed_before',
      '2 electors_before V17 F copied',
    ]);
  });

  it('V15 of a schedule: the newest revision counts', () => {
    const names = 'milestone,planned_date,revision_no';
    const plan = ['draft,09-12-2025,0', 'draft,06-01-2026,1', 'claims_end,08-01-2026,0', 'final,07-01-2026,0'];
    expect(check('exercise_schedule', [names, ...plan].join('\n'))).toEqual(['5 planned_date V15 E schedule.order']);
  });

  it('V23 of a register: parents are known, times of one code do not overlap', () => {
    const names = 'level,code,name_en,parent_code,valid_from,valid_to';
    const lines = ['ward,33-1,One,33,2020-01-01,', 'ward,34-1,One,34,2020-01-01,', 'ward,33-1,Two,33,2021-01-01,'];
    expect(check('area_register', [names, ...lines].join('\n'), {}, local)).toEqual([
      '3 parent_code V23 E area.no_body',
      '4 valid_from V23 E area.overlap',
    ]);
  });
});

describe('rows as counts by area', () => {
  it('merge deletions by reason and route, and those not in the draft by reason', () => {
    const lines = [
      'ac,1,dead,form7,5',
      'ac,1,dead,suo_motu,2',
      'ac,1,shifted,form7,1',
      'ac,1,dead,not_in_draft,9',
      'ac,2,other,form7,4',
    ];
    const rows = rowsOf('roll_deletion', ['level,area_code,reason,route,count', ...lines].join('\n'));
    expect(toAreaCounts('roll_deletion', rows)).toEqual([
      {
        stateCode: 'IN-KL',
        level: 'A',
        code: '001',
        parentCode: null,
        attributes: {},
        counts: { delDead: 7, delForm7: 6, delSuoMotu: 2, delShifted: 1, nidDead: 9 },
      },
      {
        stateCode: 'IN-KL',
        level: 'A',
        code: '002',
        parentCode: null,
        attributes: {},
        counts: { delOther: 4, delForm7: 4 },
      },
    ]);
  });

  it('merge forms; genders of the additions only when every way to be added gives them', () => {
    const names = 'level,form,received,accepted,male,female,third,period_from,period_to';
    const lines = [
      'state,6,9,8,4,4,0,01-10-2026,31-10-2026',
      'state,6A,1,1,1,0,0,,',
      'state,8_shift_in,2,2,1,1,0,01-09-2026,30-09-2026',
    ];
    const [three] = toAreaCounts('roll_flow', rowsOf('roll_flow', [names, ...lines].join('\n')));
    expect(three?.counts).toEqual({
      form6Received: 9,
      form6Accepted: 8,
      form6aReceived: 1,
      form6aAccepted: 1,
      form8ShiftInReceived: 2,
      form8ShiftInAccepted: 2,
    });
    expect(three?.attributes).toMatchObject({ '6_male': 4, period_from: '2026-09-01', period_to: '2026-10-31' });
    const all = [names, ...lines, 'state,suo_motu,,1,0,0,1,,'].join('\n');
    const [four] = toAreaCounts('roll_flow', rowsOf('roll_flow', all));
    expect(four?.counts).toMatchObject({ suoMotuAdded: 1, additionsMale: 6, additionsFemale: 5, additionsThird: 1 });
  });

  it('keep what is no count as attributes', () => {
    const file =
      'level,area_code,electors_total,roll_mode,base_roll_date,as_of\nward,33-1,40,own_roll,01-07-2025,15-10-2026';
    expect(toAreaCounts('local_roll_snapshot', rowsOf('local_roll_snapshot', file, local))).toEqual([
      {
        stateCode: 'IN-KL',
        level: 'W',
        code: '33-1',
        parentCode: '33',
        counts: { localElectors: 40 },
        attributes: { roll_mode: 'own_roll', base_roll_date: '2025-07-01' },
      },
    ]);
  });
});
