import { readInputOf } from '#server/modules/radar/service.ts';
import { lockDates, reviseTogether } from '#server/modules/timelines/service.ts';
import { type Announcement, runCommand } from '#server/platform/command.ts';
import type { Reader } from '#server/platform/database.ts';
import { refusePersonalData } from '#server/platform/personal-data.ts';
import { prove, proveStateScope, refuse } from '#server/platform/scope.ts';
import type { Session } from '#server/platform/session.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { type IsoDate, istDay } from '#shared/kernel/time.ts';
import { isAllowed } from '#shared/modules/people/permissions.ts';
import { messageOf } from '#shared/modules/radar/catalogue.ts';
import type { RadarInput } from '#shared/modules/radar/rules.ts';
import { findState } from '#shared/modules/states/directory.ts';
import { basisOf, type ChangedRow, movedSince } from '#shared/modules/what-if/rules.ts';
import { type Tried, tryChanges } from '#shared/modules/what-if/rules-try.ts';
import {
  type AdoptWhatIf,
  type Change,
  type GetWhatIf,
  leastNoteLetters,
  type SharedWhatIf,
  type ShareWhatIf,
  type Stamp,
  type WhatIfAnswer,
  type WhatIfView,
  type WithdrawWhatIf,
} from '#shared/modules/what-if/schema.ts';
import * as queries from './queries.ts';
import * as views from './views.ts';

const read = { object: 'whatIf', act: 'read' } as const;
const write = { object: 'whatIf', act: 'write' } as const;
/** Everyone's lists are asked again; what stands in them is each reader's own. */
const told: readonly Announcement[] = [{ topic: 'conflicts', audience: 'all' }];

/**
 * The dates in force of a State, for the browser to try others on, and what its two offices and the ECI have shared.
 * Readers of no office concerned get the dates alone. @throws AppError `forbidden`, `not_found`.
 */
export async function getWhatIf(context: SignedInContext, { stateCode }: GetWhatIf): Promise<WhatIfView> {
  const { db, session } = context;
  prove(session, read);
  if (findState(stateCode) === undefined) throw new AppError('not_found', 'There is no such State or Union Territory.');
  const { input, owners } = await readState(db, stateCode, istDay(context.clock.now()));
  const rows = mayKnow(session, stateCode) ? await queries.listShared(db, stateCode) : [];
  const bodyIds = [...owners.values()].flatMap(({ bodyId }) => bodyId ?? []);
  const [bodies, roles] = await Promise.all([
    views.listBodies(db, [...bodyIds, session.capacity.bodyId, ...rows.map(({ bodyId }) => bodyId)]),
    views.readRoles(
      db,
      rows.map(({ membershipId }) => membershipId),
    ),
  ]);
  const named = { owners, roles, bodies: new Map(bodies.map((body) => [body.id, body])) };
  const { bodyId } = session.capacity;
  return {
    sandbox: views.toSandbox(input, stateCode, owners),
    bodies,
    shared: rows.map((row) => withRights(session, views.toShared(row, input, named))),
    can: {
      share: isAllowed(session.capacity, write, { stateCode, bodyId }),
      revise: mayRevise(session, stateCode, bodyId) ? bodyId : null,
    },
  };
}

/**
 * Puts a plan before both bodies of the State and the ECI, with a note and with what the rules say of it now. It changes
 * no date. @throws AppError `forbidden`, `invalid` (a note too short, personal data, a change that cannot be laid over).
 */
export async function share(context: SignedInContext, input: ShareWhatIf): Promise<WhatIfAnswer> {
  const { key, ...asked } = input;
  const { session } = context;
  const { bodyId, membershipId } = session.capacity;
  const { stateCode } = proveStateScope(session, write, { stateCode: input.stateCode, bodyId });
  const note = normaliseText(input.note);
  if (note.length < leastNoteLetters)
    throw new AppError('invalid', 'Say in a few words what is asked: the note stands with the what-if.', [
      { reason: 'what_if.note', field: 'note', params: { least: leastNoteLetters } },
    ]);
  refusePersonalData({ note });
  return await runCommand(context, { name: 'whatIf.share', key, input: asked, stateCode }, async (tx, at) => {
    const state = await readState(tx, stateCode, istDay(at));
    const tried = tryChanges(state.input, input.changes);
    refuseProblems(tried);
    const { changes } = input;
    const stamp = stampOf(tried, state);
    const id = newId();
    const row = { id, stateCode, membershipId, bodyId, note, createdAt: at };
    const texts = { changes: JSON.stringify(changes), stamp: JSON.stringify(stamp) };
    await queries.insertShared(tx, { ...row, ...texts, withdrawnAt: null, adoptedAt: null, adoptedBy: null });
    return {
      answer: { id },
      object: { kind: 'what_if', id },
      before: null,
      after: { bodyId, note, changes },
      announce: told,
    };
  });
}

