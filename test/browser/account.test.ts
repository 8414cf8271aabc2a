// The door: who is let in and told what, where one is signed in, and what is left when one has gone.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationPassword } from '#server/platform/seed/demonstration.ts';
import { type Browsers, demo, startBrowsers } from '../support/browser.ts';
import { settle } from '../support/page-checks.ts';

const maker = demo('kerala.ceo.maker');
const october = '/entry/roll/2026-10?state=IN-KL';

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

async function openLogin(path = '/login'): Promise<Page> {
  const page = await browsers.open();
  await page.goto(path);
  await settle(page);
  return page;
}

async function open(email: string, path: string): Promise<Page> {
  const page = await browsers.signIn(email);
  await page.goto(path);
  await settle(page);
  return page;
}

async function enter(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** What stands beside a field as its error, as it is read out with it. */
async function errorOf(page: Page, label: string): Promise<string | null> {
  const field = page.getByLabel(label);
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  return await page.locator(`[id="${(await field.getAttribute('aria-describedby')) ?? ''}"]`).textContent();
}

describe('signing in', () => {
  it('says at the field what is missing or wrong, and keeps the e-mail that was typed', async () => {
    const page = await openLogin();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    expect(await errorOf(page, 'E-mail')).toBe('Enter your e-mail address.');
    expect(await errorOf(page, 'Password')).toBe('Enter your password.');
    expect(await page.getByLabel('E-mail').evaluate((field) => field === document.activeElement)).toBe(true);

    await enter(page, maker, 'not the password at all');
    await page.getByText('E-mail or password does not match.').waitFor();
    expect(await errorOf(page, 'Password')).toContain('does not match');
    expect(await page.getByLabel('E-mail').inputValue()).toBe(maker);
    expect(new URL(page.url()).pathname).toBe('/login');
  });

  it('shuts an account after five failures, for the right password too, and says for how long', async () => {
    const page = await openLogin();
    const email = demo('up.sec.maker');
    await enter(page, email, 'wrong 1');
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      await page.getByText('E-mail or password does not match.').waitFor();
      const answered = page.waitForResponse('**/api/sign-in');
      await enter(page, email, `wrong ${String(attempt)}`);
      expect((await answered).status()).toBe(401);
    }
    const refused = page.waitForResponse('**/api/sign-in');
    await enter(page, email, demonstrationPassword);
    expect((await refused).status()).toBe(429);
    await page.getByRole('alert').filter({ hasText: 'Too many tries. Wait 1 min and try again.' }).waitFor();
    expect(await page.getByLabel('E-mail').inputValue()).toBe(email);
  });

  it('leads back to the page that was asked for, with all it named', async () => {
    const page = await openLogin('/states/IN-KL?lang=hi&asOn=2026-01-31');
    expect(new URL(page.url()).pathname).toBe('/login');
    await page.locator('input[type="email"]').fill(demo('eci.viewer'));
    await page.locator('input[type="password"]').fill(demonstrationPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'केरल' }).waitFor();
    const { pathname, searchParams } = new URL(page.url());
    expect(pathname).toBe('/states/IN-KL');
    expect(Object.fromEntries(searchParams)).toEqual({ lang: 'hi', asOn: '2026-01-31' });
  });
});

describe('where one is signed in', () => {
  it('ends a session elsewhere; what was typed there waits until its person is back', async () => {
    const there = await open(maker, october);
    const deletions = there.getByRole('textbox', { name: 'Deletions', exact: true });
    await deletions.fill('2000');

    const here = await open(maker, '/account');
    const sessions = here.getByRole('table').getByRole('row');
    await here.getByRole('cell', { name: 'this one' }).waitFor();
    expect(await sessions.count()).toBe(3);
    await here.getByRole('button', { name: /^End the session on/ }).click();
    await here.getByText('The session is ended.').waitFor();
    await sessions.nth(2).waitFor({ state: 'detached' });

    await there.getByText('Your session has ended.').waitFor();
    await there.getByRole('textbox', { name: 'Additions', exact: true }).fill('9000');
    await there.getByText('You are signed out. Sign in again: what you typed waits here for you.').waitFor();
    expect(await deletions.inputValue()).toContain('2');
    await there.getByRole('link', { name: 'Sign in again' }).click();
    await enter(there, maker, demonstrationPassword);
    await there.getByRole('heading', { level: 1, name: 'Kerala, October 2026' }).waitFor();
    await there.getByText('Everything typed is with the server.').waitFor();
    expect(await there.getByRole('textbox', { name: 'Additions', exact: true }).inputValue()).toBe('9,000');
    expect(await deletions.inputValue()).toBe('2,000');
  });

  it('leaves nothing to read behind after signing out', async () => {
    const page = await open(demo('eci.commissioner'), '/states/IN-KL');
    await page.getByText('2,69,53,644').first().waitFor();
    await page.getByRole('banner').locator('summary').click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.waitForURL('**/login');
    await settle(page);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await page.locator('body').textContent()).not.toContain('2,69,53,644');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    // Where pages were scrolled to is all that the tab remembers.
    const kept = await page.evaluate(() => Object.keys(sessionStorage));
    expect(kept.filter((key) => !key.startsWith('tsr-scroll-restoration'))).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    expect((await page.request.get('/api/overview')).status()).toBe(401);
  });

  it('acts in one of two capacities at a time; what is offered follows', async () => {
    const page = await open(demo('kerala.collector'), '/states/IN-KL');
    const links = page.getByRole('navigation', { name: 'From here' });
    await links.getByRole('link', { name: 'Enter the assembly roll' }).waitFor();
    expect(await links.getByRole('link', { name: 'Enter the local roll' }).count()).toBe(0);

    const menu = page.getByRole('banner').locator('summary');
    await menu.click();
    await page.getByText('(acting now)').waitFor();
    await page.getByRole('button', { name: 'Data entry, SEC’s office, State Election Commission, Kerala' }).click();
    await page.waitForURL('**/desk');
    await settle(page);
    expect(await menu.textContent()).toContain('Data entry, SEC’s office');
    await page.goto('/states/IN-KL');
    await links.getByRole('link', { name: 'Enter the local roll' }).click();
    await page.getByText('State Election Commission, Kerala').first().waitFor();
    await page.goto('/states/IN-KL');
    await settle(page);
    expect(await links.getByRole('link', { name: 'Enter the assembly roll' }).count()).toBe(0);
  });

  it('reads on at once in the language that the person chose to keep', async () => {
    const page = await browsers.signIn(demo('kerala.sec.checker'));
    // Once the stream has opened, the session is read again; after that nothing but the choice changes it.
    const isRead = page.waitForResponse('**/api/session');
    await page.goto('/account');
    await settle(page);
    await isRead;
    await page.getByLabel('Language of your pages').selectOption({ value: 'hi' });
    await page.getByRole('heading', { level: 1, name: 'खाता और सत्र' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('hi');
    await page.getByRole('navigation', { name: 'मुख्य' }).getByRole('link', { name: 'राष्ट्रीय' }).click();
    await page.waitForURL('**/national');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('hi');
  });
});
