import { sql } from 'kysely';
import type { RecordContext } from '#server/platform/command.ts';
import type { Reader, Tx } from '#server/platform/database.ts';
import type { StateScope } from '#server/platform/scope.ts';
import type { EntryCells, EntryHeader } from '#shared/modules/roll-health/schema.ts';
import type { SubmissionKey, SubmissionStatus } from '#shared/modules/submissions/schema.ts';

const columns = [
  's.id',
  's.period',
  's.stateCode',
  's.bodyId',
  's.revisionNo',
  's.status',
  's.header',
  's.cells',
  's.notes',
  's.erratum',
  's.version',
  's.madeBy',
  's.submittedBy',
  's.submittedAt',
  's.decidedBy',
  's.decidedAt',
  's.returnReason',
  's.updatedAt',
] as const;

/** The newest revision of a form, or undefined when it was never begun. */
export async function findSubmission(reader: Reader, { period, stateCode, bodyId }: SubmissionKey) {
  return await reader
    .selectFrom('submission as s')
    .select(columns)
    .where('s.dataset', '=', 'roll')
    .where('s.period', '=', period)
    .where('s.stateCode', '=', stateCode)
    .where('s.bodyId', '=', bodyId)
    .orderBy('s.revisionNo', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export type SubmissionRow = NonNullable<Awaited<ReturnType<typeof findSubmission>>>;

/** One form by id, its row locked against other writers until the transaction ends. */
export async function lockSubmission(tx: Tx, id: string): Promise<SubmissionRow | undefined> {
  return await tx.selectFrom('submission as s').select(columns).where('s.id', '=', id).forUpdate().executeTakeFirst();
}

/** One form by id. */
export async function findSubmissionById(reader: Reader, id: string): Promise<SubmissionRow | undefined> {
  return await reader.selectFrom('submission as s').select(columns).where('s.id', '=', id).executeTakeFirst();
}

/** Begins a form. Undefined when this revision is already there. */
export async function insertSubmission(
  tx: Tx,
  scope: StateScope,
  row: {
    id: string;
    period: string;
    revisionNo: number;
    header: EntryHeader;
    cells: EntryCells;
    notes: Record<string, string>;
    erratum: string | null;
  },
  at: Date,
): Promise<{ id: string; version: number } | undefined> {
  return await tx
    .insertInto('submission')
    .values({
      id: row.id,
      dataset: 'roll',
      period: row.period,
      stateCode: scope.stateCode,
      bodyId: scope.bodyId,
      revisionNo: row.revisionNo,
      status: 'draft',
      header: JSON.stringify(row.header),
      cells: JSON.stringify(row.cells),
      notes: JSON.stringify(row.notes),
      erratum: row.erratum,
      madeBy: scope.session.capacity.membershipId,
      createdAt: at,
      updatedAt: at,
    })
    .onConflict((conflict) => conflict.columns(['dataset', 'period', 'stateCode', 'bodyId', 'revisionNo']).doNothing())
    .returning(['id', 'version'])
    .executeTakeFirst();
}

/**
 * Writes the typed cells over the version they were typed on and records the command, in one statement. Null when the
 * form has moved on (saved by someone else, or no longer open to typing).
 */
export async function saveCells(
  reader: Reader,
  scope: StateScope,
  change: { period: string; version: number; cells: object; header: object; notes: object },
  record: RecordContext,
): Promise<{ answer: { id: string; version: number }; announced: number[] } | null> {
  const { rows } = await sql<{ saved: { answer: { id: string; version: number }; announced: number[] } | null }>`
    select save_submission_cells(${record.json}::jsonb, ${change.period}, ${scope.stateCode}, ${scope.bodyId},
      ${change.version}, ${JSON.stringify(change.cells)}::jsonb, ${JSON.stringify(change.header)}::jsonb,
      ${JSON.stringify(change.notes)}::jsonb) as saved`.execute(reader);
  return rows[0]?.saved ?? null;
}

export interface Move {
  status: SubmissionStatus;
  submittedBy?: string | null;
  submittedAt?: Date | null;
  decidedBy?: string | null;
  decidedAt?: Date | null;
  returnReason?: string | null;
}

/** Moves a locked form to its next status, one version on. */
export async function moveSubmission(tx: Tx, row: SubmissionRow, move: Move, at: Date): Promise<void> {
  await tx
    .updateTable('submission')
    .set({ ...move, version: row.version + 1, updatedAt: at })
    .where('id', '=', row.id)
    .execute();
}

/** Name and person of a membership: who did the step, in which capacity. */
export async function findActor(reader: Reader, membershipId: string) {
  return await reader
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.personId')
    .select(['person.id as personId', 'person.name', 'membership.role'])
    .where('membership.id', '=', membershipId)
    .executeTakeFirst();
}

/** The body's kind and names, or undefined when there is none of that id. */
export async function findBody(reader: Reader, bodyId: string) {
  return await reader
    .selectFrom('body')
    .select(['id', 'kind', 'nameEn', 'nameHi'])
    .where('id', '=', bodyId)
    .executeTakeFirst();
}

/** True when the body serves the State today. */
export async function isBodyOfState(reader: Reader, bodyId: string, stateCode: string): Promise<boolean> {
  const row = await reader
    .selectFrom('bodyState')
    .select('bodyId')
    .where('bodyId', '=', bodyId)
    .where('stateCode', '=', stateCode)
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest revision of every form of a body from the month on, newest month first. At most 500. */
export async function listOfBody(reader: Reader, bodyId: string, fromPeriod: string) {
  return await reader
    .selectFrom('submission as s')
    .leftJoin('membership as m', 'm.id', 's.submittedBy')
    .leftJoin('person as p', 'p.id', 'm.personId')
    .distinctOn(['s.period', 's.stateCode'])
    .select([
      's.period',
      's.stateCode',
      's.status',
      's.revisionNo',
      's.updatedAt',
      's.returnReason',
      'p.name as submittedBy',
      'p.id as submitterId',
    ])
    .where('s.bodyId', '=', bodyId)
    .where('s.period', '>=', fromPeriod)
    .orderBy('s.period', 'desc')
    .orderBy('s.stateCode')
    .orderBy('s.revisionNo', 'desc')
    .limit(500)
    .execute();
}

/** Publishes the figures of a form: one statement, one row a figure. `corrects` names the statement it replaces. */
export async function insertStatement(
  tx: Tx,
  statement: {
    id: string;
    submission: SubmissionRow;
    rollType: 'assembly' | 'local';
    header: EntryHeader & { qualifyingDate: string; asOn: string };
    source: string;
    membershipId: string;
    corrects: string | null;
    counts: Readonly<Record<string, number>>;
  },
  at: Date,
): Promise<void> {
  const { submission, header } = statement;
  await tx
    .insertInto('rollStatement')
    .values({
      id: statement.id,
      stateCode: submission.stateCode,
      bodyId: submission.bodyId,
      rollType: statement.rollType,
      exerciseType: statement.rollType === 'local' ? 'LOCAL' : header.exerciseType,
      exerciseRef: null,
      stage: header.stage,
      period: submission.period,
      qualifyingDate: header.qualifyingDate,
      asOn: header.asOn,
      asOnNote: null,
      basis: header.basis,
      recordBasis: null,
      confidence: 'office',
      source: statement.source,
      note: header.exclusion === '' ? null : header.exclusion,
      submissionId: submission.id,
      membershipId: statement.membershipId,
      corrects: statement.corrects,
      erratum: submission.erratum,
      publishedAt: at,
    })
    .execute();
  const figures = Object.entries(statement.counts).map(([measure, value]) => ({
    statementId: statement.id,
    measure,
    value,
    precision: 'exact' as const,
    note: null,
  }));
  if (figures.length > 0) await tx.insertInto('rollFigure').values(figures).execute();
}

/** The statement in force for the month from this office's own entries, which a correction replaces. */
export async function findStatementOfPeriod(
  tx: Tx,
  { period, stateCode, bodyId }: SubmissionKey,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('rollStatement')
    .select('id')
    .where('period', '=', period)
    .where('stateCode', '=', stateCode)
    .where('bodyId', '=', bodyId)
    .where('submissionId', 'is not', null)
    .orderBy('publishedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
