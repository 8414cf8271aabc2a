// The thread that reads one file, as the process sees it: bytes go in at the pace at which they are worked off, and one
// outcome comes out. The event loop only passes buffers on.

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

export type ToWorker = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'end' } | { kind: 'stop' };
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
const mostHeapMb = 160;

/** Starts a worker for the task; `script` is the file it runs. */
export function startImport(script: URL, task: ImportTask): ImportRun {
  const worker = new Worker(script, { workerData: task, resourceLimits: { maxOldGenerationSizeMb: mostHeapMb } });
  const progress = { bytes: 0, rows: 0 };
  const { promise: outcome, resolve, reject } = Promise.withResolvers<ImportOutcome>();
  let sent = 0;
  let isOver = false;
  let wake: (() => void) | undefined;
  // Whoever sends asks for the outcome too; until then nobody else need hear of it.
  outcome.catch(() => undefined);

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
    wake?.();
  }
  worker.on('message', (message: FromWorker) => {
    switch (message.kind) {
      case 'took':
        progress.bytes = message.bytes;
        progress.rows = message.rows;
        wake?.();
        return;
      case 'done':
        resolve(message.outcome);
        return finish();
      case 'failed':
        reject(new ImportFailure(message.reason, message.message));
        return finish();
    }
  });
  worker.on('error', (error) => {
    reject(new ImportFailure('defect', error instanceof Error ? error.message : String(error)));
    finish();
  });
  worker.on('exit', () => {
    reject(new ImportFailure('stopped', 'The reading of the file was ended.'));
    finish();
  });

  return {
    progress,
    outcome,
    send(bytes) {
      if (isOver) return undefined;
      // A view into a buffer that others share must be copied; one that has its buffer to itself moves.
      const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
      sent += own.byteLength;
      const message: ToWorker = { kind: 'bytes', bytes: own };
      worker.postMessage(message, own.buffer instanceof ArrayBuffer ? [own.buffer] : []);
      return isFull() ? untilTaken() : undefined;
    },
    end() {
      const message: ToWorker = { kind: 'end' };
      worker.postMessage(message);
    },
    async stop() {
      reject(new ImportFailure('stopped', 'The reading of the file was ended.'));
      const message: ToWorker = { kind: 'stop' };
      const left = new Promise<void>((resume) => {
        worker.once('exit', () => resume());
      });
      if (worker.threadId === -1) return;
      worker.postMessage(message);
      const patience = setTimeout(() => void worker.terminate(), farewellMs);
      await left;
      clearTimeout(patience);
    },
  };
}
