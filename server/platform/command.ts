// How every change is made: one transaction that holds the change, its audit entry, the stored answer and the
// announcement. Nothing is kept of a command that fails in any of them.

import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { AppError } from '#shared/kernel/errors.ts';
import { istDay } from '#shared/kernel/time.ts';
import type { CommandName } from '#shared/modules/audit/schema.ts';
import { jsonbText } from './chain.ts';
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
  /**
   * Called after the commit, before the answer: this process's own copies are then as new as the change, and the other
   * processes are woken. Absent on the command line, where the waking is done here.
   */
  committed?: ((announcements: readonly StoredAnnouncement[]) => Promise<void>) | undefined;
}

/** A topic and who may hear it: `all`, `body:<id>`, `state:<code>` or `person:<id>`. */
export interface Announcement {
  topic: string;
  audience: string;
}

export interface StoredAnnouncement extends Announcement {
  id: number;
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
  return await answerOnce(context, spec, async () => {
    return await context.db.transaction().execute(async (tx) => {
      const at = context.clock.now();
      const made = await change(tx, at);
      return {
        answer: made.answer,
        announcements: await record(tx, recordContext(context, spec, made.announce, at), made),
      };
    });
  });
}

/**
 * Runs a change that is one call of a database function, which makes the change and its record together: one statement,
 * its own transaction. For the change made most often. The function answers null when there was nothing to change; the
 * reason is then `otherwise`'s to give.
 * @throws AppError as `runCommand`, and whatever `otherwise` throws.
 */
export async function runFunction<Answer>(
  context: CommandContext,
  spec: CommandSpec & { announce: readonly Announcement[] },
  call: (recordContext: RecordContext) => Promise<{ answer: Answer; announced: readonly (string | number)[] } | null>,
  otherwise: () => Promise<never>,
): Promise<Answer> {
  return await answerOnce(context, spec, async () => {
    const recorded = recordContext(context, spec, spec.announce, context.clock.now());
    const made = await call(recorded);
    if (made === null) return await otherwise();
    return { answer: made.answer, announcements: withIds(recorded, made.announced) };
  });
}

async function answerOnce<Answer>(
  context: CommandContext,
  spec: CommandSpec,
  make: () => Promise<{ answer: Answer; announcements: StoredAnnouncement[] }>,
): Promise<Answer> {
  try {
    const { answer, announcements } = await make();
    await tellOthers(context, announcements);
    return answer;
  } catch (error) {
    // Whether it was committed or not, the same key gives the answer when the database is back.
    if (isOutage(error)) throw error;
    // The first try of a repeated command has already moved the version or taken the key: its stored answer is the answer.
    const stored = await findStoredAnswer<Answer>(context, spec);
    if (stored !== undefined) return stored.answer;
    if (isSqlState(error, '42501')) {
      throw new AppError('forbidden', 'Your role in this office has ended. Sign in again.');
    }
    throw error;
  }
}

/** Wakes the processes that hold open screens. They would find the announcements by themselves, some seconds later. */
async function tellOthers(context: CommandContext, announcements: readonly StoredAnnouncement[]): Promise<void> {
  if (announcements.length === 0) return;
  if (context.committed !== undefined) await context.committed(announcements);
  else await notify(context.db, announcements);
}

/** Sends the announcements by NOTIFY: after the commit and outside it, because a NOTIFY inside makes commits take turns. */
export async function notify(db: Kysely<Database>, announcements: readonly StoredAnnouncement[]): Promise<void> {
  await sql`select pg_notify('samanvay', ${JSON.stringify(announcements)})`.execute(db);
}

/** Who, when and under which key, as the database's record functions take it. */
export interface RecordContext {
  at: Date;
  json: string;
  announcements: readonly Announcement[];
}

function recordContext(
  context: CommandContext,
  spec: CommandSpec,
  announcements: readonly Announcement[],
  at: Date,
): RecordContext {
  const { session, requestId } = context;
  const json = JSON.stringify({
    at: at.toISOString(),
    today: istDay(at),
    command: spec.name,
    personId: session?.personId ?? null,
    personName: session?.name ?? null,
    membershipId: session?.capacity.membershipId ?? null,
    role: session?.capacity.role ?? null,
    bodyId: session?.capacity.bodyId ?? null,
    stateCode: spec.stateCode ?? null,
    requestId,
    key: session === null ? null : spec.key,
    inputDigest: digestOfInput(spec).toString('hex'),
    topics: announcements.map((item) => item.topic),
    audiences: announcements.map((item) => item.audience),
  });
  return { at, json, announcements };
}

function digestOfInput(spec: CommandSpec): Buffer {
  return createHash('sha256').update(jsonbText(spec.input)).digest();
}

async function record<Answer>(tx: Tx, context: RecordContext, made: Change<Answer>): Promise<StoredAnnouncement[]> {
  const { rows } = await sql<{ ids: string[] }>`select record_command(${context.json}::jsonb, ${made.object.kind},
    ${made.object.id}, ${JSON.stringify(made.before ?? null)}::jsonb, ${JSON.stringify(made.after ?? null)}::jsonb,
    ${JSON.stringify(made.answer ?? null)}::jsonb) as ids`.execute(tx);
  return withIds(context, rows[0]?.ids ?? []);
}

function withIds({ announcements }: RecordContext, ids: readonly (string | number)[]): StoredAnnouncement[] {
  return announcements.map((item, index) => ({ ...item, id: Number(ids[index]) }));
}

async function findStoredAnswer<Answer>(
  context: CommandContext,
  spec: CommandSpec,
): Promise<{ answer: Answer } | undefined> {
  if (spec.key === null || context.session === null) return undefined;
  const row = await context.db
    .selectFrom('idempotency')
    .select(['command', 'inputDigest', 'answer'])
    .where('personId', '=', context.session.personId)
    .where('key', '=', spec.key)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.command !== spec.name || !row.inputDigest.equals(digestOfInput(spec))) {
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
