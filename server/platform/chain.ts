// The audit chain: hash(n) = sha256(hash(n−1) || digest(n)), digest(n) = sha256 of the entry as `jsonb` text.

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

/**
 * The text PostgreSQL gives for the value as `jsonb`: keys by length in bytes and then by bytes, a space after each
 * comma and colon. Written again here so that the chain can be checked without the database's word for it. Numbers are
 * whole or plain decimals.
 */
export function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => jsonbText(item ?? null)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => ({ key: Buffer.from(key), text: `${JSON.stringify(key)}: ${jsonbText(field)}` }))
      .sort((a, b) => a.key.length - b.key.length || Buffer.compare(a.key, b.key));
    return `{${fields.map((field) => field.text).join(', ')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** The 32-byte digest of an entry's content. */
export function digestOf(entry: SealedEntry): Buffer {
  return createHash('sha256').update(jsonbText(entry)).digest();
}

/** The 32-byte hash that links a digest to all before it. */
export function chainHash(previous: Buffer, digest: Buffer): Buffer {
  return createHash('sha256').update(previous).update(digest).digest();
}
