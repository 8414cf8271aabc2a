import * as z from 'zod/mini';
import { CommandKey } from '#shared/modules/people/schema.ts';
import { outcomes, ruleIds } from '#shared/modules/radar/schema.ts';
import {
  areaClasses,
  confidences,
  exerciseKinds,
  outsideKinds,
  reasonCodes,
  recordedStatuses,
  revisionKinds,
  votingMethods,
} from '#shared/modules/timelines/schema.ts';

/** Fewer letters say nothing to the other body. */
export const leastNoteLetters = 10;
export const mostNoteLetters = 1000;
/** A what-if of more changes is another plan. */
export const mostChanges = 60;
/** Days an exercise can be moved by at once, to either side. */
const mostShiftDays = 1000;

const StateCode = z.string().check(z.regex(/^IN-[A-Z]{2}$/));
const Day = z.iso.date();
const Id = z.string().check(z.regex(/^[A-Za-z0-9-]{1,80}$/));
const Code = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,59}$/));

const Place = { exerciseId: Id, milestone: Code, nth: z.int().check(z.gte(0), z.lte(50)) };
const Days = { start: z.nullable(Day), end: z.nullable(Day) };

/** One difference between the plan that is tried and the dates in force. */
export const Change = z.discriminatedUnion('kind', [
  /** An exercise that is not there, laid out from a template around its poll, first visit or draft. */
  z.strictObject({
    kind: z.literal('create'),
    exerciseId: Id,
    template: z.string().check(z.regex(/^[A-Za-z0-9-]{1,60}$/)),
    exerciseKind: z.enum(exerciseKinds),
    anchor: Day,
  }),
  /** All dates of an exercise that move together. */
  z.strictObject({
    kind: z.literal('shift'),
    exerciseId: Id,
    days: z.int().check(z.gte(-mostShiftDays), z.lte(mostShiftDays)),
  }),
  /** A date in force gets other days; `nth` tells several open ones of the same milestone apart, 0 for the first. */
  z.strictObject({ kind: z.literal('move'), ...Place, ...Days }),
  /** A milestone that the exercise does not have. */
  z.strictObject({ kind: z.literal('add'), exerciseId: Id, milestone: Code, ...Days }),
]);
export type Change = z.infer<typeof Change>;

const Changes = z.array(Change).check(z.minLength(1), z.maxLength(mostChanges));

export const GetWhatIf = z.strictObject({ stateCode: StateCode });
export type GetWhatIf = z.infer<typeof GetWhatIf>;

export const ShareWhatIf = z.strictObject({
  key: CommandKey,
  stateCode: StateCode,
  changes: Changes,
  note: z.string().check(z.maxLength(mostNoteLetters)),
});
export type ShareWhatIf = z.infer<typeof ShareWhatIf>;

export const WithdrawWhatIf = z.strictObject({ key: CommandKey, id: z.uuid() });
export type WithdrawWhatIf = z.infer<typeof WithdrawWhatIf>;

export const AdoptWhatIf = z.strictObject({
  key: CommandKey,
  id: z.uuid(),
  reasonCode: z.enum(reasonCodes),
  orderRef: z.string().check(z.maxLength(200)),
  /** Where a step stands earlier than the law or the order allows; empty otherwise. */
  overrideReason: z.string().check(z.maxLength(500)),
});
export type AdoptWhatIf = z.infer<typeof AdoptWhatIf>;

export const WhatIfAnswer = z.object({ id: z.string() });
export type WhatIfAnswer = z.infer<typeof WhatIfAnswer>;

const nullableDay = z.nullable(z.string());

