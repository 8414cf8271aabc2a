import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, formatDate } from '#shared/kernel/time.ts';
import {
  findCycle,
  isCalendarDay,
  orderBreaks,
  type PlanRow,
  planFaults,
  readTypedDate,
  stepOf,
} from './rules-dates.ts';

const days = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function row(code: string, start: string | null, end: string | null = start, blockedBy: string[] = []): PlanRow {
  return { code, start, end, blockedBy };
}

describe('readTypedDate', () => {
  it.each([
    ['24-02-2026', '2026-02-24'],
    ['24/02/2026', '2026-02-24'],
    ['24.02.2026', '2026-02-24'],
    ['4/2/2026', '2026-02-04'],
    ['2026-02-24', '2026-02-24'],
    ['२४.०२.२०२६', '2026-02-24'],
    ['29-02-2028', '2028-02-29'],
    ['01-01-1950', '1950-01-01'],
    ['31-12-2100', '2100-12-31'],
  ])('reads %s as %s', (text, value) => {
    expect(readTypedDate(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'empty'],
    ['24-02-26', 'two_digit_year'],
    ['24.2.26', 'two_digit_year'],
    ['29-02-2027', 'impossible_day'],
    ['29-02-2100', 'impossible_day'],
    ['2026-02-30', 'impossible_day'],
    ['31/04/2026', 'impossible_day'],
    ['02-24-2026', 'impossible_day'],
    ['00-01-2026', 'impossible_day'],
    ['24-02-1926', 'other_era'],
    ['24-02-0026', 'other_era'],
    ['01-01-2101', 'other_era'],
    ['2199-01-01', 'other_era'],
    ['24-02-2948', 'other_era'],
    ['24 Feb 2026', 'not_a_date'],
    ['2026/02/24', 'not_a_date'],
    ['46077', 'not_a_date'],
  ])('refuses %j as %s', (text, reason) => {
    expect(readTypedDate(text)).toEqual({ ok: false, reason });
  });

  it('reads back every day of the era however it is written, and nothing else', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('-', '/', '.'), fc.boolean(), (day, mark, isHindi) => {
        const latin = formatDate(day).replaceAll('-', mark);
        const text = isHindi ? latin.replace(/\d/g, (digit) => String.fromCharCode(0x0966 + Number(digit))) : latin;
        expect(readTypedDate(text)).toEqual({ ok: true, value: day });
        expect(readTypedDate(day)).toEqual({ ok: true, value: day });
      }),
    );
    const shapes = fc.stringMatching(/^[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), shapes), (text) => {
        const read = readTypedDate(text);
        if (read.ok) expect(isCalendarDay(read.value)).toBe(true);
      }),
    );
  });
});

describe('stepOf', () => {
  it.each([
    ['poll_phase_2', { step: 'poll', group: 'phase_2' }],
    ['poll_gram_panchayat', { step: 'poll', group: 'gram_panchayat' }],
    ['withdrawal_last', { step: 'withdrawal_last', group: '' }],
    ['notification_window_opens', null],
    ['repoll', null],
    ['roll_final', null],
  ])('places %s', (code, place) => {
    expect(stepOf(code)).toEqual(place);
  });
});

