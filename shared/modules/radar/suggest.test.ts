import { describe, expect, it } from 'vitest';
import { referenceWindows } from '#shared/modules/timelines/rules.ts';
import type { RadarExercise, RadarInput } from './rules.ts';
import { evaluateAll } from './rules-engine.ts';
import { daysTried, shifted, suggestDay } from './rules-suggest.ts';

type Row = readonly [code: string, start: string | null, end?: string | null];

function exercise(id: string, kind: RadarExercise['kind'], rows: readonly Row[]): RadarExercise {
  return {
    id,
    stateCode: 'IN-KL',
    bodyKind: kind === 'panchayat_election' ? 'sec' : 'eci',
    kind,
    revisionKind: kind === 'roll_revision' ? 'SIR' : null,
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
    milestones: rows.map(([milestone, startDate, endDate = startDate], index) => ({
      id: `${id}-${index + 1}`,
      milestone,
      position: index + 1,
      startDate,
      endDate,
      status: 'due',
      confidence: 'seen',
      note: null,
      overrideReason: null,
    })),
    needs: [],
    rooms: [],
  };
}

function inputOf(today: string, ...exercises: RadarExercise[]): RadarInput {
  return { today, exercises, pools: [], holidays: new Map(), reference: referenceWindows };
}

function suggestionFor(id: string, input: RadarInput) {
  const finding = evaluateAll(input).find((one) => one.id === id);
  if (finding === undefined) throw new Error(`no finding ${id}`);
  return suggestDay(input, finding);
}

const local: Row[] = [
  ['roll_final', '2025-10-25'],
  ['announcement_mcc', '2025-11-10'],
  ['nominations', '2025-11-14', '2025-11-21'],
  ['scrutiny', '2025-11-22'],
  ['withdrawal_last', '2025-11-24'],
  ['poll_phase_1', '2025-12-09'],
  ['poll_phase_2', '2025-12-11'],
  ['counting', '2025-12-13'],
  ['completion', '2025-12-18'],
];
const revision = exercise('IN-KL-SIR', 'roll_revision', [
  ['announcement_roll_freeze', '2025-10-27'],
  ['enumeration', '2025-11-04', '2025-12-18'],
  ['roll_draft', '2025-12-23'],
  ['roll_final', '2026-02-21'],
]);

describe('suggestDay', () => {
  it('for Kerala 2025 finds no day: the hearings last longer than 60 days', () => {
    const suggestion = suggestionFor(
      'C01:IN-KL-A:IN-KL-SIR',
      inputOf('2025-11-05', exercise('IN-KL-A', 'panchayat_election', local), revision),
    );
    expect(suggestion).toMatchObject({ kind: 'none', planned: '2025-12-09', days: daysTried, exerciseId: 'IN-KL-A' });
    const refused = suggestion.kind === 'none' ? suggestion.refused : [];
    expect(refused[0]?.from).toBe('2025-12-09');
    expect(refused.at(-1)?.to).toBe('2026-02-07');
    expect(new Set(refused.flatMap(({ because }) => because.map(({ rule }) => rule)))).toEqual(new Set(['C01']));
  });

  it('takes the first day on which the rule is neither critical nor high, and says why not before', () => {
    const exam = exercise('IN-KL-X', 'exam', [['exam_window', '2026-02-20', '2026-03-12']]);
    const poll = exercise('IN-KL-A', 'panchayat_election', [
      ['announcement_mcc', '2026-02-01'],
      ['poll', '2026-03-10'],
      ['counting', '2026-03-12'],
      ['completion', '2026-03-14'],
    ]);
    const suggestion = suggestionFor('C06:IN-KL-A:IN-KL-X', inputOf('2026-01-10', poll, exam));
    // P-2 must be after 12 March: 15 March. Fewer than ten days after the examinations is medium only.
    expect(suggestion).toEqual({
      kind: 'day',
      exerciseId: 'IN-KL-A',
      planned: '2026-03-10',
      day: '2026-03-15',
      days: 5,
      refused: [
        {
          from: '2026-03-10',
          to: '2026-03-14',
          because: [
            { id: 'C06:IN-KL-A:IN-KL-X', rule: 'C06', outcome: 'critical', exerciseIds: ['IN-KL-A', 'IN-KL-X'] },
          ],
        },
      ],
      unchecked: [],
    });
  });

  it('refuses a day that a court would not have', () => {
    const exam = exercise('IN-KL-X', 'exam', [['exam_window', '2026-02-20', '2026-03-12']]);
    const poll = exercise('IN-KL-A', 'panchayat_election', [
      ['announcement_mcc', '2026-02-01'],
      ['poll', '2026-03-10'],
      ['counting', '2026-03-12'],
      ['completion', '2026-03-14'],
      ['court_deadline', '2026-03-16'],
    ]);
    const suggestion = suggestionFor('C06:IN-KL-A:IN-KL-X', inputOf('2026-01-10', poll, exam));
    expect(suggestion.kind).toBe('none');
    const refused = suggestion.kind === 'none' ? suggestion.refused : [];
    expect(refused.at(-1)?.because.map(({ rule }) => rule)).toEqual(['C14']);
  });

  it('moves the later of two polls, and offers nothing for a poll that is over', () => {
    const rows = (day: string): Row[] => [
      ['poll', day],
      ['counting', day],
    ];
    const [a, b] = [
      exercise('IN-KL-A', 'bye_election', rows('2026-03-10')),
      exercise('IN-KL-B', 'panchayat_election', rows('2026-03-12')),
    ];
    const suggestion = suggestionFor('C07:IN-KL-A:IN-KL-B', inputOf('2026-01-10', a, b));
    expect(suggestion).toMatchObject({ kind: 'day', exerciseId: 'IN-KL-B', day: '2026-03-18', days: 6 });
    expect(suggestionFor('C07:IN-KL-A:IN-KL-B', inputOf('2026-11-22', a, b))).toEqual({
      kind: 'not_offered',
      why: 'past',
    });
  });

  it('leaves rolls, terms and court days where they are', () => {
    const moved = shifted(
      exercise('IN-KL-A', 'panchayat_election', [
        ...local,
        ['term_end', '2025-12-20'],
        ['court_deadline', '2025-12-31'],
      ]),
      7,
    );
    const days = new Map(moved.milestones.map(({ milestone, startDate }) => [milestone, startDate]));
    expect(days.get('poll_phase_2')).toBe('2025-12-18');
    expect(days.get('announcement_mcc')).toBe('2025-11-17');
    expect(days.get('completion')).toBe('2025-12-25');
    expect(days.get('roll_final')).toBe('2025-10-25');
    expect(days.get('term_end')).toBe('2025-12-20');
    expect(days.get('court_deadline')).toBe('2025-12-31');
  });
});
