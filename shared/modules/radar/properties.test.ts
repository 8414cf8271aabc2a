import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/time.ts';
import { referenceWindows } from '#shared/modules/timelines/rules.ts';
import type { RadarExercise, RadarInput, RadarMilestone } from './rules.ts';
import { evaluateAll, evaluateTouching, evaluateWith, isTouched } from './rules-engine.ts';
import type { Rule } from './rules-judge.ts';
import { commonDays, overlapDays } from './rules-points.ts';
import { rules } from './rules-registry.ts';
import type { Prepared } from './rules-windows.ts';
import type { Finding } from './schema.ts';

const today = '2026-11-22';
const day = fc.integer({ min: -300, max: 300 }).map((offset) => addDays(today, offset));
const states = ['IN-KL', 'IN-OD'] as const;

/** The steps of a plan in their order; each lasts some days and begins some days after the one before ended. */
const plans = {
  panchayat_election: [
    'roll_draft',
    'roll_final',
    'announcement_mcc',
    'nominations',
    'withdrawal_last',
    'poll',
    'counting',
  ],
  municipal_election: ['announcement_mcc', 'notification', 'poll_phase_1', 'poll_phase_2', 'counting', 'completion'],
  bye_election: ['announcement_mcc', 'nominations', 'withdrawal_last', 'poll', 'counting', 'completion'],
  roll_revision: ['announcement_roll_freeze', 'enumeration', 'roll_draft', 'claims_objections', 'roll_final'],
  exam: ['exam_window'],
  outside: ['outside_window'],
  census: ['house_listing', 'population_enumeration'],
  delimitation: ['delimitation_proposals', 'delimitation_final'],
} as const;
type Kind = keyof typeof plans;

const lasting: ReadonlySet<string> = new Set([
  'enumeration',
  'claims_objections',
  'nominations',
  'exam_window',
  'outside_window',
  'house_listing',
  'population_enumeration',
  'delimitation_proposals',
]);

const step = fc.record({ gap: fc.integer({ min: 0, max: 25 }), length: fc.integer({ min: 0, max: 30 }) });

const plan = fc
  .record({
    kind: fc.constantFrom(...(Object.keys(plans) as Kind[])),
    start: day,
    steps: fc.array(step, { minLength: 7, maxLength: 7 }),
    stateCode: fc.constantFrom(...states),
    districts: fc.constantFrom(null, ['D1'], ['D2'], ['D1', 'D2']),
    isMarked: fc.boolean(),
    method: fc.constantFrom(null, 'evm' as const, 'ballot' as const),
    machineOwner: fc.constantFrom(null, 'ECI', 'SEC-IN-KL'),
    baseRollDate: fc.option(day),
    isSample: fc.constantFrom(false, false, true),
    needs: fc.array(
      fc.record({
        districtCode: fc.constantFrom('', 'D1'),
        resource: fc.constantFrom('staff' as const, 'police' as const),
        unit: fc.constant(''),
        needed: fc.integer({ min: 0, max: 90 }),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ kind, start, steps, ...rest }) => {
    let from = start;
    const milestones = plans[kind].map((milestone, index): RadarMilestone => {
      const { gap = 0, length = 0 } = steps[index] ?? {};
      const startDate = addDays(from, gap);
      const endDate = addDays(startDate, lasting.has(milestone) ? length : 0);
      from = endDate;
      return rowOf(milestone, index + 1, startDate, endDate);
    });
    return { kind, milestones, ...rest };
  });

function rowOf(milestone: string, position: number, startDate: string, endDate: string): RadarMilestone {
  const rest = { confidence: 'seen', note: null, overrideReason: null } as const;
  return { id: `${milestone} ${position}`, milestone, position, startDate, endDate, status: 'due', ...rest };
}

const exercises = fc.array(plan, { minLength: 1, maxLength: 7 }).map((all) =>
  all.map(
    (one, index): RadarExercise => ({
      ...one,
      id: `${one.stateCode}-${index}`,
      bodyKind: one.kind === 'panchayat_election' || one.kind === 'municipal_election' ? 'sec' : 'eci',
      revisionKind: one.kind === 'roll_revision' ? 'SIR' : null,
      nameEn: `Exercise ${index}`,
      areaClass: null,
      machineModel: null,
      petitionDays: null,
      outsideKind: null,
      rooms: [],
    }),
  ),
);

/** Which rows lose their days: one chance in three for each. */
const losses = fc.infiniteStream(fc.integer({ min: 0, max: 2 }));

const pools = (['staff', 'police'] as const).map((resource) => ({
  stateCode: 'IN-KL',
  districtCode: '',
  resource,
  ownerId: '',
  model: '',
  unit: '',
  available: 100,
}));

function isSum(rule: Finding['rule']): boolean {
  return rule === 'C02' || rule === 'C04';
}

function inputOf(all: readonly RadarExercise[]): RadarInput {
  return { today, exercises: all, pools, holidays: new Map(), reference: referenceWindows };
}

function mapRows(all: readonly RadarExercise[], change: (row: RadarMilestone) => RadarMilestone): RadarExercise[] {
  return all.map((exercise) => ({ ...exercise, milestones: exercise.milestones.map(change) }));
}

function withoutDays(all: readonly RadarExercise[], dice: Iterator<number>): RadarExercise[] {
  return mapRows(all, (row) => (dice.next().value === 0 ? { ...row, startDate: null, endDate: null } : row));
}

describe('overlap', () => {
  const span = fc.tuple(day, fc.nat(60)).map(([from, length]) => ({ from, to: addDays(from, length) }));

  it('is the number of days that lie in both spans', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        let days = 0;
        for (let each = a.from; each <= a.to; each = addDays(each, 1)) if (each >= b.from && each <= b.to) days += 1;
        expect(overlapDays(a, b)).toBe(days);
        expect(overlapDays(b, a)).toBe(days);
        expect(commonDays(a, b) === null).toBe(days === 0);
      }),
    );
  });
});

