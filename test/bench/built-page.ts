// A page of the bench that is built and served for one case, in real Chromium, on a processor that is slowed down.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build, type InlineConfig } from 'vite';
import { startChromium } from './cold-load.ts';
import type { Context } from './harness.ts';

const slowdown = 4;
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** Slows the page down while the task runs; the data is there before. */
export async function slowly<Result>(page: Page, task: () => Promise<Result>): Promise<Result> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  try {
    return await task();
  } finally {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  }
}

/** Builds a page of the bench, serves it, and gives the way to open it in Chromium; both end with the task. */
export async function onBuiltPage<Result>(
  context: Pick<Context, 'folder'>,
  config: InlineConfig,
  use: (open: () => Promise<Page>) => Promise<Result>,
): Promise<Result> {
  const folder = context.folder();
  await build({ ...config, build: { ...config.build, outDir: folder } });
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url ?? '/', 'http://127.0.0.1').pathname.replace(/\/$/, '/index.html'));
    stat(path).then(
      () => {
        response.setHeader('content-type', contentTypes[extname(path)] ?? 'application/octet-stream');
        createReadStream(path).pipe(response);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  let browser: Browser | undefined;
  try {
    browser = await startChromium();
    const started = browser;
    return await use(async () => {
      const page = await started.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.waitForFunction(() => 'bench' in window);
      return page;
    });
  } finally {
    await browser?.close();
    server.closeAllConnections();
    server.close();
  }
}
