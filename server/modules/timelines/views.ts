import type { Reader } from '#server/platform/database.ts';
import type { Session } from '#server/platform/session.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { addDays, daysBetween, type IsoDate, startOfIstDay } from '#shared/kernel/time.ts';
import { isAllowed } from '#shared/modules/people/permissions.ts';
import {
  asKnownBefore,
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
import { readTypedDate } from '#shared/modules/timelines/rules-dates.ts';
import { listInForce } from '#shared/modules/timelines/rules-entry.ts';
import { layOut } from '#shared/modules/timelines/rules-templates.ts';
import type {
  ExerciseBrief,
  ExerciseView,
  ListMilestones,
  MilestoneView,
  PlannedDays,
  Timelines,
  UpcomingMilestones,
} from '#shared/modules/timelines/schema.ts';
import {
  type DateToConfirm,
  type ExercisePage,
  machineUnits,
  type PlanDates,
  type PlannedDates,
} from '#shared/modules/timelines/schema-entry.ts';
import * as queries from './queries.ts';

const nextDates = 3;
const noRevision: Revision = { earlier: [], slipInDays: null, replacedBy: null };

/**
 * The milestones that meet the filter, as of `today`, soonest first and those without a day last. Histories are made
 * from the whole exercise before the status and the period are looked at, so that a filter hides no revision. Each
 * source is sent once. With `asOn`, what was recorded by the end of that IST day and the marks made by then; what an
 * exercise covers and uses is always the present entry.
 * @throws AppError `invalid` for a day still to come.
 */
export async function listTimelines(
  reader: Reader,
  session: Session,
  filter: ListMilestones,
  today: IsoDate,
): Promise<Timelines> {
  const day = filter.asOn ?? today;
  if (day > today) {
    const details = [{ reason: 'as_on.future', field: 'asOn' }];
    throw new AppError('invalid', 'The calendar cannot be read as of a day still to come.', details);
  }
  const { exercises, rows } = await read(reader, filter, filter.asOn);
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
    const status = statusOn(row, day);
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
      ...saidOf(row),
    });
  }
  const shown = new Set(milestones.map(({ exerciseId }) => exerciseId));
  return {
    today: day,
    asOn: filter.asOn ?? null,
    exercises: exercises.filter(({ id }) => shown.has(id)).map((row) => viewOf(row, session)),
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
      exercise: briefOf(exercise),
    }));
  return {
    stateCode,
    today,
    dates,
    toVerify: ahead.filter(({ standing }) => standing === 'to_verify').length,
    undated: open.filter(({ row, status }) => status === 'unknown_date' && row.status === 'due').length,
  };
}

function briefOf({
  id,
  stateCode,
  bodyKind,
  bodyId,
  kind,
  nameEn,
  nameHi,
  isSample,
}: queries.ExerciseRow): ExerciseBrief {
  return { id, stateCode, bodyKind, bodyId, kind, nameEn, nameHi, isSample };
}

/**
 * One exercise with every row it ever had, what it covers and needs, and what a change to it is checked by: the State's
 * holidays and districts. A withdrawn one is there, marked. @throws AppError `not_found`.
 */
export async function getExercisePage(
  reader: Reader,
  session: Session,
  id: string,
  today: IsoDate,
): Promise<ExercisePage> {
  const row = await queries.findExercise(reader, id);
  if (row === undefined) throw new AppError('not_found', 'There is no such exercise in the calendar.');
  const { stateCode } = row;
  const rows = await queries.listMilestones(reader, [id]);
  const commission = stateCode === null ? undefined : await queries.findCommission(reader, stateCode);
  const machines = ['ECI', ...(commission === undefined ? [] : [commission]), row.machineOwner ?? 'ECI'];
  const ids = [...rows.map(({ author }) => author), row.bodyId, ...machines].filter((each) => each !== null);
  const bodies = new Map((await queries.listBodies(reader, [...new Set(ids)])).map((body) => [body.id, body]));
  const needs = await queries.listNeeds(reader, id);
  const [districts, holidays] =
    stateCode === null
      ? [[], []]
      : [await queries.listDistricts(reader, stateCode), await queries.listHolidays(reader, stateCode)];

  function named(code: string): ExercisePage['owner'] {
    const body = bodies.get(code);
    return { code, nameEn: body?.nameEn ?? code, nameHi: body?.nameHi ?? code };
  }

  return {
    today,
    exercise: viewOf(row, session),
    owner: named(row.bodyId ?? ''),
    withdrawn:
      row.withdrawnAt === null ? null : { at: row.withdrawnAt.toISOString(), reason: row.withdrawnReason ?? '' },
    milestones: linesOf(rows, row.isSample, bodies, today),
    needs: needs.map(({ districtCode, resource, unit, needed }) => ({
      districtCode,
      resource,
      unit: machineUnits.find((each) => each === unit) ?? '',
      needed,
    })),
    needsSource: needs[0]?.source ?? null,
    rooms: (await queries.listRooms(reader, id)).map(({ roomId, fromDate, toDate }) => ({
      roomId,
      from: fromDate,
      to: toDate,
    })),
    holidays,
    districts: districts
      .filter(({ validFrom, validTo }) => validFrom <= today && (validTo === null || today < validTo))
      .map(({ code, nameEn, nameHi }) => ({ code, nameEn: nameEn ?? code, nameHi: nameHi ?? nameEn ?? code })),
    machineOwners: [...new Set(machines)].map(named),
  };
}

