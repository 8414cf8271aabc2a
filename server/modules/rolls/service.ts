import { type LimitsOfDay, readLimits } from '#server/modules/roll-health/service.ts';
import type { Reader } from '#server/platform/database.ts';
import { prove } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { type IsoDate, istDay } from '#shared/kernel/time.ts';
import type { MetricInput } from '#shared/modules/roll-health/rules.ts';
import { evaluateMany, statusCodes } from '#shared/modules/roll-health/rules-bulk.ts';
import type { Counts, MetricId, MetricResult } from '#shared/modules/roll-health/schema.ts';
import { keysOf } from '#shared/modules/rolls/rules.ts';
import {
  defaultMetrics,
  type GetMetricUnits,
  type GetUnits,
  type MetricColumn,
  type MetricUnits,
  type UnitsView,
  type UnitTable,
} from '#shared/modules/rolls/schema.ts';
import * as queries from './queries.ts';
import { momentOf, readUnitInputs, type UnitInput, type UnitInputs, type UnitQuestion } from './views.ts';

export type { StateImport } from './queries.ts';
export { momentOf, toSource } from './views.ts';

const readRoll = { object: 'assemblyRoll', act: 'read' } as const;

/**
 * What metrics of States, districts or constituencies are computed from: merged counts, previous counts, population and
 * schedule. For levels D and A without a State, those of the whole nation.
 */
async function listUnitInputs(reader: Reader, question: UnitQuestion, now: Date): Promise<UnitInputs> {
  return await readUnitInputs(reader, question, now);
}

/**
 * States, the districts of one, or its constituencies, with counts and metrics, as they stood at the end of `asOn` or
 * now. @throws AppError `forbidden`, `invalid` for a day to come or districts of no State.
 */
export async function getUnits(context: SignedInContext, input: GetUnits): Promise<UnitsView> {
  prove(context.session, readRoll);
  const { now, day } = dayOf(context, input.asOn);
  const stamp = `${day} ${await queries.readStamp(context.db, input.stateCode)}`;
  const views = viewsOf(context.db);
  const key = JSON.stringify(input);
  const held = views.get(key);
  if (held?.stamp === stamp) return { ...held.view, readAt: now.toISOString() };
  const view = await readUnits(context, input, now, day);
  views.delete(key);
  views.set(key, { stamp, view });
  giveUp(views);
  return view;
}

interface Held {
  stamp: string;
  view: UnitsView;
}

const held = new WeakMap<object, Map<string, Held>>();
/** Areas held in answers, over all of them: some 20 MB. */
const mostHeld = 8_000;

/** Answers given before, by question; one is given again only while nothing it was read from has changed. */
function viewsOf(db: Reader): Map<string, Held> {
  const views = held.get(db) ?? new Map<string, Held>();
  held.set(db, views);
  return views;
}

function giveUp(views: Map<string, Held>): void {
  let areas = 0;
  for (const { view } of views.values()) areas += view.units.codes.length + 1;
  for (const [key, { view }] of views) {
    if (areas <= mostHeld) return;
    areas -= view.units.codes.length + 1;
    views.delete(key);
  }
}

