// What roll health counts and how it is shaped. Counts only: no field here can hold an elector's record.

import * as z from 'zod/mini';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { MetricId } from './catalogue-limits.ts';
import { type Form, type Measure, measures } from './catalogue-measures.ts';
import type { EntryCell } from './checks.ts';

export type { Measure };
export { measures };
export type Counts = Partial<Record<Measure, number>>;

/** Continuous updation, special summary revision, special revision, special intensive revision. */
export const exerciseTypes = ['CU', 'SSR', 'SR', 'SIR'] as const;
export type ExerciseType = (typeof exerciseTypes)[number];

/** Part, assembly constituency, district, State or Union Territory, nation; local body, ward. */
export const levels = ['P', 'A', 'D', 'S', 'N', 'L', 'W'] as const;
export type Level = (typeof levels)[number];

export type MetricStatus = 'green' | 'amber' | 'red' | 'info' | 'not_computed';

/** A figure that stands beside the value: a reason's share, a movement, appeals filed. It has no colour. */
export interface MetricPart {
  key: string;
  value: number;
  display: number;
  /** Null where the part is a count by itself. */
  of: [number, number] | null;
}

export type MetricResult =
  | {
      status: Exclude<MetricStatus, 'not_computed'>;
      /** The figure before rounding, in the metric's unit. */
      value: number;
      /** Rounded half away from zero to `decimals`. */
      display: number;
      /** The metric's decimals, or more where those would hide the colour. */
      decimals: number;
      /** Numerator and denominator, or minuend and subtrahend; null where the value is not made of two counts. */
      of: [number, number] | null;
      reason?: string;
      parts?: MetricPart[];
      /** Basis and year of the population it was compared with; always there when it was. */
      population?: { basis: string; year: number };
    }
  | { status: 'not_computed'; reason: string };

/** The figures of one SIR exercise; each falls back to the measure of the same meaning in `counts`. */
export interface SirFigures {
  before?: number;
  draft?: number;
  final?: number;
  notInDraft?: number;
  coAdded?: number;
  coDeleted?: number;
}

/** The local-body roll of the same territory. */
export interface LocalRoll {
  total: number;
  male?: number;
  female?: number;
  footprint: 'whole' | 'rural' | 'urban';
  asOn?: IsoDate;
  qualifyingDate?: IsoDate;
  baseRollDate?: IsoDate;
  rollMode?: 'in_toto' | 'as_basis' | 'as_draft' | 'own_roll';
  pollDate?: IsoDate;
  previousTotal?: number;
  previousAsOn?: IsoDate;
  /** Electors of the assembly roll on `baseRollDate`. */
  baseElectors?: number;
}

export interface MetricInput {
  exercise: ExerciseType;
  level: Level;
  /** The IST day of asking. */
  today: IsoDate;
  counts: Counts;
  /**
   * For sums of parts: the measures not given in all of them, each with in how many it was. A metric that needs one is
   * not computed, because the sums of a ratio would be over different parts.
   */
  known?: Partial<Record<Measure, number>>;
  sir?: SirFigures;
  /** The previous published statement of the same unit. */
  previous?: Counts;
  asOn?: IsoDate;
  previousAsOn?: IsoDate;
  qualifyingDate?: IsoDate;
  /** The day of the last submission. */
  reportedOn?: IsoDate;
  inExercise?: boolean;
  /** First and current planned day of one milestone. */
  milestone?: { firstPlanned: IsoDate; currentPlanned: IsoDate };
  /** The form FL-07 and FL-08 are asked for; Form 6 if absent. */
  form?: Form;
  local?: LocalRoll;
  /** What the population counts (`pop…`) are and of which day. Without it population-based metrics are not computed. */
  population?: { basis?: string; refDate: IsoDate };
  /** The exercise's days, for bands with a clock. */
  schedule?: { enumEnd?: IsoDate; claimsEnd?: IsoDate; final?: IsoDate; end?: IsoDate };
  /** The day on which duplicates were referred to the ERO (LR-11). */
  referredOn?: IsoDate;
  /** Electors of every ward of one local body (LR-15). */
  wards?: readonly number[];
  /** Bands that replace the default ones of a metric, for this exercise and State. Limits are read to 3 decimals. */
  thresholds?: Partial<Record<MetricId, readonly Band[]>>;
}

export const metricGroups = ['EN', 'FL', 'QL', 'PS', 'DQ', 'LR'] as const;
export type MetricGroup = (typeof metricGroups)[number];

/** Where a limit comes from: ours, recalled and to be confirmed, a source named in the catalogue, or an administrator. */
export type LimitSource =
  | 'default'
  | 'recalled'
  | 'trainingSlides'
  | 'stationCapOrder'
  | 'bulkFilingLetter'
  | 'administrator';

