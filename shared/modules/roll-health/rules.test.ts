import { describe, expect, it } from 'vitest';
import { draftChange, evaluate, notAcceptedOfReceived, sumCounts } from './rules.ts';
import type { Counts, MetricId, MetricInput } from './schema.ts';

const today = '2026-11-22';

function ask(id: MetricId, input: Partial<MetricInput>) {
  return evaluate(id, { exercise: 'SSR', level: 'S', today, counts: {}, ...input });
}

/** The result as a person reads it: status and shown figure, or the reason. */
function read(id: MetricId, input: Partial<MetricInput>): [string, number | string] {
  const result = ask(id, input);
  return result.status === 'not_computed' ? [result.status, result.reason] : [result.status, result.display];
}

describe('Bihar, special intensive revision 2025 (worked example A)', () => {
  const bihar: Partial<MetricInput> = {
    exercise: 'SIR',
    sir: {
      before: 78969844,
      notInDraft: 6564075,
      draft: 72405756,
      coAdded: 2153343,
      coDeleted: 366742,
      final: 74192357,
    },
    counts: {
      electorsTotal: 74192357,
      electorsMale: 39207804,
      electorsFemale: 34982828,
      electorsThird: 1725,
      nidDead: 2234136,
      nidShiftedAbsent: 3644939,
      nidDuplicate: 685000,
      form6Received: 3098228,
      form6Accepted: 2895191,
    },
  };

  it('reads every metric of the example to the digit', () => {
    expect(read('FL-11', bihar)).toEqual(['amber', 8.31]);
    expect(ask('FL-11', bihar)).toMatchObject({ value: expect.closeTo(8.312, 3), of: [6564075, 78969844] });
    expect(read('FL-01', bihar)).toEqual(['info', 2.97]);
    expect(ask('FL-01', bihar)).toMatchObject({ value: expect.closeTo(2.974, 3), reason: 'no_band_for_exercise' });
    expect(read('FL-02', bihar)).toEqual(['amber', 8.31]);
    expect(ask('FL-02', bihar)).toMatchObject({ parts: [{ key: 'coDeleted', display: 0.51, of: [366742, 72405756] }] });
    expect(ask('FL-12', bihar)).toMatchObject({
      status: 'info',
      value: expect.closeTo(32.8, 1),
      reason: 'upper_bound',
    });
    expect(ask('FL-03', bihar)).toMatchObject({ status: 'green', value: expect.closeTo(-6.05, 3), display: -6.05 });
    expect(ask('EN-04', bihar)).toMatchObject({ status: 'info', display: 892.2, reason: 'no_population' });
    expect(ask('DQ-03', bihar)).toMatchObject({ status: 'amber', display: 13, of: [72405769, 72405756] });
  });

  it('shows the share of each stated reason and gives no colour when "other" is not stated', () => {
    const result = ask('FL-05', bihar);
    expect(result).toMatchObject({ status: 'info', display: 0, reason: 'other_not_stated' });
    const shares = result.status === 'not_computed' ? [] : (result.parts ?? []).map((part) => [part.key, part.display]);
    expect(shares).toEqual([
      ['nidDead', 34.04],
      ['nidDuplicate', 10.44],
      ['nidShiftedAbsent', 55.53],
    ]);
  });

  it('keeps "not accepted of received" apart from the rejection rate', () => {
    expect(read('FL-08', bihar)).toEqual(['not_computed', 'missing:form6Rejected']);
    const input: MetricInput = { exercise: 'SIR', level: 'S', today, counts: bihar.counts ?? {} };
    expect(notAcceptedOfReceived(input)).toMatchObject({
      status: 'info',
      display: 6.55,
      reason: 'not_accepted_of_received',
    });
  });
});

