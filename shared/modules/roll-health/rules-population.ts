// What a population figure must have before a metric may stand on it. Source: roll-health catalogue, reading 6.7.3.

import type { IsoDate } from '#shared/kernel/time.ts';
import type { MetricInput } from './schema.ts';

/**
 * Why the population cannot be used, if it cannot: `no_population`, `missing:qualifyingDate`, `basis_stale` when its day
 * is more than 12 calendar months from the qualifying date either way, `missing:basis`.
 */
export function populationFault({ population, qualifyingDate }: MetricInput): string | undefined {
  if (population === undefined) return 'no_population';
  if (qualifyingDate === undefined) return 'missing:qualifyingDate';
  if (isStale(population.refDate, qualifyingDate)) return 'basis_stale';
  return population.basis ? undefined : 'missing:basis';
}

function isStale(refDate: IsoDate, qualifyingDate: IsoDate): boolean {
  // A day within the same year or the one beside it, on the near side of the anniversary.
  const years = Number(refDate.slice(0, 4)) - Number(qualifyingDate.slice(0, 4));
  if (years === 0) return false;
  return !(
    (years === 1 && refDate <= sameDayInYear(qualifyingDate, 1)) ||
    (years === -1 && refDate >= sameDayInYear(qualifyingDate, -1))
  );
}

/** Basis and year of the population, for a result that stands on it; call only where there is no fault. */
export function populationOf({ population }: MetricInput): { population?: { basis: string; year: number } } {
  if (population?.basis === undefined) return {};
  return { population: { basis: population.basis, year: Number(population.refDate.slice(0, 4)) } };
}

/** The same day of another year; 29 February becomes the 28th. */
function sameDayInYear(day: IsoDate, years: number): IsoDate {
  const rest = day.slice(4) === '-02-29' ? '-02-28' : day.slice(4);
  return `${Number(day.slice(0, 4)) + years}${rest}`;
}
