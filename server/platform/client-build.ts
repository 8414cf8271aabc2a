// Builds the client when its sources changed: the browser's part, and the part that draws the first view on the server.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { AppError } from '#shared/kernel/errors.ts';
import { projectFolder } from './env.ts';

const sources = ['client', 'shared', 'index.html', 'vite.config.ts', 'package-lock.json'];
const products = ['dist/client/index.html', 'dist/server/first-view.js'];
const stampFile = join(projectFolder, 'dist', '.sources');

/**
 * Brings `dist/client` and `dist/server` up to the sources.
 * @returns false when they were already.
 * @throws AppError `blocked` with the compiler's words when the client does not build.
 */
export async function buildClient(): Promise<boolean> {
  const fingerprint = await fingerprintSources();
  if (isClientBuilt() && existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === fingerprint) return false;
  await rm(stampFile, { force: true });
  await runVite();
  await mkdir(join(projectFolder, 'dist'), { recursive: true });
  await writeFile(stampFile, fingerprint);
  return true;
}

/** True when there is a build, of these sources or of older ones. */
export function isClientBuilt(): boolean {
  return products.every((path) => existsSync(join(projectFolder, path)));
}

/** One hash over the names and contents of everything the client is made from. */
async function fingerprintSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await listFiles(join(projectFolder, source))) {
      const content = await readFile(file);
      hash.update(`${relative(projectFolder, file)} ${content.length}\n`).update(content);
    }
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  if (!existsSync(path)) throw new AppError('blocked', `The client cannot be built: ${path} is missing.`);
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

async function runVite(): Promise<void> {
  const vite = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, output } = await new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', '--configLoader', 'native'], {
      cwd: projectFolder,
      // A test run says NODE_ENV=test; what people get is always the production build.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
  if (code === 0) return;
  throw new AppError('blocked', `The client does not build.\n${output.trim()}`);
}
