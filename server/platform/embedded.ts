// Our own PostgreSQL: a real server on the data folder, for one machine, reached by a unix socket only.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, lstat, mkdir, readFile, realpath, rename, rm, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Logger } from 'pino';
import { AppError } from '#shared/kernel/errors.ts';
import { explainDataFolder, isRunning, lockFolder } from './data-folder.ts';
import { type Account, findPostgres, type PostgresPrograms } from './postgres-programs.ts';
import {
  canConnect,
  findRunning,
  launch,
  type Place,
  pathFor,
  type Running,
  serverEnv,
  startTimeoutMs,
  stopServer,
  superuser,
  urlOf,
} from './postgres-server.ts';

const run = promisify(execFile);
const databaseName = 'samanvay';

export interface EmbeddedOptions {
  dataDir: string;
  log: Logger;
  /** Tests only: `false` gives durability away for speed. */
  isDurable?: boolean;
  /** Use the server of a live Samanvay process when there is one; `stop` then leaves it running. */
  mayShare?: boolean;
  /** Called when the server ends by itself. */
  onLost?: (sentence: string) => void;
}

export interface EmbeddedServer {
  /** Connection string of the database `samanvay`. */
  url: string;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. Returns when the server is gone. */
  stop(): Promise<void>;
}

/**
 * Brings up the server of `dataDir`, making the data on first use, or adopts the one a killed process left behind.
 * Holds `DATA_DIR/samanvay.lock` until `stop`.
 * @throws AppError `invalid` or `blocked`, one sentence: unwritable folder, no programs for this machine, data of another
 *   major version, a folder in use by another Samanvay process.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, log } = options;
  const lock = await lockFolder(dataDir, options.mayShare === true ? 0 : undefined);
  if (lock === undefined) {
    const shared = options.mayShare === true ? await findRunning(join(dataDir, 'pg')) : undefined;
    if (shared !== undefined && (await canConnect(shared.socketFolder))) {
      return { url: urlOf(shared.socketFolder, databaseName), stop: () => Promise.resolve() };
    }
    throw new AppError(
      'blocked',
      `Another Samanvay process is using the data folder ${dataDir}: stop it, or set DATA_DIR to another folder.`,
    );
  }
  try {
    const place = await preparePlace(dataDir);
    const running = (await adopt(place, log)) ?? (await startServer(place, options));
    await ensureDatabase(running.socketFolder).catch(async (error: unknown) => {
      await stopServer(running.pid);
      throw error;
    });
    let isStopping = false;
    const watch = setInterval(() => {
      if (isStopping || isRunning(running.pid)) return;
      clearInterval(watch);
      options.onLost?.(`The database server stopped by itself: see ${place.logFile}.`);
    }, 1_000);
    watch.unref();
    return {
      url: urlOf(running.socketFolder, databaseName),
      stop: async () => {
        isStopping = true;
        clearInterval(watch);
        await stopServer(running.pid);
        await rmdir(running.socketFolder).catch(() => undefined);
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw explainDataFolder(dataDir, error);
  }
}

async function preparePlace(dataDir: string): Promise<Place> {
  const folder = join(dataDir, 'pg');
  const account = await chooseAccount(folder);
  const socketFolder = await makeSocketFolder(await realpath(dataDir), account);
  return { folder, logFile: join(dataDir, 'postgres.log'), socketFolder, account };
}

/** PostgreSQL refuses root. Data that is there keeps its owner; new data goes to `postgres` or, without one, `nobody`. */
async function chooseAccount(folder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(folder)) {
    const { uid, gid } = await stat(folder);
    if (uid !== 0) return { uid, gid };
  }
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const entry = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  const [uid, gid] = [Number(entry?.[2]), Number(entry?.[3])];
  if (entry === undefined || !Number.isInteger(uid) || !Number.isInteger(gid)) {
    throw new AppError(
      'blocked',
      'PostgreSQL does not run as root and this machine has no user postgres or nobody: start as another user, or set DATABASE_URL.',
    );
  }
  return { uid, gid };
}

