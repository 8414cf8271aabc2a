// The pages of the access tests and what is asked of each of them, in whichever language.

import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Browsers, demo, findBarriers, findPaleText, startBrowsers } from '../support/browser.ts';
import {
  countAnimations,
  countFirstHeadings,
  findClipped,
  findOverflow,
  findSmallTargets,
  findWrongTongues,
  settle,
  spaceText,
  walkFocus,
} from '../support/page-checks.ts';

export interface Place {
  path: string;
  /** Demonstration account that reads it; nobody when absent. */
  as?: string;
}

export const commissioner = 'eci.commissioner';
export const entry: Place = { path: '/entry/roll/2026-10?state=IN-KL', as: 'kerala.ceo.maker' };
export const national: Place = { path: '/national', as: commissioner };

export const places: readonly Place[] = [
  { path: '/login' },
  national,
  { path: '/states', as: commissioner },
  { path: '/states/IN-KL', as: commissioner },
  { path: '/states/IN-UP', as: commissioner },
  { path: '/desk', as: 'kerala.ceo.maker' },
  entry,
  { path: '/timelines', as: commissioner },
  { path: '/timelines/exercise/IN-KL-LSG-2025', as: 'kerala.sec.maker' },
  { path: '/timelines/new', as: 'kerala.sec.maker' },
  { path: '/conflicts', as: commissioner },
  { path: '/conflicts?state=IN-KL', as: 'kerala.sec.maker' },
  { path: '/conflicts/C01%3AIN-KL-LSG-2025%3AIN-KL-SIR-2', as: 'kerala.sec.checker' },
  { path: '/conflicts/C12%3AIN-OD-PRI-2027', as: commissioner },
  { path: '/logistics/requests', as: 'eci.evm' },
  { path: '/logistics/requests', as: 'kerala.sec.maker' },
  { path: '/actions', as: 'kerala.sec.maker' },
  { path: '/actions/A04', as: 'eci.organiser' },
  { path: '/rolls', as: commissioner },
  { path: '/rolls/units', as: commissioner },
  { path: '/rolls/outliers', as: commissioner },
  { path: '/rolls/gap?state=IN-KL', as: commissioner },
  { path: '/rolls/trends?key=FL-03&state=IN-BR', as: commissioner },
  { path: '/entry/import', as: 'kerala.ceo.maker' },
  { path: '/logistics', as: commissioner },
  { path: '/logistics/positions?state=IN-KL', as: 'kerala.sec.maker' },
  { path: '/logistics/figures', as: commissioner },
  { path: '/logistics/settings', as: 'eci.organiser' },
  { path: '/logistics/settings?kind=items', as: commissioner },
  { path: '/metrics', as: commissioner },
  { path: '/metrics/FL-11', as: commissioner },
  { path: '/audit', as: commissioner },
  { path: '/account', as: 'kerala.collector' },
  { path: '/admin', as: 'technical.admin' },
  { path: '/no-such-page', as: commissioner },
];

/** Pages on which a rehearsal is drawn. */
export const samplePlaces: readonly Place[] = [
  national,
  { path: '/logistics', as: commissioner },
  { path: '/logistics/exercise/SAMPLE-IN-KL-SEC?item=cu_flc', as: 'kerala.sec.maker' },
  { path: '/logistics/entry/SAMPLE-IN-KL-SEC', as: 'kerala.sec.maker' },
  { path: '/logistics/entry/SAMPLE-IN-KL-SEC/X01?theme=machines', as: 'kerala.sec.maker' },
  { path: '/logistics/positions?state=IN-KL', as: commissioner },
  { path: '/states/IN-UP', as: commissioner },
  { path: '/actions', as: 'kerala.sec.maker' },
  { path: '/rolls/units?state=IN-KL', as: commissioner },
  { path: '/rolls/trends?key=EN-04&state=IN-KL', as: commissioner },
];

