import '#client/ui/theme.css';
import '#client/ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { NationalOverview } from '#shared/modules/national/schema.ts';
import type { Boot } from '#shared/modules/people/schema.ts';
import { prefill } from './prefill.ts';
import { queryClient } from './query-client.ts';
import { createAppRouter } from './router.tsx';
import { bootQuery, sessionQuery } from './session.ts';
import { applyTheme, readTheme } from './theme.ts';

// Not awaited at the top: the lazy pages import from this module and would wait for it for ever.
void start();

async function start() {
  applyTheme(readTheme());
  const boot: Boot | null = served('boot');
  if (boot === null) {
    const { session } = await queryClient.ensureQueryData(bootQuery);
    queryClient.setQueryData(sessionQuery.queryKey, session);
  } else {
    const overview: NationalOverview | null = served('overview');
    const etag = document.getElementById('overview')?.dataset['etag'] ?? null;
    prefill(queryClient, boot, overview === null ? null : { overview, etag });
  }
  const router = createAppRouter(queryClient);
  // Everything the first render needs is there before it replaces the served markup: nothing jumps.
  await router.load();
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}

/** JSON the server put into the page, or null. It came in the answer that named this script, from the same types. */
function served<T extends Boot | NationalOverview>(id: string): T | null {
  const text = document.getElementById(id)?.textContent;
  return text === undefined || text === '' ? null : JSON.parse(text);
}
