// A commissioner's five minutes: how many have published, what needs attention and why, one State, and the folder.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browsers, demo, startBrowsers } from '../support/browser.ts';
import { findClipped, findOverflow, settle } from '../support/page-checks.ts';

const commissioner = demo('eci.commissioner');
const headline = '13 of 14 States under revision have published a final roll';

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

async function open(path: string, email = commissioner): Promise<Page> {
  const page = await browsers.signIn(email);
  await page.goto(path);
  await settle(page);
  return page;
}

function tile(page: Page, code: string) {
  return page.locator(`[data-key="${code}"]`);
}

/** The tile in focus, or what else has it. */
async function focused(page: Page): Promise<string> {
  return await page.evaluate(
    () => document.activeElement?.getAttribute('data-key') ?? document.activeElement?.id ?? '',
  );
}

describe('a commissioner', () => {
  it('looks around by a role card and reads first how many have published', async () => {
    const page = await browsers.open();
    await page.goto('/');
    await settle(page);
    await page.getByRole('button', { name: /^Commissioner\s*Election Commission of India/ }).click();
    await page.waitForURL('**/national');
    await page.getByRole('heading', { level: 1, name: headline }).waitFor();
    await page.getByText('22 have no revision figure in view').waitFor();
    expect(await page.getByText(/^as on 22-11-2026, 12:00 IST$/).count()).toBe(1);
    const reasons = page.getByRole('region', { name: 'Needs attention' }).getByRole('heading', { level: 3 });
    expect(await reasons.count()).toBe(7);
  });

  it('changes the metric: title, tiles, table and address follow', async () => {
    const page = await open('/national');
    await page.getByRole('heading', { name: 'Not in the draft roll, % of electors before revision' }).waitFor();
    expect(await tile(page, 'IN-KL').textContent()).toContain('8.6');
    const metrics = page.getByRole('navigation', { name: 'Metric on the board' });
    await metrics.getByRole('link', { name: 'Roll gap' }).click();
    await page
      .getByRole('heading', { name: 'Local-body roll against assembly roll, % of the assembly roll' })
      .waitFor();
    expect(page.url()).toBe(`${browsers.app.url}/national?metric=LR-01`);
    expect(await tile(page, 'IN-KL').textContent()).toContain('+6.2');
    expect(await tile(page, 'IN-KL').getAttribute('aria-label')).toContain('Act now');
    expect(await metrics.locator('[aria-current="true"]').textContent()).toBe('Roll gap');
    const row = page.getByRole('row', { name: /^Kerala/ });
    expect(await row.getByRole('cell').first().textContent()).toBe('Act now+6.20');
    // A link is a report: the same board, opened afresh.
    await page.reload();
    await settle(page);
    expect(await tile(page, 'IN-KL').textContent()).toContain('+6.2');
  });

  it('walks the grid by keyboard, goes to the table by T, and opens a State by Enter', async () => {
    const page = await open('/national');
    await tile(page, 'IN-KL').focus();
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe('IN-TN');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('IN-AP');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    expect(await focused(page)).toBe('IN-KL');
    await page.keyboard.press('Home');
    expect(await focused(page)).toBe('IN-LD');
    await page.keyboard.press('End');
    expect(await focused(page)).toBe('IN-AN');
    await page.keyboard.press('Control+Home');
    expect(await focused(page)).toBe('IN-JK');
    await page.keyboard.press('Control+End');
    expect(await focused(page)).toBe('IN-AN');
    await page.keyboard.press('t');
    expect(await focused(page)).toBe('board-table');
    await page.keyboard.press('Shift+Tab');
    await tile(page, 'IN-KL').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/states/IN-KL');
    await page.getByRole('heading', { level: 1, name: 'Kerala' }).waitFor();
  });

  it('opens the definition of what is measured, and goes back', async () => {
    const page = await open('/national');
    await page.getByRole('link', { name: 'what this means' }).click();
    await page.getByRole('heading', { level: 1, name: /Not in draft.*FL-11/ }).waitFor();
    await page.getByRole('heading', { name: 'Limits', exact: true }).waitFor();
    expect(page.url()).toBe(`${browsers.app.url}/metrics/FL-11`);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: headline }).waitFor();
  });

  it('fills the gaps with a rehearsal country for everybody at once, marked and counted apart, and takes it away', async () => {
    const page = await open('/national');
    const other = await open('/national', demo('eci.viewer'));
    await other.evaluate(() => document.body.setAttribute('data-same-page', 'yes'));
    expect(await other.locator('[data-key][data-sample="true"]').count()).toBe(0);
    const before = await realWorld(page);

    await page.getByRole('button', { name: 'Fill the gaps with a rehearsal country' }).click();
    await other.locator('[data-key][data-sample="true"]').first().waitFor();
    expect(await other.locator('body').getAttribute('data-same-page')).toBe('yes');
    // The reader who may not add them may not take them away either.
    expect(await other.getByRole('button', { name: 'Remove the sample figures' }).count()).toBe(0);

    await page.getByRole('button', { name: 'Remove the sample figures' }).waitFor();
    const samples = page.locator('[data-key][data-sample="true"]');
    const marked = await samples.filter({ hasText: 'sample' }).count();
    expect(marked).toBeGreaterThan(15);
    expect(await samples.count()).toBe(marked);
    for (const label of await samples.evaluateAll((tiles) => tiles.map((each) => each.getAttribute('aria-label'))))
      expect(label).toContain('sample figure');
    // In the table each of them has the word beside its figure.
    const codes = await samples.evaluateAll((tiles) => tiles.map((each) => each.getAttribute('data-key')));
    for (const code of codes) {
      const row = page.getByRole('row').filter({ has: page.locator(`a[href^="/states/${code ?? ''}"]`) });
      expect(await row.getByRole('cell').first().textContent()).toContain('sample');
    }
    // The real world is said as before.
    expect(await realWorld(page)).toEqual(before);
    await page.getByText(`${String(marked)} sample, counted apart`).waitFor();

    await page.getByRole('button', { name: 'Remove the sample figures' }).click();
    await page.getByText('The sample figures are removed.').waitFor();
    await samples.first().waitFor({ state: 'detached' });
    await other.locator('[data-key][data-sample="true"]').first().waitFor({ state: 'detached' });
    expect(await realWorld(page)).toEqual(before);
  });

  it('prints the board on one or two sheets, with every status in words', async () => {
    const page = await open('/national');
    const paper = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    const sheets = paper.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(sheets).toBeGreaterThanOrEqual(1);
    expect(sheets).toBeLessThanOrEqual(2);
    await page.emulateMedia({ media: 'print' });
    // A4 less its margins of 13 mm, at 96 px to the inch.
    await page.setViewportSize({ width: 695, height: 1017 });
    expect(await findClipped(page)).toEqual([]);
    expect(await findOverflow(page)).toEqual([]);
    expect(await page.getByRole('heading', { level: 1, name: headline }).isVisible()).toBe(true);
    for (const word of ['Act now', 'Attention', 'On track', 'No figure']) {
      expect(await page.getByRole('list', { name: 'Legend' }).getByText(word).isVisible()).toBe(true);
      expect(await page.getByRole('table').getByText(word).first().isVisible()).toBe(true);
    }
    expect(await page.getByRole('button', { name: 'Fill the gaps' }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation', { name: 'Metric on the board' }).isVisible()).toBe(false);
  });

  it('reads on in Hindi at the same place and metric', async () => {
    const page = await open('/national?metric=PS-02');
    await page.evaluate(() => window.scrollTo(0, 700));
    const before = await page.evaluate(() => window.scrollY);
    expect(before).toBeGreaterThan(600);
    await page.getByRole('link', { name: 'हिन्दी' }).evaluate((link: HTMLElement) => link.click());
    await page.getByRole('heading', { level: 2, name: 'प्रति मतदान केंद्र निर्वाचक' }).waitFor();
    expect(new URL(page.url()).search).toBe('?metric=PS-02&lang=hi');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('hi');
    // Hindi lines are taller: what was on screen stays there to within a screen line or two.
    expect(Math.abs((await page.evaluate(() => window.scrollY)) - before)).toBeLessThan(60);
    await page.getByRole('link', { name: 'केरल', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'केरल' }).waitFor();
    expect(new URL(page.url()).searchParams.get('lang')).toBe('hi');
  });

  it('opens a link that names language and metric exactly so', async () => {
    const page = await open('/national?lang=hi&metric=EN-04');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('hi');
    const current = page.locator('nav [aria-current="true"]');
    expect(await current.getAttribute('href')).toContain('metric=EN-04');
    await page
      .getByRole('heading', { level: 1, name: 'पुनरीक्षण वाले 14 राज्यों में से 13 ने अंतिम नामावली प्रकाशित की है' })
      .waitFor();
    expect(new URL(page.url()).search).toBe('?lang=hi&metric=EN-04');
  });

  it('reads both bodies’ figures of Kerala to the digit', async () => {
    const page = await open('/states/IN-KL');
    const ceo = page.getByRole('region', { name: 'Chief Electoral Officer' });
    const sec = page.getByRole('region', { name: 'State Election Commission' });
    // The final roll of 21-02-2026, what was not in its draft, and the stations of 06-12-2025.
    expect(await ceo.textContent()).toContain('2,69,53,644');
    expect(await ceo.textContent()).toContain('24,08,503');
    expect(await ceo.textContent()).toContain('25,177');
    // The roll of the local polls, with its supplement of 14-11-2025.
    expect(await sec.textContent()).toContain('2,86,24,558');
    await page.getByRole('heading', { name: 'The local roll is 6.20 % above the assembly roll' }).waitFor();
    await page.getByText('16,70,914 more on the local roll, same territory.').waitFor();
  });

  it('reads a State as it stood on a past day, and is told so', async () => {
    const page = await open('/states/IN-KL?asOn=2026-01-31');
    await page.getByText('This page stands as it stood at the end of 31-01-2026.').waitFor();
    const ceo = page.getByRole('region', { name: 'Chief Electoral Officer' });
    expect(await ceo.textContent()).toContain('2,54,42,352');
    expect(await ceo.textContent()).not.toContain('2,69,53,644');
    await page.getByRole('link', { name: 'Back to today' }).click();
    await settle(page);
    await page.getByText('2,69,53,644').first().waitFor();
    expect(await page.getByText('This page stands as it stood').count()).toBe(0);
    expect(page.url()).toBe(`${browsers.app.url}/states/IN-KL`);
  });
});

/** What the board says of the real world: headline, how many of each status, and what needs attention. */
async function realWorld(page: Page): Promise<Record<string, string | null | string[]>> {
  const statuses = page.getByRole('list', { name: 'Legend' }).getByRole('listitem');
  return {
    headline: await page.getByRole('heading', { level: 1 }).textContent(),
    statuses: (await statuses.allTextContents()).filter((text) => /^(?:Act now|Attention|On track)/.test(text)),
    attention: await page.getByRole('region', { name: 'Needs attention' }).textContent(),
  };
}
