import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/time.ts';
import type { RadarExercise, RadarInput, RadarMilestone } from '#shared/modules/radar/rules.ts';
import {
  applyChanges,
  basisOf,
  dropDays,
  firstPollDay,
  type LayOut,
  movedDays,
  movedSince,
  type Place,
  placesOf,
  putDays,
  putShift,
} from './rules.ts';
import { readChanges, writeChanges } from './rules-address.ts';
import { Change, mostChanges } from './schema.ts';

function milestone(position: number, code: string, day: string | null, change: Partial<RadarMilestone> = {}) {
  return {
    id: `row-${position}`,
    milestone: code,
    position,
    startDate: day,
    endDate: day,
    status: 'due',
    confidence: 'seen',
    note: null,
    overrideReason: null,
    ...change,
  } satisfies RadarMilestone;
}

function exercise(id: string, change: Partial<RadarExercise> = {}): RadarExercise {
  return {
    id,
    stateCode: 'IN-KL',
    bodyKind: 'sec',
    kind: 'panchayat_election',
    revisionKind: null,
    nameEn: id,
    districts: null,
    areaClass: null,
    method: null,
    machineOwner: null,
    machineModel: null,
    baseRollDate: null,
    petitionDays: null,
    outsideKind: null,
    isMarked: false,
    isSample: false,
    milestones: [],
    needs: [],
    rooms: [],
    ...change,
  };
}

const poll = exercise('IN-KL-LSG-2027', {
  milestones: [
    milestone(1, 'roll_final', '2027-01-05'),
    milestone(2, 'announcement_mcc', '2027-02-01', { status: 'completed' }),
    milestone(3, 'nominations', '2027-02-05', { endDate: '2027-02-12' }),
    milestone(4, 'poll_phase_1', '2027-03-01', { status: 'superseded' }),
    milestone(5, 'poll_phase_1', '2027-03-08'),
    milestone(6, 'poll_phase_2', '2027-03-10'),
    milestone(7, 'counting', '2027-03-12'),
    milestone(8, 'court_deadline', '2027-03-31'),
    milestone(9, 'court_deadline', '2027-04-30'),
    milestone(10, 'term_end', '2027-04-01'),
    milestone(11, 'completion', null),
  ],
});
const roll = exercise('IN-KL-SIR-4', {
  bodyKind: 'eci',
  kind: 'roll_revision',
  milestones: [
    milestone(20, 'enumeration', '2027-02-01', { endDate: '2027-03-02' }),
    milestone(21, 'roll_final', null),
  ],
});
const input: RadarInput = {
  today: '2026-11-22',
  exercises: [poll, roll],
  pools: [],
  holidays: new Map(),
  reference: [],
};

/** A made exercise with one poll; only `T-POLL` is known. */
const layOut: LayOut = ({ exerciseId, template, anchor }) =>
  template === 'T-POLL' ? exercise(exerciseId, { milestones: [milestone(1, 'poll', anchor)] }) : null;

function days(changes: readonly Change[], id = poll.id) {
  const made = applyChanges(input, changes, layOut).input.exercises.find((each) => each.id === id);
  return Object.fromEntries(
    (made === undefined ? [] : placesOf(made)).map((each) => [`${each.milestone} ${each.nth}`, each.row.startDate]),
  );
}

const at = (code: string, nth = 0, exerciseId = poll.id): Place => ({ exerciseId, milestone: code, nth });
const oneDay = (day: string) => ({ start: day, end: day });

