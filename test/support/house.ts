// The project as the house tests read it: every source file, what it imports, and findings worded so that they can be
// mended. TypeScript 7 has no JavaScript API, so the parser is the one that Vite brings.

import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'vite';

/** Source text by path, relative to the project's root. */
export type House = ReadonlyMap<string, string>;

export interface Finding {
  file: string;
  line: number;
  rule: string;
  /** What is wrong and how to mend it, in one sentence. */
  mend: string;
}

export interface ImportOfFile {
  /** As written. */
  specifier: string;
  /** The file in the project, or undefined for a package. */
  target: string | undefined;
  /** True for `import type` and `export type … from`: nothing is left of it at run time. */
  isType: boolean;
  line: number;
}

export type SyntaxNode = { type: string; start: number; end: number } & Record<string, unknown>;

const leftOut = new Set(['node_modules', 'dist', '.data', '.cache', '.git']);
const sourceName = /\.(?:tsx?|mjs|css|html|sql|json|md|ya?ml)$/;

/** Every source file of the project, as the tests find it on disk. */
export function readHouse(root = process.cwd()): House {
  const house = new Map<string, string>();
  for (const entry of readdirSync(root, { withFileTypes: true, recursive: false })) {
    if (leftOut.has(entry.name) || entry.isSymbolicLink()) continue;
    if (entry.isFile() && sourceName.test(entry.name)) addFile(house, root, entry.name);
    if (entry.isDirectory()) addFolder(house, root, entry.name);
  }
  house.delete('package-lock.json');
  return house;
}

function addFolder(house: Map<string, string>, root: string, folder: string): void {
  for (const entry of readdirSync(posix.join(root, folder), { withFileTypes: true })) {
    if (leftOut.has(entry.name) || entry.isSymbolicLink()) continue;
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) addFolder(house, root, path);
    else if (sourceName.test(entry.name)) addFile(house, root, path);
  }
}

function addFile(house: Map<string, string>, root: string, path: string): void {
  house.set(path, readFileSync(posix.join(root, path), 'utf8'));
}

/** A house of planted files, for proving that a rule finds what it should. */
export function plant(files: Record<string, string>): House {
  return new Map(Object.entries(files));
}

/** Findings as lines to read in a failed test: `file:line  rule: how to mend`. */
export function reportOf(findings: readonly Finding[]): string[] {
  return findings.map(({ file, line, rule, mend }) => `${file}:${line}  ${rule}: ${mend}`).sort();
}

/** The line, from 1, on which the offset lies. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** True for a file that the parser reads: TypeScript or plain JavaScript. */
export function isCode(path: string): boolean {
  return /\.(?:tsx?|mjs)$/.test(path);
}

interface ParsedCode {
  nodes: SyntaxNode[];
  comments: { start: number; end: number }[];
}

const parsedByText = new Map<string, ParsedCode>();

/** All syntax nodes of a file, outer before inner. @throws when the file does not parse. */
export function nodesOf(path: string, text: string): SyntaxNode[] {
  return parseCode(path, text).nodes;
}

function parseCode(path: string, text: string): ParsedCode {
  const key = `${path}\n${text}`;
  const known = parsedByText.get(key);
  if (known) return known;
  const result = parseSync(path, text, { lang: path.endsWith('.tsx') ? 'tsx' : path.endsWith('.ts') ? 'ts' : 'js' });
  const [error] = result.errors;
  if (error) throw new Error(`${path} does not parse: ${error.message}`);
  const nodes: SyntaxNode[] = [];
  collectNodes(result.program, nodes);
  const parsed = { nodes, comments: result.comments };
  parsedByText.set(key, parsed);
  return parsed;
}

function collectNodes(value: unknown, into: SyntaxNode[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collectNodes(item, into);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) into.push(value);
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object') collectNodes(inner, into);
  }
}

/** True when the value is a syntax node, of the given type if one is named. */
export function isNode(value: unknown, type?: string): value is SyntaxNode {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('start' in value)) return false;
  return typeof value.type === 'string' && (type === undefined || value.type === type);
}

/** The name of an identifier node, or undefined. */
export function nameOf(value: unknown): string | undefined {
  return isNode(value, 'Identifier') && typeof value.name === 'string' ? value.name : undefined;
}

/** The comments of a code file, with their delimiters. */
export function commentsOf(path: string, text: string): { text: string; line: number }[] {
  return parseCode(path, text).comments.map(({ start, end }) => ({
    text: text.slice(start, end),
    line: lineOf(text, start),
  }));
}

/** The text with its comments blanked out, offsets and lines kept. Knows TypeScript, JavaScript, CSS, SQL and HTML. */
export function withoutComments(path: string, text: string): string {
  if (isCode(path)) {
    let code = text;
    for (const { start, end } of parseCode(path, text).comments) {
      code = code.slice(0, start) + blank(code.slice(start, end)) + code.slice(end);
    }
    return code;
  }
  if (path.endsWith('.css')) return text.replace(/\/\*[\s\S]*?\*\//g, blank);
  if (path.endsWith('.html')) return text.replace(/<!--[\s\S]*?-->/g, blank);
  if (path.endsWith('.sql')) return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, blank);
  return text;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** Everything a file imports or re-exports, dynamic imports and `import('…')` types too. */
export function importsOf(path: string, text: string): ImportOfFile[] {
  const imports: ImportOfFile[] = [];
  for (const node of nodesOf(path, text)) {
    const isImport =
      /^(?:ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression|TSImportType)$/;
    if (!isImport.test(node.type)) continue;
    const source = isNode(node.source) ? node.source : node.argument;
    if (!isNode(source) || typeof source.value !== 'string') continue;
    imports.push({
      specifier: source.value,
      target: targetOf(path, source.value),
      isType: node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type',
      line: lineOf(text, node.start),
    });
  }
  return imports;
}

/** The project's file behind a specifier: `#server/…`, or relative. Undefined for a package. */
export function targetOf(path: string, specifier: string): string | undefined {
  const plain = specifier.replace(/\?.*$/, '');
  if (plain.startsWith('#')) return plain.slice(1);
  return plain.startsWith('.') ? posix.join(posix.dirname(path), plain) : undefined;
}
