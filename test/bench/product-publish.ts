// A State's figures published through the product's own calls, again and again: a month's form the first time, from
// then on its correction. Forms can be made ready beforehand, so that a measurement holds the publication alone.

import { createTRPCClient, httpLink } from '@trpc/client';
import type { AppRouter } from '#server/routes.ts';
import { newId } from '#shared/kernel/ids.ts';
import { istDay, lastFullPeriod, type Period, shiftPeriod } from '#shared/kernel/time.ts';
import type { Product } from './product.ts';

export interface Publisher {
  /** Has forms of the newest months typed and submitted, one a month, until that many wait for their publication. */
  prepare: (count: number) => Promise<void>;
  /**
   * Publishes the waiting form of the oldest month; makes one ready first when none waits. Resolves once it is
   * acknowledged, with the version of the overview that holds it.
   */
  publish: () => Promise<number>;
}

interface Form {
  period: Period;
  id: string;
  version: number;
}

const opening = 27_000_000;
const notes = { V04: 'Figures of the bench', V16: 'Figures of the bench' };

/** Gets a CEO's office ready to publish: its maker types and submits, its checker publishes. */
export async function openPublisher(product: Product): Promise<Publisher> {
  const maker = clientOf(product, product.office.maker);
  const checker = clientOf(product, product.office.checker);
  const office = await product.officeOf(product.office.maker);
  const newest = lastFullPeriod(istDay(new Date()));
  const waiting: Form[] = [];
  let additions = Number((await maker.submissions.get.query({ period: newest, ...office })).cells.additions);

  async function submit(period: Period): Promise<Form> {
    // Another case may have left this month submitted, or published it already: then this is a correction.
    const there = await maker.submissions.get.query({ period, ...office });
    if (there.id !== null && there.status === 'submitted') return { period, id: there.id, version: there.version };
    const begun =
      there.id !== null && there.status === 'published'
        ? await maker.submissions.correct.mutate({ key: newId(), id: there.id, erratum: 'Additions counted again' })
        : { version: there.version };
    additions += 1;
    const saved = await maker.submissions.saveDraft.mutate({
      key: newId(),
      period,
      ...office,
      version: begun.version,
      cells: {
        opening: String(opening),
        additions: String(additions),
        deletions: '0',
        electorsTotal: String(opening + additions),
      },
      header: { sourceNote: 'Bench' },
      notes,
    });
    return { period, ...(await maker.submissions.submit.mutate({ key: newId(), ...saved })) };
  }

  async function prepare(count: number): Promise<void> {
    for (let back = count - 1; back >= 0; back -= 1) {
      const period = shiftPeriod(newest, -back);
      if (waiting.every((form) => form.period !== period)) waiting.push(await submit(period));
    }
    waiting.sort((left, right) => left.period.localeCompare(right.period));
  }

  async function publish(): Promise<number> {
    const { id, version } = waiting.shift() ?? (await submit(newest));
    return (await checker.submissions.publish.mutate({ key: newId(), id, version })).overview;
  }

  return { prepare, publish };
}

function clientOf({ url }: Product, cookie: string) {
  const headers = { cookie, origin: url };
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/api/trpc`, headers })] });
}
