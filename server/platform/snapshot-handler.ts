// The one answer asked for by every screen, sent before any framework is woken: stored bytes, chosen by encoding.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAllowed, type Permission } from '#shared/modules/people/permissions.ts';
import type { Session, SessionStore } from './session.ts';
import type { Snapshot, SnapshotReader } from './snapshots.ts';

const fixedHeaders = [
  'Content-Type',
  'application/json; charset=utf-8',
  'Cache-Control',
  'no-store',
  'Vary',
  'Accept-Encoding, Cookie',
  'X-Content-Type-Options',
  'nosniff',
  'Cross-Origin-Resource-Policy',
  'same-origin',
  'Referrer-Policy',
  'no-referrer',
  'Content-Security-Policy',
  "default-src 'none'; frame-ancestors 'none'",
];

type Encoding = 'br' | 'gzip' | 'plain';

interface Ready {
  body: Buffer;
  headers: string[];
}

const readyOf = new WeakMap<Snapshot, Record<Encoding, Ready>>();

/** The body and header lines of a snapshot in an encoding, put together once a version. */
function ready(snapshot: Snapshot, encoding: Encoding): Ready {
  const known = readyOf.get(snapshot);
  if (known !== undefined) return known[encoding];
  const put = (body: Buffer, ...extra: string[]): Ready => ({
    body,
    headers: [...fixedHeaders, 'ETag', snapshot.etag, 'Content-Length', String(body.length), ...extra],
  });
  const made = {
    br: put(snapshot.brotli, 'Content-Encoding', 'br'),
    gzip: put(snapshot.gzip, 'Content-Encoding', 'gzip'),
    plain: put(snapshot.plain),
  };
  readyOf.set(snapshot, made);
  return made[encoding];
}

function encodingOf(accepts: string | string[] | undefined): Encoding {
  if (typeof accepts !== 'string') return 'plain';
  return accepts.includes('br') ? 'br' : accepts.includes('gzip') ? 'gzip' : 'plain';
}

/**
 * Answers `GET path` from a snapshot for people with the permission. `?min=<version>` waits for that version.
 * Returns false when the request is for something else.
 */
export function createSnapshotHandler(options: {
  path: string;
  permission: Permission;
  sessions: SessionStore;
  snapshots: SnapshotReader;
}): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { path, permission, sessions, snapshots } = options;

  function answer(
    request: IncomingMessage,
    response: ServerResponse,
    session: Session | null,
    snapshot: Snapshot,
  ): void {
    if (session === null)
      return refuse(response, 401, 'unauthenticated', 'You are signed out. Sign in again; what you typed is kept.');
    if (!isAllowed(session.capacity, permission))
      return refuse(response, 403, 'forbidden', 'This is not open to your office.');
    if (request.headers['if-none-match'] === snapshot.etag) {
      response.writeHead(304, [...fixedHeaders, 'ETag', snapshot.etag]);
      response.end();
      return;
    }
    const { body, headers } = ready(snapshot, encodingOf(request.headers['accept-encoding']));
    response.writeHead(200, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  return (request, response) => {
    const url = request.url ?? '';
    if (!url.startsWith(path) || (url.length > path.length && url[path.length] !== '?')) return false;
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') {
      refuse(response, 403, 'forbidden', 'This request came from another site and was not carried out.');
      return true;
    }
    const min =
      url.length > path.length ? Number(new URLSearchParams(url.slice(path.length + 1)).get('min') ?? '0') : 0;
    const atHand = snapshots.peek();
    const kept = sessions.peek(request.headers.cookie);
    if (kept !== undefined && atHand !== undefined && atHand.version >= min) {
      answer(request, response, kept, atHand);
      return true;
    }
    Promise.all([sessions.find(request.headers.cookie), snapshots.read(Number.isSafeInteger(min) ? min : 0)]).then(
      ([session, snapshot]) => answer(request, response, session, snapshot),
      () => refuse(response, 503, 'defect', 'The figures cannot be read just now. Try again in a moment.'),
    );
    return true;
  };
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, fixedHeaders);
  response.end(JSON.stringify({ error: { code, message, details: [] } }));
}
