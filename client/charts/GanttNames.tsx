import styles from './Gantt.module.css';
import type { GanttBarRow, GanttRows } from './gantt-shape.ts';
import type { GanttWindow } from './gantt-window.ts';

interface NamesProps {
  rows: GanttRows;
  shown: readonly number[];
  tops: Float64Array;
  seen: GanttWindow;
  /** 0: the names stand above the bars. */
  width: number;
  /** The row in the tab order, -1 when it is one of its stops that is. */
  walkRow: number;
}

/** The names of the rows in sight, one box that stays at the left; where a whole bar lies beyond an edge, it says so there. */
export function GanttNames({ rows, shown, tops, seen, width, walkRow }: NamesProps) {
  return (
    <div
      className={styles.names}
      data-part="names"
      data-above={width === 0}
      style={{ inlineSize: `${width === 0 ? seen.width : width}px` }}
    >
      {shown.map((index) => {
        const row = rows.rowAt(index);
        const top = tops[index] ?? 0;
        const place = { insetBlockStart: `${top}px`, blockSize: `${(tops[index + 1] ?? 0) - top}px` };
        if (row.kind === 'group') {
          return (
            <p key={index} className={styles.group} style={place}>
              <b>{row.name}</b> <span>{row.note}</span>
            </p>
          );
        }
        return (
          <div key={index} className={styles.name} data-tone={row.tone} style={place}>
            <span className={styles.badge}>{row.badge}</span>
            <a
              href={row.href}
              aria-label={row.text}
              tabIndex={index === walkRow ? 0 : -1}
              {...(index === walkRow ? { 'data-walk': 'here' } : {})}
              {...(row.nameLang === undefined ? {} : { lang: row.nameLang })}
            >
              {row.name}
            </a>
            {row.sample === null ? null : <i className={styles.sample}>{row.sample}</i>}
            {row.note === null ? null : <span className={styles.note}>{row.note}</span>}
            <Edge row={row} seen={seen} width={width} />
          </div>
        );
      })}
    </div>
  );
}

/** Where the bar is when it is out of sight; a press goes there, which the arrow keys do too. */
function Edge({ row: { edge }, seen, width }: { row: GanttBarRow; seen: GanttWindow; width: number }) {
  if (edge === null) return null;
  if (edge.to < seen.edge) {
    return (
      <span className={styles.edge} data-side="before" data-jump={edge.to} aria-hidden="true">
        {`◂ ${edge.before}`}
      </span>
    );
  }
  if (edge.from <= seen.edge + seen.width - width) return null;
  return (
    <span
      className={styles.edge}
      data-side="after"
      data-jump={edge.from}
      aria-hidden="true"
      style={{ insetInlineEnd: `${width - (seen.width - 8)}px` }}
    >
      {`${edge.after} ▸`}
    </span>
  );
}
