// What may not be written anywhere in a floor: words the commissions do not use, colours outside the theme, addresses
// elsewhere, paths of one machine, SQL that includes both ends of a range, numbers printed in other ways than ours.

import { describe, expect, it } from 'vitest';
import {
  type Finding,
  type House,
  isNode,
  lineOf,
  nodesOf,
  plant,
  readHouse,
  reportOf,
  withoutComments,
} from '../support/house.ts';

interface Rule {
  over: RegExp;
  mend: string;
  /** Searched in the text without its comments; the first group, or the whole match, is what is reported. */
  finds: RegExp;
  /** Where the text is searched; the whole file if not given. */
  within?: (path: string, text: string) => string;
}

/** Places where a found text is right, each with its reason. `found` is compared in lower case. */
const exceptions: { rule: string; path: RegExp; found: string; reason: string }[] = [
  {
    rule: 'address-elsewhere',
    path: /^client\//,
    found: 'http://www.w3.org/2000/svg',
    reason: 'the name of the SVG namespace: nothing is fetched from it',
  },
  {
    rule: 'address-elsewhere',
    path: /^client\//,
    found: 'http://www.w3.org/1999/xlink',
    reason: 'the name of the XLink namespace: nothing is fetched from it',
  },
  {
    rule: 'address-elsewhere',
    path: /^client\/ui\/workbook\.ts$/,
    found: 'http://schemas.openxmlformats.org/package/2006/content-types',
    reason: 'the name of a namespace of Office Open XML: nothing is fetched from it',
  },
  {
    rule: 'address-elsewhere',
    path: /^client\/ui\/workbook\.ts$/,
    found: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
    reason: 'the name of a namespace of Office Open XML: nothing is fetched from it',
  },
  {
    rule: 'address-elsewhere',
    path: /^client\/ui\/workbook\.ts$/,
    found: 'http://schemas.openxmlformats.org/package/2006/relationships',
    reason: 'the name of a namespace of Office Open XML: nothing is fetched from it',
  },
  {
    rule: 'address-elsewhere',
    path: /^client\/ui\/workbook\.ts$/,
    found: 'http://schemas.openxmlformats.org/officedocument/2006/relationships',
    reason: 'the name of a namespace of Office Open XML: nothing is fetched from it',
  },
];

const namedColours =
  'white|black|gr[ae]y|silver|red|maroon|orange|amber|gold|yellow|olive|lime|green|teal|aqua|cyan|blue|navy|purple|' +
  'violet|indigo|magenta|fuchsia|pink|brown|beige|ivory|saffron|crimson|tomato|(?:dark|light)(?:gr[ae]y|red|green|blue)';

/** In pieces, so that this file does not find itself. */
const machinePath = new RegExp(
  `(?<![\\w.$}])/(?:${['root', 'work', 'Users'].join('|')})/|(?<![\\w.])\\.\\./${'shared'}\\b`,
);

