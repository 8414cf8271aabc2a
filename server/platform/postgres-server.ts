// One PostgreSQL server process: started, found again, asked, stopped. `embedded.ts` decides when.

import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { readFile, readlink, realpath, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isRunning } from './data-folder.ts';
import type { Account, PostgresPrograms } from './postgres-programs.ts';

export const superuser = 'samanvay';
const port = 5432;
/** Crash recovery replays at most `max_wal_size`; a slow disk needs minutes for it. */
export const startTimeoutMs = 180_000;
const stopTimeoutMs = 8_000;

/** The server's process and where it listens. */
export interface Running {
  pid: number;
  socketFolder: string;
}

/** Where one server keeps its things. */
export interface Place {
  /** DATA_DIR/pg */
  folder: string;
  logFile: string;
  socketFolder: string;
  account: Account | undefined;
}

/**
 * Starts the server on data that is there, and waits until it answers.
 * @returns the running server, or PostgreSQL's reason for not starting.
 */
export async function launch(place: Place, programs: PostgresPrograms, isDurable: boolean): Promise<Running | string> {
  await clearSocket(place.socketFolder);
  const from = await rollLog(place.logFile);
  const descriptor = openSync(place.logFile, 'a', 0o600);
  const args = ['-D', pathFor(place.account, place.folder), ...settings(place, isDurable)];
  const child = spawn(join(programs.bin, 'postgres'), args, {
    ...place.account,
    cwd: place.folder,
    env: serverEnv(),
    // Its own process group: Ctrl-C in a terminal is ours to handle, the server is stopped last.
    detached: true,
    stdio: ['ignore', descriptor, descriptor],
  });
  closeSync(descriptor);
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', () => {
    ended ??= '';
  });
  child.unref();
  for (const giveUpAt = Date.now() + startTimeoutMs; Date.now() < giveUpAt; await sleep(15)) {
    if (ended !== undefined) return ended || readReason(await readFile(place.logFile, 'utf8'), from);
    const pidFile = await readPidFile(place.folder);
    if (pidFile?.pid !== child.pid || pidFile?.status !== 'ready') continue;
    if (await canConnect(place.socketFolder)) return { pid: pidFile.pid, socketFolder: place.socketFolder };
  }
  if (child.pid !== undefined) await stopServer(child.pid);
  return `it was not ready after ${startTimeoutMs / 1000} seconds`;
}

/** The live server of this data folder, if any. Removes a postmaster.pid whose number now belongs to another program. */
export async function findRunning(folder: string): Promise<Running | undefined> {
  const pidFile = await readPidFile(folder);
  // A dead server's file stays: PostgreSQL itself uses it to wait for the last of that server's processes.
  if (pidFile === undefined || !isRunning(pidFile.pid)) return undefined;
  if (await isServerOf(pidFile.pid, folder)) return { pid: pidFile.pid, socketFolder: pidFile.socketFolder };
  await rm(join(folder, 'postmaster.pid'), { force: true });
  return undefined;
}

async function readPidFile(folder: string): Promise<{ pid: number; socketFolder: string; status: string } | undefined> {
  // A server that is just ending takes the file away: gone is gone, whether before we looked or while.
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socketFolder: lines[4] ?? '', status: lines[7] ?? '' };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Stops a server that still listens on our socket although its data folder was deleted under it. */
async function clearSocket(socketFolder: string): Promise<void> {
  const file = join(socketFolder, `.s.PGSQL.${port}.lock`);
  if (!existsSync(file)) return;
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
  if (cwd.endsWith(' (deleted)')) await stopServer(pid);
}

/** PostgreSQL's working directory is its data folder. Without /proc the number alone has to do. */
async function isServerOf(pid: number, folder: string): Promise<boolean> {
  if (!existsSync('/proc/self/cwd')) return true;
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return cwd === (await realpath(folder));
}

function settings(place: Place, isDurable: boolean): string[] {
  const durable = isDurable ? 'on' : 'off';
  const values: Record<string, string | number> = {
    listen_addresses: '',
    port,
    unix_socket_directories: place.socketFolder,
    unix_socket_permissions: '0700',
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    shared_buffers: '128MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_connections: 100,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Failed statements are the application's to report; this file keeps what concerns the server itself.
    log_min_messages: 'log',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * The data folder as the server is to name it. Another account may be unable to walk there (a 0700 home), but a process
 * that starts inside a folder can always name it as its own working directory.
 */
export function pathFor(account: Account | undefined, folder: string): string {
  return account !== undefined && existsSync('/proc/self/cwd') ? '/proc/self/cwd' : folder;
}

/** The server's environment: nothing of ours (PGDATA, LD_PRELOAD, secrets) reaches it. */
export function serverEnv(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/** Empties a server log that has grown over 1 MB; returns where this start's lines begin. */
async function rollLog(file: string): Promise<number> {
  const size = existsSync(file) ? (await stat(file)).size : 0;
  if (size < 1_000_000) return size;
  await truncate(file);
  return 0;
}

function readReason(text: string, from: number): string {
  return (
    /(?:FATAL|PANIC|ERROR): +(.*)/.exec(text.slice(from))?.[1] ??
    text.slice(from).trim().split('\n').at(-1) ??
    'it ended at once'
  );
}

/** Ends the server, gently first. Returns when it is gone. */
export async function stopServer(pid: number): Promise<void> {
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one: that loses nothing committed, only time at the next start.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const giveUpAt = Date.now() + stopTimeoutMs; Date.now() < giveUpAt; await sleep(15)) {
      if (!isRunning(pid)) return;
    }
  }
}

/** Connection string of a database on the server that listens in this folder. */
export function urlOf(socketFolder: string, database: string): string {
  return `postgresql://${superuser}@/${database}?host=${encodeURIComponent(socketFolder)}&port=${port}`;
}

/** True when the server there takes connections now. */
export async function canConnect(socketFolder: string): Promise<boolean> {
  if (!existsSync(join(socketFolder, `.s.PGSQL.${port}`))) return false;
  const client = new pg.Client({ connectionString: urlOf(socketFolder, 'postgres'), connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    // Starting up, recovering or shutting down: the caller asks again.
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
