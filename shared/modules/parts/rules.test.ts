// What a column says of a part is what `evaluate` says of it; and orders and conditions are those of a naive reading.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricLimits } from '#shared/modules/roll-health/catalogue-limits.ts';
import { type PartMeasure, partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import { evaluate } from '#shared/modules/roll-health/rules.ts';
import { type Counts, exerciseTypes, type MetricInput } from '#shared/modules/roll-health/schema.ts';
import { sirOf } from '#shared/modules/rolls/rules.ts';
import { partMetrics } from '#shared/modules/rolls/schema.ts';
import {
  allOf,
  coloursOf,
  compare,
  figuresOf,
  fractionsOf,
  judge,
  orderOf,
  type PartSheet,
  valuesOf,
} from './rules.ts';

const count = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 1_500 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 100, 10_000, 300_000_000) },
);
const cell = fc.oneof({ weight: 5, arbitrary: count }, { weight: 1, arbitrary: fc.constant(-1) });
const row = fc.record(Object.fromEntries(partMeasures.map((measure) => [measure, cell])));
const about = fc.record({
  rows: fc.array(fc.record({ row, before: cell }), { minLength: 1, maxLength: 12 }),
  exercise: fc.constantFrom(...exerciseTypes),
  stage: fc.constantFrom('continuous', 'pre_draft', 'draft', 'final', 'supplement'),
});
type About = typeof about extends fc.Arbitrary<infer T> ? T : never;

function sheetOf({ rows, exercise, stage }: About): PartSheet {
  const columns: Partial<Record<PartMeasure, Int32Array>> = {};
  for (const measure of partMeasures) columns[measure] = Int32Array.from(rows, (each) => each.row[measure] ?? -1);
  return { rows: rows.length, exercise, stage, columns, previousTotal: Int32Array.from(rows, ({ before }) => before) };
}

function inputsOf({ rows, exercise, stage }: About): MetricInput[] {
  return rows.map(({ row: cells, before }) => {
    const counts: Counts = {};
    for (const measure of partMeasures) {
      const value = cells[measure] ?? -1;
      if (value >= 0) counts[measure] = value;
    }
    return {
      exercise,
      level: 'P',
      today: '2026-11-22',
      counts,
      ...(exercise === 'SIR' ? { sir: sirOf(stage, counts) } : {}),
      ...(before < 0 ? {} : { previous: { electorsTotal: before } }),
    };
  });
}

const colours = ['none', 'green', 'amber', 'red'];

describe('a column of parts', () => {
  it.each(partMetrics.filter((id) => metricLimits[id].isEvaluated))('says of %s what the metric says', (metric) => {
    fc.assert(
      fc.property(about, (made) => {
        const sheet = sheetOf(made);
        const [values, found] = [valuesOf(fractionsOf(metric, sheet)), coloursOf(metric, sheet)];
        for (const [place, input] of inputsOf(made).entries()) {
          const result = evaluate(metric, input);
          const value = values[place] ?? Number.NaN;
          if (result.status === 'not_computed') {
            expect({ value, colour: found[place] }).toEqual({ value: Number.NaN, colour: 0 });
          } else {
            expect(value).toBeCloseTo(result.value, 6);
            expect(colours[found[place] ?? 0]).toBe(result.status === 'info' ? 'none' : result.status);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is ordered by its keys either way, unknown ones last, equal ones as they stand', () => {
    const key = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(fc.array(key), fc.constantFrom('ascending', 'descending'), (keys, order) => {
        const naive = keys
          .map((value, place) => ({ value, place }))
          .toSorted((a, b) => {
            if (Number.isNaN(a.value) || Number.isNaN(b.value))
              return Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value)) || a.place - b.place;
            return (order === 'ascending' ? a.value - b.value : b.value - a.value) || a.place - b.place;
          });
        expect([...orderOf(Float64Array.from(keys), order)]).toEqual(naive.map(({ place }) => place));
      }),
    );
  });
});

describe('a condition', () => {
  it('compares exactly, strictly, and to three decimals', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
        fc.integer({ min: 1, max: 2_000_000_000 }),
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        (top, bottom, thousandths) => {
          const exact = BigInt(top) * 10_000n * 1000n - BigInt(thousandths) * BigInt(bottom);
          expect(Math.sign(compare(top * 10_000, bottom, thousandths / 1000))).toBe(
            exact > 0n ? 1 : exact < 0n ? -1 : 0,
          );
        },
      ),
    );
  });

  it('finds a figure that moved, either way, and cannot tell without both', () => {
    const figures = (values: readonly number[]) =>
      figuresOf('additions', {
        rows: values.length,
        exercise: 'SSR',
        stage: 'final',
        columns: { additions: Int32Array.from(values) },
      });
    const { truth } = judge(
      { subject: 'additions', op: 'movedBy', value: 30 },
      figures([100, 100, 100, 100, -1]),
      figures([70, 69, 131, -1, 100]),
    );
    expect([...truth]).toEqual([0, 1, 1, -1, -1]);
  });

  it('with others holds when all hold, fails when one fails, and is else not told', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1, 0, -1), { minLength: 1, maxLength: 4 }), (truths) => {
        const verdicts = truths.map((one) => ({ truth: Int8Array.of(one), missing: 0 }));
        expect([...allOf(verdicts)]).toEqual([truths.includes(0) ? 0 : truths.includes(-1) ? -1 : 1]);
      }),
    );
  });
});
