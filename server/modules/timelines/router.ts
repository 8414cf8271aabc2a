import { permitted, router } from '#server/platform/trpc.ts';
import { ListMilestones, NextMilestones, Timelines, UpcomingMilestones } from '#shared/modules/timelines/schema.ts';
import * as service from './service.ts';

const calendars = ['ceoTimeline', 'secTimeline'] as const;

export const timelines = router({
  list: permitted(calendars, 'read')
    .input(ListMilestones)
    .output(Timelines)
    .query(({ ctx, input }) => service.listTimelines(ctx, input)),
  next: permitted(calendars, 'read')
    .input(NextMilestones)
    .output(UpcomingMilestones)
    .query(({ ctx, input }) => service.listNext(ctx, input.stateCode)),
});
