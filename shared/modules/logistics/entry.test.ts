import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellKey,
  cellOfField,
  checkEntry,
  conflictsOf,
  type EntryLine,
  type Figure,
  figures,
  heldText,
  linesByKey,
  meetLines,
  readCellKey,
  settleCell,
  typeCells,
} from './rules-entry.ts';

const poll = { bodyKind: 'sec', kind: 'panchayat_election', method: 'evm' } as const;

function line(change: Partial<EntryLine> = {}): EntryLine {
  const figuresHeld = { available: 100, checked: 80, deployed: null, required: null, requiredReason: null };
  return { id: 'a', districtCode: 'D1', itemId: 'cu_stock', facet: '', ...figuresHeld, ...change };
}
function key(figure: Figure, districtCode = 'D1') {
  return cellKey({ districtCode, itemId: 'cu_stock', facet: '', figure });
}
const lines = linesByKey([line(), line({ id: null, districtCode: 'D/2', available: null, checked: null })]);

function faultsOfTyped(texts: Record<string, string>) {
  return Object.fromEntries(
    [...checkEntry(typeCells({}, texts, lines), lines, poll).faults].map(([at, { reason }]) => [at, reason]),
  );
}

describe('typed text', () => {
  it('names its cell whatever the code of the district holds', () => {
    const names = fc.record({ districtCode: fc.string({ minLength: 1 }), figure: fc.constantFrom(...figures) });
    fc.assert(
      fc.property(names, ({ districtCode, figure }) => {
        const name = { districtCode, figure, itemId: 'amf_each', facet: 'water' } as const;
        expect(readCellKey(cellKey(name))).toEqual(name);
      }),
    );
    expect(readCellKey('none//available/D1')).toBeNull();
  });

  it('that says what the server holds is not typed; all else is, and only its lines are sent, whole', () => {
    expect(typeCells({}, { [key('available')]: '१००' }, lines)).toEqual({});
    const typed = typeCells({}, { [key('deployed')]: '7,0', [key('checked', 'D/2')]: '' }, lines);
    expect(Object.keys(typed)).toEqual([key('deployed')]);
    const mended = typeCells(typed, { [key('deployed')]: '70' }, lines);
    expect(checkEntry(mended, lines, poll)).toEqual({
      lines: [
        {
          districtCode: 'D1',
          itemId: 'cu_stock',
          facet: '',
          seen: 'a',
          available: 100,
          checked: 80,
          deployed: 70,
          required: null,
          requiredReason: null,
        },
      ],
      cells: new Set([key('deployed')]),
      faults: new Map(),
    });
  });

  it('goes when it is typed back', () => {
    const typed = typeCells({}, { [key('available')]: '5' }, lines);
    expect(typeCells(typed, { [key('available')]: '100' }, lines)).toEqual({});
  });
});

describe('what cannot be true', () => {
  it('is named at its cell: no count, a wrong order, a requirement without its reason, a person’s number', () => {
    expect(faultsOfTyped({ [key('available')]: 'NA', [key('available', 'D/2')]: '-4' })).toEqual({
      [key('available')]: 'count.placeholder',
      [key('available', 'D/2')]: 'count.negative',
    });
    expect(faultsOfTyped({ [key('available')]: '1000000000', [key('checked')]: '2.5' })).toEqual({
      [key('available')]: 'count.too_large',
      [key('checked')]: 'count.decimal',
    });
    expect(faultsOfTyped({ [key('available')]: '79' })).toEqual({
      [key('checked')]: 'returns.checked_above_available',
    });
    expect(faultsOfTyped({ [key('deployed')]: '81' })).toEqual({ [key('deployed')]: 'returns.deployed_above_checked' });
    expect(faultsOfTyped({ [key('required')]: '5' })).toEqual({ [key('requiredReason')]: 'returns.reason' });
    expect(faultsOfTyped({ [key('required')]: '5', [key('requiredReason')]: 'ask 9876543210' })).toEqual({
      [key('requiredReason')]: 'personal_data.phone',
    });
    expect(faultsOfTyped({ [key('required')]: '0', [key('requiredReason')]: 'no poll is held here' })).toEqual({});
  });

  it('is found at the cell that the server names', () => {
    const { lines: sent } = checkEntry(typeCells({}, { [key('available', 'D/2')]: '4' }, lines), lines, poll);
    expect(cellOfField(sent, 'lines.0.available')).toBe(key('available', 'D/2'));
    expect(cellOfField(sent, 'lines.0')).toBe(key('available', 'D/2'));
    expect(cellOfField(sent, 'lines.1.available')).toBeNull();
    expect(cellOfField(sent, 'asOn')).toBeNull();
  });
});

describe('somebody else’s figures', () => {
  const typed = typeCells({}, { [key('available')]: '90', [key('deployed')]: '10' }, lines);

  it('in another cell of the line stand in nobody’s way, and are kept', () => {
    const theirs = linesByKey([line({ id: 'b', checked: 85 })]);
    expect(conflictsOf(typed, theirs)).toEqual({});
    expect(checkEntry(typed, theirs, poll).lines).toEqual([
      expect.objectContaining({ seen: 'b', available: 90, checked: 85, deployed: 10 }),
    ]);
  });

  it('in the same cell wait for a person: mine over theirs, or theirs', () => {
    const theirs = linesByKey([line({ id: 'b', available: 95 })]);
    expect(conflictsOf(typed, theirs)).toEqual({ [key('available')]: '95' });
    const mine = settleCell(typed, key('available'), 'mine', theirs);
    expect(conflictsOf(mine, theirs)).toEqual({});
    expect(mine[key('available')]?.text).toBe('90');
    expect(Object.keys(settleCell(typed, key('available'), 'theirs', theirs))).toEqual([key('deployed')]);
  });

  it('that say the same end the typing; what is typed for lines not on screen stays', () => {
    const theirs = linesByKey([line({ id: 'b', available: 90 })]);
    expect(Object.keys(meetLines(typed, theirs))).toEqual([key('deployed')]);
    expect(meetLines(typed, linesByKey([]))).toBe(typed);
  });

  it('never make typed text vanish that says something else', () => {
    const text = fc.constantFrom('', '5', '१००', '1,00,000', 'x', 'NA');
    const held = fc.option(fc.nat(100_000), { nil: null });
    fc.assert(
      fc.property(text, held, held, (said, before, after) => {
        const first = linesByKey([line({ available: before })]);
        const then = linesByKey([line({ available: after })]);
        const met = meetLines(typeCells({}, { [key('available')]: said }, first), then);
        const shown = met[key('available')]?.text ?? heldText(first, key('available')) ?? '';
        const wasTyped = Object.keys(typeCells({}, { [key('available')]: said }, first)).length > 0;
        const isHeldNow = Object.keys(typeCells({}, { [key('available')]: said }, then)).length === 0;
        if (wasTyped && !isHeldNow) expect(shown).toBe(said);
      }),
    );
  });
});
