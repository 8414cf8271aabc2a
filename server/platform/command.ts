// How every change is made: one transaction that holds the change, its audit entry, the stored answer and the
// announcement. Nothing is kept of a command that fails in any of them.

import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { AppError } from '#shared/kernel/errors.ts';
import { istDay } from '#shared/kernel/time.ts';
import type { CommandName } from '#shared/modules/audit/schema.ts';
import { canonicalJson, digestOf } from './chain.ts';
import type { Clock } from './clock.ts';
import { isSqlState, type Tx } from './database.ts';
import { isOutage } from './outage.ts';
import type { Session } from './session.ts';
import type { Database } from './tables.ts';

/** Who asks, by which connection, at what time. One per request. */
export interface CommandContext {
  db: Kysely<Database>;
  clock: Clock;
  requestId: string;
  /** Null for a command-line call on the machine itself. */
  session: Session | null;
  /** Called after the commit, before the answer: this process's own copies are then as new as the change. */
  committed?: ((announcements: readonly Announcement[]) => Promise<void>) | undefined;
}

/** A topic and who may hear it: `all`, `body:<id>`, `state:<code>` or `person:<id>`. */
export interface Announcement {
  topic: string;
  audience: string;
}

export interface CommandSpec {
  name: CommandName;
  /** The sender's own key for this command; null for command-line calls. A repeat gets the stored answer. */
  key: string | null;
  /** What was asked, to tell a repeat from another command under a used key. */
  input: unknown;
  stateCode?: string | null;
}

export interface Change<Answer> {
  answer: Answer;
  object: { kind: string; id: string };
  /** Free of secrets. */
  before: unknown;
  after: unknown;
  announce: readonly Announcement[];
}

/**
 * Runs a change and records it. Returns the change's answer, or the stored one when the key was used before.
 * The answer must survive JSON unchanged.
 * @throws AppError `forbidden` when the membership has ended, `invalid` when the key was used for another command,
 *   and whatever the change throws.
 */
export async function runCommand<Answer>(
  context: CommandContext,
  spec: CommandSpec,
  change: (tx: Tx, at: Date) => Promise<Change<Answer>>,
): Promise<Answer> {
  const inputDigest = createHash('sha256').update(canonicalJson(spec.input)).digest();
  try {
    const made = await context.db.transaction().execute(async (tx) => {
      const at = context.clock.now();
      const done = await change(tx, at);
      await record(tx, context, spec, done, inputDigest, at);
      return done;
    });
    await context.committed?.(made.announce);
    return made.answer;
  } catch (error) {
    // Whether it was committed or not, the same key gives the answer when the database is back.
    if (isOutage(error)) throw error;
    // The first try of a repeated command has already moved the version or taken the key: its stored answer is the answer.
    const stored = await findStoredAnswer<Answer>(context, spec, inputDigest);
    if (stored !== undefined) return stored.answer;
    if (isSqlState(error, '42501'))
      throw new AppError('forbidden', 'Your role in this office has ended. Sign in again.');
    throw error;
  }
}

async function record<Answer>(
  tx: Tx,
  context: CommandContext,
  spec: CommandSpec,
  made: Change<Answer>,
  inputDigest: Buffer,
  at: Date,
): Promise<void> {
  const { session, requestId } = context;
  const before = made.before ?? null;
  const after = made.after ?? null;
  const entry = {
    at: at.toISOString(),
    command: spec.name,
    personId: session?.personId ?? null,
    personName: session?.name ?? null,
    membershipId: session?.capacity.membershipId ?? null,
    role: session?.capacity.role ?? null,
    bodyId: session?.capacity.bodyId ?? null,
    stateCode: spec.stateCode ?? null,
    objectKind: made.object.kind,
    objectId: made.object.id,
    before,
    after,
    requestId,
  };
  const topics = made.announce.map((item) => item.topic);
  const audiences = made.announce.map((item) => item.audience);
  await sql`select record_command(${at}, ${istDay(at)}::date, ${entry.command}, ${entry.personId}, ${entry.personName},
    ${entry.membershipId}::uuid, ${entry.role}, ${entry.bodyId}, ${entry.stateCode}, ${entry.objectKind}, ${entry.objectId},
    ${JSON.stringify(before)}::jsonb, ${JSON.stringify(after)}::jsonb, ${requestId}, ${digestOf(entry)},
    ${session === null ? null : spec.key}, ${inputDigest}, ${JSON.stringify(made.answer ?? null)}::jsonb,
    ${topics}::text[], ${audiences}::text[])`.execute(tx);
}

async function findStoredAnswer<Answer>(
  context: CommandContext,
  spec: CommandSpec,
  inputDigest: Buffer,
): Promise<{ answer: Answer } | undefined> {
  if (spec.key === null || context.session === null) return undefined;
  const row = await context.db
    .selectFrom('idempotency')
    .select(['command', 'inputDigest', 'answer'])
    .where('personId', '=', context.session.personId)
    .where('key', '=', spec.key)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.command !== spec.name || !row.inputDigest.equals(inputDigest)) {
    throw new AppError(
      'invalid',
      'This key was already used for another command. Send the change again with a new key.',
      [{ reason: 'key.reused', field: 'key' }],
    );
  }
  return { answer: storedAnswer<Answer>(row.answer) };
}

/** The stored JSON is the answer this same command gave: its type is the command's. */
function storedAnswer<Answer>(answer: unknown): Answer {
  return answer as Answer;
}