describe('West Bengal, special intensive revision 2026 (worked example B)', () => {
  const bengal: Partial<MetricInput> = {
    exercise: 'SIR',
    sir: {
      before: 76637529,
      notInDraft: 5820899,
      draft: 70816630,
      coAdded: 188707,
      coDeleted: 546053,
      final: 70459284,
    },
    counts: {
      electorsTotal: 70459284,
      electorsMale: 36022642,
      electorsFemale: 34435260,
      electorsThird: 1382,
      electorsPendingAdjudication: 6006675,
    },
  };

  it('reads every metric of the example to the digit', () => {
    expect(ask('FL-11', bengal)).toMatchObject({ status: 'green', value: expect.closeTo(7.595, 3) });
    expect(read('DQ-03', bengal)).toEqual(['green', 0]);
    expect(read('FL-03', bengal)).toEqual(['amber', -8.06]);
    expect(read('EN-04', bengal)).toEqual(['info', 955.9]);
    expect(ask('FL-14', bengal)).toMatchObject({ status: 'red', value: expect.closeTo(8.525, 3) });
    expect(read('EN-09', bengal)).toEqual(['info', 1.96]);
  });
});

describe('Tripura, special summary revision 2025 (worked example C)', () => {
  const tripura: Partial<MetricInput> = {
    counts: {
      electorsTotal: 2891082,
      electorsMale: 1450709,
      electorsFemale: 1440229,
      opening: 2864475,
      additions: 51303,
      deletions: 24696,
    },
  };

  it('is green throughout', () => {
    expect(ask('FL-01', tripura)).toMatchObject({ status: 'green', value: expect.closeTo(1.791, 3) });
    expect(ask('FL-02', tripura)).toMatchObject({ status: 'green', value: expect.closeTo(0.862, 3) });
    expect(ask('FL-03', tripura)).toMatchObject({ status: 'green', value: expect.closeTo(0.929, 3) });
    expect(read('EN-04', tripura)).toEqual(['info', 992.8]);
    expect(read('DQ-03', tripura)).toEqual(['green', 0]);
  });
});

describe('bands by exercise and level', () => {
  const flow: Counts = { opening: 1000, additions: 50, deletions: 30, electorsTotal: 1020 };

  it('gives no colour where no band is printed for the exercise', () => {
    for (const id of ['FL-01', 'FL-02', 'FL-03'] as const) {
      expect(ask(id, { exercise: 'SR', counts: flow })).toMatchObject({
        status: 'info',
        reason: 'no_band_for_exercise',
      });
    }
    expect(ask('FL-01', { exercise: 'CU', counts: flow })).toMatchObject({
      status: 'info',
      reason: 'no_band_for_exercise',
    });
    expect(read('FL-02', { exercise: 'CU', counts: flow })).toEqual(['amber', 3]);
  });

  it('judges a part by the part band, and by the revision band when it states who is not in draft', () => {
    expect(read('FL-02', { exercise: 'SIR', level: 'P', counts: { opening: 1000, deletions: 60 } })).toEqual([
      'red',
      6,
    ]);
    const stated: Counts = { electorsBefore: 1000, notInDraft: 60, opening: 1000, deletions: 60 };
    expect(read('FL-02', { exercise: 'SIR', level: 'P', counts: stated })).toEqual(['green', 6]);
  });

  it('refuses a level or an exercise the metric is not defined for', () => {
    expect(read('FL-11', { exercise: 'SSR', counts: { electorsBefore: 10, notInDraft: 1 } })).toEqual([
      'not_computed',
      'not_in_exercise',
    ]);
    expect(read('EN-09', { level: 'P', counts: { electorsThird: 1, electorsTotal: 10 } })).toEqual([
      'not_computed',
      'not_at_level',
    ]);
    expect(read('EN-01', {})).toEqual(['not_computed', 'no_population']);
  });

  it('does not take the draft for the final roll', () => {
    const input: MetricInput = {
      exercise: 'SIR',
      level: 'S',
      today,
      counts: {},
      sir: { before: 154430092, draft: 125556025 },
    };
    expect(evaluate('FL-03', input)).toEqual({ status: 'not_computed', reason: 'missing:finalElectors' });
    expect(draftChange(input)).toMatchObject({ status: 'info', display: -18.7, reason: 'draft_change' });
  });

  it('applies limits handed in for the exercise and State', () => {
    const thresholds = { 'FL-11': [{ amber: { above: 5, source: 'default' as const } }] };
    const counts = { electorsBefore: 1000, notInDraft: 60 };
    expect(read('FL-11', { exercise: 'SIR', counts, thresholds })).toEqual(['amber', 6]);
    expect(read('FL-11', { exercise: 'SIR', counts })).toEqual(['green', 6]);
  });
});

