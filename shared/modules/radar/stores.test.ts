import { describe, expect, it } from 'vitest';
import type { RadarExercise, RadarMilestone, RadarNeed, RadarPool, RadarRoom } from './rules.ts';
import { evaluateWith } from './rules-engine.ts';
import type { Rule } from './rules-judge.ts';
import { sameForces, sameRoom } from './rules-stores.ts';
import type { Finding } from './schema.ts';

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
const kerala = () => exercise('A', poll, { needs: [need('staff', 176_000), need('police', 68_000)] });
describe('C09, forces', () => {
  const at = (id: string, start: string, counting: string, needs: RadarNeed[] = []) =>
    exercise(
      id,
      [
        ['poll', start],
        ['counting', counting],
      ],
      { needs },
    );

  it.each([
    [[pool('police', 100_000)], 'critical', 2000],
    [[pool('police', 102_000)], undefined, 0],
    [[], 'cannot_evaluate', undefined],
  ] as [RadarPool[], string | undefined, number | undefined][])('with %j is %s', (pools, outcome, gap) => {
    const found = findAll(sameForces, [kerala(), at('B', '2025-12-15', '2025-12-16', [need('police', 34_000)])], pools);
    expect(found[0]?.outcome).toBe(outcome);
    if (gap !== undefined && outcome !== undefined) {
      expect(found[0]?.working).toMatchObject({ clause: 'C09.over', days: 2, facts: { need: 102_000, gap } });
    }
  });

  it('cannot tell without figures when the field days meet, and names them', () => {
    const [found] = findAll(sameForces, [at('A', '2025-12-09', '2025-12-13'), at('B', '2025-12-15', '2025-12-16')]);
    expect(found).toMatchObject({
      outcome: 'cannot_evaluate',
      working: { days: 2, from: '2025-12-12', to: '2025-12-13' },
    });
    expect(found?.working.missing).toHaveLength(4);
  });

  it.each([
    ['2025-12-19', 'medium', 3],
    ['2025-12-20', undefined, 4],
  ])('a next poll on %s is %s', (day, outcome, days) => {
    const [found] = findAll(sameForces, [at('A', '2025-12-09', '2025-12-13'), at('B', day, day)]);
    expect(found?.outcome).toBe(outcome);
    if (found !== undefined) expect(found.working).toMatchObject({ clause: 'C09.near', days });
  });
});

describe('C10, rooms', () => {
  const holding = (id: string, ...rooms: RadarRoom[]) => exercise(id, [], { rooms });
  const room = (roomId: string, from: string, to: string) => ({ roomId, from, to });

  it.each([
    ['2026-02-10', 'high', 'C10.same_room', 1],
    ['2026-02-11', 'medium', 'C10.near', 1],
    ['2026-02-13', 'medium', 'C10.near', 3],
    ['2026-02-14', undefined, '', 0],
  ])('held again from %s is %s', (from, outcome, clause, days) => {
    const [found] = findAll(sameRoom, [
      holding('A', room('KL-SR-7', '2026-02-01', '2026-02-10')),
      holding('B', room('KL-SR-7', from, '2026-03-01'), room('KL-SR-8', '2026-02-01', '2026-02-10')),
    ]);
    expect(found?.outcome).toBe(outcome);
    if (found !== undefined)
      expect(found.working).toMatchObject({ clause, days, facts: { room: 'KL-SR-7', rooms: 1 } });
  });

  it('reports a meeting before a close handing over, and counts both rooms', () => {
    const [found] = findAll(sameRoom, [
      holding('A', room('1', '2026-02-01', '2026-02-10'), room('2', '2026-02-01', '2026-02-10')),
      holding('B', room('1', '2026-02-12', '2026-02-20'), room('2', '2026-02-09', '2026-02-20')),
    ]);
    expect(found).toMatchObject({ outcome: 'high', working: { days: 2, facts: { room: '2', rooms: 2 } } });
  });
});
