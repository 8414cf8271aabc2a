import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import {
  bandText,
  kindOf,
  type RollHealthWords,
  useRollHealthWords,
  valueText,
} from '#client/modules/roll-health/api.ts';
import { useStatesWords } from '#client/modules/states/api.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { GapMetric, GapView } from '#shared/modules/roll-gap/schema.ts';
import { screeningNote } from '#shared/modules/roll-health/catalogue.ts';
import { metricIds, metricLimits } from '#shared/modules/roll-health/catalogue-limits.ts';
import { reconciliationTexts } from '#shared/modules/roll-health/catalogue-reconciliation.ts';
import { type RollGapWords, useRollGapWords } from './api.ts';
import styles from './GapMetrics.module.css';
import { signed } from './Words.tsx';

/** LR-01 to LR-16 of the newest pair: value, status, the figures it rests on, or why there is none. */
export function GapMetrics({ view }: { view: GapView }) {
  const words = useRollGapWords();
  const language = useLanguage();
  const columns = useColumns(view);
  const computed = view.metrics.filter(({ status }) => status !== 'not_computed').length;
  return (
    <section className={styles.section} aria-labelledby="lr-title">
      <h3 id="lr-title">{words.metrics.title}</h3>
      <p>
        {words.metrics.intro} {words.metrics.computed(formatCount(computed), formatCount(view.metrics.length))}{' '}
        {screeningNote[language]}
      </p>
      <DataTable
        caption={words.metrics.caption}
        isCaptionHidden
        columns={columns}
        rows={view.metrics}
        rowKey={({ id }) => id}
      />
    </section>
  );
}

function useColumns(view: GapView): Column<GapMetric>[] {
  const words = useRollGapWords();
  const appWords = useAppWords();
  const rollWords = useRollHealthWords();
  const { measures } = useStatesWords();
  const language = useLanguage();
  return useMemo(
    (): Column<GapMetric>[] => [
      {
        id: 'metric',
        header: words.metrics.name,
        isRowHeader: true,
        cell: ({ id }) => (
          <span className={styles.name}>
            <PathLink to={`/metrics/${id}`}>{metricName(id, language)}</PathLink>{' '}
            <span className={styles.quiet}>{id}</span>
          </span>
        ),
      },
      {
        id: 'value',
        header: words.metrics.value,
        align: 'end',
        cell: (metric) => metricValue(words, rollWords, metric) ?? appWords.none,
      },
      {
        id: 'status',
        header: words.metrics.status,
        cell: ({ status }) => <StatusMark kind={kindOf(status)} word={appWords.status[kindOf(status)]} />,
      },
      {
        id: 'rests',
        header: words.metrics.rests,
        cell: (metric) => (
          <span className={styles.rests}>{restsOn(words, rollWords, measures, metric, view).join(' · ')}</span>
        ),
      },
    ],
    [words, appWords, rollWords, measures, language, view],
  );
}

/** The metric's name in the reader's language. */
export function metricName(id: string, language: 'en' | 'hi'): string {
  const texts: Readonly<Record<string, { name: { en: string; hi: string } }>> = reconciliationTexts;
  return texts[id]?.name[language] ?? id;
}

/** The value with its unit; null when there is none. */
export function metricValue(words: RollGapWords, rollWords: RollHealthWords, metric: GapMetric): string | null {
  const id = metricIds.find((known) => known === metric.id);
  if (id === undefined || metric.display === null) return null;
  const { unit } = metricLimits[id];
  if (unit === 'flag') return metric.display === 0 ? words.metrics.flag.no : words.metrics.flag.yes;
  return valueText(rollWords, { id, unit }, metric.display, metric.decimals);
}

function restsOn(
  words: RollGapWords,
  rollWords: RollHealthWords,
  measures: Readonly<Record<string, string>>,
  metric: GapMetric,
  view: GapView,
): string[] {
  const parts = [
    metric.of === null ? '' : words.metrics.of(numberText(metric.of[0]), numberText(metric.of[1])),
    movedText(words, metric),
    metric.id === 'LR-07' && metric.status !== 'not_computed' && view.base?.from === 'in_force'
      ? words.metrics.baseInForce
      : '',
    metric.id === 'LR-16' && metric.status !== 'not_computed' ? sinceText(words, view.localSince) : '',
    metric.reason === null ? '' : reasonText(words, measures, metric.reason),
    metric.status === 'not_computed' ? '' : limitsText(rollWords, view.limits[metric.id]),
  ];
  return parts.filter((part) => part !== '');
}

function numberText(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : formatDecimal(value, 1);
}

function movedText(words: RollGapWords, { parts }: GapMetric): string {
  const [local, assembly] = ['local', 'assembly'].map((key) => parts.find((part) => part.key === key));
  return local === undefined || assembly === undefined
    ? ''
    : words.metrics.moved(signed(local.display), signed(assembly.display));
}

function sinceText(words: RollGapWords, since: GapView['localSince']): string {
  if (since === null) return '';
  const day = formatDate(since.day);
  return since.from === 'calendar' ? words.metrics.sinceCalendar(day) : words.metrics.since(day);
}

function limitsText(rollWords: RollHealthWords, bands: GapView['limits'][string] = []): string {
  return bands.map((band) => bandText(rollWords, band)).join('; ');
}

/** A reason word of the rules as a sentence; `missing:pollDate` names what is missing. */
function reasonText(words: RollGapWords, measures: Readonly<Record<string, string>>, reason: string): string {
  const [word = 'other', measure = ''] = reason.split(':');
  const named = wordFor({ ...measures, ...words.measures }, measure);
  if (word === 'missing') return words.metrics.missing(named);
  if (word === 'zero') return words.metrics.zero(named);
  const sentences: Readonly<Record<string, string>> = words.metrics.reasons;
  return sentences[word] ?? words.metrics.reasons.other;
}
