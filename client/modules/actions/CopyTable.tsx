import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatInstant, type IsoDate } from '#shared/kernel/time.ts';
import type { ActionCopyView } from '#shared/modules/actions/schema.ts';
import styles from './CopyTable.module.css';
import { dueInWords, StatusOfCopy, useActionWords, useNames } from './Words.tsx';

export interface CopyTableProps {
  caption: string;
  copies: readonly ActionCopyView[];
  today: IsoDate;
  /** On an item's own page the item is not named again. */
  isOneItem?: boolean;
  /** Bodies of the reader's own are marked. */
  ownBodyId: string | undefined;
}

/** Copies, one line each: whose, where it stands, against which date, and the last word. */
export function CopyTable({ caption, copies, today, isOneItem = false, ownBodyId }: CopyTableProps) {
  const words = useActionWords();
  const names = useNames();
  const item: Column<ActionCopyView> = {
    id: 'item',
    header: words.item,
    isRowHeader: true,
    cell: (copy) => (
      <div className={styles.item}>
        <b>{copy.itemId}</b> <PathLink to={`/actions/${copy.itemId}`}>{names.title(copy)}</PathLink>
      </div>
    ),
  };
  const said: Column<ActionCopyView>[] = [
    {
      id: 'note',
      header: words.page.note,
      cell: (copy) => <div className={styles.note}>{copy.status === 'no_public_record' ? '' : copy.note}</div>,
    },
    {
      id: 'updated',
      header: words.page.updated,
      cell: (copy) => (
        <span className={styles.small}>{copy.status === 'no_public_record' ? '' : formatInstant(copy.updatedAt)}</span>
      ),
    },
  ];
  const columns: Column<ActionCopyView>[] = [
    ...(isOneItem ? [] : [item]),
    { id: 'place', header: words.state, isRowHeader: isOneItem, cell: (copy) => names.place(copy) },
    { id: 'owner', header: words.page.owns, cell: (copy) => <div className={styles.owner}>{names.body(copy)}</div> },
    {
      id: 'status',
      header: words.page.status,
      cell: (copy) => (
        <div className={styles.status}>
          <StatusOfCopy copy={copy} />
        </div>
      ),
    },
    {
      id: 'date',
      header: words.page.date,
      cell: (copy) => {
        const due = dueInWords(words, copy.dueOn, today);
        const isLate = copy.bucket.startsWith('overdue') && copy.daysPast !== null;
        return (
          <div className={styles.date}>
            {due.date}
            <span className={styles.small}>{isLate ? words.ageOf(formatCount(copy.daysPast ?? 0)) : due.distance}</span>
          </div>
        );
      },
    },
    ...(copies.some(({ status }) => status !== 'no_public_record') ? said : []),
  ];
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      columns={columns}
      rows={copies}
      rowKey={({ id }) => id}
      isRowMarked={({ bodyId }) => bodyId === ownBodyId && bodyId !== 'ECI'}
    />
  );
}
