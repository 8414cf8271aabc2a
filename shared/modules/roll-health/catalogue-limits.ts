// Unit, decimals, direction, levels, cadence and limits of all 65 metrics, without words.
// Limits marked (d) in our catalogue are `default`: ours, editable, never the Commission's. Others name their source.

import { boardLimits } from './catalogue-board.ts';
import type { Band, Cadence, Direction, Level, Limit, LimitSubject, MetricLimits, MetricUnit } from './schema.ts';

// biome-ignore format: one line a group
export const metricIds = [
  'EN-01', 'EN-02', 'EN-03', 'EN-04', 'EN-05', 'EN-06', 'EN-07', 'EN-08', 'EN-09', 'EN-10', 'EN-11',
  'FL-01', 'FL-02', 'FL-03', 'FL-04', 'FL-05', 'FL-06', 'FL-07', 'FL-08',
  'FL-09', 'FL-10', 'FL-11', 'FL-12', 'FL-13', 'FL-14', 'FL-15', 'FL-16',
  'QL-01', 'QL-02', 'QL-03', 'QL-04', 'QL-05', 'QL-06', 'QL-07', 'QL-08', 'QL-09', 'QL-10',
  'PS-01', 'PS-02', 'PS-03', 'PS-04', 'PS-05', 'PS-06', 'PS-07',
  'DQ-01', 'DQ-02', 'DQ-03', 'DQ-04', 'DQ-05',
  'LR-01', 'LR-02', 'LR-03', 'LR-04', 'LR-05', 'LR-06', 'LR-07', 'LR-08',
  'LR-09', 'LR-10', 'LR-11', 'LR-12', 'LR-13', 'LR-14', 'LR-15', 'LR-16',
] as const;
export type MetricId = (typeof metricIds)[number];

type Levels = readonly Level[];
type Cadences = readonly Cadence[];
type Colours = { amber: Limit; red: Limit };

const part: Levels = ['P', 'A', 'D', 'S'];
const partToNation: Levels = ['P', 'A', 'D', 'S', 'N'];
const seat: Levels = ['A', 'D', 'S'];
const seatToNation: Levels = ['A', 'D', 'S', 'N'];
const district: Levels = ['D', 'S'];
const districtToNation: Levels = ['D', 'S', 'N'];
const state: Levels = ['S'];
const localBody: Levels = ['L', 'D', 'S'];

const revision: Cadences = ['stage', 'quarterly'];
const flow: Cadences = ['stage', 'quarterly', 'weekly'];
const stage: Cadences = ['stage'];
const stageWeekly: Cadences = ['stage', 'weekly'];
const quarterly: Cadences = ['quarterly'];
const monthly: Cadences = ['monthly'];
const weekly: Cadences = ['weekly'];
const snapshot: Cadences = ['each_snapshot'];
const localRoll: Cadences = ['each_roll'];
const mapChange: Cadences = ['map_change'];
const matchRun: Cadences = ['match_run'];

/** Decimals shown by unit (roll-health catalogue, reading 6.7.1). */
const decimalsOf = {
  percent: 2,
  percent_points: 2,
  per_1000: 1,
  women_per_1000_men: 1,
  points: 1,
  per_10000: 2,
  per_lakh: 2,
  count: 0,
  electors: 0,
  days: 0,
  flag: 0,
} as const satisfies Record<MetricUnit, number>;