/** A socket's path may have about 100 bytes, so it lives in a short folder named after the data folder. */
async function makeSocketFolder(dataDir: string, account: Account | undefined): Promise<string> {
  const name = `samanvay-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  const owner = account ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const shortEnough = [...new Set([tmpdir(), '/tmp'])].filter(
    (parent) => join(parent, name, '.s.PGSQL.5432').length < 100,
  );
  for (const parent of account === undefined ? shortEnough : shortEnough.toReversed()) {
    const folder = join(parent, name);
    await mkdir(folder, { mode: 0o700 }).then(
      () => chown(folder, owner.uid, owner.gid),
      () => undefined,
    );
    const found = await lstat(folder).catch(() => undefined);
    // Temporary folders belong to everybody: one that somebody else made in advance is not ours to use.
    if (found?.isDirectory() === true && found.uid === owner.uid && (found.mode & 0o077) === 0) return folder;
  }
  throw new AppError(
    'invalid',
    `No folder for the database's socket could be made in ${shortEnough.join(' or ') || '/tmp'}: make it writable, or set DATABASE_URL.`,
  );
}

/** The server that an earlier process of ours left running; one that answers no more is stopped. */
async function adopt(place: Place, log: Logger): Promise<Running | undefined> {
  const left = await findRunning(place.folder);
  if (left === undefined) return undefined;
  for (const giveUpAt = Date.now() + 10_000; Date.now() < giveUpAt && isRunning(left.pid); await sleep(50)) {
    if (await canConnect(left.socketFolder)) {
      log.info({ pid: left.pid }, 'took over the database server of an earlier process');
      return left;
    }
  }
  await stopServer(left.pid);
  return undefined;
}

async function startServer(place: Place, options: EmbeddedOptions): Promise<Running> {
  const isNew = !existsSync(place.folder);
  const dataMajor = isNew ? undefined : Number((await readFile(join(place.folder, 'PG_VERSION'), 'utf8')).trim());
  const programs = await findPostgres({ account: place.account, major: dataMajor });
  if (programs === undefined) throw await explainNoPrograms(place, dataMajor);
  if (isNew) await makeData(place, programs, options);
  for (const giveUpAt = Date.now() + 15_000; ; await sleep(200)) {
    const started = await launch(place, programs, options.isDurable ?? true);
    if (typeof started === 'object') return started;
    // The last processes of a killed server still hold its memory; they notice its end within seconds.
    const isLeaving = /pre-existing shared memory block|lock file .* already exists/.test(started);
    if (!isLeaving || Date.now() > giveUpAt) {
      throw new AppError(
        'blocked',
        `The database server could not start (${started}): see ${place.logFile}, or set DATABASE_URL.`,
      );
    }
  }
}

async function explainNoPrograms(place: Place, dataMajor: number | undefined): Promise<AppError> {
  const other = dataMajor === undefined ? undefined : await findPostgres({ account: place.account, major: undefined });
  if (other !== undefined) {
    return new AppError(
      'blocked',
      `The data in ${place.folder} was made by PostgreSQL ${dataMajor} and this release brings ${other.major}: start it with the release that made it, or install PostgreSQL ${dataMajor}.`,
    );
  }
  return new AppError(
    'blocked',
    `No PostgreSQL runs on this machine (${process.platform} ${process.arch}): set DATABASE_URL to a PostgreSQL 15 or newer, or install one.`,
  );
}

/** Makes the data beside its place and renames it, so that a process killed half-way leaves nothing that looks whole. */
async function makeData(place: Place, programs: PostgresPrograms, options: EmbeddedOptions): Promise<void> {
  const draft = `${place.folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  if (place.account !== undefined) await chown(draft, place.account.uid, place.account.gid);
  const args = [
    '-D',
    pathFor(place.account, draft),
    '-U',
    superuser,
    '--auth-local=trust',
    '--auth-host=reject',
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
  ];
  if (options.isDurable === false) args.push('--no-sync');
  try {
    await run(join(programs.bin, 'initdb'), args, {
      ...place.account,
      cwd: draft,
      env: serverEnv(),
      timeout: startTimeoutMs,
    });
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    if (/No space left/.test(text)) throw Object.assign(new Error('initdb'), { code: 'ENOSPC' });
    const reason = /(?:error|FATAL): +(.*)/.exec(text)?.[1] ?? 'initdb failed';
    throw new AppError(
      'blocked',
      `The database could not be made in ${place.folder} (${reason}): see that PostgreSQL can run here, or set DATABASE_URL.`,
    );
  }
  await rename(draft, place.folder);
}

async function ensureDatabase(socketFolder: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(socketFolder, 'postgres'), connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}
