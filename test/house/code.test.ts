// What the linters cannot say about our code: exports, purity of the shared floor, a docblock where others will look.

import { describe, expect, it } from 'vitest';
import {
  commentsOf,
  type Finding,
  type House,
  isCode,
  isNode,
  lineOf,
  nameOf,
  nodesOf,
  plant,
  readHouse,
  reportOf,
  type SyntaxNode,
} from '../support/house.ts';

interface Rule {
  /** Which files it is about. */
  over: RegExp;
  mend: string;
  isBroken: (node: SyntaxNode) => boolean;
}

const allButConfigs = /^(?!(?:.*[/.])?config\.ts$)/;
const sharedRooms = /^shared\/modules\/(?!.*\.test\.ts$)/;
const outsideWorld = new Set(['fetch', 'setTimeout', 'setInterval', 'alert', 'require', 'queueMicrotask']);
const outsideObjects = new Set([
  'process',
  'console',
  'localStorage',
  'sessionStorage',
  'document',
  'window',
  'crypto',
]);

const rules: Record<string, Rule> = {
  'named-exports': {
    over: allButConfigs,
    mend: 'export it by name; only *.config.ts files have a default export',
    isBroken: (node) =>
      node.type === 'ExportDefaultDeclaration' ||
      (node.type === 'ExportSpecifier' && nameOf(node.exported) === 'default'),
  },
  'no-any': {
    over: /./,
    mend: 'say what it is, or take `unknown` and narrow it',
    isBroken: (node) => node.type === 'TSAnyKeyword',
  },
  'pure-clock': {
    over: sharedRooms,
    mend: 'rules know no clock: take the day or the instant as an argument',
    isBroken: (node) =>
      isCallOn(node, 'Date', 'now') ||
      isCallOn(node, 'performance', 'now') ||
      (/^(?:New|Call)Expression$/.test(node.type) && nameOf(node.callee) === 'Date' && isEmpty(node.arguments)),
  },
  'pure-io': {
    over: sharedRooms,
    mend: 'shared rooms touch nothing outside themselves: no network, process, timer, storage, log or chance',
    isBroken: (node) =>
      isCallOn(node, 'Math', 'random') ||
      (node.type === 'CallExpression' && outsideWorld.has(nameOf(node.callee) ?? '')) ||
      (node.type === 'MemberExpression' && outsideObjects.has(nameOf(node.object) ?? '')),
  },
};

function isCallOn(node: SyntaxNode, object: string, method: string): boolean {
  const callee = node.callee;
  return (
    node.type === 'CallExpression' &&
    isNode(callee, 'MemberExpression') &&
    nameOf(callee.object) === object &&
    nameOf(callee.property) === method
  );
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}

/** Files whose exported functions others use without reading them. */
const documented =
  /^(?:shared\/kernel\/[^/]+|server\/platform\/.+|shared\/modules\/[^/]+\/rules(?:-[a-z]+)*|server\/modules\/[^/]+\/(?:service|queries|views))\.ts$/;

function checkCode(house: House): Finding[] {
  const findings: Finding[] = [];
  for (const [path, text] of house) {
    if (!isCode(path)) continue;
    for (const node of nodesOf(path, text)) {
      for (const [rule, { over, mend, isBroken }] of Object.entries(rules)) {
        if (over.test(path) && isBroken(node))
          findings.push({ file: path, line: lineOf(text, node.start), rule, mend });
      }
    }
    if (documented.test(path) && !path.endsWith('.test.ts')) findings.push(...checkDocblocks(path, text));
    for (const comment of commentsOf(path, text)) {
      if (!/^[\s*/]*@ts-(?:ignore|nocheck)\b/.test(comment.text)) continue;
      const mend = 'mend the type; where the error itself is tested, @ts-expect-error with its reason';
      findings.push({ file: path, line: comment.line, rule: 'no-ts-ignore', mend });
    }
  }
  return findings;
}

function checkDocblocks(path: string, text: string): Finding[] {
  const findings: Finding[] = [];
  for (const node of nodesOf(path, text)) {
    if (node.type !== 'ExportNamedDeclaration' || !isNode(node.declaration, 'FunctionDeclaration')) continue;
    if (/\*\/\s*$/.test(text.slice(0, node.start))) continue;
    const name = nameOf(node.declaration.id) ?? 'the function';
    const mend = `say above ${name} what it is for, then units, order, errors thrown and the source of an official rule`;
    findings.push({ file: path, line: lineOf(text, node.start), rule: 'docblock', mend });
  }
  return findings;
}

const plants: Record<string, Record<string, string>[]> = {
  'named-exports': [
    { 'client/app/main.tsx': 'export default function App() { return <p />; }' },
    { 'server/app.ts': 'const app = 1; export { app as default };' },
  ],
  'no-any': [
    { 'server/app.ts': 'const x: any = 1;' },
    { 'test/server/a.test.ts': 'const x = y as any;' },
    { 'vite.config.ts': 'const x: Map<string, any[]> = y;' },
  ],
  'no-ts-ignore': [
    { 'server/app.ts': `// @${'ts-ignore'}\nconst x: string = 1;` },
    { 'server/app.ts': `/* @${'ts-nocheck'} */ const x = 1;` },
  ],
  'pure-clock': [
    { 'shared/modules/states/rules.ts': 'const now = Date.now();' },
    { 'shared/modules/states/rules.ts': 'const now = new Date();' },
    { 'shared/modules/actions/schema.ts': 'const now = Date();' },
  ],
  'pure-io': [
    { 'shared/modules/states/rules.ts': "void fetch('/x');" },
    { 'shared/modules/states/rules.ts': 'const mode = process.env.MODE;' },
    { 'shared/modules/states/rules.ts': 'const dice = Math.random();' },
  ],
  docblock: [{ 'server/modules/states/queries.ts': '// Finds it.\nexport async function findState() {}' }],
};

const allowed: Record<string, string> = {
  'vite.config.ts': 'export default {};',
  'test/bench/naive/page.config.ts': 'export default {};',
  'shared/modules/states/rules.ts':
    "/** A day. */\nexport function f(now: Date) { return new Date('2026-01-01') > now; }",
  'server/platform/clock.ts': '/** Now. */\nexport function now() { return new Date(); }\nfunction inner() {}',
  'client/app/main.tsx': "const any = 'any'; // no ts-ignore here\nexport function App() { return <p>any: any</p>; }",
};

describe('code', () => {
  it('keeps the rules of the house in every file', () => {
    expect(reportOf(checkCode(readHouse()))).toEqual([]);
  });

  it.each(Object.entries(plants).flatMap(([rule, cases]) => cases.map((files) => [rule, files] as const)))(
    'finds a planted %s in %j',
    (rule, files) => {
      expect(checkCode(plant(files)).map((finding) => finding.rule)).toEqual([rule]);
    },
  );

  it('has a plant for every rule', () => {
    expect(Object.keys(plants).sort()).toEqual([...Object.keys(rules), 'docblock', 'no-ts-ignore'].sort());
  });

  it('lets the ways of the house through', () => {
    expect(reportOf(checkCode(plant(allowed)))).toEqual([]);
  });
});
