// The floor of a push: bare node:http with open event streams and one path that writes a frame to all of them.
// GET /stream opens one; GET /fire writes and answers with the instant of the first write; GET / answers 200.

import { createServer, type ServerResponse } from 'node:http';

const { PORT: port } = process.env;
if (!port) throw new Error('Set PORT.');

const streams = new Set<ServerResponse>();
let version = 0;

const server = createServer((request, response) => {
  if (request.url === '/stream') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('event: hello\ndata: {}\n\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
    return;
  }
  if (request.url !== '/fire') return void response.end('up');
  version += 1;
  const at = performance.timeOrigin + performance.now();
  const frame = `event: topic\ndata: {"t":["national","roll:IN-KL"],"v":${version}}\n\n`;
  for (const stream of streams) stream.write(frame);
  response.end(JSON.stringify({ at }));
}).listen(Number(port), '127.0.0.1');

process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
