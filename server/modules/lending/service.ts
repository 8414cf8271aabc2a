import {
  type Days,
  holdPool,
  promise,
  proveLender,
  release,
  requireFree,
  staleAt,
  takeOut,
  wrongDays,
} from '#server/modules/machine-pools/service.ts';
import { type Announcement, type Change, runCommand } from '#server/platform/command.ts';
import type { Tx } from '#server/platform/database.ts';
import { refusePersonalData } from '#server/platform/personal-data.ts';
import { prove, proveStateScope, refuse } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { istDay } from '#shared/kernel/time.ts';
import type { CommandName } from '#shared/modules/audit/schema.ts';
import { canTake, faultOf, leastReasonLetters, statusAfterReturn } from '#shared/modules/lending/rules.ts';
import type {
  AnswerLoan,
  AskLoan,
  HandOverLoan,
  ListLoans,
  LoanAnswer,
  LoanDetail,
  LoanList,
  LoanStatus,
  LoanStep,
  OfferLoan,
  ReturnLoan,
} from '#shared/modules/lending/schema.ts';
import { daysFault } from '#shared/modules/machine-pools/rules.ts';
import type { Act } from '#shared/modules/people/permissions.ts';
import * as queries from './queries.ts';
import * as views from './views.ts';

const lender = 'ECI';

/** The loans the person may see, newest first. */
export async function listLoans(context: SignedInContext, filter: ListLoans): Promise<LoanList> {
  return await views.listLoans(context.db, context.session, filter, istDay(context.clock.now()));
}

/** One loan and what was done with it. @throws AppError `forbidden`. */
export async function getLoan(context: SignedInContext, loanId: string): Promise<LoanDetail> {
  return await views.getLoan(context.db, context.session, loanId, istDay(context.clock.now()));
}

/** An SEC asks for machines. The lender, the State's CEO and the SEC itself hear of it. @throws AppError `forbidden`, `invalid`. */
export async function ask(context: SignedInContext, input: AskLoan): Promise<LoanAnswer> {
  const { key, ...asked } = input;
  const scope = proveStateScope(context.session, { object: 'loan', act: 'write' }, input);
  const place = normaliseText(input.place);
  const note = normaliseText(input.note);
  refusePersonalData({ place, note });
  const fault = daysFault(input.from, input.to, istDay(context.clock.now()));
  if (fault !== null) throw wrongDays(fault);
  return await runCommand(
    context,
    { name: 'lending.ask', key, input: asked, stateCode: scope.stateCode },
    async (tx, at) => {
      const { exerciseId } = input;
      if (exerciseId !== null && !(await queries.isExerciseOf(tx, exerciseId, scope.bodyId, scope.stateCode))) {
        throw invalid('exerciseId', 'loan.exercise', 'This exercise is not your commission’s. Choose one of your own.');
      }
      const id = newId();
      await queries.insertLoan(tx, {
        id,
        askerId: scope.bodyId,
        stateCode: scope.stateCode,
        exerciseId,
        unit: input.unit,
        model: input.model,
        asked: input.asked,
        fromDate: input.from,
        toDate: input.to,
        place,
        status: 'asked',
        askedAt: at,
      });
      await addStep(tx, context, id, 'ask', { count: input.asked, note }, at);
      return {
        answer: { loanId: id, version: 1, status: 'asked' as const },
        object: { kind: 'loan', id },
        before: null,
        after: { unit: input.unit, model: input.model, asked: input.asked, from: input.from, to: input.to, place },
        announce: hearers(scope),
      };
    },
  );
}

/**
 * Offers machines of one pool, in full or in part. Nothing is promised yet: the days are taken when the offer is accepted.
 * @throws AppError `blocked` with the day on which least is free when the pool cannot hold it now.
 */
export async function offer(context: SignedInContext, input: OfferLoan): Promise<LoanAnswer> {
  return await take(context, input, 'offer', 'lending.offer', async (tx, loan, at) => {
    const pool = await holdPool(tx, input.poolId);
    if (pool.unit !== loan.unit || (loan.model !== null && loan.model !== pool.model)) {
      throw invalid('poolId', 'loan.pool', 'These machines are of another unit or model than was asked for.');
    }
    requireCount('offer', loan, input.count);
    await requireFree(tx, pool, daysOf(loan), input.count, istDay(at));
    return { status: 'offered', poolId: pool.id, offered: input.count };
  });
}

