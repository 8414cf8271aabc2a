import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  formatDate,
  formatInstant,
  isIsoDate,
  isPeriod,
  isQualifyingDate,
  istDay,
  lastFullPeriod,
  parseDate,
  periodEnd,
  qualifyingDateOn,
  shiftPeriod,
  startOfIstDay,
} from './time.ts';

const days = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const periods = days.map((day) => day.slice(0, 7));

describe('istDay', () => {
  it.each([
    ['2026-11-22T18:29:59.999Z', '2026-11-22'],
    ['2026-11-22T18:30:00.000Z', '2026-11-23'],
    ['2025-12-31T18:30:00Z', '2026-01-01'],
    ['2024-02-28T18:30:00Z', '2024-02-29'],
  ])('puts %s on %s', (instant, day) => {
    expect(istDay(new Date(instant))).toBe(day);
  });

  it('holds an instant between the starts of its day and the next', () => {
    const instants = fc.date({ min: new Date('1950-01-02'), max: new Date('2199-12-30'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (instant) => {
        const day = istDay(instant);
        expect(startOfIstDay(day).getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(startOfIstDay(addDays(day, 1)).getTime()).toBeGreaterThan(instant.getTime());
      }),
    );
  });

  it('starts the day at 18:30 UTC of the day before', () => {
    expect(startOfIstDay('2026-11-22').toISOString()).toBe('2026-11-21T18:30:00.000Z');
  });
});

describe('addDays and daysBetween', () => {
  it('undo each other', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -40_000, max: 40_000 }), (day, move) => {
        const moved = addDays(day, move);
        expect(daysBetween(day, moved)).toBe(move);
        expect(addDays(moved, -move)).toBe(day);
      }),
    );
  });

  it('cross a leap day and a year', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-02-28', 1)).toBe('2025-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-02-24', '2026-05-24')).toBe(89);
  });
});

describe('addMonths', () => {
  it.each([
    ['2027-05-22', -6, '2026-11-22'],
    ['2026-02-24', 3, '2026-05-24'],
    ['2026-08-31', -6, '2026-02-28'],
    ['2024-08-31', -6, '2024-02-29'],
    ['2026-12-31', 1, '2027-01-31'],
  ])('moves %s by %i months to %s', (day, months, moved) => {
    expect(addMonths(day, months)).toBe(moved);
  });

  it('stays in the month it goes to and keeps the order of days', () => {
    fc.assert(
      fc.property(days, days, fc.integer({ min: -240, max: 240 }), (a, b, months) => {
        expect(addMonths(a, months).slice(0, 7)).toBe(shiftPeriod(a.slice(0, 7), months));
        if (a <= b) expect(addMonths(a, months) <= addMonths(b, months)).toBe(true);
      }),
    );
  });
});

describe('parseDate', () => {
  it.each([
    ['24-02-2026', '2026-02-24'],
    ['24.02.2026', '2026-02-24'],
    ['24/02/2026', '2026-02-24'],
    ['4-2-2026', '2026-02-04'],
    ['2026-02-24', '2026-02-24'],
    ['29-02-2024', '2024-02-29'],
    ['२४-०२-२०२६', '2026-02-24'],
    ['\u00a024-02-2026 ', '2026-02-24'],
  ])('reads %j as %s', (text, value) => {
    expect(parseDate(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['24-02-26', 'two_digit_year'],
    ['29-02-2025', 'not_a_date'],
    ['29-02-1900', 'not_a_date'],
    ['31-04-2026', 'not_a_date'],
    ['00-01-2026', 'not_a_date'],
    ['02-24-2026', 'not_a_date'],
    ['2026-2-4', 'not_a_date'],
    ['2026-02-30', 'not_a_date'],
    ['24-02-2200', 'not_a_date'],
    ['24 Feb 2026', 'not_a_date'],
    ['46077', 'not_a_date'],
  ])('refuses %j as %s', (text, reason) => {
    expect(parseDate(text)).toEqual({ ok: false, reason });
  });

  it('reads back what formatDate writes', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(parseDate(formatDate(day))).toEqual({ ok: true, value: day });
        expect(isIsoDate(day)).toBe(true);
      }),
    );
  });

  it('never throws, and gives only real days', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}$/)), (text) => {
        const parsed = parseDate(text);
        if (parsed.ok) expect(new Date(parsed.value).toISOString().slice(0, 10)).toBe(parsed.value);
      }),
    );
  });
});

describe('formatInstant', () => {
  it.each([
    ['2026-11-22T14:10:00Z', '22-11-2026, 19:40 IST'],
    ['2026-11-22T18:29:00Z', '22-11-2026, 23:59 IST'],
    ['2026-11-22T18:30:00Z', '23-11-2026, 00:00 IST'],
    ['2025-12-31T20:00:00Z', '01-01-2026, 01:30 IST'],
  ])('writes %s as %s', (instant, written) => {
    expect(formatInstant(instant)).toBe(written);
    expect(formatInstant(new Date(instant))).toBe(written);
  });
});

describe('periods', () => {
  it.each([
    ['2024-02', '2024-02-29'],
    ['2025-02', '2025-02-28'],
    ['2000-02', '2000-02-29'],
    ['2100-02', '2100-02-28'],
    ['2026-12', '2026-12-31'],
    ['2026-04', '2026-04-30'],
  ])('%s ends on %s', (period, day) => {
    expect(periodEnd(period)).toBe(day);
  });

  it('end the day before the next begins', () => {
    fc.assert(
      fc.property(periods, (period) => {
        expect(addDays(periodEnd(period), 1)).toBe(`${shiftPeriod(period, 1)}-01`);
        expect(periodEnd(period).slice(0, 7)).toBe(period);
      }),
    );
  });

  it('shift forth and back to where they were', () => {
    fc.assert(
      fc.property(periods, fc.integer({ min: -600, max: 600 }), (period, months) => {
        expect(shiftPeriod(shiftPeriod(period, months), -months)).toBe(period);
      }),
    );
  });

  it('accept real months only', () => {
    expect(['2026-01', '2026-12', '1950-01'].every(isPeriod)).toBe(true);
    expect(['2026-00', '2026-13', '2026-1', '26-01', '1949-12', '2200-01', '2026-01-01'].some(isPeriod)).toBe(false);
  });

  it('know the last full month, over a year end too', () => {
    expect(lastFullPeriod('2026-11-22')).toBe('2026-10');
    expect(lastFullPeriod('2026-01-01')).toBe('2025-12');
  });
});

describe('qualifying dates', () => {
  it.each([
    ['2026-01-01', '2026-01-01'],
    ['2026-03-31', '2026-01-01'],
    ['2026-04-01', '2026-04-01'],
    ['2026-06-30', '2026-04-01'],
    ['2026-09-30', '2026-07-01'],
    ['2026-12-31', '2026-10-01'],
  ])('on %s the latest is %s', (day, qualifying) => {
    expect(qualifyingDateOn(day)).toBe(qualifying);
  });

  it('are the first days of quarters, never later than the day, never four months before it', () => {
    fc.assert(
      fc.property(days, (day) => {
        const qualifying = qualifyingDateOn(day);
        expect(isQualifyingDate(qualifying)).toBe(true);
        expect(isQualifyingDate(day)).toBe(qualifying === day);
        expect(daysBetween(qualifying, day)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(qualifying, day)).toBeLessThanOrEqual(91);
      }),
    );
  });
});
