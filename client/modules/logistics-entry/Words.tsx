import { useLanguage, useWords } from '#client/app/language.tsx';
import { logisticsEntry as en } from '#client/messages/en/logistics-entry.ts';
import { logisticsEntry as hi } from '#client/messages/hi/logistics-entry.ts';
import type { Words } from '#client/messages/words.ts';
import { formatCount, parseCount } from '#shared/kernel/numbers.ts';
import { itemOf } from '#shared/modules/logistics/catalogue-items.ts';
import type { CellFault, CellName } from '#shared/modules/logistics/rules-entry.ts';
import { type ExerciseReadiness, facilities } from '#shared/modules/logistics/schema.ts';

export type ReturnWords = typeof en | Words<typeof en>;

export function useReturnWords(): ReturnWords {
  return useWords({ en, hi });
}

/** Names of items, of districts and of cells, in the reader's language. */
export function useNames(areas: readonly { code: string; nameEn: string; nameHi: string | null }[]) {
  const words = useReturnWords();
  const language = useLanguage();
  const itemName = ({ itemId, facet }: Pick<CellName, 'itemId' | 'facet'>) => {
    const item = itemOf(itemId);
    const name = language === 'hi' ? item.nameHi : item.nameEn;
    const facility = facilities.find((each) => each === facet);
    return facility === undefined ? name : `${name}: ${words.facilities[facility]}`;
  };
  const unitName = ({ itemId }: Pick<CellName, 'itemId'>) => itemOf(itemId)[language === 'hi' ? 'unitHi' : 'unitEn'];
  const areaName = (code: string) => {
    const area = areas.find((each) => each.code === code);
    return area === undefined ? code : language === 'hi' ? (area.nameHi ?? area.nameEn) : area.nameEn;
  };
  const cellName = (name: CellName) =>
    words.mend.at(areaName(name.districtCode), itemName(name), words.figures[name.figure]);
  return { itemName, unitName, areaName, cellName };
}

/** The exercise's name in the reader's language; null until it is known. */
export function useExerciseName(view: ExerciseReadiness | undefined): string | null {
  const language = useLanguage();
  if (view === undefined) return null;
  const { nameEn, nameHi } = view.exercise;
  return language === 'hi' ? (nameHi ?? nameEn) : nameEn;
}

/** A text as it is read: a count grouped, all else as it was typed. */
export function readable(text: string, isText = false): string {
  const count = isText ? null : parseCount(text);
  return count?.ok === true ? formatCount(count.value) : text;
}

/** What is wrong in a whole sentence. */
export function faultSentence(words: ReturnWords, { reason, params = {} }: CellFault): string {
  const sentences: Readonly<Record<string, string>> = words.faults;
  const sentence = reason.startsWith('personal_data')
    ? words.faults.personal
    : (sentences[reason] ?? words.faults.other);
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    return typeof value === 'number' ? formatCount(value) : String(value ?? '');
  });
}

/** What is wrong in two words, for the cell itself. */
export function faultWord({ short }: ReturnWords, { reason }: CellFault): string {
  if (reason.startsWith('count.')) return short.count;
  if (reason.startsWith('personal_data')) return short.personal;
  if (reason.endsWith('_above_available')) return short.above_available;
  if (reason.endsWith('_above_checked')) return short.above_checked;
  return reason === 'returns.reason' ? short.reason : short.other;
}
