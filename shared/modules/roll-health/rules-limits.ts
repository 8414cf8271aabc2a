// Limits as an administrator may set them: at which places a metric has limits, what may stand there, and what a change
// makes of the bands. A place is a kind of revision, a group of levels and a season. Pure: no clock, no IO, no words.

import type { ErrorDetail } from '#shared/kernel/errors.ts';
import type { MetricLimits } from './schema.ts';
import { type Band, type BandSeason, type ExerciseType, exerciseTypes, type Level, type Limit } from './schema.ts';

/** What the rules need of a metric: its levels and exercises, and the release's bands, which give each limit its shape. */
export type Banded = Pick<MetricLimits, 'levels' | 'exercises' | 'bands'>;

/** The sides a limit can have. */
export const limitSides = ['below', 'above', 'apart'] as const;
type Side = (typeof limitSides)[number];
const colours = ['amber', 'red'] as const;
type Colour = (typeof colours)[number];

/** The numbers of one colour's limit as typed in. */
export type LimitNumbers = { [Each in Side]?: number | undefined };

/** A change of limits at one place, or at one level and season for every exercise. Without either colour: taken away. */
export interface LimitEdit {
  exercise: ExerciseType | null;
  /** The group of levels that holds this one is what changes. */
  level: Level;
  season: BandSeason | null;
  amber: LimitNumbers | null;
  red: LimitNumbers | null;
}

/** The limits at one place. */
export type BandEntry = Pick<Band, 'season' | 'amber' | 'red'>;

export interface Spread {
  exercises?: readonly ExerciseType[];
  levels?: readonly Level[];
}

/** What differs at some places: absent where there was, or will be, no limit. */
export interface BandChange extends Spread {
  season?: BandSeason;
  before?: BandEntry;
  after?: BandEntry;
}

/** Limits are read to three decimals; a limit beyond ten crore is beyond any count of a State. */
const limitDecimals = 3;
const largestLimit = 100_000_000;

/** The exercises the metric is defined for. */
export function exercisesOf({ exercises }: Banded): readonly ExerciseType[] {
  return exercises ?? exerciseTypes;
}

/** Levels that share their limits: the part by itself, the others as the release's bands tell them apart. */
export function levelGroups({ levels, bands }: Banded): Level[][] {
  const signature = (level: Level) =>
    [level === 'P', ...bands.map((band) => band.levels?.includes(level) ?? true)].join();
  return [...Map.groupBy(levels, signature).values()];
}

/** The seasons in which the metric has limits; `null` is the whole year. */
export function seasonsOf({ bands }: Banded): (BandSeason | null)[] {
  return [...new Set(bands.map(({ season }) => season ?? null))];
}

/** False for limits that are part of the definition itself (LR-02): two of them stand at one place. */
export function isEditable(metric: Banded): boolean {
  if (metric.bands.length === 0) return false;
  return [...placesOf(metric, metric.bands).values()].every(
    (entries) => new Set(entries.map(({ season }) => season)).size === entries.length,
  );
}

/** The sides of a colour's limit, as the release has it. */
export function limitShape(metric: Banded, colour: Colour): Side[] {
  const shape = shapeOf(metric, undefined, colour);
  return limitSides.filter((side) => shape[side] !== undefined);
}

/** The band that colours a value: the first for its exercise, level and season. */
export function bandFor(
  bands: readonly Band[],
  exercise: ExerciseType,
  level: Level,
  inExercise: boolean,
): Band | undefined {
  return bands.find(
    ({ exercises, levels, season }) =>
      (exercises?.includes(exercise) ?? true) &&
      (levels?.includes(level) ?? true) &&
      (season === undefined || season === (inExercise ? 'in_exercise' : 'outside_exercise')),
  );
}

export type EditOutcome = { ok: true; bands: Band[] } | { ok: false; problems: ErrorDetail[] };

