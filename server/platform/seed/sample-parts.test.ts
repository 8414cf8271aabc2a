import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import { diceOf, gendersOf, profileOf } from './sample-figures.ts';
import { districtsOf, type PartRow, type PartsState, partsOf } from './sample-parts.ts';
import { spread } from './sample-spread.ts';

function stateOf(code: string, electorsTotal: number, assemblySeats: number, parts: number): PartsState {
  const profile = profileOf(code, { total: electorsTotal, womenPerMan: null, thirdShare: null, parts });
  return { code, electorsTotal, assemblySeats, profile };
}
const kerala = stateOf('IN-KL', 26_953_644, 140, 25_177);
const goa = stateOf('IN-GA', 1_057_566, 40, 1_725);
const lakshadweep = stateOf('IN-LD', 57_607, 0, 55);

function sum(rows: readonly PartRow[], measure: (typeof partMeasures)[number]): number {
  return rows.reduce((total, row) => total + (row[measure] ?? 0), 0);
}

/** What the checks of a part file would say against the row. */
function wrongIn(row: PartRow, stage: 'continuous' | 'draft' | 'final'): string[] {
  const wrong: string[] = [];
  function n(measure: (typeof partMeasures)[number]): number {
    return row[measure] ?? Number.NaN;
  }
  for (const measure of partMeasures) {
    const value = row[measure];
    if (value !== null && !(Number.isInteger(value) && value >= 0)) wrong.push(`${measure} ${value}`);
  }
  if (n('electorsMale') + n('electorsFemale') + n('electorsThird') !== n('electorsTotal')) wrong.push('V01');
  if (stage !== 'draft' && n('opening') + n('additions') - n('deletions') !== n('electorsTotal')) wrong.push('V05');
  if (stage !== 'continuous') {
    const draft = stage === 'draft' ? n('electorsTotal') : n('opening');
    if (n('electorsBefore') - n('notInDraft') !== draft) wrong.push('V08');
    if (!(n('efCollected') <= n('electorsBefore'))) wrong.push('V10');
  }
  for (const measure of [
    'electors1819',
    'electors85Plus',
    'electorsPwd',
    'electorsPendingAdjudication',
    'withEpic',
    'withPhoto',
  ] as const)
    if ((row[measure] ?? 0) > row.electorsTotal) wrong.push(`V11 ${measure}`);
  if ((row.householdsOver10 ?? 0) > (row.households ?? 0)) wrong.push('households');
  return wrong;
}

test('a count is dealt out by weight to the last one, whatever the weights', () => {
  const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.nat(300_000_000), weights, (total, given) => {
      const shares = spread(total, Float64Array.from(given));
      expect(shares.reduce((all, share) => all + share, 0)).toBe(total);
      expect(shares.every((share) => share >= 0)).toBe(true);
    }),
  );
});

test('the same State gives the same rows, and another gives others', () => {
  const rows = [...partsOf(goa, 'current')];
  expect([...partsOf(goa, 'current')]).toEqual(rows);
  expect([...partsOf({ ...goa, code: 'IN-SK' }, 'current')]).not.toEqual(rows);
});

test.each([kerala, goa, lakshadweep])('the parts of $code add up to its figures and stand in key order', (state) => {
  const rows = [...partsOf(state, 'current')];
  const { profile, electorsTotal } = state;
  const genders = gendersOf(electorsTotal, profile);
  expect(rows).toHaveLength(profile.parts);
  expect(sum(rows, 'electorsTotal')).toBe(electorsTotal);
  expect(sum(rows, 'electorsMale')).toBe(genders.electorsMale);
  expect(sum(rows, 'electorsThird')).toBe(genders.electorsThird);
  expect(sum(rows, 'electors1819')).toBe(Math.round(electorsTotal * profile.youngShare));
  expect(sum(rows, 'withEpic')).toBe(Math.floor(electorsTotal * profile.epicShare));
  expect(sum(rows, 'withPhoto')).toBe(Math.floor(electorsTotal * profile.photoShare));
  expect(rows.filter((row) => row.electorsTotal > 1_200)).toHaveLength(
    Math.round(profile.parts * profile.overCapShare),
  );
  const keys = rows.map((row) => row.acNo * 100_000 + row.partNo);
  expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b));
  expect(new Set(rows.map((row) => row.acNo)).size).toBe(Math.max(1, state.assemblySeats));
  expect([...new Set(rows.map((row) => row.districtCode))]).toEqual(districtsOf(state).map(({ code }) => code));
});

