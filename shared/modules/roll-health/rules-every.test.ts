import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricLimits } from './catalogue-limits.ts';
import { forms } from './catalogue-measures.ts';
import { evaluate, metricIds } from './rules.ts';
import { isRatio, type RatioId, type RatioMetric, ratioMetrics } from './rules-ratios.ts';
import {
  type Counts,
  type ExerciseType,
  exerciseTypes,
  type Level,
  levels,
  type Measure,
  type MetricId,
  type MetricInput,
  measures,
} from './schema.ts';

const ratioIds = metricIds.filter(isRatio);

/** Every clock has run and every population is of the day, so that every band is in force. */
const ready = {
  exercise: 'SIR',
  today: '2026-11-22',
  qualifyingDate: '2026-01-01',
  population: { basis: 'census_2027', refDate: '2026-03-01' },
  schedule: { enumEnd: '2025-12-01', claimsEnd: '2026-01-15', final: '2026-02-21', end: '2026-02-21' },
  referredOn: '2026-01-01',
} as const satisfies Partial<MetricInput>;

function levelOf(id: MetricId): Level {
  return metricLimits[id].levels.includes('A') ? 'A' : (metricLimits[id].levels[0] ?? 'S');
}

function ask(id: MetricId, counts: Counts, input: Partial<MetricInput> = {}) {
  return evaluate(id, { ...ready, level: levelOf(id), counts, ...input });
}

/** Counts that give a ratio metric exactly `top ÷ bottom`. */
function countsFor(metric: RatioMetric, top: number, bottom: number): Counts {
  const counts: Counts = {};
  for (const measure of [...metric.top, ...metric.bottom]) counts[measure] = 0;
  const [first] = metric.top;
  const [base] = metric.bottom;
  if (metric.less) {
    if (base) counts[base] = bottom;
    counts[metric.less] = bottom - top;
    return counts;
  }
  if (first) counts[first] = top;
  const [, second = base] = metric.bottom;
  if (base === first && second) counts[second] = bottom - top;
  else if (base) counts[base] = bottom;
  return counts;
}

const severity = { info: 0, green: 0, amber: 1, red: 2, not_computed: 0 };
const count = fc.nat({ max: 300_000_000 });
const small = fc.nat({ max: 40 });
const anyCounts: fc.Arbitrary<Counts> = fc.dictionary(
  fc.constantFrom(...measures),
  fc.oneof(count, small, fc.constantFrom(0, -1, 0.5, Number.MAX_SAFE_INTEGER, Number.NaN)),
  { maxKeys: 60 },
);
const day = fc.constantFrom('2026-01-01', '2026-02-10', '2025-01-01', '2028-02-29', 'no day');
const anyInput: fc.Arbitrary<MetricInput> = fc.record(
  {
    exercise: fc.constantFrom(...exerciseTypes),
    level: fc.constantFrom(...levels),
    today: fc.constant('2026-03-05'),
    counts: anyCounts,
    known: fc.dictionary(fc.constantFrom(...measures), small, { maxKeys: 5 }),
    sir: fc.record({ before: count, draft: count, final: count, notInDraft: count }, { requiredKeys: [] }),
    previous: anyCounts,
    asOn: day,
    previousAsOn: day,
    qualifyingDate: day,
    reportedOn: day,
    inExercise: fc.boolean(),
    milestone: fc.record({ firstPlanned: day, currentPlanned: day }),
    form: fc.constantFrom(...forms),
    population: fc.record({ basis: fc.constantFrom('other', ''), refDate: day }, { requiredKeys: ['refDate'] }),
    schedule: fc.record({ enumEnd: day, claimsEnd: day, final: day, end: day }, { requiredKeys: [] }),
    referredOn: day,
    wards: fc.array(fc.oneof(count, small, fc.constant(-1)), { maxLength: 12 }),
  },
  { requiredKeys: ['exercise', 'level', 'today', 'counts'] },
);

