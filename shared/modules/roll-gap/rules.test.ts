import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, gapMetricIds, limitsOf, listLocal, listPairs, listSnapshots, noFacts, standingOf } from './rules.ts';
import type { RollView } from './schema.ts';

const blank: RollView = {
  id: 'a',
  rollType: 'assembly',
  footprint: 'whole',
  exerciseType: 'SIR',
  exerciseRef: 'SIR-II',
  stage: 'final',
  asOn: '2026-02-21',
  asOnNote: null,
  qualifyingDate: null,
  electors: 1000,
  precision: 'exact',
  male: null,
  female: null,
  opening: null,
  basis: 'public_record',
  confidence: 'A',
  source: 'A newspaper',
  note: null,
  isSample: false,
  publishedAt: '2026-02-21T00:00:00.000Z',
};
const localRoll: RollView = { ...blank, id: 'l', rollType: 'local', exerciseType: 'LOCAL', asOn: '2025-11-14' };

const day = fc.integer({ min: 0, max: 700 }).map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
const electors = fc.integer({ min: 1, max: 300_000_000 });
const roll = fc
  .record({
    rollType: fc.constantFrom('assembly', 'local'),
    footprint: fc.constantFrom('whole', 'rural', 'urban'),
    exerciseType: fc.constantFrom('CU', 'SSR', 'SR', 'SIR'),
    stage: fc.constantFrom('before', 'draft', 'final', 'continuous'),
    asOn: fc.option(day),
    electors,
    precision: fc.constantFrom('exact', 'rounded', 'derived'),
    confidence: fc.constantFrom('A', 'B', 'C', 'office'),
  })
  .map(({ rollType, exerciseType, ...fields }): RollView => {
    const exercise = rollType === 'local' ? 'LOCAL' : exerciseType;
    return {
      ...blank,
      ...fields,
      rollType,
      exerciseType: exercise,
      footprint: rollType === 'local' ? fields.footprint : 'whole',
    };
  });
const rolls = fc
  .array(roll, { maxLength: 12 })
  .map((list) => list.map((each, index) => ({ ...each, id: `r${index}` })));

describe('which totals are compared', () => {
  it('one total of each stage of the revision and the newest of all, oldest first', () => {
    fc.assert(
      fc.property(rolls, (list) => {
        const chosen = listSnapshots(list);
        expect(chosen.length).toBeLessThanOrEqual(4);
        expect(chosen.every(({ rollType }) => rollType === 'assembly')).toBe(true);
        const days = chosen.map(({ asOn }) => asOn ?? '');
        expect(days).toEqual(days.toSorted());
        const newest = list.filter(({ rollType }) => rollType === 'assembly').map(({ asOn }) => asOn ?? '');
        expect(days.at(-1)).toBe(newest.toSorted().at(-1));
      }),
    );
  });

  it('the newest local total with the one before it over the same ground, a whole State’s before a part’s', () => {
    fc.assert(
      fc.property(rolls, (list) => {
        const [newest, before] = listLocal(list);
        const hasWhole = list.some(({ rollType, footprint }) => rollType === 'local' && footprint === 'whole');
        if (hasWhole) expect(newest?.footprint).toBe('whole');
        if (before !== undefined) {
          expect(before.footprint).toBe(newest?.footprint);
          expect((before.asOn ?? '') <= (newest?.asOn ?? '')).toBe(true);
        }
      }),
    );
  });

  it('does not depend on the order in which totals come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(roll, { selector: ({ asOn }) => asOn, maxLength: 8 }), (list) => {
        expect(listSnapshots(list.toReversed())).toEqual(listSnapshots(list));
        expect(listLocal(list.toReversed())).toEqual(listLocal(list));
      }),
    );
  });

  it('adds the rural and the urban roll of a State where no whole one was published', () => {
    const rural: RollView = { ...localRoll, id: 'r', footprint: 'rural', electors: 700, asOn: '2025-11-20' };
    const urban: RollView = { ...localRoll, id: 'u', footprint: 'urban', electors: 301 };
    const [sum] = listLocal([rural, urban]);
    expect(sum).toMatchObject({ footprint: 'whole', electors: 1001, precision: 'derived', asOn: '2025-11-14' });
    expect(listLocal([rural, urban, localRoll])[0]).toBe(localRoll);
    expect(listLocal([rural])[0]).toBe(rural);
  });
});

