import { useMemo } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { formatChange, formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { ImportView } from '#shared/modules/exchange/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { useImportWords } from './api.ts';
import styles from './ImportPage.module.css';

type StateSum = ImportView['states'][number];

/** What the file would put in place of what: the sums of each State beside those published. */
export function StateSums({ view }: { view: ImportView }) {
  const words = useImportWords();
  const language = useLanguage();
  const columns = useMemo((): Column<StateSum>[] => {
    const heads = words.view.sumsColumns;
    return [
      { id: 'state', header: heads.state, isRowHeader: true, cell: ({ stateCode }) => stateName(stateCode, language) },
      { id: 'rows', header: heads.rows, align: 'end', cell: ({ rows }) => formatCount(rows) },
      { id: 'electors', header: heads.electors, align: 'end', isMarked: true, cell: ({ counts }) => count(counts) },
      {
        id: 'before',
        header: heads.before,
        align: 'end',
        cell: ({ previous }) =>
          previous === null ? (
            words.view.noneBefore
          ) : (
            <>
              {count(previous.counts)} <span className={styles.day}>{formatDate(previous.asOf)}</span>
            </>
          ),
      },
      {
        id: 'change',
        header: heads.change,
        align: 'end',
        cell: ({ counts, previous }) => {
          const [now, before] = [counts['electorsTotal'], previous?.counts['electorsTotal']];
          return now === undefined || before === undefined ? '–' : formatChange(now - before);
        },
      },
      {
        id: 'note',
        header: heads.note,
        cell: ({ leftOut }) => (leftOut === null ? '' : wordFor(words.view.leftOut, leftOut)),
      },
    ];
  }, [words, language]);
  const title = view.status === 'published' ? words.view.sumsPublished : words.view.sums;
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <DataTable
        caption={title}
        isCaptionHidden
        columns={view.states.some(({ leftOut }) => leftOut !== null) ? columns : columns.slice(0, -1)}
        rows={view.states}
        rowKey={({ stateCode }) => stateCode}
      />
    </section>
  );
}

function count(counts: Record<string, number>): string {
  const electors = counts['electorsTotal'] ?? counts['localElectors'];
  return electors === undefined ? '–' : formatCount(electors);
}
