import { memo, type RefObject } from 'react';
import styles from './Gantt.module.css';
import type { GanttRows } from './gantt-shape.ts';
import { useGanttEdge } from './gantt-window.ts';

interface NamesProps {
  rows: GanttRows;
  shown: readonly number[];
  tops: Float64Array;
  /** 0: the names stand above the bars. */
  width: number;
  /** The row in the tab order, -1 when it is one of its stops that is. */
  walkRow: number;
}

/** The names of the rows in sight, one box that stays at the left. */
export const GanttNames = memo(function GanttNames({ rows, shown, tops, width, walkRow }: NamesProps) {
  return (
    <div
      className={styles.names}
      data-part="names"
      data-above={width === 0}
      style={{ inlineSize: width === 0 ? '100cqi' : `${width}px` }}
    >
      {shown.map((index) => (
        <Name
          key={index}
          index={index}
          rows={rows}
          top={tops[index] ?? 0}
          height={(tops[index + 1] ?? 0) - (tops[index] ?? 0)}
          isWalked={index === walkRow}
        />
      ))}
    </div>
  );
});

interface NameProps {
  index: number;
  rows: GanttRows;
  top: number;
  height: number;
  isWalked: boolean;
}

const Name = memo(function Name({ index, rows, top, height, isWalked }: NameProps) {
  const row = rows.rowAt(index);
  const place = { insetBlockStart: `${top}px`, blockSize: `${height}px` };
  if (row.kind === 'group') {
    return (
      <p className={styles.group} style={place}>
        <b>{row.name}</b> <span>{row.note}</span>
      </p>
    );
  }
  return (
    <div className={styles.name} data-tone={row.tone} style={place}>
      <span className={styles.badge}>{row.badge}</span>
      <a
        href={row.href}
        aria-label={row.text}
        title={row.name}
        tabIndex={isWalked ? 0 : -1}
        {...(isWalked ? { 'data-walk': 'here' } : {})}
        {...(row.nameLang === undefined ? {} : { lang: row.nameLang })}
      >
        {row.name}
      </a>
      {row.sample === null ? null : <i className={styles.sample}>{row.sample}</i>}
      {row.note === null ? null : <span className={styles.note}>{row.note}</span>}
    </div>
  );
});

interface EdgesProps extends Omit<NamesProps, 'walkRow'> {
  region: RefObject<HTMLElement | null>;
  likelyLeft: number;
}

/** Where a bar is that lies beyond an edge with all of its labels; a press goes there, which the arrow keys do too. */
export const GanttEdges = memo(function GanttEdges({ region, likelyLeft, rows, shown, tops, width }: EdgesProps) {
  const seen = useGanttEdge(region, likelyLeft);
  return (
    <div className={styles.edges} aria-hidden="true">
      {shown.map((index) => {
        const row = rows.rowAt(index);
        if (row.kind === 'group' || row.edge === null) return null;
        const { before, after, from, to } = row.edge;
        const top = { insetBlockStart: `${tops[index] ?? 0}px` };
        if (to < seen.left) {
          return (
            <span
              key={index}
              className={styles.edge}
              data-jump={to}
              style={{ ...top, insetInlineStart: `${width + 6}px` }}
            >
              {`◂ ${before}`}
            </span>
          );
        }
        if (from <= seen.left + seen.width - width) return null;
        return (
          <span key={index} className={styles.edge} data-jump={from} style={{ ...top, insetInlineEnd: '6px' }}>
            {`${after} ▸`}
          </span>
        );
      })}
    </div>
  );
});
