import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/time.ts';
import { pollVariants } from './catalogue-presets.ts';
import { type PlanRow, stepOf } from './rules-dates.ts';
import { legalBreaks, legalDays, notificationOpens } from './rules-legal.ts';
import { layOut, type PlannedMilestone } from './rules-templates.ts';

type Days = Record<string, string>;

/** `2026-03-16`, `2026-03-16..2026-03-23`, `..2026-03-13` for "by", `?` without a day. */
function daysOf(plan: readonly PlannedMilestone[]): Days {
  return Object.fromEntries(
    plan.map(({ code, start, end }) => [code, end === null ? '?' : start === end ? end : `${start ?? ''}..${end}`]),
  );
}

function rowsOf(plan: readonly PlannedMilestone[]): PlanRow[] {
  return plan.map(({ code, start, end }) => ({ code, start, end }));
}

const day = fc.integer({ min: 0, max: 1500 }).map((offset) => addDays('2025-01-01', offset));
const holidayLists = fc
  .array(fc.integer({ min: 0, max: 1700 }), { maxLength: 80 })
  .map((offsets) => new Set(offsets.map((offset) => addDays('2025-01-01', offset))));

describe('T-ECI-GEN', () => {
  it.each([
    ['assam-2026', '2026-03-16', '2026-03-15', ['2026-03-23', '2026-03-24', '2026-03-26', '2026-04-09']],
    ['tamil-nadu-2026', '2026-03-30', '2026-03-15', ['2026-04-06', '2026-04-07', '2026-04-09', '2026-04-23']],
  ])('gives the calendar of %s back', (preset, anchor, announcement, [last, scrutiny, withdrawal, poll]) => {
    expect(daysOf(layOut('T-ECI-GEN', anchor, { preset }))).toMatchObject({
      announcement_mcc: announcement,
      nominations: `${anchor}..${last}`,
      scrutiny,
      withdrawal_last: withdrawal,
      poll,
      counting: '2026-05-04',
      completion: '2026-05-06',
      evm_lock_end: '2026-06-18',
    });
  });

  it('gives both phases of Bihar 2025 back', () => {
    expect(daysOf(layOut('T-ECI-GEN', '2025-10-10', { preset: 'bihar-2025', termEnd: '2025-11-22' }))).toEqual({
      notification_window_opens: '2025-05-22',
      announcement_mcc: '2025-10-06',
      notification_phase_1: '2025-10-10',
      nominations_phase_1: '2025-10-10..2025-10-17',
      roll_applications_last_phase_1: '..2025-10-07',
      scrutiny_phase_1: '2025-10-18',
      withdrawal_last_phase_1: '2025-10-20',
      campaign_silence_phase_1: '2025-11-04..2025-11-06',
      poll_phase_1: '2025-11-06',
      notification_phase_2: '2025-10-13',
      nominations_phase_2: '2025-10-13..2025-10-20',
      roll_applications_last_phase_2: '..2025-10-10',
      scrutiny_phase_2: '2025-10-21',
      withdrawal_last_phase_2: '2025-10-23',
      campaign_silence_phase_2: '2025-11-09..2025-11-11',
      poll_phase_2: '2025-11-11',
      counting: '2025-11-14',
      completion: '2025-11-16',
      house_constituted: '..2025-11-22',
      term_end: '2025-11-22',
      evm_lock_end: '2025-12-29',
    });
  });

  it('counts back from the term alone, as latest possible days and no plan', () => {
    const plan = layOut('T-ECI-GEN', null, { termEnd: '2027-05-22' });
    expect(daysOf(plan)).toEqual({
      notification_window_opens: '2026-11-22',
      announcement_mcc: '..2027-04-23',
      notification: '..2027-04-24',
      nominations: '..2027-05-01',
      scrutiny: '..2027-05-03',
      withdrawal_last: '..2027-05-05',
      poll: '..2027-05-19',
      counting: '..2027-05-20',
      completion: '..2027-05-22',
      house_constituted: '..2027-05-22',
      term_end: '2027-05-22',
    });
    expect(plan.filter(({ isLatest }) => isLatest)).toHaveLength(8);
    expect(plan.find(({ code }) => code === 'poll')?.basis.en).toContain('not a plan');
  });

  it('puts a poll day that was chosen too early on the first lawful one, and says by how much', () => {
    const plan = layOut('T-ECI-GEN', '2026-03-30', { polls: ['2026-04-20'] });
    expect(plan.find(({ code }) => code === 'poll')).toMatchObject({ end: '2026-04-23', movedBy: 3, kind: 'legal' });
    const later = layOut('T-ECI-GEN', '2026-03-30', { polls: ['2026-04-29'] });
    expect(later.find(({ code }) => code === 'poll')).toMatchObject({ end: '2026-04-29', movedBy: 0 });
  });

  it('does not notify before the last six months of the term', () => {
    const plan = layOut('T-ECI-GEN', '2026-11-20', { termEnd: '2027-05-22' });
    expect(plan.find(({ code }) => code === 'notification')).toMatchObject({ end: '2026-11-22', movedBy: 2 });
  });

  it('says when counting and completion come after the term', () => {
    const plan = layOut('T-ECI-GEN', '2027-04-24', { termEnd: '2027-05-22' });
    expect(plan.filter(({ isTooLate }) => isTooLate).map(({ code }) => code)).toEqual(['completion']);
  });

  it('never breaks section 30, whatever the day, the holidays, the phases and the poll days chosen', () => {
    const options = fc.record(
      {
        holidays: holidayLists,
        preset: fc.constantFrom(...pollVariants.map(({ id }) => id)),
        termEnd: day,
        laterNotifications: fc.array(day, { maxLength: 3 }),
        polls: fc.array(fc.option(day), { maxLength: 4 }),
      },
      { requiredKeys: ['holidays'] },
    );
    fc.assert(
      fc.property(
        fc.constantFrom('T-ECI-GEN' as const, 'T-ECI-BYE' as const),
        day,
        options,
        (template, anchor, more) => {
          const plan = layOut(template, anchor, more);
          const termEnd = template === 'T-ECI-GEN' ? (more.termEnd ?? null) : null;
          const { holidays } = more;
          expect(plan.some(({ code }) => stepOf(code)?.step === 'poll')).toBe(true);
          expect(legalBreaks({ bodyKind: 'eci', rows: rowsOf(plan), holidays, termEnd })).toEqual([]);
        },
      ),
    );
  });

  it('gives latest days that can still be kept, and not one day later', () => {
    fc.assert(
      fc.property(day, holidayLists, (termEnd, holidays) => {
        const plan = layOut('T-ECI-GEN', null, { termEnd, holidays });
        const end = (code: string) => plan.find((one) => one.code === code)?.end ?? '';
        expect(legalDays(end('notification'), holidays).poll <= end('poll')).toBe(true);
        expect(legalDays(addDays(end('notification'), 1), holidays).poll > end('poll')).toBe(true);
        expect(end('completion')).toBe(termEnd);
        expect(end('notification') > notificationOpens(termEnd)).toBe(true);
      }),
    );
  });
});

