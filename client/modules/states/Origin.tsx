// Where a figure comes from, in words. Every figure on the State page carries its statement's day, stage, basis,
// precision, confidence and source.

import { useAppWords } from '#client/app/app-words.ts';
import { languageOf } from '#client/app/language.tsx';
import { formatDate } from '#shared/kernel/time.ts';
import type { StatementView } from '#shared/modules/states/schema.ts';
import { type StatesWords, useStatesWords } from './api.ts';
import styles from './Origin.module.css';

/** `final roll`, `Lok Sabha 2024 roll`, `monthly statement`: which of its rolls a statement is about. */
export function stageText(
  words: StatesWords,
  { exerciseType, stage }: Pick<StatementView, 'exerciseType' | 'stage'>,
): string {
  if (exerciseType === 'LS') return words.told.lokSabha;
  if (exerciseType === 'LOCAL' && stage === 'before') return words.told.localBefore;
  return words.told.stages[stage];
}

/** The day a statement is about: `21-02-2026`, else what the source says instead. */
export function dayText(words: StatesWords, { asOn, asOnNote }: Pick<StatementView, 'asOn' | 'asOnNote'>): string {
  return asOn === null ? (asOnNote ?? words.told.noDay) : formatDate(asOn);
}

/** The same on its own: what a source says is in the source's language. */
export function DayText({ statement }: { statement: Pick<StatementView, 'asOn' | 'asOnNote'> }) {
  const words = useStatesWords();
  const text = dayText(words, statement);
  return statement.asOn === null && statement.asOnNote !== null ? <span lang={languageOf(text)}>{text}</span> : text;
}

export interface OriginProps {
  statement: StatementView;
  /** The figure's own precision and how it was worked out. */
  precision: 'exact' | 'rounded' | 'derived';
  derivation: string | null;
  /** Names the figure for the button that opens its source. */
  what: string;
}

/** One quiet line under a figure, and its whole source on demand. */
export function Origin({ statement, precision, derivation, what }: OriginProps) {
  const words = useStatesWords();
  const appWords = useAppWords();
  return (
    <div className={styles.origin} data-sample={statement.isSample}>
      <p>
        {statement.isSample ? <strong>{appWords.sample} · </strong> : null}
        {stageText(words, statement)} · <DayText statement={statement} />
        {precision === 'exact' ? null : ` · ${appWords.precision[precision]}`}
      </p>
      <details>
        <summary aria-label={words.told.sourceOf(what)}>{words.told.source}</summary>
        <SourceLines statement={statement} precision={precision} derivation={derivation} />
      </details>
    </div>
  );
}

/** Basis, precision, confidence, footprint, source and note of a statement, each on its own line. */
export function SourceLines({ statement, precision, derivation }: Omit<OriginProps, 'what'>) {
  const words = useStatesWords();
  const appWords = useAppWords();
  const { told } = words;
  const facts = [
    appWords.basis[statement.basis],
    appWords.precision[precision],
    told.confidence[statement.confidence],
    told.exercises[statement.exerciseType],
    statement.rollType === 'local' ? told.footprints[statement.footprint] : '',
    statement.qualifyingDate === null ? '' : told.qualifying(formatDate(statement.qualifyingDate)),
    statement.basis === 'public_record' || statement.isSample ? '' : told.published(formatDate(statement.publishedAt)),
  ];
  return (
    <div className={styles.lines}>
      <p>{facts.filter((fact) => fact !== '').join(' · ')}</p>
      {statement.asOn === null || statement.asOnNote === null ? null : <p lang="en">{statement.asOnNote}</p>}
      {derivation === null ? null : (
        <p>
          {told.derived} <span lang="en">{derivation}</span>
        </p>
      )}
      <p lang="en">{statement.source}</p>
      {statement.note === null ? null : <p lang="en">{statement.note}</p>}
      {statement.erratum === null ? null : <p>{told.erratum(statement.erratum)}</p>}
    </div>
  );
}
