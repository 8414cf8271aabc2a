import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/time.ts';
import { items } from './catalogue-items.ts';
import {
  type Anchors,
  breachesOf,
  expectedOn,
  readinessOf,
  rollUp,
  termOf,
  type Verdict,
  verdictOf,
  worstCritical,
} from './rules.ts';
import { type ItemId, itemIds } from './schema.ts';

const poll = '2027-03-01';
const anchors: Anchors = { poll, counting: addDays(poll, 3), withdrawal: addDays(poll, -15), houseVisit: null };
const required = 12_500;

/** The colour of CU first-level checks so many days before the poll, with a figure of that day. */
function at(daysBefore: number, checked: number, id: ItemId = 'cu_flc', ageInDays = 0): Verdict {
  const today = addDays(poll, -daysBefore);
  return verdictOf(id, readinessOf(required, checked), anchors, addDays(today, -ageInDays), today);
}

describe('the catalogue', () => {
  it('has the 39 items once each, 18 of them critical', () => {
    expect(items.map(({ id }) => id)).toEqual(itemIds);
    expect(items).toHaveLength(39);
    expect(items.filter(({ isCritical }) => isCritical).map(({ id }) => id)).toEqual([
      'cu_stock',
      'bu_stock',
      'vvpat_stock',
      'cu_flc',
      'bu_flc',
      'vvpat_flc',
      'evm_rand1',
      'evm_rand2',
      'evm_comm',
      'ballot_boxes',
      'ballot_papers',
      'ps_verified',
      'amf',
      'strong_rooms',
      'polling_staff',
      'staff_train1',
      'ink',
      'roll_copies',
    ]);
  });
});

describe('the worked example: control units at first-level check, required 12,500, P-120 to P-90', () => {
  it('is amber at P-105 with 5,000: 40 % against 50 expected', () => {
    expect(at(105, 5_000)).toMatchObject({ colour: 'amber', because: 'behind', percent: 40, expected: 50 });
  });
  it('is amber at P-88 with 12,000: 96 %, two days late; and red at P-86', () => {
    expect(at(88, 12_000)).toMatchObject({ colour: 'amber', because: 'late', percent: 96 });
    expect(at(86, 12_000)).toMatchObject({ colour: 'red', because: 'overdue', percent: 96 });
  });
});

describe('the boundaries', () => {
  it('never shows 99.6 % as 100', () => {
    expect(readinessOf(1_000, 996)).toEqual({ percent: 99, surplus: 0 });
    expect(readinessOf(1_000, 1_040)).toEqual({ percent: 100, surplus: 40 });
  });
  it('is green on the due day with 95 %, amber the next day, red when four days late', () => {
    expect(at(90, 11_875).colour).toBe('green');
    expect(at(89, 11_875).colour).toBe('amber');
    expect(at(87, 11_875).colour).toBe('amber');
    expect(at(86, 11_875).colour).toBe('red');
    expect(at(89, 11_874).colour).toBe('red');
  });
  it('is green five below what is expected, amber six to twenty below, red from twenty-one', () => {
    expect(at(105, 5_625).colour).toBe('green');
    expect(at(105, 5_624).colour).toBe('amber');
    expect(at(105, 3_750).colour).toBe('amber');
    expect(at(105, 3_749).colour).toBe('red');
  });
  it('expects nothing on the first day and before it', () => {
    expect(at(120, 0).colour).toBe('green');
    expect(at(121, 0)).toMatchObject({ colour: 'green', expected: 0 });
  });
  it('is grey when the figure is older than seven days, or two in the last week', () => {
    expect(at(105, 12_500, 'cu_flc', 7).colour).toBe('green');
    expect(at(105, 12_500, 'cu_flc', 8)).toMatchObject({ colour: 'grey', reason: 'too_old' });
    expect(at(7, 12_500, 'cu_flc', 2).colour).toBe('green');
    expect(at(7, 12_500, 'cu_flc', 3)).toMatchObject({ colour: 'grey', reason: 'too_old' });
    expect(at(8, 12_500, 'cu_flc', 7).colour).toBe('green');
  });
  it('is grey without a requirement, with nothing required, without a figure and without a poll day, each with its reason', () => {
    const on = addDays(poll, -100);
    expect(verdictOf('ink', readinessOf(null, 5), anchors, on, on)).toMatchObject({ reason: 'requirement_not_known' });
    expect(verdictOf('ink', readinessOf(0, 5), anchors, on, on)).toMatchObject({ reason: 'not_applicable' });
    expect(verdictOf('ink', readinessOf(5, null), anchors, on, on)).toMatchObject({ reason: 'no_figure' });
    expect(verdictOf('ink', readinessOf(5, 5), { ...anchors, poll: null }, on, on)).toMatchObject({
      colour: 'grey',
      reason: 'no_poll_date',
      percent: 100,
    });
    expect(verdictOf('count_staff', readinessOf(5, 5), { ...anchors, counting: null }, on, on)).toMatchObject({
      reason: 'no_counting_date',
    });
    expect(verdictOf('blo', readinessOf(5, 5), anchors, on, on)).toMatchObject({ reason: 'no_house_visit_date' });
  });
});

