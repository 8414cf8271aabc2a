// Owners' changes to the calendar. Nothing is overwritten: a new date is a new row, and marks carry their moment.
import { refreshOverview } from '#server/modules/national/service.ts';
import { refreshFindings } from '#server/modules/radar/service.ts';
import { type Announcement, type Change, runCommand } from '#server/platform/command.ts';
import type { Tx } from '#server/platform/database.ts';
import { refusePersonalData } from '#server/platform/personal-data.ts';
import { prove, refuse } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { type IsoDate, istDay } from '#shared/kernel/time.ts';
import type { CommandName } from '#shared/modules/audit/schema.ts';
import { lastDay, standingOf, standsForItself } from '#shared/modules/timelines/rules.ts';
import type { PlanRow } from '#shared/modules/timelines/rules-dates.ts';
import {
  placeFaults,
  readDescription,
  readHolidays,
  readNeeds,
  readPlan,
} from '#shared/modules/timelines/rules-description.ts';
import {
  changedSince,
  changeFaults,
  completedFaults,
  confirmFault,
  daysOfPlan,
  daysTyped,
  inForce,
  leastReasonLetters,
  newFaults,
  overrideFor,
  planOf,
  planWith,
  refuseDetails,
  shown,
  wordsOf,
} from '#shared/modules/timelines/rules-entry.ts';
import type { PlannedDays } from '#shared/modules/timelines/schema.ts';
import type {
  AddExercise,
  AddMilestone,
  ConfirmMilestone,
  DescribeExercise,
  LayOutPlan,
  ReviseMilestone,
  SavedDates,
  SetHolidays,
  SetNeeds,
  WithdrawDates,
} from '#shared/modules/timelines/schema-entry.ts';
import * as queries from './queries.ts';
import * as views from './views.ts';

/** Begins an exercise of the person's own body, without dates. @throws AppError `forbidden`, `invalid`. */
export async function addExercise(context: SignedInContext, { key, ...asked }: AddExercise): Promise<SavedDates> {
  return await begin(context, 'timelines.addExercise', key, asked, asked, null);
}

/**
 * Saves a whole plan: with a new exercise, or into one that has none of these steps yet.
 * @throws AppError `forbidden`, `invalid` (every fault at its row), `stale`.
 */
export async function layOut(context: SignedInContext, input: LayOutPlan): Promise<SavedDates> {
  const { key, into, ...plan } = input;
  if (!('exerciseId' in into)) {
    return await begin(context, 'timelines.layOut', key, { into, ...plan }, into, plan);
  }
  return await change(context, 'timelines.layOut', { ...plan, ...into, key }, wordsOf(plan), async (held) => {
    const { rows, details } = readPlan(plan.dates);
    refuseDetails([...details, ...rows.flatMap(({ code }) => newFaults(held.rows, code))]);
    const overrideReason = await checkPlan(held, rows, plan.overrideReason);
    const ids = await queries.addRows(held, rows, { ...wordsOf(plan), overrideReason });
    return { ids, patch: { template: plan.template }, before: null, after: { template: plan.template, dates: rows } };
  });
}

/** Adds one date. @throws AppError `forbidden`, `invalid`, `stale`. */
export async function addMilestone(context: SignedInContext, input: AddMilestone): Promise<SavedDates> {
  return await change(context, 'timelines.addMilestone', input, wordsOf(input), async (held) => {
    const { milestone, blockedBy } = input;
    refuseDetails(newFaults(held.rows, milestone));
    const row = { code: milestone, ...daysTyped(input), blockedBy };
    const overrideReason = await checkPlan(held, [row], input.overrideReason);
    const said = { ...wordsOf(input), overrideReason };
    return { ids: await queries.addRows(held, [row], said), before: null, after: { ...row, ...said } };
  });
}

/**
 * Puts a new date in the place of one in force; the old row stays, marked superseded. The first of two who revise at once
 * wins; the other is told what changed.
 * @throws AppError `forbidden`, `invalid` (not a change, a legal break without its reason), `stale`.
 */
