import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, type Exact, fraction, magnitude, subtract, toNumber } from './rules-exact.ts';

/** The comparison in whole numbers only. */
function referenceSign({ top, bottom, lessTop, lessBottom, scale }: Exact, thousandths: number): number {
  const numerator = BigInt(scale) * (BigInt(top) * BigInt(lessBottom) - BigInt(lessTop) * BigInt(bottom));
  const difference = numerator * 1000n - BigInt(thousandths) * BigInt(bottom) * BigInt(lessBottom);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

const scale = fc.constantFrom(1, 100, 1000, 10_000, 100_000);
const bottom = fc.oneof(
  fc.integer({ min: 1, max: 2_000 }),
  fc.integer({ min: 1, max: 1_400_000_000 }),
  fc.maxSafeNat().map((value) => value + 1),
);
const step = fc.integer({ min: -2, max: 2 });

describe('comparison with a limit', () => {
  it('is the one of whole numbers, next to the limit too', () => {
    fc.assert(
      fc.property(
        bottom,
        scale,
        fc.integer({ min: -200_000, max: 1_300_000 }),
        step,
        (below, by, thousandths, away) => {
          const wanted = (BigInt(thousandths) * BigInt(below)) / (1000n * BigInt(by)) + BigInt(away);
          const top = Number(wanted);
          fc.pre(Number.isSafeInteger(top) && Number.isSafeInteger(below));
          const exact = fraction(top, below, by);
          expect(Math.sign(compare(exact, thousandths / 1000))).toBe(referenceSign(exact, thousandths));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is the one of whole numbers for a difference of two fractions', () => {
    const large = fc.integer({ min: 1, max: 1_400_000_000 });
    fc.assert(
      fc.property(large, large, large, large, fc.integer({ min: -60_000, max: 60_000 }), (a, b, c, d, thousandths) => {
        const exact = subtract(fraction(a, b, 1000), fraction(c, d, 1000));
        expect(Math.sign(compare(exact, thousandths / 1000))).toBe(referenceSign(exact, thousandths));
        const even = subtract(fraction(a, b, 1000), fraction(a * 3, b * 3, 1000));
        expect(compare(even, 0)).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('tells 15 % from one elector in 9 crore crore beyond it', () => {
    const bottom = 9_000_000_000_000_000;
    expect(compare(fraction(1_350_000_000_000_000, bottom, 100), 15)).toBe(0);
    expect(compare(fraction(1_350_000_000_000_001, bottom, 100), 15)).toBeGreaterThan(0);
  });
});

describe('the double of a fraction', () => {
  it('is the nearest one, and within 2^-51 of itself where products are beyond 2^53', () => {
    expect(toNumber(fraction(1, 3, 100))).toBe(100 / 3);
    const top = 8_888_888_888_888_887;
    expect(Math.abs(toNumber(fraction(top, 7, 100_000)) / ((top / 7) * 100_000) - 1)).toBeLessThan(2 ** -50);
    expect(toNumber(magnitude(subtract(fraction(1, 2, 1000), fraction(3, 4, 1000))))).toBe(250);
    expect(toNumber(magnitude(fraction(-5, 2, 100)))).toBe(250);
  });
});
