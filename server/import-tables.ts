// The rows of a small table on their way into the database: read and checked one by one, then as a table, then stored
// under their import, where nobody sees them until it is published.

import { datasets } from '#shared/modules/exchange/datasets.ts';
import { createFindings } from '#shared/modules/exchange/rules-findings.ts';
import { readColumns } from '#shared/modules/exchange/rules-header.ts';
import { toAreaCounts } from '#shared/modules/exchange/rules-merge.ts';
import {
  createRowReader as createTableRows,
  type FileRow,
  type RowReader,
} from '#shared/modules/exchange/rules-rows.ts';
import { checkTable } from '#shared/modules/exchange/rules-table.ts';
import type { Counts, Level } from '#shared/modules/roll-health/schema.ts';
import { brokenRow, type ImportTools, type RowImport } from './import-parts.ts';
import { listPrevious } from './modules/exchange/views.ts';
import { insertAreaCounts } from './platform/area-counts.ts';
import { type Register, readRegister } from './platform/area-register.ts';
import { createRowReader } from './platform/csv-reader.ts';
import type { ImportTask } from './platform/import-host.ts';
import { carryOver, insertPartRegister, insertPartWards, insertSchedule } from './platform/import-rows.ts';
import { listCountsOf, listPublishedCounts } from './platform/published-counts.ts';

type Db = ImportTools['db'];

/** Rows that are stored as they come; all other tables are small enough to be looked at as a whole. */
const streamed = ['part_register', 'part_ward'];
const batchRows = 1_000;
const mostRows = 150_000;

const kindOf = { D: 'district', A: 'ac', L: 'local_body', W: 'ward' } as const;

/** Opens the import of a table other than the parts. */
export async function createTableImport({ db, task }: ImportTools): Promise<RowImport> {
  const { header, stateCode, dataset } = task;
  const spec = datasets[dataset];
  const findings = createFindings();
  const register = await readRegister(db, { day: header.asOf, stateCode });
  const isStreamed = streamed.includes(spec.store);
  const states = new Map<string, number>();
  const kept: FileRow[] = [];
  let reader: RowReader | undefined;
  let hasHeader = false;
  let rows = 0;

  const lines = createRowReader({
    header(cells) {
      hasHeader = true;
      const about = { header, stateCode, isCorrection: task.corrects !== null };
      const read = readColumns(cells, spec, about);
      for (const finding of read.findings) findings.add(finding);
      if (read.findings.length > 0) return;
      const findArea = (state: string, kind: 'district' | 'ac' | 'local_body' | 'ward', code: string) =>
        register.find(state, kind, code);
      reader = createTableRows(spec, read.columns, {
        ...about,
        today: task.today,
        findArea,
        add: (finding) => findings.add(finding),
      });
    },
    row(cells, line) {
      rows += 1;
      const row = reader?.read(cells, line);
      if (row == null) return;
      states.set(row.stateCode, (states.get(row.stateCode) ?? 0) + 1);
      if (kept.length < mostRows) kept.push(row);
      else
        findings.add({
          check: 'FILE',
          severity: 'E',
          row: line,
          column: '',
          reason: 'file.too_large',
          params: { limit: mostRows },
        });
    },
    broken(line, reason) {
      rows += 1;
      findings.add({ check: 'FILE', severity: 'E', row: line, column: '', ...brokenRow(reason) });
    },
  });

  async function storeStreamed(least: number): Promise<void> {
    while (isStreamed && kept.length > 0 && kept.length >= least) {
      const batch = kept.splice(0, batchRows);
      if (findings.isRefused) continue;
      if (spec.store === 'part_register') await insertPartRegister(db, task.no, batch);
      else await insertPartWards(db, task.no, batch);
    }
  }

  return {
    get rows() {
      return rows;
    },
    async take(bytes) {
      lines.take(bytes);
      await storeStreamed(batchRows);
    },
    // The rows go with the import's own.
    abandon: () => Promise.resolve(),
    async finish() {
      lines.end();
      await storeStreamed(1);
      const reason = hasHeader ? 'file.no_rows' : 'file.empty';
      if (!findings.isRefused && rows === 0)
        findings.add({ check: 'FILE', severity: 'E', row: 0, column: '', reason, params: {} });
      if (!isStreamed && !findings.isRefused) {
        for (const finding of checkTable(dataset, kept, await tableContext(db, task, register))) findings.add(finding);
      }
      if (!findings.isRefused) await store(db, task, kept);
      return {
        findings: findings.close(),
        isRefused: findings.isRefused,
        rows,
        states: findings.isRefused
          ? []
          : [...states]
              .sort(([one], [other]) => (one < other ? -1 : 1))
              .map(([code, count]) => ({ stateCode: code, rows: count, hasParts: false })),
      };
    },
  };
}

