// Files of figures: what may be sent, sending with its progress, and the steps to publication.

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, RequestError, readFailure, useFailureWords } from '#client/app/errors.ts';
import { useLanguage, useWords } from '#client/app/language.tsx';
import { isFields } from '#client/app/shape.ts';
import { trpc, trpcClient } from '#client/app/trpc.ts';
import { exchange as exchangeEn } from '#client/messages/en/exchange.ts';
import { imports as en } from '#client/messages/en/imports.ts';
import { exchange as exchangeHi } from '#client/messages/hi/exchange.ts';
import { imports as hi } from '#client/messages/hi/imports.ts';
import type { Words } from '#client/messages/words.ts';
import { newId } from '#shared/kernel/ids.ts';
import { isFindingReason, printFigures } from '#shared/modules/exchange/rules-reasons.ts';
import type { ImportFinding, ImportView, StartImport } from '#shared/modules/exchange/schema.ts';

export type ImportWords = Words<typeof en>;
export type TableWords = Words<typeof exchangeEn>;

/** The words of the page. */
export function useImportWords(): ImportWords {
  return useWords({ en, hi });
}

/** The words of the tables, their columns and what the checks say. */
export function useTableWords(): TableWords {
  return useWords({ en: exchangeEn, hi: exchangeHi });
}

/** What a finding says: what was found, and how to mend it. */
export function useFindingText(): (finding: ImportFinding) => string {
  const tables = useTableWords();
  const language = useLanguage();
  return ({ reason, params }) =>
    isFindingReason(reason) ? tables.findings.reasons[reason](printFigures(params, language)) : reason;
}

/** What failed, in one sentence, and after it what each field at fault asks for. */
export function useProblemText(): (thrown: unknown) => string {
  const explain = useFailureWords();
  const tables = useTableWords();
  const language = useLanguage();
  return (thrown) =>
    [
      explain(thrown),
      ...readFailure(thrown).details.flatMap(({ reason, params }) =>
        isFindingReason(reason) ? [tables.findings.reasons[reason](printFigures(params ?? {}, language))] : [],
      ),
    ].join(' ');
}

/** `V16, a large jump`: a check by its number and what it looks at. */
export function checkName(words: ImportWords, check: string): string {
  const names: Readonly<Record<string, string>> = words.checks;
  const name = names[check];
  return name === undefined ? check : `${check}, ${name}`;
}

export const choicesQuery = trpc.exchange.choices.queryOptions(undefined, { meta: { topics: ['session', 'roll:*'] } });

export const importsQuery = trpc.exchange.list.queryOptions({}, { meta: { topics: ['import:*', 'roll:*'] } });

export function importQuery(id: string) {
  return trpc.exchange.get.queryOptions({ id }, { meta: { topics: [`import:${id}`] } });
}

/** Opens an import for a file; its number in the address is then enough to find it again. */
export async function startImport(input: Omit<StartImport, 'key'>): Promise<{ id: string }> {
  return await trpcClient.exchange.start.mutate({ ...input, key: newId() });
}

/**
 * Sends the file's bytes and tells how far it has come, in bytes. Ends when the server has read and checked them.
 * @throws RequestError with the server's reason, TypeError when the connection broke.
 */
export function sendFile(id: string, file: Blob, onProgress: (bytes: number) => void): SendingFile {
  const request = new XMLHttpRequest();
  const done = new Promise<void>((resolve, reject) => {
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(new RequestError(request.status, failureOf(errorIn(request.responseText))));
    });
    request.addEventListener('error', () => reject(new TypeError('the connection broke')));
    request.addEventListener('abort', () => resolve());
  });
  // A fetch would not tell how far the sending has come.
  request.open('PUT', `/api/imports/${id}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.send(file);
  return { done, stop: () => request.abort() };
}

/** A file under way in this tab: what is sent of it, and the way to stop. */
export interface Sending {
  id: string;
  file: File;
  bytes: number;
  stop: () => void;
}

export interface SendingFile {
  done: Promise<void>;
  stop: () => void;
}

function errorIn(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return isFields(body) && isFields(body['error']) ? body['error'] : {};
  } catch {
    return {};
  }
}

export type ImportStep = 'cancel' | 'submit' | 'publish' | 'return' | 'discard';

/** The steps of one import, one at a time, with what went wrong in words. */
export function useSteps(view: ImportView) {
  const client = useQueryClient();
  const explain = useFailureWords();
  const [busy, setBusy] = useState<ImportStep | null>(null);
  const [problem, setProblem] = useState('');

  async function take(step: ImportStep, text: { notes?: Record<string, string>; reason?: string } = {}): Promise<void> {
    setBusy(step);
    setProblem('');
    const move = { key: newId(), id: view.id, version: view.version };
    const { exchange } = trpcClient;
    try {
      if (step === 'submit') await exchange.submit.mutate({ ...move, notes: text.notes ?? {} });
      else if (step === 'return') await exchange.return.mutate({ ...move, reason: text.reason ?? '' });
      else await exchange[step].mutate(move);
    } catch (thrown) {
      setProblem(explain(thrown));
    } finally {
      setBusy(null);
      await client.invalidateQueries({ queryKey: importQuery(view.id).queryKey });
    }
  }

  return { busy, problem, take };
}
