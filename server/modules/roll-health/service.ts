import {
  appendLimits,
  describeVersions,
  type LimitsChange,
  type LimitsOfDay,
  planLimits,
  readLimits,
  type Thresholds,
} from '#server/modules/metrics/service.ts';
import { runCommand } from '#server/platform/command.ts';
import type { Reader, Tx } from '#server/platform/database.ts';
import { refusePersonalData } from '#server/platform/personal-data.ts';
import { prove } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { type IsoDate, istDay } from '#shared/kernel/time.ts';
import type { BoardMetric } from '#shared/modules/national/schema.ts';
import { isAllowed } from '#shared/modules/people/permissions.ts';
import { groupNames, metricDefinition, screeningNote } from '#shared/modules/roll-health/catalogue.ts';
import { metricIds } from '#shared/modules/roll-health/catalogue-limits.ts';
import {
  exercisesOf,
  isEditable,
  levelGroups,
  limitShape,
  seasonsOf,
} from '#shared/modules/roll-health/rules-limits.ts';
import { type Band, type MetricId, metricGroups } from '#shared/modules/roll-health/schema.ts';
import type {
  GetMetric,
  LimitsPreview,
  MetricGroups,
  MetricNow,
  MetricView,
  PreviewLimits,
  SetLimits,
  SetLimitsAnswer,
} from '#shared/modules/roll-health/schema-metrics.ts';
import { states } from '#shared/modules/states/directory.ts';
import { listStatements, type Statement } from './queries.ts';
import { type BoardCell, cellsOf, computeBoard, drawPicture, type RollPicture } from './views.ts';

const readDefinition = { object: 'metricDefinition', act: 'read' } as const;
const readFigures = { object: 'stateProfile', act: 'read' } as const;
const changeLimits = { object: 'metricDefinition', act: 'manage' } as const;

export {
  type LimitsOfDay,
  listThresholds,
  readLimits,
  type Thresholds,
  toBandView,
} from '#server/modules/metrics/service.ts';
export { listStatements, type Statement, type Told, told } from './queries.ts';
export { type BoardCell, pick, proves, type RollPicture } from './views.ts';

export interface StatePicture {
  stateCode: string;
  statements: Statement[];
  /** The limits that coloured it: those in force on its day. */
  thresholds: Thresholds;
  /** From real figures only. */
  real: RollPicture;
  /** With sample figures where no real one is. */
  filled: RollPicture;
  /** Board metrics, sample figures filling gaps. */
  cells: Record<BoardMetric, BoardCell>;
  /** Board metrics from real figures only. */
  realCells: Record<BoardMetric, BoardCell>;
}

/**
 * The roll picture of every State named, in that order, as it stood at the end of `asOn` (now when absent), coloured by
 * the limits in force on the day `today`.
 */
export async function listPictures(
  reader: Reader,
  codes: readonly string[],
  today: IsoDate,
  asOn?: IsoDate,
): Promise<StatePicture[]> {
  const [all, limits] = [
    await listStatements(reader, asOn === undefined ? {} : { asOn }),
    await readLimits(reader, today),
  ];
  const byState = Map.groupBy(all, (statement) => statement.stateCode);
  return codes.map((code) => toPicture(code, byState.get(code) ?? [], today, limits(code)));
}

/** The roll picture of one State. */
export async function getPicture(
  reader: Reader,
  stateCode: string,
  today: IsoDate,
  asOn?: IsoDate,
): Promise<StatePicture> {
  const statements = await listStatements(reader, asOn === undefined ? { stateCode } : { stateCode, asOn });
  const limits = await readLimits(reader, today, stateCode);
  return toPicture(stateCode, statements, today, limits(stateCode));
}

/** The board's metrics of one State from these statements alone, aged as on `day`, by the limits given. */
export function boardOn(
  stateCode: string,
  statements: readonly Statement[],
  day: IsoDate,
  thresholds: Thresholds,
): Record<BoardMetric, BoardCell> {
  return computeBoard(stateCode, statements, day, thresholds);
}

function toPicture(stateCode: string, statements: Statement[], today: IsoDate, thresholds: Thresholds): StatePicture {
  const realOnes = statements.filter((item) => !item.isSample);
  return {
    stateCode,
    statements,
    thresholds,
    real: drawPicture(stateCode, realOnes),
    filled: drawPicture(stateCode, statements),
    cells: computeBoard(stateCode, statements, today, thresholds),
    realCells: computeBoard(stateCode, realOnes, today, thresholds),
  };
}

/**
 * The catalogue by group, without formulas and limits, and in how many States each is beyond its limits now, for those
 * who may read figures. @throws AppError `forbidden`.
 */
