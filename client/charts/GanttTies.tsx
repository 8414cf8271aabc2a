import { memo } from 'react';
import styles from './Gantt.module.css';
import { TieGlyph, tieStroke } from './GanttMarks.tsx';
import type { GanttSizes, GanttTie } from './gantt-shape.ts';
import type { GanttWindow } from './gantt-window.ts';

interface TiesProps {
  ties: readonly GanttTie[];
  tops: Float64Array;
  size: GanttSizes;
  seen: GanttWindow;
}

const leastTarget = 24;

/** What joins bars: a frame over the days they share, from the first row to the last, with its shape above. A link. */
export const GanttTies = memo(function GanttTies({ ties, tops, size, seen }: TiesProps) {
  return ties.map(({ key, x, width, rows, severity, title, href }) => {
    const top = (tops[rows[0] ?? 0] ?? 0) + size.middle - size.thick / 2 - 3;
    const bottom = (tops[rows.at(-1) ?? 0] ?? 0) + size.middle + size.thick / 2 + 3;
    const isSeen = bottom >= seen.top && top <= seen.bottom && x + width >= seen.left && x <= seen.right;
    if (!isSeen) return null;
    const height = bottom - top;
    // However few days they share, there is room for a finger.
    const [padX, padY] = [(leastTarget - Math.max(width, 3)) / 2, (leastTarget - height) / 2].map((pad) =>
      Math.max(pad, 0),
    );
    return (
      <a
        key={key}
        className={styles.tie}
        href={href}
        tabIndex={-1}
        title={title}
        style={{
          insetBlockStart: `${top - (padY ?? 0)}px`,
          insetInlineStart: `${x - (padX ?? 0)}px`,
          padding: `${padY ?? 0}px ${padX ?? 0}px`,
        }}
      >
        <svg width={Math.max(width, 3)} height={height} aria-hidden="true">
          <TieFrame width={Math.max(width, 3)} height={height} severity={severity} />
          <TieGlyph x={Math.max(width, 3) / 2} y={0} severity={severity} />
        </svg>
        <span className="visually-hidden">{title}</span>
      </a>
    );
  });
});

/** A pale frame; its edge says the severity by weight and dash. */
export function TieFrame(props: { width: number; height: number; severity: GanttTie['severity'] }) {
  const { width, height, severity } = props;
  const stroke = tieStroke(severity);
  return (
    <rect
      x="0.5"
      y="0.5"
      width={Math.max(width - 1, 1)}
      height={Math.max(height - 1, 1)}
      fill={stroke.stroke}
      fillOpacity="0.07"
      {...stroke}
    />
  );
}
