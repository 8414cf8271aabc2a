import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockText,
  clearAll,
  fillDown,
  moveBy,
  nextPlace,
  noHistory,
  pasteInto,
  readBlock,
  redo,
  remember,
  rowsToDraw,
  type Span,
  stepOf,
  undo,
  type Write,
} from './entry-grid.ts';

const size = { rows: 4, columns: 3 };
const whole: Span = { anchor: { row: 0, column: 0 }, focus: { row: 3, column: 2 } };
const at = (row: number, column: number): Span => ({ anchor: { row, column }, focus: { row, column } });

/** Texts that a grid holds, with the writes laid over them. */
function sheet(texts: Record<string, string> = {}) {
  const held = new Map(Object.entries(texts));
  const textAt = (row: number, column: number) => held.get(`${row},${column}`) ?? '';
  const write = (writes: readonly Write[]) => {
    for (const { row, column, text } of writes) held.set(`${row},${column}`, text);
  };
  return { textAt, write, all: () => blockText(whole, textAt) };
}

describe('a block of a spreadsheet', () => {
  it('keeps grouping, Devanagari digits, blanks and NA as they were typed, and drops the end of the last line', () => {
    expect(readBlock('1,25,000\t\tNA\r\n १२ \t७\u00a0\t0\r\n')).toEqual([
      ['1,25,000', '', 'NA'],
      ['१२', '७', '0'],
    ]);
  });

  it('reads quoted cells with tabs, line ends and quotes in them; a lone quote is a letter', () => {
    expect(readBlock('"a\tb"\t"c\nd"\n"say ""x"""\t5" pipe\n"open\tend')).toEqual([
      ['a\tb', 'c\nd'],
      ['say "x"', '5" pipe'],
      ['"open', 'end'],
    ]);
    expect(readBlock('')).toEqual([['']]);
  });

  it('read back is what was copied', () => {
    const cell = fc.constantFrom('', '7', '1,25,000', 'a\tb', 'two\nlines', 'say "x"', '"', '५');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 4, maxLength: 4 }), (rows) => {
        const text = blockText(whole, (row, column) => rows[row]?.[column] ?? '');
        expect(pasteInto(readBlock(text), at(0, 0), size).writes.map((write) => write.text)).toEqual(rows.flat());
      }),
    );
  });
});

