import { afterAll, beforeAll, expect, it } from 'vitest';
import { isMigrated } from '#server/platform/migrations.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let first: FreshDatabase;
let second: FreshDatabase;

beforeAll(async () => {
  first = await freshDatabase();
  second = await freshDatabase();
});

afterAll(async () => {
  await first.drop();
  await second.drop();
});

it('gives every test file its own migrated country', async () => {
  expect(await isMigrated(first.db)).toBe(true);
  await first.db.deleteFrom('bodyState').execute();
  const states = await second.db.selectFrom('state').select('code').execute();
  expect(states).toHaveLength(36);
});
