import { useLanguage, useWords } from '#client/app/language.tsx';
import { timelines as en } from '#client/messages/en/timelines.ts';
import { timelines as hi } from '#client/messages/hi/timelines.ts';
import type { Words } from '#client/messages/words.ts';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, type IsoDate } from '#shared/kernel/time.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import type { ExerciseBrief, PlannedDays } from '#shared/modules/timelines/schema.ts';

export type TimelineWords = typeof en | Words<typeof en>;

/** For files that carry both languages side by side. */
export const bothLanguages = { en, hi };

export function useTimelineWords(): TimelineWords {
  return useWords({ en, hi });
}

/** The milestone's name; a code we have no words for is shown in its own. */
export function milestoneName(words: TimelineWords, code: string): string {
  const names: Readonly<Record<string, string>> = words.milestones;
  return names[code] ?? code.replaceAll('_', ' ');
}

/** A name short enough to stand beside a mark, with its phase; the whole name where there is no shorter one. */
export function shortName(words: TimelineWords, code: string): string {
  const names: Readonly<Record<string, string>> = words.short;
  const [, base = code, phase] = /^(.*?)(?:_phase_(\d+))?$/.exec(code) ?? [];
  const name = names[base] ?? names[/^(?:term_end|poll)/.exec(base)?.[0] ?? ''];
  if (name === undefined) return milestoneName(words, code);
  return phase === undefined ? name : `${name} ${phase}`;
}

/** `Mar`, for the month of a day. */
export function monthShort(words: TimelineWords, day: IsoDate): string {
  const names: Readonly<Record<string, string>> = words.monthsShort;
  return names[`m${day.slice(5, 7)}`] ?? '';
}

/** `24-02-2026`, `01-01-2027 to 28-02-2027`, `by 26-11-2026`, or that there is no date. */
export function daysInWords(words: TimelineWords, { start, end }: PlannedDays): string {
  if (start === null) return end === null ? words.noDate : words.by(formatDate(end));
  return end === null || end === start ? formatDate(start) : words.to(formatDate(start), formatDate(end));
}

/** `90 days later`. */
export function slipInWords(words: TimelineWords, days: number): string {
  if (days === 0) return words.slip.same;
  return days > 0 ? words.slip.later(formatCount(days)) : words.slip.earlier(formatCount(-days));
}

/** `March 2026`, for the month of a day. */
export function monthInWords(words: TimelineWords, day: IsoDate): string {
  const names: Readonly<Record<string, string>> = words.months;
  return `${names[`m${day.slice(5, 7)}`] ?? ''} ${day.slice(0, 4)}`;
}

/** The exercise by its name in the reader's language, or in English when the record has no other. */
export function ExerciseName({ exercise: { nameEn, nameHi } }: { exercise: ExerciseBrief }) {
  const language = useLanguage();
  if (language === 'hi' && nameHi === null) return <span lang="en">{nameEn}</span>;
  return language === 'hi' ? nameHi : nameEn;
}

/** Names of places in the reader's language. */
export function usePlaces(): { place: (code: string | null) => string } {
  const words = useTimelineWords();
  const language = useLanguage();
  return {
    place: (code) => (code === null ? words.national : stateName(code, language)),
  };
}
