import { describe, expect, it } from 'vitest';
import { evaluate } from './rules.ts';
import type { LocalRoll, MetricId, MetricInput } from './schema.ts';

function ask(id: MetricId, input: Partial<MetricInput>) {
  return evaluate(id, { exercise: 'SIR', level: 'S', today: '2026-11-22', counts: {}, ...input });
}

describe('Kerala (worked example D)', () => {
  const local: LocalRoll = {
    total: 28624558,
    footprint: 'whole',
    rollMode: 'own_roll',
    baseElectors: 27850855,
    previousTotal: 28430761,
    previousAsOn: '2025-10-25',
    asOn: '2025-12-09',
  };
  const before: Partial<MetricInput> = { counts: { electorsTotal: 27850855 }, local };
  const final: Partial<MetricInput> = {
    counts: { electorsTotal: 26953644 },
    previous: { electorsTotal: 27850855 },
    previousAsOn: '2025-10-27',
    asOn: '2026-02-21',
    local,
  };

  it('measures the gap against both snapshots', () => {
    expect(ask('LR-01', before)).toMatchObject({ status: 'amber', display: 2.78, of: [28624558, 27850855] });
    expect(ask('LR-01', final)).toMatchObject({ status: 'red', display: 6.2 });
  });

  it('measures the drift of the assembly roll since the base', () => {
    expect(ask('LR-07', final)).toMatchObject({ status: 'amber', display: 3.22 });
  });

  it('fails the bound test on both snapshots', () => {
    expect(ask('LR-02', before)).toMatchObject({ status: 'red', reason: 'bound_exceeded' });
    expect(ask('LR-02', final)).toMatchObject({ status: 'red', reason: 'bound_exceeded' });
  });

  it('raises no flag for opposite movement below 1 %', () => {
    const result = ask('LR-16', final);
    expect(result).toMatchObject({ status: 'green', display: 0, parts: [{ display: 0.68 }, { display: -3.22 }] });
  });
});

describe('Uttar Pradesh (worked example E)', () => {
  const local: LocalRoll = {
    total: 126969610,
    footprint: 'rural',
    previousTotal: 122950052,
    previousAsOn: '2025-08-01',
    asOn: '2025-12-23',
  };
  const draft: Partial<MetricInput> = {
    counts: { electorsTotal: 125556025 },
    previous: { electorsTotal: 154430092 },
    previousAsOn: '2025-10-27',
    asOn: '2026-01-06',
    local,
  };

  it('fails the bound test: a rural roll larger than the whole State', () => {
    expect(ask('LR-02', draft)).toMatchObject({
      status: 'red',
      value: expect.closeTo(101.1, 1),
      reason: 'bound_exceeded',
    });
  });

  it('flags opposite movement, in red', () => {
    expect(ask('LR-16', draft)).toMatchObject({
      status: 'red',
      display: 1,
      parts: [{ display: 3.27 }, { display: -18.7 }],
    });
  });

  it('does not compare a rural roll with the whole State', () => {
    expect(ask('LR-01', draft)).toEqual({ status: 'not_computed', reason: 'footprint_differs' });
    expect(ask('LR-12', draft)).toEqual({ status: 'not_computed', reason: 'footprint_differs' });
  });

  it('stays undecided when the known half does not fail', () => {
    const input = { ...draft, counts: { electorsTotal: 154430092 } };
    expect(ask('LR-02', input)).toMatchObject({ status: 'info', display: 82.22, reason: 'undecided' });
  });
});

describe('local roll, other readings', () => {
  const local: LocalRoll = { total: 1010, footprint: 'whole' };

  it('does nothing without a local roll', () => {
    for (const id of ['LR-01', 'LR-02', 'LR-06', 'LR-07', 'LR-12', 'LR-14', 'LR-16'] as const) {
      const level = id === 'LR-07' || id === 'LR-12' ? 'L' : 'S';
      expect(ask(id, { level, counts: { electorsTotal: 1000 } })).toEqual({
        status: 'not_computed',
        reason: 'no_local_roll',
      });
    }
  });

  it('counts the lag of the base: Maharashtra, 214 days', () => {
    const lag = { ...local, baseRollDate: '2025-07-01', pollDate: '2026-01-31' };
    expect(ask('LR-06', { local: lag })).toMatchObject({ status: 'amber', display: 214 });
    expect(ask('LR-06', { local })).toEqual({ status: 'not_computed', reason: 'missing:baseRollDate' });
  });

  it('counts days between qualifying dates either way', () => {
    const dated = { ...local, qualifyingDate: '2025-01-01' };
    expect(ask('LR-14', { local: dated, qualifyingDate: '2026-01-01' })).toMatchObject({ status: 'red', display: 365 });
    expect(
      ask('LR-14', { local: { ...dated, qualifyingDate: '2026-04-01' }, qualifyingDate: '2026-01-01' }),
    ).toMatchObject({
      status: 'green',
      display: 90,
    });
  });

  it('takes any gap of a roll adopted as it is for an error, at the same base date only', () => {
    const adopted: LocalRoll = { ...local, rollMode: 'in_toto', baseRollDate: '2026-01-01' };
    const counts = { electorsTotal: 1000 };
    expect(ask('LR-01', { counts, asOn: '2026-01-01', local: adopted })).toMatchObject({
      status: 'red',
      reason: 'in_toto_differs',
    });
    expect(ask('LR-01', { counts, asOn: '2026-04-01', local: adopted })).toMatchObject({ status: 'green', display: 1 });
    const same = { ...adopted, total: 1000 };
    expect(ask('LR-01', { counts, asOn: '2026-01-01', local: same })).toMatchObject({ status: 'green', display: 0 });
  });

  it('compares gender ratios in points', () => {
    const genders = { ...local, male: 500, female: 480 };
    const counts = { electorsMale: 500, electorsFemale: 450 };
    expect(ask('LR-12', { counts, local: genders })).toMatchObject({ status: 'red', display: 60, of: [960, 900] });
    expect(ask('LR-12', { counts, local: { ...genders, male: 0 } })).toEqual({
      status: 'not_computed',
      reason: 'zero:localMale',
    });
  });

  it('does not compare movements over more than 366 days, or of unknown days', () => {
    const moved: LocalRoll = { ...local, previousTotal: 900, asOn: '2026-01-01', previousAsOn: '2025-01-01' };
    const input: Partial<MetricInput> = {
      counts: { electorsTotal: 900 },
      previous: { electorsTotal: 1000 },
      previousAsOn: '2025-01-01',
    };
    expect(ask('LR-16', { ...input, asOn: '2026-01-02', local: moved })).toMatchObject({ status: 'red', display: 1 });
    expect(ask('LR-16', { ...input, asOn: '2026-01-03', local: moved })).toEqual({
      status: 'not_computed',
      reason: 'window_too_long',
    });
    expect(ask('LR-16', { ...input, local: moved })).toEqual({ status: 'not_computed', reason: 'missing:asOn' });
  });

  it('passes a whole roll on the bound and leaves the strip up to 102 % undecided', () => {
    const counts = { electorsTotal: 1000 };
    expect(ask('LR-02', { counts, local: { ...local, total: 1000 } })).toMatchObject({ status: 'green', display: 100 });
    expect(ask('LR-02', { counts, local: { ...local, total: 1020 } })).toMatchObject({
      status: 'info',
      reason: 'undecided',
    });
    expect(ask('LR-02', { counts, local: { ...local, total: 1021 } })).toMatchObject({
      status: 'red',
      reason: 'bound_exceeded',
    });
  });
});
