// Sentences of a calendar feed in both languages. What calendar programs show first is short: they cut it off.

import type { Language } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { daysOf, type FeedEntry, newestOf, type RecordedPlan } from '#shared/modules/calendar/rules.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import {
  bodyNames,
  bodyShortNames,
  exerciseKindNames,
  milestoneNameOf,
  nationalName,
  reasonNames,
} from './catalogue-names.ts';
import type { Confidence, ExerciseBrief, PlannedDays, Standing } from './schema.ts';

interface FeedWords {
  /** Of the whole feed. */
  about: string;
  /** `Poll: Kerala SEC, Panchayat election`. */
  summary: (milestone: string, place: string, body: string, kind: string) => string;
  by: (milestone: string) => string;
  marks: { toVerify: string; sample: string };
  days: { one: (day: string) => string; window: (start: string, end: string) => string; by: (day: string) => string };
  noDay: string;
  recalled: string;
  inferred: string;
  noStanding: string;
  sample: string;
  computed: string;
  confirmed: string;
  cancelled: { withdrawn: string; superseded: string; undated: string };
  moved: (from: string, to: string) => string;
  reason: (reason: string) => string;
  order: (ref: string) => string;
  source: (text: string) => string;
  noSource: string;
  note: (text: string) => string;
  page: (address: string) => string;
}

export const feedWords: Readonly<Record<Language, FeedWords>> = {
  en: {
    about: 'Dates of both election commissions from Samanvay. A date marked "to be verified" is not a fact.',
    summary: (milestone, place, body, kind) => `${milestone}: ${place} ${body}, ${kind}`,
    by: (milestone) => `${milestone} (by this day)`,
    marks: { toVerify: '[to be verified] ', sample: '[sample] ' },
    days: { one: (day) => day, window: (start, end) => `${start} to ${end}`, by: (day) => `by ${day}` },
    noDay: 'no date',
    recalled: 'To be verified: remembered, no source read.',
    inferred: 'To be verified: concluded from other facts.',
    noStanding: 'To be verified: where the date is from is not known.',
    sample: 'A rehearsal date, not a fact.',
    computed: 'Computed from a seen date or the law.',
    confirmed: 'Recorded as completed.',
    cancelled: {
      withdrawn: 'Withdrawn by the office that owns it.',
      superseded: 'This date no longer holds; no later date is recorded.',
      undated: 'This date no longer holds; the date in force is not recorded.',
    },
    moved: (from, to) => `Moved from ${from} to ${to}.`,
    reason: (reason) => `Reason: ${reason}.`,
    order: (ref) => `Order: ${ref}.`,
    source: (text) => `Source: ${text}`,
    noSource: 'No source recorded.',
    note: (text) => `Note: ${text}`,
    page: (address) => `In Samanvay: ${address}`,
  },
  hi: {
    about: 'समन्वय से दोनों निर्वाचन आयोगों की तिथियाँ। जिस तिथि पर "सत्यापन शेष" लिखा हो वह तथ्य नहीं है।',
    summary: (milestone, place, body, kind) => `${milestone}: ${place} ${body}, ${kind}`,
    by: (milestone) => `${milestone} (इस दिन तक)`,
    marks: { toVerify: '[सत्यापन शेष] ', sample: '[नमूना] ' },
    days: { one: (day) => day, window: (start, end) => `${start} से ${end}`, by: (day) => `${day} तक` },
    noDay: 'तिथि नहीं',
    recalled: 'सत्यापन शेष: स्मृति से, कोई स्रोत नहीं पढ़ा गया।',
    inferred: 'सत्यापन शेष: अन्य तथ्यों से निकाला गया।',
    noStanding: 'सत्यापन शेष: तिथि कहाँ से है, ज्ञात नहीं।',
    sample: 'पूर्वाभ्यास की तिथि, तथ्य नहीं।',
    computed: 'देखी गई तिथि या विधि से गणना।',
    confirmed: 'पूर्ण के रूप में दर्ज।',
    cancelled: {
      withdrawn: 'स्वामी कार्यालय द्वारा वापस ली गई।',
      superseded: 'यह तिथि अब लागू नहीं है; बाद की कोई तिथि दर्ज नहीं।',
      undated: 'यह तिथि अब लागू नहीं है; लागू तिथि दर्ज नहीं।',
    },
    moved: (from, to) => `${from} से बदलकर ${to}।`,
    reason: (reason) => `कारण: ${reason}।`,
    order: (ref) => `आदेश: ${ref}।`,
    source: (text) => `स्रोत: ${text}`,
    noSource: 'कोई स्रोत दर्ज नहीं।',
    note: (text) => `टिप्पणी: ${text}`,
    page: (address) => `समन्वय में: ${address}`,
  },
};

