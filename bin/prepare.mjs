// Makes a fresh clone ready to run, with nothing but Node >= 18 and npm. Plain JavaScript without dependencies, because
// it runs before there are any.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.samanvay-lock');
const isWindows = process.platform === 'win32';

/**
 * Installs the packages of package-lock.json when they are not there yet, and finds the Node to run the product with.
 * Ends the process with one sentence when either cannot be had.
 * @returns {Promise<string>} path of the Node to use; it also stands first on PATH from here on.
 */
export async function prepare() {
  process.chdir(root);
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = createHash('sha256').update(lockText).digest('hex');
  if (readIfThere(stampFile).trim() !== stamp) {
    const lock = JSON.parse(lockText);
    if (!isInstalled(lock)) await install(lock);
    writeFileSync(stampFile, `${stamp}\n`);
  }
  const runtime = findRuntime();
  process.env.PATH = [dirname(runtime), process.env.PATH].filter(Boolean).join(delimiter);
  return runtime;
}

/**
 * Runs the product in the foreground, passes SIGINT and SIGTERM on, and ends with its exit code.
 * @param {string} runtime path of the Node to use
 * @param {string[]} args
 * @param {{ isWatched?: boolean }} [options] isWatched: the child holds a channel to us, and stops when we are gone
 */
export function handOver(runtime, args, options = {}) {
  const stdio = options.isWatched ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
  // Code that was compiled once is kept: it takes a third off the time until the server listens.
  const env = { NODE_COMPILE_CACHE: join(root, '.cache', 'node'), ...process.env };
  const child = spawn(runtime, args, { cwd: root, stdio, env });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  if (options.isWatched && process.env.npm_lifecycle_event !== undefined) onOrphaned(() => child.kill('SIGTERM'));
  child.on('error', (error) => fail(`${runtime} cannot be run: ${error.message}.`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

/** npm runs us through a shell; told to stop, it stops that shell and leaves us behind without a word. */
function onOrphaned(handle) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    handle();
  }, 100);
  watch.unref();
}

/**
 * Path of a Chromium or Chrome on this machine; on Debian as root it is installed when missing.
 * Ends the process with one sentence when there is none.
 */
export function ensureChromium() {
  const found = findChromium() ?? installChromium();
  if (!found) {
    fail('Chromium is needed for the browser tests: install Chromium or Google Chrome, or set CHROMIUM to its path.');
  }
  process.env.CHROMIUM = found;
  return found;
}

/** @returns {never} */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** True when npm's own record of node_modules already holds every package of the lock (an install made by hand). */
function isInstalled(lock) {
  const there = readInstalled();
  return Object.entries(lock.packages ?? {}).every(
    ([path, wanted]) => path === '' || wanted.optional || wanted.devOptional || there[path]?.version === wanted.version,
  );
}

/** The installed packages that the lock does not name, or names with another content. */
function listStrangers(lock) {
  return Object.entries(readInstalled())
    .filter(([path, found]) => lock.packages[path]?.integrity !== found.integrity)
    .map(([path]) => path);
}

function readInstalled() {
  const text = readIfThere(join(modules, '.package-lock.json'));
  return text === '' ? {} : (JSON.parse(text).packages ?? {});
}

async function install(lock) {
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    fail('node_modules is a link to another folder and is out of date: run npm ci where it points.');
  }
  const started = Date.now();
  const { isTTY } = process.stdout;
  const line = () => `Installing packages (once, about a minute) ${Math.round((Date.now() - started) / 1000)} s`;
  process.stdout.write(isTTY ? line() : `${line().replace(/ 0 s$/, '')} …\n`);
  const ticker = setInterval(() => isTTY && process.stdout.write(`\r${line()}`), 1000);
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  let { code, output } = await runNpm(['ci', ...flags]);
  // Newer npm refuses a lock that leaves out other platforms' builds of a tool, which is no harm here. Installing by the
  // same lock takes it, and what was installed is then held against the lock.
  if (code !== 0 && /can only install packages when/.test(output)) {
    ({ code, output } = await runNpm(['install', '--no-save', ...flags]));
    const strangers = code === 0 ? listStrangers(lock) : [];
    if (strangers.length > 0)
      [code, output] = [1, `package-lock.json does not name ${strangers.slice(0, 3).join(', ')}`];
  }
  clearInterval(ticker);
  process.stdout.write(isTTY ? `\r${line()}${code === 0 ? ', done' : ''}\n` : '');
  if (code === 0) return;
  const reasons = output.split('\n').map((text) => text.replace(/^npm (ERR!|error)\s*/, '').trim());
  const reason =
    reasons.find((text) => text !== '' && !/^(npm warn|code|errno|syscall)\b/.test(text)) ??
    `npm ended with code ${code}`;
  fail(
    `The packages could not be installed (${reason.replace(/\.$/, '')}): check the network and npm's registry, and try again.`,
  );
}

function runNpm(args) {
  const { npm_execpath: cli } = process.env;
  const isNpm = cli !== undefined && /npm-cli\.c?js$/.test(cli);
  const [command, all] = isNpm ? [process.execPath, [cli, ...args]] : ['npm', args];
  return new Promise((resolve) => {
    const child = spawn(command, all, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], shell: isWindows && !isNpm });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', (error) =>
      resolve({ code: 1, output: error.code === 'ENOENT' ? 'npm is not on the path' : error.message }),
    );
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The pinned Node where it has a build that runs here, else the Node we are running in when it is new enough. */
function findRuntime() {
  const platform = isWindows ? 'win' : process.platform;
  const pinned = join(modules, `node-${platform}-${process.arch}`, 'bin', isWindows ? 'node.exe' : 'node');
  if (existsSync(pinned) && spawnSync(pinned, ['--version'], { stdio: 'ignore' }).status === 0) return pinned;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `There is no pinned Node for ${process.platform} ${process.arch}: install Node 24 (this one is ${process.versions.node}, 22.18 is the oldest that works).`,
  );
}

function findChromium() {
  if (process.env.CHROMIUM) {
    return isExecutable(process.env.CHROMIUM)
      ? process.env.CHROMIUM
      : fail(`CHROMIUM names ${process.env.CHROMIUM}, which cannot be run.`);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)];
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  candidates.push(
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  );
  return candidates.find(isExecutable);
}

function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  process.stdout.write('Installing Chromium and its fonts (once) …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = spawnSync('apt-get', ['update', '-qq'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const wanted = ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core'];
  const added = spawnSync('apt-get', wanted, { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (added.status !== 0) {
    const reason =
      `${update.stderr ?? ''}\n${added.stderr ?? ''}`.split('\n').find((text) => text.startsWith('E: ')) ??
      'apt-get failed';
    fail(
      `Chromium could not be installed (${reason.replace(/^E: /, '').replace(/\.$/, '')}): install it, or set CHROMIUM to its path.`,
    );
  }
  return findChromium();
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
  } catch {
    return false;
  }
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
