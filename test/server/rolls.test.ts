// Rolls by State, district and constituency, on any day, against sums that the database makes by itself.

import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { GetParts, PartsView, UnitsView, UnitTable } from '#shared/modules/rolls/schema.ts';
import { callAs, makePerson } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';
import { columnOf, publishImport, publishParts } from '../support/published-parts.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let reader: Session;

const day = (text: string) => new Date(`${text}T06:00:00.000Z`);
const kerala = { stateCode: 'IN-KL', acs: 7, partsPerAc: 40 } as const;
let first = 0;
let second = 0;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  reader = await makePerson(db, { bodyId: 'ECI', role: 'viewer' });
  await publishParts(db, { ...kerala, asOf: '2025-10-01', publishedAt: day('2025-10-05'), seed: 9, hasParts: false });
  first = await publishParts(db, { ...kerala, asOf: '2026-01-01', publishedAt: day('2026-01-10'), seed: 1, gaps: 60 });
  second = await publishParts(db, { ...kerala, asOf: '2026-10-01', publishedAt: day('2026-10-10'), seed: 2, gaps: 60 });
  await publishParts(db, {
    stateCode: 'IN-GA',
    acs: 3,
    partsPerAc: 20,
    asOf: '2026-09-01',
    publishedAt: day('2026-09-05'),
    seed: 3,
    basis: 'sample',
  });
  const sikkim = await publishImport(db, { stateCode: 'IN-SK', asOf: '2026-05-01', publishedAt: day('2026-05-02') });
  await sql`insert into area_count (import_no, state_code, level, code, counts) values
    (${sikkim}, 'IN-SK', 'A', '001', '{"electorsTotal": 0, "electorsMale": 0, "electorsFemale": 0}'),
    (${sikkim}, 'IN-SK', 'A', '002', '{"electorsTotal": 900, "additions": 0, "opening": 900}')`.execute(db);
});
afterAll(async () => {
  await drop();
});

type Units = Parameters<ReturnType<typeof callAs>['rolls']['units']>[0];
async function units(input: Units): Promise<UnitsView> {
  return await callAs(db, reader).rolls.units(input);
}
async function parts(input: Partial<GetParts>): Promise<PartsView> {
  return await callAs(db, reader).rolls.parts({
    stateCode: 'IN-KL',
    sort: 'part',
    order: 'ascending',
    filter: {},
    offset: 0,
    limit: 500,
    ...input,
  });
}

function countsAt({ codes, counts }: UnitTable, code: string) {
  const row = codes.indexOf(code);
  return Object.fromEntries(Object.entries(counts).map(([measure, column]) => [measure, column[row] ?? null]));
}

async function liveSums(no: number, by: 'ac_no' | 'district_code' | 'state_code') {
  const sums = partMeasures.map((name) => `sum(${columnOf(name)})::float8 as "${columnOf(name)}"`).join(', ');
  const { rows } = await sql
    .raw<Record<string, number | string | null>>(
      `select ${by}::text as area, count(*)::integer as parts, ${sums} from part_figure where import_no = ${no}
        group by ${by} order by ${by}`,
    )
    .execute(db);
  return rows;
}

