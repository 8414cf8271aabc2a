import { useMemo } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { ImportLine, ImportStatus } from '#shared/modules/exchange/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { useImportWords, useTableWords } from './api.ts';
import styles from './ImportPage.module.css';

export const importKinds: Readonly<Record<ImportStatus, StatusKind>> = {
  receiving: 'info',
  refused: 'actNow',
  cancelled: 'notApplicable',
  interrupted: 'attention',
  staged: 'attention',
  submitted: 'attention',
  published: 'onTrack',
  discarded: 'notApplicable',
};

/** The office's files, newest first, each with where it stands. */
export function ImportList({ lines }: { lines: readonly ImportLine[] }) {
  const words = useImportWords();
  const tables = useTableWords();
  const language = useLanguage();
  const columns = useMemo((): Column<ImportLine>[] => {
    const heads = words.list.columns;
    return [
      {
        id: 'no',
        header: heads.table,
        isRowHeader: true,
        cell: (line) => (
          <PathLink to={`/entry/import?id=${line.id}`}>
            {words.view.title(String(line.no), tables.datasets[line.dataset].name)}
          </PathLink>
        ),
      },
      {
        id: 'place',
        header: heads.place,
        cell: ({ stateCode }) => (stateCode === null ? words.form.nation : stateName(stateCode, language)),
      },
      { id: 'asOf', header: heads.asOf, cell: ({ header }) => formatDate(header.asOf) },
      {
        id: 'status',
        header: heads.status,
        cell: ({ status }) => <StatusMark kind={importKinds[status]} word={words.statuses[status]} />,
      },
      { id: 'rows', header: heads.rows, align: 'end', cell: ({ rowsRead }) => formatCount(rowsRead) },
      { id: 'by', header: heads.by, cell: ({ madeBy }) => madeBy ?? '–' },
    ];
  }, [words, tables, language]);
  return (
    <section className={styles.section}>
      <h2>{words.list.title}</h2>
      <DataTable
        caption={words.list.title}
        isCaptionHidden
        columns={columns}
        rows={lines}
        rowKey={({ id }) => id}
        empty={words.list.empty}
      />
    </section>
  );
}
