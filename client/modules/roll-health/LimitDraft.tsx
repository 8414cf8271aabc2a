// What is typed into the form of limits, and what it says: numbers as the rules take them, or the field at fault.

import { readFailure } from '#client/app/errors.ts';
import { asciiDigits, normaliseText } from '#shared/kernel/text.ts';
import { isIsoDate } from '#shared/kernel/time.ts';
import type { LimitNumbers } from '#shared/modules/roll-health/rules-limits.ts';
import type { BandView } from '#shared/modules/roll-health/schema.ts';
import type { MetricView, PreviewLimits } from '#shared/modules/roll-health/schema-metrics.ts';

export type Places = NonNullable<MetricView['places']>;
export type Colour = 'amber' | 'red';
export type Side = Places['shape']['amber'][number];
export type SideTexts = Partial<Record<Side, string>>;

/** Place and day as chosen, numbers as typed; an empty text is no choice. */
export interface Draft {
  exercise: string;
  level: string;
  season: string;
  stateCode: string;
  amber: SideTexts;
  red: SideTexts;
  validFrom: string;
  reason: string;
  isTouched: boolean;
}

/** The reason a field is at fault, by field: `amber.above` is `limit.order`. */
export type Problems = Partial<Record<string, string>>;

/** The form at a place, with the limits in force there; what was typed besides stays. */
export function draftAt(metric: MetricView, places: Places, chosen: Partial<Draft>): Draft {
  const { groups, exercises, seasons } = places;
  const aboveParts = groups.find((levels) => levels.includes('S')) ?? groups[0] ?? [];
  const draft: Draft = {
    exercise: exercises.length === 1 ? (exercises[0] ?? '') : '',
    level: aboveParts[0] ?? 'S',
    season: seasons[0] ?? '',
    stateCode: '',
    validFrom: metric.day,
    reason: '',
    isTouched: false,
    ...chosen,
    amber: {},
    red: {},
  };
  const band = bandAt(metric, places, draft);
  return { ...draft, amber: textsOf(band?.amber), red: textsOf(band?.red) };
}

/** The band in force at the place; for every exercise at once, only where all of them have the same. */
function bandAt(metric: MetricView, { exercises }: Places, { exercise, level, season, stateCode }: Draft) {
  const own = metric.own.find((each) => each.stateCode === stateCode)?.bands ?? [];
  const bands = [...own, ...metric.bands];
  const found = (exercise === '' ? exercises : [exercise]).map((each) =>
    bands.find(
      (band) =>
        (band.exercises?.includes(each) ?? true) &&
        (band.levels?.includes(level) ?? true) &&
        (band.season ?? '') === season,
    ),
  );
  const [first] = found;
  return found.every((band) => band === first) ? first : undefined;
}

function textsOf(limit: BandView['amber']): SideTexts {
  const texts: SideTexts = {};
  for (const side of ['below', 'above', 'apart'] as const) {
    if (limit?.[side] !== undefined) texts[side] = String(limit[side]);
  }
  return texts;
}

type Edit = PreviewLimits & { reason: string };
export type ReadDraft = { ok: true; edit: Edit } | { ok: false; problems: Problems };

/** The draft as the server takes it, on the version the editor saw; or what is not a number or a day. */
export function readDraft(metric: MetricView, draft: Draft, versionNo: number): ReadDraft {
  const problems: Problems = {};
  const numbersOf = (colour: Colour): LimitNumbers | null => {
    const numbers: LimitNumbers = {};
    for (const side of ['below', 'above', 'apart'] as const) {
      const text = draft[colour][side] ?? '';
      if (normaliseText(text) === '') continue;
      const value = readNumber(text);
      if (value === undefined) problems[`${colour}.${side}`] = 'limit.number';
      else numbers[side] = value;
    }
    return Object.keys(numbers).length === 0 ? null : numbers;
  };
  const [amber, red] = [numbersOf('amber'), numbersOf('red')];
  if (!isIsoDate(draft.validFrom)) problems['validFrom'] = 'valid_from.none';
  const { groups, exercises, seasons } = metric.places ?? { groups: [], exercises: [], seasons: [] };
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    edit: {
      metricId: metric.id,
      exercise: exercises.find((each) => each === draft.exercise) ?? null,
      level: groups.flat().find((each) => each === draft.level) ?? 'S',
      season: seasons.find((each) => each === draft.season) ?? null,
      stateCode: draft.stateCode === '' ? null : draft.stateCode,
      amber,
      red,
      validFrom: draft.validFrom,
      versionNo,
      reason: normaliseText(draft.reason),
    },
  };
}

/** A decimal as typed: grouping commas and Devanagari digits too. */
function readNumber(text: string): number | undefined {
  const plain = asciiDigits(normaliseText(text))
    .replaceAll(',', '')
    .replace(/^[\u2212\u2013]/, '-');
  return /^-?\d{1,12}(?:\.\d{1,12})?$/.test(plain) ? Number(plain) : undefined;
}

/** The fields a refusal names. */
export function readProblems(thrown: unknown): Problems {
  if (thrown === null) return {};
  const { details } = readFailure(thrown);
  return Object.fromEntries(
    details.flatMap(({ reason, field }) => (field === undefined || field === '' ? [] : [[field, reason]])),
  );
}
