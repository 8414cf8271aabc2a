import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { type IsoDate, istDay } from '#shared/kernel/time.ts';
import type { ListMilestones, Timelines, UpcomingMilestones } from '#shared/modules/timelines/schema.ts';
import * as views from './views.ts';

/**
 * The shared calendar of both commissions as of today (IST), or as it was known at the end of the day `asOn`. Published
 * dates are open to every office that may read.
 * @throws AppError `invalid` for a day still to come.
 */
export async function listTimelines(context: SignedInContext, filter: ListMilestones): Promise<Timelines> {
  return await views.listTimelines(context.db, context.session, filter, dayOf(context, filter.asOn));
}

/** The next three dates of a State that are facts. */
export async function listNext(context: SignedInContext, stateCode: string): Promise<UpcomingMilestones> {
  return await views.listNext(context.db, stateCode, istDay(context.clock.now()));
}

function dayOf(context: SignedInContext, asOn: IsoDate | undefined): IsoDate {
  const today = istDay(context.clock.now());
  if (asOn !== undefined && asOn > today) {
    throw new AppError('invalid', 'The calendar cannot be read as of a day still to come.', [
      { reason: 'as_on.future', field: 'asOn' },
    ]);
  }
  return asOn ?? today;
}
