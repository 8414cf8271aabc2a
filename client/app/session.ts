import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Language } from '#shared/kernel/numbers.ts';
import type { Boot, SessionView } from '#shared/modules/people/schema.ts';
import { fetchJson, postJson } from './request.ts';

/** What the page was served with. Filled once before the first render. */
export const bootQuery = queryOptions<Boot>({
  queryKey: ['boot'],
  queryFn: async () => await bootFromServer(),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

export const sessionQuery = queryOptions<SessionView | null>({
  queryKey: ['session'],
  queryFn: async () => await fetchSession(),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  meta: { topics: ['session', 'profile'] },
});

export function useBoot(): Boot | undefined {
  return useQuery(bootQuery).data;
}

/** The signed-in person, or null. */
export function useSession(): SessionView | null {
  return useQuery(sessionQuery).data ?? null;
}

/** The language a page is read in: what the URL asks for, else the profile's, else what the page was served in. */
export function readerLanguage(
  asked: Language | undefined,
  session: SessionView | null | undefined,
  boot: Boot | undefined,
): Language {
  return asked ?? session?.language ?? boot?.language ?? 'en';
}

/** Opens a session; the caller then loads the page afresh, so that nothing of another person's stays in memory. */
export async function signIn(email: string, password: string): Promise<void> {
  await postJson('/api/sign-in', { email, password });
}

export async function signOut(): Promise<void> {
  await postJson('/api/sign-out', {});
}

export async function signOutEverywhere(): Promise<void> {
  await postJson('/api/sign-out-everywhere', {});
}

/** Where a person lands: the first page that is theirs (design, "Three groups use it"). */
export function landingPath(session: SessionView, hasRoute: (path: string) => boolean): string {
  const { role, bodyKind } = session.capacity;
  const mine =
    role === 'organiser' ? '/actions' : role === 'commissioner' || bodyKind === 'eci' ? '/national' : '/desk';
  return role !== 'viewer' && hasRoute(mine) ? mine : '/national';
}

/** Without an inlined boot (the development server serves a bare page) the session alone tells who is reading. */
async function bootFromServer(): Promise<Boot> {
  const session = await fetchSession();
  return {
    language: session?.language ?? 'en',
    session,
    isDemonstration: session?.isDemonstration ?? false,
    roleCards: [],
    demonstrationPassword: null,
    now: new Date().toISOString(),
  };
}

async function fetchSession(): Promise<SessionView | null> {
  const answer = await fetchJson('/api/session');
  const { readSession } = await import('./read-session.ts');
  return answer === null ? null : readSession(answer);
}
