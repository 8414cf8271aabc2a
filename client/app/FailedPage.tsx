import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { Button } from '#client/ui/Button.tsx';
import { ErrorFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { useAppWords } from './app-words.ts';
import { readFailure, useFailureWords } from './errors.ts';
import { useTitle } from './title.ts';

/** The error face of every page. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const words = useAppWords();
  const say = useFailureWords();
  const router = useRouter();
  useTitle(words.failureTitle);

  function handleTryAgain() {
    reset();
    void router.invalidate();
  }

  return (
    <>
      <h1>{words.failureTitle}</h1>
      <ErrorFace
        title={say(error)}
        actions={
          readFailure(error).code === 'unauthenticated' ? (
            <PathLink to="/login">{words.signIn}</PathLink>
          ) : (
            <Button onClick={handleTryAgain}>{words.tryAgain}</Button>
          )
        }
      />
    </>
  );
}
