import { useRouter } from '@tanstack/react-router';
import { useLanguage } from '#client/app/language.tsx';
import { findingPath } from '#client/modules/radar/api.ts';
import { EmptyFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, type IsoDate, type Period, periodEnd } from '#shared/kernel/time.ts';
import { isWindow } from '#shared/modules/calendar/rules.ts';
import type { CalendarEntry, CalendarView } from '#shared/modules/calendar/schema.ts';
import type { FindingView } from '#shared/modules/radar/schema.ts';
import { milestoneNameOf, reasonNames } from '#shared/modules/timelines/catalogue-names.ts';
import { firstDay, isInPeriod, type ReferenceWindow } from '#shared/modules/timelines/rules.ts';
import type { ExerciseBrief, MilestoneStatus } from '#shared/modules/timelines/schema.ts';
import styles from './Agenda.module.css';
import { type CalendarWords, useCalendarWords } from './api.ts';
import { BodyMark, ConflictMark, dayInWords, daysInWords, ExerciseName, placeOf, StandingMark } from './DateMarks.tsx';

const marks: Record<MilestoneStatus, StatusKind> = {
  due_soon: 'info',
  under_way: 'info',
  planned: 'info',
  passed_unconfirmed: 'attention',
  completed: 'onTrack',
  unknown_date: 'noFigure',
  superseded: 'notApplicable',
};

export interface AgendaProps {
  month: Period;
  view: CalendarView;
  references: readonly ReferenceWindow[];
  /** Clashes of dates that begin in the month. */
  conflicts: readonly FindingView[];
}

/** The month by days: what runs from before, then each day that has something, with everything that is known of it. */
export function Agenda({ month, view, references, conflicts }: AgendaProps) {
  const words = useCalendarWords();
  const first = `${month}-01`;
  const last = periodEnd(month);
  const entries = view.entries.filter((entry) => isInPeriod(entry, first, last));
  const began = entries.filter((entry) => (firstDay(entry) ?? '') < first);
  const running = references.filter((reference) => isInPeriod(reference, first, last) || isOpen(reference, last));
  const holidays = view.holidays.filter(({ day }) => day >= first && day <= last);
  const days = [
    ...new Set([
      ...entries.map((entry) => firstDay(entry) ?? ''),
      ...holidays.map(({ day }) => day),
      ...conflicts.map(({ from }) => from ?? ''),
      ...(view.day.startsWith(month) ? [view.day] : []),
    ]),
  ].filter((day) => day >= first);
  if (entries.length === 0 && holidays.length === 0 && running.length === 0) {
    return (
      <EmptyFace title={words.empty.title}>
        <p>{words.empty.sentence}</p>
      </EmptyFace>
    );
  }
  return (
    <section className={styles.agenda} aria-labelledby="agenda-title">
      <h2 id="agenda-title">{words.list.title}</h2>
      {began.length + running.length === 0 ? null : (
        <section className={styles.day} id="running">
          <h3>{words.list.running}</h3>
          <ul className={styles.lines}>
            {running.map((reference) => (
              <ReferenceLine key={reference.id} reference={reference} />
            ))}
            <Lines entries={began} view={view} />
          </ul>
        </section>
      )}
      {days
        .toSorted((a, b) => a.localeCompare(b))
        .map((day) => (
          <DayOf
            key={day}
            day={day}
            view={view}
            conflicts={conflicts.filter(({ from }) => from === day)}
            entries={entries.filter((entry) => firstDay(entry) === day)}
          />
        ))}
    </section>
  );
}

/** An end that no source gives is still to come. */
function isOpen({ start, end }: ReferenceWindow, last: IsoDate): boolean {
  return start !== null && end === null && start <= last;
}

interface DayProps extends Pick<AgendaProps, 'view' | 'conflicts'> {
  day: IsoDate;
  entries: readonly CalendarEntry[];
}

function DayOf({ day, view, entries, conflicts }: DayProps) {
  const words = useCalendarWords();
  const language = useLanguage();
  const holidays = view.holidays.filter((holiday) => holiday.day === day);
  const isToday = day === view.day;
  return (
    <section className={styles.day} id={`day-${day}`} {...(isToday ? { 'aria-current': 'date' } : {})}>
      <h3>
        {dayInWords(words, day)}
        {isToday ? <span className={styles.today}> {words.list.todayMark}</span> : null}
      </h3>
      {holidays.map(({ stateCode, nameEn, nameHi, source }) => (
        <p key={stateCode} className={styles.holiday} title={source}>
          {words.holidayIn(language === 'hi' ? (nameHi ?? nameEn) : nameEn, placeOf(stateCode, language))}
        </p>
      ))}
      {conflicts.map((finding) => (
        <p key={finding.id} className={styles.conflict}>
          <ConflictMark finding={finding} />{' '}
          <PathLink to={findingPath(finding.id)}>{language === 'hi' ? finding.messageHi : finding.messageEn}</PathLink>
        </p>
      ))}
      {entries.length + holidays.length + conflicts.length === 0 ? (
        <p className={styles.none}>{words.list.nothingToday}</p>
      ) : null}
      <ul className={styles.lines}>
        <Lines entries={entries} view={view} />
      </ul>
    </section>
  );
}

