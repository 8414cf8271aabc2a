import { chainHash, digestOf, genesisHash } from '#server/platform/chain.ts';
import type { Reader } from '#server/platform/database.ts';
import { prove } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import type { AuditPage, AuditQuery } from '#shared/modules/audit/schema.ts';
import { reachOf } from '#shared/modules/people/permissions.ts';
import * as queries from './queries.ts';

const readAudit = { object: 'auditLog', act: 'read' } as const;

/** The log, newest first: all of it for the Commission, one's own office's for the others. */
export async function listEntries(context: SignedInContext, query: AuditQuery): Promise<AuditPage> {
  const { capacity } = context.session;
  prove(context.session, readAudit, { bodyId: capacity.bodyId });
  const ownOnly = reachOf(capacity, readAudit) === 'any' ? null : capacity.bodyId;
  const rows = await queries.listEntries(context.db, query, ownOnly);
  return {
    entries: rows.map((row) => ({ ...row, at: row.at.toISOString(), hash: row.hash.toString('hex') })),
    next: rows.length === 100 ? (rows.at(-1)?.seq ?? null) : null,
  };
}

export type ChainVerdict =
  | { ok: true; entries: number; headHash: string }
  | { ok: false; seq: number; reason: 'missing' | 'content' | 'link' | 'head'; entries: number };

/**
 * Reads the whole log in order and checks every link. Names the first entry that does not hold: `missing` (a number is
 * skipped), `content` (the entry was altered), `link` (its hash does not follow from the one before), `head` (entries
 * were cut off the end).
 */
export async function verifyChain(reader: Reader): Promise<ChainVerdict> {
  let previous: Buffer = genesisHash;
  let expected = 1;
  for (;;) {
    const rows = await queries.listChain(reader, expected, 2_000);
    for (const { seq, digest, hash, at, ...content } of rows) {
      const entries = expected - 1;
      if (seq !== expected) return { ok: false, seq: expected, reason: 'missing', entries };
      if (!digestOf({ ...content, at: at.toISOString() }).equals(digest))
        return { ok: false, seq, reason: 'content', entries };
      if (!chainHash(previous, digest).equals(hash)) return { ok: false, seq, reason: 'link', entries };
      previous = hash;
      expected += 1;
    }
    if (rows.length === 0) break;
  }
  const head = await queries.getHead(reader);
  if (head.seq !== expected - 1 || !head.hash.equals(previous))
    return { ok: false, seq: expected, reason: 'head', entries: expected - 1 };
  return { ok: true, entries: expected - 1, headHash: previous.toString('hex') };
}
