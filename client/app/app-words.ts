import { app as en } from '#client/messages/en/app.ts';
import type { Words } from '#client/messages/words.ts';
import { type Catalogue, Later, useWords } from './language.tsx';

export type AppWords = Words<typeof en>;

/** Words of the shell and those every page shares: statuses, bases, failures. */
export const appWords = {
  en,
  hi: new Later(async () => (await import('#client/messages/hi/app.ts')).app),
} satisfies Catalogue<typeof en>;

export function useAppWords(): AppWords {
  return useWords(appWords);
}
