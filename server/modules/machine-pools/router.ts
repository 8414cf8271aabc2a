import { permitted, router } from '#server/platform/trpc.ts';
import {
  ListPool,
  LockAnswer,
  LockPool,
  PoolAnswer,
  PoolList,
  SetPool,
  UnlockPool,
} from '#shared/modules/machine-pools/schema.ts';
import * as service from './service.ts';

export const machinePools = router({
  list: permitted('loan', 'read')
    .input(ListPool)
    .output(PoolList)
    .query(({ ctx, input }) => service.listPools(ctx, input)),
  set: permitted('loan', 'verify')
    .input(SetPool)
    .output(PoolAnswer)
    .mutation(({ ctx, input }) => service.setPool(ctx, input)),
  lock: permitted('loan', 'verify')
    .input(LockPool)
    .output(LockAnswer)
    .mutation(({ ctx, input }) => service.lock(ctx, input)),
  unlock: permitted('loan', 'verify')
    .input(UnlockPool)
    .output(LockAnswer)
    .mutation(({ ctx, input }) => service.unlock(ctx, input)),
});
