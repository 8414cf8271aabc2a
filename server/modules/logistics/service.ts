import { type Announcement, runCommand } from '#server/platform/command.ts';
import type { Reader, Tx } from '#server/platform/database.ts';
import { refusePersonalData } from '#server/platform/personal-data.ts';
import { prove, proveStateScope, refuse } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError, type ErrorDetail } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { type IsoDate, istDay } from '#shared/kernel/time.ts';
import { areaParameters } from '#shared/modules/logistics/catalogue-parameters.ts';
import { imbalanceOf } from '#shared/modules/logistics/rules-balance.ts';
import { faultsOf } from '#shared/modules/logistics/rules-returns.ts';
import { limitsOf } from '#shared/modules/logistics/rules-settings.ts';
import { packSums, sumsOf } from '#shared/modules/logistics/rules-sums.ts';
import type {
  Board,
  ExerciseReadiness,
  Grid,
  Positions,
  ReadBoard,
  ReadExercise,
  ReadGrid,
  ReadPositions,
  SavedCount,
  SavedReturns,
  SaveReturns,
  SetParameters,
  SetPosition,
  SetSetting,
  SettingsList,
} from '#shared/modules/logistics/schema.ts';
import { isAllowed } from '#shared/modules/people/permissions.ts';
import * as queries from './queries.ts';
import * as views from './views.ts';

const everyone: Announcement[] = [{ topic: 'logistics', audience: 'all' }];

/** The exercises that lie ahead, by State, with their themes; as of a past day where one is given. */
export async function getBoard(context: SignedInContext, { asOn, stateCode }: ReadBoard): Promise<Board> {
  return await views.getBoard(context.db, dayOf(context, asOn), stateCode);
}

/** One exercise with its items. @throws AppError `not_found`. */
export async function getExercise(
  context: SignedInContext,
  { exerciseId, asOn }: ReadExercise,
): Promise<ExerciseReadiness> {
  return await views.getExercise(context.db, context.session, exerciseId, dayOf(context, asOn), asOn);
}

/** Lines to look at or to type over. @throws AppError `not_found`. */
export async function getGrid(context: SignedInContext, input: ReadGrid): Promise<Grid> {
  return await views.getGrid(context.db, input, dayOf(context, input.asOn));
}

/**
 * Writes lines of a return, all or none: each line a new row, the one before kept as history; the sums of the exercise
 * follow in the same transaction. Everybody hears of it.
 * @throws AppError `forbidden`; `invalid` with every line that cannot be true; `stale` with every line somebody else has
 *   written since it was read.
 */
export async function saveReturns(context: SignedInContext, input: SaveReturns): Promise<SavedReturns> {
  const { key, ...asked } = input;
  const exercise = await ownExercise(context, input.exerciseId);
  const source = normaliseText(input.source);
  const note = normaliseText(input.note);
  refusePersonalData({ source, note, reasons: input.lines.map(({ requiredReason }) => requiredReason ?? '') });
  const spec = { name: 'logistics.saveReturns' as const, key, input: asked, stateCode: exercise.stateCode };
  return await runCommand(context, spec, async (tx, at) => {
    const today = istDay(at);
    if (input.asOn > today) throw future('asOn');
    await holdExercise(tx, input.exerciseId);
    const { fleet, returns } = await views.readFleet(tx, input.exerciseId, today, undefined);
    const faults = faultsOf(input.lines, fleet);
    if (faults.length > 0) throw faulty(faults);
    const now = new Map(returns.map((row) => [`${row.districtCode}/${row.itemId}/${row.facet}`, row]));
    const lines = input.lines.map((line) => ({
      line,
      before: now.get(`${line.districtCode}/${line.itemId}/${line.facet}`),
    }));
    const moved = lines.flatMap(({ line, before }, index) => ((before?.id ?? null) === line.seen ? [] : [index]));
    if (moved.length > 0) throw staleLines(moved);
    const rows = lines.map(({ line: { seen: _seen, ...line } }) => ({
      id: newId(),
      exerciseId: input.exerciseId,
      ...line,
      requiredReason: line.required === null ? null : normaliseText(line.requiredReason ?? ''),
      asOn: input.asOn,
      source,
      note: note === '' ? null : note,
      recordedBy: context.session.capacity.membershipId,
      recordedAt: at,
      supersededAt: null,
      isSample: exercise.isSample,
    }));
    await queries.supersedeReturns(
      tx,
      lines.flatMap(({ before }) => (before === undefined ? [] : [before.id])),
      at,
    );
    await queries.insertReturns(tx, rows);
    await sumUp(tx, input.exerciseId, today);
    return {
      answer: {
        lines: rows.map(({ districtCode, itemId, facet, id }) => ({ districtCode, itemId, facet, id })),
      },
      object: { kind: 'exercise', id: input.exerciseId },
      before: { lines: lines.map(({ before }) => figuresOf(before)) },
      after: { asOn: input.asOn, source, lines: rows.map(figuresOf) },
      announce: everyone,
    };
  });
}

