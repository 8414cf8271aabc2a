import * as z from 'zod/mini';
import { permitted, router } from '#server/platform/trpc.ts';
import {
  GetImport,
  ImportChoices,
  ImportLine,
  ImportView,
  ListImports,
  MoveImport,
  ReturnImport,
  StartImport,
  SubmitImport,
} from '#shared/modules/exchange/schema.ts';
import * as service from './service.ts';

const rolls = ['assemblyRoll', 'localRoll', 'nationalRoll'] as const;
const MoveAnswer = z.object({ id: z.string(), version: z.number() });
const PublishAnswer = z.extend(MoveAnswer, { overview: z.number(), leftOut: z.array(z.string()) });

export const exchange = router({
  choices: permitted(rolls, 'read')
    .output(ImportChoices)
    .query(({ ctx }) => service.getChoices(ctx)),
  list: permitted(rolls, 'read')
    .input(ListImports)
    .output(z.array(ImportLine))
    .query(({ ctx, input }) => service.listImports(ctx, input)),
  get: permitted(rolls, 'read')
    .input(GetImport)
    .output(ImportView)
    .query(({ ctx, input }) => service.getImport(ctx, input)),
  start: permitted(rolls, 'write')
    .input(StartImport)
    .output(MoveAnswer)
    .mutation(({ ctx, input }) => service.start(ctx, input)),
  cancel: permitted(rolls, 'write')
    .input(MoveImport)
    .output(MoveAnswer)
    .mutation(({ ctx, input }) => service.cancel(ctx, input)),
  discard: permitted(rolls, 'write')
    .input(MoveImport)
    .output(MoveAnswer)
    .mutation(({ ctx, input }) => service.discard(ctx, input)),
  submit: permitted(rolls, 'submit')
    .input(SubmitImport)
    .output(MoveAnswer)
    .mutation(({ ctx, input }) => service.submit(ctx, input)),
  return: permitted(rolls, 'readDraft')
    .input(ReturnImport)
    .output(MoveAnswer)
    .mutation(({ ctx, input }) => service.returnToMaker(ctx, input)),
  publish: permitted(rolls, 'publish')
    .input(MoveImport)
    .output(PublishAnswer)
    .mutation(({ ctx, input }) => service.publish(ctx, input)),
});
