import * as z from 'zod/mini';
import { CommandKey } from '#shared/modules/people/schema.ts';
import { parameterIds } from './catalogue-parameters.ts';

export const itemIds = [
  'cu_stock',
  'bu_stock',
  'vvpat_stock',
  'cu_flc',
  'bu_flc',
  'vvpat_flc',
  'evm_train',
  'evm_rand1',
  'evm_rand2',
  'evm_comm',
  'batteries',
  'ballot_boxes',
  'ballot_papers',
  'ps_verified',
  'ps_list',
  'ps_limit',
  'amf',
  'amf_each',
  'strong_rooms',
  'warehouse',
  'count_centres',
  'staff_need',
  'staff_db',
  'polling_staff',
  'staff_train1',
  'staff_train2',
  'sector_off',
  'micro_obs',
  'count_staff',
  'blo',
  'capf',
  'state_police',
  'vehicles',
  'ink',
  'forms',
  'seals',
  'webcast',
  'roll_copies',
  'trainers',
] as const;
export type ItemId = (typeof itemIds)[number];

export const themes = ['machines', 'ballots', 'stations', 'premises', 'people', 'forces', 'supplies'] as const;
export type Theme = (typeof themes)[number];

/** The seven assured minimum facilities. Source: ECI direction of March 2026, PIB 22-03-2026. */
export const facilities = ['water', 'shade', 'toilet', 'light', 'ramp', 'compartment', 'signage'] as const;

/** How far a thing has come: in hand, looked over, in its place. */
export const gates = ['available', 'checked', 'deployed'] as const;
export type Gate = (typeof gates)[number];

/** `seen` in a named source, `computed` from seen facts, `recalled` from general knowledge, `proposed` by this product. */
export const bases = ['seen', 'computed', 'recalled', 'proposed', 'office'] as const;
export type Basis = (typeof bases)[number];

const Count = z.nullable(z.int().check(z.gte(0), z.lte(999_999_999)));

/** What a body returns for one item in one district. A blank is not a zero. */
export const StatusFigures = z.strictObject({ available: Count, checked: Count, deployed: Count });
export type StatusFigures = z.infer<typeof StatusFigures>;

export const colours = ['green', 'amber', 'red', 'grey'] as const;
export type Colour = (typeof colours)[number];

const StateCode = z.string().check(z.regex(/^IN-[A-Z]{2}$/));
const Day = z.iso.date();
const ExerciseId = z.string().check(z.minLength(1), z.maxLength(80));
const District = z.string().check(z.minLength(1), z.maxLength(20));
const Facet = z.string().check(z.regex(/^[a-z]{0,20}$/));
const Source = z.string().check(z.minLength(3), z.maxLength(300));
const Note = z.string().check(z.maxLength(1_000));
const machineUnits = ['BU', 'CU', 'VVPAT'] as const;

export const ReadBoard = z.strictObject({ asOn: z.optional(Day), stateCode: z.optional(StateCode) });
export type ReadBoard = z.infer<typeof ReadBoard>;
export const ReadExercise = z.strictObject({ exerciseId: ExerciseId, asOn: z.optional(Day) });
export type ReadExercise = z.infer<typeof ReadExercise>;
export const ReadGrid = z.strictObject({
  exerciseId: ExerciseId,
  /** The columns wanted; a district's page asks for all. */
  itemIds: z.array(z.enum(itemIds)).check(z.minLength(1), z.maxLength(itemIds.length)),
  districtCode: z.optional(District),
  asOn: z.optional(Day),
});
export type ReadGrid = z.infer<typeof ReadGrid>;

/** One line of a return: an item in a district. `seen`: the id of the line it was typed over; null for the first. */
export const ReturnLine = z.strictObject({
  districtCode: District,
  itemId: z.enum(itemIds),
  facet: Facet,
  seen: z.nullable(z.uuid()),
  available: Count,
  checked: Count,
  deployed: Count,
  /** Instead of the formula's, with the reason. */
  required: Count,
  requiredReason: z.nullable(Note),
});
export type ReturnLine = z.infer<typeof ReturnLine>;
export const SaveReturns = z.strictObject({
  key: CommandKey,
  exerciseId: ExerciseId,
  asOn: Day,
  source: Source,
  note: Note,
  lines: z.array(ReturnLine).check(z.minLength(1), z.maxLength(4_000)),
});
export type SaveReturns = z.infer<typeof SaveReturns>;

