// How rehearsal files enter the tables of imports: published at once, made by nobody, with numbers of their own so that
// the numbers of real files go on as if they had never been. They come in whole columns: a nation takes a second.

import { type Insertable, type Kysely, sql } from 'kysely';
import { addDays, type IsoDate, startOfIstDay } from '#shared/kernel/time.ts';
import { partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import type { Database } from '../tables.ts';
import { batchesOf, stableId } from './rows.ts';
import type { PartRow } from './sample-parts.ts';

export const sampleSource = 'Rehearsal figures, not a record';

type ImportRow = Insertable<Database['rollImport']>;
/** What one rehearsal file is; the rest is the same for all. `place` numbers it, from 1. */
export type SampleImport = Pick<
  ImportRow,
  'dataset' | 'stateCode' | 'bodyId' | 'rollType' | 'exerciseType' | 'stage'
> & {
  place: number;
  qualifyingDate: IsoDate | null;
  asOf: IsoDate;
  rows: number;
  /** The States it speaks for, and how many part rows it has of each. */
  states: ReadonlyMap<string, number>;
};

/** One row of `area_count`. */
export interface AreaRow {
  stateCode: string;
  level: 'A' | 'D' | 'S' | 'L' | 'W';
  code: string;
  parentCode: string | null;
  counts: Counts;
  known: Counts;
  attributes: Record<string, string>;
}

/** Far above any number a real file will get. */
const numbersFrom = 2_000_000_000;
type Cell = number | string | boolean | null;
/** Columns of `part_figure` after import and State, in its order, with their types. */
const partColumns: readonly (readonly [name: string, type: string, of: (row: PartRow) => Cell])[] = [
  ['ac_no', 'smallint', (row) => row.acNo],
  ['part_no', 'integer', (row) => row.partNo],
  ['district_code', 'text', (row) => row.districtCode],
  ...partMeasures.map((measure) => [columnOf(measure), 'integer', (row: PartRow) => row[measure]] as const),
  ['blo_posted', 'boolean', (row) => row.bloPosted],
  ['is_auxiliary', 'boolean', (row) => row.isAuxiliary],
];

/** Enters a published rehearsal file without its figures. Returns its number. */
export async function insertImport(tx: Kysely<Database>, file: SampleImport, now: Date): Promise<number> {
  const no = numbersFrom + file.place;
  const outAt = new Date(Math.min(startOfIstDay(addDays(file.asOf, 9)).getTime(), now.getTime()));
  const findings = JSON.stringify({ errors: 0, warnings: 0, flags: 0, items: [], toExplain: [] });
  await sql`
    insert into roll_import (id, no, dataset, state_code, body_id, roll_type, exercise_type, stage, qualifying_date, as_of,
      source_ref, basis, status, rows_read, findings, created_at, beat_at, finished_at, submitted_at, published_at)
    overriding system value
    values (${stableId('import', 'sample', String(file.place))}, ${no}, ${file.dataset}, ${file.stateCode}, ${file.bodyId},
      ${file.rollType}, ${file.exerciseType}, ${file.stage}, ${file.qualifyingDate}, ${file.asOf}, ${sampleSource}, 'sample',
      'published', ${file.rows}, ${findings}, ${outAt}, ${outAt}, ${outAt}, ${outAt}, ${outAt})`.execute(tx);
  const states = [...file.states].map(([stateCode, partRows]) => ({
    importNo: no,
    stateCode,
    partRows,
    hasParts: partRows > 0,
  }));
  await tx.insertInto('rollImportState').values(states).execute();
  return no;
}

/** Enters the counts of areas for one file. */
export async function insertAreaCounts(tx: Kysely<Database>, no: number, rows: readonly AreaRow[]): Promise<void> {
  for (const batch of batchesOf(rows, 5_000)) {
    await sql`
      insert into area_count (import_no, state_code, level, code, parent_code, counts, known, attributes)
      select ${no}, state_code, level, code, parent_code, counts::jsonb, known::jsonb, attributes::jsonb
      from unnest(${batch.map((row) => row.stateCode)}::text[], ${batch.map((row) => row.level)}::text[],
        ${batch.map((row) => row.code)}::text[], ${batch.map((row) => row.parentCode)}::text[],
        ${batch.map((row) => JSON.stringify(row.counts))}::text[], ${batch.map((row) => JSON.stringify(row.known))}::text[],
        ${batch.map((row) => JSON.stringify(row.attributes))}::text[])
        as row (state_code, level, code, parent_code, counts, known, attributes)`.execute(tx);
  }
}

/** Makes the file's own table of parts, without its key: readers of parts see neither before `attachParts`. */
export async function createParts(tx: Kysely<Database>, no: number): Promise<void> {
  await sql`create table ${partTable(no)} (like part_figure including all excluding indexes)`.execute(tx);
}

/** Enters parts of one State into the file's table. */
export async function insertParts(
  tx: Kysely<Database>,
  no: number,
  stateCode: string,
  rows: readonly PartRow[],
): Promise<void> {
  const names = sql.join(partColumns.map(([name]) => sql.ref(name)));
  for (const batch of batchesOf(rows, 10_000)) {
    const columns = partColumns.map(([, type, of]) => sql`${arrayOf(batch, of)}::${sql.raw(type)}[]`);
    await sql`
      insert into ${partTable(no)} (import_no, state_code, ${names})
      select ${no}, ${stateCode}, * from unnest(${sql.join(columns)})`.execute(tx);
  }
}

/** Shows the file's parts to readers of parts, all at once. */
export async function attachParts(tx: Kysely<Database>, no: number): Promise<void> {
  await sql`alter table part_figure attach partition ${partTable(no)} for values in (${sql.lit(no)})`.execute(tx);
}

/** Takes out every rehearsal file with all that it brought. */
export async function removeImports(tx: Kysely<Database>): Promise<void> {
  const files = await tx.selectFrom('rollImport').select('no').where('isSample', '=', true).execute();
  for (const { no } of files) await sql`drop table if exists ${partTable(no)}`.execute(tx);
  await tx.deleteFrom('rollImport').where('isSample', '=', true).execute();
}

function partTable(no: number) {
  return sql.table(`part_figure_${no}`);
}

/** One column as PostgreSQL writes an array; none of our texts needs quotes. */
function arrayOf(rows: readonly PartRow[], of: (row: PartRow) => Cell): string {
  return `{${rows.map((row) => of(row) ?? 'NULL').join(',')}}`;
}

function columnOf(measure: (typeof partMeasures)[number]): string {
  return measure
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .replace(/(?<=[a-z])\d+/, (digits) => `_${digits}`);
}
