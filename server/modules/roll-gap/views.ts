// Both rolls of each State as they are compared: published statements, and what the commissions' files add to them.

import { listStatements, readLimits, type Statement, type Thresholds } from '#server/modules/roll-health/service.ts';
import type { Reader } from '#server/platform/database.ts';
import { addDays, type IsoDate, startOfIstDay } from '#shared/kernel/time.ts';
import {
  type BodyCounts,
  type LocalFacts,
  listLocal,
  listSnapshots,
  measureBody,
  type Sides,
} from '#shared/modules/roll-gap/rules.ts';
import {
  type GapOfBody,
  type GapView,
  mostBodies,
  type RollMode,
  type RollView,
  rollModes,
} from '#shared/modules/roll-gap/schema.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import * as queries from './queries.ts';

/** What a State's rolls say: from real figures; and, where these cannot be compared, with the rehearsal's filling in. */
export interface StateSides {
  stateCode: string;
  real: Sides;
  /** Undefined where real figures can be compared, or none of a rehearsal would help. */
  filled: Sides | undefined;
}

interface Scope {
  stateCode?: string;
  asOn?: IsoDate | undefined;
}

/** The moment up to which publications count: the end of the IST day, or null for now. */
export function untilOf(asOn: IsoDate | undefined): Date | null {
  return asOn === undefined ? null : startOfIstDay(addDays(asOn, 1));
}

/** Both rolls of the States named, in that order, as published by the end of `asOn` (now when absent). */
export async function listSides(
  reader: Reader,
  codes: readonly string[],
  today: IsoDate,
  { stateCode, asOn }: Scope,
): Promise<StateSides[]> {
  const scope = { until: untilOf(asOn), ...(stateCode === undefined ? {} : { stateCode }) };
  const [statements, files, starts, limitsOf] = await Promise.all([
    listStatements(reader, {
      ...(stateCode === undefined ? {} : { stateCode }),
      ...(asOn === undefined ? {} : { asOn }),
    }),
    queries.listFiles(reader, scope),
    queries.listRevisionStarts(reader, stateCode),
    readLimits(reader, today, stateCode),
  ]);
  const rollFiles = files.filter(({ dataset }) => dataset === 'local_roll_snapshot');
  const numbersOf = (list: readonly queries.FileRow[]) => [...new Set(list.map(({ no }) => no))];
  const [counts, agreed] = await Promise.all([
    queries.listCounts(reader, numbersOf(files), ['S'], stateCode),
    queries.listAgreed(reader, numbersOf(rollFiles)),
  ]);
  const byState = Map.groupBy(statements, (statement) => statement.stateCode);
  const startOf = new Map(starts.map(({ exerciseId, start }) => [exerciseId, start]));
  return codes.map((code) => {
    const told = (byState.get(code) ?? []).flatMap(toRoll);
    const thresholds = limitsOf(code);
    const own = files.filter((file) => file.stateCode === code);
    const sidesOf = (hasSample: boolean): Sides => {
      const used = own.filter((file) => hasSample || !file.isSample);
      const rows = used.flatMap((file) => counts.filter((row) => isOf(row, file)).map((row) => ({ file, row })));
      const rolls = [...told.filter((roll) => hasSample || !roll.isSample), ...rows.flatMap(rollOfFile)];
      const local = listLocal(rolls);
      const revisionStart = startOf.get(local[0]?.exerciseRef ?? '') ?? null;
      const said = agreed.filter((row) => used.some((file) => file.no === row.importNo && code === row.stateCode));
      const facts = factsOf(said, rows);
      return { snapshots: listSnapshots(rolls), local, facts, thresholds, revisionStart };
    };
    const real = sidesOf(false);
    if (isComparable(real)) return { stateCode: code, real, filled: undefined };
    const filled = sidesOf(true);
    return { stateCode: code, real, filled: isComparable(filled) ? filled : undefined };
  });
}

/** True when both rolls have a published total. */
export function isComparable({ snapshots, local }: Sides): boolean {
  return snapshots.length > 0 && local.length > 0;
}

function isOf(row: queries.CountRow, file: queries.FileRow): boolean {
  return row.importNo === file.no && row.stateCode === file.stateCode;
}

