import { useLanguage } from '#client/app/language.tsx';
import { useConflictWords } from '#client/modules/radar/api.ts';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import type { Language } from '#shared/kernel/numbers.ts';
import { formatDate, type IsoDate, type Period } from '#shared/kernel/time.ts';
import { weekdayOf } from '#shared/modules/calendar/rules.ts';
import type { CalendarEntry } from '#shared/modules/calendar/schema.ts';
import type { FindingView, Outcome } from '#shared/modules/radar/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { bodyShortNames, nationalName } from '#shared/modules/timelines/catalogue-names.ts';
import type { ExerciseBrief, PlannedDays } from '#shared/modules/timelines/schema.ts';
import { type CalendarWords, useCalendarWords } from './api.ts';
import styles from './DateMarks.module.css';

/** `November 2026`. */
export function monthInWords(words: CalendarWords, month: Period): string {
  const names: Readonly<Record<string, string>> = words.months;
  return `${names[`m${month.slice(5, 7)}`] ?? ''} ${month.slice(0, 4)}`;
}

/** `Sunday, 22-11-2026`. */
export function dayInWords(words: CalendarWords, day: IsoDate): string {
  const names: Readonly<Record<string, string>> = words.weekdays;
  return words.list.day(names[`d${String(weekdayOf(day))}`] ?? '', formatDate(day));
}

/** `24-02-2026`, `01-01-2027 to 28-02-2027`, `by 26-11-2026`, or that there is no date. */
export function daysInWords(words: CalendarWords, { start, end }: PlannedDays): string {
  if (start === null) return end === null ? words.list.noDate : words.list.by(formatDate(end));
  return end === null || end === start ? formatDate(start) : words.list.between(formatDate(start), formatDate(end));
}

/** The place of an exercise, or the whole country. */
export function placeOf(stateCode: string | null, language: Language): string {
  return stateCode === null ? nationalName[language] : stateName(stateCode, language);
}

/** Whose the dates are, in the colour that the month uses for it. */
export function BodyMark({ body }: { body: 'eci' | 'sec' }) {
  const language = useLanguage();
  return (
    <span className={styles.body} data-body={body}>
      {bodyShortNames[body][language]}
    </span>
  );
}

/** The exercise by its name in the reader's language, or in English when the record has no other. */
export function ExerciseName({ exercise: { nameEn, nameHi } }: { exercise: ExerciseBrief }) {
  const language = useLanguage();
  if (language === 'hi' && nameHi === null) return <span lang="en">{nameEn}</span>;
  return language === 'hi' ? nameHi : nameEn;
}

/** What keeps the date out of the facts. */
export function StandingMark({ entry: { standing, confidence } }: { entry: CalendarEntry }) {
  const words = useCalendarWords();
  if (standing === 'sample') return <SampleMark word={words.sample} hint={words.sampleHint} />;
  if (standing === 'fact') return null;
  return (
    <span className={styles.verify} title={words.toVerifyHint[confidence === 'inferred' ? 'inferred' : 'recalled']}>
      {words.toVerify}
    </span>
  );
}

/** Severities in the shapes of the conflicts pages. */
export const conflictKinds: Record<Outcome, StatusKind> = {
  critical: 'actNow',
  high: 'attention',
  medium: 'info',
  info: 'notApplicable',
  cannot_evaluate: 'noFigure',
};

/** How grave a clash of dates is. */
export function ConflictMark({ finding: { outcome } }: { finding: FindingView }) {
  const words = useConflictWords();
  return <StatusMark kind={conflictKinds[outcome]} word={words.severities[outcome]} />;
}
