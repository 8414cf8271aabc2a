import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedDemonstration } from '#server/platform/seed/demonstration.ts';
import { addSample, countSample, removeSample } from '#server/platform/seed/sample.ts';
import { seedPublicRecord } from '#server/platform/seed/seed.ts';
import type { Database } from '#server/platform/tables.ts';
import { emptyDatabase } from '../support/database.ts';

const now = new Date('2026-11-22T09:00:00Z');
let db: Kysely<Database>;
let close: () => Promise<void>;

beforeAll(async () => {
  const fresh = await emptyDatabase();
  db = fresh.db;
  close = fresh.drop;
  await seedPublicRecord(db, { now });
  await seedDemonstration(db, { now });
});
afterAll(async () => close());

const tables = [
  'roll_statement',
  'roll_figure',
  'action_copy',
  'action_update',
  'exercise',
  'milestone',
  'setting',
  'area',
  'roll_import',
  'roll_import_state',
  'area_count',
  'part_figure',
  'part_register',
  'part_ward',
  'revision_schedule',
  'logistics_parameter',
  'item_status',
  'readiness_day',
  'machine_position',
];

/** How many rows every table has that the sample may touch, and one hash of them all; which tables hold parts, and the next number of a file. */
async function rowsOfAll(where = sql`true`, only = tables): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const table of only) {
    const { rows } = await sql<{ hash: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash
      from ${sql.table(table)} t where ${where}`.execute(db);
    all[table] = rows[0]?.hash ?? '';
  }
  const { rows } = await sql<{ relations: string; numbers: string }>`
    select string_agg(relname, ',' order by relname) as relations,
      (select last_value || ' ' || is_called from roll_import_no_seq) as numbers
    from pg_class where relname like 'part\\_figure%'`.execute(db);
  return { ...all, relations: rows[0]?.relations ?? '', numbers: rows[0]?.numbers ?? '' };
}

test('comes and goes without a trace, however often', async () => {
  const before = await rowsOfAll();
  const real = await rowsOfAll(sql`not is_sample`, ['roll_statement', 'area', 'roll_import']);
  const added = await db.transaction().execute((tx) => addSample(tx, { now }));
  const filled = await rowsOfAll();
  expect(filled.relations).not.toBe(before.relations);
  expect(await rowsOfAll(sql`not is_sample`, ['roll_statement', 'area', 'roll_import'])).toEqual({
    ...real,
    relations: filled.relations,
  });
  expect(added.statements).toBeGreaterThan(250);
  expect(added.actions).toBe(456);
  expect(await countSample(db)).toEqual(added);
  expect(await db.transaction().execute((tx) => addSample(tx, { now }))).toEqual(added);
  expect(await rowsOfAll()).toEqual(filled);
  expect(await db.transaction().execute((tx) => removeSample(tx))).toEqual(added);
  expect(await rowsOfAll()).toEqual(before);
  expect(await db.transaction().execute((tx) => removeSample(tx))).toEqual({ statements: 0, actions: 0 });
  expect(await rowsOfAll()).toEqual(before);
});

test('leaves what a body entered as it is', async () => {
  await db.transaction().execute((tx) => addSample(tx, { now }));
  const membership = await db
    .selectFrom('membership')
    .select('id')
    .where('bodyId', '=', 'SEC-IN-KL')
    .executeTakeFirstOrThrow();
  const entered = { status: 'in_progress', note: 'Letter drafted' } as const;
  const at = new Date(now.getTime() + 60_000);
  await db
    .insertInto('actionUpdate')
    .values({
      id: crypto.randomUUID(),
      copyId: 'A03/SEC-IN-KL',
      ...entered,
      evidence: null,
      membershipId: membership.id,
      at,
    })
    .execute();
  await db
    .updateTable('actionCopy')
    .set({ ...entered, isSample: false, version: 2, updatedAt: at })
    .where('id', '=', 'A03/SEC-IN-KL')
    .execute();
  const kept = { ...entered, isSample: false, version: 2, updatedAt: at };
  async function copyNow(): Promise<unknown> {
    return db
      .selectFrom('actionCopy')
      .select(['status', 'note', 'isSample', 'version', 'updatedAt'])
      .where('id', '=', 'A03/SEC-IN-KL')
      .executeTakeFirst();
  }
  await db.transaction().execute((tx) => removeSample(tx));
  expect(await copyNow()).toEqual(kept);
  await db.transaction().execute((tx) => addSample(tx, { now: new Date(at.getTime() + 60_000) }));
  expect(await copyNow()).toEqual(kept);
});

test('passes the checks of the form: parts add up, months carry over, drafts and finals close', async () => {
  const { rows } = await sql<{
    state: string;
    exercise: string;
    stage: string;
    period: string;
    f: Record<string, number>;
  }>`
      select s.state_code as state, s.exercise_type as exercise, s.stage, coalesce(s.period, '') as period,
        jsonb_object_agg(f.measure, f.value) as f
      from roll_statement s join roll_figure f on f.statement_id = s.id where s.basis = 'sample'
      group by s.id order by s.state_code, s.period`.execute(db);
  const wrong: string[] = [];
  for (const [index, { state, stage, period, f }] of rows.entries()) {
    function n(measure: string): number {
      return f[measure] ?? Number.NaN;
    }
    const where = `${state} ${stage} ${period}`;
    if (Object.values(f).some((value) => !Number.isInteger(value) || value < 0)) wrong.push(`${where}: not a count`);
    if (
      ['continuous', 'final'].includes(stage) &&
      n('electorsMale') + n('electorsFemale') + n('electorsThird') !== n('electorsTotal')
    )
      wrong.push(`${where}: genders`);
    if (stage === 'draft') {
      if (n('electorsBefore') - n('notInDraft') !== n('electorsTotal')) wrong.push(`${where}: draft`);
      if (n('nidDead') + n('nidShiftedAbsent') + n('nidDuplicate') + n('nidOther') !== n('notInDraft'))
        wrong.push(`${where}: reasons`);
    }
    if (stage !== 'continuous') continue;
    if (n('opening') + n('additions') - n('deletions') !== n('electorsTotal')) wrong.push(`${where}: flow`);
    if (!(n('withEpic') <= n('electorsTotal') && n('withPhoto') <= n('electorsTotal')))
      wrong.push(`${where}: coverage`);
    if (!(n('electors1819') <= n('electorsTotal') && n('partsOverCap') <= n('parts'))) wrong.push(`${where}: share`);
    const last = rows[index - 1];
    if (last?.state === state && last.stage === 'continuous' && last.f.electorsTotal !== n('opening'))
      wrong.push(`${where}: opening`);
  }
  expect(wrong).toEqual([]);
  const october = rows.filter(({ stage, period }) => stage === 'continuous' && period === '2026-10');
  expect(october).toHaveLength(33);
  expect(rows.filter(({ stage }) => stage === 'continuous')).toHaveLength(36 * 6 - 3);
});

test('is marked on every row and dated no later than now', async () => {
  const { rows } = await sql<{ n: number }>`
      select count(*) as n from roll_statement where is_sample
        and (confidence <> 'sample' or source not like 'Rehearsal%' or published_at > ${now} or as_on > '2026-11-22')`.execute(
    db,
  );
  expect(rows[0]?.n).toBe(0);
});

test('has local rolls mostly within 2 % of the assembly roll, and some beyond', async () => {
  const { rows } = await sql<{ gap: number }>`
      select abs(l.total::float8 / a.total - 1) * 100 as gap from
        (select s.state_code, f.value as total from roll_statement s join roll_figure f on f.statement_id = s.id
          where s.is_sample and s.roll_type = 'local' and f.measure = 'electorsTotal') l
        join lateral (select f.value as total from roll_statement s join roll_figure f on f.statement_id = s.id
          where s.state_code = l.state_code and s.roll_type = 'assembly' and f.measure = 'electorsTotal' and s.as_on is not null
          order by s.as_on desc limit 1) a on true`.execute(db);
  expect(rows).toHaveLength(34);
  const within = rows.filter(({ gap }) => gap <= 2).length;
  expect(within).toBeGreaterThan(17);
  expect(within).toBeLessThan(34);
});

test('leaves out a month that an office has published', async () => {
  async function september(): Promise<string[]> {
    const rows = await db
      .selectFrom('rollStatement')
      .select('basis')
      .where('stateCode', '=', 'IN-GA')
      .where('period', '=', '2026-09')
      .execute();
    return rows.map(({ basis }) => basis);
  }
  expect(await september()).toEqual(['sample']);
  const id = crypto.randomUUID();
  await db
    .insertInto('rollStatement')
    .values({
      id,
      stateCode: 'IN-GA',
      bodyId: 'CEO-IN-GA',
      rollType: 'assembly',
      exerciseType: 'CU',
      stage: 'continuous',
      period: '2026-09',
      asOn: '2026-09-30',
      basis: 'final',
      confidence: 'office',
      source: 'CEO Goa',
      publishedAt: now,
    })
    .execute();
  await db
    .insertInto('rollFigure')
    .values({ statementId: id, measure: 'electorsTotal', value: 1_060_000, precision: 'exact' })
    .execute();
  await db.transaction().execute((tx) => addSample(tx, { now }));
  expect(await september()).toEqual(['final']);
});
