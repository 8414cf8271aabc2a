import { sql } from 'kysely';
import type { Reader, Tx } from '#server/platform/database.ts';
import type { Role } from '#shared/modules/people/permissions.ts';

/** Failures counted against an e-mail and the time until which it is shut, if any. */
export async function findAttempts(reader: Reader, email: string) {
  return await reader
    .selectFrom('signInAttempt')
    .select(['failures', 'lockedUntil'])
    .where('email', '=', email)
    .executeTakeFirst();
}

/** Adds one failure and sets the lock that `lockMinutes` of the new count asks for. Returns the new count. */
export async function addFailure(reader: Reader, email: string, now: Date): Promise<number> {
  const { failures } = await reader
    .insertInto('signInAttempt')
    .values({ email, failures: 1, lastFailureAt: now, lockedUntil: null })
    .onConflict((conflict) =>
      conflict.column('email').doUpdateSet({ failures: sql<number>`sign_in_attempt.failures + 1`, lastFailureAt: now }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow();
  return failures;
}

/** Shuts sign-in for the e-mail until the instant. */
export async function lockUntil(reader: Reader, email: string, until: Date): Promise<void> {
  await reader.updateTable('signInAttempt').set({ lockedUntil: until }).where('email', '=', email).execute();
}

/** Forgets the failures of an e-mail after a success. */
export async function clearAttempts(reader: Reader, email: string): Promise<void> {
  await reader.deleteFrom('signInAttempt').where('email', '=', email).execute();
}

/** The person's open sessions, newest first. */
export async function listSessions(reader: Reader, personId: string, now: Date) {
  return await reader
    .selectFrom('signInSession')
    .select(['id', 'createdAt', 'expiresAt', 'userAgent', 'ipAddress'])
    .where('personId', '=', personId)
    .where('expiresAt', '>', now)
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute();
}

/** Ends sessions of the person: the one named, or all. Returns how many ended. */
export async function deleteSessions(tx: Tx, personId: string, sessionId: string | null): Promise<number> {
  let query = tx.deleteFrom('signInSession').where('personId', '=', personId);
  if (sessionId !== null) query = query.where('id', '=', sessionId);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

/** Keeps the language a person reads in. */
export async function updateLanguage(tx: Tx, personId: string, language: 'en' | 'hi', now: Date): Promise<void> {
  await tx.updateTable('person').set({ language, updatedAt: now }).where('id', '=', personId).execute();
}

/** Sets the office in which a session acts. */
export async function updateActing(tx: Tx, sessionId: string, membershipId: string): Promise<void> {
  await tx.updateTable('signInSession').set({ actingMembershipId: membershipId }).where('id', '=', sessionId).execute();
}

/** Everybody with an account, by name, with the offices they hold or held. At most 2,000 rows. */
export async function listPeopleRows(reader: Reader) {
  return await reader
    .selectFrom('person')
    .leftJoin('membership', 'membership.personId', 'person.id')
    .leftJoin('body', 'body.id', 'membership.bodyId')
    .select([
      'person.id as personId',
      'person.name',
      'person.email',
      'person.isDisabled',
      'person.isDemonstration',
      'membership.id as membershipId',
      'membership.role',
      'membership.bodyId',
      'membership.validFrom',
      'membership.validTo',
      'membership.version',
      'body.nameEn as bodyNameEn',
      'body.nameHi as bodyNameHi',
    ])
    .orderBy('person.name')
    .orderBy('membership.validFrom')
    .limit(2_000)
    .execute();
}

/** The account with this e-mail (lower case), if any. */
export async function findPersonByEmail(reader: Reader, email: string) {
  return await reader.selectFrom('person').select(['id', 'name']).where('email', '=', email).executeTakeFirst();
}

/** One body by id, if there is one. */
export async function findBody(reader: Reader, bodyId: string) {
  return await reader
    .selectFrom('body')
    .select(['id', 'kind', 'nameEn', 'nameHi'])
    .where('id', '=', bodyId)
    .executeTakeFirst();
}

/** Every body, by kind and then English name. At most 200 rows. */
export async function listBodies(reader: Reader) {
  return await reader
    .selectFrom('body')
    .select(['id', 'kind', 'nameEn', 'nameHi'])
    .orderBy('kind')
    .orderBy('nameEn')
    .limit(200)
    .execute();
}

/** Adds an account with its password, hashed before. */
export async function insertPerson(
  tx: Tx,
  person: { id: string; name: string; email: string; passwordHash: string; now: Date },
): Promise<void> {
  const { now } = person;
  await tx
    .insertInto('person')
    .values({ id: person.id, name: person.name, email: person.email, image: null, createdAt: now, updatedAt: now })
    .execute();
  await tx
    .insertInto('credential')
    .values({
      id: `credential-${person.id}`,
      accountId: person.id,
      providerId: 'credential',
      personId: person.id,
      password: person.passwordHash,
      createdAt: now,
      updatedAt: now,
    })
    .execute();
}

/** Gives a person an office from a day on. */
export async function insertMembership(
  tx: Tx,
  membership: { id: string; personId: string; bodyId: string; role: Role; division: string | null; validFrom: string },
): Promise<void> {
  await tx
    .insertInto('membership')
    .values({ ...membership, validTo: null })
    .execute();
}

/** One membership by id, if there is one. */
export async function findMembership(reader: Reader, membershipId: string) {
  return await reader
    .selectFrom('membership')
    .select(['id', 'personId', 'bodyId', 'role', 'validFrom', 'validTo', 'version'])
    .where('id', '=', membershipId)
    .executeTakeFirst();
}

/** Ends a membership on the day (it no longer counts from that day on). False when somebody changed it first. */
export async function endMembershipRow(
  tx: Tx,
  membershipId: string,
  validTo: string,
  version: number,
): Promise<boolean> {
  const result = await tx
    .updateTable('membership')
    .set({ validTo, version: version + 1 })
    .where('id', '=', membershipId)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
