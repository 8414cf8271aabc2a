import { sql } from 'kysely';
import type { Reader } from '#server/platform/database.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import { addDays, isIsoDate, istDay, startOfIstDay } from '#shared/kernel/time.ts';
import type { Counts, ExerciseType } from '#shared/modules/roll-health/schema.ts';

/** A published statement with its figures by measure. */
export interface Statement {
  id: string;
  stateCode: string;
  bodyId: string;
  rollType: 'assembly' | 'local';
  footprint: 'whole' | 'rural' | 'urban';
  exerciseType: 'CU' | 'SSR' | 'SR' | 'SIR' | 'LOCAL' | 'LS';
  exerciseRef: string | null;
  stage: 'before' | 'draft' | 'final' | 'supplement' | 'continuous' | 'stations' | 'poll';
  period: string | null;
  qualifyingDate: string | null;
  asOn: IsoDate | null;
  asOnNote: string | null;
  basis: 'draft' | 'final' | 'provisional' | 'public_record' | 'sample';
  recordBasis: string | null;
  confidence: 'A' | 'B' | 'C' | 'office' | 'sample';
  source: string;
  note: string | null;
  isSample: boolean;
  erratum: string | null;
  publishedAt: Date;
  figures: Record<string, { value: number; precision: 'exact' | 'rounded' | 'derived'; note: string | null }>;
}

/**
 * Statements as they stood at the end of the IST day `asOn` (now when absent), corrected ones left out, in the order
 * State, day, publication. One State's when `stateCode` is given, else all.
 */
export async function listStatements(
  reader: Reader,
  filter: { stateCode?: string; asOn?: IsoDate } = {},
): Promise<Statement[]> {
  const until = filter.asOn === undefined ? null : startOfIstDay(addDays(filter.asOn, 1));
  let query = reader
    .selectFrom('rollStatement as s')
    .leftJoin('rollFigure as f', 'f.statementId', 's.id')
    .select([
      's.id',
      's.stateCode',
      's.bodyId',
      's.rollType',
      's.footprint',
      's.exerciseType',
      's.exerciseRef',
      's.stage',
      's.period',
      's.qualifyingDate',
      's.asOn',
      's.asOnNote',
      's.basis',
      's.recordBasis',
      's.confidence',
      's.source',
      's.note',
      's.isSample',
      's.erratum',
      's.publishedAt',
    ])
    .select(
      sql<Statement['figures']>`coalesce(jsonb_object_agg(f.measure, jsonb_build_object('value', f.value,
        'precision', f.precision, 'note', f.note)) filter (where f.measure is not null), '{}')`.as('figures'),
    )
    .groupBy('s.id')
    .orderBy('s.stateCode')
    .orderBy('s.asOn')
    .orderBy('s.publishedAt')
    .orderBy('s.id')
    .limit(20_000);
  if (filter.stateCode !== undefined) query = query.where('s.stateCode', '=', filter.stateCode);
  if (until !== null) query = query.where('s.publishedAt', '<', until);
  query = query.where((eb) =>
    eb.not(
      eb.exists(
        eb
          .selectFrom('rollStatement as later')
          .select('later.id')
          .whereRef('later.corrects', '=', 's.id')
          .$if(until !== null, (later) => later.where('later.publishedAt', '<', until ?? new Date(0))),
      ),
    ),
  );
  return await query.execute();
}

/** The statement's counts by measure. */
export function countsOf({ figures }: Statement): Counts {
  return Object.fromEntries(Object.entries(figures).map(([measure, figure]) => [measure, figure.value]));
}

/** The kind of revision whose limits apply; a local or Lok Sabha roll stands under none. */
export function exerciseOf({ exerciseType }: Statement): ExerciseType {
  return exerciseType === 'SIR' || exerciseType === 'SR' || exerciseType === 'SSR' ? exerciseType : 'CU';
}

/** The day the office reported: that of its entry here, or for a public record the day of the record itself. */
export function reportedDay(statement: Statement): IsoDate {
  return statement.basis === 'public_record' || statement.basis === 'sample'
    ? (statement.asOn ?? istDay(statement.publishedAt))
    : istDay(statement.publishedAt);
}

/** The statement's days as the rules take them. */
export function datesOf({ asOn, qualifyingDate }: Statement): { asOn?: IsoDate; qualifyingDate?: IsoDate } {
  const isDay = qualifyingDate !== null && isIsoDate(qualifyingDate);
  return { ...(asOn === null ? {} : { asOn }), ...(isDay ? { qualifyingDate } : {}) };
}

/** A count with the statement that carries it. */
export interface Told {
  value: number;
  /** Published in words or rounded, not as an exact count. */
  isRounded: boolean;
  from: Statement;
}

/** The statement's figure of the measure, if it has one. */
export function told(from: Statement, measure: string): Told | undefined {
  const figure = from.figures[measure];
  return figure === undefined ? undefined : { value: figure.value, isRounded: figure.precision === 'rounded', from };
}
