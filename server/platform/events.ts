// Wake-ups between processes and to open screens. PostgreSQL's LISTEN/NOTIFY carries them; a slow poll of the
// announcement table stands behind it, reading by transaction horizon so that a late commit is not passed over.

import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Announcement, StoredAnnouncement } from './command.ts';
import type { Database } from './tables.ts';

export type Listener = (announcements: readonly Announcement[]) => void;

export interface EventHub {
  /** Calls the listener after every commit that announced something, in this process or another. Returns the way out. */
  subscribe(listener: Listener): () => void;
  close(): Promise<void>;
}

const pollMs = 5_000;

/** Connects to the database's announcements. Reconnects by itself; after a gap every listener hears topic `*`. */
export async function openEventHub(options: {
  db: Kysely<Database>;
  databaseUrl: string;
  log: Logger;
}): Promise<EventHub> {
  const { db, databaseUrl, log } = options;
  const listeners = new Set<Listener>();
  let client: pg.Client | undefined;
  let isClosed = false;
  let horizon = await readHorizon(db);
  /** Announcements heard since the last poll: what the poll finds beyond these was missed. */
  const heard = new Set<number>();

  function tell(announcements: readonly Announcement[]): void {
    for (const listener of listeners) listener(announcements);
  }

  function handleNotification(message: pg.Notification): void {
    const told: StoredAnnouncement[] = JSON.parse(message.payload ?? '[]');
    for (const { id } of told) heard.add(id);
    tell(told);
  }

  async function listen(): Promise<void> {
    const next = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 3_000 });
    next.on('notification', handleNotification);
    next.on('error', () => undefined);
    try {
      await next.connect();
      await next.query('listen samanvay');
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    client = next;
    // Only a connection that listened calls for another: one that never came up has its caller trying again.
    next.once('end', () => {
      client = undefined;
      if (!isClosed) void reconnect();
    });
    if (isClosed) await next.end();
  }

  async function reconnect(): Promise<void> {
    for (let waitMs = 100; !isClosed; waitMs = Math.min(waitMs * 2, 1_000)) {
      try {
        await listen();
        tell([{ topic: '*', audience: 'all' }]);
        return;
      } catch (error) {
        log.debug({ error: String(error) }, 'announcements: no connection yet');
        await sleep(waitMs);
      }
    }
  }

  async function poll(): Promise<void> {
    const next = await readHorizon(db);
    const { rows } = await sql<StoredAnnouncement>`select id, topic, audience from announcement
      where xact >= ${horizon}::xid8 and xact < ${next}::xid8`.execute(db);
    horizon = next;
    const missed = rows.filter(({ id }) => !heard.delete(id));
    if (missed.length > 0) tell(missed);
  }

  await listen();
  const timer = setInterval(() => {
    poll().catch((error: unknown) => log.debug({ error: String(error) }, 'announcements: poll failed'));
  }, pollMs);
  timer.unref();

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      await client?.end();
    },
  };
}

/** Every transaction below this id has ended: committed or never will. */
async function readHorizon(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{
    horizon: string;
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(db);
  return rows[0]?.horizon ?? '0';
}

/** Deletes announcements and stored answers older than two days; nothing reads them by then. */
export async function sweepEvents(db: Kysely<Database>, now: Date): Promise<void> {
  const limit = new Date(now.getTime() - 2 * 24 * 60 * 60 * 1000);
  await db.deleteFrom('announcement').where('at', '<', limit).execute();
  await db.deleteFrom('idempotency').where('at', '<', limit).execute();
}
