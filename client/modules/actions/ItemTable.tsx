import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { readClauses } from '#shared/modules/actions/rules.ts';
import type { ActionsOverview } from '#shared/modules/actions/schema.ts';
import styles from './ItemTable.module.css';
import { StatusBar, StatusPatterns } from './StatusBar.tsx';
import { dueInWords, useActionWords, useNames } from './Words.tsx';

type ItemLine = ActionsOverview['items'][number];

/** Every item with its clause, owner, date and progress. */
export function ItemTable({ overview }: { overview: ActionsOverview }) {
  const words = useActionWords();
  const names = useNames();
  const columns: Column<ItemLine>[] = [
    {
      id: 'item',
      header: words.byItem.item,
      isRowHeader: true,
      cell: (item) => (
        <div className={styles.item}>
          <span className={styles.id}>{item.id}</span>{' '}
          <PathLink to={`/actions/${item.id}`}>{names.title(item)}</PathLink>
          {item.origin === 'secretariat' ? <span className={styles.origin}>{words.origin.secretariat}</span> : null}
        </div>
      ),
    },
    {
      id: 'clause',
      header: words.byItem.clause,
      cell: (item) => <div className={styles.clause}>{readClauses(item.clause).join(', ')}</div>,
    },
    {
      id: 'owner',
      header: words.byItem.owner,
      cell: (item) => <div className={styles.owner}>{names.owner(item)}</div>,
    },
    {
      id: 'due',
      header: words.byItem.due,
      cell: (item) => {
        const due = dueInWords(words, item.dueOn, overview.today);
        return (
          <div className={styles.due}>
            {due.date}
            <span className={styles.small}>{due.distance}</span>
            {item.dueBasis === null ? null : <span className={styles.small}>{words.dueBasis[item.dueBasis]}</span>}
          </div>
        );
      },
    },
    {
      id: 'progress',
      header: words.byItem.progress,
      cell: (item) => <StatusBar counts={item.counts} />,
    },
  ];
  return (
    <section aria-labelledby="by-item-title" className={styles.section}>
      <StatusPatterns />
      <h2 id="by-item-title">{words.byItem.title}</h2>
      <DataTable
        caption={words.byItem.caption}
        isCaptionHidden
        columns={columns}
        rows={overview.items}
        rowKey={({ id }) => id}
      />
    </section>
  );
}

/** Items past their date of which nothing is known, one line an item with how many bodies it concerns. */
export function UnrecordedItems({ overview }: { overview: ActionsOverview }) {
  const words = useActionWords();
  const names = useNames();
  const items = overview.items.filter(({ counts }) => counts.pastNoRecord > 0);
  return (
    <section aria-labelledby="no-record-title" className={styles.section}>
      <h2 id="no-record-title">{words.noRecord.title(formatCount(overview.total.pastNoRecord))}</h2>
      {items.length === 0 ? <p className={styles.quiet}>{words.noRecord.none}</p> : null}
      <ul>
        {items.map((item) => {
          const due = dueInWords(words, item.dueOn, overview.today);
          return (
            <li key={item.id} className={styles.line}>
              <span>
                <span className={styles.id}>{item.id}</span>{' '}
                <PathLink to={`/actions/${item.id}`}>{names.title(item)}</PathLink>
              </span>
              <span className={styles.meta}>
                {[words.noRecord.line(formatCount(item.counts.pastNoRecord)), due.date, due.distance].join(' · ')}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
