// From the commit of a change to its delivery on 500 open screens, beside a bare server writing to as many streams, and
// whether the database feels how many screens are open.

import { readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type BenchDatabase, withClient } from './database.ts';
import type { Case } from './harness.ts';
import { ask } from './http.ts';
import { pinLoad, startServer } from './processes.ts';
import { openPublisher, type Publisher } from './product-publish.ts';
import { rowOf } from './row.ts';
import { percentile } from './stats.ts';
import { openStreams, type Streams } from './streams.ts';

const screens = 500;
const rounds = 5;
const changesPerRound = 4;

export const push500: Case = {
  id: 'push-500',
  bar: 'p99 ≤ 500 ms, queries per change independent of screens',
  async run(context) {
    const product = await context.product();
    const publisher = await openPublisher(product);
    const cookies = [product.cookie];
    const database = await context.database();
    const bare = await startServer({ script: ['test/bench/floor-stream.ts'], env: {}, readyPath: '/', isPinned: true });
    context.atEnd(bare.stop);
    const unpin = [pinLoad(), database.pin()];
    const open: Streams[] = [];
    try {
      return await withClient(product.databaseUrl, async (client) => {
        const one = await openStreams(product.url, '/api/stream', cookies, 1);
        open.push(one);
        await publishAndTime(client, one, publisher);
        const queriesWithOne = await queriesPerChange(database, publisher, () =>
          publishAndTime(client, one, publisher),
        );
        one.close();

        const many = await openStreams(product.url, '/api/stream', cookies, screens);
        const bareMany = await openStreams(bare.url, '/stream', [], screens);
        open.push(many, bareMany);
        const ours: number[] = [];
        const bares: number[] = [];
        for (let round = 0; round < rounds; round += 1) {
          for (let change = 0; change < changesPerRound; change += 1) {
            ours.push(...(await publishAndTime(client, many, publisher)));
          }
          for (let change = 0; change < changesPerRound; change += 1)
            bares.push(...(await fireAndTime(bare.url, bareMany)));
        }
        const queriesWithMany = await queriesPerChange(database, publisher, () =>
          publishAndTime(client, many, publisher),
        );
        return rowOf({
          id: this.id,
          unit: 'ms p99',
          ours: percentile(ours, 0.99),
          comparator: percentile(bares, 0.99),
          floor: percentile(bares, 0.99),
          bar: this.bar,
          parts: [
            { name: 'p99 in ms', value: percentile(ours, 0.99), limit: 500, atLeast: false },
            { name: 'deliveries', value: ours.length, limit: screens * rounds * changesPerRound, atLeast: true },
            // The slow poll and session lookups fall into a window or not: a query for every hundredth screen is noise.
            {
              name: 'queries per change and further screen',
              value: (queriesWithMany - queriesWithOne) / (screens - 1),
              limit: 0.01,
              atLeast: false,
            },
          ],
          details: {
            p50Ms: percentile(ours, 0.5),
            bareP50Ms: percentile(bares, 0.5),
            deliveries: ours.length,
            queriesPerChangeWith1: queriesWithOne,
            queriesPerChangeWith500: queriesWithMany,
          },
        });
      });
    } finally {
      for (const undo of unpin) undo();
      for (const streams of open) streams.close();
      await bare.stop();
    }
  },
};

/** Publishes a figure and waits until every stream has it: ms from its commit to each delivery. */
async function publishAndTime(client: pg.Client, streams: Streams, publisher: Publisher): Promise<number[]> {
  await publisher.prepare(1);
  const arrival = streams.next();
  await publisher.publish();
  const frames = await arrival;
  const { rows } = await client.query<{ committed: number }>(
    `select (extract(epoch from pg_xact_commit_timestamp(xact::xid)) * 1000)::float8 as committed
     from announcement where topic = 'national' order by id desc limit 1`,
  );
  const committed = rows[0]?.committed;
  if (committed === undefined) throw new Error('The change announced nothing about the national page.');
  return frames.map((frame) => frame.at - committed);
}

async function fireAndTime(url: string, streams: Streams): Promise<number[]> {
  const arrival = streams.next();
  const fired: { at: number } = JSON.parse((await ask(`${url}/fire`)).body.toString());
  return (await arrival).map((frame) => frame.at - fired.at);
}

/** Statements that the database's own log counts per publication, over five of them a second apart. */
async function queriesPerChange(
  { urlOf, logFile }: BenchDatabase,
  publisher: Publisher,
  change: () => Promise<unknown>,
): Promise<number> {
  const changes = 5;
  await publisher.prepare(changes);
  return withClient(await urlOf('postgres'), async (admin) => {
    await logStatements(admin, 'all');
    const from = statSync(logFile).size;
    for (let count = 0; count < changes; count += 1) {
      await change();
      await sleep(1_000);
    }
    const lines = readFileSync(logFile).subarray(from).toString().split('\n');
    await logStatements(admin, 'none');
    return lines.filter((line) => isStatement(line) && !line.includes('pg_xact_commit_timestamp')).length / changes;
  });
}

function isStatement(line: string): boolean {
  return /LOG: {2}(?:statement|execute [^:]*):/.test(line);
}

async function logStatements(admin: pg.Client, value: 'all' | 'none'): Promise<void> {
  await admin.query(`alter system set log_statement = '${value}'`);
  await admin.query('select pg_reload_conf()');
  await sleep(200);
}
