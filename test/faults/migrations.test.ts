// F23: migrating broken off at every statement and killed at any moment. Whatever is left, the recorded migrations are
// whole and nothing of the next one is there.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '#server/platform/env.ts';
import { isMigrated, listMigrations, migrate } from '#server/platform/migrations.ts';
import type { Database } from '#server/platform/tables.ts';
import { blankDatabase, spawnApp, times } from '../support/faults.ts';
import { administer } from '../support/template.ts';

/** What the database looks like after the first n migrations, by n. */
const wholeAfter: string[] = [];
const open: Awaited<ReturnType<typeof blankDatabase>>[] = [];

async function blank(): ReturnType<typeof blankDatabase> {
  const database = await blankDatabase();
  open.push(database);
  return database;
}

beforeAll(async () => {
  const { db, url } = await blank();
  await administer(
    url,
    'create table schema_migration (name text primary key, applied_at timestamptz not null default now())',
  );
  wholeAfter.push(await shapeOf(db));
  for (const name of await listMigrations()) {
    await administer(url, await readFile(new URL(`../../server/platform/migrations/${name}`, import.meta.url), 'utf8'));
    wholeAfter.push(await shapeOf(db));
  }
});
afterEach(async () => {
  for (const { drop } of open.splice(0)) await drop();
});
afterAll(async () => {
  for (const { drop } of open.splice(0)) await drop();
});

/** Every column, index, constraint, function and trigger of ours, and the rows that migrations put in. */
async function shapeOf(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ line: string }>`
    select 'column ' || table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line
      from information_schema.columns where table_schema = 'public'
    union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
    union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select 'function ' || proname || ' ' || md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace
      and proname not like 'fault_%'
    union all select 'trigger ' || tgrelid::regclass || ' ' || tgname from pg_trigger where not tgisinternal and tgname not like 'fault_%'
    union all select 'rows ' || table_name || ' ' || (xpath('/row/c/text()',
        query_to_xml('select count(*) as c from ' || quote_ident(table_name), false, true, '')))[1]::text
      from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'schema_migration'
    order by 1`.execute(db);
  return rows.map(({ line }) => line).join('\n');
}

