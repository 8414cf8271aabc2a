import { useWords } from '#client/app/language.tsx';
import { trpc } from '#client/app/trpc.ts';
import { trends as en } from '#client/messages/en/trends.ts';
import { trends as hi } from '#client/messages/hi/trends.ts';
import type { Words } from '#client/messages/words.ts';
import { formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import { startOfIstDay } from '#shared/kernel/time.ts';
import { type TrendKey, type TrendView, trendKeys } from '#shared/modules/trends/schema.ts';

export type TrendsWords = Words<typeof en>;

export function useTrendsWords(): TrendsWords {
  return useWords({ en, hi });
}

/** The figure named in the address, or the first. */
export function readKey(text: string | undefined): TrendKey {
  return trendKeys.find((key) => key === text) ?? 'electors';
}

export function trendQuery(key: TrendKey, asOn: string | undefined) {
  return trpc.trends.get.queryOptions(asOn === undefined ? { key } : { key, asOn }, {
    meta: { topics: ['national', 'sample'] },
  });
}

export function cohortsQuery(stateCode: string, asOn: string | undefined) {
  return trpc.trends.cohorts.queryOptions(asOn === undefined ? { stateCode } : { stateCode, asOn }, {
    meta: { topics: [`roll:${stateCode}`, 'sample'] },
  });
}

/** The value at the figure's decimals, with its sign where it goes both ways. */
export function trendText({ key, decimals }: Pick<TrendView, 'key' | 'decimals'>, value: number): string {
  if (decimals === 0) return formatCount(Math.round(value));
  const text = formatDecimal(value, decimals);
  return (key === 'FL-03' || key === 'LR-01') && value > 0 ? `+${text}` : text;
}

/** Milliseconds of the start of an IST day, for an axis. */
export function timeOf(day: string): number {
  return startOfIstDay(day).getTime();
}
