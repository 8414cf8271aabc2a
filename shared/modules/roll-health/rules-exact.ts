// The arithmetic under the metrics: exact fractions of whole numbers, in doubles where these are exact and in big
// integers where they are not.

/** `scale × (top ÷ bottom − lessTop ÷ lessBottom)`, all of them whole numbers, both bottoms positive. */
export interface Exact {
  top: number;
  bottom: number;
  lessTop: number;
  lessBottom: number;
  scale: number;
}

/** `scale × top ÷ bottom`. */
export function fraction(top: number, bottom: number, scale: number): Exact {
  return { top, bottom, lessTop: 0, lessBottom: 1, scale };
}

/** A whole number as a fraction. */
export function wholeNumber(value: number): Exact {
  return fraction(value, 1, 1);
}

/** `left − right` of two plain fractions of one scale. */
export function subtract(left: Exact, right: Exact): Exact {
  return {
    top: left.top,
    bottom: left.bottom,
    lessTop: right.top,
    lessBottom: right.bottom,
    scale: left.scale,
  };
}

/** The fraction without its sign. */
export function magnitude(value: Exact): Exact {
  if (toNumber(value) >= 0) return value;
  return {
    top: value.lessTop,
    bottom: value.lessBottom,
    lessTop: value.top,
    lessBottom: value.bottom,
    scale: value.scale,
  };
}

/** The figure as a double: the nearest one while the products fit in 2^53, and within three half-steps of it beyond. */
export function toNumber({ top, bottom, lessTop, lessBottom, scale }: Exact): number {
  const left = top * lessBottom;
  const right = lessTop * bottom;
  const numerator = scale * (left - right);
  const denominator = bottom * lessBottom;
  if (isWhole(left) && isWhole(right) && isWhole(numerator) && isWhole(denominator)) return numerator / denominator;
  return Number(bigNumerator(top, bottom, lessTop, lessBottom, scale)) / Number(BigInt(bottom) * BigInt(lessBottom));
}

/**
 * What doubles may be wrong by, as a share of the two sides compared. The figure and the bound are each within 2^-51
 * of themselves; 2^-48 leaves room.
 */
const margin = 2 ** -48;

/**
 * Negative, zero or positive as the fraction is below, on or above the bound, which is read to three decimals. Decided
 * by doubles where they cannot err, by cross-multiplication in whole numbers next to the bound. `approximate` is what
 * `toNumber` gives, for a caller that has it.
 */
export function compare(value: Exact, bound: number, approximate: number = toNumber(value)): number {
  const thousandths = Math.round(bound * 1000);
  const limit = thousandths / 1000;
  const gap = approximate - limit;
  if (Math.abs(gap) > margin * (Math.abs(approximate) + Math.abs(limit))) return gap;
  return compareExactly(value, thousandths);
}

function compareExactly({ top, bottom, lessTop, lessBottom, scale }: Exact, thousandths: number): number {
  const left = 1000 * scale * top;
  const right = thousandths * bottom;
  if (lessTop === 0 && isWhole(left) && isWhole(right)) return left - right;
  const numerator = bigNumerator(top, bottom, lessTop, lessBottom, scale);
  const difference = numerator * 1000n - BigInt(thousandths) * BigInt(bottom) * BigInt(lessBottom);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

function bigNumerator(top: number, bottom: number, lessTop: number, lessBottom: number, scale: number): bigint {
  return BigInt(scale) * (BigInt(top) * BigInt(lessBottom) - BigInt(lessTop) * BigInt(bottom));
}

/** Whole numbers in doubles are exact up to here; a product beyond it is seen, because rounding keeps it beyond. */
function isWhole(product: number): boolean {
  return product <= Number.MAX_SAFE_INTEGER && product >= -Number.MAX_SAFE_INTEGER;
}
