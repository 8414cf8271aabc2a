// Clashes that happened, on the dates of the record: each count below was made by hand.

import { describe, expect, it } from 'vitest';
import { referenceWindows } from '#shared/modules/timelines/rules.ts';
import type { Confidence, RecordedStatus } from '#shared/modules/timelines/schema.ts';
import { messageOf } from './catalogue.ts';
import type { RadarExercise } from './rules.ts';
import { evaluateAll } from './rules-engine.ts';

type Row = readonly [
  code: string,
  start: string | null,
  end?: string | null,
  status?: RecordedStatus,
  confidence?: Confidence,
];

function exercise(
  id: string,
  kind: RadarExercise['kind'],
  rows: readonly Row[],
  more: Partial<RadarExercise> = {},
): RadarExercise {
  return {
    id,
    stateCode: id.slice(0, 5),
    bodyKind: kind === 'panchayat_election' || kind === 'municipal_election' ? 'sec' : 'eci',
    kind,
    revisionKind: null,
    nameEn: id,
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
    milestones: rows.map(
      ([milestone, startDate, endDate = startDate, status = 'completed', confidence = 'seen'], index) => ({
        id: `${id}-${index + 1}`,
        milestone,
        position: index + 1,
        startDate,
        endDate,
        status,
        confidence,
        note: null,
        overrideReason: null,
      }),
    ),
    needs: [],
    rooms: [],
    ...more,
  };
}

function find(id: string, ...exercises: RadarExercise[]) {
  const input = { today: '2026-11-22', exercises, pools: [], holidays: new Map(), reference: referenceWindows };
  return evaluateAll(input).find((finding) => finding.id === id);
}

const kerala = exercise(
  'IN-KL-LSG-2025',
  'panchayat_election',
  [
    ['roll_final', '2025-10-25'],
    ['announcement_mcc', '2025-11-10'],
    ['roll_supplementary', '2025-11-14'],
    ['notification', '2025-11-14'],
    ['nominations', '2025-11-14', '2025-11-21'],
    ['scrutiny', '2025-11-22'],
    ['withdrawal_last', '2025-11-24'],
    ['poll_phase_1', '2025-12-09'],
    ['poll_phase_2', '2025-12-11'],
    ['counting', '2025-12-13'],
    ['completion', '2025-12-18', '2025-12-18', 'date_passed_unconfirmed'],
    ['term_end', '2025-12-20'],
  ],
  { nameEn: 'Kerala LSG general election 2025' },
);

function keralaSir(enumerationEnd: string, draft: string) {
  const rows: Row[] = [
    ['announcement_roll_freeze', '2025-10-27'],
    ['enumeration', '2025-11-04', enumerationEnd],
    ['roll_draft', draft],
    ['roll_final', '2026-02-07', '2026-02-07', 'superseded'],
    ['roll_final', '2026-02-21'],
  ];
  return exercise('IN-KL-SIR-2', 'roll_revision', rows, { revisionKind: 'SIR', nameEn: 'SIR phase II' });
}

describe('C01 in Kerala, 2025', () => {
  const id = 'C01:IN-KL-LSG-2025:IN-KL-SIR-2';

  it('is critical as extended: house visits and the field phase share 8 days', () => {
    const finding = find(id, kerala, keralaSir('2025-12-18', '2025-12-23'));
    expect(finding).toMatchObject({ outcome: 'critical', isDraft: false, stateCode: 'IN-KL' });
    expect(finding?.working).toMatchObject({ clause: 'C01.field_hot', days: 8, from: '2025-12-06', to: '2025-12-13' });
    expect(finding && messageOf(finding, (one) => one, 'en')).toBe(
      'IN-KL-SIR-2 house visits overlap IN-KL-LSG-2025 by 8 days (06-12-2025 to 13-12-2025) in Kerala. The same field staff are normally used for both.',
    );
    expect(finding && messageOf(finding, (one) => one, 'hi')).toBe(
      'केरल में IN-KL-SIR-2 के घर-घर सत्यापन और IN-KL-LSG-2025 की 8 दिन (06-12-2025 से 13-12-2025) की तिथियाँ टकराती हैं। दोनों में प्रायः वही कर्मी लगते हैं।',
    );
  });

  it('is high as first planned: 11 days with nominations, 23 with training, none with the field phase', () => {
    const finding = find(id, kerala, keralaSir('2025-12-04', '2025-12-23'));
    expect(finding).toMatchObject({ outcome: 'high' });
    expect(finding?.working).toMatchObject({
      clause: 'C01.field_train',
      days: 23,
      from: '2025-11-12',
      to: '2025-12-04',
    });
    expect(finding?.working.overlaps.map(({ b, days }) => [b, days])).toEqual([
      ['TRAIN', 23],
      ['NOM', 11],
    ]);
  });
});

