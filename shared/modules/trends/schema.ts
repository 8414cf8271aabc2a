// How a figure moved: one value a day on which something was published, per State, with the revisions it moved through.

import * as z from 'zod/mini';
import { cohorts } from '#shared/modules/roll-health/catalogue-measures.ts';

/** What can be followed: the size of the assembly roll, or a metric of the board. */
export const trendKeys = ['electors', 'EN-04', 'FL-03', 'FL-11', 'FL-14', 'PS-02', 'LR-01'] as const;
export type TrendKey = (typeof trendKeys)[number];

const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const StateCodeText = z.string().check(z.regex(/^IN-[A-Z]{2}$/));

export const GetTrend = z.strictObject({ key: z.enum(trendKeys), asOn: z.optional(Day) });
export type GetTrend = z.infer<typeof GetTrend>;

/** A value as it stood when the figures of `day` were out. */
export const TrendPoint = z.object({
  day: z.string(),
  value: z.number(),
  status: z.enum(['green', 'amber', 'red', 'info']),
  isSample: z.boolean(),
});
export type TrendPoint = z.infer<typeof TrendPoint>;

/** A revision of the roll; `to` is null while its final roll is not out. */
export const TrendWindow = z.object({
  exercise: z.enum(['SIR', 'SSR', 'SR']),
  from: z.string(),
  to: z.nullable(z.string()),
  isSample: z.boolean(),
});
export type TrendWindow = z.infer<typeof TrendWindow>;

export const TrendLine = z.object({
  stateCode: z.string(),
  points: z.array(TrendPoint),
  windows: z.array(TrendWindow),
});
export type TrendLine = z.infer<typeof TrendLine>;

/** The middle value of the States that had one on that day, each at its newest; null when too few had. */
export const TrendMedian = z.object({
  day: z.string(),
  value: z.nullable(z.number()),
  states: z.number(),
  samples: z.number(),
});
export type TrendMedian = z.infer<typeof TrendMedian>;

export const TrendView = z.object({
  key: z.enum(trendKeys),
  unit: z.string(),
  decimals: z.number(),
  day: z.string(),
  asOn: z.nullable(z.string()),
  /** In alphabetical order of the States' English names. */
  lines: z.array(TrendLine),
  /** Month ends, oldest first, and the reading day. Not for `electors`: rolls of different States have no middle. */
  medians: z.array(TrendMedian),
});
export type TrendView = z.infer<typeof TrendView>;

export const GetCohorts = z.strictObject({ stateCode: StateCodeText, asOn: z.optional(Day) });
export type GetCohorts = z.infer<typeof GetCohorts>;

const Count = z.nullable(z.number());

export const CohortRow = z.object({
  cohort: z.enum(cohorts),
  electors: Count,
  male: Count,
  female: Count,
  third: Count,
  population: Count,
  /** Electors per 100 of the population of the cohort (EN-06). */
  percent: Count,
});
export type CohortRow = z.infer<typeof CohortRow>;

const Origin = z.object({ asOf: z.string(), source: z.string(), isSample: z.boolean() });

export const CohortView = z.object({
  stateCode: z.string(),
  rows: z.array(CohortRow),
  electors: z.nullable(Origin),
  population: z.nullable(z.object({ ...Origin.shape, basis: z.string(), refDate: z.string() })),
});
export type CohortView = z.infer<typeof CohortView>;