/** Writes numbers behind the requirements; a blank takes one back to its default. @throws AppError `forbidden`, `invalid`. */
export async function setParameters(context: SignedInContext, input: SetParameters): Promise<SavedCount> {
  const { key, ...asked } = input;
  const exercise = await ownExercise(context, input.exerciseId);
  const source = normaliseText(input.source);
  refusePersonalData({ source });
  const spec = { name: 'logistics.setParameters' as const, key, input: asked, stateCode: exercise.stateCode };
  return await runCommand(context, spec, async (tx, at) => {
    await holdExercise(tx, input.exerciseId);
    const { fleet, parameters } = await views.readFleet(tx, input.exerciseId, istDay(at), undefined);
    const details = input.values.flatMap(({ districtCode, parameter }, index): ErrorDetail[] => {
      const isKnown = districtCode === '' || fleet.districts.includes(districtCode);
      if (!isKnown) return [{ reason: 'returns.district', field: `values.${index}`, params: { found: districtCode } }];
      const isLost = districtCode === '' && areaParameters.has(parameter) && !fleet.isWholeState;
      return isLost ? [{ reason: 'parameters.by_district', field: `values.${index}` }] : [];
    });
    if (details.length > 0) throw faulty(details);
    const changed = input.values.map(({ districtCode, parameter }) => `${districtCode}/${parameter}`);
    const before = parameters.filter((row) => changed.includes(`${row.districtCode}/${row.parameter}`));
    await queries.supersedeParameters(
      tx,
      before.map(({ id }) => id),
      at,
    );
    await queries.insertParameters(
      tx,
      input.values.map((value) => ({
        id: newId(),
        exerciseId: input.exerciseId,
        ...value,
        source,
        recordedBy: context.session.capacity.membershipId,
        recordedAt: at,
        supersededAt: null,
        isSample: exercise.isSample,
      })),
    );
    await sumUp(tx, input.exerciseId, istDay(at));
    return {
      answer: { saved: input.values.length },
      object: { kind: 'exercise', id: input.exerciseId },
      before: { values: before.map(({ districtCode, parameter, value }) => ({ districtCode, parameter, value })) },
      after: { source, values: input.values },
      announce: everyone,
    };
  });
}

/** Every setting with its day and reason, and which of them the person's office may add to. */
export async function listSettings(context: SignedInContext): Promise<SettingsList> {
  const rows = await queries.listSettings(context.db);
  const { capacity } = context.session;
  return {
    today: istDay(context.clock.now()),
    rows: rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() })),
    can: {
      national: isAllowed(capacity, { object: 'logistics', act: 'manage' }),
      own:
        capacity.bodyKind !== 'eci' &&
        isAllowed(capacity, { object: 'logistics', act: 'write' }, { bodyId: capacity.bodyId }),
    },
  };
}