describe('every metric', () => {
  it('answers any counts with a finite figure or a reason, and never throws', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const id of metricIds) {
          const result = evaluate(id, input);
          if (result.status === 'not_computed') {
            expect(result.reason, id).toMatch(/^[a-z0-9_]+(:[A-Za-z0-9]+)?$/);
            continue;
          }
          expect(Number.isFinite(result.value), id).toBe(true);
          expect(Number.isFinite(result.display), id).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('can be computed, at a level and in an exercise it is defined for', () => {
    const all: Counts = Object.fromEntries(measures.map((measure) => [measure, 1000]));
    const local = {
      total: 1000,
      male: 500,
      female: 500,
      footprint: 'whole',
      asOn: '2026-01-01',
      previousTotal: 900,
      previousAsOn: '2025-06-01',
      baseElectors: 1000,
      baseRollDate: '2025-06-01',
      pollDate: '2026-01-01',
      qualifyingDate: '2026-01-01',
    } as const;
    const input = {
      previous: { electorsTotal: 1000 },
      asOn: '2026-01-01',
      previousAsOn: '2025-06-01',
      reportedOn: '2026-11-01',
      milestone: { firstPlanned: '2026-01-01', currentPlanned: '2026-01-01' },
      local,
      wards: [1000, 1100],
    } as const;
    for (const id of metricIds) {
      const [level = 'S'] = metricLimits[id].levels;
      expect(ask(id, all, { ...input, level }).status, id).not.toBe('not_computed');
    }
  });

  it('refuses levels and exercises it is not defined for, before it looks at any count', () => {
    for (const id of metricIds) {
      const limits = metricLimits[id];
      for (const level of levels) {
        if (!limits.levels.includes(level))
          expect(ask(id, {}, { level }), id).toMatchObject({ reason: 'not_at_level' });
      }
      for (const exercise of exerciseTypes) {
        if (limits.exercises && !limits.exercises.includes(exercise))
          expect(ask(id, {}, { exercise }), id).toMatchObject({ reason: 'not_in_exercise' });
      }
    }
  });
});

describe('every metric of one ratio', () => {
  it('names the first count that is missing, and a zero under the line, in place of a number', () => {
    for (const id of ratioIds) {
      const metric: RatioMetric = ratioMetrics[id];
      const needed = [...metric.top, ...(metric.less ? [metric.less] : []), ...metric.bottom];
      const full = countsFor(metric, 3, 4);
      for (const measure of needed) {
        const { [measure]: _, ...without } = full;
        expect(ask(id, without), id).toEqual({ status: 'not_computed', reason: `missing:${measure}` });
        expect(ask(id, { ...full, [measure]: -1 }), id).toMatchObject({ reason: `invalid:${measure}` });
        expect(ask(id, full, { known: { [measure]: 1 } }), id).toMatchObject({ reason: `incomplete:${measure}` });
      }
      const zero: Counts = Object.fromEntries(needed.map((measure) => [measure, 0]));
      expect(ask(id, zero), id).toEqual({
        status: 'not_computed',
        reason: `zero:${metric.bottomName ?? metric.bottom[0]}`,
      });
    }
  });

  it('keeps the better colour on each limit of each band, and loses it one elector beyond', () => {
    let limitsTried = 0;
    for (const id of ratioIds) {
      for (const band of metricLimits[id].bands) {
        for (const [colour, limit] of [
          ['amber', band.amber],
          ['red', band.red],
        ] as const) {
          for (const side of ['above', 'below'] as const) {
            const bound = limit?.[side];
            if (bound === undefined || limit?.on) continue;
            const on = statusesAt(id, bound, side === 'above' ? 1 : -1, band.exercises?.[0], band.levels?.[0]);
            expect(severity[on[0]], `${id} ${colour} ${side}`).toBeLessThan(severity[colour]);
            expect(on[1], `${id} ${colour} ${side}`).toBe(colour);
            limitsTried += 1;
          }
        }
      }
    }
    expect(limitsTried).toBeGreaterThan(60);
  });

  it('does not change when every count is multiplied', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ratioIds),
        count,
        fc.integer({ min: 1, max: 300_000_000 }),
        fc.integer({ min: 2, max: 900 }),
        (id, top, bottom, by) => {
          const counts = countsFor(ratioMetrics[id], Math.min(top, bottom), bottom);
          const grown = Object.fromEntries(Object.entries(counts).map(([measure, value]) => [measure, value * by]));
          const [once, more] = [ask(id, counts), ask(id, grown)];
          if (once.status === 'not_computed' || more.status === 'not_computed') throw new Error(`${id} not computed`);
          expect(more.status).toBe(once.status);
          expect(more.value).toBeCloseTo(once.value, 8);
        },
      ),
    );
  });

  it('lies within its scale when the top is a part of the bottom', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ratioIds), count, fc.integer({ min: 1, max: 300_000_000 }), (id, top, bottom) => {
        const metric: RatioMetric = ratioMetrics[id];
        const result = ask(id, countsFor(metric, Math.min(top, bottom), bottom));
        if (result.status === 'not_computed') throw new Error(`${id}: ${result.reason}`);
        expect(result.value).toBeGreaterThanOrEqual(0);
        expect(result.value).toBeLessThanOrEqual(metric.scale);
      }),
    );
  });

  it('never takes a better colour as it gets worse', () => {
    const directed = ratioIds.filter((id) => ['higher', 'lower'].includes(metricLimits[id].direction));
    expect(directed.length).toBeGreaterThan(15);
    fc.assert(
      fc.property(
        fc.constantFrom(...directed),
        fc.integer({ min: 100, max: 200_000 }),
        small,
        small,
        (id, bottom, one, other) => {
          const [low, high] = [one, other]
            .toSorted((left, right) => left - right)
            .map((share) => Math.floor((share * bottom) / 40));
          const [first, second] = [low ?? 0, high ?? 0].map(
            (top) => ask(id, countsFor(ratioMetrics[id], top, bottom)).status,
          );
          const [better, worse] = metricLimits[id].direction === 'lower' ? [first, second] : [second, first];
          expect(severity[worse ?? 'info']).toBeGreaterThanOrEqual(severity[better ?? 'info']);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** Statuses on the bound and one elector beyond it, over a bottom large enough for the bound to be a whole count. */
function statusesAt(id: RatioId, bound: number, step: 1 | -1, exercise?: ExerciseType, level?: Level) {
  const metric: RatioMetric = ratioMetrics[id];
  const bottom = metric.scale * 1000;
  const input = { ...(exercise ? { exercise } : {}), ...(level ? { level } : {}) };
  const at = (top: number) => ask(id, countsFor(metric, top, bottom), input).status;
  const top = Math.round(bound * 1000);
  return [at(top), at(top + step)] as const;
}

describe('colours that come from another figure', () => {
  it('are the same as that metric has, whatever the counts', () => {
    const population: Measure[] = ['popTotal', 'pop18Plus', 'pop18PlusFemale', 'pop18PlusMale'];
    const roll: Measure[] = ['electorsTotal', 'electorsFemale', 'electorsMale'];
    const figures = fc.tuple(...[...population, ...roll].map(() => fc.integer({ min: 900, max: 1100 })));
    fc.assert(
      fc.property(figures, (values) => {
        const counts: Counts = Object.fromEntries([...population, ...roll].map((measure, at) => [measure, values[at]]));
        expect(ask('EN-01', counts).status).toBe(ask('EN-03', counts).status);
        expect(ask('EN-04', counts).status).toBe(ask('EN-05', counts).status);
      }),
    );
  });
});
