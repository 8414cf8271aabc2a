// Rolls from the nation down to a part: what is asked and what comes back, column by column. Wordless; the client words it.
// Null is unknown in every column of counts; it is never zero.

import * as z from 'zod/mini';
import { type MetricId, metricIds } from '#shared/modules/roll-health/catalogue-limits.ts';
import { measures, type PartMeasure, partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';

const StateCode = z.string().check(z.regex(/^IN-[A-Z]{2}$/));
const AreaCode = z.string().check(z.minLength(1), z.maxLength(20));
const Day = z.iso.date();

/** Metrics that are defined on a part and computed from its own row and the previous snapshot's total. */
export const partMetrics = [
  'EN-04',
  'FL-01',
  'FL-02',
  'FL-03',
  'FL-04',
  'FL-11',
  'QL-01',
  'QL-02',
  'QL-03',
  'QL-04',
  'QL-06',
  'QL-08',
  'DQ-03',
] as const satisfies readonly MetricId[];
export type PartMetric = (typeof partMetrics)[number];

/** What a table of areas shows unless the reader chooses. */
export const defaultMetrics = [
  'FL-01',
  'FL-02',
  'FL-03',
  'FL-11',
  'FL-14',
  'EN-04',
  'QL-01',
  'PS-01',
  'DQ-03',
] as const;
export const mostMetrics = 16;
const mostParts = 500;
export const mostPredicates = 4;
export const mostOutliers = 200;

export const GetUnits = z.strictObject({
  /** Absent: the nation, whose units are States. */
  stateCode: z.optional(StateCode),
  level: z.enum(['S', 'D', 'A']),
  /** Constituencies of this district only. */
  districtCode: z.optional(AreaCode),
  /** This area only. */
  code: z.optional(AreaCode),
  asOn: z.optional(Day),
  metrics: z.optional(z.array(z.enum(metricIds)).check(z.maxLength(mostMetrics))),
});
export type GetUnits = z.infer<typeof GetUnits>;

/** Where figures come from: a published file, or a published statement where a State has no file. */
export const UnitSource = z.object({
  /** The import's number; null for a statement. */
  no: z.nullable(z.number()),
  dataset: z.string(),
  /** The State it speaks for here. */
  stateCode: z.string(),
  asOf: z.nullable(z.string()),
  /** Instant, ISO. */
  publishedAt: z.string(),
  bodyId: z.string(),
  bodyEn: z.string(),
  bodyHi: z.string(),
  source: z.string(),
  basis: z.string(),
  exercise: z.string(),
  stage: z.string(),
  qualifyingDate: z.nullable(z.string()),
  precision: z.string(),
  isSample: z.boolean(),
  /** The import before it of the same State and table. */
  previous: z.nullable(z.object({ no: z.number(), asOf: z.string() })),
});
export type UnitSource = z.infer<typeof UnitSource>;

// One check a column, not one a cell: an answer carries thousands of cells.

/** A number a row; null where there is none. */
const Column = z.custom<(number | null)[]>(
  (cells) => Array.isArray(cells) && cells.every((cell) => cell === null || Number.isFinite(cell)),
);
/** A number a row. */
const Numbers = z.custom<number[]>((cells) => Array.isArray(cells) && cells.every(Number.isFinite));

/** One metric down the rows. A status letter a row: `g`reen, `a`mber, `r`ed, `i`nfo, `n`ot computed. */
export const MetricColumn = z.object({
  id: z.enum(metricIds),
  /** As displayed; null where not computed. */
  values: Column,
  decimals: Numbers,
  statuses: z.string(),
  /** Place of the reason in the answer's list; -1 for none. */
  reasons: Numbers,
  /** Numerator and denominator of each value, flat; -1, -1 where the value is not made of two counts. */
  of: Numbers,
});
export type MetricColumn = z.infer<typeof MetricColumn>;

export const UnitTable = z.object({
  codes: z.array(z.string()),
  stateCodes: z.array(z.string()),
  namesEn: z.array(z.nullable(z.string())),
  namesHi: z.array(z.nullable(z.string())),
  /** The district of a constituency. */
  parents: z.array(z.nullable(z.string())),
  isSample: z.array(z.boolean()),
  /** Places in the list of sources: first that of the roll itself, then those that filled other counts. */
  sources: z.array(z.array(z.number())),
  /** Only measures that at least one unit has. */
  counts: z.partialRecord(z.enum(measures), Column),
  /** In how many parts a measure was given, where that is not all of them; null where it is. */
  known: z.partialRecord(z.enum(measures), Column),
  metrics: z.array(MetricColumn),
  /** What metrics of the population are measured against, unit by unit: its basis and the day it is of. */
  populations: z.array(z.nullable(z.object({ basis: z.string(), refDate: z.string() }))),
});
export type UnitTable = z.infer<typeof UnitTable>;

/** Units of which there are no figures here, by reason: `no_figures`, `no_row`, or `left_out` with the office's words. */
export const LeftOut = z.object({
  reason: z.enum(['no_figures', 'no_row', 'left_out']),
  note: z.nullable(z.string()),
  codes: z.array(z.string()),
});
export type LeftOut = z.infer<typeof LeftOut>;

const Read = {
  /** IST day the answer is about. */
  day: z.string(),
  asOn: z.nullable(z.string()),
  /** Instant of reading, ISO. */
  readAt: z.string(),
};

export const UnitsView = z.object({
  ...Read,
  level: z.enum(['S', 'D', 'A']),
  /** The area whose units these are: the sums of the same files. Null for the nation, whose rolls are of many days. */
  whole: z.nullable(UnitTable),
  units: UnitTable,
  reasons: z.array(z.string()),
  sources: z.array(UnitSource),
  leftOut: z.array(LeftOut),
  /** The area has figures by district, and parts that are still kept. */
  hasDistricts: z.boolean(),
  hasParts: z.boolean(),
});
export type UnitsView = z.infer<typeof UnitsView>;

export const partSorts = ['worst', 'part', ...partMeasures, ...partMetrics] as const;

export const GetParts = z.strictObject({
  stateCode: StateCode,
  districtCode: z.optional(AreaCode),
  acNo: z.optional(z.int().check(z.minimum(0), z.maximum(9_999))),
  sort: z.enum(partSorts),
  order: z.enum(['ascending', 'descending']),
  filter: z.strictObject({
    /** A part's number, or the beginning of it. */
    text: z.optional(z.string().check(z.maxLength(40))),
    /** At least one metric that asks for a look, or for a look now. */
    flag: z.optional(z.enum(['attention', 'actNow'])),
  }),
  offset: z.int().check(z.minimum(0)),
  limit: z.int().check(z.minimum(1), z.maximum(mostParts)),
  /** Absent: every metric of a part. The order and the filter look at all of them in any case. */
  metrics: z.optional(z.array(z.enum(partMetrics)).check(z.maxLength(partMetrics.length))),
  asOn: z.optional(Day),
});
export type GetParts = z.infer<typeof GetParts>;

/** A window of parts. `gone`: the snapshot of that day is no longer kept by part; constituencies are. */
export const PartsView = z.object({
  ...Read,
  state: z.enum(['kept', 'gone', 'none']),
  source: z.nullable(UnitSource),
  /** Whether the previous snapshot's parts are kept too, for what is measured against it. */
  hasPrevious: z.boolean(),
  /** Parts of the area, and of those the ones that pass the filter. */
  total: z.number(),
  matching: z.number(),
  offset: z.number(),
  acNos: Numbers,
  partNos: Numbers,
  isAuxiliary: z.array(z.nullable(z.boolean())),
  counts: z.record(z.enum(partMeasures), Column),
  metrics: z.array(MetricColumn),
  reasons: z.array(z.string()),
});
export type PartsView = z.infer<typeof PartsView>;

export const predicateSubjects = [...partMeasures, ...partMetrics] as const;
export type PredicateSubject = PartMeasure | PartMetric;
export const predicateOps = ['above', 'below', 'movedBy'] as const;

/** `movedBy`: against the previous snapshot of the same part, either way, in the subject's own unit. Strict, all three. */
export const Predicate = z.strictObject({
  subject: z.enum(predicateSubjects),
  op: z.enum(predicateOps),
  /** Read to three decimals. */
  value: z.number().check(z.minimum(-1_000_000_000), z.maximum(1_000_000_000)),
});
export type Predicate = z.infer<typeof Predicate>;

export const GetOutliers = z.strictObject({
  predicates: z.array(Predicate).check(z.minLength(1), z.maxLength(mostPredicates)),
  stateCode: z.optional(StateCode),
  limit: z.int().check(z.minimum(1), z.maximum(mostOutliers)),
  asOn: z.optional(Day),
});
export type GetOutliers = z.infer<typeof GetOutliers>;

/** `undecided`: no condition fails, and at least one cannot be told because its figure was not given. */
const Tally = z.object({ examined: z.number(), matching: z.number(), undecided: z.number() });
export type Tally = z.infer<typeof Tally>;

export const OutliersView = z.object({
  ...Read,
  /** Real parts and sample ones apart. */
  real: Tally,
  sample: Tally,
  /** Parts, real and sample, that have no figure for each condition. */
  missing: z.array(z.number()),
  /** The States whose parts were examined, and those that have none here. */
  sources: z.array(UnitSource),
  withoutParts: z.array(z.string()),
  /** Furthest beyond the first condition first. */
  stateCodes: z.array(z.string()),
  acNos: z.array(z.number()),
  partNos: z.array(z.number()),
  isSample: z.array(z.boolean()),
  /** For each condition: the figure now, and the one before where it is asked for. */
  now: z.array(Column),
  before: z.array(Column),
});
export type OutliersView = z.infer<typeof OutliersView>;

export const GetMetricUnits = z.strictObject({ id: z.enum(metricIds), asOn: z.optional(z.iso.date()) });
export type GetMetricUnits = z.infer<typeof GetMetricUnits>;

/** How the constituencies of each State stand under one metric; States without figures of constituencies are not there. */
export const MetricUnits = z.object({
  id: z.enum(metricIds),
  day: z.string(),
  asOn: z.nullable(z.string()),
  states: z.array(
    z.object({
      stateCode: z.string(),
      red: z.number(),
      amber: z.number(),
      green: z.number(),
      info: z.number(),
      notComputed: z.number(),
      isSample: z.boolean(),
    }),
  ),
});
export type MetricUnits = z.infer<typeof MetricUnits>;
