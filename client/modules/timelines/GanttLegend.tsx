import type { ReactNode } from 'react';
import { GanttGlyph, SegmentShape, TieGlyph } from '#client/charts/GanttMarks.tsx';
import { TieFrame } from '#client/charts/GanttTies.tsx';
import styles from './GanttLegend.module.css';
import { type TimelineWords, useTimelineWords } from './Words.tsx';

export interface LegendItem {
  key: string;
  /** Around the middle of the line, from 0 to `shapeWidth`. */
  shape: ReactNode;
  shapeWidth: number;
  label: string;
}

/** The shapes of the drawing with their words, in the order they are needed. */
export function legendItems(words: TimelineWords, hasTies: boolean): LegendItem[] {
  const { legendItems: names, tie } = words.gantt;
  const pair = (look: 'completed' | 'passed' | 'ahead' | 'toVerify'): LegendItem => ({
    key: look,
    shapeWidth: 46,
    label: names[look],
    shape: (
      <>
        <SegmentShape x={0} y={-6} width={26} height={12} segment={{ strength: 'full', look }} tone="first" />
        <GanttGlyph x={38} y={0} look={look} tone="first" />
      </>
    ),
  });
  const body = (tone: 'first' | 'second', label: string): LegendItem => ({
    key: tone,
    shapeWidth: 26,
    label,
    shape: (
      <SegmentShape x={0} y={-6} width={26} height={12} segment={{ strength: 'full', look: 'completed' }} tone={tone} />
    ),
  });
  const severities = (['critical', 'high', 'medium', 'info'] as const).map(
    (severity): LegendItem => ({
      key: severity,
      shapeWidth: 20,
      label: tie[severity],
      shape: (
        <>
          <g transform="translate(2 -3)">
            <TieFrame width={16} height={11} severity={severity} />
          </g>
          <TieGlyph x={10} y={-3} severity={severity} />
        </>
      ),
    }),
  );
  return [
    body('first', names.eci),
    body('second', names.sec),
    pair('completed'),
    pair('ahead'),
    pair('passed'),
    pair('toVerify'),
    {
      key: 'ghost',
      shapeWidth: 34,
      label: names.ghost,
      shape: (
        <>
          <path d="M2-5v10" stroke="var(--ink-2)" strokeWidth="1.5" strokeDasharray="2 1.5" />
          <path d="M2 0H32" stroke="var(--act-now)" strokeDasharray="2 2" />
          <path d="M33 0l-5-3v6Z" fill="var(--act-now)" />
        </>
      ),
    },
    ...(hasTies ? severities : []),
  ];
}

export function GanttLegend({ hasTies }: { hasTies: boolean }) {
  const words = useTimelineWords();
  return (
    <ul className={styles.legend} aria-label={words.gantt.legend}>
      {legendItems(words, hasTies).map(({ key, shape, shapeWidth, label }) => (
        <li key={key}>
          <svg width={shapeWidth} height="18" viewBox={`0 -9 ${shapeWidth} 18`} aria-hidden="true">
            {shape}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
