import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#shared/kernel/time.ts';
import {
  countMilestones,
  crunch,
  dueSoonDays,
  isAhead,
  isInPeriod,
  type RecordedMilestone,
  referenceWindows,
  revisionsOf,
  slipOf,
  standingOf,
  statusOn,
} from './rules.ts';
import { confidences, milestoneStatuses, recordedStatuses, standings } from './schema.ts';

const today = '2026-11-22';
const day = fc.integer({ min: -600, max: 600 }).map((offset) => addDays(today, offset));
const span = fc
  .tuple(day, fc.integer({ min: 0, max: 120 }), fc.constantFrom('both', 'start', 'end', 'none'))
  .map(([start, length, known]) => ({
    startDate: known === 'both' || known === 'start' ? start : null,
    endDate: known === 'both' || known === 'end' ? addDays(start, length) : null,
  }));
const recorded = fc
  .record({ span, status: fc.constantFrom(...recordedStatuses), confidence: fc.constantFrom(...confidences) })
  .map(({ span, ...rest }) => ({ ...span, ...rest }));

function row(position: number, days: [string | null, string | null], status: RecordedMilestone['status'] = 'due') {
  return {
    exerciseId: 'X',
    position,
    milestone: 'roll_final',
    startDate: days[0],
    endDate: days[1],
    status,
    confidence: 'seen' as const,
  };
}

describe('statusOn', () => {
  it.each([
    [['2027-02-24', '2027-02-24'], 'due', 'planned'],
    [['2026-12-22', '2026-12-22'], 'due', 'due_soon'],
    [['2026-12-23', '2026-12-23'], 'due', 'planned'],
    [['2026-11-22', '2026-11-22'], 'due', 'due_soon'],
    [['2026-09-01', '2026-12-31'], 'due', 'under_way'],
    [[null, '2026-11-26'], 'due', 'due_soon'],
    [[null, '2026-10-07'], 'date_passed_unconfirmed', 'passed_unconfirmed'],
    [['2026-04-10', null], 'due', 'passed_unconfirmed'],
    [['2026-04-15', '2026-04-15'], 'overdue_when_last_seen', 'passed_unconfirmed'],
    [[null, null], 'due', 'unknown_date'],
    [[null, null], 'date_passed_unconfirmed', 'unknown_date'],
    [[null, null], 'completed', 'completed'],
    [['2026-02-21', '2026-02-21'], 'completed', 'completed'],
    [['2027-02-21', '2027-02-21'], 'completed', 'planned'],
    [['2026-02-07', '2026-02-07'], 'superseded', 'superseded'],
  ] as const)('reads %j recorded as %s as %s', ([startDate, endDate], status, expected) => {
    expect(statusOn({ startDate, endDate, status }, today)).toBe(expected);
  });

  it('never says that a day still to come has passed, or that a day gone by lies ahead', () => {
    fc.assert(
      fc.property(recorded, day, (milestone, on) => {
        const status = statusOn(milestone, on);
        const first = milestone.startDate ?? milestone.endDate;
        const last = milestone.endDate ?? milestone.startDate;
        if (status === 'passed_unconfirmed') expect(last !== null && last < on).toBe(true);
        if (isAhead(status)) expect(last !== null && last >= on).toBe(true);
        if (status === 'due_soon') expect(daysBetween(on, first ?? '')).toBeLessThanOrEqual(dueSoonDays);
        if (status === 'completed') expect(milestone.status).toBe('completed');
      }),
    );
  });

  it('moves only forward as days go by: ahead, then past', () => {
    fc.assert(
      fc.property(recorded, day, fc.nat(400), (milestone, on, later) => {
        const isPast = !isAhead(statusOn(milestone, on));
        if (isPast) expect(isAhead(statusOn(milestone, addDays(on, later)))).toBe(false);
      }),
    );
  });
});

describe('countMilestones', () => {
  it('puts every milestone into exactly one count', () => {
    const views = fc.array(
      fc.record({ status: fc.constantFrom(...milestoneStatuses), standing: fc.constantFrom(...standings) }),
    );
    fc.assert(
      fc.property(views, (milestones) => {
        const { ahead, passedUnconfirmed, completed, superseded, toVerify, undated, sample } =
          countMilestones(milestones);
        const sum = ahead + passedUnconfirmed + completed + superseded + toVerify + undated + sample;
        expect(sum).toBe(milestones.length);
      }),
    );
  });

  it('counts no recalled or inferred date as a fact', () => {
    const milestones = (['recalled', 'inferred'] as const).map((confidence) => ({
      status: 'planned' as const,
      standing: standingOf({ confidence }),
    }));
    expect(countMilestones(milestones)).toMatchObject({ ahead: 0, toVerify: 2 });
  });
});