export async function revise(context: SignedInContext, input: ReviseMilestone): Promise<SavedDates> {
  return await change(context, 'timelines.revise', input, wordsOf(input), async (held) => {
    const old = inForce(held.rows, input.milestoneId);
    const days = daysTyped(input);
    const isSame = days.start === old.startDate && days.end === old.endDate;
    // A remembered date may be taken over as it is: that makes it the office's own.
    if (isSame && standingOf(old) !== 'to_verify') refuseDetails([{ reason: 'revise.same', field: 'start' }]);
    refuseDetails(completedFaults(old, input.reasonCode));
    const row = { code: old.milestone, ...days, blockedBy: input.blockedBy ?? old.blockedBy };
    const overrideReason = await checkPlan(held, [row], input.overrideReason, old);
    const said = { ...wordsOf(input), reasonCode: input.reasonCode, overrideReason };
    await queries.markSuperseded(held.tx, old, held.version, held.at);
    const ids = await queries.addRows(held, [row], { ...said, revises: old.id });
    return { ids, before: shown(old), after: { ...row, ...said } };
  });
}

/**
 * Says that a date came as planned, or on another day (a new row then). A remembered date becomes the office's own.
 * @throws AppError `forbidden`, `invalid` (not past yet, no day), `stale`.
 */
export async function confirm(context: SignedInContext, input: ConfirmMilestone): Promise<SavedDates> {
  return await change(context, 'timelines.confirm', input, wordsOf(input), async (held) => {
    const old = inForce(held.rows, input.milestoneId);
    const planned = { start: old.startDate, end: old.endDate };
    const days = input.on === null ? planned : daysTyped(input.on);
    const last = lastDay(days);
    const isAsPlanned = days.start === planned.start && days.end === planned.end;
    const fault = confirmFault(old, input.on === null ? null : days, held.today);
    if (fault !== null) refuseDetails([{ reason: fault, field: 'start' }]);
    const mark = { confirmedAt: held.at, confirmedBy: held.membershipId };
    if (isAsPlanned && standingOf(old) !== 'to_verify') {
      await queries.markConfirmed(held.tx, old.id, { ...mark, changedIn: held.version });
      return { ids: [old.id], before: shown(old), after: { ...shown(old), status: 'completed' } };
    }
    const row = { code: old.milestone, ...days, blockedBy: old.blockedBy };
    const overrideReason = isAsPlanned ? null : await checkPlan(held, [row], input.overrideReason, old);
    const isOver = last !== null && last <= held.today;
    await queries.markSuperseded(held.tx, old, held.version, held.at);
    const said = { revises: old.id, overrideReason, ...(isOver ? { status: 'completed' as const, ...mark } : {}) };
    const ids = await queries.addRows(held, [row], said);
    return { ids, before: shown(old), after: { ...row, overrideReason, isOver } };
  });
}

/** Says what an exercise covers and uses. @throws AppError `forbidden`, `invalid`, `stale`. */
export async function describe(context: SignedInContext, input: DescribeExercise): Promise<SavedDates> {
  return await change(context, 'timelines.describe', input, namesOf(input), async (held) => {
    const { kind, stateCode } = held.exercise;
    const days = daysOfPlan(planOf(held.rows));
    const ground = await views.getGround(held.tx, stateCode, input.description.machineOwner);
    const { value, details } = readDescription(input.description, { kind, stateCode, days, ...ground });
    refuseDetails(details);
    return { ids: [], patch: { ...value, tiers: JSON.stringify(value.tiers) }, before: held.exercise, after: value };
  });
}

/** Puts the needs and rooms of an exercise in the place of those before. @throws AppError `forbidden`, `invalid`, `stale`. */
export async function setNeeds(context: SignedInContext, input: SetNeeds): Promise<SavedDates> {
  const texts = { source: input.source, rooms: input.rooms.map(({ roomId }) => roomId).join('; ') };
  return await change(context, 'timelines.setNeeds', input, texts, async (held) => {
    const { stateCode } = held.exercise;
    const { districts } = await views.getGround(held.tx, stateCode, null);
    const days = daysOfPlan(planOf(held.rows));
    const { value, details } = readNeeds(input, { stateCode, days, districts });
    refuseDetails(details);
    const exerciseId = held.exercise.id;
    const before = await queries.listNeeds(held.tx, exerciseId);
    const wanted = value.needs.map((need) => ({ ...need, exerciseId, source: value.source, recordedAt: held.at }));
    await queries.replaceNeeds(
      held.tx,
      exerciseId,
      wanted,
      value.rooms.map((room) => ({ ...room, exerciseId })),
    );
    return { ids: [], before, after: value };
  });
}

