import { describe, expect, it } from 'vitest';
import { lastPublished } from './views.ts';

const key = { period: '2026-10', stateCode: 'IN-KL', bodyId: 'CEO-IN-KL' };

function statement(
  total: number,
  part: { asOn?: string | null; period?: string; footprint?: string; bodyId?: string; isSample?: boolean },
) {
  return {
    stateCode: 'IN-KL',
    bodyId: 'CEO-IN-KL',
    rollType: 'assembly',
    footprint: 'whole',
    period: null,
    asOn: '2026-02-21',
    basis: 'public_record',
    source: 'source',
    isSample: false,
    figures: { electorsTotal: { value: total } },
    ...part,
  };
}

describe('what was last published before a month', () => {
  it('is the newest dated figure of the same office for the whole State', () => {
    const all = [
      statement(1, { asOn: '2025-10-27' }),
      statement(2, {}),
      statement(3, { asOn: '2026-09-30', footprint: 'rural' }),
      statement(4, { asOn: '2026-09-30', bodyId: 'ECI' }),
      statement(5, { asOn: '2026-09-30', isSample: true }),
      statement(6, { asOn: '2026-10-31', period: '2026-10' }),
      // Statements come by day, those without a day last.
      statement(7, { asOn: null }),
    ];
    expect(lastPublished(all, key, { realOnly: true })?.counts).toEqual({ electorsTotal: 2 });
    expect(lastPublished(all, key, { realOnly: false })?.counts).toEqual({ electorsTotal: 5 });
  });

  it('is nothing when nothing has a day', () => {
    expect(lastPublished([statement(7, { asOn: null })], key, { realOnly: true })).toBeNull();
  });
});
