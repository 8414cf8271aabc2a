// Requests that may take minutes: a file from an office's slow line. Everything else is cut off when it is late.

import { type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

const uploading = new WeakSet<Duplex>();
const statusOf: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/** Lets the request now on this connection take its time. It is for the caller to end one that falls silent. */
export function mayTakeTime(socket: Duplex): void {
  uploading.add(socket);
}

/** Answers for broken and late requests as Node does by itself, but for late ones that may be. */
export function sparesUploads(server: Server): Server {
  return server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const code = error.code ?? '';
    if (code === 'ERR_HTTP_REQUEST_TIMEOUT' && uploading.has(socket)) return;
    const status = statusOf[code] ?? 400;
    if (socket.writable && code !== 'ECONNRESET')
      socket.write(`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n\r\n`);
    socket.destroy(error);
  });
}
