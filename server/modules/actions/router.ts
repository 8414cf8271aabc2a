import { permitted, router } from '#server/platform/trpc.ts';
import {
  ActionList,
  ActionsOverview,
  ActionView,
  GetAction,
  ListActions,
  UpdateAnswer,
  UpdateProgress,
} from '#shared/modules/actions/schema.ts';
import * as service from './service.ts';

export const actions = router({
  overview: permitted('actionProgress', 'read')
    .output(ActionsOverview)
    .query(({ ctx }) => service.getOverview(ctx)),
  list: permitted('actionProgress', 'read')
    .input(ListActions)
    .output(ActionList)
    .query(({ ctx, input }) => service.listActions(ctx, input)),
  get: permitted('actionItem', 'read')
    .input(GetAction)
    .output(ActionView)
    .query(({ ctx, input }) => service.getAction(ctx, input.itemId)),
  updateProgress: permitted('actionProgress', 'write')
    .input(UpdateProgress)
    .output(UpdateAnswer)
    .mutation(({ ctx, input }) => service.updateProgress(ctx, input)),
});
