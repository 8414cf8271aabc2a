// Accounts of the demonstration: offices, not invented people. They exist only in a demonstration database, and the
// page shows their password beside them.

import { hashPassword } from 'better-auth/crypto';
import type { Kysely } from 'kysely';
import type { Role } from '#shared/modules/people/permissions.ts';
import type { RoleCard } from '#shared/modules/people/schema.ts';
import type { Database } from '../tables.ts';
import { stableId } from './rows.ts';

/** The one password of all demonstration accounts. No secret: it is printed at start and on the sign-in page. */
export const demonstrationPassword = 'samanvay-rehearsal-2026';

interface Office {
  /** The part of the e-mail before the @, and of the person's id. */
  key: string;
  name: string;
  memberships: { bodyId: string; role: Role; division?: string }[];
}

const offices: readonly Office[] = [
  office('eci.commissioner', 'Commissioner, Election Commission of India', 'ECI', 'commissioner'),
  office('eci.organiser', 'Conference organiser, ECI secretariat', 'ECI', 'organiser'),
  office('eci.rolls', 'Division staff (electoral rolls), ECI', 'ECI', 'eci_staff', 'rolls'),
  office('eci.evm', 'Division staff (EVM), ECI', 'ECI', 'eci_staff', 'evm'),
  office('kerala.ceo.maker', 'Maker, office of the CEO, Kerala', 'CEO-IN-KL', 'ceo_maker'),
  office('kerala.ceo.checker', 'Checker, office of the CEO, Kerala', 'CEO-IN-KL', 'ceo_checker'),
  office('kerala.sec.maker', 'Maker, State Election Commission, Kerala', 'SEC-IN-KL', 'sec_maker'),
  office('kerala.sec.checker', 'Checker, State Election Commission, Kerala', 'SEC-IN-KL', 'sec_checker'),
  office('kerala.sec.commissioner', 'State Election Commissioner, Kerala', 'SEC-IN-KL', 'commissioner'),
  {
    key: 'kerala.collector',
    name: 'Collector in two capacities, Kerala',
    memberships: [
      { bodyId: 'CEO-IN-KL', role: 'ceo_maker' },
      { bodyId: 'SEC-IN-KL', role: 'sec_maker' },
    ],
  },
  office('up.ceo.maker', 'Maker, office of the CEO, Uttar Pradesh', 'CEO-IN-UP', 'ceo_maker'),
  office('up.ceo.checker', 'Checker, office of the CEO, Uttar Pradesh', 'CEO-IN-UP', 'ceo_checker'),
  office('up.sec.maker', 'Maker, State Election Commission, Uttar Pradesh', 'SEC-IN-UP', 'sec_maker'),
  office('ut.sec.maker', 'Maker, Election Commission for Union Territories', 'SEC-UT', 'sec_maker'),
  office('ut.sec.checker', 'Checker, Election Commission for Union Territories', 'SEC-UT', 'sec_checker'),
  office('eci.viewer', 'Viewer, Election Commission of India', 'ECI', 'viewer'),
  office('technical.admin', 'Technical administrator', 'ECI', 'technical_admin'),
];

/**
 * Adds the demonstration accounts that are not there yet: persons, credentials and memberships valid from 01-01-2026.
 * Needs the bodies of the public record. Changes nothing on an account that exists.
 */
export async function seedDemonstration(db: Kysely<Database>, { now }: { now: Date }): Promise<void> {
  const present = await db.selectFrom('person').select('id').where('id', 'in', offices.map(personIdOf)).execute();
  const missing = offices.filter((each) => !present.some(({ id }) => id === personIdOf(each)));
  if (missing.length === 0) return;
  // Hashing is slow on purpose: before the transaction, and only for new accounts.
  const passwords = await Promise.all(missing.map(() => hashPassword(demonstrationPassword)));
  await db.transaction().execute(async (tx) => {
    // Two processes may start on one database: the second finds the rows and leaves them.
    await tx
      .insertInto('person')
      .values(
        missing.map((each) => ({
          id: personIdOf(each),
          name: each.name,
          email: emailOf(each),
          emailVerified: true,
          isDemonstration: true,
          createdAt: now,
          updatedAt: now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx
      .insertInto('credential')
      .values(
        missing.map((each, index) => ({
          id: `${personIdOf(each)}-password`,
          accountId: personIdOf(each),
          providerId: 'credential',
          personId: personIdOf(each),
          password: passwords[index] ?? null,
          createdAt: now,
          updatedAt: now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx
      .insertInto('membership')
      .values(
        missing.flatMap((each) =>
          each.memberships.map(({ bodyId, role, division }) => ({
            id: stableId('membership', each.key, bodyId, role),
            personId: personIdOf(each),
            bodyId,
            role,
            division: division ?? null,
            validFrom: '2026-01-01',
          })),
        ),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** The demonstration accounts for the sign-in page: one card a person, in the order above, by the first capacity. */
export async function listRoleCards(db: Kysely<Database>): Promise<RoleCard[]> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('membership', 'membership.personId', 'person.id')
    .innerJoin('body', 'body.id', 'membership.bodyId')
    .select(['person.id', 'person.email', 'person.name', 'membership.role', 'body.nameEn', 'body.nameHi'])
    .where('person.isDemonstration', '=', true)
    .where('person.isDisabled', '=', false)
    .orderBy('person.id')
    .orderBy('body.id')
    .execute();
  return offices.flatMap((each) => {
    const row = rows.find(({ id }) => id === personIdOf(each));
    if (row === undefined) return [];
    return [{ email: row.email, name: row.name, role: row.role, bodyNameEn: row.nameEn, bodyNameHi: row.nameHi }];
  });
}

function office(key: string, name: string, bodyId: string, role: Role, division?: string): Office {
  return { key, name, memberships: [division === undefined ? { bodyId, role } : { bodyId, role, division }] };
}

function personIdOf({ key }: Office): string {
  return `demo-${key.replaceAll('.', '-')}`;
}

function emailOf({ key }: Office): string {
  return `${key}@demo.samanvay.example`;
}
