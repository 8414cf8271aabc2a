// The tables of figures below a State, of the files that bring them, and of metric versions, as Kysely sees them.

import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { DatasetId, ImportFindings, ImportStage, ImportStatus } from '#shared/modules/exchange/schema.ts';
import type { PartMeasure } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { Band, Counts, Limit, Measure } from '#shared/modules/roll-health/schema.ts';

type Json<T> = ColumnType<T, string, string>;
type Day = IsoDate;

interface AreaTable {
  stateCode: string;
  kind: 'district' | 'ac' | 'local_body' | 'ward';
  code: string;
  validFrom: Generated<Day>;
  validTo: Day | null;
  nameEn: string | null;
  nameHi: string | null;
  parentCode: string | null;
  localClass: 'panchayat' | 'municipal' | null;
  source: string;
  importNo: number | null;
  isSample: Generated<boolean>;
}

interface RollImportTable {
  id: string;
  no: GeneratedAlways<number>;
  dataset: DatasetId;
  /** Null: a file of the whole nation. */
  stateCode: string | null;
  bodyId: string;
  mode: Generated<'whole' | 'correction'>;
  correctsNo: number | null;
  erratum: string | null;
  rollType: 'assembly' | 'panchayat' | 'municipal';
  exerciseType: 'CU' | 'SSR' | 'SR' | 'SIR' | 'LOCAL';
  stage: ImportStage;
  supplementNo: number | null;
  qualifyingDate: Day | null;
  asOf: Day;
  publishedOn: Day | null;
  sourceRef: string;
  basis: 'draft' | 'final' | 'provisional' | 'sample';
  precision: Generated<'exact' | 'thousand' | 'lakh'>;
  status: ImportStatus;
  bytesTotal: number | null;
  bytesRead: Generated<number>;
  rowsRead: Generated<number>;
  findings: Json<ImportFindings>;
  notes: Json<Record<string, string>>;
  returnReason: string | null;
  isSample: GeneratedAlways<boolean>;
  madeBy: string | null;
  submittedBy: string | null;
  decidedBy: string | null;
  createdAt: Date;
  beatAt: Date;
  finishedAt: Date | null;
  submittedAt: Date | null;
  publishedAt: Date | null;
  version: Generated<number>;
}

interface RollImportStateTable {
  importNo: number;
  stateCode: string;
  partRows: Generated<number>;
  hasParts: Generated<boolean>;
  statementId: string | null;
  leftOut: string | null;
}

interface AreaCountTable {
  importNo: number;
  stateCode: string;
  level: 'A' | 'D' | 'S' | 'L' | 'W';
  code: string;
  parentCode: string | null;
  counts: Json<Counts>;
  /** For sums of parts: in how many parts a measure was given, where not in all. */
  known: ColumnType<Partial<Record<Measure, number>>, string | undefined, string>;
  attributes: ColumnType<Record<string, string | number | null>, string | undefined, string>;
}

type OptionalPartCounts = Record<
  Exclude<PartMeasure, 'electorsTotal' | 'electorsMale' | 'electorsFemale' | 'electorsThird'>,
  number | null
>;

interface PartFigureTable extends OptionalPartCounts {
  importNo: number;
  stateCode: string;
  acNo: number;
  partNo: number;
  districtCode: string | null;
  electorsTotal: number;
  electorsMale: number;
  electorsFemale: number;
  electorsThird: number;
  bloPosted: boolean | null;
  isAuxiliary: boolean | null;
}

interface PartRegisterTable {
  importNo: number;
  stateCode: string;
  acNo: number;
  partNo: number;
  psName: string | null;
  electorsTotal: number | null;
  additions: number | null;
  deletions: number | null;
  bloPosted: boolean | null;
  isAuxiliary: boolean | null;
  validFrom: Day;
  validTo: Day | null;
}

interface PartWardTable {
  importNo: number;
  stateCode: string;
  acNo: number;
  partNo: number;
  section: Generated<string>;
  bodyCode: string;
  wardNo: string;
  electorsMapped: number;
  /** numeric(5,4): comes as text. */
  share: string | null;
  validFrom: Day;
}

interface RevisionScheduleTable {
  importNo: number;
  stateCode: string;
  milestone:
    | 'pre_revision'
    | 'enum_start'
    | 'enum_end'
    | 'draft'
    | 'claims_end'
    | 'disposal_end'
    | 'health_check'
    | 'final';
  plannedDate: Day;
  revisionNo: number;
  revisedOn: Day | null;
  actualDate: Day | null;
  orderRef: string | null;
}

interface MetricVersionTable {
  metricId: string;
  versionNo: number;
  stateCode: string | null;
  formulaEn: string;
  formulaHi: string;
  bands: Json<Band[]>;
  parameter: Json<{ value: number; source: Limit['source'] }> | null;
  validFrom: Day;
  origin: 'release' | 'administrator';
  reason: string;
  setBy: string | null;
  recordedAt: Date;
}

interface GapReasonTable {
  id: string;
  stateCode: string;
  bodyId: string;
  reason: 'cut_off_date' | 'boundary' | 'age' | 'supplements' | 'franchise' | 'other';
  electors: number | null;
  note: string;
  givenBy: string;
  publishedAt: Date;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
  version: Generated<number>;
}

export interface RollTables {
  area: AreaTable;
  rollImport: RollImportTable;
  rollImportState: RollImportStateTable;
  areaCount: AreaCountTable;
  partFigure: PartFigureTable;
  partRegister: PartRegisterTable;
  partWard: PartWardTable;
  revisionSchedule: RevisionScheduleTable;
  metricVersion: MetricVersionTable;
  gapReason: GapReasonTable;
}
