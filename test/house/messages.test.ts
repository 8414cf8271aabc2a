// Every sentence on screen exists in both languages, takes the same arguments, and the Hindi is Hindi.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../support/house.ts';
import { reportOf } from '../support/house.ts';

/** Hindi messages that rightly hold no Devanagari: `room.path.to.key`, with the reason. */
const sameInBoth: Record<string, string> = {
  'app.otherLanguage': 'the link to the other language is written in that language',
  'national.units.percent': 'a figure and the sign for per cent',
};

const folder = join(process.cwd(), 'client', 'messages');
const devanagari = /[\u0900-\u097f]/;
/** Codes, figures and signs (`ECI`, `FL-11`, `%`, `·`) read the same in both languages. */
const isCodeOnly = /^[A-Z0-9\s\p{P}\p{S}]*$/u;

function compareMessages(file: string, key: string, english: unknown, hindi: unknown): Finding[] {
  const find = (rule: string, mend: string): Finding[] => [{ file: `client/messages/hi/${file}`, line: 1, rule, mend }];
  if (kindOf(english) !== kindOf(hindi)) {
    return find('kind-differs', `${key} is ${kindOf(english)} in English and ${kindOf(hindi)} in Hindi`);
  }
  if (typeof english === 'string' && typeof hindi === 'string') {
    if (english.trim() === '') return find('empty', `${key} is empty in English: write it, or take it out`);
    if (hindi.trim() === '') return find('empty', `${key} is empty in Hindi: write it`);
    return isHindi(key, hindi) ? [] : find('not-hindi', `${key} holds no Devanagari: translate it, or list it`);
  }
  if (typeof english === 'function' && typeof hindi === 'function') {
    if (english.length !== hindi.length) {
      return find('arity-differs', `${key} takes ${english.length} arguments in English and ${hindi.length} in Hindi`);
    }
    const written = [...String(hindi).matchAll(/(['"`])((?:\\.|(?!\1)[^\\])*)\1/g)].map(([, , text = '']) => text);
    const words = written.join(' ').replace(/\$\{[^}]*\}/g, '');
    return isHindi(key, words) ? [] : find('not-hindi', `${key} holds no Devanagari: translate it, or list it`);
  }
  if (!isTree(english) || !isTree(hindi)) return [];
  const findings: Finding[] = [];
  for (const name of new Set([...Object.keys(english), ...Object.keys(hindi)])) {
    const path = key === '' ? name : `${key}.${name}`;
    if (!(name in hindi)) findings.push(...find('missing-in-hindi', `${path} is in English only: add it`));
    else if (!(name in english)) findings.push(...find('missing-in-english', `${path} is in Hindi only: take it out`));
    else findings.push(...compareMessages(file, path, english[name], hindi[name]));
  }
  return findings;
}

function isHindi(key: string, text: string): boolean {
  return devanagari.test(text) || isCodeOnly.test(text) || key in sameInBoth;
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function filesIn(language: 'en' | 'hi'): string[] {
  return readdirSync(join(folder, language)).sort();
}

async function messagesOf(language: 'en' | 'hi', file: string): Promise<Record<string, unknown>> {
  const module: unknown = await import(join(folder, language, file));
  return isTree(module) ? { ...module } : {};
}

describe('messages', () => {
  it('are there: the same files in both languages', () => {
    expect(filesIn('en').length).toBeGreaterThan(0);
    expect(filesIn('hi')).toEqual(filesIn('en'));
  });

  it('say the same things in both languages', async () => {
    const findings: Finding[] = [];
    for (const file of filesIn('en')) {
      findings.push(...compareMessages(file, '', await messagesOf('en', file), await messagesOf('hi', file)));
    }
    expect(reportOf(findings)).toEqual([]);
  });

  const hello = (name: string): string => `Hello, ${name}`;
  const namaste = (name: string): string => `नमस्ते, ${name}`;

  it.each<[string, unknown, unknown]>([
    ['missing-in-hindi', { a: 'Save', b: 'Back' }, { a: 'सहेजें' }],
    ['missing-in-english', { a: 'Save' }, { a: 'सहेजें', b: 'वापस' }],
    ['kind-differs', { a: hello }, { a: 'नमस्ते' }],
    ['kind-differs', { a: { b: 'Save' } }, { a: ['सहेजें'] }],
    ['arity-differs', { a: hello }, { a: () => 'नमस्ते' }],
    ['empty', { a: 'Save' }, { a: ' ' }],
    ['empty', { a: '' }, { a: 'सहेजें' }],
    ['not-hindi', { a: 'Save' }, { a: 'Save' }],
    ['not-hindi', { a: hello }, { a: hello }],
  ])('finds a planted %s', (rule, english, hindi) => {
    expect(compareMessages('planted.ts', '', english, hindi).map((finding) => finding.rule)).toEqual([rule]);
  });

  it('lets translations, codes and figures through', () => {
    const count = (value: string): string => `${value} %`;
    const english = { a: 'Save', b: { c: hello }, d: 'ECI', e: 'FL-11', f: count, g: ['One', 'Two'] };
    const hindi = { a: 'सहेजें', b: { c: namaste }, d: 'ECI', e: 'FL-11', f: count, g: ['एक', 'दो'] };
    expect(reportOf(compareMessages('planted.ts', '', english, hindi))).toEqual([]);
  });
});
