// A bulletin of one kind of revision: a row per State, totals that say what they leave out, numbered footnotes. Wordless:
// the client words it, in both languages and in the downloaded file.

import * as z from 'zod/mini';
import { BandView, Text } from '#shared/modules/roll-health/schema.ts';

export const bulletinExercises = ['SIR', 'SSR', 'SR', 'CU'] as const;
export const sirPhases = ['I', 'II', 'III'] as const;

/** `phase` belongs to intensive revisions and is passed over for the others. */
export const GetBulletin = z.strictObject({
  exercise: z.enum(bulletinExercises),
  phase: z.optional(z.enum(sirPhases)),
  asOn: z.optional(z.iso.date()),
});
export type GetBulletin = z.infer<typeof GetBulletin>;

const precisions = ['exact', 'rounded', 'derived'] as const;

export const Cell = z.object({
  /** A count, a residual in electors, or a metric rounded for display; null when there is none. */
  value: z.nullable(z.number()),
  /** Why there is none: `no_figure`, `not_stated`, `no_roll`, or the reason of the metric. */
  reason: z.nullable(z.string()),
  precision: z.enum(precisions),
  isSample: z.boolean(),
  /** False for a figure that may be read but not added up: it covers a part of the State. */
  isWhole: z.boolean(),
  status: z.nullable(z.enum(['green', 'amber', 'red', 'info', 'not_computed'])),
  decimals: z.number(),
  /** A metric's numerator and denominator, or what moved and from what. */
  of: z.nullable(z.tuple([z.number(), z.number()])),
  /** The day the count is about, or what its source says instead. */
  day: z.nullable(z.string()),
  dayNote: z.nullable(z.string()),
  /** How a derived count was worked out, in the words of the record. */
  derivation: z.nullable(z.string()),
});
export type Cell = z.infer<typeof Cell>;

const columnKinds = ['count', 'change', 'metric', 'residual'] as const;

export const ColumnView = z.object({
  key: z.string(),
  kind: z.enum(columnKinds),
  /** The metric whose value or status stands here. */
  metric: z.nullable(z.string()),
  /** The count under which it stands on screen. */
  under: z.nullable(z.string()),
  hasDay: z.boolean(),
});
export type ColumnView = z.infer<typeof ColumnView>;

export const Row = z.object({
  stateCode: z.string(),
  phase: z.nullable(z.string()),
  /** True when every figure of the row is a rehearsal figure: it is in no total and in no count of States. */
  isRehearsal: z.boolean(),
  cells: z.record(z.string(), Cell),
});
export type Row = z.infer<typeof Row>;

export const leftOutReasons = ['no_roll', 'no_figure', 'not_computed', 'partial', 'rounded', 'sample'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

const LeftOut = z.object({ reason: z.enum(leftOutReasons), states: z.array(z.string()) });
export type LeftOut = z.infer<typeof LeftOut>;

/** The sum of one column, or the ratio of its sums; `used` of `of` States are in it and `leftOut` names the others. */
export const Total = z.object({
  value: z.nullable(z.number()),
  decimals: z.number(),
  used: z.number(),
  of: z.number(),
  leftOut: z.array(LeftOut),
});
export type Total = z.infer<typeof Total>;

/** Where a footnote's number stands. `row` is a State, `head` or `total`; `column` is empty at the State's name. */
export const Mark = z.object({ table: z.enum(['roll', 'claims']), row: z.string(), column: z.string() });
export type Mark = z.infer<typeof Mark>;

const noteKinds = [
  'metric',
  'residualHead',
  'own',
  'erratum',
  'constituencies',
  'clubbedOther',
  'derived',
  'differ',
  'pending',
  'residual',
  'partialForms',
  'leftOut',
  'aggregate',
] as const;

export const Note = z.object({
  no: z.number(),
  kind: z.enum(noteKinds),
  state: z.nullable(z.string()),
  /** Counts of its sentence, by name. */
  counts: z.record(z.string(), z.number()),
  /** The record's own words, in English: a note, an erratum, a source. */
  text: z.nullable(z.string()),
  /** A metric of `metrics`. */
  metric: z.nullable(z.string()),
  /** For `derived`: which columns and how. */
  how: z.array(z.object({ column: z.string(), derivation: z.string() })),
  /** For `differ`: every telling with its source, oldest first. */
  told: z.array(z.object({ value: z.number(), precision: z.enum(precisions), source: z.string() })),
  leftOut: z.array(LeftOut),
  marks: z.array(Mark),
});
export type Note = z.infer<typeof Note>;

export const Table = z.object({
  id: z.enum(['roll', 'claims']),
  columns: z.array(ColumnView),
  rows: z.array(Row),
  /** By column. */
  totals: z.record(z.string(), Total),
});
export type Table = z.infer<typeof Table>;

/** A metric shown: what a percent is of, its limits on the day, and the States with limits of their own. */
const BulletinMetric = z.object({
  id: z.string(),
  formula: Text,
  bands: z.array(BandView),
  own: z.array(z.object({ stateCode: z.string(), bands: z.array(BandView) })),
  /** Words of the limits' sources. */
  sources: z.record(z.string(), Text),
  screeningNote: Text,
});
export type BulletinMetric = z.infer<typeof BulletinMetric>;

export const Bulletin = z.object({
  exercise: z.enum(bulletinExercises),
  phase: z.nullable(z.enum(sirPhases)),
  /** The IST day it is read for; `asOn` when one was asked for. */
  day: z.string(),
  asOn: z.nullable(z.string()),
  readAt: z.string(),
  /** Of continuous updation: the month of the bulletin. */
  month: z.nullable(z.string()),
  roll: Table,
  /** Claims and objections by form and age. */
  claims: Table,
  notes: z.array(Note),
  /** Definitions of the metrics shown, with their limits and whose they are. */
  metrics: z.array(BulletinMetric),
});
export type Bulletin = z.infer<typeof Bulletin>;
