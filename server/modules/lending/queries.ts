import type { Insertable } from 'kysely';
import type { Reader, Tx } from '#server/platform/database.ts';
import type { Database } from '#server/platform/tables.ts';
import type { ListLoans } from '#shared/modules/lending/schema.ts';

const mostLoans = 2_000;

/** Whose loans a person may see; absent fields set no limit. */
export interface LoanReach {
  askerId?: string;
  stateCodes?: readonly string[];
}

function selectLoans(reader: Reader) {
  return reader
    .selectFrom('loan as l')
    .innerJoin('body as b', 'b.id', 'l.askerId')
    .leftJoin('exercise as e', 'e.id', 'l.exerciseId')
    .leftJoin('lendingPool as p', 'p.id', 'l.poolId')
    .select([
      'l.id',
      'l.askerId',
      'b.nameEn as askerEn',
      'b.nameHi as askerHi',
      'l.stateCode',
      'l.exerciseId',
      'e.nameEn as exerciseEn',
      'e.nameHi as exerciseHi',
      'l.unit',
      'l.model',
      'l.asked',
      'l.offered',
      'l.handedOver',
      'l.returned',
      'l.damaged',
      'l.fromDate',
      'l.toDate',
      'l.place',
      'l.status',
      'l.poolId',
      'p.stateCode as poolState',
      'p.model as poolModel',
      'l.version',
      'l.isSample',
      'l.askedAt',
    ]);
}

/** Loans within reach that meet the filter, newest first. */
export async function listLoans(reader: Reader, reach: LoanReach, filter: ListLoans) {
  let select = selectLoans(reader).orderBy('l.askedAt', 'desc').orderBy('l.id').limit(mostLoans);
  if (reach.askerId !== undefined) select = select.where('l.askerId', '=', reach.askerId);
  if (reach.stateCodes !== undefined) select = select.where('l.stateCode', 'in', [...reach.stateCodes, '']);
  if (filter.stateCode !== undefined) select = select.where('l.stateCode', '=', filter.stateCode);
  if (filter.status !== undefined) select = select.where('l.status', '=', filter.status);
  return await select.execute();
}
export type LoanRow = Awaited<ReturnType<typeof listLoans>>[number];

/** One loan, or undefined. */
export async function findLoan(reader: Reader, loanId: string): Promise<LoanRow | undefined> {
  return await selectLoans(reader).where('l.id', '=', loanId).executeTakeFirst();
}

/** The loan's row, held until the transaction ends; undefined when there is none. */
export async function lockLoan(tx: Tx, loanId: string) {
  return await tx
    .selectFrom('loan')
    .select([
      'id',
      'askerId',
      'stateCode',
      'unit',
      'model',
      'asked',
      'offered',
      'handedOver',
      'returned',
      'damaged',
      'fromDate',
      'toDate',
      'status',
      'poolId',
      'version',
      'isSample',
    ])
    .where('id', '=', loanId)
    .forUpdate()
    .executeTakeFirst();
}
export type LockedLoan = NonNullable<Awaited<ReturnType<typeof lockLoan>>>;

/** Writes a request. */
export async function insertLoan(tx: Tx, row: Insertable<Database['loan']>): Promise<void> {
  await tx.insertInto('loan').values(row).execute();
}

/** Changes what a step changed and counts the version up. The caller holds the row. */
export async function setLoan(
  tx: Tx,
  loan: Pick<LockedLoan, 'id' | 'version'>,
  change: Partial<Pick<LockedLoan, 'status' | 'poolId' | 'offered' | 'handedOver' | 'returned' | 'damaged'>>,
): Promise<void> {
  await tx
    .updateTable('loan')
    .set({ ...change, version: loan.version + 1 })
    .where('id', '=', loan.id)
    .execute();
}

/** Adds a line to the loan's history. */
export async function insertStep(tx: Tx, row: Insertable<Database['loanStep']>): Promise<void> {
  await tx.insertInto('loanStep').values(row).execute();
}

/** What was done with a loan, oldest first. */
export async function listSteps(reader: Reader, loanId: string) {
  return await reader
    .selectFrom('loanStep as s')
    .innerJoin('membership as m', 'm.id', 's.membershipId')
    .innerJoin('body as b', 'b.id', 'm.bodyId')
    .select(['s.id', 's.step', 's.count', 's.damaged', 's.note', 'b.nameEn as bodyEn', 'b.nameHi as bodyHi', 's.at'])
    .where('s.loanId', '=', loanId)
    .orderBy('s.no')
    .limit(500)
    .execute();
}

/** True when the exercise is the body's own, in the State. */
export async function isExerciseOf(reader: Reader, exerciseId: string, bodyId: string, stateCode: string) {
  const found = await reader
    .selectFrom('exercise')
    .select('id')
    .where('id', '=', exerciseId)
    .where('bodyId', '=', bodyId)
    .where('stateCode', '=', stateCode)
    .executeTakeFirst();
  return found !== undefined;
}
