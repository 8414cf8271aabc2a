import { refreshOverview } from '#server/modules/national/service.ts';
import { type Announcement, type CommandContext, runCommand } from '#server/platform/command.ts';
import type { Reader, Tx } from '#server/platform/database.ts';
import { refusePersonalData } from '#server/platform/personal-data.ts';
import { prove, proveStateScope, refuse } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { type IsoDate, istDay } from '#shared/kernel/time.ts';
import { isAllowed } from '#shared/modules/people/permissions.ts';
import type { RadarInput } from '#shared/modules/radar/rules.ts';
import { evaluateAll, evaluateTouching, isTouched } from '#shared/modules/radar/rules-engine.ts';
import { countStates } from '#shared/modules/radar/rules-lists.ts';
import {
  changesOf,
  type FindingChange,
  leastNoteLetters,
  type StoredFinding,
  statusAfter,
} from '#shared/modules/radar/rules-standing.ts';
import type {
  ActOnFinding,
  Finding,
  FindingAnswer,
  FindingDetail,
  FindingList,
  GetFinding,
  ListFindings,
  ListPools,
  Pools,
  SetPool,
  StateFindings,
} from '#shared/modules/radar/schema.ts';
import * as queries from './queries.ts';
import * as views from './views.ts';

/** What a command changed, so that only that is looked at again. */
export interface Touched {
  exerciseIds: readonly string[];
  /** States whose pools, holidays or sums changed. */
  stateCodes: readonly string[];
}

const read = { object: 'conflict', act: 'read' } as const;
const answer = { object: 'conflict', act: 'acknowledge' } as const;
const told: Announcement = { topic: 'conflicts', audience: 'all' };
const toldOfBoard: Announcement = { topic: 'national', audience: 'all' };

/**
 * Brings the stored findings up to date inside the transaction that changed a date; call it after the change. Looks
 * only at what was touched, in the States concerned, unless India's day has moved since the last look. What comes out
 * is always what a full look would give. Returns who is to be told: `conflicts` when any finding changed, `national`
 * too when the counts of the board did, which is then built anew.
 */
export async function refreshFindings(tx: Tx, touched: Touched, at: Date): Promise<Announcement[]> {
  const today = istDay(at);
  if (((await queries.findDay(tx)) ?? '') < today) return await recomputeFindings(tx, at);
  const codes = [...new Set([...touched.stateCodes, ...(await queries.listStatesOf(tx, touched.exerciseIds))])];
  if (codes.length === 0) return [];
  await queries.lockStates(tx, codes);
  // Another process may have moved the day while we waited; it has looked at everything for its day.
  const day = (await queries.findDay(tx)) ?? today;
  const sets = { exerciseIds: new Set(touched.exerciseIds), stateCodes: new Set(codes) };
  const input = await views.readInput(tx, { today: day, stateCodes: codes });
  const rows = await queries.listFindings(tx, { stateCodes: codes, withGone: true });
  const stored = rows.map(queries.toStored).filter((finding) => isTouched(finding, sets));
  return await store(tx, { stored, found: evaluateTouching(input, sets), day, at });
}

/** As `refreshFindings`, of the whole country: when the day has moved, and when exercises came or went in numbers. */
export async function recomputeFindings(tx: Tx, at: Date): Promise<Announcement[]> {
  const before = await queries.lockDay(tx);
  const today = istDay(at);
  const day = later(before, today);
  await queries.lockStates(tx, null);
  const input = await views.readInput(tx, { today: day, stateCodes: null });
  const rows = await queries.listFindings(tx, { stateCodes: null, withGone: true });
  const announcements = await store(tx, {
    stored: rows.map(queries.toStored),
    found: evaluateAll(input),
    day,
    at,
  });
  if (day > before) await queries.setDay(tx, day);
  return announcements;
}

/** Everything the rules look at in one State, for a room that tries other dates on it. */
export async function readInputOf(reader: Reader, stateCode: string, today: IsoDate): Promise<RadarInput> {
  return await views.readInput(reader, { today, stateCodes: [stateCode] });
}

/**
 * Looks at everything once when India's day has moved since the last look, or when there was none. Called when a process
 * starts, by its timer, and before a list is read; of two at once the second finds it done.
 */
export async function keepDay(context: Pick<CommandContext, 'db' | 'clock' | 'committed'>): Promise<void> {
  const at = context.clock.now();
  if (((await queries.findDay(context.db)) ?? '') >= istDay(at)) return;
  const announced = await context.db.transaction().execute(async (tx) => {
    if ((await queries.lockDay(tx)) >= istDay(at)) return [];
    const announcements = await recomputeFindings(tx, at);
    return await queries.announce(
      tx,
      announcements.map(({ topic }) => topic),
      at,
    );
  });
  if (announced.length > 0) await context.committed?.(announced);
}

/** A clock that stands behind another process's changes nothing back. */
function later(a: IsoDate, b: IsoDate): IsoDate {
  return [a, b].toSorted().at(-1) ?? b;
}

