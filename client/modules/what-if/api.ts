import type { QueryClient } from '@tanstack/react-query';
import { useLanguage, useWords } from '#client/app/language.tsx';
import { trpc, trpcClient } from '#client/app/trpc.ts';
import { timelines as calendarEn } from '#client/messages/en/timelines.ts';
import { whatIf as en } from '#client/messages/en/what-if.ts';
import { timelines as calendarHi } from '#client/messages/hi/timelines.ts';
import { whatIf as hi } from '#client/messages/hi/what-if.ts';
import type { Words } from '#client/messages/words.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { stateName, states } from '#shared/modules/states/directory.ts';
import { milestoneName, type TemplateId, templates } from '#shared/modules/timelines/catalogue-templates.ts';
import type { ExerciseKind, PlannedDays } from '#shared/modules/timelines/schema.ts';
import { readChanges, writeChanges } from '#shared/modules/what-if/rules-address.ts';
import {
  type AdoptWhatIf,
  Change,
  mostChanges,
  type ShareWhatIf,
  type WhatIfAnswer,
  type WithdrawWhatIf,
} from '#shared/modules/what-if/schema.ts';

export type WhatIfWords = Words<typeof en>;

export function useWhatIfWords(): WhatIfWords {
  return useWords({ en, hi });
}

/** The State's dates in force, and what has been shared of it. */
export function whatIfQuery(stateCode: string) {
  return trpc.whatIf.get.queryOptions({ stateCode }, { meta: { topics: ['timelines', 'conflicts', 'sample'] } });
}

/** Shows a what-if to both bodies of the State and the ECI. */
export async function shareWhatIf(input: ShareWhatIf): Promise<WhatIfAnswer> {
  return await trpcClient.whatIf.share.mutate(input);
}

/** Takes back a what-if of the reader's own office. */
export async function withdrawWhatIf(input: WithdrawWhatIf): Promise<WhatIfAnswer> {
  return await trpcClient.whatIf.withdraw.mutate(input);
}

/** Revises the reader's own dates as a shared what-if has them. */
export async function adoptWhatIf(input: AdoptWhatIf): Promise<WhatIfAnswer> {
  return await trpcClient.whatIf.adopt.mutate(input);
}

/** Fetches again whatever of the what-ifs is on screen. */
export async function refreshWhatIfs(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: trpc.whatIf.pathKey() });
}

/** What the address of the page says. */
export interface Chosen {
  state: string | undefined;
  exercise: string | undefined;
  /** Past exercises are listed too. */
  past: boolean;
  /** A shared what-if that is read. */
  shared: string | undefined;
  changes: Change[];
  /** Parts of the address that are no change. */
  unread: number;
}

/** Reads the address; a link is a report. */
export function readChosen(search: Readonly<Record<string, unknown>>): Chosen {
  const text = (key: string) => (typeof search[key] === 'string' ? search[key] : undefined);
  return {
    state: states.find(({ code }) => code === search['state'])?.code,
    exercise: text('exercise'),
    past: text('past') === 'yes',
    shared: text('shared'),
    ...readChanges(text('changes') ?? '', parseChange, mostChanges),
  };
}

function parseChange(value: unknown): Change | undefined {
  const read = Change.safeParse(value);
  return read.success ? read.data : undefined;
}

/** The search of a choice, shortest form. */
export function searchOf(chosen: Omit<Chosen, 'unread'>): Record<string, string> {
  const { state, exercise, past, shared, changes } = chosen;
  return {
    ...(state === undefined ? {} : { state }),
    ...(exercise === undefined ? {} : { exercise }),
    ...(past ? { past: 'yes' } : {}),
    ...(shared === undefined ? {} : { shared }),
    ...(changes.length === 0 ? {} : { changes: writeChanges(changes) }),
  };
}

export interface NamedExercise {
  id: string;
  nameEn: string;
  nameHi: string | null;
}

/** Names in the reader's language. */
export function useNames() {
  const language = useLanguage();
  const calendar = useWords({ en: calendarEn, hi: calendarHi });
  const own = useWhatIfWords();
  const names: Readonly<Record<string, string>> = calendar.milestones;
  const kinds: Readonly<Record<string, string>> = calendar.kinds;
  return {
    language,
    state: (code: string) => stateName(code, language),
    milestone: (code: string) => names[code] ?? wordsOf(milestoneName(code)[language]),
    kind: (kind: ExerciseKind) => kinds[kind] ?? kind,
    template: (id: TemplateId) => templates[id].name[language],
    isTemplate: (id: TemplateId, name: string) => templates[id].name.en === name,
    bodyKind: (kind: 'eci' | 'sec') => calendar.bodies[kind],
    exercise: ({ nameEn, nameHi }: NamedExercise) => (language === 'hi' ? (nameHi ?? nameEn) : nameEn),
    body: ({ nameEn, nameHi }: { nameEn: string; nameHi: string }) => (language === 'hi' ? nameHi : nameEn),
    /** `24-02-2026`, `01-01-2027 to 28-02-2027`, `by 26-11-2026`, or that there is none. */
    days: ({ start, end }: PlannedDays) => {
      if (start === null) return end === null ? own.table.noDate : own.table.by(formatDate(end));
      return end === null || end === start ? formatDate(start) : own.table.to(formatDate(start), formatDate(end));
    },
  };
}
export type Names = ReturnType<typeof useNames>;

function wordsOf(name: string): string {
  return name.replaceAll('_', ' ');
}
