// The State page: both bodies of one State side by side, each figure with its statement. Wordless; the client words it.

import * as z from 'zod/mini';
import { BandView } from '#shared/modules/roll-health/schema.ts';

const Code = z.string().check(z.regex(/^IN-[A-Z]{2}$/));
const Day = z.iso.date();
const Count = z.number();

export const ListStates = z.strictObject({ asOn: z.optional(Day) });
export type ListStates = z.infer<typeof ListStates>;
export const GetState = z.strictObject({ code: Code, asOn: z.optional(Day) });
export type GetState = z.infer<typeof GetState>;

const precisions = ['exact', 'rounded', 'derived'] as const;

export const FigureView = z.object({
  measure: z.string(),
  value: Count,
  precision: z.enum(precisions),
  /** How it was derived. */
  note: z.nullable(z.string()),
});
export type FigureView = z.infer<typeof FigureView>;

/** A published statement about a roll, with everything its figures must carry. */
export const StatementView = z.object({
  id: z.string(),
  bodyId: z.string(),
  rollType: z.enum(['assembly', 'local']),
  footprint: z.enum(['whole', 'rural', 'urban']),
  exerciseType: z.enum(['CU', 'SSR', 'SR', 'SIR', 'LOCAL', 'LS']),
  exerciseRef: z.nullable(z.string()),
  stage: z.enum(['before', 'draft', 'final', 'supplement', 'continuous', 'stations', 'poll']),
  period: z.nullable(z.string()),
  qualifyingDate: z.nullable(z.string()),
  asOn: z.nullable(z.string()),
  asOnNote: z.nullable(z.string()),
  basis: z.enum(['draft', 'final', 'provisional', 'public_record', 'sample']),
  confidence: z.enum(['office', 'A', 'B', 'C', 'sample']),
  source: z.string(),
  note: z.nullable(z.string()),
  erratum: z.nullable(z.string()),
  isSample: z.boolean(),
  /** Instant, ISO. */
  publishedAt: z.string(),
  figures: z.array(FigureView),
});
export type StatementView = z.infer<typeof StatementView>;

/** The five numbers of each body, the same five for both where both have them. `notInDraft` is the CEO's, `deleted` the SEC's. */
export const numberKeys = ['electors', 'women', 'notInDraft', 'added', 'deleted', 'stations'] as const;
export type NumberKey = (typeof numberKeys)[number];

export const KeyNumber = z.object({
  key: z.enum(numberKeys),
  /** A count, or women per 1,000 men to one decimal; null when no figure was published. */
  value: z.nullable(z.number()),
  precision: z.nullable(z.enum(precisions)),
  derivation: z.nullable(z.string()),
  statementId: z.nullable(z.string()),
  isSample: z.boolean(),
  /** Against the roll before it in the same exercise, else the body's previous figure. */
  change: z.nullable(
    z.object({
      amount: z.number(),
      /** Of the earlier figure, two decimals; null where a percentage says nothing. */
      percent: z.nullable(z.number()),
      statementId: z.string(),
      /** True when one of the two was rounded by its source. */
      isRough: z.boolean(),
    }),
  ),
});
export type KeyNumber = z.infer<typeof KeyNumber>;

export const BodyView = z.object({
  id: z.string(),
  kind: z.enum(['ceo', 'sec']),
  nameEn: z.string(),
  nameHi: z.string(),
  note: z.nullable(z.string()),
  /** Days from which and until which the body serves this State, where a source gives them. */
  validFrom: z.nullable(z.string()),
  validTo: z.nullable(z.string()),
  /** Other States it serves on the day. */
  otherStates: z.array(z.string()),
});
export type BodyView = z.infer<typeof BodyView>;

const SideView = z.object({ body: BodyView, numbers: z.array(KeyNumber) });
export type SideView = z.infer<typeof SideView>;

/** One thing told differently: by two sources, or by the final roll and its supplement. No side is called right. */
export const Difference = z.object({
  rollType: z.enum(['assembly', 'local']),
  measure: z.string(),
  kind: z.enum(['sources', 'supplement']),
  told: z.array(z.object({ statementId: z.string(), value: Count, precision: z.enum(precisions) })),
});
export type Difference = z.infer<typeof Difference>;

export const StateMetric = z.object({
  id: z.string(),
  status: z.enum(['green', 'amber', 'red', 'info', 'not_computed']),
  display: z.nullable(z.number()),
  decimals: z.number(),
  of: z.nullable(z.tuple([z.number(), z.number()])),
  reason: z.nullable(z.string()),
  day: z.nullable(z.string()),
  isSample: z.boolean(),
  /** Which limits were applied. */
  exercise: z.enum(['CU', 'SSR', 'SR', 'SIR']),
  inExercise: z.boolean(),
  /** The limits in force for it on the day; null where there are none. */
  band: z.nullable(BandView),
});
export type StateMetric = z.infer<typeof StateMetric>;

