// What a rule is, and what it answers. A rule looks at one exercise, at two, or at the sum over a State; the engine finds
// whom to ask and turns the answers into findings.

import type { IsoDate } from '#shared/kernel/time.ts';
import type { ReferenceWindow } from '#shared/modules/timelines/rules.ts';
import type { RadarPool } from './rules.ts';
import type { Meeting } from './rules-areas.ts';
import { openEnd, type Win } from './rules-points.ts';
import type { Prepared } from './rules-windows.ts';
import type { Missing, Outcome, Overlap, RuleId, Working } from './schema.ts';

/** What a rule may read beside the exercises it judges. */
export interface Context {
  today: IsoDate;
  holidays: ReadonlyMap<string, ReadonlySet<IsoDate>>;
  reference: readonly ReferenceWindow[];
  /** Every exercise of the State, in order of the ids. */
  inState: (stateCode: string) => readonly Prepared[];
  poolsOf: (stateCode: string) => readonly RadarPool[];
}

/** A rule's answer; null instead of it: nothing to say. */
export interface Judged {
  outcome: Outcome;
  /** `<rule>.<words>`, worded by the catalogue. */
  clause: string;
  /** Every window used, with those that were not whole. */
  windows: readonly Win[];
  /** Windows the outcome rests on; a draft or provisional one marks the finding. */
  restsOn: readonly Win[];
  overlaps: readonly Overlap[];
  days: number | null;
  from: IsoDate | null;
  to: IsoDate | null;
  missing: readonly Missing[];
  facts: Working['facts'];
  /** Marks beyond those of `restsOn`. */
  isDraft?: boolean;
  isProvisional?: boolean;
}

/** Rules that read more than the exercises they name are asked again for a whole State when anything in it changes. */
interface RuleBase {
  id: RuleId;
  readsState: boolean;
}

export interface SingleRule extends RuleBase {
  about: 'one';
  judge: (one: Prepared, context: Context) => Judged | null;
}

/** The days within which an exercise can clash under a rule; null edge: not known. */
export interface Reach {
  from: IsoDate | null;
  to: IsoDate | null;
}

/**
 * A rule over two exercises of a State. `first` and `second` say in which part an exercise can stand and how far it
 * reaches (null: not in that part); pairs whose reaches do not meet are not asked.
 */
export interface PairRule extends RuleBase {
  about: 'two';
  first: (one: Prepared) => Reach | null;
  /** `first` itself when both parts are alike: each pair is then asked once, lower id first. */
  second: (one: Prepared) => Reach | null;
  judge: (first: Prepared, second: Prepared, meeting: Meeting, context: Context) => Judged | null;
}

export interface StateJudged extends Judged {
  /** What tells it from the State's other sums, after the State in the id: `KL-D01:2026-12-09`, `*`. */
  subject: string;
  /** Taking part; at least one, one State. */
  parts: readonly Prepared[];
  districts: readonly string[] | null;
}

export interface StateRule extends RuleBase {
  about: 'state';
  readsState: true;
  judge: (stateCode: string, members: readonly Prepared[], context: Context) => readonly StateJudged[];
}

export type Rule = SingleRule | PairRule | StateRule;

/** What is not whole in the windows, by exercise, each thing once. */
export function missingOf(windows: Iterable<Win>): Missing[] {
  const found: Missing[] = [];
  for (const { exerciseId, missing } of windows) {
    for (const what of missing) {
      // A handful at most: looking through them is faster than keys.
      if (!found.some((each) => each.what === what && each.exerciseId === exerciseId)) found.push({ exerciseId, what });
    }
  }
  return found;
}

/** The smallest stretch that holds all the windows' possible days. */
export function reachOf(windows: readonly (Win | null)[]): Reach | null {
  let from: IsoDate | null = openEnd;
  let to: IsoDate | null = '';
  for (const each of windows) {
    if (each === null) continue;
    from = from === null || each.may.from === null ? null : each.may.from < from ? each.may.from : from;
    to = to === null || each.may.to === null ? null : each.may.to > to ? each.may.to : to;
  }
  return from === openEnd && to === '' ? null : { from, to };
}
