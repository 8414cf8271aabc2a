import { useLanguage } from '#client/app/language.tsx';
import { StatusShape } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, type IsoDate, type Period } from '#shared/kernel/time.ts';
import { type Band, bandsOf, isWindow, weeksOf } from '#shared/modules/calendar/rules.ts';
import type { CalendarEntry, CalendarView, HolidayView } from '#shared/modules/calendar/schema.ts';
import type { FindingView } from '#shared/modules/radar/schema.ts';
import { milestoneNameOf } from '#shared/modules/timelines/catalogue-names.ts';
import { firstDay, type ReferenceWindow } from '#shared/modules/timelines/rules.ts';
import type { ExerciseBrief } from '#shared/modules/timelines/schema.ts';
import { useCalendarWords } from './api.ts';
import { BodyMark, conflictKinds, dayInWords, daysInWords, monthInWords, placeOf, StandingMark } from './DateMarks.tsx';
import styles from './MonthTable.module.css';

/** More than fits a week or a day is counted, and stands in the list below. */
const mostLanes = 4;
const mostPoints = 4;

type Window =
  | { kind: 'entry'; entry: CalendarEntry; exercise: ExerciseBrief }
  | { kind: 'reference'; reference: ReferenceWindow };

interface Placed {
  item: Window;
  start: IsoDate;
  end: IsoDate | null;
}

export interface MonthTableProps {
  month: Period;
  view: CalendarView;
  references: readonly ReferenceWindow[];
  /** Clashes of dates, gravest first; each stands on the day on which it begins. */
  conflicts: readonly FindingView[];
  /** One State is chosen: its holidays need not name it. */
  isOneState: boolean;
}

/** The month, weeks from Monday. Windows lie over their days; on a narrow screen the days alone are left, as a strip. */
export function MonthTable({ month, view, references, conflicts, isOneState }: MonthTableProps) {
  const words = useCalendarWords();
  const names: Readonly<Record<string, string>> = words.weekdays;
  const short: Readonly<Record<string, string>> = words.weekdaysShort;
  const exercises = new Map(view.exercises.map((exercise) => [exercise.id, exercise]));
  const windows = windowsOf(view, exercises, references);
  const weeks = weeksOf(month);
  const first = weeks[0]?.[0] ?? '';
  const last = weeks.at(-1)?.at(-1) ?? '';
  // What covers every day shown is said once, above the weeks.
  const isThroughout = ({ start, end }: Placed) => start <= first && (end === null || end >= last);
  const throughout = windows.filter(isThroughout);
  return (
    <table className={styles.month}>
      <caption className="visually-hidden">{words.grid.caption(monthInWords(words, month))}</caption>
      <thead>
        <tr>
          {Object.keys(words.weekdays).map((key) => (
            <th key={key} id={`week${key}`} scope="col" abbr={names[key]}>
              {short[key]}
            </th>
          ))}
        </tr>
      </thead>
      {throughout.length === 0 ? null : (
        <tbody>
          <tr className={styles.lane}>
            <td colSpan={7} className={styles.banded}>
              {throughout.map(({ item }) => (
                <BandOf key={idOf(item)} band={{ item, isContinued: false, goesOn: true, span: 7 }} />
              ))}
            </td>
          </tr>
        </tbody>
      )}
      {weeks.map((week) => (
        <Week
          key={week[0]}
          week={week}
          month={month}
          view={view}
          conflicts={conflicts}
          exercises={exercises}
          windows={windows.filter((window) => !isThroughout(window))}
          isOneState={isOneState}
        />
      ))}
    </table>
  );
}

interface WeekProps extends Pick<MonthTableProps, 'month' | 'view' | 'conflicts' | 'isOneState'> {
  week: readonly IsoDate[];
  exercises: ReadonlyMap<string, ExerciseBrief>;
  windows: readonly Placed[];
}