async function readUnits(context: SignedInContext, input: GetUnits, now: Date, day: IsoDate): Promise<UnitsView> {
  const { level, stateCode, districtCode, code, asOn } = input;
  const codes = code === undefined ? undefined : [code];
  if (level !== 'S' && stateCode === undefined) {
    throw new AppError('invalid', 'Name the State whose districts or constituencies are asked for.', [
      { reason: 'rolls.state_missing', field: 'stateCode' },
    ]);
  }
  const ids = input.metrics ?? defaultMetrics;
  const imports = queries.listImports(context.db, momentOf(asOn, now), { stateCode });
  const above: UnitQuestion = {
    imports,
    level: districtCode === undefined ? 'S' : 'D',
    stateCode,
    asOn,
    today: day,
    isByFileOnly: true,
    codes: districtCode === undefined ? undefined : [districtCode],
  };
  const [found, whole, limits] = await Promise.all([
    listUnitInputs(context.db, { level, stateCode, districtCode, codes, today: day, asOn, imports }, now),
    level === 'S' ? undefined : listUnitInputs(context.db, above, now),
    readLimits(context.db, day, stateCode),
  ]);
  const reasons = new Reasons();
  // The files of both answers are the same, but not always in the same order.
  const places = whole?.sources.map(({ no }) => found.sources.findIndex((source) => source.no === no)) ?? [];
  const own = whole?.units.map((unit) => ({
    ...unit,
    sources: unit.sources.map((place) => places[place] ?? -1).filter((place) => place >= 0),
  }));
  return {
    day,
    asOn: asOn ?? null,
    readAt: now.toISOString(),
    level,
    whole: own === undefined || own.length === 0 ? null : toTable(own, ids, limits, reasons),
    units: toTable(found.units, ids, limits, reasons),
    reasons: reasons.list,
    sources: found.sources,
    leftOut: found.leftOut,
    hasDistricts: level === 'D' ? found.units.length > 0 : found.units.some(({ parentCode }) => parentCode !== null),
    hasParts: stateCode === undefined ? found.withParts.length > 0 : found.withParts.includes(stateCode),
  };
}

/**
 * How many constituencies of each State are beyond the metric's limits, as they stood at the end of `asOn` or now, in
 * the order of the list of States. @throws AppError `forbidden`, `invalid` for a day to come.
 */
export async function getMetricUnits(context: SignedInContext, { id, asOn }: GetMetricUnits): Promise<MetricUnits> {
  prove(context.session, readRoll);
  const { now, day } = dayOf(context, asOn);
  const [{ units }, limits] = await Promise.all([
    listUnitInputs(context.db, { level: 'A', today: day, asOn }, now),
    readLimits(context.db, day),
  ]);
  const { columns } = evaluateMany(
    [id],
    units.map(({ input, stateCode }) => ({ ...input, thresholds: limits(stateCode) })),
  );
  const statuses = columns.get(id)?.status ?? new Uint8Array();
  const rows = Map.groupBy(
    units.map((unit, place) => ({ ...unit, status: statusCodes[statuses[place] ?? 0] })),
    (row) => row.stateCode,
  );
  const count = (own: { status: string | undefined }[], status: string) =>
    own.filter((row) => row.status === status).length;
  return {
    id,
    day,
    asOn: asOn ?? null,
    states: [...rows].map(([stateCode, own]) => ({
      stateCode,
      red: count(own, 'red'),
      amber: count(own, 'amber'),
      green: count(own, 'green'),
      info: count(own, 'info'),
      notComputed: count(own, 'not_computed'),
      isSample: own.some((row) => row.isSample),
    })),
  };
}

/** The instant of reading and the IST day an answer is about. @throws AppError `invalid` for a day to come. */
export function dayOf(context: SignedInContext, asOn: IsoDate | undefined): { now: Date; day: IsoDate } {
  const now = context.clock.now();
  const today = istDay(now);
  if (asOn !== undefined && asOn > today) {
    throw new AppError('invalid', 'A page can be read as it stood on a day that has been, not on one to come.', [
      { reason: 'as_on.future', field: 'asOn' },
    ]);
  }
  return { now, day: asOn ?? today };
}

/** Each reason once; rows name its place. */
export class Reasons {
  readonly list: string[] = [];

  placeOf(reason: string | undefined): number {
    if (reason === undefined) return -1;
    const known = this.list.indexOf(reason);
    return known >= 0 ? known : this.list.push(reason) - 1;
  }
}

