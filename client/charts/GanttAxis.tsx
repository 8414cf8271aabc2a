import { memo } from 'react';
import styles from './Gantt.module.css';
import { type GanttAxis, lanesOf } from './gantt-shape.ts';

const lineRem = 1.25;
/** With less room than this a month or year goes without its name: it would be cut. */
const leastLabel = 96;

interface HeadProps {
  axis: GanttAxis;
  corner: string;
  nameWidth: number;
  from: number;
  to: number;
}

/** The months and years above the rows, and the bands that hold for all of them. */
export const GanttHead = memo(function GanttHead({ axis, corner, nameWidth, from, to }: HeadProps) {
  const lanes = lanesOf(axis.bands);
  const laneCount = lanes.length === 0 ? 0 : Math.max(...lanes) + 1;
  const ticks = axis.ticksIn(from, to);
  return (
    <div className={styles.head} data-part="head" style={{ blockSize: `${(2 + laneCount) * lineRem + 0.25}rem` }}>
      <p className={styles.corner} data-part="corner" style={{ inlineSize: `${nameWidth}px` }}>
        {corner}
      </p>
      <div className={styles.axis} style={{ insetInlineStart: `${nameWidth}px`, inlineSize: `${axis.width}px` }}>
        {ticks.map(({ key, x, width, label, isMajor }) =>
          isMajor ? (
            <span key={key} className={styles.major} style={{ insetInlineStart: `${x}px`, inlineSize: `${width}px` }}>
              <span className={styles.staying} style={{ insetInlineStart: `${nameWidth}px` }}>
                {width < leastLabel ? null : label}
              </span>
            </span>
          ) : (
            <span key={key} className={styles.minor} style={{ insetInlineStart: `${x}px` }}>
              {x > axis.width - leastLabel ? null : label}
            </span>
          ),
        )}
        {axis.bands.map(({ key, x, width, label, isWash }, index) => (
          <span
            key={key}
            className={styles.band}
            data-wash={isWash}
            style={{
              insetInlineStart: `${x}px`,
              inlineSize: `${width}px`,
              insetBlockStart: `${(2 + (lanes[index] ?? 0)) * lineRem}rem`,
            }}
          >
            <span className={styles.staying} style={{ insetInlineStart: `${nameWidth}px` }}>
              {label}
            </span>
          </span>
        ))}
        <span className={styles.todayLabel} style={{ insetInlineStart: `${axis.today.x}px` }}>
          {axis.today.label}
        </span>
      </div>
    </div>
  );
});

/** Lines of the months, washes of the bands and the line of today, behind the rows. */
export const GanttGrid = memo(function GanttGrid({ axis, from, to }: Pick<HeadProps, 'axis' | 'from' | 'to'>) {
  return (
    <div className={styles.grid} aria-hidden="true">
      {axis.bands.map(({ key, x, width, isWash }) => (
        <span
          key={key}
          className={styles.wash}
          data-wash={isWash}
          style={{ insetInlineStart: `${x}px`, inlineSize: `${width}px` }}
        />
      ))}
      {axis.ticksIn(from, to).map(({ key, x, isMajor }) => (
        <span key={key} className={styles.line} data-major={isMajor} style={{ insetInlineStart: `${x}px` }} />
      ))}
      <span className={styles.today} style={{ insetInlineStart: `${axis.today.x}px` }} />
    </div>
  );
});
