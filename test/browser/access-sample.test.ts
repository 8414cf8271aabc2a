// Pages on which a rehearsal is drawn, in both languages; see access.test.ts.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#shared/kernel/ids.ts';
import { demo } from '../support/browser.ts';
import { commissioner, expectOpenSample, type Readers, samplePlaces, startReaders } from './access-pages.ts';

let readers: Readers;

beforeAll(async () => {
  readers = await startReaders();
  const page = await readers.signIn(demo(commissioner));
  const answer = await page.request.post('/api/trpc/national.addSample', {
    headers: { origin: readers.app.url },
    data: { key: newId() },
  });
  expect(answer.ok()).toBe(true);
  await page.context().close();
});
afterAll(async () => {
  await readers.close();
});
afterEach(async () => {
  await readers.endTest();
});

describe('with the rehearsal country', () => {
  it.each(samplePlaces.flatMap((place) => ['en', 'hi'].map((language) => ({ ...place, language }))))(
    '$path in $language is open to everybody',
    async ({ language, ...place }) => {
      await expectOpenSample(await readers.openPage(place, language), language);
    },
  );
});
