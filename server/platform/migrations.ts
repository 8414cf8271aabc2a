// Forward-only migrations: numbered SQL files, each applied once in its own transaction.

import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { AppError } from '#shared/kernel/errors.ts';
import type { Database } from './tables.ts';

const folder = new URL('./migrations/', import.meta.url);
/** Any number serves, as long as every process of ours takes the same lock. */
const lockNumber = 20_260_224;

/** The migrations this code knows, in order. */
export async function listMigrations(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
}

/**
 * Brings the database to this code's schema. Safe to call from several processes at once: they take turns.
 * @throws AppError `blocked` when the database holds a migration this code does not know (it is newer than the code).
 */
export async function migrate(db: Kysely<Database>): Promise<{ applied: string[] }> {
  const known = await listMigrations();
  const applied: string[] = [];
  await db.connection().execute(async (connection) => {
    await takeLock(connection);
    try {
      await sql`create table if not exists schema_migration (name text primary key, applied_at timestamptz not null default now())`.execute(
        connection,
      );
      const done = new Set(
        (await sql<{ name: string }>`select name from schema_migration`.execute(connection)).rows.map(
          (row) => row.name,
        ),
      );
      const unknown = [...done].filter((name) => !known.includes(name)).sort();
      if (unknown.length > 0) {
        throw new AppError(
          'blocked',
          `The database is newer than this code: it holds ${unknown.join(', ')}. Run the newer release.`,
        );
      }
      for (const name of known.filter((candidate) => !done.has(candidate))) {
        const text = await readFile(new URL(name, folder), 'utf8');
        await connection.transaction().execute(async (tx) => {
          // A change of shape takes as long as it takes.
          await sql`set local statement_timeout = 0`.execute(tx);
          await sql.raw(text).execute(tx);
          await sql`insert into schema_migration (name) values (${name})`.execute(tx);
        });
        applied.push(name);
      }
    } finally {
      await sql`select pg_advisory_unlock(${lockNumber})`.execute(connection);
    }
  });
  return { applied };
}

/** Asks again and again rather than waiting in one statement, which the connection's time limit would end. */
async function takeLock(connection: Kysely<Database>): Promise<void> {
  for (;;) {
    const { rows } = await sql<{
      isMine: boolean;
    }>`select pg_try_advisory_lock(${lockNumber}) as is_mine`.execute(connection);
    if (rows[0]?.isMine === true) return;
    await sleep(100);
  }
}

/** True when every migration of this code is in the database and no other. */
export async function isMigrated(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from schema_migration order by name`.execute(db);
  return rows.map((row) => row.name).join() === (await listMigrations()).join();
}
