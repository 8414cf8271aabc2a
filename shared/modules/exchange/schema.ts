// Files of figures: which tables can be uploaded, what stands over the rows, and what comes back while a file is read.

import * as z from 'zod/mini';
import { CommandKey } from '#shared/modules/people/schema.ts';

/** The upload tables. `part_snapshot` holds a State's parts, or the nation's; `area_register` names the areas. */
export const datasetIds = [
  'part_snapshot',
  'roll_snapshot',
  'roll_age_cohort',
  'roll_flow',
  'roll_deletion',
  'roll_quality',
  'sir_progress',
  'part_register',
  'population_reference',
  'exercise_schedule',
  'local_roll_snapshot',
  'part_ward_map',
  'roll_match',
  'area_register',
] as const;
export type DatasetId = (typeof datasetIds)[number];

export const importStatuses = [
  'receiving',
  'refused',
  'cancelled',
  'interrupted',
  'staged',
  'submitted',
  'published',
  'discarded',
] as const;
export type ImportStatus = (typeof importStatuses)[number];

export const importStages = ['continuous', 'pre_draft', 'draft', 'final', 'supplement'] as const;
export type ImportStage = (typeof importStages)[number];

/** Most findings that are kept and sent, each with its row and column; the rest are counted. */
export const mostFindings = 1_000;
/** The largest file taken: a nation's part file is some 80 MB. */
export const largestFileBytes = 512 * 1024 * 1024;

const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const StateCodeText = z.string().check(z.regex(/^IN-[A-Z]{2}$/));

/** What holds for every row. A column of the same name may stand in the file too and must then agree in every row. */
export const ImportHeader = z.strictObject({
  rollType: z.enum(['assembly', 'panchayat', 'municipal']),
  exerciseType: z.enum(['CU', 'SSR', 'SR', 'SIR', 'LOCAL']),
  stage: z.enum(importStages),
  supplementNo: z.nullable(z.int().check(z.minimum(1))),
  qualifyingDate: z.nullable(Day),
  asOf: Day,
  publishedOn: z.nullable(Day),
  sourceRef: z.string().check(z.minLength(3), z.maxLength(300)),
  basis: z.enum(['draft', 'final', 'provisional']),
  precision: z.enum(['exact', 'thousand', 'lakh']),
});
export type ImportHeader = z.infer<typeof ImportHeader>;

/** Opens an import; the file's bytes follow by `PUT /api/imports/<id>`. `stateCode` null: the nation's file. */
export const StartImport = z.strictObject({
  key: CommandKey,
  dataset: z.enum(datasetIds),
  stateCode: z.nullable(StateCodeText),
  bodyId: z.string().check(z.maxLength(40)),
  header: ImportHeader,
  /** Set for a correction: the published import whose rows this file replaces, adds or takes out, and the erratum. */
  corrects: z.nullable(z.strictObject({ no: z.int(), erratum: z.string().check(z.minLength(5), z.maxLength(500)) })),
  bytes: z.int().check(z.minimum(0)),
});
export type StartImport = z.infer<typeof StartImport>;

/**
 * One finding in a file. `row` is the line in the file (the header is 1), 0 for the file as a whole; `column` the
 * column's name as in the file, empty for the row. `reason` is a stable word; `params` the figures of its sentence,
 * never the refused text.
 */
