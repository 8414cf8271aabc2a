// Live updates between processes and to screens, sign-in, and reads that are never stale: F19, F20, S05, S09 to S13, B01.

import { get } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '#server/platform/clock.ts';
import { demonstrationPassword } from '#server/platform/seed/demonstration.ts';
import { newId } from '#shared/kernel/ids.ts';
import { NationalOverview } from '#shared/modules/national/schema.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { callAs, personIn, testNow } from '../support/call.ts';

let app: RunningApp;
let nowMs = testNow.getTime();
const clock: Clock = { now: () => new Date(nowMs) };
const closers: (() => void)[] = [];
const demo = (name: string) => `${name}@demo.samanvay.example`;

beforeAll(async () => {
  app = await startApp({ clock });
});
afterAll(async () => {
  await app.close();
});
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

interface Heard {
  topics: string[];
  versions: number[];
  isOpen: boolean;
  until(test: (heard: Heard) => boolean): Promise<void>;
}

/** Opens the live stream and collects what it says. */
async function listen(url: string, cookie: string): Promise<Heard> {
  const waiting = new Set<() => void>();
  const heard: Heard = {
    topics: [],
    versions: [],
    isOpen: false,
    until: async (test) =>
      await new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`not heard in 8 s; so far ${heard.topics.join()}`)), 8_000);
        const look = () => {
          if (!test(heard)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
  const request = get(`${url}/api/stream`, { headers: { cookie } }, (response) => {
    let text = '';
    response.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const frame = text.slice(0, end);
        text = text.slice(end + 2);
        if (frame.includes('event: hello')) heard.isOpen = true;
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        if (frame.includes('event: topic') && data !== undefined) {
          const { t, v }: { t: string[]; v: number } = JSON.parse(data);
          heard.topics.push(...t);
          heard.versions.push(v);
        }
        for (const look of waiting) look();
      }
    });
    response.on('close', () => {
      heard.isOpen = false;
      for (const look of waiting) look();
    });
  });
  request.on('error', () => undefined);
  closers.push(() => request.destroy());
  await heard.until((state) => state.isOpen);
  return heard;
}

async function overviewAt(url: string, cookie: string, query = ''): Promise<NationalOverview> {
  const response = await fetch(`${url}/api/overview${query}`, { headers: { cookie } });
  return NationalOverview.parse(await response.json());
}

const figures = {
  electorsTotal: '26953644',
  electorsMale: '13120200',
  electorsFemale: '13833200',
  electorsThird: '244',
  opening: '26940000',
  additions: '20000',
  deletions: '6356',
};

/** Kerala's form of a month, published by a second person. Returns the overview's version after it. */
async function publishKerala(period: string): Promise<number> {
  const maker = await personIn(app.db, demo('kerala.ceo.maker'));
  const checker = await personIn(app.db, demo('kerala.ceo.checker'));
  const saved = await callAs(app.db, maker).submissions.saveDraft({
    key: newId(),
    period,
    stateCode: 'IN-KL',
    bodyId: 'CEO-IN-KL',
    version: 0,
    cells: figures,
    header: { sourceNote: 'return of the office' },
    notes: { V04: 'seen', V16: 'seen' },
  });
  const submitted = await callAs(app.db, maker).submissions.submit({ key: newId(), ...saved });
  return (await callAs(app.db, checker).submissions.publish({ key: newId(), ...submitted })).overview;
}

