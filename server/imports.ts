// How a file of figures comes in: PUT /api/imports/<id>, streamed to a thread of its own and never held whole. One that
// breaks off leaves nothing behind, and may be sent again.

import type { Request, Response } from 'express';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { AppError } from '#shared/kernel/errors.ts';
import { tooLarge } from '#shared/modules/exchange/rules-import.ts';
import { largestFileBytes } from '#shared/modules/exchange/schema.ts';
import {
  announceImport,
  beginReceipt,
  interrupt,
  keepBeat,
  listSilent,
  markWithoutParts,
  stage,
} from './modules/exchange/service.ts';
import type { Clock } from './platform/clock.ts';
import { type Announcement, notify } from './platform/command.ts';
import { createImportHost, ImportFailure, type ImportRun } from './platform/import-host.ts';
import { dropPartition, listSpentPartitions, whileIdle } from './platform/part-store.ts';
import { sendError } from './platform/security.ts';
import type { Database } from './platform/tables.ts';
import type { SignedInContext } from './platform/trpc.ts';
import { mayTakeTime } from './platform/uploads.ts';

export interface Imports {
  /** Takes the file of an import and answers when it is staged or refused. */
  receive(context: SignedInContext, request: Request, response: Response): Promise<void>;
  /** Stops the reading of what was cancelled. */
  follow(announcements: readonly Announcement[]): void;
  /** After a command about imports: a file may be about to come, and something may be left to take away. */
  attend(): void;
  close(): Promise<void>;
}

const script = new URL('import-worker.ts', import.meta.url);
const beatMs = 1_000;
/** A sender that says nothing for so long is gone. */
const silenceMs = 60_000;
/** A reading that was not heard of for so long may have no process any more; the import's lock tells. */
const staleMs = 15_000;
const sweepMs = 60_000;
/** Files that one process reads at a time: each has a thread and its share of memory. */
const mostRuns = 2;

/** The imports of one process. What an earlier process left half-way is marked and taken away first. */
export async function openImports(options: {
  db: Kysely<Database>;
  databaseUrl: string;
  clock: Clock;
  log: Logger;
}): Promise<Imports> {
  const { db, databaseUrl, clock, log } = options;
  const runs = new Map<string, { run: ImportRun; look(): Promise<void> }>();
  const host = createImportHost(script);
  const sweeper = { clock, requestId: 'sweeper', session: null };

  async function sweep(silentForMs: number): Promise<void> {
    for (const each of await listSilent(db, new Date(clock.now().getTime() - silentForMs))) {
      if (!runs.has(each.id)) await whileIdle(db, each.no, (own) => interrupt({ ...sweeper, db: own }, each));
    }
    for (const no of await listSpentPartitions(db)) {
      await whileIdle(db, no, async (own) => {
        await dropPartition(own, no);
        await markWithoutParts(own, no);
      });
    }
  }

  function sweepQuietly(silentForMs: number): void {
    // What readers hold, or a database that is away: the next round tries again.
    sweep(silentForMs).catch((error: unknown) => log.info({ error: String(error) }, 'imports could not be swept yet'));
  }

  async function receive(context: SignedInContext, request: Request, response: Response): Promise<void> {
    refuseByHeaders(request);
    if (runs.size >= mostRuns)
      throw new AppError('limited', 'Other files are being read just now. Try again in a minute.', [
        { reason: 'import.others' },
      ]);
    const { row, header, version } = await beginReceipt(context, String(request.params['id']));
    const { id, no, dataset, stateCode } = row;
    mayTakeTime(request.socket);
    const run = host.start({ databaseUrl, no, dataset, stateCode, header, corrects: row.correctsNo });
    const look = async () => {
      if (!(await keepBeat(context, { id, version, ...run.progress }))) await run.stop();
    };
    const timer = setInterval(() => {
      const told = announceImport(row).map((one) => ({ ...one, id: 0 }));
      look()
        .then(() => notify(db, told))
        .catch((error: unknown) => log.debug({ error: String(error) }, 'import: no beat'));
    }, beatMs);
    runs.set(id, { run, look });
    try {
      const bytes = await pump(request, run);
      const outcome = await run.outcome;
      response.json(await stage(context, { id, version, bytes }, outcome));
    } catch (error) {
      throw explain(error);
    } finally {
      clearInterval(timer);
      await run.stop();
      runs.delete(id);
      // Nothing to do when it was staged: it is not being received any more.
      await interrupt(context, { id, no, version }).catch(() => undefined);
      sweepSoon();
    }
  }

  let soon: NodeJS.Timeout | undefined;
  function sweepSoon(): void {
    clearTimeout(soon);
    soon = setTimeout(() => sweepQuietly(staleMs), 300);
    soon.unref();
  }
  const timer = setInterval(() => sweepQuietly(staleMs), sweepMs);
  timer.unref();
  await sweep(0).catch((error: unknown) => log.warn({ error: String(error) }, 'imports could not be swept'));

  return {
    async receive(context, request, response) {
      try {
        await receive(context, request, response);
      } catch (error) {
        if (error instanceof BrokenOff) return;
        // What was not read of the body ends with the connection.
        if (!response.headersSent) response.set('Connection', 'close');
        if (!(error instanceof AppError)) throw error;
        const reason = error.details[0]?.reason ?? '';
        const status = statusOf[reason];
        sendError(response, error.code, error.message, error.details, ...(status === undefined ? [] : [status]));
      }
    },
    follow(announcements) {
      for (const { topic } of announcements) {
        const running = topic.startsWith('import:') ? runs.get(topic.slice('import:'.length)) : undefined;
        if (running === undefined) continue;
        running.look().catch((error: unknown) => log.debug({ error: String(error) }, 'import: could not be looked at'));
      }
    },
    attend() {
      host.warm();
      sweepSoon();
    },
    async close() {
      clearInterval(timer);
      clearTimeout(soon);
      await Promise.all([...runs.values()].map(({ run }) => run.stop()));
      await host.close();
    },
  };
}

