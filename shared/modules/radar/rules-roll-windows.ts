// Windows of the rolls: house visits, hearings, the freeze of an intensive revision, a State Election Commission's roll.

import type { RadarExercise, RadarMilestone } from './rules.ts';
import {
  bounded,
  dayOf,
  earlierOf,
  firstOf,
  lastOf,
  laterOf,
  type Point,
  unknownDay,
  type Win,
  windowFrom,
} from './rules-points.ts';
import { earliestFact, endOf, isDated, latestFact, pointOf, pollRows, rowsOf, startOf } from './rules-rows.ts';

interface RollWindows {
  FIELD: Win | null;
  HEAR: Win | null;
  FREEZE: Win | null;
  ROLLPREP: Win | null;
}

/** The windows of the roll work in an exercise; null where it has none of that kind. */
export function rollWindows(exercise: RadarExercise, rows: readonly RadarMilestone[]): RollWindows {
  const isRevision = exercise.kind === 'roll_revision';
  if (!isRevision && !exercise.kind.endsWith('_election')) return noRoll;
  const draft = rowsOf(rows, 'roll_draft');
  const isHeard = isRevision || draft.length > 0 || rowsOf(rows, ...claimCodes).length > 0;
  return {
    FIELD: isRevision || rowsOf(rows, ...visitCodes).length > 0 ? fieldWindow(exercise, rows) : null,
    HEAR: isHeard ? hearWindow(exercise, rows) : null,
    FREEZE: isRevision && revisionKindOf(exercise) === 'SIR' ? freezeWindow(exercise, rows) : null,
    ROLLPREP: hasOwnRoll(exercise) ? rollPrepWindow(exercise, rows) : null,
  };
}

const noRoll: RollWindows = { FIELD: null, HEAR: null, FREEZE: null, ROLLPREP: null };
const visitCodes = ['enumeration', 'house_to_house'] as const;
const claimCodes = ['claims_objections', 'roll_claims_objections'] as const;
const disposalCodes = ['disposal', 'roll_disposal'] as const;
const startCodes = ['announcement_roll_freeze', 'announcement', 'order'] as const;

/** How the roll is revised; where the office did not say, by the name of the exercise. */
function revisionKindOf({ revisionKind, nameEn }: RadarExercise): RadarExercise['revisionKind'] {
  if (revisionKind !== null) return revisionKind;
  return /\bSIR\b|special intensive/i.test(nameEn) && !/\bnot SIR\b/i.test(nameEn) ? 'SIR' : null;
}

function hasOwnRoll({ bodyKind, kind }: RadarExercise): boolean {
  return (
    bodyKind === 'sec' && (kind === 'panchayat_election' || kind === 'municipal_election' || kind === 'roll_revision')
  );
}

/** Where the revision starts: the day the roll was frozen, else announced, else ordered. */
function startRow(rows: readonly RadarMilestone[]): RadarMilestone | undefined {
  for (const code of startCodes) {
    const row = rowsOf(rows, code).find(isDated);
    if (row !== undefined) return row;
  }
  return undefined;
}

/** House visits, start to end. Without dates they still lie between the announcement and the draft roll. */
function fieldWindow({ id }: RadarExercise, rows: readonly RadarMilestone[]): Win {
  const visits = rowsOf(rows, ...visitCodes);
  const announced = startRow(rows);
  const lo = announced === undefined ? null : earliestFact([announced]);
  const hi = latestFact(rowsOf(rows, 'roll_draft')) ?? latestFact(rowsOf(rows, 'roll_final'));
  const start = bounded(visits.length === 0 ? unknownDay : firstOf(visits.map(startOf)), lo, hi);
  const end = bounded(visits.length === 0 ? unknownDay : lastOf(visits.map(endOf)), lo, hi);
  const isWhole = dayOf(start) !== null && dayOf(end) !== null;
  return windowFrom({
    name: 'FIELD',
    exerciseId: id,
    start,
    end,
    rows: visits,
    missing: isWhole ? [] : ['enumeration'],
  });
}

