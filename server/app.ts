// The application of one process: what answers a request, and in which order it is looked at.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { TRPCError } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type NextFunction, type Request, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { AppError } from '#shared/kernel/errors.ts';
import { type Act, type PermissionObject, type Reach, reachOf } from '#shared/modules/people/permissions.ts';
import type { Boot, SessionView } from '#shared/modules/people/schema.ts';
import { SignIn } from '#shared/modules/people/schema.ts';
import { createFeedHandlers } from './feeds.ts';
import { openImports } from './imports.ts';
import { buildOverview, overviewKey } from './modules/national/views.ts';
import { signIn } from './modules/people/service.ts';
import { keepDay } from './modules/radar/service.ts';
import { createAssetHandler } from './platform/assets.ts';
import type { Clock } from './platform/clock.ts';
import { type Announcement, notify, type StoredAnnouncement } from './platform/command.ts';
import type { Env } from './platform/env.ts';
import { openEventHub, sweepEvents } from './platform/events.ts';
import { isMigrated } from './platform/migrations.ts';
import { isOutage, outageView, retryAfterSeconds } from './platform/outage.ts';
import { createPageRenderer } from './platform/pages.ts';
import * as security from './platform/security.ts';
import { demonstrationPassword, listRoleCards } from './platform/seed/demonstration.ts';
import { createSessionStore, type Session } from './platform/session.ts';
import { createSnapshotHandler } from './platform/snapshot-handler.ts';
import { createSnapshotReader } from './platform/snapshots.ts';
import { createStreamHub } from './platform/stream.ts';
import type { Database } from './platform/tables.ts';
import type { RequestContext } from './platform/trpc.ts';
import { appRouter } from './routes.ts';

export interface App {
  handler(request: IncomingMessage, response: ServerResponse): void;
  ready(): Promise<{ ok: boolean; checks: Record<string, string> }>;
  close(): Promise<void>;
}

export interface AppOptions {
  db: Kysely<Database>;
  databaseUrl: string;
  env: Env;
  clock: Clock;
  log: Logger;
}

const project = new URL('../', import.meta.url);
const pageRoots = new Set([
  '', 'login', 'account', 'admin', 'national', 'states', 'desk', 'entry', 'timelines', 'conflicts', 'actions', 'audit', 'metrics',
  'rolls', 'calendar',
]); // biome-ignore format: first segments of the client's routes
const sweepMs = 60 * 60 * 1000;
/** How long after midnight in India the radar may still count from yesterday on a screen that nobody reads anew. */
const dayMs = 60 * 1000;

