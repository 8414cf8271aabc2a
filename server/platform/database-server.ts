// Which PostgreSQL a process uses: the one DATABASE_URL names, or our own.

import pg from 'pg';
import type { Logger } from 'pino';
import { AppError } from '#shared/kernel/errors.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import type { Env } from './env.ts';

const oldestMajor = 15;

export interface ServerOptions {
  log: Logger;
  /** For commands beside a running server: use its embedded database instead of refusing. */
  mayShare?: boolean;
  onLost?: (sentence: string) => void;
}

/**
 * The database server of this process. `stop` ends an embedded one and leaves any other alone.
 * @throws AppError `invalid` or `blocked` with one sentence; never the password of DATABASE_URL.
 */
export async function openDatabaseServer(
  env: Pick<Env, 'databaseUrl' | 'dataDir'>,
  options: ServerOptions,
): Promise<EmbeddedServer> {
  if (env.databaseUrl === undefined) return startEmbedded({ dataDir: env.dataDir, ...options });
  await proveReachable(env.databaseUrl);
  return { url: env.databaseUrl, stop: () => Promise.resolve() };
}

async function proveReachable(url: string): Promise<void> {
  const client = openClient(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number }>(
      "select current_setting('server_version_num')::int as number",
    );
    const major = Math.floor((rows[0]?.number ?? 0) / 10_000);
    if (major < oldestMajor) {
      throw new AppError(
        'blocked',
        `The database at ${describe(client)} is PostgreSQL ${major}: ${oldestMajor} or newer is needed.`,
      );
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'blocked',
      `The database at ${describe(client)} (DATABASE_URL) cannot be used: ${explain(error)}.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

function openClient(url: string): pg.Client {
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  } catch {
    throw new AppError(
      'invalid',
      'DATABASE_URL cannot be read: write it as postgresql://user:password@host:5432/name.',
    );
  }
}

function describe(client: pg.Client): string {
  return `${client.host}:${client.port}, name ${client.database ?? ''}`;
}

function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'nothing answers there',
    ENOENT: 'there is no such socket',
    ENOTFOUND: 'the host is unknown',
    EAI_AGAIN: 'the host cannot be looked up',
    EHOSTUNREACH: 'the host cannot be reached',
    ENETUNREACH: 'the network cannot be reached',
    ETIMEDOUT: 'it does not answer',
    ECONNRESET: 'the connection was cut',
    '28P01': 'the password is wrong',
    '28000': 'the user may not sign in',
    '3D000': 'there is no database of that name',
    '53300': 'it has no connection left',
    '57P03': 'it is starting up or shutting down',
  };
  const message = error instanceof Error ? error.message.split('\n')[0] : undefined;
  if (reasons[code] !== undefined) return reasons[code];
  return message !== undefined && /timeout/i.test(message)
    ? 'it does not answer'
    : (message ?? 'it cannot be reached').replace(/\.$/, '');
}
