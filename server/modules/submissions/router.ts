import * as z from 'zod/mini';
import { permitted, router } from '#server/platform/trpc.ts';
import {
  CorrectSubmission,
  DeskLine,
  MoveSubmission,
  ReturnSubmission,
  SaveAnswer,
  SaveDraft,
  SubmissionKey,
  SubmissionView,
} from '#shared/modules/submissions/schema.ts';
import * as service from './service.ts';

const rolls = ['assemblyRoll', 'localRoll'] as const;
const PublishAnswer = z.extend(SaveAnswer, { overview: z.number() });

export const submissions = router({
  get: permitted(rolls, 'readDraft')
    .input(SubmissionKey)
    .output(SubmissionView)
    .query(({ ctx, input }) => service.getSubmission(ctx, input)),
  desk: permitted(rolls, 'readDraft')
    .output(z.array(DeskLine))
    .query(({ ctx }) => service.listDesk(ctx)),
  saveDraft: permitted(rolls, 'write')
    .input(SaveDraft)
    .output(SaveAnswer)
    .mutation(({ ctx, input }) => service.saveDraft(ctx, input)),
  submit: permitted(rolls, 'submit')
    .input(MoveSubmission)
    .output(SaveAnswer)
    .mutation(({ ctx, input }) => service.submit(ctx, input)),
  withdraw: permitted(rolls, 'submit')
    .input(MoveSubmission)
    .output(SaveAnswer)
    .mutation(({ ctx, input }) => service.withdraw(ctx, input)),
  return: permitted(rolls, 'readDraft')
    .input(ReturnSubmission)
    .output(SaveAnswer)
    .mutation(({ ctx, input }) => service.returnToMaker(ctx, input)),
  publish: permitted(rolls, 'publish')
    .input(MoveSubmission)
    .output(PublishAnswer)
    .mutation(({ ctx, input }) => service.publish(ctx, input)),
  correct: permitted(rolls, 'write')
    .input(CorrectSubmission)
    .output(SaveAnswer)
    .mutation(({ ctx, input }) => service.correct(ctx, input)),
});
