import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { TrendChart, type TrendDatum } from '#client/charts/TrendChart.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, istDay } from '#shared/kernel/time.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import type { TrendLine, TrendPoint, TrendView } from '#shared/modules/trends/schema.ts';
import { type TrendsWords, timeOf, trendText, useTrendsWords } from './api.ts';
import styles from './TrendsPage.module.css';

/** The chosen State's published values with its revisions behind them, against the median, and the same as a table. */
export function StateTrend({ view, stateCode }: { view: TrendView; stateCode: string }) {
  const words = useTrendsWords();
  const language = useLanguage();
  const name = stateName(stateCode, language);
  const line = view.lines.find((each) => each.stateCode === stateCode) ?? { stateCode, points: [], windows: [] };
  const { points, windows } = line;
  const samples = points.filter(({ isSample }) => isSample).length;
  const newest = view.medians.findLast(({ value }) => value !== null);
  return (
    <section className={styles.section} aria-label={name}>
      <TrendChart
        title={findingOf(words, view, line, name)}
        summary={[
          words.summary(formatCount(points.length), formatCount(windows.length)),
          ...(samples === 0 ? [] : [words.summarySample(formatCount(samples))]),
          ...(view.key === 'electors' ? [words.noMedian] : []),
          ...(newest?.value == null
            ? view.key === 'electors'
              ? []
              : [words.fewForMedian]
            : [words.medianNow(trendText(view, newest.value), formatCount(newest.states), formatDate(newest.day))]),
          ...(newest === undefined || newest.samples === 0 ? [] : [words.medianSamples(formatCount(newest.samples))]),
        ].join(' ')}
        data={mergeOf(view, points)}
        bands={windows.map(({ exercise, from, to }) => ({
          from: timeOf(from),
          to: timeOf(to ?? view.day),
          label: to === null ? words.windowOpen(words.windows[exercise]) : words.windows[exercise],
        }))}
        mainLabel={name}
        otherLabel={newest === undefined ? null : words.median}
        unit={unitOf(words, view)}
        formatTime={(time) => formatDate(istDay(new Date(time)))}
        formatValue={(value) => trendText(view, value)}
      />
      <PointTable view={view} line={line} name={name} />
    </section>
  );
}

function findingOf(words: TrendsWords, view: TrendView, { points }: TrendLine, name: string): string {
  const figure = words.keys[view.key];
  const real = points.filter(({ isSample }) => !isSample);
  const told = real.length > 0 ? real : points;
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined) return words.findingNone(name, figure);
  const [from, to] = [formatDate(first.day), formatDate(last.day)];
  const finding =
    first === last
      ? words.findingOne(name, figure, trendText(view, first.value), from)
      : words.findingMoved(name, figure, trendText(view, first.value), trendText(view, last.value), from, to);
  return first.isSample ? words.findingSample(finding) : finding;
}

/** The unit under the axis. */
function unitOf(words: TrendsWords, { unit }: TrendView): string {
  const units: Readonly<Record<string, string>> = words.units;
  return units[unit] ?? unit;
}

/** The State's own days and the month ends of the median on one axis. */
function mergeOf(view: TrendView, points: readonly TrendPoint[]): TrendDatum[] {
  const days = [...new Set([...points.map(({ day }) => day), ...view.medians.map(({ day }) => day)])].toSorted();
  return days.map((day) => {
    const point = points.find((each) => each.day === day);
    return {
      time: timeOf(day),
      main: point?.value ?? null,
      isSample: point?.isSample ?? false,
      other: view.medians.find((median) => median.day === day)?.value ?? null,
    };
  });
}

function PointTable({ view, line, name }: { view: TrendView; line: TrendLine; name: string }) {
  const words = useTrendsWords();
  const appWords = useAppWords();
  const columns = useMemo(
    (): Column<TrendPoint>[] => [
      { id: 'day', header: words.columns.day, isRowHeader: true, cell: ({ day }) => formatDate(day) },
      {
        id: 'value',
        header: words.columns.value,
        unit: unitOf(words, view),
        align: 'end',
        cell: ({ value }) => trendText(view, value),
      },
      ...(view.medians.length === 0
        ? []
        : [
            {
              id: 'median',
              header: words.columns.median,
              align: 'end' as const,
              cell: ({ day }: TrendPoint) => {
                const median = view.medians.find((each) => each.day >= day)?.value;
                return median == null ? '–' : trendText(view, median);
              },
            },
          ]),
      {
        id: 'revision',
        header: words.columns.revision,
        cell: ({ day }) => {
          const window = line.windows.find(({ from, to }) => from <= day && (to === null || day <= to));
          return window === undefined ? '–' : words.windows[window.exercise];
        },
      },
      {
        id: 'basis',
        header: words.columns.basis,
        cell: ({ isSample }) =>
          isSample ? <SampleMark word={appWords.sample} hint={appWords.sampleHint} /> : words.published,
      },
    ],
    [words, appWords, view, line],
  );
  return (
    <details className={styles.twin}>
      <summary>{words.table}</summary>
      <DataTable
        caption={words.tableCaption(name, words.keys[view.key])}
        columns={columns}
        rows={line.points}
        rowKey={({ day }) => day}
        empty={words.findingNone(name, words.keys[view.key])}
      />
    </details>
  );
}