describe('T-ECI-BYE', () => {
  it('has the same steps and the six months from the vacancy', () => {
    const days = daysOf(layOut('T-ECI-BYE', '2026-03-16', { vacancy: '2025-10-01' }));
    expect(days).toMatchObject({ poll: '2026-04-09', six_month_limit: '2026-04-01' });
    expect(days).not.toHaveProperty('house_constituted');
    const late = layOut('T-ECI-BYE', '2026-03-16', { vacancy: '2025-10-01' }).filter(({ isTooLate }) => isTooLate);
    expect(late.map(({ code }) => code)).toEqual(['poll', 'counting', 'completion']);
  });
});

describe('T-SSR', () => {
  it('gives the calendar of Uttarakhand for 2024 back, from its draft on 17-10-2023', () => {
    expect(daysOf(layOut('T-SSR', '2023-10-17'))).toEqual({
      preparation_training: '2023-06-01..2023-07-20',
      enumeration: '2023-07-21..2023-08-21',
      stations_rationalised: '2023-08-22..2023-09-29',
      formats_prepared: '2023-09-30..2023-10-16',
      roll_draft: '2023-10-17',
      claims_objections: '2023-10-17..2023-11-30',
      disposal: '..2023-12-26',
      eci_permission: '2024-01-01',
      roll_final: '2024-01-05',
    });
  });

  it('gives Odisha back, without what was not seen there', () => {
    expect(daysOf(layOut('T-SSR', '2023-10-27', { preset: 'odisha-2024' }))).toEqual({
      roll_draft: '2023-10-27',
      claims_objections: '2023-10-27..2023-12-09',
      disposal: '?',
      roll_final: '2024-01-05',
    });
  });
});

