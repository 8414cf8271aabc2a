// An office's month, as its people do it: typed by one, published by another, seen by the commissioner at once.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browsers, findBarriers, fitsWidth, startBrowsers } from '../support/browser.ts';
import { addOffice } from '../support/call.ts';

const maker = 'kerala.ceo.maker@demo.samanvay.example';
const checker = 'kerala.ceo.checker@demo.samanvay.example';
const commissioner = 'eci.commissioner@demo.samanvay.example';
const october = '/entry/roll/2026-10?state=IN-KL';
const september = '/entry/roll/2026-09?state=IN-KL';
const august = '/entry/roll/2026-08?state=IN-KL';

/** Adds up, and opens with what was last published (21-02-2026). */
const figures = {
  'Total electors': '26960644',
  Men: '13000000',
  Women: '13960400',
  'Third gender': '244',
  'Opening roll': '26953644',
  Additions: '9000',
  Deletions: '2000',
};

let browsers: Browsers;
let pages: Page[] = [];

beforeAll(async () => {
  browsers = await startBrowsers();
});
afterAll(async () => {
  await browsers.close();
});
afterEach(async () => {
  await Promise.all(pages.map((page) => page.context().close()));
  pages = [];
  expect(browsers.defects.splice(0)).toEqual([]);
});

async function open(email: string, path: string, width?: number): Promise<Page> {
  const page = await browsers.signIn(email, width === undefined ? {} : { width });
  pages.push(page);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

function cell(page: Page, label: string) {
  return page.getByRole('textbox', { name: label, exact: true });
}

/** The row of a cell says where its text is kept. */
function keptWhere(page: Page, label: string) {
  return page.getByRole('row', { name: new RegExp(`^${label}`) });
}

async function typeAll(page: Page, all: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(all)) await cell(page, label).fill(text);
}

async function waitUntilSaved(page: Page): Promise<void> {
  await page.getByText('Everything typed is with the server.').waitFor();
}

