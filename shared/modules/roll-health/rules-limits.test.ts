import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricIds, metricLimits } from './catalogue-limits.ts';
import {
  bandFor,
  editBands,
  exercisesOf,
  isEditable,
  type LimitEdit,
  levelGroups,
  limitShape,
  listBandChanges,
  seasonsOf,
} from './rules-limits.ts';
import type { Band, Limit } from './schema.ts';

const editable = metricIds.filter((id) => isEditable(metricLimits[id]));
const fl11 = metricLimits['FL-11'];
const fl03 = metricLimits['FL-03'];
const plain: LimitEdit = { exercise: 'SIR', level: 'S', season: null, amber: { above: 9 }, red: { above: 16 } };

function bandsAfter(id: (typeof metricIds)[number], edit: LimitEdit, own: readonly Band[] = metricLimits[id].bands) {
  const made = editBands(metricLimits[id], own, [], edit);
  if (!made.ok) throw new Error(made.problems.map(({ reason }) => reason).join());
  return made.bands;
}

function reasonsOf(id: (typeof metricIds)[number], edit: Partial<LimitEdit>): string[] {
  const made = editBands(metricLimits[id], metricLimits[id].bands, [], { ...plain, ...edit });
  return made.ok ? [] : made.problems.map(({ reason, field }) => `${reason} ${field ?? ''}`);
}

/** A limit's reading of a value on its own side: true when the colour applies. */
function isBeyond(value: number, { above, below, apart }: Limit): boolean {
  return (
    (above !== undefined && value > above) ||
    (below !== undefined && value < below) ||
    (apart !== undefined && Math.abs(value) > apart)
  );
}

const number = fc.oneof(
  fc.integer({ min: -200, max: 200 }),
  fc.double({ min: -200, max: 200 }),
  fc.constant(Number.NaN),
);
const numbers = fc.option(fc.record({ above: number, below: number, apart: number }, { requiredKeys: [] }), {
  nil: null,
});
const anyEdit = fc.constantFrom(...editable).chain((id) => {
  const metric = metricLimits[id];
  const shaped = (colour: 'amber' | 'red') =>
    fc.option(
      fc.record(
        Object.fromEntries(limitShape(metric, colour).map((side) => [side, fc.integer({ min: -50, max: 200 })])),
      ),
      { nil: null },
    );
  return fc.record({
    id: fc.constant(id),
    edit: fc.record({
      exercise: fc.option(fc.constantFrom(...exercisesOf(metric)), { nil: null }),
      level: fc.constantFrom(...metric.levels),
      season: fc.constantFrom(...seasonsOf(metric)),
      amber: fc.oneof(shaped('amber'), numbers),
      red: fc.oneof(shaped('red'), numbers),
    }),
  });
});

