import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, type IsoDate } from '#shared/kernel/time.ts';
import { countMilestones, firstDay } from '#shared/modules/timelines/rules.ts';
import type { ExerciseView, MilestoneView, Timelines } from '#shared/modules/timelines/schema.ts';
import { MilestoneList } from './MilestoneList.tsx';
import styles from './MonthGroups.module.css';
import { monthInWords, type TimelineWords, useTimelineWords } from './Words.tsx';

interface Month {
  /** `YYYY-MM`, or empty for what has no date. */
  period: string;
  milestones: MilestoneView[];
}

/** The calendar by the month in which each date begins. Past months are closed; a line says where today is. */
export function MonthGroups({ timelines }: { timelines: Timelines }) {
  const words = useTimelineWords();
  const { today } = timelines;
  const exercises = new Map(timelines.exercises.map((exercise) => [exercise.id, exercise]));
  const months = monthsOf(timelines.milestones);
  const dated = months.filter(({ period }) => period !== '');
  const undated = months.filter(({ period }) => period === '');
  const isShort = dated.length <= 3;
  const thisMonth = today.slice(0, 7);
  const draw = (month: Month, isOpen: boolean) => (
    <MonthGroup key={month.period} month={month} sources={timelines.sources} exercises={exercises} isOpen={isOpen} />
  );
  return (
    <section className={styles.months} aria-label={words.views.month}>
      <p className={styles.jump}>
        <a href="#today">{words.goToToday}</a>
      </p>
      {dated.filter(({ period }) => period < thisMonth).map((month) => draw(month, isShort))}
      {dated
        .filter(({ period }) => period === thisMonth)
        .map((month) => (
          <CurrentMonth
            key={month.period}
            month={month}
            today={today}
            sources={timelines.sources}
            exercises={exercises}
          />
        ))}
      {dated.some(({ period }) => period === thisMonth) ? null : <Today today={today} />}
      {dated.filter(({ period }) => period > thisMonth).map((month) => draw(month, true))}
      {undated.map((month) => draw(month, false))}
    </section>
  );
}

interface GroupProps {
  month: Month;
  sources: readonly string[];
  exercises: ReadonlyMap<string, ExerciseView>;
}

function MonthGroup({ month, isOpen, ...lists }: GroupProps & { isOpen: boolean }) {
  const words = useTimelineWords();
  return (
    <details className={styles.month} open={isOpen}>
      <summary className={styles.summary}>
        <MonthHead month={month} words={words} />
      </summary>
      <MilestoneList milestones={month.milestones} {...lists} />
    </details>
  );
}

/** The month that holds today: what is behind, the line, what is ahead. */
function CurrentMonth({ month, today, ...lists }: GroupProps & { today: IsoDate }) {
  const words = useTimelineWords();
  const past = month.milestones.filter((milestone) => (firstDay(milestone) ?? '') < today);
  const ahead = month.milestones.filter((milestone) => (firstDay(milestone) ?? '') >= today);
  return (
    <section className={styles.month}>
      <div className={styles.summary}>
        <MonthHead month={month} words={words} />
      </div>
      {past.length === 0 ? null : <MilestoneList milestones={past} {...lists} />}
      <Today today={today} />
      {ahead.length === 0 ? null : <MilestoneList milestones={ahead} {...lists} />}
    </section>
  );
}

function MonthHead({ month, words }: { month: Month; words: TimelineWords }) {
  const counts = countMilestones(month.milestones);
  return (
    <>
      <h2 className={styles.name}>
        {month.period === '' ? words.undatedTitle : monthInWords(words, `${month.period}-01`)}
      </h2>
      <span className={styles.facts}>
        {words.listed(formatCount(month.milestones.length))}
        {counts.passedUnconfirmed > 0 ? ` · ${words.unconfirmed(formatCount(counts.passedUnconfirmed))}` : ''}
      </span>
    </>
  );
}

function Today({ today }: { today: IsoDate }) {
  const words = useTimelineWords();
  return (
    <p className={styles.today} id="today">
      {words.today(formatDate(today))}
    </p>
  );
}

function monthsOf(milestones: readonly MilestoneView[]): Month[] {
  const months = new Map<string, MilestoneView[]>();
  for (const milestone of milestones) {
    const period = firstDay(milestone)?.slice(0, 7) ?? '';
    const sofar = months.get(period);
    if (sofar === undefined) months.set(period, [milestone]);
    else sofar.push(milestone);
  }
  return [...months].map(([period, of]) => ({ period, milestones: of }));
}