/** Says no, with the reason, which the asker reads. */
export async function decline(context: SignedInContext, input: AnswerLoan): Promise<LoanAnswer> {
  requireReason(input.note);
  return await take(context, input, 'decline', 'lending.decline', async () =>
    Promise.resolve({ status: 'declined' as const }),
  );
}

/**
 * Takes the offer: from now on the machines are promised on every day of the loan.
 * @throws AppError `blocked` with the first day short, when others were quicker.
 */
export async function accept(context: SignedInContext, input: AnswerLoan): Promise<LoanAnswer> {
  return await take(context, input, 'accept', 'lending.accept', async (tx, loan, at) => {
    const pool = await holdPool(tx, loan.poolId);
    const count = loan.offered ?? 0;
    await requireFree(tx, pool, daysOf(loan), count, istDay(at));
    await promise(tx, pool, daysOf(loan), count);
    return { status: 'committed', offered: count };
  });
}

/** Gives up a request, or an accepted loan of which nothing was handed over; its days are free again. The reason is kept. */
export async function withdraw(context: SignedInContext, input: AnswerLoan): Promise<LoanAnswer> {
  requireReason(input.note);
  return await take(context, input, 'withdraw', 'lending.withdraw', async (tx, loan) => {
    if (loan.status === 'committed') {
      const pool = await holdPool(tx, loan.poolId);
      await release(tx, pool, daysOf(loan), loan.offered ?? 0);
    }
    return { status: 'withdrawn' };
  });
}

/** Counts the machines out. Fewer than promised: the rest is free again for the days to come. */
export async function handOver(context: SignedInContext, input: HandOverLoan): Promise<LoanAnswer> {
  return await take(context, input, 'hand_over', 'lending.handOver', async (tx, loan) => {
    requireCount('hand_over', loan, input.count);
    const rest = (loan.offered ?? 0) - input.count;
    if (rest > 0) {
      const pool = await holdPool(tx, loan.poolId);
      await release(tx, pool, daysOf(loan), rest);
    }
    return { status: 'handed_over', handedOver: input.count };
  });
}

/**
 * Counts the machines in. Those that came back are free from the day of the return on; damaged ones leave the stock, for
 * good or until they are repaired.
 * @throws AppError `invalid` when more come back than are out; `blocked` when damaged machines are promised to others later on.
 */
export async function giveBack(context: SignedInContext, input: ReturnLoan): Promise<LoanAnswer> {
  return await take(context, input, 'return', 'lending.return', async (tx, loan, at) => {
    requireCount('return', loan, input.count, input.damaged);
    const today = istDay(at);
    const { repairedOn } = input;
    if (repairedOn !== null && (input.damaged === 0 || repairedOn <= today)) {
      throw invalid('repairedOn', 'loan.repaired', 'A day of repair belongs to damaged machines and lies ahead.');
    }
    const pool = await holdPool(tx, loan.poolId);
    // Ahead of the loan's first day, the promise of every day is given up.
    const from = [today, loan.fromDate].toSorted().at(-1) ?? today;
    if (from <= loan.toDate) await release(tx, pool, { from, to: loan.toDate }, input.count);
    if (input.damaged > 0) await takeOut(tx, pool, input.damaged, today, repairedOn);
    return {
      status: statusAfterReturn(loan, input.count),
      returned: loan.returned + input.count,
      damaged: loan.damaged + input.damaged,
    };
  });
}

type StepInput = { key: string; loanId: string; version: number; note: string; count?: number; damaged?: number };
type StepChange = Partial<Omit<Parameters<typeof queries.setLoan>[2], 'status'>> & { status: LoanStatus };