export async function listMetrics(context: SignedInContext): Promise<MetricGroups> {
  prove(context.session, readDefinition);
  const counts = isAllowed(context.session.capacity, readFigures) ? await countNow(context) : undefined;
  const definitions = metricIds.map(metricDefinition);
  return metricGroups.map((group) => ({
    group,
    name: groupNames[group],
    metrics: definitions
      .filter((each) => each.group === group)
      .map(({ id, name, unit, isEvaluated }) => ({ id, name, unit, isEvaluated, now: counts?.get(id) ?? null })),
  }));
}

/** Real figures only: what is not computed anywhere is told apart from what is nowhere beyond its limits. */
async function countNow({
  db,
  clock,
}: SignedInContext): Promise<Map<string, MetricGroups[number]['metrics'][number]['now']>> {
  const today = istDay(clock.now());
  const limits = await readLimits(db, today);
  const real = (await listStatements(db)).filter((item) => !item.isSample);
  const byState = Map.groupBy(real, (statement) => statement.stateCode);
  const cells = stateCodes.map((code) => cellsOf(code, byState.get(code) ?? [], today, limits(code)));
  return new Map(
    metricIds.map((id) => {
      const statuses = cells.map((cell) => cell(id).result.status);
      const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
      return [id, { red: count('red'), amber: count('amber'), computed: statuses.length - count('not_computed') }];
    }),
  );
}

/** By English name. */
const stateCodes: readonly string[] = states.map(({ code }) => code);

/**
 * One metric as it was defined at the end of the IST day `asOn`, or now: its versions, the limits in force with the
 * words of their sources, and where an administrator can set others.
 * @throws AppError `forbidden`, `not_found`, `invalid` for a day to come.
 */
export async function getMetric(context: SignedInContext, { id: asked, asOn }: GetMetric): Promise<MetricView> {
  prove(context.session, readDefinition);
  const id = requireMetric(asked);
  const { levels, cadence, exercises, colouredBy, bands: _, parameter: __, ...rest } = metricDefinition(id);
  const day = dayOf(context, asOn);
  const { capacity } = context.session;
  return {
    ...rest,
    levels: [...levels],
    cadence: [...cadence],
    exercises: exercises === undefined ? null : [...exercises],
    colouredBy: colouredBy ?? null,
    screeningNote,
    ...(await describeVersions(context.db, id, day)),
    day,
    asOn: asOn ?? null,
    places: placesOf(id),
    can: {
      setLimits: asOn === undefined && isAllowed(capacity, changeLimits),
      readStates: isAllowed(capacity, readFigures),
    },
  };
}

function requireMetric(asked: string): MetricId {
  const id = metricIds.find((each) => each === asked);
  if (id === undefined) throw new AppError('not_found', 'There is no such metric in the catalogue.');
  return id;
}

function placesOf(id: MetricId): MetricView['places'] {
  const metric = metricDefinition(id);
  if (!isEditable(metric)) return null;
  const shape = { amber: limitShape(metric, 'amber'), red: limitShape(metric, 'red') };
  return { exercises: [...exercisesOf(metric)], groups: levelGroups(metric), seasons: seasonsOf(metric), shape };
}

function dayOf({ clock }: SignedInContext, asOn: IsoDate | undefined): IsoDate {
  const today = istDay(clock.now());
  if (asOn === undefined || asOn <= today) return asOn ?? today;
  throw new AppError('invalid', 'A page can be read as it stood on a day that has been, not on one to come.', [
    { reason: 'as_on.future', field: 'asOn' },
  ]);
}

/**
 * Where a metric asks for a look, at the end of the IST day `asOn` or now, by State: the red, then the amber, each by
 * English name. What the State's own statements allow is computed; the rest is counted by its reason.
 * Constituencies are counted by the rolls room (`rolls.metric`).
 * @throws AppError `forbidden`, `not_found`, `invalid` for a day to come.
 */
export async function listNow(context: SignedInContext, { id: asked, asOn }: GetMetric): Promise<MetricNow> {
  prove(context.session, readFigures);
  const id = requireMetric(asked);
  const day = dayOf(context, asOn);
  const limits = await readLimits(context.db, day);
  const cells = await listCells(context.db, id, day, limits, asOn);
  const of = (status: string) => cells.filter(({ cell }) => cell.result.status === status);
  const reasons = new Map<string, number>();
  for (const { cell } of cells) {
    if (cell.result.status !== 'not_computed') continue;
    reasons.set(cell.result.reason, (reasons.get(cell.result.reason) ?? 0) + 1);
  }
  return {
    id,
    day,
    asOn: asOn ?? null,
    states: [...of('red'), ...of('amber')].flatMap(({ code, cell: { result, day: figureDay, isSample } }) => {
      if (result.status !== 'red' && result.status !== 'amber') return [];
      const { status, display: value, decimals, reason = null } = result;
      return [{ code, status, value, decimals, reason, day: figureDay, isSample }];
    }),
    green: of('green').length,
    info: of('info').length,
    notComputed: [...reasons]
      .map(([reason, count]) => ({ reason, states: count }))
      .toSorted((a, b) => b.states - a.states || a.reason.localeCompare(b.reason)),
  };
}

