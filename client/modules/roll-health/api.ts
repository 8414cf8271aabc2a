// The catalogue of metrics as read from the server, and limits and values in words: a sentence cannot differ from a colour.

import { useWords } from '#client/app/language.tsx';
import { trpc } from '#client/app/trpc.ts';
import { wordFor } from '#client/app/word-for.ts';
import { rollHealth as en } from '#client/messages/en/roll-health.ts';
import { rollHealth as hi } from '#client/messages/hi/roll-health.ts';
import type { Words } from '#client/messages/words.ts';
import { formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import type { BandView, LimitView } from '#shared/modules/roll-health/schema.ts';

export type RollHealthWords = Words<typeof en>;

export const metricsQuery = trpc.rollHealth.metrics.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY });

export function metricQuery(id: string) {
  return trpc.rollHealth.metric.queryOptions({ id }, { staleTime: Number.POSITIVE_INFINITY });
}

export function useRollHealthWords(): RollHealthWords {
  return useWords({ en, hi });
}

/** Metrics that go both ways from zero: their sign is always shown. */
const signed: ReadonlySet<string> = new Set(['FL-03', 'DQ-03', 'LR-01', 'EN-03', 'EN-05', 'LR-12']);

/** `18.70 %`, `+6.20 %`, `274 days`: a metric's value at its decimals, with its unit. */
export function valueText(
  words: RollHealthWords,
  metric: { id: string; unit: string },
  value: number,
  decimals: number,
): string {
  const text = formatDecimal(value, decimals);
  const figure = signed.has(metric.id) && value > 0 ? `+${text}` : text;
  const says: Readonly<Record<string, (figure: string) => string>> = words.values;
  return says[metric.unit]?.(figure) ?? figure;
}

type AnyLimit = Omit<LimitView, 'source'>;
interface AnyBand {
  exercises?: readonly string[];
  levels?: readonly string[];
  season?: string;
  amber?: LimitView;
  red?: LimitView;
}

/** `above 8`, `beyond ±100 or 1 in 10,000 of the opening roll, whichever is larger`. */
export function limitText(words: RollHealthWords, limit: AnyLimit | undefined): string {
  if (limit === undefined) return words.limit.none;
  const text = boundText(words, limit);
  return limit.on === undefined ? text : words.limit.on(wordFor(words.subjects, limit.on), text);
}

function boundText(words: RollHealthWords, { above, below, apart, orPer10000OfOpening }: AnyLimit): string {
  if (orPer10000OfOpening !== undefined) return words.limit.orRoll(number(apart ?? 0), number(orPer10000OfOpening));
  if (apart !== undefined) return apart === 0 ? words.limit.any : words.limit.apart(number(apart));
  if (above !== undefined && below !== undefined) return words.limit.outside(number(below), number(above));
  if (above !== undefined) return words.limit.above(number(above));
  return below === undefined ? words.limit.none : words.limit.below(number(below));
}

function number(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : formatDecimal(value, 1);
}

/** Both limits of a band with whose they are: `attention above 8, act now above 15: our default`. */
export function bandText(words: RollHealthWords, band: AnyBand): string {
  const { amber, red } = band;
  const whose = whoseText(words, band);
  if (amber === undefined)
    return red === undefined ? words.limit.none : words.band.actNow(limitText(words, red), whose);
  if (red === undefined) return words.band.attention(limitText(words, amber), whose);
  return words.band.both(limitText(words, amber), limitText(words, red), whose);
}

/** Whose the limits of a band are, each source once. */
export function whoseText(words: RollHealthWords, { amber, red }: Pick<BandView, 'amber' | 'red'>): string {
  const sources = new Set(
    [amber, red].flatMap((limit) => (limit === undefined ? [] : [wordFor(words.sources, limit.source)])),
  );
  return [...sources].join('; ');
}

/** The band that colours a State's value: the first for the kind of revision, the level and the season. */
export function bandInForce(bands: readonly AnyBand[], exercise: string, inExercise: boolean): AnyBand | undefined {
  return bands.find(
    ({ exercises, levels, season }) =>
      (exercises?.includes(exercise) ?? true) &&
      (levels?.includes('S') ?? true) &&
      (season === undefined || season === (inExercise ? 'in_exercise' : 'outside_exercise')),
  );
}
