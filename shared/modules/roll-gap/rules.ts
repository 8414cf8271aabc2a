// Which totals of the two rolls are set side by side, and what the metrics say of each pair. No clock, no words, no
// verdict: a difference does not tell which roll is right.

import type { IsoDate } from '#shared/kernel/time.ts';
import { type MetricId, metricIds, metricLimits } from '#shared/modules/roll-health/catalogue-limits.ts';
import { evaluate } from '#shared/modules/roll-health/rules.ts';
import type { Band, Counts, LocalRoll, MetricInput } from '#shared/modules/roll-health/schema.ts';
import type { Explained, GapMetric, GapOfBody, GapPair, ReasonView, RollMode, RollView, Standing } from './schema.ts';

/** LR-01 to LR-16. */
export const gapMetricIds: readonly MetricId[] = metricIds.filter((id) => id.startsWith('LR-'));

/** What is known of a local roll beside its total, from the commission's own file. */
export interface LocalFacts {
  rollMode: RollMode | null;
  baseRollDate: IsoDate | null;
  pollDate: IsoDate | null;
  expectedGap: number | null;
  /** The day on which duplicates were referred to the ERO. */
  referredOn: IsoDate | null;
  /** Counts of the part-to-ward map and of match runs. */
  counts: Counts;
}

export const noFacts: LocalFacts = {
  rollMode: null,
  baseRollDate: null,
  pollDate: null,
  expectedGap: null,
  referredOn: null,
  counts: {},
};

const sureness = { exact: 0, derived: 1, rounded: 2 } as const;
const confidences = { office: 0, A: 1, B: 2, C: 3, sample: 4 } as const;

/** True when `roll` stands before `held`: a later day; of one day the surer source, the more exact figure, the later publication. */
function isBetter(roll: RollView, held: RollView): boolean {
  const [day, heldDay] = [roll.asOn ?? '', held.asOn ?? ''];
  if (day !== heldDay) return day > heldDay;
  if (roll.confidence !== held.confidence) return confidences[roll.confidence] < confidences[held.confidence];
  if (roll.precision !== held.precision) return sureness[roll.precision] < sureness[held.precision];
  return roll.publishedAt > held.publishedAt;
}

function best(rolls: readonly RollView[]): RollView | undefined {
  return rolls.reduce<RollView | undefined>(
    (held, roll) => (held === undefined || isBetter(roll, held) ? roll : held),
    undefined,
  );
}

/** The assembly totals worth comparing, oldest first: before, draft and final of the revision, and the newest of all. */
export function listSnapshots(rolls: readonly RollView[]): RollView[] {
  const assembly = rolls.filter((roll) => roll.rollType === 'assembly');
  const revisions = assembly.filter((roll) => roll.exerciseType === 'SIR' || roll.exerciseType === 'SR');
  const chosen = new Set<RollView>();
  for (const stage of ['before', 'draft', 'final'] as const) {
    const roll = best(revisions.filter((each) => each.stage === stage));
    if (roll !== undefined) chosen.add(roll);
  }
  const newest = best(assembly);
  if (newest !== undefined) chosen.add(newest);
  return [...chosen].toSorted(byDay);
}

/** The newest local total and the one before it, over the same ground. A total of the whole State stands before a part's. */
export function listLocal(rolls: readonly RollView[]): RollView[] {
  const local = rolls.filter((roll) => roll.rollType === 'local');
  const wholes = local.filter((roll) => roll.footprint === 'whole');
  const newest = best(wholes) ?? halves(local) ?? best(local);
  if (newest === undefined) return [];
  const before = best(
    local.filter((roll) => roll !== newest && roll.footprint === newest.footprint && !isBetter(roll, newest)),
  );
  return before === undefined ? [newest] : [newest, before];
}

/** Rural and urban totals of one State as one: their sum, as old as the older of them. */
function halves(local: readonly RollView[]): RollView | undefined {
  const rural = best(local.filter((roll) => roll.footprint === 'rural'));
  const urban = best(local.filter((roll) => roll.footprint === 'urban'));
  if (rural === undefined || urban === undefined) return undefined;
  const older = (rural.asOn ?? '') <= (urban.asOn ?? '') ? rural : urban;
  return {
    ...older,
    id: `${rural.id}+${urban.id}`,
    footprint: 'whole',
    electors: rural.electors + urban.electors,
    precision: rural.precision === 'rounded' || urban.precision === 'rounded' ? 'rounded' : 'derived',
    male: rural.male === null || urban.male === null ? null : rural.male + urban.male,
    female: rural.female === null || urban.female === null ? null : rural.female + urban.female,
    opening: null,
    source: rural.source === urban.source ? rural.source : `${rural.source}; ${urban.source}`,
    isSample: rural.isSample || urban.isSample,
  };
}

