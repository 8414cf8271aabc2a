// The way of a loan of machines between two commissions: who may take which step, and what every step must add up to.

import type { LoanStatus, LoanStep } from './schema.ts';

/** So many letters make a reason. */
export const leastReasonLetters = 10;

export type Party = 'asker' | 'lender';

const steps: Readonly<Record<LoanStep, { by: Party; from: readonly LoanStatus[] }>> = {
  ask: { by: 'asker', from: [] },
  offer: { by: 'lender', from: ['asked'] },
  decline: { by: 'lender', from: ['asked'] },
  // Until machines have been handed over; after that they are returned. The lender cannot take back what was accepted.
  withdraw: { by: 'asker', from: ['asked', 'offered', 'committed'] },
  accept: { by: 'asker', from: ['offered'] },
  hand_over: { by: 'lender', from: ['committed'] },
  return: { by: 'lender', from: ['handed_over', 'part_returned'] },
};

/** Whose step it is. */
export function partyOf(step: LoanStep): Party {
  return steps[step].by;
}

/** True when the loan, as it stands, can take the step. */
export function canTake(step: LoanStep, status: LoanStatus): boolean {
  return steps[step].from.includes(status);
}

/** The steps a party can take now, in the order of the list. */
export function stepsOf(party: Party, status: LoanStatus): LoanStep[] {
  return loanStepsInOrder.filter((step) => steps[step].by === party && canTake(step, status));
}

const loanStepsInOrder = ['offer', 'decline', 'accept', 'withdraw', 'hand_over', 'return'] as const;

export interface LoanCounts {
  asked: number;
  offered: number | null;
  handedOver: number | null;
  returned: number;
  damaged: number;
}

/** What is wrong with the counts of a step; null when nothing is. `most` is what it may be. */
export type CountFault = {
  reason: 'more_than_asked' | 'more_than_offered' | 'more_than_out' | 'more_damaged_than_returned';
  most: number;
} | null;

/** Looks at the counts of an offer, a hand-over or a return. */
export function faultOf(step: LoanStep, loan: LoanCounts, count: number, damaged = 0): CountFault {
  if (step === 'offer' && count > loan.asked) return { reason: 'more_than_asked', most: loan.asked };
  if (step === 'hand_over' && count > (loan.offered ?? 0)) {
    return { reason: 'more_than_offered', most: loan.offered ?? 0 };
  }
  if (step === 'return') {
    if (count > stillOut(loan)) return { reason: 'more_than_out', most: stillOut(loan) };
    if (damaged > count) return { reason: 'more_damaged_than_returned', most: count };
  }
  return null;
}

/** Machines handed over and not back. */
export function stillOut({ handedOver, returned }: Pick<LoanCounts, 'handedOver' | 'returned'>): number {
  return (handedOver ?? 0) - returned;
}

/** What the loan is after a return. */
export function statusAfterReturn(loan: LoanCounts, count: number): LoanStatus {
  return stillOut(loan) - count === 0 ? 'returned' : 'part_returned';
}
