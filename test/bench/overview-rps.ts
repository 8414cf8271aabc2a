// Reads of the national overview by a signed-in reader, 16 kept-alive connections, while a figure is published every
// second: against the naive stack and against bare node:http sending the same bytes.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Case, Context } from './harness.ts';
import { ask } from './http.ts';
import { loadOnce } from './load.ts';
import { canPin, pinLoad, startServer } from './processes.ts';
import { type Product, readOverview } from './product.ts';
import { openPublisher, type Publisher } from './product-publish.ts';
import { rowOf } from './row.ts';
import { interleave, median } from './stats.ts';

const rounds = 5;
const seconds = 3;

export const overviewRps: Case = {
  id: 'overview-rps',
  bar: '≥ 12 × naive, ≥ 0.8 × floor, 0 stale',
  async run(context) {
    const product = await context.product();
    const publisher = await openPublisher(product);
    const naive = await context.startNaive();
    const floor = await startFloor(context, product);
    const headers = { cookie: product.cookie, 'accept-encoding': 'br, gzip' };
    const overview = `${product.url}/api/overview`;
    const unpin = [pinLoad(), (await context.database()).pin()];
    let stale = 0;
    let writes = 0;
    try {
      const sides = [
        async () => {
          await publisher.prepare(seconds + 1);
          const watch = watchWrites(product, publisher);
          const rate = await loadOnce(overview, { headers, seconds });
          const seen = await watch.end();
          stale += seen.stale;
          writes += seen.writes;
          return rate;
        },
        () => loadOnce(`${naive.url}/trpc/overview`, { headers, seconds }),
        () => loadOnce(`${floor.url}/`, { headers, seconds }),
      ];
      await interleave(1, sides);
      stale = 0;
      writes = 0;
      const [ours = [], naives = [], floors = []] = await interleave(rounds, sides);
      const rate = median(ours);
      return rowOf({
        id: this.id,
        unit: 'req/s',
        ours: rate,
        comparator: median(naives),
        floor: median(floors),
        bar: this.bar,
        parts: [
          { name: 'times naive', value: rate / median(naives), limit: 12, atLeast: true },
          { name: 'times floor', value: rate / median(floors), limit: 0.8, atLeast: true },
          { name: 'stale reads', value: stale, limit: 0, atLeast: false },
          { name: 'writes seen', value: writes, limit: rounds, atLeast: true },
        ],
        details: { rounds, secondsEach: seconds, writes, stale, pinned: canPin },
      });
    } finally {
      for (const undo of unpin) undo();
      await naive.stop();
      await floor.stop();
    }
  },
};

/** A bare server with the very bytes and headers that the product sends. */
async function startFloor(context: Context, product: Product) {
  const answer = await ask(`${product.url}/api/overview`, {
    headers: { cookie: product.cookie, 'accept-encoding': 'br, gzip' },
  });
  if (answer.status !== 200) throw new Error(`The overview answers ${answer.status}.`);
  const file = join(context.folder(), 'body');
  writeFileSync(file, answer.body);
  const {
    'content-length': _length,
    connection: _connection,
    'keep-alive': _keepAlive,
    date: _date,
    ...headers
  } = answer.headers;
  const env = { FLOOR_BODY: file, FLOOR_HEADERS: JSON.stringify(headers) };
  const floor = await startServer({ script: ['test/bench/floor-bytes.ts'], env, readyPath: '/', isPinned: true });
  context.atEnd(floor.stop);
  return floor;
}

/** Publishes a figure each second until ended; each must be in the first read after its acknowledgement. */
function watchWrites(product: Product, publisher: Publisher): { end(): Promise<{ writes: number; stale: number }> } {
  let isOver = false;
  const seen = { writes: 0, stale: 0 };
  const done = (async () => {
    while (!isOver) {
      const version = await publisher.publish();
      const read = await readOverview(product.url, product.cookie);
      seen.writes += 1;
      if (read.version < version) seen.stale += 1;
      for (let waited = 0; waited < 1_000 && !isOver; waited += 50) await sleep(50);
    }
  })();
  // A failed publication is thrown by `end`, not left unhandled while the load runs.
  done.catch(() => undefined);
  return {
    async end() {
      isOver = true;
      await done;
      return seen;
    },
  };
}
