import { queryOptions } from '@tanstack/react-query';
import { newId } from '#shared/kernel/ids.ts';
import type { AddPerson, EndMembership, GrantMembership } from '#shared/modules/people/schema.ts';

/** The person's open sessions, newest first. */
export const sessionsQuery = queryOptions({
  queryKey: ['people', 'sessions'],
  queryFn: async () => {
    const { trpcClient } = await import('#client/app/trpc.ts');
    return await trpcClient.people.listSessions.query();
  },
  staleTime: 0,
  meta: { topics: ['session'] },
});

/** Ends one of the person's own sessions. */
export async function endSession(sessionId: string): Promise<void> {
  const { trpcClient } = await import('#client/app/trpc.ts');
  await trpcClient.people.endSessions.mutate({ key: newId(), sessionId });
}

/** Keeps the language for the next visits. */
export async function setLanguage(language: 'en' | 'hi'): Promise<void> {
  const { trpcClient } = await import('#client/app/trpc.ts');
  await trpcClient.people.setLanguage.mutate({ key: newId(), language });
}

/** Acts in another of the person's offices from now on; the caller loads the page afresh. */
export async function actAs(membershipId: string): Promise<void> {
  const { trpcClient } = await import('#client/app/trpc.ts');
  await trpcClient.people.actAs.mutate({ key: newId(), membershipId });
}

/** Everybody with an account and their offices. For the technical administrator. */
export const peopleQuery = queryOptions({
  queryKey: ['people', 'list'],
  queryFn: async () => {
    const { trpcClient } = await import('#client/app/trpc.ts');
    return await trpcClient.people.list.query();
  },
  staleTime: 0,
  meta: { topics: ['people'] },
});

/** The bodies in which an office can be given. */
export const bodiesQuery = queryOptions({
  queryKey: ['people', 'bodies'],
  queryFn: async () => {
    const { trpcClient } = await import('#client/app/trpc.ts');
    return await trpcClient.people.listBodies.query();
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** Adds an account with its first office. */
export async function addPerson(person: Omit<AddPerson, 'key'>): Promise<void> {
  const { trpcClient } = await import('#client/app/trpc.ts');
  await trpcClient.people.add.mutate({ key: newId(), ...person });
}

/** Gives a person a further office from today. */
export async function grantOffice(office: Omit<GrantMembership, 'key'>): Promise<void> {
  const { trpcClient } = await import('#client/app/trpc.ts');
  await trpcClient.people.grant.mutate({ key: newId(), ...office });
}

/** Ends an office today. */
export async function endOffice(office: Omit<EndMembership, 'key'>): Promise<void> {
  const { trpcClient } = await import('#client/app/trpc.ts');
  await trpcClient.people.end.mutate({ key: newId(), ...office });
}
