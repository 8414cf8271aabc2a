// Days, months and instants. Days are calendar days in IST (UTC+05:30, no daylight saving); ranges are half-open.

import { asciiDigits, normaliseText } from './text.ts';

/** A calendar day in IST, `YYYY-MM-DD`. */
export type IsoDate = string;
/** A calendar month in IST, `YYYY-MM`. */
export type Period = string;

const istOffsetMs = 5.5 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** The IST calendar day on which the instant falls. */
export function istDay(instant: Date): IsoDate {
  return new Date(instant.getTime() + istOffsetMs).toISOString().slice(0, 10);
}

/** The instant at which the IST day begins. */
export function startOfIstDay(day: IsoDate): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - istOffsetMs);
}

/** The day moved by whole days (negative moves back). */
export function addDays(day: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The same day of the month so many months on (negative: back), or the month's last day when it is shorter. */
export function addMonths(day: IsoDate, months: number): IsoDate {
  const period = shiftPeriod(day.slice(0, 7), months);
  const last = periodEnd(period);
  const same = `${period}-${day.slice(8, 10)}`;
  return same > last ? last : same;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** True when the text is a real calendar day written `YYYY-MM-DD`, in the years 1950 to 2199. */
export function isIsoDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const year = Number(match[1]);
  if (year < 1950 || year > 2199) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

export type ParsedDate =
  | { ok: true; value: IsoDate }
  | { ok: false; reason: 'empty' | 'two_digit_year' | 'not_a_date' };

/** Reads `dd-mm-yyyy` (hyphens, dots or slashes) or `yyyy-mm-dd`; Devanagari digits too. Two-digit years are refused. */
export function parseDate(text: string): ParsedDate {
  const plain = asciiDigits(normaliseText(text));
  if (plain === '') return { ok: false, reason: 'empty' };
  if (isIsoDate(plain)) return { ok: true, value: plain };
  const match = /^(\d{1,2})[-./](\d{1,2})[-./](\d{2}|\d{4})$/.exec(plain);
  if (!match) return { ok: false, reason: 'not_a_date' };
  const [, day = '', month = '', year = ''] = match;
  if (year.length === 2) return { ok: false, reason: 'two_digit_year' };
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(value) ? { ok: true, value } : { ok: false, reason: 'not_a_date' };
}

/** `24-02-2026`, the form our readers write. Takes an ISO day or the start of an ISO instant. */
export function formatDate(day: IsoDate): string {
  return `${day.slice(8, 10)}-${day.slice(5, 7)}-${day.slice(0, 4)}`;
}

/** `22-11-2026, 19:40 IST` for an instant given as ISO text or a Date. */
export function formatInstant(instant: string | Date): string {
  const shifted = new Date(new Date(instant).getTime() + istOffsetMs).toISOString();
  return `${formatDate(shifted)}, ${shifted.slice(11, 16)} IST`;
}

/** True for `YYYY-MM` with a real month, 1950 to 2199. */
export function isPeriod(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) && Number(text.slice(0, 4)) >= 1950 && Number(text.slice(0, 4)) <= 2199;
}

/** The last day of the month. */
export function periodEnd(period: Period): IsoDate {
  return addDays(`${shiftPeriod(period, 1)}-01`, -1);
}

/** The month moved by whole months. */
export function shiftPeriod(period: Period, months: number): Period {
  const index = Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The month before the one in which the day falls: the newest month that can be reported in full. */
export function lastFullPeriod(today: IsoDate): Period {
  return shiftPeriod(today.slice(0, 7), -1);
}

/** True when the day is one of the four qualifying dates of the assembly roll (RP Act 1950 s.14 as amended in 2021). */
export function isQualifyingDate(day: IsoDate): boolean {
  return ['01-01', '04-01', '07-01', '10-01'].includes(day.slice(5));
}

/** The latest qualifying date on or before the day. */
export function qualifyingDateOn(day: IsoDate): IsoDate {
  const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return `${day.slice(0, 4)}-${['01', '04', '07', '10'][quarter]}-01`;
}
