// What must be true of the database after any fault: every answered save is there once and whole, nothing is there by
// half, and the forms are what their audit entries say. Findings come back as sentences; `kill.test.ts` plants each.

import { type Kysely, sql } from 'kysely';
import { verifyChain } from '#server/modules/audit/service.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import { type AppProcess, call, type Reply } from './faults.ts';

/** One save that was answered. `mark` is a figure that no other save carries. */
export interface Acknowledged {
  key: string;
  id: string;
  version: number;
  mark: string;
}

interface EntryRow {
  seq: number;
  xact: string;
  objectId: string;
  before: { cells: Record<string, string> } | null;
  after: { cells: Record<string, string> };
}

/** Every rule broken, as sentences; empty when all is well. */
export async function findBreaches(db: Kysely<Database>, ledger: readonly Acknowledged[]): Promise<string[]> {
  const chain = await verifyChain(db);
  const breaches = chain.ok ? [] : [`the audit chain breaks at ${String(chain.seq)}: ${chain.reason}`];
  const entries = await listEntries(db);
  const { rows: answers } = await sql<{ key: string; xact: string; answer: { id: string; version: number } }>`
    select key, xmin::text as xact, answer from idempotency where command = 'submissions.saveDraft'`.execute(db);
  const { rows: told } = await sql<{ xact: string }>`
    select distinct (xact::text::numeric % 4294967296)::text as xact from announcement
    where topic like 'submission:%'`.execute(db);
  breaches.push(...unlike('entry without its stored answer', entries, answers));
  breaches.push(...unlike('stored answer without its entry', answers, entries));
  breaches.push(...unlike('entry without its announcement', entries, told));
  breaches.push(...unlike('announcement without its entry', told, entries));

  const answerOf = new Map(answers.map((row) => [row.key, row.answer]));
  const countOf = new Map<string, number>();
  for (const { after } of entries) {
    for (const mark of Object.values(after.cells)) countOf.set(mark, (countOf.get(mark) ?? 0) + 1);
  }
  for (const { key, id, version, mark } of ledger) {
    const stored = answerOf.get(key);
    if (stored === undefined) breaches.push(`save ${key} was answered and is lost`);
    else if (stored.id !== id || stored.version !== version) breaches.push(`save ${key} is stored with another answer`);
    if (countOf.get(mark) !== 1) breaches.push(`figure ${mark} was written ${String(countOf.get(mark) ?? 0)} times`);
  }
  return [...breaches, ...(await findFormBreaches(db, entries))];
}

/** Forms against their entries: one version for each, cells as the entries replayed in order, each over the last. */
async function findFormBreaches(db: Kysely<Database>, entries: readonly EntryRow[]): Promise<string[]> {
  const breaches: string[] = [];
  const forms = await db.selectFrom('submission').select(['id', 'version', 'cells']).execute();
  const entriesOf = Map.groupBy(entries, (entry) => entry.objectId);
  for (const { id, version, cells } of forms) {
    const own = entriesOf.get(id) ?? [];
    if (own.length !== version)
      breaches.push(`form ${id} has version ${String(version)} after ${String(own.length)} saves`);
    const replayed: Record<string, string> = {};
    for (const { seq, before, after } of own) {
      for (const [cell, seen] of Object.entries(before?.cells ?? {})) {
        if (seen !== (replayed[cell] ?? '')) breaches.push(`entry ${String(seq)} overwrote ${cell} unseen`);
      }
      Object.assign(replayed, after.cells);
    }
    const typed = Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
    if (JSON.stringify(sorted(typed)) !== JSON.stringify(sorted(replayed)))
      breaches.push(`form ${id} differs from its entries`);
  }
  return breaches;
}

async function listEntries(db: Kysely<Database>): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select seq, xmin::text as xact, object_id, before, after from audit_entry
    where command = 'submissions.saveDraft' order by seq`.execute(db);
  return rows;
}

function unlike(what: string, some: readonly { xact: string }[], others: readonly { xact: string }[]): string[] {
  const known = new Set(others.map(({ xact }) => xact));
  return some.filter(({ xact }) => !known.has(xact)).map(({ xact }) => `${what}, transaction ${xact}`);
}

function sorted(fields: object): [string, unknown][] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}

let lastMark = 100_000;

/** A figure not used before in this run; six digits, so that no check takes it for a personal number. */
export function nextMark(): string {
  lastMark += 1;
  return String(lastMark);
}

export interface Form {
  period: string;
  stateCode: string;
  bodyId: string;
}

/** A save of one figure over a version, with a key of its own. */
export function saveOf(form: Form, version: number, cells: Record<string, string>) {
  return { key: newId(), ...form, version, cells, header: {}, notes: {} };
}

export interface Saver {
  ledger: Acknowledged[];
  /** Answers other than success, "not now" and none at all: there must be none. */
  surprises: string[];
  /** Answers of "not now", to look at their wording and time. */
  notNow: Reply[];
  /** Requests sent and not answered yet. */
  isWaiting(): boolean;
  stop(): Promise<void>;
}

/**
 * A person who types without pause in a form nobody else has: each save over the version the last one gave, and after
 * a failure the same request again, with the same key, until it is answered.
 */
export function startSaver(app: () => AppProcess | { url: string }, cookie: string, form: Form): Saver {
  const saver = { ledger: [] as Acknowledged[], surprises: [] as string[], notNow: [] as Reply[] };
  let isStopped = false;
  let isWaiting = false;

  async function type(): Promise<void> {
    let version = 0;
    while (!isStopped) {
      const mark = nextMark();
      const input = saveOf(form, version, { electorsTotal: mark });
      for (;;) {
        isWaiting = true;
        const reply = await call(app().url, cookie, 'submissions.saveDraft', input);
        isWaiting = false;
        if (reply.status === 200) {
          const { id, version: next } = reply.answer as { id: string; version: number };
          saver.ledger.push({ key: input.key, id, version: next, mark });
          version = next;
          break;
        }
        if (reply.status === 503) saver.notNow.push(reply);
        else if (reply.status !== 0) {
          saver.surprises.push(`${String(reply.status)} ${reply.text.slice(0, 300)}`);
          return;
        }
        if (isStopped) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  const typing = type();
  return {
    ...saver,
    isWaiting: () => isWaiting,
    async stop() {
      isStopped = true;
      await typing;
    },
  };
}
