// Figures and bands of the board in words. Limits are those in force, so that a sentence cannot differ from a colour.

import { type Catalogue, Later, useWords } from '#client/app/language.tsx';
import { national as en } from '#client/messages/en/national.ts';
import type { Words } from '#client/messages/words.ts';
import { formatDecimal, roundHalfAway } from '#shared/kernel/numbers.ts';
import type { BoardMetric, NationalOverview } from '#shared/modules/national/schema.ts';
import { boardLimits } from '#shared/modules/roll-health/catalogue-board.ts';
import type { Band, Limit, MetricLimits } from '#shared/modules/roll-health/schema.ts';
import type { BoardCell } from './api.ts';

type NationalWords = Words<typeof en>;

const lakh = 100_000;

export const nationalWords = {
  en,
  hi: new Later(async () => (await import('#client/messages/hi/national.ts')).national),
} satisfies Catalogue<typeof en>;

/** Measures that go both ways from zero: their sign is always shown, and the tile says to which side they lie. */
const signed: ReadonlySet<BoardMetric> = new Set(['FL-03', 'LR-01']);

/** The room's words in the reader's language. */
export function useNationalWords(): NationalWords {
  return useWords(nationalWords);
}

/** `18.70`, `+6.20`, `1,012`: the value at the metric's precision, without its unit. */
export function formatValue(
  metric: BoardMetric,
  value: number,
  decimals: number = boardLimits[metric].decimals,
): string {
  const text = formatDecimal(value, decimals);
  return signed.has(metric) && value > 0 ? `+${text}` : text;
}

/** `18.70 %`, `274 days`: the value with its unit. */
export function withUnit(words: NationalWords, metric: BoardMetric, value: number): string {
  const { unit } = boardLimits[metric];
  return words.units[unit](formatValue(metric, value));
}

/** What a tile has room for: one decimal of the exact figure, not of the rounded one; counts from a lakh on in lakhs. */
export function tileText(words: Pick<NationalWords, 'lakhs'>, metric: BoardMetric, { value, of }: BoardCell): string {
  if (value === null) return '—';
  const { decimals, unit } = boardLimits[metric];
  if (unit === 'electors' && Math.abs(value) >= lakh) return words.lakhs(formatDecimal(value / lakh, 1));
  if (decimals < 2) return formatValue(metric, value, 0);
  const exact = of === null || of[1] === 0 ? [] : [(of[0] / of[1]) * 100, ((of[0] - of[1]) / of[1]) * 100];
  const source = exact.find((candidate) => roundHalfAway(candidate, decimals) === value) ?? value;
  return formatValue(metric, source, 1);
}

/** The bands in force: a State's own, else the nation's where they are not the catalogue's, else the catalogue's. */
function bandsOf({ limits }: Limited, metric: BoardMetric, state?: string): readonly Band[] {
  const told = limits?.[`${metric}/${state}`] ?? limits?.[metric];
  return told === undefined ? boardLimits[metric].bands : typed(told);

  /** What the server sends under this name are bands; the reader of the overview has looked at their shape. */
  function typed(bands: readonly unknown[]) {
    return bands as readonly Band[];
  }
}

type Limited = Pick<NationalOverview, 'limits'>;

/** Where a two-sided value lies, -1 to 1, at one and a half times the outermost limit. */
export function swingOf(overview: Limited, metric: BoardMetric, value: number | null): number | undefined {
  if (value === null || !signed.has(metric)) return undefined;
  const outermost = Math.max(...bandsOf(overview, metric).map(({ red }) => red?.apart ?? 0));
  return outermost === 0 ? undefined : Math.max(-1, Math.min(1, value / (outermost * 1.5)));
}

/** The metric's bands as half a sentence: `bands are our default: attention above 8, act now above 15`. */
export function bandsText(words: NationalWords, overview: Limited, metric: BoardMetric): string {
  const limits: MetricLimits = boardLimits[metric];
  const bands = bandsOf(overview, metric);
  if (limits.colouredBy !== undefined) return words.bands.colouredBy(limits.colouredBy);
  if (bands.length === 0) return words.bands.none;
  const whose = new Set(bands.flatMap(({ amber, red }) => [amber, red]).map((limit) => whoseText(words, limit)));
  return words.bands.inForce(
    [...whose].filter(Boolean).join(', '),
    bands.map((band) => bandText(words, band)).join('; '),
  );
}

/** The State's limit a colour stands for in an intensive revision: `above 15, our default`; empty when there is none. */
export function limitOf(
  words: NationalWords,
  overview: Limited,
  metric: BoardMetric,
  { status, state }: { status: 'amber' | 'red'; state: string },
): string {
  const bands = bandsOf(overview, metric, state);
  const band = bands.find(({ exercises }) => exercises === undefined || exercises.includes('SIR'));
  const limit = band?.[status];
  return limit === undefined ? '' : `${limitText(words, limit)}, ${whoseText(words, limit)}`;
}

function whoseText({ bands: { whose } }: NationalWords, limit: Limit | undefined): string {
  return limit === undefined ? '' : limit.source === 'administrator' ? whose.administrator : whose.default;
}

function bandText(words: NationalWords, band: Band): string {
  const pair = words.bands.pair(
    band.amber ? limitText(words, band.amber) : '—',
    band.red ? limitText(words, band.red) : '—',
  );
  if (band.season === 'in_exercise' || band.season === 'outside_exercise') {
    return words.bands.within(words.bands.seasons[band.season], pair);
  }
  if (band.exercises === undefined) return pair;
  return words.bands.within(band.exercises.map((exercise) => words.bands.exercises[exercise]).join(', '), pair);
}

function limitText(words: NationalWords, limit: Limit): string {
  if (limit.orPer10000OfOpening !== undefined) {
    return words.bands.orRoll(boundText(limit.apart ?? 0), boundText(limit.orPer10000OfOpening));
  }
  if (limit.apart !== undefined) return limit.apart === 0 ? words.bands.any : words.bands.apart(boundText(limit.apart));
  if (limit.above !== undefined) return words.bands.above(boundText(limit.above));
  if (limit.below !== undefined) return words.bands.below(boundText(limit.below));
  return '—';
}

/** A limit as it was set, with the decimals it has. */
function boundText(limit: number): string {
  return formatDecimal(limit, String(limit).split('.')[1]?.length ?? 0);
}