describe('changes of a what-if', () => {
  it('move the date in force and leave the replaced plan, the other dates and the input alone', () => {
    const frozen = structuredClone(input.exercises);
    const changes = putDays(input, [], at('poll_phase_1'), oneDay('2027-03-20'), layOut);
    const applied = applyChanges(input, changes, layOut);
    expect(applied.rows).toEqual([
      {
        ...at('poll_phase_1'),
        was: oneDay('2027-03-08'),
        is: oneDay('2027-03-20'),
        row: { ...milestone(5, 'poll_phase_1', '2027-03-20'), confidence: 'office' },
      },
    ]);
    expect(applied.input.exercises[0]?.milestones[3]).toEqual(poll.milestones[3]);
    expect(applied.problems).toEqual([]);
    expect(input.exercises).toEqual(frozen);
  });

  it('tell several open dates of one milestone apart', () => {
    const changes = putDays(input, [], at('court_deadline', 1), oneDay('2027-05-15'), layOut);
    expect(days(changes)).toMatchObject({ 'court_deadline 0': '2027-03-31', 'court_deadline 1': '2027-05-15' });
  });

  it('add a milestone that was not there, and take it out again', () => {
    const added = putDays(input, [], at('withdrawal_last'), oneDay('2027-02-16'), layOut);
    expect(added).toEqual([
      { kind: 'add', exerciseId: poll.id, milestone: 'withdrawal_last', ...oneDay('2027-02-16') },
    ]);
    expect(days(added)['withdrawal_last 0']).toBe('2027-02-16');
    expect(dropDays(added, at('withdrawal_last'))).toEqual([]);
    // A milestone that is there without a day is moved, not added.
    expect(putDays(input, [], at('completion'), oneDay('2027-03-14'), layOut)[0]?.kind).toBe('move');
  });

  it('move announcement to completion of a poll together; rolls, terms, court days and what has happened stay', () => {
    const moved = days(putShift(input, [], { exerciseId: poll.id, days: 7, layOut }));
    expect(moved).toMatchObject({
      'roll_final 0': '2027-01-05',
      'announcement_mcc 0': '2027-02-01',
      'nominations 0': '2027-02-12',
      'poll_phase_1 0': '2027-03-15',
      'poll_phase_2 0': '2027-03-17',
      'counting 0': '2027-03-19',
      'court_deadline 0': '2027-03-31',
      'term_end 0': '2027-04-01',
      'completion 0': null,
    });
    expect(days(putShift(input, [], { exerciseId: roll.id, days: -3, layOut }), roll.id)['enumeration 0']).toBe(
      '2027-01-29',
    );
  });

  it('keep one shift an exercise, and take single dates along', () => {
    const first = putDays(input, [], at('poll_phase_1'), oneDay('2027-03-20'), layOut);
    const second = putShift(input, first, { exerciseId: poll.id, days: 7, layOut });
    const third = putShift(input, second, { exerciseId: poll.id, days: -3, layOut });
    expect(third.filter(({ kind }) => kind === 'shift')).toEqual([{ kind: 'shift', exerciseId: poll.id, days: 4 }]);
    expect(days(third)).toMatchObject({ 'poll_phase_1 0': '2027-03-24', 'poll_phase_2 0': '2027-03-14' });
    expect(putShift(input, third, { exerciseId: poll.id, days: -4, layOut })).toEqual(first);
  });

  it('lay a new exercise out and move its dates', () => {
    const made = [
      {
        kind: 'create' as const,
        exerciseId: 'new-1',
        template: 'T-POLL',
        exerciseKind: 'municipal_election' as const,
        anchor: '2027-06-01',
      },
    ];
    expect(days(made, 'new-1')).toEqual({ 'poll 0': '2027-06-01' });
    expect(days(putShift(input, made, { exerciseId: 'new-1', days: 2, layOut }), 'new-1')).toEqual({
      'poll 0': '2027-06-03',
    });
    const unknown = applyChanges(
      input,
      made.map((each) => ({ ...each, template: 'T-NONE' })),
      layOut,
    );
    expect(unknown.problems.map(({ reason }) => reason)).toEqual(['no_template']);
  });

  it('say what could not be laid over the dates, and lay the rest', () => {
    const applied = applyChanges(
      input,
      [
        { kind: 'move', ...at('poll'), ...oneDay('2027-03-20') },
        { kind: 'move', ...at('counting'), start: '2027-03-20', end: '2027-03-19' },
        { kind: 'add', exerciseId: poll.id, milestone: 'repoll', ...oneDay('2150-01-01') },
        { kind: 'shift', exerciseId: 'IN-KL-GONE', days: 3 },
        { kind: 'move', ...at('poll_phase_2'), ...oneDay('2027-03-21') },
      ],
      layOut,
    );
    expect(applied.problems.map(({ reason }) => reason)).toEqual([
      'no_exercise',
      'no_milestone',
      'end_before_start',
      'other_era',
    ]);
    expect(applied.rows.map(({ milestone: code }) => code)).toEqual(['poll_phase_2']);
  });

  it('know the first day on which anybody votes', () => {
    expect(firstPollDay(poll)).toBe('2027-03-08');
    expect(firstPollDay(roll)).toBeNull();
  });

  it('tell which dates have moved since', () => {
    const changes = putDays(input, [], at('poll_phase_1'), oneDay('2027-03-20'), layOut);
    const more = putDays(input, changes, at('scrutiny'), oneDay('2027-02-13'), layOut);
    const basis = basisOf(applyChanges(input, more, layOut));
    expect(movedSince(input, basis)).toEqual([]);
    const [now] = [applyChanges(input, [{ kind: 'move', ...at('poll_phase_1'), ...oneDay('2027-03-09') }], layOut)];
    expect(movedSince(now.input, basis)).toMatchObject([{ milestone: 'poll_phase_1', is: oneDay('2027-03-09') }]);
    const filled = applyChanges(
      input,
      [{ kind: 'add', exerciseId: poll.id, milestone: 'scrutiny', ...oneDay('2027-02-13') }],
      layOut,
    );
    expect(movedSince(filled.input, basis)).toMatchObject([{ milestone: 'scrutiny', start: null }]);
    expect(movedSince({ ...input, exercises: [roll] }, basis)).toMatchObject([{ milestone: 'poll_phase_1', is: null }]);
  });
});

