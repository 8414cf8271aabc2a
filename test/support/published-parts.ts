// Published part files of made-up figures, straight into the tables: for what reads them. Everything is made by the
// database from the seed, and the sums of areas are its own.

import { type Kysely, sql } from 'kysely';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import { partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';

export interface PartFileSpec {
  stateCode: string;
  asOf: string;
  publishedAt: Date;
  acs: number;
  partsPerAc: number;
  /** Constituencies go round these; none when 0. */
  districts?: number;
  seed?: number;
  /** Of a thousand optional figures, how many are not given. */
  gaps?: number;
  exercise?: 'CU' | 'SSR' | 'SR' | 'SIR';
  stage?: 'continuous' | 'draft' | 'final';
  basis?: 'final' | 'draft' | 'provisional' | 'sample';
  /** The import this one corrects. */
  corrects?: number;
  hasParts?: boolean;
  leftOut?: string;
}

/** `electors85Plus` → `electors_85_plus`. */
export function columnOf(measure: string): string {
  return measure.replace(/[A-Z]|(?<=\D)\d+/g, (piece) => `_${piece.toLowerCase()}`);
}

/** A published import of one table for one State, without rows. Returns its number. */
export async function publishImport(
  db: Kysely<Database>,
  spec: Omit<PartFileSpec, 'acs' | 'partsPerAc'> & { dataset?: string; partRows?: number },
): Promise<number> {
  const { stateCode, asOf, publishedAt, exercise = 'SSR', stage = 'final', basis = 'final' } = spec;
  const { rows } = await sql<{ no: number }>`
    insert into roll_import (id, dataset, state_code, body_id, mode, corrects_no, erratum, roll_type, exercise_type, stage,
      qualifying_date, as_of, source_ref, basis, status, created_at, beat_at, published_at)
    values (${newId()}, ${spec.dataset ?? 'part_snapshot'}, ${stateCode}, ${`CEO-${stateCode}`},
      ${spec.corrects === undefined ? 'whole' : 'correction'}, ${spec.corrects ?? null},
      ${spec.corrects === undefined ? null : 'made-up correction'}, 'assembly', ${exercise}, ${stage}, '2026-01-01',
      ${asOf}, ${`Made-up figures, ${stateCode}, ${asOf}`}, ${basis}, 'published', ${publishedAt}, ${publishedAt},
      ${publishedAt})
    returning no`.execute(db);
  const no = rows[0]?.no;
  if (no === undefined) throw new Error('the import has no number');
  await sql`insert into roll_import_state (import_no, state_code, part_rows, has_parts, left_out)
    values (${no}, ${stateCode}, ${spec.partRows ?? 0}, ${spec.hasParts ?? true}, ${spec.leftOut ?? null})`.execute(db);
  return no;
}

/** A published part file with its partition and the sums of constituencies, districts and the State. Its number. */
export async function publishParts(db: Kysely<Database>, spec: PartFileSpec): Promise<number> {
  const no = await publishImport(db, { ...spec, partRows: spec.acs * spec.partsPerAc });
  const { stateCode, acs, partsPerAc, districts = 3, seed = 1, gaps = 0 } = spec;
  const r = (salt: number, most: number) =>
    `(hashint8extended(ac * 100000 + part, ${seed * 1_000 + salt}) & 2147483647) % ${most}`;
  const gap = (salt: number, value: string) =>
    `case when ${r(salt + 500, 1_000)} < ${gaps} then null else ${value} end`;
  const columns: Record<(typeof partMeasures)[number], string> = {
    electorsTotal: 'male + female + third',
    electorsMale: 'male',
    electorsFemale: 'female',
    electorsThird: 'third',
    electors1819: gap(1, r(1, 40)),
    electors85Plus: gap(2, r(2, 20)),
    electorsPwd: gap(3, r(3, 15)),
    electorsPendingAdjudication: gap(4, r(4, 5)),
    electorsBefore: gap(5, `male + female + third + ${r(5, 60)}`),
    opening: gap(6, `greatest(0, male + female + third - added + gone + case when ${r(6, 40)} = 0 then 2 else 0 end)`),
    additions: gap(7, 'added'),
    deletions: gap(8, 'gone'),
    notInDraft: gap(9, r(9, 120)),
    efCollected: gap(10, `male + female - ${r(10, 50)}`),
    withEpic: gap(11, `male + female + third - ${r(11, 12)}`),
    withPhoto: gap(12, `male + female + third - ${r(12, 5)}`),
    dseOpen: gap(13, r(13, 3)),
    pseOpen: gap(14, r(14, 2)),
    logicalErrorsOpen: gap(15, r(15, 6)),
    households: gap(16, `${r(16, 200)} + ${r(17, 2)}`),
    householdsOver10: gap(17, r(18, 8)),
  };
  const district = districts === 0 ? 'null' : `'D' || (ac % ${districts})`;
  await sql
    .raw(`create table part_figure_${no} partition of part_figure for values in (${no});
      insert into part_figure_${no} (import_no, state_code, ac_no, part_no, district_code,
        ${partMeasures.map(columnOf).join(', ')}, is_auxiliary)
      select ${no}, '${stateCode}', ac, part, ${district}, ${partMeasures.map((name) => columns[name]).join(', ')},
        ${r(19, 30)} = 0
      from (
        select ac, part, 200 + ${r(20, 400)} as male, 150 + ${r(21, 420)} as female, ${r(22, 3)} as third,
          ${r(23, 90)} as added, ${r(24, 50)} as gone
        from generate_series(1, ${acs}) ac, generate_series(1, ${partsPerAc}) part
      ) as made;
      analyze part_figure_${no}`)
    .execute(db);
  await sumUp(db, no);
  return no;
}

/** The sums of an import's parts as area counts: absent where no part gave the figure. */
export async function sumUp(db: Kysely<Database>, no: number): Promise<void> {
  const sums = partMeasures.map((name) => `'${name}', sum(${columnOf(name)})`).join(', ');
  const known = partMeasures
    .map(
      (name) => `'${name}', case when count(${columnOf(name)}) > 0 and count(${columnOf(name)}) < count(*)
      then count(${columnOf(name)}) end`,
    )
    .join(', ');
  const levels = [
    `'A', lpad(ac_no::text, 3, '0'), max(district_code)`,
    `'D', district_code, null`,
    `'S', state_code, null`,
  ];
  const groups = ['ac_no', 'district_code', 'state_code'];
  for (const [place, level] of levels.entries()) {
    await sql
      .raw(`insert into area_count (import_no, state_code, level, code, parent_code, counts, known)
        select import_no, state_code, ${level}, jsonb_strip_nulls(jsonb_build_object(${sums}, 'parts', count(*),
          'partsOverCap', count(*) filter (where electors_total > 1200))), jsonb_strip_nulls(jsonb_build_object(${known}))
        from part_figure_${no} ${place === 1 ? 'where district_code is not null' : ''}
        group by import_no, state_code, ${groups[place] ?? ''}`)
      .execute(db);
  }
}
