// The catalogue of metrics as read from the server, and limits and values in words: a sentence cannot differ from a colour.

import type { QueryClient } from '@tanstack/react-query';
import { useWords } from '#client/app/language.tsx';
import { trpc, trpcClient } from '#client/app/trpc.ts';
import { wordFor } from '#client/app/word-for.ts';
import { rollHealth as en } from '#client/messages/en/roll-health.ts';
import { rollHealth as hi } from '#client/messages/hi/roll-health.ts';
import type { Words } from '#client/messages/words.ts';
import type { StatusKind } from '#client/ui/StatusMark.tsx';
import { formatDecimal } from '#shared/kernel/numbers.ts';
import type { BandView, LimitView, MetricStatus } from '#shared/modules/roll-health/schema.ts';
import type { PreviewLimits, SetLimits, SetLimitsAnswer } from '#shared/modules/roll-health/schema-metrics.ts';

export type RollHealthWords = Words<typeof en>;

const live = { meta: { topics: ['national', 'metrics', 'sample'] } };

/** All metrics by group, with how many States are beyond the limits of the board's. */
export const metricsQuery = trpc.rollHealth.metrics.queryOptions(undefined, live);

/** One metric with its versions, now or as it was on a day. */
export function metricQuery(id: string, asOn: string | undefined) {
  return trpc.rollHealth.metric.queryOptions(asOn === undefined ? { id } : { id, asOn }, {
    meta: { topics: ['metrics'] },
  });
}

/** Where a metric asks for a look, now or as it was on a day. */
export function nowQuery(id: string, asOn: string | undefined) {
  return trpc.rollHealth.now.queryOptions(asOn === undefined ? { id } : { id, asOn }, live);
}

/** Which States a change of limits would colour anew; nothing is kept. */
export function previewQuery(edit: PreviewLimits) {
  return trpc.rollHealth.previewLimits.queryOptions(edit, { ...live, retry: false });
}

/** Sets limits from a day on. */
export async function setLimits(input: SetLimits): Promise<SetLimitsAnswer> {
  return await trpcClient.rollHealth.setLimits.mutate(input);
}

/** Fetches again whatever of the metrics is on screen. */
export async function refreshMetrics(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: trpc.rollHealth.pathKey() });
}

export function useRollHealthWords(): RollHealthWords {
  return useWords({ en, hi });
}

const kinds: Record<MetricStatus, StatusKind> = {
  green: 'onTrack',
  amber: 'attention',
  red: 'actNow',
  info: 'info',
  not_computed: 'noFigure',
};

/** The status as the product draws it. */
export function kindOf(status: MetricStatus): StatusKind {
  return kinds[status];
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
type Colours = Pick<BandView, 'amber' | 'red'>;
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

/** A limit as it was set, with the decimals it has. */
function number(value: number): string {
  return formatDecimal(value, String(value).split('.')[1]?.length ?? 0);
}

/** Both limits of a band with whose they are: `attention above 8, act now above 15: our default`. */
export function bandText(words: RollHealthWords, band: Colours): string {
  const { amber, red } = band;
  const whose = whoseText(words, band);
  if (amber === undefined)
    return red === undefined ? words.limit.none : words.band.actNow(limitText(words, red), whose);
  if (red === undefined) return words.band.attention(limitText(words, amber), whose);
  return words.band.both(limitText(words, amber), limitText(words, red), whose);
}

/** Whose the limits of a band are, each source once; `administrator:3` is the administrator's third version. */
export function whoseText(words: RollHealthWords, { amber, red }: Colours): string {
  const sources = new Set(
    [amber, red].flatMap((limit) =>
      limit === undefined ? [] : [wordFor(words.sources, limit.source.split(':')[0] ?? '')],
    ),
  );
  return [...sources].join('; ');
}

/** For what a band stands: `intensive revision; part`. */
export function scopeText(
  words: RollHealthWords,
  { exercises, levels, season }: Pick<BandView, 'exercises' | 'levels' | 'season'>,
): string {
  const parts = [
    exercises?.map((each) => wordFor(words.exerciseNames, each)).join(', '),
    levels?.map((each) => wordFor(words.levelNames, each)).join(', '),
    season === undefined ? undefined : wordFor(words.seasons, season),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? words.everywhere : parts.join('; ');
}
