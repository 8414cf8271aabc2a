import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRowReader, openText, sniffFile } from './csv-reader.ts';

type Read = { cells: string[]; line: number } | { broken: string; line: number };

/** Reads a file cut into pieces, as it comes from a socket. */
function read(bytes: Uint8Array, cuts: readonly number[]): Read[] {
  const found = sniffFile(bytes);
  if (!found.isText) throw new Error(found.kind);
  const rows: Read[] = [];
  const reader = createRowReader({
    header: (cells) => rows.push({ cells, line: 0 }),
    row: (cells, line) => rows.push({ cells, line }),
    broken: (line, broken) => rows.push({ broken, line }),
  });
  const feed = openText(found.encoding, found.markLength);
  let from = 0;
  for (const cut of [...new Set(cuts.map((each) => each % (bytes.length + 1)))].sort((a, b) => a - b)) {
    reader.take(feed.take(bytes.slice(from, cut)));
    from = cut;
  }
  reader.take(feed.take(bytes.slice(from)));
  reader.take(feed.end());
  reader.end();
  return rows;
}

const cell = fc.oneof(
  fc.constantFrom('a', '12', 'निर्वाचक', 'two words', '1,02,000', 'say "so"', 'two\nlines', ''),
  fc.nat().map(String),
);
const table = fc
  .integer({ min: 2, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }))
  .map((rows) => rows.map(([, ...rest], index) => [`r${index}`, ...rest]));

function print(rows: readonly string[][], lineEnd: string): string {
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(quoted).join(',') + lineEnd).join('');
}

const encoders = {
  plain: (text: string) => new TextEncoder().encode(text),
  marked: (text: string) => new TextEncoder().encode(`\ufeff${text}`),
  littleEnd: (text: string) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le')),
  bigEnd: (text: string) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le').swap16()),
};

describe('a file of rows', () => {
  it('reads the same in every encoding, with every line end, cut anywhere', () => {
    const cuts = fc.array(fc.nat({ max: 5_000 }), { maxLength: 8 });
    const encoding = fc.constantFrom(...(Object.keys(encoders) as (keyof typeof encoders)[]));
    fc.assert(
      fc.property(table, cuts, encoding, fc.constantFrom('\n', '\r\n'), (rows, at, name, lineEnd) => {
        const text = print(rows, lineEnd);
        const seen = read(encoders[name](text), at).flatMap((row) => ('cells' in row ? [row.cells] : [['broken']]));
        expect(seen).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  it('numbers lines as an editor does, over cells of two lines and empty lines', () => {
    const rows = read(encoders.plain('a,b\n\n1,"x\ny"\n,\n2,z\n'), []);
    expect(rows.map(({ line }) => line)).toEqual([0, 3, 6]);
  });

  it('goes on after a row that is no UTF-8, and stops at a quote without an end', () => {
    const bytes = Uint8Array.from([...encoders.plain('a,b\n1,'), 0xff, 10, ...encoders.plain('2,y\n"3,z\n4,w\n')]);
    expect(read(bytes, [3])).toEqual([
      { cells: ['a', 'b'], line: 0 },
      { broken: 'encoding', line: 2 },
      { cells: ['2', 'y'], line: 3 },
      { broken: 'quote_open', line: 4 },
    ]);
  });

  it('holds no more than one row: a line without an end is refused', () => {
    const rows = read(encoders.plain(`a,b\n${'9'.repeat(200_000)}`), [70_000, 140_000]);
    expect(rows.at(-1)).toEqual({ broken: 'row_too_long', line: 2 });
  });
});
