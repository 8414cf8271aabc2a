import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatDate, formatInstant } from '#shared/kernel/time.ts';
import type { FindingDetail } from '#shared/modules/radar/schema.ts';
import { ActForm } from './ActForm.tsx';
import { Acts } from './Acts.tsx';
import { findingQuery, pathOf, useConflictWords } from './api.ts';
import styles from './ConflictPage.module.css';
import { Suggestion } from './Suggestion.tsx';
import { AnswerMark, ExerciseName, FindingMarks, leadInWords, SeverityMark, useNames } from './Words.tsx';
import { Working } from './Working.tsx';

/** One conflict with its working, so that anyone can redo it by hand, and what both owners said of it. */
export function ConflictPage() {
  const words = useConflictWords();
  const say = useFailureWords();
  const names = useNames();
  const { id = '' } = useParams({ strict: false });
  const { asOn } = useSearch({ strict: false });
  const { data, error, refetch } = useQuery(findingQuery(id, asOn));
  useTitle(data === undefined ? words.title : `${data.finding.rule} ${names.state(data.finding.stateCode)}`);

  if (data !== undefined) return <Conflict detail={data} />;
  if (error === null)
    return (
      <>
        <h1>{words.title}</h1>
        <LoadingFace>{words.loading}</LoadingFace>
      </>
    );
  const isMissing = ['not_found', 'invalid'].includes(readFailure(error).code);
  return (
    <>
      <h1>{isMissing ? words.notFound : words.title}</h1>
      <ErrorFace
        title={isMissing ? words.notFound : words.failed}
        sentence={isMissing ? undefined : say(error)}
        actions={
          isMissing ? (
            <PathLink to="/conflicts">{words.back}</PathLink>
          ) : (
            <Button onClick={() => void refetch()}>{words.tryAgain}</Button>
          )
        }
      />
    </>
  );
}

function Conflict({ detail }: { detail: FindingDetail }) {
  const words = useConflictWords();
  const names = useNames();
  const { finding } = detail;
  return (
    <>
      <p className={styles.back}>
        <PathLink to="/conflicts">{words.back}</PathLink> ·{' '}
        <PathLink to={pathOf({ stateCode: finding.stateCode })}>{names.state(finding.stateCode)}</PathLink> ·{' '}
        <PathLink to={`/conflicts/what-if?state=${finding.stateCode}`}>{words.tryDates}</PathLink>
      </p>
      <header className={styles.head}>
        <p className={styles.meta}>
          <SeverityMark outcome={finding.outcome} />
          <span>
            {finding.rule} {names.rule(finding.rule)}: {names.question(finding.rule)}
          </span>
          <span>{leadInWords(words, finding)}</span>
          <AnswerMark status={finding.status} />
          <FindingMarks finding={finding} />
        </p>
        <h1>{names.sentence(finding)}</h1>
      </header>
      <Standing detail={detail} />
      <Owners detail={detail} />
      <Working detail={detail} />
      <Suggestion detail={detail} />
      {detail.can.length === 0 ? null : <ActForm key={finding.id} detail={detail} />}
      <Acts detail={detail} />
    </>
  );
}

/** What keeps it from being a finding on facts of today, in words. */
function Standing({ detail: { finding, goneAt, asOn } }: { detail: FindingDetail }) {
  const words = useConflictWords();
  return (
    <>
      {asOn === null ? null : <Notice>{words.pastDay(formatDate(asOn))}</Notice>}
      {goneAt === null ? null : <Notice tone="attention">{words.gone(formatInstant(goneAt))}</Notice>}
      {finding.outcome === 'cannot_evaluate' ? <Notice tone="attention">{words.uncheckedNotice}</Notice> : null}
      {finding.isDraft && !finding.isSample ? <Notice>{words.draftNotice}</Notice> : null}
      {finding.isSample ? <Notice>{words.samples.intro}</Notice> : null}
    </>
  );
}

function Owners({ detail: { exercises } }: { detail: FindingDetail }) {
  const words = useConflictWords();
  const names = useNames();
  return (
    <section className={styles.owners} aria-label={words.owners}>
      <h2>{words.owners}</h2>
      <ul>
        {exercises.map((exercise) => (
          <li key={exercise.id}>
            <b>
              <ExerciseName exercise={exercise} />
            </b>
            <span>{names.body(exercise) ?? words.noOwner}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
