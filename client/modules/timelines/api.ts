import type { QueryClient } from '@tanstack/react-query';
import { trpc, trpcClient } from '#client/app/trpc.ts';
import { addDays, type IsoDate } from '#shared/kernel/time.ts';
import { states } from '#shared/modules/states/directory.ts';
import { crunch, dueSoonDays } from '#shared/modules/timelines/rules.ts';
import { exerciseKinds, type ListMilestones, milestoneStatuses } from '#shared/modules/timelines/schema.ts';

export const periods = ['ahead', 'next30', 'next90', 'last90', 'crunch'] as const;
export type Period = (typeof periods)[number];
export const calendarViews = ['state', 'month'] as const;
export type CalendarView = (typeof calendarViews)[number];

/** What is chosen on the page, as it stands in the address. Absent means all. */
export interface Choice {
  state?: string;
  body?: 'eci' | 'sec';
  kind?: ListMilestones['kind'];
  status?: ListMilestones['status'];
  period?: Period;
  view?: CalendarView;
}

/** Reads the address; what is none of the choices is left out. */
export function readChoice(search: Readonly<Record<string, unknown>>): Choice {
  const codes = ['IN', ...states.map(({ code }) => String(code))];
  return {
    ...one('state', search['state'], codes),
    ...one('body', search['body'], ['eci', 'sec'] as const),
    ...one('kind', search['kind'], exerciseKinds),
    ...one('status', search['status'], milestoneStatuses),
    ...one('period', search['period'], periods),
    ...one('view', search['view'], calendarViews),
  };
}

function one<Key extends string, Value extends string>(
  key: Key,
  value: unknown,
  allowed: readonly Value[],
): { [K in Key]?: Value } {
  const found = allowed.find((each) => each === value);
  const chosen: { [K in Key]?: Value } = {};
  if (found !== undefined) chosen[key] = found;
  return chosen;
}

/** The milestones chosen; `today` turns a relative period into days. */
export function timelinesQuery({ state, body, kind, status, period }: Choice, today: IsoDate) {
  const filter: ListMilestones = {
    ...(state === undefined ? {} : { stateCode: state }),
    ...(body === undefined ? {} : { body }),
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    ...daysOf(period, today),
  };
  return trpc.timelines.list.queryOptions(filter, { meta: { topics: ['timelines'] } });
}

/** What falls into the crunch months, whatever else is chosen. */
export const crunchQuery = trpc.timelines.list.queryOptions(
  { from: crunch.from, to: addDays(crunch.to, -1) },
  { meta: { topics: ['timelines'] } },
);

function daysOf(period: Period | undefined, today: IsoDate): { from?: IsoDate; to?: IsoDate } {
  switch (period) {
    case undefined:
      return {};
    case 'ahead':
      return { from: today };
    case 'next30':
      return { from: today, to: addDays(today, dueSoonDays) };
    case 'next90':
      return { from: today, to: addDays(today, 90) };
    case 'last90':
      return { from: addDays(today, -90), to: today };
    case 'crunch':
      return { from: crunch.from, to: addDays(crunch.to, -1) };
  }
}

/** One exercise with all it ever said. */
export function exerciseQuery(id: string) {
  return trpc.timelines.get.queryOptions({ id }, { meta: { topics: ['timelines'] } });
}

/** Passed dates of the reader's own body that nobody has confirmed. */
export const toConfirmQuery = trpc.timelines.toConfirm.queryOptions(undefined, { meta: { topics: ['timelines'] } });

/** The commands of owners, and the plan of a template. */
export const timelineWrites = trpcClient.timelines;

/** Fetches again whatever of the calendar is on screen. */
export async function refreshTimelines(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: trpc.timelines.pathKey() });
}
