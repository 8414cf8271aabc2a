import { memo, type ReactNode, useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { BoardMetric, NationalOverview } from '#shared/modules/national/schema.ts';
import { boardLimits } from '#shared/modules/roll-health/catalogue-board.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { type BoardCell, boardCells, countOf, dayOf } from './api.ts';
import styles from './BoardTable.module.css';
import { changeKey } from './ChangedFigures.tsx';
import { formatValue, useNationalWords } from './MetricWords.tsx';

interface Row {
  index: number;
  code: string;
  cell: BoardCell;
}

export interface BoardTableProps {
  overview: NationalOverview;
  metric: BoardMetric;
  changed: ReadonlySet<string>;
  id: string;
}

const countColumns = ['before', 'draft', 'final'] as const;
const sideMetrics = ['FL-03', 'EN-04'] as const;

/** The tiles as a table: the chosen metric beside the State's name, then the counts it comes from. */
export const BoardTable = memo(function BoardTable({ overview, metric, changed, id }: BoardTableProps) {
  const words = useNationalWords();
  const columns = useColumns(overview, metric, changed);
  const rows = useMemo(
    () => boardCells(overview, metric).map((cell, index): Row => ({ index, code: cell.code, cell })),
    [overview, metric],
  );
  return (
    <section className={styles.section} aria-labelledby="table-title">
      <h2 id="table-title">{words.table.title(words.metrics[metric].short)}</h2>
      <DataTable id={id} caption={words.table.caption} columns={columns} rows={rows} rowKey={({ code }) => code} />
    </section>
  );
});

function useColumns(overview: NationalOverview, metric: BoardMetric, changed: ReadonlySet<string>): Column<Row>[] {
  const words = useNationalWords();
  const appWords = useAppWords();
  const language = useLanguage();

  return useMemo(() => {
    const figure = (key: string, code: string, text: ReactNode, isSample: boolean) => (
      <span className={styles.figure} data-changed={changed.has(changeKey(key, code))}>
        {isSample ? (
          <SampleMark word={appWords.sample} hint={appWords.sampleHint}>
            {text}
          </SampleMark>
        ) : (
          text
        )}
      </span>
    );
    const dash = <span className={styles.none}>{appWords.none}</span>;

    const countColumn = (measure: (typeof countColumns)[number]): Column<Row> => ({
      id: measure,
      header: words.table[measure],
      align: 'end',
      cell: ({ index, code }) => {
        const { value, isSample } = countOf(overview, measure, index);
        return value === null ? dash : figure(measure, code, formatCount(value), isSample);
      },
    });
    const metricColumn = (id: BoardMetric, isMarked: boolean): Column<Row> => {
      const cells = isMarked ? null : boardCells(overview, id);
      return {
        id,
        header: words.metrics[id].short,
        unit: words.unitHeads[boardLimits[id].unit],
        align: 'end',
        isMarked,
        cell: ({ index, code, cell }) => {
          const shown = cells?.[index] ?? cell;
          const text = shown.value === null ? null : formatValue(id, shown.value);
          if (!isMarked) return text === null ? dash : figure(id, code, text, shown.isSample);
          return (
            <span className={styles.chosen}>
              <StatusMark kind={shown.kind} word={appWords.status[shown.kind]} />
              {text === null ? dash : figure(id, code, text, shown.isSample)}
            </span>
          );
        },
      };
    };
    return [
      {
        id: 'state',
        header: words.table.state,
        isRowHeader: true,
        cell: ({ code }) => (
          <PathLink to={`/states/${code}`} className={styles.state}>
            {stateName(code, language)}
          </PathLink>
        ),
      },
      metricColumn(metric, true),
      {
        id: 'day',
        header: words.table.asOn,
        align: 'end',
        cell: ({ cell }) => (cell.day === null ? dash : formatDate(cell.day)),
      },
      ...countColumns.map(countColumn),
      ...sideMetrics.filter((side) => side !== metric).map((side) => metricColumn(side, false)),
      {
        id: 'finalDay',
        header: words.table.finalAsOn,
        align: 'end',
        cell: ({ index }) => {
          const day = dayOf(overview, countOf(overview, 'finalDay', index).value);
          return day === null ? dash : formatDate(day);
        },
      },
    ];
  }, [overview, metric, changed, words, appWords, language]);
}