/**
 * The bands after a change: `own` with that place's limits replaced, split per exercise where only one changes.
 * `inherited` are the nation's bands under a State's own; empty when the nation's are changed. A limit whose numbers
 * stay keeps its source; a new one is the administrator's.
 * Reasons of refusal, with the field: `limits.none`, `limits.fixed`, `limits.exercise`, `limits.level`, `limits.season`,
 * `limits.nothing`, `limits.unchanged`, `limit.required`, `limit.shape`, `limit.number`, `limit.decimals`,
 * `limit.range`, `limit.negative`, `limit.sides`, `limit.order`.
 */
export function editBands(
  metric: Banded,
  own: readonly Band[],
  inherited: readonly Band[],
  edit: LimitEdit,
): EditOutcome {
  const group = levelGroups(metric).find((levels) => levels.includes(edit.level));
  const misplaced = misplacedIn(metric, edit, group);
  if (misplaced !== undefined || group === undefined) return refused(misplaced ?? { reason: 'limits.level' });
  const inForce = placesOf(metric, [...own, ...inherited]);
  const exercises = edit.exercise === null ? exercisesOf(metric) : [edit.exercise];
  const changed = placesOf(metric, own);
  let isChanged = false;
  for (const exercise of exercises) {
    const place = keyOf(exercise, group);
    const before = changed.get(place) ?? [];
    const standing = atSeason(inForce.get(place), edit.season);
    const entry = entryFor(metric, standing, edit);
    if ('problems' in entry) return { ok: false, problems: entry.problems };
    const after = withEntry(before, edit.season, entry.made);
    isChanged ||= JSON.stringify(after) !== JSON.stringify(before) && !isSame(standing, entry.made);
    changed.set(place, after);
  }
  if (!isChanged) {
    const isRemoval = edit.amber === null && edit.red === null;
    return refused({ reason: isRemoval ? 'limits.nothing' : 'limits.unchanged', field: 'amber' });
  }
  const bands = gather(metric, changed).map(({ item, ...spread }): Band => ({ ...spread, ...item }));
  return { ok: true, bands };
}

/** Place by place, what differs from one list of bands to the next; places that change alike are told together. */
export function listBandChanges(metric: Banded, before: readonly Band[], after: readonly Band[]): BandChange[] {
  const [was, is] = [placesOf(metric, before), placesOf(metric, after)];
  const changes = new Map<string, Omit<BandChange, keyof Spread>[]>();
  for (const place of was.keys()) {
    const seasons = new Set([...(was.get(place) ?? []), ...(is.get(place) ?? [])].map(({ season }) => season ?? null));
    const differing = [...seasons].flatMap((season) => {
      const [old, next] = [atSeason(was.get(place), season), atSeason(is.get(place), season)];
      if (JSON.stringify(old) === JSON.stringify(next)) return [];
      return [{ ...(season ? { season } : {}), ...(old ? { before: old } : {}), ...(next ? { after: next } : {}) }];
    });
    changes.set(place, differing);
  }
  return gather(metric, changes).map(({ item, ...spread }) => ({ ...spread, ...item }));
}

function refused(...problems: ErrorDetail[]): EditOutcome {
  return { ok: false, problems };
}

function misplacedIn(metric: Banded, edit: LimitEdit, group: Level[] | undefined): ErrorDetail | undefined {
  if (metric.bands.length === 0) return { reason: 'limits.none', field: 'metricId' };
  if (!isEditable(metric)) return { reason: 'limits.fixed', field: 'metricId' };
  if (edit.exercise !== null && !exercisesOf(metric).includes(edit.exercise)) {
    return { reason: 'limits.exercise', field: 'exercise' };
  }
  if (group === undefined) return { reason: 'limits.level', field: 'level' };
  return seasonsOf(metric).includes(edit.season) ? undefined : { reason: 'limits.season', field: 'season' };
}

