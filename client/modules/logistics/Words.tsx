import { useLanguage } from '#client/app/language.tsx';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { daysBetween, formatDate } from '#shared/kernel/time.ts';
import { itemOf } from '#shared/modules/logistics/catalogue-items.ts';
import { type ParameterId, parameters } from '#shared/modules/logistics/catalogue-parameters.ts';
import {
  type Colour,
  type ExerciseHead,
  facilities,
  type ItemId,
  type SumView,
  type VerdictView,
} from '#shared/modules/logistics/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { type LogisticsWords, useLogisticsWords } from './api.ts';

export const kinds: Record<Colour, StatusKind> = {
  green: 'onTrack',
  amber: 'attention',
  red: 'actNow',
  grey: 'noFigure',
};

/** `■ 40 %`, the colour's word read with it; for grey, its reason where there is no figure. */
export function ReadinessMark({ verdict }: { verdict: Pick<VerdictView, 'colour' | 'percent' | 'reason'> }) {
  const words = useLogisticsWords();
  const figure = verdict.percent === null ? greyReason(words, verdict) : `${verdict.percent} %`;
  return (
    <>
      <StatusMark kind={kinds[verdict.colour]} word={figure} />
      <span className="visually-hidden">, {words.colours[verdict.colour]}</span>
    </>
  );
}

/** Why there is no colour, in two or three words. */
export function greyReason(words: LogisticsWords, { reason }: Pick<VerdictView, 'reason'>): string {
  const reasons: Readonly<Record<string, string>> = words.grey;
  return reasons[reason ?? ''] ?? words.colours.grey;
}

interface Said {
  itemId: ItemId;
  verdict: VerdictView;
  asOf: string | null;
}

/** The sentence that produced the colour: `40 % checked, 50 % expected at P-105`. */
export function sentenceOf(words: LogisticsWords, said: Said, poll: string | null, today: string): string {
  const { verdict, itemId, asOf } = said;
  const gate = words.gates[itemOf(itemId).gate];
  const { sentences } = words;
  if (verdict.percent === null) return greyReason(words, verdict);
  const percent = String(verdict.percent);
  const due = verdict.due ?? today;
  switch (verdict.because) {
    case 'grey':
      return verdict.reason === 'too_old' && asOf !== null
        ? sentences.tooOld(percent, gate, formatDate(asOf))
        : sentences.greyWith(percent, gate, greyReason(words, verdict));
    case 'complete':
      return sentences.complete(gate);
    case 'standing':
      return sentences.standing(percent, gate);
    case 'late':
    case 'overdue':
      return sentences.late(percent, gate, formatDate(due), formatCount(daysBetween(due, today)));
    default:
      return sentences.expected(percent, gate, String(verdict.expected ?? 0), whenOf(words, poll, today));
  }
}

/** `at P-105` on a day before the poll, the day itself where no poll day is known. */
function whenOf({ sentences }: LogisticsWords, poll: string | null, today: string): string {
  if (poll === null) return sentences.onDay(formatDate(today));
  const days = daysBetween(today, poll);
  return sentences.atPoll(days >= 0 ? `-${days}` : `+${-days}`);
}

/** What a week has changed: `+5 in a week`. */
export function trendOf({ trend }: LogisticsWords, { before, verdict }: Pick<SumView, 'before' | 'verdict'>): string {
  if (before === null || verdict.percent === null) return trend.none;
  const points = verdict.percent - before;
  if (points === 0) return trend.same;
  return points > 0 ? trend.up(String(points)) : trend.down(String(-points));
}

/** `due in 12 days`, from today. */
export function dueOf({ due }: LogisticsWords, day: string | null, today: string): string {
  if (day === null) return due.none;
  const days = daysBetween(today, day);
  if (days === 0) return due.today;
  return days > 0 ? due.ahead(formatCount(days)) : due.past(formatCount(-days));
}

/** Names in the reader's language. */
export function useNames() {
  const language = useLanguage();
  const words = useLogisticsWords();
  const pick = (english: string, hindi: string | null) => (language === 'hi' ? (hindi ?? english) : english);
  return {
    pick,
    state: (code: string) => stateName(code, language),
    item(id: ItemId, facet = '') {
      const facility = facilities.find((each) => each === facet);
      const { nameEn, nameHi } = itemOf(id);
      return facility === undefined ? pick(nameEn, nameHi) : words.facilities[facility];
    },
    unit(id: ItemId) {
      const { unitEn, unitHi } = itemOf(id);
      return pick(unitEn, unitHi);
    },
    parameter(id: ParameterId) {
      const found = parameters.find((each) => each.id === id);
      return found === undefined ? id : pick(found.nameEn, found.nameHi);
    },
  };
}

/** An exercise by its name in the reader's language, or in English, marked so, when the record has no other. */
export function ExerciseName({ exercise: { nameEn, nameHi } }: { exercise: Pick<ExerciseHead, 'nameEn' | 'nameHi'> }) {
  const language = useLanguage();
  if (language === 'hi' && nameHi === null) return <span lang="en">{nameEn}</span>;
  return language === 'hi' ? nameHi : nameEn;
}
