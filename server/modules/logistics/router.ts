import { permitted, router } from '#server/platform/trpc.ts';
import {
  Board,
  ExerciseReadiness,
  Grid,
  Positions,
  ReadBoard,
  ReadExercise,
  ReadGrid,
  ReadPositions,
  SavedCount,
  SavedReturns,
  SaveReturns,
  SetParameters,
  SetPosition,
  SetSetting,
  SettingsList,
} from '#shared/modules/logistics/schema.ts';
import * as service from './service.ts';

export const logistics = router({
  board: permitted('logistics', 'read')
    .input(ReadBoard)
    .output(Board)
    .query(({ ctx, input }) => service.getBoard(ctx, input)),
  exercise: permitted('logistics', 'read')
    .input(ReadExercise)
    .output(ExerciseReadiness)
    .query(({ ctx, input }) => service.getExercise(ctx, input)),
  grid: permitted('logistics', 'read')
    .input(ReadGrid)
    .output(Grid)
    .query(({ ctx, input }) => service.getGrid(ctx, input)),
  saveReturns: permitted('logistics', 'write')
    .input(SaveReturns)
    .output(SavedReturns)
    .mutation(({ ctx, input }) => service.saveReturns(ctx, input)),
  setParameters: permitted('logistics', 'write')
    .input(SetParameters)
    .output(SavedCount)
    .mutation(({ ctx, input }) => service.setParameters(ctx, input)),
  settings: permitted('logistics', 'read')
    .output(SettingsList)
    .query(({ ctx }) => service.listSettings(ctx)),
  /** The secretariat by its right to manage, a body by its right to write: the service tells them apart. */
  setSetting: permitted('logistics', 'read')
    .input(SetSetting)
    .output(SavedCount)
    .mutation(({ ctx, input }) => service.setSetting(ctx, input)),
  positions: permitted('logistics', 'read')
    .input(ReadPositions)
    .output(Positions)
    .query(({ ctx, input }) => service.listPositions(ctx, input)),
  setPosition: permitted('logistics', 'write')
    .input(SetPosition)
    .output(SavedCount)
    .mutation(({ ctx, input }) => service.setPosition(ctx, input)),
});
