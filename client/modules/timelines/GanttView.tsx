import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { Gantt } from '#client/charts/Gantt.tsx';
import { usePathLinks } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { addDays, type IsoDate } from '#shared/kernel/time.ts';
import { windowLanes } from '#shared/modules/timelines/rules-bands.ts';
import type { BarRow } from '#shared/modules/timelines/rules-layout.ts';
import { dayPx, scaleOver, type Zoom } from '#shared/modules/timelines/rules-scale.ts';
import { type DrawnTie, daysOf, drawAxis, drawTies, ganttRows } from './GanttRows.tsx';
import { usePlaces, useTimelineWords } from './Words.tsx';

export interface GanttViewProps {
  rows: readonly BarRow[];
  ties: readonly DrawnTie[];
  zoom: Zoom;
  today: IsoDate;
  sources: readonly string[];
}

const labelPx = 12;
/** Bars within so many days of today are worth starting there. */
const nearDays = 60;
/** On narrower days the windows would be lines without names. */
const leastWindowDayPx = 3;

/** The rows as a drawing that scrolls. Only what is in sight is worded and drawn. */
export function GanttView({ rows, ties, zoom, today, sources }: GanttViewProps) {
  const words = useTimelineWords();
  const language = useLanguage();
  const { place } = usePlaces();
  const { hrefOf } = usePathLinks();
  const router = useRouter();
  const hasWindows = dayPx[zoom] >= leastWindowDayPx;
  const scale = useMemo(() => scaleOver(daysOf(rows), today, zoom), [rows, today, zoom]);
  const axis = useMemo(
    () => drawAxis(scale, zoom, today, words, startOf(rows, today)),
    [scale, zoom, today, words, rows],
  );
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
        hasWindows,
        hasPlace: rows[0]?.kind === 'bar',
      }),
    [rows, words, language, place, hrefOf, scale, sources, ties, hasWindows],
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
      stripLanes={hasWindows ? windowLanes : 0}
      onOpen={(href) => void router.navigate({ href })}
      readoutHint={words.gantt.readout}
    />
  );
}

/** Today, or the last day before it of bars that are nowhere near. */
function startOf(rows: readonly BarRow[], today: IsoDate): IsoDate {
  const bars = rows.flatMap((row) => (row.kind === 'bar' ? [row.bar] : []));
  const [near, far] = [addDays(today, -nearDays), addDays(today, nearDays)];
  if (bars.some(({ from, to }) => from !== null && to !== null && to >= near && from <= far)) return today;
  const past = bars.flatMap(({ to }) => (to === null || to > today ? [] : [to])).toSorted();
  return past.at(-1) ?? today;
}
