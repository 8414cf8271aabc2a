// The bulletin in a real browser: both languages, footnotes there and back, the file to take along, and paper.

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addSample, removeSample } from '#server/platform/seed/sample.ts';
import { type BrowserOptions, type Browsers, demo, findBarriers, startBrowsers } from '../support/browser.ts';
import { testNow } from '../support/call.ts';
import { findOverflow, findSmallTargets, findWrongTongues, settle } from '../support/page-checks.ts';

let browsers: Browsers;

beforeAll(async () => {
  browsers = await startBrowsers();
});
afterAll(async () => {
  await browsers.close();
});
afterEach(async () => {
  await browsers.closePages();
  expect(browsers.defects.splice(0)).toEqual([]);
});

async function open(path: string, options: BrowserOptions = {}): Promise<Page> {
  const page = await browsers.signIn(demo('eci.viewer'), options);
  await page.goto(path);
  await settle(page);
  return page;
}

/** The downloaded file's lines, without the mark at its start. */
async function download(page: Page): Promise<string[]> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^bulletin-[A-Z]+-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  return text.slice(1).split('\r\n');
}

function lineOf(lines: readonly string[], start: string): string {
  const line = lines.find((each) => each.startsWith(start));
  if (line === undefined) throw new Error(`no line begins with ${start}`);
  return line;
}

