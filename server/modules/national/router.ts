import * as z from 'zod/mini';
import { recomputeFindings } from '#server/modules/radar/service.ts';
import { permitted, router } from '#server/platform/trpc.ts';
import { CommandKey } from '#shared/modules/people/schema.ts';
import * as service from './service.ts';

const SampleCommand = z.strictObject({ key: CommandKey });
const SampleAnswer = z.object({ ok: z.literal(true), version: z.number() });

export const national = router({
  addSample: permitted('sampleData', 'manage')
    .input(SampleCommand)
    .output(SampleAnswer)
    .mutation(({ ctx, input }) => service.addSample(ctx, input, recomputeFindings)),
  removeSample: permitted('sampleData', 'manage')
    .input(SampleCommand)
    .output(SampleAnswer)
    .mutation(({ ctx, input }) => service.removeSample(ctx, input, recomputeFindings)),
});
