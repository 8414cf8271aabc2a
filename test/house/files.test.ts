// The closed list of file names, and the size of a file. A new kind of file is a decision: it is written here first.

import { describe, expect, it } from 'vitest';
import { type Finding, type House, isCode, plant, readHouse, reportOf } from '../support/house.ts';

const mostLines = 400;

interface Folder {
  folder: RegExp;
  names: RegExp;
  /** What may lie there, for the person who put something else. */
  says: string;
}

const kebab = '[a-z0-9]+(?:-[a-z0-9]+)*';
const pascal = '[A-Z][A-Za-z0-9]*';

/** The first folder that fits decides. */
const folders: Folder[] = [
  {
    folder: /^shared\/modules\/[^/]+$/,
    names: new RegExp(`^(?:schema|rules)\\.ts$|^${kebab}\\.test\\.ts$`),
    says: 'schema.ts, rules.ts, *.test.ts',
  },
  {
    folder: /^server\/modules\/[^/]+$/,
    names: new RegExp(`^(?:router|service|queries|views)\\.ts$|^${kebab}\\.test\\.ts$`),
    says: 'router.ts, service.ts, queries.ts, views.ts, *.test.ts',
  },
  {
    folder: /^client\/modules\/[^/]+$/,
    names: new RegExp(`^api\\.ts$|^${pascal}\\.(?:tsx|module\\.css)$|^(?:${kebab}|${pascal})\\.test\\.tsx?$`),
    says: 'api.ts, <Name>Page.tsx, PascalCase.tsx parts, PascalCase.module.css, *.test.ts',
  },
  {
    folder: /^client\/messages\/(?:en|hi)$/,
    names: new RegExp(`^${kebab}\\.ts$`),
    says: '<room>.ts',
  },
  {
    folder: /^client\/(?:app|ui|charts)$/,
    names: new RegExp(`^(?:${kebab}|${pascal})\\.(?:tsx?|css|module\\.css|test\\.tsx?)$`),
    says: 'PascalCase.tsx components, kebab-case.ts, .css, *.test.ts',
  },
  {
    folder: /^server\/platform\/migrations$/,
    names: new RegExp(`^\\d{4}-${kebab}\\.sql$`),
    says: '0001-name.sql',
  },
  {
    folder: /^(?:shared\/kernel|server|server\/platform(?:\/seed)?|client\/messages)$/,
    names: new RegExp(`^${kebab}(?:\\.test)?\\.tsx?$`),
    says: 'kebab-case.ts',
  },
  { folder: /^bin$/, names: new RegExp(`^${kebab}\\.mjs$`), says: 'kebab-case.mjs' },
  {
    folder: /^test\/(?:server|browser|house|bench|faults|support)(?:\/.+)?$/,
    names: new RegExp(`^(?:${kebab}|${pascal})(?:\\.[a-z]+)*\\.(?:tsx?|mjs|css|html|json|md|sql)$`),
    says: 'kebab-case, in server, browser, house, bench, faults or support',
  },
];

/** Files of a room that are not on the list, each with the reason it is there. */
const exceptions: { path: RegExp; reason: string }[] = [
  { path: /^shared\/modules\/states\/directory\.ts$/, reason: 'the 36 States and their codes: a list, not a rule' },
  { path: /^shared\/modules\/people\/permissions\.ts$/, reason: 'the matrix of mandates, on one page' },
  {
    path: /^shared\/modules\/roll-health\/catalogue(?:-[a-z]+)*\.ts$/,
    reason: 'the measures and metrics of roll health, as data: too many for one file of rules',
  },
  {
    path: /^shared\/modules\/roll-health\/rules(?:-[a-z]+)+\.ts$/,
    reason: 'the formulas of some forty metrics, by kind: too many for one file of rules',
  },
  {
    path: /^shared\/modules\/roll-health\/schema-metrics\.ts$/,
    reason: 'the views and inputs of the metric pages: the counts and their checks fill schema.ts',
  },
  {
    path: /^shared\/modules\/roll-health\/checks(?:-[a-z]+)*\.ts$/,
    reason: 'the numbered checks V01 to V22 of a roll form',
  },
  {
    path: /^shared\/modules\/exchange\/(?:datasets|rules)(?:-[a-z]+)+\.ts$|^shared\/modules\/exchange\/datasets\.ts$/,
    reason: 'the fourteen upload tables as data, and the checks of their rows by kind',
  },
  {
    path: /^shared\/modules\/what-if\/rules-[a-z]+\.ts$/,
    reason: 'changes of a what-if, how they stand in an address, and what they do to the findings: three ideas',
  },
  {
    path: /^shared\/modules\/(?:timelines|radar|logistics)\/(?:rules(?:-[a-z0-9]+)+|catalogue(?:-[a-z0-9]+)*)\.ts$/,
    reason: 'templates, legal steps, windows and sixteen rules, by kind, and their names and sentences as data',
  },
  {
    path: /^shared\/modules\/timelines\/schema-entry\.ts$/,
    reason: 'what owners send when they write dates: the shared calendar itself fills schema.ts',
  },
];

