import { languageOf, useLanguage } from '#client/app/language.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, type IsoDate } from '#shared/kernel/time.ts';
import type { LoanStatus, LoanView } from '#shared/modules/lending/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { hasEnded, type LendingWords, useLendingWords } from './api.ts';

const kinds: Record<LoanStatus, StatusKind> = {
  asked: 'info',
  offered: 'info',
  declined: 'notApplicable',
  withdrawn: 'notApplicable',
  committed: 'onTrack',
  handed_over: 'onTrack',
  part_returned: 'info',
  returned: 'onTrack',
};

/** Where the loan stands, in shape, word and colour; late ones say by how many days. */
export function LoanMark({ loan }: { loan: LoanView }) {
  const words = useLendingWords();
  return (
    <>
      <StatusMark kind={kinds[loan.status]} word={words.statuses[loan.status]} />
      {loan.overdueDays === 0 ? null : (
        <>
          {' '}
          <StatusMark kind="actNow" word={words.overdue(formatCount(loan.overdueDays))} />
        </>
      )}
    </>
  );
}

/** Marks what belongs to the rehearsal. */
export function Rehearsal({ isSample }: { isSample: boolean }) {
  const words = useLendingWords();
  if (!isSample) return null;
  return (
    <>
      {' '}
      <SampleMark word={words.sample} hint={words.sampleHint} />
    </>
  );
}

/** A text as it was typed, in the language it was typed in. */
export function Typed({ text }: { text: string }) {
  return <span lang={languageOf(text)}>{text}</span>;
}

/** Names in the reader's language. */
export function useNames() {
  const language = useLanguage();
  return {
    state: (code: string) => stateName(code, language),
    asker: ({ askerEn, askerHi }: Pick<LoanView, 'askerEn' | 'askerHi'>) => (language === 'hi' ? askerHi : askerEn),
    body: ({ bodyEn, bodyHi }: { bodyEn: string; bodyHi: string }) => (language === 'hi' ? bodyHi : bodyEn),
  };
}

/** The exercise's name, in the reader's language where it has one there. */
export function ExerciseName({ loan }: { loan: LoanView }) {
  const language = useLanguage();
  const name = language === 'hi' ? (loan.exerciseHi ?? loan.exerciseEn) : loan.exerciseEn;
  return name === null ? null : <Typed text={name} />;
}

/** `60 control units, M3`. */
export function machinesInWords(words: LendingWords, count: number, { unit, model }: Pick<LoanView, 'unit' | 'model'>) {
  return `${words.machines(formatCount(count), words.units[unit])}, ${model ?? words.anyModel}`;
}

export function daysInWords(words: LendingWords, { from, to }: { from: IsoDate; to: IsoDate }): string {
  return words.days(formatDate(from), formatDate(to));
}

/** A count that is there, or that it is not there yet. */
export function Count({ value }: { value: number | null }) {
  const words = useLendingWords();
  if (value !== null) return formatCount(value);
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{words.notYet}</span>
    </>
  );
}

/** Whose step is next. */
export function awaitedInWords(words: LendingWords, { status, can }: Pick<LoanView, 'status' | 'can'>): string {
  if (hasEnded(status)) return words.awaited.none;
  const isMine = can.some((step) => step !== 'withdraw');
  return isMine ? `${words.yours}: ${words.awaited[status]}` : words.awaited[status];
}
