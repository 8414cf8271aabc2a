import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ParameterId, type ParameterValues, parameters } from './catalogue-parameters.ts';
import { requiredOf } from './rules-required.ts';
import { formulaNameOf, workingOf } from './rules-working.ts';
import { type ItemId, itemIds } from './schema.ts';

/** The sum, product or quotient written out, rounded up: parts joined by +, factors by × and ÷, one bracket. */
function worth(working: string): number {
  const plain = working.replaceAll(',', '').replace(/\(([^)]*)\)/g, (_, inside: string) => String(worth(inside)));
  const rational = (factor: string): [number, number] => {
    const [whole = '0', part = ''] = factor.trim().split('.');
    return [Number(`${whole}${part}`), 10 ** part.length];
  };
  return plain.split(' + ').reduce((sum, term) => {
    const [factors = '', by = '1'] = term.split(' ÷ ');
    const [top, bottom] = factors
      .split(' × ')
      .map(rational)
      .reduce(([a, b], [c, d]) => [a * c, b * d], [1, 1]);
    return sum + Math.ceil(top / (bottom * Number(by)));
  }, 0);
}

const anyValues = fc
  .record({
    psMain: fc.integer({ min: 0, max: 5_000 }),
    psAux: fc.integer({ min: 0, max: 300 }),
    electors: fc.integer({ min: 0, max: 900_000 }),
    unitsOfElection: fc.integer({ min: 0, max: 300 }),
    partsOfRoll: fc.integer({ min: 0, max: 5_000 }),
    warehouses: fc.integer({ min: 0, max: 9 }),
    maxCandidates: fc.integer({ min: 1, max: 60 }),
    posts: fc.integer({ min: 1, max: 6 }),
    postsCu: fc.integer({ min: 1, max: 3 }),
    resCuFlc: fc.integer({ min: 0, max: 5_000 }),
  })
  .map((values): ParameterValues => values);

describe('the working', () => {
  it('comes to the requirement whatever the numbers', () => {
    fc.assert(
      fc.property(anyValues, fc.constantFrom<ItemId>(...itemIds), fc.boolean(), (values, id, ecis) => {
        const requirement = requiredOf(id, values, ecis);
        const working = workingOf(id, requirement);
        if (requirement.required === null) expect(working).toBeNull();
        else expect(worth(working ?? '')).toBe(requirement.required);
      }),
    );
  });

  it('names a formula for every item but those the office sets', () => {
    for (const id of itemIds) expect(formulaNameOf(id) === 'body').toBe(requiredOf(id, {}, true).isForBodyToSet);
  });

  it('leaves a number out that is not known, and writes the worked example', () => {
    const values: ParameterValues = { psMain: 10_000 };
    expect(workingOf('cu_flc', requiredOf('cu_flc', values, false))).toBe('10,000 × 1 × 1.25');
    expect(workingOf('ps_list', requiredOf('ps_list', values, false))).toBeNull();
    const known = new Set<ParameterId>(parameters.map(({ id }) => id));
    for (const { id } of requiredOf('ink', values, false).used) expect(known.has(id)).toBe(true);
  });
});
