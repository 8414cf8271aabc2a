// The naive stack's table: one wide row a State, thirty numbers, taken from the product's own overview so that both
// sides carry the same figures.

import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { NationalOverview } from '#shared/modules/national/schema.ts';
import { boardMetrics, overviewCounts } from '#shared/modules/national/schema.ts';

/** `code` and thirty numbers: 12 counts, 8 metric values, 8 days, and how many metrics are amber and red. */
export interface OverviewRow {
  [column: string]: number | string | null;
  code: string;
}

export interface NaiveDatabase {
  naive_overview: OverviewRow;
}

const valueColumns = boardMetrics.map((metric) => metric.replace('-', '').toLowerCase());

/** The thirty number columns, in order. */
export const numberColumns: readonly string[] = [
  ...overviewCounts,
  ...valueColumns,
  ...valueColumns.map((column) => `${column}Day`),
  'amber',
  'red',
];

/** The overview turned from columns into rows, as a first version of such an API would send it. */
export function rowsOfOverview(overview: NationalOverview): OverviewRow[] {
  return overview.codes.map((code, index) => {
    const row: OverviewRow = { code };
    for (const measure of overviewCounts) row[measure] = overview.counts[measure]?.[index] ?? null;
    const statuses: string[] = [];
    boardMetrics.forEach((metric, position) => {
      const column = overview.metrics[metric];
      const name = valueColumns[position] ?? metric;
      row[name] = column?.value[index] ?? null;
      row[`${name}Day`] = column?.day[index] ?? null;
      statuses.push(column?.status[index] ?? 'n');
    });
    row['amber'] = statuses.filter((letter) => letter === 'a').length;
    row['red'] = statuses.filter((letter) => letter === 'r').length;
    return row;
  });
}

/** Makes the naive table anew and fills it. */
export async function loadNaive(db: Kysely<NaiveDatabase>, rows: readonly OverviewRow[]): Promise<void> {
  await db.schema.dropTable('naive_overview').ifExists().execute();
  let table = db.schema.createTable('naive_overview').addColumn('code', 'text', (column) => column.primaryKey());
  for (const column of numberColumns) table = table.addColumn(column, 'double precision');
  await table.execute();
  await db
    .insertInto('naive_overview')
    .values([...rows])
    .execute();
  await sql`analyze naive_overview`.execute(db);
}
