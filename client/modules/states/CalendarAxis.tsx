import { useId } from 'react';
import { addDays, daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import styles from './CalendarAxis.module.css';

export interface AxisDate {
  key: string;
  lane: 'eci' | 'sec';
  label: string;
  from: IsoDate;
  to: IsoDate;
  /** A plan that was replaced: drawn as a broken tick. */
  isSuperseded: boolean;
  isSample: boolean;
  /** The steps that take the most people. */
  isStrong: boolean;
}

export interface CalendarAxisProps {
  title: string;
  summary: string;
  laneLabels: Record<'eci' | 'sec', string>;
  /** Stands in a lane without any date. */
  emptyLabel: string;
  dates: readonly AxisDate[];
  /** Days on which both need the same people. */
  together: { from: IsoDate; to: IsoDate; label: string } | null;
  day: { on: IsoDate; label: string };
  monthName: (month: number) => string;
}

const headPx = 26;
const rowPx = 26;
const barPx = 18;
const gapPx = 22;
const footPx = 26;
const lanes = ['eci', 'sec'] as const;
/** Share of the width, in percent, that the names of the lanes take, and that a letter takes at the narrowest drawing. */
const left = 6;
const letter = 0.72;

/** Two lanes of dated steps over one axis of months. Long steps are bars, days are ticks; labels stand in or after them. */
export function CalendarAxis({
  title,
  summary,
  laneLabels,
  emptyLabel,
  dates,
  together,
  day,
  monthName,
}: CalendarAxisProps) {
  const id = useId();
  const scale = scaleOf(dates, together);
  const rows = { eci: rowsOf(dates, 'eci', scale), sec: rowsOf(dates, 'sec', scale) };
  const tops = { eci: headPx, sec: headPx + Math.max(1, rows.eci.length) * rowPx + gapPx };
  const bottom = tops.sec + Math.max(1, rows.sec.length) * rowPx;
  const height = bottom + (together === null ? 6 : footPx);
  const isDayShown = day.on >= scale.from && day.on <= scale.to;
  return (
    <svg className={styles.axis} width="100%" height={height} role="img" aria-labelledby={`${id}-title ${id}-summary`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-summary`}>{summary}</desc>
      {monthsOf(scale).map(({ on, month, year, isLabelled }) => (
        <g key={on} className={styles.month}>
          <line x1={percent(scale.at(on))} x2={percent(scale.at(on))} y1={headPx - 8} y2={bottom} />
          {isLabelled ? (
            <text x={percent(scale.at(on) + 0.35)} y={13}>
              {monthName(month)} {year}
            </text>
          ) : null}
        </g>
      ))}
      {together === null ? null : <Together together={together} scale={scale} top={headPx - 4} bottom={bottom + 2} />}
      {lanes.map((lane) => (
        <g key={lane}>
          <text className={styles.lane} x="0" y={tops[lane] + barPx - 5}>
            {laneLabels[lane]}
          </text>
          {rows[lane].length === 0 ? (
            <text className={styles.empty} x={percent(left)} y={tops[lane] + barPx - 5}>
              {emptyLabel}
            </text>
          ) : null}
          {rows[lane].map((row, index) =>
            row.map((date) => <Step key={date.key} date={date} scale={scale} y={tops[lane] + index * rowPx} />),
          )}
        </g>
      ))}
      {isDayShown ? (
        <g className={styles.day}>
          <line x1={percent(scale.at(day.on))} x2={percent(scale.at(day.on))} y1={headPx - 8} y2={bottom} />
          <text x={percent(scale.at(day.on) + 0.35)} y={bottom - 2}>
            {day.label}
          </text>
        </g>
      ) : null}
    </svg>
  );
}

interface Scale {
  from: IsoDate;
  to: IsoDate;
  /** Place of the beginning of a day, in percent of the width. */
  at: (day: IsoDate) => number;
}

/** From the month of the first date to a little after the last. */
function scaleOf(dates: readonly AxisDate[], together: CalendarAxisProps['together']): Scale {
  const days = [
    ...dates.flatMap(({ from, to }) => [from, to]),
    ...(together === null ? [] : [together.from, together.to]),
  ].toSorted();
  const first = days[0] ?? '2026-01-01';
  const last = days.at(-1) ?? first;
  const span = Math.max(60, daysBetween(first, last));
  const from = addDays(first, -Math.ceil(span * 0.015));
  const to = addDays(first, Math.ceil(span * 1.12));
  const width = daysBetween(from, to);
  return { from, to, at: (day) => left + (daysBetween(from, day) / width) * (100 - left) };
}

function percent(share: number): string {
  return `${share.toFixed(2)}%`;
}

interface Month {
  on: IsoDate;
  month: number;
  year: string;
  isLabelled: boolean;
}

/** The first days of the months within the scale; every third is named when they stand close. */
function monthsOf({ from, to }: Scale): Month[] {
  const months: Month[] = [];
  for (let day = `${from.slice(0, 7)}-01`; day <= to; day = `${addDays(day, 32).slice(0, 7)}-01`) {
    if (day >= from) months.push({ on: day, month: Number(day.slice(5, 7)), year: day.slice(0, 4), isLabelled: true });
  }
  const every = months.length > 26 ? 6 : months.length > 9 ? 3 : 1;
  return months.map((each) => ({ ...each, isLabelled: (each.month - 1) % every === 0 }));
}

function isTick({ from, to, isSuperseded }: AxisDate): boolean {
  return from === to || isSuperseded;
}

interface Extent {
  /** Of the bar or tick. */
  at: number;
  bar: number;
  /** With its label. */
  start: number;
  end: number;
  place: 'inside' | 'after' | 'before';
}

/** Where a step begins and ends with its label, in percent. A label that would leave the drawing stands before its step. */
function extentOf(date: AxisDate, { at }: Scale): Extent {
  const from = at(date.from);
  const bar = isTick(date) ? 0.25 : at(addDays(date.to, 1)) - from;
  const label = date.label.length * letter + 0.9;
  if (!isTick(date) && label <= bar) return { at: from, bar, start: from, end: from + bar, place: 'inside' };
  const isTooFar = from + bar + label > 100;
  if (isTooFar) return { at: from, bar, start: from - label, end: from + bar, place: 'before' };
  return { at: from, bar, start: from, end: from + bar + label, place: 'after' };
}

/** Steps of a lane laid into as few rows as their labels allow. */
function rowsOf(dates: readonly AxisDate[], lane: AxisDate['lane'], scale: Scale): AxisDate[][] {
  const rows: AxisDate[][] = [];
  for (const date of dates.filter((each) => each.lane === lane).toSorted((a, b) => a.from.localeCompare(b.from))) {
    const own = extentOf(date, scale);
    const isFree = (other: Extent) => other.end + 0.4 <= own.start || own.end + 0.4 <= other.start;
    const row = rows.find((each) => each.every((other) => isFree(extentOf(other, scale))));
    if (row === undefined) rows.push([date]);
    else row.push(date);
  }
  return rows;
}

function Step({ date, scale, y }: { date: AxisDate; scale: Scale; y: number }) {
  const { at, bar, place } = extentOf(date, scale);
  const textAt = { inside: at + 0.45, after: at + (isTick(date) ? 0.45 : bar + 0.4), before: at - 0.45 }[place];
  return (
    <g
      className={styles.step}
      data-strong={date.isStrong}
      data-sample={date.isSample}
      data-superseded={date.isSuperseded}
    >
      {isTick(date) ? (
        <line x1={percent(at)} x2={percent(at)} y1={y} y2={y + barPx} />
      ) : (
        <rect x={percent(at)} width={percent(bar)} y={y} height={barPx} />
      )}
      <text
        x={percent(textAt)}
        y={y + barPx - 5}
        textAnchor={place === 'before' ? 'end' : 'start'}
        data-inside={place === 'inside'}
      >
        {date.label}
      </text>
    </g>
  );
}

function Together({
  together,
  scale,
  top,
  bottom,
}: {
  together: NonNullable<CalendarAxisProps['together']>;
  scale: Scale;
  top: number;
  bottom: number;
}) {
  const start = scale.at(together.from);
  return (
    <g className={styles.together}>
      <rect
        x={percent(start)}
        width={percent(scale.at(addDays(together.to, 1)) - start)}
        y={top}
        height={bottom - top}
      />
      <text x={percent(start)} y={bottom + 17}>
        ■ {together.label}
      </text>
    </g>
  );
}
