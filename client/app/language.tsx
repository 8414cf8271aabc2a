import { createContext, type ReactNode, use, useContext } from 'react';
import type { Words } from '#client/messages/words.ts';
import type { Language } from '#shared/kernel/numbers.ts';

/** Words of one room in both languages. */
export interface Catalogue<T> {
  en: T;
  /** Rooms of the first route load theirs when a reader needs them; all others import them. */
  hi: Words<T> | Later<Words<T>>;
}

/** Something loaded once, on first need. */
export class Later<T> {
  value: T | undefined;
  #loading: Promise<T> | undefined;
  readonly #fetch: () => Promise<T>;

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
  }

  async load(): Promise<T> {
    this.#loading ??= this.#fetch();
    this.value = await this.#loading;
    return this.value;
  }
}

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
export function useWords<T>({ en, hi }: Catalogue<T>): T | Words<T> {
  const language = useLanguage();
  if (language === 'en') return en;
  if (!(hi instanceof Later)) return hi;
  // The root route loads them before the first Hindi page; waiting here is for what came by another way.
  return hi.value ?? use(hi.load());
}

/** The language a name or note of the record is written in, which need not be the reader's: told by its letters. */
export function languageOf(text: string): Language {
  return /[\u0900-\u097f]/.test(text) ? 'hi' : 'en';
}

/** `en` or `hi`, or undefined for anything else. */
export function readLanguage(text: unknown): Language | undefined {
  return text === 'en' || text === 'hi' ? text : undefined;
}
