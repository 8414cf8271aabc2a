// F19 and F08: screens that lose their stream at any byte, readers too slow to follow, and connections that only wait.

import { createServer } from 'node:http';
import { type AddressInfo, connect as openSocket, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemonstration } from '#server/platform/seed/demonstration.ts';
import { createStreamHub } from '#server/platform/stream.ts';
import { newId } from '#shared/kernel/ids.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { callAs, makePerson, personIn, testNow } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';
import { type AppProcess, report, signInAt, spawnApp, times } from '../support/faults.ts';
import { openListener } from '../support/listener.ts';

let app: RunningApp;
let cookie: string;
const demo = (name: string) => `${name}@demo.samanvay.example`;

/** Cut off after seconds, so it waits while the other tests run. */
let waitingRoom: Promise<WaitingRoom>;

beforeAll(async () => {
  app = await startApp();
  cookie = await app.signIn(demo('eci.organiser'));
  waitingRoom = openWaitingRoom(300);
  await waitingRoom;
});
afterAll(async () => {
  const { product, drop } = await waitingRoom;
  await product.kill();
  await drop();
  await app.close();
});

interface WaitingRoom {
  product: AppProcess;
  cookie: string;
  drop(): Promise<void>;
  /** Connections not cut off yet. */
  open(): number;
  /** Milliseconds each of the others lived. */
  lived: number[];
  answered: number;
}

/** Connections to a process of its own that send a head or a body byte by byte, and never the end. */
async function openWaitingRoom(count: number): Promise<WaitingRoom> {
  // A database of its own: this process lives by the machine's clock, and would build the overview of another day.
  const database = await freshDatabase();
  await seedDemonstration(database.db, { now: testNow });
  const product = await spawnApp({ databaseUrl: database.url });
  await product.ready();
  const { port } = new URL(product.url);
  const room: WaitingRoom = {
    product,
    cookie: await signInAt(product.url, 'eci.viewer'),
    drop: database.drop,
    open: () => 0,
    lived: [],
    answered: 0,
  };
  room.open = () => count - room.lived.length;
  const heads = [
    'GET /api/overview HTTP/1.1\r\nHost: x\r\nX-Slow: ',
    'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{',
  ];
  for (let index = 0; index < count; index += 1) {
    const opened = performance.now();
    const socket = openSocket(Number(port), '127.0.0.1', () => socket.write(heads[index % heads.length] ?? ''));
    const drip = setInterval(() => socket.write('x'), 1_000);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      if (!chunk.toString().startsWith('HTTP/1.1 408')) room.answered += 1;
    });
    socket.on('close', () => {
      clearInterval(drip);
      room.lived.push(performance.now() - opened);
    });
  }
  return room;
}

async function medianRead(product: AppProcess, reader: string): Promise<number> {
  const all: number[] = [];
  for (let read = 0; read < 60; read += 1) {
    const { status, text, ms } = await report(`${product.url}/api/overview`, { headers: { cookie: reader } });
    expect(status, `${text} ${product.output()}`).toBe(200);
    all.push(ms);
  }
  return all.sort((a, b) => a - b)[30] ?? 0;
}

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
  /** Breaks the stream and stays away until `comeBack`. */
  goAway(): void;
  comeBack(): void;
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
    goAway() {
      isClosed = true;
      socket?.destroy();
    },
    comeBack() {
      isClosed = false;
      connect();
    },
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
    let left = screen.drops < drops ? Math.floor(Math.random() * 1_500) : Number.POSITIVE_INFINITY;
    let text = '';
    const mine = openSocket(Number(port), '127.0.0.1');
    socket = mine;
    mine.write(`GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n\r\n`);
    mine.on('error', () => undefined);
    mine.on('close', () => {
      if (!isClosed) setTimeout(connect, Math.random() * 20);
    });
    mine.once('data', () => {
      const limit = setTimeout(() => {
        if (left !== Number.POSITIVE_INFINITY) drop();
      }, 150);
      mine.once('close', () => clearTimeout(limit));
    });

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
async function change(isWanted: boolean): Promise<number> {
  const organiser = await personIn(app.db, demo('eci.organiser'));
  const { national } = callAs(app.db, organiser);
  const answer = await (isWanted ? national.addSample({ key: newId() }) : national.removeSample({ key: newId() }));
  return answer.version;
}

