import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianOf, mediansOf, monthEnds, pointOn } from './rules.ts';
import type { TrendPoint } from './schema.ts';

const point = (day: string, value: number, isSample = false): TrendPoint => ({ day, value, status: 'info', isSample });
const line = (stateCode: string, ...points: TrendPoint[]) => ({ stateCode, points, windows: [] });

describe('the median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(medianOf([])).toBeUndefined();
    expect(medianOf([9, 1, 5])).toBe(5);
    expect(medianOf([9, 1, 5, 6])).toBe(5.5);
  });

  it('has as many values on one side as on the other', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const median = medianOf(values) ?? Number.NaN;
        const below = values.filter((value) => value < median).length;
        const above = values.filter((value) => value > median).length;
        expect(below).toBeLessThanOrEqual(values.length / 2);
        expect(above).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });

  it('takes each State at its newest value, and none older than a year', () => {
    const old = ['IN-AP', 'IN-AS', 'IN-BR', 'IN-GA'].map((code, index) => line(code, point('2025-12-31', index)));
    const lines = [
      ...old,
      line('IN-KL', point('2025-01-31', 10), point('2026-08-31', 30, true)),
      line('IN-UP', point('2024-01-31', 99)),
    ];
    expect(mediansOf(lines, ['2026-01-31', '2026-08-31', '2027-01-02'])).toEqual([
      { day: '2026-01-31', value: 2, states: 5, samples: 0 },
      { day: '2026-08-31', value: 2, states: 5, samples: 1 },
      { day: '2027-01-02', value: null, states: 1, samples: 1 },
    ]);
  });

  it('is not given for fewer than five States', () => {
    const four = ['IN-AP', 'IN-AS', 'IN-BR', 'IN-GA'].map((code) => line(code, point('2026-08-31', 7)));
    expect(mediansOf(four, ['2026-08-31'])).toEqual([{ day: '2026-08-31', value: null, states: 4, samples: 0 }]);
  });
});

describe('days of a trend', () => {
  it('are month ends and the last day', () => {
    expect(monthEnds('2026-08-15', '2026-11-22', 24)).toEqual(['2026-08-31', '2026-09-30', '2026-10-31', '2026-11-22']);
    expect(monthEnds('2026-10-31', '2026-10-31', 24)).toEqual(['2026-10-31']);
  });

  it('are bounded', () => {
    expect(monthEnds('1990-01-01', '2026-11-22', 24)).toHaveLength(24);
  });

  it('find the newest point that is not too old', () => {
    const points = [point('2026-01-01', 1), point('2026-03-01', 2)];
    expect(pointOn(points, '2026-02-28', 366)?.value).toBe(1);
    expect(pointOn(points, '2025-12-31', 366)).toBeUndefined();
    expect(pointOn(points, '2026-04-15', 30)).toBeUndefined();
  });
});