const desktop = { width: 1280, height: 900 };
const phone = { width: 320, height: 640 };
/** 1280 × 1024 at 400 %. */
const zoomed = { width: 320, height: 256 };

/** Readers of the pages, each with one browser for the whole file: nothing here changes anything for the next page. */
export interface Readers extends Browsers {
  /** The page as its reader finds it, in a tab of its own. */
  openPage(place: Place, language: string): Promise<Page>;
  /** Closes every tab; no page may have thrown a defect. */
  endTest(): Promise<void>;
}

export async function startReaders(): Promise<Readers> {
  const browsers = await startBrowsers();
  const contexts = new Map<string, BrowserContext>();
  return {
    ...browsers,
    async openPage({ path, as }, language) {
      const reader = as ?? '';
      let context = contexts.get(reader);
      if (context === undefined) {
        context = (as === undefined ? await browsers.open() : await browsers.signIn(demo(as))).context();
        contexts.set(reader, context);
      }
      const page = await context.newPage();
      await page.setViewportSize(desktop);
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      await settle(page);
      return page;
    },
    async endTest() {
      await Promise.all([...contexts.values()].flatMap((context) => context.pages().map((page) => page.close())));
      expect(browsers.defects.splice(0)).toEqual([]);
    },
  };
}

/** Everything that is asked of every page. */
export async function expectOpen(page: Page, language: string): Promise<void> {
  expect.soft(await findBarriers(page), 'axe').toEqual([]);
  expect.soft(await findPaleAppearances(page), 'axe, dark').toEqual([]);
  expect.soft(await countFirstHeadings(page), 'first headings').toBe(1);
  expect.soft(await page.evaluate(() => document.documentElement.lang)).toBe(language);
  expect.soft(await findWrongTongues(page), 'words in another language than said').toEqual([]);
  expect.soft(await findSmallTargets(page), 'small targets').toEqual([]);
  expect.soft(await findClipped(page), 'cut off').toEqual([]);
  expect.soft(await walkFocus(page), 'stops of the keyboard').toEqual([]);
  await expectRoom(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect.soft(await countAnimations(page), 'animations').toBe(0);
}

/** What is asked again of a page on which a rehearsal is drawn. */
export async function expectOpenSample(page: Page, language: string): Promise<void> {
  await page
    .locator('main')
    .getByText(language === 'hi' ? 'नमूना' : 'sample')
    .first()
    .waitFor({ state: 'attached' });
  expect.soft(await findBarriers(page), 'axe').toEqual([]);
  expect.soft(await findPaleAppearances(page), 'axe, dark').toEqual([]);
  expect.soft(await findWrongTongues(page), 'words in another language than said').toEqual([]);
  expect.soft(await findSmallTargets(page), 'small targets').toEqual([]);
  expect.soft(await findClipped(page), 'cut off').toEqual([]);
  await expectRoom(page);
}

/** Colours of the other appearances; what is drawn is the same. */
async function findPaleAppearances(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await findPaleText(page);
  await page.emulateMedia({ colorScheme: 'light' });
  return dark;
}

async function expectRoom(page: Page): Promise<void> {
  await page.setViewportSize(phone);
  expect.soft(await findOverflow(page), 'wider than 320 px').toEqual([]);
  expect.soft(await findClipped(page), 'cut off at 320 px').toEqual([]);
  expect.soft(await findSmallTargets(page), 'small targets at 320 px').toEqual([]);
  await page.setViewportSize(zoomed);
  expect.soft(await findOverflow(page), 'wider than the window at 400 %').toEqual([]);
  await spaceText(page);
  expect.soft(await findOverflow(page), 'wider than 320 px with wide letters').toEqual([]);
  // A tile of the board is 35 px wide there; its number may reach into the gap, and is read as well.
  expect.soft(await findClipped(page, 4), 'cut off at 320 px with wide letters').toEqual([]);
  await page.setViewportSize(desktop);
  expect.soft(await findClipped(page), 'cut off with wide letters').toEqual([]);
}
