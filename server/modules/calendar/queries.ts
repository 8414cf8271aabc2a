import type { Insertable } from 'kysely';
import type { Reader, Tx } from '#server/platform/database.ts';
import type { Database } from '#server/platform/tables.ts';

/** Live and revoked together; a person's list is never longer than what is shown. */
const mostListed = 200;

/** The person's addresses in whatever office they were made, newest first, with the days of that office. */
export async function listFeeds(reader: Reader, personId: string) {
  return await reader
    .selectFrom('calendarFeed as feed')
    .innerJoin('membership', 'membership.id', 'feed.membershipId')
    .select([
      'feed.id',
      'feed.name',
      'feed.language',
      'feed.filter',
      'feed.createdAt',
      'feed.readAt',
      'feed.revokedAt',
      'membership.validTo',
    ])
    .where('membership.personId', '=', personId)
    .orderBy('feed.createdAt', 'desc')
    .orderBy('feed.id')
    .limit(mostListed)
    .execute();
}

/** How many addresses of the person answer. Locks the person's row, so that two askers are counted one after the other. */
export async function countLive(tx: Tx, personId: string): Promise<number> {
  await tx.selectFrom('person').select('id').where('id', '=', personId).forUpdate().executeTakeFirst();
  const { count } = await tx
    .selectFrom('calendarFeed as feed')
    .innerJoin('membership', 'membership.id', 'feed.membershipId')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('membership.personId', '=', personId)
    .where('feed.revokedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** True when the secret serves an address already. */
export async function isSecretUsed(reader: Reader, secretHash: string): Promise<boolean> {
  const row = await reader
    .selectFrom('calendarFeed')
    .select('id')
    .where('secretHash', '=', secretHash)
    .executeTakeFirst();
  return row !== undefined;
}

/** Adds an address; it is revoked some day, never changed or deleted. */
export async function insertFeed(tx: Tx, row: Insertable<Database['calendarFeed']>): Promise<void> {
  await tx.insertInto('calendarFeed').values(row).execute();
}

/** The address as it stands with its owner, locked until the transaction ends. */
export async function lockFeed(tx: Tx, id: string) {
  return await tx
    .selectFrom('calendarFeed as feed')
    .innerJoin('membership', 'membership.id', 'feed.membershipId')
    .select(['feed.id', 'feed.name', 'feed.revokedAt', 'membership.personId'])
    .where('feed.id', '=', id)
    .forUpdate('feed')
    .executeTakeFirst();
}

/** From this instant on the address answers that it is gone. */
export async function markRevoked(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('calendarFeed').set({ revokedAt: at }).where('id', '=', id).execute();
}

/** The address with what decides whether it still answers. */
export async function findFeed(reader: Reader, id: string) {
  return await reader
    .selectFrom('calendarFeed as feed')
    .innerJoin('membership', 'membership.id', 'feed.membershipId')
    .innerJoin('person', 'person.id', 'membership.personId')
    .select([
      'feed.id',
      'feed.secretHash',
      'feed.name',
      'feed.filter',
      'feed.language',
      'feed.readAt',
      'feed.revokedAt',
      'membership.validFrom',
      'membership.validTo',
      'person.isDisabled',
    ])
    .where('feed.id', '=', id)
    .executeTakeFirst();
}

/** Keeps when a program last read the address. */
export async function markRead(reader: Reader, id: string, at: Date): Promise<void> {
  await reader.updateTable('calendarFeed').set({ readAt: at }).where('id', '=', id).execute();
}