/** Limits and units of every metric, by id. Source: roll-health catalogue, sections 2.3 and 6; each limit names its own. */
export const metricLimits: Readonly<Record<MetricId, MetricLimits>> = {
  ...boardLimits,
  'EN-01': { ...metric('per_1000', 'within', seatToNation, revision), colouredBy: 'EN-03' },
  'EN-02': metric('percent', 'within', seatToNation, revision, outside([95, 102], [90, 105])),
  'EN-03': metric('points', 'within', seatToNation, revision, apart(20, 50)),
  'EN-05': metric('points', 'within', seatToNation, revision, outside([-15, 30], [-40, 60])),
  'EN-06': metric('percent', 'within', seatToNation, revision, outside([85, 110], [70, 120])),
  'EN-07': metric('percent', 'higher', seatToNation, quarterly, below(50, 30)),
  'EN-08': metric('per_1000', 'within', seat, quarterly, below(850, 700)),
  'EN-09': metric('per_lakh', 'none', districtToNation, quarterly),
  'EN-10': metric('percent', 'none', seatToNation, quarterly),
  'EN-11': metric('percent', 'within', districtToNation, stage, above(115, 140)),
  'FL-01': metric(
    'percent',
    'within',
    partToNation,
    flow,
    { ...above(4, 8, 'recalled'), levels: ['P'] },
    { ...above(4, 8), levels: seatToNation, exercises: ['SSR'] },
  ),
  'FL-02': metric(
    'percent',
    'within',
    partToNation,
    flow,
    { ...above(2, 5, 'recalled'), levels: ['P'] },
    { ...above(2, 4), levels: seatToNation, exercises: ['CU', 'SSR'] },
    { ...above(8, 15), levels: seatToNation, exercises: ['SIR'] },
  ),
  'FL-04': metric('percent', 'none', partToNation, revision, above(6, 12)),
  'FL-05': metric('percent', 'within', seat, stage, on('other_share', above(5, 15))),
  'FL-06': metric('percent', 'within', districtToNation, ['annual'], outside([60, 140], [30, 200])),
  'FL-07': metric('percent', 'lower', seat, weekly, { ...above(10, 25), season: 'from_7_days_after_claims_end' }),
  'FL-08': metric('percent', 'within', seat, stageWeekly, above(15, 30)),
  'FL-09': metric('percent', 'within', seat, stage, above(25, 50)),
  'FL-10': {
    ...metric('percent', 'higher', part, weekly, { ...below(92, 85), season: 'from_enumeration_end' }),
    exercises: ['SIR'],
  },
  'FL-12': { ...metric('percent', 'none', seat, stage), exercises: ['SIR'] },
  'FL-13': { ...metric('percent', 'lower', seat, weekly, above(5, 10)), exercises: ['SIR'] },
  'FL-15': metric('percent', 'none', district, monthly, {
    amber: { below: 80, source: 'default' },
    season: 'from_45_days_after_final',
  }),
  'FL-16': metric('count', 'lower', seat, weekly, {
    amber: { above: 0, on: 'bulk_filers', source: 'bulkFilingLetter' },
  }),
  'QL-01': metric('percent', 'higher', partToNation, revision, below(100, 99, 'trainingSlides')),
  'QL-02': metric('percent', 'higher', partToNation, revision, below(100, 99, 'trainingSlides')),
  'QL-03': metric('per_10000', 'lower', part, monthly, above(5, 20)),
  'QL-04': metric('per_10000', 'lower', part, monthly, above(2, 10)),
  'QL-05': metric('percent', 'higher', seat, monthly, below(90, 70)),
  'QL-06': metric('per_10000', 'lower', part, monthly, above(10, 50)),
  'QL-07': metric(
    'count',
    'lower',
    seatToNation,
    monthly,
    { ...above(0, 10), levels: ['A'] },
    { ...redOn('per_constituency', above(0, 10)), levels: districtToNation },
  ),
  'QL-08': metric('per_1000', 'lower', ['P', 'A'], stage, above(10, 30)),
  'QL-09': metric('per_lakh', 'lower', seat, stage, above(20, 60)),
  'QL-10': {
    ...metric('percent', 'lower', seat, weekly, { ...above(20, 40), season: 'in_last_10_days_of_exercise' }),
    exercises: ['SIR'],
  },
  'PS-01': {
    ...metric('count', 'lower', seatToNation, stage, redOn('share_of_parts', above(0, 1))),
    parameter: { value: 1200, source: 'stationCapOrder' },
  },
  'PS-03': metric('percent', 'lower', seat, stageWeekly, above(10, 25)),
  'PS-04': metric('percent', 'lower', seat, stageWeekly, above(10, 25)),
  'PS-05': metric('percent', 'lower', seat, stage, above(5, 15)),
  'PS-06': metric('percent', 'higher', seatToNation, monthly, below(100, 97)),
  'PS-07': metric('percent_points', 'lower', ['A', 'D'], stage, above(10, 20)),
  'DQ-02': metric('percent', 'higher', state, weekly, below(95, 80)),
  'DQ-04': metric('days', 'lower', state, weekly, above(7, 30)),
  'DQ-05': metric('count', 'lower', state, weekly, {
    amber: { above: 0, on: 'warnings', source: 'default' },
    red: { above: 0, on: 'errors', source: 'default' },
  }),
  'LR-02': metric(
    'percent',
    'none',
    state,
    ['each_roll', 'each_snapshot'],
    { red: { above: 102, source: 'default' } },
    { red: { above: 100, on: 'rural_of_assembly', source: 'default' } },
  ),
  'LR-03': metric('percent', 'higher', localBody, mapChange, below(100, 98)),
  'LR-04': metric('percent', 'lower', ['L', 'D'], mapChange, above(15, 35)),
  'LR-05': metric('count', 'lower', ['L', 'D'], localRoll, redOn('share_of_footprint', above(0, 0.5))),
  'LR-06': metric('days', 'lower', ['L', 'S'], ['each_poll'], above(120, 240)),
  'LR-07': metric('percent', 'lower', localBody, snapshot, above(2, 5)),
  'LR-08': metric('percent', 'higher', localBody, matchRun, below(95, 90)),
  'LR-09': metric('percent', 'lower', localBody, matchRun, above(1, 3)),
  'LR-10': metric('percent', 'lower', localBody, matchRun, above(2, 5)),
  'LR-11': metric('percent', 'higher', district, monthly, { ...below(80, 50), season: 'from_30_days_after_referral' }),
  'LR-12': metric('points', 'within', localBody, localRoll, apart(15, 40)),
  'LR-13': metric('percent', 'lower', district, matchRun, above(0.2, 1)),
  'LR-14': metric('days', 'lower', state, localRoll, above(90, 180)),
  'LR-15': metric('percent', 'lower', ['L'], ['delimitation'], above(15, 30)),
  'LR-16': metric('flag', 'lower', district, snapshot, on('flag', redOn('gap_when_flagged', above(0, 5)))),
};

