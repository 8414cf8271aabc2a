import { permitted, router } from '#server/platform/trpc.ts';
import { GetMetric, MetricGroups, MetricView } from '#shared/modules/roll-health/schema.ts';
import * as service from './service.ts';

export const rollHealth = router({
  metrics: permitted('metricDefinition', 'read')
    .output(MetricGroups)
    .query(({ ctx }) => service.listMetrics(ctx)),
  metric: permitted('metricDefinition', 'read')
    .input(GetMetric)
    .output(MetricView)
    .query(({ ctx, input }) => service.getMetric(ctx, input)),
});