function entryFor(
  metric: Banded,
  standing: BandEntry | undefined,
  edit: LimitEdit,
): { made: BandEntry | undefined } | { problems: ErrorDetail[] } {
  if (edit.amber === null && edit.red === null) return { made: undefined };
  const shapes = { amber: shapeOf(metric, standing, 'amber'), red: shapeOf(metric, standing, 'red') };
  const problems = colours.flatMap((colour) => faultsIn(metric, edit[colour], shapes[colour], colour));
  if (problems.length > 0) return { problems };
  const made: BandEntry = edit.season === null ? {} : { season: edit.season };
  for (const colour of colours) {
    const numbers = edit[colour];
    if (numbers !== null) made[colour] = limitOf(shapes[colour], numbers, standing?.[colour]);
  }
  const unordered = orderFaults(made);
  return unordered.length > 0 ? { problems: unordered } : { made };
}

/** Which sides a colour's limit has and what it is compared with: as what stands there, else as the release has it. */
function shapeOf(metric: Banded, standing: BandEntry | undefined, colour: Colour): Limit {
  const other = colour === 'amber' ? 'red' : 'amber';
  const candidates = [
    standing?.[colour],
    metric.bands.find((band) => band[colour] !== undefined)?.[colour],
    standing?.[other],
    metric.bands.find((band) => band[other] !== undefined)?.[other],
  ];
  return candidates.find((limit) => limit !== undefined) ?? { source: 'administrator' };
}

function faultsIn(metric: Banded, numbers: LimitNumbers | null, shape: Limit, colour: Colour): ErrorDetail[] {
  if (numbers === null) return [];
  const mayBeNegative = metric.bands.some(({ amber, red }) =>
    [amber, red].some((limit) => (limit?.above ?? 0) < 0 || (limit?.below ?? 0) < 0),
  );
  return limitSides.flatMap((side): ErrorDetail[] => {
    const value = numbers[side];
    const field = `${colour}.${side}`;
    if (value === undefined) return shape[side] === undefined ? [] : [{ reason: 'limit.required', field }];
    if (shape[side] === undefined) return [{ reason: 'limit.shape', field }];
    if (!Number.isFinite(value)) return [{ reason: 'limit.number', field }];
    if (Number(value.toFixed(limitDecimals)) !== value) return [{ reason: 'limit.decimals', field }];
    if (Math.abs(value) > largestLimit) return [{ reason: 'limit.range', field }];
    if (value < 0 && (side === 'apart' || !mayBeNegative)) return [{ reason: 'limit.negative', field }];
    return [];
  });
}

/** Attention must begin before act-now on every side, where both are measured on the same thing. */
function orderFaults({ amber, red }: BandEntry): ErrorDetail[] {
  const crossed = colours.flatMap((colour): ErrorDetail[] => {
    const { below, above } = (colour === 'amber' ? amber : red) ?? {};
    const isCrossed = below !== undefined && above !== undefined && below >= above;
    return isCrossed ? [{ reason: 'limit.sides', field: `${colour}.above` }] : [];
  });
  if (amber === undefined || red === undefined || amber.on !== red.on) return crossed;
  const isInside: Record<Side, (first: number, last: number) => boolean> = {
    below: (first, last) => first > last,
    above: (first, last) => first < last,
    apart: (first, last) => first < last,
  };
  const unordered = limitSides.flatMap((side): ErrorDetail[] => {
    const [first, last] = [amber[side], red[side]];
    if (first === undefined || last === undefined || isInside[side](first, last)) return [];
    return [{ reason: 'limit.order', field: `red.${side}` }];
  });
  return [...crossed, ...unordered];
}

function limitOf(shape: Limit, numbers: LimitNumbers, standing: Limit | undefined): Limit {
  if (standing !== undefined && limitSides.every((side) => standing[side] === numbers[side])) return standing;
  const { on, orPer10000OfOpening } = shape;
  const isWhole = numbers.apart !== undefined && orPer10000OfOpening !== undefined;
  return toLimit({
    ...numbers,
    ...(isWhole ? { orPer10000OfOpening } : {}),
    ...(on === undefined ? {} : { on }),
    source: 'administrator',
  });
}

