// V23 over a register of areas: each area's parent is known, and one code means one area at a time.

import type { FindingReason } from './rules-reasons.ts';
import type { AreaAnswer, AreaKind, FileRow } from './rules-rows.ts';
import type { ImportFinding } from './schema.ts';

/**
 * A parent stands in the file or is known already on the as-of day: the district of a constituency or body, the body of
 * a ward. Times of one code do not overlap; they are half-open.
 */
export function checkRegister(
  rows: readonly FileRow[],
  findArea: (stateCode: string, kind: AreaKind, code: string, day: string) => AreaAnswer,
  day: string,
): ImportFinding[] {
  const here = new Set(rows.map((row) => `${row.stateCode} ${row.level} ${row.code}`));
  const findings: ImportFinding[] = [];
  const add = (row: FileRow, column: string, reason: FindingReason, params: ImportFinding['params']) =>
    findings.push({ check: 'V23', severity: 'E', row: row.row, column, reason, params });
  for (const row of rows) {
    const { stateCode, level, parentCode } = row;
    if (parentCode === null || level === 'D') continue;
    const parent =
      level === 'W' ? ({ level: 'L', kind: 'local_body' } as const) : ({ level: 'D', kind: 'district' } as const);
    if (here.has(`${stateCode} ${parent.level} ${parentCode}`)) continue;
    if (findArea(stateCode, parent.kind, parentCode, day) !== 'valid') {
      add(row, 'parent_code', level === 'W' ? 'area.no_body' : 'area.no_district', {});
    }
  }
  for (const [later, earlier] of overlaps(rows)) add(later, 'valid_from', 'area.overlap', { first: earlier.row });
  return findings;
}

function overlaps(rows: readonly FileRow[]): (readonly [later: FileRow, earlier: FileRow])[] {
  const byCode = new Map<string, FileRow[]>();
  for (const row of rows) {
    const key = `${row.stateCode} ${row.level} ${row.code}`;
    const group = byCode.get(key);
    if (group === undefined) byCode.set(key, [row]);
    else group.push(row);
  }
  return [...byCode.values()].flatMap((group) => {
    const sorted = group.toSorted((a, b) => (String(a.values.valid_from) < String(b.values.valid_from) ? -1 : 1));
    return sorted.slice(1).flatMap((later, index) => {
      const earlier = sorted[index];
      const end = earlier?.values.valid_to;
      if (earlier === undefined || (end !== undefined && end <= String(later.values.valid_from))) return [];
      return [[later, earlier] as const];
    });
  });
}
