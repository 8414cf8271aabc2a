import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#shared/kernel/time.ts';
import type { PlanRow } from './rules-dates.ts';
import {
  isWorkingDay,
  type LegalPlan,
  latestNotification,
  legalBreaks,
  legalDays,
  nextWorkingDay,
  notificationOpens,
  silenceDay,
} from './rules-legal.ts';

const noHolidays: ReadonlySet<string> = new Set();
const day = fc.integer({ min: 0, max: 1500 }).map((offset) => addDays('2025-01-01', offset));
const holidayLists = fc
  .array(fc.integer({ min: 0, max: 1600 }), { maxLength: 60 })
  .map((offsets) => new Set(offsets.map((offset) => addDays('2025-01-01', offset))));

type Steps = Record<string, string | readonly [string | null, string | null]>;

function plan(steps: Steps, more: Partial<LegalPlan> = {}): LegalPlan {
  const rows = Object.entries(steps).map(([code, days]): PlanRow => {
    const [start, end] = typeof days === 'string' ? [days, days] : days;
    return { code, start, end };
  });
  return { bodyKind: 'eci', rows, holidays: noHolidays, termEnd: null, ...more };
}

const assam: Steps = {
  notification: '2026-03-16',
  nominations: ['2026-03-16', '2026-03-23'],
  scrutiny: '2026-03-24',
  withdrawal_last: '2026-03-26',
  poll: '2026-04-09',
  counting: '2026-05-04',
};
const tamilNadu: Steps = {
  notification: '2026-03-30',
  nominations: ['2026-03-30', '2026-04-06'],
  scrutiny: '2026-04-07',
  withdrawal_last: '2026-04-09',
  poll: '2026-04-23',
  counting: '2026-05-04',
};
const bihar: Steps = {
  notification_phase_1: '2025-10-10',
  nominations_phase_1: ['2025-10-10', '2025-10-17'],
  scrutiny_phase_1: '2025-10-18',
  withdrawal_last_phase_1: '2025-10-20',
  poll_phase_1: '2025-11-06',
  notification_phase_2: '2025-10-13',
  nominations_phase_2: ['2025-10-13', '2025-10-20'],
  scrutiny_phase_2: '2025-10-21',
  withdrawal_last_phase_2: '2025-10-23',
  poll_phase_2: '2025-11-11',
  counting: '2025-11-14',
};

describe('legalDays', () => {
  it.each([
    ['2026-03-16', '2026-04-09'],
    ['2026-03-30', '2026-04-23'],
  ])('takes 24 days from %s to %s', (notification, poll) => {
    expect(legalDays(notification, noHolidays).poll).toBe(poll);
    expect(daysBetween(notification, poll)).toBe(24);
  });

  it('moves nominations, scrutiny and withdrawal off Sundays and notified holidays, but not the poll', () => {
    // 22-03-2026 is a Sunday; 26-03-2026 is notified here; 12-04-2026, a Sunday, is a poll day all the same.
    expect(legalDays('2026-03-15', new Set(['2026-03-26']))).toEqual({
      lastNomination: '2026-03-23',
      scrutiny: '2026-03-24',
      withdrawal: '2026-03-27',
      poll: '2026-04-10',
    });
    expect(legalDays('2026-03-19', noHolidays).poll).toBe('2026-04-13');
    expect(legalDays('2026-03-18', noHolidays)).toMatchObject({ withdrawal: '2026-03-28', poll: '2026-04-11' });
  });

  it('is never shorter than 24 days, ends on working days and never runs backwards', () => {
    fc.assert(
      fc.property(day, holidayLists, (notification, holidays) => {
        const days = legalDays(notification, holidays);
        expect(daysBetween(notification, days.poll)).toBeGreaterThanOrEqual(24);
        for (const one of [days.lastNomination, days.scrutiny, days.withdrawal])
          expect(isWorkingDay(one, holidays)).toBe(true);
        expect(legalDays(addDays(notification, 1), holidays).poll >= days.poll).toBe(true);
      }),
    );
  });
});