describe('coverage, stations, churn, shares', () => {
  it('keeps the better colour on the limit and shows more decimals where rounding would hide the colour', () => {
    expect(read('QL-01', { counts: { withEpic: 1000, electorsTotal: 1000 } })).toEqual(['green', 100]);
    const nearly = ask('QL-01', { counts: { withEpic: 9_999_999, electorsTotal: 10_000_000 } });
    expect(nearly).toMatchObject({ status: 'amber', display: 99.99999, decimals: 5 });
    expect(read('QL-02', { counts: { withPhoto: 99, electorsTotal: 100 } })).toEqual(['amber', 99]);
    expect(ask('PS-02', { counts: { electorsTotal: 10_501, parts: 10 } })).toMatchObject({
      status: 'amber',
      display: 1050.1,
      decimals: 1,
    });
    expect(ask('FL-14', { counts: { electorsPendingAdjudication: 1, electorsTotal: 300_000_000 } })).toMatchObject({
      status: 'amber',
      display: 0.0000003,
      decimals: 7,
    });
  });

  it('colours stations over the ceiling amber by number and red by share', () => {
    expect(read('PS-01', { counts: { partsOverCap: 0, parts: 500 } })).toEqual(['green', 0]);
    expect(read('PS-01', { counts: { partsOverCap: 5, parts: 500 } })).toEqual(['amber', 5]);
    expect(read('PS-01', { counts: { partsOverCap: 6, parts: 500 } })).toEqual(['red', 6]);
    expect(read('PS-01', { counts: { partsOverCap: 6 } })).toEqual(['not_computed', 'missing:parts']);
  });

  it('applies the limits of gross churn', () => {
    expect(read('FL-04', { counts: { opening: 100, additions: 4, deletions: 3 } })).toEqual(['amber', 7]);
    const sir = { before: 100, draft: 90, notInDraft: 10, coAdded: 2, coDeleted: 1 };
    expect(read('FL-04', { exercise: 'SIR', sir })).toEqual(['red', 13]);
  });

  it('bands only the share of other reasons, and leaves the clubbed figure out beside its halves', () => {
    const counts = {
      notInDraft: 100042,
      nidDead: 25574,
      nidShiftedAbsent: 72471,
      nidShifted: 40469,
      nidAbsent: 29729,
      nidDuplicate: 1997,
      nidOther: 2273,
    };
    const result = ask('FL-05', { exercise: 'SIR', counts });
    expect(result).toMatchObject({ status: 'green', display: 2.27, of: [2273, 100042] });
    const keys = result.status === 'not_computed' ? [] : (result.parts ?? []).map((part) => part.key);
    expect(keys).toEqual(['nidDead', 'nidDuplicate', 'nidOther', 'nidShifted', 'nidAbsent']);
    expect(read('FL-05', { counts: { deletions: 100, delNotCitizen: 50, delOther: 6 } })).toEqual(['amber', 6]);
    expect(read('FL-05', { counts: { deletions: 100 } })).toEqual(['not_computed', 'no_reasons']);
  });

  it('takes rejections of decided forms, form by form', () => {
    const counts = { form6Accepted: 806, form6Rejected: 194, form7Accepted: 0, form7Rejected: 0 };
    expect(read('FL-08', { counts })).toEqual(['amber', 19.4]);
    expect(read('FL-08', { counts, form: '7' })).toEqual(['not_computed', 'zero:decided']);
  });

  it('prefers the stated restorations to the upper bound', () => {
    const counts = { notInDraft: 1000, coAdded: 400, coAddedFromExcluded: 100 };
    const result = ask('FL-12', { exercise: 'SIR', counts });
    expect(result).toMatchObject({ status: 'info', display: 10 });
    expect(result).not.toHaveProperty('reason');
  });
});

