// Settings of readiness: what the catalogue says, unless the nation's secretariat or a body has set it otherwise from a day on.

import type { IsoDate } from '#shared/kernel/time.ts';
import { type Item, items, type Timing } from './catalogue-items.ts';
import { type ParameterId, parameterIds, parameters } from './catalogue-parameters.ts';
import { type ItemId, itemIds } from './schema.ts';

/** Percent and days that decide a colour. This product's defaults. */
export const standardThresholds = {
  /** Within so many percent below what is expected it is green; within so many it is amber. */
  green: 5,
  amber: 20,
  /** Up to so many days late, from so many percent on, it is amber and not red. */
  lateDays: 3,
  latePercent: 95,
  /** Standing items are amber from so many percent. */
  standingAmber: 90,
  /** Older than so many days a figure is grey; `freshNear` in the last `nearDays` before the poll. */
  fresh: 7,
  freshNear: 2,
  nearDays: 7,
  /** Without a withdrawal day, so many days before the poll stand in for it. */
  withdrawalBeforePoll: 14,
};
export type Thresholds = typeof standardThresholds;
export type ThresholdId = keyof Thresholds;
export const thresholdIds = Object.keys(standardThresholds).filter((id): id is ThresholdId => id in standardThresholds);

/** A row of the settings: `body` null is the nation's. Value in the unit of what it sets; 0 or 1 for a critical mark. */
export interface SettingRow {
  bodyId: string | null;
  setting: string;
  value: number;
  source: string;
  validFrom: IsoDate;
  /** Later rows of one day win. */
  recordedAt: string;
}

export interface Settings {
  presetOf(id: ParameterId): number | null;
  timingOf(item: Item): Timing;
  isCritical(id: ItemId): boolean;
  thresholds: Thresholds;
}

/** The least and the most a setting may be; undefined when there is no such setting. */
export function limitsOf(setting: string): { least: number; most: number } | undefined {
  const [kind = '', id = ''] = setting.split('/');
  switch (kind) {
    case 'preset':
      return parameterIds.some((each) => each === id) ? { least: 0, most: 1_000_000 } : undefined;
    case 'start':
    case 'due':
      return items.some((item) => item.id === id && item.timing !== 'standing') ? { least: 0, most: 400 } : undefined;
    case 'critical':
      return itemIds.some((each) => each === id) ? { least: 0, most: 1 } : undefined;
    case 'threshold':
      return thresholdIds.some((each) => each === id) ? { least: 0, most: 100 } : undefined;
    default:
      return undefined;
  }
}

/**
 * The settings of a body on a day: its own row before the nation's, the newest that is in force, the catalogue's value
 * where there is none. A body's own row sets presets only: critical marks, terms and thresholds are the nation's alike for all.
 */
export function settingsOn(rows: readonly SettingRow[], bodyId: string | null, day: IsoDate): Settings {
  const values = new Map<string, SettingRow>();
  for (const row of rows) {
    if (row.validFrom > day) continue;
    const isOwn = row.bodyId !== null;
    if (isOwn && (row.bodyId !== bodyId || !row.setting.startsWith('preset/'))) continue;
    const known = values.get(row.setting);
    if (known === undefined || isAfter(row, known)) values.set(row.setting, row);
  }
  const setTo = (setting: string) => values.get(setting)?.value;
  const thresholds = { ...standardThresholds };
  for (const id of thresholdIds) thresholds[id] = setTo(`threshold/${id}`) ?? thresholds[id];
  return {
    thresholds,
    presetOf: (id) => setTo(`preset/${id}`) ?? parameters.find((each) => each.id === id)?.preset ?? null,
    isCritical(id) {
      const set = setTo(`critical/${id}`);
      return set === undefined ? (items.find((item) => item.id === id)?.isCritical ?? false) : set === 1;
    },
    timingOf({ id, timing }) {
      const [start, due] = [setTo(`start/${id}`), setTo(`due/${id}`)];
      if (timing === 'standing' || (start === undefined && due === undefined)) return timing;
      return {
        ...timing,
        start: { ...timing.start, days: start ?? timing.start.days },
        due: { ...timing.due, days: due ?? timing.due.days },
      };
    },
  };
}

/** The catalogue as it is. */
export const standardSettings: Settings = settingsOn([], null, '0000-00-00');

function isAfter(row: SettingRow, known: SettingRow): boolean {
  if ((row.bodyId !== null) !== (known.bodyId !== null)) return row.bodyId !== null;
  if (row.validFrom !== known.validFrom) return row.validFrom > known.validFrom;
  return row.recordedAt > known.recordedAt;
}
