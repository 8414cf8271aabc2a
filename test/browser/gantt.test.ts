// /timelines as a reader meets it: the whole record on one drawing, walked by keys, the same as a table, on paper, in files.

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browsers, demo, findBarriers, findPaleText, fitsWidth, startBrowsers } from '../support/browser.ts';
import { settle } from '../support/page-checks.ts';

let browsers: Browsers;

beforeAll(async () => {
  browsers = await startBrowsers();
});
afterAll(async () => {
  expect(browsers.defects).toEqual([]);
  await browsers.close();
});

async function open(path: string, width = 1280): Promise<Page> {
  const page = await browsers.signIn(demo('eci.commissioner'), { width });
  await page.goto(path);
  await settle(page);
  await page.locator('[data-part="names"], table').first().waitFor();
  return page;
}

const chart = 'Timelines of both commissions, one row an exercise';

describe('the chart', () => {
  it('shows the next crunch on the first screen without a choice: census, Odisha, five terms', async () => {
    const page = await open('/timelines');
    const crunch = page.getByRole('region', { name: /^January to March 2027/ });
    for (const text of [/Odisha/, /Census: population count/, /Manipur.*Goa.*Punjab.*Uttarakhand.*Uttar Pradesh/]) {
      const line = crunch.getByRole('listitem').filter({ hasText: text });
      const box = await line.boundingBox();
      expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(900);
    }
  });

  it('keeps only the rows in sight in the page, and the names and the axis when it moves', async () => {
    const page = await open('/timelines');
    const region = page.getByRole('region', { name: chart });
    const shown = await region.locator('[data-row]').count();
    expect(shown).toBeGreaterThan(10);
    expect(shown).toBeLessThan(70);
    await region.evaluate((box) => box.scrollTo(200, box.scrollHeight));
    await region
      .getByRole('link', { name: /^West Bengal, SEC, / })
      .first()
      .waitFor();
    const [names, head, box] = await Promise.all([
      region.locator('[data-part="names"]').boundingBox(),
      region.locator('[data-part="head"]').boundingBox(),
      region.boundingBox(),
    ]);
    expect(names?.x).toBe(box?.x);
    expect(Math.round(head?.y ?? 0)).toBe(Math.round(box?.y ?? -1));
  });

  it('is walked by the arrow keys from bar to bar and date to date, and opens the exercise', async () => {
    const page = await open('/timelines?state=IN-KL');
    const region = page.getByRole('region', { name: chart });
    await region.focus();
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    const first = await focused.getAttribute('aria-label');
    expect(first).toMatch(/^Kerala, ECI, SIR phase II: \d+ entries, .*14 days later than first planned/);
    await page.keyboard.press('ArrowRight');
    expect(await focused.textContent()).toContain('27-10-2025');
    await page.keyboard.press('End');
    expect(await focused.textContent()).toContain('Final roll: 21-02-2026 · Completed · first planned 07-02-2026');
    await page.keyboard.press('ArrowDown');
    expect(await focused.textContent()).toMatch(/2026/);
    await page.keyboard.press('Home');
    expect(await focused.getAttribute('aria-label')).toMatch(/^Kerala, ECI, Kerala Legislative Assembly/);
    expect(await region.locator('[data-walk="here"]').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/timelines/exercise/IN-KL-LA-2026*');
  });

  it('joins the bars that collide, and the tie opens the conflict', async () => {
    const page = await open('/timelines?state=IN-KL&severity=critical');
    const tie = page.getByRole('region', { name: chart }).locator('a[href*="/conflicts/C01"]');
    await tie.waitFor();
    expect(await tie.textContent()).toMatch(/^C01: /);
    const rows = await page.locator('[data-part="names"] a').count();
    expect(rows).toBe(2);
  });

  it('keeps the choice, the order and the scale in the address', async () => {
    const page = await open('/timelines');
    await page.getByLabel('State', { exact: true }).selectOption('IN-UP');
    await page.waitForURL('**/timelines?state=IN-UP');
    await page.getByRole('navigation', { name: 'Scale' }).getByRole('link', { name: 'Week' }).click();
    await page.waitForURL('**/timelines?state=IN-UP&zoom=week');
    await page.getByLabel('Order').selectOption('date');
    await page.waitForURL(/order=date/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^Uttar Pradesh: /);
  });
});

describe('the table', () => {
  it('holds the same exercises in the same order as the chart', async () => {
    const page = await open('/timelines?state=IN-UP');
    const inChart = await page.locator('[data-part="names"] a').allTextContents();
    await page.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'Table' }).click();
    const headings = page.locator('th[scope="rowgroup"] a[href*="/timelines/exercise/"]');
    await headings.first().waitFor();
    expect(await headings.allTextContents()).toEqual(inChart);
    await page
      .getByRole('row', { name: /Final roll.*Superseded/ })
      .first()
      .waitFor();
  });
});

describe('what is taken along', () => {
  it('prints the whole choice on landscape paper, with its legend and day, and nothing else of the page', async () => {
    const page = await open('/timelines');
    const pdf = await page.pdf({ format: 'A4', landscape: true });
    const pages = pdf.toString('latin1').match(/MediaBox \[0 0 84\d\.?\d* 59\d\.?\d*\]/g) ?? [];
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.length).toBeLessThan(8);
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const sheets = page.locator('svg:has-text("Samanvay ·")');
    expect(await sheets.first().textContent()).toMatch(/As on \d\d-\d\d-2026.*passed, not confirmed/s);
    expect((await sheets.allTextContents()).join(' ')).toContain('West Bengal municipalities');
  });

  it('saves a picture, and every line of the files carries source, confidence, sample mark and day', async () => {
    const page = await open('/timelines?state=IN-KL');
    const files = page.getByRole('group', { name: 'Take it with you' });
    const save = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        files.getByRole('button', { name }).click(),
      ]);
      return await readFile(await download.path());
    };
    const picture = await save('Picture (PNG)');
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.readUInt32BE(16)).toBeGreaterThan(3_000);
    const [head = '', ...lines] = (await save('CSV')).toString().trim().split('\r\n');
    expect(head).toContain('State,राज्य');
    expect(lines.length).toBeGreaterThan(25);
    for (const line of lines)
      expect(line).toMatch(/(?:seen in a source|recalled|inferred|computed|no date seen).*(?:yes|no) \/ /);
    expect((await save('Excel')).subarray(0, 2).toString()).toBe('PK');
  });
});

describe('for everybody', () => {
  it.each(['/timelines', '/timelines?lang=hi', '/timelines?view=table&state=IN-KL'])(
    'has no barrier on %s',
    async (path) => {
      const page = await open(path);
      expect(await findBarriers(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await findPaleText(page)).toEqual([]);
    },
  );

  it('needs no sideways scrolling of the page at 320 px, chart or table', async () => {
    for (const path of ['/timelines', '/timelines?view=table&lang=hi']) {
      expect(await fitsWidth(await open(path, 320))).toBe(true);
    }
  });
});
