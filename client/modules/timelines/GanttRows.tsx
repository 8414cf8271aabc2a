import type {
  GanttAxis,
  GanttBand,
  GanttBarRow,
  GanttMark,
  GanttRow,
  GanttRows,
  GanttSegment,
  GanttStop,
  GanttStrip,
  GanttTick,
  GanttTie,
} from '#client/charts/gantt-shape.ts';
import { formatCount } from '#shared/kernel/numbers.ts';
import { addDays, daysBetween, formatDate, type IsoDate } from '#shared/kernel/time.ts';
import { severities } from '#shared/modules/radar/schema.ts';
import { referenceWindows } from '#shared/modules/timelines/rules.ts';
import { windowsOf } from '#shared/modules/timelines/rules-bands.ts';
import type { Bar, BarMark, BarRow, BarSegment, TieInput, TiePlace } from '#shared/modules/timelines/rules-layout.ts';
import {
  dayAt,
  type LabelRequest,
  placeLabels,
  type Scale,
  type Tick,
  textWidth,
  ticksOf,
  widthOf,
  xOf,
  type Zoom,
} from '#shared/modules/timelines/rules-scale.ts';
import type { MilestoneView } from '#shared/modules/timelines/schema.ts';
import { daysInWords, milestoneName, monthShort, shortName, slipInWords, type TimelineWords } from './Words.tsx';

/** A finding as the page knows it. */
export interface Conflict extends TieInput {
  /** The finding in one sentence. */
  title: string;
}
export type DrawnTie = Conflict & TiePlace;

export interface DrawInput {
  words: TimelineWords;
  language: 'en' | 'hi';
  place: (code: string | null) => string;
  hrefOf: (path: string) => string;
  scale: Scale;
  sources: readonly string[];
  /** By id. */
  ties: ReadonlyMap<string, DrawnTie>;
  /** Type size of labels in pixels. */
  font: number;
  /** Draws the windows that the radar's rules read. */
  hasWindows: boolean;
  /** Names the State before the exercise: the rows are not in groups. */
  hasPlace: boolean;
}

const full: ReadonlySet<string> = new Set(['poll', 'enumeration', 'counting']);
const weights: readonly (readonly [RegExp, number])[] = [
  [/^poll/, 10],
  [/^roll_final/, 9],
  [/^term_end/, 9],
  [/^court_deadline/, 8],
  [/^counting/, 7],
  [/^roll_draft/, 6],
  [/^announcement/, 5],
];
const dayNumberOf: IsoDate = '1970-01-01';

/** An exercise as a row of the drawing: places in pixels, words in the reader's language, labels where they fit. */
function drawBar(bar: Bar, input: DrawInput): GanttBarRow {
  const { words, scale, language, place, hrefOf } = input;
  const { exercise } = bar;
  const name = language === 'hi' && exercise.nameHi !== null ? exercise.nameHi : exercise.nameEn;
  const where = place(exercise.stateCode);
  const href = hrefOf(`/timelines/exercise/${encodeURIComponent(exercise.id)}`);
  const byId = new Map(bar.milestones.map((milestone) => [milestone.id, milestone]));
  const segments = bar.segments
    .map((segment) => drawSegment(segment, byId, input))
    .toSorted((a, b) => Number(b.strength === 'line') - Number(a.strength === 'line'));
  const marks = labelled(bar, segments, byId, input);
  const isTo = (day: IsoDate | null) => (day === null ? '' : formatDate(day));
  const moved = bar.slipInDays === null ? null : words.gantt.moved(signed(bar.slipInDays));
  return {
    kind: 'bar',
    key: exercise.id,
    tone: exercise.bodyKind === 'eci' ? 'first' : 'second',
    badge: words.bodyShort[exercise.bodyKind],
    name: input.hasPlace ? `${where}: ${name}` : name,
    ...(language === 'hi' && exercise.nameHi === null ? { nameLang: 'en' } : {}),
    note: moved,
    sample: exercise.isSample ? words.sample : null,
    href,
    text: words.gantt.bar({
      place: where,
      body: words.bodyShort[exercise.bodyKind],
      name,
      dates: formatCount(bar.milestones.length),
      from: isTo(bar.from),
      to: isTo(bar.to),
      slip: bar.slipInDays === null ? '' : slipInWords(words, bar.slipInDays),
      ties: bar.ties.length === 0 ? '' : formatCount(bar.ties.length),
    }),
    extent: bar.from === null || bar.to === null ? null : { from: xOf(scale, bar.from), to: endOf(scale, bar.to) },
    edge: edgeOf(bar, marks, input),
    segments,
    marks,
    ghosts: bar.ghosts.map(({ id, from, to, joinFrom, joinTo }) => ({
      key: id,
      x: xOf(scale, from),
      width: from === to ? 0 : endOf(scale, to) - xOf(scale, from),
      join: joinFrom === null || joinTo === null ? null : { from: xOf(scale, joinFrom), to: xOf(scale, joinTo) },
      title: titleOf(byId.get(id), words),
    })),
    strips: input.hasWindows ? stripsOf(bar, input) : [],
    stops: stopsOf(bar, byId, input, href),
  };
}

