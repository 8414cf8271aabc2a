import type { Reader, Tx } from '#server/platform/database.ts';
import type { ImportOutcome } from '#server/platform/import-host.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { ImportFindings, ImportHeader, ImportStatus, StartImport } from '#shared/modules/exchange/schema.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';

const columns = [
  'i.id',
  'i.no',
  'i.dataset',
  'i.stateCode',
  'i.bodyId',
  'i.mode',
  'i.correctsNo',
  'i.erratum',
  'i.rollType',
  'i.exerciseType',
  'i.stage',
  'i.supplementNo',
  'i.qualifyingDate',
  'i.asOf',
  'i.publishedOn',
  'i.sourceRef',
  'i.basis',
  'i.precision',
  'i.status',
  'i.bytesTotal',
  'i.bytesRead',
  'i.rowsRead',
  'i.notes',
  'i.returnReason',
  'i.isSample',
  'i.madeBy',
  'i.submittedBy',
  'i.decidedBy',
  'i.createdAt',
  'i.beatAt',
  'i.finishedAt',
  'i.publishedAt',
  'i.version',
] as const;

function ofImports(reader: Reader) {
  return reader.selectFrom('rollImport as i').select(columns);
}

/** One import by id, or undefined. */
export async function findImport(reader: Reader, id: string) {
  return await ofImports(reader).where('i.id', '=', id).executeTakeFirst();
}

export type ImportRow = NonNullable<Awaited<ReturnType<typeof findImport>>>;

/** One import by its number, or undefined. */
export async function findImportByNo(reader: Reader, no: number): Promise<ImportRow | undefined> {
  return await ofImports(reader).where('i.no', '=', no).executeTakeFirst();
}

/** One import by id, its row locked against other writers until the transaction ends. */
export async function lockImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return await ofImports(tx).where('i.id', '=', id).forUpdate().executeTakeFirst();
}

/** What was said of the file. Sample figures come by no file. */
export function headerOf(row: ImportRow): ImportHeader {
  const { rollType, exerciseType, stage, supplementNo, qualifyingDate, asOf, publishedOn, sourceRef, precision } = row;
  const basis = row.basis === 'sample' ? 'provisional' : row.basis;
  return {
    rollType,
    exerciseType,
    stage,
    supplementNo,
    qualifyingDate,
    asOf,
    publishedOn,
    sourceRef,
    basis,
    precision,
  };
}

/** Imports, newest first, with the names of who made, submitted and decided them. At most 500; of one State with `stateCode`. */
export async function listImports(reader: Reader, stateCode: string | undefined) {
  return await ofImports(reader)
    .$if(stateCode !== undefined, (query) => query.where('i.stateCode', '=', stateCode ?? ''))
    .where('i.isSample', '=', false)
    .orderBy('i.createdAt', 'desc')
    .orderBy('i.no', 'desc')
    .limit(500)
    .execute();
}

