// What the conflict cases run on: the record of the seed as the radar reads it, and a country of a hundred times its size.

import { readDirectory } from '#server/platform/seed/states.ts';
import { type ExerciseRow, type MilestoneRow, readTimelines } from '#server/platform/seed/timelines.ts';
import { addDays } from '#shared/kernel/time.ts';
import type { RadarExercise, RadarInput, RadarMilestone } from '#shared/modules/radar/rules.ts';
import { referenceWindows } from '#shared/modules/timelines/rules.ts';

const today = '2026-11-22';

/** The record of the seed, exercise by exercise, with what nobody has entered yet left open. */
export function realInput(): RadarInput {
  const { exercises, milestones } = readTimelines(readDirectory(), new Date('2026-11-22T00:00:00Z'));
  const byExercise = Map.groupBy(milestones, ({ exerciseId }) => exerciseId);
  return inputOf(exercises.map((row) => exerciseOf(row, byExercise.get(row.id) ?? [])));
}

/** About the districts a State has: some 780 in 36 States. */
const districtsOfAState = 22;

/**
 * The exercises as many times over: each copy so many days after the one before and in one district of its State, as
 * polls of single bodies are. The first is the record itself, over whole States.
 */
export function copiedInput(times: number, daysApart: number): RadarInput {
  const { exercises } = realInput();
  const copies = Array.from({ length: times }, (_, copy) =>
    copy === 0 ? exercises : exercises.map((exercise) => copyOf(exercise, copy, copy * daysApart)),
  );
  return inputOf(copies.flat());
}

function copyOf(exercise: RadarExercise, copy: number, days: number): RadarExercise {
  const moved = (day: string | null) => (day === null ? null : addDays(day, days));
  return {
    ...exercise,
    id: `${exercise.id}-${String(copy).padStart(3, '0')}`,
    districts: [`${exercise.stateCode}-${copy % districtsOfAState}`],
    milestones: exercise.milestones.map((row) => ({
      ...row,
      startDate: moved(row.startDate),
      endDate: moved(row.endDate),
    })),
  };
}

export function inputOf(exercises: readonly RadarExercise[]): RadarInput {
  return { today, exercises, pools: [], holidays: new Map(), reference: referenceWindows };
}

function exerciseOf(row: ExerciseRow, milestones: readonly MilestoneRow[]): RadarExercise {
  return {
    id: row.id,
    stateCode: row.stateCode ?? null,
    bodyKind: row.bodyKind,
    kind: row.kind,
    revisionKind: null,
    nameEn: row.nameEn,
    districts: null,
    areaClass: null,
    method: null,
    machineOwner: null,
    machineModel: null,
    baseRollDate: null,
    petitionDays: null,
    outsideKind: null,
    isMarked: false,
    isSample: false,
    milestones: milestones.map(milestoneOf),
    needs: [],
    rooms: [],
  };
}

function milestoneOf(row: MilestoneRow): RadarMilestone {
  return {
    id: row.id,
    milestone: row.milestone,
    position: row.position,
    startDate: row.startDate ?? null,
    endDate: row.endDate ?? null,
    status: row.status,
    confidence: row.confidence,
    note: row.note ?? null,
    overrideReason: null,
  };
}
