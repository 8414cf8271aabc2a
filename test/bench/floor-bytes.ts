// The floor of a read: bare node:http sending the bytes it was given, with the same type, coding and ETag.
// Settings: PORT, FLOOR_BODY (file), FLOOR_HEADERS (JSON).

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { FLOOR_BODY: file, FLOOR_HEADERS: headersJson, PORT: port } = process.env;
if (!file || !headersJson || !port) throw new Error('Set FLOOR_BODY, FLOOR_HEADERS and PORT.');

const body = readFileSync(file);
const headers: Record<string, string> = JSON.parse(headersJson);

const server = createServer((_request, response) => {
  response.writeHead(200, { ...headers, 'content-length': body.length });
  response.end(body);
}).listen(Number(port), '127.0.0.1');

process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
