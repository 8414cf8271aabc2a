import { describe, expect, it } from 'vitest';
import { evaluate } from './rules.ts';
import type { Counts, MetricId, MetricInput } from './schema.ts';

function ask(id: MetricId, counts: Counts, input: Partial<MetricInput> = {}) {
  return evaluate(id, { exercise: 'SSR', level: 'A', today: '2026-11-22', counts, ...input });
}

describe('quality of entries', () => {
  it('reads each metric of one ratio to the digit', () => {
    const counts: Counts = {
      electorsTotal: 240_000,
      dseOpen: 121,
      pseOpen: 48,
      logicalErrorsOpen: 1201,
      households: 60_000,
      householdsOver10: 601,
      ageOver100: 49,
    };
    expect(ask('QL-03', counts)).toMatchObject({ status: 'amber', display: 5.04 });
    expect(ask('QL-04', counts)).toMatchObject({ status: 'green', display: 2 });
    expect(ask('QL-06', counts)).toMatchObject({ status: 'red', display: 50.04 });
    expect(ask('QL-08', counts)).toMatchObject({ status: 'amber', display: 10.02, decimals: 2 });
    expect(ask('QL-09', counts)).toMatchObject({ status: 'amber', display: 20.42 });
    expect(ask('QL-08', counts, { level: 'S' })).toMatchObject({ reason: 'not_at_level' });
  });

  it('takes disposal of demographic and photo similarity apart, and the worse colour counts', () => {
    const counts: Counts = {
      dseDisposed: 95,
      dseOpen: 5,
      dseConfirmed: 19,
      pseDisposed: 60,
      pseOpen: 40,
      pseConfirmed: 15,
    };
    expect(ask('QL-05', counts)).toMatchObject({
      status: 'red',
      display: 60,
      of: [60, 100],
      reason: 'worst:pse',
      parts: [
        { key: 'dseDisposed', display: 95 },
        { key: 'dseConfirmed', display: 20 },
        { key: 'pseDisposed', display: 60 },
        { key: 'pseConfirmed', display: 25 },
      ],
    });
    expect(ask('QL-05', { ...counts, dseOpen: 500 })).toMatchObject({
      status: 'red',
      reason: 'worst:dse',
      of: [95, 595],
    });
    expect(ask('QL-05', { dseDisposed: 9, dseOpen: 1 })).toMatchObject({
      status: 'green',
      display: 90,
      reason: 'dse_only',
    });
    expect(ask('QL-05', { ...counts, dseDisposed: 0, dseOpen: 0 })).toMatchObject({ display: 60, reason: 'pse_only' });
    expect(ask('QL-05', {})).toEqual({ status: 'not_computed', reason: 'missing:dseDisposed' });
  });

  it('judges repeated EPIC numbers by number in a constituency, and per constituency above it', () => {
    expect(ask('QL-07', { epicRepeated: 0 })).toMatchObject({ status: 'green', display: 0 });
    expect(ask('QL-07', { epicRepeated: 10 })).toMatchObject({ status: 'amber', display: 10 });
    expect(ask('QL-07', { epicRepeated: 11 })).toMatchObject({ status: 'red', display: 11 });
    const state = (epicRepeated: number) => ask('QL-07', { epicRepeated, constituencies: 30 }, { level: 'S' });
    expect(state(300)).toMatchObject({ status: 'amber', display: 300, of: [300, 30] });
    expect(state(301)).toMatchObject({ status: 'red', display: 301 });
    expect(ask('QL-07', { epicRepeated: 5 }, { level: 'D' })).toMatchObject({ reason: 'missing:constituencies' });
  });
});

describe('parts and stations', () => {
  const counts: Counts = {
    parts: 250,
    partsWithDeletionRate: 240,
    partsFlaggedDeletions: 61,
    partsWithAdditionRate: 200,
    partsFlaggedAdditions: 20,
    partsWithFlow: 250,
    partsNoFlow: 13,
    partsWithBlo: 250,
    bloPosted: 249,
    deletionSpreadMillionths: 10_000_001,
  };

  it('goes over the parts that have the figures and states how many were left out', () => {
    expect(ask('PS-03', counts)).toMatchObject({
      status: 'red',
      display: 25.42,
      of: [61, 240],
      parts: [{ key: 'partsLeftOut', value: 10, of: [10, 250] }],
    });
    expect(ask('PS-04', counts)).toMatchObject({ status: 'green', display: 10, parts: [{ value: 50 }] });
    expect(ask('PS-05', counts)).toMatchObject({ status: 'amber', display: 5.2, parts: [{ value: 0 }] });
    const { parts: _, ...without } = counts;
    expect(ask('PS-05', without)).toMatchObject({ display: 5.2, parts: [] });
  });

  it('takes officers posted of all parts, and never the parts that merely answered', () => {
    expect(ask('PS-06', counts)).toMatchObject({ status: 'amber', display: 99.6 });
    expect(ask('PS-06', { parts: 100, bloPosted: 96 })).toMatchObject({ status: 'red', display: 96, of: [96, 100] });
    expect(ask('PS-06', { parts: 100, partsWithBlo: 100 })).toMatchObject({ reason: 'missing:bloPosted' });
  });

  it('reads the spread of the deletion rate from millionths of a point', () => {
    expect(ask('PS-07', counts)).toMatchObject({ status: 'amber', value: 10.000001, display: 10.000001, decimals: 6 });
    expect(ask('PS-07', { deletionSpreadMillionths: 10_000_000 })).toMatchObject({ status: 'green', display: 10 });
    expect(ask('PS-07', counts, { level: 'S' })).toMatchObject({ reason: 'not_at_level' });
  });
});

