// Draws the calendar it is given when it is told to, and says how long that took; then scrolls it and counts frames.
// The drawing is the product's own, from the rules to the component; only the data and the frame around it are the bench's.

import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Gantt } from '#client/charts/Gantt.tsx';
import { timelines as words } from '#client/messages/en/timelines.ts';
import { daysOf, drawAxis, ganttRows } from '#client/modules/timelines/GanttRows.tsx';
import { states } from '#shared/modules/states/directory.ts';
import { barsOf, rowsOf } from '#shared/modules/timelines/rules-layout.ts';
import { scaleOver } from '#shared/modules/timelines/rules-scale.ts';
import type { Timelines } from '#shared/modules/timelines/schema.ts';
import '#client/ui/theme.css';
import '#client/ui/base.css';
import { NaiveGantt } from './NaiveGantt.tsx';

const codes = states.map(({ code }) => String(code));
const host = document.getElementById('root');
if (host === null) throw new Error('The page has no root.');
const root = createRoot(host);

function Ours({ timelines }: { timelines: Timelines }) {
  const { exercises, milestones, sources, today } = timelines;
  const rows = rowsOf(barsOf(exercises, milestones), 'slip', codes);
  const scale = scaleOver(daysOf(rows), today, 'quarter');
  const drawn = ganttRows(rows, {
    words,
    language: 'en',
    place: (code) => code ?? 'India',
    hrefOf: (path) => path,
    scale,
    sources,
    ties: new Map(),
    font: 12,
    hasWindows: false,
    hasPlace: false,
  });
  return (
    <Gantt
      label="Bench"
      hint=""
      rows={drawn}
      axis={drawAxis(scale, 'quarter', today, words)}
      ties={[]}
      corner=""
      stripLanes={0}
      onOpen={() => undefined}
      readoutHint=""
    />
  );
}

/** Milliseconds from having the data to the end of the frame that shows it. */
async function draw(side: 'ours' | 'naive', timelines: Timelines): Promise<number> {
  const start = performance.now();
  const drawing = side === 'ours' ? <Ours timelines={timelines} /> : <NaiveGantt timelines={timelines} />;
  // As wide as on the product's page.
  flushSync(() => root.render(<main style={{ paddingInline: 28 }}>{drawing}</main>));
  await new Promise<void>((resolve) => {
    // A message after a frame's callbacks comes once the frame has been laid out and painted.
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve();
      channel.port2.postMessage(null);
    });
  });
  return performance.now() - start;
}

/** Frames a second over so many milliseconds of scrolling down and to and fro, so many pixels a frame. */
async function scroll(ms: number, stepPx: number): Promise<{ fps: number; longestMs: number }> {
  const box = document.querySelector<HTMLElement>('section');
  if (box === null) throw new Error('Nothing to scroll.');
  box.scrollTop = 0;
  return await new Promise((resolve) => {
    let [frames, longestMs, start, last] = [0, 0, 0, 0];
    const step = (now: number) => {
      if (start === 0) [start, last] = [now, now];
      else {
        frames += 1;
        longestMs = Math.max(longestMs, now - last);
        last = now;
      }
      if (now - start >= ms) {
        resolve({ fps: (frames * 1_000) / (now - start), longestMs });
        return;
      }
      box.scrollTop += stepPx;
      box.scrollLeft += Math.sin(frames / 30) * 6;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

/** How many bars and marks the page holds for how many rows there are to scroll through. */
function held(): { elements: number; scrollHeight: number } {
  const box = document.querySelector('section');
  return { elements: document.querySelectorAll('svg *').length, scrollHeight: box?.scrollHeight ?? 0 };
}

// In the product the masthead has been drawn, and its typeface read, before anybody opens the page.
flushSync(() => root.render(<p>Timelines</p>));
await document.fonts.load('400 12px "Noto Sans Variable"');
await document.fonts.ready;
Object.assign(window, { bench: { draw, scroll, held } });
