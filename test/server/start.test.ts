import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isRunning } from '#server/platform/data-folder.ts';
import { demonstrationPassword } from '#server/platform/seed/demonstration.ts';
import { freshDatabase } from '../support/database.ts';
import { findFreePort, findPostgresPid, findServerPid, type Product, startProduct } from '../support/product.ts';
import { administer } from '../support/template.ts';

const run = promisify(execFile);

let parent: string;
let dataDir: string;
let open: Product[];
/** The data folder of a product that was started once and stopped. */
let begun: string;

beforeAll(async () => {
  begun = join(await mkdtemp(join(tmpdir(), 'samanvay-begun-')), 'data');
  const product = await startProduct({ DATA_DIR: begun });
  await product.ready();
  expect(await product.stop()).toMatchObject({ code: 0, stderr: '' });
});

afterAll(async () => {
  await rm(dirname(begun), { recursive: true, force: true });
});

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'samanvay-start-'));
  dataDir = join(parent, 'data');
  open = [];
});

afterEach(async () => {
  for (const product of open) await product.stop();
  await rm(parent, { recursive: true, force: true });
});

async function start(settings: Record<string, string> = {}, command?: [string, ...string[]]): Promise<Product> {
  const product = await startProduct({ DATA_DIR: dataDir, ...settings }, command);
  open.push(product);
  return product;
}

/** A start on data that is there already, for what does not depend on making it. */
async function startAgain(command?: [string, ...string[]]): Promise<Product> {
  // With its owner: the database server has an account of its own where root starts it.
  await run('cp', ['-a', begun, dataDir]);
  return await start({}, command);
}