describe('the bulletin', () => {
  it('says in one sentence what it finds, in both languages and without barriers', async () => {
    const page = await open('/rolls');
    await page.getByText('12 of 13 States with a draft roll have a final roll on record').waitFor();
    await page.getByText('60,06,675 entries in West Bengal await adjudication.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await findWrongTongues(page)).toEqual([]);
    expect(await findSmallTargets(page)).toEqual([]);

    const hindi = await open('/rolls?lang=hi');
    await hindi.getByText('पश्चिम बंगाल में 60,06,675 प्रविष्टियाँ न्यायनिर्णयन में लंबित हैं।').waitFor();
    expect(await findBarriers(hindi)).toEqual([]);
    expect(await findWrongTongues(hindi)).toEqual([]);
  });

  it('is reached from the masthead, and leads on to the other kinds, the metrics and a State', async () => {
    const page = await open('/national');
    await page.getByRole('link', { name: 'Rolls', exact: true }).click();
    await page.waitForURL('**/rolls');
    await page.getByRole('navigation', { name: 'Rolls' }).getByRole('link', { name: 'Metrics' }).waitFor();
    await page.getByLabel('Phase').selectOption('II');
    await page.waitForURL('**/rolls?phase=II');
    await page.getByText('exactly the published total of these States').waitFor();
    await page.getByRole('link', { name: 'Special', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Roll bulletins: Special revision' }).waitFor();
    await page
      .getByRole('rowheader', { name: /^Assam/ })
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Continuous' }).click();
    await page.getByText('No State or Union Territory has figures of this kind on record.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('leads from a mark to its footnote and back, from the keyboard', async () => {
    const page = await open('/rolls');
    const row = page.getByRole('row', { name: /^West Bengal/ }).first();
    const note = page.getByRole('listitem').filter({ hasText: 'The total is partial: 60,06,675 entries' });
    const number = String(await note.getAttribute('value'));
    const mark = row.getByRole('link', { name: `Footnote ${number}`, exact: true }).first();
    await mark.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.hash === `#note-${number}`);
    expect(await note.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.hash.startsWith(`#mark-${number}-roll-IN-WB-`));
    expect(await mark.evaluate((element) => element.matches(':target'))).toBe(true);
  });

  it('every mark has its footnote, every footnote its marks', async () => {
    const page = await open('/rolls');
    const broken = await page.evaluate(() =>
      [...document.querySelectorAll('a[href^="#note-"], a[href^="#mark-"]')]
        .map((link) => link.getAttribute('href') ?? '')
        .filter((href) => document.getElementById(href.slice(1)) === null),
    );
    expect(broken).toEqual([]);
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('mark-')).length).toBeGreaterThan(50);
  });

  it('stands on a narrow screen, with the tables scrolling inside themselves', async () => {
    const page = await open('/rolls', { width: 320, height: 700 });
    expect(await findOverflow(page)).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('stands as it stood on another day', async () => {
    const page = await open('/rolls?asOn=2026-01-31');
    await page.getByText('1 of 13 States with a draft roll have a final roll on record').waitFor();
    await page.getByText('As on 31-01-2026').waitFor();
    await page
      .getByRole('row', { name: /^Kerala/ })
      .first()
      .getByText('no roll on record')
      .first()
      .waitFor();
  });
});

describe('the file', () => {
  it('holds what is shown: plain numbers, words where they are words, totals and footnotes', async () => {
    const lines = await download(await open('/rolls'));
    const bihar = lineOf(lines, 'Bihar,').split(',');
    expect(bihar.slice(0, 3)).toEqual(['Bihar', '78969844', '24-06-2025']);
    expect(bihar).toContain('-4777487');
    const bengal = lineOf(lines, 'West Bengal,');
    expect(bengal).toContain(',70459284,28-02-2026,6006675,8.53,Act now,');
    expect(bengal).toContain(',about 24.16 lakh,');
    expect(lineOf(lines, 'Uttar Pradesh,')).toContain(',no roll on record,');
    expect(lineOf(lines, 'Total,')).toContain(',588714267,');
    expect(lineOf(lines, 'States in the total,')).toContain(',13 of 14 States,');
    expect(lines).toContain('Footnotes');
    expect(lines.some((line) => /^\d+,.*exactly the published total/.test(line))).toBe(true);
    for (const cell of lines.flatMap((line) => line.split(','))) {
      expect(/^[=@+]|^-(?!\d+(?:\.\d+)?$)/.test(cell), cell).toBe(false);
    }
  });

  it('marks what is a sample, and leaves it out of the totals', async () => {
    const real = lineOf(await download(await open('/rolls')), 'Total,');
    await browsers.app.db.transaction().execute(async (tx) => {
      await addSample(tx, { now: testNow });
    });
    const page = await open('/rolls');
    await page.getByText(/rows are rehearsal only/).waitFor();
    const lines = await download(page);
    expect(lineOf(lines, 'Karnataka,')).toMatch(/^Karnataka,sample \d+,/);
    const strip = (line: string) => line.replace(/,[^,]*$/, '');
    expect(strip(lineOf(lines, 'Total,'))).toBe(strip(real));
    expect(await findBarriers(page)).toEqual([]);
    await browsers.app.db.transaction().execute(async (tx) => {
      await removeSample(tx);
    });
  });
});

describe('on paper', () => {
  it('lies on A4 landscape, each table with one row of heads and every column on the sheet', async () => {
    // The width of the sheet between its margins: 277 mm.
    for (const path of ['/rolls', '/rolls?lang=hi']) {
      const page = await open(path, { width: 1047, height: 700 });
      await page.emulateMedia({ media: 'print' });
      const tables = await page.evaluate(() =>
        [...document.querySelectorAll('table')].map((table) => ({
          heads: table.querySelectorAll('thead tr').length,
          isRepeated: getComputedStyle(table.querySelector('thead') ?? table).display === 'table-header-group',
          isWithin: table.getBoundingClientRect().right <= innerWidth + 1,
        })),
      );
      expect(tables).toEqual([
        { heads: 1, isRepeated: true, isWithin: true },
        { heads: 1, isRepeated: true, isWithin: true },
      ]);
      expect(await page.getByRole('button', { name: /CSV/ }).isVisible()).toBe(false);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      const sheets = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
      expect(sheets.length).toBeGreaterThan(0);
      for (const [, width, height] of sheets) expect(Number(width)).toBeGreaterThan(Number(height));
    }
  });

  it('leaves other pages upright', async () => {
    const page = await open('/rolls');
    await page.getByRole('navigation', { name: 'Rolls' }).getByRole('link', { name: 'Metrics' }).click();
    await page.waitForURL('**/metrics');
    await settle(page);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    for (const [, width, height] of pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g))
      expect(Number(width)).toBeLessThan(Number(height));
  });
});
