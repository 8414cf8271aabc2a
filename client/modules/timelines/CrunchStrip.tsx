import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { addDays, formatDate, type IsoDate, shiftPeriod } from '#shared/kernel/time.ts';
import { crunch, firstDay, isInPeriod, lastDay, referenceWindows } from '#shared/modules/timelines/rules.ts';
import type { ExerciseBrief, MilestoneView, PlannedDays, Timelines } from '#shared/modules/timelines/schema.ts';
import styles from './CrunchStrip.module.css';
import { daysInWords, milestoneName, monthInWords, type TimelineWords, usePlaces, useTimelineWords } from './Words.tsx';

interface Entry {
  id: string;
  day: IsoDate;
  place: string;
  name: string;
  dates: string;
  isFact: boolean;
}

/** An assembly whose term ends so soon after is polled in these months. */
const pollLeadDays = 61;

/** The months in which most falls together next, month by month, on the first screen: polls, the census, terms that end. */
export function CrunchStrip({ timelines }: { timelines: Timelines }) {
  const words = useTimelineWords();
  const { place } = usePlaces();
  if (timelines.today >= crunch.to) return null;
  const entries = entriesOf(timelines, words, place);
  const toVerify = entries.filter(({ isFact }) => !isFact).length;
  return (
    <section className={styles.strip} aria-labelledby="crunch-title">
      <header className={styles.header}>
        <h2 id="crunch-title">{words.crunch.title(formatCount(entries.length - toVerify))}</h2>
        <p className={styles.summary}>
          {toVerify === 0 ? words.crunch.summaryNone : words.crunch.summary(formatCount(toVerify))}{' '}
          <PathLink to="/timelines?period=crunch&zoom=week" isSwitch>
            {words.crunch.show}
          </PathLink>
        </p>
      </header>
      <div className={styles.months}>
        {[0, 1, 2].map((month) => {
          const period = shiftPeriod(crunch.from.slice(0, 7), month);
          return (
            <section key={period} className={styles.month}>
              <h3>{monthInWords(words, `${period}-01`)}</h3>
              <ul>
                {entries
                  .filter(({ day }) => day.slice(0, 7) === period)
                  .map(({ id, place: where, name, dates, isFact }) => (
                    <li key={id} data-fact={isFact}>
                      <b>{where}</b> {[name, dates].filter((part) => part !== '').join(', ')}
                      {isFact ? null : <span className={styles.verify}>{words.crunch.toVerify}</span>}
                    </li>
                  ))}
              </ul>
            </section>
          );
        })}
      </div>
    </section>
  );
}

function entriesOf({ exercises, milestones }: Timelines, words: TimelineWords, place: (code: string | null) => string) {
  const byId = new Map(exercises.map((exercise) => [exercise.id, exercise]));
  const until = addDays(crunch.to, -1);
  const terms: { milestone: MilestoneView; exercise: ExerciseBrief }[] = [];
  const own = milestones.flatMap((milestone): Entry[] => {
    const exercise = byId.get(milestone.exerciseId);
    if (exercise === undefined || milestone.status === 'superseded' || milestone.standing === 'sample') return [];
    if (isAssemblyTerm(milestone, exercise)) {
      terms.push({ milestone, exercise });
      return [];
    }
    if (!isInPeriod(milestone, crunch.from, until)) return [];
    return [
      {
        id: milestone.id,
        day: within(firstDay(milestone)),
        place: place(exercise.stateCode),
        name: `${milestoneName(words, milestone.milestone)}, ${words.kinds[exercise.kind].toLocaleLowerCase('en')}`,
        dates: daysInWords(words, milestone),
        isFact: milestone.standing === 'fact',
      },
    ];
  });
  const others = referenceWindows.map(
    ({ id, ...days }): Entry => ({
      id,
      // What began before stands where it ends.
      day: within((days.start ?? '') < crunch.from ? lastDay(days) : days.start),
      place: words.crunch.national,
      name: words.crunch[id],
      dates: datesOf(days, words),
      isFact: true,
    }),
  );
  const byDay = [...own, ...others].toSorted((a, b) => a.day.localeCompare(b.day));
  return terms.length === 0 ? byDay : [...byDay, termsOf(terms, words, place)];
}

/** A term of an assembly that ends in these months or soon after them. */
function isAssemblyTerm(milestone: MilestoneView, { kind }: ExerciseBrief): boolean {
  const isTerm = kind === 'assembly_election' && milestone.milestone === 'term_end';
  return isTerm && isInPeriod(milestone, crunch.from, addDays(crunch.to, pollLeadDays));
}

/** The terms in one line: they are one fact of these months. */
function termsOf(
  terms: readonly { milestone: MilestoneView; exercise: ExerciseBrief }[],
  words: TimelineWords,
  place: (code: string | null) => string,
): Entry {
  const ordered = terms.toSorted((a, b) => (lastDay(a.milestone) ?? '').localeCompare(lastDay(b.milestone) ?? ''));
  const named = ordered.map(({ milestone, exercise }) => {
    const day = formatDate(lastDay(milestone) ?? crunch.to);
    return `${place(exercise.stateCode)} ${day.slice(0, 5)}`;
  });
  return {
    id: 'terms',
    day: within(lastDay(ordered[0]?.milestone ?? { start: null, end: null })),
    place: named.join(', '),
    name: words.crunch.terms(formatCount(terms.length)),
    dates: '',
    isFact: ordered.every(({ milestone }) => milestone.standing === 'fact'),
  };
}

function datesOf(days: PlannedDays, words: TimelineWords): string {
  if (days.start !== null && days.end === null) return words.crunch.from(formatDate(days.start));
  if (days.start !== null && days.start < crunch.from && days.end !== null)
    return words.crunch.soon(formatDate(days.end));
  return daysInWords(words, days);
}

/** The day, or the first of these months for what began before them. */
function within(day: IsoDate | null): IsoDate {
  return day === null || day < crunch.from ? crunch.from : day;
}
