// Where part rows lie: one partition an import, filled by COPY over a connection of its own, closed with its key and
// attached when complete, dropped as a whole. The connection's lock says that somebody is at work on the import.

import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import type { Database } from './tables.ts';

/** First number of the advisory lock of an import; the second is the import's own. */
const lockClass = 7341;
/** A COPY is ended after this many bytes or milliseconds: none of them is a long transaction. */
const batchBytes = 64 * 1024 * 1024;
const batchMs = 5_000;

/** The partition's name, quoted. */
export function partitionOf(no: number): RawBuilder<unknown> {
  return sql.raw(pg.escapeIdentifier(nameOf(no)));
}

function nameOf(no: number): string {
  if (!Number.isSafeInteger(no)) throw new Error('An import is known by its number.');
  return `part_figure_${String(no)}`;
}

/** Makes an empty table for the import's parts, without an index. A file without a column of States has one State. */
export async function createPartition(db: Kysely<Database>, no: number, stateCode: string | null): Promise<void> {
  await dropPartition(db, no);
  const table = partitionOf(no);
  await sql`create table ${table} (like part_figure including defaults) with (autovacuum_enabled = off)`.execute(db);
  await sql`alter table ${table} alter import_no set default ${sql.lit(no)},
    alter state_code set default ${sql.lit(stateCode)}, alter ac_no set default 0`.execute(db);
}

/**
 * Adds the corrected import's parts that the table neither has nor takes out, each with the district its import gave it.
 * Returns the removals for which there is no part; then nothing was added.
 */
export async function overlayPartition<Removal extends { stateCode: string; acNo: number; partNo: number }>(
  db: Kysely<Database>,
  { no, corrected, removals }: { no: number; corrected: number; removals: readonly Removal[] },
): Promise<Removal[]> {
  const [table, old] = [partitionOf(no), partitionOf(corrected)];
  const asked = JSON.stringify(removals.map((each, index) => ({ ...each, index })));
  const removal = sql`jsonb_to_recordset(${asked}::jsonb) as r(index int, "stateCode" text, "acNo" int, "partNo" int)`;
  const { rows: gone } = await sql<{ index: number }>`select r.index from ${removal} where not exists (
    select from ${old} p where p.state_code = r."stateCode" and p.ac_no = r."acNo" and p.part_no = r."partNo")`.execute(
    db,
  );
  if (gone.length > 0) return gone.flatMap(({ index }) => removals[index] ?? []);
  const { rows: columns } = await sql<{ name: string }>`select attname as name from pg_attribute
    where attrelid = 'part_figure'::regclass and attnum > 0 and not attisdropped
      and attname not in ('import_no', 'district_code') order by attnum`.execute(db);
  const list = sql.join(columns.map(({ name }) => sql.raw(pg.escapeIdentifier(name))));
  const ofOld = sql.join(columns.map(({ name }) => sql`p.${sql.raw(pg.escapeIdentifier(name))}`));
  const district = sql`from area_count a where a.import_no = ${corrected} and a.level = 'A'`;
  await sql`update ${table} n set district_code = a.parent_code ${district} and a.state_code = n.state_code
    and a.code = lpad(n.ac_no::text, 3, '0') and n.district_code is null`.execute(db);
  await sql`insert into ${table} (district_code, ${list})
    select coalesce(p.district_code, (select a.parent_code ${district} and a.state_code = p.state_code
      and a.code = lpad(p.ac_no::text, 3, '0'))), ${ofOld}
    from ${old} p where not exists (
        select from ${table} n where n.state_code = p.state_code and n.ac_no = p.ac_no and n.part_no = p.part_no)
      and not exists (
        select from ${removal} where r."stateCode" = p.state_code and r."acNo" = p.ac_no and r."partNo" = p.part_no)`.execute(
    db,
  );
  return [];
}

/** Gives the filled table its key and makes it a partition. Its rows are as visible as their import is. */
export async function closePartition(db: Kysely<Database>, no: number): Promise<void> {
  const table = partitionOf(no);
  const key = sql.raw(pg.escapeIdentifier(`${nameOf(no)}_pkey`));
  await sql`create unique index ${key} on ${table} (import_no, state_code, ac_no, part_no)`.execute(db);
  await sql`alter table ${table} add primary key using index ${key},
    add check (import_no = ${sql.lit(no)})`.execute(db);
}

/** Attaches a closed partition and lets the server's own upkeep have it. */
export async function attachPartition(db: Kysely<Database>, no: number): Promise<void> {
  const table = partitionOf(no);
  await sql`alter table part_figure attach partition ${table} for values in (${sql.lit(no)})`.execute(db);
  await sql`alter table ${table} reset (autovacuum_enabled)`.execute(db);
}

