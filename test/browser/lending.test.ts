// The lending desk on screen: an SEC asks, the EVM division answers in part, a second person accepts, machines go and
// come back, the CEO reads the line, and a memo is one sheet of paper in both languages.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browsers, demo, findBarriers, findPaleText, startBrowsers } from '../support/browser.ts';
import { findClipped, findOverflow, findSmallTargets, findWrongTongues, settle } from '../support/page-checks.ts';

const requests = '/logistics/requests';
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

async function open(email: string, path = requests, width = 1280): Promise<Page> {
  const page = await browsers.signIn(demo(email), { width });
  await page.goto(path);
  await settle(page);
  return page;
}

async function fillIn(page: Page, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(texts)) await page.getByLabel(label, { exact: true }).fill(text);
}

/** Enters 100 control units of the model in Kerala. */
async function enterStock(model: string): Promise<void> {
  const page = await open('eci.evm');
  await page.getByText('Enter or correct a stock').click();
  const form = page.getByRole('form', { name: 'Enter or correct a stock' });
  await form.getByLabel('State').selectOption('Kerala');
  await form.getByLabel('Model').fill(model);
  await form.getByLabel('Usable').fill('100');
  await form.getByLabel('As on').fill('20-11-2026');
  await form.getByLabel('Source').fill('count of the division');
  await form.getByRole('button', { name: 'Save the stock' }).click();
  await page.getByRole('heading', { name: `Kerala: control units, ${model}` }).waitFor();
}

async function ask(model: string): Promise<string> {
  const page = await open('kerala.sec.maker');
  await page.getByLabel('Model').fill(model);
  await fillIn(page, {
    'Number of machines': '60',
    'First day': '01-01-2027',
    'Last day': '31-01-2027',
    'Place of hand-over': 'District warehouse, Ernakulam',
  });
  await page.getByRole('button', { name: 'Send the request' }).click();
  const link = page.getByRole('link', { name: `60 control units, ${model}` });
  await link.waitFor();
  return (await link.getAttribute('href')) ?? '';
}

async function record(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Record this step' }).click();
  await page.getByText('The step was recorded.').waitFor();
}

/** The loan's steps as they are read: step and machines. */
async function stepsOn(page: Page): Promise<string[]> {
  const rows = page.getByRole('table').first().locator('tbody tr');
  return await rows.evaluateAll((all) =>
    all.map((row) => `${row.children[0]?.textContent} ${row.children[1]?.textContent}`),
  );
}

