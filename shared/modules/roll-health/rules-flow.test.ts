import { describe, expect, it } from 'vitest';
import { evaluate, sirCounts } from './rules.ts';
import type { Counts, MetricId, MetricInput } from './schema.ts';

function ask(id: MetricId, counts: Counts, input: Partial<MetricInput> = {}) {
  return evaluate(id, { exercise: 'SSR', level: 'S', today: '2026-11-22', counts, ...input });
}

describe('flow metrics of one ratio', () => {
  it('reads each to the digit', () => {
    expect(ask('FL-06', { delDead12m: 5900, expectedAdultDeaths12m: 10_000 })).toMatchObject({
      status: 'amber',
      display: 59,
      of: [5900, 10_000],
    });
    expect(ask('FL-06', { delDead12m: 20_001, expectedAdultDeaths12m: 10_000 })).toMatchObject({ status: 'red' });
    expect(ask('FL-09', { delSuoMotu: 301, deletions: 1200 })).toMatchObject({ status: 'amber', display: 25.08 });
    expect(ask('FL-13', { unmapped: 501, draftElectors: 10_000 }, { exercise: 'SIR' })).toMatchObject({
      status: 'amber',
      display: 5.01,
    });
    expect(ask('FL-13', { unmapped: 1, draftElectors: 10 })).toEqual({
      status: 'not_computed',
      reason: 'not_in_exercise',
    });
  });

  it('counts agents who file in bulk, amber for either kind', () => {
    expect(ask('FL-16', { blaOver30: 0, blaDaysOver10: 0 })).toMatchObject({ status: 'green', display: 0 });
    expect(ask('FL-16', { blaOver30: 3, blaDaysOver10: 0 })).toMatchObject({ status: 'amber', display: 3 });
    expect(ask('FL-16', { blaOver30: 0, blaDaysOver10: 2 })).toMatchObject({
      status: 'amber',
      display: 0,
      parts: [{ key: 'blaDaysOver10', value: 2, of: null }],
    });
    expect(ask('FL-16', { blaOver30: 3 })).toEqual({ status: 'not_computed', reason: 'missing:blaDaysOver10' });
  });

  it('takes pending forms of received ones, form by form, and those over 30 days beside them', () => {
    const counts: Counts = {
      form6Received: 2000,
      form6Pending: 300,
      form6PendingOver30d: 50,
      form7Received: 0,
      form7Pending: 0,
    };
    const input: Partial<MetricInput> = { schedule: { claimsEnd: '2026-11-01' } };
    expect(ask('FL-07', counts, input)).toMatchObject({
      status: 'amber',
      display: 15,
      parts: [{ key: 'pendingOver30d', display: 2.5, of: [50, 2000] }],
    });
    expect(ask('FL-07', counts, { ...input, form: '7' })).toEqual({
      status: 'not_computed',
      reason: 'zero:form7Received',
    });
    expect(ask('FL-07', counts, { ...input, form: '8ShiftIn' })).toMatchObject({
      reason: 'missing:form8ShiftInPending',
    });
  });
});

