// What the logistics cases run on: made-up returns of a whole country, and one exercise of a hundred districts.

import type { Kysely } from 'kysely';
import { setSums } from '#server/modules/logistics/queries.ts';
import { readFleet } from '#server/modules/logistics/views.ts';
import { connect, disconnect } from '#server/platform/database.ts';
import { migrate } from '#server/platform/migrations.ts';
import { seedPublicRecord } from '#server/platform/seed/seed.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import { addDays, istDay } from '#shared/kernel/time.ts';
import { items } from '#shared/modules/logistics/catalogue-items.ts';
import { hasItem } from '#shared/modules/logistics/rules-anchors.ts';
import { facetsOf, packSums, sumsOf } from '#shared/modules/logistics/rules-sums.ts';
import { states } from '#shared/modules/states/directory.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import type { Context } from './harness.ts';

const districts = 790;
const today = istDay(testNow);

/**
 * In each State an Assembly poll on machines and on paper and the revision of its roll, so that all 39 items are there;
 * every item returned in every district, and the sums kept today and a week ago.
 */
export async function makeReadiness(context: Context) {
  const url = await (await context.database()).urlOf('readiness');
  const db = connect(url);
  context.atEnd(async () => await disconnect(db));
  await migrate(db);
  await seedPublicRecord(db, { now: testNow });
  // Exercises of the record have no returns: the board of the bench holds those that were made for it.
  await db.updateTable('exercise').set({ withdrawnAt: testNow }).execute();
  const exerciseIds: string[] = [];
  let returns = 0;
  for (const [place, { code }] of states.entries()) {
    const own = Math.floor((districts * (place + 1)) / states.length) - Math.floor((districts * place) / states.length);
    const codes = Array.from({ length: own }, (_, index) => `B${String(index + 1).padStart(3, '0')}`);
    await db.deleteFrom('area').where('stateCode', '=', code).where('kind', '=', 'district').execute();
    await plantDistricts(db, code, codes);
    for (const kind of ['assembly_election', 'roll_revision'] as const) {
      const id = `BENCH-${code}-${kind}`;
      exerciseIds.push(id);
      await plantExercise(db, { id, stateCode: code, bodyKind: 'eci', bodyId: `CEO-${code}`, kind, method: 'mixed' });
      returns += await plantReturns(db, id, kind, codes, place);
      const sums = packSums(sumsOf((await readFleet(db, id, today, undefined)).fleet));
      await db.transaction().execute(async (tx) => {
        await setSums(tx, id, addDays(today, -7), sums);
        await setSums(tx, id, today, sums);
      });
    }
    context.say(`  ${code}: ${own} districts`);
  }
  const reader = await makePerson(db, { bodyId: 'ECI', role: 'viewer' });
  return { db, caller: callAs(db, reader), exerciseIds, returns, districts };
}

/** One exercise of Kerala's State Election Commission with a hundred districts in the product's database, once a run. */
export async function plantGrid(databaseUrl: string) {
  const count = 100;
  const id = 'BENCH-GRID';
  const codes = Array.from({ length: count }, (_, index) => `B${String(index + 1).padStart(3, '0')}`);
  const db = connect(databaseUrl, { poolSize: 1 });
  try {
    const known = await db.selectFrom('exercise').select('id').where('id', '=', id).executeTakeFirst();
    if (known === undefined) {
      await plantDistricts(db, 'IN-KL', codes);
      await plantExercise(db, {
        id,
        stateCode: 'IN-KL',
        bodyKind: 'sec',
        bodyId: 'SEC-IN-KL',
        kind: 'panchayat_election',
        method: 'evm',
      });
      await db.updateTable('exercise').set({ districts: codes }).where('id', '=', id).execute();
    }
  } finally {
    await disconnect(db);
  }
  const figures = ['cu_stock', 'bu_stock', 'cu_flc', 'bu_flc', 'batteries'].flatMap((item) => [
    `${item}.available`,
    `${item}.checked`,
  ]);
  return {
    id,
    path: `/logistics/entry/${id}?columns=${figures.join(',')}`,
    firstDistrict: codes[0] ?? '',
    districts: count,
  };
}

async function plantDistricts(db: Kysely<Database>, stateCode: string, codes: readonly string[]): Promise<void> {
  await db
    .insertInto('area')
    .values(
      codes.map((code) => ({
        stateCode,
        kind: 'district' as const,
        code,
        nameEn: `District ${code}`,
        nameHi: null,
        parentCode: null,
        localClass: null,
        source: 'bench',
        importNo: null,
        validTo: null,
      })),
    )
    .execute();
}

interface Planted {
  id: string;
  stateCode: string;
  bodyKind: 'eci' | 'sec';
  bodyId: string;
  kind: 'assembly_election' | 'roll_revision' | 'panchayat_election';
  method: 'evm' | 'mixed';
}

async function plantExercise(db: Kysely<Database>, planted: Planted): Promise<void> {
  await db
    .insertInto('exercise')
    .values({ ...planted, nameEn: planted.id, nameHi: null })
    .execute();
  const days = planted.kind === 'roll_revision' ? ['enumeration'] : ['withdrawal_last', 'poll', 'counting'];
  await db
    .insertInto('milestone')
    .values(
      days.map((milestone, place) => ({
        id: newId(),
        exerciseId: planted.id,
        position: place + 1,
        milestone,
        startDate: addDays('2027-02-20', place * 4),
        endDate: addDays('2027-02-20', place * 4),
        status: 'due' as const,
        confidence: 'office' as const,
        source: null,
        note: null,
        recordedAt: testNow,
      })),
    )
    .execute();
}

/** A figure and a requirement for every item and facility in every district; how many. */
async function plantReturns(
  db: Kysely<Database>,
  exerciseId: string,
  kind: 'assembly_election' | 'roll_revision',
  codes: readonly string[],
  seed: number,
): Promise<number> {
  const own = items.filter((item) => hasItem(item, { bodyKind: 'eci', kind, method: 'mixed' }));
  const rows = codes.flatMap((districtCode, row) =>
    own.flatMap((item, column) =>
      facetsOf(item).map((facet) => {
        const have = 200 + ((seed * 131 + row * 37 + column * 17) % 900);
        return {
          id: newId(),
          exerciseId,
          districtCode,
          itemId: item.id,
          facet,
          required: 1_000,
          requiredReason: 'made up for the bench',
          available: have,
          checked: have,
          deployed: have,
          asOn: today,
          source: 'bench',
          note: null,
          recordedBy: null,
          recordedAt: testNow,
          supersededAt: null,
          isSample: false,
        };
      }),
    ),
  );
  for (let start = 0; start < rows.length; start += 1_000) {
    await db
      .insertInto('itemStatus')
      .values(rows.slice(start, start + 1_000))
      .execute();
  }
  return rows.length;
}
