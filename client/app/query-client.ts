import { QueryClient } from '@tanstack/react-query';
import { readFailure } from './errors.ts';

declare module '@tanstack/react-query' {
  interface Register {
    /** Topics of the live stream that make the query stale; `roll:*` stands for every State's. */
    queryMeta: { topics?: readonly string[] };
  }
}

/** A query cache: data is right until its topic is told, so nothing is fetched again on focus or mount. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: (attempts, error) => attempts < 3 && ['offline', 'defect'].includes(readFailure(error).code),
      },
    },
  });
}

/** The browser's cache. The server makes one per page. */
export const queryClient = createQueryClient();

export const toldVersionKey = ['told-version'];

/** The newest data version the live stream has told, to ask a server process for at least that; 0 before the first. */
export function toldVersion(client: QueryClient): number {
  return client.getQueryData<number>(toldVersionKey) ?? 0;
}