function linesOf(
  rows: readonly queries.MilestoneRow[],
  isSample: boolean,
  bodies: ReadonlyMap<string, { nameEn: string; nameHi: string }>,
  today: IsoDate,
): ExercisePage['milestones'] {
  const revisions = revisionsOf(rows.filter(({ withdrawnAt }) => withdrawnAt === null));
  const inForce = new Set(listInForce(rows).map(({ id }) => id));
  return rows.map((row) => {
    const author = row.author === null ? undefined : bodies.get(row.author);
    return {
      id: row.id,
      milestone: row.milestone,
      position: row.position,
      ...daysOf(row),
      status: statusOn(row, today),
      recorded: row.status,
      confidence: row.confidence,
      standing: isSample ? 'sample' : standingOf(row),
      source: row.source,
      note: row.note,
      reasonCode: row.reasonCode,
      orderRef: row.orderRef,
      authorEn: author?.nameEn ?? null,
      authorHi: author?.nameHi ?? null,
      recordedAt: row.recordedAt.toISOString(),
      revises: row.revises,
      confirmedAt: row.confirmedAt?.toISOString() ?? null,
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
      withdrawnReason: row.withdrawnReason,
      overrideReason: row.overrideReason,
      blockedBy: row.blockedBy,
      isInForce: inForce.has(row.id),
      slipInDays: revisions.get(row)?.slipInDays ?? null,
    };
  });
}

/**
 * The dates of a template on the State's own working days. Nothing is saved.
 * @throws AppError `invalid` for a day that is none.
 */
export async function planDates(reader: Reader, input: PlanDates): Promise<PlannedDates> {
  const { template, stateCode, preset } = input;
  const [anchor, termEnd] = [dayTyped(input.anchor, 'anchor'), dayTyped(input.termEnd, 'termEnd')];
  const holidays = stateCode === null ? [] : (await queries.listHolidays(reader, stateCode)).map(({ day }) => day);
  const rows = layOut(template, anchor, {
    holidays: new Set(holidays),
    ...(preset === null ? {} : { preset }),
    ...(stateCode === null ? {} : { stateCode }),
    ...(termEnd === null ? {} : { termEnd }),
  });
  return { rows, holidays };
}

function dayTyped(text: string, field: string): IsoDate | null {
  const read = readTypedDate(text);
  if (read.ok) return read.value;
  if (read.reason === 'empty') return null;
  throw new AppError('invalid', 'This is not a day of the calendar.', [{ reason: `date.${read.reason}`, field }]);
}

/** The body's own dates in force whose last day has gone by without a word, the longest past first. */
export async function listToConfirm(reader: Reader, session: Session, today: IsoDate): Promise<DateToConfirm[]> {
  const exercises = await queries.listOwned(reader, session.capacity.bodyId);
  const byId = new Map(exercises.map((exercise) => [exercise.id, exercise]));
  const rows = await queries.listMilestones(reader, [...byId.keys()]);
  const lists = exercises.flatMap(({ id }) => listInForce(rows.filter(({ exerciseId }) => exerciseId === id)));
  return lists
    .flatMap((row): DateToConfirm[] => {
      const exercise = byId.get(row.exerciseId);
      const last = lastDay(daysOf(row));
      if (exercise === undefined || last === null || statusOn(row, today) !== 'passed_unconfirmed') return [];
      return [
        {
          exerciseId: row.exerciseId,
          version: exercise.version,
          nameEn: exercise.nameEn,
          nameHi: exercise.nameHi,
          stateCode: exercise.stateCode,
          milestoneId: row.id,
          milestone: row.milestone,
          ...daysOf(row),
          daysPast: daysBetween(last, today),
          standing: standingOf(row),
          can: { write: mayWrite(exercise, session) },
        },
      ];
    })
    .toSorted((a, b) => b.daysPast - a.daysPast || a.milestoneId.localeCompare(b.milestoneId));
}

