// Migrations go forward only, one after the other; foreign keys have an index; tables are named in the singular.

import { describe, expect, it } from 'vitest';
import { type Finding, type House, lineOf, plant, readHouse, reportOf, withoutComments } from '../support/house.ts';

const folder = 'server/platform/migrations/';

/** Statements that take something away and may: the migration, the statement's beginning, the reason. */
const allowedToTakeAway: { file: string; statement: string; reason: string }[] = [];

/** Foreign keys without an index, each with its reason: an index is paid for at every write. */
const withoutIndex: Record<string, string> = {
  'audit_entry.person_id': 'persons are disabled, never deleted; the log is listed by time, object and body',
  'sign_in_session.acting_membership_id':
    'memberships are ended by date, never deleted; a session is found by its token',
};

/** Names that end in s and are singular. */
const singular = /(?:status|address|progress|process|basis|news|access|class|business)$/;

interface Table {
  file: string;
  line: number;
  foreignKeys: { columns: string[]; line: number }[];
  /** Column lists of primary keys, unique constraints and indexes, in order. */
  keys: string[][];
}

function checkMigrations(house: House): Finding[] {
  const files = [...house.keys()].filter((path) => path.startsWith(folder) && path.endsWith('.sql')).sort();
  const findings: Finding[] = [];
  const tables = new Map<string, Table>();
  files.forEach((file, index) => {
    const number = String(index + 1).padStart(4, '0');
    if (!file.startsWith(`${folder}${number}-`)) {
      const mend = `number ${number} comes here: migrations are numbered 0001, 0002, … without gaps or twins`;
      findings.push({ file, line: 1, rule: 'numbered', mend });
    }
    const sql = withoutComments(file, house.get(file) ?? '');
    findings.push(...checkForward(file, sql));
    readTables(file, sql, tables);
  });
  for (const [name, table] of tables) findings.push(...checkTable(name, table));
  return findings;
}

function checkForward(file: string, sql: string): Finding[] {
  const takesAway =
    /\b(?:drop\s+(?:table|column|schema|type|view|index)|rename\s+(?:to|column|constraint)|truncate)\b[^;]*/gi;
  const findings: Finding[] = [];
  for (const match of sql.matchAll(takesAway)) {
    const isTrigger = /create\s+(?:or\s+replace\s+)?trigger[^;]*$/i.test(sql.slice(0, match.index));
    const isAllowed = allowedToTakeAway.some((one) => file.endsWith(one.file) && match[0].startsWith(one.statement));
    if (isTrigger || isAllowed) continue;
    const mend = `'${match[0].slice(0, 40)}': stop using it first, take it away in a later release, and list it here`;
    findings.push({ file, line: lineOf(sql, match.index), rule: 'forward-only', mend });
  }
  return findings;
}

function checkTable(name: string, { file, line, foreignKeys, keys }: Table): Finding[] {
  const findings: Finding[] = [];
  if (name.endsWith('s') && !singular.test(name)) {
    findings.push({ file, line, rule: 'singular-table', mend: `name table '${name}' in the singular` });
  }
  for (const key of foreignKeys) {
    const column = `${name}.${key.columns.join(',')}`;
    const isCovered = keys.some((columns) => key.columns.every((one, place) => columns.indexOf(one) === place));
    if (isCovered || column in withoutIndex) continue;
    const mend = `${column} refers to another table: create index … on ${name} (${key.columns.join(', ')})`;
    findings.push({ file, line: key.line, rule: 'foreign-key-index', mend });
  }
  return findings;
}

function readTables(file: string, sql: string, tables: Map<string, Table>): void {
  for (const match of sql.matchAll(/create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?\s*\(/gi)) {
    const table: Table = { file, line: lineOf(sql, match.index), foreignKeys: [], keys: [] };
    tables.set((match[1] ?? '').toLowerCase(), table);
    const start = match.index + match[0].length;
    for (const { text, at } of partsOf(sql, start)) readPart(table, text, lineOf(sql, at));
  }
  for (const match of sql.matchAll(/alter\s+table\s+(?:only\s+)?"?(\w+)"?\s+([^;]*)/gi)) {
    const table = tables.get((match[1] ?? '').toLowerCase());
    if (!table) continue;
    for (const { text } of partsOf(`${match[2] ?? ''})`, 0)) {
      readPart(table, text.replace(/^\s*add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?/i, ''), lineOf(sql, match.index));
    }
  }
  const index =
    /create\s+(?:unique\s+)?index\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?\w+\s+on\s+(\w+)\s*(?:using\s+\w+\s*)?\(/gi;
  for (const match of sql.matchAll(index)) {
    const end = match.index + match[0].length;
    const columns = partsOf(sql, end).map(({ text }) => text.trim().split(/\s/)[0] ?? '');
    const condition = /^[^;)]*\)\s*where\s+([^;]*)/i.exec(sql.slice(end))?.[1]?.trim();
    const holdsAll = condition === undefined || condition === `${columns[0]} is not null`;
    if (holdsAll) tables.get((match[1] ?? '').toLowerCase())?.keys.push(columns);
  }
}

