// Fills an empty database with the public record: States and bodies, what was published about rolls, the calendar, and
// the items of the National Declaration 2026. Real figures only; rehearsal figures are sample.ts.

import { type Kysely, sql } from 'kysely';
import type { Tx } from '../database.ts';
import type { Database } from '../tables.ts';
import { type Declaration, readDeclaration } from './declaration.ts';
import { readStatements } from './rolls.ts';
import { batchesOf } from './rows.ts';
import type { Statement } from './statement.ts';
import { type Directory, readDirectory } from './states.ts';
import { readTimelines } from './timelines.ts';

/** Any number serves that no other lock of ours has. */
const lockNumber = 20_260_225;

/**
 * Loads the public record when there are no States yet, in one transaction. Returns false, and changes nothing, when
 * there are. `now` is the instant at which the record enters this database.
 * @throws Error when a data file is damaged; nothing is loaded then.
 */
export async function seedPublicRecord(db: Kysely<Database>, { now }: { now: Date }): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    // Two processes may start on one empty database: the second waits, and finds it filled.
    await sql`select pg_advisory_xact_lock(${lockNumber})`.execute(tx);
    const filled = await tx.selectFrom('state').select('code').limit(1).executeTakeFirst();
    if (filled !== undefined) return false;
    const directory = readDirectory();
    await insertDirectory(tx, directory);
    await insertConstituencies(tx);
    await insertStatements(tx, readStatements());
    const { exercises, milestones } = readTimelines(directory, now);
    for (const rows of batchesOf(exercises)) await tx.insertInto('exercise').values(rows).execute();
    for (const rows of batchesOf(milestones)) await tx.insertInto('milestone').values(rows).execute();
    await insertDeclaration(tx, readDeclaration(directory, now));
    await tx
      .insertInto('setting')
      .values({ key: 'seeded_at', value: JSON.stringify(now.toISOString()), updatedAt: now })
      .execute();
    return true;
  });
}

/** Inserts statements with their figures. Ids already there are refused by the database. */
export async function insertStatements(tx: Kysely<Database>, statements: readonly Statement[]): Promise<void> {
  for (const rows of batchesOf(statements.map(({ row }) => row)))
    await tx.insertInto('rollStatement').values(rows).execute();
  for (const rows of batchesOf(statements.flatMap(({ figures }) => figures))) {
    await tx.insertInto('rollFigure').values(rows).execute();
  }
}

async function insertDirectory(tx: Tx, { states, bodies, links }: Directory): Promise<void> {
  await tx.insertInto('state').values(states).execute();
  await tx.insertInto('body').values(bodies).execute();
  await tx.insertInto('bodyState').values(links).execute();
}

/**
 * The assembly constituencies by number: a legislature of so many seats has constituencies 1 to that number. Names and
 * districts are not in the record; an area register brings them.
 */
async function insertConstituencies(tx: Tx): Promise<void> {
  await sql`insert into area (state_code, kind, code, source)
    select s.code, 'ac', lpad(no::text, 3, '0'), 'By number: seats of the legislative assembly'
    from state s, generate_series(1, s.assembly_seats) no`.execute(tx);
}

async function insertDeclaration(tx: Tx, { conference, items, copies, updates }: Declaration): Promise<void> {
  await tx.insertInto('conference').values(conference).execute();
  await tx.insertInto('actionItem').values(items).execute();
  for (const rows of batchesOf(copies)) await tx.insertInto('actionCopy').values(rows).execute();
  for (const rows of batchesOf(updates)) await tx.insertInto('actionUpdate').values(rows).execute();
}
