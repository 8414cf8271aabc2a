import { LoadingFace } from '#client/ui/Faces.tsx';
import { useAppWords } from './app-words.ts';

/** The loading face of every page. */
export function PendingPage() {
  return <LoadingFace>{useAppWords().loading}</LoadingFace>;
}
