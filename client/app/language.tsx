import { type ReactNode, createContext, useContext } from 'react';
import type { Language } from '#shared/kernel/numbers.ts';
import type { Words } from '../messages/words.ts';

const LanguageContext = createContext<Language>('en');

/** Sets the language of everything below it. */
export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** The language the page is read in: the URL's `lang`, else the profile's. */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** The words of a room in the reader's language: `useWords({ en, hi })`. */
export function useWords<T>(catalogue: { en: T; hi: Words<T> }): T | Words<T> {
  return useLanguage() === 'hi' ? catalogue.hi : catalogue.en;
}

/** `en` or `hi`, or undefined for anything else. */
export function readLanguage(text: unknown): Language | undefined {
  return text === 'en' || text === 'hi' ? text : undefined;
}