describe('orderBreaks', () => {
  it('finds nothing in real calendars of local polls, phased, with a range of scrutiny days or counted on poll day', () => {
    const uttarakhand = [
      row('nominations', '2025-07-02', '2025-07-05'),
      row('scrutiny', '2025-07-07', '2025-07-09'),
      row('withdrawal_last', '2025-07-10', '2025-07-11'),
      row('poll_phase_1', '2025-07-24'),
      row('poll_phase_2', '2025-07-28'),
      row('counting', '2025-07-31'),
    ];
    const telangana = [
      row('nominations_phase_1', '2025-11-27', '2025-11-29'),
      row('scrutiny_phase_1', '2025-11-30'),
      row('withdrawal_last_phase_1', '2025-12-03'),
      row('poll_phase_1', '2025-12-11'),
      row('nominations_phase_2', '2025-11-30', '2025-12-02'),
      row('withdrawal_last_phase_2', '2025-12-06'),
      row('poll_phase_2', '2025-12-14'),
      row('counting', '2025-12-14'),
    ];
    expect(orderBreaks(uttarakhand)).toEqual([]);
    expect(orderBreaks(telangana)).toEqual([]);
  });

  it('names the step before the first one known, in its own phase', () => {
    const plan = [
      row('withdrawal_last', '2026-04-09'),
      row('poll_phase_1', '2026-04-23'),
      row('poll_phase_2', '2026-04-08'),
      row('counting', '2026-04-20'),
    ];
    expect(orderBreaks(plan)).toEqual([
      {
        code: 'counting',
        step: 'counting',
        date: '2026-04-20',
        since: { code: 'poll_phase_1', date: '2026-04-23' },
        isSameDayAllowed: true,
      },
      {
        code: 'poll_phase_2',
        step: 'poll',
        date: '2026-04-08',
        since: { code: 'withdrawal_last', date: '2026-04-09' },
        isSameDayAllowed: false,
      },
    ]);
  });

  it('lets counting, and nothing else, share the day of the step before it', () => {
    const on = (code: string) => row(code, '2026-04-09');
    expect(orderBreaks([on('poll'), on('counting')])).toEqual([]);
    expect(orderBreaks([on('scrutiny'), on('withdrawal_last')]).map(({ code }) => code)).toEqual(['withdrawal_last']);
    expect(orderBreaks([on('withdrawal_last'), on('counting')]).map(({ code }) => code)).toEqual(['counting']);
  });

  it('does not take a season in which the poll will fall for its days', () => {
    expect(orderBreaks([row('withdrawal_last', '2027-01-20'), row('poll', '2027-01-01', '2027-02-28')])).toEqual([]);
    expect(orderBreaks([row('withdrawal_last', '2027-03-01'), row('poll', '2027-01-01', '2027-02-28')])).toHaveLength(
      1,
    );
  });

  it('never breaks when a step alone moves later, but for the steps after it', () => {
    const offsets = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(offsets, fc.integer({ min: 0, max: 4 }), fc.nat(60), (gaps, moved, by) => {
        const codes = ['nominations', 'scrutiny', 'withdrawal_last', 'poll', 'counting'];
        let day = '2026-03-01';
        const plan = codes.map((code, index) => {
          day = addDays(day, gaps[index] ?? 1);
          return row(code, addDays(day, index === moved ? by : 0));
        });
        for (const { code } of orderBreaks(plan)) expect(codes.indexOf(code)).toBeGreaterThan(moved);
      }),
    );
  });
});

describe('findCycle', () => {
  it('gives the circle without what only leads into it', () => {
    const plan = [
      row('poll', null, null, ['withdrawal_last']),
      row('withdrawal_last', null, null, ['scrutiny']),
      row('scrutiny', null, null, ['withdrawal_last']),
    ];
    expect(findCycle(plan)).toEqual(['withdrawal_last', 'scrutiny']);
    expect(findCycle([row('poll', null, null, ['poll'])])).toEqual(['poll']);
    expect(findCycle([row('poll', null, null, ['roll_final', 'roll_final']), row('roll_final', null)])).toBeNull();
  });

  it('finds a circle exactly when no order lets each wait for the ones before it', () => {
    const graph = fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(graph, (blockers) => {
        const plan = blockers.map((list, index) => row(String(index), null, null, list.map(String)));
        const open = new Set(plan.map(({ code }) => code));
        for (let round = 0; round < 7; round += 1)
          for (const { code, blockedBy } of plan) if (!blockedBy?.some((one) => open.has(one))) open.delete(code);
        const cycle = findCycle(plan);
        expect(cycle !== null).toBe(open.size > 0);
        for (const [index, code] of (cycle ?? []).entries())
          expect(blockers[Number(code)]).toContain(Number(cycle?.[(index + 1) % cycle.length]));
      }),
    );
  });
});

describe('planFaults', () => {
  it('names each fault with the row and the days', () => {
    const plan = [
      row('withdrawal_last', '2026-04-09'),
      row('poll', '2026-04-08', '2026-04-08', ['roll_final']),
      row('counting', '2026-04-12', '2026-04-10'),
      row('roll_final', '2026-04-09', '2026-04-09', ['poll']),
      row('term_end', '1926-05-22'),
    ];
    expect(planFaults(plan)).toEqual([
      { reason: 'date.end_before_start', code: 'counting', params: { start: '2026-04-12', end: '2026-04-10' } },
      { reason: 'date.other_era', code: 'term_end', params: { date: '1926-05-22' } },
      {
        reason: 'date.before_blocker',
        code: 'poll',
        params: { date: '2026-04-08', blocker: 'roll_final', over: '2026-04-09' },
      },
      {
        reason: 'date.poll_before_withdrawal',
        code: 'poll',
        params: { date: '2026-04-08', after: 'withdrawal_last', afterDate: '2026-04-09' },
      },
      { reason: 'blocked_by.cycle', code: 'poll', params: { codes: 'poll roll_final' } },
    ]);
  });

  it('finds nothing in an empty plan or in one without days', () => {
    expect(planFaults([])).toEqual([]);
    expect(planFaults([row('poll', null), row('withdrawal_last', null)])).toEqual([]);
  });
});
