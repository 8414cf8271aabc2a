import { useWords } from '#client/app/language.tsx';
import { trpc } from '#client/app/trpc.ts';
import { audit as en } from '#client/messages/en/audit.ts';
import { audit as hi } from '#client/messages/hi/audit.ts';
import type { Words } from '#client/messages/words.ts';
import { type AuditEntryView, type AuditQuery, type CommandName, commandNames } from '#shared/modules/audit/schema.ts';
import { findState } from '#shared/modules/states/directory.ts';

export type AuditWords = Words<typeof en>;

/** As read over the line: a side that is not there is left out. */
export type AuditRow = Omit<AuditEntryView, 'before' | 'after'> & { before?: unknown; after?: unknown };

export function useAuditWords(): AuditWords {
  return useWords({ en, hi });
}

/** What of the log is asked for, as it stands in the address. What is none of the choices is left out. */
export function readAuditSearch(search: { command?: string; state?: string; before?: string }): AuditQuery {
  const command: CommandName | undefined = commandNames.find((name) => name === search.command);
  const state = findState(search.state ?? '')?.code;
  const before = Number(search.before);
  return {
    ...(command === undefined ? {} : { command }),
    ...(state === undefined ? {} : { stateCode: state }),
    ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
  };
}

/** One page of the log, newest first. */
export function auditQuery(query: AuditQuery) {
  return trpc.audit.list.queryOptions(query, { staleTime: 0, meta: { topics: ['audit'] } });
}
