// Once per run: one PostgreSQL server in a temporary folder, with the template database that every test file copies.
// Vitest calls this for each project that has files to run; the projects of one run share the server.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { buildClient } from '#server/platform/client-build.ts';
import { connect, disconnect } from '#server/platform/database.ts';
import { startEmbedded } from '#server/platform/embedded.ts';
import { migrate } from '#server/platform/migrations.ts';
import { seedMetricVersions } from '#server/platform/seed/metric-versions.ts';
import { seedPublicRecord } from '#server/platform/seed/seed.ts';
import type { Database } from '#server/platform/tables.ts';
import { administer, databaseUrl, emptyTemplateName, templateName } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the run's PostgreSQL server. */
    databaseServer: string;
  }
}

interface RunServer {
  url: string;
  close(): Promise<void>;
}

declare global {
  /** Each project loads this file on its own; the process is what they have in common. */
  var samanvayTestServer: { server: Promise<RunServer>; users: number } | undefined;
}

/** The day the template was seeded on: tests that look at dates set their clocks by it. */
const seededAt = new Date('2026-11-22T06:30:00Z');
const needsClient = ['browser', 'faults'];

export async function setup(project: TestProject): Promise<void> {
  globalThis.samanvayTestServer ??= { server: startServer(), users: 0 };
  globalThis.samanvayTestServer.users += 1;
  const { url } = await globalThis.samanvayTestServer.server;
  if (needsClient.includes(project.name)) await buildClient();
  project.provide('databaseServer', url);
}

export async function teardown(): Promise<void> {
  const run = globalThis.samanvayTestServer;
  if (run === undefined) return;
  run.users -= 1;
  if (run.users > 0) return;
  globalThis.samanvayTestServer = undefined;
  await (await run.server).close();
}

async function startServer(): Promise<RunServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'samanvay-test-'));
  const server = await startEmbedded({ dataDir, log: pino({ level: 'silent' }), isDurable: false });
  await administer(server.url, `create database ${emptyTemplateName}`);
  await withDatabase(server.url, emptyTemplateName, migrate);
  await administer(server.url, `create database ${templateName} template ${emptyTemplateName}`);
  await withDatabase(server.url, templateName, async (db) => {
    await seedPublicRecord(db, { now: seededAt });
    await seedMetricVersions(db, { now: seededAt });
  });
  return {
    url: server.url,
    async close() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A template can be copied only while nobody is connected to it. */
async function withDatabase(
  server: string,
  name: string,
  work: (db: Kysely<Database>) => Promise<unknown>,
): Promise<void> {
  const db = connect(databaseUrl(server, name), { poolSize: 2 });
  await work(db);
  await disconnect(db);
}
