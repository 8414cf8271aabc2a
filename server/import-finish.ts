// After the last row of a part file: what its correction leaves as it was, the key, the sums, and how the file stands to
// what was published before. Nothing here is visible until the import is published.

import { roundHalfAway } from '#shared/kernel/numbers.ts';
import { partCode } from '#shared/modules/exchange/rules-areas.ts';

import { type AreaSum, acCode } from '#shared/modules/exchange/rules-part-sums.ts';
import type { FindingReason } from '#shared/modules/exchange/rules-reasons.ts';
import type { ImportFinding } from '#shared/modules/exchange/schema.ts';
import { partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import { isJump } from '#shared/modules/roll-health/checks.ts';
import type { ImportTools, PartsRead } from './import-parts.ts';
import {
  findStateCounts,
  isCopyOfParts,
  listClosings,
  listPartTotals,
  listSums,
  type PartTotals,
  type PreviousImport,
  storeLive,
} from './modules/exchange/views.ts';
import { type AreaCountRow, clearAreaCounts, insertAreaCounts } from './platform/area-counts.ts';
import type { ImportOutcome, ImportTask } from './platform/import-host.ts';
import { attachPartition, closePartition, dropPartition, overlayPartition } from './platform/part-store.ts';
import { listLastTotals, listStated } from './platform/published-counts.ts';

type Db = ImportTools['db'];

/**
 * Brings the read file to its end; `copied` settles when its last row is stored. What needs not wait for another is done
 * at the same time. A file that is refused leaves no part and no sum behind.
 */
export async function finishParts(
  db: Db,
  task: ImportTask,
  read: PartsRead,
  copied: Promise<void>,
): Promise<ImportOutcome> {
  const { findings } = read;
  const refused = async () => {
    await dropPartition(db, task.no);
    return { findings: findings.close(), isRefused: true, rows: read.rows, states: [] };
  };
  if (findings.isRefused) {
    await copied;
    return await refused();
  }
  if (task.corrects !== null) {
    await copied;
    await overlay(db, task.no, task.corrects, read);
    if (findings.isRefused) return await refused();
  }
  const isWhole = task.corrects === null;
  const sums = isWhole ? read.sums.close() : await sumCorrected(db, task);
  const states = sums.filter(({ level }) => level === 'S');
  if (task.corrects !== null) await refuseEmptied(db, task.corrects, read, states);
  if (findings.isRefused) {
    await clearAreaCounts(db, task.no);
    return await refused();
  }
  const earlier = read.previous.filter(({ stateCode }) => states.some((state) => state.stateCode === stateCode));
  await Promise.all([
    isWhole ? copied.then(() => closePartition(db, task.no)) : undefined,
    isWhole ? insertAreaCounts(db, task.no, withMarks(sums, read)) : undefined,
    compareParts(db, read, earlier),
    compareSums(db, task, read, sums, earlier),
    compareStated(db, task, read, sums),
  ]);
  if (isWhole) await attachPartition(db, task.no);
  addCoverage(read, sums);
  return {
    findings: findings.close(),
    isRefused: false,
    rows: read.rows,
    states: states.map(({ stateCode, counts }) => ({ stateCode, rows: counts.parts ?? 0, hasParts: true })),
  };
}

/** Constituencies carry the mark of what their parts closed with, for the next file. */
function withMarks(sums: readonly AreaSum[], read: PartsRead): AreaCountRow[] {
  const marks = read.sums.marks();
  return sums.map((sum) => {
    const closing = sum.level === 'A' ? marks.get(`${sum.stateCode}/${sum.code}`)?.closing : undefined;
    return closing === undefined ? sum : { ...sum, attributes: { closing: String(closing) } };
  });
}

/** Lays the corrected import's other parts under the file's. A part that is to be taken out must be there. */
async function overlay(db: Db, no: number, corrected: number, read: PartsRead): Promise<void> {
  const missing = await overlayPartition(db, { no, corrected, removals: read.removals });
  for (const { line, acNo, partNo } of missing) {
    const params = { part: partCode(acNo, partNo) };
    read.findings.add({ check: 'V23', severity: 'E', row: line, column: 'remove', reason: 'area.no_part', params });
  }
}

/** A correction that takes out the last part of a State leaves no roll to correct. */
async function refuseEmptied(db: Db, corrected: number, read: PartsRead, states: readonly AreaSum[]): Promise<void> {
  for (const { stateCode } of await listSums(db, corrected, ['S'])) {
    if (states.some((state) => state.stateCode === stateCode)) continue;
    const params = { area: stateCode };
    read.findings.add({ check: 'FILE', severity: 'E', row: 0, column: 'remove', reason: 'file.no_rows', params });
  }
}

async function sumCorrected(db: Db, task: ImportTask): Promise<AreaSum[]> {
  await closePartition(db, task.no);
  await attachPartition(db, task.no);
  await storeLive(db, { importNo: task.no, isSir: task.header.exerciseType === 'SIR' });
  return await listSums(db, task.no);
}

/**
 * V04 and V16 of the file's parts, where the earlier file's are still kept. A constituency whose parts all open where
 * the earlier ones closed is known by its mark; only the others are looked at part by part.
 */
async function compareParts(db: Db, read: PartsRead, earlier: readonly PreviousImport[]): Promise<void> {
  const kept = earlier.filter(({ hasParts }) => hasParts);
  const marks = read.sums.marks();
  const same = new Set<string>();
  for (const [importNo, states] of Map.groupBy(kept, (each) => each.importNo)) {
    const codes = new Set(states.map(({ stateCode }) => stateCode));
    const others: { stateCode: string; acNo: number }[] = [];
    for (const { stateCode, code, closing } of await listClosings(db, importNo)) {
      const opening = marks.get(`${stateCode}/${code}`)?.opening;
      if (closing !== null && String(opening) === closing) same.add(`${stateCode}/${Number(code)}`);
      else if (codes.has(stateCode)) others.push({ stateCode, acNo: Number(code) });
    }
    if (others.length > 0) compareEach(read, await listPartTotals(db, { importNo, acs: others }));
  }
  for (const { stateCode, acNo, line, opening, total } of read.jumps) {
    if (same.has(`${stateCode}/${acNo}`)) addJump(read, line, total, opening);
  }
}

function compareEach(read: PartsRead, earlier: readonly PartTotals[]): void {
  for (const { stateCode, acNo, parts, totals } of earlier) {
    const previousTotals = readNumbers(totals);
    for (const [index, partNo] of readNumbers(parts).entries()) {
      const part = read.keys.find(stateCode, acNo, partNo);
      const previous = previousTotals[index];
      if (part === undefined || previous === undefined) continue;
      const { line: row, opening, total } = part;
      if (opening >= 0 && opening !== previous) {
        const params = { opening, previous, difference: opening - previous };
        const found = { check: 'V04', column: 'opening', reason: 'opening_differs', params } as const;
        read.findings.add({ ...found, row, severity: 'W' });
      }
      if (isJump(total, previous, 'P')) addJump(read, row, total, previous);
    }
  }
}

function addJump({ findings }: PartsRead, row: number, total: number, previous: number): void {
  const params = { ...movement(total, previous), limit: 70 };
  findings.add({ row, severity: 'W', check: 'V16', column: 'electors_total', reason: 'jump', params });
}

/** The numbers of `{1,2,3}`. */
function readNumbers(list: string): number[] {
  return JSON.parse(`[${list.slice(1, -1)}]`);
}

/** How far a total moved, as V16's sentence says it. */
function movement(total: number, previous: number) {
  return { total, previous, percent: roundHalfAway(((total - previous) * 100) / previous, 2) };
}

/** V16 of constituencies, districts and States; V17 and V18 of States. */
async function compareSums(
  db: Db,
  task: ImportTask,
  { findings }: PartsRead,
  sums: readonly AreaSum[],
  earlier: readonly PreviousImport[],
): Promise<void> {
  const current = new Map(sums.map((sum) => [`${sum.stateCode}/${sum.level}/${sum.code}`, sum.counts]));
  for (const [importNo, states] of Map.groupBy(earlier, (each) => each.importNo)) {
    const codes = new Set(states.map(({ stateCode }) => stateCode));
    for (const { stateCode, level, code, counts } of await listSums(db, importNo)) {
      const total = current.get(`${stateCode}/${level}/${code}`)?.electorsTotal;
      const previous = counts.electorsTotal;
      if (!codes.has(stateCode) || total === undefined || previous === undefined) continue;
      if (!isJump(total, previous, level)) continue;
      const area = level === 'S' ? stateCode : `${stateCode} ${code}`;
      const params = { area, ...movement(total, previous), limit: level === 'A' ? 50 : 25 };
      findings.add({ check: 'V16', severity: 'W', row: 0, column: '', reason: 'jump', params });
    }
  }
  // A State's first file is compared with what was last said of its roll.
  const first = sums.filter(
    ({ level, stateCode }) => level === 'S' && !earlier.some((each) => each.stateCode === stateCode),
  );
  const codesOfFirst = task.corrects === null ? first.map(({ stateCode }) => stateCode) : [];
  for (const { stateCode, total: previous } of await listLastTotals(db, codesOfFirst)) {
    const total = current.get(`${stateCode}/S/${stateCode}`)?.electorsTotal;
    if (total === undefined || !isJump(total, previous, 'S')) continue;
    const params = { area: stateCode, ...movement(total, previous), limit: 25 };
    findings.add({ check: 'V16', severity: 'W', row: 0, column: '', reason: 'jump', params });
  }
  const byState = earlier.toSorted((a, b) => (a.stateCode < b.stateCode ? -1 : 1));
  for (const { importNo, stateCode, stage, qualifyingDate, hasParts } of byState) {
    const counts = current.get(`${stateCode}/S/${stateCode}`) ?? {};
    const previous = (await findStateCounts(db, importNo, stateCode)) ?? {};
    const flag = (check: string, reason: FindingReason, params: ImportFinding['params']) =>
      findings.add({ check, severity: 'F', row: 0, column: '', reason, params: { area: stateCode, ...params } });
    // Equal sums are needed for equal parts, and are quick to look at.
    const mayBeCopy = ['parts' as const, ...partMeasures].every((measure) => counts[measure] === previous[measure]);
    if (mayBeCopy && hasParts && (await isCopyOfParts(db, task.no, { importNo, stateCode })))
      flag('V17', 'copied', { figures: counts.parts ?? 0 });
    const isDraftOfSame = stage === 'draft' && qualifyingDate === task.header.qualifyingDate;
    if (task.header.stage === 'final' && isDraftOfSame && counts.electorsTotal === previous.electorsTotal)
      flag('V18', 'final_is_draft', { total: counts.electorsTotal ?? 0 });
  }
}

/** V03 against what else is published of the same day and stage. */
async function compareStated(
  db: Db,
  task: ImportTask,
  { findings }: PartsRead,
  sums: readonly AreaSum[],
): Promise<void> {
  const { asOf, stage } = task.header;
  const stateCodes = sums.filter(({ level }) => level === 'S').map(({ stateCode }) => stateCode);
  const totals = new Map(sums.map(({ stateCode, code, counts }) => [`${stateCode}/${code}`, counts]));
  for (const { stateCode, code, electorsTotal } of await listStated(db, { stateCodes, asOf, stage })) {
    const { electorsTotal: total, parts } = totals.get(`${stateCode}/${code}`) ?? {};
    if (total === undefined || total === electorsTotal) continue;
    const area = code === stateCode ? stateCode : `${stateCode} ${code}`;
    const params = { area, sum: total, total: electorsTotal, residual: total - electorsTotal, children: parts ?? 0 };
    findings.add({ check: 'V03', severity: 'W', row: 0, column: 'electors_total', reason: 'published_sum', params });
  }
}

/** A State's sums are the State's only when every constituency of it is in the file. */
function addCoverage({ findings, places, sums: read }: PartsRead, sums: readonly AreaSum[]): void {
  const given = new Set(sums.filter(({ level }) => level === 'A').map(({ stateCode, code }) => `${stateCode}/${code}`));
  for (const { stateCode, counts } of sums.filter(({ level }) => level === 'S')) {
    const place = places.get(stateCode);
    if (place?.hasAssembly === true) {
      const all = [...place.constituencies.keys()];
      const missing = all.filter((acNo) => !given.has(`${stateCode}/${acCode(acNo)}`));
      if (missing.length > 0) {
        const params = { area: stateCode, given: all.length - missing.length, areas: all.length };
        findings.add({ check: 'V03', severity: 'W', row: 0, column: '', reason: 'area.not_all', params });
      }
    }
    const unplaced = read.withoutDistrict().get(stateCode) ?? 0;
    if (unplaced > 0 && unplaced < (counts.parts ?? 0)) {
      const params = { area: stateCode, parts: unplaced };
      findings.add({ check: 'V23', severity: 'F', row: 0, column: '', reason: 'area.part_without_district', params });
    }
  }
}
