// The folder that holds the embedded database, and the rule that one Samanvay process at a time uses it.

import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#shared/kernel/errors.ts';

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Makes the folder (mode 0700) when it is missing, and takes its lock file `samanvay.lock`.
 * Waits up to `patienceMs` for a process that is on its way out.
 * @returns undefined when another live process holds it.
 * @throws AppError `invalid` when the folder cannot be written.
 */
export async function lockFolder(dataDir: string, patienceMs = 3_000): Promise<FolderLock | undefined> {
  const file = join(dataDir, 'samanvay.lock');
  const mine = describeProcess(process.pid);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    for (const giveUpAt = Date.now() + patienceMs; ; ) {
      if (await takeLock(file, mine)) return { release: () => releaseLock(file, mine) };
      if (Date.now() >= giveUpAt) return undefined;
      await sleep(100);
    }
  } catch (error) {
    throw explainDataFolder(dataDir, error);
  }
}

/** The sentence for a data folder that cannot be used; anything that is not the file system's refusal comes back as it is. */
export function explainDataFolder(dataDir: string, error: unknown): unknown {
  const code = codeOf(error);
  const reasons: Record<string, string> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'it is on a read-only disk',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    ENOTDIR: 'there is a file where a folder should be',
    EEXIST: 'there is a file where a folder should be',
    EISDIR: 'there is a folder where a file should be',
    ELOOP: 'its path is a circle of links',
    ENAMETOOLONG: 'its path is too long',
  };
  const reason = code === undefined ? undefined : reasons[code];
  if (reason === undefined) return error;
  return new AppError(
    'invalid',
    `The data folder ${dataDir} cannot be used: ${reason}. Set DATA_DIR to another folder.`,
  );
}

/** True while this process runs. A zombie, dead but not collected by its parent, counts as gone. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  return readStat(pid)?.state !== 'Z';
}

async function takeLock(file: string, mine: string): Promise<boolean> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, mine, { mode: 0o600 });
  try {
    // A link appears whole or not at all, so nobody ever reads a lock that is half written.
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const holder = await readLock(file);
  if (holder === undefined || isHeld(holder)) return false;
  await removeStale(file, holder);
  return takeLock(file, mine);
}

/** Moves the stale lock aside before deleting it; what turns out to be somebody's new lock is put back. */
async function removeStale(file: string, stale: string): Promise<void> {
  const aside = `${file}.stale.${process.pid}`;
  try {
    await rename(file, aside);
    if ((await readLock(aside)) !== stale) await link(aside, file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function releaseLock(file: string, mine: string): Promise<void> {
  if ((await readLock(file)) === mine) await rm(file, { force: true });
}

async function readLock(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Process numbers are used again (in a container, at every start): the number counts only with its start time. */
function isHeld(holder: string): boolean {
  const pid = Number(holder.split(' ')[0]);
  return Number.isInteger(pid) && pid > 0 && isRunning(pid) && describeProcess(pid) === holder;
}

function describeProcess(pid: number): string {
  return `${pid} ${readStat(pid)?.startTicks ?? 'unknown'}\n`;
}

/** State and start time (clock ticks since the machine started) from /proc; undefined where there is none. */
function readStat(pid: number): { state: string; startTicks: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets, which may hold spaces and brackets itself.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