describe('latestNotification', () => {
  it('is the last day from which the poll can still be reached', () => {
    fc.assert(
      fc.property(day, holidayLists, (poll, holidays) => {
        const latest = latestNotification(poll, holidays);
        expect(legalDays(latest, holidays).poll <= poll).toBe(true);
        expect(legalDays(addDays(latest, 1), holidays).poll > poll).toBe(true);
      }),
    );
  });
});

describe('days of other provisions', () => {
  it.each([
    ['2027-05-22', '2026-11-22'],
    ['2027-03-15', '2026-09-15'],
    ['2027-12-11', '2027-06-11'],
  ])('a House whose term ends on %s may be notified from %s', (termEnd, opens) => {
    expect(notificationOpens(termEnd)).toBe(opens);
  });

  it('the campaign ends two days before the poll', () => {
    expect(silenceDay('2026-04-09')).toBe('2026-04-07');
  });

  it('the next working day is the first that is no Sunday and no holiday', () => {
    fc.assert(
      fc.property(day, holidayLists, (from, holidays) => {
        const next = nextWorkingDay(from, holidays);
        expect(isWorkingDay(next, holidays)).toBe(true);
        for (let one = from; one < next; one = addDays(one, 1)) expect(isWorkingDay(one, holidays)).toBe(false);
      }),
    );
  });
});

describe('legalBreaks of the Election Commission of India', () => {
  it.each([
    ['Assam, Kerala and Puducherry 2026', assam],
    ['Tamil Nadu 2026', tamilNadu],
    ['Bihar 2025', bihar],
  ])('passes the calendar of %s', (_name, steps) => {
    expect(legalBreaks(plan(steps))).toEqual([]);
  });

  it('passes West Bengal 2026, where only the last possible days of withdrawal are known', () => {
    const steps: Steps = {
      withdrawal_last_phase_1: [null, '2026-04-09'],
      poll_phase_1: '2026-04-23',
      withdrawal_last_phase_2: [null, '2026-04-15'],
      poll_phase_2: '2026-04-29',
    };
    expect(legalBreaks(plan(steps))).toEqual([]);
  });

  it('catches the misprinted poll day of Tamil Nadu: 20 April after a withdrawal on 9 April', () => {
    expect(legalBreaks(plan({ ...tamilNadu, poll: '2026-04-20' }))).toEqual([
      {
        code: 'poll',
        step: 'poll',
        date: '2026-04-20',
        earliest: '2026-04-23',
        basis: 's30d',
        since: { code: 'withdrawal_last', date: '2026-04-09' },
        bridged: [],
      },
    ]);
  });

  it('bridges steps that are not known from the nearest earlier one', () => {
    const broken = legalBreaks(plan({ notification: '2026-03-30', poll: '2026-04-20' }));
    expect(broken).toMatchObject([
      {
        earliest: '2026-04-23',
        since: { code: 'notification' },
        bridged: ['nominations', 'scrutiny', 'withdrawal_last'],
      },
    ]);
    expect(legalBreaks(plan({ poll: '2026-04-20' }))).toEqual([]);
    expect(legalBreaks(plan({ announcement_mcc: '2026-04-19', poll: '2026-04-20' }))).toEqual([]);
  });

  it('counts holidays of the State, and judges each phase by its own steps', () => {
    const steps: Steps = { ...bihar, scrutiny_phase_2: '2025-10-21', poll_phase_2: '2025-11-05' };
    const found = legalBreaks(plan(steps, { holidays: new Set(['2025-10-20', '2025-10-21']) }));
    expect(found.map(({ code, date, earliest, basis }) => [code, date, earliest, basis])).toEqual([
      ['withdrawal_last_phase_1', '2025-10-20', '2025-10-22', 's30c'],
      ['nominations_phase_2', '2025-10-20', '2025-10-22', 's30a'],
      ['scrutiny_phase_2', '2025-10-21', '2025-10-22', 's30b'],
      ['poll_phase_2', '2025-11-05', '2025-11-06', 's30d'],
    ]);
  });

  it('lets no notification before the last six months of the term, and counts no nominations from that day', () => {
    const steps: Steps = { notification: '2026-11-21', nominations: ['2026-11-21', '2026-11-30'] };
    expect(legalBreaks(plan(steps, { termEnd: '2027-05-22' }))).toMatchObject([
      {
        code: 'notification',
        earliest: '2026-11-22',
        basis: 's14_15',
        since: { code: 'term_end', date: '2027-05-22' },
      },
    ]);
    expect(legalBreaks(plan({ nominations: '2026-10-01' }, { termEnd: '2027-05-22' }))).toEqual([]);
  });

  it('finds counting before the poll', () => {
    expect(legalBreaks(plan({ ...assam, counting: '2026-04-08' }))).toMatchObject([
      { code: 'counting', earliest: '2026-04-09', basis: 'order' },
    ]);
  });
});

