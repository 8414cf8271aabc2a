// How the rehearsal country divides its totals: dealt out by weight, to the last elector.

import type { Dice } from './sample-figures.ts';

/** Electors a polling station may hold: ECI order of 24-06-2025. */
export const stationCap = 1_200;
/** How far above it a rehearsal part may be. */
const mostOver = 240;

/**
 * Deals out a count by weight: whole numbers, each within one of its exact share, that add up to `total`. Without any
 * weight all share alike.
 */
export function spread(total: number, weights: Float64Array): Int32Array {
  const shares = new Int32Array(weights.length);
  let all = 0;
  for (const weight of weights) all += weight;
  const even = all > 0 ? 0 : 1;
  const scale = total / (all > 0 ? all : weights.length);
  let reached = 0;
  let dealt = 0;
  for (let index = 0; index < shares.length; index += 1) {
    reached += even + (weights[index] ?? 0);
    const upTo = index === shares.length - 1 ? total : Math.min(total, Math.round(reached * scale));
    shares[index] = upTo - dealt;
    dealt = upTo;
  }
  return shares;
}

/** A draw around 0 with a spread of 1, near to a bell curve and never beyond 3.5. */
function bell(dice: Dice): number {
  return (dice() + dice() + dice() + dice() - 2) * 1.732;
}

/** A factor around 1: log-normal, never further out than the given factor. */
export function around(dice: Dice, sigma: number, most = Number.POSITIVE_INFINITY): number {
  return Math.min(most, Math.max(1 / most, Math.exp(sigma * bell(dice))));
}

/** A whole number whose mean over many draws is `expected`. */
export function chance(expected: number, dice: Dice): number {
  return Math.floor(expected + dice());
}

/**
 * Electors of each part: log-normal, some very small ones, `over` of them above the cap and the others at or below it
 * wherever the total leaves room for that. They add up to `electors`.
 */
export function partSizes(electors: number, count: number, over: number, dice: Dice): Int32Array {
  const sizes = new Float64Array(count);
  const limits = new Float64Array(count);
  // Half of the electors at most stand in parts above the cap, or the others would have none.
  const large = Math.min(over, count - 1, Math.floor(electors / 2 / (stationCap + mostOver)));
  const step = large <= 0 ? 0 : Math.floor(count / large);
  let left = electors;
  let weights = 0;
  for (let index = 0; index < count; index += 1) {
    const weight = around(dice, 0.25) * (dice() < 0.01 ? 0.2 : 1);
    const below = dice();
    if (step > 0 && index % step === step - 1 && index < step * large) {
      sizes[index] = stationCap + 1 + Math.floor(below * mostOver);
      left -= sizes[index] ?? 0;
      continue;
    }
    limits[index] = stationCap - 2 - 90 * below;
    sizes[index] = weight;
    weights += weight;
  }
  fillUpTo(limits, sizes, left / weights, left);
  return spread(electors, sizes);
}

/** Scales the weights of all parts that have a limit to add up to `left`; what a limit cuts off goes to the others. */
function fillUpTo(limits: Float64Array, sizes: Float64Array, scale: number, left: number): void {
  let excess = 0;
  let room = 0;
  let parts = 0;
  for (let index = 0; index < sizes.length; index += 1) {
    const limit = limits[index] ?? 0;
    if (limit === 0) continue;
    const size = (sizes[index] ?? 0) * scale;
    sizes[index] = Math.min(size, limit);
    excess += Math.max(0, size - limit);
    room += Math.max(0, limit - size);
    parts += 1;
  }
  for (let index = 0; index < sizes.length; index += 1) {
    const limit = limits[index] ?? 0;
    if (limit === 0) continue;
    const size = sizes[index] ?? 0;
    sizes[index] = excess <= room ? size + ((limit - size) * excess) / Math.max(room, 1) : left / parts;
  }
}
