import { useQuery } from '@tanstack/react-query';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { addDays, daysBetween, formatDate, type IsoDate, shiftPeriod } from '#shared/kernel/time.ts';
import { crunch, firstDay, lastDay, referenceWindows } from '#shared/modules/timelines/rules.ts';
import type { PlannedDays, Timelines } from '#shared/modules/timelines/schema.ts';
import { crunchQuery } from './api.ts';
import styles from './CrunchStrip.module.css';
import { daysInWords, milestoneName, monthInWords, type TimelineWords, usePlaces, useTimelineWords } from './Words.tsx';

interface Fixed {
  id: string;
  place: string;
  name: string;
  days: PlannedDays;
  dates: string;
  look: 'eci' | 'sec' | 'reference' | 'toVerify';
}

/**
 * The months in which most falls together next: what is on record in them, as bars over their days and in words. Short,
 * it is the count alone, for a reader who has chosen something else.
 */
export function CrunchStrip({ isShort }: { isShort: boolean }) {
  const words = useTimelineWords();
  const places = usePlaces();
  const { data } = useQuery(crunchQuery);
  if (data === undefined || data.today >= crunch.to) return null;
  const bars = fixedIn(data, words, places);
  const facts = bars.filter(({ look }) => look !== 'toVerify');
  const toVerify = bars.filter(({ look }) => look === 'toVerify');
  return (
    <section className={styles.strip} aria-labelledby="crunch-title">
      <h2 id="crunch-title">{words.crunch.title(formatCount(facts.length))}</h2>
      <p className={styles.summary}>
        {toVerify.length === 0 ? words.crunch.summaryNone : words.crunch.summary(formatCount(toVerify.length))}{' '}
        <PathLink to="/timelines?period=crunch&view=month" isSwitch>
          {words.crunch.show}
        </PathLink>
      </p>
      {isShort ? null : <Months facts={facts} toVerify={toVerify} />}
    </section>
  );
}

function Months({ facts, toVerify }: { facts: readonly Fixed[]; toVerify: readonly Fixed[] }) {
  const words = useTimelineWords();
  return (
    <>
      <div className={styles.head} aria-hidden="true">
        {monthsOf().map((day) => (
          <span key={day}>{monthInWords(words, day)}</span>
        ))}
      </div>
      <Bars bars={facts} />
      {toVerify.length === 0 ? null : (
        <>
          <h3 className={styles.subhead}>{words.crunch.toVerify}</h3>
          <Bars bars={toVerify} />
        </>
      )}
    </>
  );
}

function Bars({ bars }: { bars: readonly Fixed[] }) {
  return (
    <ul className={styles.bars}>
      {bars.map((bar) => (
        <li key={bar.id} className={styles.bar}>
          <span className={styles.label}>
            <b>{bar.place}</b> {bar.name}
          </span>
          <svg className={styles.track} width="100%" height="14" aria-hidden="true">
            {monthsOf().map((day) => (
              <line key={day} className={styles.tick} x1={`${share(day)}%`} x2={`${share(day)}%`} y1="0" y2="14" />
            ))}
            <rect data-look={bar.look} {...placeOf(bar.days)} y="2" height="10" />
          </svg>
          <span className={styles.dates}>{bar.dates}</span>
        </li>
      ))}
    </ul>
  );
}

function fixedIn(timelines: Timelines, words: TimelineWords, places: ReturnType<typeof usePlaces>): Fixed[] {
  const exercises = new Map(timelines.exercises.map((exercise) => [exercise.id, exercise]));
  const own = timelines.milestones.flatMap((milestone): Fixed[] => {
    const exercise = exercises.get(milestone.exerciseId);
    const isLeftOut = milestone.status === 'superseded' || milestone.standing === 'sample';
    if (exercise === undefined || isLeftOut) return [];
    return [
      {
        id: milestone.id,
        place: places.place(exercise.stateCode),
        name: `${milestoneName(words, milestone.milestone)}, ${words.kinds[exercise.kind].toLocaleLowerCase('en')}`,
        days: milestone,
        dates: daysInWords(words, milestone),
        look: milestone.standing === 'fact' ? exercise.bodyKind : 'toVerify',
      },
    ];
  });
  const others = referenceWindows.map(
    ({ id, ...days }): Fixed => ({
      id,
      place: words.crunch.national,
      name: words.crunch[id],
      days,
      dates:
        days.start !== null && days.end === null
          ? words.crunch.openEnd(formatDate(days.start))
          : daysInWords(words, days),
      look: 'reference',
    }),
  );
  return [...own, ...others].toSorted((a, b) => (firstDay(a.days) ?? '').localeCompare(firstDay(b.days) ?? ''));
}

function monthsOf(): IsoDate[] {
  const first = crunch.from.slice(0, 7);
  return [0, 1, 2].map((month) => `${shiftPeriod(first, month)}-01`);
}

/** Place and length within the three months; an open end runs to their edge. */
function placeOf(days: PlannedDays): { x: string; width: string } {
  const left = share(firstDay(days) ?? crunch.from);
  const end = days.start !== null && days.end === null ? crunch.to : addDays(lastDay(days) ?? crunch.to, 1);
  return { x: `${left}%`, width: `${Math.max(share(end) - left, 1.1)}%` };
}

function share(day: IsoDate): number {
  return Math.min(100, Math.max(0, (daysBetween(crunch.from, day) / daysBetween(crunch.from, crunch.to)) * 100));
}
