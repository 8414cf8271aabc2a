import * as z from 'zod/mini';
import { CommandKey } from '#shared/modules/people/schema.ts';
import { ExerciseBrief } from '#shared/modules/timelines/schema.ts';

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

const StateCode = z.string().check(z.regex(/^IN-[A-Z]{2}$/));

/** How near the first day is: begun, within so many days, or all of it past. */
export const leadFilters = ['begun', '30', '90', '180', 'later', 'past'] as const;

export const ListFindings = z.strictObject({
  stateCode: z.optional(StateCode),
  rule: z.optional(z.enum(ruleIds)),
  severity: z.optional(z.enum(severities)),
  /** Findings in which an exercise of this body takes part. */
  bodyId: z.optional(z.string().check(z.maxLength(40))),
  status: z.optional(z.enum(findingStatuses)),
  lead: z.optional(z.enum(leadFilters)),
  /** As at the end of this IST day. */
  asOn: z.optional(z.iso.date()),
});
export type ListFindings = z.infer<typeof ListFindings>;

export const FindingView = z.object({
  id: z.string(),
  rule: z.enum(ruleIds),
  outcome: z.enum(outcomes),
  stateCode: z.string(),
  exerciseIds: z.array(z.string()),
  isDraft: z.boolean(),
  isSample: z.boolean(),
  isProvisional: z.boolean(),
  messageEn: z.string(),
  messageHi: z.string(),
  from: z.nullable(Day),
  to: z.nullable(Day),
  days: z.nullable(z.int()),
  /** Days from today to `from`; negative once begun. */
  leadDays: z.nullable(z.int()),
  /** Nothing of it lies ahead. */
  isOver: z.boolean(),
  districts: z.nullable(z.array(z.string())),
  areaClass: z.enum(['rural', 'urban', 'all']),
  status: z.enum(findingStatuses),
});
export type FindingView = z.infer<typeof FindingView>;

export const FindingExercise = z.extend(ExerciseBrief, {
  bodyNameEn: z.nullable(z.string()),
  bodyNameHi: z.nullable(z.string()),
});
export type FindingExercise = z.infer<typeof FindingExercise>;

/** Findings on facts that are not over, by severity. */
export const StateFindings = z.object({
  stateCode: z.string(),
  critical: z.int(),
  high: z.int(),
  medium: z.int(),
  info: z.int(),
});
export type StateFindings = z.infer<typeof StateFindings>;

/** What the rules could not look at, put together by State and rule. */
export const Unchecked = z.object({
  stateCode: z.string(),
  rule: z.enum(ruleIds),
  ids: z.array(z.string()),
  /** Milestone codes and figures that are missing, each once. */
  missing: z.array(z.string()),
});
export type Unchecked = z.infer<typeof Unchecked>;

export const FindingList = z.object({
  /** The IST day to which days are counted. */
  day: Day,
  asOn: z.nullable(Day),
  readAt: z.string(),
  /** On facts, gravest first, then by lead days. */
  findings: z.array(FindingView),
  /** On facts, and wholly past. */
  past: z.array(FindingView),
  /** Resting on a recalled or inferred row: in no count. */
  drafts: z.array(FindingView),
  /** Of the rehearsal: in no count. */
  samples: z.array(FindingView),
  unchecked: z.array(Unchecked),
  exercises: z.array(FindingExercise),
  /** Of the whole country, whatever the filter. */
  byState: z.array(StateFindings),
});
export type FindingList = z.infer<typeof FindingList>;

export const GetFinding = z.strictObject({
  id: z.string().check(z.maxLength(300)),
  asOn: z.optional(z.iso.date()),
});
export type GetFinding = z.infer<typeof GetFinding>;

export const UsedMilestone = z.object({
  id: z.string(),
  exerciseId: z.string(),
  milestone: z.string(),
  startDate: z.nullable(Day),
  endDate: z.nullable(Day),
  status: z.string(),
  confidence: z.string(),
  source: z.nullable(z.string()),
  note: z.nullable(z.string()),
});
export type UsedMilestone = z.infer<typeof UsedMilestone>;