describe('the lending desk', () => {
  it('goes from request to return, each step by its own office, and the CEO reads the line', {
    timeout: 120_000,
  }, async () => {
    await enterStock('M3');
    const loan = await ask('M3');

    const evm = await open('eci.evm', loan);
    await evm.getByLabel('From which machines').selectOption('Kerala, M3: 100 free');
    await evm.getByLabel('Number of machines').fill('70');
    await evm.getByRole('button', { name: 'Record this step' }).click();
    await evm.getByText('More than was asked for: 60 at the most.').waitFor();
    await evm.getByLabel('Number of machines').fill('50');
    await record(evm);

    const checker = await open('kerala.sec.checker', loan);
    await checker
      .getByText('With your acceptance 50 control units, M3 are promised for 01-01-2027 to 31-01-2027.')
      .waitFor();
    await record(checker);

    // The page of the division is told by the live stream, and offers the next step by itself.
    await evm.getByLabel('What you will do').selectOption('Record the hand-over');
    await evm.getByLabel('Number of machines').fill('45');
    await record(evm);
    await evm.getByLabel('What you will do').selectOption('Record a return');
    await evm.getByLabel('Number of machines').fill('45');
    await evm.getByLabel('Damaged among them').fill('46');
    await evm.getByRole('button', { name: 'Record this step' }).click();
    await evm.getByText('More than came back: 45 at the most.').waitFor();
    await evm.getByLabel('Damaged among them').fill('2');
    await evm.getByLabel('Good again on').fill('01-03-2027');
    await record(evm);
    await evm.getByText('No step of yours is awaited.').waitFor();
    expect(await stepsOn(evm)).toEqual(['Request 60', 'Offer 50', 'Acceptance 50', 'Hand-over 45', 'Return 45']);

    const ceo = await open('kerala.ceo.maker', `${requests}?view=ended`);
    const line = ceo.getByRole('row').filter({ hasText: '60 control units, M3' });
    expect(await line.textContent()).toMatch(/State Election Commission, Kerala.*returned/);
    expect(await ceo.getByRole('button', { name: 'Send the request' }).count()).toBe(0);
    await line.getByRole('link').click();
    await ceo.getByText('No step of yours is awaited.').waitFor();
  });

  it('says what cannot be asked at its field, in the reader’s language, and keeps what was typed', async () => {
    const page = await open('kerala.sec.maker', `${requests}?lang=hi`);
    await fillIn(page, { 'मशीनों की संख्या': '-5', 'पहला दिन': '01-11-2026', 'अंतिम दिन': '31-01-2027' });
    await page.getByRole('button', { name: 'माँग भेजें' }).click();
    await page.getByText('पहला दिन बीत चुका है। आज या बाद के दिन माँगें।').waitFor();
    const count = page.getByLabel('मशीनों की संख्या');
    expect(await count.getAttribute('aria-invalid')).toBe('true');
    expect(await count.inputValue()).toBe('-5');
  });

  it('keeps what was typed when the other office was quicker, and says so', async () => {
    await enterStock('M2');
    const loan = await ask('M2');
    const evm = await open('eci.evm', loan);
    await evm.getByLabel('From which machines').selectOption('Kerala, M2: 100 free');
    await evm.getByLabel('Number of machines').fill('40');
    const maker = await open('kerala.sec.maker', loan);
    await maker.getByLabel('Reason').fill('no');
    await maker.getByRole('button', { name: 'Record this step' }).click();
    await maker.getByText('Say why in at least 10 letters').waitFor();
    await maker.getByLabel('Reason').fill('the poll is by ballot now');
    await record(maker);
    await evm.getByText('The loan moved on while you were typing').waitFor();
    await evm.getByRole('button', { name: 'Record this step' }).click();
    await evm.getByText('Someone else changed this first.').waitFor();
    expect(await evm.getByLabel('Number of machines').inputValue()).toBe('40');
    expect(await stepsOn(evm)).toEqual(['Request 60', 'Withdrawal –']);
    await evm.getByRole('button', { name: 'Record this step' }).click();
    await evm.getByText('The loan has moved on and does not take this step now.').waitFor();
    expect(await evm.getByLabel('Number of machines').inputValue()).toBe('40');
  });

  it('shows what is locked to C+45 and refuses an offer beyond what is free', async () => {
    await enterStock('M1');
    const page = await open('eci.evm');
    await page.getByText('Lock machines for days').click();
    const form = page.getByRole('form', { name: 'Lock machines for days' });
    await form.getByLabel('Machines', { exact: true }).selectOption('Kerala: control units, M1');
    await form.getByLabel('Number of machines').fill('70');
    await form.getByLabel('First day').fill('01-12-2026');
    await form.getByLabel('Day of counting (C)').fill('10-12-2026');
    await form.getByText('Locked to C+45: 24-01-2027.').waitFor();
    await form.getByRole('button', { name: 'Lock', exact: true }).click();
    await page.getByText('70 from 01-12-2026 to 24-01-2027').waitFor();
    await page.getByText('Sealed to C+45, counting on 10-12-2026').waitFor();
    const pool = page.getByRole('article').filter({ hasText: 'control units, M1' });
    await pool.locator('summary').click();
    expect(await pool.getByRole('row').filter({ hasText: '24-01-2027' }).textContent()).toMatch(/100.*70.*0.*30$/);

    const loan = await ask('M1');
    await page.goto(loan);
    await page.getByLabel('From which machines').selectOption('Kerala, M1: 30 free');
    await page.getByLabel('Number of machines').fill('31');
    await page.getByRole('button', { name: 'Record this step' }).click();
    await page.getByText('Only 30 are free on 01-01-2027.').waitFor();
  });

  it('has a memo of each step, one sheet of paper in both languages', async () => {
    const page = await open('kerala.sec.maker', `${await ask('M9')}/memo/1`);
    const [english, hindi] = [page.locator('section[lang="en"]'), page.locator('section[lang="hi"]')];
    expect(await english.textContent()).toMatch(/60 machines are asked for\..*01-01-2027 to 31-01-2027.*Ernakulam/);
    expect(await hindi.textContent()).toMatch(/60 मशीनें माँगी जाती हैं।.*01-01-2027 से 31-01-2027 तक/);
    const paper = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 695, height: 1017 });
    expect(await findClipped(page)).toEqual([]);
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
  });

  it('is closed to an office that has no part in it, and says so', async () => {
    const page = await open('eci.viewer');
    await page.getByText('Loans of machines are not open to your office.').waitFor();
  });

  it.each(['en', 'hi'])('has no barriers and fits a narrow screen (%s)', { timeout: 120_000 }, async (language) => {
    await enterStock(`A ${language}`);
    const loan = await ask(`A ${language}`);
    const pages: [string, string][] = [
      ['eci.evm', requests],
      ['eci.evm', loan],
      ['kerala.sec.maker', requests],
      ['kerala.sec.maker', `${loan}/memo/1`],
    ];
    for (const [as, path] of pages) {
      for (const width of [1280, 320]) {
        const page = await open(as, `${path}?lang=${language}`, width);
        const folded = page.locator('main summary');
        for (const summary of await folded.all()) await summary.click();
        const at = `${as} ${path} ${width}`;
        expect.soft(await findBarriers(page), at).toEqual([]);
        expect.soft(await findOverflow(page), at).toEqual([]);
        expect.soft(await findSmallTargets(page), at).toEqual([]);
        expect.soft(await findWrongTongues(page), at).toEqual([]);
        await page.emulateMedia({ colorScheme: 'dark' });
        expect.soft(await findPaleText(page), at).toEqual([]);
      }
    }
  });
});