/** What the engine reads of an exercise, with the names and the owner that the page shows. */
export const SandboxExercise = z.object({
  id: z.string(),
  stateCode: z.nullable(z.string()),
  bodyKind: z.enum(['eci', 'sec']),
  bodyId: z.nullable(z.string()),
  kind: z.enum(exerciseKinds),
  revisionKind: z.nullable(z.enum(revisionKinds)),
  nameEn: z.string(),
  nameHi: z.nullable(z.string()),
  districts: z.nullable(z.array(z.string())),
  areaClass: z.nullable(z.enum(areaClasses)),
  method: z.nullable(z.enum(votingMethods)),
  machineOwner: z.nullable(z.string()),
  machineModel: z.nullable(z.string()),
  baseRollDate: nullableDay,
  petitionDays: z.nullable(z.number()),
  outsideKind: z.nullable(z.enum(outsideKinds)),
  isMarked: z.boolean(),
  isSample: z.boolean(),
  milestones: z.array(
    z.object({
      id: z.string(),
      milestone: z.string(),
      position: z.number(),
      startDate: nullableDay,
      endDate: nullableDay,
      status: z.enum(recordedStatuses),
      confidence: z.enum(confidences),
      note: z.nullable(z.string()),
      overrideReason: z.nullable(z.string()),
    }),
  ),
  needs: z.array(
    z.object({
      districtCode: z.string(),
      resource: z.enum(['staff', 'police', 'capf', 'machines']),
      unit: z.string(),
      needed: z.number(),
    }),
  ),
  rooms: z.array(z.object({ roomId: z.string(), from: z.string(), to: z.string() })),
});
export type SandboxExercise = z.infer<typeof SandboxExercise>;

export const Sandbox = z.object({
  today: z.string(),
  stateCode: z.string(),
  exercises: z.array(SandboxExercise),
  pools: z.array(
    z.object({
      stateCode: z.string(),
      districtCode: z.string(),
      resource: z.enum(['staff', 'police', 'capf', 'machines']),
      ownerId: z.string(),
      model: z.string(),
      unit: z.string(),
      available: z.number(),
    }),
  ),
  /** Public holidays the State has notified. */
  holidays: z.array(z.string()),
});
export type Sandbox = z.infer<typeof Sandbox>;

/** Days of a milestone at the time a what-if was shared; null for one that was added. */
export const Basis = z.object({
  exerciseId: z.string(),
  milestone: z.string(),
  nth: z.number(),
  /** Null: there was no such milestone. */
  rowId: z.nullable(z.string()),
  start: nullableDay,
  end: nullableDay,
});
export type Basis = z.infer<typeof Basis>;

/** A finding as it read when the what-if was shared. */
const StampedFinding = z.object({
  id: z.string(),
  rule: z.enum(ruleIds),
  side: z.enum(['gained', 'lost', 'worse', 'eased', 'other', 'unclear']),
  outcome: z.enum(outcomes),
  /** What it was before; null for one gained. */
  was: z.nullable(z.enum(outcomes)),
  isDraft: z.boolean(),
  isSample: z.boolean(),
  messageEn: z.string(),
  messageHi: z.string(),
});

export const Stamp = z.object({
  today: z.string(),
  findings: z.array(StampedFinding),
  /** Dates the changes start from. */
  basis: z.array(Basis),
});
export type Stamp = z.infer<typeof Stamp>;

const sharedStatuses = ['open', 'adopted', 'withdrawn'] as const;

export const SharedWhatIf = z.object({
  id: z.string(),
  stateCode: z.string(),
  bodyId: z.string(),
  bodyNameEn: z.string(),
  bodyNameHi: z.string(),
  role: z.string(),
  note: z.string(),
  changes: z.array(Change),
  stamp: Stamp,
  status: z.enum(sharedStatuses),
  sharedAt: z.string(),
  adoptedAt: z.nullable(z.string()),
  /** Bodies whose dates change. */
  owners: z.array(z.string()),
  /** Dates that are no longer those the what-if started from. */
  moved: z.array(
    z.object({
      exerciseId: z.string(),
      milestone: z.string(),
      was: z.object({ start: nullableDay, end: nullableDay }),
      /** Null: no longer there. */
      is: z.nullable(z.object({ start: nullableDay, end: nullableDay })),
    }),
  ),
  can: z.object({ withdraw: z.boolean(), adopt: z.boolean() }),
});
export type SharedWhatIf = z.infer<typeof SharedWhatIf>;

export const BodyName = z.object({
  id: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
});

export type BodyName = z.infer<typeof BodyName>;

export const WhatIfView = z.object({
  sandbox: Sandbox,
  bodies: z.array(BodyName),
  /** Newest first; empty for a reader of no office concerned. */
  shared: z.array(SharedWhatIf),
  can: z.object({
    share: z.boolean(),
    /** The body whose dates the reader may revise in this State; null for none. */
    revise: z.nullable(z.string()),
  }),
});
export type WhatIfView = z.infer<typeof WhatIfView>;
