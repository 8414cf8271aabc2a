import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameterIds, parameters } from './catalogue-parameters.ts';
import { ballotUnitsPerControlUnit, requiredOf, withShare } from './rules-required.ts';
import { itemIds } from './schema.ts';

const stations = { psMain: 10_000 };

describe('requiredOf', () => {
  it('gives 3.85 machines a station by the defaults for one ballot unit', () => {
    const machines = (['cu_stock', 'bu_stock', 'vvpat_stock'] as const).map(
      (id) => requiredOf(id, stations, true).required,
    );
    expect(machines).toEqual([12_500, 12_500, 13_500]);
  });
  it('lets a commission set its own reserve: Maharashtra’s 12 % asks for 43,784 control units, and 43,958 were there', () => {
    expect(requiredOf('cu_stock', { psMain: 39_092, resCuFlc: 1_200 }, false).required).toBe(43_784);
  });
  it('asks ink as Uttar Pradesh did: 2 vials for each of 1,63,331 stations and a tenth more', () => {
    expect(requiredOf('ink', { psMain: 163_331 }, true).required).toBe(359_329);
  });
  it('counts main and auxiliary stations together', () => {
    expect(requiredOf('evm_comm', { psMain: 90, psAux: 10 }, true).required).toBe(100);
  });
  it('leaves the requirement blank and says what is missing, or that the body sets it', () => {
    expect(requiredOf('cu_stock', {}, true)).toMatchObject({ required: null, missing: ['psMain'] });
    expect(requiredOf('ink', { psMain: null }, true)).toMatchObject({ required: null, missing: ['psMain'] });
    expect(requiredOf('vehicles', stations, true)).toMatchObject({ required: null, isForBodyToSet: true });
    const set = itemIds.filter((id) => requiredOf(id, {}, true).isForBodyToSet);
    expect(set).toEqual([
      'evm_train',
      'strong_rooms',
      'count_centres',
      'micro_obs',
      'count_staff',
      'capf',
      'state_police',
      'vehicles',
      'trainers',
    ]);
  });
  it('counts power packs for VVPATs only where they are used', () => {
    expect(requiredOf('batteries', stations, true).required).toBe(26_000);
    expect(requiredOf('batteries', stations, false).required).toBe(12_500);
  });
  it('needs nothing where there is no station', () => {
    expect(requiredOf('polling_staff', { psMain: 0 }, true).required).toBe(0);
  });
});

describe('ballotUnitsPerControlUnit', () => {
  it('takes one unit for 15 candidates and NOTA, two for 16', () => {
    expect(ballotUnitsPerControlUnit(15, 1, 1)).toBe(1);
    expect(ballotUnitsPerControlUnit(16, 1, 1)).toBe(2);
  });
  it('adds up over posts on one machine, or multiplies machines; never both', () => {
    expect(ballotUnitsPerControlUnit(15, 3, 1)).toBe(3);
    expect(ballotUnitsPerControlUnit(15, 3, 3)).toBe(1);
    const values = { psMain: 100, posts: 3, resBuFlc: 0 };
    expect(requiredOf('bu_stock', { ...values, postsCu: 1 }, false).required).toBe(300);
    expect(requiredOf('bu_stock', { ...values, postsCu: 3 }, false).required).toBe(300);
  });
});

describe('withShare', () => {
  it('is exact: 100 and a tenth are 110, never 111', () => {
    expect(withShare(100, 1_000)).toBe(110);
    expect(withShare(101, 1_000)).toBe(112);
  });
  it('never lacks what is asked, nor adds a whole one too many', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.nat(10_000), (count, share) => {
        const exact = BigInt(count) * BigInt(10_000 + share);
        const got = BigInt(withShare(count, share)) * 10_000n;
        expect(got >= exact && got - exact < 10_000n).toBe(true);
      }),
    );
  });
});

describe('the parameters', () => {
  it('are listed once, each with the source of its default', () => {
    expect(parameters.map(({ id }) => id)).toEqual(parameterIds);
    for (const { source, nameHi } of parameters) expect([source, nameHi].every((text) => text.length > 0)).toBe(true);
  });
});
