// The thread that reads files of figures, one after another: takes a file's bytes, has its rows read, and says what it
// found. What it stores is invisible until the import is published.

import { parentPort } from 'node:worker_threads';
import { createFindings } from '#shared/modules/exchange/rules-findings.ts';
import type { FileReason } from '#shared/modules/exchange/rules-reasons.ts';
import { createPartImport } from './import-parts.ts';
import { createTableImport } from './import-tables.ts';
import { type OtherFile, openText, sniffFile, type TextFeed } from './platform/csv-reader.ts';
import { connect, disconnect } from './platform/database.ts';
import type { FromWorker, ImportOutcome, ImportTask, ToWorker } from './platform/import-host.ts';
import { isOutage } from './platform/outage.ts';
import { openPartLoader } from './platform/part-store.ts';

/** Shortest beginning by which a file is known. */
const sniffBytes = 8;
/** A sender who pauses for so long leaves no COPY open. */
const restMs = 1_000;
/** After so many bytes, or so long, the sender is told that they were taken: each telling wakes the other thread. */
const tookBytes = 512 * 1024;
const tookMs = 250;

const port = parentPort;
if (port === null) throw new Error('This file is run by a worker of the server.');

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
async function next(patienceMs?: number): Promise<ToWorker | undefined> {
  if (queue.length === 0) {
    await new Promise<void>((resume) => {
      const patience = patienceMs === undefined ? undefined : setTimeout(resume, patienceMs);
      wake = () => {
        clearTimeout(patience);
        resume();
      };
    });
    wake = undefined;
  }
  return queue.shift();
}

/** The connections stay for the next file; the pool closes those that are idle. */
let pool: { url: string; db: ReturnType<typeof connect> } | undefined;

async function databaseOf(url: string): Promise<ReturnType<typeof connect>> {
  if (pool?.url === url) return pool.db;
  if (pool !== undefined) await disconnect(pool.db);
  pool = { url, db: connect(url, { poolSize: 4, isPatient: true }) };
  return pool.db;
}

for (;;) {
  const message = await next();
  if (message?.kind === 'stop') break;
  if (message?.kind !== 'task') continue;
  try {
    const outcome = await read(message.task);
    if (outcome === undefined) break;
    tell({ kind: 'done', outcome });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    tell({ kind: 'failed', reason: isOutage(error) ? 'database' : 'defect', message: text });
  }
}
if (pool !== undefined) await disconnect(pool.db);
port.close();

/** Undefined when the reading was stopped, or another process is at it. */
async function read(task: ImportTask): Promise<ImportOutcome | undefined> {
  const db = await databaseOf(task.databaseUrl);
  const loader = await openPartLoader(task.databaseUrl, task.no);
  try {
    if (!(await loader.claim())) {
      tell({ kind: 'failed', reason: 'busy', message: 'Another process is at work on this import.' });
      return undefined;
    }
    const isParts = task.dataset === 'part_snapshot';
    const rows = await (isParts ? createPartImport : createTableImport)({ db, loader, task });
    let feed: TextFeed | undefined;
    let first: Uint8Array = new Uint8Array(0);
    let bytes = 0;
    let told = 0;
    let toldAt = performance.now();
    const tellTaken = () => {
      told = bytes;
      toldAt = performance.now();
      tell({ kind: 'took', bytes, rows: rows.rows });
    };
    for (;;) {
      const message = await next(restMs);
      if (message?.kind === 'stop') {
        await rows.abandon();
        return undefined;
      }
      if (message === undefined) {
        tellTaken();
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
      const isDue = bytes - told >= tookBytes || performance.now() - toldAt >= tookMs;
      if (message.kind === 'end' || isDue) tellTaken();
      if (message.kind !== 'end') continue;
      await rows.take(feed.end());
      return await rows.finish();
    }
  } finally {
    await loader.close();
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