const nothing: Change[] = [];
const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-01-01', days));
const places = placesOf(poll).filter(({ row }) => row.startDate !== null);
const step = fc.oneof(
  fc.record({ kind: fc.constant('date' as const), place: fc.constantFrom(...places), to: day }),
  fc.record({ kind: fc.constant('shift' as const), days: fc.integer({ min: -60, max: 60 }) }),
);

function take(changes: readonly Change[], each: typeof step extends fc.Arbitrary<infer S> ? S : never): Change[] {
  return each.kind === 'date'
    ? putDays(input, changes, each.place, oneDay(each.to), layOut)
    : putShift(input, changes, { exerciseId: poll.id, days: each.days, layOut });
}

describe('any row of changes', () => {
  it('can be undone to the dates in force: nothing stays', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let changes: Change[] = steps.reduce(take, nothing);
        const shift = changes.find((change) => change.kind === 'shift');
        if (shift?.kind === 'shift') {
          changes = putShift(input, changes, { exerciseId: poll.id, days: -shift.days, layOut });
        }
        for (const { row, ...place } of places) {
          changes = putDays(input, changes, place, { start: row.startDate, end: row.endDate }, layOut);
        }
        expect(changes).toEqual([]);
        expect(applyChanges(input, changes, layOut).input).toEqual(input);
      }),
    );
  });

  it('reads back from its address as it was written, in the plainest of signs', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const changes = steps.reduce(take, nothing);
        const text = writeChanges(changes);
        expect(text).toMatch(/^[A-Za-z0-9.*_-]*$/);
        expect(readChanges(text, parse, mostChanges)).toEqual({ changes, unread: 0 });
      }),
    );
  });

  it('moves every date that moves along by the same days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), (by) => {
        const rows = applyChanges(
          input,
          by === 0 ? [] : [{ kind: 'shift', exerciseId: poll.id, days: by }],
          layOut,
        ).rows;
        expect(rows.map(({ is }) => is)).toEqual(rows.map(({ was }) => (was === null ? null : movedDays(was, by))));
      }),
    );
  });
});

function parse(value: unknown): Change | undefined {
  const read = Change.safeParse(value);
  return read.success ? read.data : undefined;
}

describe('an address', () => {
  it('holds days without a start or an end, and names what it cannot read', () => {
    const changes: Change[] = [
      { kind: 'move', ...at('roll_final', 0, roll.id), start: null, end: '2027-04-01' },
      { kind: 'move', ...at('court_deadline', 1), start: '2027-04-01', end: null },
      { kind: 'create', exerciseId: 'new-1', template: 'T-SIR', exerciseKind: 'roll_revision', anchor: '2027-06-01' },
    ];
    expect(readChanges(writeChanges(changes), parse, mostChanges)).toEqual({ changes, unread: 0 });
    const bad = 'm.IN-KL.poll.20270230*s.IN-KL.x*zz*s.IN-KL.5*m.IN-KL.poll.2027*s.IN-KL.99999*';
    expect(readChanges(bad, parse, mostChanges)).toEqual({
      changes: [{ kind: 'shift', exerciseId: 'IN-KL', days: 5 }],
      unread: 6,
    });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => readChanges(text, parse, mostChanges).unread >= 0));
  });
});