/** The rule broken by this database, or undefined: it is exactly what its recorded migrations make, and says so. */
async function findHalf(db: Kysely<Database>): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select name from schema_migration order by name`.execute(db);
  const known = await listMigrations();
  const shape = await shapeOf(db);
  if (shape !== wholeAfter[rows.length]) return `not what ${String(rows.length)} migrations make`;
  if ((await isMigrated(db)) !== (rows.length === known.length)) return 'says the wrong thing of itself';
  return undefined;
}

async function countRecorded(db: Kysely<Database>): Promise<number> {
  return (await sql`select 1 from schema_migration`.execute(db)).rows.length;
}

describe('a migration broken off (F23)', () => {
  it('at any of its statements leaves nothing of itself, and the next run completes', async () => {
    const { db, url } = await blank();
    await administer(
      url,
      'create table schema_migration (name text primary key, applied_at timestamptz not null default now())',
    );
    // Counts statements in a sequence, which no rollback takes back, and fails the one whose turn it is.
    await administer(
      url,
      `create schema fault; create sequence fault.done; create table fault.at (statement integer not null);
       insert into fault.at values (1000000);
       create function fault_now() returns void language plpgsql as $$ begin
         if nextval('fault.done') >= (select statement from fault.at) then raise exception 'fault'; end if; end $$;
       create function fault_ddl() returns event_trigger language plpgsql as $$ begin perform fault_now(); end $$;
       create function fault_row() returns trigger language plpgsql as $$ begin perform fault_now(); return new; end $$;
       create event trigger fault_ddl on ddl_command_end execute function fault_ddl();
       create trigger fault_row after insert on schema_migration for each row execute function fault_row();`,
    );
    let [broken, statement, recorded] = [0, 1, 0];
    while (!(await isMigrated(db))) {
      await sql`update fault.at set statement = ${statement}`.execute(db);
      await sql`select setval('fault.done', 1, false)`.execute(db);
      const failed = await migrate(db).then(
        () => false,
        () => true,
      );
      if (failed) broken += 1;
      expect(await findHalf(db)).toBeUndefined();
      const now = await countRecorded(db);
      statement = now > recorded ? 1 : statement + 1;
      recorded = now;
      if (broken > 2_000) throw new Error('no run ever completes');
    }
    expect(await shapeOf(db)).toBe(wholeAfter.at(-1));
    // All 3 files, statement by statement: tables, indexes, functions, triggers.
    expect(broken).toBeGreaterThan(60);
  });

  it('by killing its process at any moment leaves nothing half done either', async () => {
    let killed = 0;
    for (let kill = 0; kill < times(6, 50); kill += 1) {
      const { db, url } = await blank();
      const child = startMigrating(url);
      const closed = once(child, 'close');
      await once(child.stdout, 'data');
      await sleep(Math.random() * 60);
      child.kill('SIGKILL');
      await closed;
      if (child.signalCode === 'SIGKILL') killed += 1;
      // Its connection may live on until its statement has ended; the next run waits for that by itself.
      await migrate(db);
      expect(await findHalf(db)).toBeUndefined();
      expect(await isMigrated(db)).toBe(true);
    }
    expect(killed).toBeGreaterThan(times(6, 50) / 2);
  });

  it('is a check that finds what is missing and what is too much', async () => {
    const { db, url } = await blank();
    await migrate(db);
    expect(await findHalf(db)).toBeUndefined();
    await administer(url, 'drop index submission_state');
    expect(await findHalf(db)).toMatch(/not what/);
    await administer(url, 'create index submission_state on submission (state_code, period)');
    expect(await findHalf(db)).toBeUndefined();
    await administer(url, "delete from schema_migration where name like '0003%'");
    expect(await findHalf(db)).toMatch(/not what/);
  });
});

describe('several processes at once (F23)', () => {
  it('migrate in turns, each ending well', async () => {
    const { db, url } = await blank();
    const children = [startMigrating(url), startMigrating(url), startMigrating(url)];
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'close'))[0]));
    expect(codes).toEqual([0, 0, 0]);
    expect(await findHalf(db)).toBeUndefined();
    expect(await isMigrated(db)).toBe(true);
  });

  it('wait for one that takes longer than a statement may', async () => {
    const { url } = await blank();
    const pool = new pg.Pool({ connectionString: url, statement_timeout: 300 });
    const impatient = new Kysely<Database>({
      dialect: new PostgresDialect({ pool }),
      plugins: [new CamelCasePlugin({ underscoreBeforeDigits: true })],
    });
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    try {
      await other.query('select pg_advisory_lock(20260224)');
      const waiting = migrate(impatient);
      const early = await Promise.race([waiting.then(() => 'done', String), sleep(1_200).then(() => 'still waiting')]);
      expect(early).toBe('still waiting');
      await other.query('select pg_advisory_unlock(20260224)');
      expect((await waiting).applied).toEqual(await listMigrations());
      // The time limit is back for everything after.
      await expect(sql`select pg_sleep(1)`.execute(impatient)).rejects.toMatchObject({ code: '57014' });
    } finally {
      await other.end();
      await impatient.destroy();
    }
  });

  it('start on one empty database together', async () => {
    const { db, url } = await blank();
    const apps = await Promise.all([spawnApp({ databaseUrl: url }), spawnApp({ databaseUrl: url })]);
    try {
      await Promise.all(apps.map(async (app) => await app.ready()));
      expect(await db.selectFrom('state').select('code').execute()).toHaveLength(36);
    } finally {
      for (const app of apps) await app.kill();
    }
  });
});

describe('a database newer than the code (F23)', () => {
  it('is refused and left as it is', async () => {
    const { db, url } = await blank();
    await migrate(db);
    await administer(url, "insert into schema_migration (name) values ('9999-future.sql')");
    const before = await shapeOf(db);
    await expect(migrate(db)).rejects.toMatchObject({
      code: 'blocked',
      message: expect.stringContaining('9999-future.sql'),
    });
    expect(await isMigrated(db)).toBe(false);
    expect(await shapeOf(db)).toBe(before);
  });
});

/** Migrates in a process of its own; it writes a line when it begins. */
function startMigrating(url: string) {
  const program = `
    import { connect } from '#server/platform/database.ts';
    import { migrate } from '#server/platform/migrations.ts';
    const db = connect(process.env.TARGET);
    process.stdout.write('begun');
    await migrate(db);
    await db.destroy();`;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: projectFolder,
    env: { PATH: process.env['PATH'], TARGET: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
