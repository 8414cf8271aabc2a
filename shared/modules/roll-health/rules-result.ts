// A figure as a result for the eye: coloured, and rounded so that the rounding does not contradict the colour.

import { roundHalfAway } from '#shared/kernel/numbers.ts';
import { type FullBand, judge } from './rules-bands.ts';
import { toNumber } from './rules-exact.ts';
import { populationOf } from './rules-population.ts';
import type { Figure } from './rules-read.ts';
import type { MetricInput, MetricResult } from './schema.ts';

/** The decimals beyond which a rounded figure is no longer searched for the colour. */
const mostDecimals = 12;

/** The result of a figure: coloured, and rounded to `decimals` or to as many as it takes to show the colour. */
export function toResult(
  figure: Figure,
  bands: readonly FullBand[],
  input: MetricInput,
  decimals: number,
): MetricResult {
  const value = toNumber(figure.exact);
  const verdict = judge(figure, bands, input);
  const isShownRight =
    figure.settled === undefined
      ? (shown: number) => judge(figure, bands, input, shown).status === verdict.status
      : (figure.isShownRight ?? (() => true));
  const reason = figure.reason ?? verdict.reason;
  return {
    status: verdict.status,
    value,
    ...display(value, decimals, isShownRight),
    of: figure.of,
    ...(reason === undefined ? {} : { reason }),
    ...(figure.parts ? { parts: figure.parts() } : {}),
    ...(figure.isOfPopulation ? populationOf(input) : {}),
  };
}

function display(value: number, decimals: number, isShownRight: (shown: number) => boolean) {
  for (let places = decimals; places < mostDecimals; places += 1) {
    // Numbers below a millionth print in exponent form, which `roundHalfAway` leaves as they are. `+ 0` drops a minus zero.
    const shown = (Math.abs(value) < 1e-6 ? Number(value.toFixed(places)) : roundHalfAway(value, places)) + 0;
    if (isShownRight(shown)) return { display: shown, decimals: places };
  }
  return { display: value, decimals: mostDecimals };
}