function metric(
  unit: MetricUnit,
  direction: Direction,
  levels: Levels,
  cadence: Cadences,
  ...bands: Band[]
): MetricLimits {
  return { unit, decimals: decimalsOf[unit], direction, levels, cadence, bands, isEvaluated: true };
}

function above(amber: number, red: number, amberSource: Limit['source'] = 'default'): Colours {
  return { amber: { above: amber, source: amberSource }, red: { above: red, source: 'default' } };
}

function below(amber: number, red: number, amberSource: Limit['source'] = 'default'): Colours {
  return { amber: { below: amber, source: amberSource }, red: { below: red, source: 'default' } };
}

function apart(amber: number, red: number): Colours {
  return { amber: { apart: amber, source: 'default' }, red: { apart: red, source: 'default' } };
}

function outside(amber: readonly [number, number], red: readonly [number, number]): Colours {
  return {
    amber: { below: amber[0], above: amber[1], source: 'default' },
    red: { below: red[0], above: red[1], source: 'default' },
  };
}

function on(subject: LimitSubject, band: Colours): Colours {
  return { amber: { on: subject, ...band.amber }, red: { on: subject, ...band.red } };
}

function redOn(subject: LimitSubject, band: Colours): Colours {
  return { ...band, red: { ...band.red, on: subject } };
}
