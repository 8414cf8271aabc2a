import { refreshOverview } from '#server/modules/national/service.ts';
import { applyRegister } from '#server/platform/area-register.ts';
import { type Announcement, type CommandContext, runCommand } from '#server/platform/command.ts';
import type { Tx } from '#server/platform/database.ts';
import type { ImportOutcome } from '#server/platform/import-host.ts';
import { refusePersonalData } from '#server/platform/personal-data.ts';
import { prove, refuse } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { istDay } from '#shared/kernel/time.ts';
import type { CommandName } from '#shared/modules/audit/schema.ts';
import { datasets } from '#shared/modules/exchange/datasets.ts';
import { choicesOf } from '#shared/modules/exchange/rules-choices.ts';
import { checkHeader } from '#shared/modules/exchange/rules-header.ts';
import {
  closed,
  type ImportStep,
  isDatasetOf,
  isOpen,
  rollObjectOf,
  stale,
  statedCounts,
  tooLarge,
} from '#shared/modules/exchange/rules-import.ts';
import {
  type GetImport,
  type ImportChoices,
  type ImportHeader,
  type ImportLine,
  type ImportView,
  type ListImports,
  largestFileBytes,
  type MoveImport,
  type ReturnImport,
  type StartImport,
  type SubmitImport,
} from '#shared/modules/exchange/schema.ts';
import { type Act, isAllowed } from '#shared/modules/people/permissions.ts';
import * as queries from './queries.ts';
import { getImportView, listLines, listStagedAreas } from './views.ts';

export { listSilent, markWithoutParts } from './queries.ts';

export interface MoveAnswer {
  id: string;
  version: number;
}

function permissionOf(row: { bodyId: string }, act: Act) {
  return { object: rollObjectOf(row.bodyId), act };
}

/** Who hears of an import: its own office, and of a CEO's the ECI, whose officer a CEO is. */
export function announceImport({ id, bodyId }: { id: string; bodyId: string }): Announcement[] {
  const topic = `import:${id}`;
  const own = { topic, audience: `body:${bodyId}` };
  return rollObjectOf(bodyId) === 'assemblyRoll' ? [own, { topic, audience: 'body:ECI' }] : [own];
}

/** What the person's office may upload. */
export function getChoices({ session }: SignedInContext): ImportChoices {
  return choicesOf(session.capacity);
}

/** Imports the person may see, newest first: published ones, and those whose drafts they may read. @throws AppError `forbidden`. */
export async function listImports(context: SignedInContext, input: ListImports): Promise<ImportLine[]> {
  return await listLines(context.db, context.session, input.stateCode);
}

/** One import with its findings and sums. @throws AppError `forbidden`, also when there is none of that id. */
export async function getImport(context: SignedInContext, { id }: GetImport): Promise<ImportView> {
  const row = await requireImport(context, id);
  prove(context.session, permissionOf(row, row.status === 'published' ? 'read' : 'readDraft'), row);
  return await getImportView(context.db, context.session, row);
}

/**
 * Opens an import: the bytes of the file follow. A correction names the published import whose rows it replaces.
 * @throws AppError `forbidden`, `invalid` (another office's table, header, size, personal data), `blocked` (nothing to
 *   correct, corrected already, or its parts are no longer kept).
 */
export async function start(context: SignedInContext, input: StartImport): Promise<MoveAnswer> {
  const { key, ...asked } = input;
  const { dataset, stateCode, bodyId, header, corrects } = input;
  prove(context.session, permissionOf(input, 'write'), { stateCode, bodyId });
  if (stateCode !== null && !(await queries.isBodyOfState(context.db, bodyId, stateCode))) throw refuse();
  const object = rollObjectOf(bodyId);
  if ((object === 'nationalRoll') !== (stateCode === null) || !isDatasetOf(dataset, object)) {
    throw new AppError('invalid', 'This table is not uploaded by your office.', [
      { reason: 'import.other_office', field: 'dataset' },
    ]);
  }
  refusePersonalData({ sourceRef: header.sourceRef, erratum: corrects?.erratum ?? '' });
  if (input.bytes > largestFileBytes) throw tooLarge(largestFileBytes);
  const isOtherRoll = (header.rollType === 'assembly') === (object === 'localRoll');
  const faults = checkHeader(datasets[dataset], header, istDay(context.clock.now()));
  if (isOtherRoll || faults.length > 0) {
    const details = faults.map(({ column, reason, params }) => ({ reason, field: `header.${column}`, params }));
    const roll = isOtherRoll ? [{ reason: 'header.roll_type', field: 'header.roll_type' }] : [];
    throw new AppError('invalid', 'What is said of the file cannot be right: see the fields marked.', [
      ...roll,
      ...details,
    ]);
  }
  return await runCommand(context, { name: 'exchange.start', key, input: asked, stateCode }, async (tx, at) => {
    if (corrects !== null) await requireCorrectable(tx, input, corrects.no);
    const id = newId();
    const made = await queries.insertImport(
      tx,
      { ...input, id, madeBy: context.session.capacity.membershipId, header: withPlainSource(header) },
      at,
    );
    return {
      answer: { id, version: made.version },
      object: { kind: 'import', id },
      before: null,
      after: { no: made.no, dataset, header, corrects, bytes: input.bytes },
      announce: announceImport({ id, bodyId }),
    };
  });
}

