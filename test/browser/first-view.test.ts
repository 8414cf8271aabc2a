// What is there before the script, what the browser has to complain about, and what happens when the server is gone.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#shared/kernel/ids.ts';
import { type Browsers, demo, startBrowsers } from '../support/browser.ts';
import { callAs, personIn } from '../support/call.ts';
import { settle } from '../support/page-checks.ts';
import { watchPages } from '../support/page-watch.ts';

const commissioner = 'eci.commissioner';

/** Every page, by the account that reads it. */
const walks: Readonly<Record<string, readonly string[]>> = {
  'eci.commissioner': [
    '/national',
    '/national?metric=LR-01',
    '/states',
    '/states/IN-KL',
    '/timelines',
    '/timelines?view=table',
    '/rolls',
    '/rolls/units',
    '/rolls/outliers',
    '/rolls/gap?state=IN-KL',
    '/rolls/trends?key=FL-03',
    '/metrics',
    '/metrics/FL-11',
    '/audit',
  ],
  'eci.organiser': ['/actions', '/actions?bucket=no_record', '/actions/A04'],
  'kerala.ceo.maker': ['/desk', '/entry/roll/2026-10?state=IN-KL', '/entry/import', '/account'],
  'technical.admin': ['/admin'],
};

let browsers: Browsers;

beforeAll(async () => {
  browsers = await startBrowsers();
});
afterAll(async () => {
  await browsers.close();
});
afterEach(async () => {
  await browsers.closePages();
});

describe('without a script', () => {
  it('has the board with its figures, in both languages', async () => {
    const page = await browsers.signIn(demo(commissioner), { hasScript: false });
    await page.goto('/national');
    const heading = await page.getByRole('heading', { level: 1 }).textContent();
    expect(heading).toBe('13 of 14 States under revision have published a final roll');
    const kerala = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Kerala', exact: true }) });
    const cells = await kerala.getByRole('cell').allTextContents();
    expect(cells).toEqual(
      expect.arrayContaining(['Attention8.65', '2,78,50,855', '2,54,42,352', '2,69,53,644', '−3.22']),
    );
    expect(await page.getByRole('row').count()).toBeGreaterThanOrEqual(37);
    expect(await page.locator('[data-key="IN-KL"]').textContent()).toContain('8.6');

    // Metric and language are links: they work too.
    await page.getByRole('navigation', { name: 'Metric on the board' }).getByRole('link', { name: 'Roll gap' }).click();
    expect(await page.locator('[data-key="IN-KL"]').textContent()).toContain('+6.2');
    await page.getByRole('link', { name: 'हिन्दी' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('14 राज्यों में से 13');
    expect(await page.locator('[data-key="IN-KL"]').textContent()).toContain('+6.2');
  });
});

describe.each(['en', 'hi'])('every page in %s', (language) => {
  it.each(Object.entries(walks))('gives the browser of %s nothing to complain about', async (account, paths) => {
    const page = await browsers.signIn(demo(account));
    const watch = await watchPages(page.context(), browsers.app.url);
    for (const path of paths) {
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      await settle(page);
    }
    expect(watch.complaints).toEqual([]);
    expect(watch.foreign).toEqual([]);
    expect(watch.requests()).toBeGreaterThan(paths.length * 3);
  });

  it('signs in without a complaint', async () => {
    const page = await browsers.open();
    const watch = await watchPages(page.context(), browsers.app.url);
    await page.goto(`/login?lang=${language}`);
    await settle(page);
    await page.getByRole('button', { name: /technical|तकनीकी/i }).click();
    await page.waitForURL('**/admin*');
    await settle(page);
    expect(watch.complaints).toEqual([]);
    expect(watch.foreign).toEqual([]);
  });
});

describe('the watch itself', () => {
  it('hears of a foreign picture and of a script in the page', async () => {
    const page = await browsers.signIn(demo(commissioner));
    const watch = await watchPages(page.context(), browsers.app.url);
    await page.goto('/national');
    await settle(page);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "run"';
      document.body.append(script);
      const picture = document.createElement('img');
      picture.src = 'https://tracker.example/pixel.png';
      document.body.append(picture);
    });
    await expect.poll(() => watch.complaints.join(' ')).toContain('content policy: script-src-elem');
    await expect.poll(() => watch.complaints.join(' ')).toContain('content policy: img-src');
    expect(await page.title()).not.toBe('run');
  });
});

describe('when the server is gone', () => {
  it('says so, keeps what it shows, and is right again by itself', async () => {
    const page = await browsers.signIn(demo(commissioner));
    const stream = page.waitForResponse('**/api/stream');
    await page.goto('/national');
    await settle(page);
    expect((await stream).status()).toBe(200);
    const samples = page.locator('[data-key][data-sample="true"]');
    expect(await samples.count()).toBe(0);
    await page.evaluate(() => document.body.setAttribute('data-same-page', 'yes'));
    const lost = page.getByText('The connection is lost. The figures stand as last received');

    await browsers.app.goAway();
    await lost.waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('13 of 14 States');

    // Another process changes the board while the page hears nothing.
    const { db } = browsers.app;
    await callAs(db, await personIn(db, demo(commissioner))).national.addSample({ key: newId() });
    await browsers.app.comeBack();
    await lost.waitFor({ state: 'detached', timeout: 60_000 });
    await samples.first().waitFor();
    await page.getByRole('status').filter({ hasText: 'The connection is back.' }).waitFor({ state: 'attached' });
    expect(await page.locator('body').getAttribute('data-same-page')).toBe('yes');
  });
});
