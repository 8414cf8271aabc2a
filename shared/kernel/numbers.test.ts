import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatChange,
  formatCompact,
  formatCount,
  formatDecimal,
  largestCount,
  parseCount,
  roundHalfAway,
} from './numbers.ts';

const counts = fc.integer({ min: 0, max: largestCount });

function reasonOf(text: string): string {
  const parsed = parseCount(text);
  return parsed.ok ? `read as ${parsed.value}` : parsed.reason;
}

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [99_999, '99,999'],
    [100_000, '1,00,000'],
    [125_556_025, '12,55,56,025'],
    [9_912_345_678, '9,91,23,45,678'],
    [-897_211, '\u22128,97,211'],
    [-0.4, '0'],
  ])('writes %d as %s', (count, written) => {
    expect(formatCount(count)).toBe(written);
  });

  it('keeps every digit and groups 3-2-2 for any safe whole number', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (count) => {
        const written = formatCount(count);
        expect(written).toMatch(/^\u2212?\d{1,3}$|^\u2212?\d{1,2}(,\d{2})*,\d{3}$/);
        expect(Number(written.replaceAll(',', '').replace('\u2212', '-'))).toBe(count);
      }),
    );
  });
});

describe('formatChange', () => {
  it.each([
    [193_797, '+1,93,797'],
    [-897_211, '\u22128,97,211'],
    [0, '0'],
  ])('writes %d as %s', (count, written) => {
    expect(formatChange(count)).toBe(written);
  });
});

describe('formatCompact', () => {
  it.each([
    [125_556_025, '12.56 crore', '12.56 करोड़'],
    [2_785_000, '27.85 lakh', '27.85 लाख'],
    [100_000, '1.00 lakh', '1.00 लाख'],
    [99_999, '99,999', '99,999'],
    [9_999_499, '99.99 lakh', '99.99 लाख'],
    [9_999_500, '1.00 crore', '1.00 करोड़'],
    [9_999_999, '1.00 crore', '1.00 करोड़'],
    [10_000_000, '1.00 crore', '1.00 करोड़'],
    [12_345_678_900, '1,234.57 crore', '1,234.57 करोड़'],
    [-897_211, '\u22128.97 lakh', '\u22128.97 लाख'],
    [-9_999_999, '\u22121.00 crore', '\u22121.00 करोड़'],
  ])('writes %d as %s', (count, english, hindi) => {
    expect(formatCompact(count, 'en')).toBe(english);
    expect(formatCompact(count, 'hi')).toBe(hindi);
  });

  it('is within half a hundredth of its unit, and never says 100 lakh', () => {
    fc.assert(
      fc.property(counts, (count) => {
        const written = formatCompact(count, 'en');
        expect(written).not.toContain('100.00 lakh');
        const unit = written.endsWith('crore') ? 10_000_000 : written.endsWith('lakh') ? 100_000 : 1;
        const read = Number(written.replace(/ lakh| crore/, '').replaceAll(',', ''));
        expect(Math.abs(read * unit - count)).toBeLessThanOrEqual(unit === 1 ? 0 : unit / 200 + 0.001);
      }),
    );
  });
});

describe('roundHalfAway', () => {
  it.each([
    [2.675, 2, 2.68],
    [1.005, 2, 1.01],
    [-2.675, 2, -2.68],
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [0.5, 0, 1],
    [1e-7, 2, 0],
    [-1e-7, 2, 0],
    [5e-7, 6, 0.000001],
    [1.5e-7, 7, 2e-7],
    [1e21, 2, 1e21],
    [-123_456_789_012_345, 2, -123_456_789_012_345],
    [0, 2, 0],
    [-0.001, 2, 0],
    [Number.POSITIVE_INFINITY, 2, Number.POSITIVE_INFINITY],
    [Number.NaN, 2, Number.NaN],
  ])('rounds %d to %d places as %d', (value, decimals, rounded) => {
    expect(roundHalfAway(value, decimals)).toBe(rounded);
  });

  it('is odd, does not move twice, and stays within half a step', () => {
    const values = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const rounded = roundHalfAway(value, decimals);
        expect(roundHalfAway(rounded, decimals)).toBe(rounded);
        expect(roundHalfAway(-value, decimals) + rounded).toBe(0);
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-6);
        expect(Object.is(rounded, -0)).toBe(false);
      }),
    );
  });

  it('rounds every tie away from zero, whatever its binary form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (hundredths) => {
        const tie = Number(`${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}5`);
        expect(Math.round(roundHalfAway(tie, 2) * 100)).toBe(hundredths + 1);
      }),
    );
  });
});

