// The route table. To add a page:
// 1. write `client/modules/<room>/<Name>Page.tsx` with a named export; it calls `useTitle` and has one `h1`;
// 2. add a `plainRoute` below, with a line in pages.ts; or a `createRoute` with its path, `validateSearch` for its own parameters if it has any, a `loader` that
//    fetches what it shows first (`context.queryClient.ensureQueryData(query)`), and
//    `component: lazyRouteComponent(async () => (await pages()).<Name>Page(), '<Name>Page')`, with a line in pages.ts;
// 3. put it into `signedInRoutes`. The navigation shows an entry once its path is in this table.
// `lang` and `asOn` stay in every address by themselves. Link with `PathLink`.

import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
  type RouterHistory,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { overviewQuery } from '#client/modules/national/api.ts';
import { NationalPage } from '#client/modules/national/NationalPage.tsx';
import { isIsoDate } from '#shared/kernel/time.ts';
import { type BoardMetric, boardMetrics } from '#shared/modules/national/schema.ts';
import { FailedPage } from './FailedPage.tsx';
import { loadFirstWords } from './first-words.ts';
import { readLanguage } from './language.tsx';
import { PendingPage } from './PendingPage.tsx';
import { Shell } from './Shell.tsx';
import { bootQuery, landingPath, readerLanguage, sessionQuery } from './session.ts';

/** Loaded when the first page beyond the first route is opened: the names of all the others' files stay out of it. */
const pages = () => import('./pages.ts');
type Pages = Awaited<ReturnType<typeof pages>>;

interface SharedSearch {
  lang?: 'en' | 'hi';
  asOn?: string;
}

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Shell,
  notFoundComponent: lazyRouteComponent(() => import('./NotFoundPage.tsx'), 'NotFoundPage'),
  validateSearch: (search: Record<string, unknown>): SharedSearch => {
    const lang = readLanguage(search['lang']);
    const asOn = search['asOn'];
    return {
      ...(lang === undefined ? {} : { lang }),
      ...(typeof asOn === 'string' && isIsoDate(asOn) ? { asOn } : {}),
    };
  },
  search: { middlewares: [retainSearchParams(['lang', 'asOn'])] },
  beforeLoad: async ({ context: { queryClient }, search }) => {
    const session = queryClient.getQueryData(sessionQuery.queryKey);
    await loadFirstWords(readerLanguage(search.lang, session, queryClient.getQueryData(bootQuery.queryKey)));
  },
});

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = search['next'];
    return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {};
  },
  component: lazyRouteComponent(async () => (await pages()).LoginPage(), 'LoginPage'),
});