export const ImportFinding = z.object({
  /** `V01` to `V24`, `PII`, or `FILE` for what is wrong with the file itself. */
  check: z.string(),
  severity: z.enum(['E', 'W', 'F']),
  row: z.number(),
  column: z.string(),
  reason: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ImportFinding = z.infer<typeof ImportFinding>;

/** What the checks found: counts of all, and the first of each kind. */
export const ImportFindings = z.object({
  errors: z.number(),
  warnings: z.number(),
  flags: z.number(),
  /** At most `mostFindings`; errors first, in the order of the rows. */
  items: z.array(ImportFinding),
  /** Checks that ended in W, each of which needs a note before the file can be submitted. */
  toExplain: z.array(z.object({ check: z.string(), count: z.number() })),
});
export type ImportFindings = z.infer<typeof ImportFindings>;

const ImportCan = z.object({
  cancel: z.boolean(),
  submit: z.boolean(),
  publish: z.boolean(),
  return: z.boolean(),
  discard: z.boolean(),
});

export const ImportLine = z.object({
  id: z.string(),
  no: z.number(),
  dataset: z.enum(datasetIds),
  stateCode: z.nullable(z.string()),
  bodyId: z.string(),
  mode: z.enum(['whole', 'correction']),
  header: z.object({
    rollType: z.string(),
    exerciseType: z.string(),
    stage: z.enum(importStages),
    supplementNo: z.nullable(z.number()),
    qualifyingDate: z.nullable(z.string()),
    asOf: z.string(),
    publishedOn: z.nullable(z.string()),
    sourceRef: z.string(),
    basis: z.string(),
    precision: z.string(),
  }),
  status: z.enum(importStatuses),
  bytesTotal: z.nullable(z.number()),
  bytesRead: z.number(),
  rowsRead: z.number(),
  madeBy: z.nullable(z.string()),
  submittedBy: z.nullable(z.string()),
  decidedBy: z.nullable(z.string()),
  createdAt: z.string(),
  finishedAt: z.nullable(z.string()),
  publishedAt: z.nullable(z.string()),
  version: z.number(),
  can: ImportCan,
});
export type ImportLine = z.infer<typeof ImportLine>;

/** An import as it stands, with everything a maker or checker decides by. */
export const ImportView = z.object({
  ...ImportLine.shape,
  corrects: z.nullable(z.object({ no: z.number(), erratum: z.string() })),
  findings: ImportFindings,
  notes: z.record(z.string(), z.string()),
  returnReason: z.nullable(z.string()),
  /** What would be published, by State: sums with the published sums they would stand in place of. */
  states: z.array(
    z.object({
      stateCode: z.string(),
      rows: z.number(),
      leftOut: z.nullable(z.string()),
      counts: z.record(z.string(), z.number()),
      previous: z.nullable(z.object({ asOf: z.string(), counts: z.record(z.string(), z.number()) })),
    }),
  ),
});
export type ImportView = z.infer<typeof ImportView>;

export const GetImport = z.strictObject({ id: z.uuid() });
export type GetImport = z.infer<typeof GetImport>;
export const ListImports = z.strictObject({ stateCode: z.optional(StateCodeText) });
export type ListImports = z.infer<typeof ListImports>;
export const MoveImport = z.strictObject({ key: CommandKey, id: z.uuid(), version: z.int() });
export type MoveImport = z.infer<typeof MoveImport>;
/** Notes by check, e.g. `V16`: each check that asks for one must have it. */
export const SubmitImport = z.strictObject({
  key: CommandKey,
  id: z.uuid(),
  version: z.int(),
  notes: z.record(z.string().check(z.maxLength(20)), z.string().check(z.minLength(5), z.maxLength(500))),
});
export type SubmitImport = z.infer<typeof SubmitImport>;
export const ReturnImport = z.strictObject({
  key: CommandKey,
  id: z.uuid(),
  version: z.int(),
  reason: z.string().check(z.minLength(5), z.maxLength(500)),
});
export type ReturnImport = z.infer<typeof ReturnImport>;

/** What the reader's office may upload: the tables, its States, and whether a file of the nation is open to it. */
export const ImportChoices = z.object({
  bodyId: z.string(),
  bodyKind: z.enum(['eci', 'ceo', 'sec']),
  states: z.array(z.string()),
  canNation: z.boolean(),
  datasets: z.array(z.enum(datasetIds)),
});
export type ImportChoices = z.infer<typeof ImportChoices>;