describe('live updates', () => {
  it('reach the screens of every process, by topic and without figures, and the next read shows the change', async () => {
    const other = await app.second();
    try {
      const cookie = await app.signIn(demo('eci.commissioner'));
      const [here, there] = [await listen(app.url, cookie), await listen(other.url, cookie)];
      const before = await overviewAt(app.url, cookie);
      const version = await publishKerala('2026-10');
      for (const [heard, url] of [
        [here, app.url],
        [there, other.url],
      ] as const) {
        await heard.until((state) => state.topics.includes('national'));
        expect(heard.topics).toContain('roll:IN-KL');
        expect(Math.max(...heard.versions)).toBeGreaterThanOrEqual(version);
        const after = await overviewAt(url, cookie);
        expect(after.version).toBe(version);
        const kerala = after.codes.indexOf('IN-KL');
        expect(after.metrics['EN-04']?.value[kerala]).toBe(1054.3);
        expect(before.metrics['EN-04']?.value[kerala]).not.toBe(1054.3);
      }
    } finally {
      await other.close();
    }
  });

  it('show a version by name in a process that has not heard of it yet', async () => {
    const other = await app.second();
    try {
      const cookie = await app.signIn(demo('eci.viewer'));
      await overviewAt(other.url, cookie);
      const version = await publishKerala('2026-09');
      expect((await overviewAt(other.url, cookie, `?min=${String(version)}`)).version).toBeGreaterThanOrEqual(version);
    } finally {
      await other.close();
    }
  });

  it('tell of a draft only those who may read it', async () => {
    const office = await listen(app.url, await app.signIn(demo('kerala.sec.checker')));
    const neighbour = await listen(app.url, await app.signIn(demo('kerala.ceo.maker')));
    const viewer = await listen(app.url, await app.signIn(demo('eci.rolls')));
    const maker = await personIn(app.db, demo('kerala.sec.maker'));
    await callAs(app.db, maker).submissions.saveDraft({
      key: newId(),
      period: '2026-08',
      stateCode: 'IN-KL',
      bodyId: 'SEC-IN-KL',
      version: 0,
      cells: { electorsTotal: '28624558' },
      header: {},
      notes: {},
    });
    await office.until((state) => state.topics.includes('submission:IN-KL'));
    await publishKerala('2026-07');
    await neighbour.until((state) => state.topics.includes('national'));
    await viewer.until((state) => state.topics.includes('national'));
    // The SEC's draft came first; of it neither the CEO's office nor the ECI heard. The CEO's own form they did.
    expect(neighbour.topics.indexOf('submission:IN-KL')).toBeGreaterThanOrEqual(0);
    const announced = await app.db
      .selectFrom('announcement')
      .select(['topic', 'audience'])
      .where('audience', '=', 'body:SEC-IN-KL')
      .execute();
    expect(announced).toEqual([{ topic: 'submission:IN-KL', audience: 'body:SEC-IN-KL' }]);
  });

  it('close within seconds when a person signs out everywhere (F20)', async () => {
    const cookie = await app.signIn(demo('up.ceo.maker'));
    const heard = await listen(app.url, cookie);
    const response = await fetch(`${app.url}/api/sign-out-everywhere`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(200);
    await heard.until((state) => !state.isOpen);
    expect(await (await fetch(`${app.url}/api/session`, { headers: { cookie } })).json()).toBeNull();
    expect((await fetch(`${app.url}/api/overview`, { headers: { cookie } })).status).toBe(401);
  });

  it('answer "unchanged" in a few bytes when the reader has the version (B02)', async () => {
    const cookie = await app.signIn(demo('eci.commissioner'));
    const first = await fetch(`${app.url}/api/overview`, { headers: { cookie } });
    const again = await fetch(`${app.url}/api/overview`, {
      headers: { cookie, 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('count ages anew when the Indian day turns', async () => {
    const cookie = await app.signIn(demo('eci.commissioner'));
    const today = await overviewAt(app.url, cookie);
    const bihar = today.codes.indexOf('IN-BR');
    const age = today.metrics['DQ-01']?.value[bihar] ?? 0;
    nowMs += 24 * 60 * 60 * 1000;
    try {
      const signedInAnew = await app.signIn(demo('eci.commissioner'));
      const tomorrow = await overviewAt(app.url, signedInAnew);
      expect(tomorrow.today).toBe('2026-11-23');
      expect(tomorrow.metrics['DQ-01']?.value[bihar]).toBe(age + 1);
    } finally {
      nowMs = testNow.getTime();
    }
  });
});

describe('signing in', () => {
  async function tryToSignIn(email: string, password: string): Promise<{ status: number; reason: string | undefined }> {
    const response = await fetch(`${app.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const body: { error?: { details: { reason: string }[] } } = await response.json();
    return { status: response.status, reason: body.error?.details[0]?.reason };
  }

  it('says the same of a wrong password and of an address it does not know', async () => {
    expect(await tryToSignIn(demo('eci.evm'), 'not the password')).toEqual({ status: 401, reason: 'sign_in.mismatch' });
    expect(await tryToSignIn('nobody@nowhere.example', 'not the password')).toEqual({
      status: 401,
      reason: 'sign_in.mismatch',
    });
  });

  it('shuts an account after five failures, longer each time, and opens it when the time is over', async () => {
    const email = demo('ut.sec.maker');
    for (let i = 0; i < 5; i += 1) await tryToSignIn(email, 'wrong');
    expect(await tryToSignIn(email, demonstrationPassword)).toEqual({ status: 429, reason: 'sign_in.locked' });
    nowMs += 61_000;
    try {
      expect((await tryToSignIn(email, demonstrationPassword)).status).toBe(200);
    } finally {
      nowMs = testNow.getTime();
    }
  });

  it('limits sign-ins from one network', async () => {
    const strict = await startApp({ env: { demonstration: false } });
    try {
      const statuses: number[] = [];
      for (let i = 0; i < 35; i += 1) {
        const response = await fetch(`${strict.url}/api/sign-in`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        });
        statuses.push(response.status);
      }
      expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    } finally {
      await strict.close();
    }
  });

  it('keeps no password in the clear and none that another account shares', async () => {
    const rows = await app.db.selectFrom('credential').select('password').execute();
    const hashes = rows.map((row) => row.password ?? '');
    expect(hashes.every((hash) => /^[0-9a-f]{32}:[0-9a-f]{128}$/.test(hash))).toBe(true);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('lists the person’s sessions and ends one of them at once', async () => {
    const [first, second] = [await app.signIn(demo('eci.organiser')), await app.signIn(demo('eci.organiser'))];
    const session = await (await fetch(`${app.url}/api/session`, { headers: { cookie: first } })).json();
    const response = await fetch(`${app.url}/api/trpc/people.endSessions`, {
      method: 'POST',
      headers: { cookie: second, 'content-type': 'application/json' },
      body: JSON.stringify({ key: newId(), sessionId: session.sessionId }),
    });
    expect(response.status).toBe(200);
    expect((await fetch(`${app.url}/api/overview`, { headers: { cookie: first } })).status).toBe(401);
    expect((await fetch(`${app.url}/api/overview`, { headers: { cookie: second } })).status).toBe(200);
  });

  it('gives the technical administrator no figures', async () => {
    const cookie = await app.signIn(demo('technical.admin'));
    expect((await fetch(`${app.url}/api/overview`, { headers: { cookie } })).status).toBe(403);
  });

  it('shows no role cards outside a demonstration', async () => {
    const strict = await startApp({ env: { demonstration: false } });
    try {
      const page = await (await fetch(`${strict.url}/login`)).text();
      expect(page).not.toContain('kerala.ceo.maker');
    } finally {
      await strict.close();
    }
  });
});
