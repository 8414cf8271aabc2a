import { listThresholds, toBandView } from '#server/modules/roll-health/service.ts';
import { runCommand } from '#server/platform/command.ts';
import { refusePersonalData } from '#server/platform/personal-data.ts';
import { prove, proveStateScope, refuse } from '#server/platform/scope.ts';
import type { Session } from '#server/platform/session.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { type IsoDate, istDay } from '#shared/kernel/time.ts';
import { isAllowed } from '#shared/modules/people/permissions.ts';
import {
  baseOf,
  comparePair,
  explain,
  gapMetricIds,
  limitsOf,
  listMetrics,
  listPairs,
  localSince,
  noFacts,
  type Sides,
  standingOf,
} from '#shared/modules/roll-gap/rules.ts';
import {
  type GapBody,
  type GapList,
  type GapRow,
  type GapView,
  type GetGap,
  type GiveReason,
  type ListGaps,
  leastReasonLetters,
  type ReasonAnswer,
  type ReasonView,
  type WithdrawReason,
} from '#shared/modules/roll-gap/schema.ts';
import { findState, states } from '#shared/modules/states/directory.ts';
import * as queries from './queries.ts';
import * as views from './views.ts';

const read = { object: 'rollGap', act: 'read' } as const;
const write = { object: 'rollGap', act: 'write' } as const;
const codes = states.map(({ code }) => code);

/**
 * The newest totals of both rolls of all 36, alphabetically by English name, as published by the end of the IST day
 * `asOn`, or now. @throws AppError `forbidden`, `invalid` for a day to come.
 */
export async function listGaps(context: SignedInContext, { asOn }: ListGaps): Promise<GapList> {
  prove(context.session, read);
  const { now, day } = dayOf(context, asOn);
  const [sides, reasons, press] = await Promise.all([
    views.listSides(context.db, codes, day, { asOn }),
    queries.listReasons(context.db, { until: views.untilOf(asOn) }),
    queries.listPressList(context.db),
  ]);
  const rows = sides.map((state) => toRow(context.session, state, reasons, press, day));
  const limits = limitsOf('LR-01', await listThresholds(context.db, day)).map(toBandView);
  return { day, asOn: asOn ?? null, readAt: now.toISOString(), rows, limits };
}

/**
 * One State: both rolls over time, every pair worth comparing, the metrics, its local bodies, and each office's reasons.
 * To a reader who is neither of its two offices nor the ECI, only when both have published.
 * @throws AppError `forbidden`, `not_found` for a code that is none of the 36, `invalid` for a day to come.
 */
export async function getGap(context: SignedInContext, { stateCode, asOn }: GetGap): Promise<GapView> {
  const { db, session } = context;
  prove(session, read);
  const { now, day } = dayOf(context, asOn);
  if (findState(stateCode) === undefined) throw new AppError('not_found', 'There is no such State or Union Territory.');
  const [[state], told, press, bodies] = await Promise.all([
    views.listSides(db, [stateCode], day, { stateCode, asOn }),
    queries.listReasons(db, { stateCode, until: views.untilOf(asOn) }),
    queries.listPressList(db),
    bodiesOf(context, stateCode, day),
  ]);
  if (state === undefined) throw new Error(`${stateCode} has no picture`);
  const row = toRow(session, state, told, press, day);
  const filled = filledFor(row.standing, state);
  const shown = filled ?? (row.standing === 'hidden' ? nothing : state.real);
  const isSample = filled !== undefined;
  const reasons = row.standing === 'hidden' ? [] : told;
  const ofBodies =
    row.standing === 'both' || isSample
      ? await views.listOfBodies(db, stateCode, day, { asOn, isSample, thresholds: state.real.thresholds })
      : { count: 0, byStatus: {}, rows: [] };
  const base = views.isComparable(shown) ? baseOf(shown) : undefined;
  const own = [bodies.ceo, bodies.sec].find(({ id }) => isAllowed(session.capacity, write, { bodyId: id, stateCode }));
  return {
    ...row,
    day,
    asOn: asOn ?? null,
    readAt: now.toISOString(),
    ...bodies,
    isSample,
    rolls: [...shown.snapshots, ...shown.local.toReversed()],
    pairs: listPairs(shown, day),
    metrics: listMetrics(shown, day),
    limits: Object.fromEntries(gapMetricIds.map((id) => [id, limitsOf(id, shown.thresholds).map(toBandView)])),
    base: base === undefined ? null : { rollId: base.roll.id, from: base.from },
    baseRollDate: shown.facts.baseRollDate,
    pollDate: shown.facts.pollDate,
    localSince: localSince(shown) ?? null,
    expectedGap: shown.facts.expectedGap,
    bodies: ofBodies,
    reasons: reasons.map((reason) => toReason(session, reason)),
    // A reason is about the real rolls: it explains no rehearsal's difference.
    explained: explain(reasons, [bodies.ceo.id, bodies.sec.id], row.newest?.difference ?? null),
    can: { giveReasonAs: asOn === undefined ? (own?.id ?? null) : null },
  };
}

