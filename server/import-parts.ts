// A part file on its way into the database: rows are checked, added up and copied in one pass. What is compared with
// earlier files comes after the last row, in import-finish.ts.

import type { Kysely } from 'kysely';
import { createFindings, type FindingList } from '#shared/modules/exchange/rules-findings.ts';
import { fieldsOf, type PartHeader, readPartHeader, snakeOf } from '#shared/modules/exchange/rules-part-header.ts';
import { createPartKeys, type PartKeys } from '#shared/modules/exchange/rules-part-keys.ts';
import { createPartLines, type PartLines } from '#shared/modules/exchange/rules-part-lines.ts';
import { createPartSums, type PartSums } from '#shared/modules/exchange/rules-part-sums.ts';
import { blank, checkPart, type PartField, placeOf } from '#shared/modules/exchange/rules-parts.ts';
import type { ImportFinding } from '#shared/modules/exchange/schema.ts';
import { isJump } from '#shared/modules/roll-health/checks.ts';
import { finishParts } from './import-finish.ts';
import { listPlaces, listPrevious, type PreviousImport, type StatePlaces } from './modules/exchange/views.ts';
import { type BrokenRow, createRowReader, longestRowBytes, type RowHandler } from './platform/csv-reader.ts';
import { type CellSource, createRowWriter, type RowWriter } from './platform/csv-writer.ts';
import type { ImportOutcome, ImportTask } from './platform/import-host.ts';
import { createPartition, dropPartition, type PartLoader } from './platform/part-store.ts';
import type { Database } from './platform/tables.ts';

/** One file being read, whatever its table. */
export interface RowImport {
  /** Takes text with line feeds; resolves when its rows are on their way. */
  take(bytes: Uint8Array): Promise<void>;
  finish(): Promise<ImportOutcome>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
  readonly rows: number;
}

export interface ImportTools {
  db: Kysely<Database>;
  loader: PartLoader;
  task: ImportTask;
}

export interface Removal {
  stateCode: string;
  acNo: number;
  partNo: number;
  line: number;
}

export interface PartJump {
  stateCode: string;
  acNo: number;
  line: number;
  opening: number;
  total: number;
}

/** What was read of a part file, for what comes after its last row. */
export interface PartsRead {
  findings: FindingList;
  sums: PartSums;
  keys: PartKeys;
  removals: Removal[];
  places: ReadonlyMap<string, StatePlaces>;
  previous: readonly PreviousImport[];
  /** Parts that moved far from where they opened. */
  jumps: PartJump[];
  rows: number;
}

/** More jumps than this are named by their number only. */
const mostFindings = 1_000;
const stateSource = 0;
const districtSource = 1;