function Week({ week, month, view, conflicts, exercises, windows, isOneState }: WeekProps) {
  const words = useCalendarWords();
  const bands = bandsOf(week, windows);
  const lanes = Math.min(mostLanes, Math.max(0, ...bands.map(({ lane }) => lane + 1)));
  const hidden = bands.filter(({ lane }) => lane >= mostLanes).length;
  const points = new Map(
    week.map((day) => [day, view.entries.filter((entry) => !isWindow(entry) && firstDay(entry) === day)]),
  );
  const of = (day: IsoDate) => (day.startsWith(month) ? 'month' : 'other');
  return (
    <tbody>
      <tr className={styles.days}>
        {week.map((day, column) => (
          <th key={day} id={`cell-${day}`} data-of={of(day)} {...(day === view.day ? { 'aria-current': 'date' } : {})}>
            <Day
              day={day}
              isLinked={day.startsWith(month)}
              isToday={day === view.day}
              entries={[
                ...(points.get(day) ?? []),
                ...bands.flatMap(({ item, column: at, isContinued }) =>
                  item.kind === 'entry' && at === column && !isContinued ? [item.entry] : [],
                ),
              ]}
              holidays={view.holidays.filter((holiday) => holiday.day === day)}
              conflicts={conflicts.filter(({ from }) => from === day)}
              exercises={exercises}
              isOneState={isOneState}
            />
          </th>
        ))}
      </tr>
      {Array.from({ length: lanes }, (_, lane) => (
        <Lane key={`lane-${String(lane)}`} week={week} of={of} bands={bands.filter((band) => band.lane === lane)} />
      ))}
      {hidden === 0 ? null : (
        <tr className={styles.lane}>
          <td colSpan={7} className={styles.moreRunning}>
            <a href="#running">{words.grid.moreRunning(formatCount(hidden))}</a>
          </td>
        </tr>
      )}
      <tr className={styles.points}>
        {week.map((day, column) => (
          <td key={day} headers={`weekd${String(column)} cell-${day}`} data-of={of(day)}>
            <Points day={day} isLinked={day.startsWith(month)} entries={points.get(day) ?? []} exercises={exercises} />
          </td>
        ))}
      </tr>
    </tbody>
  );
}

interface DayProps {
  day: IsoDate;
  isLinked: boolean;
  isToday: boolean;
  entries: readonly CalendarEntry[];
  holidays: readonly HolidayView[];
  conflicts: readonly FindingView[];
  exercises: ReadonlyMap<string, ExerciseBrief>;
  isOneState: boolean;
}

function Day({ day, isLinked, isToday, entries, holidays, conflicts, exercises, isOneState }: DayProps) {
  const words = useCalendarWords();
  const number = String(Number(day.slice(8)));
  const count = entries.length + holidays.length + conflicts.length;
  const total = formatCount(count);
  const bodies = (['eci', 'sec'] as const).filter((body) =>
    entries.some(({ exerciseId }) => exercises.get(exerciseId)?.bodyKind === body),
  );
  return (
    <>
      {isLinked && count > 0 ? (
        <a className={styles.number} href={`#day-${day}`}>
          {number}
          <span className="visually-hidden"> {words.grid.goTo(dayInWords(words, day), total)}</span>
        </a>
      ) : (
        <time className={styles.number} dateTime={day}>
          {number}
        </time>
      )}
      {isToday ? <span className={styles.today}>{words.grid.today}</span> : null}
      <span className={styles.dots} aria-hidden="true">
        {bodies.map((body) => (
          <i key={body} data-body={body} />
        ))}
        {holidays.length > 0 ? <i data-body="holiday" /> : null}
      </span>
      <Conflicts conflicts={conflicts} />
      <Holidays holidays={holidays} isOneState={isOneState} />
    </>
  );
}

function Conflicts({ conflicts }: { conflicts: readonly FindingView[] }) {
  const words = useCalendarWords();
  const [gravest] = conflicts;
  if (gravest === undefined) return null;
  return (
    <span className={styles.conflicts}>
      <StatusShape kind={conflictKinds[gravest.outcome]} /> {words.conflicts(formatCount(conflicts.length))}
    </span>
  );
}

function Holidays({ holidays, isOneState }: { holidays: readonly HolidayView[]; isOneState: boolean }) {
  const words = useCalendarWords();
  const language = useLanguage();
  return holidays.slice(0, 2).map(({ stateCode, nameEn, nameHi }) => {
    const name = language === 'hi' ? (nameHi ?? nameEn) : nameEn;
    return (
      <span key={stateCode} className={styles.holiday} lang={language === 'hi' && nameHi === null ? 'en' : undefined}>
        {isOneState ? words.holiday(name) : words.holidayIn(name, placeOf(stateCode, language))}
      </span>
    );
  });
}

interface LaneProps {
  week: readonly IsoDate[];
  of: (day: IsoDate) => 'month' | 'other';
  bands: readonly Band<Window>[];
}

function Lane({ week, of, bands }: LaneProps) {
  const cells = [];
  for (let column = 0; column < 7; ) {
    const band = bands.find((each) => each.column === column);
    const day = week[column] ?? '';
    if (band === undefined) cells.push(<td key={day} data-of={of(day)} />);
    else {
      const days = week.slice(column, column + band.span).map((each) => `cell-${each}`);
      cells.push(
        <td key={day} colSpan={band.span} headers={days.join(' ')} className={styles.banded}>
          <BandOf band={band} />
        </td>,
      );
    }
    column += band?.span ?? 1;
  }
  return <tr className={styles.lane}>{cells}</tr>;
}

type BandLook = Pick<Band<Window>, 'item' | 'isContinued' | 'goesOn' | 'span'>;

