// A commissioner finds where dates collide and can redo the sum; an owner answers, and the commissioner still sees it.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browsers, demo, startBrowsers } from '../support/browser.ts';
import { settle } from '../support/page-checks.ts';

const commissioner = demo('eci.commissioner');
const kerala = /SIR phase II house visits overlap Kerala LSG general election 2025/;

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

async function open(email: string, path: string): Promise<Page> {
  const page = await browsers.signIn(email);
  await page.goto(path);
  await settle(page);
  return page;
}

/** Kerala's clash of 2025 is past: it stands apart, folded. */
async function openPast(page: Page) {
  await page.getByRole('heading', { name: /^\d+ past$/ }).click();
  return page.getByRole('listitem').filter({ has: page.getByRole('link', { name: kerala }) });
}

describe('a commissioner', () => {
  it('sees the next crunch and the State whose dates collide on the first screen', async () => {
    const page = await open(commissioner, '/national');
    const crunch = page.getByText('Next crunch, January to March 2027:').locator('..');
    expect(await crunch.textContent()).toMatch(
      /census count from 01-02-2027; local polls in Odisha; .*Goa, Manipur, Punjab, Uttarakhand, Uttar Pradesh/,
    );
    const attention = page.getByRole('region', { name: 'Needs attention' });
    await attention.getByRole('link', { name: 'See the dates and the working' }).click();
    await page.waitForURL('**/conflicts?state=IN-*');
    await page.getByRole('heading', { level: 1, name: /critical and \d+ high conflicts of dates/ }).waitFor();
  });

  it('opens the working and can redo the sum by hand', async () => {
    const page = await open(commissioner, '/conflicts');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Conflicts' }).waitFor();
    const line = await openPast(page);
    expect(await line.first().textContent()).toContain('Critical');
    await page.getByRole('link', { name: kerala }).click();
    await page.getByRole('heading', { level: 1, name: kerala }).waitFor();
    const working = page.getByRole('region', { name: 'The working' });
    await working
      .getByText('min(18-12-2025, 13-12-2025) − max(04-11-2025, 06-12-2025) + 1 = 13-12-2025 − 06-12-2025 + 1 = 8 days')
      .waitFor();
    await working.getByRole('cell', { name: '04-11-2025 – 18-12-2025' }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Record the answer' }).count()).toBe(0);
  });

  it('filters by State and rule, with the choice in the address', async () => {
    const page = await open(commissioner, '/conflicts');
    await page.getByRole('region', { name: 'By State' }).getByRole('link', { name: 'Odisha' }).click();
    await page.waitForURL('**/conflicts?state=IN-OD');
    await page.getByRole('heading', { name: /^1 conflict, gravest first/ }).waitFor();
    await page.getByRole('link', { name: /overlaps Odisha panchayat elections by 28 days/ }).waitFor();
    await page.getByLabel('Rule', { exact: true }).selectOption({ label: 'C13 term of the body' });
    await page.waitForURL('**/conflicts?state=IN-OD&rule=C13');
    await page.getByText('No conflict meets this choice').waitFor();
    await page.getByRole('link', { name: 'Show everything' }).first().click();
    await page.waitForURL('**/conflicts');
  });

  it('still sees, by itself, what an owner has answered', async () => {
    const watched = await open(commissioner, '/conflicts');
    const line = (await openPast(watched)).first();
    expect(await line.textContent()).toContain('Not answered');
    await watched.evaluate(() => document.body.setAttribute('data-same-page', 'yes'));

    const page = await open(demo('kerala.sec.checker'), '/conflicts/C01%3AIN-KL-LSG-2025%3AIN-KL-SIR-2');
    await page.getByLabel('Answer').selectOption({ label: 'Acknowledge: we have seen it' });
    await page.getByLabel('Note').fill('Seen');
    await page.getByRole('button', { name: 'Record the answer' }).click();
    await page.getByText('Say in at least 10 letters why.').waitFor();
    await page.getByLabel('Note').fill('Staff of other departments were drawn for the poll.');
    await page.getByRole('button', { name: 'Record the answer' }).click();
    await page.getByText('The answer is recorded.').waitFor();
    await page.getByText('Staff of other departments were drawn for the poll.').waitFor();

    await line.filter({ hasText: 'Acknowledged' }).waitFor();
    expect(await line.textContent()).toContain('Critical');
    expect(await watched.locator('body').getAttribute('data-same-page')).toBe('yes');
  });
});

describe('an office', () => {
  it('finds its own conflicts on its desk, and its State’s on the State’s page', async () => {
    const desk = await open(demo('kerala.sec.maker'), '/desk');
    await desk.getByRole('heading', { name: /await your office|awaits your office/ }).waitFor();
    await desk.getByRole('link', { name: 'All conflicts of your office' }).click();
    await desk.waitForURL('**/conflicts?body=SEC-IN-KL');
    const state = await open(demo('kerala.sec.maker'), '/states/IN-OD');
    await state.getByRole('heading', { name: '1 conflict of dates' }).waitFor();
    await state.getByRole('link', { name: /overlaps Odisha panchayat elections/ }).waitFor();
  });

  it('enters what it has, and reads it back', async () => {
    const page = await open(demo('kerala.sec.maker'), '/conflicts?state=IN-KL');
    const form = page.getByRole('form', { name: 'Enter a figure of your office' });
    await form.getByLabel('Available').fill('1,90,000');
    await form.getByLabel('As on').fill('01/11/2026');
    await form.getByLabel('Source', { exact: true }).fill('Register of the office');
    await form.getByRole('button', { name: 'Save the figure' }).click();
    await page.getByText('The figure is saved; the rules have looked again.').waitFor();
    await page.getByRole('row').filter({ hasText: '1,90,000' }).filter({ hasText: '01-11-2026' }).waitFor();
  });
});
