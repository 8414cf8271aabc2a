// C09 and C10: two exercises that want the same police and central forces, or the same warehouse or strong room.

import { addDays, daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import type { RadarNeed, RadarPool } from './rules.ts';
import type { Meeting } from './rules-areas.ts';
import { type Context, type Judged, missingOf, type PairRule, type Reach, reachOf } from './rules-judge.ts';
import { possibleDays, sureOverlap, type Win } from './rules-points.ts';
import type { Prepared } from './rules-windows.ts';
import type { Missing, Overlap } from './schema.ts';

/** Days from the end of one to the start of the next up to which they are too close (7.6.7). */
const closeDays = 3;

function widened(reach: Reach | null): Reach | null {
  if (reach === null) return null;
  return { from: reach.from === null ? null : addDays(reach.from, -closeDays), to: reach.to };
}

interface Apart {
  days: number;
  from: IsoDate;
  to: IsoDate;
  /** Both days are known; otherwise they may lie further apart. */
  isExact: boolean;
}

/** Days from the end of the earlier to the start of the later, at the least; null when they may meet. */
function daysApart(a: Win, b: Win): Apart | null {
  for (const [one, other] of [[a, b] as const, [b, a] as const]) {
    const [end, start] = [one.may.to, other.may.from];
    if (end === null || start === null || end >= start) continue;
    const isExact = one.used.to === end && other.used.from === start;
    return { days: daysBetween(end, start), from: end, to: start, isExact };
  }
  return null;
}

const forces = ['police', 'capf'] as const;
type Force = (typeof forces)[number];

/** C09: police and central forces of two polls whose field days meet, or lie within three days of each other. */
export const sameForces: PairRule = {
  id: 'C09',
  about: 'two',
  readsState: true,
  first: hotReach,
  second: hotReach,
  judge(a, b, meeting, context) {
    const [one, other] = [a.windows.HOT, b.windows.HOT];
    if (one === null || other === null || possibleDays(one, other) === 0) return nearForces(one, other);
    const overlap = sureOverlap(one, other);
    if (overlap === null) return undated(one, other);
    return judgeForces([a, b], [one, other], overlap, meeting, context);
  },
};

function hotReach({ windows }: Prepared): Reach | null {
  return widened(reachOf([windows.HOT]));
}

function nearForces(a: Win | null, b: Win | null): Judged | null {
  const apart = a === null || b === null ? null : daysApart(a, b);
  if (a === null || b === null || apart === null || apart.days > closeDays) return null;
  if (!apart.isExact) return undated(a, b);
  return {
    outcome: 'medium',
    clause: 'C09.near',
    windows: [a, b],
    restsOn: [a, b],
    overlaps: [],
    days: apart.days,
    from: apart.from,
    to: apart.to,
    missing: [],
    facts: { days: apart.days },
  };
}

function undated(a: Win, b: Win): Judged {
  const missing = missingOf([a, b]);
  return {
    ...unknown,
    clause: 'C09.missing',
    windows: [a, b],
    overlaps: [],
    days: null,
    from: null,
    to: null,
    missing,
    facts: {},
  };
}

const unknown = { outcome: 'cannot_evaluate', restsOn: [] } as const;

/** What one kind of force comes to where the two meet. */
interface Sum {
  force: Force;
  need: number | null;
  allotted: number | null;
  district: string | null;
  missing: Missing[];
}

function judgeForces(
  parts: readonly Prepared[],
  windows: readonly Win[],
  overlap: Overlap,
  { districts }: Meeting,
  { poolsOf }: Context,
): Judged | null {
  const pools = poolsOf(parts[0]?.exercise.stateCode ?? '');
  const sums = forces.flatMap((force) => {
    const isUsed = parts.some(({ exercise }) => exercise.needs.some(({ resource }) => resource === force));
    return isUsed ? sumsOf(force, parts, districts, pools) : [];
  });
  const over = ({ need, allotted }: Sum) => (need ?? 0) - (allotted ?? Number.POSITIVE_INFINITY);
  const [worst] = sums.toSorted((a, b) => over(b) - over(a));
  const missing: Missing[] =
    sums.length === 0
      ? parts.flatMap(({ exercise }) => forces.map((force) => ({ exerciseId: exercise.id, what: `${force}_need` })))
      : distinct(sums.flatMap((sum) => sum.missing));
  const { days, from, to } = overlap;
  const common = { windows, overlaps: [overlap], days, from, to, missing };
  if (worst !== undefined && over(worst) > 0) {
    const { force, need, allotted, district } = worst;
    const facts = { force, need, pool: allotted, gap: over(worst), district, date: from };
    return { ...common, outcome: 'critical', clause: 'C09.over', restsOn: windows, missing: [], facts };
  }
  if (missing.length === 0) return null;
  const asked = sums.find((sum) => sum.missing.length > 0);
  const facts = { force: asked?.force ?? null, need: asked?.need ?? null, pool: asked?.allotted ?? null, date: from };
  return { ...common, ...unknown, clause: 'C09.missing', facts };
}

function distinct(missing: readonly Missing[]): Missing[] {
  return [...new Map(missing.map((one) => [`${one.exerciseId} ${one.what}`, one])).values()];
}

/** By district where the force is allotted by district, of the State otherwise. */
function sumsOf(
  force: Force,
  parts: readonly Prepared[],
  districts: readonly string[] | null,
  all: readonly RadarPool[],
): Sum[] {
  const pools = all.filter(({ resource }) => resource === force);
  const isWanted = (district: string) =>
    parts.some(({ exercise }) =>
      exercise.needs.some(({ resource, districtCode }) => resource === force && districtCode === district),
    );
  const named = pools
    .map(({ districtCode }) => districtCode)
    .filter((code) => code !== '' && isWanted(code) && (districts?.includes(code) ?? true));
  const places = [...new Set(named)];
  if (places.length === 0 || isWanted('') || pools.some(({ districtCode }) => districtCode === '')) places.push('');
  return places.map((district) => {
    const own = pools.filter(({ districtCode }) => districtCode === district);
    const allotted = own.length === 0 ? null : own.reduce((sum, { available }) => sum + available, 0);
    const needs = parts.map(({ exercise }) => needIn(exercise.needs, force, district));
    const said = needs.filter((need) => need !== null);
    return {
      force,
      need: said.length === 0 ? null : said.reduce((sum, need) => sum + need, 0),
      allotted,
      district: district === '' ? null : district,
      missing: [
        ...parts.flatMap(({ exercise }, index) =>
          needs[index] === null ? [{ exerciseId: exercise.id, what: `${force}_need` }] : [],
        ),
        ...(allotted === null ? [{ exerciseId: null, what: `${force}_pool` }] : []),
      ],
    };
  });
}

function needIn(needs: readonly RadarNeed[], force: Force, district: string): number | null {
  const all = needs.filter(({ resource }) => resource === force);
  const own = all.filter(({ districtCode }) => districtCode === district);
  const counted = own.length > 0 ? own : district === '' ? all : [];
  return counted.length === 0 ? null : counted.reduce((sum, { needed }) => sum + needed, 0);
}

/** C10: one room held by two exercises at once, or with fewer than three days to clear it. */
export const sameRoom: PairRule = {
  id: 'C10',
  about: 'two',
  readsState: false,
  first: roomReach,
  second: roomReach,
  judge({ windows: { rooms } }, { windows: { rooms: others } }) {
    const found = rooms.flatMap((one) =>
      others
        .filter(({ roomId }) => roomId === one.roomId)
        .flatMap((other) => judgeRoom(one.roomId, one.window, other.window) ?? []),
    );
    const [worst] = found.toSorted(
      (a, b) =>
        Number(b.outcome === 'high') - Number(a.outcome === 'high') ||
        (a.outcome === 'high' ? (b.days ?? 0) - (a.days ?? 0) : (a.days ?? 0) - (b.days ?? 0)),
    );
    if (worst === undefined) return null;
    return {
      ...worst,
      windows: found.flatMap(({ windows }) => windows),
      overlaps: found.flatMap(({ overlaps }) => overlaps),
      facts: { ...worst.facts, rooms: found.length },
    };
  },
};

function roomReach({ windows }: Prepared): Reach | null {
  return widened(reachOf(windows.rooms.map(({ window }) => window)));
}

function judgeRoom(room: string, a: Win, b: Win): Judged | null {
  const common = { windows: [a, b], restsOn: [a, b], missing: [] };
  const overlap = sureOverlap(a, b);
  if (overlap !== null) {
    const { days, from, to } = overlap;
    return {
      ...common,
      outcome: 'high',
      clause: 'C10.same_room',
      overlaps: [overlap],
      days,
      from,
      to,
      facts: { room, days },
    };
  }
  const apart = daysApart(a, b);
  if (apart === null || apart.days > closeDays) return null;
  const { from, to } = apart;
  const free = apart.days - 1;
  return {
    ...common,
    outcome: 'medium',
    clause: 'C10.near',
    overlaps: [],
    days: apart.days,
    from,
    to,
    facts: { room, free },
  };
}
