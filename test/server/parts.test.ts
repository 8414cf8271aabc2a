// Parts in windows and by conditions, against searches that the database makes by itself.

import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { GetOutliers, GetParts, PartsView, Predicate } from '#shared/modules/rolls/schema.ts';
import { callAs, makePerson } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';
import { columnOf, publishParts } from '../support/published-parts.ts';

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
});
afterAll(async () => {
  await drop();
});

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

type Row = Record<string, number | null>;
async function allRows(no: number): Promise<Row[]> {
  const columns = partMeasures.map((name) => `${columnOf(name)}`).join(', ');
  const { rows } = await sql
    .raw<Row>(`select ac_no, part_no, ${columns} from part_figure where import_no = ${no} order by ac_no, part_no`)
    .execute(db);
  return rows;
}

describe('windows of parts', () => {
  it('hold the counts of the file, unknown ones as unknown', async () => {
    const view = await parts({});
    const rows = await allRows(second);
    expect(view.total).toBe(rows.length);
    expect(view.matching).toBe(rows.length);
    for (const measure of partMeasures) expect(view.counts[measure]).toEqual(rows.map((row) => row[measure]));
    expect(rows.some(({ additions }) => additions === null) && rows.some(({ additions }) => additions === 0)).toBe(
      true,
    );
  });

  it.each(['additions', 'notInDraft', 'electorsTotal'] as const)(
    'come in the order of %s, either way',
    async (sort) => {
      const rows = await allRows(second);
      for (const order of ['ascending', 'descending'] as const) {
        const sorted = rows.toSorted((a, b) => {
          const [left, right] = [a[sort] ?? null, b[sort] ?? null];
          if (left === null || right === null) return Number(left === null) - Number(right === null);
          return order === 'ascending' ? left - right : right - left;
        });
        const window = await parts({ sort, order, offset: 33, limit: 50 });
        const wanted = sorted.slice(33, 83);
        expect(window.counts[sort]).toEqual(wanted.map((row) => row[sort]));
        expect(window.partNos).toEqual(wanted.map(({ partNo }) => partNo));
      }
    },
  );

  it('put the worst first, and the filter keeps those that ask for a look', async () => {
    const all = await parts({ sort: 'worst', order: 'descending' });
    const weight = (view: PartsView, row: number) =>
      view.metrics.reduce((sum, { statuses }) => sum + ({ r: 14, a: 1 }[statuses[row] ?? ''] ?? 0), 0);
    const weights = all.acNos.map((_, row) => weight(all, row));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    const flagged = await parts({ filter: { flag: 'actNow' } });
    expect(flagged.matching).toBe(weights.filter((each) => each >= 14).length);
    expect(flagged.matching).toBeGreaterThan(0);
    expect(flagged.acNos.every((_, row) => weight(flagged, row) >= 14)).toBe(true);
    expect((await parts({ filter: { flag: 'attention' } })).matching).toBe(weights.filter((each) => each > 0).length);
  });

  it('are of one constituency, one district, or one number', async () => {
    expect(await parts({ acNo: 3, limit: 1 })).toMatchObject({ total: 40, acNos: [3] });
    expect((await parts({ districtCode: 'D1' })).total).toBe(120);
    expect((await parts({ districtCode: 'D1', acNo: 2 })).total).toBe(0);
    expect((await parts({ filter: { text: '12' } })).partNos).toEqual(Array(7).fill(12));
    expect(await parts({ filter: { text: '5-12' } })).toMatchObject({
      acNos: [5],
      partNos: [12],
      matching: 1,
      total: 280,
    });
    expect((await parts({ filter: { text: 'x' } })).matching).toBe(0);
  });

  it('of a constituency say the same as the State’s', async () => {
    const [whole, one] = [await parts({}), await parts({ acNo: 4 })];
    const start = whole.acNos.indexOf(4);
    for (const [place, { id, values, statuses }] of one.metrics.entries()) {
      expect(whole.metrics[place]?.id).toBe(id);
      expect(whole.metrics[place]?.values.slice(start, start + 40)).toEqual(values);
      expect(whole.metrics[place]?.statuses.slice(start, start + 40)).toBe(statuses);
    }
  });

  it('measure against the total of the same part in the snapshot before', async () => {
    const [now, before] = [await allRows(second), await allRows(first)];
    const view = await parts({});
    const rate = view.metrics.find(({ id }) => id === 'FL-01');
    for (const [row, { additions }] of now.entries()) {
      const was = before[row]?.['electorsTotal'] ?? 1;
      const wanted = additions == null ? null : (additions / was) * 100;
      if (wanted === null) expect(rate?.values[row]).toBeNull();
      else expect(rate?.values[row]).toBeCloseTo(wanted, 1);
    }
  });
});

const expressions: Record<string, string> = {
  additions: 'p.additions',
  notInDraft: 'p.not_in_draft',
  'EN-04': 'p.electors_female::numeric * 1000 / nullif(p.electors_male, 0)',
  'FL-01': 'n.additions::numeric * 100 / nullif(coalesce(o.electors_total, n.opening), 0)',
  'QL-01': 'p.with_epic::numeric * 100 / nullif(p.electors_total, 0)',
  'DQ-03': 'p.opening + p.additions - p.deletions - p.electors_total',
};

/** The same question as SQL: `n` is the part now, `o` the one before. */
function conditionOf({ subject, op, value }: Predicate): string {
  const expression = expressions[subject] ?? '';
  const now = expression.replaceAll('p.', 'n.');
  if (op === 'movedBy') return `(abs((${now}) - (${expression.replaceAll('p.', 'o.')})) > ${value})`;
  return `(${now}) ${op === 'above' ? '>' : '<'} (${value})`;
}

