import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { useTitle } from '#client/app/title.ts';
import { LogisticsNav } from '#client/modules/logistics/LogisticsNav.tsx';
import { Button } from '#client/ui/Button.tsx';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatInstant } from '#shared/kernel/time.ts';
import { stillOut } from '#shared/modules/lending/rules.ts';
import type { LoanDetail, LoanView } from '#shared/modules/lending/schema.ts';
import { loanQuery, useLendingWords } from './api.ts';
import styles from './Lending.module.css';
import { StepForm } from './StepForm.tsx';
import { StepTable } from './StepTable.tsx';
import {
  awaitedInWords,
  Count,
  daysInWords,
  ExerciseName,
  LoanMark,
  machinesInWords,
  Rehearsal,
  Typed,
  useNames,
} from './Words.tsx';

/** One loan: what is asked for, where it stands, what was done, and the form of the reader's own next step. */
export function RequestPage() {
  const words = useLendingWords();
  const say = useFailureWords();
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(loanQuery(id));
  useTitle(data === undefined ? words.title : machinesInWords(words, data.loan.asked, data.loan));
  if (data !== undefined) return <Loan detail={data} />;
  const isMissing = error !== null && ['forbidden', 'not_found', 'invalid'].includes(readFailure(error).code);
  return (
    <>
      <LogisticsNav />
      <p>
        <PathLink to="/logistics/requests">{words.loan.back}</PathLink>
      </p>
      <h1>{words.title}</h1>
      {error === null ? <LoadingFace>{words.loading}</LoadingFace> : null}
      {isMissing ? <ErrorFace title={words.loan.notFound} /> : null}
      {error !== null && !isMissing ? (
        <ErrorFace
          title={words.failed}
          sentence={say(error)}
          actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
        />
      ) : null}
    </>
  );
}

function Loan({ detail: { loan, steps, today } }: { detail: LoanDetail }) {
  const words = useLendingWords();
  const names = useNames();
  return (
    <>
      <LogisticsNav />
      <p>
        <PathLink to="/logistics/requests">{words.loan.back}</PathLink>
      </p>
      <header className={styles.head}>
        <h1>{words.loan.title(machinesInWords(words, loan.asked, loan), names.asker(loan))}</h1>
        <p className={styles.marks}>
          <LoanMark loan={loan} />
          <span>{`${words.columns.awaited}: ${awaitedInWords(words, loan)}`}</span>
          <Rehearsal isSample={loan.isSample} />
        </p>
      </header>
      <Facts loan={loan} />
      <section className={styles.section} aria-labelledby="steps-title">
        <h2 id="steps-title">{words.loan.stepsTitle}</h2>
        <StepTable loanId={loan.id} steps={steps} />
      </section>
      <StepForm key={loan.id} loan={loan} today={today} />
    </>
  );
}

function Facts({ loan }: { loan: LoanView }) {
  const words = useLendingWords();
  const names = useNames();
  const { pool } = loan;
  const facts: [string, React.ReactNode][] = [
    [words.columns.days, daysInWords(words, loan)],
    [
      words.loan.exercise,
      loan.exerciseId === null ? words.loan.noExercise : <ExerciseName key="exercise" loan={loan} />,
    ],
    [words.loan.place, <Typed key="place" text={`${loan.place}`} />],
    [
      words.loan.kept,
      pool === null
        ? words.loan.notOffered
        : `${names.state(pool.stateCode)}, ${words.units[loan.unit]}, ${pool.model}`,
    ],
    [words.columns.asked, formatCount(loan.asked)],
    [words.columns.offered, <Count key="offered" value={loan.offered} />],
    [words.columns.handedOver, <Count key="handedOver" value={loan.handedOver} />],
    [words.columns.returned, <Count key="returned" value={loan.handedOver === null ? null : loan.returned} />],
    [words.columns.damaged, <Count key="damaged" value={loan.handedOver === null ? null : loan.damaged} />],
    [words.loan.out, <Count key="out" value={loan.handedOver === null ? null : stillOut(loan)} />],
    [words.loan.askedAt, formatInstant(loan.askedAt)],
  ];
  return (
    <dl className={styles.facts} aria-label={words.loan.facts}>
      {facts.map(([name, fact]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
