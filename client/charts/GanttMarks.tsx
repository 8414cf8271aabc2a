import type { GanttBarRow, GanttLook, GanttSegment, GanttSeverity, GanttSizes, GanttTone } from './gantt-shape.ts';

// Attributes, not classes: the same drawing is printed and saved as a picture, where the page's style sheets are not.

const fills = { first: 'var(--accent-fill)', second: 'var(--slate)' } as const;
const paleFills = {
  first: 'color-mix(in srgb, var(--accent-fill) 24%, var(--paper))',
  second: 'color-mix(in srgb, var(--slate) 32%, var(--paper))',
} as const;
const lineFills = {
  first: 'color-mix(in srgb, var(--accent-fill) 45%, var(--paper))',
  second: 'color-mix(in srgb, var(--slate) 55%, var(--paper))',
} as const;

const halo = { stroke: 'var(--paper)', strokeWidth: 3, paintOrder: 'stroke' } as const;

export interface GanttMarksProps {
  row: GanttBarRow;
  sizes: GanttSizes;
  /** Draws what touches these pixels only. */
  from?: number;
  to?: number;
}

/** One bar: its extent as a hairline, phases as segments, windows below, replaced plans, marks, and the labels that fit. */
export function GanttMarks({ row, sizes, from = -Infinity, to = Infinity }: GanttMarksProps) {
  const y = sizes.middle;
  const isIn = (x: number, width: number) => x + width >= from && x <= to;
  const above = y - sizes.thick / 2 - 3;
  const fontSize = sizes.font;
  return (
    <>
      {row.extent === null ? null : (
        <line
          x1={Math.max(row.extent.from, from)}
          x2={Math.min(row.extent.to, to)}
          y1={y}
          y2={y}
          stroke="var(--control)"
          strokeWidth="1"
          opacity="0.55"
        />
      )}
      {row.strips.map(({ key, x, width, lane, label, title }) =>
        isIn(x, width) ? (
          <g key={key} data-tip={title}>
            <rect
              x={x}
              y={y + sizes.thick / 2 + 3 + lane * sizes.strip}
              width={width}
              height={sizes.strip - 1}
              fill="var(--sand)"
              fillOpacity="0.4"
            />
            {label === null ? null : (
              <text
                x={Math.max(x, from) + 3}
                y={y + sizes.thick / 2 + lane * sizes.strip + sizes.strip - 1}
                fontSize={sizes.font - 1.5}
                fill="var(--ink)"
              >
                {label}
              </text>
            )}
          </g>
        ) : null,
      )}
      {row.segments.map((segment) =>
        isIn(segment.x, segment.width) ? (
          <Segment key={segment.key} segment={segment} tone={row.tone} y={y} sizes={sizes} />
        ) : null,
      )}
      {row.ghosts.map(({ key, x, width, join, title }) =>
        isIn(Math.min(x, join?.to ?? x), Math.abs((join?.to ?? x) - x) + width) ? (
          <g key={key} data-tip={title}>
            {join === null ? null : (
              <>
                <path
                  d={`M${join.from} ${above}H${join.to}`}
                  stroke="var(--act-now)"
                  strokeDasharray="2 2"
                  fill="none"
                />
                <path d={arrowAt(join.to, above, join.to >= join.from ? 1 : -1)} fill="var(--act-now)" />
              </>
            )}
            <path
              d={
                width > 4
                  ? `M${x} ${y}V${above - 2}M${x} ${above}h${width}M${x + width} ${above - 2}V${y}`
                  : `M${x} ${above - 2}V${y + sizes.thick / 2 + 1}`
              }
              stroke="var(--ink-2)"
              strokeWidth="1.5"
              strokeDasharray="2 1.5"
              fill="none"
            />
          </g>
        ) : null,
      )}
      {row.marks.map(({ key, x, look, label, isStrong, title }) =>
        isIn(x - 8, 220) ? (
          <g key={key} data-tip={title}>
            <GanttGlyph x={x} y={y} look={look} tone={row.tone} />
            {label === null ? null : (
              <text
                x={x + 8}
                y={y + fontSize * 0.36}
                fontSize={fontSize}
                fontWeight={isStrong ? 600 : 400}
                fill="var(--ink)"
                // Only where the hairline runs behind it: outlined letters are the dearest thing to paint.
                {...(row.extent !== null && x + 8 < row.extent.to ? halo : {})}
              >
                {label}
              </text>
            )}
          </g>
        ) : null,
      )}
    </>
  );
}

interface SegmentProps {
  segment: GanttSegment;
  tone: GanttTone;
  y: number;
  sizes: GanttSizes;
}

function Segment({ segment, tone, y, sizes }: SegmentProps) {
  const { x, width, strength, look, label, title } = segment;
  const height = strength === 'line' ? 4 : sizes.thick;
  const isSolid = strength === 'full' && look === 'completed';
  return (
    <g data-tip={title}>
      <SegmentShape x={x} y={y - height / 2} width={Math.max(width, 2)} height={height} segment={segment} tone={tone} />
      {label === null ? null : (
        <text
          x={x + 5}
          y={y + sizes.font * 0.36}
          fontSize={sizes.font}
          fill={isSolid ? 'var(--on-accent)' : 'var(--ink)'}
          // Letters on stripes need a ground of their own.
          {...(look === 'passed' ? halo : {})}
        >
          {label}
        </text>
      )}
    </g>
  );
}

