import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { Unchecked } from '#shared/modules/radar/schema.ts';
import { findingPath, useConflictWords } from './api.ts';
import styles from './ConflictsPage.module.css';
import { useMissingWords, useNames } from './Words.tsx';

/** What the rules could not look at, by State and rule, with what is missing. Never the same as no conflict. */
export function UncheckedTable({ unchecked }: { unchecked: readonly Unchecked[] }) {
  const words = useConflictWords();
  const names = useNames();
  const missing = useMissingWords();
  const columns: Column<Unchecked>[] = [
    { id: 'state', header: words.state, isRowHeader: true, cell: ({ stateCode }) => names.state(stateCode) },
    { id: 'rule', header: words.rule, cell: ({ rule }) => `${rule} ${names.rule(rule)}` },
    {
      id: 'count',
      header: words.unchecked.count,
      align: 'end',
      cell: ({ ids }) => formatCount(ids.length),
    },
    {
      id: 'missing',
      header: words.unchecked.missing,
      cell: (line) => (
        <span className={styles.missing}>
          {line.missing.map(missing).join(', ')}{' '}
          {line.ids[0] === undefined ? null : (
            <PathLink
              to={findingPath(line.ids[0])}
              aria-label={words.unchecked.open(names.rule(line.rule), names.state(line.stateCode))}
            >
              {words.unchecked.first}
            </PathLink>
          )}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={words.unchecked.caption}
      columns={columns}
      rows={unchecked}
      rowKey={({ stateCode, rule }) => `${stateCode} ${rule}`}
    />
  );
}
