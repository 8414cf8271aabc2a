// Other dates tried before anything is saved: by typing, by keys, by hand; shared with the other body; adopted by the owner.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#shared/kernel/ids.ts';
import { type Browsers, demo, findBarriers, findPaleText, startBrowsers } from '../support/browser.ts';
import { callAs, personIn } from '../support/call.ts';
import { findClipped, findOverflow, findSmallTargets, findWrongTongues, settle } from '../support/page-checks.ts';
import { blankDescription, planted } from '../support/timeline-entry.ts';

let browsers: Browsers;
let exerciseId: string;

beforeAll(async () => {
  browsers = await startBrowsers();
  const { db } = browsers.app;
  const sec = await personIn(db, demo('kerala.sec.maker'));
  const ceo = await personIn(db, demo('kerala.ceo.maker'));
  const dates = {
    announcement_mcc: '01-12-2026',
    nominations: '05-12-2026',
    scrutiny: '06-12-2026',
    withdrawal_last: '08-12-2026',
    poll: '28-12-2026',
    counting: '30-12-2026',
    completion: '31-12-2026',
  };
  ({ exerciseId } = await planted(db, sec, dates));
  await callAs(db, ceo).timelines.layOut({
    key: newId(),
    into: {
      places: ['IN-KL'],
      bodyId: 'CEO-IN-KL',
      kind: 'roll_revision',
      description: { ...blankDescription, nameEn: 'Revision 2026', nameHi: 'पुनरीक्षण 2026', revisionKind: 'SIR' },
    },
    template: 'T-SIR',
    dates: [{ milestone: 'enumeration', start: '01-12-2026', end: '20-12-2026', blockedBy: [] }],
    note: '',
  });
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

const name = 'Kerala local bodies by-poll';
const address = (rest = '') => `/conflicts/what-if?state=IN-KL&exercise=${exerciseId}${rest}`;
const pollMark = (page: Page) => page.getByRole('slider', { name: `${name}: Poll`, exact: true });
const headline = async (page: Page) => await page.getByRole('heading', { level: 1 }).textContent();

describe('a what-if', () => {
  it('shows what a typed poll day gains, refuses a wrong one in words, and keeps all of it in the address', async () => {
    const page = await open('kerala.sec.maker', address());
    expect(await headline(page)).toBe('Kerala: the dates as they stand, nothing tried yet');
    const field = page.getByLabel('Poll: day');
    await field.fill('10-01-27');
    await field.press('Enter');
    await page.getByText('Write the year with four digits.').waitFor();
    expect(await field.inputValue()).toBe('10-01-27');
    await field.fill('10.01.2027');
    await field.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Kerala: 1 date tried; findings: / }).waitFor();
    await page.getByText('out of the order of steps: earliest 10-01-2027').waitFor();
    const gained = page.getByRole('region', { name: /^Gained: / });
    const broken = gained.getByRole('listitem').filter({ hasText: 'C15' });
    expect(await broken.textContent()).toContain('critical');
    await broken.getByText('Working', { exact: true }).click();
    await broken.getByText('Clause').waitFor();
    // Training from P-27 on: 14-12 to 20-12.
    const other = page.getByRole('region', { name: /^Same severity, other days: / }).getByRole('listitem');
    expect(await other.filter({ hasText: 'C01' }).textContent()).toMatch(/Revision 2026.* by 7 days/);
    expect(page.url()).toContain('changes=m.');
    // Read again from its address it is the same report; nothing of it was saved.
    const told = await headline(page);
    await page.reload();
    await settle(page);
    expect(await headline(page)).toBe(told);
    await page.getByRole('button', { name: 'Undo: Poll' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kerala: the dates as they stand, nothing tried yet' }).waitFor();
  });

  it('moves by the arrow keys and by hand, with the findings after every step', async () => {
    const page = await open('kerala.sec.maker', address());
    const mark = pollMark(page);
    await mark.focus();
    await page.keyboard.press('ArrowRight');
    expect(await mark.getAttribute('aria-valuetext')).toBe('29-12-2026, in force 28-12-2026');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('PageUp');
    expect(await mark.getAttribute('aria-valuetext')).toContain('12-01-2027');
    await page.getByRole('region', { name: /^Gained: / }).waitFor();
    await page.getByText(/^Poll: 12-01-2027\. findings: /).waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    expect(await mark.getAttribute('aria-valuetext')).toBe('28-12-2026');

    const box = await mark.boundingBox();
    if (box === null) throw new Error('the mark is not on the page');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 5 });
    // Before the hand is lifted the findings are there, and the address is not touched.
    await page.getByRole('region', { name: /^Gained: / }).waitFor();
    expect(page.url()).not.toContain('changes=');
    await page.mouse.up();
    await page.waitForURL('**changes=m.**');

    const whole = page.getByRole('slider', { name: `${name}: all dates that move together` });
    await page.getByRole('button', { name: 'Back to the dates in force' }).click();
    await whole.focus();
    await page.keyboard.press('PageUp');
    expect(await mark.getAttribute('aria-valuetext')).toContain('04-01-2027');
    expect(page.url()).toContain(`changes=s.${exerciseId}.7`);
  });

  it('finds the earliest day with the reasons for those before it, and puts it in by one press', async () => {
    const page = await open('kerala.sec.maker', address());
    await page.getByRole('button', { name: `Find it for ${name}` }).click();
    const section = page.getByRole('region', { name: 'Earliest day without a critical or high finding' });
    // House visits end on 20-12: from P-27 on 15-12 they meet the training for fewer than 7 days.
    await section.getByText('11-01-2027, 14 days later: no critical or high finding.').waitFor();
    const answer = await section.getByRole('status').textContent();
    expect(answer).toContain('C01 field staff, high: 14 days with Revision 2026');
    expect(answer).toContain('28-12-2026 to 10-01-2027');
    await section.getByRole('button', { name: 'Put it into the what-if' }).click();
    await page.waitForURL(`**changes=s.${exerciseId}.14`);
    await page.getByRole('button', { name: `Find it for ${name}` }).click();
    await section.getByText('11-01-2027, as planned: no critical or high finding.').waitFor();
  });

  it('is shared by the commission, read by the CEO at its link, and adopted by the owner alone', async () => {
    const page = await open('kerala.sec.maker', address(`&changes=s.${exerciseId}.14`));
    await page.getByRole('button', { name: 'Share this what-if' }).click();
    await page.getByText('Write at least 10 letters: the note stands with the what-if.').waitFor();
    await page.getByLabel('Note').fill('Two weeks later: would your house visits allow it?');
    await page.getByRole('button', { name: 'Share this what-if' }).click();
    const shared = page.getByRole('region', { name: 'Shared what-ifs' });
    const item = shared.getByRole('listitem').filter({ hasText: 'would your house visits allow it?' });
    await item.getByText(/^Findings on 22-11-2026, when it was shared: /).waitFor();
    const link = await item.getByRole('link', { name: 'Open (1)' }).getAttribute('href');

    const other = await open('kerala.ceo.maker', link ?? '');
    await other.getByRole('heading', { level: 1, name: /^Kerala: 7 dates tried; findings: / }).waitFor();
    await other.getByText('Shared by State Election Commission, Kerala').waitFor();
    expect(await other.getByRole('button', { name: 'Adopt these dates' }).count()).toBe(0);

    await item.getByRole('button', { name: 'Adopt these dates' }).click();
    const form = page.getByRole('form', { name: 'Adopt as your own dates' });
    await form.getByRole('button', { name: 'Revise the dates now' }).click();
    await form.getByText('Choose a reason.').waitFor();
    await form.getByLabel('Reason', { exact: true }).selectOption({ label: 'Electoral roll' });
    await form.getByLabel('Order reference').fill('Order 12/2026 of 20-11-2026');
    await form.getByRole('button', { name: 'Revise the dates now' }).click();
    await page.getByText('Adopted: the dates on the calendar are revised.').waitFor();
    // The CEO's screen hears of it by itself.
    await other.getByText('adopted', { exact: true }).waitFor();
    const again = await open('kerala.ceo.maker', address());
    expect(await pollMark(again).getAttribute('aria-valuetext')).toBe('11-01-2027');
  });

  it.each(['en', 'hi'])('has no barriers and fits a narrow screen (%s)', async (language) => {
    for (const width of [1280, 320]) {
      const page = await open('kerala.sec.maker', address(`&changes=s.${exerciseId}.9&lang=${language}`), width);
      await page.locator('textarea').waitFor();
      const closed = page.locator('main details:not([open]) > summary');
      while ((await closed.count()) > 0) await closed.first().click();
      expect.soft(await findBarriers(page), `barriers at ${width}`).toEqual([]);
      expect.soft(await findOverflow(page), `overflow at ${width}`).toEqual([]);
      expect.soft(await findSmallTargets(page), `small targets at ${width}`).toEqual([]);
      expect.soft(await findWrongTongues(page), `words in another language at ${width}`).toEqual([]);
      expect.soft(await findClipped(page), `clipped at ${width}`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect.soft(await findPaleText(page), `pale text in the dark at ${width}`).toEqual([]);
    }
  });

  it('prints the dates before and after with the findings, and none of the tools', async () => {
    const page = await open('kerala.sec.maker', address(`&changes=s.${exerciseId}.9`));
    await page.emulateMedia({ media: 'print' });
    await page.getByRole('table', { name: 'Dates in force and dates tried' }).waitFor();
    expect(await page.getByRole('slider').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole('textbox').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'What it does to the findings' }).isVisible()).toBe(true);
  });
});
