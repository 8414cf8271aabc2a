// Every table, column and reason of a file has its words in both languages, and a sentence asks only for its own figures.

import { describe, expect, it } from 'vitest';
import { exchange as en } from '#client/messages/en/exchange.ts';
import { exchange as hi } from '#client/messages/hi/exchange.ts';
import { columnsOf, datasets } from '#shared/modules/exchange/datasets.ts';
import { findingReasonParams, isFindingReason, printFigures } from '#shared/modules/exchange/rules-reasons.ts';

const samples: Record<string, string> = { ownState: 'IN-KL', qualifyingDate: '2026-10-02', day: '2026-10-02' };

describe.each([
  ['en', en],
  ['hi', hi],
] as const)('words of files in %s', (language, words) => {
  it('name every table and every column, and no column that is not there', () => {
    const named = Object.keys(words.columns).toSorted();
    const there = Object.values(datasets).flatMap((spec) => columnsOf(spec, true).map((column) => column.name));
    expect([...new Set(there)].toSorted()).toEqual(named);
    expect(Object.keys(words.datasets).toSorted()).toEqual(Object.keys(datasets).toSorted());
  });

  it.each(Object.entries(findingReasonParams))('say %s with all its figures and no others', (reason, names) => {
    if (!isFindingReason(reason)) throw new Error(`no such reason: ${reason}`);
    const params = Object.fromEntries(names.map((name, index) => [name, samples[name] ?? 7_000_000 + index]));
    const sentence = words.findings.reasons[reason](printFigures(params, language));
    expect(sentence.length).toBeGreaterThan(20);
    expect(sentence).not.toMatch(/undefined|NaN|\s\s|\(\)/);
    const empty = words.findings.reasons[reason](printFigures({}, language));
    expect(empty === sentence).toBe(names.length === 0);
  });

  it('print States by name, days and differences as they are written here', () => {
    const figures = printFigures(
      { ownState: 'IN-KL', today: '2026-11-22', residual: -70, total: 2891082, percent: 25.1 },
      language,
    );
    expect(figures).toMatchObject({
      today: '22-11-2026',
      residual: '−70',
      total: '28,91,082',
      percent: '25.10',
      sum: '',
    });
    expect(figures.ownState).toBe(language === 'en' ? 'Kerala' : 'केरल');
  });
});
