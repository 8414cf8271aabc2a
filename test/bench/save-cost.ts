// One saved field by our own service, against a real database with fsync on: authorised, validated, versioned, kept
// for repeats, audited and announced. Beside it a bare autocommit INSERT of one row by the same driver.

import pg from 'pg';
import type { Case } from './harness.ts';
import { openSavePath } from './product-save.ts';
import { rowOf } from './row.ts';
import { median, percentile } from './stats.ts';

const warmUps = 50;
const turns = 600;
const rounds = 5;
const savesPerWriter = 15;
const manyWriters = 16;

export const saveCost: Case = {
  id: 'save-cost',
  bar: 'p50 ≤ 1.5 × a bare INSERT',
  async run(context) {
    const product = await context.product();
    const path = await openSavePath(product.databaseUrl, manyWriters);
    const bare = await openBareInsert(await (await context.database()).urlOf('bare'));
    try {
      const alone = await compareOneWriter(path.save, bare.save);
      const together = await compareWriters(path.save, bare.save, manyWriters);
      return rowOf({
        id: this.id,
        unit: 'ms p50',
        ours: alone.ours,
        comparator: alone.bare,
        floor: alone.bare,
        bar: this.bar,
        parts: [{ name: 'times a bare INSERT', value: alone.ours / alone.bare, limit: 1.5, atLeast: false }],
        details: {
          p99Ms: alone.oursP99,
          bareP99Ms: alone.bareP99,
          with16WritersP50Ms: together.ours,
          bareWith16WritersP50Ms: together.bare,
          with16WritersRatio: together.ours / together.bare,
        },
      });
    } finally {
      await path.close();
      await bare.close();
    }
  },
};

type Save = (writer: number) => Promise<void>;

interface Comparison {
  ours: number;
  bare: number;
  oursP99: number;
  bareP99: number;
}

/** One writer, a save and an INSERT by turns, so that whatever else the disk does meets both alike; ms. */
async function compareOneWriter(save: Save, insert: Save): Promise<Comparison> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let count = -warmUps; count < turns; count += 1) {
    const saved = await timeOne(save, 0);
    const inserted = await timeOne(insert, 0);
    if (count < 0) continue;
    ours.push(saved);
    bare.push(inserted);
  }
  return {
    ours: percentile(ours, 0.5),
    bare: percentile(bare, 0.5),
    oursP99: percentile(ours, 0.99),
    bareP99: percentile(bare, 0.99),
  };
}

async function timeOne(save: Save, writer: number): Promise<number> {
  const start = performance.now();
  await save(writer);
  return performance.now() - start;
}

/** Rounds of both, each round beginning with the other; medians over the rounds of each round's p50 and p99, ms. */
async function compareWriters(save: Save, insert: Save, writers: number): Promise<Comparison> {
  const times = new Map<Save, number[][]>([
    [save, []],
    [insert, []],
  ]);
  await timeSaves(save, writers);
  await timeSaves(insert, writers);
  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 === 0 ? [save, insert] : [insert, save]) {
      times.get(side)?.push(await timeSaves(side, writers));
    }
  }
  const over = (side: Save, share: number) => median((times.get(side) ?? []).map((round) => percentile(round, share)));
  return { ours: over(save, 0.5), bare: over(insert, 0.5), oursP99: over(save, 0.99), bareP99: over(insert, 0.99) };
}

/** Each writer saves one after the other; ms of every save. */
async function timeSaves(save: Save, writers: number): Promise<number[]> {
  const times: number[] = [];
  const write = async (writer: number) => {
    for (let count = 0; count < savesPerWriter; count += 1) {
      times.push(await timeOne(save, writer));
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return times;
}

async function openBareInsert(connectionString: string): Promise<{ save: Save; close: () => Promise<void> }> {
  const pool = new pg.Pool({ connectionString, max: manyWriters });
  await pool.query(`create table if not exists saved (id uuid primary key, state_code text not null, cells jsonb not null,
    at timestamptz not null)`);
  let value = 0;
  return {
    async save(writer) {
      value += 1;
      await pool.query('insert into saved (id, state_code, cells, at) values ($1, $2, $3, $4)', [
        crypto.randomUUID(),
        `IN-${writer}`,
        JSON.stringify({ total: String(value) }),
        new Date(),
      ]);
    },
    close: () => pool.end(),
  };
}
