// Rows of a part file, from bytes and from cells. A plain row (digits and commas) is read straight from the file's bytes;
// anything else comes as cells of text, and every fault of it is named.

import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { readPartCode, readStateCode } from './rules-areas.ts';
import { type CellFault, readCell } from './rules-cells.ts';
import type { PartColumn, PartHeader } from './rules-part-header.ts';
import { blank, largestAcNo, largestPartNo, partFields, placeOf } from './rules-parts.ts';
import type { FileReason } from './rules-reasons.ts';
import type { ImportHeader } from './schema.ts';

/** What a file's codes may be: the register of areas on the file's day. */
export interface PartPlaces {
  /** The State of a file that is one State's; null in the nation's. */
  ownState: string | null;
  hasAssembly(stateCode: string): boolean;
  /** District codes of a State, or undefined when none are registered. */
  districtsOf(stateCode: string): ReadonlySet<string> | undefined;
}

export interface PartCellFault extends CellFault {
  /** The column by its name; empty for the row. */
  column: string;
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
  /** Reads a row of cells. Returns what is wrong with them. */
  readCells(cells: readonly string[]): PartCellFault[];
}

const lineFeed = 10;
const acPlace = placeOf.acNo;
const partPlace = placeOf.partNo;
const flagPlace = placeOf.bloPosted;
const largestPlain = 300_000_000;
/** A column that is no number: its text is compared with the one last accepted. */
const textKind = -1;
const requiredFields: readonly string[] = [
  'electorsTotal',
  'electorsMale',
  'electorsFemale',
  'electorsThird',
  'partNo',
];

/** Words of yes and no that PostgreSQL reads too, by a number made of their letters. */
const wordValues = new Map(
  [
    ['y', 1],
    ['yes', 1],
    ['true', 1],
    ['n', 0],
    ['no', 0],
    ['false', 0],
  ].map(([word, value]) => [wordNumber(String(word)), Number(value)]),
);

function wordNumber(word: string): number {
  let number = 0;
  for (let index = 0; index < word.length; index += 1) number = number * 31 + (word.charCodeAt(index) | 32);
  return number;
}

