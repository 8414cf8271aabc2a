// The typed client. Kept out of the first route: pages that need it are loaded when opened, and the first page's few
// mutations import it on press.

import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '#server/routes.ts';
import { queryClient } from './query-client.ts';

export const trpcClient = createTRPCClient<AppRouter>({
  links: [httpBatchLink({ url: '/api/trpc', maxItems: 20 })],
});

/** `useQuery(trpc.states.get.queryOptions({ code }, { meta: { topics: ['roll:IN-KL'] } }))` */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient });
