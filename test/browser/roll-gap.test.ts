// The gap of the two rolls: a commission says why, the CEO of the State sees it at once, and nobody is called right.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browsers, demo, findBarriers, startBrowsers } from '../support/browser.ts';
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
  return page;
}

function sideOf(page: Page, body: string) {
  return page.getByRole('region', { name: body, exact: true });
}

describe('the gap of the two rolls', () => {
  it('begins with what the published figures say, and opens a State from the table with its address', async () => {
    const page = await open('eci.viewer', '/rolls/gap');
    const finding = await page.getByRole('heading', { level: 1 }).textContent();
    expect(finding).toBe(
      'Both rolls are published in 2 of 36 States and Union Territories: in Kerala the local roll is 6.20 % above the assembly roll; in Uttar Pradesh the rural roll alone is 101.13 % of the assembly roll',
    );
    await page.getByText('A difference alone says nothing about which of them is right.').waitFor();
    expect(await page.getByRole('row').count()).toBe(37);
    const tamilNadu = page.getByRole('row').filter({ hasText: 'Tamil Nadu' });
    expect(await tamilNadu.textContent()).toContain('not shown until both have published');
    await page.getByRole('link', { name: 'Kerala' }).click();
    await page.waitForURL('**/rolls/gap?state=IN-KL');
    await page.getByText('The local roll holds 16,70,914 more electors (+6.20 %)').waitFor();
    const pairs = page.getByRole('region', {
      name: 'The local roll, and the one before it, against each assembly roll',
    });
    const lines = (await pairs.getByRole('row').allTextContents()).slice(1, 4);
    expect(lines.map((line) => /[+−][\d,]+?(?=\+)/.exec(line)?.[0])).toEqual(['+7,73,703', '+31,82,206', '+16,70,914']);
    const drift = page.getByRole('row').filter({ hasText: 'LR-07' });
    expect(await drift.textContent()).toContain('3.22 %');
    expect(await page.getByRole('form').count()).toBe(0);
  });

  it('a commission gives a reason, the CEO of the State sees it by itself, and it can be withdrawn', async () => {
    const watched = await open('kerala.ceo.maker', '/rolls/gap?state=IN-KL');
    await sideOf(watched, 'State Election Commission, Kerala').getByText('No reason given yet.').waitFor();
    await watched.evaluate(() => document.body.setAttribute('data-same-page', 'yes'));

    const page = await open('kerala.sec.maker', '/rolls/gap?state=IN-KL');
    const form = page.getByRole('form', { name: 'Give a reason for your office' });
    await form.getByRole('button', { name: 'Give the reason for everyone to see' }).click();
    await form.getByText('Choose a reason.').waitFor();
    await form.getByLabel('Reason', { exact: true }).selectOption({ label: 'Supplements' });
    await form.getByLabel('By how many electors').fill('1,93,797');
    await form.getByLabel('Note').fill('Elector ABC1234567 came late.');
    await form.getByRole('button', { name: 'Give the reason for everyone to see' }).click();
    await form.getByText('This seems to hold a person’s EPIC number. Take it out.').waitFor();
    await form.getByLabel('Note').fill('The supplementary roll of 14-11-2025.');
    await form.getByRole('button', { name: 'Give the reason for everyone to see' }).click();
    await page.getByText('Supplements: given. Every screen shows it now.').waitFor();

    const seen = sideOf(watched, 'State Election Commission, Kerala');
    await seen.getByText('The supplementary roll of 14-11-2025.').waitFor();
    expect(await seen.textContent()).toContain('Explained so far+1,93,797');
    expect(await seen.textContent()).toContain('Not yet explained+14,77,117');
    expect(await watched.locator('body').getAttribute('data-same-page')).toBe('yes');
    expect(await seen.getByRole('button').count()).toBe(0);
    // The CEO's own form stands on the CEO's own side.
    await sideOf(watched, 'Chief Electoral Officer, Kerala').getByRole('form').waitFor();

    await page.getByRole('button', { name: 'Withdraw the reason: Supplements' }).click();
    await page.getByText('The reason is withdrawn; it stays on record.').waitFor();
    await seen.getByText('No reason given yet.').waitFor();
  });

  it.each(['en', 'hi'])('has no barriers and fits a narrow screen (%s)', async (language) => {
    for (const width of [1280, 320]) {
      const page = await open('kerala.sec.maker', `/rolls/gap?state=IN-KL&lang=${language}`, width);
      await page.getByRole('form').waitFor();
      expect.soft(await findBarriers(page), `barriers at ${width}`).toEqual([]);
      expect.soft(await findOverflow(page), `overflow at ${width}`).toEqual([]);
      expect.soft(await findSmallTargets(page), `small targets at ${width}`).toEqual([]);
      expect.soft(await findWrongTongues(page), `words in another language at ${width}`).toEqual([]);
    }
  });
});
