import { EmptyFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { useAppWords } from './app-words.ts';
import { useTitle } from './title.ts';

export function NotFoundPage() {
  const words = useAppWords();
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