/** Puts the process together over a migrated database. */
export async function createApp({ db, databaseUrl, env, clock, log }: AppOptions): Promise<App> {
  const isSecure = env.baseUrl?.startsWith('https://') ?? false;
  const sessions = createSessionStore({ db, clock, secret: env.authSecret, baseUrl: env.baseUrl });
  const overview = createSnapshotReader({ db, clock, key: overviewKey, build: buildOverview });
  const streams = createStreamHub();
  const hub = await openEventHub({ db, databaseUrl, log });
  const pages = await createPageRenderer({
    clientDir: new URL('dist/client/', project),
    firstView: new URL('dist/server/first-view.js', project),
    log,
  });
  const assets = await createAssetHandler(new URL('dist/client/', project));
  const imports = await openImports({ db, databaseUrl, clock, log });
  const roleCards = env.demonstration ? await listRoleCards(db) : [];

  /** This process's own copies follow the change before anyone is told of it. */
  async function follow(announcements: readonly Announcement[]): Promise<void> {
    for (const { topic, audience } of announcements) {
      if (topic === '*') sessions.forget();
      if ((topic === 'session' || topic === 'profile') && audience.startsWith('person:'))
        sessions.forget(audience.slice('person:'.length));
    }
    imports.follow(announcements);
    if (announcements.some(({ topic }) => topic === 'national' || topic === '*')) await overview.refresh();
  }

  async function committed(announcements: readonly StoredAnnouncement[]): Promise<void> {
    await follow(announcements);
    if (announcements.some(({ topic }) => topic.startsWith('import:'))) imports.attend();
    // Not waited for: should it fail, every process finds the announcements at its next poll.
    notify(db, announcements).catch((error: unknown) => log.warn({ error: String(error) }, 'others were not woken'));
  }

  const unsubscribe = hub.subscribe((announcements) => {
    follow(announcements)
      .catch((error: unknown) =>
        log.warn({ error: String(error) }, 'own copies could not be refreshed; they will be at the next read'),
      )
      .finally(() => streams.tell(announcements, overview.peek()?.version ?? 0));
  });
  await keepDay({ db, clock, committed });
  await overview.refresh();
  const calendar = setInterval(() => {
    keepDay({ db, clock, committed }).catch((error: unknown) =>
      log.warn({ error: String(error) }, 'the radar could not take up the new day; it will at the next read'),
    );
  }, dayMs);
  calendar.unref();
  const sweeper = setInterval(() => {
    sweepEvents(db, clock.now()).catch((error: unknown) =>
      log.warn({ error: String(error) }, 'old announcements could not be deleted'),
    );
  }, sweepMs);
  sweeper.unref();

  function contextOf(session: Session | null, response: Response): RequestContext {
    return { db, clock, log, session, requestId: String(response.locals['requestId']), committed };
  }

  async function ready(): Promise<{ ok: boolean; checks: Record<string, string> }> {
    const checks: Record<string, string> = { database: 'ok', migrations: 'ok', readModels: 'ok' };
    try {
      if (!(await isMigrated(db))) checks['migrations'] = 'not at this code’s version';
    } catch {
      checks['database'] = 'not reachable';
      checks['migrations'] = 'unknown';
    }
    if (overview.peek() === undefined && checks['database'] === 'ok') await overview.read().catch(() => undefined);
    if (overview.peek() === undefined) checks['readModels'] = 'national overview not built';
    return { ok: Object.values(checks).every((check) => check === 'ok'), checks };
  }

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(security.requestNumber, security.securityHeaders(isSecure));

  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ ok: true });
  });
  app.get('/readyz', async (_request, response) => {
    const state = await ready();
    response
      .status(state.ok ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(state);
  });
  app.use(assets);

  const api = express.Router();
  api.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  api.use(security.ownOriginOnly(env.baseUrl));
  api.put('/imports/:id', async (request, response) => {
    const session = await sessions.find(request.headers.cookie);
    if (session === null) security.sendError(response, 'unauthenticated', 'You are signed out. Sign in again.');
    else await imports.receive({ ...contextOf(session, response), session }, request, response);
  });
  api.use(security.jsonOnly);
  api.get('/session', async (request, response) => {
    response.json(viewOf(await sessions.find(request.headers.cookie)));
  });
  api.get('/stream', async (request, response) => {
    const session = await sessions.find(request.headers.cookie);
    if (session === null) security.sendError(response, 'unauthenticated', 'You are signed out. Sign in again.');
    else streams.open(request, response, session);
  });
  const signInLimit = rateLimit({
    windowMs: 60_000,
    limit: env.demonstration ? 300 : 30,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) =>
      security.sendError(response, 'limited', 'Too many sign-ins from this network. Wait a minute.', [
        { reason: 'sign_in.network' },
      ]),
  });
  api.post('/sign-in', signInLimit, security.parseJson, async (request: Request, response: Response) => {
    const input = SignIn.safeParse(request.body);
    if (!input.success)
      throw new AppError('invalid', 'Give an e-mail address and a password.', [{ reason: 'sign_in.incomplete' }]);
    const from = { ip: request.ip ?? '', userAgent: request.get('user-agent') ?? '' };
    const cookies = await signIn(contextOf(null, response), sessions, input.data, from);
    response.append('Set-Cookie', cookies).json({ ok: true });
  });
  api.post(['/sign-out', '/sign-out-everywhere'], security.parseJson, async (request: Request, response: Response) => {
    const session = await sessions.find(request.headers.cookie);
    if (session !== null) {
      const sessionId = request.path.endsWith('everywhere') ? null : session.sessionId;
      await appRouter
        .createCaller(contextOf(session, response))
        .people.endSessions({ key: String(response.locals['requestId']), sessionId });
    }
    response.append('Set-Cookie', sessions.clearCookie).set('Clear-Site-Data', '"cache"').json({ ok: true });
  });
  api.use(
    '/trpc',
    security.smallBatches,
    createExpressMiddleware({
      router: appRouter,
      maxBodySize: security.bodyLimitBytes,
      createContext: async ({ req, res }) => {
        const session = await sessions.find(req.headers.cookie).catch((error: unknown) => {
          throw isOutage(error) ? new TRPCError({ code: 'SERVICE_UNAVAILABLE', cause: error }) : error;
        });
        return contextOf(session, res);
      },
      responseMeta: ({ errors }) =>
        errors.some(({ code }) => code === 'SERVICE_UNAVAILABLE')
          ? { status: 503, headers: { 'Retry-After': retryAfterSeconds } }
          : {},
    }),
  );
  api.use((_request, response) => {
    security.sendError(response, 'not_found', 'There is no such call.');
  });
  app.use('/api', api);
  app.use('/feeds', createFeedHandlers({ db, clock, baseUrl: env.baseUrl }));

  app.get(/.*/, async (request, response) => {
    const session = await sessions.find(request.headers.cookie);
    const root = request.path.split('/')[1] ?? '';
    if (request.path === '/') return response.redirect(302, session === null ? '/login' : landingOf(session));
    if (session === null && root !== 'login' && pageRoots.has(root)) {
      const lang = request.query['lang'] === 'hi' ? '&lang=hi' : '';
      return response.redirect(302, `/login?next=${encodeURIComponent(request.originalUrl)}${lang}`);
    }
    if (!pageRoots.has(root)) response.status(404);
    const asked = request.query['lang'];
    const boot: Boot = {
      language: asked === 'hi' || asked === 'en' ? asked : (session?.language ?? 'en'),
      session: viewOf(session),
      isDemonstration: env.demonstration,
      roleCards: root === 'login' ? roleCards : [],
      demonstrationPassword: root === 'login' && env.demonstration ? demonstrationPassword : null,
      now: clock.now().toISOString(),
    };
    const snapshot = session !== null && root === 'national' ? await overview.read() : undefined;
    await pages.send(request, response, { boot, overview: snapshot?.plain ?? null });
  });
  app.use((_request, response) => {
    security.sendError(response, 'not_found', 'There is nothing at this address.');
  });
  app.use(security.bodyErrors);
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    if (error instanceof AppError) return security.sendError(response, error.code, error.message, error.details);
    const reference = String(response.locals['requestId']);
    if (isOutage(error)) {
      log.warn({ error: String(error), requestId: reference }, 'database unavailable');
      response.status(503).set('Retry-After', retryAfterSeconds).json({ error: outageView });
      return;
    }
    log.error({ err: error, requestId: reference }, 'defect');
    response.status(500).json({
      error: {
        code: 'defect',
        message: `Something failed on our side. Quote ${reference} when you report it.`,
        details: [],
        reference,
      },
    });
  });

  const answerOverview = createSnapshotHandler({
    path: '/api/overview',
    permission: { object: 'assemblyRoll', act: 'read' },
    sessions,
    snapshots: overview,
  });

  return {
    handler(request, response) {
      if (!answerOverview(request, response)) app(request, response);
    },
    ready,
    async close() {
      clearInterval(sweeper);
      clearInterval(calendar);
      unsubscribe();
      await imports.close();
      streams.close();
      await hub.close();
    },
  };
}

/** The page that is theirs. */
function landingOf({ capacity }: Session): string {
  switch (capacity.role) {
    case 'ceo_maker':
    case 'ceo_checker':
    case 'sec_maker':
    case 'sec_checker':
      return '/desk';
    case 'organiser':
      return '/actions';
    case 'technical_admin':
      return '/admin';
    default:
      return '/national';
  }
}

function viewOf(session: Session | null): SessionView | null {
  if (session === null) return null;
  const { email: _, expiresAt, ...view } = session;
  const may = (object: PermissionObject, act: Act) => reachOf(session.capacity, { object, act });
  return {
    ...view,
    can: {
      figures: may('assemblyRoll', 'read') !== undefined,
      metrics: may('metricDefinition', 'read') !== undefined,
      audit: auditReach(may('auditLog', 'read')),
      sample: may('sampleData', 'manage') !== undefined,
      people: may('users', 'manage') !== undefined,
    },
    expiresAt: expiresAt.toISOString(),
  };
}

function auditReach(reach: Reach | undefined): SessionView['can']['audit'] {
  if (reach === undefined) return 'none';
  return reach === 'any' ? 'all' : 'own';
}
