// The national page on a poor phone: 1.6 Mbps down, 0.75 up, 150 ms, a processor four times slower, nothing cached.
// Timed from the start of the navigation until a State's row with its figure stands in a table, ours and the naive page.

import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type { Case, Context } from './harness.ts';
import { naivePage } from './naive/page.config.ts';
import { rowOf } from './row.ts';
import { interleave, median } from './stats.ts';

const rounds = 5;

export const coldLoad: Case = {
  id: 'cold-load',
  bar: '≤ 0.5 × naive, first-route JS ≤ 110 KB brotli, no recharts',
  async run(context) {
    const product = await context.product();
    const naive = await context.startNaive({ page: await buildNaivePage(context) });
    const browser = await startChromium();
    try {
      const ours = { url: `${product.url}/national`, cookie: product.cookie };
      const theirs = { url: `${naive.url}/national`, cookie: '' };
      const scripts = await readScripts(browser, ours);
      const naiveScripts = await readScripts(browser, theirs);
      if (!naiveScripts.hasRecharts) throw new Error('The check for recharts does not see it in the naive page.');
      const sides = [() => timeTable(browser, ours), () => timeTable(browser, theirs)];
      const [oursMs = [], naiveMs = []] = await interleave(rounds, sides);
      return rowOf({
        id: this.id,
        unit: 'ms',
        ours: median(oursMs),
        comparator: median(naiveMs),
        bar: this.bar,
        parts: [
          { name: 'times naive', value: median(oursMs) / median(naiveMs), limit: 0.5, atLeast: false },
          { name: 'first-route JS in bytes of brotli', value: scripts.brotliBytes, limit: 110 * 1024, atLeast: false },
          // A page without its script would be quick and useless.
          { name: 'scripts loaded', value: scripts.count, limit: 1, atLeast: true },
          { name: 'scripts with recharts in them', value: scripts.hasRecharts ? 1 : 0, limit: 0, atLeast: false },
        ],
        details: {
          scriptBrotliBytes: scripts.brotliBytes,
          naiveScriptBrotliBytes: naiveScripts.brotliBytes,
          rounds,
        },
      });
    } finally {
      await browser.close();
      await naive.stop();
    }
  },
};

export interface Target {
  url: string;
  cookie: string;
}

/** Builds the naive page into a temporary folder and returns it. */
export async function buildNaivePage(context: Pick<Context, 'folder'>): Promise<string> {
  const outDir = context.folder();
  await build({ ...naivePage, build: { ...naivePage.build, outDir } });
  return outDir;
}

export async function startChromium(): Promise<Browser> {
  const executablePath = [
    process.env['CHROMIUM'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('No Chromium found: install it or set CHROMIUM to its path.');
  return chromium.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

/** One cold visit: ms from the start of the navigation to the frame that shows a State's row with a figure. */
export async function timeTable(browser: Browser, target: Target): Promise<number> {
  return visit(browser, target, async (page) => {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: (1.6 * 1024 * 1024) / 8,
      uploadThroughput: (0.75 * 1024 * 1024) / 8,
    });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript(watchForTable);
    await page.goto(target.url, { waitUntil: 'commit', timeout: 60_000 });
    // Asked for from outside: a page with a strict content policy lets nothing be evaluated as text inside it.
    for (const deadline = performance.now() + 60_000; performance.now() < deadline; ) {
      const shown = await page.evaluate(() => Number(Reflect.get(window, 'benchTableShownMs') ?? 0)).catch(() => 0);
      if (shown > 0) return shown;
      await sleep(50);
    }
    throw new Error('no State row was visible after 60 s');
  });
}

/** Runs in the page: looks at every frame for a visible row that names Kerala and holds a figure. */
function watchForTable(): void {
  const look = () => {
    for (const row of document.querySelectorAll('tr, [role="row"]')) {
      const text = row.textContent ?? '';
      if (!/Kerala|IN-KL/.test(text) || !/\d/.test(text.replace(/IN-KL/, ''))) continue;
      if (row.getClientRects().length === 0) continue;
      // The frame after the one in which the row is found has been painted with it.
      requestAnimationFrame(() => Object.assign(window, { benchTableShownMs: performance.now() }));
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

interface Scripts {
  count: number;
  brotliBytes: number;
  hasRecharts: boolean;
}

/** The scripts of a first visit until the network rests, as brotli level 11 would send them. */
export async function readScripts(browser: Browser, target: Target): Promise<Scripts> {
  return visit(browser, target, async (page) => {
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') bodies.push(response.body());
    });
    await page.goto(target.url, { waitUntil: 'load' });
    // Our page holds an event stream open, so the network never rests by itself.
    await page.waitForTimeout(2_000);
    const scripts = await Promise.all(bodies);
    return {
      count: scripts.length,
      brotliBytes: scripts.reduce((sum, script) => sum + brotliCompressSync(script).length, 0),
      hasRecharts: scripts.some((script) => script.includes('recharts-')),
    };
  });
}

async function visit<Result>(browser: Browser, target: Target, use: (page: Page) => Promise<Result>): Promise<Result> {
  const visitor = await browser.newContext({
    viewport: { width: 1280, height: 800 },
  });
  try {
    if (target.cookie !== '') {
      const cookies = target.cookie.split('; ').map((pair) => {
        const cut = pair.indexOf('=');
        return { name: pair.slice(0, cut), value: pair.slice(cut + 1), url: target.url };
      });
      await visitor.addCookies(cookies);
    }
    return await use(await visitor.newPage());
  } finally {
    await visitor.close();
  }
}