describe('districts and constituencies', () => {
  it.each([
    ['D', 'district_code'],
    ['A', 'ac_no'],
  ] as const)('of level %s are the live sums of their parts, and so is the State above them', async (level, by) => {
    const view = await units({ stateCode: 'IN-KL', level });
    const live = await liveSums(second, by);
    expect(view.units.codes).toEqual(live.map(({ area }) => (by === 'ac_no' ? String(area).padStart(3, '0') : area)));
    for (const [row, { area: _, ...sums }] of live.entries()) {
      const stored = countsAt(view.units, view.units.codes[row] ?? '');
      for (const measure of [...partMeasures, 'parts' as const]) expect(stored[measure] ?? null).toBe(sums[measure]);
    }
    const [state] = await liveSums(second, 'state_code');
    expect(view.whole?.counts.electorsTotal).toEqual([state?.['electorsTotal']]);
    expect(view.sources[view.units.sources[0]?.[0] ?? -1]).toMatchObject({
      no: second,
      asOf: '2026-10-01',
      bodyEn: 'Chief Electoral Officer, Kerala',
      isSample: false,
      previous: { no: first, asOf: '2026-01-01' },
    });
  });

  it('of one district only, under the sums of that district', async () => {
    const view = await units({ stateCode: 'IN-KL', level: 'A', districtCode: 'D1' });
    expect(view.units.codes).toEqual(['001', '004', '007']);
    expect(view.units.parents).toEqual(['D1', 'D1', 'D1']);
    const sum = view.units.counts.electorsTotal?.reduce((total: number, each) => total + (each ?? 0), 0);
    expect(view.whole?.codes).toEqual(['D1']);
    expect(view.whole?.counts.electorsTotal).toEqual([sum]);
  });

  it('names the constituencies of the register that have no row', async () => {
    const { leftOut } = await units({ stateCode: 'IN-KL', level: 'A' });
    expect(leftOut).toHaveLength(1);
    expect(leftOut[0]?.reason).toBe('no_row');
    expect(leftOut[0]?.codes).toHaveLength(140 - kerala.acs);
  });

  it('says in how many parts a count was given, and computes no rate from a partial one', async () => {
    const { units: table, reasons } = await units({ stateCode: 'IN-KL', level: 'D', metrics: ['QL-01', 'EN-04'] });
    expect(table.known.withEpic?.every((given) => given !== null && given > 0)).toBe(true);
    const [epic, gender] = table.metrics;
    expect(epic?.statuses).toBe('nnn');
    expect(epic?.reasons.map((place) => reasons[place])).toEqual(Array(3).fill('partial:withEpic'));
    expect(gender?.values.every((value) => value !== null)).toBe(true);
  });

  it('keeps zero and unknown apart', async () => {
    const view = await units({ stateCode: 'IN-SK', level: 'A', metrics: ['EN-04', 'FL-01'] });
    expect(view.units.counts.electorsTotal).toEqual([0, 900]);
    expect(view.units.counts.additions).toEqual([null, 0]);
    const [gender, added] = view.units.metrics;
    expect(gender?.statuses).toBe('nn');
    expect(gender?.reasons.map((place) => view.reasons[place])).toEqual([
      'zero:electorsMale',
      'missing:electorsFemale',
    ]);
    expect(added?.values).toEqual([null, 0]);
    expect(view.hasDistricts).toBe(false);
  });

  it('takes other tables for what the roll does not say, and tells their day', async () => {
    const no = await publishImport(db, {
      stateCode: 'IN-SK',
      asOf: '2026-06-01',
      publishedAt: day('2026-06-02'),
      dataset: 'population_reference',
    });
    await sql`insert into area_count (import_no, state_code, level, code, counts, attributes) values
      (${no}, 'IN-SK', 'A', '002', '{"popTotal": 2000, "pop18Plus": 1500, "electorsTotal": 5}',
       '{"basis": "projection_2011_36", "ref_date": "2026-03-01"}')`.execute(db);
    const view = await units({ stateCode: 'IN-SK', level: 'A', metrics: ['EN-02'] });
    expect(view.units.metrics[0]?.values).toEqual([null, 60]);
    expect(view.units.counts.electorsTotal).toEqual([0, 900]);
    expect(view.units.counts.popTotal).toEqual([null, 2000]);
    expect(view.units.populations).toEqual([null, { basis: 'projection_2011_36', refDate: '2026-03-01' }]);
    expect(view.units.sources[1]?.map((place) => view.sources[place]?.asOf)).toEqual(['2026-05-01', '2026-06-01']);
  });
});