describe('pasting', () => {
  it('counts every cell for which there is no room', () => {
    const { writes, left, span } = pasteInto(readBlock('1\t2\t3\n4\t5\t6\n7\t8\t9'), at(2, 1), size);
    expect(writes.map(({ row, column, text }) => `${row},${column}=${text}`)).toEqual([
      '2,1=1',
      '2,2=2',
      '3,1=4',
      '3,2=5',
    ]);
    expect(left).toBe(5);
    expect(span).toEqual({ anchor: { row: 2, column: 1 }, focus: { row: 3, column: 2 } });
  });

  it('never loses a cell: written and left over are all there are', () => {
    const blocks = fc.array(fc.array(fc.constantFrom('', '1', 'x'), { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 7,
    });
    fc.assert(
      fc.property(blocks, fc.nat(3), fc.nat(2), (block, row, column) => {
        const { writes, left } = pasteInto(block, at(row, column), size);
        expect(writes.length + left).toBe(block.flat().length);
      }),
    );
  });

  it('puts one cell into the whole choice', () => {
    expect(pasteInto([['7']], whole, size).writes).toHaveLength(12);
  });
});

describe('filling and clearing', () => {
  it('takes the top row down; a single row takes the one above; the first row takes nothing', () => {
    const { textAt } = sheet({ '0,0': 'a', '0,1': 'b' });
    expect(fillDown({ anchor: { row: 2, column: 1 }, focus: { row: 0, column: 0 } }, textAt)).toEqual([
      { row: 1, column: 0, text: 'a' },
      { row: 1, column: 1, text: 'b' },
      { row: 2, column: 0, text: 'a' },
      { row: 2, column: 1, text: 'b' },
    ]);
    expect(fillDown(at(1, 0), textAt)).toEqual([{ row: 1, column: 0, text: 'a' }]);
    expect(fillDown(at(0, 0), textAt)).toEqual([]);
    expect(clearAll(at(1, 1))).toEqual([{ row: 1, column: 1, text: '' }]);
  });
});

describe('undo', () => {
  it('takes back any run of pastes and fills exactly, and does them again', () => {
    const change = fc.record({
      row: fc.nat(3),
      column: fc.nat(2),
      block: fc.array(fc.array(fc.constantFrom('', '1', '2'), { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 3,
      }),
      isFill: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const { textAt, write, all } = sheet({ '0,0': '5', '3,2': '9' });
        const seen = [all()];
        let history = noHistory;
        for (const { row, column, block, isFill } of changes) {
          const span = at(row, column);
          const step = stepOf(isFill ? fillDown(span, textAt) : pasteInto(block, span, size).writes, textAt);
          if (step === null) continue;
          write(step.after);
          history = remember(history, step);
          seen.push(all());
        }
        for (const [way, past] of [
          [undo, seen.toReversed().slice(1)],
          [redo, seen.slice(1)],
        ] as const) {
          for (const wanted of past) {
            const done = way(history);
            write(done?.writes ?? []);
            history = done?.history ?? history;
            expect(all()).toBe(wanted);
          }
          expect(way(history)).toBeNull();
        }
      }),
    );
  });

  it('forgets what was undone once something else is done, and changes that change nothing', () => {
    const { textAt } = sheet({ '0,0': '5' });
    expect(stepOf([{ row: 0, column: 0, text: '5' }], textAt)).toBeNull();
    const step = stepOf([{ row: 0, column: 0, text: '6' }], textAt);
    if (step === null) throw new Error('nothing changed');
    const undone = undo(remember(noHistory, step));
    expect(redo(remember(undone?.history ?? noHistory, step))).toBeNull();
  });
});

describe('moving', () => {
  it('stays in the grid, and with Control goes to the edge', () => {
    const key = (name: string, isFar = false) => ({ key: name, isFar });
    expect(moveBy({ row: 0, column: 0 }, key('ArrowUp'), size, 2)).toEqual({ row: 0, column: 0 });
    expect(moveBy({ row: 1, column: 1 }, key('PageDown'), size, 2)).toEqual({ row: 3, column: 1 });
    expect(moveBy({ row: 3, column: 1 }, key('PageUp'), size, 9)).toEqual({ row: 0, column: 1 });
    expect(moveBy({ row: 1, column: 1 }, key('End'), size, 2)).toEqual({ row: 1, column: 2 });
    expect(moveBy({ row: 1, column: 1 }, key('End', true), size, 2)).toEqual({ row: 3, column: 2 });
    expect(moveBy({ row: 2, column: 2 }, key('Home', true), size, 2)).toEqual({ row: 0, column: 0 });
    expect(moveBy({ row: 2, column: 2 }, key('ArrowLeft', true), size, 2)).toEqual({ row: 2, column: 0 });
    expect(moveBy({ row: 2, column: 2 }, key('q'), size, 2)).toBeNull();
  });

  it('walks along the rows and ends at the last cell', () => {
    expect(nextPlace({ row: 0, column: 2 }, 1, size)).toEqual({ row: 1, column: 0 });
    expect(nextPlace({ row: 1, column: 0 }, -1, size)).toEqual({ row: 0, column: 2 });
    expect(nextPlace({ row: 3, column: 2 }, 1, size)).toBeNull();
    expect(nextPlace({ row: 0, column: 0 }, -1, size)).toBeNull();
  });

  it('draws the rows in sight and the one in use', () => {
    expect(rowsToDraw(50, 10, 3, 100, 2)).toEqual([3, ...Array.from({ length: 15 }, (_, index) => 48 + index)]);
    expect(rowsToDraw(0, 3, 99, 100, 1)).toEqual([0, 1, 2, 3, 4, 99]);
    expect(rowsToDraw(0, 5, 1, 2, 4)).toEqual([0, 1]);
  });
});
