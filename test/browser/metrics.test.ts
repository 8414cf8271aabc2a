// The secretariat sets other limits with a reason; every board follows at once, and what was shown before stays.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type BrowserOptions,
  type Browsers,
  demo,
  findBarriers,
  fitsWidth,
  startBrowsers,
} from '../support/browser.ts';
import { settle } from '../support/page-checks.ts';

const organiser = demo('eci.organiser');
const commissioner = demo('eci.commissioner');

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

async function open(email: string, path: string, options: BrowserOptions = {}): Promise<Page> {
  const page = await browsers.signIn(email, options);
  await page.goto(path);
  await settle(page);
  return page;
}

async function openForm(page: Page) {
  await page.getByText('Set other limits', { exact: true }).click();
  const actNow = page.getByRole('group', { name: 'Act now' }).getByLabel('above');
  const attention = page.getByRole('group', { name: 'Attention' }).getByLabel('above');
  return {
    attention,
    actNow,
    reason: page.getByRole('textbox', { name: 'Reason' }),
    save: page.getByRole('button', { name: 'Set the limits' }),
  };
}

describe('the page of a metric', () => {
  it('says where it is red now, its versions and whose limits, without a form for a reader', async () => {
    const page = await open(commissioner, '/metrics/FL-11');
    await page.getByRole('heading', { level: 1, name: /Not in draft/ }).waitFor();
    const now = page.getByRole('region', { name: 'Where it asks for a look now' });
    expect(await now.getByRole('row').filter({ hasText: 'Uttar Pradesh' }).textContent()).toContain('Act now');
    await page.getByText('Version 1, from 22-11-2026').waitFor();
    await page.getByText('Our default; editable; not a norm of the Commission').waitFor();
    expect(await page.getByText('Set other limits').count()).toBe(0);
  });

  it.each([
    ['/metrics/FL-11?lang=hi', 320],
    ['/metrics/DQ-01', 320],
    ['/metrics?lang=hi', 360],
  ])('has no barriers and fits: %s at %d', async (path, width) => {
    const page = await open(organiser, path, { width });
    const form = page.locator('summary', { hasText: /Set other limits|दूसरी सीमाएँ/ });
    if ((await form.count()) > 0) await form.click();
    expect(await findBarriers(page)).toEqual([]);
    expect(await fitsWidth(page)).toBe(true);
  });
});

describe('the secretariat', () => {
  it('sets a limit with a reason: another board follows by itself, and a past day stays', async () => {
    const board = await open(commissioner, '/national?metric=FL-11');
    await board.evaluate(() => document.body.setAttribute('data-same-page', 'yes'));
    const tile = board.getByRole('link', { name: /Uttar Pradesh,.*18\.70/ });
    expect(await tile.getAttribute('aria-label')).toContain('Act now');
    await board.getByText('bands are our default: attention above 8, act now above 15').waitFor();

    const page = await open(organiser, '/metrics/FL-11');
    const form = await openForm(page);
    await form.actNow.fill('7');
    await page.getByText('Attention must begin before act now: move one of the two.').waitFor();
    expect(await form.actNow.getAttribute('aria-invalid')).toBe('true');
    await form.actNow.fill('18.75');
    await page.getByText('2 States change colour, on today’s figures:').waitFor();
    await page.getByText('Uttar Pradesh: from Act now to Attention').waitFor();
    await form.save.click();
    await page.getByText('Write the reason in at least ten letters.').waitFor();
    await form.reason.fill('Agreed between the divisions for this revision');
    await form.save.click();
    await page.getByText('FL-11: the new limits are in force from 22-11-2026.').waitFor();
    await page.getByText('Version 2, from 22-11-2026').waitFor();
    await page.getByText('act now above 18.75, was: above 15').waitFor();
    await page
      .getByText(/Set by the ECI secretariat on 22-11-2026: Agreed between the divisions/)
      .first()
      .waitFor();

    await board.getByText('attention above 8, act now above 18.75').waitFor();
    await board.getByRole('link', { name: /Uttar Pradesh,.*18\.70.*Attention/ }).waitFor();
    expect(await board.locator('body').getAttribute('data-same-page')).toBe('yes');

    await page.goto('/metrics/FL-11?asOn=2026-11-21');
    await settle(page);
    await page.getByText('As it was defined at the end of 21-11-2026').waitFor();
    const limits = page.getByRole('region', { name: 'Limits', exact: true });
    expect(await limits.textContent()).toContain('above 15');
    expect(await page.getByText('Version 2').count()).toBe(0);
    expect(await page.getByText('Set other limits').count()).toBe(0);
  });

  it('is told when a colleague was first, and looks again before going on', async () => {
    const [first, second] = [await open(organiser, '/metrics/PS-02'), await open(organiser, '/metrics/PS-02')];
    const early = await openForm(first);
    const late = await openForm(second);
    await late.actNow.fill('1300');
    await early.actNow.fill('1250');
    await early.reason.fill('The ceiling of the order is rounded up');
    await early.save.click();
    await first.getByText('PS-02: the new limits are in force').waitFor();
    await second.getByText('These limits have been changed since you opened them.').waitFor();
    await second.getByRole('button', { name: 'Show what is in force now' }).click();
    expect(await late.actNow.inputValue()).toBe('1250');
  });
});
