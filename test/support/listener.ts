// An open screen's ear: the live stream as a browser reads it, with everything it was told.

import { get } from 'node:http';

export interface Listener {
  topics: string[];
  versions: number[];
  isOpen: boolean;
  close(): void;
}

/** Opens the live stream and collects what it says. Resolves when it greeted; rejects when it does not within 8 s. */
export async function openListener(url: string, cookie: string): Promise<Listener> {
  const heard: Listener = { topics: [], versions: [], isOpen: false, close: () => request.destroy() };
  const { promise: greeted, resolve, reject } = Promise.withResolvers<void>();
  const patience = setTimeout(() => reject(new Error('the stream did not greet in 8 s')), 8_000);
  const request = get(`${url}/api/stream`, { headers: { cookie } }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        readFrame(heard, text.slice(0, end));
        text = text.slice(end + 2);
        if (heard.isOpen) resolve();
      }
    });
    response.on('error', () => undefined);
    response.on('close', () => {
      heard.isOpen = false;
    });
  });
  request.on('error', reject);
  await greeted.finally(() => clearTimeout(patience));
  return heard;
}

function readFrame(heard: Listener, frame: string): void {
  if (frame.includes('event: hello')) heard.isOpen = true;
  const data = /^data: (.*)$/m.exec(frame)?.[1];
  if (!frame.includes('event: topic') || data === undefined) return;
  const { t, v }: { t: string[]; v: number } = JSON.parse(data);
  heard.topics.push(...t);
  heard.versions.push(v);
}