/**
 * Records a body's own reason for the difference, for everyone who may see the gap to read at once.
 * @throws AppError `forbidden` for another body's, `invalid` (a note too short, personal data; the field is named).
 */
export async function giveReason(context: SignedInContext, input: GiveReason): Promise<ReasonAnswer> {
  const { key, ...asked } = input;
  const { stateCode, bodyId } = proveStateScope(context.session, write, input);
  const note = normaliseText(input.note);
  if (note.length < leastReasonLetters)
    throw new AppError('invalid', 'Say in a few words what makes the difference: the note stands with the reason.', [
      { reason: 'gap.note', field: 'note', params: { least: leastReasonLetters } },
    ]);
  refusePersonalData({ note });
  const spec = { name: 'rollGap.giveReason', key, input: asked, stateCode } as const;
  return await runCommand(context, spec, async (tx, at) => {
    const { reason, electors } = input;
    const id = newId();
    const givenBy = context.session.capacity.membershipId;
    await queries.insertReason(tx, {
      id,
      stateCode,
      bodyId,
      reason,
      electors,
      note,
      givenBy,
      publishedAt: at,
      withdrawnAt: null,
      withdrawnBy: null,
    });
    return {
      answer: { id, version: 1 },
      object: { kind: 'gap_reason', id },
      before: null,
      after: { bodyId, reason, electors, note },
      announce: [{ topic: `roll:${stateCode}`, audience: 'all' }],
    };
  });
}

/**
 * Takes a body's own reason back; it stays on record. @throws AppError `forbidden` for another body's or one that is
 * not there, `stale` when the office's other person was first.
 */
export async function withdrawReason(context: SignedInContext, input: WithdrawReason): Promise<ReasonAnswer> {
  const { key, ...asked } = input;
  const owner = await queries.findReason(context.db, input.id);
  // "Not yours" and "not there" are told apart to nobody.
  if (owner === undefined) throw refuse();
  const { stateCode } = proveStateScope(context.session, write, owner);
  const spec = { name: 'rollGap.withdrawReason', key, input: asked, stateCode } as const;
  return await runCommand(context, spec, async (tx, at) => {
    const found = await queries.lockReason(tx, input.id);
    if (found === undefined) throw refuse();
    if (found.version !== input.version || found.withdrawnAt !== null) throw staleAt(found.version);
    await queries.markWithdrawn(tx, found, { membershipId: context.session.capacity.membershipId, at });
    const { reason, electors, note, version } = found;
    return {
      answer: { id: found.id, version: version + 1 },
      object: { kind: 'gap_reason', id: found.id },
      before: { reason, electors, note },
      after: { isWithdrawn: true },
      announce: [{ topic: `roll:${stateCode}`, audience: 'all' }],
    };
  });
}

function staleAt(version: number): AppError {
  return new AppError('stale', 'Someone of your office withdrew this reason first. The reasons in force are shown.', [
    { reason: 'gap.stale', params: { version } },
  ]);
}