function toTable(
  units: readonly UnitInput[],
  ids: readonly MetricId[],
  limits: LimitsOfDay,
  reasons: Reasons,
): UnitTable {
  const inputs = units.map(({ input, stateCode }) => ({ ...input, thresholds: limits(stateCode) }));
  return {
    codes: units.map(({ code }) => code),
    stateCodes: units.map(({ stateCode }) => stateCode),
    namesEn: units.map(({ nameEn }) => nameEn),
    namesHi: units.map(({ nameHi }) => nameHi),
    parents: units.map(({ parentCode }) => parentCode),
    isSample: units.map(({ isSample }) => isSample),
    sources: units.map(({ sources }) => sources),
    counts: toColumns(units.map(({ counts }) => counts)),
    known: toColumns(units.map(({ known }) => known)),
    populations: units.map(({ input: { population } }) =>
      population === undefined ? null : { basis: population.basis ?? '', refDate: population.refDate },
    ),
    metrics: evaluateAll(inputs, ids, reasons, (row, id, fault) => otherResult(units[row], id, fault)),
  };
}

/** The board's own result for a State by statement; and a count that some parts did not give is said to be partial. */
function otherResult(unit: UnitInput | undefined, id: MetricId, fault: string | undefined): MetricResult | undefined {
  const settled = unit?.settled?.[id];
  if (settled !== undefined || unit === undefined || fault === undefined) return settled;
  const measure = fault.replace(/^missing:/, '');
  const isPartial = keysOf(unit.known).some((known) => known === measure);
  return isPartial ? { status: 'not_computed', reason: `partial:${measure}` } : undefined;
}

function toColumns(rows: readonly Counts[]): UnitTable['counts'] {
  const columns: UnitTable['counts'] = {};
  for (const measure of new Set(rows.flatMap(keysOf))) columns[measure] = rows.map((row) => row[measure] ?? null);
  return columns;
}

const letters = { green: 'g', amber: 'a', red: 'r', info: 'i', not_computed: 'n' } as const;

/** What is said of a unit in place of its evaluation; `fault` is the reason why that came to nothing. */
type Instead = (row: number, id: MetricId, fault: string | undefined) => MetricResult | undefined;

/** The one place where metrics of many units are evaluated: metric by metric down the rows, as they leave the server. */
export function evaluateAll(
  inputs: readonly MetricInput[],
  ids: readonly MetricId[],
  reasons: Reasons,
  instead: Instead = () => undefined,
): MetricColumn[] {
  const { columns, reasons: texts } = evaluateMany(ids, inputs, { isShown: true });
  return ids.map((id) => {
    const { status, why, shown } = columns.get(id) ?? {};
    const made: MetricColumn = { id, values: [], decimals: [], statuses: '', reasons: [], of: [] };
    for (let row = 0; row < inputs.length; row += 1) {
      const told = statusCodes[status?.[row] ?? 0] ?? 'not_computed';
      const reason = texts[why?.[row] ?? 0] || undefined;
      const other = instead(row, id, told === 'not_computed' ? reason : undefined);
      if (other !== undefined) {
        addResult(made, other, reasons);
        continue;
      }
      made.values.push(told === 'not_computed' ? null : (shown?.display[row] ?? null));
      made.decimals.push(shown?.decimals[row] ?? 0);
      made.statuses += letters[told];
      made.reasons.push(reasons.placeOf(reason));
      made.of.push(shown?.of[row * 2] ?? -1, shown?.of[row * 2 + 1] ?? -1);
    }
    return made;
  });
}

function addResult(column: MetricColumn, result: MetricResult, reasons: Reasons): void {
  const isComputed = result.status !== 'not_computed';
  column.values.push(isComputed ? result.display : null);
  column.decimals.push(isComputed ? result.decimals : 0);
  column.statuses += letters[result.status];
  column.reasons.push(reasons.placeOf(result.reason));
  column.of.push(...(isComputed ? (result.of ?? [-1, -1]) : [-1, -1]));
}

/** The part files that count before the moment, newest of each State and reality first, then the one before it. */
export async function listPartImports(reader: Reader, until: Date, stateCode?: string): Promise<queries.StateImport[]> {
  return await queries.listImports(reader, until, { stateCode, datasets: ['part_snapshot'] });
}
