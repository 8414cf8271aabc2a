import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/time.ts';
import type { RadarExercise, RadarMilestone, RadarNeed, RadarPool } from './rules.ts';
import { levelOf } from './rules-demands.ts';
import { evaluateWith } from './rules-engine.ts';
import type { Rule } from './rules-judge.ts';
import { machineStock, staffCapacity } from './rules-sums.ts';
import { type Finding, outcomes } from './schema.ts';

type Row = [code: string, start: string | null, end?: string | null, more?: Partial<RadarMilestone>];

function exercise(id: string, rows: Row[], more: Partial<RadarExercise> = {}): RadarExercise {
  return {
    id,
    stateCode: 'IN-KL',
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

function need(resource: RadarNeed['resource'], needed: number, districtCode = '', unit = ''): RadarNeed {
  return { resource, needed, districtCode, unit };
}

function pool(resource: RadarNeed['resource'], available: number, more: Partial<RadarPool> = {}): RadarPool {
  return { stateCode: 'IN-KL', districtCode: '', resource, ownerId: '', model: '', unit: '', available, ...more };
}

function findAll(rule: Rule, exercises: RadarExercise[], pools: RadarPool[] = []): Finding[] {
  return evaluateWith([rule], { today: '2026-11-22', exercises, pools, holidays: new Map(), reference: [] }, null);
}

const poll: Row[] = [
  ['poll_phase_1', '2025-12-09'],
  ['poll_phase_2', '2025-12-11'],
  ['counting', '2025-12-13'],
];
const visits: Row[] = [['enumeration', '2025-11-04', '2025-12-18']];
const kerala = (more: Partial<RadarExercise> = {}) =>
  exercise('A', poll, { needs: [need('staff', 176_000), need('police', 68_000)], ...more });
const revision = (more: Partial<RadarExercise> = {}) =>
  exercise('R', visits, {
    kind: 'roll_revision',
    bodyKind: 'eci',
    revisionKind: 'SIR',
    needs: [need('staff', 25_668)],
    ...more,
  });

describe('levelOf', () => {
  it.each([
    [85, 100, 85, null],
    [86, 100, 85, 'high'],
    [100, 100, 85, 'high'],
    [101, 100, 85, 'critical'],
    [90, 100, 90, null],
    [1, 0, 90, 'critical'],
    [0, 0, 90, null],
  ] as const)('%i of %i at %i percent is %s', (total, available, tight, level) => {
    expect(levelOf(total, available, tight)).toBe(level);
  });
});

describe('C02, people', () => {
  it('cannot tell in Kerala, where the pool is not published, and shows that 2,01,668 are needed', () => {
    expect(findAll(staffCapacity, [kerala(), revision()])).toMatchObject([
      {
        id: 'C02:IN-KL:*:A',
        outcome: 'cannot_evaluate',
        exerciseIds: ['A', 'R'],
        working: {
          clause: 'C02.missing',
          days: 8,
          from: '2025-12-06',
          to: '2025-12-13',
          missing: [{ exerciseId: null, what: 'pool' }],
          facts: { need: 201_668, pool: null, date: '2025-12-06' },
        },
      },
    ]);
  });

  it.each([
    [201_667, 'critical', 1],
    [201_668, 'high', 0],
    [237_256, 'high', 0],
    [237_257, undefined, 0],
  ] as const)('a pool of %i is %s', (available, outcome, gap) => {
    const [found] = findAll(staffCapacity, [kerala(), revision()], [pool('staff', available)]);
    expect(found?.outcome).toBe(outcome);
    if (found !== undefined)
      expect(found.working).toMatchObject({ days: 8, facts: { need: 201_668, pool: available, gap } });
  });

  it('lets one exercise alone be too much, and adds nothing on other days', () => {
    const later = revision({
      id: 'L',
      milestones: exercise('L', [['enumeration', '2026-02-01', '2026-03-01']]).milestones,
    });
    const found = findAll(staffCapacity, [kerala(), later], [pool('staff', 100_000)]);
    expect(found.map(({ exerciseIds, working }) => [exerciseIds, working.facts['need']])).toEqual([[['A'], 176_000]]);
  });

  it('counts an exercise once on days when it polls and visits houses', () => {
    const both = exercise('A', [...poll, ['enumeration', '2025-12-01', '2025-12-10']], { needs: [need('staff', 10)] });
    expect(findAll(staffCapacity, [both], [pool('staff', 12)])).toEqual([]);
  });

  it('keeps house visits and a later poll of one exercise apart', () => {
    const both = exercise('A', [...poll, ['enumeration', '2025-08-01', '2025-08-10']], { needs: [need('staff', 10)] });
    expect(findAll(staffCapacity, [both], [pool('staff', 5)]).map(({ id }) => id)).toEqual([
      'C02:IN-KL:*:A',
      'C02:IN-KL:*:A:FIELD',
    ]);
  });

  it('says whose figure is missing, though what is known already is tight', () => {
    const silent = revision({ needs: [] });
    expect(findAll(staffCapacity, [kerala(), silent], [pool('staff', 900_000)])).toMatchObject([
      { outcome: 'cannot_evaluate', working: { missing: [{ exerciseId: 'R', what: 'need' }] } },
    ]);
    expect(findAll(staffCapacity, [kerala(), silent], [pool('staff', 180_000)])).toMatchObject([
      { outcome: 'high', working: { missing: [{ exerciseId: 'R', what: 'need' }] } },
    ]);
    expect(findAll(staffCapacity, [kerala({ needs: [] })], [])).toEqual([]);
    expect(findAll(staffCapacity, [kerala({ needs: [] }), silent], [])).toHaveLength(1);
  });

  it('judges each district where the State keeps its pool so', () => {
    const [a, b] = ['KL-D01', 'KL-D02'].map((code) => need('staff', 60, code));
    const pools = ['KL-D01', 'KL-D02'].map((districtCode, index) =>
      pool('staff', index === 0 ? 100 : 200, { districtCode }),
    );
    const found = findAll(
      staffCapacity,
      [
        kerala({ needs: [a, b].filter((one) => one !== undefined) }),
        revision({ needs: [need('staff', 50, 'KL-D01'), need('staff', 50, 'KL-D02')] }),
      ],
      pools,
    );
    expect(found).toMatchObject([
      {
        id: 'C02:IN-KL:KL-D01:A',
        outcome: 'critical',
        working: { districts: ['KL-D01'], facts: { need: 110, pool: 100 } },
      },
    ]);
  });

  it('keeps recalled and sample exercises out of what it says of the rest', () => {
    const recalled = exercise('R', [['enumeration', '2025-11-04', '2025-12-18', { confidence: 'recalled' }]], {
      kind: 'roll_revision',
      bodyKind: 'eci',
      needs: [need('staff', 25_668)],
    });
    const sample = revision({ id: 'S', isSample: true, needs: [need('staff', 90_000)] });
    const found = findAll(staffCapacity, [kerala(), recalled, sample], [pool('staff', 190_000)]);
    expect(
      found.map(({ id, outcome, isDraft, isSample, working }) => [
        id,
        outcome,
        isDraft,
        isSample,
        working.facts['need'],
      ]),
    ).toEqual([
      ['C02:IN-KL:*:A', 'high', false, false, 176_000],
      ['C02:IN-KL:*:A:draft', 'critical', true, false, 201_668],
    ]);
    const withSample = findAll(staffCapacity, [kerala(), sample], [pool('staff', 190_000)]);
    expect(withSample.map(({ outcome, isSample }) => [outcome, isSample])).toEqual([
      ['high', false],
      ['critical', true],
    ]);
  });

  it('cannot tell of an exercise without dates that could be too much', () => {
    const undated = revision({ milestones: [] });
    expect(findAll(staffCapacity, [kerala(), undated], [pool('staff', 210_000)])).toMatchObject([
      { outcome: 'cannot_evaluate', working: { missing: [{ exerciseId: 'R', what: 'enumeration' }] } },
    ]);
    expect(findAll(staffCapacity, [kerala(), undated], [pool('staff', 300_000)])).toEqual([]);
  });

  it('is never worse with more people, and finds the same sum as counting each day by itself', () => {
    const spans = fc.array(
      fc.record({ from: fc.nat(40), length: fc.nat(20), needed: fc.integer({ min: 1, max: 500 }) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(spans, fc.nat(1500), fc.nat(500), (list, available, more) => {
        const exercises = list.map(({ from, length, needed }, index) => {
          const start = addDays('2026-01-01', from);
          return revision({
            id: `R${index}`,
            milestones: exercise(`R${index}`, [['enumeration', start, addDays(start, length)]]).milestones,
            needs: [need('staff', needed)],
          });
        });
        const found = findAll(staffCapacity, exercises, [pool('staff', available)]);
        const after = findAll(staffCapacity, exercises, [pool('staff', available + more)]);
        const worst = (all: Finding[]) => Math.min(9, ...all.map(({ outcome }) => outcomes.indexOf(outcome)));
        expect(worst(after)).toBeGreaterThanOrEqual(worst(found));
        const totals = Array.from({ length: 70 }, (_, day) =>
          list
            .filter(({ from, length }) => from <= day && from + length >= day)
            .reduce((sum, { needed }) => sum + needed, 0),
        );
        const peak = Math.max(...totals);
        const level = levelOf(peak, available, 85);
        expect(found.length > 0).toBe(level !== null);
        if (level === null) return;
        expect(Math.max(...found.map(({ working }) => Number(working.facts['need'])))).toBe(peak);
        const days = found
          .filter(({ outcome }) => outcome === 'critical')
          .reduce((sum, { working }) => sum + (working.days ?? 0), 0);
        expect(days).toBe(totals.filter((total) => total > available).length);
      }),
    );
  });
});

describe('C04, machines', () => {
  const towns = (more: Partial<RadarExercise> = {}) =>
    exercise(
      'A',
      [
        ['poll', '2025-12-01'],
        ['counting', '2025-12-05'],
      ],
      {
        method: 'evm',
        machineOwner: 'SEC-KL',
        machineModel: 'M2',
        needs: [need('machines', 92_000 + 18_400, '', 'CU')],
        ...more,
      },
    );
  const owned = (available: number, more: Partial<RadarPool> = {}) =>
    pool('machines', available, { ownerId: 'SEC-KL', model: 'M2', unit: 'CU', ...more });

  it('is short of 65,400 for 46,000 stations of two posts with a fifth in reserve and 45,000 owned', () => {
    expect(findAll(machineStock, [towns()], [owned(45_000)])).toMatchObject([
      {
        id: 'C04:IN-KL:SEC-KL:M2:CU:A',
        outcome: 'critical',
        working: {
          clause: 'C04.over',
          facts: { required: 110_400, unit: 'CU', stock: 45_000, gap: 65_400, owner: 'SEC-KL' },
        },
      },
    ]);
  });

  it('does not run when the method is ballot', () => {
    expect(findAll(machineStock, [towns({ method: 'ballot' })], [owned(45_000)])).toEqual([]);
  });

  it.each([
    [110_400, 'high'],
    [122_666, 'high'],
    [122_667, undefined],
  ])('a stock of %i is %s', (stock, outcome) => {
    expect(findAll(machineStock, [towns()], [owned(stock)])[0]?.outcome).toBe(outcome);
  });

  it('sums what one owner’s machines are wanted for at once, and keeps owners, models and units apart', () => {
    const other = towns({
      id: 'B',
      milestones: exercise('B', [
        ['poll', '2026-01-15'],
        ['counting', '2026-01-16'],
      ]).milestones,
    });
    const [found] = findAll(machineStock, [towns(), other], [owned(200_000)]);
    expect(found).toMatchObject({
      outcome: 'critical',
      exerciseIds: ['A', 'B'],
      working: { facts: { required: 220_800 } },
    });
    expect(
      findAll(
        machineStock,
        [towns(), { ...other, machineOwner: 'SEC-MP' }],
        [owned(200_000), owned(200_000, { ownerId: 'SEC-MP' })],
      ),
    ).toEqual([]);
    expect(
      findAll(
        machineStock,
        [towns(), { ...other, machineModel: 'M3' }],
        [owned(200_000), owned(200_000, { model: 'M3' })],
      ),
    ).toEqual([]);
  });

  it('cannot tell without the stock, the owner or the model', () => {
    const missing = (one: RadarExercise, pools: RadarPool[]) =>
      findAll(machineStock, [one], pools).map(({ outcome, working }) => [outcome, working.missing[0]?.what]);
    expect(missing(towns(), [])).toEqual([['cannot_evaluate', 'stock']]);
    expect(missing(towns({ machineOwner: null }), [owned(1)])).toEqual([['cannot_evaluate', 'machine_owner']]);
    const models = [owned(1), owned(1, { model: 'M3' })];
    expect(missing(towns({ machineModel: null }), models)).toEqual([['cannot_evaluate', 'machine_model']]);
    expect(missing(towns({ machineModel: null }), [owned(500_000)])).toEqual([]);
  });
});