/**
 * Takes a date or a whole exercise out of the calendar. The rows stay with the reason; findings that rested on them are
 * looked at again in the same transaction and kept in the record.
 * @throws AppError `forbidden`, `invalid`, `stale`.
 */
export async function withdraw(context: SignedInContext, input: WithdrawDates): Promise<SavedDates> {
  return await change(context, 'timelines.withdraw', input, { reason: input.reason }, async (held) => {
    const reason = normaliseText(input.reason);
    if (reason.length < leastReasonLetters)
      refuseDetails([{ reason: 'withdraw.reason', field: 'reason', params: { least: leastReasonLetters } }]);
    const said = { withdrawnAt: held.at, withdrawnReason: reason };
    if (input.milestoneId === null) {
      return { ids: [], patch: said, before: { id: held.exercise.id }, after: { reason } };
    }
    const row = inForce(held.rows, input.milestoneId);
    // With the date in force goes its history: otherwise an earlier plan would seem to stand again.
    const ids = standsForItself(row.milestone)
      ? [row.id]
      : held.rows
          .filter(({ milestone, withdrawnAt }) => milestone === row.milestone && withdrawnAt === null)
          .map(({ id }) => id);
    await queries.markWithdrawn(held.tx, ids, { ...said, changedIn: held.version });
    return { ids, before: shown(row), after: { reason } };
  });
}

/**
 * Adds days to the State's list of public holidays, and takes off those that this body had added. A day already listed by
 * the other body stays as it is.
 * @throws AppError `forbidden`, `invalid`.
 */
export async function setHolidays(
  context: SignedInContext,
  input: SetHolidays,
): Promise<{ added: number; removed: number }> {
  const { key, ...asked } = input;
  const { stateCode, bodyId } = input;
  if (bodyId === 'ECI') throw refuse();
  prove(context.session, { object: views.calendarOf(views.kindOfBody(bodyId)), act: 'write' }, { stateCode, bodyId });
  const { value, details } = readHolidays(input);
  refuseDetails(details);
  refusePersonalData({
    source: input.source,
    names: input.add.map(({ nameEn, nameHi }) => `${nameEn} ${nameHi}`).join('; '),
  });
  return await runCommand(context, { name: 'timelines.setHolidays', key, input: asked, stateCode }, async (tx, at) => {
    const removed = await queries.deleteHolidays(tx, { stateCode, bodyId }, input.remove);
    const holidays = value.map((holiday) => ({ ...holiday, stateCode, bodyId, recordedAt: at }));
    const added = await queries.insertHolidays(tx, holidays);
    const findings = await refreshFindings(tx, { exerciseIds: [], stateCodes: [stateCode] }, at);
    return {
      answer: { added: added.length, removed: removed.length },
      object: { kind: 'state', id: stateCode },
      before: { removed },
      after: { added, source: input.source },
      announce: [...told, ...findings],
    };
  });
}

/** Takes the turn of whoever changes these exercises, always in order of their ids. */
export async function lockDates(tx: Tx, exerciseIds: readonly string[]): Promise<void> {
  for (const id of exerciseIds.toSorted()) await queries.lockExercise(tx, id);
}

/**
 * Revises and adds dates of an exercise (`milestoneId` null: it does not have it yet) inside another command's
 * transaction, as `revise` would. Returns what goes into that command's audit entry and who is to be told.
 * @throws AppError `forbidden` for another body's, a withdrawn or a rehearsal exercise; `invalid` as `revise`.
 */
