// Sums of parts by constituency, district and State, made while a file is read. What is not given in any part has no
// sum; what is given in some has a sum and in how many.

import { partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { Counts, Measure } from '#shared/modules/roll-health/schema.ts';
import { blank, type PartRules, stationCap } from './rules-parts.ts';

/** One row of sums, as `area_count` keeps it. `known`: in how many parts a measure was given, where not in all. */
export interface AreaSum {
  stateCode: string;
  level: 'A' | 'D' | 'S';
  code: string;
  parentCode: string | null;
  counts: Counts;
  known: Partial<Record<Measure, number>>;
}

export interface PartSums {
  /** Adds one part. `district` is empty where no district is known for it. */
  add(stateCode: string, acNo: number, district: string, row: Int32Array): void;
  /** Rows by State, then level A, D, S, then code. */
  close(): AreaSum[];
  /** Parts whose district is not known, by State: these States have no sums by district. */
  withoutDistrict(): ReadonlyMap<string, number>;
  /** Marks of what each constituency's parts open and close with, by `IN-KL/007`. */
  marks(): ReadonlyMap<string, PartMarks>;
}

/**
 * Two lists of parts with their totals are the same when their marks are: a file opens where another closed. `opening`
 * is undefined where a part does not say how it opened.
 */
export interface PartMarks {
  opening: number | undefined;
  closing: number;
}

const measured = partMeasures.length;
/** Places of a unit's figures after its sums and its numbers of parts that gave them. */
const at = {
  parts: measured * 2,
  overCap: measured * 2 + 1,
  withDeletion: measured * 2 + 2,
  flaggedDeletion: measured * 2 + 3,
  withAddition: measured * 2 + 4,
  flaggedAddition: measured * 2 + 5,
  withFlow: measured * 2 + 6,
  noFlow: measured * 2 + 7,
  withBlo: measured * 2 + 8,
  bloPosted: measured * 2 + 9,
  withAuxiliary: measured * 2 + 10,
  auxiliary: measured * 2 + 11,
} as const;
const width = measured * 2 + 12;

/** The parts of one constituency in one district. */
interface Unit {
  stateCode: string;
  acNo: number;
  district: string;
  figures: Float64Array;
  /** Deletion rates of its parts, as fractions: the first `rateCount` are there. */
  rates: Float64Array;
  rateCount: number;
  closing: number;
  opening: number;
  isOpeningKnown: boolean;
}

const firstRates = 256;

/** Begins the sums of a file. FL-02 of a part is of the roll before where SIR gives what is not in its draft. */
export function createPartSums({ exerciseType }: Pick<PartRules, 'exerciseType'>): PartSums {
  const isSir = exerciseType === 'SIR';
  const units = new Map<string, Unit>();
  let last: Unit | undefined;

  function unitFor(stateCode: string, acNo: number, district: string): Unit {
    if (last?.acNo === acNo && last.stateCode === stateCode && last.district === district) return last;
    const key = `${stateCode}/${String(acNo)}/${district}`;
    last = units.get(key) ?? { stateCode, acNo, district, ...emptyUnit() };
    units.set(key, last);
    return last;
  }

  return {
    add(stateCode, acNo, district, row) {
      const unit = unitFor(stateCode, acNo, district);
      const { figures } = unit;
      for (let index = 0; index < measured; index += 1) {
        const value = row[index] ?? blank;
        if (value < 0) continue;
        figures[index] = (figures[index] ?? 0) + value;
        figures[measured + index] = (figures[measured + index] ?? 0) + 1;
      }
      count(figures, at.parts);
      const partNo = row[22] ?? 0;
      const opening = row[9] ?? blank;
      unit.closing += markOf(partNo, row[0] ?? 0);
      if (opening < 0) unit.isOpeningKnown = false;
      else unit.opening += markOf(partNo, opening);
      if ((row[0] ?? 0) > stationCap) count(figures, at.overCap);
      countFlow(unit, row, isSir);
      const blo = row[23] ?? blank;
      const auxiliary = row[24] ?? blank;
      if (blo >= 0) count(figures, at.withBlo);
      if (blo > 0) count(figures, at.bloPosted);
      if (auxiliary >= 0) count(figures, at.withAuxiliary);
      if (auxiliary > 0) count(figures, at.auxiliary);
    },
    close: () => [...Map.groupBy(units.values(), ({ stateCode }) => stateCode).values()].flatMap(sumState),
    withoutDistrict() {
      const missing = new Map<string, number>();
      for (const { stateCode, district, figures } of units.values()) {
        if (district === '') missing.set(stateCode, (missing.get(stateCode) ?? 0) + (figures[at.parts] ?? 0));
      }
      return missing;
    },
    marks() {
      const marks = new Map<string, PartMarks>();
      for (const { stateCode, acNo, closing, opening, isOpeningKnown } of units.values()) {
        const key = `${stateCode}/${acCode(acNo)}`;
        const known = marks.get(key) ?? { opening: 0, closing: 0 };
        const isKnown = isOpeningKnown && known.opening !== undefined;
        marks.set(key, {
          opening: isKnown ? (known.opening ?? 0) + opening : undefined,
          closing: known.closing + closing,
        });
      }
      return marks;
    },
  };
}

/** A number below 2^32 in which part and total are mixed; sums of ten thousand stay exact. */
function markOf(partNo: number, total: number): number {
  let mixed = Math.imul(partNo, 0x9e3779b1) ^ Math.imul(total + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

function count(figures: Float64Array, place: number): void {
  figures[place] = (figures[place] ?? 0) + 1;
}

function emptyUnit(): Omit<Unit, 'stateCode' | 'acNo' | 'district'> {
  const figures = new Float64Array(width);
  return { figures, rates: new Float64Array(firstRates), rateCount: 0, closing: 0, opening: 0, isOpeningKnown: true };
}

function keepRate(unit: Unit, rate: number): void {
  if (unit.rateCount === unit.rates.length) {
    const longer = new Float64Array(unit.rates.length * 2);
    longer.set(unit.rates);
    unit.rates = longer;
  }
  unit.rates[unit.rateCount] = rate;
  unit.rateCount += 1;
}

function countFlow(unit: Unit, row: Int32Array, isSir: boolean): void {
  const { figures } = unit;
  const opening = row[9] ?? blank;
  const additions = row[10] ?? blank;
  const deletions = row[11] ?? blank;
  const before = row[8] ?? blank;
  const notInDraft = row[12] ?? blank;
  const isOfDraft = isSir && notInDraft >= 0 && before > 0;
  const taken = isOfDraft ? notInDraft : deletions;
  const of = isOfDraft ? before : opening;
  if (taken >= 0 && of > 0) {
    count(figures, at.withDeletion);
    if (taken * 100 > of * 2) count(figures, at.flaggedDeletion);
    keepRate(unit, taken / of);
  }
  if (additions >= 0 && opening > 0) {
    count(figures, at.withAddition);
    if (additions * 100 > opening * 4) count(figures, at.flaggedAddition);
  }
  if (additions >= 0 && deletions >= 0) {
    count(figures, at.withFlow);
    if (additions === 0 && deletions === 0) count(figures, at.noFlow);
  }
}

function sumState(units: readonly Unit[]): AreaSum[] {
  const stateCode = units[0]?.stateCode ?? '';
  const byAc = Map.groupBy(units, ({ acNo }) => acNo);
  const acs = [...byAc].map(([acNo, own]): AreaSum => {
    const districts = new Set(own.map(({ district }) => district));
    const only = districts.size === 1 ? (own[0]?.district ?? '') : '';
    const code = acCode(acNo);
    return { stateCode, level: 'A', code, parentCode: only === '' ? null : only, ...sumUnits(own, true) };
  });
  const isDistricted = units.every(({ district }) => district !== '');
  const byDistrict = isDistricted ? Map.groupBy(units, ({ district }) => district) : new Map<string, Unit[]>();
  const districts = [...byDistrict].map(
    ([code, own]): AreaSum => ({ stateCode, level: 'D', code, parentCode: null, ...sumUnits(own, true) }),
  );
  const state: AreaSum = { stateCode, level: 'S', code: stateCode, parentCode: null, ...sumUnits(units, false) };
  return [...acs.sort(byCode), ...districts.sort(byCode), state];
}

function byCode(one: AreaSum, other: AreaSum): number {
  return one.code < other.code ? -1 : 1;
}

/** The code of a constituency by its number: `007`. A Union Territory without an assembly has the one code `000`. */
export function acCode(acNo: number): string {
  return String(acNo).padStart(3, '0');
}

function sumUnits(units: readonly Unit[], hasSpread: boolean): Pick<AreaSum, 'counts' | 'known'> {
  const figures = new Float64Array(width);
  for (const unit of units) {
    for (let place = 0; place < width; place += 1) figures[place] = (figures[place] ?? 0) + (unit.figures[place] ?? 0);
  }
  const of = (place: number) => figures[place] ?? 0;
  const parts = of(at.parts);
  const counts: Counts = {
    parts,
    partsOverCap: of(at.overCap),
    constituencies: new Set(units.filter(({ acNo }) => acNo > 0).map(({ acNo }) => acNo)).size,
  };
  const known: AreaSum['known'] = {};
  partMeasures.forEach((measure, index) => {
    const given = of(measured + index);
    if (given > 0) counts[measure] = of(index);
    if (given > 0 && given < parts) known[measure] = given;
  });
  if (of(at.withDeletion) > 0) {
    counts.partsWithDeletionRate = of(at.withDeletion);
    counts.partsFlaggedDeletions = of(at.flaggedDeletion);
    if (hasSpread) counts.deletionSpreadMillionths = spreadOf(units);
  }
  if (of(at.withAddition) > 0) {
    counts.partsWithAdditionRate = of(at.withAddition);
    counts.partsFlaggedAdditions = of(at.flaggedAddition);
  }
  if (of(at.withFlow) > 0) {
    counts.partsWithFlow = of(at.withFlow);
    counts.partsNoFlow = of(at.noFlow);
  }
  if (of(at.withBlo) > 0) {
    counts.partsWithBlo = of(at.withBlo);
    counts.bloPosted = of(at.bloPosted);
    if (of(at.withBlo) < parts) known.bloPosted = of(at.withBlo);
  }
  if (of(at.withAuxiliary) > 0) counts.partsAuxiliary = of(at.auxiliary);
  return { counts, known };
}

/** PS-07: P90 less P10 by linear interpolation, in millionths of a percentage point, from rates as fractions. */
function spreadOf(units: readonly Unit[]): number {
  const sorted = new Float64Array(units.reduce((count, { rateCount }) => count + rateCount, 0));
  let end = 0;
  for (const { rates, rateCount } of units) {
    sorted.set(rates.subarray(0, rateCount), end);
    end += rateCount;
  }
  sorted.sort();
  return Math.floor((percentile(sorted, 0.9) - percentile(sorted, 0.1)) * 100_000_000 + 0.5);
}

/** As PostgreSQL's `percentile_cont`, to the last bit. */
function percentile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? 0;
  return low === high ? low : low + (place - Math.floor(place)) * (high - low);
}