/** One metric in each of the 36 States, by English name. */
async function listCells(
  reader: Reader,
  id: MetricId,
  day: IsoDate,
  limits: LimitsOfDay,
  asOn?: IsoDate,
): Promise<{ code: string; cell: BoardCell }[]> {
  const all = await listStatements(reader, asOn === undefined ? {} : { asOn });
  const byState = Map.groupBy(all, (statement) => statement.stateCode);
  return stateCodes.map((code) => ({ code, cell: cellsOf(code, byState.get(code) ?? [], day, limits(code))(id) }));
}

/**
 * Which States would change colour, on today's figures, against the limits in force on the first day of the change.
 * Nothing is kept. @throws AppError as `setLimits`.
 */
export async function previewLimits(context: SignedInContext, edit: PreviewLimits): Promise<LimitsPreview> {
  prove(context.session, changeLimits);
  const { db, clock } = context;
  const id = requireMetric(edit.metricId);
  const today = istDay(clock.now());
  requireState(edit.stateCode);
  const change = await planLimits(db, id, edit, today);
  const limits = await readLimits(db, edit.validFrom);
  const withChange: LimitsOfDay = (code) => ({
    ...limits(code),
    [id]: bandsWith(code, limits(code)[id] ?? [], edit.stateCode, change),
  });
  const [from, to] = [await listCells(db, id, today, limits), await listCells(db, id, today, withChange)];
  return {
    changes: from.flatMap(({ code, cell }, index) => {
      const next = to[index]?.cell.result.status ?? cell.result.status;
      if (next === cell.result.status) return [];
      return [{ code, from: cell.result.status, to: next, isSample: cell.isSample }];
    }),
    computed: from.filter(({ cell }) => cell.result.status !== 'not_computed').length,
    overtakes: change.overtakes,
  };
}

/** A State's own limits stand in front of the nation's, whichever of the two is changed. */
function bandsWith(
  code: string | null,
  held: readonly Band[],
  changed: string | null,
  { before, bands, to }: LimitsChange,
): readonly Band[] {
  if (changed !== null) return code === changed ? to : held;
  return [...held.slice(0, Math.max(0, held.length - before.length)), ...bands];
}

function requireState(stateCode: string | null): void {
  if (stateCode === null || stateCodes.includes(stateCode)) return;
  throw new AppError('invalid', 'There is no such State or Union Territory.', [
    { reason: 'limits.state', field: 'stateCode' },
  ]);
}

/**
 * Appends a version of a metric's limits, in force from a day on, for the nation or one State. `rebuild` renews the
 * national overview in the same transaction when the change takes effect today; a later one takes effect by itself when
 * the overview is built on its day.
 * @throws AppError `forbidden`, `not_found`, `invalid` (the field named; personal data in the reason), `stale`.
 */
export async function setLimits(
  context: SignedInContext,
  { key, ...asked }: SetLimits,
  rebuild: (tx: Tx, at: Date) => Promise<number>,
): Promise<SetLimitsAnswer> {
  prove(context.session, changeLimits);
  const id = requireMetric(asked.metricId);
  requireState(asked.stateCode);
  const edit = { ...asked, reason: normaliseText(asked.reason) };
  refusePersonalData({ reason: edit.reason });
  if (edit.reason.length < leastReason) {
    throw new AppError('invalid', 'Give the reason in at least ten letters.', [
      { reason: 'reason.short', field: 'reason' },
    ]);
  }
  const { membershipId } = context.session.capacity;
  const spec = { name: 'rollHealth.setLimits' as const, key, input: asked, stateCode: asked.stateCode };
  return await runCommand(context, spec, async (tx, at) => {
    const change = await planLimits(tx, id, edit, istDay(at));
    const versionNo = await appendLimits(tx, id, edit, change, { membershipId, at });
    const isNow = edit.validFrom === istDay(at);
    const overview = isNow ? await rebuild(tx, at) : null;
    const { stateCode, validFrom, reason } = edit;
    const topics = isNow ? ['national', 'metrics'] : ['metrics'];
    return {
      answer: { versionNo, overview },
      object: { kind: 'metric', id },
      before: { bands: change.before },
      after: { bands: change.bands, stateCode, validFrom, versionNo, reason },
      announce: topics.map((topic) => ({ topic, audience: 'all' })),
    };
  });
}

const leastReason = 10;