const vagueNames = /^(?:utils?|helpers?|types?|index|common|misc|lib|constants|shared)\.(?:ts|tsx|mjs)$/i;
const floors = /^(?:shared|server|client|test|bin)\//;

function checkFiles(house: House): Finding[] {
  const findings: Finding[] = [];
  for (const [path, text] of house) {
    const add = (rule: string, line: number, mend: string) => findings.push({ file: path, line, rule, mend });
    const name = path.slice(path.lastIndexOf('/') + 1);
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    if (isSource(path) && lines > mostLines) {
      add(
        'file-too-long',
        mostLines + 1,
        `${lines} lines; at ${mostLines} the build stops: find the second idea in it`,
      );
    }
    if (vagueNames.test(name))
      add('vague-name', 1, 'name the file by what it holds; a room has no drawer for the rest');
    if (!floors.test(path) || !isSource(path)) continue;
    const known = folders.find((one) => one.folder.test(folder));
    if (known === undefined) {
      add('unknown-folder', 1, `no file belongs in ${folder}/; the house is listed in test/house/files.test.ts`);
    } else if (!known.names.test(name) && !exceptions.some((exception) => exception.path.test(path))) {
      add('unlisted-file', 1, `in ${folder}/ the house knows only ${known.says}`);
    }
    for (const part of folder.split('/')) {
      if (!new RegExp(`^${kebab}$`).test(part)) add('folder-name', 1, `write the folder '${part}' in kebab-case`);
    }
  }
  return findings;
}

function isSource(path: string): boolean {
  return isCode(path) || /\.(?:css|sql)$/.test(path);
}

const plants: Record<string, Record<string, string>> = {
  'unlisted-file': { 'server/modules/states/loader.ts': '' },
  'unknown-folder': { 'server/modules/states/parts/router.ts': '' },
  'vague-name': { 'bin/helpers.mjs': '' },
  'file-too-long': { 'test/server/states.test.ts': '\n'.repeat(mostLines + 1) },
  'folder-name': { 'shared/modules/rollHealth/rules.ts': '' },
};

const misnamed = [
  'shared/modules/states/directory-old.ts',
  'shared/modules/actions/catalogue.ts',
  'client/modules/states/statePage.tsx',
  'client/modules/states/use-state.ts',
  'server/platform/liveEvents.ts',
  'server/platform/migrations/12-late.sql',
  'server/modules/router.ts',
];

const wellNamed = [
  'shared/modules/states/directory.ts',
  'shared/modules/people/permissions.ts',
  'shared/modules/people/permissions.test.ts',
  'shared/modules/roll-health/catalogue-board.ts',
  'shared/modules/roll-health/checks.ts',
  'client/modules/national/NationalPage.tsx',
  'client/modules/national/TileGrid.module.css',
  'client/modules/national/api.ts',
  'client/messages/words.ts',
  'client/messages/hi/roll-health.ts',
  'client/app/first-view.tsx',
  'client/ui/theme.css',
  'server/main.ts',
  'server/platform/seed/states.ts',
  'server/platform/migrations/0001-house.sql',
  'test/bench/naive/page/Dashboard.tsx',
  'vite.config.ts',
];

describe('files', () => {
  it('lie where the house has a place for them, and stay short', () => {
    expect(reportOf(checkFiles(readHouse()))).toEqual([]);
  });

  it.each(Object.entries(plants))('finds a planted %s', (rule, files) => {
    expect(checkFiles(plant(files)).map((finding) => finding.rule)).toEqual([rule]);
  });

  it.each(misnamed)('refuses %s', (path) => {
    expect(checkFiles(plant({ [path]: '' }))).not.toEqual([]);
  });

  it('lets the names of the house through, to the last line', () => {
    const longest = 'x\n'.repeat(mostLines);
    expect(reportOf(checkFiles(new Map(wellNamed.map((path) => [path, longest]))))).toEqual([]);
  });
});
