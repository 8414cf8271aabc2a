import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricLimits } from './catalogue-limits.ts';
import { evaluate, metricIds, sumCounts } from './rules.ts';
import { type Counts, exerciseTypes, levels, type MetricInput, measures } from './schema.ts';

const today = '2026-11-22';
const count = fc.nat({ max: 300_000_000 });
const anyCounts: fc.Arbitrary<Counts> = fc.dictionary(fc.constantFrom(...measures), fc.oneof(count, fc.constant(0)));
const anyInput: fc.Arbitrary<MetricInput> = fc.record(
  {
    exercise: fc.constantFrom(...exerciseTypes),
    level: fc.constantFrom(...levels),
    today: fc.constant(today),
    counts: anyCounts,
    previous: anyCounts,
    local: fc.record({
      total: count,
      footprint: fc.constantFrom('whole' as const, 'rural' as const, 'urban' as const),
    }),
  },
  { requiredKeys: ['exercise', 'level', 'today', 'counts'] },
);

function sir(counts: Counts, id: 'FL-11' | 'FL-03' = 'FL-11') {
  return evaluate(id, { exercise: 'SIR', level: 'S', today, counts });
}

describe('any metric on any counts', () => {
  it('is a finite figure that its rounding does not contradict, or a reason', () => {
    fc.assert(
      fc.property(fc.constantFrom(...metricIds), anyInput, (id, input) => {
        const result = evaluate(id, input);
        if (result.status === 'not_computed') {
          expect(result.reason).toMatch(/^[a-z0-9_]+(:[A-Za-z0-9]+)?$/);
          return;
        }
        expect(Number.isFinite(result.value)).toBe(true);
        expect(result.decimals).toBeGreaterThanOrEqual(metricLimits[id].decimals);
        expect(Math.abs(result.display - result.value)).toBeLessThanOrEqual(0.5000001 * 10 ** -result.decimals);
      }),
      { numRuns: 2000 },
    );
  });

  it('is never computed from nothing', () => {
    for (const id of metricIds) {
      for (const exercise of exerciseTypes) {
        const result = evaluate(id, {
          exercise,
          level: metricLimits[id].levels.includes('S') ? 'S' : 'A',
          today,
          counts: {},
        });
        if (id === 'DQ-02') expect(result).toMatchObject({ status: 'red', value: 0, of: [0, 12] });
        else expect(result.status).toBe('not_computed');
      }
    }
  });

  it('names a zero denominator instead of giving zero', () => {
    fc.assert(
      fc.property(count, (figure) => {
        expect(sir({ notInDraft: figure, electorsBefore: 0 })).toEqual({
          status: 'not_computed',
          reason: 'zero:electorsBefore',
        });
        const counts = { electorsFemale: figure, electorsMale: 0, electorsTotal: figure, parts: 0 };
        for (const [id, reason] of [
          ['EN-04', 'zero:electorsMale'],
          ['PS-02', 'zero:parts'],
        ] as const) {
          expect(evaluate(id, { exercise: 'CU', level: 'S', today, counts })).toEqual({
            status: 'not_computed',
            reason,
          });
        }
      }),
    );
  });

  it('refuses a count that is not a whole number of people', () => {
    for (const bad of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(sir({ notInDraft: bad, electorsBefore: 10 })).toEqual({
        status: 'not_computed',
        reason: 'invalid:notInDraft',
      });
    }
  });
});

describe('rates', () => {
  it('of a part in its whole lie between 0 and 100', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (whole, share) => {
          const within = Math.floor(whole * share);
          const counts = {
            electorsTotal: whole,
            withEpic: within,
            withPhoto: within,
            electorsPendingAdjudication: within,
          };
          for (const id of ['QL-01', 'QL-02', 'FL-14'] as const) {
            const result = evaluate(id, { exercise: 'SSR', level: 'S', today, counts });
            if (result.status === 'not_computed') throw new Error(result.reason);
            expect(result.value).toBeGreaterThanOrEqual(0);
            expect(result.value).toBeLessThanOrEqual(100);
          }
        },
      ),
    );
  });

  it('keep the better colour on the limit and change it one elector beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000 }), (hundredth) => {
        const electorsBefore = hundredth * 100;
        expect(sir({ electorsBefore, notInDraft: hundredth * 8 }).status).toBe('green');
        expect(sir({ electorsBefore, notInDraft: hundredth * 8 + 1 }).status).not.toBe('green');
        expect(sir({ electorsBefore, notInDraft: hundredth * 15 }).status).toBe('amber');
        expect(sir({ electorsBefore, notInDraft: hundredth * 15 + 1 }).status).toBe('red');
        expect(sir({ electorsBefore, finalElectors: hundredth * 92 }, 'FL-03').status).toBe('green');
        expect(sir({ electorsBefore, finalElectors: hundredth * 108 }, 'FL-03').status).toBe('green');
        expect(sir({ electorsBefore, finalElectors: hundredth * 92 - 1 }, 'FL-03').status).not.toBe('green');
      }),
    );
  });

  it('show a figure that has the colour of the exact one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 300_000_000 }),
        fc.integer({ min: -2, max: 2 }),
        (electorsBefore, step) => {
          const notInDraft = Math.floor((electorsBefore * 8) / 100) + step;
          const result = sir({ electorsBefore, notInDraft });
          if (result.status === 'not_computed') throw new Error(result.reason);
          expect(result.display > 8).toBe(BigInt(notInDraft) * 100n > 8n * BigInt(electorsBefore));
        },
      ),
    );
  });

  it('of several units come from their sums, between the lowest and the highest rate', () => {
    const unit = fc.record({
      electorsBefore: fc.integer({ min: 1, max: 9_000_000 }),
      notInDraft: fc.nat({ max: 9_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 36 }), (units) => {
        const { counts } = sumCounts(units, ['electorsBefore', 'notInDraft']);
        const result = sir(counts);
        if (result.status === 'not_computed') throw new Error(result.reason);
        const total = (measure: 'electorsBefore' | 'notInDraft') => units.reduce((sum, each) => sum + each[measure], 0);
        expect(result.of).toEqual([total('notInDraft'), total('electorsBefore')]);
        const rates = units.map((each) => (each.notInDraft * 100) / each.electorsBefore);
        expect(result.value).toBeGreaterThanOrEqual(Math.min(...rates) * (1 - 1e-12));
        expect(result.value).toBeLessThanOrEqual(Math.max(...rates) * (1 + 1e-12));
      }),
    );
  });

  it('of unlike units differ from the mean of their rates', () => {
    const { counts } = sumCounts(
      [
        { electorsBefore: 1000, notInDraft: 500 },
        { electorsBefore: 9000, notInDraft: 0 },
      ],
      ['electorsBefore', 'notInDraft'],
    );
    expect(sir(counts)).toMatchObject({ value: 5 });
  });
});
