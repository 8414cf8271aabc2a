import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/time.ts';
import type { RadarExercise, RadarInput, RadarMilestone } from './rules.ts';
import { evaluateWith } from './rules-engine.ts';
import { courtDeadline, legalOrder, termExpiry } from './rules-terms.ts';
import type { Finding } from './schema.ts';

const today = '2026-11-22';

/** code, first day, last day, more; rows in the order of the record. */
type Row = [code: string, start: string | null, end?: string | null, more?: Partial<RadarMilestone>];

function exercise(id: string, rows: Row[], more: Partial<RadarExercise> = {}): RadarExercise {
  return {
    id,
    stateCode: 'IN-UP',
    bodyKind: 'sec',
    kind: 'panchayat_election',
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
    needs: [],
    rooms: [],
    milestones: rows.map(([milestone, startDate, endDate = startDate, extra = {}], position) => ({
      id: `${id}-${position}`,
      milestone,
      position,
      startDate,
      endDate,
      status: 'due',
      confidence: 'seen',
      note: null,
      overrideReason: null,
      ...extra,
    })),
    ...more,
  };
}

function input(exercises: RadarExercise[], more: Partial<RadarInput> = {}): RadarInput {
  return { today, exercises, pools: [], holidays: new Map(), reference: [], ...more };
}

function find(
  rule: typeof termExpiry,
  exercises: RadarExercise[],
  more: Partial<RadarInput> = {},
): Finding | undefined {
  return evaluateWith([rule], input(exercises, more), null).find(({ exerciseIds }) => exerciseIds.includes('X'));
}

