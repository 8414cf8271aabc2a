import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import type { ChangedRow } from '#shared/modules/what-if/rules.ts';
import { useNames, useWhatIfWords } from './api.ts';
import type { Plan } from './Bench.tsx';
import styles from './ChangeTable.module.css';
import { changeOf } from './PlanTables.tsx';

interface ChangeTableProps {
  rows: readonly ChangedRow[];
  plans: readonly Plan[];
}

/** What differs, before and after: the part of a what-if that goes into a folder. */
export function ChangeTable({ rows, plans }: ChangeTableProps) {
  const words = useWhatIfWords();
  const names = useNames();
  if (rows.length === 0) return null;
  const nameOf = (id: string) => plans.find(({ exercise }) => exercise.id === id)?.name ?? id;
  const columns: Column<ChangedRow>[] = [
    {
      id: 'milestone',
      header: words.changes.milestone,
      isRowHeader: true,
      cell: ({ milestone, exerciseId }) => (
        <>
          {names.milestone(milestone)}
          <span className={styles.exercise}>{nameOf(exerciseId)}</span>
        </>
      ),
    },
    {
      id: 'before',
      header: words.changes.before,
      cell: ({ was }) => (was === null ? words.changes.added : names.days(was)),
    },
    { id: 'after', header: words.changes.after, cell: ({ is }) => <b>{names.days(is)}</b> },
    { id: 'days', header: words.changes.days, align: 'end', cell: ({ was, is }) => changeOf(words, was, is) },
  ];
  return (
    <section className={styles.section} aria-labelledby="changes-title">
      <h2 id="changes-title">{words.changes.title}</h2>
      <DataTable
        caption={words.changes.caption}
        isCaptionHidden
        columns={columns}
        rows={rows}
        rowKey={({ row, exerciseId }) => `${exerciseId} ${row.id}`}
      />
    </section>
  );
}