async function searchBySql(predicates: readonly Predicate[]) {
  const all = predicates.map(conditionOf).join(' and ');
  const { rows } = await sql
    .raw<{ acNo: number; partNo: number; truth: boolean | null }>(
      `select n.ac_no, n.part_no, (${all}) as truth from part_figure n
        left join part_figure o on o.import_no = ${first} and o.state_code = n.state_code and o.ac_no = n.ac_no
          and o.part_no = n.part_no
        where n.import_no = ${second} order by 1, 2`,
    )
    .execute(db);
  return rows;
}

async function outliers(input: Omit<GetOutliers, 'limit'> & { limit?: number }) {
  return await callAs(db, reader).rolls.outliers({ limit: 200, ...input });
}

describe('conditions over all parts', () => {
  it('find what the database finds, and leave undecided what it leaves null', async () => {
    const predicate: fc.Arbitrary<Predicate> = fc.record({
      subject: fc.constantFrom('additions', 'notInDraft', 'EN-04', 'QL-01', 'DQ-03'),
      op: fc.constantFrom('above', 'below', 'movedBy'),
      value: fc.oneof(fc.integer({ min: -5, max: 130 }), fc.integer({ min: 700, max: 1_100 })),
    });
    const rate: fc.Arbitrary<Predicate> = fc.record({
      subject: fc.constant('FL-01'),
      op: fc.constantFrom('above', 'below'),
      value: fc.integer({ min: 0, max: 15 }).map((tenths) => tenths + 0.5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(predicate, rate), { minLength: 1, maxLength: 4 }), async (asked) => {
        const [view, rows] = [await outliers({ predicates: asked, stateCode: 'IN-KL' }), await searchBySql(asked)];
        expect(view.real).toEqual({
          examined: rows.length,
          matching: rows.filter(({ truth }) => truth === true).length,
          undecided: rows.filter(({ truth }) => truth === null).length,
        });
        const found = view.acNos.map((acNo, row) => `${acNo}-${view.partNos[row]}`).toSorted();
        const wanted = rows.filter(({ truth }) => truth === true).map(({ acNo, partNo }) => `${acNo}-${partNo}`);
        if (wanted.length <= 200) expect(found).toEqual(wanted.toSorted());
        else expect(found.every((key) => wanted.includes(key)) && found.length === 200).toBe(true);
        const [one] = asked;
        const sizes = view.now[0]?.map((value, row) =>
          one?.op === 'movedBy' ? Math.abs((value ?? 0) - (view.before[0]?.[row] ?? 0)) : (value ?? 0),
        );
        expect(sizes).toEqual(sizes?.toSorted((a, b) => (one?.op === 'below' ? a - b : b - a)));
      }),
      { numRuns: 60 },
    );
  });

  it('go over every State that has parts, sample ones counted apart and marked', async () => {
    const predicates: Predicate[] = [{ subject: 'electorsTotal', op: 'above', value: 0 }];
    const view = await outliers({ predicates, limit: 5 });
    expect(view.sample).toEqual({ examined: 60, matching: 60, undecided: 0 });
    expect(view.real.examined).toBe(280);
    expect(view.withoutParts).toContain('IN-UP');
    expect(view.acNos).toHaveLength(5);
    const goa = await outliers({ predicates, stateCode: 'IN-GA' });
    expect(goa.isSample.every((each) => each)).toBe(true);
  });

  it('cannot be told of a movement where there is no snapshot before', async () => {
    const predicates: Predicate[] = [{ subject: 'EN-04', op: 'movedBy', value: 30 }];
    const view = await outliers({ predicates, stateCode: 'IN-GA' });
    expect(view.sample).toEqual({ examined: 60, matching: 0, undecided: 60 });
    expect(view.missing).toEqual([60]);
  });

  it('refuse what is no condition', async () => {
    await expect(outliers({ predicates: [] })).rejects.toThrow();
    const five = Array<Predicate>(5).fill({ subject: 'additions', op: 'above', value: 1 });
    await expect(outliers({ predicates: five })).rejects.toThrow();
  });
});

// Last: it publishes files of its own.
describe('windows of parts after a publication', () => {
  it('are of the file that counts now, whatever was read before', async () => {
    const sikkim = { stateCode: 'IN-SK', acs: 2, partsPerAc: 10, gaps: 60 } as const;
    const ask = async (asOn?: string) => {
      const { source, counts } = await parts({ stateCode: 'IN-SK', acNo: 1, ...(asOn === undefined ? {} : { asOn }) });
      return { no: source?.no, previous: source?.previous?.no, additions: counts.additions };
    };
    const rowsOf = async (no: number) =>
      (await allRows(no)).filter((row) => row['acNo'] === 1).map(({ additions }) => additions);
    const one = await publishParts(db, { ...sikkim, asOf: '2026-05-01', publishedAt: day('2026-05-10'), seed: 21 });
    const early = { no: one, previous: undefined, additions: await rowsOf(one) };
    expect(await ask()).toEqual(early);
    expect(await ask()).toEqual(early);
    const two = await publishParts(db, { ...sikkim, asOf: '2026-06-01', publishedAt: day('2026-06-10'), seed: 22 });
    const late = { no: two, previous: one, additions: await rowsOf(two) };
    expect(await ask()).toEqual(late);
    expect(await ask('2026-06-01')).toEqual(early);
    expect(await ask()).toEqual(late);
    await db.updateTable('rollImportState').set({ leftOut: 'made-up' }).where('importNo', '=', two).execute();
    expect(await ask()).toEqual(early);
    expect(late.additions).not.toEqual(early.additions);
  });
});
