import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { useLanguage, useWords } from '#client/app/language.tsx';
import { timelineEntry as en } from '#client/messages/en/timeline-entry.ts';
import { timelineEntry as hi } from '#client/messages/hi/timeline-entry.ts';
import type { Words } from '#client/messages/words.ts';
import type { ErrorDetail } from '#shared/kernel/errors.ts';
import { formatDate, isIsoDate } from '#shared/kernel/time.ts';
import { legalBasisTexts, milestoneName as templateName } from '#shared/modules/timelines/catalogue-templates.ts';
import { legalBases } from '#shared/modules/timelines/rules-legal.ts';
import { useTimelineWords } from './Words.tsx';

export type EntryWords = Words<typeof en>;

export function useEntryWords(): EntryWords {
  return useWords({ en, hi });
}

/** Names steps in the reader's language; the words of the calendar come first, then those of the templates. */
export function useStepName(): (code: string) => string {
  const names: Readonly<Record<string, string>> = useTimelineWords().milestones;
  const language = useLanguage();
  return (code) => {
    const fromTemplate = templateName(code)[language];
    return names[code] ?? (fromTemplate === code ? code.replaceAll('_', ' ') : fromTemplate);
  };
}

const stepParams: ReadonlySet<string> = new Set(['step', 'after', 'since', 'blocker', 'milestone']);

/** Says a fault by its reason, in the reader's language, with steps by name and days as they are written here. */
export function useFaultText(): (detail: ErrorDetail) => string {
  const words = useEntryWords();
  const language = useLanguage();
  const nameOf = useStepName();
  return ({ reason, params = {} }) => {
    if (reason.startsWith('personal_data.')) return words.personal;
    const basis = legalBases.find((each) => reason === `legal.${each}`);
    const sentences: Readonly<Record<string, string>> = words.faults;
    const sentence = basis === undefined ? sentences[reason] : words.faults.legal;
    const known = { ...params, ...(basis === undefined ? {} : { basis: legalBasisTexts[basis][language] }) };
    return (sentence ?? reason).replace(/\{(\w+)\}/g, (_, name: string) => paramText(name, known));
  };

  function paramText(name: string, params: Record<string, string | number>): string {
    const value = String(params[name] ?? '');
    if (stepParams.has(name)) return nameOf(value);
    if (name === 'codes') return value.split(' ').map(nameOf).join(' → ');
    return isIsoDate(value) ? formatDate(value) : value;
  }
}

/** What the server refused, by field, and the rest as sentences of the whole. */
export interface Refused {
  /** Sentences by field; a field is named once. */
  fields: Readonly<Record<string, string>>;
  /** For what has no field of the form, or failed otherwise. */
  rest: string[];
  /** What another person changed first, when that is why. */
  changed: readonly ErrorDetail[] | null;
}

export const notRefused: Refused = { fields: {}, rest: [], changed: null };

/** Reads a failure for a form with these fields. */
export function useRefused(): (thrown: unknown, fields: readonly string[]) => Refused {
  const text = useFaultText();
  const say = useFailureWords();
  return (thrown, fields) => {
    const { code, details } = readFailure(thrown);
    if (code === 'stale')
      return { ...notRefused, changed: details.filter(({ reason }) => reason === 'timeline.changed') };
    if (code !== 'invalid' || details.length === 0) return { ...notRefused, rest: [say(thrown)] };
    return refusedOf(details, fields, text);
  };
}

/** Sorts faults to their fields. */
export function refusedOf(
  details: readonly ErrorDetail[],
  fields: readonly string[],
  text: (detail: ErrorDetail) => string,
): Refused {
  const byField: Record<string, string> = {};
  const rest: string[] = [];
  for (const detail of details) {
    const { field = '' } = detail;
    if (fields.includes(field)) byField[field] ??= text(detail);
    else rest.push(text(detail));
  }
  return { fields: byField, rest: [...new Set(rest)], changed: null };
}
