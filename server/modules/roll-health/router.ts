import { refreshOverview } from '#server/modules/national/service.ts';
import { permitted, router } from '#server/platform/trpc.ts';
import {
  GetMetric,
  LimitsPreview,
  MetricGroups,
  MetricNow,
  MetricView,
  PreviewLimits,
  SetLimits,
  SetLimitsAnswer,
} from '#shared/modules/roll-health/schema-metrics.ts';
import * as service from './service.ts';

export const rollHealth = router({
  metrics: permitted('metricDefinition', 'read')
    .output(MetricGroups)
    .query(({ ctx }) => service.listMetrics(ctx)),
  metric: permitted('metricDefinition', 'read')
    .input(GetMetric)
    .output(MetricView)
    .query(({ ctx, input }) => service.getMetric(ctx, input)),
  now: permitted('stateProfile', 'read')
    .input(GetMetric)
    .output(MetricNow)
    .query(({ ctx, input }) => service.listNow(ctx, input)),
  previewLimits: permitted('metricDefinition', 'manage')
    .input(PreviewLimits)
    .output(LimitsPreview)
    .query(({ ctx, input }) => service.previewLimits(ctx, input)),
  // The overview is the national room's, which is built of this one's pictures: it is handed in from here.
  setLimits: permitted('metricDefinition', 'manage')
    .input(SetLimits)
    .output(SetLimitsAnswer)
    .mutation(({ ctx, input }) => service.setLimits(ctx, input, refreshOverview)),
});
