import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countLive, listSums } from '#server/modules/exchange/views.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { partFile, upload } from '../support/part-files.ts';

let app: RunningApp;
let maker: string;

beforeAll(async () => {
  app = await startApp();
  maker = await app.signIn('kerala.ceo.maker@demo.samanvay.example');
});
afterAll(async () => {
  await app.close();
});

describe('a part file', () => {
  it('is staged with sums that are those of its parts as they lie', async () => {
    const acs = Array.from({ length: 140 }, (_, index) => index + 1);
    const { id, status, reply } = await upload(app, maker, partFile(acs, 20));
    expect(reply.text).toContain('staged');
    expect(status).toBe('staged');
    const { no, findings } = await app.db
      .selectFrom('rollImport')
      .select(['no', 'findings'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(findings).toMatchObject({ errors: 0 });
    const stored = await listSums(app.db, no);
    expect(stored).toHaveLength(141);
    expect(await countLive(app.db, { importNo: no, isSir: false })).toEqual(stored);
  });
});
