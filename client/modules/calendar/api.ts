import type { QueryClient } from '@tanstack/react-query';
import { useWords } from '#client/app/language.tsx';
import { trpc, trpcClient } from '#client/app/trpc.ts';
import { calendar as en } from '#client/messages/en/calendar.ts';
import { calendar as hi } from '#client/messages/hi/calendar.ts';
import type { Words } from '#client/messages/words.ts';
import { type IsoDate, isPeriod, type Period } from '#shared/kernel/time.ts';
import { weeksOf } from '#shared/modules/calendar/rules.ts';
import type { AddFeed, FeedAnswer, GetCalendar, RevokeFeed } from '#shared/modules/calendar/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import { exerciseKinds } from '#shared/modules/timelines/schema.ts';

export type CalendarWords = Words<typeof en>;

export function useCalendarWords(): CalendarWords {
  return useWords({ en, hi });
}

/** What is chosen on the page, as it stands in the address. Absent means all, and this month. */
export interface Choice {
  month?: Period;
  state?: string;
  body?: 'eci' | 'sec';
  kind?: NonNullable<GetCalendar['kind']>;
}

/** Reads the address; what is none of the choices is left out. */
export function readChoice(search: Readonly<Record<string, unknown>>): Choice {
  const month = typeof search['month'] === 'string' && isPeriod(search['month']) ? search['month'] : undefined;
  const codes = ['IN', ...states.map(({ code }) => String(code))];
  const state = codes.find((code) => code === search['state']);
  const body = (['eci', 'sec'] as const).find((each) => each === search['body']);
  const kind = exerciseKinds.find((each) => each === search['kind']);
  return {
    ...(month === undefined ? {} : { month }),
    ...(state === undefined ? {} : { state }),
    ...(body === undefined ? {} : { body }),
    ...(kind === undefined ? {} : { kind }),
  };
}

/** The path with the choice changed; an empty text takes it away. */
export function pathOf(choice: Choice, change: Partial<Record<keyof Choice, string>> = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...choice, ...change })) if (value !== '') search.set(key, value);
  return search.size === 0 ? '/calendar' : `/calendar?${search}`;
}

/** The month with the days of its neighbours that fill its weeks. */
export function calendarQuery(month: Period, { state, body, kind }: Choice, asOn: IsoDate | undefined) {
  const days = weeksOf(month).flat();
  const input: GetCalendar = {
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    ...(state === undefined ? {} : { stateCode: state }),
    ...(body === undefined ? {} : { body }),
    ...(kind === undefined ? {} : { kind }),
    ...(asOn === undefined ? {} : { asOn }),
  };
  return trpc.calendar.get.queryOptions(input, { meta: { topics: ['timelines', 'sample'] } });
}

/** The reader's own addresses. */
export function feedsQuery() {
  return trpc.calendar.feeds.queryOptions(undefined, { meta: { topics: ['feeds'] } });
}

export async function addFeed(input: AddFeed): Promise<FeedAnswer> {
  return await trpcClient.calendar.addFeed.mutate(input);
}

export async function revokeFeed(input: RevokeFeed): Promise<FeedAnswer> {
  return await trpcClient.calendar.revokeFeed.mutate(input);
}

/** Fetches the reader's addresses again. */
export async function refreshFeeds(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: trpc.calendar.feeds.pathKey() });
}

/** 256 bits from the browser's own source, in the alphabet of addresses. */
export function drawSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