function dayOf(context: SignedInContext, asOn: IsoDate | undefined): { now: Date; day: IsoDate } {
  const now = context.clock.now();
  const today = istDay(now);
  if (asOn !== undefined && asOn > today)
    throw new AppError('invalid', 'A page can be read as it stood on a day that has been, not on one to come.', [
      { reason: 'as_on.future', field: 'asOn' },
    ]);
  return { now, day: asOn ?? today };
}

/** The ECI's own officers and the State's two offices; a reader's view waits until both have published. */
function mayKnow({ capacity }: Session, stateCode: string): boolean {
  if (capacity.role === 'viewer') return false;
  return capacity.bodyKind === 'eci' || capacity.stateCodes.includes(stateCode);
}

function toRow(
  session: Session,
  state: views.StateSides,
  reasons: readonly queries.ReasonRow[],
  press: Awaited<ReturnType<typeof queries.listPressList>>,
  day: IsoDate,
): GapRow {
  const { stateCode, real } = state;
  const standing = standingOf(real.snapshots.length, real.local.length, mayKnow(session, stateCode));
  const shown = standing === 'hidden' ? nothing : real;
  const filled = filledFor(standing, state);
  return {
    stateCode,
    standing,
    ...newestOf(shown, day),
    sample: filled === undefined ? null : sampleOf(filled, day),
    rollMode: shown.facts.rollMode,
    pressList2020: press.find(({ code }) => code === stateCode)?.localRollBasis2020 ?? null,
    reasons: standing === 'hidden' ? 0 : reasons.filter((reason) => reason.stateCode === stateCode).length,
  };
}

/** The rehearsal's comparison; without the State's real totals for a reader who may not see those by themselves. */
function filledFor(standing: GapRow['standing'], { filled }: views.StateSides): Sides | undefined {
  if (filled === undefined || standing !== 'hidden') return filled;
  const snapshots = filled.snapshots.filter(({ isSample }) => isSample);
  const local = filled.local.filter(({ isSample }) => isSample);
  const rehearsed = { ...nothing, snapshots, local, thresholds: filled.thresholds };
  return views.isComparable(rehearsed) ? rehearsed : undefined;
}

function newestOf(sides: Sides, day: IsoDate): Pick<GapRow, 'assembly' | 'local' | 'newest'> {
  const [assembly, local] = [sides.snapshots.at(-1) ?? null, sides.local[0] ?? null];
  const newest = assembly === null || local === null ? null : comparePair(sides, assembly, local, day);
  return { assembly, local, newest };
}

function sampleOf(filled: Sides, day: IsoDate): GapRow['sample'] {
  const { assembly, local, newest } = newestOf(filled, day);
  return assembly === null || local === null || newest === null ? null : { assembly, local, newest };
}

/** What is shown of a State that this reader may not see. */
const nothing: Sides = { snapshots: [], local: [], facts: noFacts, thresholds: {}, revisionStart: null };

function toReason(session: Session, row: queries.ReasonRow): ReasonView {
  const { id, bodyId, stateCode, reason, electors, note, publishedAt, version, withdrawnAt } = row;
  const isOwn = isAllowed(session.capacity, write, { bodyId, stateCode });
  return {
    id,
    bodyId,
    reason,
    electors,
    note,
    givenAt: publishedAt.toISOString(),
    version,
    can: { withdraw: isOwn && withdrawnAt === null },
  };
}

async function bodiesOf(
  { db }: SignedInContext,
  stateCode: string,
  day: IsoDate,
): Promise<{ ceo: GapBody; sec: GapBody }> {
  const serving = await queries.listBodies(db, day);
  const bodyOf = (kind: 'ceo' | 'sec'): GapBody => {
    const own = serving.find((body) => body.stateCode === stateCode && body.kind === kind);
    if (own === undefined) throw new Error(`${stateCode} has no ${kind} on ${day}`);
    const { id, nameEn, nameHi } = own;
    return { id, kind, nameEn, nameHi };
  };
  return { ceo: bodyOf('ceo'), sec: bodyOf('sec') };
}
