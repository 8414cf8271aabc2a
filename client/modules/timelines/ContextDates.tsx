import { formatDate } from '#shared/kernel/time.ts';
import { firstDay, isInPeriod, lastDay } from '#shared/modules/timelines/rules.ts';
import { contextWindows } from '#shared/modules/timelines/rules-context.ts';
import type { ExercisePage } from '#shared/modules/timelines/schema-entry.ts';
import styles from './Entry.module.css';
import { useEntryWords } from './EntryWords.tsx';
import { daysInWords, useTimelineWords } from './Words.tsx';

/** The census, examinations and harvests that fall among the dates of the exercise, as far as sources were seen. */
export function ContextDates({ page }: { page: ExercisePage }) {
  const words = useEntryWords().context;
  const calendar = useTimelineWords();
  const { stateCode } = page.exercise;
  const days = page.milestones.filter(({ isInForce }) => isInForce).flatMap((row) => [firstDay(row), lastDay(row)]);
  const known = days.filter((day) => day !== null).toSorted();
  const [from, to] = [known[0], known.at(-1)];
  if (from === undefined) return null;
  const met = contextWindows.filter(
    ({ stateCode: of, start, end }) =>
      (of === null || of === stateCode) &&
      isInPeriod({ start, end: end ?? (start === null ? null : '2100-12-31') }, from, to),
  );
  if (met.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="context-title">
      <h2 id="context-title">{words.title}</h2>
      <p className={styles.quiet}>{words.provisional}</p>
      <ul className={styles.list}>
        {met.map(({ id, start, end, source }) => (
          <li key={id}>
            {words[id]}:{' '}
            {start !== null && end === null ? words.open(formatDate(start)) : daysInWords(calendar, { start, end })}{' '}
            <span className={styles.quiet} lang="en">
              {source}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
