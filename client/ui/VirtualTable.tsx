import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef } from 'react';
import { classNames } from './class-names.ts';
import type { SortState } from './DataTable.tsx';
import styles from './VirtualTable.module.css';

export interface VirtualColumn<Row> {
  id: string;
  header: ReactNode;
  /** The unit that belongs to every figure below; stands under the header. */
  unit?: ReactNode;
  align?: 'start' | 'end';
  /** The column that names the row. The first one, and only one. */
  isRowHeader?: boolean;
  isSortable?: boolean;
  /** All rows have the same widths, so that nothing moves while they pass. */
  widthRem: number;
  cell: (row: Row) => ReactNode;
}

export interface VirtualTableProps<Row> {
  caption: ReactNode;
  columns: readonly VirtualColumn<Row>[];
  rowCount: number;
  /** The row at a place, or undefined while it is on its way. */
  rowAt: (index: number) => Row | undefined;
  /** Told which rows are near, so that they can be fetched. */
  onRange: (first: number, last: number) => void;
  sort: SortState;
  onSort: (sort: SortState) => void;
  /** Says how to move, for those who hear the table. */
  keysHint: string;
  /** Stands in a row that is on its way. */
  loadingWord: string;
  /** Stands above the printed rows. */
  printNote: (printed: number) => string;
}

const rowRem = 2;
const overscan = 12;
const mostPrinted = 40;

/**
 * A table of any length: only the rows in sight are in the page. Header and first column stay, every row says which one
 * it is, and the region moves by Page Up, Page Down, Home and End. On paper stand the first rows.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { caption, columns, rowCount, rowAt, onRange, sort, onSort, keysHint, loadingWord, printNote } = props;
  const [captionId, hintId] = [useId(), useId()];
  const region = useRef<HTMLElement>(null);
  const rowPx = rowRem * rootPx();
  // oxlint-disable-next-line react/incompatible-library -- the rule is about a compiler that is not used here.
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => region.current,
    estimateSize: () => rowPx,
    overscan,
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const handleRange = useEffectEvent(onRange);
  // The rows near are the scroll position's, which is outside React.
  useEffect(() => handleRange(first, last), [first, last]);
  const above = first * rowPx;
  const below = Math.max(0, (rowCount - last - 1) * rowPx);
  const widthRem = columns.reduce((sum, column) => sum + column.widthRem, 0);
  const printed = Math.min(mostPrinted, rowCount);

  function handleKey(event: KeyboardEvent<HTMLElement>) {
    const box = region.current;
    if (box === null || event.target !== box) return;
    const page = Math.max(rowPx, box.clientHeight - 2 * rowPx);
    const to = { PageDown: box.scrollTop + page, PageUp: box.scrollTop - page, Home: 0, End: box.scrollHeight }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    box.scrollTop = to;
  }

  return (
    <>
      <section
        ref={region}
        className={styles.region}
        aria-labelledby={captionId}
        aria-describedby={hintId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
        tabIndex={0}
        onKeyDown={handleKey}
      >
        <p id={hintId} className="visually-hidden">
          {keysHint}
        </p>
        <table className={styles.table} aria-rowcount={rowCount + 1} style={{ inlineSize: `${widthRem}rem` }}>
          <caption id={captionId} className="visually-hidden">
            {caption}
          </caption>
          <colgroup>
            {columns.map((column) => (
              <col key={column.id} style={{ inlineSize: `${column.widthRem}rem` }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <Space height={above} columns={columns.length} />
          <tbody>
            {items.map(({ index }) => (
              <BodyRow key={index} index={index} row={rowAt(index)} columns={columns} loadingWord={loadingWord} />
            ))}
          </tbody>
          <Space height={below} columns={columns.length} />
        </table>
      </section>
      <div className={styles.printed}>
        <p>{printNote(printed)}</p>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.id} scope="col" className={cellClass(column)}>
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: printed }, (_, place) => place).map((index) => (
              <BodyRow key={index} index={index} row={rowAt(index)} columns={columns} loadingWord={loadingWord} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function rootPx(): number {
  return typeof document === 'undefined' ? 16 : Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** The room of the rows out of sight. */
function Space({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tbody aria-hidden="true" className={styles.space}>
      <tr>
        <td colSpan={columns} style={{ blockSize: `${height}px` }} />
      </tr>
    </tbody>
  );
}

function BodyRow<Row>(props: {
  index: number;
  row: Row | undefined;
  columns: readonly VirtualColumn<Row>[];
  loadingWord: string;
}) {
  const { index, row, columns, loadingWord } = props;
  return (
    <tr aria-rowindex={index + 2}>
      {columns.map((column) => {
        const shown = row === undefined ? (column.isRowHeader ? loadingWord : '…') : column.cell(row);
        return column.isRowHeader ? (
          <th key={column.id} scope="row" className={cellClass(column)}>
            {shown}
          </th>
        ) : (
          <td key={column.id} className={cellClass(column)}>
            {shown}
          </td>
        );
      })}
    </tr>
  );
}

function HeaderCell<Row>(props: { column: VirtualColumn<Row>; sort: SortState; onSort: (sort: SortState) => void }) {
  const { column, sort, onSort } = props;
  const direction = sort.column === column.id ? sort.direction : undefined;
  const text = (
    <>
      {column.header}
      {column.unit === undefined ? null : <span className={styles.unit}>{column.unit}</span>}
    </>
  );
  return (
    <th scope="col" className={cellClass(column)} {...(direction === undefined ? {} : { 'aria-sort': direction })}>
      {column.isSortable ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() =>
            onSort({ column: column.id, direction: direction === 'descending' ? 'ascending' : 'descending' })
          }
        >
          <span>{text}</span>
          <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" data-direction={direction ?? 'none'}>
            <path d="M5 1l3 3H2z" />
            <path d="M5 9l3-3H2z" />
          </svg>
        </button>
      ) : (
        text
      )}
    </th>
  );
}

function cellClass<Row>(column: VirtualColumn<Row>): string {
  return classNames(column.align === 'end' && styles.end, column.isRowHeader && styles.rowHeader);
}
