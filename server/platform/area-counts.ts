// Counts of areas as an import brings them: stored in batches, so that a nation's take a second at most.

import { type Kysely, sql } from 'kysely';
import type { Database } from './tables.ts';

/** One row of `area_count` beside its import. Counts are whole numbers by measure. */
export interface AreaCountRow {
  stateCode: string;
  level: string;
  code: string;
  parentCode: string | null;
  counts: object;
  known?: object;
  attributes?: object;
}

const batchRows = 500;

/** Stores the rows of an import that has none yet. */
export async function insertAreaCounts(
  db: Kysely<Database>,
  importNo: number,
  rows: readonly AreaCountRow[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += batchRows) {
    const batch = rows.slice(from, from + batchRows).map((row) => ({
      state_code: row.stateCode,
      level: row.level,
      code: row.code,
      parent_code: row.parentCode,
      counts: row.counts,
      known: row.known ?? {},
      attributes: row.attributes ?? {},
    }));
    await sql`insert into area_count (import_no, state_code, level, code, parent_code, counts, known, attributes)
      select ${importNo}, state_code, level, code, parent_code, counts, known, attributes
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as r(state_code text, level text, code text,
        parent_code text, counts jsonb, known jsonb, attributes jsonb)`.execute(db);
  }
}

/** Takes away the counts of an import that came to nothing. */
export async function clearAreaCounts(db: Kysely<Database>, importNo: number): Promise<void> {
  await db.deleteFrom('areaCount').where('importNo', '=', importNo).execute();
}
