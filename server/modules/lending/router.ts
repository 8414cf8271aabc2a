import { permitted, router } from '#server/platform/trpc.ts';
import {
  AnswerLoan,
  AskLoan,
  GetLoan,
  HandOverLoan,
  ListLoans,
  LoanAnswer,
  LoanDetail,
  LoanList,
  OfferLoan,
  ReturnLoan,
} from '#shared/modules/lending/schema.ts';
import * as service from './service.ts';

export const lending = router({
  list: permitted('loan', 'read')
    .input(ListLoans)
    .output(LoanList)
    .query(({ ctx, input }) => service.listLoans(ctx, input)),
  get: permitted('loan', 'read')
    .input(GetLoan)
    .output(LoanDetail)
    .query(({ ctx, input }) => service.getLoan(ctx, input.loanId)),
  ask: permitted('loan', 'write')
    .input(AskLoan)
    .output(LoanAnswer)
    .mutation(({ ctx, input }) => service.ask(ctx, input)),
  offer: permitted('loan', 'verify')
    .input(OfferLoan)
    .output(LoanAnswer)
    .mutation(({ ctx, input }) => service.offer(ctx, input)),
  decline: permitted('loan', 'verify')
    .input(AnswerLoan)
    .output(LoanAnswer)
    .mutation(({ ctx, input }) => service.decline(ctx, input)),
  accept: permitted('loan', 'publish')
    .input(AnswerLoan)
    .output(LoanAnswer)
    .mutation(({ ctx, input }) => service.accept(ctx, input)),
  withdraw: permitted('loan', 'write')
    .input(AnswerLoan)
    .output(LoanAnswer)
    .mutation(({ ctx, input }) => service.withdraw(ctx, input)),
  handOver: permitted('loan', 'verify')
    .input(HandOverLoan)
    .output(LoanAnswer)
    .mutation(({ ctx, input }) => service.handOver(ctx, input)),
  giveBack: permitted('loan', 'verify')
    .input(ReturnLoan)
    .output(LoanAnswer)
    .mutation(({ ctx, input }) => service.giveBack(ctx, input)),
});