function byDay(a: RollView, b: RollView): number {
  return (a.asOn ?? '').localeCompare(b.asOn ?? '') || a.publishedAt.localeCompare(b.publishedAt);
}

/** Both rolls of a State as they are compared. */
export interface Sides {
  /** Oldest first. */
  snapshots: RollView[];
  /** The newest, and the one before it if there is one. */
  local: RollView[];
  facts: LocalFacts;
  /** Limits in force in the State on the day; those of the catalogue where a metric is absent. */
  thresholds: NonNullable<MetricInput['thresholds']>;
  /** First day of the revision whose roll the newest local total is, from the calendar. */
  revisionStart: IsoDate | null;
}

/** From which total and day the local roll moved to its newest one; undefined where a day or a total is not known. */
export function localSince({ local, revisionStart }: Pick<Sides, 'local' | 'revisionStart'>) {
  const [newest, before] = local;
  if (newest === undefined) return undefined;
  if (before?.asOn != null) return { day: before.asOn, from: 'statement', electors: before.electors } as const;
  const electors = newest.opening ?? before?.electors;
  if (electors === undefined || revisionStart === null) return undefined;
  if (newest.asOn !== null && revisionStart > newest.asOn) return undefined;
  return { day: revisionStart, from: 'calendar', electors } as const;
}

/** What the drift is measured from: the assembly roll at the stated base date, else the one in force on the local roll's day. */
export function baseOf({ snapshots, local, facts }: Pick<Sides, 'snapshots' | 'local' | 'facts'>) {
  const stated = facts.baseRollDate;
  const day = stated ?? local[0]?.asOn ?? null;
  if (day === null) return undefined;
  const roll = best(snapshots.filter(({ asOn }) => asOn !== null && asOn <= day));
  return roll && ({ roll, from: stated === null ? 'in_force' : 'stated' } as const);
}

/** The input of the metrics for one assembly total against one local total. Counts of maps and matches only for the newest. */
function inputOf(sides: Sides, assembly: RollView, local: RollView, today: IsoDate): MetricInput {
  const { facts, snapshots } = sides;
  const isNewestLocal = local === sides.local[0];
  const before = best(snapshots.filter((roll) => (roll.asOn ?? '') < (assembly.asOn ?? '')));
  const start = snapshots.find((roll) => roll.stage === 'before' && roll !== assembly && isBetter(assembly, roll));
  const previous = start ?? before;
  const since = isNewestLocal ? localSince(sides) : undefined;
  const base = baseOf({ ...sides, local: [local] });
  const roll: LocalRoll = {
    total: local.electors,
    footprint: local.footprint,
    ...given({ male: local.male, female: local.female, asOn: local.asOn, qualifyingDate: local.qualifyingDate }),
    ...given({ baseRollDate: facts.baseRollDate, pollDate: facts.pollDate, rollMode: facts.rollMode }),
    ...(since === undefined ? {} : { previousTotal: since.electors, previousAsOn: since.day }),
    ...(base === undefined ? {} : { baseElectors: base.roll.electors }),
  };
  return {
    exercise: isRevision(assembly.exerciseType) ? assembly.exerciseType : 'CU',
    level: 'S',
    today,
    counts: {
      ...(isNewestLocal ? facts.counts : {}),
      electorsTotal: assembly.electors,
      ...given({ electorsMale: assembly.male, electorsFemale: assembly.female }),
    },
    ...given({ asOn: assembly.asOn, qualifyingDate: assembly.qualifyingDate, referredOn: facts.referredOn }),
    ...(previous === undefined
      ? {}
      : { previous: { electorsTotal: previous.electors }, ...given({ previousAsOn: previous.asOn }) }),
    local: roll,
    thresholds: sides.thresholds,
  };
}

function isRevision(exercise: RollView['exerciseType']): exercise is 'CU' | 'SSR' | 'SR' | 'SIR' {
  return exercise !== 'LOCAL' && exercise !== 'LS';
}

/** The fields that are not null. */
function given<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const known = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return narrow(Object.fromEntries(known));

  /** What is left has lost its nulls, which the types cannot see through `Object.entries`. */
  function narrow(rest: object) {
    return rest as { [K in keyof T]?: NonNullable<T[K]> };
  }
}

/** The limits that colour a State's value, in the order of the bands: the first for a place is in force. */
export function limitsOf(id: MetricId, thresholds: Sides['thresholds']): readonly Band[] {
  const bands = (thresholds[id] ?? metricLimits[id].bands).filter(({ levels }) => levels?.includes('S') ?? true);
  const subjects = bands.map(({ amber, red }) => red?.on ?? amber?.on ?? '');
  return bands.filter((_, index) => subjects.indexOf(subjects[index] ?? '') === index);
}

