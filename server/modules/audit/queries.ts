import type { Reader } from '#server/platform/database.ts';
import type { AuditQuery } from '#shared/modules/audit/schema.ts';

const pageSize = 100;

/** Entries newest first, at most 100, older than `before`; one body's only when `bodyId` is given. */
export async function listEntries(reader: Reader, query: AuditQuery, bodyId: string | null) {
  let select = reader
    .selectFrom('auditEntry')
    .select([
      'seq',
      'at',
      'command',
      'personName',
      'role',
      'bodyId',
      'stateCode',
      'objectKind',
      'objectId',
      'before',
      'after',
      'hash',
    ])
    .orderBy('seq', 'desc')
    .limit(pageSize);
  if (query.before !== undefined) select = select.where('seq', '<', query.before);
  if (query.command !== undefined) select = select.where('command', '=', query.command);
  if (query.stateCode !== undefined) select = select.where('stateCode', '=', query.stateCode);
  if (bodyId !== null) select = select.where('bodyId', '=', bodyId);
  return await select.execute();
}

/** Whole entries in order from `from`, at most `count`, for verifying the chain. */
export async function listChain(reader: Reader, from: number, count: number) {
  return await reader
    .selectFrom('auditEntry')
    .select([
      'seq',
      'at',
      'command',
      'personId',
      'personName',
      'membershipId',
      'role',
      'bodyId',
      'stateCode',
      'objectKind',
      'objectId',
      'before',
      'after',
      'requestId',
      'digest',
      'hash',
    ])
    .where('seq', '>=', from)
    .orderBy('seq')
    .limit(count)
    .execute();
}

/** Number and hash of the newest entry as the writers know it. */
export async function getHead(reader: Reader) {
  return await reader.selectFrom('auditHead').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirstOrThrow();
}