describe('C13, bodies and their terms', () => {
  const uttarPradesh: Row[] = [
    ['term_end_gram_panchayat', '2026-05-26', '2026-05-26', { status: 'completed' }],
    ['term_end_zila_panchayat', '2026-07-11', '2026-07-11', { status: 'completed' }],
    ['term_end_kshetra_panchayat', '2026-07-19', '2026-07-19', { status: 'completed' }],
    ['poll', null, null, { status: 'overdue_when_last_seen' }],
  ];

  it('counts 180 days past the term of the gram panchayats of Uttar Pradesh on 22-11-2026', () => {
    expect(find(termExpiry, [exercise('X', uttarPradesh)])).toMatchObject({
      id: 'C13:X',
      outcome: 'critical',
      isDraft: false,
      working: {
        clause: 'C13.passed',
        days: 180,
        from: '2026-05-26',
        to: today,
        facts: { body: 'term_end_gram_panchayat', date: '2026-05-26', days: 180, past: 3, sixMonths: '2026-11-26' },
      },
    });
    expect(find(termExpiry, [exercise('X', uttarPradesh)])?.working.windows).toHaveLength(3);
  });

  it('is silent on the last day of the term and once every poll is confirmed, not after a part of them', () => {
    const term: Row = ['term_end', '2025-12-20'];
    const poll = (phase: number, status: RadarMilestone['status']): Row => [
      `poll_phase_${phase}`,
      '2025-12-09',
      '2025-12-09',
      { status },
    ];
    expect(find(termExpiry, [exercise('X', [term, poll(1, 'completed'), poll(2, 'completed')])])).toBeUndefined();
    const half = [exercise('X', [term, poll(1, 'completed'), poll(2, 'date_passed_unconfirmed')])];
    expect(find(termExpiry, half)?.outcome).toBe('critical');
    const onTheDay = find(termExpiry, half, { today: '2025-12-20' });
    expect(onTheDay?.outcome).not.toBe('critical');
  });

  it.each([
    ['2027-01-21', [], 'high', 60],
    ['2027-01-22', [], 'medium', 61],
    ['2027-05-21', [], 'medium', 180],
    ['2027-05-22', [], undefined, 0],
    ['2027-01-21', [['notification', '2026-12-10']], 'medium', 60],
    ['2027-01-21', [['notification', '2027-01-22']], 'high', 60],
    [
      '2027-01-21',
      [
        ['notification', '2026-12-10'],
        ['roll_final', '2026-12-01'],
      ],
      undefined,
      0,
    ],
    ['2027-05-21', [['roll_final', '2027-05-22']], 'medium', 180],
  ] as [string, Row[], string | undefined, number][])('a term to %s with %j is %s', (term, rows, outcome, days) => {
    const found = find(termExpiry, [exercise('X', [['term_end', term], ...rows])]);
    expect(found?.outcome).toBe(outcome);
    if (found !== undefined) expect(found.working).toMatchObject({ days, facts: { date: term } });
  });

  it('takes the last day of a term given as a range, and says that it is provisional', () => {
    const found = find(termExpiry, [exercise('X', [['term_end', '2026-09-01', '2026-09-30']])]);
    expect(found?.working).toMatchObject({ days: 53, from: '2026-09-30', isProvisional: true });
  });

  it('cannot tell without a term end, and never takes a recalled one for a fact', () => {
    expect(find(termExpiry, [exercise('X', [['poll', null]])])).toMatchObject({
      outcome: 'cannot_evaluate',
      working: { missing: [{ exerciseId: 'X', what: 'term_end' }] },
    });
    const recalled = find(termExpiry, [
      exercise('X', [['term_end', '2026-10-01', '2026-10-01', { confidence: 'recalled' }]]),
    ]);
    expect(recalled).toMatchObject({ outcome: 'critical', isDraft: true });
    const both = exercise('X', [
      ['term_end_a', '2026-10-01', '2026-10-01', { confidence: 'recalled' }],
      ['term_end_b', '2026-10-05'],
    ]);
    expect(find(termExpiry, [both])).toMatchObject({ isDraft: false, working: { days: 48 } });
  });

  it('reads the roll of an Assembly from the State’s latest revision', () => {
    const house = exercise('X', [['term_end', '2027-05-20']], { bodyKind: 'eci', kind: 'assembly_election' });
    const revision = (id: string, rows: Row[]) => exercise(id, rows, { bodyKind: 'eci', kind: 'roll_revision' });
    const older = revision('R1', [
      ['announcement', '2025-06-01'],
      ['roll_final', '2025-12-01'],
    ]);
    const fresh = revision('R2', [
      ['announcement', '2026-05-14'],
      ['roll_final', '2026-10-01'],
    ]);
    const planned = revision('R3', [
      ['announcement', '2026-10-14'],
      ['roll_final', '2027-06-01'],
    ]);
    expect(find(termExpiry, [house, older])).toBeUndefined();
    expect(find(termExpiry, [house, older], { today: '2026-12-02' })?.working.clause).toBe('C13.no_roll');
    expect(find(termExpiry, [house, older, fresh], { today: '2026-12-02' })).toBeUndefined();
    expect(find(termExpiry, [house, older, fresh, planned])).toMatchObject({
      outcome: 'medium',
      working: { facts: { date: '2027-05-20' } },
    });
    expect(find(termExpiry, [house])?.working.missing).toEqual([{ exerciseId: null, what: 'roll_final' }]);
  });
});

describe('C14, court deadlines', () => {
  it.each([
    ['2027-01-31', [['completion', '2027-02-01']], 'critical', 1, 'over'],
    ['2027-01-31', [['completion', '2027-01-31']], 'high', 0, 'left'],
    ['2027-01-31', [['completion', '2027-01-17']], 'high', 14, 'left'],
    ['2027-01-31', [['completion', '2027-01-16']], undefined, 0, ''],
    ['2027-01-31', [['counting', '2027-02-03']], 'critical', 3, 'over'],
    ['2027-01-31', [['poll', '2027-02-01']], 'critical', 1, 'over'],
    ['2026-08-31', [['poll', null]], 'critical', 83, 'over'],
    [
      '2026-08-31',
      [['completion', '2026-08-30', '2026-08-30', { status: 'date_passed_unconfirmed' }]],
      'critical',
      83,
      'over',
    ],
    ['2026-08-31', [['completion', '2026-08-30', '2026-08-30', { status: 'completed' }]], undefined, 0, ''],
    ['2026-11-22', [['completion', '2026-11-22']], 'high', 0, 'left'],
  ] as [string, Row[], string | undefined, number, string][])(
    'by %s with %j is %s',
    (deadline, rows, outcome, days, side) => {
      const found = find(courtDeadline, [exercise('X', [['court_deadline', deadline], ...rows])]);
      expect(found?.outcome).toBe(outcome);
      if (found !== undefined) expect(found.working).toMatchObject({ days, facts: { deadline, days, side } });
    },
  );

  it('cannot tell without a day of completion before the deadline', () => {
    expect(
      find(courtDeadline, [
        exercise('X', [
          ['court_deadline', '2027-01-31'],
          ['poll', '2027-01-10'],
        ]),
      ]),
    ).toMatchObject({
      outcome: 'cannot_evaluate',
      working: { missing: [{ exerciseId: 'X', what: 'completion' }] },
    });
  });

  it('looks at every open deadline, and speaks of the one longest past', () => {
    const rows: Row[] = [
      ['court_deadline', '2026-04-15', '2026-04-15', { status: 'overdue_when_last_seen' }],
      ['court_deadline', '2026-07-31', '2026-07-31', { status: 'date_passed_unconfirmed' }],
      ['court_deadline', '2025-12-31', '2025-12-31', { status: 'superseded' }],
      ['poll', null],
    ];
    const found = find(courtDeadline, [exercise('X', rows)]);
    expect(found?.working).toMatchObject({ days: 221, from: '2026-04-15', facts: { open: 2 } });
    expect(found?.working.windows.map(({ to }) => to)).toEqual(['2026-04-15', '2026-07-31']);
  });
});

