// One database per test file, copied in a moment from the template that `global.ts` made for the run.

import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { inject } from 'vitest';
import { connect, disconnect } from '#server/platform/database.ts';
import type { Database } from '#server/platform/tables.ts';
import { administer, databaseUrl, emptyTemplateName, templateName } from './template.ts';

export interface FreshDatabase {
  db: Kysely<Database>;
  /** For a second process or pool on the same database. */
  url: string;
  /** Closes the pool and removes the database, also under connections that are still open. */
  drop(): Promise<void>;
}

/** A database of its own, migrated and with the public record. Call it in `beforeAll` and `drop` it in `afterAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return copy(templateName);
}

/** As `freshDatabase`, without the public record: for tests of the seed itself. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  return copy(emptyTemplateName);
}

async function copy(template: string): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = inject('databaseServer');
  await administer(server, `create database ${name} template ${template}`);
  const url = databaseUrl(server, name);
  const db = connect(url, { poolSize: 6 });
  return {
    db,
    url,
    async drop() {
      await disconnect(db);
      await administer(server, `drop database ${name} with (force)`);
    },
  };
}