/** What the checks of a whole table ask: earlier files, other published figures, and which areas there are. */
async function tableContext(db: Db, task: ImportTask, register: Register): Promise<Parameters<typeof checkTable>[2]> {
  const { header, dataset, stateCode } = task;
  const previous = await listPrevious(db, dataset, header.asOf, header.rollType);
  const own = previous.filter((each) => stateCode === null || each.stateCode === stateCode);
  const before = indexed(await listCountsOf(db, own));
  const published = indexed(await listPublishedCounts(db, { ...header, dataset, stateCode }));
  return {
    header,
    previous: (state, level, code) => before.get(`${state} ${level} ${code}`),
    published: (state, level, code) => published.get(`${state} ${level} ${code}`),
    findArea: (state, kind, code) => register.find(state, kind, code),
    childrenOf(state, parent, level) {
      if (level !== 'A' && level !== 'D' && level !== 'L' && level !== 'W') return undefined;
      const localClass = level === 'L' ? header.rollType : null;
      const code = parent.level === 'S' ? null : parent.code;
      return register.children(state, kindOf[level], { code, localClass });
    },
  };
}

function indexed(
  rows: readonly { stateCode: string; level: Level; code: string; counts: Counts }[],
): Map<string, Counts> {
  const index = new Map<string, Counts>();
  for (const { stateCode, level, code, counts } of rows) {
    const key = `${stateCode} ${level} ${code}`;
    index.set(key, { ...index.get(key), ...counts });
  }
  return index;
}

/** Stores what was read; a correction keeps what it does not name. */
async function store(db: Db, task: ImportTask, rows: readonly FileRow[]): Promise<void> {
  const { store: table } = datasets[task.dataset];
  if (table === 'area_count') await insertAreaCounts(db, task.no, toAreaCounts(task.dataset, rows));
  if (table === 'revision_schedule') await insertSchedule(db, task.no, rows);
  if (table === 'area') await insertAreaCounts(db, task.no, toStagedAreas(rows));
  if (task.corrects !== null) await carryOver(db, table === 'area' ? 'area_count' : table, task.no, task.corrects);
}

/** Areas wait under their import as text: a register is in force for everybody once it is in the table of areas. */
function toStagedAreas(rows: readonly FileRow[]) {
  const byCode = Map.groupBy(rows, ({ stateCode, level, code }) => `${stateCode} ${level} ${code}`);
  return [...byCode.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { stateCode, level, code, parentCode } = first;
    const areas = own.map(({ values, parentCode: parent }) => ({
      kind: level === 'A' || level === 'L' || level === 'W' ? kindOf[level] : 'district',
      code,
      nameEn: values['name_en'] ?? null,
      nameHi: values['name_hi'] ?? null,
      parentCode: parent,
      localClass: values['local_class'] ?? null,
      validFrom: values['valid_from'] ?? null,
      validTo: values['valid_to'] ?? null,
    }));
    return [{ stateCode, level, code, parentCode, counts: {}, attributes: { areas: JSON.stringify(areas) } }];
  });
}
