import { useWords } from '#client/app/language.tsx';
import { trpc } from '#client/app/trpc.ts';
import { states as en } from '#client/messages/en/states.ts';
import { states as hi } from '#client/messages/hi/states.ts';
import type { Words } from '#client/messages/words.ts';

export type StatesWords = Words<typeof en>;

export function useStatesWords(): StatesWords {
  return useWords({ en, hi });
}

/** All 36 States, now or as they stood on a day. */
export function statesQuery(asOn: string | undefined) {
  return trpc.states.list.queryOptions(asOn === undefined ? {} : { asOn }, {
    meta: { topics: ['national', 'metrics', 'sample'] },
  });
}

/** One State with both its bodies, now or as it stood on a day. */
export function stateQuery(code: string, asOn: string | undefined) {
  return trpc.states.get.queryOptions(asOn === undefined ? { code } : { code, asOn }, {
    meta: { topics: [`roll:${code}`, 'metrics', 'actions', 'timelines', 'sample'] },
  });
}
