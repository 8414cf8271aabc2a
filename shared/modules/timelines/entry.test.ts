import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/time.ts';
import { asKnownBefore, type KnownRow, revisionsOf } from './rules.ts';
import { codesOf, isKnownCode } from './rules-codes.ts';
import { contextWindows } from './rules-context.ts';
import type { PlanRow } from './rules-dates.ts';
import { placeFaults } from './rules-description.ts';
import {
  changeFaults,
  confirmFault,
  type DatedRow,
  type LegalFrame,
  listInForce,
  planOf,
  planWith,
  readTypedDays,
} from './rules-entry.ts';
import { didStateExist, districtFaults, stateSince } from './rules-places.ts';
import { confidences, exerciseKinds, recordedStatuses } from './schema.ts';

const today = '2026-11-22';
const day = fc.integer({ min: -400, max: 400 }).map((offset) => addDays(today, offset));
const codes = ['nominations', 'scrutiny', 'withdrawal_last', 'poll', 'counting', 'court_order', 'court_deadline'];
const dated = fc
  .record({
    milestone: fc.constantFrom(...codes),
    startDate: day,
    status: fc.constantFrom(...recordedStatuses),
    confidence: fc.constantFrom(...confidences),
    isWithdrawn: fc.boolean(),
  })
  .map(({ isWithdrawn, ...row }) => ({ ...row, endDate: row.startDate, withdrawnAt: isWithdrawn ? today : null }));
const rowsOf = fc
  .array(dated, { maxLength: 12 })
  .map((rows) => rows.map((row, at): DatedRow => ({ ...row, id: String(at), position: at, blockedBy: [] })));
const plans = fc
  .array(fc.record({ code: fc.constantFrom(...codes), start: day }), { maxLength: 6 })
  .map((rows): PlanRow[] =>
    planWith(
      [],
      rows.map(({ code, start }) => ({ code, start, end: start })),
    ),
  );
const assembly: LegalFrame = { kind: 'assembly_election', bodyKind: 'eci', holidays: new Set() };
const local: LegalFrame = { kind: 'panchayat_election', bodyKind: 'sec', holidays: new Set() };

function row(change: Partial<DatedRow> = {}): DatedRow {
  return {
    id: 'a',
    milestone: 'poll',
    position: 1,
    startDate: '2026-11-01',
    endDate: '2026-11-01',
    status: 'due',
    confidence: 'office',
    withdrawnAt: null,
    blockedBy: [],
    ...change,
  };
}

describe('listInForce', () => {
  it('has one row a step, but every court order and open deadline, and nothing superseded or withdrawn', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const inForce = listInForce(rows);
        const steps = inForce.map(({ milestone }) => milestone).filter((code) => !code.startsWith('court'));
        expect(new Set(steps).size).toBe(steps.length);
        for (const each of inForce) expect(each.status !== 'superseded' && each.withdrawnAt === null).toBe(true);
        const courts = rows.filter(
          (each) => each.milestone.startsWith('court') && each.status !== 'superseded' && each.withdrawnAt === null,
        );
        expect(inForce.filter(({ milestone }) => milestone.startsWith('court'))).toEqual(courts);
      }),
    );
  });

  it('lets no remembered date bind a plan', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const bound = listInForce(rows).filter(
          ({ confidence }) => confidence !== 'recalled' && confidence !== 'inferred',
        );
        expect(planOf(rows)).toHaveLength(bound.length);
      }),
    );
  });
});

describe('changeFaults', () => {
  it('finds nothing in a change that changes nothing, however broken the plan', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom(assembly, local), (plan, frame) => {
        expect(changeFaults(plan, plan, frame)).toEqual({ hard: [], breaks: [] });
      }),
    );
  });

  it('finds in a new plan all that a look at each of its days finds', () => {
    const plan = [
      { code: 'withdrawal_last', start: '2026-04-09', end: '2026-04-09' },
      { code: 'poll', start: '2026-04-20', end: '2026-04-20' },
    ];
    expect(changeFaults([], plan, assembly).breaks).toMatchObject([
      { reason: 'legal.s30d', params: { step: 'poll', date: '2026-04-20', earliest: '2026-04-23' } },
    ]);
    // A commission has the order of steps only, and eleven days after the withdrawal keep it.
    expect(changeFaults([], plan, local)).toEqual({ hard: [], breaks: [] });
    // The President's election has its own Act.
    expect(changeFaults([], plan, { ...assembly, kind: 'other' }).breaks).toEqual([]);
  });

  it('lets a broken step be mended and refuses to break it further', () => {
    const at = (poll: string) => [
      { code: 'withdrawal_last', start: '2026-04-09', end: '2026-04-09' },
      { code: 'poll', start: poll, end: poll },
    ];
    expect(changeFaults(at('2026-04-20'), at('2026-04-21'), assembly).breaks).toEqual([]);
    expect(changeFaults(at('2026-04-20'), at('2026-04-19'), assembly).breaks).toHaveLength(1);
  });
});

describe('readTypedDays', () => {
  it('never gives an end before its start, and names the field at fault', () => {
    const typed = fc.oneof(fc.string({ maxLength: 12 }), day, fc.constant(''));
    fc.assert(
      fc.property(typed, typed, (start, end) => {
        const read = readTypedDays({ start, end });
        if (read.ok)
          expect(read.days.start === null || read.days.end === null || read.days.start <= read.days.end).toBe(true);
        else for (const { field } of read.details) expect(['start', 'end']).toContain(field);
      }),
    );
  });
});

