// Windows of what is no election: examinations, the census, festivals and floods, new boundaries, rooms that are held.

import type { RadarExercise, RadarMilestone } from './rules.ts';
import {
  bounded,
  dayOf,
  exactly,
  firstOf,
  lastOf,
  type Point,
  unknownDay,
  type Win,
  windowFrom,
} from './rules-points.ts';
import { endOf, pointOf, startOf } from './rules-rows.ts';

/** The whole stretch of the rows: first start to last end. */
export function otherWindow(
  name: 'CENSUS' | 'OUTSIDE' | 'EXAM',
  { id }: RadarExercise,
  rows: readonly RadarMilestone[],
): Win {
  const start = rows.length === 0 ? unknownDay : firstOf(rows.map(startOf));
  const end = rows.length === 0 ? unknownDay : lastOf(rows.map(endOf));
  const undated = rows.filter((row) => dayOf(startOf(row)) === null || dayOf(endOf(row)) === null);
  const missing =
    rows.length === 0 ? [name === 'EXAM' ? 'exam_end' : 'dates'] : undated.map(({ milestone }) => milestone);
  return windowFrom({ name, exerciseId: id, start, end, rows, missing });
}

/** Examinations in schools. Without a start only the last day is known to be one (7.6.7). */
export function examWindow(exercise: RadarExercise, all: readonly RadarMilestone[]): Win | null {
  const rows = exercise.kind === 'exam' ? all : all.filter(({ milestone }) => milestone.startsWith('exam'));
  if (exercise.kind !== 'exam' && rows.length === 0) return null;
  const begins = rows.filter(({ milestone }) => !milestone.endsWith('_end'));
  const known = rows.filter(({ endDate }) => endDate !== null);
  const ends = known.length > 0 ? known : rows.filter(({ milestone }) => !milestone.endsWith('_start'));
  const end: Point = ends.length === 0 ? unknownDay : lastOf(ends.map(endOf));
  const started = begins.length === 0 ? unknownDay : firstOf(begins.map(startOf));
  const isLastDayOnly = dayOf(started) === null && dayOf(end) !== null;
  return windowFrom({
    name: 'EXAM',
    exerciseId: exercise.id,
    start: isLastDayOnly ? end : started,
    end: bounded(end, started.lo, null),
    rows,
    missing: dayOf(end) === null ? ['exam_end'] : [],
    assumed: isLastDayOnly ? ['exam_last_day_only'] : [],
  });
}

/** One step of a delimitation. */
export function delimitationWindow({ id }: RadarExercise, row: RadarMilestone): Win {
  const isOneDay = row.startDate === null || row.endDate === null;
  const start = isOneDay ? pointOf(row) : exactly(row.startDate);
  const end = isOneDay ? pointOf(row) : exactly(row.endDate);
  const missing = dayOf(end) === null ? [row.milestone] : [];
  return windowFrom({ name: 'DELIMITATION', exerciseId: id, start, end, rows: [row], missing });
}

/** Rooms the exercise holds, with the days it holds them. */
export function roomWindows({ id, rooms }: RadarExercise): { roomId: string; window: Win }[] {
  return rooms.map(({ roomId, from, to }) => ({
    roomId,
    window: windowFrom({ name: 'ROOM', exerciseId: id, start: exactly(from), end: exactly(to), rows: [] }),
  }));
}
