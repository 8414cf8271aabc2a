// Returns of many districts, as an office types them: pasted, named where they cannot be true, mended, saved, seen at once.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browsers, demo, findBarriers, fitsWidth, startBrowsers } from '../support/browser.ts';
import { settle } from '../support/page-checks.ts';
import { plantedExercise, plantReturns } from '../support/plant-returns.ts';

const path = `/logistics/entry/${plantedExercise}`;
const stock = `${path}?columns=cu_stock.available,cu_stock.checked,cu_stock.deployed`;

let browsers: Browsers;

beforeAll(async () => {
  browsers = await startBrowsers();
  await plantReturns(browsers.app.db, 14);
});
afterAll(async () => {
  await browsers.close();
});
afterEach(async () => {
  await browsers.closePages();
  expect(browsers.defects.splice(0)).toEqual([]);
});

async function open(to: string, as = 'kerala.sec.maker', width = 1280): Promise<Page> {
  const page = await browsers.signIn(demo(as), { width });
  await page.goto(to);
  await settle(page);
  return page;
}

function cell(page: Page, row: number, column: number) {
  return page.locator(`[data-cell="${row},${column}"]`);
}

async function figureAt(page: Page, row: number, column: number): Promise<string> {
  return (await cell(page, row, column).locator('span').first().textContent()) ?? '';
}

