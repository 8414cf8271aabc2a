// The Gantt on a processor four times slower, in real Chromium: from the data to the frame that shows all of the record,
// and frames a second while ten thousand bars are scrolled. Beside the naive drawing of the same data, in the same run.

import type { Page } from 'playwright-core';
import { addDays } from '#shared/kernel/time.ts';
import type { Timelines } from '#shared/modules/timelines/schema.ts';
import { onBuiltPage, slowly } from './built-page.ts';
import { ganttPage } from './gantt/page.config.ts';
import type { Case, Context } from './harness.ts';
import { ask } from './http.ts';
import { rowOf } from './row.ts';
import { interleave, median } from './stats.ts';

/** Rows of the record, 490, less the two of a bye-election that it lists under two events. */
const recorded = 488;
const paintRounds = 7;
const scrollRounds = 3;
const scrollMs = 4_000;
/** 1,440 px a second: a hard turn of the wheel. */
const stepPx = 24;
const bars = 10_000;

export const ganttPaint: Case = {
  id: 'gantt-paint',
  bar: 'all milestones of the record painted ≤ 300 ms at 4 × CPU slowdown',
  async run(context) {
    const timelines = await readTimelines(context);
    return await onBuiltPage(context, ganttPage, async (open) => {
      const sides = (['ours', 'naive'] as const).map((side) => async () => {
        const page = await open();
        const ms = await slowly(page, () => draw(page, side, timelines));
        await page.close();
        return ms;
      });
      const [ours = [], naive = []] = await interleave(paintRounds, sides);
      return rowOf({
        id: this.id,
        unit: 'ms',
        ours: median(ours),
        comparator: median(naive),
        bar: this.bar,
        parts: [
          { name: 'ms from the data to the painted frame', value: median(ours), limit: 300, atLeast: false },
          { name: 'milestones drawn', value: timelines.milestones.length, limit: recorded, atLeast: true },
        ],
        details: { slowestMs: Math.max(...ours), exercises: timelines.exercises.length, rounds: paintRounds },
      });
    });
  },
};

export const ganttScroll: Case = {
  id: 'gantt-scroll',
  bar: '60 frames a second while 10,000 bars are scrolled, at full speed and at 4 × CPU slowdown',
  async run(context) {
    const timelines = manyBars(await readTimelines(context));
    return await onBuiltPage(context, ganttPage, async (open) => {
      const sides = (['ours', 'naive'] as const).map((side) => async () => {
        const page = await open();
        // Only the scrolling is timed: the naive page takes its minutes to draw at full speed.
        await draw(page, side, timelines);
        const { elements, scrollHeight } = await page.evaluate(() => window.bench.held());
        if (scrollHeight < bars * 30) throw new Error(`The page holds ${scrollHeight} px of rows, too few.`);
        const scroll = () => page.evaluate(([ms, step]) => window.bench.scroll(ms, step), [scrollMs, stepPx] as const);
        if (side === 'ours') atFullSpeed.push((await scroll()).fps);
        const { fps } = await slowly(page, scroll);
        held[side] = elements;
        await page.close();
        return fps;
      });
      const held = { ours: 0, naive: 0 };
      const atFullSpeed: number[] = [];
      const [ours = [], naive = []] = await interleave(scrollRounds, sides);
      return rowOf({
        id: this.id,
        unit: 'frames/s',
        ours: median(ours),
        comparator: median(naive),
        bar: this.bar,
        parts: [
          // Of the 240 frames of four seconds a few may be late.
          { name: 'frames a second', value: median(atFullSpeed), limit: 59, atLeast: true },
          { name: 'frames a second, slowed down', value: median(ours), limit: 59, atLeast: true },
          { name: 'bars to scroll through', value: timelines.exercises.length, limit: bars, atLeast: true },
        ],
        details: {
          slowestRound: Math.min(...ours),
          elementsInPage: held.ours,
          elementsInNaivePage: held.naive,
          rounds: scrollRounds,
        },
      });
    });
  },
};

declare global {
  interface Window {
    /** What the bench's page offers. */
    bench: {
      draw(side: 'ours' | 'naive', timelines: Timelines): Promise<number>;
      scroll(ms: number, stepPx: number): Promise<{ fps: number; longestMs: number }>;
      held(): { elements: number; scrollHeight: number };
    };
  }
}

async function draw(page: Page, side: 'ours' | 'naive', timelines: Timelines): Promise<number> {
  const data = await page.evaluateHandle((given) => given, timelines);
  return await page.evaluate(([which, given]) => window.bench.draw(which, given), [side, data] as const);
}

/** The whole calendar as the product answers it. */
async function readTimelines(context: Context): Promise<Timelines> {
  const { url, cookie } = await context.product();
  const answer = await ask(`${url}/api/trpc/timelines.list?input=%7B%7D`, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`timelines.list answers ${answer.status}`);
  // Our own server's answer: its shape is checked by the server's tests, not here.
  const { result }: { result: { data: Timelines } } = JSON.parse(answer.body.toString());
  return result.data;
}

/** The record again and again, each time a few days on, until there are so many bars. */
function manyBars(timelines: Timelines): Timelines {
  const copies = Math.ceil(bars / timelines.exercises.length);
  const numbers = Array.from({ length: copies }, (_, copy) => copy);
  const moved = (day: string | null, copy: number) => (day === null ? null : addDays(day, copy % 40));
  return {
    ...timelines,
    exercises: numbers.flatMap((copy) => timelines.exercises.map((one) => ({ ...one, id: `${one.id}~${copy}` }))),
    milestones: numbers.flatMap((copy) =>
      timelines.milestones.map((one) => ({
        ...one,
        id: `${one.id}~${copy}`,
        exerciseId: `${one.exerciseId}~${copy}`,
        start: moved(one.start, copy),
        end: moved(one.end, copy),
      })),
    ),
  };
}
