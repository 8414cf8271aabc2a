// The shared calendar as a month and a list of days, and the private addresses by which calendar programs read it.

import * as z from 'zod/mini';
import { CommandKey } from '#shared/modules/people/schema.ts';
import {
  confidences,
  ExerciseBrief,
  exerciseKinds,
  milestoneStatuses,
  PlannedDays,
  reasonCodes,
  standings,
} from '#shared/modules/timelines/schema.ts';

/** The State's code, or `IN` for what concerns the whole country. */
const PlaceCode = z.string().check(z.regex(/^IN(?:-[A-Z]{2})?$/));
const Day = z.iso.date();

/** A period asked for is never longer. */
export const mostDays = 400;

/** What is chosen: absent means all. */
const chosen = {
  stateCode: z.optional(PlaceCode),
  body: z.optional(z.enum(['eci', 'sec'])),
  kind: z.optional(z.enum(exerciseKinds)),
};

export const GetCalendar = z.strictObject({
  /** First and last day, both counted. */
  from: Day,
  to: Day,
  ...chosen,
  /** As the calendar stood at the end of this IST day. */
  asOn: z.optional(Day),
});
export type GetCalendar = z.infer<typeof GetCalendar>;

/** A plan that stood before the one in force, and why it was moved, as far as an office said so. */
const EarlierPlan = z.object({ ...PlannedDays.shape, reason: z.nullable(z.enum(reasonCodes)) });

/** One date in force, or one thing that happened. */
export const CalendarEntry = z.object({
  id: z.string(),
  exerciseId: z.string(),
  milestone: z.string(),
  start: z.nullable(z.string()),
  end: z.nullable(z.string()),
  status: z.enum(milestoneStatuses),
  confidence: z.enum(confidences),
  standing: z.enum(standings),
  /** Place of the source in the answer's `sources`. */
  source: z.nullable(z.number()),
  note: z.nullable(z.string()),
  /** Oldest first. */
  earlier: z.array(EarlierPlan),
  slipInDays: z.nullable(z.number()),
});
export type CalendarEntry = z.infer<typeof CalendarEntry>;

export const HolidayView = z.object({
  stateCode: z.string(),
  day: z.string(),
  nameEn: z.string(),
  nameHi: z.nullable(z.string()),
  source: z.string(),
});
export type HolidayView = z.infer<typeof HolidayView>;

export const CalendarView = z.object({
  /** The IST day it is read for: today, or `asOn`. */
  day: z.string(),
  asOn: z.nullable(z.string()),
  from: z.string(),
  to: z.string(),
  exercises: z.array(ExerciseBrief),
  /** In order of days; only those that touch the period. */
  entries: z.array(CalendarEntry),
  sources: z.array(z.string()),
  holidays: z.array(HolidayView),
  /** Plans of this period that no longer hold and have no later day: not shown, but not forgotten. */
  replaced: z.number(),
});
export type CalendarView = z.infer<typeof CalendarView>;

export const mostFeeds = 20;
export const mostFeedNameLetters = 80;
/** 256 bits in the alphabet of addresses: drawn by the browser, never kept here. */
export const secretPattern = /^[A-Za-z0-9_-]{43}$/;

/**
 * A new address. The secret is drawn by the asker, so that no answer ever carries it: answers are kept to answer a
 * repeated command, and only the secret's hash may be kept.
 */
export const AddFeed = z.strictObject({
  key: CommandKey,
  name: z.string().check(z.maxLength(mostFeedNameLetters)),
  secret: z.string().check(z.regex(secretPattern)),
  language: z.enum(['en', 'hi']),
  ...chosen,
  /** Rehearsal exercises are in it only when asked for. */
  hasSample: z.boolean(),
});
export type AddFeed = z.infer<typeof AddFeed>;

export const RevokeFeed = z.strictObject({ key: CommandKey, id: z.uuid() });
export type RevokeFeed = z.infer<typeof RevokeFeed>;

export const FeedAnswer = z.object({ id: z.string() });
export type FeedAnswer = z.infer<typeof FeedAnswer>;

export const FeedFilter = z.strictObject({ ...chosen, sample: z.optional(z.literal('yes')) });
export type FeedFilter = z.infer<typeof FeedFilter>;

export const FeedView = z.object({
  id: z.string(),
  name: z.string(),
  language: z.enum(['en', 'hi']),
  filter: FeedFilter,
  /** Instants, ISO. */
  createdAt: z.string(),
  readAt: z.nullable(z.string()),
  revokedAt: z.nullable(z.string()),
  /** The office in which it was made has ended: the address answers no more. */
  hasEnded: z.boolean(),
});
export type FeedView = z.infer<typeof FeedView>;

export const FeedList = z.object({ feeds: z.array(FeedView), most: z.number() });
export type FeedList = z.infer<typeof FeedList>;
