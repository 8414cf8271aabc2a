// A fresh embedded PostgreSQL for one run of the bench, durable as in use. The same server holds the product's
// database, the naive stack's and the bare INSERT's.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '#server/platform/embedded.ts';
import { createLog } from '#server/platform/log.ts';
import { pinServer } from './processes.ts';

export interface BenchDatabase {
  /** Connection string of the product's database. */
  url: string;
  /** The server's own log. */
  logFile: string;
  /** Connection string of another database on the same server, made empty when it was not there. */
  urlOf: (name: string) => Promise<string>;
  /** Keeps it on the servers' core, for rows whose load comes from the other. Returns the way back. */
  pin: () => () => void;
  stop: () => Promise<void>;
}

/** Makes the server in a temporary folder. It keeps commit times, so that a delivery can be timed from its commit. */
export async function startDatabase(): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'samanvay-bench-'));
  const options = { dataDir, log: createLog('warn') };
  const first = await startEmbedded(options);
  await withClient(first.url, (client) => client.query('alter system set track_commit_timestamp = on'));
  await first.stop();
  const server = await startEmbedded(options);
  return {
    url: server.url,
    logFile: join(dataDir, 'postgres.log'),
    async urlOf(name) {
      await withClient(server.url, async (client) => {
        const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
        if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
      });
      return server.url.replace('/samanvay?', `/${name}?`);
    },
    pin: () => pinServer(Number(readFileSync(join(dataDir, 'pg/postmaster.pid'), 'utf8').split('\n')[0])),
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
      // The socket's folder is named after the data folder and is of no use without it.
      const socketFolder = new URLSearchParams(server.url.split('?')[1]).get('host');
      if (socketFolder) rmSync(socketFolder, { recursive: true, force: true });
    },
  };
}

/** Runs the queries on a connection of their own. */
export async function withClient<Result>(url: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
