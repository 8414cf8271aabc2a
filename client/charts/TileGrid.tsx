import { type FocusEvent, type KeyboardEvent, memo, useRef, useState } from 'react';
import { usePathLinks } from '#client/ui/PathLink.tsx';
import { type StatusKind, StatusShape } from '#client/ui/StatusMark.tsx';
import styles from './TileGrid.module.css';

export interface Tile {
  key: string;
  /** Place on the grid, rows from 0, columns from 1. */
  row: number;
  column: number;
  to: string;
  code: string;
  /** The number as drawn; a dash when there is none. */
  text: string;
  /** The tile in words: name, what is measured, value with unit, status, as-on. Read after what is written on it. */
  label: string;
  kind: StatusKind;
  isSample: boolean;
  /** Its figure changed while the reader was looking. */
  isChanged: boolean;
  /** Two-sided measures: where the value lies, -1 to 1, with 0 in the middle of the band. */
  swing?: number;
  /** Two offices' own figures, when the number compares them: left and right. The legend names the offices. */
  halves?: readonly [TileHalf, TileHalf];
}

export interface TileHalf {
  office: string;
  text: string;
}

export interface TileGridProps {
  label: string;
  tiles: readonly Tile[];
  sampleWord: string;
  /** Id of the table with the same data; the key T goes there. */
  tableId: string;
}

/**
 * Equal tiles at fixed places: a list of links. One of them is a tab stop; arrow keys walk to the neighbour, Home and
 * End to the ends of the row, with Ctrl to the first and the last tile, T to the table.
 */
export function TileGrid({ label, tiles, sampleWord, tableId }: TileGridProps) {
  const list = useRef<HTMLUListElement>(null);
  const [stop, setStop] = useState(tiles[0]?.key);
  const links = usePathLinks();

  function handleFocus(event: FocusEvent) {
    const key = event.target.getAttribute('data-key');
    if (key !== null) setStop(key);
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey) return;
    if (event.key.toLowerCase() === 't' && !event.ctrlKey) {
      event.preventDefault();
      document.getElementById(tableId)?.focus();
      return;
    }
    const from = tiles.find(({ key }) => key === stop);
    const next = from === undefined ? undefined : neighbour(tiles, from, event.key, event.ctrlKey);
    if (next === undefined) return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
  }

  return (
    <div className={styles.frame}>
      <ul
        ref={list}
        className={styles.grid}
        aria-label={label}
        onFocus={handleFocus}
        onKeyDown={handleKeyDown}
        onClick={links.handleClick}
      >
        {tiles.map((tile) => (
          <li key={tile.key} className={styles.place} data-row={tile.row} data-column={tile.column}>
            <a
              href={links.hrefOf(tile.to)}
              className={styles.tile}
              tabIndex={tile.key === stop ? 0 : -1}
              aria-label={`${visibleText(tile, sampleWord)}: ${tile.label}`}
              data-key={tile.key}
              data-kind={tile.kind}
              data-sample={tile.isSample}
              data-changed={tile.isChanged}
            >
              <TileFace tile={tile} sampleWord={sampleWord} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function TileFace({ tile, sampleWord }: { tile: Tile; sampleWord: string }) {
  return (
    <>
      <TileHead code={tile.code} kind={tile.kind} />{' '}
      {tile.isSample ? <span className={styles.sample}>{sampleWord}</span> : null}{' '}
      {tile.halves === undefined ? null : (
        <span className={styles.halves}>
          {tile.halves.map((half) => (
            <span key={half.office} className={styles.half} data-text={half.text} />
          ))}
        </span>
      )}
      <span className={styles.number} data-length={Math.min(tile.text.length, 6)}>
        {tile.text}
      </span>
      {tile.swing === undefined ? null : <Swing at={tile.swing} />}
    </>
  );
}

const TileHead = memo(function TileHead({ code, kind }: { code: string; kind: StatusKind }) {
  return (
    <span className={styles.head}>
      <span className={styles.code}>{code}</span>
      <StatusShape kind={kind} />
    </span>
  );
});

/** What is written on the tile: its name begins with it, so that it can be called by what is seen. */
function visibleText({ code, text, isSample }: Tile, sampleWord: string): string {
  return [code, isSample ? sampleWord : '', /\d/.test(text) ? text : ''].filter((part) => part !== '').join(' ');
}

/** A hairline with its middle marked, and a dot to the side on which the value lies. */
function Swing({ at }: { at: number }) {
  return (
    <svg className={styles.swing} viewBox="0 0 40 4" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 2h40M20 0v4" />
      <rect x={20 + Math.max(-1, Math.min(1, at)) * 18 - 1.5} y="0" width="3" height="4" />
    </svg>
  );
}

/** The tile a key leads to. Up and down go to the nearest row that has one, then to the nearest column in it. */
export function neighbour<T extends Pick<Tile, 'row' | 'column'>>(
  tiles: readonly T[],
  from: T,
  key: string,
  isFar: boolean,
): T | undefined {
  const inRow = tiles.filter(({ row }) => row === from.row).toSorted((a, b) => a.column - b.column);
  switch (key) {
    case 'ArrowRight':
      return inRow.find(({ column }) => column > from.column);
    case 'ArrowLeft':
      return inRow.findLast(({ column }) => column < from.column);
    case 'ArrowUp':
      return nearest(tiles, from, Math.max(...tiles.filter(({ row }) => row < from.row).map(({ row }) => row)));
    case 'ArrowDown':
      return nearest(tiles, from, Math.min(...tiles.filter(({ row }) => row > from.row).map(({ row }) => row)));
    case 'Home':
      return isFar ? tiles.toSorted(byPlace)[0] : inRow[0];
    case 'End':
      return isFar ? tiles.toSorted(byPlace).at(-1) : inRow.at(-1);
    default:
      return undefined;
  }
}

function nearest<T extends Pick<Tile, 'row' | 'column'>>(tiles: readonly T[], from: T, row: number): T | undefined {
  return tiles
    .filter((tile) => tile.row === row)
    .toSorted((a, b) => Math.abs(a.column - from.column) - Math.abs(b.column - from.column))[0];
}

function byPlace(a: Pick<Tile, 'row' | 'column'>, b: Pick<Tile, 'row' | 'column'>): number {
  return a.row - b.row || a.column - b.column;
}
