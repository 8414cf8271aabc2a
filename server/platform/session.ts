// Who is asking. Passwords and session rows are better-auth's; what the session may do comes from our memberships.
// Lookups are kept for a few seconds in the process and dropped when an announcement says the person's rights changed.

import { betterAuth } from 'better-auth';
import type { Kysely } from 'kysely';
import { istDay } from '#shared/kernel/time.ts';
import type { Capacity } from '#shared/modules/people/permissions.ts';
import type { Clock } from './clock.ts';
import type { Reader } from './database.ts';
import { isOutage } from './outage.ts';
import type { Database } from './tables.ts';

export interface Session {
  sessionId: string;
  personId: string;
  name: string;
  email: string;
  language: 'en' | 'hi';
  isDemonstration: boolean;
  capacity: Capacity;
  capacities: Capacity[];
  expiresAt: Date;
}

const sessionSeconds = 12 * 60 * 60;
const keepMs = 5_000;
/** How long a known session serves while the database is out of reach. */
const outageMs = 15 * 60_000;
const keepAtMost = 20_000;

export interface SessionStore {
  /** Name of the session cookie: `__Host-` under TLS. */
  cookieName: string;
  /** The session of a Cookie header, or null when there is none, it has ended, or the person has no capacity today. */
  find(cookieHeader: string | undefined): Promise<Session | null>;
  /** What is kept for the cookie, without a promise: the session, null for none, undefined when it must be looked up. */
  peek(cookieHeader: string | undefined): Session | null | undefined;
  /** Checks the password and opens a session: the `Set-Cookie` lines, or undefined when e-mail or password is wrong. */
  open(email: string, password: string, from: { ip: string; userAgent: string }): Promise<string[] | undefined>;
  /** Forgets what is kept for the person, or for everybody. */
  forget(personId?: string): void;
  /** The `Set-Cookie` line that removes the cookie. */
  clearCookie: string;
}

/** Sets up sign-in over the database. `baseUrl` is the public address; https turns on `Secure` and `__Host-`. */
export function createSessionStore(options: {
  db: Kysely<Database>;
  clock: Clock;
  secret: string;
  baseUrl: string | undefined;
}): SessionStore {
  const { db, clock } = options;
  const isSecure = options.baseUrl?.startsWith('https://') ?? false;
  const cookieName = isSecure ? '__Host-samanvay' : 'samanvay';
  const auth = createAuth(options, isSecure, cookieName);
  const kept = new Map<string, { session: Session | null; until: number }>();

  let generation = 0;

  // Kept by the whole Cookie header: a screen sends the same one each time, and nothing is parsed on the hot path.
  function peek(cookieHeader: string | undefined): Session | null | undefined {
    if (cookieHeader === undefined) return null;
    const hit = kept.get(cookieHeader);
    const now = clock.now().getTime();
    // Kept for longer than we keep: the clock was set back in between.
    if (hit === undefined || hit.until <= now || hit.until - now > keepMs) return undefined;
    return hit.session === null || hit.session.expiresAt.getTime() > now ? hit.session : null;
  }

  /**
   * While the database cannot be asked, rights cannot change in it either: a person known until now may go on reading
   * what is in memory. A change proves the right again in its own transaction.
   */
  function lastKnown(cookieHeader: string): Session | undefined {
    const last = kept.get(cookieHeader);
    const now = clock.now().getTime();
    if (last?.session == null || last.until + outageMs <= now || last.session.expiresAt.getTime() <= now)
      return undefined;
    return last.session;
  }

  async function load(cookie: string): Promise<Session | null> {
    const headers = new Headers({ cookie: `${cookieName}=${cookie}` });
    const found = await auth.api.getSession({ headers, query: { disableCookieCache: true, disableRefresh: true } });
    return found === null ? null : await readSession(db, found.session.id, clock.now());
  }

  return {
    cookieName,
    clearCookie: `${cookieName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`,
    peek,
    async find(cookieHeader) {
      const hit = peek(cookieHeader);
      if (hit !== undefined) return hit;
      const cookie = cookieValue(cookieHeader, cookieName);
      if (cookie === undefined || cookieHeader === undefined) return null;
      const asked = generation;
      let session: Session | null;
      try {
        session = await load(cookie);
      } catch (error) {
        const known = isOutage(error) ? lastKnown(cookieHeader) : undefined;
        if (known === undefined) throw error;
        return known;
      }
      if (kept.size >= keepAtMost) kept.clear();
      // Rights that changed while we looked must not be kept: the next call looks again.
      if (asked === generation) kept.set(cookieHeader, { session, until: clock.now().getTime() + keepMs });
      return session;
    },
    async open(email, password, from) {
      const headers = new Headers({ 'user-agent': from.userAgent.slice(0, 300), 'x-forwarded-for': from.ip });
      const response = await auth.api.signInEmail({ body: { email, password }, headers, asResponse: true });
      // A failure of ours is never "wrong password", which would count against the person.
      if (response.status >= 500) throw new Error('sign-in failed on our side');
      return response.ok ? response.headers.getSetCookie() : undefined;
    },
    forget(personId) {
      generation += 1;
      if (personId === undefined) kept.clear();
      for (const [header, { session }] of kept) if (session?.personId === personId) kept.delete(header);
    },
  };
}