/** One colour's limit. Beyond it, strictly, the colour applies; on it the better colour stays. */
export interface Limit {
  above?: number;
  below?: number;
  /** Distance from zero, either way. */
  apart?: number;
  /** The limit is the larger of `apart` and this many per 10,000 of the opening roll. */
  orPer10000OfOpening?: number;
  /** What is compared when it is not the value itself. */
  on?: LimitSubject;
  source: LimitSource;
}

export type LimitSubject =
  | 'other_share'
  | 'share_of_parts'
  | 'share_of_footprint'
  | 'per_constituency'
  | 'bulk_filers'
  | 'warnings'
  | 'errors'
  | 'rural_of_assembly'
  | 'flag'
  | 'gap_when_flagged';

/** When a band is in force, for those with a clock or a season. Before its day the metric is `info`. */
export const bandSeasons = [
  'in_exercise',
  'outside_exercise',
  'from_7_days_after_claims_end',
  'from_enumeration_end',
  'from_45_days_after_final',
  'in_last_10_days_of_exercise',
  'from_30_days_after_referral',
] as const;
export type BandSeason = (typeof bandSeasons)[number];

/** Limits for some exercises and levels; where these are absent, for all the metric is defined for. */
export interface Band {
  exercises?: readonly ExerciseType[];
  levels?: readonly Level[];
  season?: BandSeason;
  amber?: Limit;
  red?: Limit;
}

export type MetricUnit =
  | 'percent'
  | 'percent_points'
  | 'per_1000'
  | 'women_per_1000_men'
  | 'points'
  | 'per_10000'
  | 'per_lakh'
  | 'count'
  | 'electors'
  | 'days'
  | 'flag';

/** `within`: a band on both sides; `none`: neither way is better. */
export type Direction = 'higher' | 'lower' | 'within' | 'none';

/** Each quarterly qualifying date, each revision stage, monthly, weekly in an exercise, and the reconciliation's own. */
export type Cadence =
  | 'quarterly'
  | 'stage'
  | 'monthly'
  | 'weekly'
  | 'annual'
  | 'each_roll'
  | 'each_snapshot'
  | 'each_poll'
  | 'map_change'
  | 'match_run'
  | 'delimitation';

/** All of a metric but its words. */
export interface MetricLimits {
  unit: MetricUnit;
  decimals: number;
  direction: Direction;
  levels: readonly Level[];
  cadence: readonly Cadence[];
  /** Exercises it is defined for; absent = all four. */
  exercises?: readonly ExerciseType[];
  bands: readonly Band[];
  /** A number inside the formula that has a source of its own: electors a station may hold. */
  parameter?: { value: number; source: LimitSource };
  /** It takes the colour of this metric, which compares with the population. */
  colouredBy?: MetricId;
  /** All 65 are; kept for the page that says so. */
  isEvaluated: boolean;
}

export interface Bilingual {
  en: string;
  hi: string;
}

export type { EntryCell, MetricId };

export interface MetricText {
  name: Bilingual;
  formula: Bilingual;
}

export interface MetricDefinition extends MetricLimits, MetricText {
  id: MetricId;
  group: MetricGroup;
}

/** Longest text a cell takes; a grouped count of 30 crore needs 12. */
const cellText = z.string().check(z.maxLength(40));

/** The cells as typed. Blank text is an empty cell. */
export const EntryCells = z.object({
  electorsTotal: cellText,
  electorsMale: cellText,
  electorsFemale: cellText,
  electorsThird: cellText,
  additions: cellText,
  deletions: cellText,
  opening: cellText,
  parts: cellText,
  partsOverCap: cellText,
  withEpic: cellText,
  withPhoto: cellText,
  electors1819: cellText,
} satisfies Record<EntryCell, typeof cellText>);
export type EntryCells = z.infer<typeof EntryCells>;

/** What the twelve numbers are about. Dates as typed; `exclusion` says what the figures leave out, if anything. */
export const EntryHeader = z.object({
  exerciseType: z.enum(exerciseTypes),
  stage: z.enum(['continuous', 'draft', 'final', 'supplement']),
  qualifyingDate: z.string().check(z.maxLength(20)),
  asOn: z.string().check(z.maxLength(20)),
  basis: z.enum(['draft', 'final', 'provisional']),
  sourceNote: z.string().check(z.maxLength(500)),
  exclusion: z.string().check(z.maxLength(500)),
});
export type EntryHeader = z.infer<typeof EntryHeader>;

/** A text in both languages. */
export const Text = z.object({ en: z.string(), hi: z.string() });

export const LimitView = z.object({
  above: z.optional(z.number()),
  below: z.optional(z.number()),
  apart: z.optional(z.number()),
  orPer10000OfOpening: z.optional(z.number()),
  on: z.optional(z.string()),
  source: z.string(),
});
export type LimitView = z.infer<typeof LimitView>;

export const BandView = z.object({
  exercises: z.optional(z.array(z.string())),
  levels: z.optional(z.array(z.string())),
  season: z.optional(z.string()),
  amber: z.optional(LimitView),
  red: z.optional(LimitView),
});
export type BandView = z.infer<typeof BandView>;
