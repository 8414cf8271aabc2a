import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forms } from './catalogue-measures.ts';
import { evaluate, metricIds } from './rules.ts';
import { evaluateMany, statusCodes } from './rules-bulk.ts';
import { type Counts, exerciseTypes, levels, type MetricId, type MetricInput, measures } from './schema.ts';

const count = fc.oneof(fc.nat({ max: 300_000_000 }), fc.nat({ max: 200 }), fc.constantFrom(0, 100, 10_000));
const bad = fc.constantFrom(-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER);
const day = fc.constantFrom('2026-01-01', '2026-02-10', '2025-01-01', '2026-03-04', '2028-02-29', 'no day');

/** Half of the units have nearly every measure, half only a few; some are no counts at all. */
const anyCounts: fc.Arbitrary<Counts> = fc.oneof(
  fc.record(Object.fromEntries(measures.map((measure) => [measure, count])), { requiredKeys: [] }),
  fc.dictionary(
    fc.constantFrom(...measures),
    fc.oneof({ weight: 9, arbitrary: count }, { weight: 1, arbitrary: bad }),
    {
      maxKeys: 40,
    },
  ),
);

/** Ratios next to the limits, where doubles alone could err. */
const nearLimits: fc.Arbitrary<Counts> = fc
  .tuple(
    fc.integer({ min: 1, max: 3_000_000 }),
    fc.constantFrom(2, 4, 5, 8, 15, 25, 92, 95, 99, 100, 102),
    fc.integer({ min: -1, max: 1 }),
  )
  .map(([hundredth, percent, step]) =>
    Object.fromEntries(
      measures.map((measure, place) => [
        measure,
        place % 2 === 0 ? hundredth * 100 : Math.max(0, hundredth * percent + step),
      ]),
    ),
  );

const band = fc.record(
  {
    amber: fc.record({ above: fc.integer({ min: 0, max: 50 }), source: fc.constant('default' as const) }),
    red: fc.record({ below: fc.integer({ min: 50, max: 90 }), source: fc.constant('default' as const) }),
    season: fc.constantFrom(
      'from_enumeration_end' as const,
      'in_exercise' as const,
      'from_30_days_after_referral' as const,
    ),
    levels: fc.subarray([...levels]),
  },
  { requiredKeys: [] },
);

const local = fc.record(
  {
    total: count,
    male: count,
    female: count,
    footprint: fc.constantFrom('whole' as const, 'rural' as const, 'urban' as const),
    asOn: day,
    qualifyingDate: day,
    baseRollDate: day,
    rollMode: fc.constantFrom('in_toto' as const, 'own_roll' as const),
    pollDate: day,
    previousTotal: count,
    previousAsOn: day,
    baseElectors: count,
  },
  { requiredKeys: ['total', 'footprint'] },
);

const anyInput: fc.Arbitrary<MetricInput> = fc.record(
  {
    exercise: fc.constantFrom(...exerciseTypes),
    level: fc.constantFrom(...levels),
    today: fc.constantFrom('2026-03-05', '2026-01-20'),
    counts: fc.oneof(anyCounts, nearLimits),
    known: fc.dictionary(fc.constantFrom(...measures), fc.nat({ max: 9 }), { maxKeys: 4 }),
    sir: fc.record(
      { before: count, draft: count, final: count, notInDraft: count, coAdded: count },
      { requiredKeys: [] },
    ),
    previous: anyCounts,
    asOn: day,
    previousAsOn: day,
    qualifyingDate: day,
    reportedOn: day,
    inExercise: fc.boolean(),
    milestone: fc.record({ firstPlanned: day, currentPlanned: day }),
    form: fc.constantFrom(...forms),
    local,
    population: fc.record({ basis: fc.constantFrom('other', ''), refDate: day }, { requiredKeys: ['refDate'] }),
    schedule: fc.record({ enumEnd: day, claimsEnd: day, final: day, end: day }, { requiredKeys: [] }),
    referredOn: day,
    wards: fc.array(count, { maxLength: 8 }),
    thresholds: fc.dictionary(fc.constantFrom(...metricIds), fc.array(band, { maxLength: 2 }), { maxKeys: 6 }),
  },
  { requiredKeys: ['exercise', 'level', 'today', 'counts'] },
);