describe('limits that were accepted', () => {
  it('never have attention beyond act now, and hold whole thousandths', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyEdit, fc.integer({ min: -300, max: 300 }), ({ id, edit }, value) => {
        const made = editBands(metricLimits[id], metricLimits[id].bands, [], edit);
        if (!made.ok) return;
        accepted += 1;
        for (const { amber, red } of made.bands) {
          for (const limit of [amber, red]) {
            for (const side of ['above', 'below', 'apart'] as const) {
              const bound = limit?.[side] ?? 0;
              expect(Number(bound.toFixed(3))).toBe(bound);
            }
          }
          if (amber === undefined || red === undefined || amber.on !== red.on) continue;
          if (isBeyond(value, red)) expect(isBeyond(value, amber)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });

  it('change the place that was asked for and no other', () => {
    fc.assert(
      fc.property(anyEdit, ({ id, edit }) => {
        const metric = metricLimits[id];
        const made = editBands(metric, metric.bands, [], edit);
        if (!made.ok) return;
        const group = levelGroups(metric).find((levels) => levels.includes(edit.level));
        for (const change of listBandChanges(metric, metric.bands, made.bands)) {
          expect(change.levels ?? metric.levels).toEqual(group);
          expect(change.season ?? null).toBe(edit.season);
          const exercises = change.exercises ?? exercisesOf(metric);
          if (edit.exercise !== null) expect(exercises).toEqual([edit.exercise]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('come back as they were when the release’s numbers are set again', () => {
    const once = bandsAfter('FL-11', plain);
    const back = bandsAfter('FL-11', { ...plain, amber: { above: 8 }, red: { above: 15 } }, once);
    for (const { amber, red } of back) expect([amber?.above, red?.above]).toEqual([8, 15]);
    expect(back).toHaveLength(2);
  });
});

describe('a change', () => {
  it('splits a band of several exercises when one changes, and joins what is alike', () => {
    const edit = { ...plain, exercise: 'SSR', amber: { apart: 1 }, red: { apart: 2 } } as const;
    const bands = bandsAfter('FL-03', edit);
    expect(bandFor(bands, 'SSR', 'S', false)?.red).toEqual({ apart: 2, source: 'administrator' });
    expect(bandFor(bands, 'SSR', 'P', false)?.red?.apart).toBe(6);
    expect(bandFor(bands, 'CU', 'S', false)?.red?.apart).toBe(6);
    expect(listBandChanges(fl03, fl03.bands, bands)).toEqual([
      {
        exercises: ['SSR'],
        levels: ['A', 'D', 'S', 'N'],
        before: { amber: { apart: 3, source: 'default' }, red: { apart: 6, source: 'default' } },
        after: { amber: { apart: 1, source: 'administrator' }, red: { apart: 2, source: 'administrator' } },
      },
    ]);
  });

  it('keeps the source of a limit whose number stays', () => {
    const bands = bandsAfter('FL-11', { ...plain, amber: { above: 8 } });
    expect(bandFor(bands, 'SIR', 'S', false)).toMatchObject({
      amber: { above: 8, source: 'default' },
      red: { above: 16, source: 'administrator' },
    });
  });

  it('gives limits to an exercise that had none', () => {
    expect(bandFor(metricLimits['FL-01'].bands, 'SIR', 'S', false)).toBeUndefined();
    const bands = bandsAfter('FL-01', { ...plain, amber: { above: 5 }, red: { above: 9 } });
    expect(bandFor(bands, 'SIR', 'S', false)?.red?.above).toBe(9);
    expect(bandFor(bands, 'SSR', 'S', false)?.red?.above).toBe(8);
  });

  it('takes limits away without touching the rest', () => {
    const bands = bandsAfter('FL-02', { ...plain, amber: null, red: null });
    expect(bandFor(bands, 'SIR', 'S', false)).toBeUndefined();
    expect(bandFor(bands, 'CU', 'S', false)?.amber?.above).toBe(2);
  });

  it('keeps what a limit is compared with, and the share of the opening roll', () => {
    const slots = bandsAfter('PS-01', { ...plain, exercise: null, amber: { above: 2 }, red: { above: 3 } });
    expect(bandFor(slots, 'SIR', 'S', false)?.red).toEqual({ above: 3, on: 'share_of_parts', source: 'administrator' });
    const residual = bandsAfter('DQ-03', { ...plain, exercise: null, amber: { apart: 5 }, red: { apart: 50 } });
    expect(bandFor(residual, 'CU', 'S', false)).toMatchObject({
      amber: { apart: 5 },
      red: { apart: 50, orPer10000OfOpening: 1 },
    });
    expect(bandFor(residual, 'CU', 'S', false)?.amber).not.toHaveProperty('orPer10000OfOpening');
  });

  it('of a State stands in front of the nation’s and repeats none of them', () => {
    const made = editBands(fl11, [], fl11.bands, plain);
    expect(made).toEqual({
      ok: true,
      bands: [
        {
          levels: ['A', 'D', 'S', 'N'],
          amber: { above: 9, source: 'administrator' },
          red: { above: 16, source: 'administrator' },
        },
      ],
    });
  });

  it('is read the same whatever order the database gives the keys in', () => {
    const other = fl11.bands.map(({ amber, red }) => ({
      red: { source: red?.source ?? 'default', above: red?.above ?? 0 },
      amber: { source: amber?.source ?? 'default', above: amber?.above ?? 0 },
    }));
    expect(listBandChanges(fl11, fl11.bands, other)).toEqual([]);
  });
});

describe('places', () => {
  it('of LR-02 and of metrics without limits cannot be edited; all others can', () => {
    const fixed = metricIds.filter((id) => metricLimits[id].bands.length > 0 && !editable.includes(id));
    expect(fixed).toEqual(['LR-02']);
  });

  it('tell the part from the levels above, and the constituency where its limits differ', () => {
    expect(levelGroups(fl11)).toEqual([['P'], ['A', 'D', 'S', 'N']]);
    expect(levelGroups(metricLimits['QL-07'])).toEqual([['A'], ['D', 'S', 'N']]);
    expect(seasonsOf(metricLimits['DQ-01'])).toEqual(['outside_exercise', 'in_exercise']);
  });
});

describe('a limit is refused', () => {
  it.each([
    [{ amber: { above: 17 } }, ['limit.order red.above']],
    [{ amber: { above: 16 } }, ['limit.order red.above']],
    [{ amber: {} }, ['limit.required amber.above']],
    [{ amber: { above: 1, below: 0 } }, ['limit.shape amber.below']],
    [{ red: { above: Number.POSITIVE_INFINITY } }, ['limit.number red.above']],
    [{ red: { above: 16.0005 } }, ['limit.decimals red.above']],
    [{ red: { above: 100_000_001 } }, ['limit.range red.above']],
    [{ amber: { above: -0.5 } }, ['limit.negative amber.above']],
    [{ exercise: 'SSR' as const }, ['limits.exercise exercise']],
    [{ level: 'W' as const }, ['limits.level level']],
    [{ season: 'in_exercise' as const }, ['limits.season season']],
    [{ amber: { above: 8 }, red: { above: 15 } }, ['limits.unchanged amber']],
  ])('%j: %j', (edit, expected) => {
    expect(reasonsOf('FL-11', edit)).toEqual(expected);
  });

  it('when its two sides cross', () => {
    const edit = { exercise: null, amber: { below: 103, above: 102 }, red: { below: 90, above: 105 } };
    expect(reasonsOf('EN-02', edit)).toEqual(['limit.sides amber.above']);
  });

  it('when there is nothing to take away', () => {
    expect(reasonsOf('FL-01', { amber: null, red: null })).toEqual(['limits.nothing amber']);
  });
});
