// Sums of rehearsal parts by constituency, district and State, with the tallies that only the parts themselves can give.

import { type Measure, partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import { constituenciesOf, type PartRow, type PartsState, partsOf, type Round } from './sample-parts.ts';
import { stationCap } from './sample-spread.ts';

/** One area's figures in one file: a constituency, a district or the State. */
export interface AreaFigures {
  level: 'A' | 'D' | 'S';
  code: string;
  parentCode: string | null;
  counts: Counts;
  /** In how many parts a measure was given, where not in all of them. */
  known: Counts;
}

const tallies = [
  'parts',
  'partsOverCap',
  'partsWithDeletionRate',
  'partsFlaggedDeletions',
  'partsWithAdditionRate',
  'partsFlaggedAdditions',
  'partsWithFlow',
  'partsNoFlow',
  'partsWithBlo',
  'bloPosted',
  'partsAuxiliary',
] as const satisfies readonly Measure[];
type TallyName = (typeof tallies)[number];

interface Sum {
  constituencies: number;
  tally: Record<TallyName, number>;
  /** By place in `partMeasures`: the sum, and in how many parts the measure was given. */
  sums: Float64Array;
  given: Float64Array;
  /** Deletions per elector, a figure for each part that has one; not kept for a State, which has no spread of its own. */
  rates: number[];
}

/** Above so many parts a State's sums are made from fewer, larger ones, so that the rehearsal is in within seconds. */
const mostParts = 3_000;
const thinBy = 20;

/**
 * The sums of the State's parts, constituencies first, then districts, then the State. Each row is handed to `keep`
 * when that is given, and every row is then a part; else a large State is summed from a twentieth of its parts, each
 * standing for twenty or so.
 */
export function sumsOf(state: PartsState, round: Round, keep?: (row: PartRow) => void): AreaFigures[] {
  const isThin = keep === undefined && state.profile.parts > mostParts;
  const rows = isThin ? partsOf(thinned(state), round) : partsOf(state, round);
  const byConstituency = new Map<number, Sum>();
  for (const row of rows) {
    keep?.(row);
    const sum = byConstituency.get(row.acNo) ?? emptySum();
    byConstituency.set(row.acNo, sum);
    addRow(sum, row);
  }
  const districts = new Map<string, Sum>();
  const whole = emptySum();
  const areas: AreaFigures[] = [];
  for (const { acNo, districtCode, parts, partsOverCap } of constituenciesOf(state)) {
    const sum = byConstituency.get(acNo) ?? emptySum();
    sum.constituencies = acNo === 0 ? 0 : 1;
    if (isThin) scale(sum, parts, partsOverCap);
    const district = districts.get(districtCode) ?? emptySum();
    districts.set(districtCode, district);
    merge(district, sum);
    for (const rate of sum.rates) district.rates.push(rate);
    merge(whole, sum);
    areas.push(figuresOf('A', String(acNo).padStart(3, '0'), districtCode, sum));
  }
  for (const [code, sum] of districts) areas.push(figuresOf('D', code, null, sum));
  areas.push(figuresOf('S', state.code, null, whole));
  return areas;
}

function thinned(state: PartsState): PartsState {
  const parts = Math.max(12 * Math.max(1, state.assemblySeats), Math.ceil(state.profile.parts / thinBy));
  return { ...state, profile: { ...state.profile, parts, overCapShare: 0 } };
}

function emptySum(): Sum {
  return {
    constituencies: 0,
    tally: {
      parts: 0,
      partsOverCap: 0,
      partsWithDeletionRate: 0,
      partsFlaggedDeletions: 0,
      partsWithAdditionRate: 0,
      partsFlaggedAdditions: 0,
      partsWithFlow: 0,
      partsNoFlow: 0,
      partsWithBlo: 0,
      bloPosted: 0,
      partsAuxiliary: 0,
    },
    sums: new Float64Array(partMeasures.length),
    given: new Float64Array(partMeasures.length),
    rates: [],
  };
}

function addRow({ tally, sums, given, rates }: Sum, row: PartRow): void {
  for (let place = 0; place < partMeasures.length; place += 1) {
    const value = row[partMeasures[place] ?? 'electorsTotal'];
    if (value === null) continue;
    sums[place] = (sums[place] ?? 0) + value;
    given[place] = (given[place] ?? 0) + 1;
  }
  tally.parts += 1;
  if (row.electorsTotal > stationCap) tally.partsOverCap += 1;
  const { opening, additions, deletions } = row;
  if (opening !== null && opening > 0) {
    if (deletions !== null) {
      tally.partsWithDeletionRate += 1;
      rates.push(deletions / opening);
      if (deletions * 50 > opening) tally.partsFlaggedDeletions += 1;
    }
    if (additions !== null) {
      tally.partsWithAdditionRate += 1;
      if (additions * 25 > opening) tally.partsFlaggedAdditions += 1;
    }
  }
  if (additions !== null && deletions !== null) {
    tally.partsWithFlow += 1;
    if (additions === 0 && deletions === 0) tally.partsNoFlow += 1;
  }
  if (row.bloPosted !== null) tally.partsWithBlo += 1;
  if (row.bloPosted === true) tally.bloPosted += 1;
  if (row.isAuxiliary === true) tally.partsAuxiliary += 1;
}

/** Takes the counts of parts from those summed up to those there are; the electors are all there already. */
function scale({ tally, given }: Sum, parts: number, partsOverCap: number): void {
  const factor = parts / Math.max(1, tally.parts);
  for (const name of tallies) tally[name] = Math.round(tally[name] * factor);
  for (let place = 0; place < given.length; place += 1) given[place] = Math.round((given[place] ?? 0) * factor);
  tally.partsOverCap = partsOverCap;
}

function merge(into: Sum, from: Sum): void {
  into.constituencies += from.constituencies;
  for (const name of tallies) into.tally[name] += from.tally[name];
  for (let place = 0; place < partMeasures.length; place += 1) {
    into.sums[place] = (into.sums[place] ?? 0) + (from.sums[place] ?? 0);
    into.given[place] = (into.given[place] ?? 0) + (from.given[place] ?? 0);
  }
}

/** The area's row. A figure that no part can give is absent, never zero. */
function figuresOf(level: 'A' | 'D' | 'S', code: string, parentCode: string | null, sum: Sum): AreaFigures {
  const { tally, rates } = sum;
  const counts: Counts = {
    constituencies: sum.constituencies,
    parts: tally.parts,
    partsOverCap: tally.partsOverCap,
    partsAuxiliary: tally.partsAuxiliary,
  };
  const known: Counts = {};
  for (const [place, measure] of partMeasures.entries()) {
    const given = sum.given[place] ?? 0;
    if (given > 0) counts[measure] = sum.sums[place] ?? 0;
    if (given > 0 && given < tally.parts) known[measure] = given;
  }
  function give(having: TallyName, name: TallyName): void {
    if (tally[having] === 0) return;
    counts[having] = tally[having];
    counts[name] = tally[name];
  }
  give('partsWithDeletionRate', 'partsFlaggedDeletions');
  give('partsWithAdditionRate', 'partsFlaggedAdditions');
  give('partsWithFlow', 'partsNoFlow');
  give('partsWithBlo', 'bloPosted');
  if (tally.partsWithBlo > 0 && tally.partsWithBlo < tally.parts) known.bloPosted = tally.partsWithBlo;
  if (rates.length > 0) counts.deletionSpreadMillionths = spreadOf(rates);
  return { level, code, parentCode, counts, known };
}

/** PS-07: 90th less 10th percentile of the rates, linearly interpolated, in millionths of a percentage point. */
function spreadOf(rates: readonly number[]): number {
  const sorted = Float64Array.from(rates).sort();
  function percentile(share: number): number {
    const place = share * (sorted.length - 1);
    const low = sorted[Math.floor(place)] ?? 0;
    return low + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? 0) - low);
  }
  return Math.floor((percentile(0.9) - percentile(0.1)) * 100_000_000 + 0.5);
}