/** Everything below needs a session; without one the reader signs in and comes back. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: '/login', search: { next: location.href } });
  },
});

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session !== null) throw redirect({ href: landingPath(session, hasRoute) });
  },
});

const nationalRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/national',
  // What is absent stays absent: an address changed by validation would be a redirect on the server.
  validateSearch: (search: Record<string, unknown>): { metric?: BoardMetric } => {
    const metric = boardMetrics.find((known) => known === search['metric']);
    return metric === undefined ? {} : { metric };
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(overviewQuery),
  // Not lazy: everybody's first page.
  component: NationalPage,
});

const accountRoute = plainRoute('/account', [], (of) => of.AccountPage(), 'AccountPage');

const statesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/states',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['kind', 'zone', 'sort', 'order']),
  loaderDeps: ({ search: { asOn } }) => ({ asOn }),
  loader: async ({ context, deps }) => {
    const { statesQuery } = await (await pages()).statesApi();
    await context.queryClient.ensureQueryData(statesQuery(deps.asOn));
  },
  component: lazyRouteComponent(async () => (await pages()).StatesPage(), 'StatesPage'),
});

const stateRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/states/$code',
  loaderDeps: ({ search: { asOn } }) => ({ asOn }),
  loader: async ({ context, params, deps }) => {
    const { stateQuery } = await (await pages()).statesApi();
    await context.queryClient.ensureQueryData(stateQuery(params.code, deps.asOn));
  },
  component: lazyRouteComponent(async () => (await pages()).StatePage(), 'StatePage'),
});

const rollsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/rolls',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['exercise', 'phase']),
  loaderDeps: ({ search }) => search,
  loader: async ({ context, deps }) => {
    const { bulletinQuery } = await (await pages()).bulletinsApi();
    await context.queryClient.ensureQueryData(bulletinQuery(deps));
  },
  component: lazyRouteComponent(async () => (await pages()).BulletinPage(), 'BulletinPage'),
});

const metricsRoute = plainRoute('/metrics', [], (of) => of.MetricsPage(), 'MetricsPage');

const metricRoute = plainRoute('/metrics/$id', [], (of) => of.MetricPage(), 'MetricPage');

const auditRoute = plainRoute('/audit', ['command', 'state', 'before'], (of) => of.AuditPage(), 'AuditPage');

const adminRoute = plainRoute('/admin', [], (of) => of.AdminPage(), 'AdminPage');

const trendsRoute = plainRoute('/rolls/trends', ['key', 'state'], (of) => of.TrendsPage(), 'TrendsPage');

const timelinesRoute = plainRoute(
  '/timelines',
  ['state', 'body', 'kind', 'status', 'period', 'severity', 'order', 'zoom', 'view'],
  (of) => of.TimelinesPage(),
  'TimelinesPage',
);

const conflictsRoute = plainRoute(
  '/conflicts',
  ['state', 'rule', 'severity', 'body', 'answer', 'lead'],
  (of) => of.ConflictsPage(),
  'ConflictsPage',
);

const conflictRoute = plainRoute('/conflicts/$id', [], (of) => of.ConflictPage(), 'ConflictPage');

const calendarRoute = plainRoute(
  '/calendar',
  ['month', 'state', 'body', 'kind'],
  (of) => of.CalendarPage(),
  'CalendarPage',
);

const exerciseRoute = plainRoute('/timelines/exercise/$id', [], (of) => of.ExercisePage(), 'ExercisePage');

const newExerciseRoute = plainRoute('/timelines/new', [], (of) => of.NewExercisePage(), 'NewExercisePage');

const actionsRoute = plainRoute(
  '/actions',
  ['item', 'state', 'body', 'status', 'bucket'],
  (of) => of.ActionsPage(),
  'ActionsPage',
);

const actionRoute = plainRoute('/actions/$id', ['copy'], (of) => of.ActionPage(), 'ActionPage');

const deskRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/desk',
  loader: async ({ context }) => {
    const { deskQuery } = await (await pages()).submissionsApi();
    await context.queryClient.prefetchQuery(deskQuery);
  },
  component: lazyRouteComponent(async () => (await pages()).DeskPage(), 'DeskPage'),
});

const entryRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/entry/roll/$period',
  validateSearch: (search: Record<string, unknown>): { state?: string } => {
    const state = search['state'];
    return typeof state === 'string' && /^IN-[A-Z]{2}$/.test(state) ? { state } : {};
  },
  loaderDeps: ({ search }) => ({ state: search.state }),
  loader: async ({ context, params, deps }) => {
    const { prepareForm } = await (await pages()).submissionsApi();
    await prepareForm(context.queryClient, params.period, deps.state);
  },
  component: lazyRouteComponent(async () => (await pages()).EntryPage(), 'EntryPage'),
});

const unitsRoute = plainRoute(
  '/rolls/units',
  ['state', 'district', 'level', 'columns', 'sort', 'order', 'filter', 'only'],
  (of) => of.UnitsPage(),
  'UnitsPage',
);

const partsRoute = plainRoute(
  '/rolls/parts',
  ['state', 'district', 'ac', 'columns', 'sort', 'order', 'filter', 'only'],
  (of) => of.PartsPage(),
  'PartsPage',
);

const outliersRoute = plainRoute('/rolls/outliers', ['when', 'state'], (of) => of.OutliersPage(), 'OutliersPage');

const rollGapRoute = plainRoute('/rolls/gap', ['state'], (of) => of.GapPage(), 'GapPage');

const importRoute = plainRoute('/entry/import', ['id'], (of) => of.ImportPage(), 'ImportPage');

const whatIfRoute = plainRoute(
  '/conflicts/what-if',
  ['state', 'exercise', 'past', 'shared', 'changes'],
  (of) => of.WhatIfPage(),
  'WhatIfPage',
);

const requestsRoute = plainRoute(
  '/logistics/requests',
  ['view', 'state', 'unit', 'from', 'to'],
  (of) => of.RequestsPage(),
  'RequestsPage',
);

const requestRoute = plainRoute('/logistics/requests/$id', [], (of) => of.RequestPage(), 'RequestPage');

const memoRoute = plainRoute('/logistics/requests/$id/memo/$step', [], (of) => of.MemoPage(), 'MemoPage');

const logisticsRoute = plainRoute('/logistics', ['state', 'body'], (of) => of.LogisticsPage(), 'LogisticsPage');

const readinessRoute = plainRoute(
  '/logistics/exercise/$id',
  ['item'],
  (of) => of.LogisticsExercisePage(),
  'ExerciseReadinessPage',
);

const positionsRoute = plainRoute(
  '/logistics/positions',
  ['state'],
  (of) => of.LogisticsPositionsPage(),
  'PositionsPage',
);

const figuresRoute = plainRoute('/logistics/figures', [], (of) => of.LogisticsFiguresPage(), 'FiguresPage');

const settingsRoute = plainRoute('/logistics/settings', ['kind'], (of) => of.LogisticsSettingsPage(), 'SettingsPage');

const logisticsEntryRoute = plainRoute(
  '/logistics/entry/$exerciseId',
  ['theme', 'columns'],
  (of) => of.LogisticsEntryPage(),
  'LogisticsEntryPage',
);

const districtEntryRoute = plainRoute(
  '/logistics/entry/$exerciseId/$district',
  ['theme'],
  (of) => of.DistrictEntryPage(),
  'DistrictEntryPage',
);

const signedInRoutes = [
  logisticsRoute,
  readinessRoute,
  positionsRoute,
  figuresRoute,
  settingsRoute,
  requestsRoute,
  requestRoute,
  memoRoute,
  whatIfRoute,
  nationalRoute,
  statesRoute,
  stateRoute,
  rollsRoute,
  metricsRoute,
  metricRoute,
  auditRoute,
  adminRoute,
  trendsRoute,
  timelinesRoute,
  conflictsRoute,
  conflictRoute,
  calendarRoute,
  exerciseRoute,
  newExerciseRoute,
  actionsRoute,
  actionRoute,
  deskRoute,
  entryRoute,
  importRoute,
  unitsRoute,
  partsRoute,
  outliersRoute,
  rollGapRoute,
  accountRoute,
  logisticsEntryRoute,
  districtEntryRoute,
] as const;

const routeTree = rootRoute.addChildren([loginRoute, signedInRoute.addChildren([homeRoute, ...signedInRoutes])]);

/** The router over a query cache: the browser's, or one the server makes for a page. */
export function createAppRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultErrorComponent: FailedPage,
    defaultPendingComponent: PendingPage,
    defaultPendingMs: 300,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    // On the server the option writes an inline script, which our content policy refuses.
    scrollRestoration: history === undefined,
    ...(history === undefined ? {} : { history }),
  });
}

/** A page that loads what it shows by itself; the named parameters of its address are texts. */
function plainRoute<const Path extends string, const Key extends string, const Name extends string>(
  path: Path,
  keys: readonly Key[],
  open: (of: Pages) => Promise<Record<Name, RouteComponent>>,
  name: Name,
) {
  return createRoute({
    getParentRoute: () => signedInRoute,
    path,
    validateSearch: (search: Record<string, unknown>) => textsOf(search, keys),
    component: lazyRouteComponent(async () => await open(await pages()), name),
  });
}

/** The named parameters as texts; the page reads what they mean, so that its rules stay out of the first route. */
function textsOf<const Key extends string>(
  search: Record<string, unknown>,
  keys: readonly Key[],
): { [K in Key]?: string } {
  const texts: { [K in Key]?: string } = {};
  for (const key of keys) {
    const value = search[key];
    if (typeof value === 'number' || (typeof value === 'string' && value !== '')) texts[key] = String(value);
  }
  return texts;
}

function hasRoute(path: string): boolean {
  return signedInRoutes.some((route) => route.fullPath === path);
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
