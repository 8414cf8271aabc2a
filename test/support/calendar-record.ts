// Exercises, dates and addresses of the calendar as tests need them: rows as an office writes them.

import { randomBytes } from 'node:crypto';
import type { Insertable, Kysely } from 'kysely';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import type { AddFeed } from '#shared/modules/calendar/schema.ts';
import { callAs, testNow } from './call.ts';

/** A local election of Kerala, unless said otherwise. */
export async function plantExercise(
  db: Kysely<Database>,
  author: Session,
  id: string,
  change: Partial<Insertable<Database['exercise']>> = {},
): Promise<void> {
  const stateCode = change.stateCode ?? 'IN-KL';
  await db
    .insertInto('exercise')
    .values({
      id,
      stateCode,
      bodyKind: 'sec',
      bodyId: `SEC-${stateCode}`,
      kind: 'panchayat_election',
      nameEn: 'Kerala local elections, all tiers',
      nameHi: 'केरल स्थानीय निर्वाचन',
      recordedBy: author.capacity.membershipId,
      recordedAt: testNow,
      ...change,
    })
    .execute();
}

/** A date as an office writes it; one that revises another supersedes it. Returns its id. */
export async function plantDate(
  db: Kysely<Database>,
  author: Session,
  exerciseId: string,
  milestone: string,
  [startDate, endDate]: [string | null, string | null],
  change: Partial<Insertable<Database['milestone']>> = {},
): Promise<string> {
  const id = newId();
  const { recordedAt = testNow } = change;
  if (change.revises != null) {
    await db
      .updateTable('milestone')
      .set({ status: 'superseded', supersededAt: recordedAt })
      .where('id', '=', change.revises)
      .execute();
  }
  const { place } = await db
    .selectFrom('milestone')
    .select((eb) => eb.fn.countAll<number>().as('place'))
    .where('exerciseId', '=', exerciseId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('milestone')
    .values({
      id,
      exerciseId,
      position: Number(place) + 1,
      milestone,
      startDate,
      endDate,
      status: 'due',
      confidence: 'office',
      recordedBy: author.capacity.membershipId,
      recordedAt,
      ...change,
    })
    .execute();
  return id;
}

/** What asks for an address, with a secret of its own. */
export function feedOf(change: Partial<AddFeed> = {}): AddFeed {
  const secret = randomBytes(32).toString('base64url');
  return { key: newId(), name: 'Kerala', secret, language: 'en', hasSample: false, ...change };
}

/** Makes an address, and gives it as its owner has it. */
export async function addFeed(
  db: Kysely<Database>,
  session: Session,
  change: Partial<AddFeed> = {},
): Promise<{ id: string; path: string }> {
  const input = feedOf(change);
  const { id } = await callAs(db, session).calendar.addFeed(input);
  return { id, path: `/feeds/${id}/${input.secret}.ics` };
}
