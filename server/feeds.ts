// Calendar feeds: GET /feeds/<id>/<secret>.ics, read by calendar programs that have no session. The secret in the
// address is the only key; an address that was revoked says that it is gone.

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Kysely } from 'kysely';
import { secretPattern } from '#shared/modules/calendar/schema.ts';
import { readFeed } from './modules/calendar/service.ts';
import type { Clock } from './platform/clock.ts';
import { sendError } from './platform/security.ts';
import type { Database } from './platform/tables.ts';

const compress = promisify(gzip);
/** A network of offices reads some hundred addresses an hour; a guesser would need ages at any pace. */
const mostPerMinute = 120;
const noReading = { kind: 'unknown' } as const;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Handlers of everything under `/feeds`. Answers 200 with the calendar, 304 when the program holds it already, 404 in one form
 * of words for every address that is none, 410 for one that was revoked or whose office has ended.
 */
export function createFeedHandlers(options: {
  db: Kysely<Database>;
  clock: Clock;
  baseUrl: string | undefined;
}): RequestHandler[] {
  const limit = rateLimit({
    windowMs: 60_000,
    limit: mostPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) =>
      sendError(response, 'limited', 'Too many calendars were read from this network. Wait a minute.', [
        { reason: 'feed.network' },
      ]),
  });

  async function answer(request: Request, response: Response): Promise<void> {
    response.set('X-Robots-Tag', 'noindex');
    const address = addressOf(request);
    const origin = originOf(request, options.baseUrl);
    const reading = address === undefined ? noReading : await readFeed(options, { ...address, origin });
    switch (reading.kind) {
      case 'unknown':
        sendError(response, 'not_found', 'There is no calendar at this address.', [{ reason: 'feed.unknown' }]);
        return;
      case 'gone':
        sendError(response, 'not_found', 'This calendar address was revoked.', [{ reason: 'feed.gone' }], 410);
        return;
      case 'file':
        await send(request, response, reading.text);
        return;
    }
  }

  return [limit, answer];
}

/** What the path names, read as it stands: no form of an address needs decoding. */
function addressOf({ method, path }: Request): { id: string; secret: string } | undefined {
  const [, id = '', secret = ''] = /^\/([^/]+)\/([^/.]+)\.ics$/.exec(path) ?? [];
  const isReading = method === 'GET' || method === 'HEAD';
  return isReading && uuid.test(id) && secretPattern.test(secret) ? { id, secret } : undefined;
}

/** One tag for both encodings, so weak: programs that change their mind about gzip still get their 304. */
async function send(request: Request, response: Response, text: string): Promise<void> {
  const body = Buffer.from(text);
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  // Asked anew each time: a copy must not outlive a revocation.
  response.set({ 'Cache-Control': 'private, no-cache', ETag: etag, Vary: 'Accept-Encoding' });
  if (isHeld(request.get('if-none-match'), etag)) {
    response.status(304).end();
    return;
  }
  const isZipped = request.acceptsEncodings('gzip') === 'gzip';
  const bytes = isZipped ? await compress(body) : body;
  if (isZipped) response.set('Content-Encoding', 'gzip');
  response.set({
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': 'inline; filename="samanvay.ics"',
    'Content-Length': String(bytes.length),
  });
  response.status(200).end(request.method === 'HEAD' ? undefined : bytes);
}

function isHeld(held: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return held?.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag)) ?? false;
}

/** The public address of this server: as set, else as it was asked for. */
function originOf(request: Request, baseUrl: string | undefined): string {
  const asked = baseUrl ?? `${request.protocol}://${request.get('host') ?? ''}`;
  return URL.canParse(asked) ? new URL(asked).origin : '';
}
