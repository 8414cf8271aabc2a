import { expect, test } from 'vitest';
import { national as en } from '#client/messages/en/national.ts';
import { national as hi } from '#client/messages/hi/national.ts';
import { boardMetrics } from '#shared/modules/national/schema.ts';
import type { Band } from '#shared/modules/roll-health/schema.ts';
import type { BoardCell } from './api.ts';
import { bandsText, formatValue, limitOf, swingOf, tileText, withUnit } from './MetricWords.tsx';

const cell = (value: number | null, of: BoardCell['of'] = null): BoardCell => ({
  code: 'IN-KL',
  value,
  kind: 'attention',
  isSample: false,
  of,
  day: null,
  why: undefined,
});

test('a tile rounds the exact figure once, not the rounded one again', () => {
  expect(tileText(en, 'FL-11', cell(8.65, [2_408_503, 27_850_855]))).toBe('8.6');
  expect(tileText(en, 'FL-03', cell(-3.22, [26_953_644, 27_850_855]))).toBe('\u22123.2');
  expect(tileText(en, 'LR-01', cell(6.2, [28_624_558, 26_953_644]))).toBe('+6.2');
  expect(tileText(en, 'FL-11', cell(8.65))).toBe('8.7');
});

test('a missing figure is a dash and zero is zero', () => {
  expect(tileText(en, 'FL-11', cell(null))).toBe('—');
  expect(tileText(en, 'DQ-03', cell(0))).toBe('0');
  expect(tileText(en, 'DQ-03', cell(12_55_56_025))).toBe('1,255.6 L');
});

test('figures carry unit and sign', () => {
  expect(withUnit(en, 'FL-11', 18.7)).toBe('18.70\u00a0%');
  expect(withUnit(en, 'LR-01', 6.2)).toBe('+6.20\u00a0%');
  expect(withUnit(en, 'DQ-01', 274)).toBe('274 days');
  expect(formatValue('PS-02', 1012)).toBe('1,012');
});

test('bands are said with the limits that colour, and whose they are', () => {
  expect(bandsText(en, {}, 'FL-11')).toBe('bands are our default: attention above 8, act now above 15');
  expect(bandsText(en, {}, 'EN-04')).toContain('EN-05');
  expect(limitOf(en, {}, 'FL-03', { status: 'red', state: 'IN-KL' })).toBe('beyond ±12, our default');
  expect(limitOf(en, {}, 'EN-04', { status: 'red', state: 'IN-KL' })).toBe('');
});

test('limits an administrator set are said instead, with their decimals; a State\u2019s own before the nation\u2019s', () => {
  const set = (above: number): Band[] => [
    { amber: { above, source: 'administrator' }, red: { above: 15, source: 'default' } },
  ];
  const limits = { 'FL-11': set(8.125), 'FL-11/IN-KL': set(9.5) };
  expect(bandsText(en, { limits }, 'FL-11')).toBe(
    'bands are set by the ECI secretariat, our default: attention above 8.125, act now above 15',
  );
  const amber = (state: string) => limitOf(en, { limits }, 'FL-11', { status: 'amber', state });
  expect(amber('IN-KL')).toBe('above 9.5, set by the ECI secretariat');
  expect(amber('IN-GA')).toBe('above 8.125, set by the ECI secretariat');
});

test('both languages say the same numbers', () => {
  const numbers = (text: string) => (text.match(/\d+(?:,\d+)*/g) ?? []).toSorted();
  for (const metric of boardMetrics)
    expect(numbers(bandsText(hi, {}, metric)), metric).toEqual(numbers(bandsText(en, {}, metric)));
});

test('a two-sided value lies on its side of the middle', () => {
  expect(swingOf({}, 'FL-03', -18)).toBe(-1);
  expect(swingOf({}, 'LR-01', 0)).toBe(0);
  expect(swingOf({}, 'LR-01', 3.75)).toBeCloseTo(0.5);
  expect(swingOf({}, 'FL-11', 10)).toBeUndefined();
  expect(swingOf({}, 'FL-03', null)).toBeUndefined();
});