describe('evaluateAll', () => {
  it('does not depend on the order of the exercises or of their rows', () => {
    fc.assert(
      fc.property(exercises, losses, (all, dice) => {
        const some = withoutDays(all, dice);
        const turned = some.toReversed().map((one) => ({ ...one, milestones: one.milestones.toReversed() }));
        expect(evaluateAll(inputOf(turned))).toEqual(evaluateAll(inputOf(some)));
      }),
    );
  });

  it('gives one finding a rule and subject, sorted, naming every exercise of it', () => {
    fc.assert(
      fc.property(exercises, losses, (all, dice) => {
        const findings = evaluateAll(inputOf(withoutDays(all, dice)));
        const ids = findings.map(({ id }) => id);
        expect(ids).toEqual([...new Set(ids)].sort());
        for (const { id, rule, stateCode, exerciseIds, working, outcome } of findings) {
          if (!isSum(rule)) expect(id).toBe(`${rule}:${exerciseIds.join(':')}`);
          else expect(id.startsWith(`${rule}:${stateCode}:`)).toBe(true);
          expect(working.clause.startsWith(`${rule}.`)).toBe(true);
          if (outcome === 'cannot_evaluate') expect(working.missing).not.toEqual([]);
          for (const { from, to, days } of working.overlaps) expect(overlapDays({ from, to }, { from, to })).toBe(days);
        }
      }),
    );
  });

  it('never falls silent when a date goes: what fired still fires or cannot be told', () => {
    // Where the rules themselves say what stands in for a missing day they can go silent: the code of conduct then ends
    // with counting, machines of an unknown owner are asked about only where dates fire, a State without census dates is
    // judged by the national count, and a missing legal step is bridged. Sums change their subject with their exercises.
    const isSpoken = ({ rule, outcome, exerciseIds }: Finding) =>
      outcome !== 'cannot_evaluate' &&
      rule !== 'C05' &&
      rule !== 'C15' &&
      !isSum(rule) &&
      (rule !== 'C12' || exerciseIds.length === 2);
    fc.assert(
      fc.property(exercises, losses, (all, dice) => {
        const fewer = mapRows(all, (row) =>
          row.milestone !== 'completion' && dice.next().value === 0 ? { ...row, startDate: null, endDate: null } : row,
        );
        const after = new Set(evaluateAll(inputOf(fewer)).map(({ id }) => id));
        for (const finding of evaluateAll(inputOf(all)).filter(isSpoken)) expect([...after]).toContain(finding.id);
      }),
      { numRuns: 300 },
    );
  });

  it('loses nothing by asking only about pairs whose reaches meet', () => {
    const asked = rules.map((rule): Rule => {
      if (rule.about !== 'two') return rule;
      const first = (one: Prepared) => (rule.first(one) === null ? null : { from: null, to: null });
      const second = (one: Prepared) => (rule.second(one) === null ? null : { from: null, to: null });
      return { ...rule, first, second: rule.first === rule.second ? first : second };
    });
    fc.assert(
      fc.property(exercises, losses, (all, dice) => {
        const input = inputOf(withoutDays(all, dice));
        expect(evaluateWith(asked, input, null)).toEqual(evaluateAll(input));
      }),
    );
  });

  it('never sees a superseded row', () => {
    const stray = fc.record({ at: fc.nat(6), from: day, length: fc.nat(40) });
    fc.assert(
      fc.property(exercises, fc.array(stray, { maxLength: 6 }), (all, strays) => {
        const more = all.map((exercise, index) => ({
          ...exercise,
          milestones: [
            ...exercise.milestones,
            ...strays.flatMap(({ at, from, length }): RadarMilestone[] => {
              const code = exercise.milestones[at]?.milestone;
              if (code === undefined || (at + index) % 2 === 0) return [];
              return [{ ...rowOf(code, 100 + at, from, addDays(from, length)), status: 'superseded' }];
            }),
          ],
        }));
        expect(evaluateAll(inputOf(more))).toEqual(evaluateAll(inputOf(all)));
      }),
    );
  });

  it('marks as a draft everything that rests on recalled or inferred rows, and nothing that rests on facts', () => {
    fc.assert(
      fc.property(exercises, fc.constantFrom('recalled' as const, 'inferred' as const), (all, confidence) => {
        const drafts = evaluateAll(inputOf(mapRows(all, (row) => ({ ...row, confidence }))));
        const facts = evaluateAll(inputOf(all));
        for (const { isDraft, outcome } of drafts) expect(isDraft || outcome === 'cannot_evaluate').toBe(true);
        for (const { isDraft } of facts) expect(isDraft).toBe(false);
      }),
    );
  });

  it('pairs nothing across States, and marks what a sample takes part in', () => {
    fc.assert(
      fc.property(exercises, (all) => {
        const byId = new Map(all.map((exercise) => [exercise.id, exercise]));
        for (const { exerciseIds, stateCode, isSample } of evaluateAll(inputOf(all))) {
          const parts = exerciseIds.map((id) => byId.get(id));
          expect(parts.every((part) => part?.stateCode === stateCode)).toBe(true);
          expect(isSample).toBe(parts.some((part) => part?.isSample));
        }
      }),
    );
  });
});

