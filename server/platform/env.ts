// The settings of a process, read once from its environment. Every refusal is a sentence a person can act on.

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '#shared/kernel/errors.ts';
import { explainDataFolder } from './data-folder.ts';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The project's folder: everything relative starts here. */
export const projectFolder = resolve(import.meta.dirname, '..', '..');

export interface Env {
  isProduction: boolean;
  host: string;
  port: number;
  /** Absent: the embedded database of `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  /** Demonstration accounts and role cards. A default `true` still gives way to a database that is in real use: see `main.ts`. */
  demonstration: boolean;
  /** True when the environment says `DEMONSTRATION=yes` or `no` by name. */
  isDemonstrationNamed: boolean;
  /** Public address, without a path or trailing slash. Over https the session cookie takes the `__Host-` prefix. */
  baseUrl: string | undefined;
  authSecret: string;
  logLevel: LogLevel;
}

/**
 * Reads and checks the settings. Makes `DATA_DIR/secret` (mode 0600) once when `AUTH_SECRET` is not given.
 * @throws AppError `invalid` with one sentence that names the setting.
 */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const isProduction = source.NODE_ENV === 'production';
  const databaseUrl = readText(source, 'DATABASE_URL');
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\/./.test(databaseUrl)) {
    throw new AppError(
      'invalid',
      'DATABASE_URL must start with postgresql://, for example postgresql://samanvay@db.example/samanvay.',
    );
  }
  const dataDir = resolve(projectFolder, readText(source, 'DATA_DIR') ?? '.data');
  const named = readChoice(source, 'DEMONSTRATION', ['yes', 'no'] as const);
  return {
    isProduction,
    host: readText(source, 'HOST') ?? '127.0.0.1',
    port: readPort(source),
    databaseUrl,
    dataDir,
    demonstration: named === undefined ? !isProduction && databaseUrl === undefined : named === 'yes',
    isDemonstrationNamed: named !== undefined,
    baseUrl: readBaseUrl(source),
    logLevel: readChoice(source, 'LOG_LEVEL', logLevels) ?? (isProduction ? 'info' : 'warn'),
    authSecret: readSecret(source, { isRequired: isProduction && databaseUrl !== undefined, dataDir }),
  };
}

function readText(source: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = source[name]?.trim();
  return text === '' ? undefined : text;
}

function readChoice<Choice extends string>(
  source: NodeJS.ProcessEnv,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = readText(source, name);
  if (text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text.toLowerCase());
  if (choice === undefined)
    throw new AppError('invalid', `${name} must be one of ${choices.join(', ')}, not "${text}".`);
  return choice;
}

function readPort(source: NodeJS.ProcessEnv): number {
  const text = readText(source, 'PORT') ?? '4000';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new AppError('invalid', `PORT must be a whole number from 1 to 65535, not "${text}".`);
  }
  return port;
}

function readBaseUrl(source: NodeJS.ProcessEnv): string | undefined {
  const text = readText(source, 'BASE_URL');
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.username !== ''
  ) {
    throw new AppError(
      'invalid',
      `BASE_URL must be an address without a path, such as https://samanvay.example, not "${text}".`,
    );
  }
  return url.origin;
}

/** Sessions are signed with it: every process on one database must have the same one. */
function readSecret(source: NodeJS.ProcessEnv, options: { isRequired: boolean; dataDir: string }): string {
  const given = readText(source, 'AUTH_SECRET');
  if (given !== undefined) {
    if (given.length < 32) throw new AppError('invalid', 'AUTH_SECRET must have at least 32 characters.');
    return given;
  }
  if (options.isRequired) {
    throw new AppError(
      'invalid',
      'AUTH_SECRET must be set in production with DATABASE_URL, to at least 32 random characters.',
    );
  }
  return keepSecret(options.dataDir);
}

function keepSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (!isFileThere(error)) throw error;
    }
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length >= 32) return secret;
  } catch (error) {
    throw explainDataFolder(dataDir, error);
  }
  throw new AppError('invalid', `The file ${file} is damaged: delete it (everybody signs in anew) or set AUTH_SECRET.`);
}

function isFileThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
