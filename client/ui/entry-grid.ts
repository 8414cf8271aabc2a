// What a grid of typed cells does, without the screen: blocks of a spreadsheet, the range chosen, moving, filling, undoing.

import { normaliseText } from '#shared/kernel/text.ts';

export interface Place {
  row: number;
  column: number;
}
export interface Size {
  rows: number;
  columns: number;
}
/** What is chosen: from where the choosing began to where it stands. */
export interface Span {
  anchor: Place;
  focus: Place;
}
export interface Box {
  top: number;
  left: number;
  bottom: number;
  right: number;
}
export interface Write extends Place {
  text: string;
}
export type TextAt = (row: number, column: number) => string;

export interface GridRow {
  id: string;
  name: string;
}
export interface GridColumn {
  id: string;
  head: string;
  /** Stands under the head. */
  sub: string;
  /** Words, not a figure. */
  isText?: boolean;
}
export interface GridCell {
  /** As it is read, grouped. */
  text: string;
  /** Stands under the text: what is required, what was there before. */
  beside: string;
  mark: 'held' | 'typed' | 'wrong' | 'waits';
  /** What is wrong in two words, in the place of `beside`; empty when nothing is. */
  word: string;
  /** The whole sentence, for the cell in use. */
  sentence: string;
}
/** What the grid says; cells are numbers of cells. */
export interface GridWords {
  keys: string;
  undo: string;
  redo: string;
  fill: string;
  pasted: (cells: string) => string;
  leftOver: (cells: string) => string;
  filled: (cells: string) => string;
  cleared: (cells: string) => string;
  undone: (cells: string) => string;
  redone: (cells: string) => string;
  nothing: string;
}

/** The name of a cell's element, for what points at it. */
export function cellId(grid: string, { row, column }: Place): string {
  return `${grid}-${row}-${column}`;
}

