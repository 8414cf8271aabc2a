import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { FindingExercise, FindingView } from '#shared/modules/radar/schema.ts';
import { findingPath, useConflictWords } from './api.ts';
import styles from './FindingLines.module.css';
import { AnswerMark, areaInWords, ExerciseName, FindingMarks, leadInWords, SeverityMark, useNames } from './Words.tsx';

export interface FindingLinesProps {
  label: string;
  findings: readonly FindingView[];
  exercises: readonly FindingExercise[];
  /** The State is left out where the page is of one. */
  isOfOneState?: boolean;
}

/** Findings in the order given: the sentence, whose dates they are, where, and how soon. */
export function FindingLines({ label, findings, exercises, isOfOneState = false }: FindingLinesProps) {
  const { columns } = useConflictWords();
  const known = new Map(exercises.map((exercise) => [exercise.id, exercise]));
  return (
    <div className={styles.frame}>
      <div className={styles.head} aria-hidden="true">
        {[columns.finding, columns.owners, columns.area, columns.first, columns.days, columns.status].map((word) => (
          <span key={word}>{word}</span>
        ))}
      </div>
      <ol aria-label={label}>
        {findings.map((finding) => (
          <Line key={finding.id} finding={finding} known={known} isOfOneState={isOfOneState} />
        ))}
      </ol>
    </div>
  );
}

interface LineProps {
  finding: FindingView;
  known: ReadonlyMap<string, FindingExercise>;
  isOfOneState: boolean;
}

function Line({ finding, known, isOfOneState }: LineProps) {
  const words = useConflictWords();
  const names = useNames();
  const { columns } = words;
  return (
    <li className={styles.line}>
      <div>
        <p className={styles.meta}>
          <SeverityMark outcome={finding.outcome} />
          <span>
            {finding.rule} {names.rule(finding.rule)}
          </span>
          <FindingMarks finding={finding} />
        </p>
        <PathLink to={findingPath(finding.id)} className={styles.sentence}>
          {names.sentence(finding)}
        </PathLink>
      </div>
      <ul className={styles.owners} aria-label={columns.owners}>
        {finding.exerciseIds.flatMap((id) => {
          const exercise = known.get(id);
          if (exercise === undefined) return [];
          return [
            <li key={id}>
              <ExerciseName exercise={exercise} /> <span>{names.body(exercise) ?? words.noOwner}</span>
            </li>,
          ];
        })}
      </ul>
      <p className={styles.small}>
        <span className={styles.label}>{columns.area}: </span>
        {isOfOneState ? null : (
          <>
            <b>{names.state(finding.stateCode)}</b>,{' '}
          </>
        )}
        {areaInWords(words, finding)}
      </p>
      <p className={styles.small}>
        <span className={styles.label}>{columns.first}: </span>
        {finding.from === null ? null : <b>{formatDate(finding.from)}</b>}{' '}
        <span className={styles.lead}>{leadInWords(words, finding)}</span>
      </p>
      <p className={styles.days}>
        <span className={styles.label}>{columns.days}: </span>
        {finding.days === null ? '–' : formatCount(finding.days)}
      </p>
      <p className={styles.small}>
        <AnswerMark status={finding.status} />
      </p>
    </li>
  );
}
