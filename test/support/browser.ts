// Real Chromium against the real application: each person has a browser of their own.

import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '#server/platform/chromium.ts';
import { demonstrationPassword } from '#server/platform/seed/demonstration.ts';
import { type RunningApp, startApp } from './app.ts';

export interface BrowserOptions {
  width?: number;
  height?: number;
  /** Without scripts a page is what the server drew. */
  hasScript?: boolean;
}

export interface Browsers {
  app: RunningApp;
  /** A browser of its own in which nobody is signed in, and nothing opened yet. */
  open(options?: BrowserOptions): Promise<Page>;
  /** A browser of its own with this demonstration account signed in, and nothing opened yet. */
  signIn(email: string, options?: BrowserOptions): Promise<Page>;
  /** Defects thrown in any page so far. */
  defects: string[];
  /** Closes every browser opened so far, and keeps the application. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the application with the demonstration accounts, and Chromium. Call it in `beforeAll` and `close` in `afterAll`. */
export async function startBrowsers(): Promise<Browsers> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('There is no Chromium on this machine: install it, or set CHROMIUM.');
  const app = await startApp();
  // The sandbox needs a user of its own; in a container the tests run as root.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const defects: string[] = [];

  async function openContext({ width = 1280, height = 900, hasScript = true }: BrowserOptions) {
    const context = await browser.newContext({
      baseURL: app.url,
      viewport: { width, height },
      locale: 'en-IN',
      javaScriptEnabled: hasScript,
    });
    context.on('weberror', (defect) => defects.push(String(defect.error())));
    return context;
  }

  return {
    app,
    defects,
    open: async (options = {}) => await (await openContext(options)).newPage(),
    async signIn(email, options = {}) {
      const context = await openContext(options);
      await signInTo(context, app.url, email);
      return await context.newPage();
    },
    async closePages() {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    async close() {
      await browser.close();
      await app.close();
    },
  };
}

/** The e-mail of a demonstration account: `demo('kerala.ceo.maker')`. */
export function demo(name: string): string {
  return `${name}@demo.samanvay.example`;
}

/** Signs the account in for every page of the browser. */
async function signInTo(context: BrowserContext, url: string, email: string): Promise<void> {
  const answer = await context.request.post(`${url}/api/sign-in`, {
    data: { email, password: demonstrationPassword },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${String(answer.status())} ${await answer.text()}`);
}

/** What axe finds on the page, one line a rule and place; empty when it finds nothing. */
export async function findBarriers(page: Page): Promise<string[]> {
  return await analyze(axeOn(page).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']));
}

/** The part of it that another colour scheme can change. */
export async function findPaleText(page: Page): Promise<string[]> {
  return await analyze(axeOn(page).withRules(['color-contrast', 'link-in-text-block']));
}

/** Without the second tab and the lists of what is right, which take longer than the looking. Our pages hold no frames. */
function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'], preload: false }).setLegacyMode(true);
}

async function analyze(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** True when the page needs no sideways scrolling. */
export async function fitsWidth(page: Page): Promise<boolean> {
  return await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
}
