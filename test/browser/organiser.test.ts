// A conference organiser finds what nobody has a record of; a body says where its own item stands, and nobody else can.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#shared/kernel/ids.ts';
import { type Browsers, demo, startBrowsers } from '../support/browser.ts';
import { settle } from '../support/page-checks.ts';

const organiser = demo('eci.organiser');
const commission = demo('kerala.sec.maker');
const headline = '37 items are past their date with no public record; 0 overdue';

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

/** Kerala's line in the list of what each body says. */
function keralaLine(page: Page) {
  return page.getByRole('table').getByRole('row').filter({ hasText: 'State Election Commission, Kerala' });
}

describe('a conference organiser', () => {
  it('reads first how many items nobody has a record of', async () => {
    const page = await open(organiser, '/');
    await page.getByRole('heading', { level: 1, name: headline }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/actions');
    // Not found is neither done nor late, and it is said so.
    await page.getByText('says that nothing was found in public sources, not that nothing was done').waitFor();
    await page.getByRole('heading', { name: 'Overdue: 0' }).waitFor();
  });

  it('filters by date and State, with the choice in the address', async () => {
    const page = await open(organiser, '/actions');
    await page
      .getByRole('region', { name: 'Not overdue' })
      .getByRole('link', { name: /No public record/ })
      .click();
    await page.waitForURL('**/actions?bucket=no_record');
    await page.getByRole('heading', { name: /^\d+ listed$/ }).waitFor();
    const all = await page.getByRole('row').count();
    await page.getByLabel('State', { exact: true }).selectOption({ label: 'Kerala' });
    await page.waitForURL((url) => url.searchParams.get('state') === 'IN-KL');
    expect(new URL(page.url()).searchParams.get('bucket')).toBe('no_record');
    await page.waitForFunction((rows) => document.querySelectorAll('tr').length < rows, all);
    const places = await page.getByRole('row').getByRole('cell', { name: 'Kerala', exact: true }).count();
    expect(places).toBe((await page.getByRole('row').count()) - 1);
    const listed = await page.locator('main').textContent();
    await page.reload();
    await settle(page);
    await page.getByRole('row').first().waitFor();
    expect(await page.locator('main').textContent()).toBe(listed);
    await page.getByRole('link', { name: 'Show the overview' }).click();
    await page.getByRole('heading', { name: 'Every item' }).waitFor();
    expect(page.url()).toBe(`${browsers.app.url}/actions`);
  });

  it('opens an item: its clause and force, and where each body stands', async () => {
    const page = await open(organiser, '/actions');
    await page
      .getByRole('region', { name: 'Every item' })
      .getByRole('link', { name: 'Way forward for the State or Union Territory drafted' })
      .click();
    await page.getByRole('heading', { level: 1, name: /^A04 · Way forward/ }).waitFor();
    await page.getByText('36 bodies’ items, 36 with no public record').waitFor();
    await page.getByText('24-05-2026').first().waitFor();
    await page.getByRole('heading', { name: 'Clause F2' }).waitFor();
    expect(await page.getByRole('region', { name: 'Where each body stands' }).getByRole('row').count()).toBe(37);
  });

  it('sees by itself what a commission says of its own item, and a refusal only with its reason', async () => {
    const watched = await open(organiser, '/actions/A03');
    await watched.evaluate(() => document.body.setAttribute('data-same-page', 'yes'));
    expect(await keralaLine(watched).textContent()).toContain('No public record');

    const page = await open(commission, '/actions/A03');
    const own = page.getByRole('region', { name: 'Your office’s word' });
    await own.getByText('Update', { exact: true }).click();
    await own.getByLabel('Status').selectOption({ label: 'In progress' });
    await own.getByLabel('Note').fill('Suggestions sent by letter; the contacts follow.');
    await own.getByRole('button', { name: 'Save for everyone to see' }).click();
    await page.getByText('A03: In progress. Every screen shows it now.').waitFor();
    await keralaLine(watched).filter({ hasText: 'Suggestions sent by letter' }).waitFor();
    expect(await keralaLine(watched).textContent()).toContain('In progress');
    expect(await watched.locator('body').getAttribute('data-same-page')).toBe('yes');

    await own.getByLabel('Status').selectOption({ label: 'Declined, with a reason' });
    await own.getByLabel('Note').fill('');
    await own.getByRole('button', { name: 'Save for everyone to see' }).click();
    await own.getByText('Write the reason: at least five letters.').waitFor();
    const note = own.getByLabel('Note');
    expect(await note.getAttribute('aria-invalid')).toBe('true');
    expect(await keralaLine(watched).textContent()).toContain('In progress');
    await note.fill('The commission keeps its own liaison under State law.');
    await own.getByRole('button', { name: 'Save for everyone to see' }).click();
    await keralaLine(watched).filter({ hasText: 'Declined, with a reason' }).waitFor();
    // An answer with a reason is never late.
    await watched.getByRole('link', { name: 'All items' }).click();
    await watched.getByRole('heading', { name: 'Overdue: 0' }).waitFor();
  });

  it('is the only one but the owner to be left out: another office of the State is offered nothing, and refused', async () => {
    const page = await open(demo('kerala.ceo.maker'), '/actions/A03');
    await page.getByRole('heading', { name: 'Where each body stands' }).waitFor();
    expect(await page.getByRole('region', { name: 'Your office’s word' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Save for everyone to see' }).count()).toBe(0);
    const before = await keralaLine(page).textContent();
    const answer = await page.request.post('/api/trpc/actions.updateProgress', {
      headers: { origin: browsers.app.url },
      data: { key: newId(), copyId: 'A03/SEC-IN-KL', version: 1, status: 'accepted', note: 'Done', evidence: '' },
    });
    expect(answer.status()).toBe(403);
    await page.reload();
    await settle(page);
    expect(await keralaLine(page).textContent()).toBe(before);
  });
});
