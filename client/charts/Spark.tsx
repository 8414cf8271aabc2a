import styles from './Spark.module.css';

export interface SparkProps {
  /** Values in order of time; null where there was none. The line breaks there. */
  values: readonly (number | null)[];
  /** The run in one sentence: from what to what, over which time. */
  label: string;
  isSample?: boolean;
}

/** A hairline of values over time, with its last point marked. */
export function Spark({ values, label, isSample = false }: SparkProps) {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const step = values.length > 1 ? 96 / (values.length - 1) : 0;
  const points = values.map((value, index) =>
    value === null ? null : { x: 2 + index * step, y: 22 - ((value - low) / span) * 20 },
  );
  const last = points.findLast((point) => point !== null);
  return (
    <svg className={styles.spark} viewBox="0 0 100 24" role="img" aria-label={label} data-sample={isSample}>
      <path d={linePath(points)} />
      {last === undefined || last === null ? null : <circle cx={last.x} cy={last.y} r="2" />}
    </svg>
  );
}

function linePath(points: readonly ({ x: number; y: number } | null)[]): string {
  return points
    .map((point, index) => {
      if (point === null) return '';
      const isStart = points[index - 1] === undefined || points[index - 1] === null;
      return `${isStart ? 'M' : 'L'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    })
    .join('');
}
