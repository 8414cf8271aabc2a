// The national overview: what every signed-in reader loads first. Columnar and wordless, so that 36 States fit one flight.

import * as z from 'zod/mini';

/** Status of one State under one metric: green, amber, red, info, not computed. Words and shapes are the client's. */
export const statusLetters = { g: 'green', a: 'amber', r: 'red', i: 'info', n: 'not_computed' } as const;
export type StatusLetter = keyof typeof statusLetters;

const Numbers = z.array(z.nullable(z.number()));

/** One metric over the 36 States, in the order of `codes`. */
export const MetricColumn = z.object({
  /** Value at display precision; null when not computed. */
  value: Numbers,
  /** 36 status letters. */
  status: z.string(),
  /** 36 characters: `1` where the value rests on sample figures, else `0`. */
  sample: z.string(),
  /** Day of the newest figure used, as days after `epoch`; null when not computed. */
  day: Numbers,
  /** Reason words for the States that are not computed, by index; the rest are absent. */
  why: z.record(z.string(), z.string()),
});
export type MetricColumn = z.infer<typeof MetricColumn>;

/** One line of "needs attention": a rule that fired, with the numbers of its sentence. */
export const AttentionItem = z.object({
  state: z.string(),
  rule: z.string(),
  status: z.enum(['amber', 'red']),
  /** Figures for the sentence, by name; the client words it. */
  figures: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  /** The day since which it has stood, if known. */
  since: z.nullable(z.string()),
  /** What to open next, as a path inside the application. */
  next: z.string(),
});
export type AttentionItem = z.infer<typeof AttentionItem>;

export const NationalOverview = z.object({
  version: z.number(),
  /** Instant of building, ISO. */
  at: z.string(),
  /** IST day for which ages were counted. */
  today: z.string(),
  /** Day zero of the day numbers. */
  epoch: z.string(),
  codes: z.array(z.string()),
  /** Freshness: States with a revision in view, of which final; States with an office entry in the last 35 days. Real figures only. */
  freshness: z.object({
    inRevision: z.number(),
    finalPublished: z.number(),
    noRevision: z.number(),
    reportedThisMonth: z.number(),
  }),
  hasSample: z.boolean(),
  isDemonstration: z.boolean(),
  /** Counts for the table, by measure, in the order of `codes`; sample ones are marked in `sampleCounts` (0/1 strings). */
  counts: z.record(z.string(), Numbers),
  sampleCounts: z.record(z.string(), z.string()),
  metrics: z.record(z.string(), MetricColumn),
  attention: z.array(AttentionItem),
  /**
   * What falls together in the months of the next crunch, until they are over: States with local `polls`, and those whose
   * Assembly `terms` end in them or soon after; `toVerify` where only a recalled day says so.
   */
  crunch: z.optional(z.record(z.string(), z.array(z.string()))),
  /**
   * State-level limits of board metrics that are not the catalogue's, in force today, by metric; by `metric/State` where
   * a State has its own. Absent when there are none. Bands, without their type: a schema that carries it (`z.custom`)
   * would bring its library into the first route.
   */
  limits: z.optional(z.record(z.string(), z.array(z.unknown()))),
});
export type NationalOverview = z.infer<typeof NationalOverview>;

/** The measures of `counts`, in table order. `finalDay` is days after `epoch`. */
export const overviewCounts = [
  'before',
  'draft',
  'notInDraft',
  'final',
  'total',
  'male',
  'female',
  'third',
  'pending',
  'stations',
  'local',
  'finalDay',
] as const;

/** The metrics on the national board, in the order of the switch. */
export const boardMetrics = ['FL-11', 'FL-03', 'EN-04', 'FL-14', 'PS-02', 'DQ-01', 'DQ-03', 'LR-01'] as const;
export type BoardMetric = (typeof boardMetrics)[number];