/** Drops the import's parts, if there are any. @throws SQLSTATE 55P03 when readers hold it for more than a moment. */
export async function dropPartition(db: Kysely<Database>, no: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`set local lock_timeout = '400ms'`.execute(tx);
    await sql`drop table if exists ${partitionOf(no)}`.execute(tx);
  });
}

/**
 * Numbers of part tables that nothing needs: of imports that came to nothing, and of published ones that every State of
 * theirs has left two snapshots behind. A version that was corrected is no snapshot of its own any more.
 */
export async function listSpentPartitions(db: Kysely<Database>): Promise<number[]> {
  const { rows } = await sql<{ no: number }>`
    with stored as (
      select substring(relname from 13)::integer as no from pg_class
        where relkind = 'r' and relname ~ '^part_figure_[0-9]{1,9}$' and relnamespace = current_schema()::regnamespace
    ), placed as (
      select s.import_no, row_number() over (partition by s.state_code, i.is_sample
          order by i.as_of desc, i.published_at desc) as place
        from roll_import i join roll_import_state s on s.import_no = i.no and s.left_out is null
        where i.dataset = 'part_snapshot' and i.status = 'published' and not exists (
          select from roll_import later where later.corrects_no = i.no and later.status = 'published')
    )
    select stored.no from stored left join roll_import i on i.no = stored.no
      where i.no is null or i.status in ('refused', 'cancelled', 'interrupted', 'discarded')
        or (i.status = 'published' and not exists (select from placed where import_no = i.no and place <= 2))
      order by 1`.execute(db);
  return rows.map(({ no }) => no);
}

/**
 * Does the work while nobody else can be at work on the import; the connection is for the work. Undefined when somebody is.
 */
export async function whileIdle<Result>(
  db: Kysely<Database>,
  no: number,
  work: (own: Kysely<Database>) => Promise<Result>,
): Promise<Result | undefined> {
  return await db.connection().execute(async (own) => {
    const { rows } = await sql<{ isFree: boolean }>`
      select pg_try_advisory_lock(${lockClass}, ${no}) as is_free`.execute(own);
    if (rows[0]?.isFree !== true) return undefined;
    try {
      return await work(own);
    } finally {
      await sql`select pg_advisory_unlock(${lockClass}, ${no})`.execute(own);
    }
  });
}

export interface PartLoader {
  /** Claims the import for this connection until it closes. False when another holds it. */
  claim(): Promise<boolean>;
  /** Names the columns of the rows to come. */
  start(columns: readonly string[]): void;
  /** Sends rows of CSV in the columns' order. */
  write(rows: Uint8Array): Promise<void>;
  /** Ends the COPY under way, so that nothing stands open while the sender pauses. */
  rest(): Promise<void>;
  /** Rows copied so far. */
  readonly rows: number;
  close(): Promise<void>;
}

/** Opens the connection for one import. */
export async function openPartLoader(databaseUrl: string, no: number): Promise<PartLoader> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  let lost: Error | undefined;
  client.on('error', (error) => {
    lost = error;
  });
  await client.connect();
  // What counts is the commit that stages the import: by then all of this is written.
  await client.query('set synchronous_commit = off');
  let statement = '';
  let copy: CopyStreamQuery | undefined;
  let openedAt = 0;
  let sent = 0;
  let rows = 0;

  async function rest(): Promise<void> {
    if (copy === undefined) return;
    const ending = copy;
    copy = undefined;
    const finished = once(ending, 'finish');
    ending.end();
    await finished;
    rows += ending.rowCount;
  }

  return {
    get rows() {
      return rows;
    },
    async claim() {
      // Somebody who looks whether the import is idle holds it for a moment.
      for (const giveUpAt = performance.now() + 3_000; performance.now() < giveUpAt; await sleep(50)) {
        const { rows: found } = await client.query<{ is_free: boolean }>(
          'select pg_try_advisory_lock($1, $2) as is_free',
          [lockClass, no],
        );
        if (found[0]?.is_free === true) return true;
      }
      return false;
    },
    start(columns) {
      const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
      const table = pg.escapeIdentifier(nameOf(no));
      statement = `copy ${table} (${list}) from stdin (format csv)`;
    },
    async write(bytes) {
      if (lost !== undefined) throw lost;
      if (copy !== undefined && (sent > batchBytes || performance.now() - openedAt > batchMs)) await rest();
      if (copy === undefined) {
        copy = client.query(copyFrom(statement));
        // An error shows at the next write or at the end; one nobody listens for would end the process.
        copy.on('error', (error) => {
          lost = error;
        });
        openedAt = performance.now();
        sent = 0;
      }
      sent += bytes.length;
      if (!copy.write(bytes)) await once(copy, 'drain');
    },
    rest,
    async close() {
      copy?.destroy(new Error('stopped'));
      copy = undefined;
      await client.end().catch(() => undefined);
    },
  };
}
