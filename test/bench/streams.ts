// Many event streams on bare sockets: cheap enough that the load does not measure itself.

import { connect, type Socket } from 'node:net';

export interface Frame {
  /** Wall clock of its arrival, ms. */
  at: number;
  /** Bytes of the event as framed, its blank line included, without the transfer coding. */
  bytes: number;
}

export interface Streams {
  count: number;
  /**
   * Resolves with the next `national` event of each stream. Call it before the change is made.
   * @throws after 10 s, with how many streams did not get it.
   */
  next(): Promise<Frame[]>;
  close(): void;
}

/** Opens streams, the cookies in turn, and waits until each has had its hello. */
export async function openStreams(
  url: string,
  path: string,
  cookies: readonly string[],
  count: number,
): Promise<Streams> {
  let listener: ((stream: number, frame: Frame) => void) | undefined;
  const sockets: Socket[] = [];
  const close = () => {
    for (const socket of sockets) socket.destroy();
  };
  try {
    for (let index = 0; index < count; index += 1) {
      const cookie = cookies[index % cookies.length] ?? '';
      sockets.push(await openStream(new URL(path, url), cookie, (frame) => listener?.(index, frame)));
    }
  } catch (error) {
    close();
    throw error;
  }
  return {
    count,
    next() {
      const arrival = new Promise<Frame[]>((resolve, reject) => {
        const frames = new Map<number, Frame>();
        const timer = setTimeout(() => {
          listener = undefined;
          reject(new Error(`${count - frames.size} of ${count} streams had no event within 10 s.`));
        }, 10_000);
        listener = (stream, frame) => {
          if (!frames.has(stream)) frames.set(stream, frame);
          if (frames.size < count) return;
          clearTimeout(timer);
          listener = undefined;
          resolve([...frames.values()]);
        };
      });
      // When the change itself fails nobody awaits the arrival; the change's own error is the one to show.
      arrival.catch(() => undefined);
      return arrival;
    },
    close,
  };
}

function openStream(url: URL, cookie: string, onTopic: (frame: Frame) => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname);
    let rest = '';
    socket.setEncoding('latin1');
    socket.on('connect', () => {
      const cookieLine = cookie === '' ? '' : `Cookie: ${cookie}\r\n`;
      socket.write(
        `GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nAccept: text/event-stream\r\n${cookieLine}\r\n`,
      );
    });
    socket.on('data', (chunk: string) => {
      const at = Date.now();
      const pieces = (rest + chunk).split('\n\n');
      rest = pieces.pop() ?? '';
      for (const piece of pieces) {
        if (piece.includes('event: hello')) resolve(socket);
        const start = piece.indexOf('event: topic');
        if (start >= 0 && piece.includes('"national"')) onTopic({ at, bytes: piece.length - start + 2 });
      }
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`The stream was closed: ${rest.slice(0, 200)}`)));
    setTimeout(() => reject(new Error(`No hello on the stream within 5 s: ${rest.slice(0, 200)}`)), 5_000).unref();
  });
}
