// One row of the bench: what was measured, beside what, and whether it met its bar.

export interface Row {
  id: string;
  /** Unit of `ours`, `comparator` and `floor`. */
  unit: string;
  ours: number | null;
  comparator: number | null;
  floor: number | null;
  /** ours ÷ comparator. */
  ratio: number | null;
  /** The bar in words. */
  bar: string;
  met: boolean;
  /** Every part of the bar by itself, in the order of `bar`. */
  parts?: Part[];
  /** Further figures, with their unit in the name. */
  details?: Record<string, number | string | boolean>;
  /** Why it could not run, or what to know when reading it. */
  note?: string;
}

/** One condition of a bar. */
export interface Part {
  name: string;
  value: number;
  limit: number;
  atLeast: boolean;
}

export function isMet(part: Part): boolean {
  return part.atLeast ? part.value >= part.limit : part.value <= part.limit;
}

export interface Measured {
  id: string;
  unit: string;
  ours: number;
  comparator: number | null;
  floor?: number | null;
  bar: string;
  parts: Part[];
  details?: Record<string, number | string | boolean>;
  note?: string;
}

/** The row of a measurement: met when every part of its bar is, and there is at least one. */
export function rowOf({ parts, floor = null, ...measured }: Measured): Row {
  const { ours, comparator } = measured;
  const ratio = comparator === null || comparator === 0 ? null : ours / comparator;
  return { ...measured, floor, ratio, parts, met: parts.length > 0 && parts.every(isMet) };
}

/** The row of a case that could not run: never met, and it says why. */
export function unmeasured(id: string, bar: string, reason: string): Row {
  return { id, unit: '', ours: null, comparator: null, floor: null, ratio: null, bar, met: false, note: reason };
}

const headings = ['id', 'ours', 'comparator', 'floor', 'ratio', 'bar', 'met'];

/** The rows as a table of plain text; missed parts, details and notes follow it. */
export function printTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.id,
    withUnit(row.ours, row.unit),
    withUnit(row.comparator, row.unit),
    withUnit(row.floor, row.unit),
    row.ratio === null ? '–' : `${short(row.ratio)} ×`,
    row.bar,
    row.met ? 'yes' : 'NO',
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const print = (line: readonly string[]) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const lines = [print(headings), print(widths.map((width) => '-'.repeat(width))), ...cells.map(print)];
  return [...lines, ...rows.flatMap(remarks)].join('\n');
}

function remarks(row: Row): string[] {
  const missed = (row.parts ?? [])
    .filter((part) => !isMet(part))
    .map(
      (part) =>
        `  misses its bar: ${part.name} is ${short(part.value)}, ${part.atLeast ? 'at least' : 'at most'} ${short(part.limit)} asked`,
    );
  const details = Object.entries(row.details ?? {}).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? short(value) : value}`,
  );
  const lines = [
    ...missed,
    ...(details.length > 0 ? [`  ${details.join(' · ')}`] : []),
    ...(row.note ? [`  ${row.note}`] : []),
  ];
  return lines.length > 0 ? ['', row.id, ...lines] : [];
}

function withUnit(value: number | null, unit: string): string {
  return value === null ? '–' : `${short(value)} ${unit}`;
}

function short(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
