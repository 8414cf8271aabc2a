import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type IsoDate } from '#shared/kernel/time.ts';
import {
  bandsOf,
  feedEntryOf,
  historiesOf,
  isWindow,
  newestOf,
  type RecordedPlan,
  weekdayOf,
  weeksOf,
} from './rules.ts';

const loaded = new Date('2026-11-22T00:00:00Z');
const exercise = { isSample: false, withdrawnAt: null, recordedAt: loaded };
let made = 0;

function plan(change: Partial<RecordedPlan> = {}): RecordedPlan {
  made += 1;
  return {
    id: `row-${String(made)}`,
    exerciseId: 'IN-KL-LB-2030',
    position: made,
    milestone: 'poll',
    startDate: '2030-05-04',
    endDate: '2030-05-04',
    status: 'due',
    confidence: 'office',
    source: null,
    note: null,
    recordedAt: loaded,
    recordedBy: 'office',
    reasonCode: null,
    orderRef: null,
    revises: null,
    supersededAt: null,
    confirmedAt: null,
    withdrawnAt: null,
    ...change,
  };
}

const days = fc.integer({ min: 0, max: 60_000 }).map((offset): IsoDate => addDays('1990-01-01', offset));

describe('weeks of a month', () => {
  it('begin on Monday', () => {
    expect(weekdayOf('2026-11-22')).toBe(6);
    expect(weekdayOf('2026-11-23')).toBe(0);
    expect(weekdayOf('2023-12-31')).toBe(6);
    expect(weeksOf('2026-11').map((week) => week[0])).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ]);
    expect(weeksOf('2027-02')).toHaveLength(4);
  });

  it('hold every day of the month once, in seven columns, whatever the month', () => {
    fc.assert(
      fc.property(days, (day) => {
        const month = day.slice(0, 7);
        const weeks = weeksOf(month);
        const flat = weeks.flat();
        expect(weeks.every((week) => week.length === 7 && weekdayOf(week[0] ?? '') === 0)).toBe(true);
        expect(flat).toEqual(flat.map((_, index) => addDays(flat[0] ?? '', index)));
        expect(flat.filter((each) => each === day)).toHaveLength(1);
        expect(weeks.every((week) => week.some((each) => each.startsWith(month)))).toBe(true);
      }),
    );
  });
});

