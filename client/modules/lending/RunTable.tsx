import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { PoolRun } from '#shared/modules/machine-pools/rules.ts';
import { useLendingWords } from './api.ts';
import styles from './Lending.module.css';
import { daysInWords } from './Words.tsx';

/** Runs of days with the same figures: usable, locked, promised, free. */
export function RunTable({ caption, runs }: { caption: string; runs: readonly PoolRun[] }) {
  const words = useLendingWords();
  const columns: Column<PoolRun>[] = [
    {
      id: 'days',
      header: words.columns.days,
      isRowHeader: true,
      cell: (run) => <span className={styles.days}>{daysInWords(words, run)}</span>,
    },
    ...(['usable', 'locked', 'committed', 'free'] as const).map((id): Column<PoolRun> => {
      return {
        id,
        header: words.pools[id === 'committed' ? 'promised' : id],
        align: 'end',
        isMarked: id === 'free',
        cell: (run) => formatCount(run[id]),
      };
    }),
  ];
  return <DataTable caption={caption} columns={columns} rows={runs} rowKey={({ from }) => from} />;
}
