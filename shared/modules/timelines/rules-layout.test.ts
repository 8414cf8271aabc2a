import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#shared/kernel/time.ts';
import { firstDay, lastDay } from './rules.ts';
import { barsOf, chooseBars, lookOf, moveOf, phaseOf, rowsOf, tiesOver } from './rules-layout.ts';
import { dayAt, placeLabels, scaleOver, textWidth, ticksOf, widthOf, xOf, zooms } from './rules-scale.ts';
import { type ExerciseView, type MilestoneView, milestoneStatuses, standings } from './schema.ts';

const today = '2026-11-23';
const codes = ['IN-AP', 'IN-KL', 'IN-UP'];
const day = fc.integer({ min: -700, max: 500 }).map((days) => addDays(today, days));
const days = fc.oneof(
  fc.tuple(day, fc.integer({ min: 0, max: 120 })).map(([start, more]) => ({ start, end: addDays(start, more) })),
  day.map((start) => ({ start, end: null })),
  day.map((end) => ({ start: null, end })),
  fc.constant({ start: null, end: null }),
);
const code = fc.constantFrom('poll', 'poll_phase_1', 'roll_draft', 'roll_final', 'enumeration', 'nominations', 'order');

function exercise(id: string, more: Partial<ExerciseView> = {}): ExerciseView {
  return {
    id,
    stateCode: 'IN-KL',
    bodyKind: 'eci',
    bodyId: null,
    kind: 'roll_revision',
    nameEn: id,
    nameHi: null,
    isSample: false,
    revisionKind: null,
    districts: null,
    areaClass: null,
    method: null,
    tiers: [],
    machineOwner: null,
    machineModel: null,
    baseRollDate: null,
    petitionDays: null,
    outsideKind: null,
    isMarked: false,
    template: null,
    version: 1,
    can: { write: false },
    ...more,
  };
}

function milestone(id: string, exerciseId: string, more: Partial<MilestoneView>): MilestoneView {
  return {
    id,
    exerciseId,
    milestone: 'poll',
    start: null,
    end: null,
    status: 'planned',
    confidence: 'seen',
    standing: 'fact',
    source: null,
    note: null,
    earlier: [],
    slipInDays: null,
    replacedBy: null,
    position: 1,
    ...more,
  };
}

const calendar = fc
  .array(
    fc.record({
      stateCode: fc.constantFrom(null, ...codes),
      bodyKind: fc.constantFrom('eci', 'sec'),
      rows: fc.array(
        fc.tuple(code, days, fc.constantFrom(...milestoneStatuses), fc.constantFrom(...standings), fc.option(days)),
        { maxLength: 8 },
      ),
    }),
    { maxLength: 12 },
  )
  .map((drafts) => ({
    exercises: drafts.map(({ stateCode, bodyKind }, index) => exercise(`e${index}`, { stateCode, bodyKind })),
    milestones: drafts.flatMap(({ rows }, index) =>
      rows.map(([name, plan, status, standing, first], row) =>
        milestone(`m${index}-${row}`, `e${index}`, {
          milestone: name,
          ...plan,
          status,
          standing,
          earlier: first === null ? [] : [first],
        }),
      ),
    ),
  }));

