// F10, F12, F13, F14 in small: several editors of one form, the same request many times over, and requests replayed.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { entryCells } from '#shared/modules/roll-health/checks.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { callAs, makePerson } from '../support/call.ts';
import { call, type Reply, times } from '../support/faults.ts';
import { type Acknowledged, findBreaches, type Form, nextMark, saveOf } from '../support/history.ts';

let app: RunningApp;
let db: Kysely<Database>;
const ledger: Acknowledged[] = [];
let month = 0;

beforeAll(async () => {
  app = await startApp();
  db = app.db;
});
afterAll(async () => {
  await app.close();
});

/** A form that no other run uses. */
function newForm(): Form {
  month += 1;
  const period = `${String(1960 + Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}`;
  return { period, stateCode: 'IN-KL', bodyId: 'CEO-IN-KL' };
}

function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** One editor: reads the form, types in some cells over what was read, and on `stale` reads again. */
async function edit(session: Session, form: Form, saves: number, outcome: { accepted: number; stale: number }) {
  const room = callAs(db, session).submissions;
  let { version, cells: seen } = await room.get(form);
  for (let save = 0; save < saves; save += 1) {
    if (Math.random() < 0.3) await sleep(Math.random() * 3);
    const typed = [pick(entryCells), pick(entryCells)];
    const mark = nextMark();
    // The first cell holds the mark that nothing else does.
    const cells = { [typed[1] ?? '']: seen[typed[1] ?? 'parts'], [typed[0] ?? '']: mark };
    const input = saveOf(form, version, cells);
    try {
      const answer = await room.saveDraft(input);
      if (answer.version !== version + 1) throw new Error('accepted over another version than the one named');
      ledger.push({ key: input.key, mark, ...answer });
      outcome.accepted += 1;
      version = answer.version;
      seen = { ...seen, ...cells };
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      if (!(cause instanceof AppError) || cause.code !== 'stale') throw error;
      outcome.stale += 1;
      ({ version, cells: seen } = await room.get(form));
    }
  }
}
