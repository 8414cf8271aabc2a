import { useId } from 'react';
import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import styles from './TwoLines.module.css';

export interface LinePoint {
  key: string;
  day: IsoDate;
  value: number;
  /** The value as it is written at the point. */
  text: string;
  /** What it is: `final roll`. */
  label: string;
  dayText: string;
  isSample: boolean;
}

export interface Line {
  key: string;
  name: string;
  tone: 'first' | 'second';
  /** By day. */
  points: readonly LinePoint[];
}

export interface TwoLinesProps {
  /** The finding, as the chart's title. */
  title: string;
  /** One sentence for those who do not see it. */
  summary: string;
  /** Names the region that scrolls on a narrow screen. */
  scrollLabel: string;
  lines: readonly [Line, Line];
  /** The distance at the end of both lines, in words; nothing is drawn where the two do not cover the same ground. */
  distance: string | null;
  /** What stands at an end of the value axis. */
  axisText: (value: number) => string;
}

const frame = { width: 840, height: 300, left: 84, right: 184, top: 44, bottom: 52 };
const innerWidth = frame.width - frame.left - frame.right;
const innerHeight = frame.height - frame.top - frame.bottom;

/**
 * Two totals over time on one axis of days and one of values. Each stands until the next is published, so the lines are
 * steps; a value still in force goes on dashed to the last day. The value axis is cut; its ends are written.
 */
export function TwoLines({ title, summary, scrollLabel, lines, distance, axisText }: TwoLinesProps) {
  const titleId = useId();
  const all = lines.flatMap(({ points }) => points);
  const scale = scaleOf(all);
  const [first, second] = lines;
  return (
    <figure className={styles.figure} aria-labelledby={titleId}>
      <figcaption>
        <span id={titleId} className={styles.title}>
          {title}
        </span>
        <span className={styles.summary}>{summary}</span>
      </figcaption>
      {scale === undefined ? null : (
        <section
          className={styles.region}
          aria-label={scrollLabel}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
          tabIndex={0}
        >
          <svg className={styles.chart} viewBox={`0 0 ${frame.width} ${frame.height}`} aria-hidden="true">
            <Axis scale={scale} axisText={axisText} />
            <Distance lines={lines} scale={scale} text={distance} />
            <OneLine line={first} other={second} scale={scale} />
            <OneLine line={second} other={first} scale={scale} />
          </svg>
        </section>
      )}
    </figure>
  );
}

interface Scale {
  low: number;
  high: number;
  last: IsoDate;
  x: (day: IsoDate) => number;
  y: (value: number) => number;
}

function scaleOf(points: readonly LinePoint[]): Scale | undefined {
  const days = points.map(({ day }) => day).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max((most - least) * 0.12, most * 0.005);
  const [low, high] = [Math.max(0, least - margin), most + margin];
  const span = Math.max(1, daysBetween(first, last));
  return {
    low,
    high,
    last,
    x: (day) => frame.left + (daysBetween(first, day) / span) * innerWidth,
    y: (value) => frame.top + innerHeight - ((value - low) / (high - low)) * innerHeight,
  };
}

/** True when the other line's total is the smaller one: of two ends the other end, else what was in force on that day. */
function isAbove(point: LinePoint, line: Line, other: Line): boolean {
  const inForce = other.points.findLast(({ day }) => day <= point.day) ?? other.points[0];
  const against = point === line.points.at(-1) ? other.points.at(-1) : inForce;
  return against === undefined || point.value >= against.value;
}

function Axis({ scale, axisText }: { scale: Scale; axisText: (value: number) => string }) {
  const middle = (scale.low + scale.high) / 2;
  return (
    <g className={styles.axis}>
      {[scale.low, middle, scale.high].map((value) => (
        <g key={value}>
          <path d={`M${frame.left} ${scale.y(value)}h${innerWidth}`} />
          <text x={frame.left - 8} y={scale.y(value) + 4} textAnchor="end">
            {axisText(value)}
          </text>
        </g>
      ))}
    </g>
  );
}

function OneLine({ line, other, scale }: { line: Line; other: Line; scale: Scale }) {
  const last = line.points.at(-1);
  if (last === undefined) return null;
  const labelled = withRoom(line.points, scale);
  return (
    <g className={styles.line} data-tone={line.tone}>
      <path className={styles.steps} d={stepsOf(line.points, scale)} />
      <path className={styles.still} d={`M${scale.x(last.day)} ${scale.y(last.value)}H${scale.x(scale.last)}`} />
      {line.points.map((point) => (
        <circle key={point.key} cx={scale.x(point.day)} cy={scale.y(point.value)} r="4" data-sample={point.isSample} />
      ))}
      {labelled.map((point) => (
        <PointLabel key={point.key} point={point} line={line} scale={scale} isHigh={isAbove(point, line, other)} />
      ))}
      <text
        className={styles.name}
        x={scale.x(scale.last) + 12}
        y={scale.y(last.value) + (isAbove(last, line, other) ? -6 : 16)}
      >
        {line.name}
      </text>
    </g>
  );
}

function PointLabel(props: { point: LinePoint; line: Line; scale: Scale; isHigh: boolean }) {
  const { point, line, scale, isHigh } = props;
  const [x, y] = [scale.x(point.day), scale.y(point.value)];
  const before = line.points[line.points.indexOf(point) - 1];
  // The step that leads to the point comes from the side on which its label stands: the words go beside it.
  const isOnStep = before !== undefined && before.value > point.value === isHigh;
  const isAtEnd = x > frame.left + innerWidth - 90;
  const isAtStart = x < frame.left + 90;
  const anchor = isAtEnd ? 'end' : isAtStart || isOnStep ? 'start' : 'middle';
  const at = x + (isAtEnd ? -8 : isOnStep ? 8 : 0);
  const lines = [point.text, `${point.label}, ${point.dayText}`];
  const top = isHigh ? y - 26 : y + 20;
  return (
    <text className={styles.label} x={at} y={top} textAnchor={anchor} data-sample={point.isSample}>
      {lines.map((text, index) => (
        <tspan key={text} x={at} dy={index === 0 ? 0 : 14}>
          {text}
        </tspan>
      ))}
    </text>
  );
}

/** Points with room for their words: from the newest back, none nearer than a label's width. The table has them all. */
function withRoom(points: readonly LinePoint[], scale: Scale): LinePoint[] {
  const kept: LinePoint[] = [];
  for (const point of points.toReversed()) {
    const next = kept.at(-1);
    if (next === undefined || scale.x(next.day) - scale.x(point.day) >= 168) kept.push(point);
  }
  return kept;
}

function stepsOf(points: readonly LinePoint[], scale: Scale): string {
  return points
    .map(({ day, value }, index) =>
      index === 0 ? `M${scale.x(day)} ${scale.y(value)}` : `H${scale.x(day)}V${scale.y(value)}`,
    )
    .join('');
}

function Distance({ lines, scale, text }: { lines: TwoLinesProps['lines']; scale: Scale; text: string | null }) {
  const ends = lines.map(({ points }) => points.at(-1)?.value);
  const [from, to] = ends;
  if (text === null || from === undefined || to === undefined) return null;
  const x = scale.x(scale.last) + 6;
  return (
    <g className={styles.distance}>
      <path d={`M${x - 4} ${scale.y(from)}h8M${x - 4} ${scale.y(to)}h8M${x} ${scale.y(from)}V${scale.y(to)}`} />
      <text x={x + 8} y={(scale.y(from) + scale.y(to)) / 2 + 5}>
        {text}
      </text>
    </g>
  );
}
