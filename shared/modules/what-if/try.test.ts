// The rules themselves on plans that are tried: gained, lost, undone, and the earliest day. Kerala's dates of 2025 moved
// to 2027, so that they lie ahead; every number can be redone by hand (7.5 example 1).

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/time.ts';
import type { RadarExercise, RadarInput, RadarMilestone } from '#shared/modules/radar/rules.ts';
import type { Finding, Outcome } from '#shared/modules/radar/schema.ts';
import { referenceWindows } from '#shared/modules/timelines/rules.ts';
import { firstPollDay, type Place, putDays, putShift, shifted } from './rules.ts';
import { compareFindings, countSides, findEarliestDay } from './rules-compare.ts';
import { breaksOf, earliestDay, layOutChange, tryChanges } from './rules-try.ts';
import type { Change } from './schema.ts';

function rows(prefix: string, dates: Readonly<Record<string, readonly [string, string]>>): RadarMilestone[] {
  return Object.entries(dates).map(([milestone, [startDate, endDate]], index) => ({
    id: `${prefix}-${index}`,
    milestone,
    position: index + 1,
    startDate,
    endDate,
    status: 'due',
    confidence: 'seen',
    note: null,
    overrideReason: null,
  }));
}

const plain: Omit<RadarExercise, 'id' | 'kind' | 'bodyKind' | 'nameEn' | 'milestones'> = {
  stateCode: 'IN-KL',
  revisionKind: null,
  districts: null,
  areaClass: null,
  method: 'ballot',
  machineOwner: null,
  machineModel: null,
  baseRollDate: null,
  petitionDays: null,
  outsideKind: null,
  isMarked: false,
  isSample: false,
  needs: [],
  rooms: [],
};
const poll: RadarExercise = {
  ...plain,
  id: 'IN-KL-LSG',
  kind: 'panchayat_election',
  bodyKind: 'sec',
  nameEn: 'Local bodies',
  milestones: rows('poll', {
    announcement_mcc: ['2029-11-10', '2029-11-10'],
    nominations: ['2029-11-14', '2029-11-21'],
    scrutiny: ['2029-11-22', '2029-11-22'],
    withdrawal_last: ['2029-11-24', '2029-11-24'],
    poll_phase_1: ['2029-12-09', '2029-12-09'],
    poll_phase_2: ['2029-12-11', '2029-12-11'],
    counting: ['2029-12-13', '2029-12-13'],
    completion: ['2029-12-18', '2029-12-18'],
  }),
};
const roll: RadarExercise = {
  ...plain,
  id: 'IN-KL-SIR',
  kind: 'roll_revision',
  bodyKind: 'eci',
  revisionKind: 'SIR',
  nameEn: 'Intensive revision',
  milestones: rows('roll', { enumeration: ['2029-11-04', '2029-12-04'] }),
};
const input: RadarInput = {
  today: '2028-11-22',
  exercises: [poll, roll],
  pools: [],
  holidays: new Map([['IN-KL', new Set<string>()]]),
  reference: referenceWindows.filter(({ id }) => id !== 'censusCount'),
};

const enumeration: Place = { exerciseId: roll.id, milestone: 'enumeration', nth: 0 };
const c01 = (findings: readonly Finding[]) => findings.find(({ rule }) => rule === 'C01');

