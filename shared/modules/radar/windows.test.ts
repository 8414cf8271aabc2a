import { describe, expect, it } from 'vitest';
import type { RecordedStatus } from '#shared/modules/timelines/schema.ts';
import type { RadarExercise } from './rules.ts';
import { possibleDays, sureOverlap, type Win } from './rules-points.ts';
import { currentRows } from './rules-rows.ts';
import { prepare } from './rules-windows.ts';

type Row = readonly [code: string, start: string | null, end: string | null, status?: RecordedStatus];

function exercise(kind: RadarExercise['kind'], rows: readonly Row[], more: Partial<RadarExercise> = {}): RadarExercise {
  return {
    id: 'X',
    stateCode: 'IN-KL',
    bodyKind: kind === 'panchayat_election' || kind === 'municipal_election' ? 'sec' : 'eci',
    kind,
    revisionKind: null,
    nameEn: kind === 'roll_revision' ? 'SIR phase II' : 'A poll',
    districts: null,
    areaClass: null,
    method: null,
    machineOwner: null,
    machineModel: null,
    baseRollDate: null,
    petitionDays: null,
    outsideKind: null,
    isMarked: false,
    isSample: false,
    milestones: rows.map(([milestone, startDate, endDate, status = 'due'], index) => ({
      id: `X${index + 1}`,
      milestone,
      position: index + 1,
      startDate,
      endDate,
      status,
      confidence: 'seen',
      note: null,
      overrideReason: null,
    })),
    needs: [],
    rooms: [],
    ...more,
  };
}

function windowsOf(kind: RadarExercise['kind'], rows: readonly Row[], more: Partial<RadarExercise> = {}) {
  return prepare(exercise(kind, rows, more)).windows;
}

function span(window: Win | null) {
  return window?.sure === null || window === null ? null : `${window.sure.from} ${window.sure.to}`;
}

describe('windows of a poll', () => {
  const phased: Row[] = [
    ['announcement_mcc', '2025-11-10', '2025-11-10'],
    ['nominations', '2025-11-14', '2025-11-21'],
    ['withdrawal_last', '2025-11-24', '2025-11-24'],
    ['poll_phase_1', '2025-12-09', '2025-12-09'],
    ['poll_phase_2', '2025-12-11', '2025-12-11'],
    ['counting', '2025-12-13', '2025-12-13'],
    ['completion', '2025-12-18', '2025-12-18'],
  ];

  it('run from the first phase to the last step', () => {
    const windows = windowsOf('panchayat_election', phased);
    expect(span(windows.HOT)).toBe('2025-12-06 2025-12-13');
    expect(span(windows.TRAIN)).toBe('2025-11-12 2025-12-08');
    expect(span(windows.NOM)).toBe('2025-11-14 2025-11-24');
    expect(span(windows.MCC)).toBe('2025-11-10 2025-12-18');
    expect(span(windows.EVM)).toBe('2025-08-11 2025-12-13');
    expect(windows.EVM?.used.assumed).toEqual(['P-120', 'petition_days_blank']);
    expect(windows.polls.map(span)).toEqual(['2025-12-09 2025-12-09', '2025-12-11 2025-12-11']);
    for (const window of [windows.HOT, windows.TRAIN, windows.NOM, windows.MCC]) expect(window?.missing).toEqual([]);
  });

  it('keep the ECI machines for 45 days after counting, and a State commission its own petition period', () => {
    expect(span(windowsOf('assembly_election', phased).EVM)).toBe('2025-08-11 2026-01-27');
    expect(span(windowsOf('municipal_election', phased, { petitionDays: 30 }).EVM)).toBe('2025-08-11 2026-01-12');
  });

  it('without a counting day are certain up to the poll and name what is missing', () => {
    const { HOT } = windowsOf('panchayat_election', [['poll', '2026-02-10', '2026-02-10']]);
    expect(span(HOT)).toBe('2026-02-07 2026-02-10');
    expect(HOT?.may).toEqual({ from: '2026-02-07', to: null });
    expect(HOT?.missing).toEqual(['counting']);
  });

  it('of weeks end with the weeks, provisionally, and have no poll day', () => {
    const { HOT, polls, TRAIN } = windowsOf('panchayat_election', [['poll', '2027-01-01', '2027-02-28']]);
    expect(span(HOT)).toBe('2026-12-29 2027-02-28');
    expect(HOT?.isProvisional).toBe(true);
    expect(polls.map((poll) => [span(poll), poll.may, poll.missing])).toEqual([
      [null, { from: '2027-01-01', to: '2027-02-28' }, ['poll']],
    ]);
    expect(span(TRAIN)).toBeNull();
    expect(TRAIN?.may).toEqual({ from: '2026-12-05', to: '2027-02-27' });
  });

  it('without a poll day still lie after the announcement and before the counting', () => {
    const { HOT, polls } = windowsOf('panchayat_election', [
      ['announcement_mcc', '2026-03-01', '2026-03-01'],
      ['poll', null, null],
      ['counting', '2026-04-10', '2026-04-10'],
    ]);
    expect(polls[0]?.may).toEqual({ from: '2026-03-01', to: '2026-04-10' });
    expect(HOT?.may).toEqual({ from: '2026-02-26', to: '2026-04-10' });
    expect(span(HOT)).toBe('2026-04-07 2026-04-10');
  });

  it('bound nothing by a recalled row', () => {
    const before = exercise('panchayat_election', [
      ['announcement_mcc', '2026-03-01', '2026-03-01'],
      ['poll', null, null],
    ]);
    const milestones = before.milestones.map((row) => ({ ...row, confidence: 'recalled' as const }));
    expect(prepare({ ...before, milestones }).windows.polls[0]?.may).toEqual({ from: null, to: null });
  });
});

