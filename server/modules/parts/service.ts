// Parts, the smallest areas there are figures of: windows of a State's parts in any order, and conditions over all of
// the nation's. Published files never change, so their columns are compared in memory; see queries.ts.

import { setImmediate } from 'node:timers/promises';
import { listThresholds } from '#server/modules/roll-health/service.ts';
import * as rolls from '#server/modules/rolls/service.ts';
import type { Reader } from '#server/platform/database.ts';
import { prove } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import {
  allOf,
  type Fractions,
  figuresOf,
  judge,
  orderOf,
  type PartSheet,
  sizeAt,
  sortKeys,
  valueAt,
  worstKeys,
  worstOfAll,
} from '#shared/modules/parts/rules.ts';
import { type PartMeasure, partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { Counts, MetricInput } from '#shared/modules/roll-health/schema.ts';
import { exerciseOf, measuresOf, needsPrevious, sirOf } from '#shared/modules/rolls/rules.ts';
import {
  type GetOutliers,
  type GetParts,
  type OutliersView,
  type PartsView,
  type Predicate,
  partMetrics,
  type Tally,
} from '#shared/modules/rolls/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import * as queries from './queries.ts';

const readRoll = { object: 'assemblyRoll', act: 'read' } as const;

/** The parts of a State as its newest file has them, and those of the file before while they are kept. */
interface PartFiles {
  now: rolls.StateImport;
  before: rolls.StateImport | undefined;
}

/** By State; a real file stands before a sample one. */
async function findPartFiles(reader: Reader, until: Date, stateCode?: string): Promise<Map<string, PartFiles>> {
  const all = await rolls.listPartImports(reader, until, stateCode);
  const found = new Map<string, PartFiles>();
  for (const [code, own] of Map.groupBy(all, (each) => each.stateCode)) {
    const isSample = own.every((each) => each.isSample);
    const [now, before] = own.filter((each) => each.isSample === isSample);
    if (now !== undefined) found.set(code, { now, before: before?.hasParts === true ? before : undefined });
  }
  return found;
}

interface Sheet extends PartSheet {
  isAuxiliary: Int32Array | undefined;
  acNos: Int32Array;
  partNos: Int32Array;
}

function fileOf({ id, no, stateCode }: rolls.StateImport, acNo?: number): queries.PartFile {
  return { id, no, stateCode, acNo };
}

async function readSheet(
  reader: Reader,
  { now, before }: PartFiles,
  measures: readonly PartMeasure[],
  { acNo, withPrevious }: { acNo?: number | undefined; withPrevious: boolean },
): Promise<Sheet> {
  const file = fileOf(now, acNo);
  const own = queries.readPartColumns(reader, file, ['acNo', 'partNo', 'isAuxiliary', ...measures]);
  const [[acNos, partNos, isAuxiliary, ...columns], previous] = await Promise.all([
    own,
    before && withPrevious
      ? queries.readPreviousColumns(reader, file, fileOf(before, acNo), ['electorsTotal'], own)
      : [],
  ]);
  const keys = { acNos: acNos ?? new Int32Array(0), partNos: partNos ?? new Int32Array(0) };
  return { ...keys, isAuxiliary, ...sheetOf(now, keys.acNos.length, measures, columns), previousTotal: previous[0] };
}

function sheetOf(
  from: rolls.StateImport,
  rows: number,
  measures: readonly PartMeasure[],
  columns: readonly Int32Array[],
): PartSheet {
  const named = Object.fromEntries(measures.map((name, place) => [name, columns[place]]));
  return { rows, exercise: exerciseOf(from.exerciseType), stage: from.stage, columns: named };
}

/**
 * A window of a State's parts in the order asked for, with all their counts and the metrics of a part. Parts are kept
 * for the newest snapshot and the one before; for an older day `state` is `gone`. @throws AppError `forbidden`, `invalid`.
 */
export async function getParts(context: SignedInContext, input: GetParts): Promise<PartsView> {
  prove(context.session, readRoll);
  const { db } = context;
  const { now, day } = rolls.dayOf(context, input.asOn);
  const { stateCode, acNo, districtCode, sort, order, filter, offset, limit } = input;
  const read = (each: PartFiles) => readParts(db, each, acNo, districtCode);
  const guess = input.asOn === undefined ? lastFilesOf(db).get(stateCode) : undefined;
  const early = guess && read(guess);
  // Awaited only where the guess was right.
  early?.catch(() => undefined);
  const [found, thresholds] = await Promise.all([
    findPartFiles(db, rolls.momentOf(input.asOn, now), stateCode),
    listThresholds(db, day, stateCode),
  ]);
  const files = found.get(stateCode);
  const about = { day, asOn: input.asOn ?? null, readAt: now.toISOString(), offset };
  if (files === undefined || !files.now.hasParts) {
    const source = files === undefined ? null : rolls.toSource(files.now, files.before);
    return { ...about, state: files === undefined ? 'none' : 'gone', source, ...noParts };
  }
  const file = fileOf(files.now, acNo);
  const [sheet, inDistrict] = await (early !== undefined && isSame(guess, files) ? early : read(files));
  if (input.asOn === undefined) lastFilesOf(db).set(stateCode, files);
  const setting = `${files.before?.id ?? ''} ${JSON.stringify(partMetrics.map((id) => thresholds[id]))}`;
  const worst = await queries.keepWith(file, `worst ${setting}`, () =>
    Promise.resolve(Int32Array.from(worstKeys(sheet, thresholds))),
  );
  const ordered = await queries.keepWith(file, `order ${sort} ${order} ${setting}`, () =>
    Promise.resolve(orderOf(sort === 'worst' ? Float64Array.from(worst) : sortKeys(sheet, sort), order)),
  );
  const inside = inDistrict === undefined ? ordered : ordered.filter((row) => inDistrict[row] === 1);
  const passes = filterOf(sheet, worst, filter);
  const matching = passes === undefined ? inside : inside.filter(passes);
  const window = matching.subarray(offset, offset + limit);
  const inputs = Array.from(window, (row) => ({ ...toInput(sheet, row, files, day), thresholds }));
  const reasons = new rolls.Reasons();
  const cells = (column: Int32Array | undefined) => Array.from(window, (row) => toCell(column?.[row]));
  return {
    ...about,
    state: 'kept',
    source: rolls.toSource(files.now, files.before),
    hasPrevious: files.before !== undefined,
    total: inside.length,
    matching: matching.length,
    acNos: Array.from(window, (row) => sheet.acNos[row] ?? 0),
    partNos: Array.from(window, (row) => sheet.partNos[row] ?? 0),
    isAuxiliary: cells(sheet.isAuxiliary).map((value) => (value === null ? null : value === 1)),
    counts: toCounts((measure) => cells(sheet.columns[measure])),
    metrics: rolls.evaluateAll(inputs, input.metrics ?? partMetrics, reasons),
    reasons: reasons.list,
  };
}

async function readParts(reader: Reader, files: PartFiles, acNo: number | undefined, districtCode: string | undefined) {
  return await Promise.all([
    readSheet(reader, files, partMeasures, { acNo, withPrevious: true }),
    districtCode === undefined ? undefined : queries.readPartsInDistrict(reader, fileOf(files.now, acNo), districtCode),
  ]);
}

const lastFiles = new WeakMap<object, Map<string, PartFiles>>();

/**
 * The files that answered for each State the last time. They are read again at once, beside the question whether they
 * still are the ones: published files do not change, so what was read of them stands when they are.
 */
function lastFilesOf(db: Reader): Map<string, PartFiles> {
  const files = lastFiles.get(db) ?? new Map<string, PartFiles>();
  lastFiles.set(db, files);
  return files;
}

function isSame(guess: PartFiles | undefined, files: PartFiles): boolean {
  return guess?.now.id === files.now.id && guess.before?.id === files.before?.id;
}

const noParts = {
  hasPrevious: false,
  total: 0,
  matching: 0,
  acNos: [],
  partNos: [],
  isAuxiliary: [],
  metrics: [],
  reasons: [],
  counts: toCounts(() => []),
};

function toCounts(columnOf: (measure: PartMeasure) => (number | null)[]): PartsView['counts'] {
  const counts: Partial<PartsView['counts']> = {};
  for (const measure of partMeasures) counts[measure] = columnOf(measure);
  return hasAll(counts) ? counts : neverIncomplete();
}

function hasAll(counts: Partial<PartsView['counts']>): counts is PartsView['counts'] {
  return partMeasures.every((measure) => counts[measure] !== undefined);
}

function neverIncomplete(): never {
  throw new Error('A measure of parts has no column.');
}

function toCell(value: number | undefined): number | null {
  return value === undefined || value < 0 ? null : value;
}

/** Text: the part's number or its beginning, or `45-12` for one part of one constituency. */
function filterOf(
  { acNos, partNos }: Sheet,
  worst: Int32Array,
  { text, flag }: GetParts['filter'],
): ((row: number) => boolean) | undefined {
  if (text === undefined && flag === undefined) return undefined;
  const least = flag === undefined ? 0 : flag === 'attention' ? 1 : worstOfAll;
  const [, ac, part] = /^\s*(\d+)\s*[-/]\s*(\d+)\s*$/.exec(text ?? '') ?? [];
  const start = (text ?? '').trim().replace(/^0+(?=\d)/, '');
  return (row) => {
    if ((worst[row] ?? 0) < least) return false;
    if (ac !== undefined) return acNos[row] === Number(ac) && partNos[row] === Number(part);
    return String(partNos[row]).startsWith(start);
  };
}

function toInput(sheet: Sheet, row: number, { now, before }: PartFiles, today: IsoDate): MetricInput {
  const counts: Counts = {};
  for (const measure of partMeasures) {
    const value = toCell(sheet.columns[measure]?.[row]);
    if (value !== null) counts[measure] = value;
  }
  const was = toCell(sheet.previousTotal?.[row]);
  return {
    exercise: sheet.exercise,
    level: 'P',
    today,
    counts,
    asOn: now.asOf,
    ...(sheet.exercise === 'SIR' ? { sir: sirOf(sheet.stage, counts) } : {}),
    ...(was === null ? {} : { previous: { electorsTotal: was } }),
    ...(before === undefined ? {} : { previousAsOn: before.asOf }),
  };
}

/** A part that matches, and how far it lies beyond the first condition. */
interface Furthest {
  size: number;
  row: number;
}

interface Candidate extends Furthest {
  state: number;
}

/**
 * The parts of the nation, or of a State, for which every condition holds. A part with a figure that was not given is
 * undecided unless another condition fails: missing is not zero. Equal ones stand in the order of State, constituency
 * and part. @throws AppError `forbidden`, `invalid` for a day to come.
 */
export async function getOutliers(context: SignedInContext, input: GetOutliers): Promise<OutliersView> {
  prove(context.session, readRoll);
  const { db } = context;
  const { now, day } = rolls.dayOf(context, input.asOn);
  const { predicates, stateCode, limit } = input;
  const files = await findPartFiles(db, rolls.momentOf(input.asOn, now), stateCode);
  const asked = states.map(({ code }): string => code).filter((code) => stateCode === undefined || code === stateCode);
  const kept = asked.flatMap((code) => {
    const own = files.get(code);
    return own?.now.hasParts === true ? [own] : [];
  });
  const tallies = { real: noTally(), sample: noTally() };
  const missing = predicates.map(() => 0);
  let found: (Candidate & { shown: Shown })[] = [];
  let next = kept[0] && readConditions(db, kept[0], predicates);
  for (const [place, own] of kept.entries()) {
    const judged = await next;
    const following = kept[place + 1];
    next = following && readConditions(db, following, predicates);
    if (judged === undefined) continue;
    const best = tallyUp(judged, own.now.isSample ? tallies.sample : tallies.real, missing, limit);
    const shown = best.map(({ row, size }) => ({ row, size, state: place, shown: show(judged, row) }));
    found = [...found, ...shown].sort(byWorst).slice(0, limit);
    // Other readers get their turn: a nation is ten lakh rows.
    await setImmediate();
  }
  return {
    day,
    asOn: input.asOn ?? null,
    readAt: now.toISOString(),
    ...tallies,
    missing,
    sources: kept.map((own) => rolls.toSource(own.now, own.before)),
    withoutParts: asked.filter((code) => !kept.some((own) => own.now.stateCode === code)),
    stateCodes: found.map(({ state }) => kept[state]?.now.stateCode ?? ''),
    acNos: found.map(({ shown }) => shown.acNo),
    partNos: found.map(({ shown }) => shown.partNo),
    isSample: found.map(({ state }) => kept[state]?.now.isSample ?? false),
    now: predicates.map((_, place) => found.map(({ shown }) => shown.now[place] ?? null)),
    before: predicates.map((_, place) => found.map(({ shown }) => shown.before[place] ?? null)),
  };
}

function noTally(): Tally {
  return { examined: 0, matching: 0, undecided: 0 };
}

interface Judged {
  sheet: Sheet;
  conditions: { predicate: Predicate; now: Fractions; before: Fractions | undefined }[];
}

async function readConditions(reader: Reader, files: PartFiles, predicates: readonly Predicate[]): Promise<Judged> {
  const { now, before } = files;
  const measures = [...new Set(predicates.flatMap(({ subject }) => measuresOf(subject)))];
  const movers = predicates.filter(({ op }) => op === 'movedBy');
  const oldMeasures = [...new Set(movers.flatMap(({ subject }) => measuresOf(subject)))];
  const isMoving = before !== undefined && oldMeasures.length > 0;
  const [sheet, old] = await Promise.all([
    readSheet(reader, files, measures, { withPrevious: predicates.some(({ subject }) => needsPrevious(subject)) }),
    isMoving ? queries.readPreviousColumns(reader, fileOf(now), fileOf(before), oldMeasures) : [],
  ]);
  const earlier = isMoving ? sheetOf(before, sheet.rows, oldMeasures, old) : undefined;
  const conditions = predicates.map((predicate) => ({
    predicate,
    now: figuresOf(predicate.subject, sheet),
    before: predicate.op === 'movedBy' && earlier !== undefined ? figuresOf(predicate.subject, earlier) : undefined,
  }));
  return { sheet, conditions };
}

/** Counts a State's rows by their verdict, and returns the furthest of those that match. */
function tallyUp({ sheet, conditions }: Judged, tally: Tally, missing: number[], limit: number): Furthest[] {
  const verdicts = conditions.map(({ predicate, now, before }) => judge(predicate, now, before));
  for (const [place, verdict] of verdicts.entries()) missing[place] = (missing[place] ?? 0) + verdict.missing;
  const [first] = conditions;
  const truths = allOf(verdicts);
  let best: Furthest[] = [];
  let least = Number.NEGATIVE_INFINITY;
  tally.examined += sheet.rows;
  for (let row = 0; row < truths.length; row += 1) {
    const truth = truths[row];
    if (truth === -1) tally.undecided += 1;
    if (truth !== 1 || first === undefined) continue;
    tally.matching += 1;
    const size = sizeAt(first.predicate, first.now, first.before, row);
    // Of equal ones the earlier row stays.
    if (size <= least) continue;
    best.push({ row, size });
    if (best.length < limit * 8) continue;
    best = best.sort((a, b) => b.size - a.size || a.row - b.row).slice(0, limit);
    least = best.at(-1)?.size ?? least;
  }
  return best.sort((a, b) => b.size - a.size || a.row - b.row).slice(0, limit);
}

function byWorst(a: Candidate, b: Candidate): number {
  return b.size - a.size || a.state - b.state || a.row - b.row;
}

interface Shown {
  acNo: number;
  partNo: number;
  now: (number | null)[];
  before: (number | null)[];
}

function show({ sheet, conditions }: Judged, row: number): Shown {
  const shown = (figures: Fractions | undefined) => {
    const value = figures === undefined ? Number.NaN : valueAt(figures, row);
    return Number.isNaN(value) ? null : value;
  };
  return {
    acNo: sheet.acNos[row] ?? 0,
    partNo: sheet.partNos[row] ?? 0,
    now: conditions.map(({ now }) => shown(now)),
    before: conditions.map(({ before }) => shown(before)),
  };
}
