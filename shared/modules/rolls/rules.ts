// Merging the tables of one area into one set of counts, and the stages of an intensive revision.

import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import { type PartMeasure, partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import {
  type Counts,
  type ExerciseType,
  exerciseTypes,
  type Measure,
  type MetricInput,
  type SirFigures,
} from '#shared/modules/roll-health/schema.ts';
import { type PartMetric, type PredicateSubject, partMetrics } from './schema.ts';

/** The stages of an intensive revision as its files name them: `electorsTotal` is the draft, and later the final roll. */
export function sirOf(stage: string, counts: Counts): SirFigures {
  const isDraft = stage === 'draft' || stage === 'pre_draft';
  const isFinal = stage === 'final';
  return dropMissing({
    before: counts.electorsBefore ?? (isDraft ? counts.opening : undefined),
    draft: counts.draftElectors ?? (stage === 'draft' ? counts.electorsTotal : isFinal ? counts.opening : undefined),
    final: counts.finalElectors ?? (isFinal || stage === 'supplement' ? counts.electorsTotal : undefined),
    notInDraft: counts.notInDraft,
    coAdded: counts.coAdded ?? (isFinal ? counts.additions : undefined),
    coDeleted: counts.coDeleted ?? (isFinal ? counts.deletions : undefined),
  });
}

function dropMissing(figures: { [Key in keyof SirFigures]: number | undefined }): SirFigures {
  const kept: SirFigures = {};
  for (const key of ['before', 'draft', 'final', 'notInDraft', 'coAdded', 'coDeleted'] as const) {
    const value = figures[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept;
}

/** Counts of one area from one table. */
export interface Layer {
  source: number;
  counts: Counts;
  known: Counts;
}

/** One set of counts: each measure from the first layer that has it, with the layers that were needed, first one first. */
export function mergeLayers(layers: readonly Layer[]): { counts: Counts; known: Counts; sources: number[] } {
  const [counts, known]: [Counts, Counts] = [{}, {}];
  const sources: number[] = [];
  for (const layer of layers) {
    let isUsed = sources.length === 0;
    for (const measure of keysOf(layer.counts)) {
      if (counts[measure] !== undefined) continue;
      counts[measure] = layer.counts[measure] ?? 0;
      const given = layer.known[measure];
      if (given !== undefined) known[measure] = given;
      isUsed = true;
    }
    if (isUsed) sources.push(layer.source);
  }
  return { counts, known, sources };
}

/** The measures a set of counts has. Its keys are measures by its type, which `Object.keys` forgets. */
export function keysOf(counts: Counts): Measure[] {
  return Object.keys(counts) as Measure[];
}

/**
 * The counts a metric may be computed from: a measure given in some parts only would be set against totals of all of
 * them, so it is left out.
 */
export function wholeCounts(counts: Counts, known: Counts): Counts {
  const whole: Counts = { ...counts };
  for (const measure of keysOf(known)) delete whole[measure];
  return whole;
}

/** One revision of one milestone's day, in the order of revisions. */
export interface ScheduledDay {
  milestone: string;
  plannedDate: IsoDate;
  actualDate: IsoDate | null;
}

/** The day of each milestone: when it was, else when it is planned now. */
export function daysOfSchedule(schedule: readonly ScheduledDay[]): Map<string, IsoDate> {
  return new Map(schedule.map(({ milestone, plannedDate, actualDate }) => [milestone, actualDate ?? plannedDate]));
}

/** The milestone whose planned day moved furthest from the first plan; undefined without a schedule. */
export function slipOfSchedule(schedule: readonly ScheduledDay[]): MetricInput['milestone'] {
  const slips = [...Map.groupBy(schedule, ({ milestone }) => milestone).values()].flatMap((revisions) => {
    const [first, last] = [revisions[0], revisions.at(-1)];
    return first === undefined || last === undefined
      ? []
      : [{ firstPlanned: first.plannedDate, currentPlanned: last.plannedDate }];
  });
  const daysLate = (each: (typeof slips)[number]) => daysBetween(each.firstPlanned, each.currentPlanned);
  return slips.toSorted((a, b) => daysLate(b) - daysLate(a))[0];
}

/** The kind of revision of a file; continuous updating for an occasion that is none, such as an election. */
export function exerciseOf(text: string): ExerciseType {
  return exerciseTypes.find((known) => known === text) ?? 'CU';
}

/** The counts a subject may need, in any exercise. */
export function measuresOf(subject: PredicateSubject): readonly PartMeasure[] {
  const metric = partMetrics.find((id) => id === subject);
  return metric === undefined ? partMeasures.filter((each) => each === subject) : metricMeasures[metric];
}

/** True for rates of the previous snapshot's total. */
export function needsPrevious(subject: PredicateSubject): boolean {
  return /^FL-0[1-4]$/.test(subject);
}

const metricMeasures: Readonly<Record<PartMetric, readonly PartMeasure[]>> = {
  'EN-04': ['electorsFemale', 'electorsMale'],
  'FL-01': ['additions', 'opening'],
  'FL-02': ['deletions', 'opening', 'notInDraft', 'electorsBefore'],
  'FL-03': ['electorsTotal', 'opening', 'electorsBefore'],
  'FL-04': ['additions', 'deletions', 'opening', 'notInDraft', 'electorsBefore'],
  'FL-11': ['notInDraft', 'electorsBefore', 'opening'],
  'QL-01': ['withEpic', 'electorsTotal'],
  'QL-02': ['withPhoto', 'electorsTotal'],
  'QL-03': ['dseOpen', 'electorsTotal'],
  'QL-04': ['pseOpen', 'electorsTotal'],
  'QL-06': ['logicalErrorsOpen', 'electorsTotal'],
  'QL-08': ['householdsOver10', 'households'],
  'DQ-03': ['electorsTotal', 'opening', 'additions', 'deletions', 'electorsBefore', 'notInDraft'],
};
