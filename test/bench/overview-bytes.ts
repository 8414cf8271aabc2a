// What the overview weighs on the wire with all 36 States filled, and what one changed figure weighs on the stream.

import { gzipSync } from 'node:zlib';
import type { Case } from './harness.ts';
import { ask } from './http.ts';
import { openPublisher } from './product-publish.ts';
import { rowOf } from './row.ts';
import { openStreams } from './streams.ts';

export const overviewBytes: Case = {
  id: 'overview-bytes',
  bar: '≤ 3379 B brotli, changed cell ≤ 120 B',
  async run(context) {
    const product = await context.product();
    const naive = await context.startNaive();
    const answer = await ask(`${product.url}/api/overview`, {
      headers: { cookie: product.cookie, 'accept-encoding': 'br' },
    });
    if (answer.headers['content-encoding'] !== 'br') throw new Error('The overview was not sent in brotli.');
    const rows = gzipSync((await ask(`${naive.url}/trpc/overview`)).body, { level: 6 }).length;
    await naive.stop();
    const publisher = await openPublisher(product);
    const streams = await openStreams(product.url, '/api/stream', [product.cookie], 1);
    try {
      const arrival = streams.next();
      await publisher.publish();
      const [frame] = await arrival;
      const frameBytes = frame?.bytes ?? Number.POSITIVE_INFINITY;
      return rowOf({
        id: this.id,
        unit: 'B',
        ours: answer.body.length,
        comparator: rows,
        bar: this.bar,
        parts: [
          { name: 'overview', value: answer.body.length, limit: 3_379, atLeast: false },
          { name: 'frame of one changed cell', value: frameBytes, limit: 120, atLeast: false },
        ],
        details: { frameBytes },
        note: 'The comparator is the naive answer in gzip level 6.',
      });
    } finally {
      streams.close();
    }
  },
};
