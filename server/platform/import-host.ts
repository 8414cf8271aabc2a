// The thread that reads one file, as the process sees it: bytes go in at the pace at which they are worked off, and one
// outcome comes out. The event loop only passes buffers on.

import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { ImportFindings, StartImport } from '#shared/modules/exchange/schema.ts';

/** What a worker needs to know of the import it reads. */
export interface ImportTask {
  databaseUrl: string;
  no: number;
  dataset: StartImport['dataset'];
  /** Null for a file of the whole nation. */
  stateCode: string | null;
  header: StartImport['header'];
  /** The IST day of reading. */
  today: string;
  /** Number of the published import that the file corrects. */
  corrects: number | null;
}

/** What the worker found: refused when it has errors, else everything is stored and waits for its import's staging. */
export interface ImportOutcome {
  findings: ImportFindings;
  isRefused: boolean;
  rows: number;
  states: { stateCode: string; rows: number; hasParts: boolean }[];
}

export type ToWorker =
  | { kind: 'task'; task: ImportTask }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'end' }
  | { kind: 'stop' };
export type FromWorker =
  | { kind: 'took'; bytes: number; rows: number }
  | { kind: 'done'; outcome: ImportOutcome }
  | { kind: 'failed'; reason: 'busy' | 'database' | 'defect'; message: string };

/** A worker that ended without an outcome. */
export class ImportFailure extends Error {
  readonly reason: 'busy' | 'database' | 'defect' | 'stopped';

  constructor(reason: ImportFailure['reason'], message: string) {
    super(message);
    this.name = 'ImportFailure';
    this.reason = reason;
  }
}

export interface ImportRun {
  /** Hands bytes over, and the buffer with them. A promise when the next must wait for it. */
  send(bytes: Uint8Array): Promise<void> | undefined;
  /** The file has ended. */
  end(): void;
  /** Ends the work; the outcome then fails as `stopped`. Resolves when the thread and its connections are gone. */
  stop(): Promise<void>;
  readonly progress: { bytes: number; rows: number };
  /** @throws ImportFailure */
  outcome: Promise<ImportOutcome>;
}

/** Bytes that may lie between the socket and the worker. */
const windowBytes = 2 * 1024 * 1024;
/** How long a stopped worker has to close its connections by itself. */
const farewellMs = 2_000;
/** A worker that has nothing to read waits so long for the next file: files come in pairs, a draft and its mending. */
const idleMs = 60_000;
const mostHeapMb = 160;
const roomMb = 96;

export interface ImportHost {
  /** Hands the task to the worker that waits, or to a new one. */
  start(task: ImportTask): ImportRun;
  /** Has a worker ready for a file that is about to come. */
  warm(): void;
  close(): Promise<void>;
}

/** The workers of one process; `script` is the file they run. */
export function createImportHost(script: URL): ImportHost {
  let spare: Worker | undefined;
  let patience: NodeJS.Timeout | undefined;

  function make(): Worker {
    // A file's bytes pass through the worker's memory and are gone: without room they would set off a collection of
    // everything each few megabytes. The flag is read when a thread's memory is laid out, and by nothing after that.
    setFlagsFromString(`--initial-old-space-size=${String(roomMb)}`);
    const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: mostHeapMb } });
    worker.unref();
    worker.once('exit', () => {
      if (spare === worker) spare = undefined;
    });
    return worker;
  }
  function keep(worker: Worker): void {
    if (spare !== undefined && spare !== worker) void spare.terminate();
    spare = worker;
    clearTimeout(patience);
    patience = setTimeout(() => void worker.terminate(), idleMs);
    patience.unref();
  }
  function takeSpare(): Worker | undefined {
    const worker = spare;
    spare = undefined;
    clearTimeout(patience);
    return worker?.threadId === -1 ? undefined : worker;
  }

  return {
    start: (task) => runIn(takeSpare() ?? make(), task, keep),
    warm() {
      if (spare === undefined) keep(make());
    },
    async close() {
      await takeSpare()?.terminate();
    },
  };
}

/** Has the worker read one file; `keep` gets it back when it did so to the end. */
function runIn(worker: Worker, task: ImportTask, keep: (worker: Worker) => void): ImportRun {
  const progress = { bytes: 0, rows: 0 };
  const { promise: outcome, resolve, reject } = Promise.withResolvers<ImportOutcome>();
  let sent = 0;
  let isOver = false;
  let wake: (() => void) | undefined;
  // Whoever sends asks for the outcome too; until then nobody else need hear of it.
  outcome.catch(() => undefined);

  const tell = (message: ToWorker, moved: ArrayBuffer[] = []) => worker.postMessage(message, moved);
  const isFull = () => !isOver && sent - progress.bytes > windowBytes;
  async function untilTaken(): Promise<void> {
    while (isFull()) {
      await new Promise<void>((resume) => {
        wake = resume;
      });
    }
  }
  function finish(): void {
    isOver = true;
    worker.off('message', handleMessage).off('error', handleError).off('exit', handleExit);
    wake?.();
  }
  function handleMessage(message: FromWorker): void {
    switch (message.kind) {
      case 'took':
        progress.bytes = message.bytes;
        progress.rows = message.rows;
        wake?.();
        return;
      case 'done':
        finish();
        keep(worker);
        return resolve(message.outcome);
      case 'failed':
        finish();
        void worker.terminate();
        return reject(new ImportFailure(message.reason, message.message));
    }
  }
  function handleError(error: unknown): void {
    finish();
    reject(new ImportFailure('defect', error instanceof Error ? error.message : String(error)));
  }
  function handleExit(): void {
    finish();
    reject(new ImportFailure('stopped', 'The reading of the file was ended.'));
  }
  worker.on('message', handleMessage).on('error', handleError).on('exit', handleExit);
  tell({ kind: 'task', task });

  return {
    progress,
    outcome,
    send(bytes) {
      if (isOver) return undefined;
      // A view into a buffer that others share must be copied; one that has its buffer to itself moves.
      const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
      sent += own.byteLength;
      tell({ kind: 'bytes', bytes: own }, own.buffer instanceof ArrayBuffer ? [own.buffer] : []);
      return isFull() ? untilTaken() : undefined;
    },
    end() {
      if (!isOver) tell({ kind: 'end' });
    },
    async stop() {
      if (isOver) return;
      const left = new Promise<void>((resume) => {
        worker.once('exit', () => resume());
      });
      finish();
      reject(new ImportFailure('stopped', 'The reading of the file was ended.'));
      tell({ kind: 'stop' });
      const giveUp = setTimeout(() => void worker.terminate(), farewellMs);
      await left;
      clearTimeout(giveUp);
    },
  };
}