function atSeason(entries: readonly BandEntry[] | undefined, season: BandSeason | null): BandEntry | undefined {
  return entries?.find((entry) => (entry.season ?? null) === season);
}

function withEntry(entries: readonly BandEntry[], season: BandSeason | null, made: BandEntry | undefined): BandEntry[] {
  const next = made === undefined ? [] : [made];
  const at = entries.findIndex((entry) => (entry.season ?? null) === season);
  return at === -1 ? [...entries, ...next] : entries.toSpliced(at, 1, ...next);
}

function isSame(standing: BandEntry | undefined, made: BandEntry | undefined): boolean {
  return colours.every((colour) => {
    const [old, next] = [standing?.[colour], made?.[colour]];
    return (old === undefined) === (next === undefined) && limitSides.every((side) => old?.[side] === next?.[side]);
  });
}

function keyOf(exercise: ExerciseType, group: readonly Level[]): string {
  return `${exercise} ${group.join('')}`;
}

/** The limits of every place, the empty ones too. Of two bands for one place and season, the first is in force. */
function placesOf(metric: Banded, bands: readonly Band[]): Map<string, BandEntry[]> {
  const places = new Map<string, BandEntry[]>();
  for (const group of levelGroups(metric)) {
    for (const exercise of exercisesOf(metric)) {
      const here = bands.filter(
        ({ exercises, levels }) =>
          (exercises?.includes(exercise) ?? true) && group.every((level) => levels?.includes(level) ?? true),
      );
      // A second band of one season speaks of another subject (LR-02), or is hidden by the first.
      const seen = Map.groupBy(here, ({ season, red }) => `${season} ${red?.on}`);
      const firsts = [...seen.values()].flatMap(([first]) => (first === undefined ? [] : [first]));
      places.set(keyOf(exercise, group), firsts.map(toEntry));
    }
  }
  return places;
}

/** With its keys in one order: what comes from the database has them in another, and entries are compared as text. */
function toEntry({ season, amber, red }: Band): BandEntry {
  return {
    ...(season === undefined ? {} : { season }),
    ...(amber === undefined ? {} : { amber: toLimit(amber) }),
    ...(red === undefined ? {} : { red: toLimit(red) }),
  };
}

function toLimit(limit: Omit<Limit, Side> & LimitNumbers): Limit {
  const { below, above, apart, orPer10000OfOpening, on, source } = limit;
  return {
    ...(below === undefined ? {} : { below }),
    ...(above === undefined ? {} : { above }),
    ...(apart === undefined ? {} : { apart }),
    ...(orPer10000OfOpening === undefined ? {} : { orPer10000OfOpening }),
    ...(on === undefined ? {} : { on }),
    source,
  };
}

/** Items by place, joined where the same item stands at several: exercises first, then levels. */
function gather<Item>(metric: Banded, places: ReadonlyMap<string, readonly Item[]>): (Spread & { item: Item })[] {
  const joined = new Map<string, { exercises: ExerciseType[]; levels: Level[]; item: Item }>();
  for (const group of levelGroups(metric)) {
    const byItem = new Map<string, { exercises: ExerciseType[]; item: Item }>();
    for (const exercise of exercisesOf(metric)) {
      for (const item of places.get(keyOf(exercise, group)) ?? []) {
        const key = JSON.stringify(item);
        const held = byItem.get(key) ?? { exercises: [], item };
        held.exercises.push(exercise);
        byItem.set(key, held);
      }
    }
    for (const [item, one] of byItem) {
      const key = `${one.exercises.join()} ${item}`;
      const held = joined.get(key) ?? { ...one, levels: [] };
      held.levels.push(...group);
      joined.set(key, held);
    }
  }
  return [...joined.values()].map(({ exercises, levels, item }) => ({
    ...(exercises.length === exercisesOf(metric).length ? {} : { exercises }),
    ...(levels.length === metric.levels.length ? {} : { levels }),
    item,
  }));
}
