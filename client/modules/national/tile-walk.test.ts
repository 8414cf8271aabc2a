import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { neighbour } from '#client/charts/TileGrid.tsx';
import { states } from '#shared/modules/states/directory.ts';

const kerala = byShort('KL');
const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const;

function byShort(short: string) {
  const found = states.find((state) => state.short === short);
  if (found === undefined) throw new Error(short);
  return found;
}

test('arrow keys lead to the neighbour on the grid, over gaps', () => {
  expect(neighbour(states, kerala, 'ArrowRight', false)?.short).toBe('TN');
  expect(neighbour(states, byShort('PY'), 'ArrowRight', false)?.short).toBe('AN');
  expect(neighbour(states, kerala, 'ArrowUp', false)?.short).toBe('KA');
  expect(neighbour(states, byShort('AR'), 'ArrowUp', false)?.short).toBe('HP');
  expect(neighbour(states, byShort('LD'), 'ArrowLeft', false)).toBeUndefined();
  expect(neighbour(states, kerala, 'ArrowDown', false)).toBeUndefined();
});

test('Home and End lead to the ends of the row, with Ctrl to the first and the last tile', () => {
  expect(neighbour(states, kerala, 'Home', false)?.short).toBe('LD');
  expect(neighbour(states, kerala, 'End', false)?.short).toBe('AN');
  expect(neighbour(states, kerala, 'Home', true)?.short).toBe('JK');
  expect(neighbour(states, byShort('JK'), 'End', true)?.short).toBe('AN');
  expect(neighbour(states, kerala, 'a', false)).toBeUndefined();
});

test('every tile can be reached from every other with the arrow keys alone', () => {
  fc.assert(
    fc.property(fc.constantFrom(...states), (start) => {
      const seen = new Set([start.code]);
      const open = [start];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        for (const key of keys) {
          const next = neighbour(states, at, key, false);
          if (next !== undefined && !seen.has(next.code)) {
            seen.add(next.code);
            open.push(next);
          }
        }
      }
      expect(seen.size).toBe(36);
    }),
  );
});