describe('a plan that is tried', () => {
  it('says that the extension of the house visits made it worse: 23 days of training, then 8 of the poll', () => {
    const changes = putDays(input, [], enumeration, { start: '2029-11-04', end: '2029-12-18' }, layOutChange);
    const { before, after, comparison } = tryChanges(input, changes);
    expect([c01(before)?.outcome, c01(before)?.working.days]).toEqual(['high', 23]);
    expect([c01(after)?.outcome, c01(after)?.working.days]).toEqual(['critical', 8]);
    const side = comparison.differences.find(({ finding }) => finding.rule === 'C01');
    expect([side?.side, side?.before?.outcome]).toEqual(['worse', 'high']);
  });

  it('loses the clash when the poll is moved behind the whole roll work, and gains it again when put back', () => {
    const whole = {
      ...roll,
      milestones: [
        ...roll.milestones,
        ...rows('more', { roll_draft: ['2029-12-05', '2029-12-05'], disposal: ['2029-12-05', '2029-12-20'] }),
      ],
    };
    const base = { ...input, exercises: [poll, whole] };
    const away = putShift(base, [], { exerciseId: poll.id, days: 40, layOut: layOutChange });
    const lost = tryChanges(base, away).comparison.differences.filter(({ side }) => side === 'lost');
    expect(lost.map(({ finding }) => finding.rule)).toContain('C01');
    const back = putShift(base, away, { exerciseId: poll.id, days: -40, layOut: layOutChange });
    expect(tryChanges(base, back).comparison.differences).toEqual([]);
  });

  it('never calls a clash gone while a date is missing that decides it', () => {
    const away = putShift(input, [], { exerciseId: poll.id, days: 40, layOut: layOutChange });
    const { comparison } = tryChanges(input, away);
    // Without a draft roll nobody knows when hearings are.
    const clash = comparison.differences.find(({ finding }) => finding.rule === 'C01');
    expect([clash?.side, clash?.finding.outcome]).toEqual(['unclear', 'cannot_evaluate']);
  });

  it('shows a step out of its order with its earliest day', () => {
    const place: Place = { exerciseId: poll.id, milestone: 'poll_phase_1', nth: 0 };
    const changes = putDays(input, [], place, { start: '2029-11-23', end: '2029-11-23' }, layOutChange);
    const { applied, after } = tryChanges(input, changes);
    const tried = applied.input.exercises.find(({ id }) => id === poll.id) ?? poll;
    expect(breaksOf(applied.input, tried)).toMatchObject([{ code: 'poll_phase_1', earliest: '2029-11-25' }]);
    expect(after.find(({ rule }) => rule === 'C15')?.outcome).toBe('critical');
  });

  it('lays a new exercise out from a template, with what it clashes with', () => {
    const made: Change = {
      kind: 'create',
      exerciseId: 'new-1',
      template: 'T-SIR',
      exerciseKind: 'roll_revision',
      anchor: '2029-12-01',
    };
    const { comparison } = tryChanges({ ...input, exercises: [poll] }, [made]);
    const clash = comparison.differences.find(({ finding }) => finding.rule === 'C01');
    expect([clash?.side, clash?.finding.outcome]).toEqual(['gained', 'critical']);
  });

  it('finds the same again when everything is undone, whatever was tried', () => {
    const day = fc.integer({ min: -60, max: 60 });
    fc.assert(
      fc.property(day, day, (by, to) => {
        const end = addDays('2029-12-04', Math.abs(to));
        const tried = putDays(
          input,
          putShift(input, [], { exerciseId: poll.id, days: by, layOut: layOutChange }),
          enumeration,
          { start: '2029-11-04', end },
          layOutChange,
        );
        const back = putShift(input, tried, { exerciseId: poll.id, days: -by, layOut: layOutChange });
        const undone = putDays(input, back, enumeration, { start: '2029-11-04', end: '2029-12-04' }, layOutChange);
        const { before, after, comparison } = tryChanges(input, undone);
        expect(undone).toEqual([]);
        expect(after).toEqual(before);
        expect(comparison.differences).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the earliest day', () => {
  it('is the first on which no critical or high finding is left, redone by hand', () => {
    const found = earliestDay(input, poll.id);
    // House visits end on 04-12: training (P-27 to P-1) meets them for fewer than 7 days once P-27 is 29-11 or later.
    expect(found).toMatchObject({ from: '2029-12-09', found: { day: '2029-12-26', days: 17 } });
    expect(found?.refused).toMatchObject([
      {
        rule: 'C01',
        outcome: 'high',
        others: [roll.id],
        stretches: [{ from: '2029-12-09', to: '2029-12-25' }],
        days: 17,
      },
    ]);
    const moved = { ...input, exercises: [shifted(poll, 17), roll] };
    expect(c01(tryChanges(moved, []).after)?.outcome).toBe('medium');
  });

  it('is none within 60 days where the house visits go on, and says on how many', () => {
    const long = { ...roll, milestones: rows('roll', { enumeration: ['2029-11-04', '2030-04-01'] }) };
    const found = earliestDay({ ...input, exercises: [poll, long] }, poll.id);
    expect(found?.found).toBeNull();
    expect(found?.refused.find(({ rule }) => rule === 'C01')?.days).toBe(61);
  });

  it('is never a day on which a court’s date is missed by more', () => {
    const bound: RadarExercise = {
      ...poll,
      milestones: [...poll.milestones, ...rows('court', { court_deadline: ['2029-12-20', '2029-12-20'] })],
    };
    const found = earliestDay({ ...input, exercises: [bound, roll] }, poll.id);
    expect(found?.found).toBeNull();
    expect(found?.refused.some(({ rule, isWorse }) => rule === 'C14' && isWorse)).toBe(true);
  });

  it('is not looked for without a poll day', () => {
    expect(earliestDay(input, roll.id)).toBeNull();
    expect(earliestDay(input, 'IN-KL-NONE')).toBeNull();
  });

  it('keeps apart the stretches that one finding refuses', () => {
    const base = c01(tryChanges(input, []).before);
    if (base === undefined) throw new Error('the base has no C01');
    const found = findEarliestDay(input, poll.id, (tried) => {
      const exercise = tried.exercises.find(({ id }) => id === poll.id);
      const day = exercise === undefined ? null : firstPollDay(exercise);
      const isFirst = day !== null && (day <= '2029-12-10' || day === '2029-12-12');
      const other = { ...base, id: 'C07:x', rule: 'C07' as const };
      return [...(isFirst ? [base] : []), ...(day === '2029-12-11' ? [other] : [])];
    });
    expect(found?.found?.day).toBe('2029-12-13');
    expect(found?.refused.map(({ rule, stretches, days }) => [rule, stretches.length, days])).toEqual([
      ['C01', 2, 3],
      ['C07', 1, 1],
    ]);
  });
});

describe('findings compared', () => {
  const [some] = tryChanges(input, []).before;
  const finding = (id: string, outcome: Outcome, change: Partial<Finding> = {}): Finding => {
    if (some === undefined) throw new Error('the base has no finding');
    return { ...some, id, outcome, isDraft: false, ...change };
  };

  it('are gained, worse, eased, lost, on other days, or no longer to be told; the rest is kept', () => {
    const moved = { ...finding('e', 'high'), working: { ...finding('e', 'high').working, days: 99 } };
    const before = [
      finding('a', 'high'),
      finding('b', 'medium'),
      finding('c', 'critical'),
      finding('d', 'info'),
      finding('e', 'high'),
      finding('f', 'cannot_evaluate'),
      finding('g', 'high'),
    ];
    const after = [
      finding('a', 'high'),
      finding('b', 'high'),
      finding('c', 'medium'),
      moved,
      finding('f', 'high'),
      finding('g', 'cannot_evaluate'),
      finding('h', 'critical'),
    ];
    const { differences, kept } = compareFindings(before, after);
    expect(differences.map(({ side, finding: each }) => `${each.id} ${side}`)).toEqual([
      'h gained',
      'f gained',
      'b worse',
      'e other',
      'g unclear',
      'c eased',
      'd lost',
    ]);
    expect(kept.map(({ id }) => id)).toEqual(['a']);
    expect(countSides(differences)).toEqual({ gained: 2, worse: 1, other: 1, unclear: 1, eased: 1, lost: 1 });
  });

  it('count no draft, no rehearsal, and nothing that cannot be checked', () => {
    const after = [
      finding('a', 'high', { isDraft: true }),
      finding('b', 'high', { isSample: true }),
      finding('c', 'cannot_evaluate'),
      finding('d', 'info'),
    ];
    expect(countSides(compareFindings([], after).differences).gained).toBe(1);
  });
});
