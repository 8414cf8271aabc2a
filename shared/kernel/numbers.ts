// Counts and rates as India's election offices write them. `Intl` compact forms for en-IN and hi-IN are not what our
// users write, so grouping and lakh/crore words are ours.

import { asciiDigits, normaliseText } from './text.ts';

export type Language = 'en' | 'hi';

const lakh = 100_000;
const crore = 10_000_000;
const minus = '\u2212';
const words = { lakh: { en: 'lakh', hi: 'लाख' }, crore: { en: 'crore', hi: 'करोड़' } } as const;

/** `12,55,56,025`: a whole number in Indian 3-2-2 grouping, with a true minus sign. */
export function formatCount(count: number): string {
  const digits = Math.abs(Math.trunc(count)).toString();
  return `${count < 0 && digits !== '0' ? minus : ''}${group(digits)}`;
}

/** A count with its sign always shown: `+1,93,797`, `−8,97,211`, `0`. */
export function formatChange(count: number): string {
  return count > 0 ? `+${formatCount(count)}` : formatCount(count);
}

/** `12.56 crore`, `27.85 lakh`, or the grouped count below one lakh. Two decimals, half away from zero. */
export function formatCompact(count: number, language: Language): string {
  const size = Math.abs(count);
  if (roundHalfAway(size / lakh, 2) >= 100) return `${formatDecimal(count / crore, 2)} ${words.crore[language]}`;
  if (size >= lakh) return `${formatDecimal(count / lakh, 2)} ${words.lakh[language]}`;
  return formatCount(count);
}

/** A number with fixed decimals, rounded half away from zero, integer part in Indian grouping, true minus sign. */
export function formatDecimal(value: number, decimals: number): string {
  const rounded = roundHalfAway(value, decimals);
  const [whole = '0', fraction] = Math.abs(rounded).toFixed(decimals).split('.');
  const body = fraction === undefined ? group(whole) : `${group(whole)}.${fraction}`;
  return rounded < 0 ? `${minus}${body}` : body;
}

/**
 * The value rounded half away from zero to the given decimals, by its decimal digits: 2.675 to two places is 2.68.
 * Never minus zero. Values too large to have decimals come back as they are.
 */
export function roundHalfAway(value: number, decimals: number): number {
  const shifted = shiftPoint(Math.abs(value), decimals);
  if (!(shifted < Number.MAX_SAFE_INTEGER)) return value;
  const rounded = shiftPoint(Math.round(shifted), -decimals);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

/** Moves the decimal point in the number's own digits; very small numbers print with an exponent already (`1e-7`). */
function shiftPoint(value: number, places: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

export type ParsedCount =
  | { ok: true; value: number }
  | {
      ok: false;
      reason: 'empty' | 'placeholder' | 'negative' | 'decimal' | 'grouping' | 'script' | 'not_a_number' | 'too_large';
    };

/** The largest count a field takes: 30 crore, above any State's roll (check V02). */
export const largestCount = 300_000_000;

/**
 * Reads a count as typed or pasted. Plain digits and Indian 3-2-2 grouping are accepted, Devanagari digits too
 * (other scripts' are refused), edge spaces are dropped, leading zeros accepted. `NA`, `-`, `nil` are `placeholder`:
 * the cell must be left empty. `8,49,9082` and Western `849,908,200` are `grouping`.
 */
export function parseCount(text: string): ParsedCount {
  const plain = asciiDigits(normaliseText(text));
  if (plain === '') return { ok: false, reason: 'empty' };
  if (/^(?:n[./\s]*a\.?|nil|none|null|[-\u2013\u2014]+|निरंक|लागू नहीं)$/iu.test(plain))
    return { ok: false, reason: 'placeholder' };
  if (/^[-\u2212\u2013]\s*[\d,]/.test(plain)) return { ok: false, reason: 'negative' };
  if (/^(?=.*\d)[\d,]*\.\d*$/.test(plain)) return { ok: false, reason: 'decimal' };
  if (!/^[\d,]+$/.test(plain))
    return { ok: false, reason: /\p{Nd}/u.test(plain.replace(/[0-9]/g, '')) ? 'script' : 'not_a_number' };
  if (plain.includes(',') && !/^\d{1,3}$|^\d{1,2}(?:,\d{2})*,\d{3}$/.test(plain))
    return { ok: false, reason: 'grouping' };
  const value = Number(plain.replaceAll(',', ''));
  return value > largestCount ? { ok: false, reason: 'too_large' } : { ok: true, value };
}

function group(digits: string): string {
  const head = digits.slice(0, -3);
  return head === '' ? digits : `${head.replace(/\B(?=(\d{2})+$)/g, ',')},${digits.slice(-3)}`;
}
