// What the State page reads of other rooms' tables: the calendar of both bodies and the Declaration's actions.

import { sql } from 'kysely';
import type { Reader } from '#server/platform/database.ts';
import { addDays, type IsoDate, startOfIstDay } from '#shared/kernel/time.ts';
import { findMeeting } from '#shared/modules/states/rules.ts';
import type { CalendarDate, StateAction, StateCalendar } from '#shared/modules/states/schema.ts';

const nextAtMost = 3;

interface Recorded extends CalendarDate {
  confidence: 'seen' | 'computed' | 'inferred' | 'recalled' | 'unknown' | 'office' | 'sample';
  isDone: boolean;
}

/**
 * Both bodies' dates in the State as seen from `day`: the next three of each, the axis of the exercises around that day,
 * and what is left out. Facts are dates that a source shows, a law computes, or an office entered; sample dates stand
 * beside them, marked. Dates are those on record now: the calendar keeps no earlier reading of the public record.
 */
export async function readCalendar(reader: Reader, stateCode: string, day: IsoDate): Promise<StateCalendar> {
  const rows = await listRecorded(reader, stateCode, day);
  const dated = rows.filter((row) => row.start !== null || row.end !== null);
  const usable = dated.filter((row) => isFact(row) || row.isSample);
  const ahead = usable.filter((row) => !row.isSuperseded && !row.isDone && lastDay(row) >= day);
  const next = (bodyKind: 'eci' | 'sec') =>
    ahead
      .filter((row) => row.bodyKind === bodyKind)
      .toSorted((a, b) => firstDay(a).localeCompare(firstDay(b)))
      .slice(0, nextAtMost)
      .map(toDate);
  const facts = usable.map(toDate);
  const meeting = findMeeting(facts);
  return {
    next: { eci: next('eci'), sec: next('sec') },
    axis: axisOf(facts, meeting?.visitsId, day),
    meeting,
    unconfirmed: dated.filter((row) => isFact(row) && row.isUnconfirmed).length,
    toVerify: rows.filter((row) => row.confidence === 'recalled' || row.confidence === 'inferred').length,
    undated: rows.length - dated.length,
  };
}

async function listRecorded(reader: Reader, stateCode: string, day: IsoDate): Promise<Recorded[]> {
  const rows = await reader
    .selectFrom('milestone as m')
    .innerJoin('exercise as e', 'e.id', 'm.exerciseId')
    .select([
      'm.id',
      'm.milestone',
      'm.startDate as start',
      'm.endDate as end',
      'm.status',
      'm.confidence',
      'm.source',
      'e.id as exerciseId',
      'e.nameEn as exerciseEn',
      'e.nameHi as exerciseHi',
      'e.kind',
      'e.bodyKind',
      'e.isSample',
    ])
    .where('e.stateCode', '=', stateCode)
    .where('e.kind', '<>', 'conference')
    .where('e.withdrawnAt', 'is', null)
    .where('m.withdrawnAt', 'is', null)
    .orderBy(sql`coalesce(m.start_date, m.end_date)`)
    .orderBy('e.id')
    .orderBy('m.position')
    .limit(1_000)
    .execute();
  return rows.map(({ status, isSample, ...row }) => {
    const isPassed = lastDay(row) < day;
    return {
      ...row,
      isSample: isSample || row.confidence === 'sample',
      isSuperseded: status === 'superseded',
      // A completion recorded later than the day asked for was still a plan on that day.
      isDone: status === 'completed' && (isPassed || (row.start === null && row.end === null)),
      isUnconfirmed: isPassed && status !== 'completed' && status !== 'superseded',
    };
  });
}

function isFact({ confidence, isSample }: Recorded): boolean {
  return !isSample && (confidence === 'seen' || confidence === 'computed' || confidence === 'office');
}

function firstDay({ start, end }: Pick<CalendarDate, 'start' | 'end'>): IsoDate {
  return start ?? end ?? '';
}

function lastDay({ start, end }: Pick<CalendarDate, 'start' | 'end'>): IsoDate {
  return end ?? start ?? '';
}

function toDate(recorded: Recorded): CalendarDate {
  const { confidence: _, isDone: __, ...date } = recorded;
  return date;
}

