// What the commands beside the server share: the same database, also while a running server holds it, and refusals as
// one sentence with a non-zero exit.

import type { Kysely } from 'kysely';
import { AppError } from '#shared/kernel/errors.ts';
import { connect, disconnect } from './database.ts';
import { openDatabaseServer } from './database-server.ts';
import { type Env, readEnv } from './env.ts';
import { createLog } from './log.ts';
import type { Database } from './tables.ts';

/**
 * Runs the work on the database that the settings name and closes what it opened. An `AppError` becomes its sentence on
 * stderr and exit code 1; anything else is a defect and is thrown.
 */
export async function runOnDatabase(work: (db: Kysely<Database>, env: Env) => Promise<void>): Promise<void> {
  try {
    const env = readEnv(process.env);
    const server = await openDatabaseServer(env, { log: createLog(env.logLevel), mayShare: true });
    try {
      const db = connect(server.url, { poolSize: 2 });
      try {
        await work(db, env);
      } finally {
        await disconnect(db);
      }
    } finally {
      await server.stop();
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
