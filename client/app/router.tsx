// The route table. To add a page:
// 1. write `client/modules/<room>/<Name>Page.tsx` with a named export; it calls `useTitle` and has one `h1`;
// 2. add a `createRoute` below with its path, `validateSearch` for its own parameters if it has any, a `loader` that
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

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account',
  component: lazyRouteComponent(async () => (await pages()).AccountPage(), 'AccountPage'),
});

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

const metricsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/metrics',
  component: lazyRouteComponent(async () => (await pages()).MetricsPage(), 'MetricsPage'),
});

const metricRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/metrics/$id',
  component: lazyRouteComponent(async () => (await pages()).MetricPage(), 'MetricPage'),
});

const auditRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/audit',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['command', 'state', 'before']),
  component: lazyRouteComponent(async () => (await pages()).AuditPage(), 'AuditPage'),
});

const adminRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin',
  component: lazyRouteComponent(async () => (await pages()).AdminPage(), 'AdminPage'),
});

const trendsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/rolls/trends',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['key', 'state']),
  component: lazyRouteComponent(async () => (await pages()).TrendsPage(), 'TrendsPage'),
});

const timelinesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/timelines',
  validateSearch: (search: Record<string, unknown>) =>
    textsOf(search, ['state', 'body', 'kind', 'status', 'period', 'severity', 'order', 'zoom', 'view']),
  component: lazyRouteComponent(async () => (await pages()).TimelinesPage(), 'TimelinesPage'),
});

const conflictsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/conflicts',
  validateSearch: (search: Record<string, unknown>) =>
    textsOf(search, ['state', 'rule', 'severity', 'body', 'answer', 'lead']),
  component: lazyRouteComponent(async () => (await pages()).ConflictsPage(), 'ConflictsPage'),
});

const conflictRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/conflicts/$id',
  component: lazyRouteComponent(async () => (await pages()).ConflictPage(), 'ConflictPage'),
});

const calendarRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/calendar',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['month', 'state', 'body', 'kind']),
  component: lazyRouteComponent(async () => (await pages()).CalendarPage(), 'CalendarPage'),
});

const exerciseRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/timelines/exercise/$id',
  component: lazyRouteComponent(async () => (await pages()).ExercisePage(), 'ExercisePage'),
});

const newExerciseRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/timelines/new',
  component: lazyRouteComponent(async () => (await pages()).NewExercisePage(), 'NewExercisePage'),
});

const actionsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/actions',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['item', 'state', 'body', 'status', 'bucket']),
  component: lazyRouteComponent(async () => (await pages()).ActionsPage(), 'ActionsPage'),
});

const actionRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/actions/$id',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['copy']),
  component: lazyRouteComponent(async () => (await pages()).ActionPage(), 'ActionPage'),
});

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

const unitsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/rolls/units',
  validateSearch: (search: Record<string, unknown>) =>
    textsOf(search, ['state', 'district', 'level', 'columns', 'sort', 'order', 'filter', 'only']),
  component: lazyRouteComponent(async () => (await pages()).UnitsPage(), 'UnitsPage'),
});

const partsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/rolls/parts',
  validateSearch: (search: Record<string, unknown>) =>
    textsOf(search, ['state', 'district', 'ac', 'columns', 'sort', 'order', 'filter', 'only']),
  component: lazyRouteComponent(async () => (await pages()).PartsPage(), 'PartsPage'),
});

const outliersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/rolls/outliers',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['when', 'state']),
  component: lazyRouteComponent(async () => (await pages()).OutliersPage(), 'OutliersPage'),
});

const rollGapRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/rolls/gap',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['state']),
  component: lazyRouteComponent(async () => (await pages()).GapPage(), 'GapPage'),
});

const importRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/entry/import',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['id']),
  component: lazyRouteComponent(async () => (await pages()).ImportPage(), 'ImportPage'),
});

const whatIfRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/conflicts/what-if',
  validateSearch: (search: Record<string, unknown>) =>
    textsOf(search, ['state', 'exercise', 'past', 'shared', 'changes']),
  component: lazyRouteComponent(async () => (await pages()).WhatIfPage(), 'WhatIfPage'),
});

const requestsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/logistics/requests',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['view', 'state', 'unit', 'from', 'to']),
  component: lazyRouteComponent(async () => (await pages()).RequestsPage(), 'RequestsPage'),
});

const requestRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/logistics/requests/$id',
  component: lazyRouteComponent(async () => (await pages()).RequestPage(), 'RequestPage'),
});

const memoRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/logistics/requests/$id/memo/$step',
  component: lazyRouteComponent(async () => (await pages()).MemoPage(), 'MemoPage'),
});

const logisticsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/logistics',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['state', 'body']),
  component: lazyRouteComponent(async () => (await pages()).LogisticsPage(), 'LogisticsPage'),
});

const readinessRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/logistics/exercise/$id',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['item']),
  component: lazyRouteComponent(async () => (await pages()).LogisticsExercisePage(), 'ExerciseReadinessPage'),
});

const positionsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/logistics/positions',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['state']),
  component: lazyRouteComponent(async () => (await pages()).LogisticsPositionsPage(), 'PositionsPage'),
});

const figuresRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/logistics/figures',
  component: lazyRouteComponent(async () => (await pages()).LogisticsFiguresPage(), 'FiguresPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/logistics/settings',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['kind']),
  component: lazyRouteComponent(async () => (await pages()).LogisticsSettingsPage(), 'SettingsPage'),
});

const logisticsEntryRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/logistics/entry/$exerciseId',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['theme', 'columns']),
  component: lazyRouteComponent(async () => (await pages()).LogisticsEntryPage(), 'LogisticsEntryPage'),
});

const districtEntryRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/logistics/entry/$exerciseId/$district',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['theme']),
  component: lazyRouteComponent(async () => (await pages()).DistrictEntryPage(), 'DistrictEntryPage'),
});

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
