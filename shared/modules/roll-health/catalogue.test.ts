import { describe, expect, it } from 'vitest';
import { boardMetrics } from '#shared/modules/national/schema.ts';
import { groupNames, limitSources, metricDefinition } from './catalogue.ts';
import { boardLimits } from './catalogue-board.ts';
import { entryCells } from './checks.ts';
import { evaluate, metricIds } from './rules.ts';
import { EntryCells, type Limit, type MetricDefinition, measures } from './schema.ts';

const definitions = metricIds.map(metricDefinition);

function limitsOf(definition: MetricDefinition): Limit[] {
  return definition.bands.flatMap((band) => [band.amber, band.red]).filter((limit) => limit !== undefined);
}

describe('metric catalogue', () => {
  it('defines 65 metrics by group', () => {
    expect(new Set(metricIds).size).toBe(65);
    const sizes = Object.keys(groupNames).map((group) => [
      group,
      definitions.filter((each) => each.group === group).length,
    ]);
    expect(sizes).toEqual([
      ['EN', 11],
      ['FL', 16],
      ['QL', 10],
      ['PS', 7],
      ['DQ', 5],
      ['LR', 16],
    ]);
    for (const definition of definitions) expect(definition.id.startsWith(definition.group)).toBe(true);
  });

  it('names and explains each in both languages, Hindi in Devanagari', () => {
    for (const { id, name, formula } of definitions) {
      for (const text of [name, formula]) {
        expect(text.en, id).toMatch(/^[\x20-\x7e–×÷−…"]+$/u);
        expect(text.hi, id).toMatch(/[\u0900-\u097f]{2}/u);
      }
      expect(`${formula.en}${formula.hi}`, id).not.toMatch(/[०-९]|compliance|rank|league|score/i);
    }
    expect(new Set(definitions.map((each) => each.name.en)).size).toBe(65);
    expect(new Set(definitions.map((each) => each.name.hi)).size).toBe(65);
  });

  it('gives every limit a source that has words, and every banded metric a limit', () => {
    for (const definition of definitions) {
      for (const limit of limitsOf(definition)) expect(limitSources[limit.source].hi).not.toBe('');
      const hasNoBand = ['EN-01', 'EN-04', 'EN-09', 'EN-10', 'FL-12'].includes(definition.id);
      expect(limitsOf(definition).length === 0, definition.id).toBe(hasNoBand);
    }
  });

  it('never lets amber lie beyond red', () => {
    for (const { id, bands } of definitions) {
      for (const { amber, red } of bands) {
        if (!amber || !red || red.on !== amber.on) continue;
        if (amber.above !== undefined && red.above !== undefined && amber.on === undefined)
          expect(red.above, id).toBeGreaterThan(amber.above);
        if (amber.below !== undefined && red.below !== undefined) expect(red.below, id).toBeLessThan(amber.below);
        if (amber.apart !== undefined && red.apart !== undefined) expect(red.apart, id).toBeGreaterThan(amber.apart);
      }
    }
  });

  it('names the sources that are not ours', () => {
    const sourced = definitions.flatMap((each) =>
      limitsOf(each).flatMap(({ source }) => (source === 'default' ? [] : [[each.id, source]])),
    );
    expect(sourced).toEqual([
      ['FL-01', 'recalled'],
      ['FL-02', 'recalled'],
      ['FL-16', 'bulkFilingLetter'],
      ['QL-01', 'trainingSlides'],
      ['QL-02', 'trainingSlides'],
    ]);
    expect(metricDefinition('PS-01').parameter).toEqual({ value: 1200, source: 'stationCapOrder' });
  });

  it('is computed here in full: no metric answers that it is not', () => {
    for (const { id, isEvaluated, levels, exercises } of definitions) {
      expect(isEvaluated, id).toBe(true);
      const [level = 'S'] = levels;
      const result = evaluate(id, { exercise: exercises?.[0] ?? 'SSR', level, today: '2026-11-22', counts: {} });
      if (id !== 'DQ-02')
        expect(result, id).toMatchObject({
          status: 'not_computed',
          reason: expect.stringMatching(/^(?:missing:|no_)/),
        });
    }
  });

  it('builds on the limits the national board loads by themselves', () => {
    expect(Object.keys(boardLimits)).toEqual([...boardMetrics]);
    for (const id of boardMetrics) expect(metricDefinition(id)).toMatchObject(boardLimits[id]);
  });
});

describe('schema', () => {
  it('lists each measure once and takes the twelve cells as text', () => {
    expect(new Set(measures).size).toBe(measures.length);
    const cells = Object.fromEntries(entryCells.map((cell) => [cell, '']));
    expect(EntryCells.parse(cells)).toEqual(cells);
    expect(EntryCells.safeParse({ ...cells, parts: '1'.repeat(41) }).success).toBe(false);
    expect(EntryCells.safeParse({ ...cells, parts: 5 }).success).toBe(false);
  });
});
