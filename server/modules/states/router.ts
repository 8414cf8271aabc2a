import { permitted, router } from '#server/platform/trpc.ts';
import { GetState, ListStates, StatePage, StateRows } from '#shared/modules/states/schema.ts';
import * as service from './service.ts';

export const states = router({
  list: permitted('stateProfile', 'read')
    .input(ListStates)
    .output(StateRows)
    .query(({ ctx, input }) => service.listStates(ctx, input)),
  get: permitted('stateProfile', 'read')
    .input(GetState)
    .output(StatePage)
    .query(({ ctx, input }) => service.getState(ctx, input)),
});
