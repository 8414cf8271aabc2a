// Every page in Hindi; see access.test.ts.

import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expectOpen, places, type Readers, startReaders } from './access-pages.ts';

let readers: Readers;

beforeAll(async () => {
  readers = await startReaders();
});
afterAll(async () => {
  await readers.close();
});
afterEach(async () => {
  await readers.endTest();
});

describe('in Hindi', () => {
  it.each(places)('$path is open to everybody', async (place) => {
    await expectOpen(await readers.openPage(place, 'hi'), 'hi');
  });
});
