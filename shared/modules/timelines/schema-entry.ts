// What the owners of dates send and read when they write them. Days are typed text (dd-mm-yyyy with hyphens, dots or slashes), read by the same rules on both sides.

import * as z from 'zod/mini';
import { CommandKey } from '#shared/modules/people/schema.ts';
import { sourceTags, templateIds } from './catalogue-templates.ts';
import {
  areaClasses,
  confidences,
  Day,
  ExerciseView,
  exerciseKinds,
  milestoneStatuses,
  outsideKinds,
  PlaceCode,
  reasonCodes,
  recordedStatuses,
  revisionKinds,
  standings,
  Tier,
  votingMethods,
} from './schema.ts';

const ExerciseId = z.string().check(z.regex(/^[A-Za-z0-9-]{3,60}$/));
const Version = z.int().check(z.minimum(1));
const Typed = z.string().check(z.maxLength(40));
const Note = z.string().check(z.maxLength(500));
const Name = z.string().check(z.maxLength(200));
const Count = z.int().check(z.minimum(0), z.maximum(10_000_000));
const MilestoneCode = z.string().check(z.regex(/^[a-z][a-z0-9_]{1,59}$/));
const BodyIdText = z.string().check(z.regex(/^(?:ECI|(?:CEO|SEC)-[A-Z-]{2,10})$/));
const DistrictCode = z.string().check(z.minLength(1), z.maxLength(20));

/** One State each; more than one is asked for only to be told how to enter it. */
const Places = z.array(PlaceCode).check(z.minLength(1), z.maxLength(36));

/** What an exercise covers and uses, as its office says. */
export const ExerciseDescription = z.strictObject({
  nameEn: Name,
  nameHi: Name,
  revisionKind: z.nullable(z.enum(revisionKinds)),
  districts: z.nullable(z.array(DistrictCode).check(z.maxLength(120))),
  areaClass: z.nullable(z.enum(areaClasses)),
  method: z.nullable(z.enum(votingMethods)),
  tiers: z.array(Tier).check(z.maxLength(12)),
  machineOwner: z.nullable(BodyIdText),
  machineModel: z.nullable(z.string().check(z.maxLength(20))),
  baseRollDate: Typed,
  petitionDays: z.nullable(z.int().check(z.minimum(0), z.maximum(3650))),
  outsideKind: z.nullable(z.enum(outsideKinds)),
  isMarked: z.boolean(),
});
export type ExerciseDescription = z.infer<typeof ExerciseDescription>;

const Owner = { places: Places, bodyId: BodyIdText, kind: z.enum(exerciseKinds) };
const Held = { key: CommandKey, exerciseId: ExerciseId, version: Version };
const Days = { start: Typed, end: Typed };
/** Needed only where a step breaks the law or its order. */
const Override = { overrideReason: z.optional(Note) };

export const AddExercise = z.strictObject({ key: CommandKey, ...Owner, description: ExerciseDescription });
export type AddExercise = z.infer<typeof AddExercise>;
export const DescribeExercise = z.strictObject({ ...Held, description: ExerciseDescription });
export type DescribeExercise = z.infer<typeof DescribeExercise>;

const PlannedMilestone = z.strictObject({
  milestone: MilestoneCode,
  ...Days,
  blockedBy: z.array(MilestoneCode).check(z.maxLength(20)),
});

/** A whole plan in one command: into a new exercise, or into one that has no dates of these steps yet. */
export const LayOutPlan = z.strictObject({
  key: CommandKey,
  into: z.union([
    z.strictObject({ ...Owner, description: ExerciseDescription }),
    z.strictObject({ exerciseId: ExerciseId, version: Version }),
  ]),
  template: z.enum(templateIds),
  dates: z.array(PlannedMilestone).check(z.minLength(1), z.maxLength(120)),
  note: Note,
  ...Override,
});
export type LayOutPlan = z.infer<typeof LayOutPlan>;

export const AddMilestone = z.strictObject({
  ...Held,
  milestone: MilestoneCode,
  ...Days,
  blockedBy: z.array(MilestoneCode).check(z.maxLength(20)),
  orderRef: Note,
  note: Note,
  ...Override,
});
export type AddMilestone = z.infer<typeof AddMilestone>;

export const ReviseMilestone = z.strictObject({
  ...Held,
  milestoneId: z.uuid(),
  ...Days,
  reasonCode: z.enum(reasonCodes),
  orderRef: Note,
  note: Note,
  /** Left out: as before. */
  blockedBy: z.optional(z.array(MilestoneCode).check(z.maxLength(20))),
  ...Override,
});
export type ReviseMilestone = z.infer<typeof ReviseMilestone>;

export const ConfirmMilestone = z.strictObject({
  ...Held,
  milestoneId: z.uuid(),
  /** Null: as planned. Otherwise the days on which it happened. */
  on: z.nullable(z.strictObject(Days)),
  ...Override,
});
export type ConfirmMilestone = z.infer<typeof ConfirmMilestone>;

export const WithdrawDates = z.strictObject({
  ...Held,
  /** Null: the whole exercise. */
  milestoneId: z.nullable(z.uuid()),
  reason: Note,
});
export type WithdrawDates = z.infer<typeof WithdrawDates>;

const resources = ['staff', 'police', 'capf', 'machines'] as const;
export const machineUnits = ['BU', 'CU', 'VVPAT'] as const;
export const Need = z.strictObject({
  /** '' for the whole State. */
  districtCode: z.string().check(z.maxLength(20)),
  resource: z.enum(resources),
  /** '' except for machines. */
  unit: z.enum(['', ...machineUnits]),
  needed: Count,
});
export type Need = z.infer<typeof Need>;

