import { type ReactNode, useId } from 'react';
import { GanttMarks, TieGlyph } from './GanttMarks.tsx';
import { TieFrame } from './GanttTies.tsx';
import { type GanttAxis, type GanttRow, type GanttSizes, type GanttTie, lanesOf } from './gantt-shape.ts';

export interface SheetProps {
  title: string;
  /** Lines below the title: what is shown, as on which day. */
  facts: readonly string[];
  axis: GanttAxis;
  rows: readonly GanttRow[];
  ties: readonly GanttTie[];
  legend: readonly { key: string; shape: ReactNode; shapeWidth: number; label: string; width: number }[];
  nameWidth: number;
  /** Height of a page in the drawing's own units; null for one sheet as long as it must be. */
  pageHeight: number | null;
  /** Stands at the foot of each page. */
  footer: (page: number, pages: number) => string;
}

export const sheetSizes: GanttSizes = { group: 20, bar: 24, middle: 12.5, thick: 11, font: 9.5, strip: 8 };
const line = 14;
const legendLine = 16;
const footerHeight = 18;
/** Left free on the first page: what the installation prints above everything. */
const bannerHeight = 60;

/**
 * The whole drawing without scrolling: for paper, a page after another with title, axis and legend; for a picture, one
 * sheet. Everything is in attributes, so that it stands by itself.
 */
export function GanttSheet(props: SheetProps) {
  const { axis, rows, nameWidth, pageHeight, legend, facts } = props;
  const width = nameWidth + axis.width;
  const legendRows = wrap(
    legend.map((item) => item.shapeWidth + item.width + 22),
    width,
  );
  // Paper has a margin of its own.
  const margin = pageHeight === null ? 20 : 0;
  const lanes = lanesOf(axis.bands);
  const axisHeight = (2 + (lanes.length === 0 ? 0 : Math.max(...lanes) + 1)) * line + 4;
  const firstHead = 26 + facts.length * line + (Math.max(0, ...legendRows.map(({ row }) => row)) + 1) * legendLine + 8;
  const pages =
    pageHeight === null
      ? [rows.map((_, index) => index)]
      : paginate(rows, pageHeight - axisHeight - footerHeight, firstHead);
  return pages.map((places, page) => {
    const head = page === 0 ? firstHead : 22;
    const body = places.reduce((sum, place) => sum + heightOf(rows[place]), 0);
    const height =
      pageHeight === null ? head + axisHeight + body + footerHeight : pageHeight - (page === 0 ? bannerHeight : 0);
    return (
      <svg
        key={places[0] ?? 0}
        viewBox={`${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`}
        width={width + 2 * margin}
        height={height + 2 * margin}
        fontFamily="var(--font)"
        fontSize={sheetSizes.font}
        aria-hidden="true"
      >
        <rect x={-margin} y={-margin} width={width + 2 * margin} height={height + 2 * margin} fill="var(--paper)" />
        <text y="17" fontSize={page === 0 ? 17 : 11} fontWeight="700" fill="var(--ink)">
          {props.title}
        </text>
        {page > 0 ? null : (
          <>
            {facts.map((fact, index) => (
              <text key={fact} y={34 + index * line} fontSize="10.5" fill="var(--ink-2)">
                {fact}
              </text>
            ))}
            {legend.map((item, index) => {
              const at = legendRows[index] ?? { x: 0, row: 0 };
              const y = 34 + facts.length * line + at.row * legendLine;
              return (
                <g key={item.key} transform={`translate(${at.x} ${y})`}>
                  {item.shape}
                  <text x={item.shapeWidth + 5} y="3.5" fontSize="10" fill="var(--ink)">
                    {item.label}
                  </text>
                </g>
              );
            })}
          </>
        )}
        <g transform={`translate(0 ${head})`}>
          <SheetBody {...props} places={places} axisHeight={axisHeight} bodyHeight={body} lanes={lanes} />
        </g>
        <text x={width} y={height - 5} textAnchor="end" fontSize="9" fill="var(--ink-2)">
          {props.footer(page + 1, pages.length)}
        </text>
      </svg>
    );
  });
}

interface BodyProps extends SheetProps {
  places: readonly number[];
  axisHeight: number;
  bodyHeight: number;
  lanes: readonly number[];
}