describe('bars', () => {
  it('hold every dated milestone once, as a window, a mark or a ghost, and none without a day', () => {
    fc.assert(
      fc.property(calendar, ({ exercises, milestones }) => {
        for (const bar of barsOf(exercises, milestones)) {
          const windows = bar.segments.flatMap(({ milestone: own, of }) => (own === null ? [] : of));
          const drawn = [...windows, ...bar.marks.map(({ id }) => id), ...bar.ghosts.map(({ id }) => id)];
          const dated = bar.milestones.filter((each) => firstDay(each) !== null).map(({ id }) => id);
          expect(drawn.toSorted()).toEqual(dated.toSorted());
        }
      }),
    );
  });

  it('begin and end with what is on them, and no segment ends before it begins', () => {
    fc.assert(
      fc.property(calendar, ({ exercises, milestones }) => {
        for (const { from, to, segments, marks, ghosts, milestones: own } of barsOf(exercises, milestones)) {
          expect(segments.every((segment) => segment.from < segment.to)).toBe(true);
          const all = [
            ...segments.flatMap((segment) => [segment.from, segment.to]),
            ...marks.map((mark) => mark.day),
            ...ghosts.flatMap((ghost) => [ghost.from, ghost.to]),
          ];
          expect([from, to]).toEqual([all.toSorted()[0] ?? null, all.toSorted().at(-1) ?? null]);
          expect(from === null).toBe(own.every((each) => lastDay(each) === null));
        }
      }),
    );
  });

  it('draw nothing as done or ahead that is no fact', () => {
    for (const status of milestoneStatuses.filter((each) => each !== 'superseded')) {
      for (const standing of standings.filter((each) => each !== 'fact')) {
        expect(lookOf({ status, standing })).toBe('toVerify');
      }
    }
  });

  it('join the draft roll to the final, nominations to the last withdrawal, and the phases of a poll', () => {
    const [bar] = barsOf(
      [exercise('e')],
      [
        milestone('d', 'e', { milestone: 'roll_draft', start: '2025-12-23', end: '2025-12-23', status: 'completed' }),
        milestone('f', 'e', { milestone: 'roll_final', start: '2026-02-21', end: '2026-02-21', status: 'completed' }),
        milestone('n', 'e', { milestone: 'nominations', start: '2026-03-01', end: '2026-03-08' }),
        milestone('w', 'e', { milestone: 'withdrawal_last', start: '2026-03-11', end: '2026-03-11' }),
        milestone('1', 'e', { milestone: 'poll_phase_1', start: '2026-03-25', end: '2026-03-25' }),
        milestone('2', 'e', {
          milestone: 'poll_phase_2',
          start: '2026-03-29',
          end: '2026-03-29',
          standing: 'to_verify',
        }),
      ],
    );
    expect(bar?.segments.map(({ phase, from, to, look }) => [phase, from, to, look])).toEqual([
      ['roll', '2025-12-23', '2026-02-21', 'completed'],
      ['nominations', '2026-03-01', '2026-03-11', 'ahead'],
      ['nominations', '2026-03-01', '2026-03-08', 'ahead'],
      ['poll', '2026-03-25', '2026-03-29', 'toVerify'],
    ]);
    expect(phaseOf('nominations_phase_2')).toBe('nominations');
  });

  it('move by the first day, or by the last where the first stayed, and join the old plan to the new', () => {
    const earlier = [{ start: '2025-11-04', end: '2025-12-04' }];
    expect(moveOf({ start: '2025-11-04', end: '2025-12-18', earlier })).toBe(14);
    expect(moveOf({ start: '2025-11-01', end: '2025-12-18', earlier })).toBe(-3);
    expect(moveOf({ start: '2025-11-04', end: '2025-12-04', earlier })).toBeNull();
    const [bar] = barsOf(
      [exercise('e')],
      [
        milestone('old', 'e', {
          milestone: 'enumeration',
          start: '2025-11-04',
          end: '2025-12-04',
          status: 'superseded',
          replacedBy: { start: '2025-11-04', end: '2025-12-18' },
        }),
        milestone('new', 'e', { milestone: 'enumeration', start: '2025-11-04', end: '2025-12-18', earlier }),
      ],
    );
    expect(bar?.ghosts).toMatchObject([{ id: 'old', joinFrom: '2025-12-04', joinTo: '2025-12-18' }]);
    expect(bar?.slipInDays).toBe(14);
  });
});

