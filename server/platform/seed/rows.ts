// What every part of the seed needs to write rows: ids that are the same on every machine, and batches.

import { createHash } from 'node:crypto';

/**
 * A UUID made from the parts' words: the same parts give the same id on every machine, so that links to figures of the
 * public record hold from one installation to the next.
 */
export function stableId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\u001f')).digest('hex');
  // Version 8 (RFC 9562): bits of our own making.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The rows in order, at most `size` at a time: one INSERT each. */
export function* batchesOf<Row>(rows: readonly Row[], size = 1_000): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