describe('streams that break (F19)', () => {
  it('leave every screen with the server’s overview in the end', async () => {
    const drops = times(40, 200);
    const screens = Array.from({ length: 20 }, () => openScreen(drops));
    try {
      let [changes, last] = [0, 0];
      while (screens.some((screen) => screen.drops < drops)) {
        last = await change(changes % 2 === 0);
        changes += 1;
        await sleep(Math.random() * 100);
      }
      await expect
        .poll(() => screens.map(({ version }) => version), { timeout: 5_000 })
        .toEqual(screens.map(() => last));
      expect(screens.every((screen) => screen.greetings > 1 && screen.reads > 1)).toBe(true);
    } finally {
      for (const screen of screens) screen.close();
    }
  });

  it('would leave a screen behind that came back without reading: the comparison sees it', async () => {
    const [careful, forgetful] = [openScreen(0), openScreen(0, { forgetsToRead: true })];
    try {
      await expect.poll(() => careful.version * forgetful.version).toBeGreaterThan(0);
      for (const screen of [careful, forgetful]) screen.goAway();
      await change(true);
      const last = await change(false);
      // The process has heard of the change before they are back: no topic follows.
      await sleep(200);
      for (const screen of [careful, forgetful]) screen.comeBack();
      await expect.poll(() => careful.version).toBe(last);
      await expect.poll(() => forgetful.greetings).toBe(2);
      expect(forgetful.version).toBeLessThan(last);
    } finally {
      for (const screen of [careful, forgetful]) screen.close();
    }
  });
});

describe('a reader who does not keep up (F19)', () => {
  it('is cut off while the others hear everything, and is greeted again when it comes back', async () => {
    const hub = createStreamHub();
    const session = await makePerson(app.db, { bodyId: 'ECI', role: 'viewer' });
    const site = express();
    site.get('/api/stream', (request, response) => hub.open(request, response, session));
    const server = createServer(site);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}`;
    try {
      const good = await openListener(url, '');
      const slow = openSocket(port, '127.0.0.1');
      slow.on('error', () => undefined);
      slow.pause();
      slow.write('GET /api/stream HTTP/1.1\r\nHost: x\r\n\r\n');
      await expect.poll(() => hub.count()).toBe(2);
      const before = process.memoryUsage().rss;
      let told = 0;
      // Sockets buffer megabytes in the kernel before anything piles up here.
      for (; hub.count() === 2 && told < 4_000; told += 1) {
        hub.tell([{ topic: `roll:${'x'.repeat(16_000)}${String(told)}`, audience: 'all' }], told);
        await expect.poll(() => good.versions.length, { interval: 1 }).toBe(told + 1);
      }
      expect(hub.count()).toBe(1);
      expect(good.versions).toEqual(Array.from({ length: told }, (_, index) => index));
      expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
      slow.destroy();
      const again = await openListener(url, '');
      expect(hub.count()).toBe(2);
      for (const listener of [good, again]) listener.close();
    } finally {
      hub.close();
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('connections that only wait (F08)', () => {
  it('are cut off within 15 seconds and hold nobody up meanwhile', async () => {
    const waiting = await waitingRoom;
    const during = await medianRead(waiting.product, waiting.cookie);
    await expect.poll(() => waiting.open(), { timeout: 20_000, interval: 50 }).toBe(0);
    expect(Math.max(...waiting.lived)).toBeLessThan(15_500);
    expect(Math.min(...waiting.lived)).toBeGreaterThan(5_000);
    const after = await medianRead(waiting.product, waiting.cookie);
    expect(during).toBeLessThan(2 * after + 20);
    expect(waiting.answered).toBe(0);
  });
});
