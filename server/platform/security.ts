// What stands before every route: headers, the origin check, JSON only, size and batch limits. tRPC itself would run a
// cross-site multipart form, a 200-call batch and a 60 MB body; none of them gets that far.

import { randomUUID } from 'node:crypto';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { ErrorCode, ErrorDetail } from '#shared/kernel/errors.ts';

export const bodyLimitBytes = 1_000_000;
const batchLimit = 10;

const statusOf: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  stale: 409,
  blocked: 412,
  limited: 429,
};

/** Sends an expected failure of a plain route in the one form the client reads. */
export function sendError(
  response: Response,
  code: ErrorCode,
  message: string,
  details: readonly ErrorDetail[] = [],
  status = statusOf[code],
): void {
  response.status(status).set('Cache-Control', 'no-store').json({ error: { code, message, details } });
}

/** Security headers of every answer. Styles and scripts only from our own files; nothing framed, nothing fetched elsewhere. */
export function securityHeaders(isSecure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  });
}

/** Gives the request its number, for logs and audit; the client sees it only when something failed on our side. */
export function requestNumber(_request: Request, response: Response, next: NextFunction): void {
  response.locals.requestId = randomUUID();
  next();
}

/**
 * Refuses what another site could make a browser send. A browser says where a request comes from (`Sec-Fetch-Site`,
 * `Origin`); programs without a browser send neither and are judged by their session alone.
 */
export function ownOriginOnly(baseUrl: string | undefined): RequestHandler {
  return (request, response, next) => {
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const ownOrigin =
      baseUrl === undefined ? `${request.protocol}://${request.get('host') ?? ''}` : new URL(baseUrl).origin;
    if (
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && origin !== ownOrigin)
    ) {
      sendError(response, 'forbidden', 'This request came from another site and was not carried out.', [
        { reason: 'origin.foreign' },
      ]);
      return;
    }
    next();
  };
}

/** Reads take GET, changes take JSON by POST; anything else is refused before it is read. */
export const jsonOnly: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  if (request.method !== 'POST') {
    sendError(
      response,
      'invalid',
      `${request.method} is not taken here. Changes are sent by POST.`,
      [{ reason: 'request.method' }],
      405,
    );
    return;
  }
  if (!/^application\/json(?:\s*;|$)/i.test(request.get('content-type') ?? '')) {
    sendError(
      response,
      'invalid',
      'Only JSON is taken here (content type application/json).',
      [{ reason: 'request.content_type' }],
      415,
    );
    return;
  }
  const length = Number(request.get('content-length') ?? '0');
  if (length > bodyLimitBytes) {
    // The rest of the body is not read: the connection ends with the answer.
    response.set('Connection', 'close');
    sendError(
      response,
      'invalid',
      `The request is ${String(Math.round(length / 1_000_000))} MB; at most 1 MB is taken here.`,
      [{ reason: 'request.too_large' }],
      413,
    );
    return;
  }
  return next();
};

/** Parses JSON bodies up to the limit; `bodyErrors` answers for what cannot be read. */
export const parseJson: RequestHandler = express.json({ limit: bodyLimitBytes, strict: true });

/** Answers for bodies that could not be read: too large while streaming, not JSON, wrong encoding. */
export function bodyErrors(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') {
    sendError(
      response,
      'invalid',
      'The request is larger than 1 MB, the most taken here.',
      [{ reason: 'request.too_large' }],
      413,
    );
    return;
  }
  if (typeof type === 'string') {
    sendError(response, 'invalid', 'The request is not well-formed JSON.', [{ reason: 'request.not_json' }]);
    return;
  }
  next(error);
}

/** Refuses more than ten calls in one request. */
export const smallBatches: RequestHandler = (request, response, next) => {
  const calls = request.path.split(',').length;
  if (calls > batchLimit) {
    sendError(response, 'limited', `${String(calls)} calls in one request; at most ${String(batchLimit)} are taken.`, [
      { reason: 'request.batch' },
    ]);
    return;
  }
  next();
};
