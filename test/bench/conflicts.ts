// The radar over the record as it stands, over a country a hundred times as large, and over one date that moved.

import { addDays } from '#shared/kernel/time.ts';
import type { RadarExercise, RadarInput } from '#shared/modules/radar/rules.ts';
import { evaluateAll, evaluateTouching, isTouched } from '#shared/modules/radar/rules-engine.ts';
import type { Finding } from '#shared/modules/radar/schema.ts';
import { copiedInput, realInput } from './conflicts-data.ts';
import type { Case } from './harness.ts';
import { evaluateNaively } from './naive/radar.ts';
import { rowOf } from './row.ts';
import { interleave, median, percentile } from './stats.ts';

const warmUps = 30;
const rounds = 31;

export const conflictsFull: Case = {
  id: 'conflicts-full',
  bar: '≤ 50 ms for every finding of the record, none unlike the plain loop over all pairs',
  async run() {
    const input = realInput();
    const ours = timed(() => evaluateAll(input));
    const plain = timed(() => evaluateNaively(input));
    const first = await ours.run();
    for (let count = 0; count < warmUps; count += 1) await ours.run();
    const [times = [], others = []] = await interleave(rounds, [ours.run, plain.run]);
    const differences = countDifferences(ours.found(), plain.found());
    return rowOf({
      id: this.id,
      unit: 'ms',
      ours: median(times),
      comparator: median(others),
      bar: this.bar,
      parts: [
        { name: 'median in ms', value: median(times), limit: 50, atLeast: false },
        { name: 'findings unlike the plain loop', value: differences, limit: 0, atLeast: false },
      ],
      details: {
        firstRunMs: first,
        p99Ms: percentile(times, 0.99),
        ...tally(ours.found(), input),
        warmRuns: rounds,
      },
      note: 'The comparator asks every pair rule of every two exercises of a State and makes windows anew for each pair.',
    });
  },
};

const copies = 101;
const daysApart = 30;

export const conflicts100x: Case = {
  id: 'conflicts-100x',
  bar: '≤ 2 s for a hundred times the record',
  async run() {
    const input = copiedInput(copies, daysApart);
    const ours = timed(() => evaluateAll(input));
    await ours.run();
    // Beside the clock, which other work on the machine stretches: the processor time of the same runs.
    const cpu: number[] = [];
    const run = async () => {
      const used = process.cpuUsage();
      const time = await ours.run();
      const { user, system } = process.cpuUsage(used);
      cpu.push((user + system) / 1_000);
      return time;
    };
    const [times = []] = await interleave(5, [run]);
    return rowOf({
      id: this.id,
      unit: 'ms',
      ours: median(times),
      comparator: null,
      bar: this.bar,
      parts: [{ name: 'median in ms', value: median(times), limit: 2_000, atLeast: false }],
      details: { cpuMs: median(cpu), ...tally(ours.found(), input), warmRuns: times.length },
      note: `Copies lie ${daysApart} days apart, each in one of 22 districts of its State; the record itself over whole States.`,
    });
  },
};

export const conflictsOneDate: Case = {
  id: 'conflicts-one-date',
  bar: '≤ 5 ms after one date moved, and the same findings as anew',
  async run() {
    const input = realInput();
    const changes = movedOnce(input);
    let stored = evaluateAll(input);
    let turn = 0;
    let differences = 0;
    const next = () => {
      turn = (turn + 1) % changes.length;
      return changes[turn] ?? input;
    };
    const incremental = async () => {
      const after = next();
      const touched = touchedBy(input, after);
      const start = performance.now();
      const kept = stored.filter((finding) => !isTouched(finding, touched));
      const found = [...kept, ...evaluateTouching(after, touched)];
      const time = performance.now() - start;
      differences += countDifferences(found, evaluateAll(after));
      return time;
    };
    const full = timed(() => evaluateAll(next()));
    for (let count = 0; count < warmUps; count += 1) await incremental();
    differences = 0;
    stored = evaluateAll(input);
    const [times = [], others = []] = await interleave(changes.length, [incremental, full.run]);
    return rowOf({
      id: this.id,
      unit: 'ms',
      ours: median(times),
      comparator: median(others),
      bar: this.bar,
      parts: [
        { name: 'median in ms', value: median(times), limit: 5, atLeast: false },
        { name: 'findings unlike a full look', value: differences, limit: 0, atLeast: false },
      ],
      details: { p99Ms: percentile(times, 0.99), changes: changes.length },
      note: 'Every exercise of a State has its last dated row moved by a week, one after another; the comparator looks at everything anew.',
    });
  },
};

/** A run whose time is taken, and what it found last. */
function timed(look: () => Finding[]): { run: () => Promise<number>; found: () => Finding[] } {
  let found: Finding[] = [];
  return {
    async run() {
      const start = performance.now();
      found = look();
      return performance.now() - start;
    },
    found: () => found,
  };
}

function countDifferences(ours: readonly Finding[], others: readonly Finding[]): number {
  const theirs = new Map(others.map((finding) => [finding.id, JSON.stringify(finding)]));
  const unlike = ours.filter((finding) => theirs.get(finding.id) !== JSON.stringify(finding)).length;
  return unlike + Math.abs(ours.length - others.length);
}

function tally(findings: readonly Finding[], { exercises }: RadarInput) {
  return {
    exercises: String(exercises.length),
    findings: String(findings.length),
    cannotEvaluate: String(findings.filter(({ outcome }) => outcome === 'cannot_evaluate').length),
  };
}

/** The record with one row of one exercise a week later, for each exercise that has a dated row. */
function movedOnce(input: RadarInput): RadarInput[] {
  return input.exercises.flatMap((exercise, place) => {
    const at = exercise.milestones.findLastIndex(({ startDate }) => startDate !== null);
    if (at < 0 || exercise.stateCode === null) return [];
    return [{ ...input, exercises: input.exercises.with(place, moved(exercise, at)) }];
  });
}

function moved(exercise: RadarExercise, at: number): RadarExercise {
  const later = (day: string | null) => (day === null ? null : addDays(day, 7));
  const milestones = exercise.milestones.map((row, index) =>
    index === at ? { ...row, startDate: later(row.startDate), endDate: later(row.endDate) } : row,
  );
  return { ...exercise, milestones };
}

function touchedBy(before: RadarInput, after: RadarInput) {
  const changed = after.exercises.filter((exercise, place) => exercise !== before.exercises[place]);
  return {
    exerciseIds: new Set(changed.map(({ id }) => id)),
    stateCodes: new Set(changed.flatMap(({ stateCode }) => stateCode ?? [])),
  };
}
