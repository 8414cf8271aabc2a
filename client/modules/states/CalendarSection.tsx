import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage, useWords } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { timelines as en } from '#client/messages/en/timelines.ts';
import { timelines as hi } from '#client/messages/hi/timelines.ts';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { CalendarDate, StatePage } from '#shared/modules/states/schema.ts';
import { type StatesWords, useStatesWords } from './api.ts';
import { type AxisDate, CalendarAxis } from './CalendarAxis.tsx';
import styles from './CalendarSection.module.css';

const bodyKinds = ['eci', 'sec'] as const;
const strong = /^(?:enumeration|poll)(?:_|$)/;

/** Both bodies' dates on one axis, with the days they share as the finding, and the next three of each. */
export function CalendarSection({ page }: { page: StatePage }) {
  const words = useStatesWords();
  const { next, axis, meeting, unconfirmed, toVerify, undated } = page.calendar;
  const left = [
    unconfirmed === 0 ? '' : words.calendar.unconfirmed(formatCount(unconfirmed)),
    toVerify === 0 ? '' : words.calendar.toVerify(formatCount(toVerify)),
    undated === 0 ? '' : words.calendar.undated(formatCount(undated)),
  ].filter((sentence) => sentence !== '');
  const title =
    meeting === null
      ? words.calendar.title
      : words.calendar.meeting(formatCount(meeting.days), formatDate(meeting.from), formatDate(meeting.to));
  return (
    <section className={styles.section} aria-labelledby="calendar-title">
      <h2 id="calendar-title">{title}</h2>
      <p className={styles.intro}>{meeting === null ? words.calendar.noMeeting : words.calendar.meetingHint}</p>
      {axis.length === 0 ? (
        <p className={styles.intro}>{words.calendar.empty}</p>
      ) : (
        <Drawing page={page} title={title} />
      )}
      <div className={styles.next}>
        {bodyKinds.map((kind) => (
          <div key={kind}>
            <h3>{words.calendar.next[kind]}</h3>
            <NextDates dates={next[kind]} />
          </div>
        ))}
      </div>
      {left.length === 0 ? null : <p className={styles.intro}>{left.join(' · ')}</p>}
    </section>
  );
}

function Drawing({ page: { calendar, day, asOn }, title }: { page: StatePage; title: string }) {
  const words = useStatesWords();
  const calendarWords = useWords({ en, hi });
  const language = useLanguage();
  const { axis, meeting } = calendar;
  const names = Object.values(calendarWords.months);
  const monthName = (month: number) =>
    language === 'hi' ? (names[month - 1] ?? '') : (names[month - 1] ?? '').slice(0, 3);
  const count = (kind: 'eci' | 'sec') => formatCount(axis.filter(({ bodyKind }) => bodyKind === kind).length);
  const dates = axis.flatMap((date) => toAxisDate(words, wordFor(calendarWords.milestones, date.milestone), date));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
    <section className={styles.scroll} aria-label={words.calendar.scroll} tabIndex={0}>
      <CalendarAxis
        title={title}
        summary={words.calendar.summary(count('eci'), count('sec'))}
        laneLabels={words.calendar.lanes}
        emptyLabel={words.calendar.laneEmpty}
        dates={dates}
        together={
          meeting === null
            ? null
            : { from: meeting.from, to: meeting.to, label: words.calendar.band(formatCount(meeting.days)) }
        }
        day={{ on: day, label: asOn === null ? words.calendar.today : words.calendar.thatDay }}
        monthName={monthName}
      />
    </section>
  );
}

function toAxisDate(words: StatesWords, name: string, date: CalendarDate): AxisDate[] {
  const from = date.start ?? date.end;
  const to = date.end ?? date.start;
  if (from === null || to === null) return [];
  const { id, bodyKind, isSuperseded, isSample, milestone } = date;
  const label = isSuperseded ? words.calendar.was(name) : name;
  return [{ key: id, lane: bodyKind, label, from, to, isSuperseded, isSample, isStrong: strong.test(milestone) }];
}

function NextDates({ dates }: { dates: readonly CalendarDate[] }) {
  const words = useStatesWords();
  const appWords = useAppWords();
  const calendarWords = useWords({ en, hi });
  const language = useLanguage();
  if (dates.length === 0) return <p className={styles.intro}>{words.calendar.none}</p>;
  return (
    <ol className={styles.dates}>
      {dates.map((date) => {
        const hindiName = language === 'hi' ? date.exerciseHi : null;
        return (
          <li key={date.id}>
            <span className={styles.day}>{daysText(words, date)}</span>
            <span>
              {wordFor(calendarWords.milestones, date.milestone)}
              {date.isSample ? <SampleMark word={appWords.sample} hint={appWords.sampleHint} /> : null}
              <span className={styles.exercise} {...(hindiName === null ? { lang: 'en' } : {})}>
                {hindiName ?? date.exerciseEn}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function daysText(words: StatesWords, { start, end }: CalendarDate): string {
  if (start === null) return words.calendar.by(formatDate(end ?? ''));
  return end === null || start === end ? formatDate(start) : words.calendar.range(formatDate(start), formatDate(end));
}
