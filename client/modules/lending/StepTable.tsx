import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatInstant } from '#shared/kernel/time.ts';
import type { LoanDetail } from '#shared/modules/lending/schema.ts';
import { memoPath, useLendingWords } from './api.ts';
import styles from './Lending.module.css';
import { Typed, useNames } from './Words.tsx';

type Step = LoanDetail['steps'][number];

/** What was done with the loan, oldest first, each with its counts, its note and its memo. */
export function StepTable({ loanId, steps }: { loanId: string; steps: readonly Step[] }) {
  const words = useLendingWords();
  const names = useNames();
  const columns: Column<Step>[] = [
    { id: 'step', header: words.loan.step, isRowHeader: true, cell: ({ step }) => words.steps[step] },
    {
      id: 'count',
      header: words.loan.count,
      align: 'end',
      cell: ({ step, count }) =>
        count === null || step === 'decline' || step === 'withdraw' ? '–' : formatCount(count),
    },
    {
      id: 'damaged',
      header: words.columns.damaged,
      align: 'end',
      cell: ({ damaged }) => (damaged === null ? '–' : formatCount(damaged)),
    },
    { id: 'by', header: words.loan.by, cell: (step) => <span className={styles.wide}>{names.body(step)}</span> },
    { id: 'at', header: words.loan.at, cell: ({ at }) => <span className={styles.nowrap}>{formatInstant(at)}</span> },
    {
      id: 'note',
      header: words.loan.note,
      cell: ({ note }) => <span className={styles.wide}>{note === '' ? words.loan.none : <Typed text={note} />}</span>,
    },
    {
      id: 'memo',
      header: words.loan.memo,
      cell: (step) => {
        const number = steps.indexOf(step) + 1;
        return (
          <PathLink
            to={memoPath(loanId, number)}
            aria-label={words.loan.memoOf(words.steps[step.step], formatCount(number))}
          >
            {words.loan.memo}
          </PathLink>
        );
      },
    },
  ];
  return (
    <DataTable
      caption={words.loan.stepsCaption}
      isCaptionHidden
      columns={columns}
      rows={steps}
      rowKey={({ id }) => id}
    />
  );
}