/**
 * Adds a setting from a day on, today or later: the nation's by the secretariat, a default of its own by a body. What was
 * shown before stays as it was.
 * @throws AppError `forbidden`, `invalid` (an unknown setting, a value out of bounds, a day gone by).
 */
export async function setSetting(context: SignedInContext, input: SetSetting): Promise<SavedCount> {
  const { key, ...asked } = input;
  if (input.bodyId === null) prove(context.session, { object: 'logistics', act: 'manage' });
  else
    prove(context.session, { object: 'logistics', act: 'write' }, { bodyId: input.bodyId, stateCode: input.stateCode });
  const source = normaliseText(input.source);
  const reason = normaliseText(input.reason);
  refusePersonalData({ source, reason });
  requireSetting(input);
  const spec = { name: 'logistics.setSetting' as const, key, input: asked, stateCode: input.stateCode };
  return await runCommand(context, spec, async (tx, at) => {
    if (input.validFrom < istDay(at)) {
      throw new AppError('invalid', 'A setting holds from today or a later day: what was shown before stays.', [
        { reason: 'settings.past', field: 'validFrom' },
      ]);
    }
    const row = {
      id: newId(),
      bodyId: input.bodyId,
      setting: input.setting,
      value: input.value,
      source,
      reason,
      validFrom: input.validFrom,
      recordedBy: context.session.capacity.membershipId,
      recordedAt: at,
    };
    await queries.insertSetting(tx, row);
    if (row.validFrom === istDay(at)) await sumUpAll(tx, row.bodyId, istDay(at));
    return {
      answer: { saved: 1 },
      object: { kind: 'logistics_setting', id: row.id },
      before: null,
      after: { bodyId: row.bodyId, setting: row.setting, value: row.value, validFrom: row.validFrom, reason },
      announce: everyone,
    };
  });
}

/** Where machines are, by State and district. */
export async function listPositions(context: SignedInContext, { stateCode, asOn }: ReadPositions): Promise<Positions> {
  const { capacity } = context.session;
  const { bodyId, bodyKind, stateCodes } = capacity;
  const today = dayOf(context, asOn);
  const [positions, areas] = await Promise.all([
    queries.listPositions(context.db, stateCode, asOn),
    stateCode === undefined ? [] : views.listAreas(context.db, stateCode, today),
  ]);
  const mayWrite = isAllowed(capacity, { object: 'logistics', act: 'write' }, { bodyId });
  const states = bodyKind === 'eci' ? (stateCode === undefined ? [] : [stateCode]) : [...stateCodes];
  return { today, positions, areas, own: mayWrite ? { bodyId, stateCodes: states } : null };
}

/** Writes the position of a body's machines in one place. @throws AppError `invalid` when it does not add up, `stale`, `forbidden`. */
export async function setPosition(context: SignedInContext, input: SetPosition): Promise<SavedCount> {
  const { key, bodyId, seen, ...asked } = input;
  const scope = proveStateScope(context.session, { object: 'logistics', act: 'write' }, input);
  const source = normaliseText(input.source);
  refusePersonalData({ source });
  const imbalance = imbalanceOf(input);
  if (imbalance !== null) {
    throw new AppError(
      'invalid',
      `Usable, under repair, committed and lent are ${imbalance.sum} together; the total says ${imbalance.total}. Correct one of the five.`,
      [{ reason: 'position.balance', field: 'total', params: imbalance }],
    );
  }
  const spec = {
    name: 'logistics.setPosition' as const,
    key,
    input: { ...asked, bodyId, seen },
    stateCode: scope.stateCode,
  };
  return await runCommand(context, spec, async (tx, at) => {
    if (input.asOn > istDay(at)) throw future('asOn');
    const of = { ...asked, ownerId: bodyId, source };
    await requireDistrict(tx, input.stateCode, input.districtCode, istDay(at));
    const before = await queries.lockPosition(tx, of);
    const row = {
      ...of,
      id: newId(),
      recordedBy: context.session.capacity.membershipId,
      recordedAt: at,
      supersededAt: null,
    };
    const isFirst = (before?.id ?? null) === seen && (await queries.replacePosition(tx, seen, row, at));
    if (!isFirst) throw staleLines([0]);
    return {
      answer: { saved: 1 },
      object: { kind: 'machine_position', id: row.id },
      before: before ?? null,
      after: { ...asked, source },
      announce: everyone,
    };
  });
}

