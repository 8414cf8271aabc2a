// Files of rows as offices send them: told apart from other files by their first bytes, decoded, with one kind of line
// end; then rows and cells. A file is never held whole.

/** What a file is that is not text, by its first bytes; the mending is the client's to say. */
export type OtherFile = 'zip' | 'gzip' | 'pdf' | 'old_excel' | 'archive' | 'image' | 'binary';

/** Longest row taken, in bytes: no table of ours comes near it. */
export const longestRowBytes = 64 * 1024;

const signatures: readonly [kind: OtherFile, bytes: readonly number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['gzip', [0x1f, 0x8b]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['old_excel', [0xd0, 0xcf, 0x11, 0xe0]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
  ['archive', [0x42, 0x5a, 0x68]],
  ['archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['archive', [0x28, 0xb5, 0x2f, 0xfd]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['binary', [0x7f, 0x45, 0x4c, 0x46]],
];

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What the first bytes show: another kind of file, or the text's encoding and the length of its byte-order mark. */
export function sniffFile(
  bytes: Uint8Array,
): { isText: false; kind: OtherFile } | { isText: true; encoding: Encoding; markLength: number } {
  for (const [kind, signature] of signatures) {
    if (signature.every((byte, index) => bytes[index] === byte)) return { isText: false, kind };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { isText: true, encoding: 'utf-16le', markLength: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { isText: true, encoding: 'utf-16be', markLength: 2 };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { isText: true, encoding: 'utf-8', markLength: 3 };
  // Text without a mark in which every other byte is NUL is UTF-16 all the same.
  const start = bytes.subarray(0, 512);
  const nuls = start.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  // A stray one is a fault of its row.
  if (nuls * 20 < start.length) return { isText: true, encoding: 'utf-8', markLength: 0 };
  if (nuls * 3 > start.length && start[1] === 0) return { isText: true, encoding: 'utf-16le', markLength: 0 };
  if (nuls * 3 > start.length && start[0] === 0) return { isText: true, encoding: 'utf-16be', markLength: 0 };
  return { isText: false, kind: 'binary' };
}

export interface TextFeed {
  /** Takes the file's next bytes; gives them as UTF-8 with line feeds only. The result may be the very same bytes. */
  take(chunk: Uint8Array): Uint8Array;
  /** What is left when the file has ended. */
  end(): Uint8Array;
}

/** Reads the text of a file whose kind is known. UTF-16 that is broken comes as U+FFFD; UTF-8 is not looked into. */
export function openText(encoding: Encoding, markLength: number): TextFeed {
  const decoder = encoding === 'utf-8' ? undefined : new TextDecoder(encoding, { ignoreBOM: true });
  const encoder = new TextEncoder();
  let toSkip = markLength;
  let lineEnds: 'unknown' | 'lf' | 'cr' | 'crlf' = 'unknown';
  let hasHeldReturn = false;

  function plain(chunk: Uint8Array, isLast: boolean): Uint8Array {
    const skipped = Math.min(toSkip, chunk.length);
    toSkip -= skipped;
    const rest = skipped === 0 ? chunk : chunk.subarray(skipped);
    if (decoder === undefined) return rest;
    return encoder.encode(decoder.decode(rest, { stream: !isLast }));
  }

  function withLineFeeds(bytes: Uint8Array): Uint8Array {
    let input = bytes;
    if (hasHeldReturn) {
      input = new Uint8Array(bytes.length + 1);
      input[0] = 13;
      input.set(bytes, 1);
      hasHeldReturn = false;
    }
    if (lineEnds === 'unknown') {
      const feed = input.indexOf(10);
      const back = input.indexOf(13);
      if (back < 0) {
        if (feed >= 0) lineEnds = 'lf';
        return input;
      }
      if (back === input.length - 1) {
        // Whether it ends a line alone shows with the next byte.
        hasHeldReturn = true;
        return input.subarray(0, back);
      }
      lineEnds = feed >= 0 && feed < back ? 'lf' : feed === back + 1 ? 'crlf' : 'cr';
    }
    if (lineEnds === 'cr') return input.map((byte) => (byte === 13 ? 10 : byte));
    return lineEnds === 'crlf' ? withoutReturns(input) : input;
  }

  return {
    take: (chunk) => withLineFeeds(plain(chunk, false)),
    end() {
      const rest = plain(new Uint8Array(0), true);
      return hasHeldReturn || rest.length > 0 ? withLineFeeds(rest) : rest;
    },
  };
}

function withoutReturns(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (const byte of bytes) {
    if (byte === 13) continue;
    kept[length] = byte;
    length += 1;
  }
  return kept.subarray(0, length);
}

/** Why a row cannot be read as text. The last two end the reading: where the next row begins is not known. */
export type BrokenRow = 'encoding' | 'nul' | 'quote_open' | 'row_too_long';

export interface RowHandler {
  /** The first row that is not empty. */
  header(cells: string[], delimiter: string): void;
  /**
   * Reads a row straight from the bytes: returns where the next begins, 0 when the row does not end before `limit`, −1
   * to get it as cells.
   */
  plain?(bytes: Uint8Array, start: number, limit: number, line: number): number;
  row(cells: string[], line: number): void;
  broken(line: number, reason: BrokenRow): void;
}

export interface RowReader {
  /** Takes text as `TextFeed` gives it. Rows are handed over before it returns. */
  take(bytes: Uint8Array): void;
  /** The last row may end without a line end. */
  end(): void;
}

/** Cuts text into rows. Lines are numbered from 1, as an editor does; rows of nothing but separators are passed over. */
export function createRowReader(handler: RowHandler): RowReader {
  let rest: Uint8Array = new Uint8Array(0);
  let line = 1;
  let delimiter = ',';
  let hasHeader = false;
  let isStopped = false;

  function readRow(bytes: Uint8Array, start: number, end: number): void {
    const own = line;
    const text = decodeRow(bytes.subarray(start, end));
    line += text?.includes('\n') === true ? text.split('\n').length : 1;
    if (text === undefined) return handler.broken(own, 'encoding');
    if (text.includes('\0')) return handler.broken(own, 'nul');
    if (/^[\s,;"]*$/.test(text)) return;
    if (hasHeader) return handler.row(splitCells(text, delimiter), own);
    hasHeader = true;
    delimiter = findDelimiter(text);
    handler.header(splitCells(text, delimiter), delimiter);
  }

  function read(bytes: Uint8Array, start: number): void {
    const limit = bytes.length;
    let at = start;
    while (at < limit && !isStopped) {
      const next = hasHeader ? (handler.plain?.(bytes, at, limit, line) ?? -1) : -1;
      if (next > 0) {
        line += 1;
        at = next;
        continue;
      }
      const end = findRowEnd(bytes, at, limit);
      if (end === 0) break;
      if (end - at > longestRowBytes) return stop(bytes.subarray(at, end).includes(34));
      readRow(bytes, at, end);
      at = end;
    }
    rest = bytes.subarray(at);
    if (rest.length > longestRowBytes) stop();
  }

  function stop(isOpen = rest.includes(34)): void {
    if (!isStopped) handler.broken(line, isOpen ? 'quote_open' : 'row_too_long');
    isStopped = true;
    rest = new Uint8Array(0);
  }

  return {
    take(bytes) {
      if (isStopped || bytes.length === 0) return;
      if (rest.length === 0) return read(bytes, 0);
      // The row that lies across the two: most end with the first line end of the new bytes.
      const end = bytes.indexOf(10) + 1;
      read(joined(rest, end === 0 ? bytes : bytes.subarray(0, end)), 0);
      if (end === 0) return;
      if (rest.length === 0) return read(bytes, end);
      read(joined(rest, bytes.subarray(end)), 0);
    },
    end() {
      if (isStopped || rest.length === 0) return;
      const last = new Uint8Array(rest.length + 1);
      last.set(rest);
      last[rest.length] = 10;
      read(last, 0);
      if (rest.length > 0) stop();
    },
  };
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const whole = new Uint8Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
}

/** The separator of a header row: the comma, or the tab or semicolon that spreadsheets write in its place. */
function findDelimiter(header: string): ',' | '\t' | ';' {
  const outside = header.replace(/"[^"]*"/g, '');
  const count = (text: string) => outside.split(text).length;
  if (count('\t') > count(',') && count('\t') >= count(';')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}

/**
 * Where the row that starts at `start` ends, its line feed included: 0 when that is not before `limit`. A line feed
 * inside quotes is part of a cell.
 */
function findRowEnd(bytes: Uint8Array, start: number, limit: number): number {
  const end = bytes.indexOf(10, start);
  const quote = bytes.indexOf(34, start);
  if (end >= 0 && end < limit && (quote < 0 || quote > end)) return end + 1;
  let isQuoted = false;
  for (let at = start; at < limit; at += 1) {
    const byte = bytes[at];
    if (byte === 34) isQuoted = !isQuoted;
    else if (byte === 10 && !isQuoted) return at + 1;
  }
  return 0;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The row's text without its line end; undefined when it is not UTF-8. */
function decodeRow(row: Uint8Array): string | undefined {
  try {
    const text = strict.decode(row);
    return text.includes('\ufffd') ? undefined : text.replace(/\r?\n$|\r$/, '');
  } catch {
    return undefined;
  }
}

/** The cells of one row, quotes taken off. A quote inside a bare cell is a character like any other. */
function splitCells(row: string, delimiter: string): string[] {
  if (!row.includes('"')) return row.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = readQuoted(row, at);
    const from = quoted?.end ?? at;
    const next = row.indexOf(delimiter, from);
    const end = next < 0 ? row.length : next;
    cells.push(quoted === undefined ? row.slice(at, end) : quoted.text + row.slice(from, end));
    if (next < 0) return cells;
    at = next + 1;
  }
}

function readQuoted(row: string, start: number): { text: string; end: number } | undefined {
  let open = start;
  while (row[open] === ' ') open += 1;
  if (row[open] !== '"') return undefined;
  let text = '';
  let at = open + 1;
  for (;;) {
    const close = row.indexOf('"', at);
    if (close < 0) return { text: text + row.slice(at), end: row.length };
    text += row.slice(at, close);
    if (row[close + 1] !== '"') return { text, end: close + 1 };
    text += '"';
    at = close + 2;
  }
}
