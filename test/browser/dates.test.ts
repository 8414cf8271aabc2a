// A commission lays out its poll from what was observed in its State, moves a day, confirms another, and its CEO sees it.

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

function rowOf(page: Page, step: string) {
  return page.getByRole('region', { name: 'Dates in force' }).getByRole('row').filter({ hasText: step });
}

describe('the dates of an exercise', () => {
  it('are laid out from the State’s preset, revised with the law beside the typing, and confirmed in one press', async () => {
    const page = await open('kerala.sec.maker', '/timelines/new');
    await page.getByLabel('Observed calendar').selectOption({ index: 1 });
    await page.getByLabel('Name in English').fill('Kerala local bodies, second round');
    await page.getByLabel('Name in Hindi').fill('केरल स्थानीय निकाय, दूसरा दौर');
    await page.getByLabel('The plan starts from').fill('02-11-26');
    await page.getByRole('button', { name: 'Show the dates' }).click();
    await page.getByText('Write the year with four digits.').waitFor();
    await page.getByLabel('The plan starts from').fill('02/11/2026');
    await page.getByRole('button', { name: 'Show the dates' }).click();
    const plan = page.getByRole('form', { name: 'The plan, not saved yet' });
    const poll = plan.getByRole('group', { name: 'Poll, phase 1' });
    const day = await poll.getByLabel('First day').inputValue();
    expect(day).toMatch(/^\d{2}-12-2026$/);
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await findOverflow(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await plan.getByRole('button', { name: 'Save the whole plan' }).click();
    await page.waitForURL('**/timelines/exercise/*');
    await page.getByRole('heading', { level: 1, name: 'Kerala local bodies, second round' }).waitFor();

    const watched = await open('kerala.ceo.maker', new URL(page.url()).pathname);
    expect(await watched.getByRole('button', { name: /^Change/ }).count()).toBe(0);

    await page.getByRole('button', { name: 'Change Poll, phase 1' }).click();
    const form = page.getByRole('form', { name: 'Change: Poll, phase 1' });
    await form.getByLabel('First day').fill('01-11-2026');
    await form.getByText('This date breaks a rule').waitFor();
    await form.getByRole('button', { name: 'Save the date' }).click();
    await form.getByText('Choose one.').waitFor();
    await form.getByLabel('Reason', { exact: true }).selectOption({ label: 'Weather or flood' });
    await form.getByLabel('First day').fill('02.12.2026');
    await form.getByText('Keeps the order of steps').waitFor();
    await form.getByLabel('Order or letter').fill('Order 41/2026');
    await form.getByRole('button', { name: 'Save the date' }).click();
    await rowOf(page, 'Poll, phase 1').filter({ hasText: '02-12-2026' }).waitFor();
    expect(await rowOf(page, 'Poll, phase 1').textContent()).toMatch(/\d+ days? (?:later|earlier)/);
    await rowOf(watched, 'Poll, phase 1').filter({ hasText: '02-12-2026' }).waitFor();

    await page.getByRole('button', { name: 'Announcement, code of conduct begins: happened as planned' }).click();
    await rowOf(page, 'Announcement').filter({ hasText: 'Completed' }).waitFor();
    const history = page.getByRole('region', { name: 'Every date that was set' });
    expect(await history.textContent()).toContain('Order 41/2026');
  });

  it('keep what was typed when someone of the office saved first', async () => {
    const path = '/timelines/exercise/IN-KL-MATTANNUR-2027';
    const [one, two] = [await open('kerala.sec.maker', path), await open('kerala.sec.maker', path)];
    for (const page of [one, two]) {
      await page.getByRole('button', { name: 'Add a date' }).click();
      const form = page.getByRole('form', { name: 'Add a date' });
      await form.getByLabel('Step', { exact: true }).selectOption({ label: 'Final roll' });
      await form.getByLabel('First day').fill(page === one ? '10-01-2027' : '11-01-2027');
    }
    // The second screen hears of the first's change by itself; a lost race is the server tests' matter.
    await one.getByRole('button', { name: 'Save the date' }).click();
    await rowOf(two, 'Final roll').filter({ hasText: '10-01-2027' }).waitFor();
    const form = two.getByRole('form', { name: 'Add a date' });
    expect(await form.getByLabel('First day').inputValue()).toBe('11-01-2027');
    await form.getByRole('button', { name: 'Save the date' }).click();
    await form.getByText('This step has a date already: change that one.').waitFor();
    expect(await form.getByLabel('First day').inputValue()).toBe('11-01-2027');
  });

  it('wait on the desk of their office, and are confirmed there', async () => {
    const page = await open('kerala.sec.maker', '/desk');
    const waiting = page.getByRole('region', { name: 'Dates to confirm' });
    await waiting.getByRole('button', { name: /^Election completed: happened as planned, Kerala LSG/ }).click();
    await page.getByText('Election completed: confirmed.').waitFor();
    await waiting.getByText('Election completed').waitFor({ state: 'detached' });
  });

  it.each([
    ['en', 1280],
    ['hi', 360],
    ['en', 320],
  ] as const)('stand without barriers in %s at %i', async (language, width) => {
    for (const path of ['/timelines/exercise/IN-KL-LSG-2025', '/timelines/new']) {
      const page = await open('kerala.sec.maker', `${path}?lang=${language}`, width);
      // Every form is open: a pressed button goes, so the next is always the first.
      const buttons = page.locator('main section > p > button');
      for (let left = await buttons.count(); left > 0; left -= 1) await buttons.first().click();
      await settle(page);
      expect(await findBarriers(page)).toEqual([]);
      expect(await findOverflow(page)).toEqual([]);
      expect(await findSmallTargets(page)).toEqual([]);
      expect(await findWrongTongues(page)).toEqual([]);
    }
  });
});