/** Evaluates one metric and keeps what is shown of it. */
function measure(id: MetricId, input: MetricInput): GapMetric {
  const result = evaluate(id, input);
  if (result.status === 'not_computed')
    return { id, status: result.status, display: null, decimals: 0, of: null, reason: result.reason, parts: [] };
  const { status, display, decimals, of, reason, parts } = result;
  return {
    id,
    status,
    display,
    decimals,
    of,
    reason: reason ?? null,
    parts: (parts ?? []).map((part) => ({ key: part.key, display: part.display })),
  };
}

/**
 * One pair: electors and percent apart, and the bound test. Electors apart only where both cover the same ground; a
 * rural roll is set against the whole State by the bound test alone.
 */
export function comparePair(sides: Sides, assembly: RollView, local: RollView, today: IsoDate): GapPair {
  const input = inputOf(sides, assembly, local, today);
  return {
    assemblyId: assembly.id,
    localId: local.id,
    difference: local.footprint === 'whole' ? local.electors - assembly.electors : null,
    gap: measure('LR-01', input),
    bound: measure('LR-02', input),
    isNewest: assembly === sides.snapshots.at(-1) && local === sides.local[0],
  };
}

/** Every pair: each assembly total, oldest first, against the newest local total, then against the one before it. */
export function listPairs(sides: Sides, today: IsoDate): GapPair[] {
  return sides.local.flatMap((local) => sides.snapshots.map((assembly) => comparePair(sides, assembly, local, today)));
}

/** LR-01 to LR-16 of the newest pair; empty when there is none. */
export function listMetrics(sides: Sides, today: IsoDate): GapMetric[] {
  const [assembly, local] = [sides.snapshots.at(-1), sides.local[0]];
  if (assembly === undefined || local === undefined) return [];
  const input = inputOf(sides, assembly, local, today);
  return gapMetricIds.map((id) => measure(id, input));
}

/** One local body's counts: its own roll, the parts mapped to it, and its match runs. */
export interface BodyCounts extends Pick<GapOfBody, 'code' | 'nameEn' | 'nameHi' | 'localClass'> {
  counts: Counts;
  facts: Omit<LocalFacts, 'counts' | 'expectedGap'>;
  asOn: IsoDate | null;
  wards: number[];
}

/** Metrics defined for a local body. A metric that needs what nobody sent says so; it is never zero. */
export function measureBody(
  body: BodyCounts,
  ids: readonly MetricId[],
  today: IsoDate,
  thresholds: Sides['thresholds'],
): GapOfBody {
  const { code, nameEn, nameHi, localClass, counts, facts, wards } = body;
  const total = counts.localElectors;
  const assembly = counts.mappedElectors;
  const input: MetricInput = {
    exercise: 'CU',
    level: 'L',
    today,
    thresholds,
    counts: { ...counts, ...(assembly === undefined ? {} : { electorsTotal: assembly }) },
    ...(wards.length === 0 ? {} : { wards }),
    ...given({ referredOn: facts.referredOn }),
    ...(total === undefined
      ? {}
      : {
          local: {
            total,
            footprint: 'whole',
            ...given({ male: counts.localMale ?? null, female: counts.localFemale ?? null, asOn: body.asOn }),
            ...given({ baseRollDate: facts.baseRollDate, pollDate: facts.pollDate, rollMode: facts.rollMode }),
          },
        }),
  };
  return {
    code,
    nameEn,
    nameHi,
    localClass,
    local: total ?? null,
    assembly: assembly ?? null,
    metrics: ids.map((id) => measure(id, input)),
  };
}

/** Who has published a total, told apart only to those who may know. */
export function standingOf(snapshots: number, local: number, mayKnow: boolean): Standing {
  if (snapshots > 0 && local > 0) return 'both';
  if (!mayKnow) return 'hidden';
  if (snapshots > 0) return 'assembly_only';
  return local > 0 ? 'local_only' : 'none';
}

/** What each body's reasons come to beside the difference. Their sums are not added: both may explain the same electors. */
export function explain(
  reasons: readonly Pick<ReasonView, 'bodyId' | 'electors'>[],
  bodyIds: readonly string[],
  difference: number | null,
): Explained[] {
  return bodyIds.map((bodyId) => {
    const own = reasons.filter((reason) => reason.bodyId === bodyId);
    const counted = own.flatMap(({ electors }) => (electors === null ? [] : [electors]));
    const electors = counted.length === 0 ? null : counted.reduce((sum, count) => sum + count, 0);
    return {
      bodyId,
      reasons: own.length,
      electors,
      uncounted: own.length - counted.length,
      rest: electors === null || difference === null ? null : difference - electors,
    };
  });
}
