import * as z from 'zod/mini';
import { permitted, router } from '#server/platform/trpc.ts';
import { istDay } from '#shared/kernel/time.ts';
import { ListMilestones, NextMilestones, Timelines, UpcomingMilestones } from '#shared/modules/timelines/schema.ts';
import {
  AddExercise,
  AddMilestone,
  ConfirmMilestone,
  DateToConfirm,
  DescribeExercise,
  ExercisePage,
  GetExercise,
  LayOutPlan,
  PlanDates,
  PlannedDates,
  ReviseMilestone,
  SavedDates,
  SetHolidays,
  SetNeeds,
  WithdrawDates,
} from '#shared/modules/timelines/schema-entry.ts';
import * as service from './service.ts';
import * as views from './views.ts';

const calendars = ['ceoTimeline', 'secTimeline'] as const;
const read = permitted(calendars, 'read');
const write = permitted(calendars, 'write');

export const timelines = router({
  list: read
    .input(ListMilestones)
    .output(Timelines)
    .query(({ ctx, input }) => views.listTimelines(ctx.db, ctx.session, input, istDay(ctx.clock.now()))),
  next: read
    .input(NextMilestones)
    .output(UpcomingMilestones)
    .query(({ ctx, input }) => views.listNext(ctx.db, input.stateCode, istDay(ctx.clock.now()))),
  get: read
    .input(GetExercise)
    .output(ExercisePage)
    .query(({ ctx, input }) => views.getExercisePage(ctx.db, ctx.session, input.id, istDay(ctx.clock.now()))),
  plan: write
    .input(PlanDates)
    .output(PlannedDates)
    .query(({ ctx, input }) => views.planDates(ctx.db, input)),
  toConfirm: read
    .output(z.array(DateToConfirm))
    .query(({ ctx }) => views.listToConfirm(ctx.db, ctx.session, istDay(ctx.clock.now()))),
  addExercise: write
    .input(AddExercise)
    .output(SavedDates)
    .mutation(({ ctx, input }) => service.addExercise(ctx, input)),
  layOut: write
    .input(LayOutPlan)
    .output(SavedDates)
    .mutation(({ ctx, input }) => service.layOut(ctx, input)),
  addMilestone: write
    .input(AddMilestone)
    .output(SavedDates)
    .mutation(({ ctx, input }) => service.addMilestone(ctx, input)),
  revise: write
    .input(ReviseMilestone)
    .output(SavedDates)
    .mutation(({ ctx, input }) => service.revise(ctx, input)),
  confirm: write
    .input(ConfirmMilestone)
    .output(SavedDates)
    .mutation(({ ctx, input }) => service.confirm(ctx, input)),
  describe: write
    .input(DescribeExercise)
    .output(SavedDates)
    .mutation(({ ctx, input }) => service.describe(ctx, input)),
  setNeeds: write
    .input(SetNeeds)
    .output(SavedDates)
    .mutation(({ ctx, input }) => service.setNeeds(ctx, input)),
  withdraw: write
    .input(WithdrawDates)
    .output(SavedDates)
    .mutation(({ ctx, input }) => service.withdraw(ctx, input)),
  setHolidays: write
    .input(SetHolidays)
    .output(z.object({ added: z.number(), removed: z.number() }))
    .mutation(({ ctx, input }) => service.setHolidays(ctx, input)),
});
