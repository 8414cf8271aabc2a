import { useLanguage, useWords } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { timelines as en } from '#client/messages/en/timelines.ts';
import { timelines as hi } from '#client/messages/hi/timelines.ts';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { ruleNames, ruleQuestions } from '#shared/modules/radar/catalogue.ts';
import { missingNames, wordOf } from '#shared/modules/radar/catalogue-words.ts';
import type { FindingExercise, FindingStatus, FindingView, Outcome, RuleId } from '#shared/modules/radar/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { type ConflictWords, useConflictWords } from './api.ts';

const kinds: Record<Outcome, StatusKind> = {
  critical: 'actNow',
  high: 'attention',
  medium: 'info',
  info: 'notApplicable',
  cannot_evaluate: 'noFigure',
};

/** Severity in shape, word and colour. */
export function SeverityMark({ outcome }: { outcome: Outcome }) {
  const words = useConflictWords();
  return <StatusMark kind={kinds[outcome]} word={words.severities[outcome]} />;
}

const answerKinds: Record<FindingStatus, StatusKind> = {
  open: 'info',
  acknowledged: 'onTrack',
  accepted: 'onTrack',
  resolved: 'onTrack',
  reopened: 'attention',
};

/** What the owners have said, in shape and word. */
export function AnswerMark({ status }: { status: FindingStatus }) {
  const words = useConflictWords();
  return <StatusMark kind={answerKinds[status]} word={words.statuses[status]} />;
}

/** What keeps a finding out of the facts, or its days from being exact. */
export function FindingMarks({ finding }: { finding: FindingView }) {
  const words = useConflictWords();
  return (
    <>
      {finding.isSample ? (
        <>
          {' '}
          <SampleMark word={words.sample} hint={words.sampleHint} />
        </>
      ) : null}
      {finding.isDraft && !finding.isSample ? <small title={words.drafts.intro}> {words.toVerify}</small> : null}
      {finding.isProvisional ? <small title={words.provisionalHint}> {words.provisional}</small> : null}
    </>
  );
}

/** Names in the reader's language. */
export function useNames() {
  const language = useLanguage();
  const calendar = useWords({ en, hi });
  return {
    pick: (english: string, hindi: string | null) => (language === 'hi' ? (hindi ?? english) : english),
    state: (code: string) => stateName(code, language),
    rule: (rule: RuleId) => ruleNames[rule][language],
    question: (rule: RuleId) => ruleQuestions[rule][language],
    sentence: ({ messageEn, messageHi }: Pick<FindingView, 'messageEn' | 'messageHi'>) =>
      language === 'hi' ? messageHi : messageEn,
    milestone: (code: string) => wordFor(calendar.milestones, code),
    body: ({ bodyNameEn, bodyNameHi }: Pick<FindingExercise, 'bodyNameEn' | 'bodyNameHi'>) =>
      language === 'hi' ? (bodyNameHi ?? bodyNameEn) : bodyNameEn,
  };
}

/** A milestone code, or the name of a figure, in words. */
export function useMissingWords(): (what: string) => string {
  const language = useLanguage();
  const { milestone } = useNames();
  return (what) => (what in missingNames ? wordOf(missingNames, what, language) : milestone(what));
}

/** An exercise by its name in the reader's language, or in English, marked so, when the record has no other. */
export function ExerciseName({ exercise: { nameEn, nameHi } }: { exercise: FindingExercise }) {
  const language = useLanguage();
  if (language === 'hi' && nameHi === null) return <span lang="en">{nameEn}</span>;
  return language === 'hi' ? nameHi : nameEn;
}

/** `in 40 days`, `12 days ago`, `over on 13-12-2025`. */
export function leadInWords(words: ConflictWords, { leadDays, isOver, to }: FindingView): string {
  if (isOver) return words.overSince(to === null ? '' : formatDate(to));
  if (leadDays === null) return words.noDay;
  if (leadDays === 0) return words.today;
  return leadDays > 0 ? words.inDays(formatCount(leadDays)) : words.sinceDays(formatCount(-leadDays));
}

/** `whole State, rural`, `3 districts`. */
export function areaInWords(
  words: ConflictWords,
  { districts, areaClass }: Pick<FindingView, 'districts' | 'areaClass'>,
) {
  const where = districts === null ? words.wholeState : words.districts(formatCount(districts.length));
  return areaClass === 'all' ? where : `${where}, ${words.classes[areaClass]}`;
}
