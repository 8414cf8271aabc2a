// Every page in English, with access-hindi and access-sample beside it: nothing that axe knows as a barrier by day or night,
// nothing cut off on a phone or with wide letters, every stop of the keyboard seen, every target large enough, every word
// in its own tongue.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers, findPaleText } from '../support/browser.ts';
import { findSmallTargets, settle, walkFocus } from '../support/page-checks.ts';
import { entry, expectOpen, national, places, type Readers, startReaders } from './access-pages.ts';

let readers: Readers;

beforeAll(async () => {
  readers = await startReaders();
});
afterAll(async () => {
  await readers.close();
});
afterEach(async () => {
  await readers.endTest();
});

describe('in English', () => {
  it.each(places)('$path is open to everybody', async (place) => {
    await expectOpen(await readers.openPage(place, 'en'), 'en');
  });
});

describe('in the colours of the system', () => {
  it.each([national, entry])('$path keeps its marks and its meaning', async (place) => {
    const page = await readers.openPage(place, 'en');
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
    const page = await readers.openPage(national, 'en');
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
    // The page before is there until the next is drawn.
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.getByRole('status').filter({ hasText: 'Timelines · Samanvay' }).waitFor({ state: 'attached' });
  });

  it('opens the menu of the account and leaves it by Escape', async () => {
    const page = await readers.openPage({ path: '/national', as: 'kerala.collector' }, 'en');
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
    const page = await readers.openPage({ path: '/admin', as: 'technical.admin' }, 'en');
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