describe('open findings', () => {
  it('are amber for a warning and red for an error', () => {
    const at = (openWarnings: number, openErrors: number) => ask('DQ-05', { openWarnings, openErrors }, { level: 'S' });
    expect(at(0, 0)).toMatchObject({ status: 'green', display: 0 });
    expect(at(4, 0)).toMatchObject({ status: 'amber', display: 4 });
    expect(at(4, 1)).toMatchObject({
      status: 'red',
      display: 5,
      parts: [
        { key: 'openErrors', value: 1 },
        { key: 'openWarnings', value: 4 },
      ],
    });
    expect(ask('DQ-05', { openErrors: 0 }, { level: 'S' })).toMatchObject({ reason: 'missing:openWarnings' });
  });
});

describe('assembly roll and local roll, from counts', () => {
  const local = (id: MetricId, counts: Counts, input: Partial<MetricInput> = {}) =>
    ask(id, counts, { level: 'L', ...input });

  it('reads the map from parts to wards to the digit', () => {
    const counts: Counts = {
      mappedElectors: 9900,
      footprintElectors: 10_000,
      splitPartElectors: 1486,
      orphanElectors: 50,
    };
    expect(local('LR-03', counts)).toMatchObject({ status: 'amber', display: 99 });
    expect(local('LR-04', counts)).toMatchObject({ status: 'amber', display: 15.01 });
    expect(local('LR-05', counts)).toMatchObject({ status: 'amber', display: 50, of: [50, 10_000] });
    expect(local('LR-05', { ...counts, orphanElectors: 51 })).toMatchObject({ status: 'red', display: 51 });
    expect(local('LR-05', { ...counts, orphanElectors: 0 })).toMatchObject({ status: 'green', display: 0 });
  });

  it('reads a match run to the digit', () => {
    const counts: Counts = {
      matched: 9490,
      localOnly: 310,
      assemblyOnly: 200,
      localElectors: 9800,
      footprintElectors: 9690,
      staleDead: 60,
      staleShifted: 30,
      staleDuplicate: 9,
      overlapRuralUrban: 20,
      dupFound: 40,
      dupReferred: 30,
      dupDecided: 24,
      dupConfirmed: 11,
    };
    expect(local('LR-08', counts)).toMatchObject({ status: 'amber', display: 94.9, of: [9490, 10_000] });
    expect(local('LR-08', { matched: 0, localOnly: 0, assemblyOnly: 0 })).toMatchObject({ reason: 'zero:compared' });
    expect(local('LR-09', counts)).toMatchObject({
      status: 'amber',
      display: 1.01,
      parts: [{ key: 'staleDead', display: 0.61 }, { key: 'staleShifted' }, { key: 'staleDuplicate' }],
    });
    expect(local('LR-10', counts)).toMatchObject({ status: 'amber', display: 2.06 });
    const state = { level: 'S', referredOn: '2026-10-01' } as const;
    expect(local('LR-11', counts, state)).toMatchObject({
      status: 'green',
      display: 80,
      parts: [
        { key: 'dupFound', value: 40 },
        { key: 'dupConfirmed', value: 11 },
      ],
    });
    expect(local('LR-13', counts, state)).toMatchObject({ status: 'amber', display: 0.204, decimals: 3 });
  });

  it('takes the local roll given beside the counts for their total', () => {
    const roll = { total: 1000, footprint: 'whole' } as const;
    expect(local('LR-13', { overlapRuralUrban: 3 }, { level: 'S', local: roll })).toMatchObject({ of: [3, 1000] });
    expect(local('LR-13', { overlapRuralUrban: 3 }, { level: 'S' })).toMatchObject({ reason: 'missing:localElectors' });
  });

  it('measures the ward farthest from the mean, exactly', () => {
    const wards = (...electors: number[]) => local('LR-15', {}, { wards: electors });
    expect(wards(1000, 1000, 1000)).toMatchObject({ status: 'green', display: 0 });
    expect(wards(850, 1000, 1150)).toMatchObject({ status: 'green', display: 15 });
    expect(wards(849, 1000, 1151)).toMatchObject({ status: 'amber', display: 15.1 });
    expect(wards(500, 1000, 1200)).toMatchObject({ status: 'red', display: 44.44 });
    expect(wards()).toEqual({ status: 'not_computed', reason: 'zero:wards' });
    expect(wards(0, 0)).toEqual({ status: 'not_computed', reason: 'zero:wardElectors' });
    expect(wards(5, -1)).toEqual({ status: 'not_computed', reason: 'invalid:wards' });
    expect(local('LR-15', {})).toEqual({ status: 'not_computed', reason: 'missing:wards' });
  });
});
