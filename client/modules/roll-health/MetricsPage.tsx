import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { useTitle } from '#client/app/title.ts';
import { wordFor } from '#client/app/word-for.ts';
import { RollsNav } from '#client/modules/bulletins/RollsNav.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { MetricGroups } from '#shared/modules/roll-health/schema-metrics.ts';
import { metricsQuery, useRollHealthWords } from './api.ts';
import styles from './MetricsPage.module.css';

type MetricName = MetricGroups[number]['metrics'][number];

/** All 65 metrics by group, each with its unit and how many States are beyond its limits now. */
export function MetricsPage() {
  const words = useRollHealthWords();
  const language = useLanguage();
  const { data: groups } = useSuspenseQuery(metricsQuery);
  const columns = useColumns();
  const metrics = groups.flatMap((group) => group.metrics);
  const computed = metrics.filter(({ isEvaluated }) => isEvaluated).length;
  useTitle(words.title);
  return (
    <>
      <RollsNav />
      <header className={styles.header}>
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <p>
          {computed === metrics.length
            ? words.countsAll(formatCount(metrics.length))
            : words.counts(formatCount(computed), formatCount(metrics.length))}
        </p>
      </header>
      {groups.map(({ group, name, metrics: own }) => (
        <section key={group} className={styles.group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{name[language]}</h2>
          <DataTable
            caption={words.listCaption(name[language])}
            isCaptionHidden
            columns={columns}
            rows={own}
            rowKey={({ id }) => id}
          />
        </section>
      ))}
    </>
  );
}

function useColumns(): Column<MetricName>[] {
  const appWords = useAppWords();
  const words = useRollHealthWords();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: 'name',
        header: words.columns.name,
        isRowHeader: true,
        cell: ({ id, name }) => (
          <>
            <PathLink to={`/metrics/${id}`}>{name[language]}</PathLink> <span className={styles.id}>{id}</span>
          </>
        ),
      },
      { id: 'unit', header: words.columns.unit, cell: ({ unit }) => wordFor(words.units, unit) },
      {
        id: 'now',
        header: words.columns.now,
        cell: ({ now }) => {
          if (now === null) return appWords.none;
          if (now.computed === 0) return <span className={styles.waiting}>{words.nowNoFigure}</span>;
          if (now.red + now.amber === 0) return words.nowCountsNone(formatCount(now.computed));
          return words.nowCounts(formatCount(now.red), formatCount(now.amber));
        },
      },
    ],
    [words, appWords, language],
  );
}
