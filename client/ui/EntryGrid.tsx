import { type RefObject, useId, useImperativeHandle, useRef } from 'react';
import { Button } from './Button.tsx';
import styles from './EntryGrid.module.css';
import {
  boxOf,
  cellId,
  type GridCell,
  type GridColumn,
  type GridRow,
  type GridWords,
  type Place,
  redo,
  rowsToDraw,
  type TextAt,
  undo,
  type Write,
} from './entry-grid.ts';
import { Gap, GridHead, GridLine } from './GridLines.tsx';
import { useGridTyping } from './grid-typing.ts';
import { useGridWindow } from './grid-window.ts';

export interface GridHandle {
  /** Brings a cell into sight and puts the keyboard on it. */
  goTo(place: Place): void;
}

export interface EntryGridProps {
  label: string;
  /** Names the first column. */
  corner: string;
  rows: readonly GridRow[];
  columns: readonly GridColumn[];
  cellAt: (row: number, column: number) => GridCell;
  /** The text of a cell as it was typed. */
  textAt: TextAt;
  onWrite: (writes: readonly Write[]) => void;
  words: GridWords;
  isReadOnly?: boolean;
  handle?: RefObject<GridHandle | null>;
}

const rowRem = 2.75;
const widthRem = { figure: 8, words: 15 };
const margin = 3;

/**
 * A grid to type in: one stop of the keyboard, and a choice of cells that is pasted over, filled down, cleared and undone.
 * Only the rows in sight are in the page. Give it another `key` when its rows or columns change: what can be undone goes.
 */
export function EntryGrid(props: EntryGridProps) {
  const { label, corner, rows, columns, cellAt, textAt, onWrite, words, isReadOnly = false, handle } = props;
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  const region = useRef<HTMLDivElement>(null);
  const { first, inSight } = useGridWindow(region, rows.length, rowRem);
  const size = { rows: rows.length, columns: columns.length };
  const page = Math.max(1, inSight - 3);
  const typing = useGridTyping({ id, table, size, textAt, onWrite, words, isReadOnly, page });
  const { span, editing, history } = typing;
  const { focus } = span;
  const shown = rowsToDraw(first, inSight, focus.row, rows.length, margin);
  const box = boxOf(span);
  // A width of its own lets the browser lay the table out without measuring every cell.
  const widths = columns.map(({ isText = false }) => (isText ? widthRem.words : widthRem.figure));
  const width = `calc(var(--grid-name) + ${widths.reduce((sum, each) => sum + each, 0)}rem)`;

  useImperativeHandle(handle, () => ({
    goTo(place) {
      typing.choose(place);
      table.current?.focus({ preventScroll: true });
    },
  }));

  return (
    <div className={styles.frame}>
      {isReadOnly ? null : (
        <div className={styles.tools}>
          <Button aria-disabled={history.past.length === 0} onClick={() => typing.goBack(undo, words.undone)}>
            {words.undo}
          </Button>
          <Button aria-disabled={history.future.length === 0} onClick={() => typing.goBack(redo, words.redone)}>
            {words.redo}
          </Button>
          <Button onClick={typing.fill}>{words.fill}</Button>
          <p className={styles.keys} id={`${id}-keys`}>
            {words.keys}
          </p>
        </div>
      )}
      <div className={styles.region} ref={region}>
        <table
          ref={table}
          className={styles.table}
          style={{ inlineSize: width }}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are chosen and typed in is a grid.
          role="grid"
          tabIndex={0}
          aria-label={label}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          aria-multiselectable
          aria-readonly={isReadOnly}
          aria-activedescendant={cellId(id, focus)}
          {...(isReadOnly ? {} : { 'aria-describedby': `${id}-keys` })}
          onKeyDown={typing.handleKeyDown}
          onMouseDown={typing.handleMouse}
          onMouseMove={typing.handleMouse}
          onClick={typing.handleMouse}
          onDoubleClick={typing.handleMouse}
        >
          <colgroup>
            <col className={styles.names} />
            {columns.map(({ id: column }, index) => (
              <col key={column} style={{ inlineSize: `${widths[index] ?? widthRem.figure}rem` }} />
            ))}
          </colgroup>
          <GridHead corner={corner} columns={columns} />
          <tbody>
            {shown.flatMap((index, place) => {
              const row = rows[index];
              const hidden = index - (shown[place - 1] ?? -1) - 1;
              return row === undefined
                ? []
                : [
                    <Gap key={`before ${row.id}`} rows={hidden} rowRem={rowRem} columns={columns.length + 1} />,
                    <GridLine
                      key={row.id}
                      grid={id}
                      {...{ index, row, columns, cellAt, textAt, box, focus, editing }}
                      onType={(at, text) => onWrite([{ ...at, text }])}
                      onLeave={() => typing.end(true)}
                    />,
                  ];
            })}
            <Gap rows={rows.length - 1 - (shown.at(-1) ?? -1)} rowRem={rowRem} columns={columns.length + 1} />
          </tbody>
        </table>
      </div>
      <p className={styles.said} role="status">
        {[typing.said, cellAt(focus.row, focus.column).sentence].filter((text) => text !== '').join(' ')}
      </p>
    </div>
  );
}
