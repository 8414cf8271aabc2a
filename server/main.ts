// The process: brings everything up in order, answers, and takes everything down again.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { AppError } from '#shared/kernel/errors.ts';
import type { RoleCard } from '#shared/modules/people/schema.ts';
import { type App, createApp } from './app.ts';
import { findAccounts } from './platform/accounts.ts';
import { buildClient, isClientBuilt } from './platform/client-build.ts';
import { systemClock } from './platform/clock.ts';
import { connect, disconnect } from './platform/database.ts';
import { openDatabaseServer } from './platform/database-server.ts';
import type { EmbeddedServer } from './platform/embedded.ts';
import { type Env, readEnv } from './platform/env.ts';
import { createLog } from './platform/log.ts';
import { migrate } from './platform/migrations.ts';
import { demonstrationPassword, listRoleCards, seedDemonstration } from './platform/seed/demonstration.ts';
import { seedMetricVersions } from './platform/seed/metric-versions.ts';
import { seedPublicRecord } from './platform/seed/seed.ts';
import type { Database } from './platform/tables.ts';
import { sparesUploads } from './platform/uploads.ts';

/** What is up, in the order in which it came up. */
interface Parts {
  http?: Server;
  databaseServer?: EmbeddedServer;
  db?: Kysely<Database>;
  app?: App;
}

/** How long each step of stopping may take. Open streams are ended by the application, then requests under way drain. */
const startMs = 6_000;
const closeMs = 1_000;
const drainMs = 3_000;
/** After this the process gives up waiting and says so. */
const stopDeadlineMs = 9_500;
/** A terminal and npm both pass one Ctrl-C on: what comes this soon after the first is the same key. */
const sameKeyMs = 400;

const parts: Parts = {};
let log: Logger = createLog('warn');
let stoppingSince: number | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void handleSignal());
// The channel to bin/start.mjs: when that is gone, so is the person's way to stop us.
process.on('disconnect', () => void stop(0));
process.channel?.unref();
process.on('uncaughtException', (error) => void fail(error));
const startup = main();
await startup.catch(fail);

async function main(): Promise<void> {
  const env = readEnv(process.env);
  log = createLog(env.logLevel);
  const phase = startWatch();
  parts.http = await listen(env);
  phase('listen');
  parts.databaseServer = await openDatabaseServer(env, {
    log,
    onLost: (sentence) => void fail(new AppError('blocked', sentence)),
  });
  phase('database');
  const patient = connect(parts.databaseServer.url, { poolSize: 1, isPatient: true });
  let applied: string[];
  try {
    ({ applied } = await migrate(patient));
  } finally {
    await disconnect(patient);
  }
  const db = connect(parts.databaseServer.url);
  parts.db = db;
  phase('migrations', { applied });
  const isSeeded = await seedPublicRecord(db, { now: systemClock.now() });
  const metricVersions = await seedMetricVersions(db, { now: systemClock.now() });
  phase('public record', { isSeeded, metricVersions });
  const demonstration = await decideDemonstration(env, db, isSeeded);
  if (demonstration) await seedDemonstration(db, { now: systemClock.now() });
  phase('demonstration', { demonstration });
  const isBuilt = isApiOnly() && isClientBuilt() ? false : await buildClient();
  phase('client', { isBuilt });
  parts.app = await createApp({
    db,
    databaseUrl: parts.databaseServer.url,
    env: { ...env, demonstration },
    clock: systemClock,
    log,
  });
  phase('application');
  announce(env, demonstration ? await listRoleCards(db) : [], await findAccounts(db));
}

/** `--api-only`: Vite serves the client (npm run dev), any build will do to carry the page's data. */
function isApiOnly(): boolean {
  return process.argv.includes('--api-only');
}

/**
 * Named in the environment, it is as named. Otherwise only a database of ours that starts as a demonstration stays one:
 * accounts with a printed password never appear in a database that is in real use.
 */
async function decideDemonstration(env: Env, db: Kysely<Database>, isSeeded: boolean): Promise<boolean> {
  if (env.isDemonstrationNamed || !env.demonstration || isSeeded) return env.demonstration;
  return (await findAccounts(db)).hasDemonstration;
}

