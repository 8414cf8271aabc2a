// The naive server: express, tRPC's express adapter, kysely on a pg pool, one query a request, the page from express.static.
// Settings: PORT, DATABASE_URL, NAIVE_PAGE (built page; none served when absent), NAIVE_GZIP=yes (gzip level 6 on everything).

import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express from 'express';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { NaiveDatabase } from './data.ts';
import { gzipAnswers } from './gzip.ts';
import { naiveRouter } from './router.ts';

const { DATABASE_URL: connectionString, NAIVE_PAGE: page, NAIVE_GZIP: gzip, PORT: port } = process.env;
if (!connectionString || !port) throw new Error('Set DATABASE_URL and PORT.');

const db = new Kysely<NaiveDatabase>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString }) }) });
const app = express();
if (gzip === 'yes') app.use(gzipAnswers);
app.use('/trpc', createExpressMiddleware({ router: naiveRouter, createContext: () => ({ db }) }));
if (page) {
  app.use(express.static(page));
  app.get('/national', (_request, response) => response.sendFile('index.html', { root: page }));
}

const server = app.listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void db.destroy();
});
