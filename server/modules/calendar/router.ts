import { permitted, router } from '#server/platform/trpc.ts';
import {
  AddFeed,
  CalendarView,
  FeedAnswer,
  FeedList,
  GetCalendar,
  RevokeFeed,
} from '#shared/modules/calendar/schema.ts';
import * as service from './service.ts';

export const calendar = router({
  get: permitted(['ceoTimeline', 'secTimeline'], 'read')
    .input(GetCalendar)
    .output(CalendarView)
    .query(({ ctx, input }) => service.getCalendar(ctx, input)),
  feeds: permitted('calendarFeed', 'read')
    .output(FeedList)
    .query(({ ctx }) => service.listFeeds(ctx)),
  addFeed: permitted('calendarFeed', 'write')
    .input(AddFeed)
    .output(FeedAnswer)
    .mutation(({ ctx, input }) => service.addFeed(ctx, input)),
  revokeFeed: permitted('calendarFeed', 'write')
    .input(RevokeFeed)
    .output(FeedAnswer)
    .mutation(({ ctx, input }) => service.revokeFeed(ctx, input)),
});
