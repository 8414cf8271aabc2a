import type { Insertable } from 'kysely';
import type { Reader, Tx } from '#server/platform/database.ts';
import type { Database } from '#server/platform/tables.ts';

/** More plans than the offices of a State share in some years. */
const mostShared = 500;

const columns = [
  'id',
  'stateCode',
  'membershipId',
  'bodyId',
  'note',
  'changes',
  'stamp',
  'createdAt',
  'withdrawnAt',
  'adoptedAt',
] as const;

/** What was shared in the State, newest first; withdrawn and adopted ones too. */
export async function listShared(reader: Reader, stateCode: string) {
  return await reader
    .selectFrom('whatIf')
    .select(columns)
    .where('stateCode', '=', stateCode)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(mostShared)
    .execute();
}
export type WhatIfRow = Awaited<ReturnType<typeof listShared>>[number];

/** One what-if, or undefined. */
export async function findShared(reader: Reader, id: string): Promise<WhatIfRow | undefined> {
  return await reader.selectFrom('whatIf').select(columns).where('id', '=', id).executeTakeFirst();
}

/** One what-if, locked until the transaction ends. */
export async function lockShared(tx: Tx, id: string): Promise<WhatIfRow | undefined> {
  return await tx.selectFrom('whatIf').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Puts a what-if beside the others. */
export async function insertShared(tx: Tx, row: Insertable<Database['whatIf']>): Promise<void> {
  await tx.insertInto('whatIf').values(row).execute();
}

/** Marks a locked what-if as taken back. */
export async function markWithdrawn(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('whatIf').set({ withdrawnAt: at }).where('id', '=', id).execute();
}

/** Marks a locked what-if as adopted. */
export async function markAdopted(tx: Tx, id: string, mark: { adoptedAt: Date; adoptedBy: string }): Promise<void> {
  await tx.updateTable('whatIf').set(mark).where('id', '=', id).execute();
}