/** Local roll against assembly roll. `percent` is null when the two do not cover the same ground. */
export const RollGap = z.object({
  local: z.nullable(z.object({ statementId: z.string(), value: Count })),
  assembly: z.nullable(z.object({ statementId: z.string(), value: Count })),
  difference: z.nullable(z.number()),
  percent: z.nullable(z.number()),
  isSample: z.boolean(),
  /** Statements to draw, each roll's by date. */
  statementIds: z.array(z.string()),
});
export type RollGap = z.infer<typeof RollGap>;

const bodyKinds = ['eci', 'sec'] as const;

export const CalendarDate = z.object({
  id: z.string(),
  exerciseId: z.string(),
  exerciseEn: z.string(),
  exerciseHi: z.nullable(z.string()),
  kind: z.string(),
  bodyKind: z.enum(bodyKinds),
  /** The code of the record, e.g. `roll_final`. */
  milestone: z.string(),
  start: z.nullable(z.string()),
  end: z.nullable(z.string()),
  isSuperseded: z.boolean(),
  /** Passed, and no source or office says that it happened. */
  isUnconfirmed: z.boolean(),
  source: z.nullable(z.string()),
  isSample: z.boolean(),
});
export type CalendarDate = z.infer<typeof CalendarDate>;

/** House visits of a roll revision and the busiest days of a local poll, where they share days. */
export const Meeting = z.object({ visitsId: z.string(), from: z.string(), to: z.string(), days: z.number() });
export type Meeting = z.infer<typeof Meeting>;

export const StateCalendar = z.object({
  /** At most three a body, soonest first. Facts only. */
  next: z.object({ eci: z.array(CalendarDate), sec: z.array(CalendarDate) }),
  /** What the axis shows: dated facts of the exercises looked at, superseded plans too. */
  axis: z.array(CalendarDate),
  meeting: z.nullable(Meeting),
  /** Passed without a confirmation; recalled or inferred only; without any date. */
  unconfirmed: z.number(),
  toVerify: z.number(),
  undated: z.number(),
});
export type StateCalendar = z.infer<typeof StateCalendar>;

export const StateAction = z.object({
  id: z.string(),
  itemId: z.string(),
  titleEn: z.string(),
  titleHi: z.string(),
  ownerBodyId: z.string(),
  ownerEn: z.string(),
  ownerHi: z.string(),
  dueOn: z.nullable(z.string()),
  dueBasis: z.nullable(z.string()),
  status: z.string(),
  isOpen: z.boolean(),
  isSample: z.boolean(),
});
export type StateAction = z.infer<typeof StateAction>;

export const StateProfile = z.object({
  code: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  kind: z.enum(['state', 'ut']),
  zone: z.string(),
  legislature: z.enum(['bicameral', 'unicameral', 'none']),
  assemblySeats: z.number(),
  lokSabhaSeats: z.number(),
  assemblyTermEnds: z.nullable(z.string()),
  assemblyTermBasis: z.nullable(z.enum(['reported', 'inferred'])),
  sirPhase: z.nullable(z.string()),
  localRollBasis2020: z.nullable(z.enum(['own', 'eci_adopted'])),
});
export type StateProfile = z.infer<typeof StateProfile>;

export const StatePage = z.object({
  /** IST day the page is about. */
  day: z.string(),
  /** The past day asked for; null for now. */
  asOn: z.nullable(z.string()),
  /** Instant of reading, ISO. */
  readAt: z.string(),
  profile: StateProfile,
  ceo: SideView,
  sec: SideView,
  statements: z.array(StatementView),
  differences: z.array(Difference),
  metrics: z.array(StateMetric),
  gap: RollGap,
  calendar: StateCalendar,
  actions: z.array(StateAction),
  /** What this reader may do here, each body's record by itself. */
  can: z.object({ enterAssemblyRoll: z.boolean(), enterLocalRoll: z.boolean(), readAudit: z.boolean() }),
});
export type StatePage = z.infer<typeof StatePage>;

const RowFigure = z.object({
  value: z.number(),
  asOn: z.nullable(z.string()),
  asOnNote: z.nullable(z.string()),
  exerciseType: StatementView.shape.exerciseType,
  stage: StatementView.shape.stage,
  footprint: StatementView.shape.footprint,
  precision: z.enum(precisions),
  isSample: z.boolean(),
});
export type RowFigure = z.infer<typeof RowFigure>;

/** One line of the twin: both bodies of a State. */
export const StateRow = z.object({
  code: z.string(),
  kind: z.enum(['state', 'ut']),
  zone: z.string(),
  ceoEn: z.string(),
  ceoHi: z.string(),
  secEn: z.string(),
  secHi: z.string(),
  electors: z.nullable(RowFigure),
  women: z.nullable(RowFigure),
  local: z.nullable(RowFigure),
  stations: z.nullable(RowFigure),
  /** Local against assembly roll, percent at two decimals; null with its reason. */
  gap: z.object({
    percent: z.nullable(z.number()),
    reason: z.nullable(z.string()),
    status: StateMetric.shape.status,
    isSample: z.boolean(),
  }),
});
export type StateRow = z.infer<typeof StateRow>;

export const StateRows = z.object({
  day: z.string(),
  asOn: z.nullable(z.string()),
  readAt: z.string(),
  rows: z.array(StateRow),
});
export type StateRows = z.infer<typeof StateRows>;