const rules: Record<string, Rule> = {
  'banned-word': {
    over: /^client\/messages\//,
    mend: 'no commission is measured against another: say progress, adoption, position, order, or leave it out',
    finds:
      /(?<![a-z])(compliance|compliant|league tables?|league|ranks?|ranked|rankings?|scores?|scorecards?)(?![a-z])|(अनुपालन|रैंक|रैंकिंग|स्कोर)/i,
  },
  'raw-colour': {
    over: /^client\/(?!ui\/theme\.css$).*\.(?:css|tsx?)$/,
    mend: 'take a token of client/ui/theme.css: var(--…)',
    finds: new RegExp(
      `(#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\\b|\\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\\(|(?<![\\w-])(?:${namedColours})(?![\\w-]))`,
      'i',
    ),
    within: (path, text) => (path.endsWith('.css') ? valuesOfCss(text) : colourStringsOf(path, text)),
  },
  'address-elsewhere': {
    over: /^(?:client\/.*\.(?:tsx?|css|html)|index\.html)$/,
    mend: 'nothing is fetched from elsewhere: it must work inside a closed network; serve it ourselves',
    finds: /((?:https?:|wss?:)\/\/[a-z0-9[][^\s'"`)<]*|(?<=url\(['"]?|(?:src|href)=['"])\/\/[a-z0-9][^\s'"`)<]*)/i,
  },
  'machine-path': {
    over: /./,
    mend: 'a path of one machine; take it from the project folder, the environment or a temporary folder',
    finds: machinePath,
    within: (_path, text) => text,
  },
  'no-between': {
    over: /^server\/.*\.(?:sql|ts)$/,
    mend: 'ranges are half-open: write >= and <',
    finds: /\bbetween(?:Symmetric)?\b/i,
    within: (path, text) => (path.endsWith('.sql') ? text : sqlOf(path, text)),
  },
  'no-select-all': {
    over: /^server\/modules\/[^/]+\/(?:router|views)\.ts$/,
    mend: 'name the columns: what leaves the server is chosen, not whatever the table holds',
    finds: /(\bselectAll\s*\()/,
  },
  'own-number-format': {
    over: /^(?!test\/|bin\/|shared\/kernel\/).*\.(?:tsx?|mjs)$/,
    mend: 'numbers and dates go through shared/kernel/numbers.ts and time.ts: Indian grouping, IST',
    finds: /(\bIntl\s*\.\s*(?:NumberFormat|DateTimeFormat|RelativeTimeFormat)\b|\.toLocale(?:Date|Time)?String\s*\()/,
  },
};

/** The declarations' values of a style sheet; selectors (`#root`, `.red`), names and urls blanked. */
function valuesOfCss(text: string): string {
  return text
    .replace(/url\([^)]*\)/g, (url) => ' '.repeat(url.length))
    .replace(/[^{};]+(?=[{])|(?<=[{};]\s*)[\w-]+\s*:/g, (name) => name.replace(/[^\n]/g, ' '))
    .replace(/var\(\s*--[\w-]+|--[\w-]+/g, (name) => ' '.repeat(name.length));
}

/** Colours written as whole strings in code: `'#fff'`, `"rgb(0 0 0)"`. A word such as 'red' may be a status: passes. */
function colourStringsOf(path: string, text: string): string {
  return stringsOf(path, text, (value) => /^(?:#[0-9a-f]{3,8}|(?:rgb|hsl|oklch|oklab)a?\(.*)$/i.test(value.trim()));
}

/** What a file sends as SQL: sql templates, operators as strings, calls of kysely; all else blanked. */
function sqlOf(path: string, text: string): string {
  let kept = stringsOf(path, text, (value) => value === 'between' || /\bBETWEEN\b/.test(value));
  for (const node of nodesOf(path, text)) {
    const tag = isNode(node, 'TaggedTemplateExpression') ? node.tag : undefined;
    if (isNode(tag) && /^sql\b/.test(text.slice(tag.start)))
      kept = splice(kept, node.start, text.slice(node.start, node.end));
  }
  for (const { index, 0: call } of text.matchAll(/\.between(?:Symmetric)?\s*\(/g)) kept = splice(kept, index, call);
  return kept;
}

function stringsOf(path: string, text: string, isWanted: (value: string) => boolean): string {
  let kept = text.replace(/[^\n]/g, ' ');
  for (const node of nodesOf(path, text)) {
    if (!isNode(node, 'Literal') && !isNode(node, 'TemplateElement')) continue;
    const piece = text.slice(node.start, node.end);
    if (isWanted(piece.replace(/^['"`]|['"`]$/g, ''))) kept = splice(kept, node.start, piece);
  }
  return kept;
}

function splice(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at + piece.length);
}

function checkWords(house: House): Finding[] {
  const findings: Finding[] = [];
  for (const [file, text] of house) {
    for (const [rule, { over, mend, finds, within }] of Object.entries(rules)) {
      if (!over.test(file)) continue;
      const plain = rule === 'machine-path' ? text : withoutComments(file, text);
      const searched = within ? within(file, plain) : plain;
      for (const match of searched.matchAll(new RegExp(finds.source, `${finds.flags}g`))) {
        const found = match[0];
        const isExcepted = exceptions.some(
          (one) => one.rule === rule && one.path.test(file) && one.found === found.toLowerCase(),
        );
        if (!isExcepted) findings.push({ file, line: lineOf(text, match.index), rule, mend: `'${found}': ${mend}` });
      }
    }
  }
  return findings;
}

const elsewhere = 'https://fonts.example/noto.woff2';

const plants: Record<string, Record<string, string>[]> = {
  'banned-word': [
    { 'client/messages/en/national.ts': "export const national = { title: 'Compliance by State' };" },
    { 'client/messages/en/national.ts': 'export const national = { place: (n: number) => `Ranked ` + n };' },
    { 'client/messages/hi/national.ts': "export const national = { title: 'अनुपालन' };" },
  ],
  'raw-colour': [
    { 'client/ui/Card.module.css': '.card { color: #16202c; }' },
    { 'client/modules/states/Tile.module.css': '.a {\n  border: 1px solid red;\n}' },
    { 'client/charts/base.css': '@media print { .a { background: rgb(0 0 0 / 10%); } }' },
    { 'client/charts/Bar.tsx': "export const fill = '#1f5fa8';" },
  ],
  'address-elsewhere': [
    { 'client/app/fonts.css': `@font-face { src: url(${elsewhere}); }` },
    { 'client/app/session.ts': `export const address = '${elsewhere}';` },
    { 'index.html': `<link rel="stylesheet" href="//fonts.example/a.css">` },
  ],
  'machine-path': [
    { 'server/platform/env.ts': `const folder = '${['', 'root', 'data'].join('/')}';` },
    { 'README.md': `See ${['..', 'shared'].join('/')}/design.md.` },
  ],
  'no-between': [
    { 'server/platform/migrations/0009-x.sql': 'select 1 where a between 1 and 2;' },
    { 'server/modules/states/queries.ts': 'const rows = sql<number>`a between 1 and 2`;' },
    { 'server/modules/states/views.ts': "const q = db.where((eb) => eb.between('a', 1, 2));" },
  ],
  'no-select-all': [{ 'server/modules/states/views.ts': "const q = db.selectFrom('state').selectAll();" }],
  'own-number-format': [
    { 'client/ui/Count.tsx': 'export const text = (1).toLocaleString();' },
    { 'server/modules/exchange/service.ts': "const f = new Intl.NumberFormat('en-IN');" },
  ],
};

const allowed: Record<string, string> = {
  'client/messages/en/national.ts':
    "// never a rank\nexport const national = { franking: 'Prankster', core: 'Scored out' };",
  'client/ui/theme.css': ':root { --ink: #16202c; }',
  'client/ui/Card.module.css':
    '#root .red { color: var(--red); background: transparent; fill: currentColor; margin: 0; }',
  'client/ui/Mark.tsx':
    "export const name = 'http://www.w3.org/2000/svg'; // see https://example.org\nconst s = 'red';",
  'client/modules/actions/Copy.tsx': "export const isLink = (text: string) => text.startsWith('https://');",
  'server/platform/migrations/0001-house.sql': '-- between the two and the third\nselect 1;',
  'server/modules/states/queries.ts': "const sentence = 'Choose a day between them.'; const all = db.selectAll();",
  'shared/kernel/time.ts': "import x from '#shared/kernel/text.ts';",
};

describe('words', () => {
  it('are those of the house in every file', () => {
    expect(reportOf(checkWords(readHouse()))).toEqual([]);
  });

  it.each(Object.entries(plants).flatMap(([rule, cases]) => cases.map((files) => [rule, files] as const)))(
    'finds a planted %s in %j',
    (rule, files) => {
      expect([...new Set(checkWords(plant(files)).map((finding) => finding.rule))]).toEqual([rule]);
    },
  );

  it('has a plant for every rule', () => {
    expect(Object.keys(plants).sort()).toEqual(Object.keys(rules).sort());
  });

  it('lets the ways of the house through', () => {
    expect(reportOf(checkWords(plant(allowed)))).toEqual([]);
  });
});
