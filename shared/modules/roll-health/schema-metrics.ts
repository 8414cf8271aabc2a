// The pages of the metrics: definitions with their versions and limits, where they ask for a look, and changing limits.

import * as z from 'zod/mini';
import { CommandKey } from '#shared/modules/people/schema.ts';
import { limitSides } from './rules-limits.ts';
import {
  BandView,
  bandSeasons,
  exerciseTypes,
  LimitView,
  levels,
  type MetricStatus,
  metricGroups,
  Text,
} from './schema.ts';

const Colours = z.object({ amber: z.optional(LimitView), red: z.optional(LimitView) });

/** What a metric meant and where its limits lay, from a day on. */
export const MetricVersionView = z.object({
  no: z.number(),
  /** Null: everywhere. */
  stateCode: z.nullable(z.string()),
  validFrom: z.string(),
  recordedAt: z.string(),
  origin: z.enum(['release', 'administrator']),
  /** The office that set it; null for a release. */
  office: z.nullable(Text),
  reason: z.string(),
  formula: Text,
  bands: z.array(BandView),
  parameter: z.nullable(z.object({ value: z.number(), source: z.string() })),
  /** What its limits changed of those before it; empty for a first version. */
  changes: z.array(
    z.object({
      exercises: z.optional(z.array(z.string())),
      levels: z.optional(z.array(z.string())),
      season: z.optional(z.string()),
      before: z.nullable(Colours),
      after: z.nullable(Colours),
    }),
  ),
  isFormulaChanged: z.boolean(),
  /** `superseded`: a later change was for an earlier day, so it never takes effect. */
  standing: z.enum(['in_force', 'planned', 'past', 'superseded']),
});
export type MetricVersionView = z.infer<typeof MetricVersionView>;

/** One metric of the catalogue as it leaves the server: its words in both languages, its limits with their source words. */
export const MetricView = z.object({
  id: z.string(),
  group: z.enum(metricGroups),
  name: Text,
  formula: Text,
  unit: z.string(),
  decimals: z.number(),
  direction: z.enum(['higher', 'lower', 'within', 'none']),
  levels: z.array(z.enum(levels)),
  cadence: z.array(z.string()),
  exercises: z.nullable(z.array(z.enum(exerciseTypes))),
  bands: z.array(BandView),
  parameter: z.nullable(z.object({ value: z.number(), source: z.string() })),
  colouredBy: z.nullable(z.string()),
  isEvaluated: z.boolean(),
  /** Words of every source its limits name. */
  sources: z.record(z.string(), Text),
  /** Stands under every flag. */
  screeningNote: Text,
  /** The day the page is about: today, or the past day asked for. */
  day: z.string(),
  asOn: z.nullable(z.string()),
  /** The numbers of the versions in force on the day: of the definition, and of the nation's limits. */
  inForce: z.object({ definition: z.nullable(z.number()), limits: z.nullable(z.number()) }),
  /** States with limits of their own on the day, by code; they stand before the nation's. */
  own: z.array(z.object({ stateCode: z.string(), no: z.number(), bands: z.array(BandView) })),
  /** Newest first; on a past day, those recorded by its end. */
  versions: z.array(MetricVersionView),
  /** The newest version there is, whatever day it is for; 0 when there is none. */
  newest: z.number(),
  /** Where limits can be set; null where they are part of the definition, or there are none. */
  places: z.nullable(
    z.object({
      exercises: z.array(z.enum(exerciseTypes)),
      groups: z.array(z.array(z.enum(levels))),
      seasons: z.array(z.nullable(z.enum(bandSeasons))),
      /** Which numbers a limit of each colour has. */
      shape: z.object({ amber: z.array(z.enum(limitSides)), red: z.array(z.enum(limitSides)) }),
    }),
  ),
  can: z.object({ setLimits: z.boolean(), readStates: z.boolean() }),
});
export type MetricView = z.infer<typeof MetricView>;

const MetricCode = z.string().check(z.maxLength(10));
const StateCode = z.string().check(z.regex(/^IN-[A-Z]{2}$/));

export const GetMetric = z.strictObject({ id: MetricCode, asOn: z.optional(z.iso.date()) });
export type GetMetric = z.infer<typeof GetMetric>;

export const MetricGroups = z.array(
  z.object({
    group: z.enum(metricGroups),
    name: Text,
    metrics: z.array(
      z.object({
        id: z.string(),
        name: Text,
        unit: z.string(),
        isEvaluated: z.boolean(),
        /** States beyond the limits now, and with a figure at all; real figures only. Null: not the reader's to see. */
        now: z.nullable(z.object({ red: z.number(), amber: z.number(), computed: z.number() })),
      }),
    ),
  }),
);
export type MetricGroups = z.infer<typeof MetricGroups>;

const statuses = ['green', 'amber', 'red', 'info', 'not_computed'] as const satisfies readonly MetricStatus[];

/** Where a metric asks for a look, by State: the red, then the amber, each by the State's name. */
export const MetricNow = z.object({
  id: z.string(),
  day: z.string(),
  asOn: z.nullable(z.string()),
  states: z.array(
    z.object({
      code: z.string(),
      status: z.enum(['amber', 'red']),
      value: z.number(),
      decimals: z.number(),
      reason: z.nullable(z.string()),
      day: z.nullable(z.string()),
      isSample: z.boolean(),
    }),
  ),
  /** States within the limits, and with a figure but no limit for it. */
  green: z.number(),
  info: z.number(),
  /** States without a figure, by reason word; the commonest first. */
  notComputed: z.array(z.object({ reason: z.string(), states: z.number() })),
});
export type MetricNow = z.infer<typeof MetricNow>;

const Numbers = z.strictObject({
  below: z.optional(z.number()),
  above: z.optional(z.number()),
  apart: z.optional(z.number()),
});

const limitEdit = {
  metricId: MetricCode,
  /** Null: every exercise the metric is defined for. */
  exercise: z.nullable(z.enum(exerciseTypes)),
  /** The group of levels that holds this one. */
  level: z.enum(levels),
  season: z.nullable(z.enum(bandSeasons)),
  /** Null: the nation's. */
  stateCode: z.nullable(StateCode),
  /** Both null: no limits there any more; a State's own give way to the nation's. */
  amber: z.nullable(Numbers),
  red: z.nullable(Numbers),
  validFrom: z.iso.date(),
  /** The newest version the editor saw. */
  versionNo: z.int(),
};

export const PreviewLimits = z.strictObject(limitEdit);
export type PreviewLimits = z.infer<typeof PreviewLimits>;

export const SetLimits = z.strictObject({
  key: CommandKey,
  ...limitEdit,
  reason: z.string().check(z.minLength(10), z.maxLength(500)),
});
export type SetLimits = z.infer<typeof SetLimits>;

/** What a change would do to the States' colours, on today's figures. */
export const LimitsPreview = z.object({
  changes: z.array(z.object({ code: z.string(), from: z.enum(statuses), to: z.enum(statuses), isSample: z.boolean() })),
  /** States with a figure for this metric. */
  computed: z.number(),
  /** A planned version that the change would overtake. */
  overtakes: z.nullable(z.object({ no: z.number(), validFrom: z.string() })),
});
export type LimitsPreview = z.infer<typeof LimitsPreview>;

export const SetLimitsAnswer = z.object({
  versionNo: z.number(),
  /** Version of the national overview that shows it; null when it takes effect later. */
  overview: z.nullable(z.number()),
});
export type SetLimitsAnswer = z.infer<typeof SetLimitsAnswer>;
