import type { Reader } from '#server/platform/database.ts';
import { prove } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { BoardMetric } from '#shared/modules/national/schema.ts';
import { groupNames, limitSources, metricDefinition, screeningNote } from '#shared/modules/roll-health/catalogue.ts';
import { metricIds } from '#shared/modules/roll-health/catalogue-limits.ts';
import {
  type Band,
  type BandView,
  type GetMetric,
  type MetricGroups,
  type MetricView,
  metricGroups,
} from '#shared/modules/roll-health/schema.ts';
import { listStatements, type Statement } from './queries.ts';
import { type BoardCell, computeBoard, drawPicture, type RollPicture } from './views.ts';

const readDefinition = { object: 'metricDefinition', act: 'read' } as const;

export { listStatements, type Statement } from './queries.ts';
export { type BoardCell, pick, proves, type RollPicture, type Told, told } from './views.ts';

export interface StatePicture {
  stateCode: string;
  statements: Statement[];
  /** From real figures only. */
  real: RollPicture;
  /** With sample figures where no real one is. */
  filled: RollPicture;
  /** Board metrics, sample figures filling gaps. */
  cells: Record<BoardMetric, BoardCell>;
  /** Board metrics from real figures only. */
  realCells: Record<BoardMetric, BoardCell>;
}

/** The roll picture of every State named, in that order, as it stood at the end of `asOn` (now when absent). */
export async function listPictures(
  reader: Reader,
  codes: readonly string[],
  today: IsoDate,
  asOn?: IsoDate,
): Promise<StatePicture[]> {
  const all = await listStatements(reader, asOn === undefined ? {} : { asOn });
  const byState = Map.groupBy(all, (statement) => statement.stateCode);
  return codes.map((code) => toPicture(code, byState.get(code) ?? [], today));
}

/** The roll picture of one State. */
export async function getPicture(
  reader: Reader,
  stateCode: string,
  today: IsoDate,
  asOn?: IsoDate,
): Promise<StatePicture> {
  return toPicture(
    stateCode,
    await listStatements(reader, asOn === undefined ? { stateCode } : { stateCode, asOn }),
    today,
  );
}

/** The board's metrics of one State from these statements alone, aged as on `day`. */
export function boardOn(
  stateCode: string,
  statements: readonly Statement[],
  day: IsoDate,
): Record<BoardMetric, BoardCell> {
  return computeBoard(stateCode, statements, day);
}

function toPicture(stateCode: string, statements: Statement[], today: IsoDate): StatePicture {
  const realOnes = statements.filter((item) => !item.isSample);
  return {
    stateCode,
    statements,
    real: drawPicture(stateCode, realOnes),
    filled: drawPicture(stateCode, statements),
    cells: computeBoard(stateCode, statements, today),
    realCells: computeBoard(stateCode, realOnes, today),
  };
}

/** The catalogue by group, without formulas and limits. @throws AppError `forbidden`. */
export function listMetrics(context: SignedInContext): MetricGroups {
  prove(context.session, readDefinition);
  const definitions = metricIds.map(metricDefinition);
  return metricGroups.map((group) => ({
    group,
    name: groupNames[group],
    metrics: definitions
      .filter((each) => each.group === group)
      .map(({ id, name, unit, isEvaluated }) => ({ id, name, unit, isEvaluated })),
  }));
}

/** One metric with the words of its limits' sources. @throws AppError `forbidden`, `not_found`. */
export function getMetric(context: SignedInContext, input: GetMetric): MetricView {
  prove(context.session, readDefinition);
  const id = metricIds.find((each) => each === input.id);
  if (id === undefined) throw new AppError('not_found', 'There is no such metric in the catalogue.');
  const { bands, levels, cadence, exercises, parameter, colouredBy, ...rest } = metricDefinition(id);
  const limits = bands.flatMap(({ amber, red }) => [amber, red]);
  const named = [...limits, parameter].flatMap((limit) => (limit === undefined ? [] : [limit.source]));
  return {
    ...rest,
    levels: [...levels],
    cadence: [...cadence],
    exercises: exercises === undefined ? null : [...exercises],
    bands: bands.map(toBandView),
    parameter: parameter ?? null,
    colouredBy: colouredBy ?? null,
    sources: Object.fromEntries(named.map((source) => [source, limitSources[source]])),
    screeningNote,
  };
}

function toBandView({ exercises, levels, ...band }: Band): BandView {
  return { ...band, ...(exercises ? { exercises: [...exercises] } : {}), ...(levels ? { levels: [...levels] } : {}) };
}