describe('C03', () => {
  const panchayats = exercise('IN-UP-PRI-2026', 'panchayat_election', [
    ['roll_revision', '2025-07-18', '2026-01-15', 'superseded'],
    ['roll_draft', '2025-12-05', '2025-12-05', 'superseded'],
    ['roll_draft', '2025-12-23'],
    ['roll_final', '2026-01-15', '2026-01-15', 'superseded'],
    ['roll_final', '2026-02-06', '2026-02-06', 'superseded'],
    ['roll_final', '2026-03-28', '2026-03-28', 'superseded'],
    ['roll_final', '2026-04-15', '2026-04-15', 'date_passed_unconfirmed'],
    ['poll', null, null, 'overdue_when_last_seen'],
  ]);
  const sir = exercise(
    'IN-UP-SIR-2',
    'roll_revision',
    [
      ['announcement_roll_freeze', '2025-10-27'],
      ['enumeration', '2025-11-04', '2025-12-26'],
      ['roll_draft', '2026-01-06'],
      ['roll_final', '2026-02-14', '2026-02-14', 'superseded'],
      ['roll_final', '2026-04-10', '2026-04-10', 'date_passed_unconfirmed'],
    ],
    { revisionKind: 'SIR' },
  );

  it('is high in Uttar Pradesh: two rolls together for 109 days', () => {
    const finding = find('C03:IN-UP-PRI-2026:IN-UP-SIR-2', panchayats, sir);
    expect(finding?.outcome).toBe('high');
    expect(finding?.working).toMatchObject({ clause: 'C03.frozen', days: 109, from: '2025-12-23', to: '2026-04-10' });
  });

  it('is 166 days from the start of the State commission’s own revision', () => {
    const milestones = panchayats.milestones.map((row) =>
      row.milestone === 'roll_draft' && row.status !== 'superseded'
        ? { ...row, startDate: '2025-07-18', endDate: '2025-07-18' }
        : row,
    );
    const finding = find('C03:IN-UP-PRI-2026:IN-UP-SIR-2', { ...panchayats, milestones }, sir);
    expect(finding?.working.days).toBe(166);
  });

  it('is medium in the towns of Jharkhand: the base roll is 510 days old on poll day', () => {
    const rows: Row[] = [
      ['announcement_mcc', '2026-01-27'],
      ['poll', '2026-02-23', '2026-02-23', 'date_passed_unconfirmed'],
      ['counting', '2026-02-27', '2026-02-27', 'date_passed_unconfirmed'],
    ];
    const towns = exercise('IN-JH-ULB-2026', 'municipal_election', rows, { baseRollDate: '2024-10-01' });
    const finding = find('C03:IN-JH-ULB-2026', towns);
    expect(finding?.outcome).toBe('medium');
    expect(finding?.working).toMatchObject({ clause: 'C03.stale_base', days: 510 });
    expect(find('C03:IN-JH-ULB-2026', { ...towns, baseRollDate: '2025-02-23' })).toBeUndefined();
    expect(find('C03:IN-JH-ULB-2026', { ...towns, baseRollDate: null })?.working.missing).toEqual([
      { exerciseId: 'IN-JH-ULB-2026', what: 'base_roll_date' },
    ]);
  });
});

describe('C05 in Karnataka, June 2026', () => {
  const bye = exercise('IN-KA-BYE-2026-04', 'bye_election', [
    ['announcement_mcc', '2026-03-15'],
    ['poll', '2026-04-09'],
    ['counting', '2026-05-04'],
  ]);
  const greaterBengaluru = exercise('IN-KA-GBA-2026', 'municipal_election', [
    ['poll', '2026-06-14', '2026-06-24', 'due'],
  ]);
  const id = 'C05:IN-KA-BYE-2026-04:IN-KA-GBA-2026';

  it('is critical if the poll used the sealed machines: 5 poll days up to 18 June', () => {
    const finding = find(id, bye, { ...greaterBengaluru, method: 'evm', machineOwner: 'ECI' });
    expect(finding?.outcome).toBe('critical');
    expect(finding?.working).toMatchObject({ clause: 'C05.poll', days: 5, from: '2026-06-14', to: '2026-06-18' });
  });

  it('says nothing when the poll is by ballot, and asks whose machines they are when nobody said', () => {
    expect(find(id, bye, { ...greaterBengaluru, method: 'ballot' })).toBeUndefined();
    expect(find(id, bye, { ...greaterBengaluru, machineOwner: 'SEC-IN-KA' })).toBeUndefined();
    const asked = find(id, bye, greaterBengaluru);
    expect(asked?.outcome).toBe('cannot_evaluate');
    expect(asked?.working.missing.map(({ what }) => what)).toContain('machine_owner');
  });
});

