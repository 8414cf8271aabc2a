// `npm run seed:sample` fills the gaps of the public record with the rehearsal country; `npm run seed:sample -- --remove`
// takes it out again. Works beside a running server, which shows the change on open screens by itself.

import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { AppError } from '#shared/kernel/errors.ts';
import { addSample, removeSample } from './modules/national/service.ts';
import { recomputeFindings } from './modules/radar/service.ts';
import { systemClock } from './platform/clock.ts';
import { connect, disconnect } from './platform/database.ts';
import { openDatabaseServer } from './platform/database-server.ts';
import { type Env, readEnv } from './platform/env.ts';
import { createLog } from './platform/log.ts';
import { migrate } from './platform/migrations.ts';
import { seedDemonstration } from './platform/seed/demonstration.ts';
import { countSample } from './platform/seed/sample.ts';
import { seedPublicRecord } from './platform/seed/seed.ts';
import type { Database } from './platform/tables.ts';

const usage = 'Usage: npm run seed:sample [-- --remove]';

try {
  const isRemoval = readArguments(process.argv.slice(2));
  const env = readEnv(process.env);
  await withDatabase(env, async (db) => {
    await prepare(db, env);
    console.log(await (isRemoval ? takeOut(db) : fill(db)));
  });
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function readArguments(words: readonly string[]): boolean {
  const [word, ...others] = words;
  if (others.length > 0 || (word !== undefined && word !== '--remove')) throw new AppError('invalid', usage);
  return word === '--remove';
}

async function withDatabase(env: Env, use: (db: Kysely<Database>) => Promise<void>): Promise<void> {
  const server = await openDatabaseServer(env, { log: createLog(env.logLevel), mayShare: true });
  try {
    const db = connect(server.url, { poolSize: 2 });
    try {
      await use(db);
    } finally {
      await disconnect(db);
    }
  } finally {
    await server.stop();
  }
}

/** A database that was never started has no tables, States or accounts yet. */
async function prepare(db: Kysely<Database>, env: Env): Promise<void> {
  const now = systemClock.now();
  await migrate(db);
  await seedPublicRecord(db, { now });
  if (env.demonstration) await seedDemonstration(db, { now });
}

async function fill(db: Kysely<Database>): Promise<string> {
  await addSample(contextOf(db), { key: randomUUID() }, recomputeFindings);
  const { statements, actions } = await countSample(db);
  return `The rehearsal country is in: ${statements} roll statements and progress on ${actions} action items, all marked as sample.`;
}

async function takeOut(db: Kysely<Database>): Promise<string> {
  const { statements, actions } = await countSample(db);
  await removeSample(contextOf(db), { key: randomUUID() }, recomputeFindings);
  return `The rehearsal country is out: ${statements} roll statements removed, ${actions} action items as they were before.`;
}

function contextOf(db: Kysely<Database>): Parameters<typeof addSample>[0] {
  return { db, clock: systemClock, requestId: randomUUID(), session: null };
}