describe('revisionsOf', () => {
  it('keeps the four final-roll dates of one revision as its history, with the slip from the first', () => {
    const rows = [
      row(1, ['2026-01-15', '2026-01-15'], 'superseded'),
      row(2, ['2026-02-06', '2026-02-06'], 'superseded'),
      row(3, ['2026-03-28', '2026-03-28'], 'superseded'),
      row(4, ['2026-04-15', '2026-04-15'], 'date_passed_unconfirmed'),
    ] as const;
    const revisions = revisionsOf(rows);
    expect(revisions.get(rows[3])).toMatchObject({ slipInDays: 90, replacedBy: null });
    expect(revisions.get(rows[3])?.earlier.map(({ start }) => start)).toEqual([
      '2026-01-15',
      '2026-02-06',
      '2026-03-28',
    ]);
    expect(revisions.get(rows[0])).toEqual({
      earlier: [],
      slipInDays: null,
      replacedBy: { start: '2026-04-15', end: '2026-04-15' },
    });
  });

  it('says that a superseded plan has no successor when there is none', () => {
    const only = row(1, ['2026-01-31', '2026-01-31'], 'superseded');
    expect(revisionsOf([only]).get(only)?.replacedBy).toBeNull();
  });

  it('has no slip when the plan in force has no day', () => {
    const rows = [row(1, ['2026-06-14', '2026-06-24'], 'superseded'), row(2, [null, null])] as const;
    expect(revisionsOf(rows).get(rows[1])).toMatchObject({ slipInDays: null });
    expect(revisionsOf(rows).get(rows[1])?.earlier).toHaveLength(1);
  });

  it('does not take a second court order for a change of the first', () => {
    const rows = [
      { ...row(1, ['2025-11-14', '2025-11-14'], 'completed'), milestone: 'court_order' },
      { ...row(2, ['2026-05-22', '2026-05-22'], 'completed'), milestone: 'court_order' },
    ];
    for (const revision of revisionsOf(rows).values()) expect(revision.earlier).toEqual([]);
  });

  it('gives at most one plan in force a history, whatever the order of the rows', () => {
    const statuses = fc.array(fc.constantFrom(...recordedStatuses), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(statuses, fc.infiniteStream(fc.nat()), (list, order) => {
        const rows = list.map((status, index) => row(index, [addDays(today, index * 7), null], status));
        const shuffled = rows
          .map((each) => ({ each, key: order.next().value }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const revisions = revisionsOf(shuffled);
        const withHistory = rows.filter((each) => (revisions.get(each)?.earlier.length ?? 0) > 0);
        expect(withHistory.length).toBeLessThanOrEqual(1);
        for (const each of withHistory) expect(each).toBe(rows.findLast(({ status }) => status !== 'superseded'));
        for (const each of rows) expect(revisions.has(each)).toBe(true);
      }),
    );
  });
});

describe('slipOf', () => {
  it('turns its sign when the two plans change places', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [one, two] = [
          { start: a, end: null },
          { start: b, end: b },
        ];
        expect((slipOf(one, two) ?? 0) + (slipOf(two, one) ?? 0)).toBe(0);
      }),
    );
  });
});

describe('isInPeriod', () => {
  it('takes a window that touches the period with one day, and nothing without a day', () => {
    expect(isInPeriod({ start: '2027-01-01', end: '2027-02-28' }, '2027-02-28', '2027-03-31')).toBe(true);
    expect(isInPeriod({ start: '2027-01-01', end: '2027-02-28' }, '2027-03-01', '2027-03-31')).toBe(false);
    expect(isInPeriod({ start: null, end: null }, undefined, undefined)).toBe(false);
  });
});

describe('referenceWindows', () => {
  it('each touch the crunch months and name their source', () => {
    for (const window of referenceWindows) {
      const end = window.end ?? addDays(crunch.to, -1);
      expect(isInPeriod({ start: window.start, end }, crunch.from, addDays(crunch.to, -1))).toBe(true);
      expect(window.source).not.toBe('');
    }
  });
});
