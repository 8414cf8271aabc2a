// What reaches the server from outside and must not get in: S14 to S18, S20, S36, and the bad input of the first release.

import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#shared/kernel/ids.ts';
import { type RunningApp, startApp } from '../support/app.ts';

let app: RunningApp;
let cookie: string;
const maker = 'kerala.ceo.maker@demo.samanvay.example';

beforeAll(async () => {
  app = await startApp();
  cookie = await app.signIn(maker);
});
afterAll(async () => {
  await app.close();
});

function draft(change: object = {}): object {
  return {
    key: newId(),
    period: '2026-10',
    stateCode: 'IN-KL',
    bodyId: 'CEO-IN-KL',
    version: 0,
    cells: {},
    header: {},
    notes: {},
    ...change,
  };
}

async function post(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return await fetch(`${app.url}${path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', ...headers },
    body,
  });
}

async function auditCount(): Promise<number> {
  const { count } = await app.db
    .selectFrom('auditEntry')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Sends a raw request, so that the headers are exactly these. */
async function raw(options: {
  path: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
}): Promise<{ status: number; body: string }> {
  return await new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      `${app.url}${options.path}`,
      { method: options.method, headers: options.headers },
      (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => {
          body += chunk.toString();
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

describe('requests another site could make a browser send (S15)', () => {
  const mutation = '/api/trpc/submissions.saveDraft';
  const forms = {
    'multipart/form-data; boundary=x': '--x\r\ncontent-disposition: form-data; name="key"\r\n\r\nabc\r\n--x--\r\n',
    'application/x-www-form-urlencoded': 'key=abc',
    'text/plain': JSON.stringify(draft()),
  };

  it.each(Object.entries(forms))('refuses %s and carries nothing out', async (type, body) => {
    const before = await auditCount();
    const answer = await raw({ path: mutation, method: 'POST', headers: { cookie, 'content-type': type }, body });
    expect(answer.status).toBe(415);
    expect(JSON.parse(answer.body).error.message).toContain('JSON');
    expect(await auditCount()).toBe(before);
  });

  it('refuses a body without a content type', async () => {
    const answer = await raw({ path: mutation, method: 'POST', headers: { cookie }, body: JSON.stringify(draft()) });
    expect(answer.status).toBe(415);
  });

  it.each([
    { origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses JSON that says it comes from elsewhere: %o', async (headers) => {
    const before = await auditCount();
    const answer = await raw({
      path: mutation,
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(draft()),
    });
    expect(answer.status).toBe(403);
    expect(await auditCount()).toBe(before);
  });

  it('refuses a cross-site read of the figures', async () => {
    const answer = await raw({
      path: '/api/overview',
      method: 'GET',
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status).toBe(403);
  });

  it('runs no change by GET', async () => {
    const before = await auditCount();
    const response = await fetch(`${app.url}${mutation}?input=${encodeURIComponent(JSON.stringify(draft()))}`, {
      headers: { cookie },
    });
    expect(response.status).toBe(405);
    expect(await auditCount()).toBe(before);
  });
});

describe('size and shape (S17, S18)', () => {
  it('refuses a 60 MB body before reading it', async () => {
    const before = process.memoryUsage().rss;
    const answer = await raw({
      path: '/api/trpc/submissions.saveDraft',
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'content-length': String(60_000_000) },
    }).catch((error: Error) => ({ status: 0, body: String(error) }));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body).error.message).toContain('60 MB');
    expect(process.memoryUsage().rss - before).toBeLessThan(30_000_000);
  });

  it('refuses a chunked body that grows past 1 MB', async () => {
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(200_000).fill(32));
        this.sent = (this.sent ?? 0) + 1;
        if (this.sent > 10) controller.close();
      },
      sent: 0,
    } as UnderlyingSource & { sent: number });
    const response = await fetch(`${app.url}/api/trpc/submissions.saveDraft`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    } as RequestInit).catch(() => undefined);
    expect(response === undefined || response.status === 413).toBe(true);
  });

  it('refuses 200 calls in one request', async () => {
    const paths = Array.from({ length: 200 }, () => 'people.listSessions').join(',');
    const response = await fetch(`${app.url}/api/trpc/${paths}?batch=1&input={}`, { headers: { cookie } });
    expect(response.status).toBe(429);
    expect((await response.json()).error.message).toContain('200 calls');
  });

  it('says so when the JSON is malformed', async () => {
    const response = await post('/api/trpc/submissions.saveDraft', '{"key": ');
    expect(response.status).toBe(400);
    const body = await response.json();
    expect(body.error.data.app).toMatchObject({ code: 'invalid' });
    expect(JSON.stringify(body)).not.toMatch(/at .*\.ts|node_modules/);
  });

  it('names unknown fields and missing ones by path, without their values', async () => {
    const response = await post(
      '/api/trpc/submissions.saveDraft',
      JSON.stringify({ ...draft(), isAdmin: 'SECRET-VALUE' }),
    );
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).toContain('invalid');
    expect(text).not.toContain('SECRET-VALUE');
  });
});

describe('unknown addresses (S42)', () => {
  it('answers an unknown call with 404', async () => {
    const response = await fetch(`${app.url}/api/nothing`, { headers: { cookie } });
    expect(response.status).toBe(404);
  });

  it('answers an unknown procedure with 404 and no list of procedures', async () => {
    const response = await fetch(`${app.url}/api/trpc/submissions.everything`, { headers: { cookie } });
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('saveDraft');
  });

  it.each(['/wp-login.php', '/.env', '/graphql', '/nothing/here'])('answers the page %s with 404', async (path) => {
    const response = await fetch(`${app.url}${path}`, { headers: { cookie }, redirect: 'manual' });
    expect(response.status).toBe(404);
  });

  it.each([
    ['/states/IN-KL', '/login?next=%2Fstates%2FIN-KL'],
    ['/states/IN-KL?lang=hi', '/login?next=%2Fstates%2FIN-KL%3Flang%3Dhi&lang=hi'],
  ])('sends a signed-out reader of %s to sign in, in the language of the link, and back', async (page, signIn) => {
    const response = await fetch(`${app.url}${page}`, { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(signIn);
  });
});

describe('headers (S14, S20, S21)', () => {
  it.each(['/', '/login', '/api/overview', '/api/session', '/healthz', '/nothing'])(
    '%s carries the security headers',
    async (path) => {
      const response = await fetch(`${app.url}${path}`, { headers: { cookie }, redirect: 'manual' });
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(response.headers.get('x-powered-by')).toBeNull();
    },
  );

  it('never lets figures be stored', async () => {
    const response = await fetch(`${app.url}/api/overview`, { headers: { cookie } });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('sets the cookie HttpOnly and SameSite=Strict, and __Host- with Secure under TLS', async () => {
    const secure = await startApp({ env: { baseUrl: 'https://samanvay.example' } });
    try {
      for (const [running, name, isSecure] of [
        [app, 'samanvay=', false],
        [secure, '__Host-samanvay=', true],
      ] as const) {
        const response = await fetch(`${running.url}/api/sign-in`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: maker, password: 'samanvay-rehearsal-2026' }),
        });
        const line = response.headers.getSetCookie()[0] ?? '';
        expect(line.startsWith(name)).toBe(true);
        expect(line).toMatch(/HttpOnly/i);
        expect(line).toMatch(/SameSite=Strict/i);
        expect(line).toMatch(/Path=\//i);
        expect(/Secure/i.test(line)).toBe(isSecure);
      }
    } finally {
      await secure.close();
    }
  });
});