/** Rows made when they are first asked for. */
export function ganttRows(rows: readonly BarRow[], input: DrawInput): GanttRows {
  const made = new Map<number, GanttRow>();
  return {
    count: rows.length,
    isGroup: (index) => rows[index]?.kind === 'place',
    rowAt(index) {
      const known = made.get(index);
      if (known !== undefined) return known;
      const row = rowOf(rows[index], input);
      made.set(index, row);
      return row;
    },
  };
}

/** Every day that the axis should reach. */
export function daysOf(rows: readonly BarRow[]): (IsoDate | null)[] {
  return rows.flatMap((row) => (row.kind === 'bar' ? [row.bar.from, row.bar.to] : []));
}

function rowOf(row: BarRow | undefined, input: DrawInput): GanttRow {
  if (row?.kind === 'bar') return drawBar(row.bar, input);
  return {
    kind: 'group',
    key: `place ${row?.stateCode ?? 'IN'}`,
    name: input.place(row?.stateCode ?? null),
    note: input.words.gantt.bars(formatCount(row?.bars ?? 0)),
  };
}

/** The lines, bands and today of the axis. */
export function drawAxis(
  scale: Scale,
  zoom: Zoom,
  today: IsoDate,
  words: TimelineWords,
  start: IsoDate = today,
): GanttAxis {
  return {
    width: widthOf(scale),
    dayPx: scale.dayPx,
    firstDay: daysBetween(dayNumberOf, scale.from),
    today: { x: xOf(scale, today), label: words.lanes.today },
    startX: xOf(scale, start),
    ticksIn: (from, to) => ticksBetween(scale, zoom, words, from, to),
    bands: referenceWindows.flatMap((window): GanttBand[] => {
      const start = window.start ?? window.end;
      if (start === null) return [];
      const x = Math.max(0, xOf(scale, start));
      const end = window.end === null ? widthOf(scale) : Math.min(widthOf(scale), endOf(scale, window.end));
      if (end <= x) return [];
      const label =
        window.end === null ? `${words.crunch[window.id]} (${words.gantt.openEnd})` : words.crunch[window.id];
      return [{ key: window.id, x, width: end - x, label, isWash: window.id === 'censusCount' }];
    }),
  };
}

/** From the year or month in which the stretch begins, so that its name can stay in sight. */
function ticksBetween(scale: Scale, zoom: Zoom, words: TimelineWords, from: number, to: number): GanttTick[] {
  const whole = widthOf(scale);
  const first = dayAt(scale, Math.max(0, from));
  const start = zoom === 'day' || zoom === 'week' ? `${first.slice(0, 7)}-01` : `${first.slice(0, 4)}-01-01`;
  const ticks = ticksOf(zoom, start, dayAt(scale, Math.min(to, whole)));
  const majors = ticks.filter(({ isMajor }) => isMajor);
  return ticks.flatMap((tick) => {
    const x = xOf(scale, tick.day);
    if (x < 0 && !tick.isMajor) return [];
    const next = majors[majors.indexOf(tick) + 1];
    const end = tick.isMajor && next !== undefined ? xOf(scale, next.day) : whole;
    const left = Math.max(0, x);
    return [
      {
        key: `${tick.day} ${tick.unit}`,
        x: left,
        width: tick.isMajor ? end - left : 0,
        label: tickLabel(words, tick),
        isMajor: tick.isMajor,
      },
    ];
  });
}