describe('legalBreaks of a State election commission', () => {
  it('asks for the order of the steps only, not for gaps', () => {
    const steps: Steps = {
      nominations: ['2026-01-28', '2026-01-30'],
      scrutiny: '2026-01-31',
      withdrawal_last: '2026-02-03',
      poll: '2026-02-11',
      counting: '2026-02-13',
    };
    expect(legalBreaks(plan(steps, { bodyKind: 'sec' }))).toEqual([]);
    expect(legalBreaks(plan({ ...steps, poll: '2026-02-03' }, { bodyKind: 'sec' }))).toEqual([
      {
        code: 'poll',
        step: 'poll',
        date: '2026-02-03',
        earliest: '2026-02-04',
        basis: 'order',
        since: { code: 'withdrawal_last', date: '2026-02-03' },
        bridged: [],
      },
    ]);
  });
});

describe('legalBreaks of any plan', () => {
  const codes = ['notification', 'nominations', 'scrutiny', 'withdrawal_last', 'poll', 'counting'];
  const plans = fc
    .record({
      from: day,
      gaps: fc.array(fc.option(fc.integer({ min: -2, max: 20 }), { nil: undefined, freq: 4 }), {
        minLength: 6,
        maxLength: 6,
      }),
      holidays: holidayLists,
      bodyKind: fc.constantFrom('eci' as const, 'sec' as const),
    })
    .map(({ from, gaps, holidays, bodyKind }) => {
      const steps: Record<string, string> = {};
      let at = from;
      for (const [index, gap] of gaps.entries()) {
        if (gap === undefined) continue;
        at = addDays(at, gap);
        steps[codes[index] ?? ''] = at;
      }
      return { steps, holidays, bodyKind };
    });

  it('finds a step early exactly when its day is before the one it names, and mends it by moving it there', () => {
    fc.assert(
      fc.property(plans, ({ steps, holidays, bodyKind }) => {
        for (const found of legalBreaks(plan(steps, { holidays, bodyKind }))) {
          expect(found.date < found.earliest).toBe(true);
          const moved = { ...steps, [found.code]: found.earliest };
          const left = legalBreaks(plan(moved, { holidays, bodyKind }));
          expect(left.some(({ code }) => code === found.code)).toBe(false);
        }
      }),
    );
  });

  it('never breaks a step, nor one before it, by moving it later', () => {
    fc.assert(
      fc.property(plans, fc.nat(5), fc.nat(90), ({ steps, holidays, bodyKind }, index, by) => {
        const code = codes[index] ?? '';
        const at = steps[code];
        if (at === undefined) return;
        const before = legalBreaks(plan(steps, { holidays, bodyKind })).map((one) => one.code);
        const after = legalBreaks(plan({ ...steps, [code]: addDays(at, by) }, { holidays, bodyKind }));
        for (const found of after) if (codes.indexOf(found.code) <= index) expect(before).toContain(found.code);
      }),
    );
  });
});
