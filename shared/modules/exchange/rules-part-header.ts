// The header of a part file as the reader of its rows needs it: which column is which field.

import type { PartMeasure } from '#shared/modules/roll-health/catalogue-measures.ts';
import { type ColumnSpec, datasets } from './datasets.ts';
import { type FileAbout, readColumns } from './rules-header.ts';
import { type PartField, partFields } from './rules-parts.ts';
import type { ImportFinding } from './schema.ts';

export type PartColumn = { spec: ColumnSpec } & (
  | { kind: 'field'; field: PartField }
  /** `repeat`: one value for the whole file, which must be the header's. */
  | { kind: 'state' | 'district' | 'area' | 'remove' | 'repeat' }
);

export interface PartHeader {
  /** In the order of the file; null under an empty name, where nothing may stand. */
  columns: readonly (PartColumn | null)[];
  hasDistrict: boolean;
}

const keyFields: Readonly<Record<string, PartField>> = {
  ac_no: 'acNo',
  part_no: 'partNo',
  blo_posted: 'bloPosted',
  is_auxiliary: 'isAuxiliary',
};
const kinds: Readonly<Record<string, 'state' | 'district' | 'area' | 'remove'>> = {
  state_code: 'state',
  district_code: 'district',
  area_code: 'area',
  remove: 'remove',
};

/**
 * Reads the first row of a part file; any finding refuses the file. A Union Territory without an assembly has no
 * constituencies to name.
 */
export function readPartHeader(
  cells: readonly string[],
  about: FileAbout & { hasAssembly: boolean },
): { header: PartHeader; findings: ImportFinding[] } {
  const read = readColumns(cells, datasets.part_snapshot, about);
  const columns = read.columns.map((spec) => (spec === null ? null : toPartColumn(spec)));
  const has = (kind: PartColumn['kind']) => columns.some((column) => column?.kind === kind);
  const isNeedless = ({ column, reason }: ImportFinding) =>
    reason === 'header.missing_column' &&
    ((column === 'ac_no' && (!about.hasAssembly || has('area'))) || (column === 'part_no' && has('area')));
  return {
    header: { columns, hasDistrict: has('district') },
    findings: read.findings.filter((finding) => !isNeedless(finding)),
  };
}

function toPartColumn(spec: ColumnSpec): PartColumn {
  const field = isPartMeasure(spec.measure) ? spec.measure : keyFields[spec.name];
  if (field !== undefined) return { spec, kind: 'field', field };
  return { spec, kind: kinds[spec.name] ?? 'repeat' };
}

const fields: ReadonlySet<string> = new Set(partFields);

function isPartMeasure(measure: string | undefined): measure is PartMeasure {
  return measure !== undefined && fields.has(measure);
}

/** The database's column of a field: `electors_85_plus`. */
export function snakeOf(field: PartField): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/(?<=[a-z])(?=\d)/g, '_');
}

/** Fields of the file in its order. */
export function fieldsOf(header: PartHeader): PartField[] {
  return header.columns.flatMap((column) => (column?.kind === 'field' ? [column.field] : []));
}