describe('data quality', () => {
  it('counts days since the last submission, with tighter limits in an exercise', () => {
    expect(read('DQ-01', { reportedOn: '2026-10-18' })).toEqual(['green', 35]);
    expect(read('DQ-01', { reportedOn: '2026-10-17' })).toEqual(['amber', 36]);
    expect(read('DQ-01', { reportedOn: '2026-11-15', inExercise: true })).toEqual(['green', 7]);
    expect(read('DQ-01', { reportedOn: '2026-11-07', inExercise: true })).toEqual(['red', 15]);
    expect(read('DQ-01', {})).toEqual(['not_computed', 'missing:reportedOn']);
    expect(read('DQ-01', { reportedOn: '2026-11-23' })).toEqual(['not_computed', 'invalid:reportedOn']);
  });

  it('counts filled cells of the twelve; a zero is filled, a blank is not', () => {
    expect(read('DQ-02', { counts: { electorsTotal: 5, additions: 0, blos: 3 } })).toEqual(['red', 16.67]);
  });

  it('takes 100 electors or 0.01 % of the opening as the limit of the residual, whichever is larger', () => {
    const small = { opening: 10_000, additions: 100, deletions: 0, electorsTotal: 10_000 };
    expect(read('DQ-03', { counts: small })).toEqual(['amber', 100]);
    expect(read('DQ-03', { counts: { ...small, electorsTotal: 9_999 } })).toEqual(['red', 101]);
    const large = { opening: 80_000_000, additions: 0, deletions: 0, electorsTotal: 80_008_000 };
    expect(read('DQ-03', { counts: large })).toEqual(['amber', -8000]);
    expect(read('DQ-03', { counts: { ...large, electorsTotal: 80_008_001 } })).toEqual(['red', -8001]);
  });

  it('says which of the two identities of an intensive revision it could close', () => {
    const sir = { before: 1000, notInDraft: 100, draft: 905 };
    expect(ask('DQ-03', { exercise: 'SIR', sir })).toMatchObject({
      status: 'amber',
      display: -5,
      reason: 'draft_identity_only',
    });
    const ended = { draft: 905, coAdded: 10, coDeleted: 5, final: 900 };
    expect(ask('DQ-03', { exercise: 'SIR', sir: ended })).toMatchObject({ display: 10, reason: 'final_identity_only' });
    expect(read('DQ-03', { exercise: 'SIR', sir: { before: 1000 } })).toEqual(['not_computed', 'missing:notInDraft']);
  });

  it('shows the worse identity first, then the larger residual, each against its own opening', () => {
    const first = { before: 78_000_000, notInDraft: 6_000_000, draft: 71_992_300 };
    const second = { coAdded: 0, coDeleted: 0 };
    const sizes = (final: number) => read('DQ-03', { exercise: 'SIR', sir: { ...first, ...second, final } });
    expect(sizes(71_992_300)).toEqual(['amber', 7700]);
    expect(sizes(71_992_300 + 7100)).toEqual(['amber', 7700]);
    expect(sizes(71_992_300 - 7300)).toEqual(['red', 7300]);
  });

  it('counts the slip of a milestone: Uttar Pradesh final roll, 62 days', () => {
    expect(read('DQ-04', { milestone: { firstPlanned: '2026-02-07', currentPlanned: '2026-04-10' } })).toEqual([
      'red',
      62,
    ]);
    expect(read('DQ-04', { milestone: { firstPlanned: '2026-02-07', currentPlanned: '2026-02-07' } })).toEqual([
      'green',
      0,
    ]);
  });
});

describe('sumCounts', () => {
  it('sums only units that have every measure and says how many it left out', () => {
    const units = [{ electorsTotal: 10, parts: 1 }, { electorsTotal: 20 }, { electorsTotal: 30, parts: 0 }];
    expect(sumCounts(units, ['electorsTotal', 'parts'])).toEqual({
      counts: { electorsTotal: 40, parts: 1 },
      used: 2,
      leftOut: 1,
    });
    expect(sumCounts([], ['parts'])).toEqual({ counts: {}, used: 0, leftOut: 0 });
  });
});