/** Takes the port first, so that a port in use is known before anything slow; until the rest is up it answers 503. */
async function listen(env: Env): Promise<Server> {
  // Node looks for overdue requests only at intervals: a slow sender is cut off within 15 s of its first byte.
  const limits = { headersTimeout: 8_000, requestTimeout: 10_000, connectionsCheckingInterval: 2_000 };
  const server = sparesUploads(createServer({ ...limits, keepAliveTimeout: 65_000 }, answer));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explainListen(env, error)));
    server.listen(env.port, env.host, resolve);
  });
  return server;
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const isStopping = stoppingSince !== undefined;
  const state = isStopping ? 'stopping' : 'starting';
  if (request.url === '/readyz' && (isStopping || parts.app === undefined)) {
    sendJson(response, 503, { ok: false, checks: { process: state } });
  } else if (parts.app !== undefined) {
    parts.app.handler(request, response);
  } else if (request.url === '/healthz') {
    sendJson(response, 200, { ok: true });
  } else {
    response.setHeader('Retry-After', '2');
    const message = `Samanvay is ${state}. Try again in a moment.`;
    sendJson(response, 503, { error: { code: 'blocked', message, details: [] } });
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

function explainListen(env: Env, error: Error): Error {
  const code = 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new AppError('blocked', `Port ${env.port} is in use: stop what runs there, or set PORT to another.`);
    case 'EACCES':
      return new AppError('blocked', `Port ${env.port} is reserved for administrators: set PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new AppError('invalid', `HOST ${env.host} is not an address of this machine.`);
    default:
      return error;
  }
}

function announce(env: Env, cards: readonly RoleCard[], accounts: { hasAny: boolean }): void {
  const host = ['0.0.0.0', '::'].includes(env.host) ? 'localhost' : env.host;
  const address = env.baseUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${env.port}`;
  const lines = [`Samanvay is ready: ${address}`];
  if (cards.length > 0) {
    const width = Math.max(...cards.map(({ name }) => name.length));
    lines.push('', `Demonstration accounts, password ${demonstrationPassword}`, '');
    lines.push(...cards.map(({ name, email }) => `  ${name.padEnd(width)}  ${email}`));
  }
  if (!accounts.hasAny)
    lines.push('', 'There is no account yet: make the first administrator with npm run admin:create.');
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function handleSignal(): Promise<void> {
  if (stoppingSince === undefined) return stop(0);
  if (performance.now() - stoppingSince > sameKeyMs) process.exit(130);
}

/** Takes down what is up, the database last, and ends the process. */
async function stop(exitCode: number): Promise<void> {
  if (stoppingSince !== undefined) return;
  stoppingSince = performance.now();
  setTimeout(() => {
    process.stderr.write('Samanvay did not stop in time: something was still under way.\n');
    process.exit(1);
  }, stopDeadlineMs).unref();
  let code = exitCode;
  try {
    // A start under way ends at its next phase; until then its parts are not all known.
    await within(
      startMs,
      startup.catch(() => undefined),
    );
    const { http, app, db, databaseServer } = parts;
    const closed = new Promise<void>((resolve) => (http === undefined ? resolve() : http.close(() => resolve())));
    if (app !== undefined) await within(closeMs, app.close());
    // A connection that has had its last answer is kept for the next request, which will not come.
    const sweep = setInterval(() => http?.closeIdleConnections(), 20);
    await within(drainMs, closed);
    clearInterval(sweep);
    http?.closeAllConnections();
    if (db !== undefined) await within(closeMs, disconnect(db));
    await databaseServer?.stop();
  } catch (error) {
    log.error({ err: error }, 'defect while stopping');
    code = 1;
  }
  process.exit(code);
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work, sleep(limitMs, undefined, { ref: false })]);
}

/** An expected failure is one sentence; anything else is a defect and is logged whole. */
async function fail(error: unknown): Promise<void> {
  if (stoppingSince !== undefined) return;
  if (error instanceof AppError) process.stderr.write(`${error.message}\n`);
  else log.fatal({ err: error }, 'defect');
  await stop(1);
}

/** Reports, at debug, how long each phase of the start took. Ends a start that was told to stop. */
function startWatch(): (name: string, details?: object) => void {
  let last = performance.now();
  return (name, details) => {
    const now = performance.now();
    log.debug({ phase: name, ms: Math.round(now - last), sinceProcessMs: Math.round(now), ...details }, 'start');
    last = now;
    if (stoppingSince !== undefined) throw new AppError('blocked', 'Stopped while starting.');
  };
}
