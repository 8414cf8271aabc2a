// F10 in small, for dates: two people of one office revise the same date at the same moment, over real connections.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { callAs, makePerson } from '../support/call.ts';
import { failureOf, newDate, newRevision, planted } from '../support/timeline-entry.ts';

let app: RunningApp;
let db: Kysely<Database>;
let one: Session;
let two: Session;

beforeAll(async () => {
  app = await startApp();
  db = app.db;
  one = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  two = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
});
afterAll(async () => {
  await app.close();
});

const rounds = 12;

describe('two revisions of one date at once', () => {
  it('one wins, the other is stale with the first’s day, and there is one new row', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { exerciseId, version, ids } = await planted(db, one, { poll: '28-01-2027' });
      const held = { exerciseId, version, milestoneId: ids['poll'] ?? '' };
      const days = { first: '29-01-2027', second: '30-01-2027' };
      const outcomes = await Promise.all([
        failureOf(callAs(db, one).timelines.revise(newRevision(held, days.first))),
        failureOf(callAs(db, two).timelines.revise(newRevision(held, days.second))),
      ]);
      const lost = outcomes.filter((failure) => failure !== undefined);
      expect(lost.map(({ code }) => code)).toEqual(['stale']);
      const won = outcomes[0] === undefined ? '2027-01-29' : '2027-01-30';
      expect(lost[0]?.details[1]).toMatchObject({
        reason: 'timeline.changed',
        params: { milestone: 'poll', start: won },
      });
      const rows = await db
        .selectFrom('milestone')
        .select(['startDate', 'status', 'revises'])
        .where('exerciseId', '=', exerciseId)
        .orderBy('position')
        .execute();
      expect(rows).toEqual([
        { startDate: '2027-01-28', status: 'superseded', revises: null },
        { startDate: won, status: 'due', revises: ids['poll'] },
      ]);
    }
  });

  it('never lets two plans of one step stand, however many add it at once', async () => {
    const { exerciseId, version } = await planted(db, one, { roll_final: '01-12-2026' });
    const adds = Array.from({ length: 6 }, (_, place) =>
      failureOf(
        callAs(db, place % 2 === 0 ? one : two).timelines.addMilestone(
          newDate({ exerciseId, version }, 'poll', `2${place}-01-2027`),
        ),
      ),
    );
    const failures = (await Promise.all(adds)).filter((failure) => failure !== undefined);
    expect(failures.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'stale'));
    const polls = db.selectFrom('milestone').select('id').where('exerciseId', '=', exerciseId);
    expect(await polls.where('milestone', '=', 'poll').execute()).toHaveLength(1);
  });
});
