import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLanguage } from '#client/app/language.tsx';
import { GanttSheet, type SheetProps, sheetSizes } from '#client/charts/GanttSheet.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, type IsoDate } from '#shared/kernel/time.ts';
import { countMilestones } from '#shared/modules/timelines/rules.ts';
import type { BarRow } from '#shared/modules/timelines/rules-layout.ts';
import { scaleOver, textWidth, widthOf, type Zoom } from '#shared/modules/timelines/rules-scale.ts';
import { legendItems } from './GanttLegend.tsx';
import styles from './GanttPrint.module.css';
import { type DrawnTie, daysOf, drawAxis, drawTies, ganttRows } from './GanttRows.tsx';
import { type TimelineWords, usePlaces, useTimelineWords } from './Words.tsx';

export interface PrintProps {
  rows: readonly BarRow[];
  ties: readonly DrawnTie[];
  sources: readonly string[];
  today: IsoDate;
}

interface SheetInput extends PrintProps {
  words: TimelineWords;
  language: 'en' | 'hi';
  place: (code: string | null) => string;
  /** Width of the whole sheet; the days share what the names leave. */
  width: number;
  pageHeight: number | null;
}

const nameWidth = 292;
/** A3 and A4 have one shape: the sheet is as many units wide on both, within a margin of 9 mm. */
const paper = { width: 1280, pageHeight: 866 };

/** What is printed: the whole choice with its legend and its day, made when the browser is about to print. */
export function GanttPrint(props: PrintProps) {
  const words = useTimelineWords();
  const language = useLanguage();
  const { place } = usePlaces();
  const [isPrinting, setIsPrinting] = useState(false);
  // The browser asks for the paper between two events, which are outside React; it waits for neither.
  useEffect(() => {
    const start = () => flushSync(() => setIsPrinting(true));
    const end = () => setIsPrinting(false);
    window.addEventListener('beforeprint', start);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', start);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  if (!isPrinting) return null;
  return (
    <div className={styles.print}>
      <GanttSheet {...sheetOf({ ...props, words, language, place, ...paper })} />
    </div>
  );
}

/** The whole choice as a sheet of a width, at the scale that fits. */
export function sheetOf(input: SheetInput): SheetProps {
  const { rows, ties, today, sources, words, language, place, width, pageHeight } = input;
  const whole = scaleOver(daysOf(rows), today, 'month');
  const scale = { ...whole, dayPx: (whole.dayPx * (width - nameWidth)) / widthOf(whole) };
  const drawn = ganttRows(rows, {
    words,
    language,
    place,
    hrefOf: (path) => path,
    scale,
    sources,
    ties: new Map(),
    font: sheetSizes.font,
    hasWindows: false,
    hasPlace: rows[0]?.kind === 'bar',
  });
  const bars = rows.flatMap((row) => (row.kind === 'bar' ? [row.bar] : []));
  const counts = countMilestones(bars.flatMap(({ milestones }) => milestones));
  const facts = [
    words.headline(formatCount(counts.ahead), formatCount(counts.passedUnconfirmed)),
    counts.toVerify === 0 ? '' : words.toVerifyCount(formatCount(counts.toVerify)),
    counts.undated === 0 ? '' : words.undatedCount(formatCount(counts.undated)),
  ].filter((fact) => fact !== '');
  return {
    title: words.gantt.sheet(`${words.title}: ${words.gantt.bars(formatCount(bars.length))}`, formatDate(today)),
    facts: [`${facts.join('. ')}.`],
    axis: drawAxis(scale, zoomFor(scale.dayPx), today, words),
    rows: rows.map((_, index) => drawn.rowAt(index)),
    ties: drawTies(ties, scale, (path) => path),
    legend: legendItems(words, ties.length > 0).map((item) => ({ ...item, width: textWidth(item.label, 10) })),
    nameWidth,
    pageHeight,
    footer: (page, pages) => words.gantt.page(`${formatDate(today)} · ${formatCount(page)}`, formatCount(pages)),
  };
}

/** The scale whose lines have room at such a width of a day. */
function zoomFor(dayPx: number): Zoom {
  if (dayPx >= 14) return 'day';
  if (dayPx >= 4) return 'week';
  return dayPx >= 0.85 ? 'month' : dayPx >= 0.3 ? 'quarter' : 'year';
}
