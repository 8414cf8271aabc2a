// Every numbered check, once with figures that pass and once with figures that do not.

import { describe, expect, it } from 'vitest';
import { checkEntry, type EntryHeader } from './checks.ts';
import { checkChildren, checkLocalBound, checkPopulation } from './checks-areas.ts';
import { type CheckId, checkCatalogue } from './checks-catalogue.ts';
import { type CountsContext, checkCounts, checkForm, flowGenders } from './checks-counts.ts';
import { agreesWithPrinted } from './checks-record.ts';
import {
  areaOnDay,
  isFigureInWords,
  isFinerThan,
  isFuture,
  qualifyingDateFault,
  scheduleFaults,
} from './checks-rows.ts';
import type { Counts } from './schema.ts';

function checksOf(findings: readonly { check: string; severity: string }[]): string[] {
  return findings.map((finding) => `${finding.check} ${finding.severity}`);
}

function counted(counts: Counts, context: Partial<CountsContext> = {}): string[] {
  const all: CountsContext = {
    level: 'S',
    isIntensive: false,
    stage: 'continuous',
    place: 0,
    isTranscribed: false,
    explained: [],
    previous: undefined,
    own: counts,
    ...context,
  };
  return checksOf(checkCounts(counts, all));
}

const blank = { electorsMale: '', electorsFemale: '', electorsThird: '', additions: '', deletions: '', opening: '' };
const rest = { parts: '', partsOverCap: '', withEpic: '', withPhoto: '', electors1819: '' };
const header: EntryHeader = {
  exerciseType: 'CU',
  stage: 'continuous',
  basis: 'final',
  qualifyingDate: '',
  asOn: '',
  sourceNote: '',
  exclusion: '',
};

function typed(electorsTotal: string): string[] {
  return checksOf(checkEntry({ cells: { electorsTotal, ...blank, ...rest }, header, today: '2026-11-22' }).findings);
}

const eight = ['1819', '2029', '3039', '4049', '5059', '6069', '7079', '80Plus'] as const;
const cohortsOf = (each: number): Counts => Object.fromEntries(eight.map((cohort) => [`cohort${cohort}`, each]));
const populationOf = (each: number): Counts => Object.fromEntries(eight.map((cohort) => [`pop${cohort}`, each]));
const found = (one: { check: string; severity: string } | undefined): string[] =>
  one === undefined ? [] : checksOf([one]);
const flagged = (check: CheckId, isBroken: boolean): string[] =>
  isBroken ? [`${check} ${checkCatalogue[check].severities[0]}`] : [];

const sir = { isIntensive: true, stage: 'draft' } as const;
const bihar = { electorsBefore: 78969844, notInDraft: 6564075 };
const deletions = { deletions: 100, delDead: 60, delShifted: 40 };
const added = { form6Accepted: 5, form6aAccepted: 1, form8ShiftInAccepted: 3, suoMotuAdded: 1 };

