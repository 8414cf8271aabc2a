import type { Reader } from '#server/platform/database.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import { addDays, startOfIstDay } from '#shared/kernel/time.ts';
import type { Bulletin } from '#shared/modules/bulletins/schema.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';

/** All 36 by English name, with the phase of the intensive revision and the number of assembly constituencies. */
export async function listStates(reader: Reader) {
  return await reader
    .selectFrom('state')
    .select(['code', 'sirPhase', 'assemblySeats'])
    .orderBy('nameEn')
    .limit(100)
    .execute();
}

/** One area's counts in a published file of forms or of progress. */
export interface FormRow {
  importNo: number;
  id: string;
  dataset: string;
  stateCode: string;
  stage: 'continuous' | 'pre_draft' | 'draft' | 'final' | 'supplement';
  asOf: IsoDate;
  precision: 'exact' | 'thousand' | 'lakh';
  isSample: boolean;
  sourceRef: string;
  erratum: string | null;
  publishedAt: Date | null;
  level: string;
  counts: Counts;
}

/**
 * State and constituency counts of the files on forms and progress that answer for each State at the end of the IST day
 * `asOn` (now when absent): of each table the newest day, then the newest publication; real and sample files apart.
 */
export async function listFormRows(
  reader: Reader,
  exercise: Bulletin['exercise'],
  asOn: IsoDate | undefined,
): Promise<FormRow[]> {
  const until = asOn === undefined ? null : startOfIstDay(addDays(asOn, 1));
  return await reader
    .with('current', (db) => {
      const files = db
        .selectFrom('rollImport as i')
        .innerJoin('rollImportState as s', 's.importNo', 'i.no')
        .select(['i.no', 's.stateCode'])
        .distinctOn(['i.dataset', 's.stateCode', 'i.isSample'])
        .where('i.dataset', 'in', ['roll_flow', 'sir_progress'])
        .where('i.rollType', '=', 'assembly')
        .where('i.exerciseType', '=', exercise)
        .where('i.status', '=', 'published')
        .where('s.leftOut', 'is', null)
        .orderBy('i.dataset')
        .orderBy('s.stateCode')
        .orderBy('i.isSample')
        .orderBy('i.asOf', 'desc')
        .orderBy('i.publishedAt', 'desc');
      return until === null ? files : files.where('i.publishedAt', '<', until);
    })
    .selectFrom('current')
    .innerJoin('rollImport as i', 'i.no', 'current.no')
    .innerJoin('areaCount as a', (join) =>
      join.onRef('a.importNo', '=', 'current.no').onRef('a.stateCode', '=', 'current.stateCode'),
    )
    .select([
      'a.importNo',
      'i.id',
      'i.dataset',
      'a.stateCode',
      'i.stage',
      'i.asOf',
      'i.precision',
      'i.isSample',
      'i.sourceRef',
      'i.erratum',
      'i.publishedAt',
      'a.level',
      'a.counts',
    ])
    .where('a.level', 'in', ['S', 'A'])
    .orderBy('a.stateCode')
    .orderBy('a.importNo')
    .limit(20_000)
    .execute();
}
