import { addDays, daysBetween, formatDate, type IsoDate, shiftPeriod } from '#shared/kernel/time.ts';
import { AxisMark, type AxisMarkProps } from './AxisMark.tsx';
import { useWhatIfWords } from './api.ts';
import styles from './PlanAxis.module.css';

export interface AxisDate extends Pick<AxisMarkProps, 'label' | 'look' | 'name' | 'value'> {
  key: string;
  from: IsoDate;
  to: IsoDate;
  /** Where it stood when the hand was last lifted: labels keep their line while a mark is moved. */
  home: { from: IsoDate; to: IsoDate };
  /** The date in force, when it is another. */
  was: { from: IsoDate; to: IsoDate } | null;
}

export interface AxisRow {
  key: string;
  name: string;
  body: 'eci' | 'sec';
  bodyName: string;
  dates: readonly AxisDate[];
  /** The stretch of all dates that move together. */
  whole: (Pick<AxisDate, 'from' | 'to' | 'home'> & { name: string; value: string; days: number }) | null;
}

/** How a mark is moved: while it is held, when it is let go, and when the hand thinks better of it. */
export type MoveMark = (
  row: string,
  date: string | null,
  days: number,
  phase: 'hold' | 'drop' | 'leave' | 'back',
) => void;

export interface PlanAxisProps {
  title: string;
  summary: string;
  rows: readonly AxisRow[];
  today: IsoDate;
  scale: Scale;
  onMove: MoveMark;
}

export interface Scale {
  from: IsoDate;
  to: IsoDate;
}

const lineRem = 1.75;
/** Share of the width, in percent, that a letter takes at the narrowest drawing. */
const letter = 0.66;

/** From a little before the first day to two months after the last, so that there is room to move. */
export function scaleAround(days: readonly IsoDate[], today: IsoDate): Scale {
  const sorted = [...days, today].toSorted();
  return { from: addDays(sorted[0] ?? today, -14), to: addDays(sorted.at(-1) ?? today, 75) };
}

/** Exercises of both commissions over one axis of days. Every mark is moved by pointer or by keys. */
export function PlanAxis({ title, summary, rows, today, scale, onMove }: PlanAxisProps) {
  const words = useWhatIfWords();
  const { axis } = words;
  const spanDays = daysBetween(scale.from, scale.to);
  const at = (day: IsoDate) => (daysBetween(scale.from, day) / spanDays) * 100;
  return (
    <figure className={styles.figure}>
      <figcaption>
        <h2>{title}</h2>
        <span className={styles.summary}>{summary}</span>
      </figcaption>
      {rows.length === 0 ? <p className={styles.summary}>{axis.empty}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard. */}
      <section className={styles.region} aria-label={axis.region} tabIndex={0}>
        <div className={styles.plot} data-plot="">
          <div className={styles.months} aria-hidden="true">
            {monthsOf(scale).map((day) => (
              <span key={day} style={{ left: `${at(day)}%` }}>
                {formatDate(day).slice(3)}
              </span>
            ))}
          </div>
          <div className={styles.grid} aria-hidden="true">
            {monthsOf(scale).map((day) => (
              <i key={day} style={{ left: `${at(day)}%` }} />
            ))}
            <i className={styles.today} style={{ left: `${at(today)}%` }}>
              <span>{axis.today}</span>
            </i>
          </div>
          {rows.map((row) => (
            <Row key={row.key} row={row} at={at} spanDays={spanDays} onMove={onMove} />
          ))}
        </div>
      </section>
      <p className={styles.how}>{axis.how}</p>
    </figure>
  );
}

interface RowProps {
  row: AxisRow;
  at: (day: IsoDate) => number;
  spanDays: number;
  onMove: MoveMark;
}

function Row({ row, at, spanDays, onMove }: RowProps) {
  const lines = linesOf(row.dates, at);
  const count = Math.max(1, ...[...lines.values()].map((line) => line + 1));
  const widthOf = (from: IsoDate, to: IsoDate) => at(addDays(to, 1)) - at(from);
  return (
    <section className={styles.row} aria-label={`${row.name}, ${row.bodyName}`}>
      <h3 className={styles.name}>
        <span className={styles.body} data-body={row.body}>
          {row.bodyName}
        </span>{' '}
        {row.name}
      </h3>
      <div className={styles.lines} style={{ blockSize: `${count * lineRem + 0.75}rem` }}>
        {row.whole === null ? null : (
          <AxisMark
            look="whole"
            label=""
            name={row.whole.name}
            value={row.whole.value}
            now={row.whole.days}
            left={at(row.whole.from)}
            width={widthOf(row.whole.from, row.whole.to)}
            top={0}
            spanDays={spanDays}
            isLabelBefore={false}
            onMove={(days, phase) => onMove(row.key, null, days, phase)}
          />
        )}
        {row.dates.map((date) => (
          <AxisMark
            key={date.key}
            look={date.look}
            label={date.label}
            name={date.name}
            value={date.value}
            now={daysBetween('2000-01-01', date.from)}
            left={at(date.from)}
            width={date.from === date.to ? 0 : widthOf(date.from, date.to)}
            top={(lines.get(date.key) ?? 0) * lineRem + 0.75}
            spanDays={spanDays}
            isLabelBefore={isLabelBefore(date, at)}
            was={
              date.was === null ? undefined : { left: at(date.was.from), width: widthOf(date.was.from, date.was.to) }
            }
            onMove={(days, phase) => onMove(row.key, date.key, days, phase)}
          />
        ))}
      </div>
    </section>
  );
}

function monthsOf({ from, to }: Scale): IsoDate[] {
  const months: IsoDate[] = [];
  for (let month = shiftPeriod(from.slice(0, 7), 1); `${month}-01` <= to; month = shiftPeriod(month, 1))
    months.push(`${month}-01`);
  const every = months.length > 30 ? 6 : months.length > 14 ? 3 : months.length > 8 ? 2 : 1;
  return months.filter((day) => (Number(day.slice(5, 7)) - 1) % every === 0);
}

function isLabelBefore(date: AxisDate, at: RowProps['at']): boolean {
  return at(date.home.to) + date.label.length * letter > 98;
}

/** The line of each mark: as few lines as the labels allow. */
function linesOf(dates: readonly AxisDate[], at: RowProps['at']): Map<string, number> {
  const ends: number[] = [];
  const lines = new Map<string, number>();
  const placed = dates
    .map((date) => {
      const label = date.label.length * letter + 1.6;
      const start = at(date.home.from) - 0.6;
      const end = at(addDays(date.home.to, 1));
      return isLabelBefore(date, at) ? { date, start: start - label, end } : { date, start, end: end + label };
    })
    .toSorted((a, b) => a.start - b.start);
  for (const { date, start, end } of placed) {
    const free = ends.findIndex((taken) => taken <= start);
    const line = free === -1 ? ends.length : free;
    ends[line] = end;
    lines.set(date.key, line);
  }
  return lines;
}