const statusOf: Record<string, number> = {
  'file.too_large': 413,
  'request.content_type': 415,
  'database.unavailable': 503,
};

/** The sender went away: there is nobody to answer. */
class BrokenOff extends Error {}

function refuseByHeaders(request: Request): void {
  if (!/^application\/octet-stream(?:\s*;|$)/i.test(request.get('content-type') ?? '')) {
    throw new AppError('invalid', 'A file is sent as it is (content type application/octet-stream).', [
      { reason: 'request.content_type' },
    ]);
  }
  if (Number(request.get('content-length') ?? '0') > largestFileBytes) throw tooLarge(largestFileBytes);
}

/** Passes the body on at the worker's pace; its length in bytes. @throws AppError when it is too large, BrokenOff. */
async function pump(request: Request, run: ImportRun): Promise<number> {
  let bytes = 0;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const silence = setTimeout(() => request.destroy(), silenceMs);
  request.on('data', (chunk: Buffer) => {
    silence.refresh();
    bytes += chunk.byteLength;
    if (bytes > largestFileBytes) reject(tooLarge(largestFileBytes));
    const wait = run.send(chunk);
    if (wait === undefined) return;
    request.pause();
    wait.then(() => request.resume(), reject);
  });
  request.once('end', () => {
    run.end();
    resolve(bytes);
  });
  request.once('close', () => {
    if (!request.complete) reject(new BrokenOff('the sender went away'));
  });
  run.outcome.catch(reject);
  try {
    return await promise;
  } finally {
    clearTimeout(silence);
    // Whatever still comes is read and dropped, so that the answer is not lost behind it.
    request.removeAllListeners('data').resume();
  }
}

/** A reading that was stopped, or lost its database, in the words of the person who sent the file. */
function explain(error: unknown): unknown {
  if (!(error instanceof ImportFailure)) return error;
  switch (error.reason) {
    case 'busy':
      return new AppError('blocked', 'This file is still being read elsewhere. Try again in a moment.', [
        { reason: 'import.busy' },
      ]);
    case 'stopped':
      return new AppError('blocked', 'The reading of this file was ended.', [{ reason: 'import.stopped' }]);
    case 'database':
      return new AppError('blocked', 'The database could not be reached. Send the file again in a moment.', [
        { reason: 'database.unavailable' },
      ]);
    case 'defect':
      return error;
  }
}