export const FindingActView = z.object({
  act: z.enum(actNames),
  at: z.string(),
  /** Null: the rules themselves. */
  bodyId: z.nullable(z.string()),
  bodyNameEn: z.nullable(z.string()),
  bodyNameHi: z.nullable(z.string()),
  role: z.nullable(z.string()),
  outcome: z.enum(outcomes),
  /** For the rules: `returned` or `grew`. */
  note: z.string(),
});
export type FindingActView = z.infer<typeof FindingActView>;

const Obstacle = z.object({
  id: z.string(),
  rule: z.enum(ruleIds),
  outcome: z.enum(outcomes),
  exerciseIds: z.readonly(z.array(z.string())),
});
const Tried = {
  exerciseId: z.string(),
  planned: Day,
  days: z.int(),
  /** Days in a row refused for the same reasons, both ends counted. */
  refused: z.readonly(z.array(z.object({ from: Day, to: Day, because: z.readonly(z.array(Obstacle)) }))),
};

/** The earliest poll day at or after the planned one without a critical or high finding of the rule, or that there is none. */
export const SuggestionView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('day'), ...Tried, day: Day, unchecked: z.readonly(z.array(Obstacle)) }),
  z.object({ kind: z.literal('none'), ...Tried }),
]);
export type SuggestionView = z.infer<typeof SuggestionView>;

export const FindingDetail = z.object({
  day: Day,
  asOn: z.nullable(Day),
  finding: FindingView,
  working: Working,
  exercises: z.array(FindingExercise),
  milestones: z.array(UsedMilestone),
  /** Publisher of the reference windows used, by window name. */
  reference: z.array(z.object({ id: z.string(), start: z.nullable(Day), end: z.nullable(Day), source: z.string() })),
  districtNames: z.record(z.string(), z.object({ en: z.nullable(z.string()), hi: z.nullable(z.string()) })),
  acts: z.array(FindingActView),
  /** Null where none is offered: for other rules, past polls, polls without a day. */
  suggestion: z.nullable(SuggestionView),
  foundAt: z.nullable(z.string()),
  changedAt: z.nullable(z.string()),
  /** Since when the rules no longer find it. */
  goneAt: z.nullable(z.string()),
  version: z.int(),
  /** Acts open to the reader's office; empty for all others. */
  can: z.array(z.enum(actNames)),
});
export type FindingDetail = z.infer<typeof FindingDetail>;

export const ActOnFinding = z.strictObject({
  key: CommandKey,
  id: z.string().check(z.maxLength(300)),
  version: z.int(),
  act: z.enum(actNames),
  note: z.string().check(z.maxLength(1_000)),
});
export type ActOnFinding = z.infer<typeof ActOnFinding>;
export const FindingAnswer = z.object({ id: z.string(), version: z.int(), status: z.enum(findingStatuses) });
export type FindingAnswer = z.infer<typeof FindingAnswer>;

export const resources = ['staff', 'police', 'capf', 'machines'] as const;

export const ListPools = z.strictObject({ stateCode: StateCode });
export type ListPools = z.infer<typeof ListPools>;

export const PoolView = z.object({
  stateCode: z.string(),
  districtCode: z.string(),
  resource: z.enum(resources),
  ownerId: z.string(),
  model: z.string(),
  unit: z.string(),
  available: z.int(),
  asOn: Day,
  source: z.string(),
  bodyId: z.string(),
  recordedAt: z.string(),
  canSet: z.boolean(),
});
export type PoolView = z.infer<typeof PoolView>;
export const Pools = z.object({
  pools: z.array(PoolView),
  /** The reader's own body, where it may enter pools of the State; else null. */
  ownBodyId: z.nullable(z.string()),
});
export type Pools = z.infer<typeof Pools>;

const short = z.string().check(z.maxLength(40));

export const SetPool = z.strictObject({
  key: CommandKey,
  stateCode: StateCode,
  bodyId: short,
  /** '' for the whole State. */
  districtCode: short,
  resource: z.enum(resources),
  /** For machines only. */
  model: short,
  /** For machines: BU, CU or VVPAT; '' otherwise. */
  unit: z.enum(['', 'BU', 'CU', 'VVPAT']),
  /** Null takes the figure out again. */
  available: z.nullable(z.int().check(z.minimum(0), z.maximum(300_000_000))),
  asOn: z.iso.date(),
  source: z.string().check(z.maxLength(300)),
  /** The figure as the sender last saw it, null for none: someone may have saved first. */
  was: z.nullable(z.int()),
});
export type SetPool = z.infer<typeof SetPool>;
