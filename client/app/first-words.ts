import { nationalWords } from '#client/modules/national/MetricWords.tsx';
import type { Language } from '#shared/kernel/numbers.ts';
import { appWords } from './app-words.ts';

/** Makes sure that the words of the shell and of the first page are there in this language. */
export async function loadFirstWords(language: Language): Promise<void> {
  if (language === 'hi') await Promise.all([appWords.hi.load(), nationalWords.hi.load()]);
}
