// Rehearsal progress on the action items: only on copies that no body has touched, marked as sample on the copy and on
// its update, and taken back to the last real update when the rehearsal ends.

import { type Kysely, sql } from 'kysely';
import type { ActionStatus, Database } from '../tables.ts';
import { batchesOf, stableId } from './rows.ts';
import { diceOf } from './sample-figures.ts';

interface Step {
  status: ActionStatus;
  /** Share of the copies, in tenths. */
  tenths: number;
}

/** How far bodies may have come with something of their own to decide: a commission may decline, and says why. */
const ownChoice: readonly Step[] = [
  { status: 'in_progress', tenths: 3 },
  { status: 'submitted', tenths: 2 },
  { status: 'accepted', tenths: 1.5 },
  { status: 'awaiting_other', tenths: 1 },
  { status: 'declined', tenths: 1 },
  { status: 'not_started', tenths: 1.5 },
];
/** The same for what the ECI or a CEO has undertaken. */
const undertaken: readonly Step[] = [
  { status: 'in_progress', tenths: 3 },
  { status: 'submitted', tenths: 2 },
  { status: 'accepted', tenths: 2 },
  { status: 'awaiting_other', tenths: 1 },
  { status: 'returned', tenths: 0.5 },
  { status: 'not_started', tenths: 1.5 },
];

const notes: Partial<Record<ActionStatus, string>> = {
  awaiting_other: 'Rehearsal entry: sent to the other body, reply awaited.',
  declined: 'Rehearsal entry: declined, the State Act provides otherwise.',
  returned: 'Rehearsal entry: returned for more detail.',
};
const plainNote = 'Rehearsal entry, not a record.';

/** Marks progress on every copy still without a public record or an office's entry. Returns how many. */
export async function addSampleActions(tx: Kysely<Database>, now: Date): Promise<number> {
  const copies = await tx
    .selectFrom('actionCopy as copy')
    .select(['copy.id', 'copy.ownerBodyId'])
    .where('copy.status', '=', 'no_public_record')
    .where('copy.isSample', '=', false)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('actionUpdate as real')
            .select('real.id')
            .whereRef('real.copyId', '=', 'copy.id')
            .where('real.membershipId', 'is not', null),
        ),
      ),
    )
    .orderBy('copy.id')
    .execute();
  const updates = copies.map(({ id, ownerBodyId }) => {
    const status = stepOf(id, ownerBodyId.startsWith('SEC-') ? ownChoice : undertaken);
    return {
      id: stableId('action', id, 'sample'),
      copyId: id,
      status,
      note: notes[status] ?? plainNote,
      isSample: true,
      at: now,
    };
  });
  for (const rows of batchesOf(updates)) await tx.insertInto('actionUpdate').values(rows).execute();
  await sql`
    update action_copy set status = sample.status, note = sample.note, updated_at = sample.at, is_sample = true
    from action_update sample where sample.copy_id = action_copy.id and sample.is_sample`.execute(tx);
  return updates.length;
}

/** Drops the rehearsal updates and sets their copies back to the last real one. Returns how many copies that was. */
export async function removeSampleActions(tx: Kysely<Database>): Promise<number> {
  await tx.deleteFrom('actionUpdate').where('isSample', '=', true).execute();
  const restored = await sql`
    update action_copy set status = last.status, note = last.note, updated_at = last.at, is_sample = false
    from (select distinct on (copy_id) copy_id, status, note, at from action_update order by copy_id, at desc, id) last
    where last.copy_id = action_copy.id and action_copy.is_sample`.execute(tx);
  return Number(restored.numAffectedRows ?? 0);
}

function stepOf(id: string, steps: readonly Step[]): ActionStatus {
  let left = diceOf(id, 'progress')() * 10;
  for (const { status, tenths } of steps) {
    left -= tenths;
    if (left < 0) return status;
  }
  return 'not_started';
}