export async function reviseTogether(
  context: SignedInContext,
  { tx, at }: Pick<Held, 'tx' | 'at'>,
  plan: { exerciseId: string; dates: readonly (PlannedDays & { milestoneId: string | null; milestone: string })[] },
  said: Pick<ReviseMilestone, 'reasonCode' | 'orderRef' | 'note' | 'overrideReason'>,
): Promise<Change<SavedDates>> {
  const { membershipId } = context.session.capacity;
  const exercise = await queries.lockExercise(tx, plan.exerciseId);
  if (exercise === undefined || exercise.isSample || exercise.withdrawnAt !== null) throw refuse();
  prove(context.session, { object: views.calendarOf(exercise), act: 'write' }, exercise);
  const rows = await queries.listMilestones(tx, [exercise.id]);
  const held = { tx, at, today: istDay(at), membershipId, version: exercise.version + 1, exercise, rows };
  const steps = plan.dates.map(({ milestoneId, milestone, start, end }) => {
    const old = milestoneId === null ? null : inForce(rows, milestoneId);
    if (old === null) refuseDetails(newFaults(rows, milestone));
    if (old !== null) refuseDetails(completedFaults(old, said.reasonCode));
    return { old, row: { code: milestone, start, end, blockedBy: old?.blockedBy ?? [] } };
  });
  const [added, olds] = [steps.map(({ row }) => row), steps.flatMap(({ old }) => old ?? [])];
  const overrideReason = await checkPlan(held, added, said.overrideReason, ...olds);
  const words = { ...wordsOf(said), reasonCode: said.reasonCode, overrideReason };
  const ids = await queries.putInPlace(held, steps, words);
  await queries.setExercise(tx, exercise, {});
  return await recordOf(held, ids, olds.map(shown), { exerciseId: exercise.id, dates: added });
}

const told: readonly Announcement[] = [{ topic: 'timelines', audience: 'all' }];

/** What a change is made on: the locked exercise with its rows, and the version it becomes. */
interface Held {
  tx: Tx;
  at: Date;
  today: IsoDate;
  membershipId: string;
  version: number;
  exercise: Pick<queries.ExerciseRow, 'id' | 'kind' | 'bodyKind' | 'stateCode' | 'districts'>;
  rows: readonly queries.MilestoneRow[];
}

interface Made {
  ids: string[];
  patch?: Parameters<typeof queries.setExercise>[2];
  before: unknown;
  after: object;
}

/** Every change to an exercise that is there: the owner's makers only, over the version they had on the screen. */
async function change(
  context: SignedInContext,
  name: CommandName,
  input: { key: string; exerciseId: string; version: number },
  texts: object,
  make: (held: Held) => Promise<Made>,
): Promise<SavedDates> {
  const { key, ...asked } = input;
  const { exerciseId: id } = input;
  const owner = await queries.findExercise(context.db, id);
  // "Not yours" and "not there" are told apart to nobody.
  if (owner === undefined || owner.isSample) throw refuse();
  prove(context.session, { object: views.calendarOf(owner), act: 'write' }, owner);
  refusePersonalData(texts);
  return await runCommand(context, { name, key, input: asked, stateCode: owner.stateCode }, async (tx, at) => {
    const exercise = await queries.lockExercise(tx, id);
    if (exercise === undefined) throw refuse();
    const rows = await queries.listMilestones(tx, [id]);
    if (exercise.version !== input.version) {
      // Names what the first change left, so that the second person sees it beside what they typed.
      const sentence = 'Someone changed these dates first. Their change is shown; what you typed is kept.';
      throw new AppError('stale', sentence, changedSince(rows, input.version, exercise.version));
    }
    if (exercise.withdrawnAt !== null)
      throw new AppError('blocked', 'This exercise was withdrawn. Enter it anew.', [{ reason: 'exercise.withdrawn' }]);
    const version = exercise.version + 1;
    const held = { tx, at, today: istDay(at), membershipId: context.session.capacity.membershipId, version };
    const { ids, patch = {}, before, after } = await make({ ...held, exercise, rows });
    await queries.setExercise(tx, exercise, patch);
    return await recordOf({ ...held, exercise }, ids, before, after);
  });
}

