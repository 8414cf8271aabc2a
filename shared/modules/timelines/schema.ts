import * as z from 'zod/mini';

export const exerciseKinds = [
  'assembly_election',
  'bye_election',
  'panchayat_election',
  'municipal_election',
  'roll_revision',
  'delimitation',
  'conference',
  'census',
  'exam',
  'outside',
  'other',
] as const;
export type ExerciseKind = (typeof exerciseKinds)[number];

/** How an Assembly roll is revised: intensively, in the yearly summary, specially, or by continuous updation. */
export const revisionKinds = ['SIR', 'SSR', 'SR', 'CU'] as const;
export type RevisionKind = (typeof revisionKinds)[number];
export const areaClasses = ['rural', 'urban', 'all'] as const;
export type AreaClass = (typeof areaClasses)[number];
export const votingMethods = ['evm', 'ballot', 'mixed'] as const;
export type VotingMethod = (typeof votingMethods)[number];
/** A festival, flood, harvest or spell of weather that a State notes. */
export const outsideKinds = ['festival', 'flood', 'harvest', 'weather', 'other'] as const;
export type OutsideKind = (typeof outsideKinds)[number];

/** Why a date moved. */
export const reasonCodes = [
  'court',
  'law_and_order',
  'weather',
  'festival',
  'exam',
  'staff',
  'machines',
  'roll',
  'delimitation',
  'reservation',
  'mourning',
  'correction',
  'other',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** What was written down when the milestone was recorded. What it means today is `MilestoneStatus`. */
export const recordedStatuses = [
  'completed',
  'date_passed_unconfirmed',
  'due',
  'superseded',
  'overdue_when_last_seen',
] as const;
export type RecordedStatus = (typeof recordedStatuses)[number];

export const milestoneStatuses = [
  'due_soon',
  'under_way',
  'planned',
  'passed_unconfirmed',
  'completed',
  'unknown_date',
  'superseded',
] as const;
export type MilestoneStatus = (typeof milestoneStatuses)[number];

export const confidences = ['seen', 'computed', 'inferred', 'recalled', 'unknown', 'office', 'sample'] as const;
export type Confidence = (typeof confidences)[number];

/** `fact`: a source or an office says so. `to_verify`: remembered or inferred by us. `no_date`: nothing was found. */
export const standings = ['fact', 'to_verify', 'no_date', 'sample'] as const;
export type Standing = (typeof standings)[number];

/** The State's code, or `IN` for what concerns the whole country. */
export const PlaceCode = z.string().check(z.regex(/^IN(?:-[A-Z]{2})?$/));
export const Day = z.iso.date();

export const ListMilestones = z.strictObject({
  stateCode: z.optional(PlaceCode),
  body: z.optional(z.enum(['eci', 'sec'])),
  kind: z.optional(z.enum(exerciseKinds)),
  status: z.optional(z.enum(milestoneStatuses)),
  /** First and last day of the period, both counted. A milestone is in it when its days touch it; one without a date is not. */
  from: z.optional(Day),
  to: z.optional(Day),
  /** The calendar as this database knew it at the end of that IST day; today or earlier. */
  asOn: z.optional(Day),
});
export type ListMilestones = z.infer<typeof ListMilestones>;

export const NextMilestones = z.strictObject({ stateCode: z.string().check(z.regex(/^IN-[A-Z]{2}$/)) });
export type NextMilestones = z.infer<typeof NextMilestones>;

/** What an exercise is called and whose it is. */
export const ExerciseBrief = z.object({
  id: z.string(),
  /** Null for the whole country. */
  stateCode: z.nullable(z.string()),
  bodyKind: z.enum(['eci', 'sec']),
  bodyId: z.nullable(z.string()),
  kind: z.enum(exerciseKinds),
  nameEn: z.string(),
  nameHi: z.nullable(z.string()),
  isSample: z.boolean(),
});
export type ExerciseBrief = z.infer<typeof ExerciseBrief>;

/** Tiers of local bodies, each with its own way of voting. */
export const localTiers = [
  'gram_panchayat',
  'block_panchayat',
  'district_panchayat',
  'nagar_panchayat',
  'municipality',
  'municipal_corporation',
] as const;

export const Tier = z.strictObject({
  tier: z.enum(localTiers),
  method: z.enum(votingMethods),
});
export type Tier = z.infer<typeof Tier>;

export const ExerciseView = z.extend(ExerciseBrief, {
  revisionKind: z.nullable(z.enum(revisionKinds)),
  /** District codes; null: not given, so the whole State. */
  districts: z.nullable(z.array(z.string())),
  /** Null: what the kind of exercise says. */
  areaClass: z.nullable(z.enum(areaClasses)),
  method: z.nullable(z.enum(votingMethods)),
  tiers: z.array(Tier),
  /** The body whose machines are used. */
  machineOwner: z.nullable(z.string()),
  machineModel: z.nullable(z.string()),
  /** Qualifying or cut-off day of the Assembly roll that a local roll was made from. */
  baseRollDate: z.nullable(z.string()),
  /** Days during which machines stay sealed after counting. */
  petitionDays: z.nullable(z.number()),
  outsideKind: z.nullable(z.enum(outsideKinds)),
  isMarked: z.boolean(),
  template: z.nullable(z.string()),
  version: z.number(),
  can: z.object({ write: z.boolean() }),
});
export type ExerciseView = z.infer<typeof ExerciseView>;

/** Days of one published plan; an end without a start means "done by that day". */
export const PlannedDays = z.object({ start: z.nullable(z.string()), end: z.nullable(z.string()) });
export type PlannedDays = z.infer<typeof PlannedDays>;

export const MilestoneView = z.object({
  id: z.string(),
  exerciseId: z.string(),
  /** The code of the record, e.g. `roll_final`. */
  milestone: z.string(),
  start: z.nullable(z.string()),
  end: z.nullable(z.string()),
  status: z.enum(milestoneStatuses),
  confidence: z.enum(confidences),
  standing: z.enum(standings),
  /** Place of the source in the answer's `sources`. */
  source: z.nullable(z.number()),
  note: z.nullable(z.string()),
  /** Plans that stood before this one, oldest first; empty unless this is the one in force. */
  earlier: z.array(PlannedDays),
  /** Days from the first plan to the one in force; null when either has no day or there was only one. */
  slipInDays: z.nullable(z.number()),
  /** For a superseded plan: the one in force, null when none was found. */
  replacedBy: z.nullable(PlannedDays),
  /** Order within the exercise; later rows are newer plans. */
  position: z.number(),
  // What an office said of it; absent where nothing was said.
  reasonCode: z.optional(z.enum(reasonCodes)),
  orderRef: z.optional(z.string()),
  /** The body whose office wrote the row, and when; absent for rows of the public record. */
  author: z.optional(z.string()),
  recordedAt: z.optional(z.string()),
  confirmedAt: z.optional(z.string()),
  /** Codes of milestones of the same exercise that must be over first. */
  blockedBy: z.optional(z.array(z.string())),
  /** Why a legal step stands although it is earlier than the law allows. */
  overrideReason: z.optional(z.string()),
});
export type MilestoneView = z.infer<typeof MilestoneView>;

/** How many milestones, as of today. Facts only, except the last three. */
export const MilestoneCounts = z.object({
  /** Planned, due within 30 days or under way, with a day. */
  ahead: z.number(),
  dueSoon: z.number(),
  underWay: z.number(),
  passedUnconfirmed: z.number(),
  completed: z.number(),
  superseded: z.number(),
  /** Recalled or inferred, in whatever state. */
  toVerify: z.number(),
  /** No date in any source seen. */
  undated: z.number(),
  sample: z.number(),
});
export type MilestoneCounts = z.infer<typeof MilestoneCounts>;

export const Timelines = z.object({
  /** The day the statuses hold for: today, or `asOn`. */
  today: z.string(),
  asOn: z.nullable(z.string()),
  exercises: z.array(ExerciseView),
  milestones: z.array(MilestoneView),
  sources: z.array(z.string()),
  /** Of the milestones above. */
  counts: MilestoneCounts,
});
export type Timelines = z.infer<typeof Timelines>;

export const UpcomingMilestones = z.object({
  stateCode: z.string(),
  today: z.string(),
  /** At most three, soonest first; facts of both bodies. */
  dates: z.array(
    z.object({
      id: z.string(),
      milestone: z.string(),
      start: z.nullable(z.string()),
      end: z.nullable(z.string()),
      status: z.enum(milestoneStatuses),
      source: z.nullable(z.string()),
      exercise: ExerciseBrief,
    }),
  ),
  /** Ahead, but recalled or inferred only. */
  toVerify: z.number(),
  /** Open, with no date in any source seen. */
  undated: z.number(),
});
export type UpcomingMilestones = z.infer<typeof UpcomingMilestones>;
