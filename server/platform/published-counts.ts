// What is published already of the areas in a file: by earlier files, by other tables of the same day, by statements.

import { sql } from 'kysely';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { DatasetId } from '#shared/modules/exchange/schema.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import type { Reader } from './database.ts';

export interface PublishedCounts {
  stateCode: string;
  level: 'A' | 'D' | 'S' | 'L' | 'W';
  code: string;
  counts: Counts;
}

/** The counts of these States in these imports, area by area. */
export async function listCountsOf(
  reader: Reader,
  of: readonly { importNo: number; stateCode: string }[],
): Promise<PublishedCounts[]> {
  if (of.length === 0) return [];
  const keys = of.map(({ importNo, stateCode }) => `${String(importNo)} ${stateCode}`);
  return await reader
    .selectFrom('areaCount')
    .select(['stateCode', 'level', 'code', 'counts'])
    .where(
      'importNo',
      'in',
      of.map(({ importNo }) => importNo),
    )
    .where(sql<string>`import_no || ' ' || state_code`, 'in', keys)
    .execute();
}

/**
 * What other published files say of each area on the same day and at the same stage, older ones first; for a local roll,
 * what the State's newest assembly roll was.
 */
export async function listPublishedCounts(
  reader: Reader,
  of: { dataset: DatasetId; rollType: string; stateCode: string | null; asOf: IsoDate; stage: string },
): Promise<PublishedCounts[]> {
  const ofState = of.stateCode === null ? sql`` : sql`and c.state_code = ${of.stateCode}`;
  const { rows } = await sql<PublishedCounts>`
    select c.state_code, c.level, c.code, c.counts
      from area_count c join roll_import i on i.no = c.import_no
      join roll_import_state s on s.import_no = c.import_no and s.state_code = c.state_code and s.left_out is null
      where i.status = 'published' and not i.is_sample and i.as_of = ${of.asOf} and i.stage = ${of.stage}
        and i.roll_type = ${of.rollType} and i.dataset <> ${of.dataset} ${ofState}
      order by i.published_at`.execute(reader);
  if (of.rollType === 'assembly') return rows;
  const { rows: totals } = await sql<{ stateCode: string; total: number }>`
    select distinct on (c.state_code) c.state_code, f.value as total
      from roll_statement c join roll_figure f on f.statement_id = c.id and f.measure = 'electorsTotal'
      where c.roll_type = 'assembly' and not c.is_sample and c.as_on is not null ${ofState}
      order by c.state_code, c.as_on desc, c.published_at desc`.execute(reader);
  const assembly = totals.map(
    ({ stateCode, total }): PublishedCounts => ({
      stateCode,
      level: 'S',
      code: stateCode,
      counts: { electorsTotal: total },
    }),
  );
  return [...rows, ...assembly];
}

/** Figures published for the same State, day and stage by another way than this import. */
export async function listStated(
  reader: Reader,
  of: { stateCodes: readonly string[]; asOf: IsoDate; stage: string },
): Promise<{ stateCode: string; code: string; electorsTotal: number }[]> {
  const { rows } = await sql<{ stateCode: string; code: string; electorsTotal: number }>`
    select distinct on (state_code, code) state_code, code, electors_total from (
      select c.state_code, c.code, (c.counts ->> 'electorsTotal')::bigint as electors_total, i.published_at
        from area_count c join roll_import i on i.no = c.import_no
        join roll_import_state s on s.import_no = c.import_no and s.state_code = c.state_code and s.left_out is null
        where i.dataset = 'roll_snapshot' and i.status = 'published' and not i.is_sample and i.as_of = ${of.asOf}
          and i.stage = ${of.stage} and c.level in ('S', 'A') and c.counts ? 'electorsTotal'
          and c.state_code = any(${[...of.stateCodes]})
      union all
      select r.state_code, r.state_code, f.value, r.published_at from roll_statement r
        join roll_figure f on f.statement_id = r.id and f.measure = 'electorsTotal' and f.precision = 'exact'
        where r.roll_type = 'assembly' and not r.is_sample and r.as_on = ${of.asOf} and r.stage = ${of.stage}
          and r.state_code = any(${[...of.stateCodes]})
    ) stated order by state_code, code, published_at desc`.execute(reader);
  return rows;
}

/** The newest published total of the assembly roll of each of these States, whatever its occasion; no rehearsal ones. */
export async function listLastTotals(
  reader: Reader,
  stateCodes: readonly string[],
): Promise<{ stateCode: string; total: number }[]> {
  if (stateCodes.length === 0) return [];
  return await reader
    .selectFrom('rollStatement as s')
    .innerJoin('rollFigure as f', 'f.statementId', 's.id')
    .distinctOn('s.stateCode')
    .select(['s.stateCode', 'f.value as total'])
    .where('s.rollType', '=', 'assembly')
    .where('s.isSample', '=', false)
    .where('s.asOn', 'is not', null)
    .where('f.measure', '=', 'electorsTotal')
    .where('s.stateCode', 'in', stateCodes)
    .orderBy('s.stateCode')
    .orderBy('s.asOn', 'desc')
    .orderBy('s.publishedAt', 'desc')
    .execute();
}
