import { permitted, router } from '#server/platform/trpc.ts';
import {
  GapList,
  GapView,
  GetGap,
  GiveReason,
  ListGaps,
  ReasonAnswer,
  WithdrawReason,
} from '#shared/modules/roll-gap/schema.ts';
import * as service from './service.ts';

export const rollGap = router({
  list: permitted('rollGap', 'read')
    .input(ListGaps)
    .output(GapList)
    .query(({ ctx, input }) => service.listGaps(ctx, input)),
  get: permitted('rollGap', 'read')
    .input(GetGap)
    .output(GapView)
    .query(({ ctx, input }) => service.getGap(ctx, input)),
  giveReason: permitted('rollGap', 'write')
    .input(GiveReason)
    .output(ReasonAnswer)
    .mutation(({ ctx, input }) => service.giveReason(ctx, input)),
  withdrawReason: permitted('rollGap', 'write')
    .input(WithdrawReason)
    .output(ReasonAnswer)
    .mutation(({ ctx, input }) => service.withdrawReason(ctx, input)),
});