function createAuth(
  options: { db: Kysely<Database>; secret: string; baseUrl: string | undefined },
  isSecure: boolean,
  cookieName: string,
) {
  return betterAuth({
    database: { db: options.db, type: 'postgres' },
    secret: options.secret,
    baseURL: options.baseUrl ?? 'http://localhost',
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 15, maxPasswordLength: 200 },
    user: { modelName: 'person' },
    session: {
      modelName: 'signInSession',
      fields: { userId: 'personId' },
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: { modelName: 'credential', fields: { userId: 'personId' } },
    rateLimit: { enabled: false },
    advanced: {
      disableCSRFCheck: true, // our own origin check stands before every route, see security.ts
      cookies: { session_token: { name: cookieName } },
      useSecureCookies: false, // would prefix the name with `__Secure-`; `secure` below is what counts
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/', secure: isSecure },
    },
  });
}

/** The session with the person's capacities of the day, or null when none is left. Signed-in officials only, read by id. */
export async function readSession(reader: Reader, sessionId: string, now: Date): Promise<Session | null> {
  const row = await reader
    .selectFrom('signInSession')
    .innerJoin('person', 'person.id', 'signInSession.personId')
    .select([
      'signInSession.id as sessionId',
      'signInSession.expiresAt',
      'signInSession.actingMembershipId',
      'person.id as personId',
      'person.name',
      'person.email',
      'person.language',
      'person.isDemonstration',
    ])
    .where('signInSession.id', '=', sessionId)
    .where('signInSession.expiresAt', '>', now)
    .where('person.isDisabled', '=', false)
    .executeTakeFirst();
  if (row === undefined) return null;
  const capacities = await listCapacities(reader, row.personId, now);
  const capacity = capacities.find((item) => item.membershipId === row.actingMembershipId) ?? capacities[0];
  if (capacity === undefined) return null;
  const { actingMembershipId: _, ...person } = row;
  return { ...person, capacity, capacities };
}

async function listCapacities(reader: Reader, personId: string, now: Date): Promise<Capacity[]> {
  const today = istDay(now);
  const rows = await reader
    .selectFrom('membership')
    .innerJoin('body', 'body.id', 'membership.bodyId')
    .leftJoin('bodyState', 'bodyState.bodyId', 'body.id')
    .select([
      'membership.id as membershipId',
      'membership.role',
      'membership.division',
      'body.id as bodyId',
      'body.kind as bodyKind',
      'body.nameEn as bodyNameEn',
      'body.nameHi as bodyNameHi',
      'bodyState.stateCode',
    ])
    .where('membership.personId', '=', personId)
    .where('membership.validFrom', '<=', today)
    .where((eb) => eb.or([eb('membership.validTo', 'is', null), eb('membership.validTo', '>', today)]))
    .where((eb) => eb.or([eb('bodyState.validFrom', 'is', null), eb('bodyState.validFrom', '<=', today)]))
    .where((eb) => eb.or([eb('bodyState.validTo', 'is', null), eb('bodyState.validTo', '>', today)]))
    .orderBy('membership.validFrom')
    .orderBy('membership.id')
    .orderBy('bodyState.stateCode')
    .limit(400)
    .execute();
  const capacities = new Map<string, Capacity>();
  for (const { stateCode, ...row } of rows) {
    const capacity = capacities.get(row.membershipId) ?? { ...row, stateCodes: [] };
    if (stateCode !== null) capacity.stateCodes.push(stateCode);
    capacities.set(row.membershipId, capacity);
  }
  return [...capacities.values()];
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}
