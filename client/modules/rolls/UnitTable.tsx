import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { languageOf, useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { metricsQuery, useRollHealthWords } from '#client/modules/roll-health/api.ts';
import { type Column, DataTable, type SortState } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { partsPath, type UnitRow, unitsPath, useRollsWords } from './api.ts';
import { CountFigure, MetricFigure, reasonText, SampleWord } from './Figures.tsx';
import styles from './UnitTable.module.css';

/** Counts that can stand as columns. */
export const unitCounts = [
  'electorsTotal',
  'electorsMale',
  'electorsFemale',
  'electorsThird',
  'electors1819',
  'electors85Plus',
  'electorsPwd',
  'electorsPendingAdjudication',
  'electorsBefore',
  'opening',
  'additions',
  'deletions',
  'notInDraft',
  'withEpic',
  'withPhoto',
  'parts',
  'partsOverCap',
  'popTotal',
] as const;

export interface UnitTableProps {
  level: 'S' | 'D' | 'A';
  caption: string;
  counts: readonly string[];
  metrics: readonly string[];
  rows: readonly UnitRow[];
  sort: SortState;
  onSort: (sort: SortState) => void;
  empty: ReactNode;
}

/** One dense table of areas; the line of the whole area, if any, comes first and stays there. */
export function UnitTable({ level, caption, counts, metrics, rows, sort, onSort, empty }: UnitTableProps) {
  const words = useRollsWords();
  const heads = useMetricHeads();
  const columns: Column<UnitRow>[] = [
    {
      id: 'name',
      header: words.columns[level],
      isRowHeader: true,
      isSortable: true,
      cell: (row) => <Name row={row} level={level} />,
    },
    ...(level === 'S'
      ? [
          {
            id: 'day',
            header: words.columns.day,
            align: 'end' as const,
            isSortable: true,
            cell: (row: UnitRow) => <Day row={row} />,
          },
        ]
      : []),
    ...counts.map(
      (id): Column<UnitRow> => ({
        id,
        header: wordFor(words.measures, id),
        align: 'end',
        isSortable: true,
        cell: ({ counts: own, known, isSample }) => (
          <CountFigure value={own[id]} known={known[id] ?? null} isSample={isSample} />
        ),
      }),
    ),
    ...metrics.map(
      (id): Column<UnitRow> => ({
        id,
        header: <span className={styles.head}>{heads(id).name}</span>,
        unit: heads(id).unit,
        align: 'end',
        isSortable: true,
        cell: ({ cells, isSample }) => <MetricFigure id={id} cell={cells[id]} isSample={isSample} />,
      }),
    ),
  ];
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      isWide
      columns={columns}
      rows={rows}
      rowKey={({ code, isWhole }) => `${String(isWhole)} ${code}`}
      isRowMarked={({ isWhole }) => isWhole}
      sort={sort}
      onSort={onSort}
      empty={empty}
    />
  );
}

/** Name and unit of a metric for the head of a column. */
export function useMetricHeads(): (id: string) => { name: string; unit: string } {
  const language = useLanguage();
  const rollWords = useRollHealthWords();
  const { data: groups } = useSuspenseQuery(metricsQuery);
  const all = new Map(groups.flatMap(({ metrics }) => metrics.map((metric) => [metric.id, metric])));
  return (id) => {
    const metric = all.get(id);
    return metric === undefined
      ? { name: id, unit: '' }
      : { name: metric.name[language], unit: `${wordFor(rollWords.units, metric.unit)} · ${id}` };
  };
}

function Name({ row, level }: { row: UnitRow; level: UnitTableProps['level'] }) {
  const to =
    level === 'S'
      ? unitsPath(row.stateCode)
      : level === 'D'
        ? unitsPath(row.stateCode, row.code)
        : partsPath(row.stateCode, row.parent, row.code);
  const name = <span lang={languageOf(row.name)}>{row.name}</span>;
  return (
    <>
      {row.isWhole ? (
        <strong>{name}</strong>
      ) : (
        <PathLink to={to} className={styles.name}>
          {name}
        </PathLink>
      )}{' '}
      {row.isSample ? <SampleWord /> : null}
    </>
  );
}

function Day({ row: { source } }: { row: UnitRow }) {
  const words = useRollsWords().source;
  if (source === undefined) return null;
  return (
    <>
      {source.asOf === null ? '—' : formatDate(source.asOf)}
      <span className={styles.under}>
        {wordFor(words.exercises, source.exercise)}, {wordFor(words.stages, source.stage)}
      </span>
    </>
  );
}

/** Why values are missing: once a metric and reason, with the number of lines. */
export function NotComputedList({ rows, metrics }: { rows: readonly UnitRow[]; metrics: readonly string[] }) {
  const words = useRollsWords();
  const heads = useMetricHeads();
  const lines = metrics.flatMap((id) => {
    const reasons = rows.flatMap(({ cells }) =>
      cells[id]?.value === null ? [reasonText(words, cells[id].reason)] : [],
    );
    return [...Map.groupBy(reasons, (reason) => reason)].map(([reason, all]) =>
      words.notComputed.line(heads(id).name, reason, formatCount(all.length)),
    );
  });
  if (lines.length === 0) return null;
  return (
    <details className={styles.reasons}>
      <summary>{words.notComputed.title}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