/** Person and name by membership. */
export async function listActors(
  reader: Reader,
  membershipIds: readonly (string | null)[],
): Promise<Map<string, { personId: string; name: string }>> {
  const ids = membershipIds.filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await reader
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.personId')
    .select(['m.id', 'p.id as personId', 'p.name'])
    .where('m.id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, ...actor }) => [id, actor]));
}

/** The findings of an import. */
export async function findFindings(reader: Reader, id: string): Promise<ImportFindings> {
  const row = await reader.selectFrom('rollImport').select('findings').where('id', '=', id).executeTakeFirst();
  const none: ImportFindings = { errors: 0, warnings: 0, flags: 0, items: [], toExplain: [] };
  return { ...none, ...row?.findings };
}

/** True when the body serves the State. */
export async function isBodyOfState(reader: Reader, bodyId: string, stateCode: string): Promise<boolean> {
  const row = await reader
    .selectFrom('bodyState')
    .select('bodyId')
    .where('bodyId', '=', bodyId)
    .where('stateCode', '=', stateCode)
    .executeTakeFirst();
  return row !== undefined;
}

/** Opens an import that waits for its bytes; the id and its number. */
export async function insertImport(
  tx: Tx,
  input: StartImport & { id: string; madeBy: string },
  at: Date,
): Promise<{ no: number; version: number }> {
  const { header, corrects } = input;
  return await tx
    .insertInto('rollImport')
    .values({
      id: input.id,
      dataset: input.dataset,
      stateCode: input.stateCode,
      bodyId: input.bodyId,
      mode: corrects === null ? 'whole' : 'correction',
      correctsNo: corrects?.no ?? null,
      erratum: corrects?.erratum ?? null,
      ...header,
      status: 'receiving',
      bytesTotal: input.bytes,
      findings: '{}',
      notes: '{}',
      returnReason: null,
      madeBy: input.madeBy,
      submittedBy: null,
      decidedBy: null,
      createdAt: at,
      beatAt: at,
      finishedAt: null,
      submittedAt: null,
      publishedAt: null,
    })
    .returning(['no', 'version'])
    .executeTakeFirstOrThrow();
}

/** The number of a published correction of this import, if there is one. */
export async function findCorrectionOf(reader: Reader, no: number): Promise<number | undefined> {
  const row = await reader
    .selectFrom('rollImport')
    .select('no')
    .where('correctsNo', '=', no)
    .where('status', '=', 'published')
    .executeTakeFirst();
  return row?.no;
}

/** Begins to take the file, from the start, over a status that allows it. Undefined when it does not. */
export async function beginReceipt(
  reader: Reader,
  id: string,
  version: number,
  at: Date,
): Promise<{ version: number } | undefined> {
  return await reader
    .updateTable('rollImport')
    .set({
      status: 'receiving',
      bytesRead: 0,
      rowsRead: 0,
      findings: '{}',
      beatAt: at,
      finishedAt: null,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', 'in', ['receiving', 'interrupted', 'cancelled', 'refused'])
    .returning('version')
    .executeTakeFirst();
}

/** Writes how far the reading is. False when this reading is no longer wanted: cancelled, or begun anew. */
export async function beat(
  reader: Reader,
  of: { id: string; version: number; bytes: number; rows: number },
  at: Date,
): Promise<boolean> {
  const row = await reader
    .updateTable('rollImport')
    .set({ bytesRead: of.bytes, rowsRead: of.rows, beatAt: at })
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .where('status', '=', 'receiving')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Marks a reading that broke off. False when it had ended otherwise. */
export async function interrupt(reader: Reader, id: string, version: number, at: Date): Promise<boolean> {
  const row = await reader
    .updateTable('rollImport')
    .set({ status: 'interrupted', finishedAt: at, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '=', 'receiving')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export interface Step {
  status: ImportStatus;
  bytesRead?: number;
  rowsRead?: number;
  findings?: string;
  notes?: string;
  returnReason?: string | null;
  submittedBy?: string | null;
  submittedAt?: Date | null;
  decidedBy?: string | null;
  finishedAt?: Date;
  publishedAt?: Date;
}

/** Takes a locked import to its next status, one version on. */
export async function moveImport(tx: Tx, row: ImportRow, step: Step): Promise<void> {
  await tx
    .updateTable('rollImport')
    .set({ ...step, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
}

/** The States of a staged import. */
export async function insertImportStates(tx: Tx, no: number, states: ImportOutcome['states']): Promise<void> {
  await tx.deleteFrom('rollImportState').where('importNo', '=', no).execute();
  if (states.length === 0) return;
  const rows = states.map(({ stateCode, rows: partRows, hasParts }) => ({
    importNo: no,
    stateCode,
    partRows,
    hasParts,
    statementId: null,
    leftOut: null,
  }));
  await tx.insertInto('rollImportState').values(rows).execute();
}

/** The States of an import with their own sums, by code. */
export async function listImportStates(reader: Reader, no: number) {
  return await reader
    .selectFrom('rollImportState as s')
    .leftJoin('areaCount as c', (join) =>
      join.onRef('c.importNo', '=', 's.importNo').onRef('c.stateCode', '=', 's.stateCode').on('c.level', '=', 'S'),
    )
    .select(['s.stateCode', 's.partRows', 's.hasParts', 's.leftOut', 's.statementId', 'c.counts', 'c.known'])
    .where('s.importNo', '=', no)
    .orderBy('s.stateCode')
    .execute();
}

/** Removes what an import brought, parts excepted: they go with their partition. */
export async function deleteBrought(reader: Reader, no: number): Promise<void> {
  for (const table of ['areaCount', 'rollImportState', 'partRegister', 'partWard', 'revisionSchedule'] as const)
    await reader.deleteFrom(table).where('importNo', '=', no).execute();
}

/** States of a national file for which their own office has published a file of this dataset, as of its day or later. */
export async function listNewerPublished(
  reader: Reader,
  of: { no: number; dataset: StartImport['dataset']; asOf: IsoDate },
): Promise<string[]> {
  const rows = await reader
    .selectFrom('rollImport as i')
    .innerJoin('rollImportState as s', 's.importNo', 'i.no')
    .select('s.stateCode')
    .distinct()
    .where('i.dataset', '=', of.dataset)
    .where('i.status', '=', 'published')
    .where('i.stateCode', 'is not', null)
    .where('i.isSample', '=', false)
    .where('i.asOf', '>=', of.asOf)
    .where('i.no', '<>', of.no)
    .orderBy('s.stateCode')
    .execute();
  return rows.map(({ stateCode }) => stateCode);
}

/** Writes which statement a State of the import became, or why it is left out. */
export async function settleImportState(
  tx: Tx,
  of: { no: number; stateCode: string; statementId: string | null; leftOut: string | null },
): Promise<void> {
  await tx
    .updateTable('rollImportState')
    .set({ statementId: of.statementId, leftOut: of.leftOut })
    .where('importNo', '=', of.no)
    .where('stateCode', '=', of.stateCode)
    .execute();
}

/** Publishes one State's figures of an import as a statement. */
export async function insertStatement(
  tx: Tx,
  statement: {
    id: string;
    row: ImportRow;
    stateCode: string;
    counts: Counts;
    membershipId: string;
    corrects: string | null;
  },
  at: Date,
): Promise<void> {
  const { row } = statement;
  await tx
    .insertInto('rollStatement')
    .values({
      id: statement.id,
      stateCode: statement.stateCode,
      bodyId: row.bodyId,
      rollType: row.rollType === 'assembly' ? 'assembly' : 'local',
      footprint: row.rollType === 'assembly' ? 'whole' : row.rollType === 'panchayat' ? 'rural' : 'urban',
      exerciseType: row.exerciseType,
      exerciseRef: null,
      stage: row.stage === 'pre_draft' ? 'before' : row.stage,
      period: null,
      qualifyingDate: row.qualifyingDate,
      asOn: row.asOf,
      asOnNote: null,
      basis: row.basis,
      recordBasis: null,
      confidence: row.isSample ? 'sample' : 'office',
      source: row.sourceRef,
      note: null,
      submissionId: null,
      membershipId: statement.membershipId,
      corrects: statement.corrects,
      erratum: statement.corrects === null ? null : row.erratum,
      publishedAt: at,
    })
    .execute();
  const precision = row.precision === 'exact' ? ('exact' as const) : ('rounded' as const);
  const figures = Object.entries(statement.counts).map(([measure, value]) => ({
    statementId: statement.id,
    measure,
    value,
    precision,
    note: null,
  }));
  if (figures.length > 0) await tx.insertInto('rollFigure').values(figures).execute();
}

/** Imports that are being received and have not been heard of since `before`. */
export async function listSilent(reader: Reader, before: Date): Promise<{ id: string; no: number; version: number }[]> {
  return await reader
    .selectFrom('rollImport')
    .select(['id', 'no', 'version'])
    .where('status', '=', 'receiving')
    .where('beatAt', '<=', before)
    .orderBy('no')
    .limit(200)
    .execute();
}

/** Notes that the parts of these imports are no longer kept. */
export async function markWithoutParts(reader: Reader, no: number): Promise<void> {
  await reader.updateTable('rollImportState').set({ hasParts: false }).where('importNo', '=', no).execute();
}