/** Makes the sums of an exercise anew from the rows that hold, and keeps them for the day. */
async function sumUp(tx: Tx, exerciseId: string, day: IsoDate): Promise<void> {
  const { fleet } = await views.readFleet(tx, exerciseId, day, undefined);
  await queries.setSums(tx, exerciseId, day, packSums(sumsOf(fleet)));
}

/** Makes the sums of a body's exercises anew, or of all: a default behind their requirements has changed. */
async function sumUpAll(tx: Tx, bodyId: string | null, day: IsoDate): Promise<void> {
  for (const exerciseId of await queries.listSummed(tx, bodyId)) await sumUp(tx, exerciseId, day);
}

async function ownExercise(context: SignedInContext, exerciseId: string) {
  const exercise = await queries.findExercise(context.db, exerciseId);
  // "Not yours" and "not there" are told apart to nobody.
  if (exercise?.stateCode == null || !views.mayWrite(context.session, exercise)) throw refuse();
  return { ...exercise, stateCode: exercise.stateCode };
}

async function holdExercise(tx: Tx, exerciseId: string): Promise<void> {
  const held = await queries.lockExercise(tx, exerciseId);
  if (held === undefined) throw refuse();
}

async function requireDistrict(reader: Reader, stateCode: string, code: string, day: IsoDate): Promise<void> {
  const districts = await queries.listDistricts(reader, stateCode, day);
  const isKnown = districts.length === 0 ? code === stateCode : districts.some((each) => each.code === code);
  if (isKnown) return;
  throw faulty([{ reason: 'returns.district', field: 'districtCode', params: { found: code } }]);
}

function requireSetting({ setting, value, bodyId }: SetSetting): void {
  const limits = limitsOf(setting);
  if (limits === undefined || (bodyId !== null && !setting.startsWith('preset/'))) {
    throw new AppError('invalid', 'There is no such setting for your office.', [
      { reason: 'settings.unknown', field: 'setting' },
    ]);
  }
  if (value >= limits.least && value <= limits.most) return;
  throw new AppError('invalid', `${value} is out of bounds: it may be ${limits.least} to ${limits.most}.`, [
    { reason: 'settings.bounds', field: 'value', params: { ...limits } },
  ]);
}

function figuresOf(
  row:
    | Pick<
        queries.ReturnRecord,
        'districtCode' | 'itemId' | 'facet' | 'available' | 'checked' | 'deployed' | 'required'
      >
    | undefined,
) {
  if (row === undefined) return null;
  const { districtCode, itemId, facet, available, checked, deployed, required } = row;
  return { districtCode, itemId, facet, available, checked, deployed, required };
}

function dayOf(context: SignedInContext, asOn: IsoDate | undefined): IsoDate {
  return asOn ?? istDay(context.clock.now());
}

function faulty(details: readonly ErrorDetail[]): AppError {
  const some = details.slice(0, 1_000);
  return new AppError(
    'invalid',
    'Some figures cannot be true, or do not belong here. Each is named; nothing was saved.',
    some,
  );
}

function staleLines(lines: readonly number[]): AppError {
  return new AppError(
    'stale',
    'Someone wrote these lines first. Theirs are shown beside yours; nothing you typed is lost.',
    lines.map((line) => ({ reason: 'returns.stale', field: `lines.${line}` })),
  );
}

function future(field: string): AppError {
  return new AppError('invalid', 'The day of the figures lies ahead. Enter the day they were counted on.', [
    { reason: 'returns.future', field },
  ]);
}