function withPlainSource(header: StartImport['header']): StartImport['header'] {
  return { ...header, sourceRef: normaliseText(header.sourceRef) };
}

async function requireCorrectable(tx: Tx, input: StartImport, no: number): Promise<void> {
  const blocked = (sentence: string, reason: string) => new AppError('blocked', sentence, [{ reason }]);
  const corrected = await queries.findImportByNo(tx, no);
  const isSame =
    corrected?.dataset === input.dataset &&
    corrected.stateCode === input.stateCode &&
    corrected.bodyId === input.bodyId &&
    corrected.asOf === input.header.asOf;
  if (!isSame || corrected.status !== 'published')
    throw blocked(
      'A correction is of a published file of the same table, office and day.',
      'import.nothing_to_correct',
    );
  if ((await queries.findCorrectionOf(tx, no)) !== undefined)
    throw blocked('This file was corrected already: correct the correction.', 'import.corrected');
  const states = await queries.listImportStates(tx, no);
  if (input.dataset === 'part_snapshot' && !states.every(({ hasParts }) => hasParts))
    throw blocked('The parts of this file are no longer kept: upload the whole file.', 'import.parts_gone');
}

/**
 * Begins to take the file of an import, from its first byte. Whoever began it may begin again.
 * @throws AppError `forbidden`, `blocked` when its status takes no file.
 */
export async function beginReceipt(
  context: SignedInContext,
  id: string,
): Promise<{ row: queries.ImportRow; header: ImportHeader; version: number }> {
  const row = await requireImport(context, id);
  prove(context.session, permissionOf(row, 'write'), row);
  if (row.madeBy !== context.session.capacity.membershipId) throw refuse();
  if (!isOpen(row.status, 'receive')) throw closed(row.status);
  await queries.deleteBrought(context.db, row.no);
  const begun = await queries.beginReceipt(context.db, id, row.version, context.clock.now());
  if (begun === undefined) throw stale(row.version);
  return { row, header: queries.headerOf(row), version: begun.version };
}

/** Writes how far the reading is; false when it is no longer wanted. */
export async function keepBeat(
  context: CommandContext,
  of: { id: string; version: number; bytes: number; rows: number },
): Promise<boolean> {
  return await queries.beat(context.db, of, context.clock.now());
}

/** Marks a reading that broke off and takes away what it had stored. */
export async function interrupt(
  context: CommandContext,
  of: { id: string; no: number; version: number },
): Promise<boolean> {
  const isMarked = await queries.interrupt(context.db, of.id, of.version, context.clock.now());
  if (isMarked) await queries.deleteBrought(context.db, of.no);
  return isMarked;
}

/**
 * Keeps what the reading found: the import is staged for its maker's notes, or refused with every fault named.
 * @throws AppError `stale` when the reading is no longer wanted; what it stored is then to be taken away.
 */
