// The thread that reads one file of figures: takes its bytes, has them read as parts or as the rows of a small table,
// and says what it found. What it stores is invisible until the import is published.

import { parentPort, workerData } from 'node:worker_threads';
import { createFindings } from '#shared/modules/exchange/rules-findings.ts';
import type { FileReason } from '#shared/modules/exchange/rules-reasons.ts';
import { createPartImport } from './import-parts.ts';
import { type OtherFile, openText, sniffFile, type TextFeed } from './platform/csv-reader.ts';
import { connect, disconnect } from './platform/database.ts';
import type { FromWorker, ImportOutcome, ImportTask, ToWorker } from './platform/import-host.ts';
import { isOutage } from './platform/outage.ts';
import { openPartLoader } from './platform/part-store.ts';

/** Shortest beginning by which a file is known. */
const sniffBytes = 8;
const restMs = 2_000;

const port = parentPort;
if (port === null) throw new Error('This file is run by a worker of the server.');
const task = readTask(workerData);

/** The host of the same release sends it. */
function readTask(data: unknown): ImportTask {
  return data as ImportTask;
}

function tell(message: FromWorker): void {
  port?.postMessage(message);
}

const queue: ToWorker[] = [];
let wake: (() => void) | undefined;
port.on('message', (message: ToWorker) => {
  if (message.kind === 'stop') queue.length = 0;
  queue.push(message);
  wake?.();
});

/** The next message, or undefined when none came for a while. */
async function next(): Promise<ToWorker | undefined> {
  if (queue.length === 0) {
    await new Promise<void>((resume) => {
      const patience = setTimeout(resume, restMs);
      wake = () => {
        clearTimeout(patience);
        resume();
      };
    });
    wake = undefined;
  }
  return queue.shift();
}

await run().then(
  (outcome) => {
    if (outcome !== undefined) tell({ kind: 'done', outcome });
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    tell({ kind: 'failed', reason: isOutage(error) ? 'database' : 'defect', message });
  },
);
port.close();

async function run(): Promise<ImportOutcome | undefined> {
  const db = connect(task.databaseUrl, { poolSize: 3, isPatient: true });
  const loader = await openPartLoader(task.databaseUrl, task.no);
  try {
    if (!(await loader.claim())) {
      tell({ kind: 'failed', reason: 'busy', message: 'Another process is at work on this import.' });
      return undefined;
    }
    const rows = await createPartImport({ db, loader, task });
    let feed: TextFeed | undefined;
    let first: Uint8Array = new Uint8Array(0);
    let bytes = 0;
    for (;;) {
      const message = await next();
      if (message?.kind === 'stop') {
        await rows.abandon();
        return undefined;
      }
      if (message === undefined) {
        await loader.rest();
        continue;
      }
      if (message.kind === 'bytes') {
        bytes += message.bytes.length;
        if (feed !== undefined) await rows.take(feed.take(message.bytes));
        else {
          first = Buffer.concat([first, message.bytes]);
          if (first.length < sniffBytes) continue;
        }
      }
      if (feed === undefined) {
        const found = sniffFile(first);
        if (!found.isText) {
          await rows.abandon();
          return otherFile(found.kind);
        }
        feed = openText(found.encoding, found.markLength);
        await rows.take(feed.take(first));
      }
      tell({ kind: 'took', bytes, rows: rows.rows });
      if (message.kind !== 'end') continue;
      await rows.take(feed.end());
      return await rows.finish();
    }
  } finally {
    await loader.close();
    await disconnect(db);
  }
}

/** A zip that is called `.csv`, and its like: what it is, so that the mending can be said. */
function otherFile(kind: OtherFile): ImportOutcome {
  const list = createFindings();
  const isArchive = kind === 'zip' || kind === 'gzip' || kind === 'archive';
  const reason: FileReason = isArchive ? 'file.archive' : 'file.not_text';
  list.add({ check: 'FILE', severity: 'E', row: 0, column: '', reason, params: { kind } });
  return { findings: list.close(), isRefused: true, rows: 0, states: [] };
}
