import * as parts from '#server/modules/parts/service.ts';
import { permitted, router } from '#server/platform/trpc.ts';
import {
  GetMetricUnits,
  GetOutliers,
  GetParts,
  GetUnits,
  MetricUnits,
  OutliersView,
  PartsView,
  UnitsView,
} from '#shared/modules/rolls/schema.ts';
import * as service from './service.ts';

export const rolls = router({
  units: permitted('assemblyRoll', 'read')
    .input(GetUnits)
    .output(UnitsView)
    .query(({ ctx, input }) => service.getUnits(ctx, input)),
  parts: permitted('assemblyRoll', 'read')
    .input(GetParts)
    .output(PartsView)
    .query(({ ctx, input }) => parts.getParts(ctx, input)),
  outliers: permitted('assemblyRoll', 'read')
    .input(GetOutliers)
    .output(OutliersView)
    .query(({ ctx, input }) => parts.getOutliers(ctx, input)),
  metric: permitted('assemblyRoll', 'read')
    .input(GetMetricUnits)
    .output(MetricUnits)
    .query(({ ctx, input }) => service.getMetricUnits(ctx, input)),
});
