// The audit chain: hash(n) = sha256(hash(n−1) || digest(n)), digest(n) = sha256 of the entry's canonical JSON.

import { createHash } from 'node:crypto';

/** What of an audit entry is sealed: everything but its number and hashes. `at` is an ISO instant, UTC, to the millisecond. */
export interface SealedEntry {
  at: string;
  command: string;
  personId: string | null;
  personName: string | null;
  membershipId: string | null;
  role: string | null;
  bodyId: string | null;
  stateCode: string | null;
  objectKind: string;
  objectId: string;
  before: unknown;
  after: unknown;
  requestId: string;
}

export const genesisHash: Buffer = Buffer.alloc(32);

/** JSON with keys sorted at every depth, so that a value read back from `jsonb` gives the same bytes. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** The 32-byte digest of an entry's content. */
export function digestOf(entry: SealedEntry): Buffer {
  return createHash('sha256').update(canonicalJson(entry)).digest();
}

/** The 32-byte hash that links a digest to all before it. */
export function chainHash(previous: Buffer, digest: Buffer): Buffer {
  return createHash('sha256').update(previous).update(digest).digest();
}