function toRoll(statement: Statement): RollView[] {
  const { figures, publishedAt } = statement;
  const total = figures['electorsTotal'] ?? figures['localElectors'];
  if (total === undefined) return [];
  const { id, rollType, footprint, exerciseType, exerciseRef, stage, asOn, asOnNote, qualifyingDate } = statement;
  const { basis, confidence, source, note, isSample } = statement;
  const what = { id, rollType, footprint, exerciseType, exerciseRef, stage, asOn, asOnNote, qualifyingDate };
  return [
    {
      ...what,
      electors: total.value,
      precision: total.precision,
      male: figures['electorsMale']?.value ?? null,
      female: figures['electorsFemale']?.value ?? null,
      opening: figures['opening']?.value ?? null,
      basis,
      confidence,
      source,
      note,
      isSample,
      publishedAt: publishedAt.toISOString(),
    },
  ];
}

interface FileLine {
  file: queries.FileRow;
  row: queries.CountRow;
}

/** The State's total of a local roll that was published as a file and has no statement of its own. */
function rollOfFile({ file, row }: FileLine): RollView[] {
  const counts = localCounts(row.counts);
  if (file.dataset !== 'local_roll_snapshot' || file.statementId !== null || counts.localElectors === undefined)
    return [];
  return [
    {
      id: `import:${file.no}`,
      rollType: 'local',
      footprint: file.rollType === 'panchayat' ? 'rural' : 'urban',
      exerciseType: 'LOCAL',
      exerciseRef: null,
      stage: file.stage === 'pre_draft' ? 'before' : file.stage,
      asOn: file.asOf,
      asOnNote: null,
      qualifyingDate: file.qualifyingDate,
      electors: counts.localElectors,
      precision: file.precision === 'exact' ? 'exact' : 'rounded',
      male: counts.localMale ?? null,
      female: counts.localFemale ?? null,
      opening: null,
      basis: file.basis,
      confidence: file.isSample ? 'sample' : 'office',
      source: file.sourceRef,
      note: null,
      isSample: file.isSample,
      publishedAt: (file.publishedAt ?? new Date(0)).toISOString(),
    },
  ];
}

/** A local roll's counts under their own names, also where the file called them electors. */
function localCounts(counts: Counts): Counts {
  const { electorsTotal, electorsMale, electorsFemale, electorsThird, ...rest } = counts;
  const own = {
    localElectors: rest.localElectors ?? electorsTotal,
    localMale: rest.localMale ?? electorsMale,
    localFemale: rest.localFemale ?? electorsFemale,
    localThird: rest.localThird ?? electorsThird,
  };
  const known = Object.entries(own).flatMap(([measure, count]) => (count === undefined ? [] : [[measure, count]]));
  return { ...rest, ...Object.fromEntries(known) };
}

/** What all the local roll's files say alike, and the sums of map and match counts. */
function factsOf(
  said: readonly Partial<Omit<queries.AgreedRow, 'importNo'>>[],
  lines: readonly FileLine[],
): LocalFacts {
  const others = lines.filter(({ file }) => file.dataset !== 'local_roll_snapshot');
  const counts: Record<string, number> = {};
  for (const { row } of others) {
    for (const [measure, count] of Object.entries(row.counts)) counts[measure] = (counts[measure] ?? 0) + count;
  }
  const expected = Number(alike(said.map((row) => row.expectedGap)) ?? Number.NaN);
  return {
    rollMode: modeOf(alike(said.map((row) => row.rollMode))),
    baseRollDate: alike(said.map((row) => row.baseRollDate)),
    pollDate: alike(said.map((row) => row.pollDate)),
    referredOn: alike(others.map(({ row }) => row.attributes['referredOn'])),
    expectedGap: Number.isInteger(expected) ? expected : null,
    counts,
  };
}

function alike(values: readonly (string | number | null | undefined)[]): string | null {
  const [value, ...others] = new Set(values.map((each) => each ?? null));
  return others.length > 0 || value == null ? null : String(value);
}

function modeOf(text: string | null): RollMode | null {
  return rollModes.find((mode) => mode === text) ?? null;
}

const bodyMetrics = ['LR-01', 'LR-03', 'LR-04', 'LR-05', 'LR-06', 'LR-08', 'LR-09', 'LR-10', 'LR-12', 'LR-15'] as const;

