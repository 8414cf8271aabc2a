import { lendingDivision } from '#server/modules/machine-pools/service.ts';
import type { Reader } from '#server/platform/database.ts';
import { refuse } from '#server/platform/scope.ts';
import type { Session } from '#server/platform/session.ts';
import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import { stepsOf, stillOut } from '#shared/modules/lending/rules.ts';
import type { ListLoans, LoanDetail, LoanList, LoanStep, LoanView } from '#shared/modules/lending/schema.ts';
import { isAllowed } from '#shared/modules/people/permissions.ts';
import * as queries from './queries.ts';

/** The loans the person may see: the ECI all, an SEC its own, a CEO those of its State. */
export async function listLoans(
  reader: Reader,
  session: Session,
  filter: ListLoans,
  today: IsoDate,
): Promise<LoanList> {
  const rows = await queries.listLoans(reader, reachOf(session), filter);
  return { today, loans: rows.map((row) => viewOf(row, session, today)) };
}

/** One loan with its steps. @throws AppError `forbidden`: not yours and not there are told apart to nobody. */
export async function getLoan(reader: Reader, session: Session, loanId: string, today: IsoDate): Promise<LoanDetail> {
  const row = await queries.findLoan(reader, loanId);
  if (row === undefined || !isWithin(reachOf(session), row)) throw refuse();
  const steps = await queries.listSteps(reader, loanId);
  return {
    today,
    loan: viewOf(row, session, today),
    steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
  };
}

function reachOf({ capacity }: Session): queries.LoanReach {
  if (capacity.bodyKind === 'eci') return {};
  return capacity.bodyKind === 'sec' ? { askerId: capacity.bodyId } : { stateCodes: capacity.stateCodes };
}

function isWithin({ askerId, stateCodes }: queries.LoanReach, row: queries.LoanRow): boolean {
  if (askerId !== undefined) return row.askerId === askerId;
  return stateCodes === undefined || stateCodes.includes(row.stateCode);
}

function viewOf(row: queries.LoanRow, session: Session, today: IsoDate): LoanView {
  const { fromDate, toDate, poolId, poolState, poolModel, askedAt, ...loan } = row;
  const out = stillOut(loan);
  return {
    ...loan,
    from: fromDate,
    to: toDate,
    askedAt: askedAt.toISOString(),
    pool:
      poolId === null || poolState === null || poolModel === null
        ? null
        : { id: poolId, stateCode: poolState, model: poolModel },
    overdueDays: out > 0 && toDate < today ? daysBetween(toDate, today) : 0,
    can: nextSteps(row, session),
  };
}

/** What this person may do next: the asker's maker and second person, or the lending division. */
function nextSteps(row: queries.LoanRow, { capacity }: Session): LoanStep[] {
  const target = { bodyId: row.askerId, stateCode: row.stateCode };
  if (capacity.bodyKind === 'eci') {
    const mayLend =
      capacity.division === lendingDivision && isAllowed(capacity, { object: 'loan', act: 'verify' }, target);
    return mayLend ? stepsOf('lender', row.status) : [];
  }
  return stepsOf('asker', row.status).filter((step) =>
    isAllowed(capacity, { object: 'loan', act: step === 'accept' ? 'publish' : 'write' }, target),
  );
}
