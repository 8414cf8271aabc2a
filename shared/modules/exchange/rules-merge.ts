// Rows of one area put together: its counts by measure, and where in the file each stands.

import type { Measure } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import { type AreaLevel, type ColumnSpec, type DatasetSpec, datasets, measuresOf } from './datasets.ts';
import { commonColumns } from './datasets-columns.ts';
import type { FileRow } from './rules-rows.ts';
import type { DatasetId } from './schema.ts';

export interface AreaCounts {
  stateCode: string;
  level: AreaLevel;
  code: string;
  parentCode: string | null;
  counts: Counts;
  /** What is no count by measure: days, modes, a basis, and what one form has that no measure holds. */
  attributes: Record<string, string | number | null>;
}

export interface Area extends AreaCounts {
  /** The area's first line. */
  row: number;
  places: Map<Measure, { row: number; column: string }>;
}

/**
 * The rows as counts by area, for the tables that are kept so: the rows of one area are merged, flows by form,
 * deletions by reason and route, cohorts. The gender split of the additions is there when all four ways to be added
 * (Forms 6, 6A, shift in, suo motu) give it. Nothing of a row is dropped: what no measure holds is an attribute.
 */
export function toAreaCounts(dataset: DatasetId, rows: readonly FileRow[]): AreaCounts[] {
  const kept = rows.filter((row) => !row.isRemoval);
  return mergeAreas(datasets[dataset], kept).map(({ stateCode, level, code, parentCode, counts, attributes }) => ({
    stateCode,
    level,
    code,
    parentCode,
    counts,
    attributes,
  }));
}

/** As `toAreaCounts`, with the line and column of every count. Areas are in the order of their first rows. */
export function mergeAreas(spec: DatasetSpec, rows: readonly FileRow[]): Area[] {
  const areas = new Map<string, Area>();
  const columns = spec.columns.filter((column) => column.kind === 'count');
  const genders = new Map<Area, Map<string, FileRow>>();
  for (const row of rows) {
    const { stateCode, level, code, parentCode } = row;
    const key = `${stateCode} ${level} ${code}`;
    const known = areas.get(key);
    const area: Area = known ?? { ...emptyArea(row), stateCode, level, code, parentCode };
    areas.set(key, area);
    for (const column of columns) addCount(spec, column, row, area);
    addAttributes(spec, row, area);
    if (spec.id === 'roll_flow') {
      const forms = genders.get(area) ?? new Map<string, FileRow>();
      genders.set(area, forms.set(String(row.values.form), row));
    }
  }
  for (const [area, forms] of genders) addGenders(area, forms);
  return [...areas.values()];
}

function emptyArea({ row }: FileRow): Pick<Area, 'counts' | 'attributes' | 'row' | 'places'> {
  return { counts: {}, attributes: {}, row, places: new Map() };
}

function addCount(spec: DatasetSpec, column: ColumnSpec, row: FileRow, area: Area): void {
  const figure = row.counts[column.name];
  if (figure === undefined) return;
  const held = measuresOf(spec, column, row.values);
  for (const measure of held) {
    area.counts[measure] = (area.counts[measure] ?? 0) + figure;
    if (!area.places.has(measure)) area.places.set(measure, { row: row.row, column: column.name });
  }
  if (held.length > 0) return;
  const classes = spec.classes.map((name) => String(row.values[name])).join('_');
  area.attributes[classes === '' ? column.name : `${classes}_${column.name}`] = figure;
}

const ownKeys = new Set([...commonColumns.map((column) => column.name), 'ac_no', 'part_no', 'district_code', 'remove']);

function addAttributes(spec: DatasetSpec, row: FileRow, area: Area): void {
  for (const [name, value] of Object.entries(row.values)) {
    if (ownKeys.has(name) || spec.classes.includes(name)) continue;
    const plain = typeof value === 'boolean' ? Number(value) : value;
    const known = area.attributes[name];
    area.attributes[name] = known === undefined || known === null ? plain : merged(name, known, plain);
  }
}

/** Forms of one area may be counted over different periods: the area's runs from the first day to the last. */
function merged(name: string, known: string | number, value: string | number): string | number {
  if (name === 'period_from') return value < known ? value : known;
  return name === 'period_to' && value < known ? known : value;
}

const waysToBeAdded = ['6', '6A', '8_shift_in', 'suo_motu'];

function addGenders(area: Area, forms: ReadonlyMap<string, FileRow>): void {
  const rows = waysToBeAdded.map((form) => forms.get(form));
  for (const [column, measure] of [
    ['male', 'additionsMale'],
    ['female', 'additionsFemale'],
    ['third', 'additionsThird'],
  ] as const) {
    const figures = rows.map((row) => row?.counts[column]);
    if (!figures.every((figure) => figure !== undefined)) continue;
    area.counts[measure] = figures.reduce((sum, figure) => sum + figure, 0);
    area.places.set(measure, { row: rows[0]?.row ?? area.row, column });
  }
}