describe('C11 in Himachal Pradesh', () => {
  it('is medium: 40 days from the first proposal to the final reservation, inside the freeze', () => {
    const finding = find(
      'C11:IN-HP-PRI-2026',
      exercise('IN-HP-PRI-2026', 'panchayat_election', [
        ['delimitation_proposals', '2026-02-20', '2026-02-27', 'date_passed_unconfirmed'],
        ['delimitation_final', '2026-03-02', '2026-03-02', 'date_passed_unconfirmed'],
        ['delimitation_appeals', '2026-03-02', '2026-03-20', 'date_passed_unconfirmed'],
        ['reservation_final', '2026-03-31', '2026-03-31', 'date_passed_unconfirmed'],
      ]),
    );
    expect(finding?.outcome).toBe('medium');
    expect(finding?.working).toMatchObject({ days: 40, from: '2026-02-20', to: '2026-03-31' });
  });
});

describe('C12 in Odisha, 2027', () => {
  const odisha = exercise('IN-OD-PRI-2027', 'panchayat_election', [['poll', '2027-01-01', '2027-02-28', 'due']]);

  it('is high and provisional: 28 days of February', () => {
    const finding = find('C12:IN-OD-PRI-2027', odisha);
    expect(finding?.outcome).toBe('high');
    expect(finding?.working).toMatchObject({ days: 28, from: '2027-02-01', to: '2027-02-28', isProvisional: true });
  });

  it('gives way to the census dates of the State once they are entered', () => {
    const rows: Row[] = [
      ['house_listing', '2026-05-01', '2026-05-30'],
      ['population_enumeration', '2027-03-05', '2027-03-20', 'due'],
    ];
    const census = exercise('IN-OD-CENSUS', 'census', rows);
    expect(find('C12:IN-OD-PRI-2027', odisha, census)).toBeUndefined();
    expect(find('C12:IN-OD-CENSUS:IN-OD-PRI-2027', odisha, census)).toBeUndefined();
  });
});

describe('C06, C07, C08, C16', () => {
  const poll = exercise('IN-KL-A', 'panchayat_election', [
    ['announcement_mcc', '2026-02-01'],
    ['poll', '2026-03-10'],
    ['counting', '2026-03-12'],
  ]);

  it.each([
    ['2026-03-08', 'critical', 'C06.poll'],
    ['2026-03-07', 'medium', 'C06.before'],
    ['2026-03-01', 'medium', 'C06.before'],
    ['2026-02-28', undefined, undefined],
  ] as const)('C06: examinations to %s are %s', (end, outcome, clause) => {
    const finding = find(
      'C06:IN-KL-A:IN-KL-X',
      poll,
      exercise('IN-KL-X', 'exam', [['exam_window', '2026-02-10', end]]),
    );
    expect(finding?.outcome).toBe(outcome);
    expect(finding?.working.clause).toBe(clause);
  });

  it.each([
    ['2026-03-17', 'high', 7],
    ['2026-04-09', 'medium', 30],
    ['2026-05-09', 'info', 60],
    ['2026-05-10', undefined, undefined],
  ] as const)('C07: a second poll on %s is %s', (day, outcome, days) => {
    const finding = find('C07:IN-KL-A:IN-KL-B', poll, exercise('IN-KL-B', 'bye_election', [['poll', day]]));
    expect(finding?.outcome).toBe(outcome);
    expect(finding?.working.days).toBe(days);
  });

  it('C07 and C08 tell villages from towns, C08 as a note', () => {
    const town = exercise('IN-KL-B', 'municipal_election', [
      ['announcement_mcc', '2026-02-20'],
      ['poll', '2026-03-12'],
      ['counting', '2026-03-14'],
    ]);
    expect(find('C07:IN-KL-A:IN-KL-B', poll, town)).toBeUndefined();
    expect(find('C08:IN-KL-A:IN-KL-B', poll, town)).toMatchObject({ outcome: 'info', working: { days: 21 } });
    const both = find('C08:IN-KL-A:IN-KL-B', poll, { ...town, areaClass: 'all' });
    expect(both).toMatchObject({ outcome: 'medium', working: { areaClass: 'rural' } });
  });

  it('C16 is a note, unless the State marked the event', () => {
    const flood = exercise('IN-KL-F', 'outside', [['outside_window', '2026-03-01', '2026-03-09']], {
      outsideKind: 'flood',
    });
    expect(find('C16:IN-KL-A:IN-KL-F', poll, flood)).toMatchObject({ outcome: 'info', working: { days: 3 } });
    expect(find('C16:IN-KL-A:IN-KL-F', poll, { ...flood, isMarked: true })?.outcome).toBe('medium');
  });
});
