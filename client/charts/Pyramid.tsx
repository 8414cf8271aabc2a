import { useId } from 'react';
import styles from './Pyramid.module.css';

export interface PyramidRow {
  key: string;
  label: string;
  left: number | null;
  right: number | null;
  leftText: string;
  rightText: string;
}

export interface PyramidProps {
  title: string;
  summary: string;
  leftLabel: string;
  rightLabel: string;
  /** From the bottom cohort to the top one; drawn with the first at the bottom. */
  rows: readonly PyramidRow[];
  isSample: boolean;
}

const rowHeight = 22;

/** Two sides back to back from a middle line, both on one scale. The page puts its table beside it. */
export function Pyramid({ title, summary, leftLabel, rightLabel, rows, isSample }: PyramidProps) {
  const titleId = useId();
  const widest = Math.max(...rows.flatMap(({ left, right }) => [left ?? 0, right ?? 0]), 1);
  const lengthOf = (value: number | null) => ((value ?? 0) / widest) * 100;
  return (
    <figure className={styles.pyramid} aria-labelledby={titleId}>
      <figcaption>
        <span id={titleId} className={styles.title}>
          {title}
        </span>
        <span className={styles.summary}>{summary}</span>
      </figcaption>
      <div className={styles.body} data-sample={isSample} aria-hidden="true">
        <span className={styles.head}>{leftLabel}</span>
        <span />
        <span className={styles.head}>{rightLabel}</span>
        {rows.toReversed().map((row) => (
          <Line key={row.key} row={row} left={lengthOf(row.left)} right={lengthOf(row.right)} />
        ))}
      </div>
    </figure>
  );
}

function Line({ row, left, right }: { row: PyramidRow; left: number; right: number }) {
  return (
    <>
      <svg aria-hidden="true" viewBox={`0 0 100 ${rowHeight}`} preserveAspectRatio="none" className={styles.bar}>
        <rect x={100 - left} width={left} height={rowHeight} />
      </svg>
      <span className={styles.label}>{row.label}</span>
      <svg
        aria-hidden="true"
        viewBox={`0 0 100 ${rowHeight}`}
        preserveAspectRatio="none"
        className={styles.bar}
        data-side="right"
      >
        <rect width={right} height={rowHeight} />
      </svg>
      <span className={styles.left}>{row.leftText}</span>
      <span />
      <span className={styles.right}>{row.rightText}</span>
    </>
  );
}