/** The way every step goes: the right, the loan held, its state and version, the change, the step's line, who is told. */
async function take(
  context: SignedInContext,
  input: StepInput,
  step: LoanStep,
  name: CommandName,
  change: (tx: Tx, loan: queries.LockedLoan, at: Date) => Promise<StepChange>,
): Promise<LoanAnswer> {
  const { key, ...asked } = input;
  const found = await queries.findLoan(context.db, input.loanId);
  if (found === undefined) throw refuse();
  proveStep(context, step, found);
  const note = normaliseText(input.note);
  refusePersonalData({ note });
  return await runCommand(
    context,
    { name, key, input: asked, stateCode: found.stateCode },
    async (tx, at): Promise<Change<LoanAnswer>> => {
      const loan = await queries.lockLoan(tx, input.loanId);
      if (loan === undefined) throw refuse();
      if (loan.version !== input.version) throw staleAt(loan.version);
      if (!canTake(step, loan.status)) throw notNow(step, loan.status);
      const made = await change(tx, loan, at);
      await queries.setLoan(tx, loan, made);
      await addStep(tx, context, loan.id, step, { ...countsOf(input, made), note }, at);
      return {
        answer: { loanId: loan.id, version: loan.version + 1, status: made.status },
        object: { kind: 'loan', id: loan.id },
        before: { status: loan.status },
        after: { ...made, note },
        announce: hearers({ bodyId: loan.askerId, stateCode: loan.stateCode }),
      };
    },
  );
}

function countsOf({ count, damaged }: StepInput, made: StepChange): { count: number | null; damaged: number | null } {
  return { count: count ?? made.offered ?? null, damaged: damaged ?? null };
}

async function addStep(
  tx: Tx,
  context: SignedInContext,
  loanId: string,
  step: LoanStep,
  said: { count?: number | null; damaged?: number | null; note: string },
  at: Date,
): Promise<void> {
  const { count = null, damaged = null, note } = said;
  const membershipId = context.session.capacity.membershipId;
  await queries.insertStep(tx, { id: newId(), loanId, step, count, damaged, note, membershipId, at });
}

const actOf: Readonly<Record<LoanStep, Act>> = {
  ask: 'write',
  withdraw: 'write',
  accept: 'publish',
  offer: 'verify',
  decline: 'verify',
  hand_over: 'verify',
  return: 'verify',
};

function proveStep(context: SignedInContext, step: LoanStep, loan: { askerId: string; stateCode: string }): void {
  const act = actOf[step];
  prove(context.session, { object: 'loan', act }, { bodyId: loan.askerId, stateCode: loan.stateCode });
  if (act === 'verify') proveLender(context);
}

/** The lender, the asker and the CEO who has the machines in custody. */
function hearers({ bodyId, stateCode }: { bodyId: string; stateCode: string }): Announcement[] {
  return [lender, bodyId, `CEO-${stateCode}`].map((body) => ({ topic: 'lending', audience: `body:${body}` }));
}

function daysOf({ fromDate, toDate }: queries.LockedLoan): Days {
  return { from: fromDate, to: toDate };
}

function requireCount(step: LoanStep, loan: queries.LockedLoan, count: number, damaged = 0): void {
  const fault = faultOf(step, loan, count, damaged);
  if (fault === null) return;
  const field = fault.reason === 'more_damaged_than_returned' ? 'damaged' : 'count';
  throw new AppError('invalid', `${count} is more than the ${fault.most} there can be here.`, [
    { reason: `loan.${fault.reason}`, field, params: { most: fault.most, found: field === 'count' ? count : damaged } },
  ]);
}

function requireReason(note: string): void {
  if (normaliseText(note).length >= leastReasonLetters) return;
  throw new AppError('invalid', 'Say why, in a few words: the other commission reads it.', [
    { reason: 'loan.reason', field: 'note', params: { least: leastReasonLetters } },
  ]);
}

function invalid(field: string, reason: string, sentence: string): AppError {
  return new AppError('invalid', sentence, [{ reason, field }]);
}

function notNow(step: LoanStep, status: LoanStatus): AppError {
  return new AppError('blocked', 'The loan has moved on and does not take this step now. Its steps are shown.', [
    { reason: `loan.${status}`, params: { step } },
  ]);
}
