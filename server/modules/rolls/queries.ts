import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Reader } from '#server/platform/database.ts';
import type { Database } from '#server/platform/tables.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { DatasetId, ImportStage } from '#shared/modules/exchange/schema.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';

/** The tables an area's counts are merged from, in the order in which they answer. */
export const unitDatasets = [
  'part_snapshot',
  'roll_snapshot',
  'roll_quality',
  'roll_flow',
  'roll_deletion',
  'roll_age_cohort',
  'sir_progress',
  'population_reference',
  'exercise_schedule',
] as const satisfies readonly DatasetId[];
export type UnitDataset = (typeof unitDatasets)[number];

/** A published import as it speaks for one State. */
export interface StateImport {
  id: string;
  no: number;
  dataset: UnitDataset;
  stateCode: string;
  asOf: IsoDate;
  publishedAt: Date;
  bodyId: string;
  bodyEn: string;
  bodyHi: string;
  sourceRef: string;
  basis: string;
  exerciseType: 'CU' | 'SSR' | 'SR' | 'SIR' | 'LOCAL';
  stage: ImportStage;
  qualifyingDate: IsoDate | null;
  precision: string;
  isSample: boolean;
  hasParts: boolean;
  /** 1: the newest day of its table, State and reality (real or sample) before the moment; 2: the day before that. */
  age: number;
}

/**
 * Of every State, table and reality the newest import published before the moment and the one of the next older day.
 * Of two of one day the later publication counts; one that was corrected, and a State left out of it, do not.
 */
export async function listImports(
  reader: Reader,
  until: Date,
  filter: { stateCode?: string | undefined; datasets?: readonly UnitDataset[] } = {},
): Promise<StateImport[]> {
  const ranked = reader
    .selectFrom('rollImport as i')
    .innerJoin('rollImportState as s', 's.importNo', 'i.no')
    .innerJoin('body as b', 'b.id', 'i.bodyId')
    .select(['i.id', 'i.no', 'i.asOf', 'i.publishedAt', 'i.bodyId', 'b.nameEn as bodyEn', 'b.nameHi as bodyHi'])
    .select(['i.sourceRef', 'i.basis', 'i.exerciseType', 'i.stage', 'i.qualifyingDate', 'i.precision', 'i.isSample'])
    .select(['s.stateCode', 's.hasParts'])
    .select(sql<UnitDataset>`i.dataset`.as('dataset'))
    .select(
      sql<number>`dense_rank() over (partition by s.state_code, i.dataset, i.is_sample order by i.as_of desc)::integer`.as(
        'age',
      ),
    )
    .select(
      sql<number>`row_number() over (partition by s.state_code, i.dataset, i.is_sample, i.as_of
        order by i.published_at desc, i.no desc)::integer`.as('version'),
    )
    .where('i.status', '=', 'published')
    .where('i.publishedAt', '<', until)
    .where('i.dataset', 'in', filter.datasets ?? unitDatasets)
    .where((eb) => eb.or([eb('i.rollType', '=', 'assembly'), eb('i.dataset', '=', 'population_reference')]))
    .where('s.leftOut', 'is', null)
    .where((eb) => eb.not(isCorrected(eb, until)))
    .$if(filter.stateCode !== undefined, (query) => query.where('s.stateCode', '=', filter.stateCode ?? ''));
  const rows = await reader
    .selectFrom(ranked.as('r'))
    .select(['r.id', 'r.no', 'r.dataset', 'r.stateCode', 'r.asOf', 'r.publishedAt', 'r.bodyId', 'r.bodyEn', 'r.bodyHi'])
    .select(['r.sourceRef', 'r.basis', 'r.exerciseType', 'r.stage', 'r.qualifyingDate', 'r.precision', 'r.isSample'])
    .select(['r.hasParts', 'r.age'])
    .where('r.version', '=', 1)
    .where('r.age', '<=', 2)
    .orderBy('r.stateCode')
    .orderBy('r.dataset')
    .orderBy('r.age')
    .limit(5_000)
    .execute();
  return rows.flatMap(({ publishedAt, ...row }) => (publishedAt === null ? [] : [{ ...row, publishedAt }]));
}

type Corrected = ExpressionBuilder<Database & { i: Database['rollImport']; s: Database['rollImportState'] }, 'i' | 's'>;

function isCorrected(eb: Pick<Corrected, 'exists' | 'selectFrom'>, until: Date) {
  return eb.exists(
    eb
      .selectFrom('rollImport as later')
      .innerJoin('rollImportState as of', 'of.importNo', 'later.no')
      .select(sql<SqlBool>`true`.as('one'))
      .whereRef('later.correctsNo', '=', 'i.no')
      .whereRef('of.stateCode', '=', 's.stateCode')
      .where('later.status', '=', 'published')
      .where('later.publishedAt', '<', until),
  );
}

