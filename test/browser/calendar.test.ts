// The calendar on screen: a month turned by link and by key, its days in the list, and a private address made, read by a
// program, and revoked.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browsers, demo, findBarriers, findPaleText, startBrowsers } from '../support/browser.ts';
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

async function open(email: string, path: string, width = 1280): Promise<Page> {
  const page = await browsers.signIn(demo(email), { width });
  await page.goto(path);
  await settle(page);
  await page.getByRole('heading', { name: /^(?:My calendar addresses|मेरे कैलेंडर पते)$/ }).waitFor();
  await page.getByRole('table').first().waitFor();
  return page;
}

const december = '/calendar?month=2025-12&state=IN-KL';

describe('the calendar', () => {
  it('shows a month of both commissions with its windows, and each day in the list below', async () => {
    const page = await open('eci.viewer', december);
    const heading = page.getByRole('heading', { level: 1 });
    expect(await heading.textContent()).toBe('Kerala, December 2025: 7 dates, 1 period under way from before');
    const table = page.getByRole('table', { name: 'December 2025, weeks from Monday' });
    expect(await table.getByRole('columnheader').first().textContent()).toBe('Mon');
    const windows = await table.getByRole('cell').filter({ hasText: 'Enumeration, house to house' }).all();
    expect(await Promise.all(windows.map((cell) => cell.getAttribute('colspan')))).toEqual(['7', '7', '4']);
    const poll = table.getByRole('cell').filter({ hasText: 'Poll, phase 1' });
    expect(await poll.getAttribute('headers')).toBe('weekd1 cell-2025-12-09');
    await table.getByRole('link', { name: /^9 Tuesday, 09-12-2025/ }).click();
    const day = page.locator('#day-2025-12-09');
    expect(page.url()).toContain('#day-2025-12-09');
    expect(await day.getByRole('heading').textContent()).toBe('Tuesday, 09-12-2025');
    expect(await day.getByRole('listitem').textContent()).toMatch(/Kerala.*SEC.*Poll, phase 1.*completed/);
  });

  it('turns by link and by key, keeps what is chosen in the address, and comes back to today', async () => {
    const page = await open('eci.viewer', december);
    await page.getByRole('link', { name: 'Next month: January 2026' }).click();
    await page.waitForURL('**/calendar?month=2026-01&state=IN-KL');
    await page.getByRole('heading', { level: 2, name: 'January 2026' }).waitFor();
    await page.keyboard.press('PageUp');
    await page.waitForURL('**/calendar?month=2025-12&state=IN-KL');
    await page.keyboard.press('t');
    await page.waitForURL('**/calendar?state=IN-KL');
    const table = page.getByRole('table', { name: 'November 2026, weeks from Monday' });
    await table.waitFor();
    expect(await table.locator('[aria-current="date"]').textContent()).toMatch(/^22.*today/);
    await page.getByLabel('Commission').first().selectOption('State Election Commission');
    await page.waitForURL('**/calendar?state=IN-KL&body=sec');
    await page.getByRole('combobox', { name: 'Month' }).selectOption('December 2025');
    await page.waitForURL(/month=2025-12/);
    await page.getByRole('heading', { level: 1, name: /State Election Commission, December 2025/ }).waitFor();
    await page.getByRole('link', { name: 'Show everything' }).click();
    await page.waitForURL('**/calendar?month=2025-12');
  });

  it('marks what is only remembered, and counts it apart', async () => {
    const page = await open('eci.viewer', '/calendar?month=2026-11&state=IN-UP');
    await page.getByText('2 more to be verified, in no other count').waitFor();
    const limit = page.locator('#day-2026-11-26').getByRole('listitem');
    expect(await limit.textContent()).toMatch(/Six-month limit.*to be verified/);
  });

  it('reads as of a past day, and says so', async () => {
    const page = await open('eci.viewer', `${december}&asOn=2026-11-01`);
    await page.getByText('as on 01-11-2026').waitFor();
    await page.getByRole('link', { name: 'Next month: January 2026' }).click();
    await page.waitForURL(/month=2026-01.*asOn=2026-11-01/);
  });

  it('makes a private address that a program reads, shown once, and revokes it', async () => {
    const page = await open('kerala.sec.maker', december);
    const panel = page.getByRole('region', { name: 'My calendar addresses' });
    await panel.locator('summary').click();
    await panel.getByRole('button', { name: 'Make an address' }).click();
    await panel.getByText('Give the address a name.').waitFor();
    await panel.getByLabel('Name').fill('Kerala, both commissions');
    await panel.getByRole('button', { name: 'Make an address' }).click();
    const address = await panel.getByLabel('Private address').inputValue();
    expect(address).toMatch(new RegExp(`^${browsers.app.url}/feeds/[0-9a-f-]{36}/[A-Za-z0-9_-]{43}\\.ics$`));
    const file = await fetch(address);
    expect(await file.text()).toContain('X-WR-CALNAME:Kerala\\, both commissions');
    await page.reload();
    const row = panel.getByRole('row').filter({ hasText: 'Kerala, both commissions' });
    expect(await row.textContent()).toMatch(/Kerala · English.*22-11-2026, 12:00 IST.*22-11-2026, 12:00 IST.*in use/);
    expect(await panel.textContent()).not.toContain(address.slice(-20));
    await row.getByRole('button', { name: 'Revoke the address Kerala, both commissions' }).click();
    await row.getByText('revoked 22-11-2026, 12:00 IST').waitFor();
    expect((await fetch(address)).status).toBe(410);
  });

  it.each(['en', 'hi'])('has no barriers and fits a narrow screen (%s)', async (language) => {
    for (const width of [1280, 320]) {
      const page = await open('kerala.ceo.maker', `/calendar?month=2026-02&lang=${language}`, width);
      await page.locator('summary').last().click();
      expect.soft(await findBarriers(page), `barriers at ${width}`).toEqual([]);
      expect.soft(await findOverflow(page), `overflow at ${width}`).toEqual([]);
      expect.soft(await findSmallTargets(page), `small targets at ${width}`).toEqual([]);
      expect.soft(await findWrongTongues(page), `words in another language at ${width}`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect.soft(await findPaleText(page), `pale text at ${width}`).toEqual([]);
    }
  });
});