/** Opens the import of a part file: its table is made, nothing is in it. */
export async function createPartImport({ db, loader, task }: ImportTools): Promise<RowImport> {
  const findings = createFindings();
  const sums = createPartSums(task.header);
  const keys = createPartKeys();
  const removals: Removal[] = [];
  const jumps: PartJump[] = [];
  const [places, previous] = await Promise.all([
    listPlaces(db, task.header.asOf, task.stateCode),
    listPrevious(db, 'part_snapshot', task.header.asOf),
    createPartition(db, task.no, task.stateCode),
  ]);
  const byCode = new Map(places.map((place) => [place.stateCode, place]));
  const own = task.stateCode === null ? undefined : byCode.get(task.stateCode);
  let header: PartHeader | undefined;
  let lines: PartLines | undefined;
  let writer: RowWriter | undefined;
  let place: StatePlaces | undefined = own;
  let rows = 0;
  // Rows already in the database's form lie side by side in the file and go out as one piece.
  const pieces: Uint8Array[] = [];
  let run: { bytes: Uint8Array; start: number; end: number } | undefined;

  function refuse(finding: Omit<ImportFinding, 'severity'>): false {
    findings.add({ ...finding, severity: 'E' });
    return false;
  }

  function columnOf(field: PartField): string {
    const named = header?.columns.find((column) => column?.kind === 'field' && column.field === field);
    return named?.spec.name ?? header?.columns.find((column) => column?.kind === 'area')?.spec.name ?? '';
  }

  /** The area, the key and the row's own figures. True when the row is to be kept. */
  function accept(read: PartLines, line: number): boolean {
    const { row, stateCode } = read;
    const acNo = row[placeOf.acNo] ?? blank;
    const partNo = row[placeOf.partNo] ?? blank;
    if (place?.stateCode !== stateCode) place = byCode.get(stateCode);
    const isKnown = place?.hasAssembly === true ? place.constituencies.has(acNo) : acNo === 0;
    if (!isKnown) {
      return refuse({ check: 'V23', row: line, column: columnOf('acNo'), reason: 'area.unknown', params: {} });
    }
    const first = keys.claim(stateCode, acNo, partNo, line);
    if (first > 0) {
      return refuse({
        check: 'FILE',
        row: line,
        column: columnOf('partNo'),
        reason: 'row.duplicate',
        params: { first },
      });
    }
    if (read.isRemoval) {
      removals.push({ stateCode, acNo, partNo, line });
      return false;
    }
    let isSound = true;
    for (const { field, ...found } of checkPart(row, task.header)) {
      if (found.severity === 'E') isSound = false;
      findings.add({ ...found, row: line, column: columnOf(field) });
    }
    if (!isSound) return false;
    const opening = row[placeOf.opening] ?? blank;
    const total = row[placeOf.electorsTotal] ?? 0;
    keys.note(opening, total);
    if (opening > 0 && jumps.length < mostFindings && isJump(total, opening, 'P'))
      jumps.push({ stateCode, acNo, line, opening, total });
    sums.add(
      stateCode,
      acNo,
      header?.hasDistrict === true ? read.district : (place?.constituencies.get(acNo) ?? ''),
      row,
    );
    return true;
  }

  function open(cells: readonly string[], delimiter: string): void {
    const hasAssembly = own?.hasAssembly ?? true;
    const about = { header: task.header, stateCode: task.stateCode, isCorrection: task.corrects !== null, hasAssembly };
    const read = readPartHeader(cells, about);
    for (const finding of read.findings) findings.add(finding);
    if (read.findings.length > 0) return;
    header = read.header;
    const registered = {
      ownState: task.stateCode,
      hasAssembly: (code: string) => byCode.get(code)?.hasAssembly ?? true,
      districtsOf: (code: string) => byCode.get(code)?.districts,
    };
    lines = createPartLines(header, registered, { delimiter, header: task.header });
    const columns = columnsOf(header, lines.isForwarded);
    loader.start(columns.map(({ name }) => name));
    writer = createRowWriter(columns.map(({ source }) => source));
  }

  function keep(read: PartLines): void {
    writer?.add(read.row, [read.stateCode, header?.hasDistrict === true ? read.district : '']);
  }

  const handler: RowHandler = {
    header: open,
    plain(bytes, start, limit, line) {
      if (lines === undefined) return -1;
      const next = lines.readPlain(bytes, start, limit);
      if (next <= 0) return next;
      rows += 1;
      if (!accept(lines, line) || findings.isRefused) return next;
      if (!lines.isVerbatim) keep(lines);
      else if (run?.bytes === bytes && run.end === start) run.end = next;
      else {
        flushRun();
        run = { bytes, start, end: next };
      }
      return next;
    },
    row(cells, line) {
      if (header === undefined || lines === undefined) return;
      rows += 1;
      const faults = lines.readCells(cells);
      for (const found of faults) findings.add({ ...found, row: line });
      if (faults.every(({ severity }) => severity !== 'E') && accept(lines, line) && !findings.isRefused) keep(lines);
    },
    broken(line, reason) {
      rows += 1;
      refuse({ check: 'FILE', row: line, column: '', ...brokenRow(reason) });
    },
  };
  const reader = createRowReader(handler);

  function flushRun(): void {
    if (run !== undefined) pieces.push(run.bytes.subarray(run.start, run.end));
    run = undefined;
  }

  async function send(): Promise<void> {
    flushRun();
    pieces.push(...(writer?.takePieces() ?? []));
    const ready = pieces.splice(0);
    if (findings.isRefused) return;
    for (const piece of ready) await loader.write(piece);
  }

  return {
    get rows() {
      return rows;
    },
    async take(bytes) {
      reader.take(bytes);
      await send();
    },
    async abandon() {
      await loader.rest().catch(() => undefined);
      await dropPartition(db, task.no);
    },
    async finish() {
      reader.end();
      await send();
      const isEmpty = !findings.isRefused && (header === undefined || rows === 0);
      const reason = header === undefined ? 'file.empty' : 'file.no_rows';
      if (isEmpty) refuse({ check: 'FILE', row: 0, column: '', reason, params: {} });
      const read = { findings, sums, keys, removals, jumps, places: byCode, previous, rows };
      return await finishParts(db, task, read, loader.rest());
    },
  };
}

/** A row that is no text, as a finding. */
export function brokenRow(broken: BrokenRow): Pick<ImportFinding, 'reason' | 'params'> {
  switch (broken) {
    case 'encoding':
      return { reason: 'file.encoding', params: {} };
    case 'nul':
      return { reason: 'file.not_text', params: {} };
    case 'quote_open':
      return { reason: 'file.quote_open', params: {} };
    case 'row_too_long':
      return { reason: 'file.line_too_long', params: { limit: longestRowBytes } };
  }
}

interface CopiedColumn {
  name: string;
  source: CellSource;
}

/** The columns that are copied: those of the file where its rows go out as they are, else our own. */
function columnsOf(header: PartHeader, isForwarded: boolean): CopiedColumn[] {
  const state: CopiedColumn = { name: 'state_code', source: { code: stateSource } };
  const district: CopiedColumn = { name: 'district_code', source: { code: districtSource } };
  if (isForwarded) {
    return header.columns.flatMap((column): CopiedColumn[] => {
      if (column?.kind === 'field') return [{ name: snakeOf(column.field), source: { number: placeOf[column.field] } }];
      return column?.kind === 'state' ? [state] : [district];
    });
  }
  const given = fieldsOf(header);
  const keyFields = (['acNo', 'partNo'] as const).filter((field) => !given.includes(field));
  const fields = [...given, ...keyFields].map((field) => ({
    name: snakeOf(field),
    source: { number: placeOf[field] },
  }));
  return [state, district, ...fields];
}
