import type { SignedInContext } from '#server/platform/trpc.ts';
import { istDay } from '#shared/kernel/time.ts';
import type { ListMilestones, Timelines, UpcomingMilestones } from '#shared/modules/timelines/schema.ts';
import * as views from './views.ts';

/** The shared calendar of both commissions as of today (IST). Published dates are open to every office that may read. */
export async function listTimelines(context: SignedInContext, filter: ListMilestones): Promise<Timelines> {
  return await views.listTimelines(context.db, filter, istDay(context.clock.now()));
}

/** The next three dates of a State that are facts. */
export async function listNext(context: SignedInContext, stateCode: string): Promise<UpcomingMilestones> {
  return await views.listNext(context.db, stateCode, istDay(context.clock.now()));
}