const cases: Record<CheckId, { passes: string[]; fails: string[]; as: string }> = {
  V01: {
    passes: counted({ electorsTotal: 74192357, electorsMale: 39207804, electorsFemale: 34982828, electorsThird: 1725 }),
    fails: counted({ electorsTotal: 2891082, electorsMale: 1450709, electorsFemale: 1440229, electorsThird: 74 }),
    as: 'V01 E',
  },
  V02: { passes: typed('8,49,082'), fails: typed('8,49,9082'), as: 'V02 E' },
  V03: {
    passes: checksOf(checkChildren([{ electorsTotal: 2 }, { electorsTotal: 3 }], { electorsTotal: 5 }, 'same_file')),
    fails: checksOf(checkChildren([{ electorsTotal: 2 }, { electorsTotal: 3 }], { electorsTotal: 6 }, 'same_file')),
    as: 'V03 E',
  },
  V04: {
    passes: counted({ opening: 1000 }, { previous: { electorsTotal: 1000 } }),
    fails: counted({ opening: 990 }, { previous: { electorsTotal: 1000 } }),
    as: 'V04 W',
  },
  V05: {
    passes: counted({ opening: 76637529, additions: 188707, deletions: 6366952, electorsTotal: 70459284 }),
    fails: counted({ opening: 2864475, additions: 51303, deletions: 24696, electorsTotal: 2891369 }),
    as: 'V05 E',
  },
  V06: { passes: counted(deletions), fails: counted({ ...deletions, deletions: 101 }), as: 'V06 W' },
  V07: {
    passes: found(checkForm({ received: 10, accepted: 6, rejected: 3, pending: 1 }, 0)),
    fails: found(checkForm({ received: 10, accepted: 6, rejected: 3, pending: 2 }, 0)),
    as: 'V07 W',
  },
  V08: {
    passes: counted({ ...bihar, electorsTotal: 72405769 }, sir),
    fails: counted({ ...bihar, electorsTotal: 72405756 }, sir),
    as: 'V08 W',
  },
  V09: {
    passes: counted({ notInDraft: 6564075, nidDead: 2234136, nidShifted: 3644939, nidDuplicate: 685000 }),
    fails: counted({ notInDraft: 6564075, nidDead: 2234136, nidShifted: 3644939, nidDuplicate: 685001 }),
    as: 'V09 W',
  },
  V10: {
    passes: counted({ efCollected: 10, electorsBefore: 10, draftElectors: 10 }),
    fails: counted({ efCollected: 50471396, electorsBefore: 54656215, draftElectors: 50471324 }),
    as: 'V10 W',
  },
  V11: {
    passes: counted({ electorsTotal: 100, withEpic: 100, electors85Plus: 0 }),
    fails: counted({ electorsTotal: 100, electors85Plus: 101 }),
    as: 'V11 E',
  },
  V12: {
    passes: counted({ ...cohortsOf(5), electorsTotal: 40 }),
    fails: counted({ ...cohortsOf(5), electorsTotal: 41 }),
    as: 'V12 W',
  },
  V13: {
    passes: found(flowGenders({ total: 26607, male: 12218, female: 14384, third: 5 }, 0)),
    fails: found(flowGenders({ total: 4274000, male: 1919000, female: 2364000, third: 0 }, 1000)),
    as: 'V13 W',
  },
  V14: {
    passes: flagged('V14', !agreesWithPrinted((24561486 * 1000) / 26957881, 911, 0)),
    fails: flagged('V14', !agreesWithPrinted((24561486 * 1000) / 26957881, 912, 0)),
    as: 'V14 F',
  },
  V15: {
    passes: flagged('V15', isFuture('2026-11-22', '2026-11-22') || scheduleFaults({ draft: '2026-01-06' }).length > 0),
    fails: flagged('V15', scheduleFaults({ draft: '2026-01-06', final: '2026-01-05' }).length > 0),
    as: 'V15 E',
  },
  V16: {
    passes: counted({ electorsTotal: 1250 }, { previous: { electorsTotal: 1000 } }),
    fails: counted({ electorsTotal: 1251 }, { previous: { electorsTotal: 1000 } }),
    as: 'V16 W',
  },
  V17: {
    passes: counted({ electorsTotal: 10, parts: 2 }, { previous: { electorsTotal: 10, parts: 3 } }),
    fails: counted({ electorsTotal: 10, parts: 2 }, { previous: { electorsTotal: 10, parts: 2, withEpic: 9 } }),
    as: 'V17 F',
  },
  V18: {
    passes: counted({ electorsTotal: 1057566, draftElectors: 1084992 }, { stage: 'final' }),
    fails: counted({ electorsTotal: 1084992, draftElectors: 1084992 }, { stage: 'final' }),
    as: 'V18 F',
  },
  V19: {
    passes: checksOf(checkPopulation({ popTotal: 60, pop18Plus: 40, ...populationOf(5) }, 'census_2011')),
    fails: checksOf(checkPopulation({ popTotal: 60, pop18Plus: 60 }, 'census_2011')),
    as: 'V19 E',
  },
  V20: {
    passes: checksOf(checkLocalBound({ total: 126969610, footprint: 'rural' }, 154430092)),
    fails: checksOf(checkLocalBound({ total: 126969610, footprint: 'rural' }, 125556025)),
    as: 'V20 W',
  },
  V21: {
    passes: checksOf(checkChildren([{ localElectors: 7 }], { localElectors: 7 }, 'wards')),
    fails: checksOf(checkChildren([{ localElectors: 7 }], { localElectors: 8 }, 'wards')),
    as: 'V21 E',
  },
  V22: {
    passes: flagged('V22', qualifyingDateFault('2026-10-01', { isAssembly: true, source: '' }) !== undefined),
    fails: flagged('V22', qualifyingDateFault('2026-10-02', { isAssembly: true, source: 'Act' }) !== undefined),
    as: 'V22 E',
  },
  V23: {
    passes: flagged('V23', areaOnDay([{ validFrom: '2020-01-01', validTo: null }], '2026-01-01') !== 'valid'),
    fails: flagged('V23', areaOnDay([{ validFrom: '2020-01-01', validTo: '2026-01-01' }], '2026-01-01') !== 'valid'),
    as: 'V23 E',
  },
  V24: {
    passes: flagged('V24', isFigureInWords('1,50,000')),
    fails: flagged('V24', isFigureInWords('1.5 lakh')),
    as: 'V24 E',
  },
};