describe('evaluateTouching', () => {
  const edit = fc.record({
    at: fc.nat(6),
    what: fc.constantFrom('move', 'lose', 'remove', 'add', 'state'),
    days: fc.integer({ min: -40, max: 40 }),
    other: plan,
  });

  it('with the untouched findings of before is what a full look gives after any edits', () => {
    fc.assert(
      fc.property(exercises, fc.array(edit, { minLength: 1, maxLength: 3 }), (before, edits) => {
        const exerciseIds = new Set<string>();
        const stateCodes = new Set<string>();
        let after: RadarExercise[] = [...before];
        for (const { at, what, days, other } of edits) {
          const index = at % Math.max(1, after.length);
          const chosen = after[index];
          if (chosen === undefined) continue;
          const changed = edited(chosen, what, days, other);
          for (const one of [chosen, ...(changed === null ? [] : [changed])]) {
            exerciseIds.add(one.id);
            if (one.stateCode !== null) stateCodes.add(one.stateCode);
          }
          after =
            what === 'add' && changed !== null
              ? [...after, changed]
              : after.flatMap((one, place) => (place === index ? (changed ?? []) : one));
        }
        const touched = { exerciseIds, stateCodes };
        const kept = evaluateAll(inputOf(before)).filter((finding) => !isTouched(finding, touched));
        const anew = evaluateTouching(inputOf(after), touched);
        for (const finding of anew) expect(isTouched(finding, touched)).toBe(true);
        const both = [...kept, ...anew].sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(both).toEqual(evaluateAll(inputOf(after)));
      }),
      { numRuns: 300 },
    );
  });
});

function edited(
  one: RadarExercise,
  what: string,
  days: number,
  other: { milestones: RadarMilestone[] },
): RadarExercise | null {
  const moved = (date: string | null) => (date === null ? null : addDays(date, days));
  switch (what) {
    case 'remove':
      return null;
    case 'add':
      return { ...one, id: `${one.id}-more-${days}`, milestones: other.milestones };
    case 'state':
      return { ...one, stateCode: one.stateCode === 'IN-KL' ? 'IN-OD' : 'IN-KL' };
    case 'lose':
      return { ...one, milestones: one.milestones.slice(1) };
    default:
      return {
        ...one,
        milestones: one.milestones.map((row) => ({
          ...row,
          startDate: moved(row.startDate),
          endDate: moved(row.endDate),
        })),
      };
  }
}
