// What is typed over a return and not yet saved: which lines change by it, what is wrong with them, and what somebody else
// wrote meanwhile. Pure: the grid and the form of one district keep the same text by the same rules.

import type { ErrorDetail } from '#shared/kernel/errors.ts';
import { largestCount, parseCount } from '#shared/kernel/numbers.ts';
import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import type { Equipped } from './rules-anchors.ts';
import { faultsOf } from './rules-returns.ts';
import { type GridLine, gates, type ItemId, itemIds, type ReturnLine } from './schema.ts';

/** What can be typed for an item in a district: the three counts, and a requirement of one's own with its reason. */
export const figures = [...gates, 'required', 'requiredReason'] as const;
export type Figure = (typeof figures)[number];

/** The line of a return that is typed over. */
export type EntryLine = Pick<GridLine, 'id' | 'districtCode' | 'itemId' | 'facet' | Figure>;

export interface CellName {
  districtCode: string;
  itemId: ItemId;
  facet: string;
  figure: Figure;
}

/** The name of a cell as one text; the district comes last, since its code may hold anything. */
export function cellKey({ districtCode, itemId, facet, figure }: CellName): string {
  return `${itemId}/${facet}/${figure}/${districtCode}`;
}

/** The cell of a name, or null when it is none. */
export function readCellKey(key: string): CellName | null {
  const known = cellNames.get(key);
  if (known !== undefined) return known;
  const name = parseCellKey(key);
  if (cellNames.size >= mostNames) cellNames.clear();
  cellNames.set(key, name);
  return name;
}

/** Every cell of a grid is read at every letter: the names are taken apart once. */
const cellNames = new Map<string, CellName | null>();
const mostNames = 20_000;

function parseCellKey(key: string): CellName | null {
  const [item, facet = '', wanted, ...district] = key.split('/');
  const itemId = itemIds.find((id) => id === item);
  const figure = figures.find((each) => each === wanted);
  return itemId === undefined || figure === undefined
    ? null
    : { districtCode: district.join('/'), itemId, facet, figure };
}

function lineKey({ districtCode, itemId, facet }: Omit<CellName, 'figure'>): string {
  return `${itemId}/${facet}/${districtCode}`;
}

export type EntryLines = ReadonlyMap<string, EntryLine>;

/** The lines by the district, item and facility they are of, in their order. */
export function linesByKey(lines: readonly EntryLine[]): EntryLines {
  return new Map(lines.map((line) => [lineKey(line), line]));
}

/** What the server holds in a cell, as plain text; undefined when its line is not known here. */
export function heldText(lines: EntryLines, key: string): string | undefined {
  const name = readCellKey(key);
  const line = name === null ? undefined : lines.get(lineKey(name));
  if (name === null || line === undefined) return undefined;
  const value = line[name.figure];
  return value === null ? '' : String(value);
}

/** A text typed into a cell, and what the server held there when the typing began. */
export interface Typed {
  text: string;
  was: string;
}
export type TypedCells = Readonly<Record<string, Typed>>;

/** Lays texts over the typed ones. A text that says what the server holds already is no longer typed. */
export function typeCells(typed: TypedCells, texts: Readonly<Record<string, string>>, lines: EntryLines): TypedCells {
  const next: Record<string, Typed> = { ...typed };
  for (const [key, text] of Object.entries(texts)) {
    const held = heldText(lines, key);
    if (held === undefined) continue;
    if (isSame(key, text, held)) delete next[key];
    else next[key] = { text, was: next[key]?.was ?? held };
  }
  return next;
}

/** Typed text beside new figures of the server: what it holds by now is dropped, all else stays as it was typed. */
export function meetLines(typed: TypedCells, lines: EntryLines): TypedCells {
  const kept = Object.entries(typed).filter(([key, { text }]) => {
    const held = heldText(lines, key);
    return held === undefined || !isSame(key, text, held);
  });
  return kept.length === Object.keys(typed).length ? typed : Object.fromEntries(kept);
}

/** What somebody else wrote where text is typed here, by cell. Such a cell waits until a person decides. */
export function conflictsOf(typed: TypedCells, lines: EntryLines): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([key, { was }]) => {
      const held = heldText(lines, key);
      return held === undefined || isSame(key, was, held) ? [] : [[key, held]];
    }),
  );
}

