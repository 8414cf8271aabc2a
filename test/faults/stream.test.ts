// F19 and F08: screens that lose their stream at any byte, readers too slow to follow, and connections that only wait.

import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect as openSocket, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Announcement } from '#server/platform/command.ts';
import { createStreamHub } from '#server/platform/stream.ts';
import { newId } from '#shared/kernel/ids.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { callAs, makePerson, personIn } from '../support/call.ts';
import { type AppProcess, report, signInAt, spawnApp, times } from '../support/faults.ts';
import { openListener } from '../support/listener.ts';

let app: RunningApp;
let cookie: string;
const demo = (name: string) => `${name}@demo.samanvay.example`;

beforeAll(async () => {
  app = await startApp();
  cookie = await app.signIn(demo('eci.organiser'));
});
afterAll(async () => {
  await app.close();
});

async function overviewVersion(): Promise<number> {
  const { answer } = await report(`${app.url}/api/overview`, { headers: { cookie } });
  return (answer as { version: number }).version;
}

interface Screen {
  /** The overview it shows. */
  version: number;
  reads: number;
  greetings: number;
  drops: number;
  close(): void;
}

/**
 * A screen by the rules of our client: it reads on every greeting and on every topic that concerns it, and comes back
 * when the stream breaks. Its stream breaks after a random number of bytes, `drops` times.
 */
function openScreen(drops: number, options: { forgetsToRead?: boolean } = {}): Screen {
  const { port } = new URL(app.url);
  let socket: Socket | undefined;
  let isClosed = false;
  let reading = Promise.resolve();
  const screen: Screen = {
    version: 0,
    reads: 0,
    greetings: 0,
    drops: 0,
    close() {
      isClosed = true;
      socket?.destroy();
    },
  };

  function read(atLeast: number): void {
    reading = reading.then(async () => {
      if (screen.version >= atLeast && atLeast > 0) return;
      screen.version = await overviewVersion();
      screen.reads += 1;
    });
  }

  function connect(): void {
    let left = screen.drops < drops ? Math.floor(Math.random() * 500) : Number.POSITIVE_INFINITY;
    let text = '';
    const mine = openSocket(Number(port), '127.0.0.1');
    socket = mine;
    mine.write(`GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n\r\n`);
    mine.on('error', () => undefined);
    mine.on('close', () => {
      if (!isClosed) setTimeout(connect, Math.random() * 20);
    });
    const limit = setTimeout(() => {
      if (left !== Number.POSITIVE_INFINITY) drop();
    }, 150);
    mine.once('close', () => clearTimeout(limit));

    function drop(): void {
      screen.drops += 1;
      mine.destroy();
    }

    mine.on('data', (chunk: Buffer) => {
      const bytes = chunk.subarray(0, left);
      left -= chunk.length;
      text += bytes.toString();
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        handleFrame(text.slice(0, end));
        text = text.slice(end + 2);
      }
      if (left <= 0) drop();
    });
  }

  function handleFrame(frame: string): void {
    if (frame.includes('event: hello')) {
      screen.greetings += 1;
      if (options.forgetsToRead !== true || screen.greetings === 1) read(0);
    }
    const data = /^data: (.*?)\r?$/m.exec(frame)?.[1];
    if (frame.includes('event: topic') && data !== undefined) {
      const { t, v }: { t: string[]; v: number } = JSON.parse(data);
      if (t.some((topic) => topic === 'national' || topic === '*')) read(v);
    }
  }

  connect();
  return screen;
}

/** The rehearsal country comes and goes: each time everybody's overview is another. */
async function change(isWanted: boolean): Promise<void> {
  const organiser = await personIn(app.db, demo('eci.organiser'));
  const { national } = callAs(app.db, organiser);
  await (isWanted ? national.addSample({ key: newId() }) : national.removeSample({ key: newId() }));
}

describe('streams that break (F19)', () => {
  it('leave every screen with the server’s overview in the end', async () => {
    const drops = times(40, 200);
    const screens = Array.from({ length: 20 }, () => openScreen(drops));
    const forgetful = openScreen(drops, { forgetsToRead: true });
    try {
      let changes = 0;
      while (screens.some((screen) => screen.drops < drops)) {
        await change(changes % 2 === 0);
        changes += 1;
        await sleep(Math.random() * 100);
      }
      const last = await overviewVersion();
      expect(last).toBeGreaterThan(3);
      await expect
        .poll(() => screens.map(({ version }) => version), { timeout: 5_000 })
        .toEqual(screens.map(() => last));
      expect(screens.every((screen) => screen.greetings > 1 && screen.reads > 1)).toBe(true);
      process.stderr.write(`F19 ${JSON.stringify({ changes, last, forgetful: forgetful.version })}\n`);
    } finally {
      for (const screen of [...screens, forgetful]) screen.close();
    }
  });
});
