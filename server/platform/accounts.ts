import type { Reader } from './database.ts';

/** Whether the database holds accounts at all, and whether it was started as a demonstration. */
export async function findAccounts(reader: Reader): Promise<{ hasAny: boolean; hasDemonstration: boolean }> {
  const kinds = await reader.selectFrom('person').select('isDemonstration').groupBy('isDemonstration').execute();
  return { hasAny: kinds.length > 0, hasDemonstration: kinds.some((kind) => kind.isDemonstration) };
}
