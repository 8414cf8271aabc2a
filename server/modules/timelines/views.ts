import type { Reader } from '#server/platform/database.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import {
  countMilestones,
  firstDay,
  isAhead,
  isInPeriod,
  lastDay,
  type Revision,
  revisionsOf,
  standingOf,
  statusOn,
} from '#shared/modules/timelines/rules.ts';
import type {
  ListMilestones,
  MilestoneView,
  PlannedDays,
  Timelines,
  UpcomingMilestones,
} from '#shared/modules/timelines/schema.ts';
import * as queries from './queries.ts';

const nextDates = 3;
const noRevision: Revision = { earlier: [], slipInDays: null, replacedBy: null };

/**
 * The milestones that meet the filter, as of `today`, soonest first and those without a day last. Histories are made
 * from the whole exercise before the status and the period are looked at, so that a filter hides no revision. Each
 * source is sent once.
 */
export async function listTimelines(reader: Reader, filter: ListMilestones, today: IsoDate): Promise<Timelines> {
  const { exercises, rows } = await read(reader, filter);
  const isSample = new Map(exercises.map((exercise) => [exercise.id, exercise.isSample]));
  const revisions = revisionsOf(rows);
  const sources: string[] = [];
  const placeOf = new Map<string, number>();

  function place(source: string | null): number | null {
    if (source === null) return null;
    const known = placeOf.get(source);
    if (known !== undefined) return known;
    placeOf.set(source, sources.length);
    return sources.push(source) - 1;
  }

  const milestones: MilestoneView[] = [];
  for (const row of rows.toSorted(inOrderOfDays)) {
    const days = daysOf(row);
    const status = statusOn(row, today);
    if (filter.status !== undefined && status !== filter.status) continue;
    const hasPeriod = filter.from !== undefined || filter.to !== undefined;
    if (hasPeriod && !isInPeriod(days, filter.from, filter.to)) continue;
    milestones.push({
      id: row.id,
      exerciseId: row.exerciseId,
      milestone: row.milestone,
      ...days,
      status,
      confidence: row.confidence,
      standing: isSample.get(row.exerciseId) === true ? 'sample' : standingOf(row),
      source: place(row.source),
      note: row.note,
      ...(revisions.get(row) ?? noRevision),
    });
  }
  const shown = new Set(milestones.map(({ exerciseId }) => exerciseId));
  return {
    today,
    exercises: exercises.filter(({ id }) => shown.has(id)),
    milestones,
    sources,
    counts: countMilestones(milestones),
  };
}

/**
 * The next dates of both commissions in a State: facts only, soonest first, at most three; what is under way stands
 * with its end. Beside them how many more lie ahead without being facts.
 */
export async function listNext(reader: Reader, stateCode: string, today: IsoDate): Promise<UpcomingMilestones> {
  const { exercises, rows } = await read(reader, { stateCode });
  const byId = new Map(exercises.map((exercise) => [exercise.id, exercise]));
  const open = rows.flatMap((row) => {
    const exercise = byId.get(row.exerciseId);
    const status = statusOn(row, today);
    return exercise === undefined || exercise.isSample ? [] : [{ row, exercise, status, standing: standingOf(row) }];
  });
  const ahead = open.filter(({ status }) => isAhead(status));
  const dates = ahead
    .filter(({ standing }) => standing === 'fact')
    .toSorted((a, b) => nextDay(a.row, today).localeCompare(nextDay(b.row, today)) || inOrderOfDays(a.row, b.row))
    .slice(0, nextDates)
    .map(({ row, exercise, status }) => ({
      id: row.id,
      milestone: row.milestone,
      ...daysOf(row),
      status,
      source: row.source,
      exercise,
    }));
  return {
    stateCode,
    today,
    dates,
    toVerify: ahead.filter(({ standing }) => standing === 'to_verify').length,
    undated: open.filter(({ row, status }) => status === 'unknown_date' && row.status === 'due').length,
  };
}

async function read(reader: Reader, filter: Pick<ListMilestones, 'stateCode' | 'body' | 'kind'>) {
  const exercises = await queries.listExercises(reader, filter);
  const rows = await queries.listMilestones(
    reader,
    exercises.map(({ id }) => id),
  );
  return { exercises, rows };
}

function daysOf(row: queries.MilestoneRow): PlannedDays {
  return { start: row.startDate, end: row.endDate };
}

/** The day to look out for: the beginning, or the end of what has begun. */
function nextDay(row: queries.MilestoneRow, today: IsoDate): IsoDate {
  const first = firstDay(daysOf(row)) ?? '';
  return first >= today ? first : (lastDay(daysOf(row)) ?? '');
}

/** By the first day, without a day last; then as recorded. */
function inOrderOfDays(a: queries.MilestoneRow, b: queries.MilestoneRow): number {
  const last = '9999';
  return (
    (firstDay(daysOf(a)) ?? last).localeCompare(firstDay(daysOf(b)) ?? last) ||
    a.exerciseId.localeCompare(b.exerciseId) ||
    a.position - b.position
  );
}