/** Draft roll to disposal, else to the final roll; else the end of claims is a floor (7.6.3). */
function hearWindow({ id }: RadarExercise, rows: readonly RadarMilestone[]): Win {
  const draft = rowsOf(rows, 'roll_draft');
  const claims = rowsOf(rows, ...claimCodes);
  const disposal = rowsOf(rows, ...disposalCodes);
  const final = rowsOf(rows, 'roll_final');
  const announced = startRow(rows);
  const visited = lastOf(rowsOf(rows, ...visitCodes).map(endOf)).lo;
  const lo = laterOf(announced === undefined ? null : earliestFact([announced]), visited);
  const disposed = disposal.length === 0 ? unknownDay : lastOf(disposal.map(endOf));
  const published = final.length === 0 ? unknownDay : lastOf(final.map(pointOf));
  const claimed = claims.length === 0 ? unknownDay : lastOf(claims.map(endOf));
  const isDisposed = dayOf(disposed) !== null;
  const isPublished = dayOf(published) !== null;
  const isFloor = !isDisposed && !isPublished && claimed.lo !== null;
  const hi = earlierOf(disposed.hi, published.hi);
  const drafted = draft.length === 0 ? unknownDay : firstOf(draft.map(pointOf));
  const start = bounded(drafted, lo, firstOf(claims.map(endOf)).hi ?? hi);
  const end: Point = isDisposed ? disposed : isPublished ? published : { lo: laterOf(claimed.lo, start.lo), hi };
  const last = isDisposed ? disposal : isPublished ? final : claims;
  return windowFrom({
    name: 'HEAR',
    exerciseId: id,
    start,
    end,
    rows: [...draft, ...last],
    missing: [...(dayOf(start) === null ? ['roll_draft'] : []), ...(isDisposed || isPublished ? [] : ['roll_final'])],
    assumed: isFloor ? ['claims_end_as_floor'] : [],
  });
}

/** From the day the Assembly roll is frozen to its final publication. */
function freezeWindow({ id }: RadarExercise, rows: readonly RadarMilestone[]): Win {
  const announced = startRow(rows);
  const final = rowsOf(rows, 'roll_final');
  const start = pointOf(announced);
  const published = final.length === 0 ? unknownDay : lastOf(final.map(pointOf));
  const draft = rowsOf(rows, 'roll_draft');
  const end = bounded(published, laterOf(earliestFact(draft), lastOf(rowsOf(rows, 'enumeration').map(endOf)).lo), null);
  const first = earliestFact([...rowsOf(rows, 'enumeration'), ...draft].filter(isDated));
  return windowFrom({
    name: 'FREEZE',
    exerciseId: id,
    start: bounded(start, null, first),
    end,
    rows: [...(announced === undefined ? [] : [announced]), ...final],
    missing: [...(dayOf(start) === null ? ['announcement'] : []), ...(dayOf(end) === null ? ['roll_final'] : [])],
    assumed: announced === undefined || announced.milestone === 'announcement_roll_freeze' ? [] : [announced.milestone],
  });
}

/** Draft to final of the local roll. It is final before its poll is counted. */
function rollPrepWindow({ id }: RadarExercise, rows: readonly RadarMilestone[]): Win {
  const draft = rowsOf(rows, 'roll_draft');
  const final = rowsOf(rows, 'roll_final');
  const polled = latestFact(pollRows(rows)) ?? latestFact(rowsOf(rows, 'counting'));
  const start = bounded(draft.length === 0 ? unknownDay : firstOf(draft.map(pointOf)), null, polled);
  const published = final.length === 0 ? unknownDay : lastOf(final.map(pointOf));
  const end = bounded(published, earliestFact(draft), polled);
  return windowFrom({
    name: 'ROLLPREP',
    exerciseId: id,
    start,
    end,
    rows: [...draft, ...final],
    missing: [...(dayOf(start) === null ? ['roll_draft'] : []), ...(dayOf(end) === null ? ['roll_final'] : [])],
  });
}
