// The route table. To add a page:
// 1. write `client/modules/<room>/<Name>Page.tsx` with a named export; it calls `useTitle` and has one `h1`;
// 2. add a line to pages.ts under the name of its export, and a `later(path, '<Name>Page', [its parameters])` to
//    `signedInRoutes`. A page with a `loader`, which fetches what it shows first
//    (`context.queryClient.ensureQueryData(query)`), has a `createRoute` of its own below.
// 3. The navigation shows an entry once its path is in this table.
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
import type { ReactNode } from 'react';
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

type Pages = typeof import('./pages.ts');
type PageName = { [Key in keyof Pages]: Key extends `${string}Page` ? Key : never }[keyof Pages];

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

const signedInRoutes = [
  later('/account', 'AccountPage'),
  later('/metrics', 'MetricsPage'),
  later('/metrics/$id', 'MetricPage'),
  later('/audit', 'AuditPage', ['command', 'state', 'before']),
  later('/admin', 'AdminPage'),
  later('/rolls/trends', 'TrendsPage', ['key', 'state']),
  later('/timelines', 'TimelinesPage', [
    'state',
    'body',
    'kind',
    'status',
    'period',
    'severity',
    'order',
    'zoom',
    'view',
  ]),
  later('/conflicts', 'ConflictsPage', ['state', 'rule', 'severity', 'body', 'answer', 'lead']),
  later('/conflicts/$id', 'ConflictPage'),
  later('/calendar', 'CalendarPage', ['month', 'state', 'body', 'kind']),
  later('/timelines/exercise/$id', 'ExercisePage'),
  later('/timelines/new', 'NewExercisePage'),
  later('/actions', 'ActionsPage', ['item', 'state', 'body', 'status', 'bucket']),
  later('/actions/$id', 'ActionPage', ['copy']),
  later('/rolls/units', 'UnitsPage', ['state', 'district', 'level', 'columns', 'sort', 'order', 'filter', 'only']),
  later('/rolls/parts', 'PartsPage', ['state', 'district', 'ac', 'columns', 'sort', 'order', 'filter', 'only']),
  later('/rolls/outliers', 'OutliersPage', ['when', 'state']),
  later('/rolls/gap', 'GapPage', ['state']),
  later('/entry/import', 'ImportPage', ['id']),
  later('/conflicts/what-if', 'WhatIfPage', ['state', 'exercise', 'past', 'shared', 'changes']),
  later('/logistics/requests', 'RequestsPage', ['view', 'state', 'unit', 'from', 'to']),
  later('/logistics/requests/$id', 'RequestPage'),
  later('/logistics/requests/$id/memo/$step', 'MemoPage'),
  later('/logistics', 'LogisticsPage', ['state', 'body']),
  later('/logistics/exercise/$id', 'ExerciseReadinessPage', ['item']),
  later('/logistics/positions', 'PositionsPage', ['state']),
  later('/logistics/figures', 'FiguresPage'),
  later('/logistics/settings', 'SettingsPage', ['kind']),
  later('/logistics/entry/$exerciseId', 'LogisticsEntryPage', ['theme', 'columns']),
  later('/logistics/entry/$exerciseId/$district', 'DistrictEntryPage', ['theme']),
  nationalRoute,
  statesRoute,
  stateRoute,
  rollsRoute,
  deskRoute,
  entryRoute,
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

/** A page beyond the first route, with the parameters it reads from its address. */
function later<const Path extends string, const Key extends string = never>(
  path: Path,
  name: PageName,
  keys: readonly Key[] = [],
) {
  return createRoute({
    getParentRoute: () => signedInRoute,
    path,
    validateSearch: (search: Record<string, unknown>) => textsOf(search, keys),
    // Every file of pages.ts exports the page under the name of its line, which a union of modules does not show.
    component: lazyRouteComponent(
      async () => (await (await pages())[name]()) as unknown as Record<PageName, () => ReactNode>,
      name,
    ),
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
