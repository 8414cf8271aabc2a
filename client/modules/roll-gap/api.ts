import type { QueryClient } from '@tanstack/react-query';
import { useWords } from '#client/app/language.tsx';
import { trpc, trpcClient } from '#client/app/trpc.ts';
import { rollGap as en } from '#client/messages/en/roll-gap.ts';
import { rollGap as hi } from '#client/messages/hi/roll-gap.ts';
import type { Words } from '#client/messages/words.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { GiveReason, ReasonAnswer, RollView, WithdrawReason } from '#shared/modules/roll-gap/schema.ts';
import { states } from '#shared/modules/states/directory.ts';

export type RollGapWords = Words<typeof en>;

export function useRollGapWords(): RollGapWords {
  return useWords({ en, hi });
}

/** The newest totals of both rolls of all 36, now or as they stood on a day. */
export function gapsQuery(asOn: string | undefined) {
  return trpc.rollGap.list.queryOptions(asOn === undefined ? {} : { asOn }, {
    meta: { topics: ['roll:*', 'metrics', 'sample'] },
  });
}

/** One State's rolls, pairs, metrics and reasons. */
export function gapQuery(stateCode: string, asOn: string | undefined) {
  return trpc.rollGap.get.queryOptions(asOn === undefined ? { stateCode } : { stateCode, asOn }, {
    meta: { topics: [`roll:${stateCode}`, 'metrics', 'sample'] },
  });
}

/** Records a reason of the reader's own office. */
export async function giveReason(input: GiveReason): Promise<ReasonAnswer> {
  return await trpcClient.rollGap.giveReason.mutate(input);
}

/** Takes a reason of the reader's own office back. */
export async function withdrawReason(input: WithdrawReason): Promise<ReasonAnswer> {
  return await trpcClient.rollGap.withdrawReason.mutate(input);
}

/** Fetches again whatever of the gaps is on screen. */
export async function refreshGaps(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: trpc.rollGap.pathKey() });
}

/** The State of the address, if it is one of the 36. */
export function readState(search: { state?: string }): string | undefined {
  return states.find(({ code }) => code === search.state)?.code;
}

/** The day a total is about: `21-02-2026`; null where the source gives none. */
export function dayOf({ asOn }: Pick<RollView, 'asOn'>): string | null {
  return asOn === null ? null : formatDate(asOn);
}