/** A new exercise of the person's own body, with its plan if there is one. */
async function begin(
  context: SignedInContext,
  name: CommandName,
  key: string,
  input: unknown,
  said: Pick<AddExercise, 'places' | 'bodyId' | 'kind' | 'description'>,
  plan: Pick<LayOutPlan, 'template' | 'dates' | 'note' | 'overrideReason'> | null,
): Promise<SavedDates> {
  const [place = 'IN'] = said.places;
  const stateCode = place === 'IN' ? null : place;
  const { bodyId, kind } = said;
  const { bodyKind } = views.kindOfBody(bodyId);
  // The ECI's exercises in a State are its CEO's; its own are national.
  if ((bodyId === 'ECI') !== (stateCode === null)) throw refuse();
  prove(context.session, { object: views.calendarOf({ bodyKind }), act: 'write' }, { stateCode, bodyId });
  if (said.places.length > 1)
    refuseDetails([{ reason: 'exercise.two_states', field: 'places', params: { states: said.places.join(' ') } }]);
  refusePersonalData({ ...namesOf(said), ...wordsOf(plan ?? {}) });
  return await runCommand(context, { name, key, input, stateCode }, async (tx, at) => {
    const { rows, details } = readPlan(plan?.dates ?? []);
    const ground = await views.getGround(tx, stateCode, said.description.machineOwner);
    const read = readDescription(said.description, { kind, stateCode, days: daysOfPlan(rows), ...ground });
    refuseDetails([...read.details, ...details]);
    const { membershipId } = context.session.capacity;
    const exercise = { id: newId(), kind, bodyKind, stateCode, bodyId, ...read.value };
    const held = { tx, at, today: istDay(at), membershipId, version: 1, exercise, rows: [] };
    const overrideReason = await checkPlan(held, rows, plan?.overrideReason);
    const written = { recordedBy: membershipId, recordedAt: at, template: plan?.template ?? null };
    await queries.insertExercise(tx, { ...exercise, tiers: JSON.stringify(exercise.tiers), ...written });
    const ids = await queries.addRows(held, rows, { ...wordsOf(plan ?? {}), overrideReason });
    return await recordOf(held, ids, null, { ...exercise, template: written.template, dates: rows });
  });
}

/** The answer, the audit entry and who is told, after the findings that rest on the exercise were looked at again. */
async function recordOf(
  { tx, at, version, exercise }: Pick<Held, 'tx' | 'at' | 'version' | 'exercise'>,
  milestoneIds: string[],
  before: unknown,
  after: object,
): Promise<Change<SavedDates>> {
  const { id, stateCode, kind, bodyKind } = exercise;
  const stateCodes = stateCode === null ? [] : [stateCode];
  const announce = [...told, ...(await refreshFindings(tx, { exerciseIds: [id], stateCodes }, at))];
  if (kind === 'roll_revision' && bodyKind === 'eci') {
    // The national board tells of final rolls whose day has passed.
    await refreshOverview(tx, at);
    announce.push({ topic: 'national', audience: 'all' });
  }
  const answer = { exerciseId: id, version, milestoneIds };
  return { answer, object: { kind: 'exercise', id }, before, after: { ...after, version }, announce };
}

/** @throws AppError `invalid` for faults, and for legal breaks without a reason. Returns the reason where one was needed. */
async function checkPlan(
  { tx, exercise, rows }: Held,
  added: readonly PlanRow[],
  overrideReason: string | undefined,
  ...replaced: readonly queries.MilestoneRow[]
): Promise<string | null> {
  const { stateCode, districts } = exercise;
  const ground = await views.getGround(tx, stateCode, null);
  const days = daysOfPlan(added);
  refuseDetails(placeFaults({ stateCode, codes: districts ?? [], days, districts: ground.districts }));
  const kept = planOf(rows.filter((row) => !replaced.includes(row)));
  const { hard, breaks } = changeFaults(planOf(rows), planWith(kept, added), { ...exercise, ...ground });
  refuseDetails(hard);
  return overrideFor(breaks, overrideReason);
}

function namesOf({ description: { nameEn, nameHi, machineModel } }: Pick<DescribeExercise, 'description'>): object {
  return { nameEn, nameHi, machineModel };
}