/** States that the newest file of a table left out, with the office's reason. In the order of the States. */
export async function listLeftOut(reader: Reader, until: Date): Promise<{ stateCode: string; leftOut: string }[]> {
  const rows = await reader
    .selectFrom('rollImportState as s')
    .innerJoin('rollImport as i', 'i.no', 's.importNo')
    .distinctOn('s.stateCode')
    .select(['s.stateCode', 's.leftOut'])
    .where('i.status', '=', 'published')
    .where('i.publishedAt', '<', until)
    .where('i.dataset', 'in', ['part_snapshot', 'roll_snapshot'])
    .where('s.leftOut', 'is not', null)
    .orderBy('s.stateCode')
    .orderBy('i.publishedAt', 'desc')
    .limit(100)
    .execute();
  return rows.flatMap(({ stateCode, leftOut }) => (leftOut === null ? [] : [{ stateCode, leftOut }]));
}

export interface AreaCountRow {
  importNo: number;
  stateCode: string;
  code: string;
  parentCode: string | null;
  counts: Counts;
  known: Counts;
  attributes: Record<string, string | number | null>;
}

/** Which areas of a level: all, those with these codes, or the constituencies a file has under a district. */
export interface AreaFilter {
  level: 'S' | 'D' | 'A';
  stateCode?: string | undefined;
  codes?: readonly string[] | undefined;
  districtCode?: string | undefined;
}

/** Counts of the areas in these imports, by code. */
export async function listAreaCounts(
  reader: Reader,
  importNos: readonly number[],
  { level, stateCode, codes, districtCode }: AreaFilter,
): Promise<AreaCountRow[]> {
  if (importNos.length === 0) return [];
  let query = reader
    .selectFrom('areaCount as c')
    .select(['c.importNo', 'c.stateCode', 'c.code', 'c.parentCode', 'c.counts', 'c.known', 'c.attributes'])
    .where('c.importNo', 'in', importNos)
    .where('c.level', '=', level)
    .orderBy('c.stateCode')
    .orderBy('c.code')
    .limit(200_000);
  if (stateCode !== undefined) query = query.where('c.stateCode', '=', stateCode);
  if (codes !== undefined) query = query.where('c.code', 'in', codes);
  if (districtCode !== undefined) {
    query = query.where('c.code', 'in', (eb) =>
      eb
        .selectFrom('areaCount as of')
        .select('of.code')
        .where('of.importNo', 'in', importNos)
        .where('of.stateCode', '=', stateCode ?? '')
        .where('of.level', '=', level)
        .where('of.parentCode', '=', districtCode),
    );
  }
  return await query.execute();
}

/** Districts and constituencies of a State valid on the day; a real entry before a sample one of the same code. */
export async function listAreas(reader: Reader, stateCode: string, day: IsoDate) {
  return await reader
    .selectFrom('area')
    .distinctOn(['kind', 'code'])
    .select(['kind', 'code', 'nameEn', 'nameHi', 'parentCode'])
    .where('stateCode', '=', stateCode)
    .where('kind', 'in', ['district', 'ac'])
    .where('validFrom', '<=', day)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', day)]))
    .orderBy('kind')
    .orderBy('code')
    .orderBy('isSample')
    .orderBy('validFrom', 'desc')
    .limit(2_000)
    .execute();
}

/** Milestones of the schedules in these imports, each with its revisions in order. */
export async function listMilestones(reader: Reader, importNos: readonly number[]) {
  if (importNos.length === 0) return [];
  return await reader
    .selectFrom('revisionSchedule')
    .select(['importNo', 'stateCode', 'milestone', 'plannedDate', 'revisionNo', 'actualDate'])
    .where('importNo', 'in', importNos)
    .orderBy('stateCode')
    .orderBy('milestone')
    .orderBy('revisionNo')
    .limit(5_000)
    .execute();
}

/** Names of every body, by id. */
export async function listBodyNames(reader: Reader): Promise<Map<string, { bodyEn: string; bodyHi: string }>> {
  const rows = await reader.selectFrom('body').select(['id', 'nameEn', 'nameHi']).orderBy('id').limit(500).execute();
  return new Map(rows.map(({ id, nameEn, nameHi }) => [id, { bodyEn: nameEn, bodyHi: nameHi }]));
}

/**
 * Changes whenever anything changes that areas' figures are read from: publications, statements, limits, names. Areas
 * are those of one State; without it the register is not looked at.
 */
export async function readStamp(reader: Reader, stateCode: string | undefined): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws(' ',
      (select concat_ws('/', count(*), max(no), max(published_at)) from roll_import where status = 'published'),
      (select count(*) filter (where has_parts) from roll_import_state),
      (select concat_ws('/', count(*), max(published_at)) from roll_statement),
      (select count(*) from metric_version),
      (select bit_xor(hashtextextended(b::text, 0)) from body b),
      (select bit_xor(hashtextextended(a::text, 0)) from area a
        where state_code = ${stateCode ?? ''} and kind in ('district', 'ac'))) as stamp`.execute(reader);
  return rows[0]?.stamp ?? '';
}
