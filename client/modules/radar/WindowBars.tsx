import { useLanguage } from '#client/app/language.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { addDays, daysBetween, formatDate, type IsoDate } from '#shared/kernel/time.ts';
import { windowWords } from '#shared/modules/radar/catalogue-words.ts';
import type { FindingDetail, Overlap, UsedWindow } from '#shared/modules/radar/schema.ts';
import { useConflictWords } from './api.ts';
import styles from './WindowBars.module.css';
import { ExerciseName } from './Words.tsx';

interface Axis {
  from: IsoDate;
  to: IsoDate;
}

const rowHeight = 18;
const leastMargin = 3;

/** The windows as bars on one axis, with the days they share. The table below says the same. */
export function WindowBars({ detail }: { detail: FindingDetail }) {
  const words = useConflictWords();
  const language = useLanguage();
  const drawn = detail.working.windows.filter(({ from, to }) => from !== null || to !== null);
  const axis = axisOf(detail);
  if (drawn.length === 0 || axis === undefined) return null;
  const exercises = new Map(detail.exercises.map((exercise) => [exercise.id, exercise]));
  return (
    <figure className={styles.figure}>
      <figcaption>
        {words.working.drawing(formatCount(drawn.length), formatDate(axis.from), formatDate(axis.to))}
      </figcaption>
      <ul className={styles.bars} aria-hidden="true">
        {drawn.map((window, index) => {
          const exercise = window.exerciseId === null ? undefined : exercises.get(window.exerciseId);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the windows of a working have no other name and never move.
            <li key={index} className={styles.bar}>
              <span className={styles.label}>
                <b>{windowWords[window.name][language]}</b>{' '}
                <span>{exercise === undefined ? words.working.reference : <ExerciseName exercise={exercise} />}</span>
              </span>
              <svg className={styles.track} width="100%" height={rowHeight} aria-hidden="true">
                {detail.working.overlaps
                  .filter((overlap) => isShared(overlap, window))
                  .map((overlap) => (
                    <rect
                      key={`${overlap.a} ${overlap.b} ${overlap.from}`}
                      className={styles.shared}
                      {...placeOf(axis, overlap.from, overlap.to)}
                      y="0"
                      height={rowHeight}
                    />
                  ))}
                <rect
                  data-body={exercise?.bodyKind ?? 'reference'}
                  {...placeOf(axis, window.from ?? axis.from, window.to ?? axis.to)}
                  y="4"
                  height={rowHeight - 8}
                />
              </svg>
            </li>
          );
        })}
      </ul>
      <p className={styles.ends} aria-hidden="true">
        <span>{formatDate(axis.from)}</span>
        <span>{formatDate(axis.to)}</span>
      </p>
    </figure>
  );
}

/** From the first day known to the last, with a little room; an open end runs to the edge. */
function axisOf({ working }: FindingDetail): Axis | undefined {
  const days = [
    ...working.windows.flatMap(({ from, to }) => [from, to]),
    ...working.overlaps.flatMap(({ from, to }) => [from, to]),
  ]
    .filter((day): day is IsoDate => day !== null)
    .toSorted();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const margin = Math.max(leastMargin, Math.round(daysBetween(first, last) * 0.04));
  return { from: addDays(first, -margin), to: addDays(last, margin) };
}

/** The window is one of the two that share these days. */
function isShared(overlap: Overlap, { name, from, to }: UsedWindow): boolean {
  const isNamed = name === overlap.a || name === overlap.b;
  return isNamed && (from === null || from <= overlap.from) && (to === null || to >= overlap.to);
}

/** Place and length in percent; the last day counts whole. */
function placeOf(axis: Axis, from: IsoDate, to: IsoDate): { x: string; width: string } {
  const all = daysBetween(axis.from, axis.to) + 1;
  const left = (daysBetween(axis.from, from) / all) * 100;
  const width = ((daysBetween(from, to) + 1) / all) * 100;
  return { x: `${left}%`, width: `${Math.max(width, 0.4)}%` };
}

/** The window's days: `06-12-2025 to 13-12-2025`, with what is not known said so. */
export function spanInWords({ from, to }: Pick<UsedWindow, 'from' | 'to'>, open: string): string {
  return `${from === null ? open : formatDate(from)} – ${to === null ? open : formatDate(to)}`;
}
