import type { Insertable } from 'kysely';
import type { Reader, Tx } from '#server/platform/database.ts';
import type { Database } from '#server/platform/tables.ts';
import type { ActionStatus, ListActions } from '#shared/modules/actions/schema.ts';

/** More than 20 items for every body; a list is never longer. */
const mostCopies = 5_000;
const mostUpdates = 2_000;

const itemColumns = [
  'i.id',
  'i.titleEn',
  'i.titleHi',
  'i.origin',
  'i.clause',
  'i.scope',
  'i.ownerEn',
  'i.ownerHi',
  'i.counterpartEn',
  'i.counterpartHi',
  'i.fulfilledByEn',
  'i.fulfilledByHi',
  'i.dueOn',
  'i.dueBasis',
] as const;

/** The conference whose decisions are followed: the latest one held. */
export async function findConference(reader: Reader) {
  return await reader
    .selectFrom('conference')
    .select(['id', 'nameEn', 'nameHi', 'heldOn', 'source'])
    .orderBy('heldOn', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Every item, by id. */
export async function listItems(reader: Reader) {
  return await reader.selectFrom('actionItem as i').select(itemColumns).orderBy('i.id').limit(1_000).execute();
}

/** One item, or undefined when there is none. */
export async function findItem(reader: Reader, itemId: string) {
  return await reader.selectFrom('actionItem as i').select(itemColumns).where('i.id', '=', itemId).executeTakeFirst();
}

/**
 * Copies with their owner's name, by item and then alphabetically by State or body. `real…` is the last word that is not
 * a rehearsal's; null when the copy itself is real.
 */
export async function listCopies(reader: Reader, filter: Pick<ListActions, 'itemId' | 'stateCode' | 'bodyId'>) {
  let select = reader
    .selectFrom('actionCopy as c')
    .innerJoin('actionItem as i', 'i.id', 'c.itemId')
    .innerJoin('body as b', 'b.id', 'c.ownerBodyId')
    .leftJoin('state as s', 's.code', 'c.stateCode')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('actionUpdate as u')
          .select(['u.status', 'u.note', 'u.at'])
          .whereRef('u.copyId', '=', 'c.id')
          .where('c.isSample', '=', true)
          .where('u.isSample', '=', false)
          .orderBy('u.at', 'desc')
          .orderBy('u.id')
          .limit(1)
          .as('real'),
      (join) => join.onTrue(),
    )
    .select([
      'c.id',
      'c.itemId',
      'i.titleEn',
      'i.titleHi',
      'c.stateCode',
      'c.ownerBodyId as bodyId',
      'b.kind as bodyKind',
      'b.nameEn as bodyNameEn',
      'b.nameHi as bodyNameHi',
      'c.dueOn',
      'c.status',
      'c.note',
      'c.isSample',
      'c.version',
      'c.updatedAt',
      'real.status as realStatus',
      'real.note as realNote',
      'real.at as realAt',
    ])
    .orderBy('c.itemId')
    .orderBy((eb) => eb.fn.coalesce('s.nameEn', 'b.nameEn'))
    .orderBy('c.ownerBodyId')
    .limit(mostCopies);
  if (filter.itemId !== undefined) select = select.where('c.itemId', '=', filter.itemId);
  if (filter.bodyId !== undefined) select = select.where('c.ownerBodyId', '=', filter.bodyId);
  const { stateCode } = filter;
  if (stateCode !== undefined) {
    // A commission of several States holds one copy for all of them: it belongs to each of their pages.
    select = select.where((eb) =>
      eb.or([
        eb('c.stateCode', '=', stateCode),
        eb.and([
          eb('c.stateCode', 'is', null),
          eb('c.ownerBodyId', 'in', eb.selectFrom('bodyState').select('bodyId').where('stateCode', '=', stateCode)),
        ]),
      ]),
    );
  }
  return await select.execute();
}
export type CopyRow = Awaited<ReturnType<typeof listCopies>>[number];

/** The updates of an item's copies, newest first, with the capacity in which each was made. */
export async function listUpdates(reader: Reader, itemId: string) {
  return await reader
    .selectFrom('actionUpdate as u')
    .innerJoin('actionCopy as c', 'c.id', 'u.copyId')
    .leftJoin('membership as m', 'm.id', 'u.membershipId')
    .leftJoin('body as b', 'b.id', 'm.bodyId')
    .select([
      'u.id',
      'u.copyId',
      'u.at',
      'u.status',
      'u.note',
      'u.evidence',
      'u.isSample',
      'm.role',
      'b.nameEn as bodyNameEn',
      'b.nameHi as bodyNameHi',
    ])
    .where('c.itemId', '=', itemId)
    .orderBy('u.at', 'desc')
    .orderBy('u.id')
    .limit(mostUpdates)
    .execute();
}

/** Whose the copy is. */
export async function findOwner(reader: Reader, copyId: string) {
  return await reader
    .selectFrom('actionCopy as c')
    .innerJoin('body as b', 'b.id', 'c.ownerBodyId')
    .select(['c.id', 'c.itemId', 'c.stateCode', 'c.ownerBodyId as bodyId', 'b.kind as bodyKind'])
    .where('c.id', '=', copyId)
    .executeTakeFirst();
}

/** The copy as it stands, locked against other writers until the transaction ends. */
export async function lockCopy(tx: Tx, copyId: string) {
  return await tx
    .selectFrom('actionCopy')
    .select(['id', 'status', 'note', 'isSample', 'version'])
    .where('id', '=', copyId)
    .forUpdate()
    .executeTakeFirst();
}

/** Sets a locked copy to what its owner says, one version on; it is no rehearsal's from now on. */
export async function setCopy(
  tx: Tx,
  copy: { id: string; version: number },
  change: { status: ActionStatus; note: string | null },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('actionCopy')
    .set({ ...change, isSample: false, version: copy.version + 1, updatedAt: at })
    .where('id', '=', copy.id)
    .execute();
}

/** Adds a line to a copy's history; lines are never changed. */
export async function insertUpdate(tx: Tx, row: Insertable<Database['actionUpdate']>): Promise<void> {
  await tx.insertInto('actionUpdate').values(row).execute();
}
