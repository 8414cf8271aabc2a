// What the Gantt draws. It knows neither days nor domain words: places are pixels from the start of the axis, words come
// with each thing, and whoever makes the rows has decided which labels fit.

/** Solid: done. Striped, a triangle: gone by, nobody says so. Outlined, a diamond: ahead. Hollow: not a fact. Broken: replaced. */
export type GanttLook = 'completed' | 'passed' | 'ahead' | 'toVerify' | 'superseded';
export type GanttTone = 'first' | 'second';

export interface GanttSegment {
  key: string;
  x: number;
  width: number;
  /** A full bar, a pale one, or a line that others lie on. */
  strength: 'full' | 'pale' | 'line';
  look: GanttLook;
  /** Null when it does not fit. */
  label: string | null;
  title: string;
}

export interface GanttMark {
  key: string;
  x: number;
  look: GanttLook;
  label: string | null;
  /** Its label is bold. */
  isStrong: boolean;
  title: string;
}

export interface GanttGhost {
  key: string;
  x: number;
  width: number;
  join: { from: number; to: number } | null;
  title: string;
}

/** A window below the bar. */
export interface GanttStrip {
  key: string;
  x: number;
  width: number;
  /** 0 is the upper line. */
  lane: number;
  label: string | null;
  title: string;
}

/** A place the keyboard stops at. */
export interface GanttStop {
  key: string;
  x: number;
  width: number;
  /** Everything there is to say of it. */
  text: string;
  href: string;
}

export interface GanttBarRow {
  kind: 'bar';
  key: string;
  tone: GanttTone;
  /** Short name of whose bar it is. */
  badge: string;
  name: string;
  /** Language of the name when it is not the page's. */
  nameLang?: string;
  /** Stands after the name: how far it moved. */
  note: string | null;
  /** Marks figures that are not of the real world. */
  sample: string | null;
  href: string;
  /** The row in one sentence. */
  text: string;
  extent: { from: number; to: number } | null;
  /** Written at the edge when all of the bar with its labels, which reach from one place to another, lies beyond it. */
  edge: { before: string; after: string; from: number; to: number } | null;
  segments: readonly GanttSegment[];
  marks: readonly GanttMark[];
  ghosts: readonly GanttGhost[];
  strips: readonly GanttStrip[];
  /** From left to right. */
  stops: readonly GanttStop[];
}

export interface GanttGroupRow {
  kind: 'group';
  key: string;
  name: string;
  note: string;
}

export type GanttRow = GanttBarRow | GanttGroupRow;

export interface GanttRows {
  count: number;
  /** True for rows that head a group; asked for all rows, so it makes nothing. */
  isGroup: (index: number) => boolean;
  rowAt: (index: number) => GanttRow;
}

export interface GanttTick {
  key: string;
  x: number;
  /** Of a major one: up to the next. Its label stays in sight so far. */
  width: number;
  label: string;
  isMajor: boolean;
}

export interface GanttBand {
  key: string;
  x: number;
  width: number;
  label: string;
  /** Washed over the rows as well, not only named at the top. */
  isWash: boolean;
}

export type GanttSeverity = 'critical' | 'high' | 'medium' | 'info';

/** A stretch of days that rows share. */
export interface GanttTie {
  key: string;
  x: number;
  width: number;
  /** Places of the rows, ascending. */
  rows: readonly number[];
  severity: GanttSeverity;
  title: string;
  href: string;
}

export interface GanttAxis {
  width: number;
  /** Pixels of one day and number of the axis's first day: with them a place is kept when the scale changes. */
  dayPx: number;
  firstDay: number;
  today: { x: number; label: string };
  /** What is shown first: today, or where the nearest bars are. */
  startX: number;
  /** The lines from one place to another, and the major one before them. */
  ticksIn: (from: number, to: number) => readonly GanttTick[];
  bands: readonly GanttBand[];
}

export interface GanttSizes {
  group: number;
  bar: number;
  /** From the top of a row to the middle of its bar. */
  middle: number;
  /** Height of a full bar. */
  thick: number;
  /** Type size of labels. */
  font: number;
  /** Height of a line of windows below the bar. */
  strip: number;
}

/** Upper edges of the rows, and one more: the lower edge of the last. */
export function topsOf(rows: GanttRows, sizes: GanttSizes): Float64Array {
  const tops = new Float64Array(rows.count + 1);
  for (let index = 0; index < rows.count; index += 1) {
    tops[index + 1] = (tops[index] ?? 0) + (rows.isGroup(index) ? sizes.group : sizes.bar);
  }
  return tops;
}

/** The row at so many pixels from the top; the first or last when beyond them. */
export function rowAtTop(tops: Float64Array, y: number): number {
  let [low, high] = [0, Math.max(0, tops.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Stretches in as few lines as they need: the line of each, in their order. */
export function lanesOf(bands: readonly { x: number; width: number }[]): number[] {
  const ends: number[] = [];
  return bands.map(({ x, width }) => {
    const free = ends.findIndex((end) => end <= x);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = x + width;
    return lane;
  });
}