describe('formatDecimal', () => {
  it.each([
    [1234567.895, 2, '12,34,567.90'],
    [-0.004, 2, '0.00'],
    [-1e-7, 2, '0.00'],
    [-1.5, 1, '\u22121.5'],
    [948, 0, '948'],
    [3, 2, '3.00'],
  ])('writes %d to %d places as %s', (value, decimals, written) => {
    expect(formatDecimal(value, decimals)).toBe(written);
  });
});

describe('parseCount', () => {
  it.each([
    ['0', 0],
    ['102000', 102_000],
    ['1,02,000', 102_000],
    ['12,345', 12_345],
    ['8,49,082', 849_082],
    ['30,00,00,000', 300_000_000],
    ['१,०२,०००', 102_000],
    ['१०२०००', 102_000],
    ['\u00a08,49,082\u00a0', 849_082],
    ['\ufeff 42\t', 42],
    ['\u200b42\u200b', 42],
    ['0042', 42],
  ])('reads %j as %d', (text, value) => {
    expect(parseCount(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'empty'],
    ['\u00a0 ', 'empty'],
    ['8,49,9082', 'grouping'],
    ['849,908,200', 'grouping'],
    ['849,082', 'grouping'],
    ['1,,000', 'grouping'],
    [',100', 'grouping'],
    ['1,000,', 'grouping'],
    ['1,23', 'grouping'],
    ['٤٢', 'script'],
    ['۴۲', 'script'],
    ['৪২', 'script'],
    ['４２', 'script'],
    ['-5', 'negative'],
    ['\u22125', 'negative'],
    ['- 5', 'negative'],
    ['-1.5', 'negative'],
    ['1.5', 'decimal'],
    ['1,234.00', 'decimal'],
    ['.5', 'decimal'],
    ['5.', 'decimal'],
    ['NA', 'placeholder'],
    ['n.a.', 'placeholder'],
    ['N/A', 'placeholder'],
    ['-', 'placeholder'],
    ['--', 'placeholder'],
    ['–', 'placeholder'],
    ['nil', 'placeholder'],
    ['Nil', 'placeholder'],
    ['निरंक', 'placeholder'],
    ['1e9', 'not_a_number'],
    ['0x1F', 'not_a_number'],
    ['1 23', 'not_a_number'],
    ['12 lakh', 'not_a_number'],
    ['+5', 'not_a_number'],
    ['.', 'not_a_number'],
    ['=1+1', 'not_a_number'],
    ['300000001', 'too_large'],
    ['99999999999999999999', 'too_large'],
  ])('refuses %j as %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('reads back what formatCount writes, in both kinds of digits', () => {
    fc.assert(
      fc.property(counts, (count) => {
        const written = formatCount(count);
        const devanagari = written.replace(/\d/g, (digit) => String.fromCharCode(0x0966 + Number(digit)));
        expect(parseCount(written)).toEqual({ ok: true, value: count });
        expect(parseCount(devanagari)).toEqual({ ok: true, value: count });
        expect(parseCount(String(count))).toEqual({ ok: true, value: count });
      }),
    );
  });

  it('never throws, and gives only whole numbers in range or a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9,.\- १٤]{0,14}$/)), (text) => {
        const parsed = parseCount(text);
        if (!parsed.ok) return;
        expect(Number.isInteger(parsed.value)).toBe(true);
        expect(parsed.value).toBeGreaterThanOrEqual(0);
        expect(parsed.value).toBeLessThanOrEqual(largestCount);
      }),
    );
  });

  it('takes a grouped number only as formatCount would group it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9][0-9,]{0,10}$/), (text) => {
        const parsed = parseCount(text);
        if (parsed.ok && text.includes(',')) expect(text).toBe(formatCount(parsed.value));
      }),
    );
  });
});
