// Limits of the eight metrics on the national board, without words: the national page loads these and no more.

import type { BoardMetric } from '#shared/modules/national/schema.ts';
import type { MetricLimits } from './schema.ts';

const allLevels = ['P', 'A', 'D', 'S', 'N'] as const;

export const boardLimits = {
  'FL-11': {
    unit: 'percent',
    decimals: 2,
    direction: 'within',
    levels: allLevels,
    cadence: ['stage'],
    exercises: ['SIR'],
    isEvaluated: true,
    bands: [{ amber: { above: 8, source: 'default' }, red: { above: 15, source: 'default' } }],
  },
  'FL-03': {
    unit: 'percent',
    decimals: 2,
    direction: 'within',
    levels: allLevels,
    cadence: ['stage', 'quarterly'],
    isEvaluated: true,
    bands: [
      { exercises: ['CU', 'SSR'], amber: { apart: 3, source: 'default' }, red: { apart: 6, source: 'default' } },
      { exercises: ['SIR'], amber: { apart: 8, source: 'default' }, red: { apart: 12, source: 'default' } },
    ],
  },
  'EN-04': {
    unit: 'women_per_1000_men',
    decimals: 1,
    direction: 'within',
    levels: [...allLevels, 'L'],
    cadence: ['stage', 'quarterly'],
    isEvaluated: true,
    bands: [],
    colouredBy: 'EN-05',
  },
  'FL-14': {
    unit: 'percent',
    decimals: 2,
    direction: 'lower',
    levels: ['A', 'D', 'S'],
    cadence: ['weekly'],
    isEvaluated: true,
    bands: [{ amber: { above: 0, source: 'default' }, red: { above: 1, source: 'default' } }],
  },
  'PS-02': {
    unit: 'count',
    decimals: 0,
    direction: 'within',
    levels: ['A', 'D', 'S', 'N'],
    cadence: ['stage'],
    isEvaluated: true,
    bands: [{ amber: { above: 1050, source: 'default' }, red: { above: 1200, source: 'default' } }],
  },
  'DQ-01': {
    unit: 'days',
    decimals: 0,
    direction: 'lower',
    levels: ['S'],
    cadence: ['weekly'],
    isEvaluated: true,
    bands: [
      { season: 'outside_exercise', amber: { above: 35, source: 'default' }, red: { above: 95, source: 'default' } },
      { season: 'in_exercise', amber: { above: 7, source: 'default' }, red: { above: 14, source: 'default' } },
    ],
  },
  'DQ-03': {
    unit: 'electors',
    decimals: 0,
    direction: 'lower',
    levels: allLevels,
    cadence: ['stage', 'quarterly'],
    isEvaluated: true,
    bands: [{ amber: { apart: 0, source: 'default' }, red: { apart: 100, orPer10000OfOpening: 1, source: 'default' } }],
  },
  'LR-01': {
    unit: 'percent',
    decimals: 2,
    direction: 'within',
    levels: ['W', 'L', 'D', 'S'],
    cadence: ['each_roll', 'each_snapshot'],
    isEvaluated: true,
    bands: [{ amber: { apart: 2, source: 'default' }, red: { apart: 5, source: 'default' } }],
  },
} as const satisfies Record<BoardMetric, MetricLimits>;
