import { boardOn, listPictures, type Statement, type StatePicture } from '#server/modules/roll-health/service.ts';
import { prove } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { roundHalfAway } from '#shared/kernel/numbers.ts';
import { addDays, type IsoDate, istDay, startOfIstDay } from '#shared/kernel/time.ts';
import { boardLimits } from '#shared/modules/roll-health/catalogue-board.ts';
import { type Cohort, cohorts } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import { mediansOf, monthEnds } from '#shared/modules/trends/rules.ts';
import type {
  CohortRow,
  CohortView,
  GetCohorts,
  GetTrend,
  TrendKey,
  TrendLine,
  TrendPoint,
  TrendView,
  TrendWindow,
} from '#shared/modules/trends/schema.ts';
import * as queries from './queries.ts';

const readRolls = { object: 'assemblyRoll', act: 'read' } as const;
/** Four years: the last Lok Sabha election is in sight, and a line keeps its shape. */
const mostMonths = 48;

/**
 * One figure of all 36 States over time, as published by the end of the IST day `asOn`, or now. A point stands on the
 * as-on day of the figures that made it; what was published without a day makes none.
 * @throws AppError `forbidden`, `invalid` for a day to come.
 */
export async function getTrend(context: SignedInContext, { key, asOn }: GetTrend): Promise<TrendView> {
  prove(context.session, readRolls);
  const day = readingDay(context, asOn);
  const codes = states.map(({ code }) => code);
  const pictures = await listPictures(context.db, codes, day, asOn);
  const lines = pictures.map((picture) => lineOf(key, picture, day));
  const first = lines.flatMap(({ points }) => points[0]?.day ?? []).toSorted()[0] ?? day;
  return {
    key,
    unit: key === 'electors' ? 'electors' : boardLimits[key].unit,
    decimals: key === 'electors' ? 0 : boardLimits[key].decimals,
    day,
    asOn: asOn ?? null,
    lines,
    medians: key === 'electors' ? [] : mediansOf(lines, monthEnds(first, day, mostMonths)),
  };
}

/**
 * Electors by age cohort of one State beside the population of the same cohorts, each from its newest published file.
 * What no file has given is null. @throws AppError `forbidden`, `invalid` for a day to come.
 */
export async function getCohorts(context: SignedInContext, { stateCode, asOn }: GetCohorts): Promise<CohortView> {
  prove(context.session, readRolls);
  readingDay(context, asOn);
  const until = asOn === undefined ? null : startOfIstDay(addDays(asOn, 1));
  const [electors, population] = await Promise.all([
    queries.findStateCounts(context.db, 'roll_age_cohort', stateCode, until),
    queries.findStateCounts(context.db, 'population_reference', stateCode, until),
  ]);
  return {
    stateCode,
    rows: cohorts.map((cohort) => rowOf(cohort, electors?.counts ?? {}, population?.counts ?? {})),
    electors: electors === undefined ? null : originOf(electors),
    population:
      population === undefined
        ? null
        : {
            ...originOf(population),
            basis: String(population.attributes['basis'] ?? ''),
            refDate: String(population.attributes['refDate'] ?? population.asOf),
          },
  };
}

function readingDay({ clock }: SignedInContext, asOn: IsoDate | undefined): IsoDate {
  const today = istDay(clock.now());
  if (asOn !== undefined && asOn > today) {
    throw new AppError('invalid', 'This day is still to come. Choose today or a day before it.', [
      { reason: 'as_on.future', field: 'asOn' },
    ]);
  }
  return asOn ?? today;
}

function lineOf(key: TrendKey, picture: StatePicture, today: IsoDate): TrendLine {
  const { statements } = picture;
  const days = [...new Set(statements.flatMap(({ asOn }) => (asOn === null || asOn > today ? [] : [asOn])))].toSorted();
  const points = days.flatMap((day) => {
    const known = statements.filter(({ asOn }) => asOn !== null && asOn <= day);
    return key === 'electors' ? totalOn(known, day) : metricOn(key, picture, known, day);
  });
  return { stateCode: picture.stateCode, points, windows: windowsOf(statements, today) };
}

/** The total published for that very day; of several, a real one, then the last published. */
function totalOn(statements: readonly Statement[], day: IsoDate): TrendPoint[] {
  const having = statements
    .filter((item) => item.asOn === day && item.rollType === 'assembly' && item.figures['electorsTotal'] !== undefined)
    .toSorted((a, b) => Number(b.isSample) - Number(a.isSample) || a.publishedAt.getTime() - b.publishedAt.getTime());
  const newest = having.at(-1);
  const value = newest?.figures['electorsTotal']?.value;
  return newest === undefined || value === undefined ? [] : [{ day, value, status: 'info', isSample: newest.isSample }];
}

/** The metric on the day, if a figure of that day is in it; one line is coloured by one day's limits, the reading day's. */
function metricOn(
  key: Exclude<TrendKey, 'electors'>,
  { stateCode, thresholds }: StatePicture,
  statements: readonly Statement[],
  day: IsoDate,
): TrendPoint[] {
  const cell = boardOn(stateCode, statements, day, thresholds)[key];
  if (cell.result.status === 'not_computed' || cell.day !== day) return [];
  return [{ day, value: cell.result.display, status: cell.result.status, isSample: cell.isSample }];
}

function windowsOf(statements: readonly Statement[], today: IsoDate): TrendWindow[] {
  const revisions = statements.filter(
    (item) => item.rollType === 'assembly' && item.asOn !== null && item.asOn <= today,
  );
  const groups = Map.groupBy(revisions, (item) => `${item.exerciseType}/${item.exerciseRef ?? ''}/${item.isSample}`);
  const windows: TrendWindow[] = [];
  for (const items of groups.values()) {
    const [{ exerciseType, isSample } = { exerciseType: 'CU' as const, isSample: false }] = items;
    if (exerciseType !== 'SIR' && exerciseType !== 'SSR' && exerciseType !== 'SR') continue;
    const dayList = items.flatMap(({ asOn }) => asOn ?? []).toSorted();
    const final = items.findLast(({ stage }) => stage === 'final' || stage === 'supplement');
    const [from] = dayList;
    // One day alone is a point, not a window.
    if (from === undefined || (dayList.length < 2 && final !== undefined)) continue;
    windows.push({ exercise: exerciseType, from, to: final?.asOn ?? null, isSample });
  }
  return windows.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

function rowOf(cohort: Cohort, electors: Counts, population: Counts): CohortRow {
  const people = population[`pop${cohort}`] ?? null;
  const total = electors[`cohort${cohort}`] ?? null;
  return {
    cohort,
    electors: total,
    male: electors[`cohort${cohort}Male`] ?? null,
    female: electors[`cohort${cohort}Female`] ?? null,
    third: electors[`cohort${cohort}Third`] ?? null,
    population: people,
    percent: total === null || people === null || people === 0 ? null : roundHalfAway((total * 100) / people, 2),
  };
}

function originOf({ asOf, source, isSample }: queries.StateCounts): {
  asOf: string;
  source: string;
  isSample: boolean;
} {
  return { asOf, source, isSample };
}
