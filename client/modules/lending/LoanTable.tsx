import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { LoanView } from '#shared/modules/lending/schema.ts';
import { loanPath, useLendingWords } from './api.ts';
import styles from './Lending.module.css';
import {
  awaitedInWords,
  Count,
  daysInWords,
  ExerciseName,
  LoanMark,
  machinesInWords,
  Rehearsal,
  useNames,
} from './Words.tsx';

/** Loans in a table: machines, days, counts, and whose step is next. */
export function LoanTable({ loans }: { loans: readonly LoanView[] }) {
  const words = useLendingWords();
  const names = useNames();
  const columns: Column<LoanView>[] = [
    {
      id: 'machines',
      header: words.columns.machines,
      isRowHeader: true,
      cell: (loan) => (
        <>
          <PathLink to={loanPath(loan.id)}>{machinesInWords(words, loan.asked, loan)}</PathLink>
          <Rehearsal isSample={loan.isSample} />
        </>
      ),
    },
    {
      id: 'asker',
      header: words.columns.asker,
      cell: (loan) => (
        <span className={styles.wide}>
          {names.asker(loan)}
          <span className={styles.sub}>
            {names.state(loan.stateCode)}
            {loan.exerciseId === null ? null : ' · '}
            <ExerciseName loan={loan} />
          </span>
        </span>
      ),
    },
    {
      id: 'days',
      header: words.columns.days,
      cell: (loan) => <span className={styles.nowrap}>{daysInWords(words, loan)}</span>,
    },
    { id: 'asked', header: words.columns.asked, align: 'end', cell: ({ asked }) => formatCount(asked) },
    { id: 'offered', header: words.columns.offered, align: 'end', cell: ({ offered }) => <Count value={offered} /> },
    {
      id: 'handedOver',
      header: words.columns.handedOver,
      align: 'end',
      cell: ({ handedOver }) => <Count value={handedOver} />,
    },
    {
      id: 'returned',
      header: words.columns.returned,
      align: 'end',
      cell: ({ handedOver, returned }) => <Count value={handedOver === null ? null : returned} />,
    },
    {
      id: 'damaged',
      header: words.columns.damaged,
      align: 'end',
      cell: ({ handedOver, damaged }) => <Count value={handedOver === null ? null : damaged} />,
    },
    { id: 'status', header: words.columns.status, cell: (loan) => <LoanMark loan={loan} /> },
    {
      id: 'awaited',
      header: words.columns.awaited,
      cell: (loan) => <span className={styles.wide}>{awaitedInWords(words, loan)}</span>,
    },
  ];
  return <DataTable caption={words.caption} isCaptionHidden columns={columns} rows={loans} rowKey={({ id }) => id} />;
}
