// Rows of the typed upload tables, stored under their import.

import { type Insertable, type Kysely, sql } from 'kysely';
import type { FileRow } from '#shared/modules/exchange/rules-rows.ts';
import type { Database } from './tables.ts';

type Table = 'area_count' | 'part_register' | 'part_ward' | 'revision_schedule' | 'part_figure';
type Value = FileRow['values'][string] | undefined;

const text = (value: Value): string | null => (value === undefined ? null : String(value));
const flag = (value: Value): boolean | null => (typeof value === 'boolean' ? value : null);

/** Stores rows of the register of parts. */
export async function insertPartRegister(
  db: Kysely<Database>,
  importNo: number,
  rows: readonly FileRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(
    (row): Insertable<Database['partRegister']> => ({
      importNo,
      stateCode: row.stateCode,
      acNo: Number(row.values['ac_no']),
      partNo: Number(row.values['part_no']),
      psName: text(row.values['ps_name']),
      electorsTotal: row.counts['electors_total'] ?? null,
      additions: row.counts['additions'] ?? null,
      deletions: row.counts['deletions'] ?? null,
      bloPosted: flag(row.values['blo_posted']),
      isAuxiliary: flag(row.values['is_auxiliary']),
      validFrom: String(row.values['valid_from']),
      validTo: text(row.values['valid_to']),
    }),
  );
  await db.insertInto('partRegister').values(values).execute();
}

/** Stores rows of the map from parts to wards. */
export async function insertPartWards(db: Kysely<Database>, importNo: number, rows: readonly FileRow[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(
    (row): Insertable<Database['partWard']> => ({
      importNo,
      stateCode: row.stateCode,
      acNo: Number(row.values['ac_no']),
      partNo: Number(row.values['part_no']),
      section: text(row.values['section']) ?? '',
      bodyCode: String(row.values['body_code']),
      wardNo: String(row.values['ward_no']),
      electorsMapped: row.counts['electors_mapped'] ?? 0,
      share: text(row.values['share']),
      validFrom: String(row.values['valid_from']),
    }),
  );
  await db.insertInto('partWard').values(values).execute();
}

/** Stores the milestones of an exercise's schedule, revision by revision. */
export async function insertSchedule(db: Kysely<Database>, importNo: number, rows: readonly FileRow[]): Promise<void> {
  for (const { stateCode, values } of rows) {
    await sql`insert into revision_schedule (import_no, state_code, milestone, planned_date, revision_no, revised_on,
        actual_date, order_ref)
      values (${importNo}, ${stateCode}, ${String(values['milestone'])}, ${String(values['planned_date'])},
        ${Number(values['revision_no'])}, ${text(values['revised_on'])}, ${text(values['actual_date'])},
        ${text(values['order_ref'])})`.execute(db);
  }
}

/** Columns of each table after its import's number. */
const columnsOf: Partial<Record<Table, readonly string[]>> = {
  area_count: ['state_code', 'level', 'code', 'parent_code', 'counts', 'known', 'attributes'],
  part_register: [
    'state_code',
    'ac_no',
    'part_no',
    'ps_name',
    'electors_total',
    'additions',
    'deletions',
    'blo_posted',
    'is_auxiliary',
    'valid_from',
    'valid_to',
  ],
  part_ward: [
    'state_code',
    'ac_no',
    'part_no',
    'section',
    'body_code',
    'ward_no',
    'electors_mapped',
    'share',
    'valid_from',
  ],
  revision_schedule: [
    'state_code',
    'milestone',
    'planned_date',
    'revision_no',
    'revised_on',
    'actual_date',
    'order_ref',
  ],
};

/** Brings over from the corrected import every row whose key the new one has not. */
export async function carryOver(
  db: Kysely<Database>,
  table: Table,
  importNo: number,
  corrected: number,
): Promise<void> {
  const columns = columnsOf[table];
  if (columns === undefined) return;
  const list = sql.join(columns.map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (import_no, ${list}) select ${importNo}, ${list} from ${sql.table(table)}
    where import_no = ${corrected} on conflict do nothing`.execute(db);
}
