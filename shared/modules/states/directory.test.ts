import { expect, test } from 'vitest';
import { findState, stateName, states } from './directory.ts';

test('there are 28 States and 8 Union Territories, in alphabetical order', () => {
  expect(states.filter(({ kind }) => kind === 'state')).toHaveLength(28);
  expect(states.filter(({ kind }) => kind === 'ut')).toHaveLength(8);
  const names = states.map(({ nameEn }) => nameEn);
  expect(names).toEqual(names.toSorted());
});

test('every State has a code and a place of its own on the 8 by 8 grid', () => {
  expect(new Set(states.map(({ code }) => code)).size).toBe(36);
  expect(new Set(states.map(({ row, column }) => `${row} ${column}`)).size).toBe(36);
  for (const { row, column } of states) {
    expect(row).toBeGreaterThanOrEqual(0);
    expect(row).toBeLessThanOrEqual(7);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual(8);
  }
});

test('names come in the language of the reader; an unknown code is said as it is', () => {
  expect(stateName('IN-KL', 'en')).toBe('Kerala');
  expect(stateName('IN-KL', 'hi')).toBe('केरल');
  expect(stateName('IN-XX', 'en')).toBe('IN-XX');
  expect(findState('IN-TS')).toMatchObject({ short: 'TS', row: 5, column: 3 });
});
