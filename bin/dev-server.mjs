// Vite in front, the API behind. A page is Vite's index.html with the data (session, overview) that the server puts
// into its own pages.

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createVite } from 'vite';
import { fail, root } from './prepare.mjs';

const port = Number(process.env.PORT ?? 4000);
const host = process.env.HOST ?? '127.0.0.1';
const apiPort = port + 1;
const api = `http://127.0.0.1:${apiPort}`;
const behind = ['/api', '/healthz', '/readyz'];

const http = createServer();
http.on('error', (error) => {
  const isTaken = error.code === 'EADDRINUSE';
  fail(isTaken ? `Port ${port} is in use: stop what runs there, or set PORT to another.` : `${error.message}.`);
});
http.listen(port, host);

const vite = await createVite({
  root,
  appType: 'custom',
  configLoader: 'native',
  server: {
    middlewareMode: true,
    ws: { server: http },
    proxy: Object.fromEntries(behind.map((path) => [path, { target: api }])),
  },
});
vite.middlewares.use((request, response) => {
  sendPage(request, response).catch((error) => {
    vite.ssrFixStacktrace(error);
    response.writeHead(500, { 'Content-Type': 'text/plain' }).end(error.stack);
  });
});
http.on('request', vite.middlewares);

const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/main.ts', '--api-only'], {
  cwd: root,
  env: {
    ...process.env,
    PORT: String(apiPort),
    HOST: '127.0.0.1',
    BASE_URL: process.env.BASE_URL ?? `http://${host}:${port}`,
  },
  stdio: 'inherit',
});
server.on('exit', (code) => process.exit(code ?? 0));
for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) {
  process.on(event, () => {
    http.close();
    void vite.close();
    server.kill('SIGTERM');
  });
}

/** What the server answers for this address, with Vite's page in place of the built one. */
async function sendPage(request, response) {
  const { accept, cookie } = request.headers;
  const headers = { accept: accept ?? 'text/html', ...(cookie === undefined ? {} : { cookie }) };
  const answer = await fetch(`${api}${request.url}`, { headers, redirect: 'manual' }).catch(() => undefined);
  if (answer === undefined) {
    response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8', Refresh: '1' });
    response.end('<!doctype html><title>Samanvay</title><p>The server is starting.</p>');
    return;
  }
  const location = answer.headers.get('location');
  if (location !== null) {
    response.writeHead(answer.status, { Location: location }).end();
    return;
  }
  const page = await answer.text();
  const data = page.match(/<script type="application\/json"[^>]*>.*?<\/script>/gs) ?? [];
  const template = await readFile(`${root}/index.html`, 'utf8');
  const html = await vite.transformIndexHtml(request.url, template);
  response.writeHead(answer.status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(html.replace('</body>', () => `${data.join('')}</body>`));
}