export const SetParameters = z.strictObject({
  key: CommandKey,
  exerciseId: ExerciseId,
  source: Source,
  values: z
    .array(
      z.strictObject({
        /** '' for the whole exercise. */
        districtCode: z.string().check(z.maxLength(20)),
        parameter: z.enum(parameterIds),
        value: Count,
      }),
    )
    .check(z.minLength(1), z.maxLength(4_000)),
});
export type SetParameters = z.infer<typeof SetParameters>;

export const SetSetting = z.strictObject({
  key: CommandKey,
  /** Null: the nation's. */
  bodyId: z.nullable(z.string()),
  stateCode: z.nullable(StateCode),
  setting: z.string().check(z.maxLength(60)),
  value: z.int().check(z.gte(0), z.lte(1_000_000)),
  source: Source,
  reason: z.string().check(z.minLength(10), z.maxLength(500)),
  validFrom: Day,
});
export type SetSetting = z.infer<typeof SetSetting>;

export const SetPosition = z.strictObject({
  key: CommandKey,
  bodyId: z.string(),
  stateCode: StateCode,
  districtCode: District,
  unit: z.enum(machineUnits),
  model: z.string().check(z.minLength(1), z.maxLength(20)),
  seen: z.nullable(z.uuid()),
  usable: z.int().check(z.gte(0), z.lte(9_999_999)),
  underRepair: z.int().check(z.gte(0), z.lte(9_999_999)),
  committed: z.int().check(z.gte(0), z.lte(9_999_999)),
  lent: z.int().check(z.gte(0), z.lte(9_999_999)),
  total: z.int().check(z.gte(0), z.lte(9_999_999)),
  asOn: Day,
  source: Source,
});
export type SetPosition = z.infer<typeof SetPosition>;
export const ReadPositions = z.strictObject({ stateCode: z.optional(StateCode), asOn: z.optional(Day) });
export type ReadPositions = z.infer<typeof ReadPositions>;

const VerdictView = z.object({
  colour: z.enum(colours),
  percent: z.nullable(z.number()),
  expected: z.nullable(z.number()),
  start: z.nullable(z.string()),
  due: z.nullable(z.string()),
  because: z.string(),
  /** Why it is grey; null otherwise. */
  reason: z.nullable(z.string()),
});
export type VerdictView = z.infer<typeof VerdictView>;

const SumView = z.object({
  itemId: z.enum(itemIds),
  facet: z.string(),
  required: z.number(),
  numerator: z.number(),
  reporting: z.number(),
  areas: z.number(),
  lowest: z.nullable(z.object({ area: z.string(), percent: z.number() })),
  asOf: z.nullable(z.string()),
  verdict: VerdictView,
  /** Percent of a week before, for the trend; null where there was none. */
  before: z.nullable(z.number()),
});
export type SumView = z.infer<typeof SumView>;

const AnchorsView = z.object({
  poll: z.nullable(z.string()),
  counting: z.nullable(z.string()),
  withdrawal: z.nullable(z.string()),
  houseVisit: z.nullable(z.string()),
});

const ExerciseHead = z.object({
  id: z.string(),
  stateCode: z.string(),
  bodyKind: z.enum(['eci', 'sec']),
  bodyId: z.nullable(z.string()),
  kind: z.string(),
  nameEn: z.string(),
  nameHi: z.nullable(z.string()),
  /** How votes are cast; null where the commission has not said. */
  method: z.nullable(z.string()),
  isSample: z.boolean(),
  anchors: AnchorsView,
  districts: z.number(),
});
export type ExerciseHead = z.infer<typeof ExerciseHead>;

export const ThemeCell = z.object({
  theme: z.enum(themes),
  colour: z.enum(colours),
  /** The critical item to name first, else the first item of the theme that is worst; null when the theme has none. */
  worst: z.nullable(SumView),
  /** Items of the theme by colour. */
  counts: z.object({ green: z.number(), amber: z.number(), red: z.number(), grey: z.number() }),
});
export type ThemeCell = z.infer<typeof ThemeCell>;

