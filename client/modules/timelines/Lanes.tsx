import { daysBetween, formatDate, type IsoDate, shiftPeriod } from '#shared/kernel/time.ts';
import { firstDay, isAhead, isInPeriod, lastDay } from '#shared/modules/timelines/rules.ts';
import type { MilestoneView } from '#shared/modules/timelines/schema.ts';
import styles from './Lanes.module.css';
import { monthInWords, useTimelineWords } from './Words.tsx';

export interface Span {
  from: IsoDate;
  to: IsoDate;
  today: IsoDate;
}

const monthsBack = -17;
const monthsOn = 14;
/** Shorter windows are drawn as a point: they would be thinner than one. */
const leastWindowDays = 6;

type Look = 'completed' | 'passed' | 'ahead' | 'toVerify' | 'superseded';

/** The months that every line of the page runs over: those of the record, around today. */
export function spanAround(today: IsoDate): Span {
  const month = today.slice(0, 7);
  return { from: `${shiftPeriod(month, monthsBack)}-01`, to: `${shiftPeriod(month, monthsOn)}-01`, today };
}

/** Dates of one State as two lines, the ECI's above the SEC's. The list below says the same in words. */
export function Lanes({
  span,
  eci,
  sec,
}: {
  span: Span;
  eci: readonly MilestoneView[];
  sec: readonly MilestoneView[];
}) {
  return (
    <svg className={styles.lanes} width="100%" height="34" aria-hidden="true">
      {ticksOf(span).map((day) => (
        <line key={day} className={styles.tick} x1={at(span, day)} x2={at(span, day)} y1="0" y2="34" />
      ))}
      <line className={styles.base} x1="0" x2="100%" y1="10" y2="10" />
      <line className={styles.base} x1="0" x2="100%" y1="24" y2="24" />
      <line className={styles.today} x1={at(span, span.today)} x2={at(span, span.today)} y1="0" y2="34" />
      <Points span={span} milestones={eci} y={10} />
      <Points span={span} milestones={sec} y={24} />
    </svg>
  );
}

/** Months under which the lines stand, with the place of today. */
export function LaneAxis({ span }: { span: Span }) {
  const words = useTimelineWords();
  return (
    <svg className={styles.axis} width="100%" height="20" aria-hidden="true">
      {ticksOf(span)
        .slice(0, -1)
        .map((day) => (
          <text key={day} className={styles.month} x={at(span, day)} dx="3" y="14">
            {monthInWords(words, day)}
          </text>
        ))}
    </svg>
  );
}

/** The shapes of the lines with their words. */
export function LaneLegend({ span }: { span: Span }) {
  const words = useTimelineWords();
  const looks: readonly Look[] = ['completed', 'passed', 'ahead', 'toVerify', 'superseded'];
  return (
    <div className={styles.legend}>
      <p>{words.lanes.axis(formatDate(span.from), formatDate(span.to))}</p>
      <ul>
        {looks.map((look) => (
          <li key={look}>
            <svg width="14" height="12" aria-hidden="true">
              <Point x="7" y={6} look={look} />
            </svg>{' '}
            {words.lanes[look]}
          </li>
        ))}
        <li>
          <svg width="6" height="12" aria-hidden="true">
            <line className={styles.today} x1="3" x2="3" y1="0" y2="12" />
          </svg>{' '}
          {words.lanes.today}
        </li>
      </ul>
    </div>
  );
}

function Points({ span, milestones, y }: { span: Span; milestones: readonly MilestoneView[]; y: number }) {
  const seen = milestones.filter((milestone) => isInPeriod(milestone, span.from, span.to));
  // What matters next is drawn last, over the rest.
  const ordered = seen.toSorted((a, b) => order.indexOf(lookOf(a)) - order.indexOf(lookOf(b)));
  return ordered.map((milestone) => {
    const start = firstDay(milestone) ?? span.from;
    const end = lastDay(milestone) ?? start;
    const look = lookOf(milestone);
    if (milestone.start === null || daysBetween(start, end) < leastWindowDays) {
      return <Point key={milestone.id} x={at(span, start)} y={y} look={look} />;
    }
    const left = share(span, start);
    return (
      <rect
        key={milestone.id}
        className={styles.window}
        data-look={look}
        x={`${left}%`}
        width={`${Math.max(share(span, end) - left, 0.3)}%`}
        y={y - 3}
        height="6"
      />
    );
  });
}

const order: readonly Look[] = ['superseded', 'completed', 'toVerify', 'passed', 'ahead'];

function Point({ x, y, look }: { x: string; y: number; look: Look }) {
  return (
    // The inner picture has no size of its own: it moves a shape in pixels to a place in percent.
    <svg x={x} y={y} overflow="visible" className={styles.point} data-look={look} aria-hidden="true">
      {look === 'passed' ? <path d="M0-4.4 4.6 3.6H-4.6Z" /> : null}
      {look === 'superseded' ? <path d="M-2.6-2.6 2.6 2.6M2.6-2.6-2.6 2.6" /> : null}
      {look === 'completed' ? <circle r="2.7" /> : null}
      {look === 'ahead' ? <rect x="-3.6" y="-3.6" width="7.2" height="7.2" transform="rotate(45)" /> : null}
      {look === 'toVerify' ? <circle r="3.4" /> : null}
    </svg>
  );
}

function lookOf({ status, standing }: MilestoneView): Look {
  if (status === 'superseded') return 'superseded';
  if (standing !== 'fact') return 'toVerify';
  if (isAhead(status)) return 'ahead';
  return status === 'completed' ? 'completed' : 'passed';
}

function ticksOf({ from, to }: Span): IsoDate[] {
  const days: IsoDate[] = [];
  for (let month = from.slice(0, 7); `${month}-01` <= to; month = shiftPeriod(month, 1)) {
    if (['01', '07'].includes(month.slice(5))) days.push(`${month}-01`);
  }
  return days;
}

/** Place on the line in percent, within it. */
function share({ from, to }: Span, day: IsoDate): number {
  return Math.min(100, Math.max(0, (daysBetween(from, day) / daysBetween(from, to)) * 100));
}

function at(span: Span, day: IsoDate): string {
  return `${share(span, day)}%`;
}
