// What a reader is shown of very many figures: the displays of `toResult`, which is asked itself wherever a figure lies
// near a half, or where rounding would hide its colour.

import type { FullBand } from './rules-bands.ts';
import type { Figure } from './rules-read.ts';
import { toResult } from './rules-result.ts';
import type { MetricInput } from './schema.ts';

/** The displays of one metric over all units, in the order of the units. */
export interface ShownColumn {
  /** As `evaluate` displays it; NaN where it is not computed. */
  display: Float64Array;
  decimals: Uint8Array;
  /** Numerator and denominator of each unit, flat; -1, -1 where the figure is not made of two counts. */
  of: Float64Array;
}

/** A column of so many units in which no figure is computed yet. */
export function openShown(units: number): ShownColumn {
  return {
    display: new Float64Array(units).fill(Number.NaN),
    decimals: new Uint8Array(units),
    of: new Float64Array(units * 2).fill(-1),
  };
}

/** What a figure is shown with: its value, the bands and decimals of its metric, and whether a display has its colour. */
interface Setting {
  value: number;
  bands: readonly FullBand[];
  decimals: number;
  hasColour: (shown: number) => boolean;
}

/** Enters the figure of one unit. `of`: its counts, where the figure does not carry them. */
export function enterShown(
  { display, decimals, of: counts }: ShownColumn,
  unit: number,
  figure: Figure,
  of: readonly [number, number] | null,
  input: MetricInput,
  setting: Setting,
): void {
  const rounded = roundSurely(setting.value, setting.decimals);
  const hasColour = figure.settled === undefined ? setting.hasColour : figure.isShownRight;
  if (rounded !== undefined && (hasColour?.(rounded) ?? true)) {
    display[unit] = rounded;
    decimals[unit] = setting.decimals;
  } else {
    const result = toResult(figure, setting.bands, input, setting.decimals);
    display[unit] = result.status === 'not_computed' ? Number.NaN : result.display;
    decimals[unit] = result.status === 'not_computed' ? 0 : result.decimals;
  }
  if (of !== null) counts.set(of, unit * 2);
}

/**
 * The value in so many decimals as `roundHalfAway` gives it, which reads the digits and takes most of the time of an
 * evaluation; undefined where only the digits can tell. A product of doubles this small errs by less than a millionth, so
 * it is on the side of the half on which the digits are, and both then divide the same whole number.
 */
function roundSurely(value: number, decimals: number): number | undefined {
  const power = 10 ** decimals;
  const shifted = Math.abs(value) * power;
  const whole = Math.floor(shifted);
  if (!(shifted < 2 ** 31) || Math.abs(shifted - whole - 0.5) < 0.001) return undefined;
  const rounded = Math.round(shifted) / power;
  return value < 0 ? 0 - rounded : rounded;
}