describe('rows', () => {
  it('hold every bar once, the country first and the States in their order, larger moves before smaller', () => {
    fc.assert(
      fc.property(calendar, fc.constantFrom('slip', 'state', 'date'), ({ exercises, milestones }, order) => {
        const bars = barsOf(exercises, milestones);
        const rows = rowsOf(bars, order, codes);
        const drawn = rows.flatMap((row) => (row.kind === 'bar' ? [row.bar] : []));
        expect(drawn.map(({ exercise: { id } }) => id).toSorted()).toEqual(exercises.map(({ id }) => id).toSorted());
        if (order === 'date') {
          expect(rows.every(({ kind }) => kind === 'bar')).toBe(true);
          return;
        }
        const places = drawn.map(({ exercise: { stateCode } }) => [null, ...codes].indexOf(stateCode));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        if (order === 'state') return;
        for (const [index, bar] of drawn.entries()) {
          const next = drawn[index + 1];
          if (next?.exercise.stateCode !== bar.exercise.stateCode) continue;
          expect(Math.abs(bar.slipInDays ?? 0)).toBeGreaterThanOrEqual(Math.abs(next.slipInDays ?? 0));
        }
      }),
    );
  });

  it('keep a bar whole when it is chosen by one of its dates', () => {
    const bars = barsOf(
      [exercise('a'), exercise('b', { bodyKind: 'sec' })],
      [
        milestone('1', 'a', { start: '2026-01-05', status: 'completed' }),
        milestone('2', 'a', { start: '2027-01-05', end: '2027-02-05' }),
        milestone('3', 'b', { start: '2026-01-05', status: 'completed' }),
      ],
    );
    const chosen = chooseBars(bars, { from: '2027-02-01', to: '2027-02-28' });
    expect(chosen.map(({ exercise: { id }, milestones }) => [id, milestones.length])).toEqual([['a', 2]]);
    expect(chooseBars(bars, { body: 'sec' })).toHaveLength(1);
    expect(chooseBars(bars, { status: 'completed', from: '2027-01-01' })).toEqual([]);
    const ties = [{ id: 'C01', outcome: 'high', exerciseIds: ['b'], from: '2026-01-01', to: null }];
    expect(chooseBars(bars, { severity: 'high' }, ties).map(({ exercise: { id } }) => id)).toEqual(['b']);
    const rows = rowsOf(bars, 'state', codes);
    expect(tiesOver(rows, ties)).toMatchObject([{ rows: [2], from: '2026-01-01', to: '2026-01-01' }]);
    expect(
      tiesOver(rows, [{ ...ties[0], id: 'x', outcome: 'high', exerciseIds: ['gone'], from: null, to: null }]),
    ).toEqual([]);
  });
});

describe('the axis', () => {
  it('keeps the distance of days, finds each day again, and holds today', () => {
    fc.assert(
      fc.property(day, day, fc.constantFrom(...zooms), (a, b, zoom) => {
        const scale = scaleOver([a, b], today, zoom);
        expect(xOf(scale, b) - xOf(scale, a)).toBeCloseTo(daysBetween(a, b) * scale.dayPx, 6);
        expect(dayAt(scale, xOf(scale, a))).toBe(a);
        for (const each of [a, b, today]) {
          expect(xOf(scale, each)).toBeGreaterThanOrEqual(0);
          expect(xOf(scale, each)).toBeLessThan(widthOf(scale));
        }
      }),
    );
  });

  it('is not stretched by a day of another century', () => {
    const scale = scaleOver(['1999-12-31', '2026-01-01', null], today, 'quarter');
    expect(scale.from).toBe('2025-12-01');
  });

  it('has its lines in order, within the days asked for, majors on the first of a month', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 400 }), fc.constantFrom(...zooms), (from, more, zoom) => {
        const to = addDays(from, more);
        const ticks = ticksOf(zoom, from, to);
        expect(ticks.every((tick) => tick.day >= from && tick.day < to)).toBe(true);
        expect(ticks.map((tick) => tick.day)).toEqual(ticks.map((tick) => tick.day).toSorted());
        expect(ticks.filter((tick) => tick.isMajor).every((tick) => tick.day.endsWith('-01'))).toBe(true);
      }),
    );
  });

  it('writes no label over another or over what is taken, and the weightiest where there is room', () => {
    const place = fc.record({
      x: fc.integer({ min: 0, max: 900 }),
      width: fc.integer({ min: 1, max: 120 }),
      weight: fc.integer({ min: 0, max: 9 }),
    });
    const taken = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 60 }))
        .map(([x, width]) => [x, x + width] as const),
    );
    fc.assert(
      fc.property(fc.array(place, { minLength: 1 }), taken, (requests, used) => {
        const placed = placeLabels(requests, used);
        const spans = requests.flatMap(({ x, width }, index) => (placed[index] ? [[x, x + width] as const] : []));
        for (const [index, [left, right]] of spans.entries()) {
          for (const [from, to] of [...used, ...spans.slice(index + 1)]) expect(left < to && right > from).toBe(false);
        }
        const heaviest = requests.reduce((best, each) => (each.weight > best.weight ? each : best));
        const isFree = used.every(([from, to]) => heaviest.x >= to || heaviest.x + heaviest.width <= from);
        if (isFree) expect(placed[requests.indexOf(heaviest)]).toBe(true);
      }),
    );
    expect(textWidth('Final roll', 12)).toBeGreaterThan(textWidth('Poll', 12));
    expect(textWidth('मतदान', 12)).toBeLessThan(textWidth('मतगणना आरंभ', 12));
  });
});
