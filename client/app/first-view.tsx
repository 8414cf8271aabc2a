// The first page as markup, made on the server from the same router and pages, so that its table can be read before the
// script has come and without it. Nothing is fetched: what is not given is not shown.

import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { renderToStaticMarkup } from 'react-dom/server';
import type { NationalOverview } from '#shared/modules/national/schema.ts';
import type { Boot } from '#shared/modules/people/schema.ts';
import { prefill } from './prefill.ts';
import { createQueryClient } from './query-client.ts';
import { createAppRouter } from './router.tsx';

export interface FirstViewInput {
  /** Path and search as asked for, e.g. `/national?metric=FL-03&lang=hi`. */
  url: string;
  boot: Boot;
  overview: NationalOverview | null;
}

/**
 * Markup for `#root`: `/login` for anybody, `/national` for a signed-in reader when the overview is given. Anything else
 * is an empty string, and the script draws the page; so is an address the router would write differently. Holds no script, style or style attribute.
 */
export async function renderFirstView({ url, boot, overview }: FirstViewInput): Promise<string> {
  const path = url.split('?', 1)[0];
  const isNational = path === '/national' && boot.session !== null && overview !== null;
  if (!isNational && path !== '/login') return '';
  const queryClient = createQueryClient();
  prefill(queryClient, boot, overview === null ? null : { overview, etag: null });
  const router = createAppRouter(queryClient, createMemoryHistory({ initialEntries: [url] }));
  await router.load();
  const markup = renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  queryClient.clear();
  return markup;
}
