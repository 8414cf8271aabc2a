import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkChildren, checkPopulation } from './checks-areas.ts';
import { areaOnDay, isFigureInWords, qualifyingDateFault, scheduleFaults } from './checks-rows.ts';

const counts = fc.nat({ max: 5_000_000 });

describe('children and parent', () => {
  it('pass exactly when the sums are equal, and say by how much they are not', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 30 }), fc.integer({ min: -5, max: 5 }), (values, off) => {
        const sum = values.reduce((all, value) => all + value, 0);
        fc.pre(sum + off >= 0);
        const children = values.map((electorsTotal) => ({ electorsTotal }));
        const found = checkChildren(children, { electorsTotal: sum + off }, 'same_file');
        expect(found.map((finding) => finding.params.residual)).toEqual(off === 0 ? [] : [-off]);
      }),
    );
  });

  it('do not depend on the order of the children', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 2, maxLength: 10 }), counts, (values, electorsTotal) => {
        const children = values.map((value) => ({ electorsTotal: value }));
        expect(checkChildren(children.toReversed(), { electorsTotal }, 'wards')).toEqual(
          checkChildren(children, { electorsTotal }, 'wards'),
        );
      }),
    );
  });

  it('are compared only where all of them give the count, and never for numbers two of them may share', () => {
    expect(checkChildren([{ electorsTotal: 1 }, {}], { electorsTotal: 5 }, 'same_file')).toEqual([]);
    expect(checkChildren([{ epicRepeated: 1 }, { epicRepeated: 1 }], { epicRepeated: 1 }, 'same_file')).toEqual([]);
    expect(checkChildren([], { electorsTotal: 5 }, 'same_file')).toEqual([]);
  });

  it('of other uploads, or where they may not be all, ask for a note', () => {
    const off = [[{ electorsTotal: 1 }], { electorsTotal: 2 }] as const;
    expect(checkChildren(...off, 'published')).toMatchObject([
      { check: 'V03', severity: 'W', reason: 'published_sum' },
    ]);
    expect(checkChildren(...off, 'same_file', { atMost: 'W' })).toMatchObject([{ severity: 'W' }]);
    expect(checkChildren(...off, 'same_file', { place: 1 })).toEqual([]);
  });
});

describe('population', () => {
  const cohorts = {
    pop1819: 50,
    pop2029: 200,
    pop3039: 200,
    pop4049: 200,
    pop5059: 150,
    pop6069: 100,
    pop7079: 70,
    pop80Plus: 30,
  };

  it('allows half a per cent between the cohorts and the adults, and no more', () => {
    expect(checkPopulation({ ...cohorts, pop18Plus: 1_000, popTotal: 1_500 }, 'census_2011')).toEqual([]);
    expect(checkPopulation({ ...cohorts, pop18Plus: 1_005, popTotal: 1_500 }, 'census_2011')).toEqual([]);
    expect(checkPopulation({ ...cohorts, pop18Plus: 1_006, popTotal: 1_500 }, 'census_2011')).toMatchObject([
      { check: 'V19', reason: 'population_cohorts', params: { sum: 1_000, adults: 1_006, percent: -0.6 } },
    ]);
  });

  it('is not taken without its basis', () => {
    expect(checkPopulation({ popTotal: 10 }, undefined)).toMatchObject([{ check: 'V19', reason: 'population_basis' }]);
  });
});

describe('days', () => {
  it('of a schedule keep their order; a missing milestone is passed over', () => {
    const days = { enum_start: '2025-11-04', enum_end: '2025-12-11', draft: '2025-12-16', final: '2026-02-21' };
    expect(scheduleFaults(days)).toEqual([]);
    expect(scheduleFaults({ ...days, claims_end: '2026-03-06' })).toEqual([
      { earlier: 'claims_end', earlierDate: '2026-03-06', later: 'final', laterDate: '2026-02-21' },
    ]);
    expect(scheduleFaults({ draft: '2026-01-06', claims_end: '2026-01-06' })).toEqual([]);
  });

  it('any for a local roll with the law named, the four for the assembly roll', () => {
    for (const source of ['Kerala Panchayat Raj Act 1994, s. 17', 'पंचायत राज अधिनियम, धारा 9', 'Order of 3-4-2026']) {
      expect(qualifyingDateFault('2026-04-02', { isAssembly: false, source })).toBeUndefined();
    }
    expect(qualifyingDateFault('2026-04-02', { isAssembly: false, source: 'our orderly books' })).toBe(
      'no_legal_basis',
    );
    expect(qualifyingDateFault('2026-04-01', { isAssembly: false, source: '' })).toBeUndefined();
    expect(qualifyingDateFault('2026-04-02', { isAssembly: true, source: 'Act' })).toBe('not_qualifying_date');
  });

  it('of an area are half-open: its last day is the first of the next', () => {
    const versions = [
      { validFrom: '2020-01-01', validTo: '2024-01-01' },
      { validFrom: '2025-01-01', validTo: null },
    ];
    expect(areaOnDay(versions, '2023-12-31')).toBe('valid');
    expect(areaOnDay(versions, '2024-01-01')).toBe('other_day');
    expect(areaOnDay(versions, '2025-01-01')).toBe('valid');
    expect(areaOnDay([], '2025-01-01')).toBe('unknown');
  });
});

describe('figures in words', () => {
  it.each(['1.5 lakh', '12 crore', '5.43 Cr.', '४२ लाख', '12.5 करोड़', '10 thousand'])('%s is one', (text) => {
    expect(isFigureInWords(text)).toBe(true);
  });

  it.each(['150000', '1,50,000', 'lakh', 'about 5', '1.5'])('%s is none', (text) => {
    expect(isFigureInWords(text)).toBe(false);
  });
});
