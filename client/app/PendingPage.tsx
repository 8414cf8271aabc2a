import { app as en } from '../messages/en/app.ts';
import { app as hi } from '../messages/hi/app.ts';
import { LoadingFace } from '../ui/Faces.tsx';
import { useWords } from './language.tsx';

/** The loading face of every page. */
export function PendingPage() {
  return <LoadingFace>{useWords({ en, hi }).loading}</LoadingFace>;
}