/** The exercise with what this person may do to it. */
function viewOf(row: queries.ExerciseRow, session: Session): ExerciseView {
  const { recordedBy: _, recordedAt: __, withdrawnAt, withdrawnReason: ___, ...exercise } = row;
  return { ...exercise, can: { write: withdrawnAt === null && mayWrite(row, session) } };
}

/** True for the makers of the body whose exercise it is. Rehearsal dates are nobody's. */
function mayWrite(row: queries.ExerciseRow, session: Session): boolean {
  const { bodyId, stateCode } = row;
  return !row.isSample && isAllowed(session.capacity, { object: calendarOf(row), act: 'write' }, { bodyId, stateCode });
}

/** Which right of the matrix an exercise falls under. */
export function calendarOf({ bodyKind }: Pick<queries.ExerciseRow, 'bodyKind'>): 'ceoTimeline' | 'secTimeline' {
  return bodyKind === 'sec' ? 'secTimeline' : 'ceoTimeline';
}

/** Whose calendar a body's exercises are in: its State commission's, or the ECI's and its CEOs'. */
export function kindOfBody(bodyId: string): Pick<queries.ExerciseRow, 'bodyKind'> {
  return { bodyKind: bodyId.startsWith('SEC-') ? 'sec' : 'eci' };
}

/** What a change in the State is checked against: its notified holidays, its districts, and the body named, if it exists. */
export async function getGround(reader: Reader, stateCode: string | null, bodyId: string | null) {
  const holidays = stateCode === null ? [] : await queries.listHolidays(reader, stateCode);
  const districts = stateCode === null ? [] : await queries.listDistricts(reader, stateCode);
  const bodies = bodyId === null ? [] : await queries.listBodies(reader, [bodyId]);
  return {
    holidays: new Set(holidays.map(({ day }) => day)),
    districts,
    bodies: new Set(bodies.map(({ id }) => id)),
  };
}

/** Beside the dates: what an office said when it wrote the row. */
function saidOf(row: queries.MilestoneRow): Partial<MilestoneView> & { position: number } {
  return {
    position: row.position,
    ...(row.reasonCode === null ? {} : { reasonCode: row.reasonCode }),
    ...(row.orderRef === null ? {} : { orderRef: row.orderRef }),
    ...(row.author === null ? {} : { author: row.author, recordedAt: row.recordedAt.toISOString() }),
    ...(row.confirmedAt === null ? {} : { confirmedAt: row.confirmedAt.toISOString() }),
    ...(row.blockedBy.length === 0 ? {} : { blockedBy: row.blockedBy }),
    ...(row.overrideReason === null ? {} : { overrideReason: row.overrideReason }),
  };
}

type Filter = Pick<ListMilestones, 'stateCode' | 'body' | 'kind'>;

/** Exercises and milestones as known now, or at the end of the IST day `asOn`; withdrawn ones left out. */
async function read(reader: Reader, filter: Filter, asOn?: IsoDate) {
  const instant = asOn === undefined ? undefined : startOfIstDay(addDays(asOn, 1));
  const exercises = (await queries.listExercises(reader, filter)).filter(({ recordedBy, recordedAt, withdrawnAt }) =>
    instant === undefined
      ? withdrawnAt === null
      : (recordedBy === null || recordedAt < instant) && (withdrawnAt === null || withdrawnAt >= instant),
  );
  const rows = await queries.listMilestones(
    reader,
    exercises.map(({ id }) => id),
  );
  if (instant === undefined) return { exercises, rows: rows.filter(({ withdrawnAt }) => withdrawnAt === null) };
  return { exercises, rows: rows.flatMap((row) => asKnownBefore(row, instant) ?? []) };
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
