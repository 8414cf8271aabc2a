import * as z from 'zod/mini';
import { permitted, router } from '#server/platform/trpc.ts';
import {
  ActOnFinding,
  FindingAnswer,
  FindingDetail,
  FindingList,
  GetFinding,
  ListFindings,
  ListPools,
  Pools,
  SetPool,
  StateFindings,
} from '#shared/modules/radar/schema.ts';
import * as service from './service.ts';

const calendars = ['ceoTimeline', 'secTimeline'] as const;

export const radar = router({
  list: permitted('conflict', 'read')
    .input(ListFindings)
    .output(FindingList)
    .query(({ ctx, input }) => service.listFindings(ctx, input)),
  get: permitted('conflict', 'read')
    .input(GetFinding)
    .output(FindingDetail)
    .query(({ ctx, input }) => service.getFinding(ctx, input)),
  counts: permitted('conflict', 'read')
    .output(z.array(StateFindings))
    .query(({ ctx }) => service.countFindings(ctx)),
  act: permitted('conflict', 'acknowledge')
    .input(ActOnFinding)
    .output(FindingAnswer)
    .mutation(({ ctx, input }) => service.act(ctx, input)),
  pools: permitted('conflict', 'read')
    .input(ListPools)
    .output(Pools)
    .query(({ ctx, input }) => service.listPools(ctx, input)),
  setPool: permitted(calendars, 'write')
    .input(SetPool)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => service.setPool(ctx, input)),
});