/** A decision over two texts of one cell: `mine` is written over theirs, `theirs` drops what was typed. */
export function settleCell(typed: TypedCells, key: string, choice: 'mine' | 'theirs', lines: EntryLines): TypedCells {
  const { [key]: own, ...rest } = typed;
  const held = heldText(lines, key);
  if (own === undefined || held === undefined || choice === 'theirs') return rest;
  return { ...rest, [key]: { text: own.text, was: held } };
}

/** What is wrong with a cell, with the figures of the sentence. */
export type CellFault = Pick<ErrorDetail, 'reason' | 'params'>;

export interface CheckedEntry {
  /** The lines that change, whole: what was not typed stays as the server holds it. */
  lines: readonly ReturnLine[];
  /** The typed cells of these lines. */
  cells: ReadonlySet<string>;
  /** The first fault of each cell at fault. */
  faults: ReadonlyMap<string, CellFault>;
}

/**
 * The changed lines and every fault in them, by the server's own rules (`faultsOf`); a text that is no count is a fault of
 * its cell and is compared with nothing.
 */
export function checkEntry(typed: TypedCells, lines: EntryLines, exercise: Equipped): CheckedEntry {
  const faults = new Map<string, CellFault>();
  const cells = new Set<string>();
  const changed = new Map<string, { -readonly [Each in keyof ReturnLine]: ReturnLine[Each] }>();
  for (const [key, { text }] of Object.entries(typed)) {
    const name = readCellKey(key);
    const before = name === null ? undefined : lines.get(lineKey(name));
    if (name === null || before === undefined) continue;
    cells.add(key);
    const line = changed.get(lineKey(name)) ?? lineOf(before);
    changed.set(lineKey(name), line);
    const { figure } = name;
    if (figure === 'requiredReason') {
      line.requiredReason = normaliseText(text) === '' ? null : normaliseText(text);
      const kind = findPersonalData(text);
      if (kind !== undefined) faults.set(key, { reason: `personal_data.${kind}` });
      continue;
    }
    const count = parseCount(text);
    line[figure] = count.ok ? count.value : null;
    if (!count.ok && count.reason !== 'empty') {
      faults.set(key, { reason: `count.${count.reason}`, params: { most: largestCount } });
    }
  }
  const asked = [...changed.values()].map((line) =>
    line.required === null && !faults.has(cellKey({ ...line, figure: 'required' }))
      ? { ...line, requiredReason: null }
      : line,
  );
  for (const { reason, field, params } of faultsOf(asked, {
    exercise,
    districts: asked.map((each) => each.districtCode),
  })) {
    const key = cellOfField(asked, field);
    if (key !== null && !faults.has(key)) faults.set(key, { reason, ...(params === undefined ? {} : { params }) });
  }
  return { lines: asked, cells, faults };
}

/** The cell that a field of the server's answer names (`lines.3.checked`), or null when it names none of the lines sent. */
export function cellOfField(sent: readonly ReturnLine[], field: string | undefined): string | null {
  const [, index, name] = /^lines\.(\d+)(?:\.(\w+))?$/.exec(field ?? '') ?? [];
  const line = index === undefined ? undefined : sent[Number(index)];
  if (line === undefined) return null;
  return cellKey({ ...line, figure: figures.find((each) => each === name) ?? 'available' });
}

function lineOf({
  id,
  districtCode,
  itemId,
  facet,
  available,
  checked,
  deployed,
  required,
  requiredReason,
}: EntryLine) {
  return { districtCode, itemId, facet, seen: id, available, checked, deployed, required, requiredReason };
}

/** True when both texts say the same: the same count however grouped, the same words but for spaces at the edges. */
function isSame(key: string, one: string, other: string): boolean {
  if (one === other) return true;
  if (readCellKey(key)?.figure === 'requiredReason') return normaliseText(one) === normaliseText(other);
  if (one === '' || other === '') return normaliseText(one) === normaliseText(other);
  const [a, b] = [parseCount(one), parseCount(other)];
  if (a.ok && b.ok) return a.value === b.value;
  return !a.ok && !b.ok && a.reason === 'empty' && b.reason === 'empty';
}