/** What `evaluate` says, in the things a column holds. */
function alone(id: MetricId, input: MetricInput) {
  const result = evaluate(id, input);
  return result.status === 'not_computed'
    ? { told: [result.status, Number.NaN, result.reason], shown: [Number.NaN, 0, -1, -1] }
    : {
        told: [result.status, result.value, result.reason ?? ''],
        shown: [result.display, result.decimals, ...(result.of ?? [-1, -1])],
      };
}

function together(ids: readonly MetricId[], inputs: readonly MetricInput[]) {
  const { columns, reasons } = evaluateMany(ids, inputs);
  return inputs.map((_, unit) =>
    ids.map((id) => {
      const column = columns.get(id);
      return [statusCodes[column?.status[unit] ?? 0], column?.value[unit], reasons[column?.why[unit] ?? 0]];
    }),
  );
}

function shownTogether(ids: readonly MetricId[], inputs: readonly MetricInput[]) {
  const { columns } = evaluateMany(ids, inputs, { isShown: true });
  return inputs.map((_, unit) =>
    ids.map((id) => {
      const shown = columns.get(id)?.shown;
      return [shown?.display[unit], shown?.decimals[unit], shown?.of[unit * 2], shown?.of[unit * 2 + 1]];
    }),
  );
}

describe('all metrics of many units', () => {
  it('are those of each by itself: status, value to the last bit, reason', () => {
    let computed = 0;
    fc.assert(
      fc.property(fc.array(anyInput, { minLength: 1, maxLength: 8 }), (inputs) => {
        const each = inputs.map((input) => metricIds.map((id) => alone(id, input)));
        computed += each.flat().filter(({ told }) => told[0] !== 'not_computed').length;
        expect(together(metricIds, inputs)).toEqual(each.map((unit) => unit.map(({ told }) => told)));
        expect(shownTogether(metricIds, inputs)).toEqual(each.map((unit) => unit.map(({ shown }) => shown)));
      }),
      { numRuns: 400 },
    );
    expect(computed).toBeGreaterThan(5_000);
  });

  it('are shown as each by itself on a half, beside it and beside a limit', () => {
    const near = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 200_000 })).map(
      ([top, bottom]): MetricInput => ({
        exercise: 'SSR',
        level: 'P',
        today: '2026-03-05',
        counts: {
          electorsTotal: bottom + top,
          electorsMale: bottom,
          electorsFemale: bottom - (top % bottom),
          opening: bottom,
          additions: top,
          deletions: top % 7,
          withEpic: bottom,
          dseOpen: top,
          households: bottom,
          householdsOver10: top,
        },
        previous: { electorsTotal: (bottom % 40) * 200 },
        thresholds: { 'FL-01': [{ amber: { above: (top % 100) / 8, source: 'default' } }] },
      }),
    );
    const ids = ['EN-04', 'FL-01', 'FL-02', 'FL-03', 'QL-01', 'QL-03', 'QL-08', 'DQ-03'] as const;
    fc.assert(
      fc.property(fc.array(near, { minLength: 20, maxLength: 20 }), (inputs) => {
        const each = inputs.map((input) => ids.map((id) => alone(id, input).shown));
        expect(shownTogether(ids, inputs)).toEqual(each);
      }),
      { numRuns: 500 },
    );
  });

  it('have no displays unless these are asked for', () => {
    expect(evaluateMany(['FL-01'], []).columns.get('FL-01')?.shown).toBeUndefined();
  });

  it('hold only the metrics asked for, in any order, and nothing for no units', () => {
    const input: MetricInput = {
      exercise: 'SIR',
      level: 'S',
      today: '2026-03-05',
      counts: { notInDraft: 9, electorsBefore: 100 },
    };
    expect(together(['LR-16', 'FL-11'], [input])).toEqual([
      [
        ['not_computed', Number.NaN, 'no_local_roll'],
        ['amber', 9, ''],
      ],
    ]);
    const none = evaluateMany(metricIds, []);
    expect(none.columns.size).toBe(65);
    expect(none.reasons).toEqual(['']);
  });

  it('keep each reason once, however many units have it', () => {
    const inputs = Array.from(
      { length: 50 },
      (): MetricInput => ({ exercise: 'SIR', level: 'A', today: '2026-03-05', counts: {} }),
    );
    const { columns, reasons } = evaluateMany(metricIds, inputs);
    expect(new Set(reasons).size).toBe(reasons.length);
    expect(columns.get('FL-11')?.value.every(Number.isNaN)).toBe(true);
    expect(reasons[columns.get('FL-11')?.why[49] ?? 0]).toBe('missing:notInDraft');
  });
});
