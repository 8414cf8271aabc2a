// The application on a free port over a fresh database: real HTTP, real PostgreSQL, a clock that is set.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { type App, createApp } from '#server/app.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Env } from '#server/platform/env.ts';
import { demonstrationPassword, seedDemonstration } from '#server/platform/seed/demonstration.ts';
import type { Database } from '#server/platform/tables.ts';
import { testClock, testNow } from './call.ts';
import { freshDatabase } from './database.ts';

export interface RunningApp {
  url: string;
  db: Kysely<Database>;
  databaseUrl: string;
  /** The one that answers now. */
  readonly app: App;
  /** Signs a demonstration account in over HTTP; the Cookie header to send from then on. */
  signIn(email: string, password?: string): Promise<string>;
  /** Another process's view: a second application on the same database. */
  second(): Promise<{ url: string; close(): Promise<void> }>;
  /** Takes the application off its port, with every connection to it. */
  goAway(): Promise<void>;
  /** Puts a fresh one over the same database on the same port. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const testEnv: Env = {
  isProduction: false,
  host: '127.0.0.1',
  port: 0,
  databaseUrl: undefined,
  dataDir: '',
  demonstration: true,
  isDemonstrationNamed: true,
  baseUrl: undefined,
  authSecret: 'a secret that only these tests know, long enough for the library',
  logLevel: 'silent',
};

/** Starts the application with the demonstration accounts. */
export async function startApp(options: { clock?: Clock; env?: Partial<Env> } = {}): Promise<RunningApp> {
  const { db, url: databaseUrl, drop } = await freshDatabase();
  const clock = options.clock ?? testClock;
  await seedDemonstration(db, { now: testNow });
  const env = { ...testEnv, ...options.env };
  const log = pino({ level: 'silent' });
  let first = await serve(await createApp({ db, databaseUrl, env, clock, log }));
  const { url } = first;
  return {
    url,
    get app() {
      return first.app;
    },
    db,
    databaseUrl,
    async signIn(email, password = demonstrationPassword) {
      const response = await fetch(`${url}/api/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
      if (!response.ok)
        throw new Error(`${email} could not sign in: ${String(response.status)} ${await response.text()}`);
      return response.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
    },
    second: async () => await serve(await createApp({ db, databaseUrl, env, clock, log })),
    goAway: async () => await first.close(),
    async comeBack() {
      first = await serve(await createApp({ db, databaseUrl, env, clock, log }), Number(new URL(url).port));
    },
    async close() {
      await first.close();
      await drop();
    },
  };
}

/** Port 0 is any that is free. */
async function serve(app: App, port = 0): Promise<{ url: string; app: App; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => app.handler(request, response));
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    app,
    async close() {
      await app.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