describe('confirmFault', () => {
  it.each([
    [row(), null, null],
    [row({ startDate: today, endDate: today }), null, null],
    [row({ startDate: '2026-12-01', endDate: '2026-12-01' }), null, 'confirm.future'],
    [row({ startDate: '2026-11-01', endDate: '2026-12-01' }), null, 'confirm.future'],
    [row({ startDate: '2026-12-01', endDate: '2026-12-01', confidence: 'recalled' }), null, null],
    [row({ startDate: null, endDate: null }), null, 'confirm.day_needed'],
    [row({ startDate: null, endDate: null }), { start: '2026-11-02', end: null }, null],
    [row({ status: 'completed' }), null, 'confirm.done'],
    [row({ confidence: 'recalled' }), { start: '2026-12-02', end: null }, 'confirm.future'],
  ] as const)('of %j on %j: %s', (milestone, on, expected) => {
    expect(confirmFault(milestone, on, today)).toBe(expected);
  });
});

describe('asKnownBefore', () => {
  const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
  const mark = fc.option(instant, { nil: null });
  const known = fc.record<KnownRow>({
    status: fc.constantFrom(...recordedStatuses),
    recordedBy: fc.option(fc.constant('office'), { nil: null }),
    recordedAt: instant,
    supersededAt: mark,
    confirmedAt: mark,
    withdrawnAt: mark,
  });

  it('shows no mark that was made at the instant or after it, and no office’s row before it was written', () => {
    fc.assert(
      fc.property(known, instant, (each, before) => {
        const seen = asKnownBefore(each, before);
        if (each.recordedBy !== null && each.recordedAt >= before) expect(seen).toBeUndefined();
        if (seen === undefined) return;
        if (each.supersededAt !== null && each.supersededAt >= before) expect(seen.status).not.toBe('superseded');
        if (each.confirmedAt !== null && each.confirmedAt >= before) expect(seen.status).not.toBe('completed');
      }),
    );
  });
});

describe('revisionsOf', () => {
  const plan = (position: number, milestone: string, start: string, change: Partial<DatedRow>) => ({
    ...row({ position, milestone, startDate: start, endDate: start, ...change }),
    exerciseId: 'X',
  });

  it('counts no slip from a remembered date', () => {
    const rows = [
      plan(1, 'poll', '2026-11-01', { status: 'superseded', confidence: 'recalled' }),
      plan(2, 'poll', '2026-11-05', { status: 'superseded' }),
      plan(3, 'poll', '2026-11-08', {}),
    ] as const;
    expect(revisionsOf(rows).get(rows[2])).toMatchObject({ slipInDays: 3 });
    expect(revisionsOf([rows[0], rows[2]]).get(rows[2])).toMatchObject({ slipInDays: null });
  });

  it('takes an open deadline of a court for no earlier plan of another', () => {
    const rows = [plan(1, 'court_deadline', '2026-04-15', {}), plan(2, 'court_deadline', '2026-06-30', {})] as const;
    expect(revisionsOf(rows).get(rows[1])).toMatchObject({ earlier: [], slipInDays: null });
  });
});

describe('places', () => {
  it('know the day on which a State came to be, and not the one before', () => {
    for (const code of ['IN-TS', 'IN-JK', 'IN-LA', 'IN-DH', 'IN-CG', 'IN-JH', 'IN-UK']) {
      const since = stateSince(code) ?? '';
      expect([didStateExist(code, since), didStateExist(code, addDays(since, -1))]).toEqual([true, false]);
    }
    expect(stateSince('IN-KL')).toBeNull();
    const asked = { stateCode: 'IN-LA', codes: [], days: ['2019-10-30'], districts: [] };
    expect(placeFaults(asked)).toMatchObject([{ reason: 'place.state_not_on_day', params: { since: '2019-10-31' } }]);
  });

  it('find a district in the span that holds the day, the last day of a span excluded', () => {
    const register = [
      { code: '1', validFrom: '2000-01-01', validTo: '2020-01-01' },
      { code: '1', validFrom: '2022-01-01', validTo: null },
    ];
    const reasons = (...days: string[]) => districtFaults(['1'], days, register).map(({ reason }) => reason);
    expect(reasons('2019-12-31', '2022-01-01')).toEqual([]);
    expect(reasons('2020-01-01')).toEqual(['district.not_on_day']);
    expect(districtFaults(['2'], [], register)).toEqual([{ reason: 'district.unknown', code: '2' }]);
  });
});

describe('steps and dates of others', () => {
  it('offer only steps that may be entered, with a phase or without', () => {
    for (const kind of exerciseKinds) for (const code of codesOf(kind)) expect(isKnownCode(code)).toBe(true);
    expect([isKnownCode('poll_phase_3'), isKnownCode('pole')]).toEqual([true, false]);
  });

  it('are provisional, each with its source', () => {
    for (const window of contextWindows) {
      expect(window.isProvisional).toBe(true);
      expect(window.source).not.toBe('');
      expect(window.start ?? window.end).not.toBeNull();
    }
  });
});
