// The screen for text that identifies a person: no field may hold an elector's record or anybody's details.

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

/** Three-letter words that stand before a seven-digit number in official notes, so that `Goa 1057566` is a figure. */
const officialWords = new Set(
  (
    'ACS ADD AGE ALL AND ANI ANY APR ARE ASD AUG AVG BLA BLO BUT CEC CEO COL COM CSV CUT DAY DEC DEL DEO DIU DOC DSE ECI ' +
    'EPI ERD ERO EVM FAX FEB FIG FIR FOR GEN GOA GOI GOM GOT GOV HAD HAS INC ITS JAN JUL JUN LEH LOK LOT MAN MAR MAU MAX ' +
    'MAY MEN MIN NET NEW NIC NIL NOR NOS NOT NOV NOW OBC OCT OFF OLD ONE OUT OWN PCS PDF PER PIB PIN PRI PSE PTI PWD RAW ' +
    'REF ROW RTI SEC SEP SER SIR SSR SUM TEL TEN THE TOO TOP TOT TWO ULB URL USE UTS VIA VIP VOL WAS WEB WEF YET'
  ).split(' '),
);

/**
 * Looks for text that identifies a person: an EPIC number, an Aadhaar number (12 digits that pass Verhoeff), an Indian
 * mobile number, an e-mail address, a PAN. Digits of every script count, letters in either case, full-width forms too.
 * Returns the kind found first, or undefined. The matched text itself is never returned: it must not reach a log.
 *
 * What counts as an EPIC number (three letters, seven digits; its check digit is not relied on):
 * - written together, `ABC1234567` (O for 0 and 0 for O allowed): always, whatever the letters;
 * - with a space or hyphen between, `ABC 1234567`, `abc-123 4567`: unless the letters are a word or abbreviation of
 *   official notes (`PIB 2247369`, `RTI 1234567`, `Goa 1057566`) or the digits are a date (`SVK 6-10-2025`);
 * - the old form with slashes, `KL/01/123/456789`. Two letters (`AC 1234567`) or four (`PRID 2247369`) never.
 *
 * Numbers in Indian grouping (commas) are figures and pass. Two bare five-digit figures side by side (`98321 98470`)
 * cannot be told from a mobile number and are refused: grouped, they pass. Inside a web address only what cannot be a
 * page's own number is looked for: EPIC numbers written together, e-mail addresses, PANs.
 */
export function findPersonalData(text: string): PersonalDataKind | undefined {
  const whole = foldForScreening(text);
  if (/(?<![A-Z0-9._%+-])[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,}/.test(whole)) return 'email';
  if (hasJoinedEpic(whole)) return 'epic';
  if (/(?<![A-Z0-9])[A-Z]{5}[0-9]{4}[A-Z](?![A-Z0-9])/.test(whole)) return 'pan';
  const prose = whole.replace(/(?:HTTPS?:\/\/|WWW\.)\S+/g, ' ');
  if (hasSeparatedEpic(prose)) return 'epic';
  if (hasAadhaar(prose)) return 'aadhaar';
  if (mobile.test(prose)) return 'phone';
  return undefined;
}

/** Upper case, ASCII digits, plain hyphens, single spaces, nothing invisible: so that one shape is looked for, not many. */
function foldForScreening(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/(?![0-9])\p{Nd}/gu, digitValue)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .toUpperCase();
}

/** Unicode keeps the ten digits of every script in a run; the value is the place in the run. */
function digitValue(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let place = 0;
  while (place < 50 && /\p{Nd}/u.test(String.fromCodePoint(point - place - 1))) place += 1;
  return String(place % 10);
}

function hasJoinedEpic(plain: string): boolean {
  for (const [, letters = '', digits = ''] of plain.matchAll(/(?<![A-Z0-9])([A-Z0]{3})([0-9O]{7})(?![A-Z0-9])/g)) {
    if (count(letters, /[A-Z]/g) >= 2 && count(digits, /[0-9]/g) >= 4) return true;
  }
  return /(?<![A-Z0-9])[A-Z]{2}\/[0-9]{1,2}\/[0-9]{2,3}\/[0-9]{6,7}(?![A-Z0-9])/.test(plain);
}

function hasSeparatedEpic(plain: string): boolean {
  const shape = /(?<![A-Z0-9])([A-Z]{3}|[A-Z][ _-][A-Z][ _-][A-Z])[ _-]?((?:[0-9O][ _-]?){6}[0-9O])(?![A-Z0-9])/g;
  for (const [, letters = '', digits = ''] of plain.matchAll(shape)) {
    if (count(digits, /[0-9]/g) < 4 || officialWords.has(letters)) continue;
    const groups = digits.split(/[ _-]/).length;
    const isDate = /^[0-9]{1,2}[ -][0-9]{1,2}[ -](?:19|20)[0-9]{2}$|^(?:19|20)[0-9]{2}[ -][0-9]/.test(digits);
    if (groups === 1 || groups === 7 || !isDate) return true;
  }
  return false;
}

function hasAadhaar(plain: string): boolean {
  for (const [found] of plain.matchAll(/(?<![0-9])[2-9][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])/g)) {
    const areYears = /^(?:19|20)[0-9]{2}[ -](?:19|20)[0-9]{2}[ -](?:19|20)[0-9]{2}$/.test(found);
    const isTimestamp = /^20[0-4][0-9](?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])(?:[01][0-9]|2[0-3])[0-5][0-9]$/.test(found);
    if (!(areYears || isTimestamp) && passesVerhoeff(found.replace(/\D/g, ''))) return true;
  }
  return false;
}

/** Ten digits from 6, 7, 8 or 9, with or without +91, 0091, 91 or 0: together, or in the groups that people write. */
const mobile = new RegExp(
  [
    String.raw`(?<![0-9])(?<![0-9]\.)(?:\(?(?:\+|00)?91\)?[ -]?|0[ -]?)?`,
    String.raw`[6-9](?:\d{4}[ -]?\d{5}|\d{3}[ -]\d{6}|\d{3}([ -])\d{3}\1\d{3}|\d{2}([ -])\d{3}\2\d{4})(?![0-9])`,
  ].join(''),
);

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
