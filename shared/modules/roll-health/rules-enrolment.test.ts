import { describe, expect, it } from 'vitest';
import { evaluate } from './rules.ts';
import type { Counts, MetricId, MetricInput } from './schema.ts';

const population = { basis: 'projection_2011_36', refDate: '2026-03-01' };

/** A State of 10 lakh people, 6,85,000 of them adults, and its roll. */
const counts: Counts = {
  electorsTotal: 681_000,
  electorsMale: 342_000,
  electorsFemale: 338_900,
  electorsThird: 100,
  electorsPwd: 8172,
  electors85Plus: 6900,
  electors1819: 9800,
  electors1819Male: 5400,
  electors1819Female: 4400,
  cohort1819: 9800,
  cohort2029: 141_200,
  cohort3039: 160_000,
  cohort4049: 140_000,
  cohort5059: 105_000,
  cohort6069: 70_000,
  cohort7079: 39_000,
  cohort80Plus: 16_000,
  popTotal: 1_000_000,
  pop18Plus: 685_000,
  pop18PlusMale: 345_000,
  pop18PlusFemale: 340_000,
  pop85Plus: 6000,
  pop1819: 28_000,
  pop2029: 150_000,
  pop3039: 158_000,
  pop4049: 139_000,
  pop5059: 104_000,
  pop6069: 68_000,
  pop7079: 30_000,
  pop80Plus: 15_900,
};

function ask(id: MetricId, input: Partial<MetricInput> = {}) {
  const base = { exercise: 'SSR', level: 'S', today: '2026-11-22', qualifyingDate: '2026-01-01' } as const;
  return evaluate(id, { ...base, population, counts, ...input });
}

describe('enrolment against population', () => {
  it('reads each metric to the digit, with the basis and year of its denominator', () => {
    const carried = { basis: 'projection_2011_36', year: 2026 };
    expect(ask('EN-01')).toMatchObject({
      status: 'green',
      display: 681,
      of: [681_000, 1_000_000],
      population: carried,
    });
    expect(ask('EN-02')).toMatchObject({ status: 'green', display: 99.42, population: carried });
    expect(ask('EN-03')).toMatchObject({ status: 'green', display: -4, of: [681, 685], population: carried });
    expect(ask('EN-04')).toMatchObject({ status: 'green', display: 990.9, population: carried });
    expect(ask('EN-05')).toMatchObject({ status: 'green', display: 5.4, population: carried });
    expect(ask('EN-07')).toMatchObject({ status: 'amber', display: 35, population: carried });
    expect(ask('EN-11')).toMatchObject({ status: 'green', display: 115, population: carried });
  });

  it('needs no population for the two ratios inside the roll', () => {
    expect(ask('EN-08')).toMatchObject({ status: 'amber', display: 814.8 });
    expect(ask('EN-08')).not.toHaveProperty('population');
    expect(ask('EN-10')).toMatchObject({ status: 'info', display: 1.2 });
  });

  it('shows the worst of the eight cohorts and all of them beside it', () => {
    const result = ask('EN-06');
    expect(result).toMatchObject({ status: 'red', display: 130, of: [39_000, 30_000], reason: 'worst:cohort7079' });
    const parts = result.status === 'not_computed' ? [] : (result.parts ?? []);
    expect(parts.map((part) => [part.key, part.display])).toEqual([
      ['cohort1819', 35],
      ['cohort2029', 94.13],
      ['cohort3039', 101.27],
      ['cohort4049', 100.72],
      ['cohort5059', 100.96],
      ['cohort6069', 102.94],
      ['cohort7079', 130],
      ['cohort80Plus', 100.63],
    ]);
  });

  it('judges the youngest cohort by its own band and names it only when it is the worst by colour', () => {
    const even = { ...counts, cohort7079: 30_000 };
    expect(ask('EN-06', { counts: even })).toMatchObject({ status: 'amber', display: 35, reason: 'worst:cohort1819' });
    const young = { ...even, cohort1819: 16_800 };
    expect(ask('EN-06', { counts: young })).toMatchObject({
      status: 'green',
      display: 94.13,
      reason: 'worst:cohort2029',
    });
    const { pop5059: _, ...without } = counts;
    expect(ask('EN-06', { counts: without })).toEqual({ status: 'not_computed', reason: 'missing:pop5059' });
  });

  it('judges both sides of the band', () => {
    const of = (id: MetricId, changed: Counts) => ask(id, { counts: { ...counts, ...changed } }).status;
    expect(of('EN-02', { electorsTotal: 650_000 })).toBe('amber');
    expect(of('EN-02', { electorsTotal: 616_000 })).toBe('red');
    expect(of('EN-02', { electorsTotal: 720_000 })).toBe('red');
    expect(of('EN-03', { electorsTotal: 705_000 })).toBe('green');
    expect(of('EN-03', { electorsTotal: 705_001 })).toBe('amber');
    expect(of('EN-01', { electorsTotal: 705_001 })).toBe('amber');
    expect(of('EN-01', { electorsTotal: 634_999 })).toBe('red');
    expect(of('EN-05', { electorsFemale: 330_000 })).toBe('amber');
    expect(of('EN-04', { electorsFemale: 322_000 })).toBe('red');
  });
});

describe('a population that cannot be used', () => {
  const ids = ['EN-01', 'EN-02', 'EN-03', 'EN-05', 'EN-06', 'EN-07', 'EN-11'] as const;

  function reasons(input: Partial<MetricInput>): string[] {
    return [...new Set(ids.map((id) => ask(id, input)).map((each) => `${each.status} ${each.reason}`))];
  }

  it('is not there, too old, too new, or without a basis', () => {
    for (const id of ids) {
      expect(evaluate(id, { exercise: 'SSR', level: 'S', today: '2026-11-22', counts })).toEqual({
        status: 'not_computed',
        reason: 'no_population',
      });
    }
    const on = (refDate: string) => ({ population: { ...population, refDate } });
    expect(reasons(on('2024-12-31'))).toEqual(['not_computed basis_stale']);
    expect(reasons(on('2027-01-02'))).toEqual(['not_computed basis_stale']);
    expect(ask('EN-02', on('2025-01-01')).status).toBe('green');
    expect(ask('EN-02', on('2027-01-01')).status).toBe('green');
    expect(reasons({ population: { refDate: '2026-03-01' } })).toEqual(['not_computed missing:basis']);
  });

  it('takes 29 February for the 28th in other years', () => {
    const on = (refDate: string) =>
      ask('EN-02', { qualifyingDate: '2024-02-29', population: { ...population, refDate } });
    expect(on('2025-02-28').status).toBe('green');
    expect(on('2025-03-01')).toMatchObject({ reason: 'basis_stale' });
    expect(on('2023-02-28').status).toBe('green');
    expect(on('2023-02-27')).toMatchObject({ reason: 'basis_stale' });
  });

  it('leaves the gender ratio and the elector-population ratio standing without a colour', () => {
    const stale = { population: { ...population, refDate: '2011-03-01' } };
    expect(ask('EN-04', stale)).toMatchObject({ status: 'info', display: 990.9, reason: 'basis_stale' });
    expect(ask('EN-04', stale)).not.toHaveProperty('population');
    const { pop18Plus: _, ...partly } = counts;
    expect(ask('EN-01', { counts: partly })).toMatchObject({
      status: 'info',
      display: 681,
      reason: 'missing:pop18Plus',
      population: { year: 2026 },
    });
    expect(ask('EN-04', { level: 'P' })).toMatchObject({ status: 'info', reason: 'not_at_level' });
  });
});
