import { app as en } from '../messages/en/app.ts';
import { app as hi } from '../messages/hi/app.ts';
import { EmptyFace } from '../ui/Faces.tsx';
import { PathLink } from '../ui/PathLink.tsx';
import { useWords } from './language.tsx';
import { useTitle } from './title.ts';

export function NotFoundPage() {
  const words = useWords({ en, hi });
  useTitle(words.notFound.title);
  return (
    <>
      <h1>{words.notFound.title}</h1>
      <EmptyFace title={words.notFound.sentence}>
        <p>
          <PathLink to="/national">{words.notFound.back}</PathLink>
        </p>
      </EmptyFace>
    </>
  );
}
