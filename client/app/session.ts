import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Language } from '#shared/kernel/numbers.ts';
import type { Capacity, Role } from '#shared/modules/people/permissions.ts';
import type { Boot, RoleCard, SessionView } from '#shared/modules/people/schema.ts';
import { fetchJson, postJson } from './request.ts';
import { readBoolean, readFields, readList, readOneOf, readOptional, readText } from './shape.ts';

/** The roles again, so that the matrix beside them stays out of the first route; a test holds the two lists together. */
export const roleNames = [
  'commissioner',
  'eci_staff',
  'organiser',
  'ceo_maker',
  'ceo_checker',
  'sec_maker',
  'sec_checker',
  'viewer',
  'technical_admin',
] as const satisfies readonly Role[];

/** What the page was served with. Filled once before the first render. */
export const bootQuery = queryOptions<Boot>({
  queryKey: ['boot'],
  queryFn: async () => await bootFromServer(),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

export const sessionQuery = queryOptions<SessionView | null>({
  queryKey: ['session'],
  queryFn: async () => readOptional(await fetchJson('/api/session'), readSession, 'session'),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  meta: { topics: ['session'] },
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

/** Reads the boot object of the page's script element. */
export function readBoot(value: unknown): Boot {
  const boot = readFields(value, 'boot');
  return {
    language: readOneOf(boot['language'], ['en', 'hi'], 'boot.language'),
    session: readOptional(boot['session'], readSession, 'boot.session'),
    isDemonstration: readBoolean(boot['isDemonstration'], 'boot.isDemonstration'),
    roleCards: readList(boot['roleCards'], readRoleCard, 'boot.roleCards'),
    now: readText(boot['now'], 'boot.now'),
  };
}

export function readSession(value: unknown): SessionView {
  const session = readFields(value, 'session');
  return {
    sessionId: readText(session['sessionId'], 'session.sessionId'),
    personId: readText(session['personId'], 'session.personId'),
    name: readText(session['name'], 'session.name'),
    language: readOneOf(session['language'], ['en', 'hi'], 'session.language'),
    isDemonstration: readBoolean(session['isDemonstration'], 'session.isDemonstration'),
    capacity: readCapacity(session['capacity']),
    capacities: readList(session['capacities'], readCapacity, 'session.capacities'),
    can: readCan(session['can']),
    expiresAt: readText(session['expiresAt'], 'session.expiresAt'),
  };
}

function readCan(value: unknown): SessionView['can'] {
  const can = readFields(value, 'can');
  return {
    figures: readBoolean(can['figures'], 'can.figures'),
    metrics: readBoolean(can['metrics'], 'can.metrics'),
    audit: readOneOf(can['audit'], ['all', 'own', 'none'], 'can.audit'),
    sample: readBoolean(can['sample'], 'can.sample'),
    people: readBoolean(can['people'], 'can.people'),
  };
}

function readCapacity(value: unknown): Capacity {
  const capacity = readFields(value, 'capacity');
  return {
    membershipId: readText(capacity['membershipId'], 'capacity.membershipId'),
    role: readOneOf(capacity['role'], roleNames, 'capacity.role'),
    bodyId: readText(capacity['bodyId'], 'capacity.bodyId'),
    bodyKind: readOneOf(capacity['bodyKind'], ['eci', 'ceo', 'sec'], 'capacity.bodyKind'),
    bodyNameEn: readText(capacity['bodyNameEn'], 'capacity.bodyNameEn'),
    bodyNameHi: readText(capacity['bodyNameHi'], 'capacity.bodyNameHi'),
    stateCodes: readList(capacity['stateCodes'], readText, 'capacity.stateCodes'),
    division: readOptional(capacity['division'], readText, 'capacity.division'),
  };
}

function readRoleCard(value: unknown): RoleCard {
  const card = readFields(value, 'roleCard');
  return {
    email: readText(card['email'], 'roleCard.email'),
    name: readText(card['name'], 'roleCard.name'),
    role: readOneOf(card['role'], roleNames, 'roleCard.role'),
    bodyNameEn: readText(card['bodyNameEn'], 'roleCard.bodyNameEn'),
    bodyNameHi: readText(card['bodyNameHi'], 'roleCard.bodyNameHi'),
  };
}

/** Without an inlined boot (the development server serves a bare page) the session alone tells who is reading. */
async function bootFromServer(): Promise<Boot> {
  const session = readOptional(await fetchJson('/api/session'), readSession, 'session');
  return {
    language: session?.language ?? 'en',
    session,
    isDemonstration: session?.isDemonstration ?? false,
    roleCards: [],
    now: new Date().toISOString(),
  };
}
