import { expect, test } from 'vitest';
import { boardMetrics, NationalOverview, overviewCounts } from '#shared/modules/national/schema.ts';
import { readOverview } from './read-overview.ts';

const codes = ['IN-KL', 'IN-GA'];
const payload = {
  version: 7,
  at: '2026-11-22T14:10:00.000Z',
  today: '2026-11-22',
  epoch: '2024-01-01',
  codes,
  freshness: { inRevision: 2, finalPublished: 1, noRevision: 0, reportedThisMonth: 1 },
  hasSample: false,
  isDemonstration: true,
  counts: Object.fromEntries(overviewCounts.map((measure) => [measure, [1, null]])),
  sampleCounts: Object.fromEntries(overviewCounts.map((measure) => [measure, '00'])),
  metrics: Object.fromEntries(
    boardMetrics.map((metric) => [
      metric,
      { value: [8.65, null], status: 'an', sample: '00', day: [722, null], why: { '1': 'missing:draft' } },
    ]),
  ),
  attention: [
    {
      state: 'IN-KL',
      rule: 'FL-11',
      status: 'red',
      figures: { value: 8.65, plannedOn: null },
      since: null,
      next: '/states/IN-KL',
    },
  ],
};

const limits = {
  'FL-11': [{ exercises: ['SIR'], red: { above: 20, source: 'administrator' } }],
  'FL-11/IN-KL': [{ amber: { above: 2, source: 'administrator' } }],
};

test('reads what the schema describes, and all of it', () => {
  expect(readOverview(payload)).toEqual(NationalOverview.parse(payload));
  expect(readOverview({ ...payload, limits })).toEqual({ ...payload, limits });
  const crunch = { polls: ['IN-GA'], terms: [], toVerify: ['IN-KL'] };
  expect(readOverview({ ...payload, crunch })).toEqual(NationalOverview.parse({ ...payload, crunch }));
});

test.each([
  ['a column that is too short', { ...payload, counts: { ...payload.counts, before: [1] } }],
  [
    'a status missing',
    { ...payload, metrics: { ...payload.metrics, 'FL-11': { ...payload.metrics['FL-11'], status: 'a' } } },
  ],
  ['text where a number belongs', { ...payload, version: '7' }],
  ['an unknown status', { ...payload, attention: [{ ...payload.attention[0], status: 'green' }] }],
  ['a limit without its source', { ...payload, limits: { 'FL-11': [{ red: { above: 20 } }] } }],
  ['nothing at all', null],
])('refuses %s', (_, wrong) => {
  expect(() => readOverview(wrong)).toThrow();
});
