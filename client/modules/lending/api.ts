import type { QueryClient } from '@tanstack/react-query';
import { useWords } from '#client/app/language.tsx';
import { trpc, trpcClient } from '#client/app/trpc.ts';
import { lending as en } from '#client/messages/en/lending.ts';
import { lending as hi } from '#client/messages/hi/lending.ts';
import type { Words } from '#client/messages/words.ts';
import { addDays, type IsoDate, isIsoDate } from '#shared/kernel/time.ts';
import type { LoanStatus, LoanView } from '#shared/modules/lending/schema.ts';
import { type MachineUnit, machineUnits } from '#shared/modules/machine-pools/schema.ts';
import type { Capacity } from '#shared/modules/people/permissions.ts';
import { states } from '#shared/modules/states/directory.ts';

export type LendingWords = Words<typeof en>;

export function useLendingWords(): LendingWords {
  return useWords({ en, hi });
}

/** The words of both languages, for the sheet that carries both. */
export const bothWords: Readonly<Record<'en' | 'hi', LendingWords>> = { en, hi };

const live = { meta: { topics: ['lending', 'sample'] } };

/** Every loan within the person's reach. */
export const loansQuery = trpc.lending.list.queryOptions({}, live);

/** One loan with its steps. */
export function loanQuery(loanId: string) {
  return trpc.lending.get.queryOptions({ loanId }, live);
}

/** The lender's machines over days, both ends counted. */
export function poolsQuery(from: IsoDate, to: IsoDate) {
  return trpc.machinePools.list.queryOptions({ from, to }, live);
}

/** The exercises of a State's commission, for the request. */
export function exercisesQuery(stateCode: string) {
  return trpc.timelines.list.queryOptions({ stateCode, body: 'sec' }, { meta: { topics: ['timelines'] } });
}

/** The commands of the desk and of the stock. */
export const desk = trpcClient.lending;
export const stock = trpcClient.machinePools;

/** Fetches again whatever of lending is on screen. */
export async function refreshLending(queryClient: QueryClient): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: trpc.lending.pathKey() }),
    queryClient.invalidateQueries({ queryKey: trpc.machinePools.pathKey() }),
  ]);
}

/** The ECI's division that keeps the machines; the server decides, this only leaves out forms it would refuse. */
export function isLender({ role, division }: Capacity): boolean {
  return role === 'eci_staff' && division === 'evm';
}

export const loanListViews = ['open', 'ended', 'all'] as const;

/** What is chosen on the page of all loans, as it stands in the address. */
export interface ListChoice {
  view: (typeof loanListViews)[number];
  state: string | undefined;
  unit: MachineUnit | undefined;
  from: IsoDate | undefined;
  to: IsoDate | undefined;
}

/** Reads the address; what is none of the choices is left out. */
export function readChoice(search: Readonly<Record<string, unknown>>): ListChoice {
  return {
    view: loanListViews.find((each) => each === search['view']) ?? 'open',
    state: states.find(({ code }) => code === search['state'])?.code,
    unit: machineUnits.find((each) => each === search['unit']),
    from: dayOf(search['from']),
    to: dayOf(search['to']),
  };
}

function dayOf(value: unknown): IsoDate | undefined {
  return typeof value === 'string' && isIsoDate(value) ? value : undefined;
}

/** The address of a choice. */
export function listPath({ view, state, unit, from, to }: ListChoice): string {
  const search = new URLSearchParams();
  if (view !== 'open') search.set('view', view);
  for (const [key, value] of Object.entries({ state, unit, from, to })) if (value !== undefined) search.set(key, value);
  return search.size === 0 ? '/logistics/requests' : `/logistics/requests?${search}`;
}

export function loanPath(loanId: string): string {
  return `/logistics/requests/${loanId}`;
}

/** The memo of a step, by its place among the loan's steps, from 1. */
export function memoPath(loanId: string, step: number): string {
  return `/logistics/requests/${loanId}/memo/${String(step)}`;
}

/** Days the stock is shown over unless others are asked for. */
const daysShown = 120;

export function daysShownFrom({ from, to }: ListChoice, today: IsoDate): { from: IsoDate; to: IsoDate } {
  const first = from ?? today;
  return { from: first, to: to ?? addDays(first, daysShown) };
}

/** True when nothing more is awaited of anybody. */
export function hasEnded(status: LoanStatus): status is 'declined' | 'withdrawn' | 'returned' {
  return status === 'declined' || status === 'withdrawn' || status === 'returned';
}

/** Late ones first, then those that wait for the reader, then the newest. */
export function inOrder(loans: readonly LoanView[]): LoanView[] {
  const weight = ({ overdueDays, can }: LoanView) => (overdueDays > 0 ? 0 : can.length > 0 ? 1 : 2);
  return loans.toSorted((one, other) => weight(one) - weight(other));
}
