// The codes of areas as files write them, and as we keep them.

import { asciiDigits, normaliseText } from '#shared/kernel/text.ts';
import { findState } from '#shared/modules/states/directory.ts';

/** The Commission's State codes, in the order of their numbers. S09 was Jammu and Kashmir, U04 Daman and Diu: not in use. */
const stateOfEciCode: ReadonlyMap<string, string> = new Map(
  [
    ...'AP AR AS BR GA GJ HR HP -- KA KL MP MH MN ML MZ NL OD PB RJ SK TN TR UP WB CG JH UK TS'
      .split(' ')
      .map((short, index) => [`S${String(index + 1).padStart(2, '0')}`, `IN-${short}`] as const),
    ...'AN CH DH -- DL LD PY JK LA'
      .split(' ')
      .map((short, index) => [`U${String(index + 1).padStart(2, '0')}`, `IN-${short}`] as const),
  ].filter(([, state]) => !state.endsWith('--')),
);

/** Our code of a State written as `S04` (the Commission's) or `IN-BR` (ours), in either case; undefined for any other. */
export function readStateCode(text: string): string | undefined {
  const plain = normaliseText(text).toUpperCase();
  return stateOfEciCode.get(plain) ?? findState(plain)?.code;
}

/** `1`, `01` and `001` are the constituency `001`. Undefined for what is no number of one to three digits above zero. */
export function readAcCode(text: string): string | undefined {
  const plain = asciiDigits(normaliseText(text));
  return /^\d{1,3}$/.test(plain) && Number(plain) > 0 ? plain.padStart(3, '0') : undefined;
}

/** The code of a part: constituency and part number, `001-12`. */
export function partCode(acNo: number, partNo: number): string {
  return `${String(acNo).padStart(3, '0')}-${partNo}`;
}

/** Our code of a part written as `001-12`, `1-12` or `1/012`; undefined for any other text. */
export function readPartCode(text: string): string | undefined {
  const match = /^(\d{1,3})\s*[-/]\s*(\d{1,5})$/.exec(asciiDigits(normaliseText(text)));
  return match === null ? undefined : partCode(Number(match[1]), Number(match[2]));
}

/** The code of a ward: `body-ward`. */
export function wardCode(body: string, ward: string): string {
  return `${body}-${ward}`;
}

/** The local body of a ward's code; undefined when the code names none. */
export function bodyOfWard(code: string): string | undefined {
  const place = code.lastIndexOf('-');
  return place > 0 ? code.slice(0, place) : undefined;
}