export async function stage(
  context: SignedInContext,
  of: { id: string; version: number; bytes: number },
  outcome: ImportOutcome,
): Promise<MoveAnswer & { status: 'staged' | 'refused' }> {
  const { stateCode } = await requireImport(context, of.id);
  const spec = { name: 'exchange.stage' as const, key: null, input: of, stateCode };
  return await runCommand(context, spec, async (tx, at) => {
    const row = await queries.lockImport(tx, of.id);
    if (row === undefined || row.status !== 'receiving' || row.version !== of.version) throw stale(of.version);
    const status = outcome.isRefused ? ('refused' as const) : ('staged' as const);
    const { findings, rows, states } = outcome;
    await queries.insertImportStates(tx, row.no, states);
    await queries.moveImport(tx, row, {
      status,
      bytesRead: of.bytes,
      rowsRead: rows,
      findings: JSON.stringify(findings),
      finishedAt: at,
    });
    const { errors, warnings, flags } = findings;
    return {
      answer: { id: row.id, version: row.version + 1, status },
      object: { kind: 'import', id: row.id },
      before: { status: row.status },
      after: { status, rows, bytes: of.bytes, errors, warnings, flags, states: states.length },
      announce: announceImport(row),
    };
  });
}

/** Ends the reading of a file; the process that reads it stops. */
export async function cancel(context: SignedInContext, input: MoveImport): Promise<MoveAnswer> {
  return await move(context, input, 'cancel', 'exchange.cancel', 'write', async (_tx, _row, at) => ({
    status: 'cancelled',
    finishedAt: at,
  }));
}

/** Lays an import aside that is not to be published. What it brought is taken away. */
export async function discard(context: SignedInContext, input: MoveImport): Promise<MoveAnswer> {
  return await move(context, input, 'discard', 'exchange.discard', 'write', async (tx, row) => {
    await queries.deleteBrought(tx, row.no);
    return { status: 'discarded' };
  });
}

/** Hands the import to the second person. @throws AppError `invalid` naming every check that still needs its note. */
export async function submit(context: SignedInContext, input: SubmitImport): Promise<MoveAnswer> {
  refusePersonalData(input.notes);
  return await move(context, input, 'submit', 'exchange.submit', 'submit', async (tx, row, at) => {
    const { toExplain } = await queries.findFindings(tx, row.id);
    const missing = toExplain.filter(({ check }) => normaliseText(input.notes[check] ?? '') === '');
    if (missing.length > 0) {
      const details = missing.map(({ check, count }) => ({ reason: 'note.missing', field: check, params: { count } }));
      throw new AppError('invalid', 'Say in a note why each check that asks for one is as it is.', details);
    }
    const asked = new Set(toExplain.map(({ check }) => check));
    const notes = Object.entries(input.notes).filter(([check]) => asked.has(check));
    return {
      status: 'submitted',
      notes: JSON.stringify(Object.fromEntries(notes.map(([check, note]) => [check, normaliseText(note)]))),
      submittedBy: context.session.capacity.membershipId,
      submittedAt: at,
      returnReason: null,
    };
  });
}

/** Sends a submitted import back to its maker with a reason: by the second person, or a CEO's by the ECI. */
export async function returnToMaker(context: SignedInContext, input: ReturnImport): Promise<MoveAnswer> {
  refusePersonalData({ reason: input.reason });
  const found = await requireImport(context, input.id);
  const isVerified = context.session.capacity.bodyKind === 'eci' && rollObjectOf(found.bodyId) === 'assemblyRoll';
  return await move(context, input, 'return', 'exchange.return', isVerified ? 'verify' : 'publish', async () => ({
    status: 'staged',
    submittedBy: null,
    submittedAt: null,
    decidedBy: context.session.capacity.membershipId,
    returnReason: normaliseText(input.reason),
  }));
}

/**
 * Publishes the import in one step: from then on it is what its States' parts and areas are read from, and its sums are
 * statements of their rolls. A State of a national file whose own office has published since is left out, and named.
 * @throws AppError `blocked` when the submitter publishes their own import (four eyes), `stale`, `forbidden`.
 */
