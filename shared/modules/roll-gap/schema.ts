// The gap of the two rolls: the assembly roll and the local-body roll of one territory side by side, the metrics that
// set one against the other, and each office's own reasons. Counts only, and no verdict about who is right.

import * as z from 'zod/mini';
import { CommandKey } from '#shared/modules/people/schema.ts';
import { BandView } from '#shared/modules/roll-health/schema.ts';

const Code = z.string().check(z.regex(/^IN-[A-Z]{2}$/));
const Day = z.iso.date();

export const ListGaps = z.strictObject({ asOn: z.optional(Day) });
export type ListGaps = z.infer<typeof ListGaps>;
export const GetGap = z.strictObject({ stateCode: Code, asOn: z.optional(Day) });
export type GetGap = z.infer<typeof GetGap>;

export const gapReasons = ['cut_off_date', 'boundary', 'age', 'supplements', 'franchise', 'other'] as const;

export const mostReasonLetters = 500;
export const leastReasonLetters = 5;
/** No State's roll holds more; a reason explains no more than that, either way. */
const mostElectors = 300_000_000;

/** A body's own reason. `electors`: by how many the local roll is larger (negative: smaller) for it; null: not counted. */
export const GiveReason = z.strictObject({
  key: CommandKey,
  stateCode: Code,
  bodyId: z.string().check(z.regex(/^(?:CEO|SEC)-[A-Z-]{2,10}$/)),
  reason: z.enum(gapReasons),
  electors: z.nullable(z.int().check(z.minimum(-mostElectors), z.maximum(mostElectors))),
  note: z.string().check(z.maxLength(mostReasonLetters)),
});
export type GiveReason = z.infer<typeof GiveReason>;

export const WithdrawReason = z.strictObject({ key: CommandKey, id: z.uuid(), version: z.int().check(z.minimum(1)) });
export type WithdrawReason = z.infer<typeof WithdrawReason>;

export const ReasonAnswer = z.object({ id: z.string(), version: z.number() });
export type ReasonAnswer = z.infer<typeof ReasonAnswer>;

const footprints = ['whole', 'rural', 'urban'] as const;
export const rollModes = ['in_toto', 'as_basis', 'as_draft', 'own_roll'] as const;
export type RollMode = (typeof rollModes)[number];

/** One published total of one roll, with everything it must carry. */
export const RollView = z.object({
  /** Of the statement, or `import:<number>` of a published file, or the ids of two halves joined by `+`. */
  id: z.string(),
  rollType: z.enum(['assembly', 'local']),
  footprint: z.enum(footprints),
  exerciseType: z.enum(['CU', 'SSR', 'SR', 'SIR', 'LOCAL', 'LS']),
  exerciseRef: z.nullable(z.string()),
  stage: z.enum(['before', 'draft', 'final', 'supplement', 'continuous', 'stations', 'poll']),
  asOn: z.nullable(z.string()),
  asOnNote: z.nullable(z.string()),
  qualifyingDate: z.nullable(z.string()),
  electors: z.number(),
  precision: z.enum(['exact', 'rounded', 'derived']),
  male: z.nullable(z.number()),
  female: z.nullable(z.number()),
  /** Electors with which the revision of this very roll began, where the statement says so. */
  opening: z.nullable(z.number()),
  basis: z.enum(['draft', 'final', 'provisional', 'public_record', 'sample']),
  confidence: z.enum(['A', 'B', 'C', 'office', 'sample']),
  source: z.string(),
  note: z.nullable(z.string()),
  isSample: z.boolean(),
  /** Instant, ISO. */
  publishedAt: z.string(),
});
export type RollView = z.infer<typeof RollView>;

export const metricStatuses = ['green', 'amber', 'red', 'info', 'not_computed'] as const;

export const GapMetric = z.object({
  id: z.string(),
  status: z.enum(metricStatuses),
  display: z.nullable(z.number()),
  decimals: z.number(),
  of: z.nullable(z.tuple([z.number(), z.number()])),
  /** Why it is not computed, or what stands beside the value. */
  reason: z.nullable(z.string()),
  /** LR-16: the movement of each roll, percent. */
  parts: z.array(z.object({ key: z.string(), display: z.number() })),
});
export type GapMetric = z.infer<typeof GapMetric>;

/** One assembly total against one local total. `difference` is null where they do not cover the same ground. */
export const GapPair = z.object({
  assemblyId: z.string(),
  localId: z.string(),
  difference: z.nullable(z.number()),
  /** LR-01. */
  gap: GapMetric,
  /** LR-02; its value is the local roll in percent of the assembly roll. */
  bound: GapMetric,
  /** Both are the newest of their roll. */
  isNewest: z.boolean(),
});
export type GapPair = z.infer<typeof GapPair>;