describe('terms', () => {
  const item = (id: ItemId) => items.find((each) => each.id === id) ?? items[0];
  it('start after the withdrawal, or at P-14 where its day is not known', () => {
    expect(item('ballot_papers') && termOf(item('ballot_papers') ?? never(), anchors)).toEqual({
      start: addDays(poll, -14),
      due: addDays(poll, -3),
    });
    expect(termOf(item('ballot_papers') ?? never(), { ...anchors, withdrawal: addDays(poll, -10) })).toEqual({
      start: addDays(poll, -9),
      due: addDays(poll, -3),
    });
    expect(termOf(item('ballot_papers') ?? never(), { ...anchors, withdrawal: null })).toEqual({
      start: addDays(poll, -14),
      due: addDays(poll, -3),
    });
  });
  it('give the second randomisation two days at the least', () => {
    const late = { ...anchors, withdrawal: addDays(poll, -9) };
    expect(termOf(item('evm_rand2') ?? never(), late)).toEqual({ start: addDays(poll, -8), due: addDays(poll, -6) });
    expect(termOf(item('evm_rand2') ?? never(), anchors)).toEqual({
      start: addDays(poll, -14),
      due: addDays(poll, -9),
    });
  });
  it('leave what stands without a poll day: green at 100, amber from 90, else red, and grey when old', () => {
    const none: Anchors = { poll: null, counting: null, withdrawal: null, houseVisit: null };
    const colour = (count: number, age = 0) =>
      verdictOf('warehouse', readinessOf(100, count), none, addDays(poll, -age), poll).colour;
    expect([colour(100), colour(99), colour(90), colour(89), colour(100, 8)]).toEqual([
      'green',
      'amber',
      'amber',
      'red',
      'grey',
    ]);
  });
});

describe('breachesOf', () => {
  it('names the two figures that cannot both be true, and compares no blank', () => {
    expect(breachesOf({ available: 5, checked: 6, deployed: 7 })).toEqual([
      { reason: 'checked_above_available', field: 'checked', other: 'available' },
      { reason: 'deployed_above_checked', field: 'deployed', other: 'checked' },
    ]);
    expect(breachesOf({ available: 5, checked: null, deployed: 6 })).toEqual([
      { reason: 'deployed_above_available', field: 'deployed', other: 'available' },
    ]);
    expect(breachesOf({ available: null, checked: null, deployed: 6 })).toEqual([]);
    expect(breachesOf({ available: 5, checked: 5, deployed: 5 })).toEqual([]);
  });
});

describe('rollUp', () => {
  it('sums, hides no shortage behind a surplus, leaves out what needs nothing and names the lowest and the oldest', () => {
    const areas = [
      { area: 'A', required: 100, numerator: 150, asOf: '2027-01-03' },
      { area: 'B', required: 100, numerator: 40, asOf: '2027-01-01' },
      { area: 'C', required: 0, numerator: 9, asOf: '2026-01-01' },
      { area: 'D', required: 50, numerator: null, asOf: null },
      { area: 'E', required: null, numerator: 4, asOf: '2026-01-01' },
    ];
    expect(rollUp(areas)).toEqual({
      required: 200,
      numerator: 140,
      readiness: { percent: 70, surplus: 0 },
      reporting: 2,
      areas: 4,
      lowest: { area: 'B', percent: 40 },
      asOf: '2027-01-01',
    });
  });
  it('says which of three nothings it is', () => {
    expect(rollUp([{ area: 'A', required: 0, numerator: 1, asOf: null }]).readiness).toMatchObject({
      reason: 'not_applicable',
    });
    expect(rollUp([{ area: 'A', required: 9, numerator: null, asOf: null }]).readiness).toMatchObject({
      reason: 'no_figure',
    });
    expect(rollUp([{ area: 'A', required: null, numerator: 1, asOf: null }]).readiness).toMatchObject({
      reason: 'requirement_not_known',
    });
  });
});

