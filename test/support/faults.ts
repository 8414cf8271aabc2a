// Breaking things on purpose, and only things of our own: an application process that can be killed, a database server
// that can be killed, frozen and brought back, calls that report instead of throwing.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { inject } from 'vitest';
import { connect, disconnect } from '#server/platform/database.ts';
import { type EmbeddedServer, startEmbedded } from '#server/platform/embedded.ts';
import { projectFolder } from '#server/platform/env.ts';
import { migrate } from '#server/platform/migrations.ts';
import { demonstrationPassword, seedDemonstration } from '#server/platform/seed/demonstration.ts';
import { seedPublicRecord } from '#server/platform/seed/seed.ts';
import type { Database } from '#server/platform/tables.ts';
import { testNow } from './call.ts';
import { findFreePort, findPostgresPid } from './product.ts';
import { administer, databaseUrl } from './template.ts';

/** Longer runs, before a release: `SAMANVAY_FAULTS=full npm test -- --project faults`. */
const isFull = process.env['SAMANVAY_FAULTS'] === 'full';

/** How often a fault is injected: few enough for every push, or the release's number. */
export function times(usual: number, full: number): number {
  return isFull ? full : usual;
}

export interface AppProcess {
  url: string;
  /** True until the process has ended, for whatever reason. */
  isAlive(): boolean;
  /** What it wrote so far, to both outputs. */
  output(): string;
  /** Milliseconds until `/readyz` said yes. Rejects when the process ends before. */
  ready(): Promise<number>;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
}

/** The server's own process (`server/main.ts`) on this database, without a client. */
export async function spawnApp(options: { databaseUrl: string; port?: number }): Promise<AppProcess> {
  const port = options.port ?? (await findFreePort());
  const url = `http://127.0.0.1:${String(port)}`;
  const started = performance.now();
  const child: ChildProcess = spawn(process.execPath, ['server/main.ts', '--api-only'], {
    cwd: projectFolder,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_COMPILE_CACHE: join(projectFolder, '.cache', 'node'),
      PORT: String(port),
      DATABASE_URL: options.databaseUrl,
      AUTH_SECRET: 'a secret that only these tests know, long enough for the library',
      DEMONSTRATION: 'yes',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return {
    url,
    isAlive,
    output: () => output,
    async ready() {
      while (isAlive()) {
        const answer = await fetch(`${url}/readyz`).catch(() => undefined);
        await answer?.arrayBuffer().catch(() => undefined);
        if (answer?.ok === true) return performance.now() - started;
        await sleep(15);
      }
      await closed;
      throw new Error(`The application ended before it was ready:\n${output}`);
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

export interface Reply {
  /** HTTP status; 0 when no answer came. */
  status: number;
  answer: unknown;
  /** The failure as the client gets it. */
  failure: { code: string; message: string; details: { reason: string }[] } | undefined;
  text: string;
  ms: number;
}

/** Sends one mutation and reports what came back, whatever it was. */
export async function call(url: string, cookie: string, procedure: string, input: object): Promise<Reply> {
  return await report(`${url}/api/trpc/${procedure}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
}

/** Reads an address and reports what came back. Gives up after 30 s: that is a hang. */
export async function report(address: string, init: RequestInit = {}): Promise<Reply> {
  const began = performance.now();
  const reply = await fetch(address, { ...init, signal: AbortSignal.timeout(30_000) })
    .then(
      async (response) => ({ status: response.status, text: await response.text() }),
      (error: unknown) => ({ status: 0, text: String(error) }),
    )
    .catch((error: unknown) => ({ status: 0, text: String(error) }));
  const body = readJson(reply.text);
  return {
    ...reply,
    answer: body?.result?.data ?? body,
    failure: body?.error?.data?.app ?? body?.error,
    ms: performance.now() - began,
  };
}

interface Body {
  result?: { data?: unknown };
  error?: NonNullable<Reply['failure']> & { data?: { app?: Reply['failure'] } };
}

function readJson(text: string): Body | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Signs a demonstration account in; the Cookie header to send from then on. */
export async function signInAt(url: string, name: string): Promise<string> {
  const response = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${name}@demo.samanvay.example`, password: demonstrationPassword }),
  });
  if (!response.ok) throw new Error(`${name} could not sign in: ${await response.text()}`);
  await response.arrayBuffer();
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

export interface FragileServer {
  /** Of the database; the same after every start. */
  url: string;
  db: Kysely<Database>;
  /** kill -9 of the server and all its processes. */
  kill(): Promise<void>;
  /** Stops the server at once, as `pg_ctl stop -m immediate` does. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops every process of the server where it stands; `thaw` lets them go on. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  close(): Promise<void>;
}

/** A durable PostgreSQL server of its own, with the public record and the demonstration accounts. */
export async function openFragileServer(): Promise<FragileServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'samanvay-fragile-'));
  const log = pino({ level: 'silent' });
  let server: EmbeddedServer | undefined = await startEmbedded({ dataDir, log });
  const { url } = server;
  const db = connect(url, { poolSize: 3 });
  await migrate(db);
  await seedPublicRecord(db, { now: testNow });
  await seedDemonstration(db, { now: testNow });

  async function signal(name: NodeJS.Signals): Promise<number[]> {
    const pids = await familyOf(await findPostgresPid(dataDir));
    for (const pid of pids) sendSignal(pid, name);
    return pids;
  }

  return {
    url,
    db,
    async kill() {
      const pids = await signal('SIGKILL');
      while (pids.some((pid) => sendSignal(pid, 0))) await sleep(5);
    },
    async freeze() {
      await signal('SIGSTOP');
    },
    async thaw() {
      await signal('SIGCONT');
    },
    async stop() {
      sendSignal(await findPostgresPid(dataDir), 'SIGQUIT');
      await server?.stop();
      server = undefined;
    },
    async start() {
      // After a kill our own handle still holds the folder.
      await server?.stop();
      server = await startEmbedded({ dataDir, log });
    },
    async close() {
      await disconnect(db);
      await server?.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A database of the run's server with nothing in it, not even a schema of ours: for tests of migrating. */
export async function blankDatabase(): Promise<{ db: Kysely<Database>; url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const runServer = inject('databaseServer');
  await administer(runServer, `create database ${name} template template0`);
  const url = databaseUrl(runServer, name);
  const db = connect(url, { poolSize: 4 });
  return {
    db,
    url,
    async drop() {
      await disconnect(db);
      await administer(runServer, `drop database ${name} with (force)`);
    },
  };
}

/** The process and its children: all of one PostgreSQL server. */
async function familyOf(parent: number): Promise<number[]> {
  const children: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (Number(fields[1]) === parent && fields[0] !== 'Z') children.push(Number(name));
  }
  return [parent, ...children];
}

function sendSignal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
