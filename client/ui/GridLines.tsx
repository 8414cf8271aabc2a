import { memo, useLayoutEffect, useRef } from 'react';
import styles from './EntryGrid.module.css';
import {
  type Box,
  cellId,
  type GridCell,
  type GridColumn,
  type GridRow,
  isInBox,
  type Place,
  type TextAt,
} from './entry-grid.ts';
import type { Editing } from './grid-typing.ts';
import { StatusShape } from './StatusMark.tsx';

/** The heads of the columns, which stay in sight. */
export function GridHead({ corner, columns }: { corner: string; columns: readonly GridColumn[] }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" aria-colindex={1} className={styles.name}>
          {corner}
        </th>
        {columns.map(({ id, head, sub, isText = false }, index) => (
          <th key={id} scope="col" aria-colindex={index + 2} data-text={isText}>
            {head}
            <span className={styles.sub}>{sub}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The room of rows that are not drawn. */
export function Gap({ rows, rowRem, columns }: { rows: number; rowRem: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row is no part of the grid and takes no focus.
    <tr aria-hidden="true" className={styles.gap}>
      <td colSpan={columns} style={{ blockSize: `${rows * rowRem}rem` }} />
    </tr>
  );
}

export interface GridLineProps {
  grid: string;
  index: number;
  row: GridRow;
  columns: readonly GridColumn[];
  cellAt: (row: number, column: number) => GridCell;
  textAt: TextAt;
  box: Box;
  focus: Place;
  editing: Editing | null;
  onType: (place: Place, text: string) => void;
  onLeave: () => void;
}

/** One row: its name, and its cells. */
export function GridLine(props: GridLineProps) {
  const { grid, index, row, columns, cellAt, textAt, box, focus, editing, onType, onLeave } = props;
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" aria-colindex={1} className={styles.name}>
        {row.name}
      </th>
      {columns.map((column, at) => {
        const place = { row: index, column: at };
        const isOpen = editing?.place.row === index && editing.place.column === at;
        if (isOpen) {
          return (
            <td key={column.id} id={cellId(grid, place)} data-cell={`${index},${at}`} aria-colindex={at + 2}>
              <CellInput
                name={`${row.name}, ${column.head}, ${column.sub}`}
                text={textAt(index, at)}
                isFresh={editing.isFresh}
                isText={column.isText ?? false}
                onType={(text) => onType(place, text)}
                onLeave={onLeave}
              />
            </td>
          );
        }
        const { text, beside, mark, word } = cellAt(index, at);
        return (
          <Cell
            key={column.id}
            id={cellId(grid, place)}
            row={index}
            column={at}
            {...{ text, beside, mark, word }}
            isText={column.isText ?? false}
            isInUse={focus.row === index && focus.column === at}
            isChosen={isInBox(box, index, at)}
          />
        );
      })}
    </tr>
  );
}

interface CellProps extends Omit<GridCell, 'sentence'> {
  id: string;
  row: number;
  column: number;
  isText: boolean;
  isInUse: boolean;
  isChosen: boolean;
}

/** Drawn again only when something in it changes: a choice that grows touches its edge alone. */
const Cell = memo(function Cell({ id, row, column, text, beside, mark, word, isText, isInUse, isChosen }: CellProps) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a table that is a grid is a gridcell.
    <td
      id={id}
      data-cell={`${row},${column}`}
      data-mark={mark}
      data-text={isText}
      data-used={isInUse}
      aria-colindex={column + 2}
      aria-selected={isChosen}
      {...(mark === 'wrong' ? { 'aria-invalid': true } : {})}
    >
      <span className={styles.text}>
        {mark === 'wrong' || mark === 'waits' ? <StatusShape kind={mark === 'wrong' ? 'actNow' : 'attention'} /> : null}
        {text}
      </span>
      <span className={styles.beside}>{word === '' ? beside : word}</span>
    </td>
  );
});

function CellInput(props: {
  name: string;
  text: string;
  isFresh: boolean;
  isText: boolean;
  onType: (text: string) => void;
  onLeave: () => void;
}) {
  const { name, text, isFresh, isText, onType, onLeave } = props;
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    // A letter that began the typing stands before the caret; what was there before is typed over.
    if (!isFresh) input.current?.select();
  }, [isFresh]);
  return (
    <input
      ref={input}
      className={styles.input}
      aria-label={name}
      data-text={isText}
      inputMode={isText ? 'text' : 'numeric'}
      autoComplete="off"
      spellCheck={isText}
      maxLength={isText ? 1_000 : 40}
      value={text}
      onChange={({ target }) => onType(target.value)}
      onBlur={onLeave}
    />
  );
}