/** A reader of the rows under this header, separated by `delimiter`. */
export function createPartLines(
  { columns }: PartHeader,
  places: PartPlaces,
  about: { delimiter: string; header: ImportHeader },
): PartLines {
  const kinds = Int32Array.from(columns, (column) => (column?.kind === 'field' ? placeOf[column.field] : textKind));
  const row = new Int32Array(partFields.length);
  const remembered: (Uint8Array | undefined)[] = columns.map(() => undefined);
  const delimiter = about.delimiter.charCodeAt(0);
  const encoder = new TextEncoder();
  // Only fields, States and districts have a column in the database, in the file's order.
  const isForwarded =
    about.delimiter === ',' && columns.every((column) => ['field', 'state', 'district'].includes(column?.kind ?? ''));
  // The State before the rest: districts and constituencies are its own.
  const order = [...columns.keys()].sort((one, other) => turnOf(columns[one]) - turnOf(columns[other]));
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
      const end = column === last ? lineFeed : delimiter;
      const from = at;
      if (kind === textKind) {
        const text = remembered[column];
        if (text === undefined) return -1;
        at += text.length;
        if (at >= limit) return bytes.indexOf(lineFeed, from) < 0 ? 0 : -1;
        for (let index = 0; index < text.length; index += 1) if (bytes[from + index] !== text[index]) return -1;
      } else {
        let value = 0;
        let digit = (bytes[at] ?? 0) - 48;
        while (digit >= 0 && digit <= 9 && at < limit) {
          value = value * 10 + digit;
          at += 1;
          digit = (bytes[at] ?? 0) - 48;
        }
        if (at >= limit) return 0;
        if (at === from) value = blank;
        else if (at - from > 9 || value > largestPlain) return -1;
        if (kind >= flagPlace && at === from && bytes[at] !== end) {
          let number = 0;
          for (; at < limit && bytes[at] !== end && at - from < 6; at += 1)
            number = number * 31 + ((bytes[at] ?? 0) | 32);
          if (at >= limit) return 0;
          value = wordValues.get(number) ?? blank;
          if (value === blank) return -1;
        }
        if (kind >= acPlace && !isWithin(kind, value)) return -1;
        row[kind] = value;
      }
      if (bytes[at] !== end) return -1;
      at += 1;
    }
    const isWhole =
      (row[0] ?? blank) >= 0 && (row[1] ?? blank) >= 0 && (row[2] ?? blank) >= 0 && (row[3] ?? blank) >= 0;
    if (!isWhole || (row[acPlace] ?? blank) < 0 || (row[partPlace] ?? blank) < 0) return -1;
    isRemoval = false;
    isVerbatim = isForwarded && isStateVerbatim;
    return at;
  }

  function readCells(cells: readonly string[]): PartCellFault[] {
    const faults: PartCellFault[] = [];
    const add = (column: string, found: CellFault) => void faults.push({ ...found, column });
    row.fill(blank);
    isVerbatim = false;
    isRemoval = false;
    const isOver = cells.slice(columns.length).some((cell) => normaliseText(cell) !== '');
    if (cells.length < columns.length || isOver)
      add('', fault('row.cells', { cells: cells.length, columns: columns.length }));
    for (const index of order) {
      const column = columns[index];
      const cell = cells[index] ?? '';
      if (column === undefined) continue;
      const found = column === null ? readLoose(cell) : readOne(column, cell);
      if (found !== undefined) add(column?.spec.name ?? '', found);
      if (column?.kind === 'field') continue;
      const isSteady = found === undefined && column?.kind !== 'area' && column?.kind !== 'remove';
      remembered[index] = isSteady ? encoder.encode(normaliseText(cell)) : undefined;
    }
    if (row[acPlace] === blank && !places.hasAssembly(stateCode)) row[acPlace] = 0;
    for (const column of columns) {
      if (column?.kind !== 'field' || (row[placeOf[column.field]] ?? blank) >= 0) continue;
      const isCount = placeOf[column.field] < acPlace;
      const isNeeded = column.field === 'acNo' || requiredFields.includes(column.field);
      const isNamed = faults.some((one) => one.column === column.spec.name);
      if (isNeeded && !isNamed && !(isCount && isRemoval)) add(column.spec.name, fault('cell.missing'));
    }
    return faults;
  }

  function readOne(column: PartColumn, cell: string): CellFault | undefined {
    if (column.kind === 'field' && isZeroConstituency(column.field, cell)) {
      row[acPlace] = 0;
      return undefined;
    }
    const { value, fault: found } = readCell(column.spec, cell);
    if (found !== undefined) return found;
    switch (column.kind) {
      case 'field': {
        const place = placeOf[column.field];
        if (value === undefined) return undefined;
        const number = Number(value);
        if (place === partPlace && number > largestPartNo)
          return { ...fault('cell.range', { from: 1, to: largestPartNo }), check: 'V02' };
        const isKey = place === acPlace || place === partPlace;
        const isOther = isKey && (row[place] ?? blank) >= 0 && row[place] !== number;
        row[place] = number;
        return isOther ? { ...fault('row.part_differs', { part: String(number) }), check: 'CODES' } : undefined;
      }
      case 'state':
        return readState(normaliseText(cell));
      case 'district':
        return readDistrict(value === undefined ? '' : String(value));
      case 'area':
        return readArea(value === undefined ? '' : String(value));
      case 'remove':
        isRemoval = value === true;
        return undefined;
      case 'repeat': {
        const said = column.spec.repeats === undefined ? 'part' : about.header[column.spec.repeats];
        return value === undefined || value === said ? undefined : fault('row.header_differs');
      }
    }
  }

  /** A Union Territory without an assembly writes its parts under constituency 0. */
  function isZeroConstituency(field: string, cell: string): boolean {
    return field === 'acNo' && /^[0०]+$/.test(normaliseText(cell)) && !places.hasAssembly(stateCode);
  }

  function readState(text: string): CellFault | undefined {
    const found = text === '' ? places.ownState : readStateCode(text);
    if (found === null) return fault('cell.missing');
    if (found === undefined) return { ...fault('row.unknown_state'), check: 'V23' };
    if (places.ownState !== null && found !== places.ownState)
      return fault('row.other_state', { ownState: places.ownState });
    stateCode = found;
    isStateVerbatim = text === found;
    return undefined;
  }

  function readDistrict(code: string): CellFault | undefined {
    const registered = places.districtsOf(stateCode);
    if (code !== '' && registered?.has(code) === false) return { ...fault('area.unknown'), check: 'V23' };
    // The bytes are copied as they are: only plain codes are.
    if (!/^[0-9A-Za-z._-]{0,20}$/.test(code)) return fault('cell.code');
    district = code;
    return undefined;
  }

  function readArea(code: string): CellFault | undefined {
    if (code === '') return undefined;
    const [acNo, partNo] = (readPartCode(code) ?? '').split('-').map(Number);
    if (acNo === undefined || partNo === undefined || !isWithin(partPlace, partNo)) return fault('cell.code');
    row[acPlace] = acNo;
    row[partPlace] = partNo;
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

/** Keys have their largest numbers, what is yes or no is 1 or 0; blank passes here. */
function isWithin(place: number, value: number): boolean {
  if (value === blank) return true;
  if (place >= flagPlace) return value <= 1;
  return place === partPlace ? value >= 1 && value <= largestPartNo : value <= largestAcNo;
}

function turnOf(column: PartColumn | null | undefined): number {
  return column?.kind === 'state' ? 0 : column?.kind === 'field' ? 2 : 1;
}

/** Nothing may stand under an empty name. */
function readLoose(cell: string): CellFault | undefined {
  if (normaliseText(cell) === '') return undefined;
  const kind = findPersonalData(cell);
  const found = fault('row.cell_without_column');
  return kind === undefined ? found : { ...found, check: 'PII', reason: `personal_data.${kind}` };
}

function fault(reason: FileReason, params: CellFault['params'] = {}): CellFault {
  return { check: 'FILE', severity: 'E', reason, params };
}
