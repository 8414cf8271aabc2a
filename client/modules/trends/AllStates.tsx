import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { type Multiple, Multiples } from '#client/charts/Multiples.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import type { TrendLine, TrendPoint, TrendView } from '#shared/modules/trends/schema.ts';
import { timeOf, trendText, useTrendsWords } from './api.ts';
import styles from './TrendsPage.module.css';

/** All 36 as small drawings on one scale, and as a table. */
export function AllStates({ view, stateCode }: { view: TrendView; stateCode: string }) {
  const words = useTrendsWords();
  const language = useLanguage();
  const isSize = view.key === 'electors';
  const items = view.lines.map((line): Multiple => {
    const newest = line.points.at(-1);
    return {
      key: line.stateCode,
      label: stateName(line.stateCode, language),
      to: `/rolls/trends?key=${view.key}&state=${line.stateCode}`,
      // Sizes are drawn as shares of the newest one: Goa and Uttar Pradesh share no other scale.
      points: line.points.map(({ day, value, isSample }) => ({
        time: timeOf(day),
        value: isSize ? value / (newest?.value ?? 1) : value,
        isSample,
      })),
      text: newest === undefined ? words.none : trendText(view, newest.value),
      isCurrent: line.stateCode === stateCode,
    };
  });
  const withValues = formatCount(items.filter(({ points }) => points.length > 0).length);
  return (
    <section className={styles.section} aria-label={words.multiplesTitle}>
      <Multiples
        title={words.multiplesTitle}
        summary={isSize ? words.multiplesSummaryElectors(withValues) : words.multiplesSummary(withValues)}
        items={items}
        reference={view.medians.flatMap(({ day, value }) => (value === null ? [] : [{ time: timeOf(day), value }]))}
      />
      <AllTable view={view} />
    </section>
  );
}

function AllTable({ view }: { view: TrendView }) {
  const words = useTrendsWords();
  const appWords = useAppWords();
  const language = useLanguage();
  const columns = useMemo((): Column<TrendLine>[] => {
    const cell = (point: TrendPoint | undefined) =>
      point === undefined ? (
        words.none
      ) : (
        <>
          {trendText(view, point.value)} <span className={styles.day}>{formatDate(point.day)}</span>{' '}
          {point.isSample ? <SampleMark word={appWords.sample} hint={appWords.sampleHint} /> : null}
        </>
      );
    return [
      {
        id: 'state',
        header: words.state,
        isRowHeader: true,
        cell: ({ stateCode }) => stateName(stateCode, language),
      },
      { id: 'first', header: words.first, align: 'end', cell: ({ points }) => cell(points[0]) },
      { id: 'newest', header: words.newest, align: 'end', cell: ({ points }) => cell(points.at(-1)) },
    ];
  }, [words, appWords, language, view]);
  return (
    <details className={styles.twin}>
      <summary>{words.multiplesTable}</summary>
      <DataTable
        caption={words.multiplesCaption(words.keys[view.key])}
        columns={columns}
        rows={view.lines}
        rowKey={({ stateCode }) => stateCode}
      />
    </details>
  );
}
