// What the cases share: one database, one product process and the naive stack, each started when first asked for and
// ended with the run.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type BenchDatabase, startDatabase } from './database.ts';
import { loadNaive, type NaiveDatabase, type OverviewRow, rowsOfOverview } from './naive/data.ts';
import { type Started, startServer } from './processes.ts';
import { type Product, readOverview, startProduct } from './product.ts';
import type { Row } from './row.ts';

/** One case of the bench: a file with this shape, listed in run.ts. */
export interface Case {
  id: string;
  /** The bar in words, for the table. */
  bar: string;
  run(context: Context): Promise<Row>;
}

export interface Context {
  database(): Promise<BenchDatabase>;
  /** The product on its own database, kept to the servers' core, with the sample country. */
  product(): Promise<Product>;
  /** The naive server on the same PostgreSQL with the same figures; `page` serves its built page too, gzipped. */
  startNaive(options?: { page?: string }): Promise<Started>;
  /** A folder that goes when the run ends. */
  folder(): string;
  /** Called when the run ends, last first. */
  atEnd(task: () => Promise<void> | void): void;
  /** Says on stderr what is going on. */
  say(text: string): void;
}

/** Makes the context of one run. `close` ends everything that was started in it. */
export function openContext(): { context: Context; close: () => Promise<void> } {
  const tasks: (() => Promise<void> | void)[] = [];
  const atEnd = (task: () => Promise<void> | void) => void tasks.push(task);

  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'samanvay-bench-'));
    atEnd(() => rmSync(made, { recursive: true, force: true }));
    return made;
  };

  const database = once(async () => {
    const started = await startDatabase();
    atEnd(started.stop);
    return started;
  });
  const product = once(async () => {
    const started = await startProduct((await database()).url, folder());
    atEnd(started.stop);
    return started;
  });
  const naiveUrl = once(async () => {
    const url = await (await database()).urlOf('naive');
    const { url: address, cookie } = await product();
    await fillNaive(url, rowsOfOverview(await readOverview(address, cookie)));
    return url;
  });

  const context: Context = {
    database,
    product,
    async startNaive({ page } = {}) {
      const env = {
        NODE_ENV: 'production',
        DATABASE_URL: await naiveUrl(),
        ...(page ? { NAIVE_PAGE: page, NAIVE_GZIP: 'yes' } : {}),
      };
      const started = await startNaiveServer(env);
      atEnd(started.stop);
      return started;
    },
    folder,
    atEnd,
    say: (text) => console.error(text),
  };
  return {
    context,
    async close() {
      for (const task of tasks.toReversed()) await task();
    },
  };
}

/** Starts the naive server with these settings, on the servers' core. */
export function startNaiveServer(env: Record<string, string>): Promise<Started> {
  return startServer({ script: ['test/bench/naive/server.ts'], env, readyPath: '/trpc/overview', isPinned: true });
}

/** Makes and fills the naive table. */
export async function fillNaive(connectionString: string, rows: readonly OverviewRow[]): Promise<void> {
  const db = new Kysely<NaiveDatabase>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString }) }) });
  try {
    await loadNaive(db, rows);
  } finally {
    await db.destroy();
  }
}

function once<Result>(start: () => Promise<Result>): () => Promise<Result> {
  let started: Promise<Result> | undefined;
  return () => {
    started ??= start();
    return started;
  };
}