describe('each check', () => {
  it.each(Object.entries(cases))('%s passes and fails as it should', (check, { passes, fails, as }) => {
    expect(passes.filter((finding) => finding.startsWith(check))).toEqual([]);
    expect(fails).toContain(as);
  });

  it.each(Object.entries(cases))('%s ends in a severity its catalogue entry names', (check, { as }) => {
    const entry = Object.entries(checkCatalogue).find(([id]) => id === check)?.[1];
    expect(entry?.severities.some((severity) => as === `${check} ${severity}`)).toBe(true);
  });
});

describe('what the sums of section 8 say', () => {
  it('Bihar: 13 short at the draft, closed at the final', () => {
    const draft = { ...bihar, electorsTotal: 72405756 };
    const context: CountsContext = {
      level: 'S',
      place: 0,
      isTranscribed: false,
      explained: [],
      previous: undefined,
      own: draft,
      ...sir,
    };
    expect(checkCounts(draft, context)).toMatchObject([{ check: 'V08', severity: 'W', params: { residual: 13 } }]);
    const final = { opening: 72405756, additions: 2153343, deletions: 366742, electorsTotal: 74192357 };
    expect(counted(final, { isIntensive: true, stage: 'final' })).toEqual([]);
  });

  it('Kerala: wards of all bodies miss one of the number stated', () => {
    const wards = [17337, 2267, 346, 3240, 421].map((count) => ({ wards: count }));
    expect(checkChildren(wards, { wards: 23612 }, 'bodies')).toMatchObject([
      { check: 'V21', severity: 'W', params: { residual: -1, sum: 23611, children: 5 } },
    ]);
  });

  it('additions are classified only when every way to be added is stated', () => {
    expect(counted({ ...added, additions: 10 })).toEqual([]);
    expect(counted({ ...added, additions: 12 })).toEqual(['V06 W']);
    expect(counted({ form6Accepted: 5, additions: 12 })).toEqual([]);
  });

  it('an explanation lowers V05 and V08, and press figures lower V01', () => {
    const flow = { opening: 10_000, additions: 0, deletions: 0, electorsTotal: 9_000 };
    expect(counted(flow)).toEqual(['V05 E']);
    expect(counted(flow, { explained: ['V05'] })).toEqual(['V05 W']);
    const draft = { electorsBefore: 10_000, notInDraft: 0, electorsTotal: 9_000 };
    expect(counted(draft, { ...sir, explained: ['V08'] })).toEqual(['V08 W']);
    const genders = { electorsTotal: 3, electorsMale: 1, electorsFemale: 1, electorsThird: 0 };
    expect(counted(genders, { isTranscribed: true })).toEqual(['V01 W']);
  });

  it('rounded figures fail only beyond half the last place of each', () => {
    const genders = { electorsTotal: 10_000, electorsMale: 5_000, electorsFemale: 4_000, electorsThird: 0 };
    expect(counted(genders, { place: 1_000 })).toEqual([]);
    expect(counted({ ...genders, electorsTotal: 12_000 }, { place: 1_000 })).toEqual(['V01 E']);
    expect(isFinerThan(1_500, 1_000)).toBe(true);
    expect(isFinerThan(346, 1_000)).toBe(false);
  });

  it('the further checks ask for a note', () => {
    const counts = {
      households: 5,
      householdsOver10: 6,
      dseDisposed: 1,
      dseConfirmed: 2,
      noticesIssued: 3,
      noticesDecided: 4,
    };
    expect(counted(counts)).toEqual(['HOUSEHOLDS W', 'CONFIRMED W', 'DECIDED W']);
    expect(counted({ parts: 5, partsOverCap: 6, appealsFiled: 2, appealsDecided: 2 })).toEqual(['PARTS W']);
  });
});