/** Signs in with a demonstration account; the cookie to send from then on. */
async function signIn(product: Product): Promise<string> {
  const response = await fetch(`${product.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url },
    body: JSON.stringify({ email: 'eci.viewer@demo.samanvay.example', password: demonstrationPassword }),
  });
  expect(response.status).toBe(200);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

async function whoIs(product: Product, cookie: string): Promise<unknown> {
  return (await fetch(`${product.url}/api/session`, { headers: { cookie } })).json();
}

/** An expected failure: exit code 1, and exactly this one sentence. */
async function expectSentence(product: Product, sentence: RegExp): Promise<void> {
  const { code, stdout, stderr } = await product.ended;
  expect({ code, stdout, lines: stderr.trimEnd().split('\n') }).toEqual({
    code: 1,
    stdout: '',
    lines: [expect.stringMatching(sentence)],
  });
}

describe('npm start', () => {
  it('answers, prints where and as whom, and stops with its database; the second start has the same data and is quick', async () => {
    const first = await start();
    await first.ready();
    expect(await (await fetch(`${first.url}/healthz`)).json()).toMatchObject({ ok: true });
    expect(await (await fetch(`${first.url}/readyz`)).json()).toEqual({
      ok: true,
      checks: { database: 'ok', migrations: 'ok', readModels: 'ok' },
    });
    const cookie = await signIn(first);
    const session = await whoIs(first, cookie);
    expect(session).toMatchObject({ isDemonstration: true });
    const postgres = await findPostgresPid(dataDir);
    const ended = await first.stop();
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain(`Samanvay is ready: ${first.url}\n`);
    expect(ended.stdout).toContain(`password ${demonstrationPassword}\n`);
    expect(ended.stdout).toContain('eci.viewer@demo.samanvay.example');
    expect(isRunning(postgres)).toBe(false);
    expect(existsSync(join(dataDir, 'pg', 'postmaster.pid'))).toBe(false);

    const second = await start();
    expect(await second.ready()).toBeLessThan(5_000);
    expect(await whoIs(second, cookie)).toEqual(session);
    expect((await fetch(`${second.url}/login`)).status).toBe(200);
    expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
  });

  it('stops cleanly when one Ctrl-C arrives twice, from the terminal and from npm', async () => {
    const product = await startAgain();
    await product.ready();
    const postgres = await findPostgresPid(dataDir);
    product.process.kill('SIGINT');
    await sleep(20);
    expect(await product.stop('SIGINT')).toMatchObject({ code: 0, stderr: '' });
    expect(isRunning(postgres)).toBe(false);
  });

  it('ends within ten seconds although a reader keeps a stream open', async () => {
    const product = await startAgain();
    await product.ready();
    const stream = await fetch(`${product.url}/api/stream`, { headers: { cookie: await signIn(product) } });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const began = performance.now();
    expect(await product.stop()).toMatchObject({ code: 0, stderr: '' });
    expect(performance.now() - began).toBeLessThan(10_000);
    await stream.body?.cancel().catch(() => undefined);
  });

  it('leaves nothing running when it is told to stop while it starts', async () => {
    const product = await start();
    await expect.poll(() => existsSync(join(dataDir, 'samanvay.lock')), { timeout: 10_000 }).toBe(true);
    expect((await product.stop()).stderr).toBe('');
    expect(existsSync(join(dataDir, 'samanvay.lock'))).toBe(false);
    expect(existsSync(join(dataDir, 'pg', 'postmaster.pid'))).toBe(false);
  });

  it('starts on the same data after its process was killed', async () => {
    const first = await startAgain();
    await first.ready();
    const cookie = await signIn(first);
    const session = await whoIs(first, cookie);
    process.kill(await findServerPid(dataDir), 'SIGKILL');
    expect((await first.ended).code).not.toBe(0);

    const second = await start();
    await second.ready();
    expect(await whoIs(second, cookie)).toEqual(session);
    const postgres = await findPostgresPid(dataDir);
    expect(await second.stop()).toMatchObject({ code: 0, stderr: '' });
    expect(isRunning(postgres)).toBe(false);
  });

  it('ends with the process that started it', async () => {
    const product = await startAgain();
    await product.ready();
    const [server, postgres] = [await findServerPid(dataDir), await findPostgresPid(dataDir)];
    process.kill(product.process.pid ?? 0, 'SIGKILL');
    await expect.poll(() => [isRunning(server), isRunning(postgres)], { timeout: 10_000 }).toEqual([false, false]);
  });

  it('ends when npm is told to, although npm stops only its shell', async () => {
    const product = await startAgain(['npm', 'start']);
    await product.ready();
    const [server, postgres] = [await findServerPid(dataDir), await findPostgresPid(dataDir)];
    await product.stop('SIGTERM');
    await expect.poll(() => [isRunning(server), isRunning(postgres)], { timeout: 10_000 }).toEqual([false, false]);
  });

  it('uses the database of DATABASE_URL and starts none of its own', async () => {
    const database = await freshDatabase();
    try {
      const product = await start({ DATABASE_URL: database.url });
      await product.ready();
      expect(existsSync(join(dataDir, 'pg'))).toBe(false);
      const ended = await product.stop();
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(ended.stdout).toContain(
        'There is no account yet: make the first administrator with npm run admin:create.',
      );
      expect(await database.db.selectFrom('person').select('id').execute()).toEqual([]);
    } finally {
      await database.drop();
    }
  });

  it('offers demonstration accounts in production only when asked by name', async () => {
    const settings = { NODE_ENV: 'production', LOG_LEVEL: 'silent' };
    const plain = await start(settings);
    await plain.ready();
    expect((await plain.stop()).stdout).not.toContain(demonstrationPassword);
    const asked = await start({ ...settings, DEMONSTRATION: 'yes' });
    await asked.ready();
    expect((await asked.stop()).stdout).toContain(demonstrationPassword);
  });

  it('does not add demonstration accounts to data that began without them', async () => {
    const plain = await start({ DEMONSTRATION: 'no' });
    await plain.ready();
    await plain.stop();
    const later = await start();
    await later.ready();
    expect((await later.stop()).stdout).not.toContain(demonstrationPassword);
  });
});

describe('npm start says in one sentence', () => {
  it('that the port is in use', async () => {
    const port = await findFreePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    await expectSentence(await start({ PORT: String(port) }), new RegExp(`^Port ${port} is in use: .*PORT`));
    other.close();
  });

  it('that the data folder cannot be used', async () => {
    await writeFile(dataDir, 'a file');
    await expectSentence(
      await start(),
      /^The data folder .* cannot be used: there is a file where a folder should be\./,
    );
    expect(await readFile(dataDir, 'utf8')).toBe('a file');
  });

  it('that another process uses the data folder', async () => {
    const first = await startAgain();
    await first.ready();
    await expectSentence(await start(), /^Another Samanvay process is using the data folder/);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });

  it('that DATABASE_URL cannot be reached, without its password', async () => {
    const port = await findFreePort();
    const product = await start({ DATABASE_URL: `postgresql://officer:hunter2@127.0.0.1:${port}/samanvay` });
    await expectSentence(
      product,
      /^The database at 127\.0\.0\.1:\d+, name samanvay \(DATABASE_URL\) cannot be used: nothing answers there\.$/,
    );
  });

  it('that the database is newer than the code', async () => {
    const database = await freshDatabase();
    try {
      await administer(database.url, "insert into schema_migration (name) values ('9999-future.sql')");
      await expectSentence(
        await start({ DATABASE_URL: database.url }),
        /^The database is newer than this code: .*9999-future\.sql/,
      );
    } finally {
      await database.drop();
    }
  });

  it.each([
    [{ PORT: 'four thousand' }, /^PORT must be a whole number/],
    [{ DATABASE_URL: 'mysql://somewhere' }, /^DATABASE_URL must start with postgresql:/],
    [{ DEMONSTRATION: 'perhaps' }, /^DEMONSTRATION must be one of yes, no/],
    [{ BASE_URL: 'samanvay.example' }, /^BASE_URL must be an address/],
    [{ AUTH_SECRET: 'short' }, /^AUTH_SECRET must have at least 32 characters\.$/],
    [{ NODE_ENV: 'production', DATABASE_URL: 'postgresql://127.0.0.1/x' }, /^AUTH_SECRET must be set in production/],
    [{ HOST: 'nowhere.invalid' }, /^HOST nowhere\.invalid is not an address of this machine\.$/],
  ])('which setting is wrong: %j', async (settings, sentence) => {
    await expectSentence(await start(settings), sentence);
  });
});