/** Takes back a what-if of the own office; it stays on record. @throws AppError `forbidden`, `stale` when it is closed. */
export async function withdraw(context: SignedInContext, input: WithdrawWhatIf): Promise<WhatIfAnswer> {
  const { key, ...asked } = input;
  const owner = await queries.findShared(context.db, input.id);
  // "Not yours" and "not there" are told apart to nobody.
  if (owner === undefined) throw refuse();
  const { stateCode } = proveStateScope(context.session, write, owner);
  return await runCommand(context, { name: 'whatIf.withdraw', key, input: asked, stateCode }, async (tx, at) => {
    const row = openOr(await queries.lockShared(tx, input.id));
    await queries.markWithdrawn(tx, row.id, at);
    const { id, note, changes } = row;
    return {
      answer: { id },
      object: { kind: 'what_if', id },
      before: { note, changes },
      after: { isWithdrawn: true },
      announce: told,
    };
  });
}

/**
 * Revises the dates of the own body as a shared what-if has them, all in one transaction or none.
 * @throws AppError `forbidden` when any of the dates is another's, `blocked` when it changes dates of both bodies or holds a
 *   new exercise, `stale` when it is closed or a date has moved since (each is named), `invalid` as a revision.
 */
export async function adopt(context: SignedInContext, input: AdoptWhatIf): Promise<WhatIfAnswer> {
  const { key, ...asked } = input;
  const { session } = context;
  const found = await queries.findShared(context.db, input.id);
  if (found === undefined) throw refuse();
  const { stateCode } = found;
  const owners = await views.readOwners(context.db, stateCode);
  proveOwner(session, found, owners);
  const orderRef = normaliseText(input.orderRef);
  if (orderRef === '')
    throw new AppError('invalid', 'Give the reference of the order.', [{ reason: 'what_if.order', field: 'orderRef' }]);
  refusePersonalData({ orderRef, overrideReason: input.overrideReason });
  return await runCommand(context, { name: 'whatIf.adopt', key, input: asked, stateCode }, async (tx, at) => {
    const row = openOr(await queries.lockShared(tx, input.id));
    await lockDates(tx, [...new Set(row.changes.map(({ exerciseId }) => exerciseId))]);
    const now = await readInputOf(tx, stateCode, istDay(at));
    const moved = movedSince(now, row.stamp.basis);
    if (moved.length > 0) throw movedError(moved);
    const tried = tryChanges(now, row.changes, []);
    refuseProblems(tried);
    const { reasonCode, overrideReason } = input;
    const said = { reasonCode, orderRef, overrideReason, note: row.note };
    const made: Awaited<ReturnType<typeof reviseTogether>>[] = [];
    for (const plan of byExercise(tried.applied.rows)) {
      made.push(await reviseTogether(context, { tx, at }, plan, said));
    }
    const { membershipId } = session.capacity;
    await queries.markAdopted(tx, row.id, { adoptedAt: at, adoptedBy: membershipId });
    return {
      answer: { id: row.id },
      object: { kind: 'what_if', id: row.id },
      before: made.map(({ before }) => before),
      after: { ...said, dates: made.map(({ after }) => after) },
      announce: onceEach([...told, ...made.flatMap(({ announce }) => announce)]),
    };
  });
}

async function readState(reader: Reader, stateCode: string, today: IsoDate) {
  const [read, owners] = await Promise.all([
    readInputOf(reader, stateCode, today),
    views.readOwners(reader, stateCode),
  ]);
  const input: RadarInput = {
    ...read,
    // The State itself is known by its holidays, also while it has notified none.
    holidays: new Map([[stateCode, read.holidays.get(stateCode) ?? new Set()]]),
  };
  return { input, owners };
}

/** The ECI's own officers and the State's two offices. */
function mayKnow({ capacity }: Session, stateCode: string): boolean {
  if (capacity.role === 'viewer') return false;
  return capacity.bodyKind === 'eci' || capacity.stateCodes.includes(stateCode);
}

function mayRevise({ capacity }: Session, stateCode: string, bodyId: string): boolean {
  const object = bodyId.startsWith('SEC') ? 'secTimeline' : 'ceoTimeline';
  return bodyId !== 'ECI' && isAllowed(capacity, { object, act: 'write' }, { stateCode, bodyId });
}

