import { memo, type PointerEvent, useMemo, useRef, useState } from 'react';
import styles from './Gantt.module.css';
import { GanttGrid, GanttHead } from './GanttAxis.tsx';
import { GanttMarks } from './GanttMarks.tsx';
import { GanttEdges, GanttNames } from './GanttNames.tsx';
import { GanttTies } from './GanttTies.tsx';
import { likelyLeft, useGanttPan, useGanttStart, useGanttWalk } from './gantt-moves.ts';
import { type GanttAxis, type GanttRows, type GanttSizes, type GanttTie, rowAtTop, topsOf } from './gantt-shape.ts';
import { useGanttWindow, useMedia } from './gantt-window.ts';

export interface GanttProps {
  /** Names the region. */
  label: string;
  /** Says which keys move it. */
  hint: string;
  rows: GanttRows;
  axis: GanttAxis;
  ties: readonly GanttTie[];
  /** Heads the column of names. */
  corner: string;
  /** Lines of windows below each bar. */
  stripLanes: number;
  onOpen: (href: string) => void;
  /** Said below while nothing is chosen. */
  readoutHint: string;
}

const narrowScreen = '(max-width: 56rem)';
const namesRem = 19;
/** Names beside the bars, and above them where there is no room beside. */
const sizes: Record<'wide' | 'narrow', GanttSizes> = {
  wide: { group: 30, bar: 38, middle: 18, thick: 16, font: 12, strip: 12 },
  narrow: { group: 34, bar: 64, middle: 42, thick: 16, font: 12, strip: 12 },
};

/**
 * Bars over days: rows by the thousand, of which only those in sight are in the page. Names and axis stay; the region
 * pans by scrolling, dragging and keys; the arrow keys walk from bar to bar and mark to mark.
 */
export function Gantt({ label, hint, rows, axis, ties, corner, stripLanes, onOpen, readoutHint }: GanttProps) {
  const region = useRef<HTMLElement>(null);
  const isNarrow = useMedia(narrowScreen);
  const size = useMemo(() => {
    const plain = isNarrow ? sizes.narrow : sizes.wide;
    return { ...plain, bar: plain.bar + Math.max(0, stripLanes * plain.strip - 5) };
  }, [isNarrow, stripLanes]);
  const [rem] = useState(rootPx);
  const nameWidth = isNarrow ? 0 : namesRem * rem;
  const tops = useMemo(() => topsOf(rows, size), [rows, size]);
  const startLeft = likelyLeft(axis, nameWidth);
  const seen = useGanttWindow(region, startLeft);
  const walk = useGanttWalk({ region, rows, tops, onOpen });
  const pan = useGanttPan(region);
  useGanttStart(region, axis, nameWidth);

  const [first, last] = [rowAtTop(tops, seen.top), rowAtTop(tops, seen.bottom)];
  const shown = useMemo(
    () => rangeOf(first, last, rows.count, walk.here.row),
    [first, last, rows.count, walk.here.row],
  );
  const here = rows.count === 0 ? undefined : rows.rowAt(walk.here.row);
  const stop = here?.kind === 'bar' ? here.stops[walk.here.stop] : undefined;
  const said = here?.kind === 'bar' && walk.isChosen ? (stop?.text ?? here.text) : readoutHint;

  return (
    <div className={styles.gantt} data-narrow={isNarrow}>
      <section
        ref={region}
        className={styles.region}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
        tabIndex={0}
        {...pan}
        onClick={walk.handleClick}
        onPointerOver={showTip}
        onKeyDown={walk.handleKey}
      >
        <p className="visually-hidden">{hint}</p>
        <div style={{ inlineSize: `${nameWidth + axis.width}px` }}>
          <GanttHead axis={axis} corner={corner} nameWidth={nameWidth} from={seen.left} to={seen.right} />
          <div className={styles.body} style={{ blockSize: `${tops[rows.count] ?? 0}px` }}>
            <div
              className={styles.plot}
              data-part="plot"
              style={{ insetInlineStart: `${nameWidth}px`, inlineSize: `${axis.width}px` }}
            >
              <GanttGrid axis={axis} from={seen.left} to={seen.right} />
              {shown.map((index) => (
                <Row
                  key={index}
                  index={index}
                  rows={rows}
                  size={size}
                  top={tops[index] ?? 0}
                  from={seen.left}
                  to={seen.right}
                />
              ))}
              <GanttTies ties={ties} tops={tops} size={size} seen={seen} />
              {stop === undefined ? null : (
                <a
                  key={`${walk.here.row} ${stop.key}`}
                  className={styles.cursor}
                  data-walk="here"
                  href={stop.href}
                  style={{
                    insetBlockStart: `${(tops[walk.here.row] ?? 0) + size.middle - 13}px`,
                    insetInlineStart: `${stop.x - 9}px`,
                    inlineSize: `${Math.max(stop.width, 0) + 18}px`,
                  }}
                >
                  <span className="visually-hidden">{stop.text}</span>
                </a>
              )}
            </div>
            <GanttEdges
              region={region}
              likelyLeft={startLeft}
              rows={rows}
              shown={shown}
              tops={tops}
              width={nameWidth}
            />
            <GanttNames
              rows={rows}
              shown={shown}
              tops={tops}
              width={nameWidth}
              walkRow={walk.here.stop === -1 ? walk.here.row : -1}
            />
          </div>
        </div>
      </section>
      <p className={styles.readout} data-chosen={walk.isChosen}>
        {said}
      </p>
    </div>
  );
}

interface RowProps {
  index: number;
  rows: GanttRows;
  size: GanttSizes;
  top: number;
  from: number;
  to: number;
}

/** Drawn again only when what is in sight crosses a step. */
const Row = memo(function Row({ index, rows, size, top, from, to }: RowProps) {
  const row = rows.rowAt(index);
  if (row.kind === 'group') return <div className={styles.groupLine} style={{ insetBlockStart: `${top}px` }} />;
  return (
    <svg
      className={styles.row}
      data-row={index}
      width="1"
      height={size.bar}
      style={{ insetBlockStart: `${top}px` }}
      aria-hidden="true"
    >
      <path d={`M${from} 0.5H${to}`} stroke="var(--hairline)" opacity="0.6" />
      <GanttMarks row={row} sizes={size} from={from} to={to} />
    </svg>
  );
});

/** What a mark is, as the browser's own tip: one title for the drawing, where one for each mark would weigh as much as it. */
function showTip({ target, currentTarget }: PointerEvent<HTMLElement>) {
  const tip = target instanceof Element ? target.closest('[data-tip]')?.getAttribute('data-tip') : undefined;
  const plot = currentTarget.querySelector<HTMLElement>('[data-part="plot"]');
  if (plot !== null) plot.title = tip ?? '';
}

/** Rows in sight, and the one the reader is on wherever it is: focus must not be lost by scrolling. */
function rangeOf(first: number, last: number, count: number, here: number): number[] {
  const shown = Array.from({ length: Math.max(0, Math.min(last + 1, count) - first) }, (_, place) => first + place);
  if (here < count && here < first) return [here, ...shown];
  if (here < count && here > last) return [...shown, here];
  return shown;
}

function rootPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
