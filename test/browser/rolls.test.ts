// From the nation to a part and back by keyboard; a table of thousands of lines that keeps the page small; and the three
// pages of the rolls open to everybody in both languages.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browsers, demo, findBarriers, findPaleText, startBrowsers } from '../support/browser.ts';
import {
  countFirstHeadings,
  findClipped,
  findOverflow,
  findSmallTargets,
  findWrongTongues,
  settle,
  spaceText,
  walkFocus,
} from '../support/page-checks.ts';
import { publishParts } from '../support/published-parts.ts';

let browsers: Browsers;
let page: Page;

const kerala = { stateCode: 'IN-KL', acs: 6, partsPerAc: 900, districts: 3, gaps: 30 } as const;

beforeAll(async () => {
  browsers = await startBrowsers();
  const { db } = browsers.app;
  await publishParts(db, { ...kerala, asOf: '2026-01-01', publishedAt: new Date('2026-01-10T06:00:00Z'), seed: 1 });
  await publishParts(db, { ...kerala, asOf: '2026-10-01', publishedAt: new Date('2026-10-10T06:00:00Z'), seed: 2 });
  await publishParts(db, {
    stateCode: 'IN-GA',
    acs: 3,
    partsPerAc: 20,
    asOf: '2026-09-01',
    publishedAt: new Date('2026-09-05T06:00:00Z'),
    basis: 'sample',
  });
  page = await browsers.signIn(demo('eci.viewer'));
});
afterAll(async () => {
  await browsers.close();
});
afterEach(() => {
  expect(browsers.defects.splice(0)).toEqual([]);
});

async function open(path: string, language = 'en'): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
  await settle(page);
  await page.locator('main table').first().waitFor();
}

async function follow(name: string | RegExp): Promise<void> {
  const link = page
    .locator('main')
    .getByRole('link', { name, exact: typeof name === 'string' })
    .first();
  await link.focus();
  await page.keyboard.press('Enter');
  await settle(page);
}