describe('a pair', () => {
  const sides = (assembly: number, local: number, footprint: RollView['footprint']) => ({
    snapshots: [{ ...blank, electors: assembly }],
    local: [{ ...localRoll, electors: local, footprint }],
    facts: noFacts,
    revisionStart: null,
    thresholds: {},
  });

  it('changes its sign with the larger roll, and gives no electors apart where a part is set against the whole', () => {
    fc.assert(
      fc.property(electors, electors, fc.constantFrom('whole', 'rural', 'urban'), (assembly, local, footprint) => {
        const [pair] = listPairs(sides(assembly, local, footprint), '2026-11-22');
        if (footprint !== 'whole') {
          expect(pair?.difference).toBeNull();
          expect(pair?.gap).toMatchObject({ status: 'not_computed', reason: 'footprint_differs' });
          return;
        }
        expect(pair?.difference).toBe(local - assembly);
        expect(Math.sign(pair?.gap.display ?? 0) * Math.sign(local - assembly)).toBeGreaterThanOrEqual(0);
        const apart = Math.abs(local - assembly) / assembly;
        expect(pair?.gap.status).toBe(apart > 0.05 ? 'red' : apart > 0.02 ? 'amber' : 'green');
      }),
    );
  });

  it('is coloured by the limits in force, and says which they are', () => {
    const own = {
      'LR-01': [{ amber: { apart: 1, source: 'default' }, red: { apart: 2.5, source: 'default' } }],
    } as const;
    const given = sides(27850855, 28624558, 'whole');
    expect(listPairs(given, '2026-11-22')[0]?.gap).toMatchObject({ status: 'amber', display: 2.78 });
    expect(listPairs({ ...given, thresholds: own }, '2026-11-22')[0]?.gap.status).toBe('red');
    expect(limitsOf('LR-01', own)).toEqual(own['LR-01']);
    expect(limitsOf('LR-02', {})).toHaveLength(2);
  });

  it('asks all sixteen metrics', () => {
    expect(gapMetricIds).toHaveLength(16);
  });
});

describe('who has published', () => {
  it('is told apart only to those who may know', () => {
    expect(standingOf(1, 2, false)).toBe('both');
    expect([standingOf(1, 0, false), standingOf(0, 1, false), standingOf(0, 0, false)]).toEqual(
      Array.from({ length: 3 }, () => 'hidden'),
    );
    expect([standingOf(1, 0, true), standingOf(0, 1, true), standingOf(0, 0, true)]).toEqual([
      'assembly_only',
      'local_only',
      'none',
    ]);
  });
});

describe('what reasons come to', () => {
  const reason = fc.record({
    bodyId: fc.constantFrom('CEO-IN-KL', 'SEC-IN-KL'),
    electors: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 })),
  });

  it('each body’s sum and its rest make the difference; the two sums are never added', () => {
    fc.assert(
      fc.property(fc.array(reason), fc.option(fc.integer({ min: -1e8, max: 1e8 })), (reasons, difference) => {
        const sides = explain(reasons, ['CEO-IN-KL', 'SEC-IN-KL'], difference);
        expect(sides.map(({ bodyId }) => bodyId)).toEqual(['CEO-IN-KL', 'SEC-IN-KL']);
        expect(sides.reduce((sum, side) => sum + side.reasons, 0)).toBe(reasons.length);
        for (const side of sides) {
          if (side.electors === null) expect(side.uncounted).toBe(side.reasons);
          if (side.rest === null) expect(side.electors === null || difference === null).toBe(true);
          else expect(side.rest + (side.electors ?? 0)).toBe(difference);
        }
      }),
    );
  });
});
