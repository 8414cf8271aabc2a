// An exercise of Kerala's State Election Commission with made-up districts, for tests of readiness returns.

import type { Kysely } from 'kysely';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import { testNow } from './call.ts';

export const plantedExercise = 'TEST-KL-LSG';

/** Plants the exercise, its poll day, its districts (`D01`, `District 01`, …) and 1,000 stations in each. */
export async function plantReturns(db: Kysely<Database>, districts: number): Promise<void> {
  const codes = Array.from({ length: districts }, (_, index) => `D${String(index + 1).padStart(2, '0')}`);
  await db.deleteFrom('area').where('stateCode', '=', 'IN-KL').where('kind', '=', 'district').execute();
  await db
    .insertInto('area')
    .values(
      codes.map((code) => ({
        stateCode: 'IN-KL',
        kind: 'district' as const,
        code,
        nameEn: `District ${code.slice(1)}`,
        nameHi: `ज़िला ${code.slice(1)}`,
        parentCode: null,
        localClass: null,
        source: 'test',
        importNo: null,
        validTo: null,
      })),
    )
    .execute();
  await db
    .insertInto('exercise')
    .values({
      id: plantedExercise,
      stateCode: 'IN-KL',
      bodyKind: 'sec',
      bodyId: 'SEC-IN-KL',
      kind: 'panchayat_election',
      nameEn: 'Test panchayat poll',
      nameHi: 'परीक्षण पंचायत निर्वाचन',
      method: 'evm',
    })
    .execute();
  await db
    .insertInto('milestone')
    .values({
      id: newId(),
      exerciseId: plantedExercise,
      position: 1,
      milestone: 'poll',
      startDate: '2027-02-20',
      endDate: '2027-02-20',
      status: 'due',
      confidence: 'office',
      source: null,
      note: null,
      recordedAt: testNow,
    })
    .execute();
  await db
    .insertInto('logisticsParameter')
    .values(
      codes.map((districtCode) => ({
        id: newId(),
        exerciseId: plantedExercise,
        districtCode,
        parameter: 'psMain',
        value: 1_000,
        source: 'test',
        recordedBy: null,
        recordedAt: testNow,
        supersededAt: null,
        isSample: false,
      })),
    )
    .execute();
}
