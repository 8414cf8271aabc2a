import { describe, expect, it } from 'vitest';
import { changeOf, findMeeting, listDifferences, previousOf } from './rules.ts';
import type { CalendarDate, StatementView } from './schema.ts';

function statement(id: string, total: number, change: Partial<StatementView> = {}): StatementView {
  return {
    id,
    bodyId: 'CEO-IN-KL',
    rollType: 'assembly',
    footprint: 'whole',
    exerciseType: 'SIR',
    exerciseRef: 'SIR-II',
    stage: 'final',
    period: null,
    qualifyingDate: null,
    asOn: '2026-02-21',
    asOnNote: null,
    basis: 'public_record',
    confidence: 'A',
    source: `source of ${id}`,
    note: null,
    erratum: null,
    isSample: false,
    publishedAt: '2026-02-20T18:30:00.000Z',
    figures: [{ measure: 'electorsTotal', value: total, precision: 'exact', note: null }],
    ...change,
  };
}

function date(id: string, milestone: string, change: Partial<CalendarDate> = {}): CalendarDate {
  return {
    id,
    exerciseId: 'IN-KL-LSG-2025',
    exerciseEn: 'Local polls',
    exerciseHi: null,
    kind: 'panchayat_election',
    bodyKind: 'sec',
    milestone,
    start: null,
    end: null,
    isSuperseded: false,
    isUnconfirmed: false,
    source: null,
    isSample: false,
    ...change,
  };
}

const visits = (end: string, change: Partial<CalendarDate> = {}) =>
  date('visits', 'enumeration', { bodyKind: 'eci', exerciseId: 'SIR', start: '2025-11-04', end, ...change });
const polls = [
  date('p1', 'poll_phase_1', { start: '2025-12-09', end: '2025-12-09' }),
  date('p2', 'poll_phase_2', { start: '2025-12-11', end: '2025-12-11' }),
  date('c', 'counting', { start: '2025-12-13', end: '2025-12-13' }),
];

describe('days on which both bodies need the same people', () => {
  it('Kerala 2025: none as first planned, eight after the extension', () => {
    expect(findMeeting([visits('2025-12-04'), ...polls])).toBeNull();
    expect(findMeeting([visits('2025-12-18'), ...polls])).toEqual({
      visitsId: 'visits',
      from: '2025-12-06',
      to: '2025-12-13',
      days: 8,
    });
  });

  it('counts a single day, and leaves out replaced plans, samples and polls without a day', () => {
    expect(findMeeting([visits('2025-12-06'), ...polls])?.days).toBe(1);
    expect(findMeeting([visits('2025-12-18', { isSuperseded: true }), ...polls])).toBeNull();
    expect(findMeeting([visits('2025-12-18', { isSample: true }), ...polls])).toBeNull();
    expect(
      findMeeting([visits('2025-12-18'), date('range', 'poll', { start: '2025-12-01', end: '2025-12-31' })]),
    ).toBeNull();
  });
});

describe('one thing told differently', () => {
  it('lists every telling with its statement, and nothing where all agree', () => {
    const exact = statement('exact', 74192357);
    const rounded = statement('rounded', 74200000);
    expect(listDifferences([exact, rounded])).toMatchObject([
      { kind: 'sources', told: [{ statementId: 'rounded' }, { statementId: 'exact' }] },
    ]);
    expect(listDifferences([exact, statement('again', 74192357)])).toEqual([]);
  });

  it('keeps stages, months, rolls and samples apart', () => {
    const final = statement('final', 100);
    expect(listDifferences([final, statement('draft', 90, { stage: 'draft' })])).toEqual([]);
    expect(listDifferences([final, statement('local', 90, { rollType: 'local' })])).toEqual([]);
    expect(listDifferences([final, statement('sample', 90, { isSample: true })])).toEqual([]);
    const month = (id: string, period: string, total: number) =>
      statement(id, total, { exerciseType: 'CU', exerciseRef: null, stage: 'continuous', period });
    expect(listDifferences([month('a', '2026-08', 1), month('b', '2026-09', 2)])).toEqual([]);
  });
});

describe('change from the figure before', () => {
  it('goes to the roll before the revision, else to the newest earlier one of the same ground', () => {
    const before = statement('before', 278, { stage: 'before', asOn: '2025-10-27' });
    const draft = statement('draft', 254, { stage: 'draft', asOn: '2025-12-23' });
    const final = statement('final', 269);
    expect(previousOf([before, draft, final], final, 'electorsTotal')?.id).toBe('before');
    expect(previousOf([draft, final], final, 'electorsTotal')?.id).toBe('draft');
    const rural = statement('rural', 200, { footprint: 'rural', asOn: '2026-01-01' });
    expect(previousOf([rural, final], final, 'electorsTotal')).toBeUndefined();
    expect(previousOf([before, final], final, 'parts')).toBeUndefined();
  });

  it('says when a figure was rounded, and gives no percentage of nothing', () => {
    const figure = (value: number, precision: 'exact' | 'rounded' = 'exact') => ({
      measure: 'x',
      value,
      precision,
      note: null,
    });
    expect(changeOf(figure(26953644), figure(27850855), 'id')).toEqual({
      amount: -897211,
      percent: -3.22,
      statementId: 'id',
      isRough: false,
    });
    expect(changeOf(figure(5), figure(0, 'rounded'), 'id')).toMatchObject({ percent: null, isRough: true });
  });
});