interface Look {
  stored: readonly StoredFinding[];
  found: readonly Finding[];
  day: IsoDate;
  at: Date;
}

async function store(tx: Tx, { stored, found, day, at }: Look): Promise<Announcement[]> {
  const sentences = await views.wordsOf(tx, found);
  const { write, gone } = changesOf(
    stored,
    found.map((finding) => ({ ...finding, ...sentences(finding) })),
  );
  if (write.length === 0 && gone.length === 0) return [];
  await queries.saveFindings(
    tx,
    write.map(({ finding, status }) => {
      const { working, exerciseIds, ...rest } = finding;
      return {
        ...rest,
        exerciseIds: [...exerciseIds],
        working: JSON.stringify(working),
        fromDate: working.from,
        foundAt: at,
        changedAt: at,
        goneAt: null,
        status,
      };
    }),
  );
  await queries.markGone(tx, gone, at);
  await queries.insertActs(
    tx,
    write.flatMap((change) => actOfRules(change, at)),
  );
  if (!isBoardMoved(stored, found, day)) return [told];
  await refreshOverview(tx, at);
  return [told, toldOfBoard];
}

/** The rules' own word in the history of a finding: it came back, or it is graver than what was answered. */
function actOfRules({ finding, reopened }: FindingChange, at: Date) {
  if (reopened === null) return [];
  return [
    {
      id: newId(),
      findingId: finding.id,
      act: 'reopen' as const,
      membershipId: null,
      outcome: finding.outcome,
      note: reopened.because,
      at,
    },
  ];
}

function isBoardMoved(stored: readonly StoredFinding[], found: readonly Finding[], day: IsoDate): boolean {
  const before = countStates(
    stored.filter(({ isGone }) => !isGone),
    day,
  );
  return JSON.stringify(before) !== JSON.stringify(countStates(found, day));
}

/** Findings that meet the filter; with `asOn`, worked out anew from the dates as they stood at that day's end. */
export async function listFindings(context: SignedInContext, filter: ListFindings): Promise<FindingList> {
  prove(context.session, read);
  await keepDay(context);
  return await views.listFindings(context.db, filter, dayOf(context, filter.asOn));
}

/** Counts on facts of what is not over, by State; only States that have any. */
export async function countFindings(context: SignedInContext): Promise<StateFindings[]> {
  prove(context.session, read);
  await keepDay(context);
  const rows = await queries.listFindings(context.db, { stateCodes: null, withGone: false });
  return countStates(rows, istDay(context.clock.now()));
}

/**
 * One finding with all that is needed to redo it by hand.
 * @throws AppError `not_found` when the rules never made it (or, as of a day, did not make it then).
 */
export async function getFinding(context: SignedInContext, { id, asOn }: GetFinding): Promise<FindingDetail> {
  prove(context.session, read);
  await keepDay(context);
  const detail = await views.getFinding(context.db, id, dayOf(context, asOn));
  if (detail === undefined) throw new AppError('not_found', 'There is no such finding on that day.');
  const isPresent = asOn === undefined && detail.goneAt === null;
  return { ...detail, can: isPresent && ownerOf(context, detail.exercises) !== undefined ? detail.can : [] };
}

/** The office among the finding's owners for which the person may speak. */
function ownerOf(
  { session }: SignedInContext,
  exercises: readonly { bodyId: string | null; stateCode: string | null }[],
): { bodyId: string; stateCode: string } | undefined {
  return exercises.flatMap(({ bodyId, stateCode }) =>
    bodyId !== null && stateCode !== null && isAllowed(session.capacity, answer, { bodyId, stateCode })
      ? [{ bodyId, stateCode }]
      : [],
  )[0];
}

/**
 * An owner's word on a finding: seen, accepted, resolved by other means, or open again. It moves no date and hides
 * nothing: the finding stays in every list and count for as long as the rules make it.
 * @throws AppError `forbidden` to all but the owners' offices, `invalid` (a note too short, personal data), `stale`,
 *   `blocked` when the step does not follow or the finding is gone.
 */
