// Calling procedures as a person, without a browser: the same router, a real database, a clock that is set.

import type { Kysely } from 'kysely';
import { pino } from 'pino';
import type { Clock } from '#server/platform/clock.ts';
import { readSession, type Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { appRouter } from '#server/routes.ts';
import { newId } from '#shared/kernel/ids.ts';
import type { Role } from '#shared/modules/people/permissions.ts';

/** The day on which the tests live. */
export const testNow = new Date('2026-11-22T06:30:00.000Z');
export const testClock: Clock = { now: () => testNow };

const silent = pino({ level: 'silent' });

/** The session of an account already in the database, as a fresh sign-in would give it. */
export async function personIn(db: Kysely<Database>, email: string): Promise<Session> {
  const person = await db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirstOrThrow();
  return await openSession(db, person.id);
}

/** A new account with one office, and its session. */
export async function makePerson(
  db: Kysely<Database>,
  office: { bodyId: string; role: Role; name?: string; division?: string },
): Promise<Session> {
  const id = newId();
  const name = office.name ?? `${office.role} of ${office.bodyId}`;
  await db
    .insertInto('person')
    .values({ id, name, email: `${id}@test.samanvay.example`, image: null })
    .execute();
  await addOffice(db, id, office);
  return await openSession(db, id);
}

/** Gives an account a further office from 01-01-2026. */
export async function addOffice(
  db: Kysely<Database>,
  personId: string,
  office: { bodyId: string; role: Role; division?: string },
): Promise<void> {
  await db
    .insertInto('membership')
    .values({
      id: newId(),
      personId,
      bodyId: office.bodyId,
      role: office.role,
      division: office.division ?? null,
      validFrom: '2026-01-01',
      validTo: null,
    })
    .execute();
}

async function openSession(db: Kysely<Database>, personId: string): Promise<Session> {
  const id = newId();
  const expiresAt = new Date(testNow.getTime() + 12 * 60 * 60 * 1000);
  await db
    .insertInto('signInSession')
    .values({ id, personId, token: newId(), expiresAt, ipAddress: null, userAgent: null, actingMembershipId: null })
    .execute();
  const session = await readSession(db, id, testNow);
  if (session === null) throw new Error(`${personId} has no capacity on ${testNow.toISOString()}`);
  return session;
}

/** Every procedure, called as this person (or as nobody) on this database. */
export function callAs(db: Kysely<Database>, session: Session | null, options: { clock?: Clock } = {}) {
  return appRouter.createCaller({ db, session, clock: options.clock ?? testClock, log: silent, requestId: newId() });
}