export interface FeedText {
  summary: string;
  description: string;
  categories: string[];
}

/** The exercise as a feed tells it. */
export type FeedExercise = Pick<ExerciseBrief, 'id' | 'stateCode' | 'bodyKind' | 'kind' | 'nameEn' | 'nameHi'>;

/** What a calendar program shows of an entry, in the language; `address` is the page where the whole stands. */
export function feedTextOf(entry: FeedEntry, exercise: FeedExercise, language: Language, address: string): FeedText {
  const words = feedWords[language];
  const { history, standing, status, cancelled } = entry;
  const newest = newestOf(history);
  const place = exercise.stateCode === null ? nationalName[language] : stateName(exercise.stateCode, language);
  const body = bodyShortNames[exercise.bodyKind][language];
  const kind = exerciseKindNames[exercise.kind][language];
  const name = milestoneNameOf(history.milestone, language);
  const days = daysOf(newest);
  const isBy = days.start === null && days.end !== null;
  const mark = standing === 'sample' ? words.marks.sample : standing === 'fact' ? '' : words.marks.toVerify;
  const lines = [
    (language === 'hi' ? exercise.nameHi : null) ?? exercise.nameEn,
    `${place}, ${bodyNames[exercise.bodyKind][language]}`,
    `${name}: ${daysInWords(days, words)}`,
    cancelled === null ? '' : words.cancelled[cancelled],
    standingSentence(newest.confidence, standing, words),
    newest.status === 'completed' && status === 'CONFIRMED' ? words.confirmed : '',
    ...history.plans.slice(1).map((plan, index) => revisionSentence(history.plans[index], plan, words, language)),
    newest.source === null ? words.noSource : words.source(newest.source),
    newest.note === null ? '' : words.note(newest.note),
    words.page(address),
  ];
  return {
    summary: `${mark}${words.summary(isBy ? words.by(name) : name, place, body, kind)}`,
    description: lines.filter((line) => line !== '').join('\n'),
    categories: [kind, body],
  };
}

function daysInWords({ start, end }: PlannedDays, words: FeedWords): string {
  if (start === null) return end === null ? words.noDay : words.days.by(formatDate(end));
  const isOne = end === null || end === start;
  return isOne ? words.days.one(formatDate(start)) : words.days.window(formatDate(start), formatDate(end));
}

function standingSentence(confidence: Confidence, standing: Standing, words: FeedWords): string {
  if (standing === 'sample') return words.sample;
  if (standing === 'no_date') return words.noStanding;
  if (standing === 'to_verify') return confidence === 'inferred' ? words.inferred : words.recalled;
  return confidence === 'computed' ? words.computed : '';
}

/** The reason and the order stand on the row that replaced. */
function revisionSentence(
  before: RecordedPlan | undefined,
  plan: RecordedPlan,
  words: FeedWords,
  language: Language,
): string {
  const from = before === undefined ? words.noDay : daysInWords(daysOf(before), words);
  return [
    words.moved(from, daysInWords(daysOf(plan), words)),
    plan.reasonCode === null ? '' : words.reason(reasonNames[plan.reasonCode][language]),
    plan.orderRef === null ? '' : words.order(plan.orderRef),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