describe('by keyboard', () => {
  it('leads from the nation to a part, and back by the way above the page', async () => {
    await open('/rolls/units');
    await follow('Kerala');
    await page.getByRole('heading', { level: 1, name: 'Kerala: districts' }).waitFor();
    await follow('District D1');
    await page.getByRole('heading', { level: 1, name: 'District D1: constituencies' }).waitFor();
    await follow('Constituency 004');
    await page.getByRole('heading', { level: 1, name: 'Constituency 004: parts' }).waitFor();
    const table = page.getByRole('table').first();
    expect(await table.getAttribute('aria-rowcount')).toBe('901');
    await page
      .getByRole('rowheader', { name: /^Part \d+$/ })
      .first()
      .waitFor();

    await follow('District D1');
    await page.getByRole('heading', { level: 1, name: 'District D1: constituencies' }).waitFor();
    await follow('Kerala');
    await follow('India');
    await page.getByRole('heading', { level: 1, name: 'The rolls, State by State' }).waitFor();
  });

  it('moves a long table by Page Down, End and Home, and keeps the page small', async () => {
    await open('/rolls/parts?state=IN-KL&sort=part&order=ascending');
    const region = page.locator('section:has(> table[aria-rowcount])');
    const rows = region.locator('tbody tr[aria-rowindex]');
    const most = () => page.evaluate(() => document.querySelectorAll('main *').length);
    const atStart = await most();
    await region.focus();
    await page.keyboard.press('End');
    await region.getByRole('rowheader', { name: '006 / 900' }).waitFor();
    expect(await rows.last().getAttribute('aria-rowindex')).toBe('5401');
    expect(await rows.count()).toBeLessThan(80);
    expect(await most()).toBeLessThan(atStart * 1.5);
    await page.keyboard.press('Home');
    await region.getByRole('rowheader', { name: '001 / 1', exact: true }).waitFor();
    const top = await region.evaluate((box) => box.scrollTop);
    await page.keyboard.press('PageDown');
    await page.waitForFunction(
      ([selector, from]) => (document.querySelector(String(selector))?.scrollTop ?? 0) > Number(from) + 200,
      ['section:has(> table[aria-rowcount])', top] as const,
    );
    for (let step = 0; step < 40; step += 1) {
      await region.evaluate((box, to) => {
        box.scrollTop = to;
      }, step * 4_000);
    }
    expect(await rows.count()).toBeLessThan(80);
    expect(await most()).toBeLessThan(atStart * 1.5);
  });

  it('sorts by a header, and the address says so', async () => {
    await open('/rolls/parts?state=IN-KL&ac=003');
    const header = page.getByRole('columnheader', { name: /Additions/ }).getByRole('button');
    await header.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/sort=additions/);
    await page.locator('th[aria-sort="descending"]').filter({ hasText: 'Additions' }).waitFor();
  });

  it('searches the parts by conditions and says how many cannot be told', async () => {
    await open('/rolls/outliers?when=FL-01:above:5');
    await page.getByRole('button', { name: 'Add a condition' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Condition 2' }).getByLabel('Value').fill('many');
    await page.getByRole('button', { name: 'Search', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Write a number, with at most three decimals.').waitFor();
    await page.getByRole('group', { name: 'Condition 2' }).getByLabel('Value').fill('30');
    await page.keyboard.press('Enter');
    await page.waitForURL(/EN-04%3AmovedBy%3A30|EN-04:movedBy:30/);
    await page.getByText(/of 5,400 parts/).waitFor();
    await page.getByText(/parts cannot be told/).waitFor();
    await page.getByText(/In the sample, counted apart/).waitFor();
    await follow(/Kerala · Constituency/);
    await page.getByRole('heading', { level: 1, name: /Constituency \d+: parts/ }).waitFor();
  });
});

const places = [
  '/rolls/units',
  '/rolls/units?state=IN-KL',
  '/rolls/units?state=IN-KL&district=D1',
  '/rolls/units?state=IN-GA&level=A',
  '/rolls/parts?state=IN-KL',
  '/rolls/parts?state=IN-GA&ac=001',
  '/rolls/outliers?when=FL-01:above:5,EN-04:movedBy:30',
];

describe.each(['en', 'hi'])('in %s', (language) => {
  it.each(places)('%s is open to everybody', async (path) => {
    await open(path, language);
    expect.soft(await findBarriers(page), 'axe').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await findPaleText(page), 'axe, dark').toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    expect.soft(await countFirstHeadings(page), 'first headings').toBe(1);
    expect.soft(await findWrongTongues(page), 'words in another language than said').toEqual([]);
    expect.soft(await findSmallTargets(page), 'small targets').toEqual([]);
    expect.soft(await findClipped(page), 'cut off').toEqual([]);
    expect.soft(await findOverflow(page), 'wider than a desk').toEqual([]);
    expect.soft(await walkFocus(page, 25), 'stops of the keyboard').toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect.soft(await findOverflow(page), 'wider than 320 px').toEqual([]);
    expect.soft(await findClipped(page), 'cut off at 320 px').toEqual([]);
    expect.soft(await findSmallTargets(page), 'small targets at 320 px').toEqual([]);
    await spaceText(page);
    expect.soft(await findOverflow(page), 'wider than 320 px with wide letters').toEqual([]);
    expect.soft(await findClipped(page), 'cut off at 320 px with wide letters').toEqual([]);
  });
});

describe('another day', () => {
  it('says plainly that older parts are not kept, and leads to the constituencies', async () => {
    const { db } = browsers.app;
    await publishParts(db, {
      ...kerala,
      stateCode: 'IN-MN',
      partsPerAc: 5,
      asOf: '2025-10-01',
      publishedAt: new Date('2025-10-05T06:00:00Z'),
      hasParts: false,
    });
    await page.goto('/rolls/parts?state=IN-MN&asOn=2025-12-01&lang=en');
    await page.getByText('Parts as on 01-10-2025 are no longer kept').waitFor();
    await follow('Constituencies of that day');
    await page.getByRole('heading', { level: 1, name: 'Manipur: constituencies' }).waitFor();
  });
});

describe('on paper', () => {
  it('prints the first lines with a note', async () => {
    await open('/rolls/parts?state=IN-KL');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Printed: the first 40 of 5,400 lines in the order chosen.').isVisible()).toBe(true);
    expect(await page.locator('section:has(> table[aria-rowcount])').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  });
});