function withRights(session: Session, shared: Omit<SharedWhatIf, 'can'>): SharedWhatIf {
  const { stateCode, bodyId, owners, changes, moved } = shared;
  const isOpen = shared.status === 'open';
  const [owner] = owners;
  const isWhole = owners.length === 1 && !changes.some(({ kind }) => kind === 'create') && moved.length === 0;
  return {
    ...shared,
    can: {
      withdraw: isOpen && isAllowed(session.capacity, write, { stateCode, bodyId }),
      adopt: isOpen && isWhole && owner !== undefined && mayRevise(session, stateCode, owner),
    },
  };
}

/** Dates are their owner's to adopt, and only as a whole. */
function proveOwner(session: Session, row: queries.WhatIfRow, owners: views.Owners): void {
  const ids = views.ownersOf(row, owners);
  if (!ids.some((id) => mayRevise(session, row.stateCode, id))) throw refuse();
  if (ids.length > 1)
    throw new AppError('blocked', 'This changes dates of both bodies. Each may share and adopt its own part.', [
      { reason: 'what_if.mixed' },
    ]);
  if (row.changes.some(({ kind }) => kind === 'create'))
    throw new AppError('blocked', 'A new exercise is laid out on the calendar by its owner.', [
      { reason: 'what_if.created' },
    ]);
}

function openOr(row: queries.WhatIfRow | undefined): queries.WhatIfRow {
  if (row === undefined) throw refuse();
  if (row.withdrawnAt === null && row.adoptedAt === null) return row;
  throw new AppError('stale', 'This what-if has been adopted or withdrawn already.', [{ reason: 'what_if.closed' }]);
}

function refuseProblems({ applied }: Tried): void {
  if (applied.problems.length === 0 && applied.rows.length > 0) return;
  const details = applied.problems.map(({ change, reason }) => ({
    reason: `what_if.${reason}`,
    field: 'changes',
    params: { what: placeOf(change) },
  }));
  throw new AppError(
    'invalid',
    'Some of these changes cannot be laid over the dates in force, or nothing differs from them.',
    details.length === 0 ? [{ reason: 'what_if.nothing', field: 'changes' }] : details,
  );
}

function placeOf(change: Change): string {
  return 'milestone' in change ? `${change.exerciseId} ${change.milestone}` : change.exerciseId;
}

function movedError(moved: ReturnType<typeof movedSince>): AppError {
  const words = (days: { start: string | null; end: string | null } | null) =>
    days === null ? '' : [...new Set([days.start, days.end])].map((day) => day ?? '').join(' ');
  return new AppError(
    'stale',
    'Dates have moved since this was shared. Look at it again on the dates in force, and share it anew.',
    moved.map((each) => ({
      reason: 'what_if.moved',
      params: { exerciseId: each.exerciseId, milestone: each.milestone, was: words(each), is: words(each.is) },
    })),
  );
}

function stampOf(
  { applied, comparison }: Tried,
  { input, owners }: { input: RadarInput; owners: views.Owners },
): Stamp {
  const names = new Map(applied.input.exercises.map(({ id, nameEn }) => [id, nameEn]));
  const inEnglish = (id: string) => names.get(id) ?? id;
  const inHindi = (id: string) => owners.get(id)?.nameHi ?? inEnglish(id);
  return {
    today: input.today,
    basis: basisOf(applied),
    findings: comparison.differences.map(({ side, finding, before }) => ({
      id: finding.id,
      rule: finding.rule,
      side,
      outcome: finding.outcome,
      was: before?.outcome ?? null,
      isDraft: finding.isDraft,
      isSample: finding.isSample,
      messageEn: messageOf(finding, inEnglish, 'en'),
      messageHi: messageOf(finding, inHindi, 'hi'),
    })),
  };
}

/** The dates to write, by exercise in order of their ids: locks are always taken in that order. */
function byExercise(rows: readonly ChangedRow[]) {
  const groups = Map.groupBy(rows, ({ exerciseId }) => exerciseId);
  return [...groups].map(([exerciseId, own]) => ({
    exerciseId,
    dates: own.map(({ milestone, was, is, row }) => ({
      milestoneId: was === null ? null : row.id,
      milestone,
      start: is.start,
      end: is.end,
    })),
  }));
}

function onceEach(announcements: readonly Announcement[]): Announcement[] {
  return [...new Map(announcements.map((each) => [`${each.topic} ${each.audience}`, each])).values()];
}
