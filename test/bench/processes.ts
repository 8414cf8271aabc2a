// Child processes of the bench: started on a core, waited for, always ended.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** The core for the servers and the core for the load. */
const serverCore = 0;
const loadCore = 1;
const allCores = `0-${cpus().length - 1}`;

/** Keeps this process, which makes the load, off the servers' core. Returns the way back. */
export function pinLoad(): () => void {
  return pinHere(loadCore);
}

/** Keeps a server that is running, with the processes it has and will have, on the servers' core. Returns the way back. */
export function pinServer(pid: number): () => void {
  if (!canPin) return () => undefined;
  pinFamily(pid, String(serverCore));
  return () => pinFamily(pid, allCores);
}

function pinFamily(pid: number, cores: string): void {
  pin(pid, cores);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  for (const child of children === '' ? [] : children.split(' ')) {
    try {
      pin(Number(child), cores);
    } catch (error) {
      // A backend may have ended since it was listed.
      if (existsSync(`/proc/${child}`)) throw error;
    }
  }
}

function pinHere(core: number): () => void {
  if (!canPin) return () => undefined;
  pin(process.pid, String(core));
  return () => pin(process.pid, allCores);
}

/** True when processes can be kept to a core: `taskset` is there and the machine has two. */
export const canPin = availableParallelism() >= 2 && existsSync('/proc/self/task') && hasTaskset();

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['-p', String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function pin(pid: number, cores: string): void {
  execFileSync('taskset', ['-a', '-cp', cores, String(pid)], { stdio: 'ignore' });
}

export interface Started {
  port: number;
  url: string;
  pid: number;
  /** Ends it with SIGTERM, after 10 s with SIGKILL. */
  stop: () => Promise<void>;
}

interface ToStart {
  /** Arguments of Node: the script first. */
  script: readonly string[];
  env: Record<string, string>;
  /** Path that answers 200 once it is up. */
  readyPath: string;
  /** Keep it on the servers' core. */
  isPinned?: boolean;
  timeoutMs?: number;
}

/** Starts a Node script that listens on `PORT` and waits until it answers. */
export async function startServer({ script, env, readyPath, isPinned, timeoutMs = 60_000 }: ToStart): Promise<Started> {
  const port = await findFreePort();
  const onCore = isPinned && canPin ? ['taskset', '-c', String(serverCore)] : [];
  const [command = process.execPath, ...args] = [...onCore, process.execPath, ...script];
  const child = spawn(command, args, {
    cwd: projectRoot,
    env: { ...plainEnvironment(), ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = gatherOutput(child);
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitFor(`${url}${readyPath}`, child, timeoutMs);
  } catch (error) {
    await stop(child);
    throw new Error(`${script.join(' ')} did not start: ${String(error)}\n${output().slice(0, 600)}`);
  }
  return { port, url, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** Runs a Node script to its end. @throws with its last output when it fails. */
export async function runScript(script: readonly string[], env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, script, { cwd: projectRoot, env: { ...plainEnvironment(), ...env } });
  const output = gatherOutput(child);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${script.join(' ')} ended with ${String(code)}\n${output().slice(0, 600)}`);
}

/** This process's environment without the settings of the product: nothing of the person's own set-up is measured. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of [
    'DATABASE_URL',
    'DATA_DIR',
    'DEMONSTRATION',
    'BASE_URL',
    'AUTH_SECRET',
    'HOST',
    'LOG_LEVEL',
    'NODE_ENV',
  ]) {
    delete env[name];
  }
  return env;
}

/** Ends a child and waits for it. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const patience = new AbortController();
  void sleep(10_000, undefined, { signal: patience.signal }).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  );
  await closed;
  patience.abort();
}

/** The child's output so far, both streams. */
export function gatherOutput(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}

async function waitFor(url: string, child: ChildProcess, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  let last = 'no answer';
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    try {
      const response = await fetch(url);
      await response.arrayBuffer();
      if (response.ok) return;
      last = `answers ${response.status}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(20);
  }
  throw new Error(`${last} after ${timeoutMs} ms`);
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