/** A column or a constraint of a table: what it refers to, and which columns it makes findable. */
function readPart(table: Table, part: string, line: number): void {
  const text = part.trim().replace(/^constraint\s+\w+\s+/i, '');
  const listed = /^(primary\s+key|unique|foreign\s+key)\s*\(([^)]*)\)/i.exec(text);
  if (listed) {
    const columns = (listed[2] ?? '').split(',').map((column) => column.trim());
    if (/^foreign/i.test(text)) table.foreignKeys.push({ columns, line });
    else table.keys.push(columns);
    return;
  }
  const column = /^"?(\w+)"?\s/.exec(text)?.[1];
  if (column === undefined || /^(?:check|exclude|like)$/i.test(column)) return;
  if (/\bprimary\s+key\b|\bunique\b/i.test(text)) table.keys.push([column]);
  if (/\breferences\b/i.test(text)) table.foreignKeys.push({ columns: [column], line });
}

/** The parts between commas, from an opened bracket to the one that closes it. */
function partsOf(sql: string, start: number): { text: string; at: number }[] {
  const parts: { text: string; at: number }[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < sql.length; at += 1) {
    const character = sql.charAt(at);
    if (character === '(') depth += 1;
    const isEnd = character === ')' && depth === 0;
    if (isEnd || (character === ',' && depth === 0)) {
      const text = sql.slice(from, at);
      parts.push({ text, at: from + (text.length - text.trimStart().length) });
      from = at + 1;
    }
    if (isEnd) return parts;
    if (character === ')') depth -= 1;
  }
  return parts;
}

const state = 'create table state (code text primary key);';

function migration(name: string, sql: string): Record<string, string> {
  return { [`${folder}${name}.sql`]: sql };
}

const plants: [string, Record<string, string>][] = [
  ['numbered', migration('0002-late', state)],
  ['numbered', { ...migration('0001-a', state), ...migration('0003-c', '') }],
  ['numbered', { ...migration('0001-a', state), ...migration('0001-b', '') }],
  ['forward-only', migration('0001-a', `${state} drop table state;`)],
  ['forward-only', migration('0001-a', `${state} alter table state drop column code;`)],
  ['forward-only', migration('0001-a', `${state} alter table state rename column code to id;`)],
  ['singular-table', migration('0001-a', 'create table states (code text primary key);')],
  [
    'foreign-key-index',
    migration('0001-a', `${state} create table body (id text, state text references state (code));`),
  ],
  [
    'foreign-key-index',
    migration(
      '0001-a',
      `${state} create table body (a text, b text, primary key (b, a), foreign key (a) references state);`,
    ),
  ],
  [
    'foreign-key-index',
    migration(
      '0001-a',
      `${state} create table body (a text references state); create index i on body (a) where a = 'x';`,
    ),
  ],
  [
    'foreign-key-index',
    {
      ...migration('0001-a', state),
      ...migration('0002-b', 'alter table state add column old text references state (code);'),
    },
  ],
];

const sound = `${state}
-- drop table state;
create table status (id text primary key, a text unique references state (code) on delete cascade,
  b numeric(4, 2) check (b in (1, 2)), c text references state (code), d text references state,
  foreign key (d) references state (code), primary key (id, a));
create index status_c on status (c, b);
create index status_d on status using btree (d) where d is not null;
create trigger t before update or delete or truncate on status for each statement execute function f();`;

describe('migrations', () => {
  it('keep the rules of the house', () => {
    expect(reportOf(checkMigrations(readHouse()))).toEqual([]);
  });

  it.each(plants)('finds a planted %s in %j', (rule, files) => {
    expect(checkMigrations(plant(files)).map((finding) => finding.rule)).toEqual([rule]);
  });

  it('lets a sound one through', () => {
    expect(reportOf(checkMigrations(plant(migration('0001-sound', sound))))).toEqual([]);
  });

  it('reads every foreign key of the first migration', () => {
    const tables = new Map<string, Table>();
    const file = `${folder}0001-house.sql`;
    const sql = withoutComments(file, readHouse().get(file) ?? '');
    readTables(file, sql, tables);
    const read = [...tables.values()].flatMap((table) => table.foreignKeys).length;
    expect(read).toBe(sql.match(/\breferences\b/g)?.length);
    expect(read).toBeGreaterThan(5);
  });
});
