// Trends on the public record and on published files of ages: real values to the digit, samples apart, past days.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSample } from '#server/platform/seed/sample.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import type { GetTrend, TrendLine } from '#shared/modules/trends/schema.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let reader: Session;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  reader = await makePerson(db, { bodyId: 'ECI', role: 'viewer' });
});
afterAll(async () => {
  await drop();
});

async function lineOf(stateCode: string, input: GetTrend): Promise<TrendLine> {
  const view = await callAs(db, reader).trends.get(input);
  const line = view.lines.find((each) => each.stateCode === stateCode);
  if (line === undefined) throw new Error(`no ${stateCode}`);
  return line;
}

describe('a trend', () => {
  it('has a point on every day whose total was published, and the revision behind them', async () => {
    const bihar = await lineOf('IN-BR', { key: 'electors' });
    const told = bihar.points.map(({ day, value }) => [day, value]);
    expect(told).toContainEqual(['2025-06-24', 78969844]);
    expect(told).toContainEqual(['2025-08-01', 72405756]);
    expect(told).toContainEqual(['2025-09-30', 74192357]);
    expect(bihar.points.every(({ isSample }) => !isSample)).toBe(true);
    expect(bihar.windows).toContainEqual({ exercise: 'SIR', from: '2025-06-24', to: '2025-09-30', isSample: false });
  });

  it('gives a metric on the day its figures came out, with its status', async () => {
    const { points } = await lineOf('IN-BR', { key: 'FL-03' });
    expect(points.at(-1)).toEqual({ day: '2025-09-30', value: -6.05, status: 'green', isSample: false });
  });

  it('leaves a revision open while its final roll is not out', async () => {
    const { windows } = await lineOf('IN-UP', { key: 'electors' });
    expect(windows.find(({ exercise }) => exercise === 'SIR')?.to).toBeNull();
  });

  it('reads as it stood on a past day', async () => {
    const then = await lineOf('IN-BR', { key: 'electors', asOn: '2025-08-15' });
    expect(then.points.at(-1)).toMatchObject({ day: '2025-08-01', value: 72405756 });
    expect(then.windows.find(({ exercise }) => exercise === 'SIR')?.to).toBeNull();
  });

  it('gives the middle of the States where five have a value, and none for sizes', async () => {
    const view = await callAs(db, reader).trends.get({ key: 'FL-03' });
    const newest = view.medians.at(-1);
    const values = view.lines.flatMap(({ points }) => points.at(-1)?.value ?? []).toSorted((a, b) => a - b);
    expect(newest?.states).toBeGreaterThanOrEqual(5);
    expect(newest?.value).toBeGreaterThanOrEqual(values[0] ?? 0);
    expect(view.medians.every(({ states, value }) => states < 5 === (value === null))).toBe(true);
    expect((await callAs(db, reader).trends.get({ key: 'electors' })).medians).toEqual([]);
  });

  it('refuses a day to come', async () => {
    await expect(callAs(db, reader).trends.get({ key: 'electors', asOn: '2027-01-01' })).rejects.toMatchObject({
      cause: { code: 'invalid' },
    });
  });
});

describe('ages', () => {
  async function publish(
    dataset: 'roll_age_cohort' | 'population_reference',
    asOf: string,
    at: Date,
    counts: Record<string, number>,
    attributes: Record<string, string> = {},
  ): Promise<void> {
    const { no } = await db
      .insertInto('rollImport')
      .values({
        id: newId(),
        dataset,
        stateCode: 'IN-GA',
        bodyId: 'CEO-IN-GA',
        rollType: 'assembly',
        exerciseType: 'SSR',
        stage: 'final',
        asOf,
        sourceRef: 'A file of this test',
        basis: 'final',
        status: 'published',
        findings: '{}',
        notes: '{}',
        createdAt: at,
        beatAt: at,
        publishedAt: at,
      })
      .returning('no')
      .executeTakeFirstOrThrow();
    await db.insertInto('rollImportState').values({ importNo: no, stateCode: 'IN-GA' }).execute();
    await db
      .insertInto('areaCount')
      .values({
        importNo: no,
        stateCode: 'IN-GA',
        level: 'S',
        code: 'IN-GA',
        parentCode: null,
        counts: JSON.stringify(counts),
        attributes: JSON.stringify(attributes),
      })
      .execute();
  }

  it('are empty, not zero, where no file has come', async () => {
    const view = await callAs(db, reader).trends.cohorts({ stateCode: 'IN-GA' });
    expect(view).toMatchObject({ electors: null, population: null });
    expect(view.rows).toHaveLength(8);
    expect(view.rows.every(({ electors, percent }) => electors === null && percent === null)).toBe(true);
  });

  it('stand beside the population of the same cohort, with its basis and day', async () => {
    const at = new Date(testNow.getTime() - 86_400_000);
    await publish('roll_age_cohort', '2026-10-01', at, { cohort1819: 400, cohort1819Male: 210, cohort1819Female: 190 });
    await publish(
      'population_reference',
      '2026-08-01',
      at,
      { pop1819: 1000, pop2029: 0 },
      { basis: 'projection_2011_36', ref_date: '2026-07-01' },
    );
    const view = await callAs(db, reader).trends.cohorts({ stateCode: 'IN-GA' });
    expect(view.rows[0]).toEqual({
      cohort: '1819',
      electors: 400,
      male: 210,
      female: 190,
      third: null,
      population: 1000,
      percent: 40,
    });
    expect(view.population).toMatchObject({ basis: 'projection_2011_36', refDate: '2026-07-01', isSample: false });
    const before = await callAs(db, reader).trends.cohorts({ stateCode: 'IN-GA', asOn: '2026-11-19' });
    expect(before.electors).toBeNull();
  });
});

describe('samples', () => {
  it('are marked and change no real value', async () => {
    const before = await lineOf('IN-BR', { key: 'electors' });
    await db.transaction().execute((tx) => addSample(tx, { now: testNow }));
    const after = await lineOf('IN-BR', { key: 'electors' });
    expect(after.points.filter(({ isSample }) => !isSample)).toEqual(before.points);
    expect(after.points.some(({ isSample }) => isSample)).toBe(true);
  });
});