describe('an office’s month', () => {
  it('goes from the first wrong comma to the commissioner’s open page, and nothing is lost on the way', async () => {
    const national = await open(commissioner, '/national?metric=EN-04');
    const tile = national.locator('[data-key="IN-KL"]');
    await tile.waitFor();
    const before = await tile.textContent();
    await national.evaluate(() => document.body.setAttribute('data-same-page', 'yes'));

    let page = await open(maker, '/desk');
    await page.getByRole('link', { name: 'Enter figures Kerala, October 2026' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kerala, October 2026' }).waitFor();

    // An error says what was found and how to mend it, and closes the step.
    await cell(page, 'Total electors').fill('8,49,9082');
    await cell(page, 'Total electors').blur();
    await page.getByText('Indian grouping is 3-2-2, e.g. 8,49,908').waitFor();
    expect(await cell(page, 'Total electors').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByRole('button', { name: 'Submit' }).getAttribute('aria-disabled')).toBe('true');
    await typeAll(page, figures);
    await cell(page, 'Deletions').blur();
    await page.getByText('Nothing found so far.').waitFor();
    expect(await cell(page, 'Total electors').inputValue()).toBe('2,69,60,644');
    await waitUntilSaved(page);

    // The line drops, the tab is closed: what was typed is there when the office comes back.
    await page.context().setOffline(true);
    await cell(page, 'Electors with EPIC').fill('२,६९,००,०००');
    await keptWhere(page, 'Electors with EPIC').getByText('in this browser').waitFor();
    await page.getByText('The server cannot be reached. It is tried again by itself.').waitFor();
    const context = page.context();
    await page.close();
    await context.setOffline(false);
    page = await context.newPage();
    await page.goto(october);
    await page.getByText('One cell typed earlier was kept in this browser.').waitFor();
    expect(await cell(page, 'Electors with EPIC').inputValue()).toBe('2,69,00,000');
    await waitUntilSaved(page);

    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('A second person of your office publishes it.').waitFor();
    expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);

    const second = await open(checker, '/desk');
    await second.getByRole('link', { name: 'Publish Kerala, October 2026' }).click();
    await second.getByText('Compare each figure with the last published').waitFor();
    expect(await second.getByRole('row', { name: /^Total electors/ }).textContent()).toContain('+7,000');
    await second.getByRole('button', { name: 'Publish' }).click();
    const dialog = second.getByRole('dialog');
    await dialog.getByText('Published figures are never edited').waitFor();
    await dialog.getByRole('button', { name: 'Publish' }).click();

    await national.locator('[data-key="IN-KL"][data-changed="true"]').waitFor({ timeout: 3_000 });
    expect(await tile.textContent()).not.toBe(before);
    expect(await tile.textContent()).toContain('1,074');
    expect(await national.locator('body').getAttribute('data-same-page')).toBe('yes');

    // The maker's open page follows, and a correction is a new version with a note.
    await page.getByText('Published by').waitFor();
    await page.getByRole('button', { name: 'Correct with a note' }).click();
    await page.getByRole('dialog').getByLabel('Erratum note').fill('Two additions were counted twice.');
    await page.getByRole('dialog').getByRole('button', { name: 'Correct with a note' }).click();
    await page.getByText('Erratum note: Two additions were counted twice.').waitFor();
    expect(await cell(page, 'Total electors').inputValue()).toBe('2,69,60,644');
  });

  it('shows both values when two of the office type in one cell, and merges the rest', async () => {
    const { id } = await browsers.app.db
      .selectFrom('person')
      .select('id')
      .where('email', '=', 'up.ceo.maker@demo.samanvay.example')
      .executeTakeFirstOrThrow();
    await browsers.app.db.deleteFrom('membership').where('personId', '=', id).execute();
    await addOffice(browsers.app.db, id, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
    const first = await open(maker, september);
    const colleague = await open('up.ceo.maker@demo.samanvay.example', september);

    await first.context().setOffline(true);
    await typeAll(first, { Additions: '111', Deletions: '5' });
    await typeAll(colleague, { Additions: '222', 'Opening roll': '26953644' });
    await cell(colleague, 'Opening roll').blur();
    await waitUntilSaved(colleague);
    await first.context().setOffline(false);

    await first.getByText('Someone else of the office saved 222. You typed 111.').waitFor();
    await keptWhere(first, 'Opening roll').getByText('by a colleague').waitFor();
    expect(await cell(first, 'Opening roll').inputValue()).toBe('2,69,53,644');
    expect(await cell(first, 'Additions').inputValue()).toBe('111');
    await first.getByRole('button', { name: 'Keep mine' }).click();
    await waitUntilSaved(first);

    // What the colleague's page shows now is what was decided, without a reload.
    await colleague.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#field-cells-additions')?.value === '111',
    );
    expect(await cell(colleague, 'Deletions').inputValue()).toBe('5');
  });

  it('keeps what is typed when the session ends, and sends it after signing in again', async () => {
    const page = await open(maker, august);
    await typeAll(page, { Additions: '10' });
    await waitUntilSaved(page);
    const cookie = await browsers.app.signIn(maker);
    await fetch(`${browsers.app.url}/api/sign-out-everywhere`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: '{}',
    });
    await typeAll(page, { Deletions: '20' });
    await page.getByText('You are signed out. Sign in again: what you typed waits here for you.').waitFor();
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await page.getByRole('textbox', { name: 'E-mail' }).fill(maker);
    await page.getByLabel('Password').fill('samanvay-rehearsal-2026');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Kerala, August 2026' }).waitFor();
    await waitUntilSaved(page);
    expect(await cell(page, 'Deletions').inputValue()).toBe('20');
    await page.reload();
    expect(await cell(page, 'Deletions').inputValue()).toBe('20');
  });

  it('refuses what identifies a person, at its cell, and sends everything else', async () => {
    const page = await open(maker, august);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    await page.getByLabel('Source note').fill('Ask Anil, 98470 12345');
    await cell(page, 'Additions').fill('77');
    await page.getByText('This looks like a telephone number.').waitFor();
    await keptWhere(page, 'Additions')
      .getByText(/^saved \d\d:\d\d$/)
      .waitFor();
    expect(sent.join(' ')).toContain('"additions":"77"');
    expect(sent.join(' ')).not.toContain('98470');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('98470');
  });

  it('takes a column from a spreadsheet, and works from the keyboard alone', async () => {
    const page = await open(maker, august);
    await cell(page, 'Total electors').focus();
    await page.evaluate(
      (text) => {
        const data = new DataTransfer();
        data.setData('text', text);
        document.activeElement?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      },
      Object.values({ ...figures, Additions: undefined, Deletions: undefined, 'Opening roll': undefined })
        .filter(Boolean)
        .join('\r\n'),
    );
    expect(await cell(page, 'Third gender').inputValue()).toBe('244');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('1');
    expect(await cell(page, 'Women').inputValue()).toBe('1');
    await page.keyboard.press('Shift+Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-cells-electorsMale');
    await page.keyboard.press('Control+s');
    await waitUntilSaved(page);
  });

  it('comes back to its maker with a reason, first on the desk', async () => {
    const page = await open(maker, august);
    await typeAll(page, { ...figures, 'Source note': 'Monthly bulletin' });
    await cell(page, 'Deletions').blur();
    await page.getByText('Nothing found so far.').waitFor();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('button', { name: 'Withdraw' }).waitFor();
    const second = await open(checker, august);
    await second.getByRole('button', { name: 'Return' }).click();
    await second.getByRole('dialog').getByLabel('What is to be mended').fill('Deletions of one district are missing.');
    await second.getByRole('dialog').getByRole('button', { name: 'Return' }).click();
    await page.getByText('Deletions of one district are missing.').waitFor();
    expect(await cell(page, 'Deletions').inputValue()).toBe('2,000');
    await page.goto('/desk');
    await page.getByText('Reason: Deletions of one district are missing.').waitFor();
    const first = page.getByRole('row').nth(1);
    expect(await first.textContent()).toContain('August 2026');
    expect(await first.textContent()).toContain('Returned');
  });

  it.each(['en', 'hi'])('has no barrier that axe knows, and fits 320 px, in %s', async (language) => {
    for (const width of [1280, 320]) {
      const page = await open(maker, `/desk?lang=${language}`, width);
      await page.getByRole('table').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      expect(await fitsWidth(page)).toBe(true);
      await page.goto(`${september}&lang=${language}`);
      await page.locator('#field-cells-electorsTotal').fill('8,49,9082');
      await page.locator('#field-cells-opening').fill('1');
      await page.locator('#field-cells-opening').blur();
      await page.locator('#field-cells-electorsTotal-notes').waitFor();
      await page.locator('#field-notes-V04').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      expect(await fitsWidth(page)).toBe(true);
    }
    const second = await open(checker, `${october}&lang=${language}`);
    await second.getByRole('table').waitFor();
    expect(await findBarriers(second)).toEqual([]);
  });
});