/** What a spreadsheet does: the keys alone would paste what this machine's clipboard happens to hold. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

async function describeReturn(page: Page): Promise<void> {
  await page.getByLabel('Source').fill('Stock register of the districts');
}

describe('the grid of returns', () => {
  it('takes a pasted block, names the cell that cannot be true, and after a fill and an undo saves what is left', async () => {
    const page = await open(stock);
    const other = await open(stock, 'kerala.sec.checker');
    await cell(other, 0, 0).waitFor();
    await cell(page, 0, 0).waitFor();
    expect(await cell(page, 0, 0).textContent()).toContain('of 1,250');

    // One stop of the keyboard: from the fold above by Tab, and by Tab out again.
    await page.getByRole('button', { name: 'Fill down' }).focus();
    await page.keyboard.press('Tab');
    expect(await page.getByRole('grid').evaluate((grid) => grid === document.activeElement)).toBe(true);
    await paste(page, '1,260\t१,२५०\t"900"\r\n1,300\t1,310\t\r\n1300\tNA\t800\r\n');
    await page.getByText('9 cells pasted.').waitFor();
    await page.getByRole('heading', { name: '2 cells to mend' }).waitFor();
    expect(await figureAt(page, 0, 1)).toBe('1,250');
    await page.getByText('1,310 checked, but only 1,300 available. Correct one of the two.').waitFor();
    expect(await cell(page, 1, 1).getAttribute('aria-invalid')).toBe('true');
    expect(await cell(page, 1, 1).textContent()).toContain('above available');

    // What cannot be true is not sent, and the page says where it stands.
    await describeReturn(page);
    await page.getByRole('button', { name: 'Save what changed' }).click();
    await page.getByText('Not saved: cells are to be mended first.').waitFor();
    await page.getByRole('button', { name: 'District 02, Control units in hand, checked' }).click();
    await page.keyboard.type('1290');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Delete');
    await page.getByRole('heading', { name: /to mend/ }).waitFor({ state: 'detached' });
    expect([await figureAt(page, 1, 1), await figureAt(page, 2, 1)]).toEqual(['1,290', '']);

    // Filled down to the tenth row, undone, and down to the fifth instead.
    await page.keyboard.press('Home');
    for (let row = 3; row < 10; row += 1) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+d');
    expect(await figureAt(page, 9, 0)).toBe('1,300');
    await page.keyboard.press('Control+z');
    expect(await figureAt(page, 9, 0)).toBe('');
    await page.keyboard.press('Control+y');
    expect(await figureAt(page, 9, 0)).toBe('1,300');
    await page.keyboard.press('Control+z');
    await page.keyboard.type('70');
    await page.keyboard.press('Tab');
    await page.keyboard.type('60');
    await page.keyboard.press('Enter');
    expect([await figureAt(page, 3, 0), await figureAt(page, 3, 1)]).toEqual(['70', '60']);

    expect(await figureAt(other, 3, 0)).toBe('');
    await page.getByRole('button', { name: 'Save what changed' }).click();
    await page.getByText('4 lines saved.').waitFor();
    const saved = performance.now();
    await expect.poll(async () => await figureAt(other, 3, 0), { interval: 20, timeout: 5_000 }).toBe('70');
    expect(performance.now() - saved).toBeLessThan(1_000);
    expect(await figureAt(other, 1, 1)).toBe('1,290');
    await page.getByText('Nothing typed yet.').waitFor();

    const rows = await browsers.app.db
      .selectFrom('itemStatus')
      .select(['districtCode', 'available', 'checked', 'deployed', 'source'])
      .where('exerciseId', '=', plantedExercise)
      .where('supersededAt', 'is', null)
      .orderBy('districtCode')
      .execute();
    const source = 'Stock register of the districts';
    expect(rows).toEqual([
      { districtCode: 'D01', available: 1_260, checked: 1_250, deployed: 900, source },
      { districtCode: 'D02', available: 1_300, checked: 1_290, deployed: null, source },
      { districtCode: 'D03', available: 1_300, checked: null, deployed: 800, source },
      { districtCode: 'D04', available: 70, checked: 60, deployed: null, source },
    ]);
  });

  it('says how many pasted cells found no place, and copies what is chosen', async () => {
    const page = await open(stock);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+End');
    await paste(page, '1\t2\n3\t4');
    await page.getByText('3 more cells have no row or column here and were not pasted.').waitFor();
    expect(await figureAt(page, 13, 2)).toBe('1');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Control+v');
    await page.getByText('1 cell pasted.').waitFor();
    expect(await figureAt(page, 12, 2)).toBe('1');
    // Escape leaves a cell as it was, and Tab leaves the grid.
    await page.keyboard.type('99');
    await page.keyboard.press('Escape');
    expect(await figureAt(page, 12, 2)).toBe('1');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('grid').evaluate((grid) => grid.contains(document.activeElement))).toBe(false);
  });

  it('keeps what was typed when the line drops and the tab is closed, and shows what another wrote meanwhile', async () => {
    let page = await open(stock);
    await cell(page, 10, 0).click();
    await page.keyboard.type('111');
    await page.keyboard.press('Enter');
    await page.keyboard.type('222');
    await page.keyboard.press('Enter');
    await describeReturn(page);
    const context = page.context();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Save what changed' }).click();
    await page.getByText('The server cannot be reached.').waitFor();
    await page.close();

    const colleague = await open(stock);
    await cell(colleague, 10, 0).click();
    await colleague.keyboard.type('333');
    await colleague.keyboard.press('Enter');
    await describeReturn(colleague);
    await colleague.getByRole('button', { name: 'Save what changed' }).click();
    await colleague.getByText('1 line saved.').waitFor();

    await context.setOffline(false);
    page = await context.newPage();
    await page.goto(stock);
    await page.getByText('2 cells typed earlier were kept in this browser.').waitFor();
    await page.getByText('They wrote 333. You typed 111.').first().waitFor();
    expect([await figureAt(page, 10, 0), await figureAt(page, 11, 0)]).toEqual(['111', '222']);
    await page.getByRole('button', { name: 'Save what changed' }).click();
    await page.getByText('Not saved: somebody else wrote the same cells.').waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByRole('button', { name: 'Save what changed' }).click();
    await page.getByText('2 lines saved.').waitFor();
    await expect.poll(async () => await figureAt(colleague, 10, 0)).toBe('111');
  });

  it('is read, not typed in, by those who do not own the exercise', async () => {
    const page = await open(stock, 'kerala.ceo.maker');
    await page.getByText('You are reading.').waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.type('5');
    expect(await page.getByRole('grid').getByRole('textbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Save what changed' }).count()).toBe(0);
  });

  it('is open to everybody, in both languages, and on a small screen leads to one district first', async () => {
    for (const language of ['en', 'hi']) {
      const page = await open(`${path}?lang=${language}`);
      await cell(page, 0, 0).waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await fitsWidth(page)).toBe(true);
      const [form, grid] = [page.getByRole('combobox').nth(1), page.getByRole('grid')];
      expect((await form.boundingBox())?.y ?? Infinity).toBeLessThan((await grid.boundingBox())?.y ?? 0);
    }
  });
});

describe('the form of one district', () => {
  it('shows the last figure, checks while typing, and saves one item or all', async () => {
    const page = await open(`${path}/D14?theme=machines`, 'kerala.sec.maker', 360);
    const item = page.getByRole('group', { name: 'Control units in hand' });
    await item.getByLabel('Available').fill('500');
    await item.getByLabel('Checked').fill('600');
    await item.getByText('600 checked, but only 500 available.').waitFor();
    await item.getByLabel('Checked').fill('400');
    await page.getByRole('group', { name: 'Ballot units in hand' }).getByLabel('Available').fill('700');
    await describeReturn(page);
    await item.getByRole('button', { name: 'Save this item' }).click();
    await page.getByText('1 line saved.').waitFor();
    await page.getByText('1 cell in 1 line changed').waitFor();
    await page.getByRole('button', { name: 'Save what changed' }).click();
    await page.getByText('Nothing typed yet.').waitFor();
    expect(await item.getByLabel('Available').inputValue()).toBe('500');
    expect(await fitsWidth(page)).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
  });
});