describe('bands of a week', () => {
  it('cover the days of the window that lie in the week, and never meet in a line', () => {
    const week = weeksOf('2026-11')[3] ?? [];
    const windows = fc.array(
      fc.record({
        start: fc.integer({ min: -20, max: 12 }).map((offset) => addDays('2026-11-16', offset)),
        length: fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(windows, (asked) => {
        const items = asked.map(({ start, length }, item) => ({
          item,
          start,
          end: length === null ? null : addDays(start, length),
        }));
        const bands = bandsOf(week, items);
        const touched = items.filter(
          ({ start, end }) => start <= '2026-11-22' && (end === null || end >= '2026-11-16'),
        );
        expect(bands.map(({ item }) => item).toSorted((a, b) => a - b)).toEqual(touched.map(({ item }) => item));
        for (const band of bands) {
          const window = items[band.item];
          const covered = week.slice(band.column, band.column + band.span);
          expect(covered).toEqual(
            week.filter(
              (day) => window !== undefined && day >= window.start && (window.end === null || day <= window.end),
            ),
          );
          const sameLane = bands.filter(({ lane, item }) => lane === band.lane && item !== band.item);
          expect(
            sameLane.every(
              (other) => other.column >= band.column + band.span || other.column + other.span <= band.column,
            ),
          ).toBe(true);
        }
      }),
    );
  });
});

describe('histories', () => {
  it('follow the rows that name what they replace', () => {
    const first = plan({ status: 'superseded', supersededAt: new Date('2026-12-01T00:00:00Z') });
    const other = plan();
    const second = plan({ revises: first.id });
    const histories = historiesOf([second, other, first]);
    expect(histories.map(({ ordinal, plans }) => [ordinal, plans.map(({ id }) => id)])).toEqual([
      [1, [first.id, second.id]],
      [2, [other.id]],
    ]);
  });

  it('let the public record’s superseded row be continued by the next, and open ones stand side by side', () => {
    const was = plan({ status: 'superseded', recordedBy: null });
    const now = plan({ recordedBy: null });
    const deadlines = [plan({ milestone: 'court_deadline' }), plan({ milestone: 'court_deadline' })];
    const histories = historiesOf([was, now, ...deadlines]);
    expect(histories.map(({ milestone, ordinal, plans }) => [milestone, ordinal, plans.length])).toEqual([
      ['poll', 1, 2],
      ['court_deadline', 1, 1],
      ['court_deadline', 2, 1],
    ]);
  });

  it('hold every row once, and a later revision changes no earlier uid', () => {
    const rows = fc.array(
      fc.record({
        milestone: fc.constantFrom('poll', 'counting', 'court_order'),
        status: fc.constantFrom('due', 'superseded', 'completed'),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(rows, fc.nat(), (asked, pick) => {
        const before = asked.map((change) => plan({ ...change, recordedBy: null }));
        const histories = historiesOf(before);
        expect(histories.flatMap(({ plans }) => plans.map(({ id }) => id)).toSorted()).toEqual(
          before.map(({ id }) => id).toSorted(),
        );
        const uids = new Map(
          histories.flatMap((history) => history.plans.map(({ id }) => [id, feedEntryOf(history, exercise)?.uid])),
        );
        expect(new Set(histories.map((history) => feedEntryOf(history, exercise)?.uid)).size).toBe(histories.length);
        const open = histories.map(newestOf).filter(({ status }) => status !== 'superseded');
        const replaced = open[pick % Math.max(1, open.length)];
        if (replaced === undefined) return;
        const at = new Date('2027-01-01T00:00:00Z');
        const after = [
          ...before.map((row) =>
            row === replaced ? { ...row, status: 'superseded' as const, supersededAt: at } : row,
          ),
          plan({ milestone: replaced.milestone, revises: replaced.id, startDate: '2030-06-01', endDate: null }),
        ];
        for (const history of historiesOf(after)) {
          const uid = feedEntryOf(history, exercise)?.uid;
          for (const { id } of history.plans) if (uids.has(id)) expect(uid).toBe(uids.get(id));
        }
        expect(historiesOf(after)).toHaveLength(histories.length);
      }),
    );
  });
});

describe('an entry of a feed', () => {
  const entryOf = (...rows: RecordedPlan[]) => {
    const [history] = historiesOf(rows);
    return history === undefined ? undefined : feedEntryOf(history, exercise);
  };

  it('ends on the day after the last, and is confirmed only when it is a fact', () => {
    expect(entryOf(plan({ startDate: '2028-02-28', endDate: '2028-02-29' }))).toMatchObject({
      start: '2028-02-28',
      endExclusive: '2028-03-01',
      status: 'CONFIRMED',
      sequence: 0,
    });
    expect(entryOf(plan({ startDate: null, endDate: '2030-12-31' }))).toMatchObject({
      start: '2030-12-31',
      endExclusive: '2031-01-01',
    });
    for (const confidence of ['recalled', 'inferred', 'unknown'] as const) {
      expect(entryOf(plan({ confidence }))?.status).toBe('TENTATIVE');
    }
    expect(entryOf(plan({ startDate: null, endDate: null }))).toBeUndefined();
    expect(isWindow({ start: '2030-01-01', end: '2030-01-01' })).toBe(false);
  });

  it('counts its revisions, keeps its uid, and carries the newest instant of the record', () => {
    const at = new Date('2027-01-05T10:00:00Z');
    const first = plan({ status: 'superseded', supersededAt: at });
    const second = plan({ revises: first.id, recordedAt: at, startDate: '2030-05-11', endDate: '2030-05-11' });
    const before = entryOf({ ...first, status: 'due', supersededAt: null });
    const after = entryOf(first, second);
    expect(after).toMatchObject({ sequence: 1, start: '2030-05-11', status: 'CONFIRMED', modifiedAt: at });
    expect(after?.uid).toBe(before?.uid);
    expect(after?.uid).toBe('IN-KL-LB-2030/poll@samanvay');
  });

  it('is cancelled, on the last day it had, when withdrawn, replaced by nothing, or without a day', () => {
    expect(entryOf(plan({ withdrawnAt: loaded }))).toMatchObject({ status: 'CANCELLED', sequence: 1 });
    expect(entryOf(plan({ status: 'superseded', recordedBy: null }))).toMatchObject({
      status: 'CANCELLED',
      cancelled: 'superseded',
      sequence: 1,
    });
    const first = plan({ status: 'superseded', supersededAt: loaded });
    const undated = plan({ revises: first.id, startDate: null, endDate: null, confidence: 'unknown' });
    expect(entryOf(first, undated)).toMatchObject({
      status: 'CANCELLED',
      cancelled: 'undated',
      start: '2030-05-04',
      sequence: 1,
    });
    const [history] = historiesOf([plan()]);
    const gone = { ...exercise, withdrawnAt: new Date('2028-01-01T00:00:00Z') };
    expect(history && feedEntryOf(history, gone)).toMatchObject({
      status: 'CANCELLED',
      cancelled: 'withdrawn',
      modifiedAt: gone.withdrawnAt,
    });
  });
});