export const SetNeeds = z.strictObject({
  ...Held,
  needs: z.array(Need).check(z.maxLength(500)),
  rooms: z
    .array(z.strictObject({ roomId: z.string().check(z.minLength(1), z.maxLength(40)), from: Typed, to: Typed }))
    .check(z.maxLength(200)),
  source: Note,
});
export type SetNeeds = z.infer<typeof SetNeeds>;

export const SetHolidays = z.strictObject({
  key: CommandKey,
  stateCode: z.string().check(z.regex(/^IN-[A-Z]{2}$/)),
  bodyId: BodyIdText,
  add: z.array(z.strictObject({ day: Typed, nameEn: Name, nameHi: Name })).check(z.maxLength(120)),
  /** Days to take off the list again; an office takes off only its own. */
  remove: z.array(Day).check(z.maxLength(120)),
  source: Note,
});
export type SetHolidays = z.infer<typeof SetHolidays>;

/** What was saved, and under which version the next change is made. */
export const SavedDates = z.object({
  exerciseId: z.string(),
  version: z.number(),
  /** Rows written or marked, in the order they were asked for. */
  milestoneIds: z.array(z.string()),
});
export type SavedDates = z.infer<typeof SavedDates>;

export const GetExercise = z.strictObject({ id: ExerciseId });
export type GetExercise = z.infer<typeof GetExercise>;

/** A row of an exercise with all that is known of it. */
export const MilestoneLine = z.object({
  id: z.string(),
  milestone: z.string(),
  position: z.number(),
  start: z.nullable(z.string()),
  end: z.nullable(z.string()),
  status: z.enum(milestoneStatuses),
  recorded: z.enum(recordedStatuses),
  confidence: z.enum(confidences),
  standing: z.enum(standings),
  source: z.nullable(z.string()),
  note: z.nullable(z.string()),
  reasonCode: z.nullable(z.enum(reasonCodes)),
  orderRef: z.nullable(z.string()),
  /** Name of the body whose office wrote it; null for the public record. */
  authorEn: z.nullable(z.string()),
  authorHi: z.nullable(z.string()),
  recordedAt: z.string(),
  revises: z.nullable(z.string()),
  confirmedAt: z.nullable(z.string()),
  withdrawnAt: z.nullable(z.string()),
  withdrawnReason: z.nullable(z.string()),
  overrideReason: z.nullable(z.string()),
  blockedBy: z.array(z.string()),
  isInForce: z.boolean(),
  slipInDays: z.nullable(z.number()),
});
export type MilestoneLine = z.infer<typeof MilestoneLine>;

const Named = z.object({ code: z.string(), nameEn: z.string(), nameHi: z.string() });

export const ExercisePage = z.object({
  today: z.string(),
  exercise: ExerciseView,
  owner: Named,
  withdrawn: z.nullable(z.object({ at: z.string(), reason: z.string() })),
  /** In order of position: every plan, also superseded and withdrawn ones. */
  milestones: z.array(MilestoneLine),
  needs: z.array(Need),
  needsSource: z.nullable(z.string()),
  rooms: z.array(z.object({ roomId: z.string(), from: z.string(), to: z.string() })),
  /** The State's notified holidays, by day. */
  holidays: z.array(
    z.object({
      day: z.string(),
      nameEn: z.string(),
      nameHi: z.nullable(z.string()),
      source: z.string(),
      bodyId: z.nullable(z.string()),
    }),
  ),
  /** Districts of the State's area register today; empty where none was loaded. */
  districts: z.array(Named),
  /** Bodies whose machines may be used in the State. */
  machineOwners: z.array(Named),
});
export type ExercisePage = z.infer<typeof ExercisePage>;

/** A date of the person's own body that has passed and that nobody has confirmed. */
export const DateToConfirm = z.object({
  exerciseId: z.string(),
  version: z.number(),
  nameEn: z.string(),
  nameHi: z.nullable(z.string()),
  stateCode: z.nullable(z.string()),
  milestoneId: z.string(),
  milestone: z.string(),
  start: z.nullable(z.string()),
  end: z.nullable(z.string()),
  daysPast: z.number(),
  standing: z.enum(standings),
  /** False: the date itself is still to be verified, or the reader only reads. */
  can: z.object({ write: z.boolean() }),
});
export type DateToConfirm = z.infer<typeof DateToConfirm>;

/** What a template is laid out from; the days are typed. Nothing is saved. */
export const PlanDates = z.strictObject({
  template: z.enum(templateIds),
  /** Null for the whole country. */
  stateCode: z.nullable(z.string().check(z.regex(/^IN-[A-Z]{2}$/))),
  preset: z.nullable(z.string().check(z.maxLength(60))),
  /** The day of the template's anchor milestone; '' lays out the steps without days, or back from the end of the term. */
  anchor: Typed,
  termEnd: Typed,
});
export type PlanDates = z.infer<typeof PlanDates>;

const Phrase = z.object({ en: z.string(), hi: z.string() });
export const PlannedDates = z.object({
  rows: z.array(
    z.object({
      code: z.string(),
      start: z.nullable(z.string()),
      end: z.nullable(z.string()),
      kind: z.enum(['legal', 'observed']),
      basis: Phrase,
      tag: z.enum(sourceTags),
      name: Phrase,
      /** Days it was moved by, off a holiday or up to the earliest lawful day. */
      movedBy: z.number(),
      isLatest: z.boolean(),
      isTooLate: z.boolean(),
    }),
  ),
  /** The State's notified holidays, for the same checks beside the typing. */
  holidays: z.array(z.string()),
});
export type PlannedDates = z.infer<typeof PlannedDates>;