export async function act(context: SignedInContext, input: ActOnFinding): Promise<FindingAnswer> {
  const { key, ...asked } = input;
  const found = await queries.findFinding(context.db, input.id);
  // "Not yours" and "not there" are told apart to nobody.
  if (found === undefined) throw refuse();
  const exercises = await views.readExercises(context.db, found.exerciseIds);
  const owner = ownerOf(context, [...exercises.values()]);
  if (owner === undefined) throw refuse();
  const scope = proveStateScope(context.session, answer, owner);
  const note = normaliseText(input.note);
  if (note.length < leastNoteLetters)
    throw new AppError('invalid', 'Say in a few words why: the note stands with the finding.', [
      { reason: 'finding.note', field: 'note', params: { least: leastNoteLetters } },
    ]);
  refusePersonalData({ note });
  const spec = { name: 'radar.act', key, input: asked, stateCode: scope.stateCode } as const;
  return await runCommand(context, spec, async (tx, at) => {
    await queries.lockStates(tx, [found.stateCode]);
    const row = await queries.findFinding(tx, input.id);
    if (row === undefined) throw refuse();
    if (row.goneAt !== null)
      throw new AppError('blocked', 'The dates no longer collide: there is nothing left to answer.', [
        { reason: 'finding.gone' },
      ]);
    if (row.version !== input.version)
      throw new AppError('stale', 'The finding changed meanwhile. Look at it again; your note is kept.', [
        { reason: 'finding.stale', params: { version: row.version } },
      ]);
    const status = statusAfter(row.status, input.act);
    if (status === undefined)
      throw new AppError('blocked', 'This does not follow on what was last said of the finding.', [
        { reason: `finding.${row.status}` },
      ]);
    const membershipId = context.session.capacity.membershipId;
    await queries.setStatus(tx, row, status);
    await queries.insertActs(tx, [
      { id: newId(), findingId: row.id, act: input.act, membershipId, outcome: row.outcome, note, at },
    ]);
    return {
      answer: { id: row.id, version: row.version + 1, status },
      object: { kind: 'finding', id: row.id },
      before: { status: row.status },
      after: { status, outcome: row.outcome, note },
      announce: [told],
    };
  });
}

/** What the bodies of a State have said they have. */
export async function listPools(context: SignedInContext, { stateCode }: ListPools): Promise<Pools> {
  prove(context.session, read);
  const rows = await queries.listPools(context.db, stateCode);
  const { bodyId } = context.session.capacity;
  const isOwn = isAllowed(context.session.capacity, writeOf(bodyId), { stateCode, bodyId });
  return {
    pools: rows.map(({ recordedAt, ...row }) => ({
      ...row,
      recordedAt: recordedAt.toISOString(),
      canSet: isOwn && row.bodyId === bodyId,
    })),
    ownBodyId: isOwn ? bodyId : null,
  };
}

/** A pool is entered by those who write the body's dates. */
function writeOf(bodyId: string) {
  return {
    object: bodyId.startsWith('SEC-') ? ('secTimeline' as const) : ('ceoTimeline' as const),
    act: 'write' as const,
  };
}

/**
 * Enters or takes out what a body has: persons, companies, or its own machines. The sums of the State are looked at
 * again. A figure that another body gave is that body's to change.
 * @throws AppError `forbidden`, `invalid` (machines without a unit, no source, personal data), `stale`, `blocked`.
 */
export async function setPool(context: SignedInContext, input: SetPool): Promise<{ ok: true }> {
  const { key, ...asked } = input;
  const scope = proveStateScope(context.session, writeOf(input.bodyId), input);
  const isMachines = input.resource === 'machines';
  const source = normaliseText(input.source);
  const model = normaliseText(input.model);
  if (isMachines !== (input.unit !== ''))
    throw new AppError('invalid', 'Machines are counted as BU, CU or VVPAT, and only machines are.', [
      { reason: 'pool.unit', field: 'unit' },
    ]);
  if (source === '' && input.available !== null)
    throw new AppError('invalid', 'Say where the figure is from.', [{ reason: 'pool.source', field: 'source' }]);
  refusePersonalData({ source, model, districtCode: input.districtCode });
  const spec = { name: 'radar.setPool', key, input: asked, stateCode: scope.stateCode } as const;
  return await runCommand(context, spec, async (tx, at) => {
    const { stateCode, bodyId } = scope;
    const { districtCode, resource, unit, available, asOn } = input;
    const row = { stateCode, districtCode, resource, ownerId: isMachines ? bodyId : '', model, unit };
    await queries.lockStates(tx, [stateCode]);
    const before = await queries.findPool(tx, row);
    if (before !== undefined && before.bodyId !== bodyId)
      throw new AppError('blocked', 'This figure was given by the other body of the State, and is its to change.', [
        { reason: 'pool.other_body' },
      ]);
    if ((before?.available ?? null) !== input.was)
      throw new AppError('stale', 'Someone of your office saved this figure first. It is shown now.', [
        { reason: 'pool.stale' },
      ]);
    if (available === null) await queries.deletePool(tx, row);
    else await queries.savePool(tx, { ...row, available, asOn, source, bodyId, recordedAt: at });
    const announced = await refreshFindings(tx, { exerciseIds: [], stateCodes: [stateCode] }, at);
    return {
      answer: { ok: true as const },
      object: { kind: 'pool', id: Object.values(row).join('/') },
      before: before === undefined ? null : { available: before.available, source: before.source },
      after: available === null ? null : { available, asOn, source },
      announce: announced.length === 0 ? [told] : announced,
    };
  });
}

function dayOf(context: SignedInContext, asOn: IsoDate | undefined): views.ReadingDay {
  const now = context.clock.now();
  const today = istDay(now);
  if (asOn !== undefined && asOn > today)
    throw new AppError('invalid', 'A page can be read as it stood on a day that has been, not on one to come.', [
      { reason: 'as_on.future', field: 'asOn' },
    ]);
  return { now, day: asOn ?? today, asOn };
}
