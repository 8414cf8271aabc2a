import type { QueryClient } from '@tanstack/react-query';
import { trpc, trpcClient } from '#client/app/trpc.ts';
import { addDays, type IsoDate } from '#shared/kernel/time.ts';
import { severities } from '#shared/modules/radar/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import { crunch, dueSoonDays } from '#shared/modules/timelines/rules.ts';
import { type BarFilter, barOrders } from '#shared/modules/timelines/rules-layout.ts';
import { zooms } from '#shared/modules/timelines/rules-scale.ts';
import { exerciseKinds, milestoneStatuses } from '#shared/modules/timelines/schema.ts';

export const periods = ['ahead', 'next30', 'next90', 'last90', 'crunch'] as const;
export type Period = (typeof periods)[number];
export const calendarViews = ['gantt', 'table'] as const;
export const defaults = { order: 'slip', zoom: 'quarter', view: 'gantt' } as const;

/** What is chosen on the page, as it stands in the address. Absent means all, or what the page shows by itself. */
export interface Choice {
  state?: string;
  body?: 'eci' | 'sec';
  kind?: (typeof exerciseKinds)[number];
  status?: (typeof milestoneStatuses)[number];
  period?: Period;
  severity?: (typeof severities)[number];
  order?: (typeof barOrders)[number];
  zoom?: (typeof zooms)[number];
  view?: (typeof calendarViews)[number];
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
    ...one('severity', search['severity'], severities),
    ...one('order', search['order'], barOrders),
    ...one('zoom', search['zoom'], zooms),
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

/** The whole calendar, now or as known on a day: the page chooses from it, so that a choice is drawn at once and hides no history. */
export function timelinesQuery(asOn: string | undefined) {
  return trpc.timelines.list.queryOptions(asOn === undefined ? {} : { asOn }, { meta: { topics: ['timelines'] } });
}

/** The choice as the rules read it; `today` turns a relative period into days. */
export function filterOf({ state, body, kind, status, period, severity }: Choice, today: IsoDate): BarFilter {
  return {
    ...(state === undefined ? {} : { state }),
    ...(body === undefined ? {} : { body }),
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    ...(severity === undefined ? {} : { severity }),
    ...daysOf(period, today),
  };
}

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