/** `hidden`: not both have published, and the reader is neither of the State's two offices nor the ECI. */
export const standings = ['both', 'assembly_only', 'local_only', 'none', 'hidden'] as const;
export type Standing = (typeof standings)[number];

export const GapRow = z.object({
  stateCode: z.string(),
  standing: z.enum(standings),
  assembly: z.nullable(RollView),
  local: z.nullable(RollView),
  /** The newest of both; null where there is no comparison. */
  newest: z.nullable(GapPair),
  /** With rehearsal figures filling in, where no real comparison can be made. No fact, and never in place of one. */
  sample: z.nullable(z.object({ assembly: RollView, local: RollView, newest: GapPair })),
  /** Null: the commission has not stated it. */
  rollMode: z.nullable(z.enum(rollModes)),
  /** The press list of August 2020, to be confirmed; never used in a computation. */
  pressList2020: z.nullable(z.enum(['own', 'eci_adopted'])),
  reasons: z.number(),
});
export type GapRow = z.infer<typeof GapRow>;

export const GapList = z.object({
  day: z.string(),
  asOn: z.nullable(z.string()),
  readAt: z.string(),
  rows: z.array(GapRow),
  /** The nation's limits of LR-01 on the day; a State may have its own, which colour it. */
  limits: z.array(BandView),
});
export type GapList = z.infer<typeof GapList>;

const Body = z.object({ id: z.string(), kind: z.enum(['ceo', 'sec']), nameEn: z.string(), nameHi: z.string() });
export type GapBody = z.infer<typeof Body>;

export const ReasonView = z.object({
  id: z.string(),
  bodyId: z.string(),
  reason: z.enum(gapReasons),
  electors: z.nullable(z.number()),
  note: z.string(),
  /** Instant, ISO. */
  givenAt: z.string(),
  version: z.number(),
  can: z.object({ withdraw: z.boolean() }),
});
export type ReasonView = z.infer<typeof ReasonView>;

/** What one body's reasons come to. The two bodies' sums are never added: both may explain the same electors. */
export const Explained = z.object({
  bodyId: z.string(),
  reasons: z.number(),
  /** Sum of the reasons that count electors; null when none does. */
  electors: z.nullable(z.number()),
  /** Reasons that count none. */
  uncounted: z.number(),
  /** Difference less the sum; null without both. */
  rest: z.nullable(z.number()),
});
export type Explained = z.infer<typeof Explained>;

/** One local body: its roll against the electors of the parts mapped to it. */
export const GapOfBody = z.object({
  code: z.string(),
  nameEn: z.nullable(z.string()),
  nameHi: z.nullable(z.string()),
  localClass: z.nullable(z.enum(['panchayat', 'municipal'])),
  local: z.nullable(z.number()),
  assembly: z.nullable(z.number()),
  metrics: z.array(GapMetric),
});
export type GapOfBody = z.infer<typeof GapOfBody>;

export const GapView = z.object({
  ...GapRow.shape,
  day: z.string(),
  asOn: z.nullable(z.string()),
  readAt: z.string(),
  ceo: Body,
  sec: Body,
  /** All that follows down to the bodies rests on rehearsal figures: no real comparison can be made. */
  isSample: z.boolean(),
  /** Drawn over time, each roll's by date. */
  rolls: z.array(RollView),
  /** Every assembly total worth comparing against the local roll and the one before it. */
  pairs: z.array(GapPair),
  /** LR-01 to LR-16 of the newest pair. */
  metrics: z.array(GapMetric),
  /** The limits in force in the State on the day, by metric. */
  limits: z.record(z.string(), z.array(BandView)),
  /** What the drift (LR-07) is measured from. `in_force`: no base was named, the roll in force on the local roll's day. */
  base: z.nullable(z.object({ rollId: z.string(), from: z.enum(['stated', 'in_force']) })),
  baseRollDate: z.nullable(z.string()),
  pollDate: z.nullable(z.string()),
  /** The local roll's movement (LR-16) counts from this day; `calendar`: the start of its revision as recorded there. */
  localSince: z.nullable(z.object({ day: z.string(), from: z.enum(['statement', 'calendar']), electors: z.number() })),
  /** Electors by which the commission expects its roll to differ. */
  expectedGap: z.nullable(z.number()),
  bodies: z.object({
    count: z.number(),
    byStatus: z.partialRecord(z.enum(metricStatuses), z.number()),
    /** Furthest apart first; at most `mostBodies`. */
    rows: z.array(GapOfBody),
  }),
  reasons: z.array(ReasonView),
  explained: z.array(Explained),
  can: z.object({ giveReasonAs: z.nullable(z.string()) }),
});
export type GapView = z.infer<typeof GapView>;

/** Local bodies that leave the server at once; the rest are counted. */
export const mostBodies = 100;