test.each(['CU', 'SIR'] as const)(
  'every row of %s passes the checks, and opens where the one before closed',
  (exercise) => {
    for (const state of [kerala, goa, lakshadweep]) {
      const before = [...partsOf(state, 'previous', exercise)];
      const now = [...partsOf(state, 'current', exercise)];
      const wrong = [
        ...before.flatMap((row) => wrongIn(row, exercise === 'CU' ? 'continuous' : 'draft')),
        ...now.flatMap((row) => wrongIn(row, exercise === 'CU' ? 'continuous' : 'final')),
      ];
      expect(wrong).toEqual([]);
      expect(now.map((row) => row.opening)).toEqual(before.map((row) => row.electorsTotal));
      expect(now.map((row) => row.electorsBefore)).toEqual(before.map((row) => row.electorsBefore));
    }
  },
);

test('holds over any total, number of seats and parts that a State could have', () => {
  const any = fc.record({
    seats: fc.nat(40),
    parts: fc.integer({ min: 45, max: 400 }),
    mean: fc.integer({ min: 200, max: 1_150 }),
  });
  fc.assert(
    fc.property(any, fc.string({ minLength: 2, maxLength: 2 }), ({ seats, parts, mean }, code) => {
      const state = stateOf(code, parts * mean + Math.floor(diceOf(code)() * 40), seats, parts);
      const rows = [...partsOf(state, 'current', 'SIR')];
      expect(sum(rows, 'electorsTotal')).toBe(state.electorsTotal);
      expect(rows.flatMap((row) => wrongIn(row, 'final'))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('has what an office must be able to find: outliers, still parts, empty columns, unequal constituencies', () => {
  function womenPer1000(row: PartRow): number {
    return (row.electorsFemale / row.electorsMale) * 1_000;
  }
  for (const state of [kerala, goa, lakshadweep]) {
    const before = [...partsOf(state, 'previous')];
    const found = [...partsOf(state, 'current')].filter((row, index) => {
      const old = before[index];
      const isGrown = (row.additions ?? 0) > 0.1 * (row.opening ?? 0);
      return isGrown && old !== undefined && Math.abs(womenPer1000(row) - womenPer1000(old)) > 30;
    });
    expect(found.length).toBeGreaterThanOrEqual(1);
    expect(found.length).toBeLessThanOrEqual(1 + state.profile.parts / 2_000);
  }
  const rows = [...partsOf(kerala, 'current')];
  expect(rows.filter((row) => row.additions === 0 && row.deletions === 0).length).toBeGreaterThan(250);
  expect(rows.filter((row) => row.additions === null)).toEqual([]);
  const withoutPwd = new Set(rows.filter((row) => row.electorsPwd === null).map((row) => row.acNo));
  expect(withoutPwd.size).toBeGreaterThan(0);
  expect(rows.filter((row) => withoutPwd.has(row.acNo) && row.electorsPwd !== null)).toEqual([]);
  const sizes = new Map<number, number>();
  for (const row of rows) sizes.set(row.acNo, (sizes.get(row.acNo) ?? 0) + row.electorsTotal);
  const factor = Math.max(...sizes.values()) / Math.min(...sizes.values());
  expect(factor).toBeGreaterThan(3);
  expect(factor).toBeLessThan(4.7);
});
