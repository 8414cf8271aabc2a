import { useId } from 'react';
import { usePathLinks } from '#client/ui/PathLink.tsx';
import styles from './Multiples.module.css';

export interface Multiple {
  key: string;
  label: string;
  /** Where the small drawing leads. */
  to: string;
  /** Points in the order of time, in the units shared by all. */
  points: readonly { time: number; value: number; isSample: boolean }[];
  /** The newest value in words, or why there is none. */
  text: string;
  isCurrent: boolean;
}

export interface MultiplesProps {
  title: string;
  summary: string;
  items: readonly Multiple[];
  /** Drawn faintly behind each, e.g. the median. */
  reference: readonly { time: number; value: number }[];
}

const width = 120;
const height = 40;
const pad = 4;

/** The same small drawing many times over, all on one scale, so that shapes can be compared at a glance. A grid of links. */
export function Multiples({ title, summary, items, reference }: MultiplesProps) {
  const titleId = useId();
  const { hrefOf, handleClick } = usePathLinks();
  const place = scaleOf([...items.flatMap(({ points }) => points), ...reference]);
  return (
    <figure className={styles.multiples} aria-labelledby={titleId}>
      <figcaption>
        <span id={titleId} className={styles.title}>
          {title}
        </span>
        <span className={styles.summary}>{summary}</span>
      </figcaption>
      {/* biome-ignore lint/a11y: the list only passes clicks of its links on to the router */}
      <ul className={styles.grid} onClick={handleClick}>
        {items.map((item) => {
          const last = item.points.at(-1);
          return (
            <li key={item.key}>
              <a
                href={hrefOf(item.to)}
                className={styles.item}
                {...(item.isCurrent ? { 'aria-current': 'true' as const } : {})}
              >
                <span className={styles.label}>{item.label}</span>
                <svg viewBox={`0 0 ${width} ${height}`} className={styles.drawing} aria-hidden="true">
                  {last === undefined ? null : (
                    <polyline className={styles.reference} points={reference.map(place).join(' ')} />
                  )}
                  <polyline
                    className={styles.line}
                    data-sample={item.points.some(({ isSample }) => isSample)}
                    points={item.points.map(place).join(' ')}
                  />
                  {last === undefined ? (
                    <path className={styles.none} d={`M${pad} ${height / 2}H${width - pad}`} />
                  ) : (
                    <circle className={styles.end} data-sample={last.isSample} {...centreOf(place(last))} r="2.6" />
                  )}
                </svg>
                <span className={styles.text}>{item.text}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </figure>
  );
}

type Place = (point: { time: number; value: number }) => string;

/** Maps to `x,y` of the drawing; a flat or single series lies in the middle. */
function scaleOf(points: readonly { time: number; value: number }[]): Place {
  const times = points.map(({ time }) => time);
  const values = points.map(({ value }) => value);
  const [firstTime, lastTime] = [Math.min(...times), Math.max(...times)];
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const along = (at: number, from: number, to: number) => (to === from ? 0.5 : (at - from) / (to - from));
  return ({ time, value }) => {
    const x = pad + along(time, firstTime, lastTime) * (width - 2 * pad);
    const y = height - pad - along(value, lowest, highest) * (height - 2 * pad);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
}

function centreOf(place: string): { cx: string; cy: string } {
  const [cx = '0', cy = '0'] = place.split(',');
  return { cx, cy };
}
