// What the usual `compression()` middleware or a proxy with gzip on does: gzip level 6 on text, nothing cached.

import { gzipSync } from 'node:zlib';
import type { NextFunction, Request, Response } from 'express';

/** Gathers the answer and sends it gzipped when the reader accepts it. */
export function gzipAnswers(request: Request, response: Response, next: NextFunction): void {
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
    next();
    return;
  }
  const chunks: Buffer[] = [];
  const end = response.end.bind(response);
  const writeHead = response.writeHead.bind(response);
  // Headers must wait for the gzipped length, so they are kept back until the end.
  response.writeHead = (status: number) => {
    response.statusCode = status;
    return response;
  };
  response.write = (chunk: string | Uint8Array) => {
    chunks.push(Buffer.from(chunk));
    return true;
  };
  response.end = (chunk?: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    const body = gzipSync(Buffer.concat(chunks), { level: 6 });
    response.setHeader('content-encoding', 'gzip');
    response.setHeader('content-length', body.length);
    response.setHeader('vary', 'accept-encoding');
    writeHead(response.statusCode);
    return end(body);
  };
  next();
}