export const Board = z.object({
  today: z.string(),
  rows: z.array(
    z.object({
      exercise: ExerciseHead,
      worst: z.nullable(SumView),
      /** Days to the due day of the worst critical item; negative when past. */
      dueInDays: z.nullable(z.number()),
      themes: z.array(ThemeCell),
    }),
  ),
});
export type Board = z.infer<typeof Board>;

export const ExerciseReadiness = z.object({
  today: z.string(),
  exercise: ExerciseHead,
  /** The districts, by name; the State itself where none are known. */
  areas: z.array(z.object({ code: z.string(), nameEn: z.string(), nameHi: z.nullable(z.string()) })),
  isWholeState: z.boolean(),
  sums: z.array(SumView),
  /** The critical item to name first; null where the exercise has none. */
  worst: z.nullable(SumView),
  critical: z.array(z.enum(itemIds)),
  parameters: z.array(
    z.object({
      districtCode: z.string(),
      parameter: z.enum(parameterIds),
      value: z.nullable(z.number()),
      source: z.string(),
    }),
  ),
  /** What stands where nothing was entered. */
  presets: z.array(z.object({ parameter: z.enum(parameterIds), value: z.nullable(z.number()) })),
  can: z.object({ write: z.boolean() }),
});
export type ExerciseReadiness = z.infer<typeof ExerciseReadiness>;

export const GridLine = z.object({
  /** Null where nothing was returned yet. */
  id: z.nullable(z.string()),
  districtCode: z.string(),
  itemId: z.enum(itemIds),
  facet: z.string(),
  available: z.nullable(z.number()),
  checked: z.nullable(z.number()),
  deployed: z.nullable(z.number()),
  required: z.nullable(z.number()),
  requiredReason: z.nullable(z.string()),
  /** What the formula says, with the numbers it used. */
  byFormula: z.nullable(z.number()),
  used: z.array(z.object({ id: z.enum(parameterIds), value: z.number() })),
  missing: z.array(z.enum(parameterIds)),
  isForBodyToSet: z.boolean(),
  asOn: z.nullable(z.string()),
  source: z.nullable(z.string()),
  note: z.nullable(z.string()),
  isSample: z.boolean(),
  verdict: VerdictView,
});
export type GridLine = z.infer<typeof GridLine>;
export const Grid = z.object({ today: z.string(), lines: z.array(GridLine) });
export type Grid = z.infer<typeof Grid>;

/** `lines` in the order asked; the new ids to type over next. */
export const SavedReturns = z.object({
  lines: z.array(z.object({ districtCode: z.string(), itemId: z.enum(itemIds), facet: z.string(), id: z.string() })),
});
export type SavedReturns = z.infer<typeof SavedReturns>;
export const SavedCount = z.object({ saved: z.number() });
export type SavedCount = z.infer<typeof SavedCount>;

export const SettingsList = z.object({
  today: z.string(),
  rows: z.array(
    z.object({
      id: z.string(),
      bodyId: z.nullable(z.string()),
      setting: z.string(),
      value: z.number(),
      source: z.string(),
      reason: z.string(),
      validFrom: z.string(),
      recordedAt: z.string(),
    }),
  ),
  can: z.object({ national: z.boolean(), own: z.boolean() }),
});
export type SettingsList = z.infer<typeof SettingsList>;

export const PositionView = z.object({
  id: z.string(),
  ownerId: z.string(),
  stateCode: z.string(),
  districtCode: z.string(),
  unit: z.enum(machineUnits),
  model: z.string(),
  usable: z.number(),
  underRepair: z.number(),
  committed: z.number(),
  lent: z.number(),
  total: z.number(),
  asOn: z.string(),
  source: z.string(),
  isSample: z.boolean(),
});
export type PositionView = z.infer<typeof PositionView>;
export const Positions = z.object({
  today: z.string(),
  positions: z.array(PositionView),
  /** Districts of the State asked for, by name; the State itself where none are known, and none without a State. */
  areas: z.array(
    z.object({ code: z.string(), nameEn: z.string(), nameHi: z.nullable(z.string()), isSample: z.boolean() }),
  ),
  /** The body whose machines the reader may enter; null when none. */
  own: z.nullable(z.object({ bodyId: z.string(), stateCodes: z.array(z.string()) })),
});
export type Positions = z.infer<typeof Positions>;
