// Rows of a part file, from bytes and from cells. A plain row (digits and commas) is read straight from the file's bytes;
// anything else comes as cells of text, and every fault of it is named.

import { parseCount } from '#shared/kernel/numbers.ts';
import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { asciiDigits, normaliseText } from '#shared/kernel/text.ts';
import type { ConstantColumn, PartColumn, PartHeader } from './rules-part-header.ts';
import { blank, largestAcNo, largestPartNo, partFields, placeOf } from './rules-parts.ts';

/** What a file's codes may be: the register of areas on the file's day. */
export interface PartPlaces {
  /** The State of a code as written (`IN-UP` or the ECI's `S24`); undefined when there is none. */
  stateOf(code: string): string | undefined;
  /** The State of a file without a column of it. */
  ownState: string | null;
  hasAssembly(stateCode: string): boolean;
  /** District codes of a State, or undefined when none are registered. */
  districtsOf(stateCode: string): ReadonlySet<string> | undefined;
}

export interface CellFault {
  check: 'V02' | 'V23' | 'FILE' | 'PII';
  column: string;
  reason: string;
  params: Record<string, string | number>;
}

export interface PartLines {
  /** The row last read: `partFields` in their order. */
  readonly row: Int32Array;
  readonly stateCode: string;
  /** As in the file; empty where it gives none. */
  readonly district: string;
  readonly isRemoval: boolean;
  /** True when the rows of this file may go out as they are. */
  readonly isForwarded: boolean;
  /** True when the row's own bytes are what the database takes. */
  readonly isVerbatim: boolean;
  /**
   * Reads a plain row at `start`. Returns where the next begins; 0 when the row does not end before `limit`; −1 when it
   * must be read as cells.
   */
  readPlain(bytes: Uint8Array, start: number, limit: number): number;
  /** Reads a row of cells, as many as the header has. Returns what is wrong with them. */
  readCells(cells: readonly string[]): CellFault[];
}

const lineFeed = 10;
const acPlace = placeOf.acNo;
const partPlace = placeOf.partNo;
const boolPlace = placeOf.bloPosted;
const largestPlain = 300_000_000;
/** Kinds of column beside a field's place: text that is compared with the last accepted one. */
const textKind = -1;

const words = new Map([
  ['y', 1],
  ['yes', 1],
  ['t', 1],
  ['true', 1],
  ['n', 0],
  ['no', 0],
  ['f', 0],
  ['false', 0],
]);
const wordCodes = new Map([...words].map(([word, value]) => [wordCode(word), value]));

function wordCode(word: string): number {
  let code = 0;
  for (let index = 0; index < word.length; index += 1) code = code * 31 + (word.charCodeAt(index) | 32);
  return code;
}

