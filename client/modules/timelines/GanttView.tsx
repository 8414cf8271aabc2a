import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { Gantt } from '#client/charts/Gantt.tsx';
import type { GanttRow, GanttRows } from '#client/charts/gantt-shape.ts';
import { usePathLinks } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { BarRow } from '#shared/modules/timelines/rules-layout.ts';
import { scaleOver, type Zoom } from '#shared/modules/timelines/rules-scale.ts';
import { type DrawInput, type DrawnTie, drawAxis, drawBar, drawTies } from './GanttRows.tsx';
import { type TimelineWords, usePlaces, useTimelineWords } from './Words.tsx';

export interface GanttViewProps {
  rows: readonly BarRow[];
  ties: readonly DrawnTie[];
  zoom: Zoom;
  today: IsoDate;
  sources: readonly string[];
}

const labelPx = 12;

/** The rows as a drawing that scrolls. Only what is in sight is worded and drawn. */
export function GanttView({ rows, ties, zoom, today, sources }: GanttViewProps) {
  const words = useTimelineWords();
  const language = useLanguage();
  const { place } = usePlaces();
  const { hrefOf } = usePathLinks();
  const router = useRouter();
  const scale = useMemo(() => scaleOver(daysOf(rows), today, zoom), [rows, today, zoom]);
  const axis = useMemo(() => drawAxis(scale, zoom, today, words), [scale, zoom, today, words]);
  const drawnTies = useMemo(() => drawTies(ties, scale, hrefOf), [ties, scale, hrefOf]);
  const drawn = useMemo(
    () =>
      ganttRows(rows, {
        words,
        language,
        place,
        hrefOf,
        scale,
        sources,
        ties: new Map(ties.map((tie) => [tie.id, tie])),
        font: labelPx,
        hasPlace: rows[0]?.kind === 'bar',
      }),
    [rows, words, language, place, hrefOf, scale, sources, ties],
  );
  const bars = rows.filter(({ kind }) => kind === 'bar').length;
  return (
    <Gantt
      label={words.gantt.label}
      hint={words.gantt.hint}
      rows={drawn}
      axis={axis}
      ties={drawnTies}
      corner={words.gantt.bars(formatCount(bars))}
      onOpen={(href) => void router.navigate({ href })}
      readoutHint={words.gantt.readout}
    />
  );
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
  const words: TimelineWords = input.words;
  return {
    kind: 'group',
    key: `place ${row?.stateCode ?? 'IN'}`,
    name: input.place(row?.stateCode ?? null),
    note: words.gantt.bars(formatCount(row?.bars ?? 0)),
  };
}