describe('the nation', () => {
  it('shows every State once: by its file, by its statement, or as left out', async () => {
    const view = await units({ level: 'S' });
    const codes = [...view.units.codes, ...view.leftOut.flatMap((each) => each.codes)];
    expect(new Set(codes).size).toBe(36);
    expect(view.whole).toBeNull();
    const [state] = await liveSums(second, 'state_code');
    expect(countsAt(view.units, 'IN-KL')['electorsTotal']).toBe(state?.['electorsTotal']);
    const row = view.units.codes.indexOf('IN-BR');
    expect(view.units.counts.electorsTotal?.[row]).toBe(74192357);
    expect(view.sources[view.units.sources[row]?.[0] ?? -1]).toMatchObject({ no: null, dataset: 'statement' });
  });

  it('says of a State by statement what the national board says', async () => {
    const view = await units({ level: 'S', metrics: ['FL-11', 'EN-04'] });
    const row = view.units.codes.indexOf('IN-BR');
    expect(view.units.metrics.map(({ values }) => values[row])).toEqual([8.31, 892.2]);
    expect(view.units.metrics[0]?.statuses[row]).toBe('a');
  });

  it('takes a real statement before a sample file, and marks the file where it answers', async () => {
    const view = await units({ level: 'S' });
    const row = view.units.codes.indexOf('IN-GA');
    expect(view.units.isSample[row]).toBe(false);
    const below = await units({ stateCode: 'IN-GA', level: 'A' });
    expect(below.units.isSample).toEqual([true, true, true]);
    expect(below.sources.every(({ isSample }) => isSample)).toBe(true);
  });
});

describe('another day', () => {
  it('reads what was published then', async () => {
    const view = await units({ stateCode: 'IN-KL', level: 'D', asOn: '2026-10-09' });
    expect(view.sources[0]).toMatchObject({ no: first, previous: { asOf: '2025-10-01' } });
    expect((await parts({ asOn: '2026-10-10', limit: 1 })).source?.no).toBe(second);
    expect((await parts({ asOn: '2026-10-09', limit: 1 })).source?.no).toBe(first);
  });

  it('says that parts of an older snapshot are no longer kept, and still has the constituencies', async () => {
    const gone = await parts({ asOn: '2025-12-01' });
    expect(gone).toMatchObject({ state: 'gone', total: 0, source: { asOf: '2025-10-01' } });
    expect((await units({ stateCode: 'IN-KL', level: 'A', asOn: '2025-12-01' })).units.codes).toHaveLength(7);
  });

  it('has nothing before the first publication, and refuses a day to come', async () => {
    const before = await units({ stateCode: 'IN-KL', level: 'D', asOn: '2025-10-04' });
    expect(before).toMatchObject({ whole: null, hasParts: false, hasDistricts: false, sources: [] });
    expect(before.units.codes).toEqual([]);
    expect(await parts({ asOn: '2025-10-04' })).toMatchObject({ state: 'none', source: null });
    await expect(units({ level: 'S', asOn: '2026-11-23' })).rejects.toThrow(/not on one to come/);
    await expect(units({ level: 'D' })).rejects.toThrow(/Name the State/);
  });

  it('puts a correction in the place of what it corrects', async () => {
    const own = { stateCode: 'IN-MN', acs: 2, partsPerAc: 5 } as const;
    const old = await publishParts(db, { ...own, asOf: '2026-04-01', publishedAt: day('2026-04-02'), seed: 4 });
    const wrong = await publishParts(db, { ...own, asOf: '2026-07-01', publishedAt: day('2026-07-02'), seed: 5 });
    const right = { asOf: '2026-07-01', publishedAt: day('2026-07-20'), seed: 6, corrects: wrong };
    const question = { stateCode: 'IN-MN', level: 'A' } as const;
    const seenBefore = await units(question);
    expect((await units(question)).units).toEqual(seenBefore.units);
    const no = await publishParts(db, { ...own, ...right });
    // An answer given before is not given again once something was published.
    expect((await units(question)).sources[0]?.no).toBe(no);
    expect(seenBefore.sources[0]?.no).toBe(wrong);
    const now = await parts({ stateCode: 'IN-MN' });
    expect([now.source?.no, now.source?.previous?.no]).toEqual([no, old]);
    expect((await parts({ stateCode: 'IN-MN', asOn: '2026-07-10' })).source?.no).toBe(wrong);
  });
});
