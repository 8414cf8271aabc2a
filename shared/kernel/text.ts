// Text at the edge: one Unicode form, Devanagari digits, and the screen for elector-level personal data.

const devanagariZero = 0x0966;

/** The text in Unicode NFC, trimmed of spaces at its edges (no-break ones too). */
export function normaliseText(text: string): string {
  return text.normalize('NFC').replace(/^[\s\u00a0\u200b\ufeff]+|[\s\u00a0\u200b\ufeff]+$/gu, '');
}

/** The text with Devanagari digits (U+0966 to U+096F) written as 0 to 9; all else unchanged. */
export function asciiDigits(text: string): string {
  return text.replace(/[\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) - devanagariZero));
}

/** Kinds of elector or personal data that no field may hold. */
export type PersonalDataKind = 'epic' | 'aadhaar' | 'phone' | 'email' | 'pan';

const verhoeffMultiply = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];
const verhoeffPermute = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
  [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
  [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
  [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
  [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
  [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
  [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];

/** True when the 12 digits carry a valid Verhoeff check digit, as Aadhaar numbers do. */
function passesVerhoeff(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const permuted = verhoeffPermute[i % 8]?.[digit] ?? 0;
    check = verhoeffMultiply[check]?.[permuted] ?? 0;
  }
  return check === 0;
}

/**
 * Looks for text that identifies a person: an EPIC number (three letters and seven digits; spaces, hyphens and the
 * letter O for zero allowed), an Aadhaar number (12 digits that pass Verhoeff), an Indian mobile number, an e-mail
 * address, a PAN. Devanagari digits count as digits. Numbers in Indian grouping (commas) are figures and pass.
 * Returns the kind found first, or undefined. The matched text itself is never returned: it must not reach a log.
 */
export function findPersonalData(text: string): PersonalDataKind | undefined {
  const plain = asciiDigits(normaliseText(text)).toUpperCase();
  if (/[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,}/.test(plain)) return 'email';
  if (/(?<![A-Z0-9])[A-Z]{3}[\s-]?(?:[0-9O][\s-]?){6}[0-9O](?![A-Z0-9])/.test(plain) && hasEpic(plain)) return 'epic';
  if (/(?<![A-Z0-9])[A-Z]{5}[0-9]{4}[A-Z](?![A-Z0-9])/.test(plain)) return 'pan';
  for (const match of plain.matchAll(/(?<![0-9,])[2-9][0-9]{3}[\s-]?[0-9]{4}[\s-]?[0-9]{4}(?![0-9,])/g)) {
    if (passesVerhoeff(match[0].replace(/\D/g, ''))) return 'aadhaar';
  }
  if (/(?<![0-9,])(?:\+?91[\s-]?|0)?[6-9][0-9]{4}[\s-]?[0-9]{5}(?![0-9,])/.test(plain)) return 'phone';
  return undefined;
}

/** An EPIC shape counts only when most of its seven places are digits: a word such as "ROLL OOO" is not one. */
function hasEpic(plain: string): boolean {
  for (const match of plain.matchAll(/(?<![A-Z0-9])[A-Z]{3}[\s-]?((?:[0-9O][\s-]?){6}[0-9O])(?![A-Z0-9])/g)) {
    if ((match[1] ?? '').replace(/[^0-9]/g, '').length >= 4) return true;
  }
  return false;
}
