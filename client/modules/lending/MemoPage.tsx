import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { loanPath, loanQuery, useLendingWords } from './api.ts';
import styles from './Memo.module.css';
import { Memo } from './Memo.tsx';

/** The memo of one step, to be printed and signed by both commissions. */
export function MemoPage() {
  const words = useLendingWords();
  const say = useFailureWords();
  const { id = '', step = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(loanQuery(id));
  const number = Number(step);
  const done = data?.steps[number - 1];
  const isMissing = error !== null && ['forbidden', 'not_found', 'invalid'].includes(readFailure(error).code);
  const title = done === undefined ? words.loan.memo : words.memo.title(words.steps[done.step]);
  useTitle(title);
  return (
    <>
      <div className={styles.tools}>
        <PathLink to={loanPath(id)}>{words.memo.back}</PathLink>
        <h1>{title}</h1>
        {done === undefined ? null : (
          <>
            <Button look="primary" onClick={() => window.print()}>
              {words.memo.print}
            </Button>
            <p>{words.memo.hint}</p>
          </>
        )}
      </div>
      {data !== undefined && done !== undefined ? <Memo loan={data.loan} steps={data.steps} number={number} /> : null}
      {data !== undefined && done === undefined ? <ErrorFace title={words.memo.notFound} /> : null}
      {data === undefined && error === null ? <LoadingFace>{words.loading}</LoadingFace> : null}
      {isMissing ? <ErrorFace title={words.loan.notFound} /> : null}
      {error !== null && data === undefined && !isMissing ? (
        <ErrorFace
          title={words.failed}
          sentence={say(error)}
          actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
        />
      ) : null}
    </>
  );
}
