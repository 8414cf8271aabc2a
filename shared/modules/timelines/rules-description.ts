// What an office says an exercise covers and uses, read and checked; and a whole plan as typed.

import type { ErrorDetail } from '#shared/kernel/errors.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import { standsForItself } from './rules.ts';
import { isKnownCode } from './rules-codes.ts';
import { type PlanRow, readTypedDate } from './rules-dates.ts';
import { leastReasonLetters, readTypedDays } from './rules-entry.ts';
import { type DistrictSpan, didStateExist, districtFaults, stateSince } from './rules-places.ts';
import type { ExerciseKind } from './schema.ts';
import type { ExerciseDescription, SetHolidays, SetNeeds } from './schema-entry.ts';

/** A name of an exercise has at least so many letters. */
export const leastNameLetters = 3;

/** The description with its texts trimmed and its day read. */
export type ReadDescription = Omit<ExerciseDescription, 'nameHi' | 'baseRollDate'> & {
  nameHi: string | null;
  baseRollDate: IsoDate | null;
};

/** What the description is checked against. */
export interface DescriptionFrame {
  kind: ExerciseKind;
  /** Null for the whole country. */
  stateCode: string | null;
  /** Days of the exercise's plan: its districts must have been there on each. */
  days: readonly IsoDate[];
  districts: readonly DistrictSpan[];
  /** Bodies there are. */
  bodies: ReadonlySet<string>;
}

/** Reads a description; every fault is named at its field, and the value is to be used only when there is none. */
export function readDescription(
  said: ExerciseDescription,
  frame: DescriptionFrame,
): { value: ReadDescription; details: ErrorDetail[] } {
  const nameEn = normaliseText(said.nameEn);
  const nameHi = normaliseText(said.nameHi);
  const typed = readTypedDate(said.baseRollDate);
  const details: ErrorDetail[] = [];
  if (nameEn.length < leastNameLetters)
    details.push({ reason: 'exercise.name', field: 'nameEn', params: { least: leastNameLetters } });
  if (!typed.ok && typed.reason !== 'empty') details.push({ reason: `date.${typed.reason}`, field: 'baseRollDate' });
  if (said.revisionKind !== null && frame.kind !== 'roll_revision') details.push(notOfKind('revisionKind'));
  if (said.outsideKind !== null && frame.kind !== 'outside') details.push(notOfKind('outsideKind'));
  if (said.machineOwner !== null && !frame.bodies.has(said.machineOwner))
    details.push({ reason: 'exercise.no_such_body', field: 'machineOwner' });
  const tiers = said.tiers.map(({ tier }) => tier);
  if (new Set(tiers).size < tiers.length) details.push({ reason: 'exercise.tier_twice', field: 'tiers' });
  const districts = said.districts === null ? null : [...new Set(said.districts)].toSorted();
  if (frame.stateCode === null && districts !== null) details.push(notOfKind('districts'));
  else details.push(...placeFaults({ ...frame, codes: districts ?? [] }));
  const baseRollDate = typed.ok ? typed.value : null;
  return { value: { ...said, nameEn, nameHi: nameHi === '' ? null : nameHi, districts, baseRollDate }, details };
}

function notOfKind(field: keyof ExerciseDescription): ErrorDetail {
  return { reason: 'exercise.not_of_kind', field };
}

/**
 * The State and the districts that were not there on a day of the plan: `place.state_not_on_day` with the State's first
 * day, `district.unknown`, `district.not_on_day`. Days are compared as calendar days.
 */
export function placeFaults(asked: {
  stateCode: string | null;
  codes: readonly string[];
  days: readonly IsoDate[];
  districts: readonly DistrictSpan[];
}): ErrorDetail[] {
  const { stateCode, codes, days, districts } = asked;
  if (stateCode === null) return [];
  const early = days.find((day) => !didStateExist(stateCode, day));
  const faults = districtFaults(codes, days, districts).map(
    ({ reason, code }): ErrorDetail => ({ reason, field: 'districts', params: { district: code } }),
  );
  if (early === undefined) return faults;
  const params = { state: stateCode, date: early, since: stateSince(stateCode) ?? '' };
  return [{ reason: 'place.state_not_on_day', field: 'start', params }, ...faults];
}

export interface TypedPlanRow {
  milestone: string;
  start: string;
  end: string;
  blockedBy: readonly string[];
}