describe('bands with a clock', () => {
  const cases: { id: MetricId; counts: Counts; first: string; input: (day: string) => Partial<MetricInput> }[] = [
    {
      id: 'FL-07',
      counts: { form6Received: 100, form6Pending: 30 },
      first: '2026-03-08',
      input: (today) => ({ today, schedule: { claimsEnd: '2026-03-01' } }),
    },
    {
      id: 'FL-10',
      counts: { efCollected: 84, electorsBefore: 100 },
      first: '2026-03-01',
      input: (today) => ({ today, schedule: { enumEnd: '2026-03-01' } }),
    },
    {
      id: 'FL-15',
      counts: { appealsFiled: 100, appealsDecided: 79 },
      first: '2026-04-15',
      input: (today) => ({ today, schedule: { final: '2026-03-01' } }),
    },
    {
      id: 'QL-10',
      counts: { noticesIssued: 100, noticesDecided: 50 },
      first: '2026-03-01',
      input: (today) => ({ today, schedule: { end: '2026-03-10' } }),
    },
    {
      id: 'LR-11',
      counts: { dupReferred: 100, dupDecided: 49 },
      first: '2026-03-31',
      input: (today) => ({ today, referredOn: '2026-03-01' }),
    },
  ];

  it('give no colour the day before, a colour from their day on, and none while the day is not known', () => {
    for (const { id, counts, first, input } of cases) {
      const on = (day: string) => ask(id, counts, { exercise: 'SIR', ...input(day) });
      const eve = new Date(Date.parse(`${first}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
      expect(on(eve), id).toMatchObject({ status: 'info', reason: 'before_clock' });
      expect(on(first), id).toMatchObject({ status: id === 'FL-15' ? 'amber' : 'red' });
      expect(on(first), id).not.toHaveProperty('reason');
      expect(on('2027-03-01').status, id).toBe(on(first).status);
      expect(ask(id, counts, { exercise: 'SIR' }), id).toMatchObject({ status: 'info', reason: 'clock_unknown' });
      expect(ask(id, counts, { exercise: 'SIR', ...input('no day') }).status, id).toBe('info');
    }
  });

  it('count the last ten days back from final publication where no other end is stated', () => {
    const counts = { noticesIssued: 100, noticesDecided: 50 };
    const on = (today: string) => ask('QL-10', counts, { exercise: 'SIR', today, schedule: { final: '2026-03-10' } });
    expect(on('2026-02-28').status).toBe('info');
    expect(on('2026-03-01')).toMatchObject({ status: 'red', display: 50, of: [50, 100] });
  });

  it('show appeals filed, decided and allowed beside the rate', () => {
    expect(ask('FL-15', { appealsFiled: 7, appealsDecided: 5, appealsAllowed: 2 })).toMatchObject({
      display: 71.43,
      parts: [
        { key: 'appealsFiled', value: 7 },
        { key: 'appealsDecided', value: 5 },
        { key: 'appealsAllowed', value: 2 },
      ],
    });
  });
});

describe('figures that are not known for all parts', () => {
  const counts: Counts = {
    withEpic: 90,
    electorsTotal: 100,
    notInDraft: 8,
    electorsBefore: 100,
    nidDead: 4,
    nidOther: 1,
  };

  it('make no ratio, whichever side they are on', () => {
    expect(ask('QL-01', counts, { known: { withEpic: 12 } })).toEqual({
      status: 'not_computed',
      reason: 'incomplete:withEpic',
    });
    expect(ask('QL-01', counts, { known: { electorsTotal: 12 } })).toMatchObject({
      reason: 'incomplete:electorsTotal',
    });
    expect(ask('QL-01', counts, { known: { withPhoto: 12 } })).toMatchObject({ display: 90 });
    expect(ask('FL-05', counts, { exercise: 'SIR', known: { nidDead: 3 } })).toMatchObject({
      reason: 'incomplete:nidDead',
    });
    expect(ask('QL-01', {}, { known: { withEpic: 0 } })).toMatchObject({ reason: 'missing:withEpic' });
  });

  it('do not stand in the way of a figure stated for the whole exercise', () => {
    const known = { electorsBefore: 12 };
    expect(ask('FL-11', counts, { exercise: 'SIR', known })).toMatchObject({ reason: 'incomplete:electorsBefore' });
    expect(ask('FL-11', counts, { exercise: 'SIR', known, sir: { before: 200 } })).toMatchObject({ display: 4 });
  });
});

describe('sirCounts', () => {
  it('takes the total of a draft for the draft and the opening for the roll before', () => {
    const row: Counts = { electorsTotal: 905, opening: 1000, notInDraft: 95, additions: 3 };
    const named = sirCounts(row, 'draft');
    expect(named).toEqual({ ...row, electorsBefore: 1000, draftElectors: 905 });
    expect(ask('FL-11', named, { exercise: 'SIR', level: 'P' })).toMatchObject({ display: 9.5 });
    expect(ask('DQ-03', named, { exercise: 'SIR', level: 'P' })).toMatchObject({ status: 'green', display: 0 });
    expect(ask('FL-03', named, { exercise: 'SIR', level: 'P' })).toMatchObject({ reason: 'missing:finalElectors' });
  });

  it('takes the opening of a final roll for the draft and its flow for that on claims', () => {
    const row: Counts = {
      electorsTotal: 920,
      opening: 905,
      additions: 20,
      deletions: 5,
      electorsBefore: 1000,
      notInDraft: 95,
    };
    const named = sirCounts(row, 'final');
    expect(named).toEqual({ ...row, draftElectors: 905, finalElectors: 920, coAdded: 20, coDeleted: 5 });
    const at = (id: MetricId) => ask(id, named, { exercise: 'SIR', level: 'A' });
    expect(at('FL-01')).toMatchObject({ of: [20, 905] });
    expect(at('FL-02')).toMatchObject({ of: [95, 1000], parts: [{ key: 'coDeleted', of: [5, 905] }] });
    expect(at('FL-03')).toMatchObject({ display: -8, of: [920, 1000] });
    expect(at('FL-04')).toMatchObject({ of: [120, 1000] });
    expect(at('DQ-03')).toMatchObject({ status: 'green', display: 0 });
  });

  it('keeps figures stated under their own names, and rows of other stages, as they are', () => {
    expect(sirCounts({ electorsTotal: 5, finalElectors: 6 }, 'final')).toEqual({ electorsTotal: 5, finalElectors: 6 });
    const row: Counts = { electorsTotal: 5, opening: 4 };
    for (const stage of ['continuous', 'supplement', 'pre_draft']) expect(sirCounts(row, stage)).toEqual(row);
  });
});