function SheetBody({ axis, rows, ties, nameWidth, places, axisHeight, bodyHeight, lanes }: BodyProps) {
  const clip = useId();
  const width = nameWidth + axis.width;
  const bottom = axisHeight + bodyHeight;
  const tops = new Map<number, number>();
  places.reduce((top, place) => {
    tops.set(place, top);
    return top + heightOf(rows[place]);
  }, axisHeight);
  return (
    <>
      <clipPath id={clip}>
        <rect x="0" y="0" width={axis.width} height={bottom} />
      </clipPath>
      <g transform={`translate(${nameWidth} 0)`} clipPath={`url(#${clip})`}>
        {axis.bands.map(({ key, x, width: wide, label, isWash }, index) => {
          const y = (2 + (lanes[index] ?? 0)) * line + 1;
          return (
            <g key={key}>
              {isWash ? (
                <rect x={x} y={y} width={wide} height={bottom - y} fill="var(--sand)" fillOpacity="0.18" />
              ) : null}
              <rect x={x} y={y} width={wide} height={line - 2} fill="var(--sand)" fillOpacity="0.5" />
              <text x={x + 3} y={y + 9} fontSize="9" fill="var(--ink)">
                {label}
              </text>
            </g>
          );
        })}
        {axis.ticksIn(0, axis.width).map(({ key, x, label, isMajor }) => (
          <g key={key}>
            <path
              d={`M${x} ${isMajor ? 0 : line}V${bottom}`}
              stroke={isMajor ? 'var(--control)' : 'var(--hairline)'}
              strokeWidth="0.75"
            />
            <text
              x={x + 3}
              y={isMajor ? 10 : line + 10}
              fontSize="9.5"
              fontWeight={isMajor ? 600 : 400}
              fill="var(--ink)"
            >
              {label}
            </text>
          </g>
        ))}
      </g>
      <path d={`M0 ${axisHeight}H${width}`} stroke="var(--rule)" />
      {places.map((place) => {
        const row = rows[place];
        return row === undefined ? null : (
          <SheetRow key={row.key} row={row} top={tops.get(place) ?? 0} nameWidth={nameWidth} width={width} />
        );
      })}
      <g transform={`translate(${nameWidth} 0)`}>
        <path d={`M${axis.today.x} ${line}V${bottom}`} stroke="var(--ink)" strokeWidth="1.5" />
        <text x={axis.today.x + 3} y={bottom - 3} fontSize="9" fontWeight="600" fill="var(--ink)">
          {axis.today.label}
        </text>
        {ties.map((tie) => {
          const own = tie.rows.filter((place) => tops.has(place));
          const [first, last] = [tops.get(own[0] ?? -1), tops.get(own.at(-1) ?? -1)];
          if (first === undefined || last === undefined) return null;
          const height = last - first + sheetSizes.thick + 4;
          return (
            <g key={tie.key} transform={`translate(${tie.x} ${first + sheetSizes.middle - sheetSizes.thick / 2 - 2})`}>
              <TieFrame width={Math.max(tie.width, 3)} height={height} severity={tie.severity} />
              <TieGlyph x={Math.max(tie.width, 3) / 2} y={0} severity={tie.severity} />
            </g>
          );
        })}
      </g>
      <path d={`M0 ${bottom}H${width}`} stroke="var(--rule)" strokeWidth="0.75" />
    </>
  );
}

function SheetRow(props: { row: GanttRow; top: number; nameWidth: number; width: number }) {
  const { row, top, nameWidth, width } = props;
  if (row.kind === 'group') {
    return (
      <g transform={`translate(0 ${top})`}>
        <path d={`M0 0.5H${width}`} stroke="var(--control)" strokeWidth="0.75" />
        <text y="14" fontSize="11" fontWeight="700" fill="var(--ink)">
          {row.name}
        </text>
      </g>
    );
  }
  const note = [row.sample, row.note].filter((each) => each !== null).join(' ');
  const room = nameWidth - 34 - (note === '' ? 6 : note.length * 5.6 + 12);
  return (
    <g transform={`translate(0 ${top})`}>
      <path d={`M0 0.5H${width}`} stroke="var(--hairline)" strokeWidth="0.5" />
      <text y="14" fontSize="9" fontWeight="600" fill="var(--ink-2)">
        {row.badge}
      </text>
      {linesOf(row.name, room).map((text, index, all) => (
        <text
          key={text}
          x="32"
          y={(all.length === 1 ? 14.5 : 10) + index * 10}
          fontSize={all.length === 1 ? 10 : 9}
          fill="var(--ink)"
        >
          {text}
        </text>
      ))}
      <text x={nameWidth - 6} y="14" textAnchor="end" fontSize="9.5" fontWeight="600" fill="var(--act-now)">
        {note}
      </text>
      <svg x={nameWidth} width={width - nameWidth} height={sheetSizes.bar} overflow="hidden" aria-hidden="true">
        <GanttMarks row={row} sizes={sheetSizes} />
      </svg>
    </g>
  );
}

function heightOf(row: GanttRow | undefined): number {
  return row?.kind === 'group' ? sheetSizes.group : sheetSizes.bar;
}

/** A name in one line, or in two that are a little smaller; what is beyond them is cut. */
function linesOf(name: string, room: number): string[] {
  if (name.length * 5.4 <= room) return [name];
  const most = Math.floor(room / 4.9);
  const cut = name.lastIndexOf(' ', most);
  const first = name.slice(0, cut > 0 ? cut : most);
  const rest = name.slice(first.length).trim();
  return [first, rest.length > most ? `${rest.slice(0, most - 1)}…` : rest];
}

/** Rows by page: a group's head does not stand alone at the foot of one. */
function paginate(rows: readonly GanttRow[], room: number, firstHead: number): number[][] {
  const pages: number[][] = [[]];
  let left = room - bannerHeight - firstHead;
  rows.forEach((row, place) => {
    const next = row.kind === 'group' ? heightOf(row) + sheetSizes.bar : heightOf(row);
    if (next > left) {
      pages.push([]);
      left = room - 22;
    }
    pages.at(-1)?.push(place);
    left -= heightOf(row);
  });
  return pages;
}

/** Things of such widths one after another, and on the next line where they do not fit. */
function wrap(widths: readonly number[], room: number): { x: number; row: number }[] {
  let [x, row] = [0, 0];
  return widths.map((width) => {
    if (x > 0 && x + width > room) {
      x = 0;
      row += 1;
    }
    const at = { x, row };
    x += width;
    return at;
  });
}