/** The rectangle of a choice, all four edges within it. */
export function boxOf({ anchor, focus }: Span): Box {
  return {
    top: Math.min(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    bottom: Math.max(anchor.row, focus.row),
    right: Math.max(anchor.column, focus.column),
  };
}

/** True when the box holds the cell. */
export function isInBox({ top, left, bottom, right }: Box, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

/**
 * Rows of cells as a spreadsheet puts them on the clipboard: tabs between cells, line ends between rows, a cell that holds
 * either in quotes with its own quotes doubled. A quote that is never closed is a letter like any other. Edge spaces go, and
 * so does the end of the last line.
 */
export function readBlock(text: string): string[][] {
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= plain.length) {
    const quoted = plain[at] === '"' ? readQuoted(plain, at) : null;
    const end = quoted?.end ?? endOfCell(plain, at);
    rows.at(-1)?.push(normaliseText(quoted?.text ?? plain.slice(at, end)));
    if (plain[end] === '\n') rows.push([]);
    at = end + 1;
  }
  return rows;
}

function endOfCell(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n') end += 1;
  return end;
}

function readQuoted(text: string, from: number): { text: string; end: number } | null {
  for (let close = text.indexOf('"', from + 1); close >= 0; close = text.indexOf('"', close + 1)) {
    const next = text[close + 1];
    if (next === '"') close += 1;
    else if (next === undefined || next === '\t' || next === '\n') {
      return { text: text.slice(from + 1, close).replaceAll('""', '"'), end: close + 1 };
    } else return null;
  }
  return null;
}

export interface Pasted {
  writes: Write[];
  /** Cells of the block for which there is no row or column here. They are told, never dropped in silence. */
  left: number;
  span: Span;
}

/** Puts a block where the choice begins; a single cell goes into every cell of the choice. */
export function pasteInto(block: readonly (readonly string[])[], span: Span, { rows, columns }: Size): Pasted {
  const box = boxOf(span);
  const [first] = block;
  if (block.length === 1 && first?.length === 1) {
    return { writes: writeAll(box, () => first[0] ?? ''), left: 0, span };
  }
  const writes: Write[] = [];
  let left = 0;
  for (const [down, line] of block.entries()) {
    for (const [across, text] of line.entries()) {
      const [row, column] = [box.top + down, box.left + across];
      if (row < rows && column < columns) writes.push({ row, column, text });
      else left += 1;
    }
  }
  const width = Math.max(1, ...block.map((line) => line.length));
  const focus = { row: Math.min(rows, box.top + block.length) - 1, column: Math.min(columns, box.left + width) - 1 };
  return { writes, left, span: { anchor: { row: box.top, column: box.left }, focus } };
}

/** The top row of the choice into all below it; a single row takes what stands above it. */
export function fillDown(span: Span, textAt: TextAt): Write[] {
  const box = boxOf(span);
  const isLine = box.top === box.bottom;
  const source = isLine ? box.top - 1 : box.top;
  if (source < 0) return [];
  return writeAll({ ...box, top: source + 1 }, (_, column) => textAt(source, column));
}

/** Empties the choice. */
export function clearAll(span: Span): Write[] {
  return writeAll(boxOf(span), () => '');
}

function writeAll(box: Box, textAt: TextAt): Write[] {
  const writes: Write[] = [];
  for (let row = box.top; row <= box.bottom; row += 1) {
    for (let column = box.left; column <= box.right; column += 1) {
      writes.push({ row, column, text: textAt(row, column) });
    }
  }
  return writes;
}

/** The choice as a spreadsheet reads it from the clipboard. */
export function blockText(span: Span, textAt: TextAt): string {
  const { top, left, bottom, right } = boxOf(span);
  const lines: string[] = [];
  for (let row = top; row <= bottom; row += 1) {
    const cells: string[] = [];
    for (let column = left; column <= right; column += 1) cells.push(quoted(textAt(row, column)));
    lines.push(cells.join('\t'));
  }
  return lines.join('\n');
}

function quoted(text: string): string {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export interface Key {
  key: string;
  /** Control, or Command. */
  isFar: boolean;
}

/** Where a key leads from a place, or null when it is no key that moves. `page`: rows that are in sight. */
export function moveBy({ row, column }: Place, { key, isFar }: Key, size: Size, page: number): Place | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const rowAt = (wanted: number) => Math.max(0, Math.min(last.row, wanted));
  const columnAt = (wanted: number) => Math.max(0, Math.min(last.column, wanted));
  switch (key) {
    case 'ArrowUp':
      return { row: isFar ? 0 : rowAt(row - 1), column };
    case 'ArrowDown':
      return { row: isFar ? last.row : rowAt(row + 1), column };
    case 'ArrowLeft':
      return { row, column: isFar ? 0 : columnAt(column - 1) };
    case 'ArrowRight':
      return { row, column: isFar ? last.column : columnAt(column + 1) };
    case 'Home':
      return isFar ? { row: 0, column: 0 } : { row, column: 0 };
    case 'End':
      return isFar ? last : { row, column: last.column };
    case 'PageUp':
      return { row: rowAt(row - page), column };
    case 'PageDown':
      return { row: rowAt(row + page), column };
    default:
      return null;
  }
}

/** The next cell along the row, then the next row; null past the last one, or before the first. */
export function nextPlace({ row, column }: Place, by: 1 | -1, { rows, columns }: Size): Place | null {
  const index = row * columns + column + by;
  if (index < 0 || index >= rows * columns) return null;
  return { row: Math.floor(index / columns), column: index % columns };
}

/** One thing done: the cells as they were and as they became. */
export interface Step {
  before: readonly Write[];
  after: readonly Write[];
}
export interface History {
  past: readonly Step[];
  future: readonly Step[];
}
export const noHistory: History = { past: [], future: [] };
const mostSteps = 200;

/** What the writes change, with the way back; null when every cell holds its text already. */
export function stepOf(writes: readonly Write[], textAt: TextAt): Step | null {
  const after = writes.filter(({ row, column, text }) => textAt(row, column) !== text);
  if (after.length === 0) return null;
  return { before: after.map(({ row, column }) => ({ row, column, text: textAt(row, column) })), after };
}

/** Remembers a step; what was undone before it is gone. */
export function remember({ past }: History, step: Step): History {
  return { past: [...past.slice(-(mostSteps - 1)), step], future: [] };
}

/** The last step undone, with the writes that do it; null when there is none. */
export function undo({ past, future }: History): { history: History; writes: readonly Write[] } | null {
  const step = past.at(-1);
  if (step === undefined) return null;
  return { history: { past: past.slice(0, -1), future: [...future, step] }, writes: step.before };
}

/** The last undone step done again, with its writes; null when there is none. */
export function redo({ past, future }: History): { history: History; writes: readonly Write[] } | null {
  const step = future.at(-1);
  if (step === undefined) return null;
  return { history: { past: [...past, step], future: future.slice(0, -1) }, writes: step.after };
}

/** The rows to draw, in order: those in sight with some to either side, and the one in use wherever it is. */
export function rowsToDraw(first: number, inSight: number, active: number, rows: number, margin: number): number[] {
  const from = Math.max(0, first - margin);
  const to = Math.min(rows - 1, first + inSight + margin);
  const drawn = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  if (active >= 0 && active < from) return [active, ...drawn];
  return active > to && active < rows ? [...drawn, active] : drawn;
}
