import { expect, test } from 'vitest';
import type { NationalOverview } from '#shared/modules/national/schema.ts';
import { listChanges } from './ChangedFigures.tsx';

const overview = (notInDraft: number | null, age: number, final: number): NationalOverview => ({
  version: 1,
  at: '2026-11-22T14:10:00.000Z',
  today: '2026-11-22',
  epoch: '2024-01-01',
  codes: ['IN-GA', 'IN-KL'],
  freshness: { inRevision: 2, finalPublished: 2, noRevision: 0, reportedThisMonth: 0 },
  hasSample: false,
  isDemonstration: false,
  counts: { final: [1_057_566, final] },
  sampleCounts: { final: '00' },
  metrics: {
    'FL-11': { value: [8.44, notInDraft], status: 'aa', sample: '00', day: [1, 1], why: {} },
    'DQ-01': { value: [1, age], status: 'aa', sample: '00', day: [1, 1], why: {} },
  },
  attention: [],
});

test('names the figures that differ, and no others', () => {
  expect(listChanges(overview(8.65, 1, 26_953_644), overview(8.7, 1, 26_953_645))).toEqual([
    'FL-11 IN-KL',
    'final IN-KL',
  ]);
  expect(listChanges(overview(8.65, 1, 1), overview(8.65, 1, 1))).toEqual([]);
});

test('a figure that appears has changed; one that only grew older has not', () => {
  expect(listChanges(overview(null, 1, 1), overview(8.65, 1, 1))).toEqual(['FL-11 IN-KL']);
  expect(listChanges(overview(8.65, 1, 1), overview(8.65, 2, 1))).toEqual([]);
});