describe('worstCritical', () => {
  it('names red before amber before grey, the widest gap, and the first of the catalogue; never an item that is not critical', () => {
    const line = (itemId: ItemId, verdict: Verdict) => ({ itemId, verdict });
    const red = at(86, 6_000);
    const wider = at(86, 5_000);
    const grey = at(105, 1, 'cu_flc', 30);
    expect(worstCritical([line('vehicles', red)])).toBeNull();
    expect(worstCritical([line('ink', grey), line('amf', at(105, 5_000)), line('cu_flc', red)])?.itemId).toBe('cu_flc');
    expect(worstCritical([line('cu_flc', red), line('ink', wider)])?.itemId).toBe('ink');
    expect(worstCritical([line('ink', red), line('cu_flc', red)])?.itemId).toBe('cu_flc');
  });
});

describe('as properties', () => {
  const order = { red: 0, amber: 1, green: 2, grey: -1 };
  const id = fc.constantFrom(...itemIds.filter((each) => each !== 'blo'));
  const days = fc.integer({ min: -5, max: 240 });
  const fresh = (itemId: ItemId, need: number, have: number, daysBefore: number) => {
    const today = addDays(poll, -daysBefore);
    return verdictOf(itemId, readinessOf(need, have), anchors, today, today).colour;
  };
  it('more never makes it worse', () => {
    fc.assert(
      fc.property(
        id,
        fc.integer({ min: 1, max: 500 }),
        fc.nat(600),
        fc.nat(200),
        days,
        (itemId, need, have, more, on) => {
          expect(order[fresh(itemId, need, have + more, on)]).toBeGreaterThanOrEqual(
            order[fresh(itemId, need, have, on)],
          );
        },
      ),
    );
  });
  it('time alone never makes it better', () => {
    fc.assert(
      fc.property(
        id,
        fc.integer({ min: 1, max: 500 }),
        fc.nat(600),
        days,
        fc.nat(60),
        (itemId, need, have, on, later) => {
          const before = fresh(itemId, need, have, on);
          expect(order[fresh(itemId, need, have, on - later)]).toBeLessThanOrEqual(order[before]);
          // With the figure as it was, it grows old as well.
          const aged = verdictOf(
            itemId,
            readinessOf(need, have),
            anchors,
            addDays(poll, -on),
            addDays(poll, -on + later),
          ).colour;
          expect(order[aged]).toBeLessThanOrEqual(order[before]);
        },
      ),
    );
  });
  it('what is expected only grows, from 0 to 100', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.integer({ min: -50, max: 450 }), (from, length, on) => {
        const term = { start: addDays('2026-01-01', from), due: addDays('2026-01-01', from + length) };
        const [today, next] = [addDays('2026-01-01', on), addDays('2026-01-01', on + 1)];
        expect(expectedOn(term, next)).toBeGreaterThanOrEqual(expectedOn(term, today));
        expect(expectedOn(term, term.due)).toBe(100);
      }),
    );
  });
  it('a sum is never above its best area nor below its lowest', () => {
    const area = fc.record({ required: fc.integer({ min: 1, max: 900 }), numerator: fc.nat(1_200) });
    fc.assert(
      fc.property(fc.array(area, { minLength: 1, maxLength: 12 }), (areas) => {
        const rows = areas.map((each, at) => ({ ...each, area: String(at).padStart(2, '0'), asOf: '2027-01-01' }));
        const each = areas.map(({ required: need, numerator }) => readinessOf(need, numerator).percent ?? 0);
        const { readiness, lowest } = rollUp(rows);
        expect(readiness.percent).toBeGreaterThanOrEqual(Math.min(...each));
        expect(readiness.percent).toBeLessThanOrEqual(Math.max(...each));
        expect(lowest?.percent).toBe(Math.min(...each));
      }),
    );
  });
});

function never(): never {
  throw new Error('no such item');
}
