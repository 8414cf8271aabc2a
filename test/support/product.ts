// The product as a person starts it: `npm start` in processes of its own, with its own data folder and port.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFolder } from '#server/platform/env.ts';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Product {
  url: string;
  process: ChildProcess;
  /** Resolves when the process has ended and its output is whole. */
  ended: Promise<Ended>;
  /** Milliseconds from the start to the first time `/readyz` says yes. Rejects when the process ends before. */
  ready(): Promise<number>;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

const startCommand = [process.execPath, join(projectFolder, 'bin', 'start.mjs')] as const;

/**
 * Runs `bin/start.mjs` (or another command that ends there) with these settings and no others. A `PORT` is chosen when
 * none is given.
 */
export async function startProduct(
  settings: Record<string, string>,
  [command, ...args]: readonly [string, ...string[]] = startCommand,
): Promise<Product> {
  const port = settings.PORT ?? String(await findFreePort());
  const started = performance.now();
  const child = spawn(command, args, {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = `http://127.0.0.1:${port}`;
  const ended = collect(child);
  return {
    url,
    process: child,
    ended,
    async ready() {
      while (child.exitCode === null && child.signalCode === null) {
        const answer = await fetch(`${url}/readyz`).catch(() => undefined);
        if (answer?.ok === true) return performance.now() - started;
        await sleep(20);
      }
      const { stdout, stderr } = await ended;
      throw new Error(`The product ended before it was ready:\n${stdout}${stderr}`);
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/** Number of the server's own process: `bin/start.mjs` only watches over it. */
export async function findServerPid(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'samanvay.lock'), 'utf8')).split(' ')[0]);
}

/** Number of the database server's process. */
export async function findPostgresPid(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'pg', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The probe has no port.');
  return address.port;
}

async function collect(child: ChildProcess): Promise<Ended> {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  await once(child, 'close');
  return { code: child.exitCode, ...output };
}
