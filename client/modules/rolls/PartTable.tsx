import { wordFor } from '#client/app/word-for.ts';
import type { SortState } from '#client/ui/DataTable.tsx';
import { type VirtualColumn, VirtualTable } from '#client/ui/VirtualTable.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { type PartMeasure, partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { PartsView } from '#shared/modules/rolls/schema.ts';
import { cellOf, useRollsWords } from './api.ts';
import { CountFigure, MetricFigure } from './Figures.tsx';
import { useMetricHeads } from './UnitTable.tsx';

export const partCounts: readonly PartMeasure[] = partMeasures;
export const mostPartColumns = 20;
export const usualPartColumns: readonly string[] = [
  'electorsTotal',
  'additions',
  'deletions',
  'FL-01',
  'FL-02',
  'FL-03',
  'EN-04',
  'DQ-03',
];

/** A row of a window of parts. */
export interface PartRow {
  view: PartsView;
  row: number;
}

export interface PartTableProps {
  caption: string;
  columns: readonly string[];
  /** The constituency stands before the part's number. */
  withAc: boolean;
  rowCount: number;
  rowAt: (index: number) => PartRow | undefined;
  onRange: (first: number, last: number) => void;
  sort: SortState;
  onSort: (sort: SortState) => void;
}

/** Parts by the line, with the chosen counts and metrics. */
export function PartTable(props: PartTableProps) {
  const { caption, columns: chosen, withAc, rowCount, rowAt, onRange, sort, onSort } = props;
  const words = useRollsWords();
  const heads = useMetricHeads();
  const columns: VirtualColumn<PartRow>[] = [
    {
      id: 'part',
      header: words.columns.part,
      isRowHeader: true,
      isSortable: true,
      widthRem: 8,
      cell: ({ view, row }) => {
        const part = String(view.partNos[row] ?? '');
        return withAc ? `${String(view.acNos[row] ?? '').padStart(3, '0')} / ${part}` : words.part(part);
      },
    },
    ...chosen.map((id): VirtualColumn<PartRow> => {
      const measure = partMeasures.find((known) => known === id);
      if (measure !== undefined) {
        return {
          id,
          header: wordFor(words.measures, id),
          align: 'end',
          isSortable: true,
          widthRem: 7.5,
          cell: ({ view, row }) => (
            <CountFigure value={view.counts[measure][row]} isSample={view.source?.isSample ?? false} />
          ),
        };
      }
      return {
        id,
        header: heads(id).name,
        unit: heads(id).unit,
        align: 'end',
        isSortable: true,
        widthRem: 11,
        cell: ({ view, row }) => {
          const column = view.metrics.find((metric) => metric.id === id);
          const cell = column && cellOf(column, row, view.reasons);
          return <MetricFigure id={id} cell={cell} isSample={view.source?.isSample ?? false} />;
        },
      };
    }),
  ];
  return (
    <VirtualTable
      caption={caption}
      columns={columns}
      rowCount={rowCount}
      rowAt={rowAt}
      onRange={onRange}
      sort={sort}
      onSort={onSort}
      keysHint={words.table.keys}
      loadingWord={words.table.loading}
      printNote={(printed) => words.table.printed(formatCount(printed), formatCount(rowCount))}
    />
  );
}
