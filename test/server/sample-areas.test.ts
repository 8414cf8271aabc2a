import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSample } from '#server/platform/seed/sample.ts';
import { seedPublicRecord } from '#server/platform/seed/seed.ts';
import type { Database } from '#server/platform/tables.ts';
import { cohorts, partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import { emptyDatabase } from '../support/database.ts';

const now = new Date('2026-11-22T09:00:00Z');
const partStates = ['IN-GA', 'IN-KL', 'IN-PY', 'IN-SK'];
let db: Kysely<Database>;
let close: () => Promise<void>;
let rows: AreaRow[];

beforeAll(async () => {
  const fresh = await emptyDatabase();
  db = fresh.db;
  close = fresh.drop;
  await seedPublicRecord(db, { now });
  await db.transaction().execute((tx) => addSample(tx, { now }));
  rows = await listRows();
});
afterAll(async () => close());

interface AreaRow {
  dataset: string;
  importNo: number;
  rollType: string;
  asOf: string;
  stateCode: string;
  level: string;
  code: string;
  parentCode: string | null;
  counts: Counts;
  known: Counts;
}

async function listRows(): Promise<AreaRow[]> {
  return await db
    .selectFrom('areaCount as c')
    .innerJoin('rollImport as i', 'i.no', 'c.importNo')
    .select(['i.dataset', 'c.importNo', 'i.rollType', 'i.asOf', 'c.stateCode', 'c.level', 'c.code', 'c.parentCode'])
    .select(['c.counts', 'c.known'])
    .orderBy('c.importNo')
    .execute();
}

function of(dataset: string): AreaRow[] {
  const found = rows.filter((row) => row.dataset === dataset);
  expect(found.length).toBeGreaterThan(0);
  return found;
}

/** Rows for which the two sides differ, by name, with both figures. */
function differing(
  found: readonly AreaRow[],
  sides: (n: (name: keyof Counts) => number) => [number, number][],
): string[] {
  return found.flatMap(({ dataset, stateCode, level, code, counts }) =>
    sides((name) => counts[name] ?? Number.NaN).flatMap(([left, right], index) =>
      left === right ? [] : [`${dataset} ${stateCode} ${level} ${code} #${index}: ${left} ≠ ${right}`],
    ),
  );
}

function addUp(found: readonly AreaRow[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { counts } of found) {
    for (const [name, value] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + value;
  }
  return sum;
}

test('sums of the four States with parts are those of their parts, in both quarters', async () => {
  const stored = of('part_snapshot').filter(({ stateCode }) => partStates.includes(stateCode));
  const keys = { A: sql`lpad(ac_no::text, 3, '0')`, D: sql`district_code`, S: sql`state_code` };
  const sums = sql.join(partMeasures.map((name) => sql`${sql.lit(name)}, sum(${sql.ref(name)})`));
  const knowns = sql.join(
    partMeasures.map((name) => sql`${sql.lit(name)}, nullif(nullif(count(${sql.ref(name)}), count(*)), 0)`),
  );
  for (const [level, key] of Object.entries(keys)) {
    const { rows: live } = await sql<{
      importNo: number;
      stateCode: string;
      code: string;
      counts: Counts;
      known: Counts;
    }>`
      select import_no, state_code, ${key} as code,
        jsonb_strip_nulls(jsonb_build_object(${sums}, 'parts', count(*), 'constituencies', count(distinct ac_no),
          'partsOverCap', count(*) filter (where electors_total > 1200),
          'partsAuxiliary', count(*) filter (where is_auxiliary),
          'partsWithDeletionRate', count(*) filter (where opening > 0 and deletions is not null),
          'partsFlaggedDeletions', count(*) filter (where opening > 0 and deletions * 100 > opening * 2),
          'partsWithAdditionRate', count(*) filter (where opening > 0 and additions is not null),
          'partsFlaggedAdditions', count(*) filter (where opening > 0 and additions * 100 > opening * 4),
          'partsWithFlow', count(*) filter (where additions is not null and deletions is not null),
          'partsNoFlow', count(*) filter (where additions = 0 and deletions = 0),
          'partsWithBlo', nullif(count(blo_posted), 0),
          'bloPosted', case when count(blo_posted) > 0 then count(*) filter (where blo_posted) end,
          'deletionSpreadMillionths', case when ${level} <> 'S' then floor((
            percentile_cont(0.9) within group (order by deletions::float8 / nullif(opening, 0)) -
            percentile_cont(0.1) within group (order by deletions::float8 / nullif(opening, 0))) * 100000000 + 0.5) end))
          as counts,
        jsonb_strip_nulls(jsonb_build_object(${knowns},
          'bloPosted', nullif(nullif(count(blo_posted), count(*)), 0))) as known
      from part_figure group by 1, 2, 3`.execute(db);
    const own = stored.filter((row) => row.level === level);
    expect(own.map((row) => `${row.importNo} ${row.stateCode} ${row.code}`).sort()).toEqual(
      live.map((row) => `${row.importNo} ${row.stateCode} ${row.code}`).sort(),
    );
    const byKey = new Map(live.map((row) => [`${row.importNo} ${row.stateCode} ${row.code}`, row]));
    for (const { importNo, stateCode, code, counts, known } of own) {
      const row = byKey.get(`${importNo} ${stateCode} ${code}`);
      expect({ stateCode, code, counts, known }).toEqual({ stateCode, code, counts: row?.counts, known: row?.known });
    }
  }
});

test('parts stand in two quarters, each opening where the other closed, and are counted with their file', async () => {
  const { rows: files } = await sql<{ asOf: string; stateCode: string; partRows: number; live: number }>`
    select i.as_of, s.state_code, s.part_rows,
      (select count(*)::integer from part_figure p where p.import_no = i.no and p.state_code = s.state_code) as live
    from roll_import i join roll_import_state s on s.import_no = i.no
    where i.dataset = 'part_snapshot' and s.has_parts order by 1, 2`.execute(db);
  expect(files.map(({ asOf, stateCode }) => `${asOf} ${stateCode}`)).toEqual([
    ...partStates.map((code) => `2026-07-31 ${code}`),
    ...partStates.map((code) => `2026-10-31 ${code}`),
  ]);
  for (const { partRows, live } of files) expect(live).toBe(partRows);
  const { rows: gaps } = await sql<{ n: number }>`
    select count(*)::integer as n from part_figure now join part_figure old using (state_code, ac_no, part_no)
    where old.import_no < now.import_no and old.electors_total <> now.opening`.execute(db);
  expect(gaps[0]?.n).toBe(0);
});

test('constituencies add up to districts, districts to States, and States to their newest month', async () => {
  const wrong: string[] = [];
  for (const [file, found] of Map.groupBy(rows, (row) => `${row.importNo} ${row.stateCode}`)) {
    const state = found.find(({ level }) => level === 'S');
    const districts = found.filter(({ level }) => level === 'D');
    const acs = found.filter(({ level }) => level === 'A');
    if (state === undefined) continue;
    const total = addUp(districts);
    for (const [name, value] of Object.entries(state.counts))
      if ((total[name] ?? 0) !== value) wrong.push(`${file} ${name}`);
    for (const district of acs.length === 0 ? [] : districts) {
      const own = addUp(acs.filter(({ parentCode }) => parentCode === district.code));
      for (const [name, value] of Object.entries(district.counts))
        if (name !== 'deletionSpreadMillionths' && (own[name] ?? 0) !== value)
          wrong.push(`${file} ${district.code} ${name}`);
    }
  }
  expect(wrong).toEqual([]);
  const { rows: months } = await sql<{ stateCode: string; value: number }>`
    select s.state_code, f.value from roll_statement s join roll_figure f on f.statement_id = s.id
    where s.period = '2026-10' and f.measure = 'electorsTotal' order by 1`.execute(db);
  const current = of('part_snapshot').filter(({ level, asOf }) => level === 'S' && asOf === '2026-10-31');
  expect(current).toHaveLength(36);
  const byState = new Map(current.map(({ stateCode, counts }) => [stateCode, counts.electorsTotal]));
  expect(months).toHaveLength(33);
  for (const { stateCode, value } of months) expect([stateCode, byState.get(stateCode)]).toEqual([stateCode, value]);
  expect(addUp(current)['constituencies']).toBe(4_123);
});

test('every table passes its identities at every level', () => {
  const wrong = [
    ...differing(of('part_snapshot'), (n) => [
      [n('electorsMale') + n('electorsFemale') + n('electorsThird'), n('electorsTotal')],
      [n('opening') + n('additions') - n('deletions'), n('electorsTotal')],
    ]),
    ...differing(of('roll_age_cohort'), (n) =>
      cohorts.map((c) => [n(`cohort${c}Male`) + n(`cohort${c}Female`) + n(`cohort${c}Third`), n(`cohort${c}`)]),
    ),
    ...differing(of('population_reference'), (n) => [
      [cohorts.reduce((sum, cohort) => sum + n(`pop${cohort}`), 0), n('pop18Plus')],
      [n('popMale') + n('popFemale'), n('popTotal')],
      [n('pop18PlusMale') + n('pop18PlusFemale'), n('pop18Plus')],
    ]),
    ...differing(of('roll_flow'), (n) =>
      (['6', '6a', '7', '8ShiftIn', '8ShiftOut', '8Correct'] as const).map((form) => [
        n(`form${form}Accepted`) + n(`form${form}Rejected`) + n(`form${form}Pending`),
        n(`form${form}Received`),
      ]),
    ),
    ...differing(of('sir_progress'), (n) => [[Math.min(n('efCollected'), n('electorsBefore')), n('efCollected')]]),
  ];
  expect(wrong).toEqual([]);
  expect(rows.flatMap(({ counts }) => Object.values(counts)).filter((n) => !Number.isInteger(n) || n < 0)).toEqual([]);
});

test('cohorts, forms and reasons add up to the roll, its additions and its deletions', () => {
  const key = (row: AreaRow) => `${row.stateCode} ${row.level} ${row.code}`;
  const roll = new Map(of('part_snapshot').map((row) => [key(row), row.counts]));
  function n(row: AreaRow, ...names: (keyof Counts)[]): number {
    return names.reduce((sum, name) => sum + (row.counts[name] ?? Number.NaN), 0);
  }
  for (const row of of('roll_age_cohort')) {
    const { electorsTotal, electorsFemale, electors1819 } = roll.get(key(row)) ?? {};
    expect([key(row), n(row, ...cohorts.map((c) => `cohort${c}` as const))]).toEqual([key(row), electorsTotal]);
    expect(n(row, ...cohorts.map((c) => `cohort${c}Female` as const))).toBe(electorsFemale);
    expect(n(row, 'cohort1819')).toBe(electors1819);
  }
  for (const row of of('roll_flow'))
    expect(n(row, 'form6Accepted', 'form6aAccepted', 'form8ShiftInAccepted', 'suoMotuAdded')).toBe(
      roll.get(key(row))?.additions,
    );
  for (const row of of('roll_deletion')) {
    const { deletions } = roll.get(key(row)) ?? {};
    expect(n(row, 'delForm7', 'delSuoMotu')).toBe(deletions);
    expect(
      n(row, 'delDead', 'delShifted', 'delAbsent', 'delDuplicate', 'delNotCitizen', 'delUnderAge', 'delOther'),
    ).toBe(deletions);
  }
});

test('is sample throughout: published, nobody’s, dated no later than now, with names that say so', async () => {
  const { rows: files } = await sql<{ n: number; wrong: number }>`
    select count(*)::integer as n, count(*) filter (where not (is_sample and status = 'published' and made_by is null
      and published_at <= ${now} and as_of <= '2026-11-22' and source_ref like 'Rehearsal%' and no >= 2000000000))::integer
      as wrong from roll_import`.execute(db);
  expect(files[0]).toEqual({ n: 13, wrong: 0 });
  const { rows: areas } = await sql<{ n: number }>`
    select count(*)::integer as n from area
    where is_sample and not (name_en like 'Rehearsal%' and name_hi like 'पूर्वाभ्यास%' and kind <> 'ac')`.execute(db);
  expect(areas[0]?.n).toBe(0);
});

test('wards add up to their local body, and its map to the parts', async () => {
  const local = of('local_roll_snapshot');
  for (const body of local.filter(({ level }) => level === 'L')) {
    const wards = local.filter(({ level, parentCode }) => level === 'W' && parentCode === body.code);
    expect({ ...addUp(wards), wards: wards.length }).toEqual(body.counts);
  }
  const { rows: parts } = await sql<{ mapped: number; electors: number; share: number }>`
    select sum(w.electors_mapped)::integer as mapped, min(p.electors_total) as electors, sum(w.share)::float8 as share
    from part_ward w join part_figure p using (state_code, ac_no, part_no)
    where p.import_no = (select max(no) from roll_import where dataset = 'part_snapshot')
    group by ac_no, part_no`.execute(db);
  expect(parts.length).toBeGreaterThan(80);
  for (const { mapped, electors, share } of parts) {
    expect(mapped).toBe(electors);
    expect(Math.abs((share ?? 1) - 1)).toBeLessThan(0.0003);
  }
  for (const { counts } of of('part_ward_map'))
    expect((counts.mappedElectors ?? 0) + (counts.orphanElectors ?? 0)).toBe(counts.footprintElectors);
});

test('milestones of a revision follow one another, and those moved keep their first plan', async () => {
  const order = [
    'pre_revision',
    'enum_start',
    'enum_end',
    'draft',
    'claims_end',
    'disposal_end',
    'health_check',
    'final',
  ];
  const { rows: planned } = await sql<{
    stateCode: string;
    milestone: string;
    plannedDate: string;
    revisionNo: number;
  }>`
    select distinct on (state_code, milestone) state_code, milestone, planned_date, revision_no from revision_schedule
    order by state_code, milestone, revision_no desc`.execute(db);
  expect(planned.filter(({ revisionNo }) => revisionNo === 1).length).toBeGreaterThan(0);
  for (const own of Map.groupBy(planned, ({ stateCode }) => stateCode).values()) {
    const days = order.map((name) => own.find(({ milestone }) => milestone === name)?.plannedDate ?? '');
    expect(days).toEqual([...days].sort());
    expect(days).not.toContain('');
  }
});
