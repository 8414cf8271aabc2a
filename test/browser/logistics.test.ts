// Readiness as a commissioner reads it: from the board to one exercise, to the districts of an item, with the reason of every
// colour in words; and as an office writes it: machines that add up, a default of its own.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#shared/kernel/ids.ts';
import { type Browsers, demo, startBrowsers } from '../support/browser.ts';
import { settle } from '../support/page-checks.ts';

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

async function open(path: string, name = 'eci.commissioner'): Promise<Page> {
  const page = await browsers.signIn(demo(name));
  await page.goto(path);
  await settle(page);
  return page;
}

describe('without any figure', () => {
  it('says why there is no colour, and counts nothing as ready', async () => {
    const page = await open('/logistics');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(
      /^\d+ exercises ahead in \d+ States; no figure of readiness has come yet$/,
    );
    const row = page.getByRole('row', { name: /Kerala Mattannur/ });
    expect(await row.textContent()).toContain('no figure reported, no poll date, method not entered');
  });

  it('takes machines in only when they add up, and shows them to the other body at once', async () => {
    const page = await open('/logistics/positions?state=IN-KL', 'kerala.sec.maker');
    const other = await open('/logistics/positions', 'kerala.ceo.maker');
    const form = page.getByRole('form', { name: 'Enter the position of own machines' });
    const figures = { Usable: '90', 'Under repair': '5', Committed: '4', Lent: '0', Total: '100' };
    for (const [label, value] of Object.entries(figures)) await form.getByLabel(label, { exact: true }).fill(value);
    await form.getByLabel('Model').fill('M2');
    await form.getByLabel('Counted on (dd-mm-yyyy)').fill('20-11-2026');
    await form.getByLabel('Source').fill('Stock register');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('are 99 together; the total says 100').waitFor();
    await form.getByLabel('Lent', { exact: true }).fill('1');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: '100 machines on record in 1 State' }).waitFor();
    await other.getByRole('heading', { level: 1, name: '100 machines on record in 1 State' }).waitFor();
  });

  it('lets the secretariat set a limit from today on, with source and reason', async () => {
    const page = await open('/logistics/settings?kind=threshold', 'eci.organiser');
    const form = page.getByRole('form', { name: 'Set a value' });
    await form.getByLabel('New value').fill('101');
    await form.getByLabel('Holds from (dd-mm-yyyy)').fill('22-11-2026');
    await form.getByLabel('Source').fill('Circular of 20-11-2026');
    await form.getByLabel('Reason').fill('Asked for by the round table');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('It may be 0 to 100.').waitFor();
    await form.getByLabel('New value').fill('7');
    await form.getByRole('button', { name: 'Save' }).click();
    const row = page.getByRole('row', { name: /Green: at most so many percent behind/ });
    await row.getByRole('cell', { name: '7', exact: true }).first().waitFor();
    expect(await row.first().textContent()).toContain('22-11-2026');
  });
});

describe('with the rehearsal', () => {
  beforeAll(async () => {
    const page = await browsers.signIn(demo('eci.organiser'));
    const answer = await page.request.post('/api/trpc/national.addSample', {
      headers: { origin: browsers.app.url },
      data: { key: newId() },
    });
    expect(answer.ok()).toBe(true);
  });

  it('leads a commissioner from the board to an exercise and the districts of its worst item, with the reasons', async () => {
    const page = await open('/logistics');
    await page.getByRole('heading', { name: '7 rehearsal exercises, in no count above' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(
      'no figure of readiness has come yet',
    );
    await page.getByLabel('State').selectOption('IN-KL');
    await page.waitForURL('**/logistics?state=IN-KL');
    await page.getByRole('link', { name: 'Rehearsal: panchayat polls, Kerala' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rehearsal: panchayat polls, Kerala' }).waitFor();
    await settle(page);
    const reason = await page
      .getByText(/^.*Worst critical item: /)
      .first()
      .textContent();
    expect(reason).toMatch(
      /\d+ % (?:checked|in hand|deployed), (?:\d+ % expected at P-\d+|due on \d\d-\d\d-2026, \d+ days? late)/,
    );
    await page.getByRole('link', { name: 'CU first-level check passed: its districts' }).click();
    await page.getByRole('heading', { name: 'CU first-level check passed, by district' }).waitFor();
    const districts = page.getByRole('region', { name: 'CU first-level check passed, by district' });
    await districts.getByRole('row', { name: /^Rehearsal district 1 / }).waitFor();
    expect(await districts.textContent()).toMatch(/\(\d+ \+ \d+\) × 1 × 1\.25/);
    expect(page.url()).toContain('item=cu_flc');
    await page.getByRole('row', { name: /^Drinking water/ }).waitFor();
    expect(
      await page
        .getByRole('row', { name: /^Reserve of control units at checking/ })
        .last()
        .textContent(),
    ).toContain('recalled, the page was not seen');
  });

  it('says that a method was not entered, and lists neither machines nor ballots', async () => {
    const page = await open('/logistics/exercise/SAMPLE-IN-KA-SEC');
    await page.getByText('The method of voting has not been entered').waitFor();
    expect(await page.getByRole('heading', { name: 'Machines', exact: true }).count()).toBe(0);
    await page.getByRole('heading', { name: 'People and training' }).waitFor();
  });

  it('follows a number entered for one district: requirement and working change', async () => {
    const page = await open('/logistics/exercise/SAMPLE-IN-KL-SEC?item=cu_stock', 'kerala.sec.maker');
    const form = page.getByRole('form', { name: 'Enter numbers' });
    await form.getByLabel('For', { exact: true }).selectOption({ label: 'Rehearsal district 2' });
    await form.getByLabel('Polling stations', { exact: true }).fill('1000');
    await form.getByLabel('Auxiliary polling stations').fill('0');
    await form.getByLabel('Source').fill('District election office');
    await form.getByRole('button', { name: 'Save' }).click();
    const row = page
      .getByRole('region', { name: 'Control units in hand, by district' })
      .getByRole('row', { name: /^Rehearsal district 2 / });
    await row.getByText('1,000 × 1 × 1.25').waitFor();
    expect(await row.textContent()).toContain('1,250');
  });
});
