import { useLanguage, useWords } from '#client/app/language.tsx';
import { actions as en } from '#client/messages/en/actions.ts';
import { actions as hi } from '#client/messages/hi/actions.ts';
import type { Words } from '#client/messages/words.ts';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { daysBetween, formatDate, type IsoDate } from '#shared/kernel/time.ts';
import type { ActionCopyView, ActionItemView, ActionStatus } from '#shared/modules/actions/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';

export type ActionWords = typeof en | Words<typeof en>;

export function useActionWords(): ActionWords {
  return useWords({ en, hi });
}

/** Names in the reader's language. */
export function useNames() {
  const words = useActionWords();
  const language = useLanguage();
  const pick = (english: string, hindi: string) => (language === 'hi' ? hindi : english);
  return {
    title: ({ titleEn, titleHi }: Pick<ActionItemView, 'titleEn' | 'titleHi'>) => pick(titleEn, titleHi),
    owner: ({ ownerEn, ownerHi }: ActionItemView) => pick(ownerEn, ownerHi),
    body: ({ bodyNameEn, bodyNameHi }: Pick<ActionCopyView, 'bodyNameEn' | 'bodyNameHi'>) =>
      pick(bodyNameEn, bodyNameHi),
    pick,
    /** The State of a copy; for a body of several, that; for the whole country, that. */
    place: ({ stateCode, bodyId }: Pick<ActionCopyView, 'stateCode' | 'bodyId'>) => {
      if (stateCode !== null) return stateName(stateCode, language);
      return bodyId === 'ECI' ? words.national : words.severalStates;
    },
  };
}

/** When it is due and how far that is. `dueBasis` says where the date comes from. */
export function dueInWords(
  words: ActionWords,
  dueOn: IsoDate | null,
  today: IsoDate,
): { date: string; distance: string } {
  if (dueOn === null) return { date: words.noDue, distance: '' };
  const days = daysBetween(today, dueOn);
  const distance =
    days === 0 ? words.dueToday : days > 0 ? words.daysLeft(formatCount(days)) : words.daysPast(formatCount(-days));
  return { date: formatDate(dueOn), distance };
}

const marks: Record<ActionStatus, StatusKind> = {
  no_public_record: 'noFigure',
  not_started: 'info',
  in_progress: 'info',
  awaiting_other: 'info',
  returned: 'info',
  submitted: 'onTrack',
  accepted: 'onTrack',
  declined: 'notApplicable',
  not_applicable: 'notApplicable',
};

/** The status in shape and word; a copy past its date that its owner has under way is marked so. */
export function StatusOfCopy({ copy }: { copy: Pick<ActionCopyView, 'status' | 'bucket' | 'sample'> }) {
  const words = useActionWords();
  const isLate = copy.bucket.startsWith('overdue');
  return (
    <>
      <StatusMark kind={isLate ? 'actNow' : marks[copy.status]} word={words.statuses[copy.status]} />
      {copy.sample === null ? null : (
        <>
          {' '}
          <SampleMark word={words.sample} hint={words.sampleHint}>
            {words.statuses[copy.sample.status]}
          </SampleMark>
        </>
      )}
    </>
  );
}
