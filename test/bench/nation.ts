// A made-up nation of ten and a half lakh parts in two snapshots, in a database of its own: for the rows that read
// parts. Every file of it is a sample and says so.

import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import pg from 'pg';
import { connect, disconnect } from '#server/platform/database.ts';
import { migrate } from '#server/platform/migrations.ts';
import { seedMetricVersions } from '#server/platform/seed/metric-versions.ts';
import { seedPublicRecord } from '#server/platform/seed/seed.ts';
import type { Database } from '#server/platform/tables.ts';
import { states } from '#shared/modules/states/directory.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { publishParts } from '../support/published-parts.ts';
import type { Context } from './harness.ts';

const partsPerAc = 255;
/** Union Territories without an assembly. */
const seatsWithoutAssembly = 2;

export interface Nation {
  db: Kysely<Database>;
  /** A connection of the comparator's own. */
  client: pg.Client;
  /** Calls procedures as a reader of the ECI. */
  caller: ReturnType<typeof callAs>;
  /** Import numbers of the present and the previous snapshot. */
  now: number[];
  before: number[];
  states: readonly { code: string; acs: number; districts: number }[];
  parts: number;
}

let made: Promise<Nation> | undefined;

/** The nation, made when it is first asked for. */
export function openNation(context: Context): Promise<Nation> {
  made ??= makeNation(context);
  return made;
}

async function makeNation(context: Context): Promise<Nation> {
  const url = await (await context.database()).urlOf('nation');
  const patient = connect(url, { poolSize: 1, isPatient: true });
  await migrate(patient);
  await seedPublicRecord(patient, { now: testNow });
  await seedMetricVersions(patient, { now: testNow });
  const { rows: seats } = await sql<{
    code: string;
    seats: number;
  }>`select code, assembly_seats as seats from state`.execute(patient);
  const sized = states.map(({ code }) => {
    const acs = seats.find((each) => each.code === code)?.seats || seatsWithoutAssembly;
    return { code, acs, districts: Math.ceil(acs / 6) };
  });
  const [now, before]: number[][] = [[], []];
  for (const [place, { code, acs, districts }] of sized.entries()) {
    context.say(`  ${code}: ${acs * partsPerAc} parts, twice`);
    const spec = { stateCode: code, acs, partsPerAc, districts, gaps: 10, basis: 'sample' } as const;
    const first = { asOf: '2026-04-01', publishedAt: new Date('2026-04-10T06:00:00Z'), seed: place * 2 + 1 };
    const second = { asOf: '2026-10-01', publishedAt: new Date('2026-10-10T06:00:00Z'), seed: place * 2 + 2 };
    before?.push(await publishParts(patient, { ...spec, ...first }));
    now?.push(await publishParts(patient, { ...spec, ...second }));
  }
  const reader = await makePerson(patient, { bodyId: 'ECI', role: 'viewer' });
  await sql`vacuum analyze`.execute(patient);
  await disconnect(patient);
  const db = connect(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  context.atEnd(async () => {
    await client.end();
    await disconnect(db);
  });
  const parts = sized.reduce((sum, { acs }) => sum + acs * partsPerAc, 0);
  return { db, client, caller: callAs(db, reader), now: now ?? [], before: before ?? [], states: sized, parts };
}

/** Numbers from 0 to below 1, the same in every run. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