interface ShapeProps {
  x: number;
  y: number;
  width: number;
  height: number;
  segment: Pick<GanttSegment, 'strength' | 'look'>;
  tone: GanttTone;
}

/** Solid when done, striped when it went by unconfirmed, outlined when ahead, hollow and broken when it is no fact. */
export function SegmentShape({ x, y, width, height, segment: { strength, look }, tone }: ShapeProps) {
  const fill = strength === 'full' ? fills[tone] : strength === 'pale' ? paleFills[tone] : lineFills[tone];
  const box = { x, y, width, height };
  const inner = { x: x + 0.5, y: y + 0.5, width: Math.max(width - 1, 1), height: Math.max(height - 1, 1) };
  if (look === 'toVerify' || look === 'superseded') {
    return <rect {...inner} fill="var(--paper)" stroke={fills[tone]} strokeWidth="1" strokeDasharray="3 2" />;
  }
  if (look === 'completed') return <rect {...box} fill={fill} />;
  const pale = strength === 'line' ? fill : paleFills[tone];
  if (look === 'ahead') {
    return <rect {...inner} fill={pale} stroke={fills[tone]} strokeWidth={strength === 'full' ? 1.5 : 1} />;
  }
  return (
    <>
      <rect {...box} fill={strength === 'line' ? 'var(--paper)' : pale} />
      {/* A broad broken line is stripes, without a pattern that would have to be named once a page. */}
      <path
        d={`M${x} ${y + height / 2}h${width}`}
        stroke={strength === 'full' ? fills[tone] : lineFills[tone]}
        strokeWidth={height}
        strokeDasharray="2 3"
      />
    </>
  );
}

/** A day by itself. */
export function GanttGlyph({ x, y, look, tone }: { x: number; y: number; look: GanttLook; tone: GanttTone }) {
  const place = `translate(${x} ${y})`;
  const edge = { stroke: 'var(--paper)', strokeWidth: 1.5, paintOrder: 'stroke' } as const;
  switch (look) {
    case 'completed':
      return <circle transform={place} r="4" fill={fills[tone]} {...edge} />;
    case 'passed':
      return <path transform={place} d="M0-5.6 5.8 4.6H-5.8Z" fill="var(--attention)" stroke="var(--attention-edge)" />;
    case 'ahead':
      return <path transform={place} d="M0-6 6 0 0 6-6 0Z" fill={fills[tone]} {...edge} />;
    case 'toVerify':
      return (
        <circle
          transform={place}
          r="4.4"
          fill="var(--paper)"
          stroke={fills[tone]}
          strokeWidth="1.5"
          strokeDasharray="2 1.4"
        />
      );
    case 'superseded':
      return (
        <path
          transform={place}
          d="M0-5V5"
          stroke="var(--ink-2)"
          strokeWidth="1.5"
          strokeDasharray="2 1.5"
          fill="none"
        />
      );
  }
}

/** What joins rows, by severity: its outline at the days shared. Dash and weight say what colour says. */
export function tieStroke(severity: GanttSeverity): { stroke: string; strokeWidth: number; strokeDasharray?: string } {
  switch (severity) {
    case 'critical':
      return { stroke: 'var(--act-now)', strokeWidth: 2 };
    case 'high':
      return { stroke: 'var(--act-now)', strokeWidth: 1.25 };
    case 'medium':
      return { stroke: 'var(--attention-edge)', strokeWidth: 1.25 };
    case 'info':
      return { stroke: 'var(--ink-2)', strokeWidth: 1, strokeDasharray: '4 2' };
  }
}

/** The shape of a severity: square, triangle, diamond, disc, ring. */
export function TieGlyph({ x, y, severity }: { x: number; y: number; severity: GanttSeverity }) {
  const place = `translate(${x} ${y})`;
  const edge = { stroke: 'var(--paper)', strokeWidth: 1.5, paintOrder: 'stroke' } as const;
  switch (severity) {
    case 'critical':
      return <path transform={place} d="M-4.5-4.5h9v9h-9Z" fill="var(--act-now)" {...edge} />;
    case 'high':
      return <path transform={place} d="M0-5.5 5.5 4.5H-5.5Z" fill="var(--act-now)" {...edge} />;
    case 'medium':
      return (
        <path transform={place} d="M0-5.2 5.2 0 0 5.2-5.2 0Z" fill="var(--attention)" stroke="var(--attention-edge)" />
      );
    case 'info':
      return <circle transform={place} r="3.4" fill="var(--ink-2)" {...edge} />;
  }
}

function arrowAt(x: number, y: number, direction: 1 | -1): string {
  return `M${x} ${y}l${-5 * direction}-3v6Z`;
}