/** Findings over the rows: those with a severity. */
export function drawTies(ties: readonly DrawnTie[], scale: Scale, hrefOf: (path: string) => string): GanttTie[] {
  return ties.flatMap(({ id, from, to, rows, outcome, title }): GanttTie[] => {
    const severity = severities.find((each) => each === outcome);
    if (severity === undefined) return [];
    const x = xOf(scale, from);
    const href = hrefOf(`/conflicts/${encodeURIComponent(id)}`);
    return [{ key: id, x, width: endOf(scale, to) - x, rows, severity, title, href }];
  });
}

/** A milestone in one line, with what it was. */
function titleOf(milestone: MilestoneView | undefined, words: TimelineWords): string {
  if (milestone === undefined) return '';
  const first = milestone.earlier[0];
  const parts = [
    `${milestoneName(words, milestone.milestone)}: ${daysInWords(words, milestone)}`,
    words.statuses[milestone.status],
    milestone.standing === 'to_verify' ? words.toVerify : '',
    milestone.standing === 'sample' ? words.sample : '',
    first === undefined ? '' : words.gantt.first(daysInWords(words, first)),
    milestone.replacedBy === null ? '' : words.superseded.by(daysInWords(words, milestone.replacedBy)),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function drawSegment(
  segment: BarSegment,
  byId: ReadonlyMap<string, MilestoneView>,
  { words, scale, font }: DrawInput,
): GanttSegment {
  const x = xOf(scale, segment.from);
  const width = endOf(scale, segment.to) - x;
  const isStretch = segment.milestone === null && segment.phase !== 'poll' && segment.phase !== 'claims';
  const strength = isStretch ? 'line' : full.has(segment.phase) ? 'full' : 'pale';
  const name = nameOf(segment, words);
  const texts = [name, words.gantt.phases[segment.phase]].filter((text) => textWidth(text, font) + 9 <= width);
  return {
    key: segment.id,
    x,
    width,
    strength,
    look: segment.look,
    label: strength === 'line' ? null : (texts.at(-1) ?? null),
    title:
      segment.milestone === null
        ? `${name}: ${daysInWords(words, { start: segment.from, end: segment.to })}`
        : titleOf(byId.get(segment.id), words),
  };
}

function nameOf({ milestone, phase }: BarSegment, words: TimelineWords): string {
  if (milestone !== null) return shortName(words, milestone);
  return phase === 'roll' ? words.gantt.rollStretch : words.gantt.phases[phase];
}

/** Marks with their labels: the weightiest first, none over a bar, a mark or another label. */
function labelled(
  bar: Bar,
  segments: readonly GanttSegment[],
  byId: ReadonlyMap<string, MilestoneView>,
  { words, scale, font }: DrawInput,
): GanttMark[] {
  const at = bar.marks.map(({ day }) => xOf(scale, day) + Math.min(scale.dayPx / 2, 6));
  const taken = [
    ...segments.flatMap(({ x, width, strength }) => (strength === 'line' ? [] : [[x, x + width] as const])),
    ...at.map((x) => [x - 6, x + 6] as const),
  ];
  const texts = bar.marks.map((mark) => markLabel(mark, words));
  const requests = bar.marks.map((mark, index): LabelRequest => {
    const text = texts[index] ?? '';
    return { x: (at[index] ?? 0) + 7, width: textWidth(text, font) + 4, weight: weightOf(mark) };
  });
  const isPlaced = placeLabels(requests, taken);
  return bar.marks.map((mark, index) => ({
    key: mark.id,
    x: at[index] ?? 0,
    look: mark.look,
    label: isPlaced[index] ? (texts[index] ?? null) : null,
    isStrong: mark.milestone.startsWith('poll') || mark.milestone === 'roll_final',
    title: titleOf(byId.get(mark.id), words),
  }));
}

function markLabel({ milestone, day, isBy, wasDay }: BarMark, words: TimelineWords): string {
  const short = `${day.slice(8)}-${day.slice(5, 7)}`;
  const date = isBy ? words.by(short) : short;
  const was = wasDay === null ? '' : ` ${words.gantt.was(`${wasDay.slice(8)}-${wasDay.slice(5, 7)}`)}`;
  return `${shortName(words, milestone)} ${date}${was}`;
}

function weightOf({ milestone, look }: BarMark): number {
  const weight = weights.find(([code]) => code.test(milestone))?.[1] ?? 3;
  return look === 'ahead' || look === 'toVerify' ? weight + 2 : weight;
}

/** The windows that the rules read. */
function stripsOf(bar: Bar, { words, scale, font }: DrawInput): GanttStrip[] {
  return windowsOf(bar).map(({ name, from, to, lane }) => {
    const x = xOf(scale, from);
    const width = endOf(scale, to) - x;
    const text = words.gantt.windows[name];
    return {
      key: `${name} ${from}`,
      x,
      width,
      lane,
      label: textWidth(text, font) <= width ? text : null,
      title: `${text}: ${daysInWords(words, { start: from, end: to })}`,
    };
  });
}

/** Everything on the bar from left to right, each with all there is to say of it. */
function stopsOf(
  bar: Bar,
  byId: ReadonlyMap<string, MilestoneView>,
  { words, scale, sources, ties, hrefOf }: DrawInput,
  href: string,
): GanttStop[] {
  const stops: GanttStop[] = bar.segments.map((segment) => {
    const x = xOf(scale, segment.from);
    const days = daysInWords(words, { start: segment.from, end: segment.to });
    const text =
      segment.milestone === null
        ? `${nameOf(segment, words)}: ${days}`
        : withSource(byId.get(segment.id), words, sources);
    return { key: segment.id, x, width: endOf(scale, segment.to) - x, text, href };
  });
  for (const { id, day } of [...bar.marks, ...bar.ghosts.map((ghost) => ({ id: ghost.id, day: ghost.from }))]) {
    stops.push({ key: id, x: xOf(scale, day), width: 0, text: withSource(byId.get(id), words, sources), href });
  }
  for (const id of bar.ties) {
    const tie = ties.get(id);
    if (tie === undefined) continue;
    const x = xOf(scale, tie.from);
    const conflict = hrefOf(`/conflicts/${encodeURIComponent(id)}`);
    stops.push({ key: id, x, width: endOf(scale, tie.to) - x, text: tie.title, href: conflict });
  }
  return stops.toSorted((a, b) => a.x - b.x);
}

function withSource(milestone: MilestoneView | undefined, words: TimelineWords, sources: readonly string[]): string {
  const source = milestone?.source === null || milestone === undefined ? undefined : sources[milestone.source];
  return `${titleOf(milestone, words)} · ${words.source}: ${source ?? words.sourceNone}`;
}

function edgeOf(bar: Bar, drawn: readonly GanttMark[], { words, scale, font }: DrawInput): GanttBarRow['edge'] {
  const { from, to, marks, segments } = bar;
  const ends = [
    ...marks.map(({ milestone, day }) => ({ name: shortName(words, milestone), from: day, to: day })),
    ...segments.map((segment) => ({ name: nameOf(segment, words), from: segment.from, to: segment.to })),
  ];
  const first = ends.toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
  const last = ends.toSorted((a, b) => (a.to < b.to ? -1 : 1)).at(-1);
  if (first === undefined || last === undefined || from === null || to === null) return null;
  const reaches = drawn.map(({ x, label }) => x + 8 + (label === null ? 0 : textWidth(label, font)));
  return {
    before: `${last.name} ${formatDate(last.to)}`,
    after: `${first.name} ${formatDate(first.from)}`,
    from: xOf(scale, from),
    to: Math.max(endOf(scale, to), ...reaches),
  };
}

function tickLabel(words: TimelineWords, { day, unit, isMajor }: Tick): string {
  switch (unit) {
    case 'year':
      return day.slice(0, 4);
    case 'quarter':
      return words.gantt.quarter(monthShort(words, day), monthShort(words, addDays(day, 70)));
    case 'month':
      return isMajor ? `${monthShort(words, day)} ${day.slice(0, 4)}` : monthShort(words, day);
    case 'week':
    case 'day':
      return day.slice(8);
  }
}

/** The end of a day: its whole width counts. */
function endOf(scale: Scale, day: IsoDate): number {
  return xOf(scale, day) + scale.dayPx;
}

function signed(days: number): string {
  return days > 0 ? `+${formatCount(days)}` : formatCount(days);
}