describe('windows of a roll', () => {
  it('take hearings to the disposal, else to the final roll, else to the end of claims as a floor', () => {
    const draft: Row = ['roll_draft', '2026-01-06', '2026-01-06'];
    const claims: Row = ['claims_objections', '2026-01-06', '2026-03-06'];
    const disposal: Row = ['disposal', '2026-01-06', '2026-03-27'];
    const final: Row = ['roll_final', '2026-04-10', '2026-04-10'];
    expect(span(windowsOf('roll_revision', [draft, claims, disposal, final]).HEAR)).toBe('2026-01-06 2026-03-27');
    expect(span(windowsOf('roll_revision', [draft, claims, final]).HEAR)).toBe('2026-01-06 2026-04-10');
    const { HEAR } = windowsOf('roll_revision', [draft, claims]);
    expect(span(HEAR)).toBe('2026-01-06 2026-03-06');
    expect(HEAR?.may.to).toBeNull();
    expect(HEAR?.used.assumed).toEqual(['claims_end_as_floor']);
    expect(HEAR?.missing).toEqual(['roll_final']);
  });

  it('freeze the Assembly roll only for an intensive revision', () => {
    const rows: Row[] = [
      ['announcement', '2025-10-28', '2025-10-28'],
      ['announcement_roll_freeze', '2025-10-27', '2025-10-27'],
      ['roll_final', '2026-02-21', '2026-02-21'],
    ];
    expect(span(windowsOf('roll_revision', rows).FREEZE)).toBe('2025-10-27 2026-02-21');
    expect(windowsOf('roll_revision', rows, { revisionKind: 'SSR' }).FREEZE).toBeNull();
    expect(windowsOf('roll_revision', rows, { nameEn: 'Special Revision (not SIR)' }).FREEZE).toBeNull();
  });

  it('keep house visits without dates between the announcement and the draft roll', () => {
    const { FIELD } = windowsOf('roll_revision', [
      ['announcement', '2026-05-14', '2026-05-14'],
      ['enumeration', null, null],
      ['roll_draft', '2026-08-03', '2026-08-03'],
    ]);
    expect(FIELD?.sure).toBeNull();
    expect(FIELD?.may).toEqual({ from: '2026-05-14', to: '2026-08-03' });
    expect(FIELD?.missing).toEqual(['enumeration']);
  });

  it('take a final roll that is only "by" a day for no day', () => {
    const { ROLLPREP } = windowsOf('panchayat_election', [
      ['roll_draft', '2026-01-10', '2026-01-10'],
      ['roll_final', null, '2026-03-01'],
      ['poll', '2026-05-01', '2026-05-01'],
    ]);
    expect(span(ROLLPREP)).toBe('2026-01-10 2026-01-10');
    expect(ROLLPREP?.may).toEqual({ from: '2026-01-10', to: '2026-03-01' });
    expect(ROLLPREP?.missing).toEqual(['roll_final']);
  });
});

describe('rows in force', () => {
  it('are the last not superseded plan of each milestone, and every court deadline', () => {
    const rows = currentRows(
      exercise('panchayat_election', [
        ['poll', '2026-02-05', '2026-02-05', 'superseded'],
        ['poll', '2026-02-07', '2026-02-07'],
        ['poll', null, null],
        ['court_deadline', '2026-04-15', '2026-04-15', 'overdue_when_last_seen'],
        ['court_deadline', '2026-07-31', '2026-07-31', 'date_passed_unconfirmed'],
        ['court_deadline', '2026-01-31', '2026-01-31', 'superseded'],
      ]),
    );
    expect(rows.map(({ id }) => id)).toEqual(['X3', 'X4', 'X5']);
  });
});

describe('overlap', () => {
  it('counts both ends, and nothing when the days only follow each other', () => {
    const of = (from: string, to: string) => windowsOf('exam', [['exam_window', from, to]]).EXAM;
    const [a, b, c] = [of('2026-02-01', '2026-02-10'), of('2026-02-10', '2026-02-12'), of('2026-02-11', '2026-02-12')];
    if (a === null || b === null || c === null) throw new Error('no window');
    expect(sureOverlap(a, b)).toMatchObject({ from: '2026-02-10', to: '2026-02-10', days: 1 });
    expect(sureOverlap(a, c)).toBeNull();
    expect([possibleDays(a, b), possibleDays(a, c)]).toEqual([1, 0]);
  });
});
