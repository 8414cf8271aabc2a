import type { QueryClient } from '@tanstack/react-query';
import { overviewQuery } from '#client/modules/national/api.ts';
import type { NationalOverview } from '#shared/modules/national/schema.ts';
import type { Boot } from '#shared/modules/people/schema.ts';
import { bootQuery, sessionQuery } from './session.ts';

/** Puts what the page was served with into the cache, so that the first render asks nobody. */
export function prefill(
  queryClient: QueryClient,
  boot: Boot,
  served: { overview: NationalOverview; etag: string | null } | null,
): void {
  queryClient.setQueryData(bootQuery.queryKey, boot);
  queryClient.setQueryData(sessionQuery.queryKey, boot.session);
  if (served !== null) queryClient.setQueryData(overviewQuery.queryKey, served);
}