function Lines({ entries, view }: { entries: readonly CalendarEntry[]; view: CalendarView }) {
  const exercises = new Map(view.exercises.map((exercise) => [exercise.id, exercise]));
  return entries.map((entry) => {
    const exercise = exercises.get(entry.exerciseId);
    const source = entry.source === null ? undefined : view.sources[entry.source];
    return exercise === undefined ? null : <Line key={entry.id} entry={entry} exercise={exercise} source={source} />;
  });
}

interface LineProps {
  entry: CalendarEntry;
  exercise: ExerciseBrief;
  source: string | undefined;
}

function Line({ entry, exercise, source }: LineProps) {
  const words = useCalendarWords();
  const language = useLanguage();
  const name = milestoneNameOf(entry.milestone, language);
  return (
    <li className={styles.line} data-standing={entry.standing}>
      <p className={styles.whose}>
        <b>{placeOf(exercise.stateCode, language)}</b> <BodyMark body={exercise.bodyKind} />
      </p>
      <div className={styles.what}>
        <p>
          <span className={styles.name}>{name}</span>
          {isWindow(entry) ? <span className={styles.days}> {daysInWords(words, entry)}</span> : null}
          {entry.start === null ? <span className={styles.days}> {words.list.byThisDay}</span> : null}{' '}
          <StandingMark entry={entry} />
        </p>
        <p className={styles.quiet}>
          <Exercise exercise={exercise} /> · {words.kindsShort[exercise.kind]}
        </p>
        <Moved entry={entry} />
        <details className={styles.source}>
          <summary aria-label={words.sourceOf(name)}>{words.source}</summary>
          <p lang="en">{source ?? words.sourceNone}</p>
          {entry.confidence === 'computed' ? <p>{words.computed}</p> : null}
          {entry.note === null ? null : <p lang="en">{entry.note}</p>}
        </details>
      </div>
      <span className={styles.status}>
        <StatusMark kind={marks[entry.status]} word={words.statuses[entry.status]} />
      </span>
    </li>
  );
}

/** The exercise's name, as a link once it has a page of its own. */
function Exercise({ exercise }: { exercise: ExerciseBrief }) {
  const router = useRouter();
  if (!('/timelines/exercise/$id' in router.routesByPath)) return <ExerciseName exercise={exercise} />;
  return (
    <PathLink to={`/timelines/exercise/${encodeURIComponent(exercise.id)}`}>
      <ExerciseName exercise={exercise} />
    </PathLink>
  );
}

/** The plans that this date replaced. */
function Moved({ entry: { earlier, slipInDays } }: { entry: CalendarEntry }) {
  const words = useCalendarWords();
  const language = useLanguage();
  const [first] = earlier;
  const reason = earlier.at(-1)?.reason ?? null;
  if (first === undefined) return null;
  const was = daysInWords(words, first);
  return (
    <p className={styles.moved}>
      {slipInDays === null ? words.movedUndated(was) : words.moved(was, slipInWords(words, slipInDays))}
      {earlier.length > 1 ? ` ${words.plans(earlier.map((plan) => daysInWords(words, plan)).join(', '))}` : ''}
      {reason === null ? '' : ` ${words.reason(reasonNames[reason][language])}`}
    </p>
  );
}

function slipInWords(words: CalendarWords, days: number): string {
  if (days === 0) return words.sameDay;
  return days > 0 ? words.later(formatCount(days)) : words.earlier(formatCount(-days));
}

function ReferenceLine({ reference: { id, start, end, source } }: { reference: ReferenceWindow }) {
  const words = useCalendarWords();
  const language = useLanguage();
  const isOpenEnded = start !== null && end === null;
  return (
    <li className={styles.line}>
      <p className={styles.whose}>
        <b>{placeOf(null, language)}</b>
      </p>
      <div className={styles.what}>
        <p>
          <span className={styles.name}>{words.references[id]}</span>
          <span className={styles.days}>
            {' '}
            {isOpenEnded ? words.openEnd(formatDate(start)) : daysInWords(words, { start, end })}
          </span>
        </p>
        <details className={styles.source}>
          <summary aria-label={words.sourceOf(words.references[id])}>{words.source}</summary>
          <p lang="en">{source}</p>
        </details>
      </div>
    </li>
  );
}
