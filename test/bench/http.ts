// Plain HTTP for the bench: bodies as they came over the wire, and a caller that looks like our own page.

import { request } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  setCookies: string[];
  /** As sent: still compressed. */
  body: Buffer;
}

/** One request, its answer as it came over the wire. */
export function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: options.method ?? 'GET', headers: options.headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const headers: Record<string, string> = {};
        for (const [name, value] of Object.entries(incoming.headers)) {
          if (typeof value === 'string') headers[name] = value;
        }
        const setCookies = incoming.headers['set-cookie'] ?? [];
        resolve({ status: incoming.statusCode ?? 0, headers, setCookies, body: Buffer.concat(chunks) });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

/** Posts JSON as our own page would: same origin, JSON only. */
export function postJson(origin: string, path: string, value: unknown, cookie?: string): Promise<RawAnswer> {
  return ask(`${origin}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin,
      'sec-fetch-site': 'same-origin',
      ...(cookie ? { cookie } : {}),
    },
    body: JSON.stringify(value),
  });
}
