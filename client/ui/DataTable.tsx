import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './DataTable.module.css';

export interface Column<Row> {
  id: string;
  header: ReactNode;
  /** The unit or date that belongs to every figure below; stands under the header. */
  unit?: ReactNode;
  /** Figures stand at the end. */
  align?: 'start' | 'end';
  /** The column that names the row. The first one, and only one. */
  isRowHeader?: boolean;
  /** The column the page is about. */
  isMarked?: boolean;
  isSortable?: boolean;
  cell: (row: Row) => ReactNode;
}

export interface SortState {
  column: string;
  direction: 'ascending' | 'descending';
}

export interface DataTableProps<Row> {
  /** Names the table for everybody; hidden from sight when a heading already says it. */
  caption: ReactNode;
  isCaptionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  isRowMarked?: (row: Row) => boolean;
  sort?: SortState;
  onSort?: (sort: SortState) => void;
  /** Id of the scroll region, to be jumped to. */
  id?: string;
  empty?: ReactNode;
  /** Scrolls sideways inside its own region on every screen, however few its columns. */
  isWide?: boolean;
}

/** Beyond this a table scrolls sideways inside its own region on every screen. */
const mostColumns = 11;

/** A dense table: header and first column stay in sight, and the region can be scrolled from the keyboard. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    caption,
    isCaptionHidden = false,
    columns,
    rows,
    rowKey,
    isRowMarked,
    sort,
    onSort,
    id,
    empty,
    isWide,
  } = props;
  const captionId = useId();
  return (
    <div className={styles.frame}>
      {isCaptionHidden ? null : (
        // The caption proper would be as wide as the table and leave the screen; it is read from there and seen here.
        <p className={styles.caption} aria-hidden="true">
          {caption}
        </p>
      )}
      <section
        className={styles.region}
        data-wide={isWide ?? columns.length > mostColumns}
        aria-labelledby={captionId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
        tabIndex={0}
        {...(id === undefined ? {} : { id })}
      >
        <table className={styles.table}>
          <caption id={captionId} className="visually-hidden">
            {caption}
          </caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.length === 0 && empty !== undefined ? (
              <tr>
                <td colSpan={columns.length}>{empty}</td>
              </tr>
            ) : null}
            {rows.map((row) => (
              <tr key={rowKey(row)} data-marked={isRowMarked?.(row) ?? false}>
                {columns.map((column) => (
                  <BodyCell key={column.id} column={column} row={row} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function HeaderCell<Row>(props: {
  column: Column<Row>;
  sort: SortState | undefined;
  onSort: ((sort: SortState) => void) | undefined;
}) {
  const { column, sort, onSort } = props;
  const direction = sort?.column === column.id ? sort.direction : undefined;
  const text = (
    <>
      {column.header}
      {column.unit === undefined ? null : <span className={styles.unit}>{column.unit}</span>}
    </>
  );
  return (
    <th scope="col" className={cellClass(column)} {...(direction === undefined ? {} : { 'aria-sort': direction })}>
      {column.isSortable && onSort !== undefined ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() =>
            onSort({ column: column.id, direction: direction === 'ascending' ? 'descending' : 'ascending' })
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

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (!column.isRowHeader) return <td className={cellClass(column)}>{column.cell(row)}</td>;
  return (
    <th scope="row" className={cellClass(column)}>
      {column.cell(row)}
    </th>
  );
}

function cellClass<Row>(column: Column<Row>): string {
  return classNames(
    column.align === 'end' && styles.end,
    column.isRowHeader && styles.rowHeader,
    column.isMarked && styles.marked,
  );
}