function BandOf({ band: { item, isContinued, goesOn, span } }: { band: BandLook }) {
  const words = useCalendarWords();
  const language = useLanguage();
  // Its days stand in the list, and where there is room: in one column they would be most of the text.
  const ends = { 'data-continued': isContinued, 'data-goes-on': goesOn, 'data-is-short': span === 1 && goesOn };
  if (item.kind === 'reference') {
    const { id, start, end } = item.reference;
    const name = words.references[id];
    return (
      <div className={styles.band} data-look="reference" {...ends}>
        {isContinued ? words.grid.continues(name) : name}
        <span className={styles.kind}>
          {' '}
          {end === null && start !== null ? words.openEnd(formatDate(start)) : daysInWords(words, { start, end })}
        </span>
      </div>
    );
  }
  const { entry, exercise } = item;
  const name = milestoneNameOf(entry.milestone, language);
  return (
    <div className={styles.band} data-look={lookOf(exercise)} data-standing={entry.standing} {...ends}>
      <Shape entry={entry} />
      <b>{placeOf(exercise.stateCode, language)}</b> <BodyMark body={exercise.bodyKind} />{' '}
      {isContinued ? words.grid.continues(name) : name}{' '}
      <span className={styles.kind}>
        {words.kindsShort[exercise.kind]}, {daysInWords(words, entry)}
      </span>{' '}
      <StandingMark entry={entry} />
    </div>
  );
}

interface PointsProps {
  day: IsoDate;
  isLinked: boolean;
  entries: readonly CalendarEntry[];
  exercises: ReadonlyMap<string, ExerciseBrief>;
}

function Points({ day, isLinked, entries, exercises }: PointsProps) {
  const words = useCalendarWords();
  const rest = entries.length - mostPoints;
  if (entries.length === 0) return null;
  return (
    <>
      <ul>
        {entries.slice(0, rest === 1 ? mostPoints + 1 : mostPoints).map((entry) => (
          <Point key={entry.id} entry={entry} exercise={exercises.get(entry.exerciseId)} />
        ))}
      </ul>
      {rest > 1 ? (
        <p className={styles.more}>
          {isLinked ? (
            <a href={`#day-${day}`} aria-label={words.grid.moreOn(formatCount(rest), formatDate(day))}>
              {words.grid.more(formatCount(rest))}
            </a>
          ) : (
            words.grid.more(formatCount(rest))
          )}
        </p>
      ) : null}
    </>
  );
}

function Point({ entry, exercise }: { entry: CalendarEntry; exercise: ExerciseBrief | undefined }) {
  const words = useCalendarWords();
  const language = useLanguage();
  if (exercise === undefined) return null;
  return (
    <li className={styles.point} data-look={lookOf(exercise)} data-standing={entry.standing}>
      <span className={styles.whose}>
        <b>{placeOf(exercise.stateCode, language)}</b> <BodyMark body={exercise.bodyKind} />
      </span>{' '}
      <Shape entry={entry} />
      {milestoneNameOf(entry.milestone, language)}
      {entry.start === null ? ` (${words.list.byThisDay})` : ''}{' '}
      <span className={styles.kind}>{words.kindsShort[exercise.kind]}</span> <StandingMark entry={entry} />
    </li>
  );
}

/** The one standing that asks for something stands in the month itself; the list says all of them. */
function Shape({ entry: { status, standing } }: { entry: CalendarEntry }) {
  const words = useCalendarWords();
  if (status !== 'passed_unconfirmed' || standing !== 'fact') return null;
  return (
    <span className={styles.shape} title={words.statuses.passed_unconfirmed}>
      <StatusShape kind="attention" />
      <span className="visually-hidden">{words.statuses.passed_unconfirmed}: </span>
    </span>
  );
}

function lookOf({ kind, bodyKind }: ExerciseBrief): 'eci' | 'sec' | 'reference' {
  return kind === 'census' || kind === 'exam' || kind === 'outside' ? 'reference' : bodyKind;
}

function idOf(window: Window): string {
  return window.kind === 'entry' ? window.entry.id : window.reference.id;
}

function windowsOf(
  { entries }: CalendarView,
  exercises: ReadonlyMap<string, ExerciseBrief>,
  references: readonly ReferenceWindow[],
): Placed[] {
  return [
    ...references.flatMap((reference) => {
      const { start, end } = reference;
      return start === null ? [] : [{ item: { kind: 'reference' as const, reference }, start, end }];
    }),
    ...entries.flatMap((entry) => {
      const exercise = exercises.get(entry.exerciseId);
      if (exercise === undefined || entry.start === null || !isWindow(entry)) return [];
      return [{ item: { kind: 'entry' as const, entry, exercise }, start: entry.start, end: entry.end }];
    }),
  ];
}