/** What an axis can hold and a reader can use: the steps both offices' staff work in, and the days that bind the other. */
const drawn =
  /^(?:order|announcement_roll_freeze|enumeration|roll_draft|roll_supplementary|claims_objections|roll_claims_objections|roll_final|announcement_mcc|nominations|poll|counting|term_end)(?:_|$)/;
const monthsOfAxis = { before: 400, after: 400 };

/**
 * The dates to draw: around the days on which both bodies need the same people when there are any, else of each body's
 * exercise that comes next, or came last, and of the latest roll revision, within 400 days of the day.
 */
function axisOf(facts: readonly CalendarDate[], visitsId: string | undefined, day: IsoDate): CalendarDate[] {
  const shown = facts.filter((date) => drawn.test(date.milestone));
  const visits = facts.find((date) => date.id === visitsId);
  if (visits !== undefined) {
    const revision = shown.filter((date) => date.exerciseId === visits.exerciseId);
    const from = addDays(firstDay(visits), -60);
    const to = addDays(revision.map(lastDay).toSorted().at(-1) ?? lastDay(visits), 14);
    return shown.filter((date) => lastDay(date) >= from && firstDay(date) <= to);
  }
  const from = addDays(day, -monthsOfAxis.before);
  const to = addDays(day, monthsOfAxis.after);
  return (['eci', 'sec'] as const).flatMap((bodyKind) => {
    const own = shown.filter((date) => date.bodyKind === bodyKind && lastDay(date) >= from && firstDay(date) <= to);
    const nearest = own.find((date) => lastDay(date) >= day) ?? own.at(-1);
    // A revision of the roll concerns both rolls: the latest one stands beside whatever comes next.
    const revision = own.findLast((date) => date.kind === 'roll_revision');
    return own.filter((date) => date.exerciseId === nearest?.exerciseId || date.exerciseId === revision?.exerciseId);
  });
}

const settled: ReadonlySet<string> = new Set(['accepted', 'declined', 'not_applicable']);

/**
 * The Declaration's actions in the State: those for the State itself, and its commission's own where that serves
 * several. By item, then owner. With `asOn`, each as its last update by the end of that IST day left it; one without an
 * update by then was not yet here and is left out.
 */
export async function listActions(
  reader: Reader,
  stateCode: string,
  secId: string,
  asOn?: IsoDate,
): Promise<StateAction[]> {
  const until = asOn === undefined ? null : startOfIstDay(addDays(asOn, 1));
  const rows = await reader
    .selectFrom('actionCopy as c')
    .innerJoin('actionItem as i', 'i.id', 'c.itemId')
    .innerJoin('body as b', 'b.id', 'c.ownerBodyId')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('actionUpdate as u')
          .select(['u.status', 'u.isSample'])
          .whereRef('u.copyId', '=', 'c.id')
          .$if(until !== null, (update) => update.where('u.at', '<', until ?? new Date(0)))
          .orderBy('u.at', 'desc')
          .orderBy('u.id')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select([
      'c.id',
      'c.itemId',
      'i.titleEn',
      'i.titleHi',
      'c.ownerBodyId',
      'b.nameEn as ownerEn',
      'b.nameHi as ownerHi',
      'c.dueOn',
      'i.dueBasis',
      'c.status as statusNow',
      'c.isSample as isSampleNow',
      'last.status as statusThen',
      'last.isSample as isSampleThen',
    ])
    .where((eb) =>
      eb.or([
        eb('c.stateCode', '=', stateCode),
        eb.and([eb('c.stateCode', 'is', null), eb('c.ownerBodyId', '=', secId)]),
      ]),
    )
    .orderBy('c.itemId')
    .orderBy('c.ownerBodyId')
    .limit(200)
    .execute();
  return rows.flatMap(({ statusNow, isSampleNow, statusThen, isSampleThen, ...row }) => {
    if (until !== null && statusThen === null) return [];
    const status = until === null ? statusNow : (statusThen ?? statusNow);
    return [
      {
        ...row,
        status,
        isOpen: !settled.has(status),
        isSample: until === null ? isSampleNow : (isSampleThen ?? false),
      },
    ];
  });
}