/**
 * The State's local bodies with their metrics, furthest apart first, and how many carry each status of LR-01. Bodies are
 * those of the commissions' files; real files before a rehearsal's.
 */
export async function listOfBodies(
  reader: Reader,
  stateCode: string,
  day: IsoDate,
  { asOn, isSample, thresholds }: { asOn: IsoDate | undefined; isSample: boolean; thresholds: Thresholds },
): Promise<GapView['bodies']> {
  const all = await queries.listFiles(reader, { stateCode, until: untilOf(asOn) });
  const files = all.filter((file) => file.isSample === isSample);
  if (files.length === 0) return { count: 0, byStatus: {}, rows: [] };
  const maps = files.filter(({ dataset }) => dataset === 'part_ward_map').map(({ no }) => no);
  const numbers = files.map(({ no }) => no);
  const [rows, sums, names] = await Promise.all([
    queries.listCounts(reader, numbers, ['L', 'W'], stateCode),
    queries.sumMap(reader, maps, stateCode),
    queries.listLocalBodies(reader, stateCode, day),
  ]);
  const lines = rows.flatMap((row): FileLine[] => {
    const file = files.find(({ no }) => no === row.importNo);
    return file === undefined ? [] : [{ file, row }];
  });
  const nameOf = new Map(names.map((name) => [name.code, name]));
  const mapOf = new Map(sums.map(({ bodyCode, ...counts }) => [bodyCode, counts]));
  const ofBody = Map.groupBy(
    lines.filter(({ row }) => row.level === 'L'),
    ({ row }) => row.code,
  );
  const wardsOf = Map.groupBy(
    lines.filter(({ file, row }) => row.level === 'W' && file.dataset === 'local_roll_snapshot'),
    ({ row }) => row.parentCode ?? '',
  );
  const codes = new Set([...ofBody.keys(), ...mapOf.keys()]);
  const measured = [...codes].map((code): GapOfBody => {
    const own = ofBody.get(code) ?? [];
    const wards = (wardsOf.get(code) ?? []).flatMap(({ row }) => localCounts(row.counts).localElectors ?? []);
    const name = nameOf.get(code);
    const body: BodyCounts = {
      code,
      nameEn: name?.nameEn ?? null,
      nameHi: name?.nameHi ?? null,
      localClass: name?.localClass ?? classOf(own),
      counts: { ...mapOf.get(code), ...countsOf(own) },
      facts: factsOf(
        own.filter(isOfRoll).map(({ row }) => row.attributes),
        own,
      ),
      asOn: own.find(({ file }) => file.dataset === 'local_roll_snapshot')?.file.asOf ?? null,
      wards,
    };
    return measureBody(body, bodyMetrics, day, thresholds);
  });
  const byStatus = countStatuses(measured);
  return { count: measured.length, byStatus, rows: measured.toSorted(byDistance).slice(0, mostBodies) };
}

function isOfRoll({ file }: FileLine): boolean {
  return file.dataset === 'local_roll_snapshot';
}

function countsOf(lines: readonly FileLine[]): Counts {
  return Object.assign(
    {},
    ...lines.map(({ file, row }) => (file.dataset === 'local_roll_snapshot' ? localCounts(row.counts) : row.counts)),
  );
}

function classOf(lines: readonly FileLine[]): GapOfBody['localClass'] {
  const type = lines.find(({ file }) => file.dataset === 'local_roll_snapshot')?.file.rollType;
  return type === 'panchayat' || type === 'municipal' ? type : null;
}

function countStatuses(bodies: readonly GapOfBody[]): GapView['bodies']['byStatus'] {
  const counts: GapView['bodies']['byStatus'] = {};
  for (const { metrics } of bodies) {
    const status = metrics[0]?.status ?? 'not_computed';
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

/** Furthest from its assembly roll first, either way; bodies that cannot be compared last, by code. */
function byDistance(a: GapOfBody, b: GapOfBody): number {
  const [left, right] = [a, b].map(({ metrics }) => metrics[0]?.display ?? null);
  if (left == null || right == null)
    return Number(left == null) - Number(right == null) || a.code.localeCompare(b.code);
  return Math.abs(right) - Math.abs(left) || a.code.localeCompare(b.code);
}