/** Reads the rows of a plan as typed. Faults stand at `dates.<place>.<field>`; a step may stand in it once. */
export function readPlan(typed: readonly TypedPlanRow[]): { rows: PlanRow[]; details: ErrorDetail[] } {
  const rows: PlanRow[] = [];
  const details: ErrorDetail[] = [];
  const seen = new Set<string>();
  for (const [place, row] of typed.entries()) {
    const read = readTypedDays(row);
    if (read.ok) rows.push({ code: row.milestone, ...read.days, blockedBy: row.blockedBy });
    else details.push(...read.details.map((each) => ({ ...each, field: `dates.${place}.${each.field ?? 'start'}` })));
    if (!isKnownCode(row.milestone)) details.push({ reason: 'milestone.unknown', field: `dates.${place}.milestone` });
    if (seen.has(row.milestone) && !standsForItself(row.milestone)) {
      const params = { step: row.milestone };
      details.push({ reason: 'milestone.twice', field: `dates.${place}.milestone`, params });
    }
    seen.add(row.milestone);
  }
  return { rows, details };
}

/** Reads needs and rooms; a room is held from a day to a day. Faults stand at `needs`, `rooms.<place>.<field>`, `source`. */
export function readNeeds(
  typed: Pick<SetNeeds, 'needs' | 'rooms' | 'source'>,
  frame: Pick<DescriptionFrame, 'stateCode' | 'days' | 'districts'>,
) {
  const { needs } = typed;
  const source = normaliseText(typed.source);
  const days = readDays(typed.rooms.map(({ from, to }) => [from, to]));
  const keys = needs.map(({ districtCode, resource, unit }) => `${districtCode} ${resource} ${unit}`);
  const codes = needs.map(({ districtCode }) => districtCode).filter((code) => code !== '');
  const rooms = typed.rooms.map(({ roomId }, place) => ({
    roomId: normaliseText(roomId),
    fromDate: days[place]?.start ?? '',
    toDate: days[place]?.end ?? '',
  }));
  const details = [
    ...days.flatMap((day, place) =>
      day.details.map((each) => ({ ...each, field: `rooms.${place}.${each.field ?? ''}` })),
    ),
    ...faultIf(
      rooms.some(({ fromDate, toDate }) => fromDate === '' || toDate === ''),
      'date.empty',
      'rooms',
    ),
    ...faultIf(new Set(rooms.map(({ roomId }) => roomId)).size < rooms.length, 'needs.room_twice', 'rooms'),
    ...faultIf(source.length < leastReasonLetters, 'needs.source', 'source'),
    ...faultIf(new Set(keys).size < keys.length, 'needs.twice', 'needs'),
    ...faultIf(
      needs.some(({ resource, unit }) => (resource === 'machines') !== (unit !== '')),
      'needs.unit',
      'needs',
    ),
    ...placeFaults({ ...frame, codes }),
  ];
  return { value: { needs, rooms, source }, details };
}

/** Reads days to be added to a State's list of holidays. Faults stand at `add.<place>` or `source`. */
export function readHolidays({ add, source }: Pick<SetHolidays, 'add' | 'source'>) {
  const days = readDays(add.map(({ day }) => [day, '']));
  const value = add.map(({ nameEn, nameHi }, place) => ({
    day: days[place]?.start ?? '',
    nameEn: normaliseText(nameEn),
    nameHi: normaliseText(nameHi) === '' ? null : normaliseText(nameHi),
    source: normaliseText(source),
  }));
  const details = value.flatMap(({ day, nameEn }, place): ErrorDetail[] => {
    const wrong = days[place]?.details ?? [];
    if (wrong.length > 0) return wrong.map((each) => ({ ...each, field: `add.${place}.day` }));
    return [
      ...faultIf(day === '', 'date.empty', `add.${place}.day`),
      ...faultIf(nameEn === '', 'exercise.name', `add.${place}.nameEn`),
    ];
  });
  return {
    value,
    details: [...details, ...faultIf(normaliseText(source).length < leastReasonLetters, 'needs.source', 'source')],
  };
}

function readDays(typed: readonly (readonly [string, string])[]) {
  return typed.map(([start, end]) => {
    const read = readTypedDays({ start, end });
    return read.ok ? { ...read.days, details: [] } : { start: null, end: null, details: read.details };
  });
}

function faultIf(isWrong: boolean, reason: string, field: string): ErrorDetail[] {
  return isWrong ? [{ reason, field }] : [];
}