/** A reader of the rows under this header. `constants` are the texts that the columns of one value may hold. */
export function createPartLines(
  header: PartHeader,
  places: PartPlaces,
  options: { delimiter: number; isForwarded: boolean; isConstant(name: ConstantColumn, text: string): boolean },
): PartLines {
  const { columns, names } = header;
  const kinds = Int32Array.from(columns, (column) => (column.kind === 'field' ? placeOf[column.field] : textKind));
  const row = new Int32Array(partFields.length);
  const remembered: (Uint8Array | undefined)[] = columns.map(() => undefined);
  // Only fields, States and districts have a column in the database, in the file's order.
  const isForwarded =
    options.isForwarded && columns.every(({ kind }) => kind === 'field' || kind === 'state' || kind === 'district');
  // The State before the rest: a district is looked up in it.
  const textColumns = [...columns.keys()]
    .filter((index) => columns[index]?.kind !== 'field')
    .sort((one, other) => Number(columns[other]?.kind === 'state') - Number(columns[one]?.kind === 'state'));
  const encoder = new TextEncoder();
  let stateCode = places.ownState ?? '';
  let district = '';
  let isRemoval = false;
  let isStateVerbatim = true;
  let isVerbatim = false;

  function readPlain(bytes: Uint8Array, start: number, limit: number): number {
    let at = start;
    const last = kinds.length - 1;
    row.fill(blank);
    for (let column = 0; column <= last; column += 1) {
      const kind = kinds[column] ?? textKind;
      const end = column === last ? lineFeed : options.delimiter;
      if (kind === textKind) {
        const text = remembered[column];
        if (text === undefined) return -1;
        const length = text.length;
        if (at + length >= limit) return bytes.indexOf(lineFeed, at) < 0 ? 0 : -1;
        for (let index = 0; index < length; index += 1) if (bytes[at + index] !== text[index]) return -1;
        at += length;
        if (bytes[at] !== end) return -1;
        at += 1;
        continue;
      }
      const from = at;
      let value = 0;
      let digit = (bytes[at] ?? 0) - 48;
      while (digit >= 0 && digit <= 9 && at < limit) {
        value = value * 10 + digit;
        at += 1;
        digit = (bytes[at] ?? 0) - 48;
      }
      if (at >= limit) return 0;
      if (at === from && kind >= boolPlace && bytes[at] !== end) {
        let code = 0;
        while (at < limit && bytes[at] !== end && at - from < 6) {
          code = code * 31 + ((bytes[at] ?? 0) | 32);
          at += 1;
        }
        if (at >= limit) return 0;
        const meant = wordCodes.get(code);
        if (meant === undefined) return -1;
        value = meant;
      } else if (at - from > 9 || value > largestPlain) return -1;
      if (bytes[at] !== end) return -1;
      row[kind] = at === from ? blank : value;
      if (kind >= acPlace && !isWithin(kind, row[kind] ?? blank)) return -1;
      at += 1;
    }
    if ((row[acPlace] ?? blank) < 0 || (row[partPlace] ?? blank) < 0) return -1;
    isRemoval = false;
    isVerbatim = isForwarded && isStateVerbatim;
    return at;
  }

  function readCells(cells: readonly string[]): CellFault[] {
    const faults: CellFault[] = [];
    row.fill(blank);
    isVerbatim = false;
    isRemoval = false;
    // The cells that hold no numbers first: what a number may be depends on the State.
    for (const index of textColumns) {
      const column = columns[index];
      if (column === undefined) continue;
      const text = normaliseText(cells[index] ?? '');
      const fault = readText(column, text);
      const isSteady = column.kind !== 'area' && column.kind !== 'remove';
      remembered[index] = fault === undefined && isSteady ? encoder.encode(text) : undefined;
      if (fault === undefined) continue;
      const kind = findPersonalData(text);
      const named = { column: names[index] ?? '', params: {} };
      if (kind === undefined) faults.push({ check: 'V23', ...named, ...fault });
      else faults.push({ check: 'PII', ...named, reason: `personal_data.${kind}` });
    }
    columns.forEach((column, index) => {
      if (column.kind !== 'field') return;
      const place = placeOf[column.field];
      const fault = readNumber(place, cells[index] ?? '', places.hasAssembly(stateCode));
      if (fault !== undefined) faults.push({ column: names[index] ?? '', params: {}, ...fault });
    });
    if ((row[acPlace] ?? blank) < 0 && !places.hasAssembly(stateCode)) row[acPlace] = 0;
    return faults;
  }

  function readText(column: PartColumn, text: string): (Partial<CellFault> & { reason: string }) | undefined {
    switch (column.kind) {
      case 'state': {
        const found = places.stateOf(text.toUpperCase());
        if (found === undefined) return { reason: text === '' ? 'required' : 'unknown_state' };
        if (places.ownState !== null && found !== places.ownState)
          return { reason: 'other_state', params: { state: found, own: places.ownState } };
        stateCode = found;
        isStateVerbatim = text === found;
        return undefined;
      }
      case 'district': {
        if (!/^[0-9A-Za-z-]{0,20}$/.test(text)) return { reason: 'not_a_code' };
        const registered = places.districtsOf(stateCode);
        if (text !== '' && registered !== undefined && !registered.has(text)) return { reason: 'unknown_district' };
        district = text;
        return undefined;
      }
      case 'area':
        return readArea(asciiDigits(text));
      case 'remove':
        return readRemoval(text.toLowerCase());
      case 'constant':
        return options.isConstant(column.name, text) ? undefined : { check: 'FILE', reason: 'differs_from_header' };
      case 'field':
        return undefined;
    }
  }

  /** `123-45`: constituency and part. Where the file has their numbers too, those stand. */
  function readArea(text: string): { reason: string } | undefined {
    const match = /^(\d{1,3})[-/](\d{1,4})$/.exec(text);
    if (match === null) return { reason: text === '' ? 'required' : 'not_a_part_code' };
    row[acPlace] = Number(match[1]);
    row[partPlace] = Number(match[2]);
    return undefined;
  }

  function readRemoval(text: string): { reason: string } | undefined {
    const value = text === '' || text === '0' ? 0 : text === '1' ? 1 : words.get(text);
    if (value === undefined) return { reason: 'not_yes_or_no' };
    isRemoval = value === 1;
    return undefined;
  }

  function readNumber(
    place: number,
    text: string,
    hasAssembly: boolean,
  ): (Pick<CellFault, 'check' | 'reason'> & { params?: CellFault['params'] }) | undefined {
    const isYesNo = place >= boolPlace;
    const word = isYesNo ? words.get(normaliseText(text).toLowerCase()) : undefined;
    if (word !== undefined) {
      row[place] = word;
      return undefined;
    }
    const parsed = parseCount(text);
    const isKey = place === acPlace || place === partPlace;
    if (!parsed.ok) {
      if (parsed.reason === 'empty') {
        const isNeeded = place === partPlace || (place === acPlace && hasAssembly);
        return isNeeded && (row[place] ?? blank) < 0 ? { check: 'V02', reason: 'required' } : undefined;
      }
      const kind = findPersonalData(text);
      if (kind !== undefined) return { check: 'PII', reason: `personal_data.${kind}` };
      return { check: 'V02', reason: isYesNo ? 'not_yes_or_no' : `count.${parsed.reason}` };
    }
    if (!isWithin(place, parsed.value)) {
      if (isKey)
        return { check: 'V23', reason: place === acPlace ? 'unknown_constituency' : 'part_number', params: {} };
      return { check: 'V02', reason: 'not_yes_or_no' };
    }
    if (isKey && (row[place] ?? blank) >= 0 && row[place] !== parsed.value)
      return { check: 'V23', reason: 'differs_from_area_code' };
    row[place] = parsed.value;
    return undefined;
  }

  return {
    row,
    isForwarded,
    get stateCode() {
      return stateCode;
    },
    get district() {
      return district;
    },
    get isRemoval() {
      return isRemoval;
    },
    get isVerbatim() {
      return isVerbatim;
    },
    readPlain,
    readCells,
  };
}

/** Keys have their largest numbers, what is yes or no is 1 or 0. */
function isWithin(place: number, value: number): boolean {
  if (place >= boolPlace) return value <= 1;
  if (place === partPlace) return value >= 1 && value <= largestPartNo;
  return place !== acPlace || value <= largestAcNo;
}
