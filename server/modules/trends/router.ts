import { permitted, router } from '#server/platform/trpc.ts';
import { CohortView, GetCohorts, GetTrend, TrendView } from '#shared/modules/trends/schema.ts';
import * as service from './service.ts';

export const trends = router({
  get: permitted('assemblyRoll', 'read')
    .input(GetTrend)
    .output(TrendView)
    .query(({ ctx, input }) => service.getTrend(ctx, input)),
  cohorts: permitted('assemblyRoll', 'read')
    .input(GetCohorts)
    .output(CohortView)
    .query(({ ctx, input }) => service.getCohorts(ctx, input)),
});
