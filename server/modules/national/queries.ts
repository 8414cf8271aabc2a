import { sql } from 'kysely';
import type { Reader } from '#server/platform/database.ts';
import { addDays, type IsoDate } from '#shared/kernel/time.ts';
import { isOver } from '#shared/modules/radar/rules-standing.ts';
import type { RuleId } from '#shared/modules/radar/schema.ts';

/** Terms that end so soon after the crunch have their polls in it. */
const daysAfterCrunch = 61;

/** Codes of the 36 States and Union Territories, by English name. */
export async function listStateCodes(reader: Reader): Promise<string[]> {
  const rows = await reader.selectFrom('state').select('code').orderBy('nameEn').limit(100).execute();
  return rows.map((row) => row.code);
}

export interface FinalPlan {
  stateCode: string;
  plannedOn: IsoDate;
  firstPlannedOn: IsoDate;
}

/**
 * Roll revisions whose final roll had a planned day before `today` and is not confirmed: the plan in force and the
 * first one published. Only dates that a source shows (seen or computed).
 */
export async function listUnconfirmedFinals(reader: Reader, today: IsoDate): Promise<FinalPlan[]> {
  const rows = await reader
    .selectFrom('milestone as m')
    .innerJoin('exercise as e', 'e.id', 'm.exerciseId')
    .select(['e.stateCode', sql<IsoDate>`max(m.end_date)`.as('plannedOn')])
    .select((eb) =>
      eb
        .selectFrom('milestone as first')
        .select(sql<IsoDate>`min(coalesce(first.start_date, first.end_date))`.as('day'))
        .whereRef('first.exerciseId', '=', 'e.id')
        .where('first.milestone', '=', 'roll_final')
        .as('firstPlannedOn'),
    )
    .where('e.kind', '=', 'roll_revision')
    .where('e.bodyKind', '=', 'eci')
    .where('e.stateCode', 'is not', null)
    .where('e.isSample', '=', false)
    .where('m.milestone', '=', 'roll_final')
    .where('m.status', 'in', ['date_passed_unconfirmed', 'due'])
    .where('m.confidence', 'in', ['seen', 'computed', 'office'])
    .where('m.withdrawnAt', 'is', null)
    .where('e.withdrawnAt', 'is', null)
    .where('m.endDate', '<', today)
    .groupBy(['e.id', 'e.stateCode'])
    .orderBy('e.stateCode')
    .limit(200)
    .execute();
  return rows.flatMap((row) =>
    row.stateCode === null
      ? []
      : [{ stateCode: row.stateCode, plannedOn: row.plannedOn, firstPlannedOn: row.firstPlannedOn ?? row.plannedOn }],
  );
}

/** Declaration items past their date of which no public record was seen: how many, and the earliest date. */
export async function countUnrecordedActions(
  reader: Reader,
  today: IsoDate,
): Promise<{ count: number; since: IsoDate | null }> {
  return await reader
    .selectFrom('actionCopy as c')
    .select((eb) => [eb.fn.countAll<number>().as('count'), sql<IsoDate | null>`min(c.due_on)`.as('since')])
    .where('c.dueOn', '<', today)
    .where((eb) => eb.or([eb('c.status', '=', 'no_public_record'), eb('c.isSample', '=', true)]))
    .executeTakeFirstOrThrow();
}

export interface Clash {
  stateCode: string;
  rule: RuleId;
  outcome: 'critical' | 'high';
  from: IsoDate | null;
}

/**
 * Findings of the radar that are critical or high, on facts and not over by `today`: by State, gravest first, then by
 * their first day. Whatever an office said of one, it is here for as long as the rules make it.
 */
export async function listClashes(reader: Reader, today: IsoDate): Promise<Clash[]> {
  const rows = await reader
    .selectFrom('finding')
    .select(['stateCode', 'rule', 'outcome', 'fromDate as from', sql<IsoDate | null>`working->>'to'`.as('to')])
    .where('outcome', 'in', ['critical', 'high'])
    .where('goneAt', 'is', null)
    .where('isDraft', '=', false)
    .where('isSample', '=', false)
    .orderBy('stateCode')
    .orderBy('outcome')
    .orderBy('fromDate')
    .orderBy('id')
    .limit(10_000)
    .execute();
  return rows.flatMap(({ to, outcome, ...row }) =>
    (outcome !== 'critical' && outcome !== 'high') || isOver({ rule: row.rule, working: { to } }, today)
      ? []
      : [{ ...row, outcome }],
  );
}

/** States whose local polls and Assembly terms fall into the months from `from` up to `to`; terms also soon after. */
export async function readCrunch(
  reader: Reader,
  from: IsoDate,
  to: IsoDate,
): Promise<Record<'polls' | 'terms' | 'toVerify', string[]>> {
  const rows = await reader
    .selectFrom('milestone as m')
    .innerJoin('exercise as e', 'e.id', 'm.exerciseId')
    .select(['e.stateCode', 'e.kind', 'm.milestone', 'm.confidence'])
    .select(sql<IsoDate>`coalesce(m.start_date, m.end_date)`.as('day'))
    .where('e.stateCode', 'is not', null)
    .where('e.isSample', '=', false)
    .where('e.withdrawnAt', 'is', null)
    .where('m.withdrawnAt', 'is', null)
    .where('m.status', '<>', 'superseded')
    .where(sql<IsoDate>`coalesce(m.end_date, m.start_date)`, '>=', from)
    .where(sql<IsoDate>`coalesce(m.start_date, m.end_date)`, '<', addDays(to, daysAfterCrunch))
    .orderBy('e.stateCode')
    .limit(1_000)
    .execute();
  const codesOf = (isMeant: (row: (typeof rows)[number]) => boolean) => [
    ...new Set(rows.filter(isMeant).flatMap(({ stateCode }) => stateCode ?? [])),
  ];
  const isFact = ({ confidence }: (typeof rows)[number]) => ['seen', 'computed', 'office'].includes(confidence);
  const isTerm = (row: (typeof rows)[number]) => row.kind === 'assembly_election' && row.milestone === 'term_end';
  return {
    polls: codesOf(
      (row) =>
        ['panchayat_election', 'municipal_election'].includes(row.kind) &&
        /^poll(?:_|$)/.test(row.milestone) &&
        row.day < to &&
        isFact(row),
    ),
    terms: codesOf((row) => isTerm(row) && isFact(row)),
    toVerify: codesOf((row) => isTerm(row) && !isFact(row)),
  };
}

/** Whether any sample figures are in the database. */
export async function hasSample(reader: Reader): Promise<boolean> {
  const row = await reader
    .selectFrom('rollStatement')
    .select('id')
    .where('isSample', '=', true)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether this database is a demonstration: it holds a demonstration account. */
export async function isDemonstration(reader: Reader): Promise<boolean> {
  const row = await reader
    .selectFrom('person')
    .select('id')
    .where('isDemonstration', '=', true)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