describe('T-SIR', () => {
  const expected: [string | undefined, string, Days][] = [
    [
      undefined,
      '2025-11-04',
      {
        roll_draft: '2025-12-10',
        claims_objections: '2025-12-10..2026-01-09',
        disposal: '2025-12-10..2026-01-31',
        roll_final: '2026-02-10',
      },
    ],
    [
      'phase-2-first',
      '2025-11-04',
      {
        announcement_roll_freeze: '2025-10-27',
        preparation_training: '2025-10-28..2025-11-03',
        enumeration: '2025-11-04..2025-12-04',
        roll_draft: '2025-12-09',
        claims_objections: '2025-12-09..2026-01-08',
        disposal: '2025-12-09..2026-01-31',
        roll_final: '2026-02-07',
      },
    ],
    [
      'phase-2-extended',
      '2025-11-04',
      {
        enumeration: '2025-11-04..2025-12-11',
        control_tables: '2025-12-12..2025-12-15',
        roll_draft: '2025-12-16',
        claims_objections: '2025-12-16..2026-01-15',
        disposal: '?',
        eci_permission: '2026-02-10',
        roll_final: '2026-02-14',
      },
    ],
    [
      'uttar-pradesh-2026',
      '2025-11-04',
      {
        enumeration: '2025-11-04..2025-12-26',
        roll_draft: '2026-01-06',
        claims_objections: '2026-01-06..2026-03-06',
        disposal: '2026-01-06..2026-03-27',
        roll_final: '2026-04-10',
      },
    ],
    [
      'phase-3-punjab',
      '2026-06-25',
      {
        announcement_roll_freeze: '2026-05-14',
        enumeration: '2026-06-25..2026-07-24',
        roll_draft: '2026-08-03',
        claims_objections: '?',
        roll_final: '2026-10-01',
      },
    ],
    [
      'phase-3-delhi',
      '2026-06-30',
      {
        announcement_roll_freeze: '2026-05-14',
        enumeration: '2026-06-30..2026-07-29',
        roll_draft: '2026-08-05',
        roll_final: '2026-10-07',
      },
    ],
  ];
  it.each(expected)('lays out %s from %s', (preset, anchor, days) => {
    expect(daysOf(layOut('T-SIR', anchor, preset === undefined ? {} : { preset }))).toMatchObject(days);
  });

  it('publishes on the next working day when the day is a notified holiday, and leaves field work', () => {
    const holidays = new Set(['2026-08-01', '2026-08-03', '2026-06-25']);
    const plan = layOut('T-SIR', '2026-06-25', { preset: 'phase-3-punjab', holidays });
    expect(plan.find(({ code }) => code === 'roll_draft')).toMatchObject({ end: '2026-08-04', movedBy: 1 });
    expect(plan.find(({ code }) => code === 'enumeration')).toMatchObject({ start: '2026-06-25', movedBy: 0 });
  });
});
