// Payloads that everybody loads: built once per data version inside the writing transaction, stored compressed, and
// kept by each process as bytes ready to send. A read after a committed write shows it: the writer's process takes the
// new bytes before it answers, others take them at the announcement, and a reader may name the version it must have.

import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import { addDays, type IsoDate, istDay, startOfIstDay } from '#shared/kernel/time.ts';
import type { Clock } from './clock.ts';
import type { Reader, Tx } from './database.ts';
import { isOutage } from './outage.ts';
import type { Database } from './tables.ts';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

export interface Snapshot {
  version: number;
  day: IsoDate;
  etag: string;
  plain: Buffer;
  gzip: Buffer;
  brotli: Buffer;
}

/** Builds the payload's content as of `now` from what the transaction sees. */
export type SnapshotBuilder = (reader: Reader, version: number, now: Date) => Promise<unknown>;

/**
 * Rebuilds a stored snapshot inside a writing transaction. Writers take turns at its row, so the last to build sees
 * every change committed before it. Call it after the change, as the transaction's last step but the record.
 */
export async function rebuildSnapshot(tx: Tx, key: string, build: SnapshotBuilder, now: Date): Promise<Snapshot> {
  const locked = await tx
    .selectFrom('snapshot')
    .select('version')
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  const version = (locked?.version ?? 0) + 1;
  const plain = Buffer.from(JSON.stringify(await build(tx, version, now)));
  const [zipped, brotli] = await Promise.all([
    compressGzip(plain, { level: 9 }),
    compressBrotli(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    }),
  ]);
  const day = istDay(now);
  const snapshot: Snapshot = { version, day, etag: `"${key}-${String(version)}-${day}"`, plain, gzip: zipped, brotli };
  await tx
    .insertInto('snapshot')
    .values({ key, ...snapshot, builtAt: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ ...snapshot, builtAt: now }))
    .execute();
  return snapshot;
}

export interface SnapshotReader {
  /** The snapshot, of today and at least of the version named. */
  read(minVersion?: number): Promise<Snapshot>;
  /** The bytes at hand if they are of today, without a promise: the hot path. */
  peek(): Snapshot | undefined;
  /** Takes newer bytes from the database; called after a commit and at an announcement. */
  refresh(): Promise<void>;
}

/** One process's copy of a stored snapshot. Ages are counted in days, so it is built again when the IST day turns. */
export function createSnapshotReader(options: {
  db: Kysely<Database>;
  clock: Clock;
  key: string;
  build: SnapshotBuilder;
}): SnapshotReader {
  const { db, clock, key, build } = options;
  let current: Snapshot | undefined;
  /** The IST day of `current` in milliseconds, its end left out: compared at every request, so worked out once. */
  let currentFromMs = 0;
  let currentUntilMs = 0;
  let loading: Promise<void> | undefined;
  /** A refresh that was asked for has failed: what is at hand may be old. */
  let isBehind = false;

  function take(next: Snapshot): void {
    if (current !== undefined && next.version <= current.version) return;
    current = next;
    currentFromMs = startOfIstDay(next.day).getTime();
    currentUntilMs = startOfIstDay(addDays(next.day, 1)).getTime();
  }

  async function load(): Promise<void> {
    const stored = await db
      .selectFrom('snapshot')
      .select(['version', 'day', 'etag', 'plain', 'gzip', 'brotli'])
      .where('key', '=', key)
      .executeTakeFirst();
    const now = clock.now();
    if (stored !== undefined && stored.day === istDay(now)) take(stored);
    else take(await db.transaction().execute((tx) => rebuildSnapshot(tx, key, build, now)));
  }

  async function refresh(): Promise<void> {
    // A load under way may have read before the commit that asks for this one: wait for it, then read again.
    while (loading !== undefined) await loading.catch(() => undefined);
    loading = load()
      .then(
        () => {
          isBehind = false;
        },
        (error: unknown) => {
          isBehind = true;
          throw error;
        },
      )
      .finally(() => {
        loading = undefined;
      });
    await loading;
  }

  function peek(): Snapshot | undefined {
    const nowMs = clock.now().getTime();
    return !isBehind && nowMs >= currentFromMs && nowMs < currentUntilMs ? current : undefined;
  }

  return {
    peek,
    refresh,
    async read(minVersion = 0) {
      const ready = peek();
      if (ready !== undefined && ready.version >= minVersion) return ready;
      try {
        await refresh();
      } catch (error) {
        // Out of reach: the last figures, which say of when they are, serve until it is back.
        if (current === undefined || current.version < minVersion || !isOutage(error)) throw error;
      }
      return current ?? Promise.reject(new Error(`snapshot ${key} could not be built`));
    },
  };
}