export async function publish(
  context: SignedInContext,
  input: MoveImport,
): Promise<MoveAnswer & { overview: number; leftOut: string[] }> {
  const { key, ...asked } = input;
  const found = await requireImport(context, input.id);
  prove(context.session, permissionOf(found, 'publish'), found);
  const spec = { name: 'exchange.publish' as const, key, input: asked, stateCode: found.stateCode };
  return await runCommand(context, spec, async (tx, at) => {
    const row = requireOpen(await queries.lockImport(tx, input.id), input.version, 'publish');
    const actors = await queries.listActors(tx, [row.submittedBy]);
    if (actors.get(row.submittedBy ?? '')?.personId === context.session.personId) {
      throw new AppError('blocked', 'You submitted this file. A second person publishes it.', [
        { reason: 'import.four_eyes' },
      ]);
    }
    await queries.moveImport(tx, row, {
      status: 'published',
      publishedAt: at,
      decidedBy: context.session.capacity.membershipId,
    });
    const { published, leftOut } = await settleStates(tx, row, context.session.capacity.membershipId, at);
    const overview = await refreshOverview(tx, at);
    return {
      answer: { id: row.id, version: row.version + 1, overview, leftOut },
      object: { kind: 'import', id: row.id },
      before: { status: row.status },
      after: { status: 'published', no: row.no, states: published, leftOut, erratum: row.erratum },
      announce: [
        { topic: 'national', audience: 'all' },
        ...published.map((stateCode) => ({ topic: `roll:${stateCode}`, audience: 'all' })),
        ...announceImport(row),
      ],
    };
  });
}

const stated = ['part_snapshot', 'roll_snapshot', 'local_roll_snapshot'];

async function settleStates(
  tx: Tx,
  row: queries.ImportRow,
  membershipId: string,
  at: Date,
): Promise<{ published: string[]; leftOut: string[] }> {
  const newer = row.stateCode === null ? await queries.listNewerPublished(tx, row) : [];
  const corrected = row.correctsNo === null ? [] : await queries.listImportStates(tx, row.correctsNo);
  const published: string[] = [];
  const leftOut: string[] = [];
  for (const { stateCode, counts, known } of await queries.listImportStates(tx, row.no)) {
    const isLeftOut = newer.includes(stateCode);
    (isLeftOut ? leftOut : published).push(stateCode);
    const isStated = !isLeftOut && counts !== null && stated.includes(row.dataset);
    const statementId = isStated ? newId() : null;
    if (statementId !== null && counts !== null) {
      const corrects = corrected.find((state) => state.stateCode === stateCode)?.statementId ?? null;
      const figures = statedCounts(counts, known ?? {}, row);
      const statement = { id: statementId, row, stateCode, counts: figures, membershipId, corrects };
      await queries.insertStatement(tx, statement, at);
    }
    const reason = isLeftOut ? 'newer_published' : null;
    await queries.settleImportState(tx, { no: row.no, stateCode, statementId, leftOut: reason });
  }
  if (row.dataset === 'area_register') {
    for (const [stateCode, areas] of await listStagedAreas(tx, row.no))
      await applyRegister(tx, { importNo: row.no, stateCode, source: row.sourceRef, areas });
  }
  return { published, leftOut };
}

/** The common part of the steps that change nothing but the import. */
async function move(
  context: SignedInContext,
  input: MoveImport & { reason?: string; notes?: Record<string, string> },
  step: ImportStep,
  name: CommandName,
  act: Act,
  decide: (tx: Tx, row: queries.ImportRow, at: Date) => Promise<queries.Step>,
): Promise<MoveAnswer> {
  const { key, ...asked } = input;
  const found = await requireImport(context, input.id);
  prove(context.session, permissionOf(found, act), found);
  return await runCommand(context, { name, key, input: asked, stateCode: found.stateCode }, async (tx, at) => {
    const row = requireOpen(await queries.lockImport(tx, input.id), input.version, step);
    const next = await decide(tx, row, at);
    await queries.moveImport(tx, row, next);
    const reason = input.reason === undefined ? {} : { reason: normaliseText(input.reason) };
    const notes = input.notes === undefined ? {} : { notes: input.notes };
    return {
      answer: { id: row.id, version: row.version + 1 },
      object: { kind: 'import', id: row.id },
      before: { status: row.status },
      after: { status: next.status, ...reason, ...notes },
      announce: announceImport(row),
    };
  });
}

async function requireImport(context: SignedInContext, id: string): Promise<queries.ImportRow> {
  const row = await queries.findImport(context.db, id);
  // "Not yours" and "not there" are told apart to nobody.
  if (row === undefined || (row.isSample && !isAllowed(context.session.capacity, permissionOf(row, 'read'), row)))
    throw refuse();
  return row;
}

function requireOpen(row: queries.ImportRow | undefined, version: number, step: ImportStep): queries.ImportRow {
  if (row === undefined) throw refuse();
  // A reading moves the version on by itself; cancelling it means the reading of this moment.
  if (row.version !== version && step !== 'cancel') throw stale(row.version);
  if (!isOpen(row.status, step)) throw closed(row.status);
  return row;
}
