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
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { type BoardMetric, boardMetrics } from '#shared/modules/national/schema.ts';
import { boardLimits } from '#shared/modules/roll-health/catalogue-board.ts';
import type { StateMetric, StatePage } from '#shared/modules/states/schema.ts';
import { type StatesWords, useStatesWords } from './api.ts';
import styles from './MetricLines.module.css';

/** The board's metrics for this State, each with its status, value, the counts behind it, and the limits with their owner. */
export function MetricLines({ page, names }: { page: StatePage; names: Readonly<Record<string, { name: string }>> }) {
  const words = useStatesWords();
  return (
    <section className={styles.section} aria-labelledby="metrics-title">
      <h2 id="metrics-title">{words.metrics.title}</h2>
      <p className={styles.intro}>{words.metrics.intro}</p>
      <ul className={styles.list}>
        {page.metrics.map((metric) => (
          <MetricLine key={metric.id} metric={metric} name={names[metric.id]?.name ?? metric.id} />
        ))}
      </ul>
    </section>
  );
}

function MetricLine({ metric, name }: { metric: StateMetric; name: string }) {
  const appWords = useAppWords();
  const rollWords = useRollHealthWords();
  const words = useStatesWords();
  const language = useLanguage();
  const id = boardMetrics.find((known) => known === metric.id);
  if (id === undefined) return null;
  const kind = kindOf(metric.status);
  const value =
    metric.display === null
      ? null
      : valueText(rollWords, { id, unit: boardLimits[id].unit }, metric.display, metric.decimals);
  return (
    <li className={styles.line}>
      <StatusMark kind={kind} word={appWords.status[kind]} />
      <p className={styles.name} lang={language}>
        <PathLink to={`/metrics/${id}`}>{name}</PathLink> <span>{id}</span>
      </p>
      <p className={styles.value}>
        {value === null ? (
          <span className={styles.none}>{appWords.none}</span>
        ) : metric.isSample ? (
          <SampleMark word={appWords.sample} hint={appWords.sampleHint}>
            {value}
          </SampleMark>
        ) : (
          value
        )}
      </p>
      <p className={styles.why}>{whyOf(words, rollWords, id, metric).join(' · ')}</p>
    </li>
  );
}

/** The sentence under a status: the counts, the limits with whose they are, the day, and what must be known beside it. */
function whyOf(words: StatesWords, rollWords: RollHealthWords, id: BoardMetric, metric: StateMetric): string[] {
  const { band } = metric;
  const parts = [
    countsText(words, id, metric.of),
    metric.reason === null ? '' : reasonText(words, id, metric.reason),
    metric.status === 'not_computed' || band === null ? '' : bandText(rollWords, band),
    metric.day === null ? '' : words.metrics.onDay(formatDate(metric.day)),
  ];
  return parts.filter((part) => part !== '');
}

function countsText(words: StatesWords, id: BoardMetric, of: StateMetric['of']): string {
  if (of === null) return '';
  const [first, second] = [formatCount(of[0]), formatCount(of[1])];
  switch (id) {
    case 'FL-03':
      return words.metrics.fromTo(second, first);
    case 'LR-01':
      return words.metrics.against(first, second);
    case 'DQ-03':
      return words.metrics.sides(first, second);
    case 'EN-04':
    case 'PS-02':
      return words.metrics.per(first, second);
    default:
      return words.metrics.of(first, second);
  }
}

/** A reason word of the rules in words: `missing:draftElectors` names the count. */
function reasonText(words: StatesWords, id: BoardMetric, reason: string): string {
  const [word = 'other', measure = ''] = reason.split(':');
  const { missing, notIndependent, ...others } = words.metrics.reasons;
  // A residual is checked on published counts only: one worked out from the others would always close it.
  if (word === 'missing' && id === 'DQ-03') return notIndependent(wordFor(words.measures, measure));
  if (word === 'missing' || word === 'zero') return missing(wordFor(words.measures, measure));
  const sentences: Readonly<Record<string, string>> = others;
  return sentences[word] ?? others.other;
}
