import { describe, expect, it } from 'vitest';
import { columnOf } from './NumberRow.tsx';

describe('a column from a spreadsheet', () => {
  it('fills from the top, whatever ends its lines', () => {
    expect(columnOf('1,02,000\r\n\r\n 5 \r\n')).toEqual(['1,02,000', '', '5']);
    expect(columnOf('1\n2\n')).toEqual(['1', '2']);
    expect(columnOf('1\r2\r')).toEqual(['1', '2']);
  });

  it('takes the figure where a label stands before it', () => {
    expect(columnOf('Total\t100\nMen\t60\nWomen\t40')).toEqual(['100', '60', '40']);
  });

  it('goes along a single row', () => {
    expect(columnOf('100\t60\t40')).toEqual(['100', '60', '40']);
    expect(columnOf('8,49,908')).toEqual(['8,49,908']);
  });
});
