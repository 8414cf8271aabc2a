// From what a rule tried to what it says: the worst that fires, what could not be checked, or that it cannot be told.

import type { IsoDate } from '#shared/kernel/time.ts';
import { type Judged, missingOf } from './rules-judge.ts';
import { possibleDays, sureOverlap, type Win } from './rules-points.ts';
import { type Missing, type Overlap, type Severity, severities, type Working } from './schema.ts';

/** One clause tried on two windows: what it comes to for certain, and the worst it could come to. */
export interface Trial {
  clause: string;
  windows: readonly Win[];
  fired: Severity | null;
  possible: Severity | null;
  overlap: Overlap | null;
  /** For the headline; the overlap's days unless the clause counts others. */
  days?: number;
  from?: IsoDate | null;
  to?: IsoDate | null;
  facts?: Working['facts'];
  /** Figures that are not there, beside the days the windows miss. */
  missing?: readonly Missing[];
}

/** Days from which a clause fires, worst first. */
export type Levels = readonly (readonly [atLeast: number, severity: Severity])[];

/** Tries two windows: fires on the days certain to be in both, could fire on those that may be. */
export function tryOverlap(clause: string, a: Win | null, b: Win | null, levels: Levels): Trial | null {
  if (a === null || b === null) return null;
  const most = possibleDays(a, b);
  if (most === 0) return null;
  const overlap = sureOverlap(a, b);
  const fired = levelOf(overlap?.days ?? 0, levels);
  const possible = levelOf(most, levels);
  return fired === null && possible === null ? null : { clause, windows: [a, b], fired, possible, overlap };
}

function levelOf(days: number, levels: Levels): Severity | null {
  return levels.find(([atLeast]) => days >= atLeast)?.[1] ?? null;
}

/** True when the first is worse than the second; nothing is the least. */
export function isWorse(a: Severity | null, b: Severity | null): boolean {
  return a !== null && (b === null || severities.indexOf(a) < severities.indexOf(b));
}

/**
 * The worst trial that fires; of equals the one with the most days. What rests on a recalled or inferred row gives way to
 * what rests on facts, so that a real clash is never hidden as a draft. Null: clear, the known edges exclude the rest.
 */
export function decide(trials: readonly (Trial | null)[], facts: Working['facts'] = {}): Judged | null {
  const tried = trials.filter((trial) => trial !== null);
  if (tried.length === 0) return null;
  const fired = tried.some((trial) => trial.fired !== null)
    ? tried.filter((trial) => trial.fired !== null).sort(byWeight)
    : [];
  const best = fired[0];
  const worst = best?.fired ?? null;
  const windows: Win[] = [];
  const unsure: Win[] = [];
  const figures: Missing[] = [];
  for (const trial of tried) {
    const isOpen = isWorse(trial.possible, worst);
    for (const window of trial.windows) {
      if (isNew(window, windows)) windows.push(window);
      if (isOpen && isNew(window, unsure)) unsure.push(window);
    }
    if (isOpen && trial.missing !== undefined) figures.push(...trial.missing);
  }
  const missing = missingOf(unsure);
  for (const figure of figures) if (!missing.some(({ what }) => what === figure.what)) missing.push(figure);
  if (best?.fired == null) {
    if (unsure.length === 0) return null;
    const clause = `${tried[0]?.clause.slice(0, 3)}.missing`;
    return { ...nothing, outcome: 'cannot_evaluate', clause, windows, missing, facts };
  }
  return {
    outcome: best.fired,
    clause: best.clause,
    windows,
    restsOn: best.windows,
    overlaps: fired.flatMap(({ overlap }) => overlap ?? []),
    days: best.days ?? best.overlap?.days ?? null,
    from: best.from ?? best.overlap?.from ?? null,
    to: best.to ?? best.overlap?.to ?? null,
    missing,
    facts: { ...facts, ...best.facts },
  };
}

/** Two windows are one when they were made from the same rows for the same purpose. */
function isNew({ used }: Win, windows: readonly Win[]): boolean {
  return !windows.some((each) => each.used === used);
}

const nothing = { overlaps: [], days: null, from: null, to: null, restsOn: [] } as const;

function byWeight(a: Trial, b: Trial): number {
  const isDraft = (trial: Trial) => Number(trial.windows.some((each) => each.isDraft));
  const weight = (trial: Trial) => (trial.fired === null ? severities.length : severities.indexOf(trial.fired));
  const days = (trial: Trial) => trial.days ?? trial.overlap?.days ?? 0;
  return isDraft(a) - isDraft(b) || weight(a) - weight(b) || days(b) - days(a) || (a.clause < b.clause ? -1 : 1);
}
