// `npm run audit:verify` reads the whole audit log and checks every link of its chain. It changes nothing and may run
// beside a server. Exit code 1 and the first broken entry when the chain does not hold.

import type { Kysely } from 'kysely';
import { AppError } from '#shared/kernel/errors.ts';
import { type ChainVerdict, verifyChain } from './modules/audit/service.ts';
import { runOnDatabase } from './platform/command-line.ts';
import { isSqlState } from './platform/database.ts';
import type { Database } from './platform/tables.ts';

const undefinedTable = '42P01';
const reasons = {
  missing: 'it is missing: the number is skipped',
  content: 'its content was altered after it was written',
  link: 'its hash does not follow from the entry before it',
  head: 'entries were cut off the end, or added to it, behind the log’s back',
} as const satisfies Record<Extract<ChainVerdict, { ok: false }>['reason'], string>;

await runOnDatabase(async (db) => {
  const verdict = await verify(db);
  if (!verdict.ok) {
    const { seq, reason, entries } = verdict;
    throw new AppError(
      'blocked',
      `The chain breaks at entry ${seq}: ${reasons[reason]}. The entries before it, ${entries}, hold.`,
    );
  }
  console.log(`${countEntries(verdict.entries)}, chain holds, head ${verdict.headHash}`);
});

async function verify(db: Kysely<Database>): Promise<ChainVerdict> {
  try {
    return await verifyChain(db);
  } catch (error) {
    if (!isSqlState(error, undefinedTable)) throw error;
    throw new AppError('not_found', 'There is no log here: Samanvay was never started on this database.');
  }
}

function countEntries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}
