// Every page, in both languages: nothing that axe knows as a barrier by day or night, nothing cut off on a phone or with
// wide letters, every stop of the keyboard seen, every target large enough, every word in its own tongue.

import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#shared/kernel/ids.ts';
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

interface Place {
  path: string;
  /** Demonstration account that reads it; nobody when absent. */
  as?: string;
}

const commissioner = 'eci.commissioner';
const entry: Place = { path: '/entry/roll/2026-10?state=IN-KL', as: 'kerala.ceo.maker' };
const national: Place = { path: '/national', as: commissioner };

const places: readonly Place[] = [
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
  { path: '/actions', as: 'kerala.sec.maker' },
  { path: '/actions/A04', as: 'eci.organiser' },
  { path: '/rolls', as: commissioner },
  { path: '/rolls/units', as: commissioner },
  { path: '/rolls/outliers', as: commissioner },
  { path: '/rolls/gap?state=IN-KL', as: commissioner },
  { path: '/rolls/trends?key=FL-03&state=IN-BR', as: commissioner },
  { path: '/entry/import', as: 'kerala.ceo.maker' },
  { path: '/metrics', as: commissioner },
  { path: '/metrics/FL-11', as: commissioner },
  { path: '/audit', as: commissioner },
  { path: '/account', as: 'kerala.collector' },
  { path: '/admin', as: 'technical.admin' },
  { path: '/no-such-page', as: commissioner },
];

/** Pages on which a rehearsal is drawn. */
const samplePlaces: readonly Place[] = [
  national,
  { path: '/states/IN-UP', as: commissioner },
  { path: '/actions', as: 'kerala.sec.maker' },
  { path: '/rolls/units?state=IN-KL', as: commissioner },
  { path: '/rolls/trends?key=EN-04&state=IN-KL', as: commissioner },
];

const desktop = { width: 1280, height: 900 };
const phone = { width: 320, height: 640 };
/** 1280 × 1024 at 400 %. */
const zoomed = { width: 320, height: 256 };

let browsers: Browsers;
/** One browser a reader for the whole file: nothing here changes anything for the next page. */
const contexts = new Map<string, BrowserContext>();

beforeAll(async () => {
  browsers = await startBrowsers();
});
afterAll(async () => {
  await browsers.close();
});
afterEach(async () => {
  await Promise.all([...contexts.values()].flatMap((context) => context.pages().map((page) => page.close())));
  expect(browsers.defects.splice(0)).toEqual([]);
});

async function open({ path, as }: Place, language: string): Promise<Page> {
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

describe.each(['en', 'hi'])('in %s', (language) => {
  it.each(places)('$path is open to everybody', async (place) => {
    const page = await open(place, language);
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
  });
});

describe('in the colours of the system', () => {
  it.each([national, entry])('$path keeps its marks and its meaning', async (place) => {
    const page = await open(place, 'en');
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await findBarriers(page)).toEqual([]);
    expect(await walkFocus(page)).toEqual([]);
    // A shape that takes the colour of its ground is no shape.
    const shapes = page.locator('main svg[data-kind] > *');
    expect(await shapes.count()).toBeGreaterThan(0);
    const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const colours = await shapes.evaluateAll((all) =>
      all.map((shape) => {
        const { fill, stroke } = getComputedStyle(shape);
        return fill === 'none' ? stroke : fill;
      }),
    );
    expect(colours).not.toContain(ground);
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'contrast'));
    await page.emulateMedia({ forcedColors: 'none' });
    expect(await findPaleText(page)).toEqual([]);
  });
});

describe('by keyboard', () => {
  it('goes past the masthead to the page, and from page to page', async () => {
    const page = await open(national, 'en');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the page' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);

    await page.getByRole('link', { name: 'Timelines' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/timelines*');
    await settle(page);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.getByRole('status').filter({ hasText: 'Timelines · Samanvay' }).waitFor({ state: 'attached' });
  });

  it('opens the menu of the account and leaves it by Escape', async () => {
    const page = await open({ path: '/national', as: 'kerala.collector' }, 'en');
    const menu = page.getByRole('banner').locator('summary');
    await menu.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await findSmallTargets(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: 'Sign out', exact: true }).isVisible()).toBe(false);
    expect(await menu.evaluate((summary) => summary === document.activeElement)).toBe(true);
  });

  it('keeps the focus inside a dialog, and gives it back', async () => {
    const page = await open({ path: '/admin', as: 'technical.admin' }, 'en');
    const button = page.getByRole('button', { name: 'Add an account' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Name').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const stops = await page.getByRole('dialog').locator('button, input, select').count();
    for (let stop = 0; stop < stops; stop += 1) {
      const isInside = await page.evaluate(() => document.activeElement?.closest('dialog') != null);
      expect(isInside).toBe(true);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

// Last: the sample stays to the end of the file.
describe('with the rehearsal country', () => {
  beforeAll(async () => {
    const page = await browsers.signIn(demo(commissioner));
    const answer = await page.request.post('/api/trpc/national.addSample', {
      headers: { origin: browsers.app.url },
      data: { key: newId() },
    });
    expect(answer.ok()).toBe(true);
    await page.context().close();
  });

  it.each(samplePlaces.flatMap((place) => ['en', 'hi'].map((language) => ({ ...place, language }))))(
    '$path in $language is open to everybody',
    async ({ language, ...place }) => {
      const page = await open(place, language);
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
    },
  );
});
