// The radar's windows of an exercise, as far as their days are known: the same windows its rules read.

import type { IsoDate } from '#shared/kernel/time.ts';
import type { RadarExercise } from '#shared/modules/radar/rules.ts';
import { prepare } from '#shared/modules/radar/rules-windows.ts';
import type { Bar } from './rules-layout.ts';
import type { MilestoneStatus, RecordedStatus } from './schema.ts';

/** In the order in which they take the lines below a bar. */
export const drawnWindows = [
  'NOM',
  'HOT',
  'FIELD',
  'HEAR',
  'ROLLPREP',
  'TRAIN',
  'FREEZE',
  'MCC',
  'EVM',
  'EXAM',
  'OUTSIDE',
] as const;
/** As many windows as one exercise can have on one day. */
export const windowLanes = 4;

export interface BarWindow {
  name: (typeof drawnWindows)[number];
  from: IsoDate;
  to: IsoDate;
  /** Line below the bar, 0 the upper one; no two windows of a line share a day. */
  lane: number;
}

/** The windows of a bar's exercise that have both their days, laid in lines; a window known in part is left out. */
export function windowsOf({ exercise, milestones }: Pick<Bar, 'exercise' | 'milestones'>): BarWindow[] {
  const radar: RadarExercise = {
    ...exercise,
    milestones: milestones.map((row) => ({
      id: row.id,
      milestone: row.milestone,
      position: row.position,
      startDate: row.start,
      endDate: row.end,
      status: recordedAs(row.status),
      confidence: row.confidence,
      note: row.note,
      overrideReason: row.overrideReason ?? null,
    })),
    needs: [],
    rooms: [],
  };
  const { windows } = prepare(radar);
  const lanes: BarWindow[][] = Array.from({ length: windowLanes }, () => []);
  for (const name of drawnWindows) {
    const sure = windows[name]?.sure ?? null;
    if (sure === null) continue;
    const lane = lanes.findIndex((taken) => taken.every(({ from, to }) => to < sure.from || from > sure.to));
    lanes[lane]?.push({ name, from: sure.from, to: sure.to, lane });
  }
  return lanes.flat();
}

function recordedAs(status: MilestoneStatus): RecordedStatus {
  if (status === 'superseded' || status === 'completed') return status;
  return status === 'passed_unconfirmed' ? 'date_passed_unconfirmed' : 'due';
}