describe('C15, legal order', () => {
  const tamilNadu: Row[] = [
    ['notification', '2026-03-30'],
    ['nominations', '2026-03-30', '2026-04-06'],
    ['scrutiny', '2026-04-07'],
    ['withdrawal_last', '2026-04-09'],
  ];
  const eci = { bodyKind: 'eci', kind: 'assembly_election', stateCode: 'IN-TN' } as const;

  it('catches the misprinted poll of Tamil Nadu on 20-04-2026 and passes the true one', () => {
    const wrong = exercise('X', [...tamilNadu, ['poll', '2026-04-20']], eci);
    expect(find(legalOrder, [wrong])).toMatchObject({
      outcome: 'critical',
      working: {
        clause: 'C15.s30d',
        days: 3,
        windows: [{ name: 'STEP', from: '2026-04-20' }, { from: '2026-04-09' }],
        facts: {
          step: 'poll',
          date: '2026-04-20',
          legal: '2026-04-23',
          since: 'withdrawal_last',
          steps: 1,
          override: null,
        },
      },
    });
    expect(find(legalOrder, [exercise('X', [...tamilNadu, ['poll', '2026-04-23']], eci)])).toBeUndefined();
  });

  it('judges the plan in force and the State’s own holidays, and shows a reason given for going ahead', () => {
    const rows: Row[] = [
      ...tamilNadu,
      ['poll', '2026-04-20', '2026-04-20', { status: 'superseded' }],
      ['poll', '2026-04-23', '2026-04-23', { overrideReason: 'Order of the Court of 02-04-2026' }],
    ];
    expect(find(legalOrder, [exercise('X', rows, eci)])).toBeUndefined();
    const holidays = new Map([['IN-TN', new Set(['2026-04-09'])]]);
    expect(find(legalOrder, [exercise('X', rows, eci)], { holidays })?.working.facts).toMatchObject({
      step: 'withdrawal_last',
      legal: '2026-04-10',
    });
    const early: Row[] = [...tamilNadu, ['poll', '2026-04-20', '2026-04-20', { overrideReason: 'Court' }]];
    expect(find(legalOrder, [exercise('X', early, eci)])?.working.facts).toMatchObject({ override: 'Court' });
  });

  it('checks the order, not the gaps, of a local poll', () => {
    const rows: Row[] = [
      ['withdrawal_last', '2026-02-03'],
      ['poll', '2026-02-04'],
    ];
    expect(find(legalOrder, [exercise('X', rows)])).toBeUndefined();
    expect(find(legalOrder, [exercise('X', [...rows, ['counting', '2026-02-03']])])).toMatchObject({
      outcome: 'critical',
      working: { clause: 'C15.order', facts: { step: 'counting', legal: '2026-02-04' } },
    });
  });

  it('never appears when the poll alone moves later', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 30 }), fc.nat(60), (offset, by) => {
        const on = (days: number) => exercise('X', [...tamilNadu, ['poll', addDays('2026-04-20', days)]], eci);
        if (find(legalOrder, [on(offset)]) === undefined) expect(find(legalOrder, [on(offset + by)])).toBeUndefined();
      }),
    );
  });
});
