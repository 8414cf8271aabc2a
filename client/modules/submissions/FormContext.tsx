import { createContext, type ReactNode, use } from 'react';
import { useLanguage, useWords } from '#client/app/language.tsx';
import { submissions as en } from '#client/messages/en/submissions.ts';
import { submissions as hi } from '#client/messages/hi/submissions.ts';
import type { StatusKind } from '#client/ui/StatusMark.tsx';
import { formatCount, parseCount } from '#shared/kernel/numbers.ts';
import { formatDate, type IsoDate, parseDate } from '#shared/kernel/time.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import type { checkForm, Texts } from '#shared/modules/submissions/rules.ts';
import type { SubmissionView } from '#shared/modules/submissions/schema.ts';
import type { Keeper, Keeping } from './api.ts';

/** One form on the screen, for all its parts. */
export interface FormOnScreen {
  view: SubmissionView;
  keeping: Keeping;
  keeper: Keeper;
  /** What stands in the fields now. */
  texts: Texts;
  /** The checks of what stood in the fields when typing last paused. */
  check: ReturnType<typeof checkForm>;
  today: IsoDate;
  isEditable: boolean;
  /** Runs the checks now: on leaving a field. */
  checkNow: () => void;
}

const FormContext = createContext<FormOnScreen | null>(null);

export function FormProvider({ form, children }: { form: FormOnScreen; children: ReactNode }) {
  return <FormContext value={form}>{children}</FormContext>;
}

export function useForm(): FormOnScreen {
  const form = use(FormContext);
  if (form === null) throw new Error('A part of the form stands outside it.');
  return form;
}

/** The words of the room. */
export function useRoomWords() {
  return useWords({ en, hi });
}

/** `Kerala` and `October 2026`, in the reader's language. */
export function useNames(): { state: (code: string) => string; month: (period: string) => string } {
  const words = useRoomWords();
  const language = useLanguage();
  const months: Readonly<Record<string, string>> = words.months;
  return {
    state: (code) => stateName(code, language),
    month: (period) => words.monthAndYear(months[period.slice(5, 7)] ?? period.slice(5, 7), period.slice(0, 4)),
  };
}

/** Id of the field's input, to be linked to. */
export function inputId(field: string): string {
  return `field-${field.replaceAll('.', '-')}`;
}

/** Moves to the field. A link to its place alone would leave the focus where it was. */
export function focusField(field: string): void {
  const input = document.getElementById(inputId(field));
  input?.focus();
  input?.scrollIntoView({ block: 'nearest' });
}

/** The field of a name used by the checks: a cell, or a part of the header. */
export function fieldOf(name: string): string {
  return `${['exerciseType', 'stage', 'qualifyingDate', 'asOn', 'basis', 'sourceNote', 'exclusion'].includes(name) ? 'header' : 'cells'}.${name}`;
}

/** A text as it is read: a count grouped, a day as dd-mm-yyyy, anything else as it was typed. */
export function readable(field: string, text: string): string {
  if (field.startsWith('cells.')) {
    const parsed = parseCount(text);
    return parsed.ok ? formatCount(parsed.value) : text;
  }
  if (field === 'header.qualifyingDate' || field === 'header.asOn') {
    const parsed = parseDate(text);
    return parsed.ok ? formatDate(parsed.value) : text;
  }
  return text;
}

/** How a form's status is drawn. It says how far the form is; nothing here is good or bad. */
export const statusKinds = {
  not_started: 'noFigure',
  draft: 'info',
  submitted: 'info',
  returned: 'attention',
  published: 'onTrack',
} as const satisfies Record<string, StatusKind>;
