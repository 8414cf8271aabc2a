// A State's figures published through the product's own calls, again and again: the first time as a month's form, from
// then on as corrections of it.

import { createTRPCClient, httpLink } from '@trpc/client';
import type { AppRouter } from '#server/routes.ts';
import { newId } from '#shared/kernel/ids.ts';
import { istDay, lastFullPeriod } from '#shared/kernel/time.ts';
import type { Product } from './product.ts';

/** Publishes one changed figure. Resolves once it is acknowledged, with the version of the overview that holds it. */
export type Publish = () => Promise<number>;

/** Gets a CEO's office ready to publish: its maker types and submits, its checker publishes. */
export async function openPublish(product: Product): Promise<Publish> {
  const maker = clientOf(product, product.office.maker);
  const checker = clientOf(product, product.office.checker);
  const { bodyId, stateCode } = await product.officeOf(product.office.maker);
  const form = { period: lastFullPeriod(istDay(new Date())), stateCode, bodyId };
  // Another case may have published this month already: then the first one here is a correction too.
  const there = await maker.submissions.get.query(form);
  let publishedId = there.status === 'published' ? there.id : null;
  let additions = Number(there.cells.additions);

  return async () => {
    const begun =
      publishedId === null
        ? { version: 0 }
        : await maker.submissions.correct.mutate({ key: newId(), id: publishedId, erratum: 'Additions counted again' });
    additions += 1;
    const opening = 27_000_000;
    const saved = await maker.submissions.saveDraft.mutate({
      key: newId(),
      ...form,
      version: begun.version,
      cells: {
        opening: String(opening),
        additions: String(additions),
        deletions: '0',
        electorsTotal: String(opening + additions),
      },
      header: { sourceNote: 'Bench' },
      notes: { V04: 'Figures of the bench', V16: 'Figures of the bench' },
    });
    const submitted = await maker.submissions.submit.mutate({ key: newId(), ...saved });
    const published = await checker.submissions.publish.mutate({ key: newId(), ...submitted });
    publishedId = published.id;
    return published.overview;
  };
}

function clientOf({ url }: Product, cookie: string) {
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/api/trpc`, headers: { cookie, origin: url } })],
  });
}
