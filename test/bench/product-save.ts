// One saved field by the product's own service, on its own connections, as people of real offices.

import type { Kysely } from 'kysely';
import { saveDraft } from '#server/modules/submissions/service.ts';
import { systemClock } from '#server/platform/clock.ts';
import { connect, disconnect } from '#server/platform/database.ts';
import { createLog } from '#server/platform/log.ts';
import { readSession, type Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import { addDays, istDay, lastFullPeriod } from '#shared/kernel/time.ts';

/** Saves one field of one draft. Writer n keeps to its own State's draft. */
export interface SavePath {
  save: (writer: number) => Promise<void>;
  close: () => Promise<void>;
}

/** Makes a maker in as many CEO's offices as there are writers, each with a draft begun. */
export async function openSavePath(databaseUrl: string, writers: number): Promise<SavePath> {
  const db = connect(databaseUrl, { poolSize: writers });
  const log = createLog('warn');
  const period = lastFullPeriod(istDay(systemClock.now()));
  const sessions = await makeMakers(db, writers);
  const versions: number[] = sessions.map(() => 0);

  async function save(writer: number): Promise<void> {
    const session = sessions[writer];
    const version = versions[writer];
    if (session === undefined || version === undefined) throw new Error(`There is no writer ${writer}.`);
    const { bodyId, stateCodes } = session.capacity;
    const answer = await saveDraft(
      { db, clock: systemClock, log, session, requestId: newId() },
      {
        key: newId(),
        period,
        stateCode: stateCodes[0] ?? '',
        bodyId,
        version,
        cells: { additions: String(version) },
        header: {},
        notes: {},
      },
    );
    versions[writer] = answer.version;
  }

  for (let writer = 0; writer < writers; writer += 1) await save(writer);
  return { save, close: () => disconnect(db) };
}

/** Offices from the end of the alphabet, so that the demonstration's own stay untouched by the bench's drafts. */
async function makeMakers(db: Kysely<Database>, count: number): Promise<Session[]> {
  const now = systemClock.now();
  const bodies = await db
    .selectFrom('body')
    .select('id')
    .where('kind', '=', 'ceo')
    .where('id', 'not in', ['CEO-IN-KL', 'CEO-IN-UP'])
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
  const sessions: Session[] = [];
  for (const { id: bodyId } of bodies) {
    const personId = newId();
    const sessionId = newId();
    await db
      .insertInto('person')
      .values({ id: personId, name: `Bench, ${bodyId}`, email: `${personId}@bench.example`, isDemonstration: true })
      .execute();
    await db
      .insertInto('membership')
      .values({ id: newId(), personId, bodyId, role: 'ceo_maker', validFrom: addDays(istDay(now), -1) })
      .execute();
    await db
      .insertInto('signInSession')
      .values({ id: sessionId, personId, token: newId(), expiresAt: new Date(now.getTime() + 3_600_000) })
      .execute();
    const session = await readSession(db, sessionId, now);
    if (session === null) throw new Error(`The maker of ${bodyId} has no session.`);
    sessions.push(session);
  }
  if (sessions.length < count) throw new Error(`Only ${sessions.length} offices for ${count} writers.`);
  return sessions;
}
