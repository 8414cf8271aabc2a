import type { Announcement } from '#server/platform/command.ts';
import type { Tx } from '#server/platform/database.ts';

/** What a command changed, so that only that is looked at again. */
export interface Touched {
  exerciseIds: readonly string[];
  /** States whose pools, holidays or sums changed. */
  stateCodes: readonly string[];
}

/** Brings the stored findings up to date inside the transaction that changed a date. Returns who is to be told. */
export async function refreshFindings(_tx: Tx, _touched: Touched, _at: Date): Promise<Announcement[]> {
  return await Promise.resolve([]);
}
