import * as z from 'zod/mini';

export const ruleIds = [
  'C01',
  'C02',
  'C03',
  'C04',
  'C05',
  'C06',
  'C07',
  'C08',
  'C09',
  'C10',
  'C11',
  'C12',
  'C13',
  'C14',
  'C15',
  'C16',
] as const;
export type RuleId = (typeof ruleIds)[number];

export const severities = ['critical', 'high', 'medium', 'info'] as const;
export type Severity = (typeof severities)[number];
/** `cannot_evaluate`: a date or figure is missing; never the same as no conflict. */
export const outcomes = [...severities, 'cannot_evaluate'] as const;
export type Outcome = (typeof outcomes)[number];

export const windowNames = [
  'FIELD',
  'HEAR',
  'FREEZE',
  'ROLLPREP',
  'NOM',
  'TRAIN',
  'HOT',
  'MCC',
  'EVM',
  'POLL',
  'COUNT',
  'FLC',
  'SEAL',
  'EXAM',
  'CENSUS',
  'BOUNDARY',
  'DELIMITATION',
  'ROOM',
  'OUTSIDE',
  'TERM',
  'DEADLINE',
  'STEP',
] as const;
export type WindowName = (typeof windowNames)[number];

const Day = z.string();

/** A window a rule used: whose, its days (both counted), and the dates it was made from. */
export const UsedWindow = z.object({
  /** Null for a reference window that is no exercise's, e.g. the national census count. */
  exerciseId: z.nullable(z.string()),
  name: z.enum(windowNames),
  from: z.nullable(Day),
  to: z.nullable(Day),
  /** Ids of the milestone rows it was made from. */
  milestones: z.array(z.string()),
  /** What stands in for a date that is not there, e.g. `P-120`, `open_end`, `claims_end_as_floor`. */
  assumed: z.array(z.string()),
});
export type UsedWindow = z.infer<typeof UsedWindow>;

export const Overlap = z.object({
  a: z.enum(windowNames),
  b: z.enum(windowNames),
  from: Day,
  to: Day,
  days: z.int(),
});
export type Overlap = z.infer<typeof Overlap>;

/** What was not there: a milestone code or a figure, of which exercise (null: of the State). */
export const Missing = z.object({ exerciseId: z.nullable(z.string()), what: z.string() });
export type Missing = z.infer<typeof Missing>;

/** Everything needed to redo the finding by hand. */
export const Working = z.object({
  /** The clause of the rule that fired, e.g. `C01.hot`; the catalogue words it. */
  clause: z.string(),
  windows: z.array(UsedWindow),
  /** Every overlap found, not only the one that decided. */
  overlaps: z.array(Overlap),
  /** The days the headline speaks of; null where the rule counts none. */
  days: z.nullable(z.int()),
  from: z.nullable(Day),
  to: z.nullable(Day),
  missing: z.array(Missing),
  /** District codes; null: not given, so the whole State. */
  districts: z.nullable(z.array(z.string())),
  areaClass: z.enum(['rural', 'urban', 'all']),
  /** What was assumed of the area: `districts`, `class`. */
  areaAssumed: z.array(z.string()),
  /** Rests on a range or an open end. */
  isProvisional: z.boolean(),
  /** The figures and days of the sentence, by name in camelCase: need, pool, gap, date, … */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type Working = z.infer<typeof Working>;

/** What a rule says of a pair, a sum or one exercise. At most one a rule and subject: the highest severity. */
export interface Finding {
  /** `C01:<exercise>:<exercise>` (ids in order), `C13:<exercise>`, `C02:<State>:<district or *>`, … */
  id: string;
  rule: RuleId;
  outcome: Outcome;
  stateCode: string;
  /** In order of their ids; at least one. */
  exerciseIds: string[];
  /** Rests on a recalled or inferred row: shown apart, never counted. */
  isDraft: boolean;
  isSample: boolean;
  working: Working;
}

export const findingStatuses = ['open', 'acknowledged', 'accepted', 'resolved', 'reopened'] as const;
export type FindingStatus = (typeof findingStatuses)[number];
export const actNames = ['acknowledge', 'accept', 'resolve', 'reopen'] as const;
export type ActName = (typeof actNames)[number];
