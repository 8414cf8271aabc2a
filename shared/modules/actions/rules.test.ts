import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/time.ts';
import {
  bucketOf,
  clauses,
  countCopies,
  daysPast,
  isOverdue,
  isPastWithoutRecord,
  meetsBucket,
  needsReason,
  readClauses,
  statusesOf,
} from './rules.ts';
import { actionStatuses, buckets } from './schema.ts';

const today = '2026-11-22';
const dueOn = fc.option(fc.integer({ min: -500, max: 500 }).map((offset) => addDays(today, offset)));
const itemId = fc.constantFrom('A01', 'A04', 'A13', 'A17', 'A19');
const standing = fc.record({ itemId, dueOn, status: fc.constantFrom(...actionStatuses) });

function ago(days: number): string {
  return addDays(today, -days);
}

describe('bucketOf', () => {
  it.each([
    ['A04', 'no_public_record', ago(182), 'no_record'],
    ['A03', 'no_public_record', null, 'no_record'],
    ['A04', 'in_progress', ago(1), 'overdue_1_30'],
    ['A04', 'not_started', ago(30), 'overdue_1_30'],
    ['A04', 'awaiting_other', ago(31), 'overdue_31_90'],
    ['A04', 'returned', ago(90), 'overdue_31_90'],
    ['A04', 'in_progress', ago(91), 'overdue_91_180'],
    ['A04', 'in_progress', ago(180), 'overdue_91_180'],
    ['A04', 'in_progress', ago(181), 'overdue_over_180'],
    ['A18', 'in_progress', today, 'due_soon'],
    ['A18', 'in_progress', ago(-30), 'due_soon'],
    ['A19', 'in_progress', ago(-31), 'due_later'],
    ['A03', 'in_progress', null, 'no_deadline'],
    ['A17', 'in_progress', ago(200), 'no_deadline'],
    ['A04', 'submitted', ago(200), 'submitted'],
    ['A08', 'declined', ago(200), 'closed'],
    ['A08', 'accepted', ago(200), 'closed'],
    ['A08', 'not_applicable', ago(200), 'closed'],
  ] as const)('puts %s %s due %s into %s', (item, status, due, bucket) => {
    expect(bucketOf({ itemId: item, status, dueOn: due }, today)).toBe(bucket);
  });

  it('calls overdue only what an owner has under way, after its date, and never A17', () => {
    fc.assert(
      fc.property(standing, (copy) => {
        if (!isOverdue(bucketOf(copy, today))) return;
        expect(['not_started', 'in_progress', 'awaiting_other', 'returned']).toContain(copy.status);
        expect(copy.dueOn !== null && copy.dueOn < today).toBe(true);
        expect(copy.itemId).not.toBe('A17');
      }),
    );
  });

  it('does not make an item younger as days go by', () => {
    const order = ['due_later', 'due_soon', 'overdue_1_30', 'overdue_31_90', 'overdue_91_180', 'overdue_over_180'];
    fc.assert(
      fc.property(standing, fc.nat(400), (copy, days) => {
        const before = order.indexOf(bucketOf(copy, today));
        const after = order.indexOf(bucketOf(copy, addDays(today, days)));
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('keeps "no public record" apart from overdue', () => {
    fc.assert(
      fc.property(standing, (copy) => {
        expect(isPastWithoutRecord(copy, today) && isOverdue(bucketOf(copy, today))).toBe(false);
      }),
    );
  });
});

describe('meetsBucket', () => {
  it('finds every copy under exactly one bucket, and "overdue" is the four ages together', () => {
    fc.assert(
      fc.property(standing, (copy) => {
        expect(buckets.filter((bucket) => meetsBucket(copy, bucket, today))).toHaveLength(1);
        expect(meetsBucket(copy, 'overdue', today)).toBe(isOverdue(bucketOf(copy, today)));
        if (meetsBucket(copy, 'past_no_record', today)) expect(daysPast(copy.dueOn, today)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('countCopies', () => {
  const copies = fc.array(
    fc.record({
      itemId,
      dueOn,
      status: fc.constantFrom(...actionStatuses),
      sample: fc.option(fc.constantFrom(...actionStatuses)),
    }),
  );

  it('counts every copy once by status and once by bucket', () => {
    fc.assert(
      fc.property(copies, (list) => {
        const counts = countCopies(list, today);
        expect(sum(counts.byStatus)).toBe(list.length);
        expect(sum(counts.byBucket)).toBe(list.length);
        expect(sum(counts.sampleByBucket)).toBe(list.filter(({ sample }) => sample !== null).length);
      }),
    );
  });

  it('does not let a rehearsal change a count of the real world', () => {
    fc.assert(
      fc.property(copies, (list) => {
        const withSample = countCopies(list, today);
        const without = countCopies(
          list.map((copy) => ({ ...copy, sample: null })),
          today,
        );
        expect({ ...withSample, sampleByStatus: {}, sampleByBucket: {} }).toEqual(without);
      }),
    );
  });
});

describe('statusesOf', () => {
  it('lets only a commission decline, and no CEO accept its own work', () => {
    expect(statusesOf('sec')).toContain('declined');
    expect(statusesOf('eci')).not.toContain('declined');
    expect(statusesOf('ceo')).not.toContain('declined');
    expect(statusesOf('ceo')).not.toContain('accepted');
  });

  it('asks a reason of every answer that takes an item out of the way', () => {
    expect(actionStatuses.filter(needsReason)).toEqual(['returned', 'declined', 'not_applicable']);
  });
});

describe('clauses', () => {
  it('knows three joint resolutions and no more', () => {
    const joint = Object.entries(clauses).filter(([, { force }]) => force === 'joint');
    expect(joint.map(([code]) => code)).toEqual(['C1', 'C3', 'C4']);
  });

  it('reads the codes of an item in order', () => {
    expect(readClauses('C2c, C3')).toEqual(['C2c', 'C3']);
    expect(readClauses('F2')).toEqual(['F2']);
    expect(readClauses('X9')).toEqual([]);
  });
});

function sum(counts: Partial<Record<string, number>>): number {
  return Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);
}
