import type { Reader } from '#server/platform/database.ts';
import { addDays, type IsoDate, startOfIstDay } from '#shared/kernel/time.ts';
import { daysOf, historiesOf, newestOf, type RecordedPlan } from '#shared/modules/calendar/rules.ts';
import type { CalendarEntry, CalendarView, GetCalendar } from '#shared/modules/calendar/schema.ts';
import { asKnownBefore, firstDay, isInPeriod, slipOf, standingOf, statusOn } from '#shared/modules/timelines/rules.ts';

export type CalendarFilter = Pick<GetCalendar, 'stateCode' | 'body' | 'kind'>;

/** More than both commissions hold in some decades. */
const mostExercises = 20_000;
const mostPlans = 100_000;
const mostHolidays = 5_000;

/**
 * The exercises of the filter (`IN`: of the whole country) with any plan whose days touch the period, by id; without a
 * period, all. Withdrawn ones too: whoever reads an earlier day, or holds a date of theirs, must be told.
 */
export async function listExercises(
  reader: Reader,
  filter: CalendarFilter,
  period: { from: IsoDate; to: IsoDate } | null,
) {
  let select = reader
    .selectFrom('exercise as e')
    .select([
      'e.id',
      'e.stateCode',
      'e.bodyKind',
      'e.bodyId',
      'e.kind',
      'e.nameEn',
      'e.nameHi',
      'e.isSample',
      'e.recordedBy',
      'e.recordedAt',
      'e.withdrawnAt',
    ])
    .orderBy('e.id')
    .limit(mostExercises);
  if (filter.stateCode === 'IN') select = select.where('e.stateCode', 'is', null);
  else if (filter.stateCode !== undefined) select = select.where('e.stateCode', '=', filter.stateCode);
  if (filter.body !== undefined) select = select.where('e.bodyKind', '=', filter.body);
  if (filter.kind !== undefined) select = select.where('e.kind', '=', filter.kind);
  if (period !== null) {
    select = select.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('milestone as m')
          .select('m.id')
          .whereRef('m.exerciseId', '=', 'e.id')
          .where((eb) => eb(eb.fn.coalesce('m.endDate', 'm.startDate'), '>=', period.from))
          .where((eb) => eb(eb.fn.coalesce('m.startDate', 'm.endDate'), '<=', period.to)),
      ),
    );
  }
  return await select.execute();
}

/** Every plan of these exercises with its whole history, by exercise and place in the record. */
export async function listPlans(reader: Reader, exerciseIds: readonly string[]): Promise<RecordedPlan[]> {
  if (exerciseIds.length === 0) return [];
  return await reader
    .selectFrom('milestone')
    .select([
      'id',
      'exerciseId',
      'position',
      'milestone',
      'startDate',
      'endDate',
      'status',
      'confidence',
      'source',
      'note',
      'recordedAt',
      'recordedBy',
      'reasonCode',
      'orderRef',
      'revises',
      'supersededAt',
      'confirmedAt',
      'withdrawnAt',
    ])
    .where('exerciseId', 'in', exerciseIds)
    .orderBy('exerciseId')
    .orderBy('position')
    .limit(mostPlans)
    .execute();
}

/** Notified holidays in the period, of a State or of all, as far as they were entered before `until`. */
async function listHolidays(
  reader: Reader,
  { stateCode, from, to, until }: { stateCode: string | undefined; from: IsoDate; to: IsoDate; until: Date | null },
) {
  let select = reader
    .selectFrom('holiday')
    .select(['stateCode', 'day', 'nameEn', 'nameHi', 'source'])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('stateCode')
    .limit(mostHolidays);
  if (stateCode !== undefined) select = select.where('stateCode', '=', stateCode);
  if (until !== null) select = select.where('recordedAt', '<', until);
  return await select.execute();
}

/**
 * What the period holds on the day, in order of days: one entry for each date in force and each thing that happened,
 * with the plans before it. With `asOn`, as the calendar stood at that day's end. Each source is sent once.
 */
export async function readCalendar(reader: Reader, input: GetCalendar, day: IsoDate): Promise<CalendarView> {
  const { from, to, asOn, stateCode } = input;
  const until = asOn === undefined ? null : startOfIstDay(addDays(asOn, 1));
  const [found, holidays] = await Promise.all([
    listExercises(reader, input, { from, to }),
    listHolidays(reader, { stateCode, from, to, until }),
  ]);
  const exercises = found.filter(
    ({ recordedBy, recordedAt, withdrawnAt }) =>
      (until === null || recordedBy === null || recordedAt < until) &&
      (withdrawnAt === null || (until !== null && withdrawnAt >= until)),
  );
  const isSample = new Map(exercises.map((exercise) => [exercise.id, exercise.isSample]));
  const rows = await listPlans(reader, [...isSample.keys()]);
  const sources: string[] = [];
  const placeOf = new Map<string, number>();

  function place(source: string | null): number | null {
    if (source === null) return null;
    const known = placeOf.get(source) ?? sources.push(source) - 1;
    placeOf.set(source, known);
    return known;
  }

  const known = until === null ? rows : rows.flatMap((row) => asKnownBefore(row, until) ?? []);
  let replaced = 0;
  const entries: CalendarEntry[] = [];
  for (const history of historiesOf(known)) {
    const newest = newestOf(history);
    const days = daysOf(newest);
    if (newest.withdrawnAt !== null || !isInPeriod(days, from, to)) continue;
    if (newest.status === 'superseded') {
      replaced += 1;
      continue;
    }
    const earlier = history.plans.slice(0, -1).map((plan, index) => ({
      ...daysOf(plan),
      reason: history.plans[index + 1]?.reasonCode ?? null,
    }));
    // As in the list of timelines: a slip is counted from a date that was known, not from a remembered one.
    const first = history.plans.slice(0, -1).find((plan) => standingOf(plan) !== 'to_verify');
    const { id, exerciseId, milestone, confidence, note } = newest;
    entries.push({
      id,
      exerciseId,
      milestone,
      ...days,
      status: statusOn(newest, day),
      confidence,
      standing: isSample.get(exerciseId) === true ? 'sample' : standingOf(newest),
      source: place(newest.source),
      note,
      earlier,
      slipInDays: slipOf(first === undefined ? undefined : daysOf(first), days),
    });
  }
  const used = new Set(entries.map(({ exerciseId }) => exerciseId));
  return {
    day,
    asOn: asOn ?? null,
    from,
    to,
    exercises: exercises
      .filter(({ id }) => used.has(id))
      .map(({ id, stateCode: of, bodyKind, bodyId, kind, nameEn, nameHi, isSample: sample }) => ({
        id,
        stateCode: of,
        bodyKind,
        bodyId,
        kind,
        nameEn,
        nameHi,
        isSample: sample,
      })),
    entries: entries.toSorted(inOrderOfDays),
    sources,
    holidays,
    replaced,
  };
}

function inOrderOfDays(a: CalendarEntry, b: CalendarEntry): number {
  const order = (firstDay(a) ?? '').localeCompare(firstDay(b) ?? '');
  return order || (a.exerciseId < b.exerciseId ? -1 : a.exerciseId > b.exerciseId ? 1 : a.id < b.id ? -1 : 1);
}
