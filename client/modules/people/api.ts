import { queryOptions } from '@tanstack/react-query';
import { newId } from '#shared/kernel/ids.ts';

/** The one password of every demonstration account. No secret: it is shown beside the cards. */
export const demonstrationPassword = 'samanvay-rehearsal-2026';

/** The person's open sessions, newest first. */
export const sessionsQuery = queryOptions({
  queryKey: ['people', 'sessions'],
  queryFn: async () => {
    const { trpcClient } = await import('../../app/trpc.ts');
    return await trpcClient.people.listSessions.query();
  },
  staleTime: 0,
  meta: { topics: ['session'] },
});

/** Ends one of the person's own sessions. */
export async function endSession(sessionId: string): Promise<void> {
  const { trpcClient } = await import('../../app/trpc.ts');
  await trpcClient.people.endSessions.mutate({ key: newId(), sessionId });
}

/** Keeps the language for the next visits. */
export async function setLanguage(language: 'en' | 'hi'): Promise<void> {
  const { trpcClient } = await import('../../app/trpc.ts');
  await trpcClient.people.setLanguage.mutate({ key: newId(), language });
}

/** Acts in another of the person's offices from now on; the caller loads the page afresh. */
export async function actAs(membershipId: string): Promise<void> {
  const { trpcClient } = await import('../../app/trpc.ts');
  await trpcClient.people.actAs.mutate({ key: newId(), membershipId });
}
