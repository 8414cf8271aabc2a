import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount, parseCount } from '#shared/kernel/numbers.ts';
import {
  checkEntry,
  draftIdentity,
  type EntryCell,
  type EntryHeader,
  type EntryInput,
  entryCells,
  finalIdentity,
  isCopy,
  isJump,
  missingForSubmit,
  missingHeaderForSubmit,
  reasonParams,
  rollForward,
  sumResidual,
} from './checks.ts';
import { answers, checkCatalogue } from './checks-catalogue.ts';

const blank: Record<EntryCell, string> = {
  electorsTotal: '',
  electorsMale: '',
  electorsFemale: '',
  electorsThird: '',
  additions: '',
  deletions: '',
  opening: '',
  parts: '',
  partsOverCap: '',
  withEpic: '',
  withPhoto: '',
  electors1819: '',
};
const header: EntryHeader = {
  exerciseType: 'CU',
  stage: 'continuous',
  qualifyingDate: '01-10-2026',
  asOn: '31-10-2026',
  basis: 'final',
  sourceNote: 'Form sent by the office',
  exclusion: '',
};

function check(cells: Partial<Record<EntryCell, string>>, rest: Partial<EntryInput> = {}) {
  return checkEntry({ cells: { ...blank, ...cells }, header, today: '2026-11-22', ...rest });
}

function checkHeader(fields: Partial<EntryHeader>) {
  return check({}, { header: { ...header, ...fields } }).findings;
}

describe('reading cells', () => {
  it('leaves blank cells out: they are neither zero nor a fault', () => {
    expect(check({ additions: '0', deletions: '  ' })).toEqual({ counts: { additions: 0 }, findings: [] });
  });

  it('reads Indian grouping and Devanagari digits', () => {
    expect(check({ electorsTotal: '१,०२,०००', parts: '102000' }).counts).toEqual({
      electorsTotal: 102000,
      parts: 102000,
    });
  });

  it.each([
    ['8,49,9082', 'count.grouping'],
    ['849,908,200', 'count.grouping'],
    ['NA', 'count.placeholder'],
    ['-5', 'count.negative'],
    ['12.5', 'count.decimal'],
    ['১২৩', 'count.script'],
    ['about 40', 'count.not_a_number'],
  ])('refuses %s with its reason, and never repeats the text', (text, reason) => {
    const { counts, findings } = check({ withEpic: text });
    expect(counts).toEqual({});
    expect(findings).toEqual([{ check: 'V02', severity: 'E', cells: ['withEpic'], reason, params: {} }]);
  });

  it.each(['1.5 lakh', '12 करोड़'])('refuses the rounded words %s, which are never expanded as exact', (text) => {
    expect(check({ withEpic: text }).findings).toEqual([
      { check: 'V24', severity: 'E', cells: ['withEpic'], reason: 'count.words', params: {} },
    ]);
  });

  it('refuses a count above 30 crore, with the limit', () => {
    expect(check({ electorsTotal: '30,00,00,000' }).findings).toEqual([]);
    expect(check({ electorsTotal: '30,00,00,001' }).findings).toMatchObject([
      { check: 'V02', reason: 'count.too_large', params: { limit: 300_000_000 } },
    ]);
  });

  it('takes an EPIC or telephone number in a cell for personal data, not for a bad number', () => {
    expect(check({ withEpic: 'ABC1234567' }).findings).toMatchObject([
      { check: 'PII', severity: 'E', reason: 'personal_data.epic' },
    ]);
    expect(check({ parts: '98765 43210' }).findings).toMatchObject([{ check: 'PII', reason: 'personal_data.phone' }]);
  });
});

describe('checks of the State form', () => {
  it('V01: Tripura fails by 70, and only asks for a note when transcribed', () => {
    const tripura = {
      electorsMale: '14,50,709',
      electorsFemale: '14,40,229',
      electorsThird: '74',
      electorsTotal: '28,91,082',
    };
    expect(check(tripura).findings).toMatchObject([
      { check: 'V01', severity: 'E', reason: 'gender_sum', params: { sum: 2891012, total: 2891082, residual: -70 } },
    ]);
    expect(check(tripura, { transcribed: true }).findings).toMatchObject([{ check: 'V01', severity: 'W' }]);
    expect(check({ ...tripura, electorsThird: '' }).findings).toEqual([]);
  });

  it('V04: the opening is the previous closing', () => {
    const previous = { counts: { electorsTotal: 1000 } };
    expect(check({ opening: '1000' }, { previous }).findings).toEqual([]);
    expect(check({ opening: '990' }, { previous }).findings).toMatchObject([
      { check: 'V04', severity: 'W', params: { opening: 990, previous: 1000, difference: -10 } },
    ]);
  });

  it('V05: a small residual asks for a note, a large one refuses, an explanation lowers it', () => {
    const cells = { opening: '2864475', additions: '51303', deletions: '24696', electorsTotal: '2891082' };
    expect(check(cells).findings).toEqual([]);
    expect(check({ ...cells, electorsTotal: '2891368' }).findings).toMatchObject([
      { check: 'V05', severity: 'W', params: { residual: -286, limit: 286, expected: 2891082 } },
    ]);
    const large = { ...cells, electorsTotal: '2891369' };
    expect(check(large).findings).toMatchObject([{ check: 'V05', severity: 'E', params: { residual: -287 } }]);
    expect(check(large, { explained: ['V05'] }).findings).toMatchObject([{ check: 'V05', severity: 'W' }]);
  });

  it('V05: on a small roll 100 electors still ask for a note, 101 refuse', () => {
    const flow = { opening: 10_000, additions: 0, deletions: 0 };
    expect(rollForward({ ...flow, closing: 10_100 })).toMatchObject({ residual: -100, severity: 'W' });
    expect(rollForward({ ...flow, closing: 9_899 })).toMatchObject({ residual: 101, severity: 'E' });
  });

  it('V11 and stations over the ceiling: a part is not larger than its whole', () => {
    const { findings } = check({
      electorsTotal: '100',
      withEpic: '101',
      withPhoto: '100',
      electors1819: '200',
      parts: '5',
      partsOverCap: '6',
    });
    expect(findings.map((finding) => [finding.check, finding.severity, finding.cells[0]])).toEqual([
      ['V11', 'E', 'withEpic'],
      ['V11', 'E', 'electors1819'],
      ['PARTS', 'W', 'partsOverCap'],
    ]);
  });

  it('V16: a move of more than 25 % asks for a note; 25 % does not', () => {
    const previous = { counts: { electorsTotal: 1000 } };
    expect(check({ electorsTotal: '1250' }, { previous }).findings).toEqual([]);
    expect(check({ electorsTotal: '749' }, { previous }).findings).toMatchObject([
      { check: 'V16', severity: 'W', params: { percent: -25.1, limit: 25 } },
    ]);
    expect(isJump(1500, 1000, 'A')).toBe(false);
    expect(isJump(1701, 1000, 'P')).toBe(true);
    expect(isJump(5, 0, 'S')).toBe(false);
  });

  it('V17: flags a copied row once every known figure is repeated', () => {
    const previous = { counts: { electorsTotal: 1000, electorsMale: 500, electorsFemale: 500 } };
    expect(check({ electorsTotal: '1000', electorsMale: '500' }, { previous }).findings).toEqual([]);
    expect(
      check({ electorsTotal: '1000', electorsMale: '500', electorsFemale: '500' }, { previous }).findings,
    ).toMatchObject([{ check: 'V17', severity: 'F', params: { figures: 3 } }]);
    expect(isCopy({ electorsTotal: 1000 }, { electorsTotal: 1000 })).toBe(false);
  });

  it('V22 and V15: qualifying date of the assembly roll, as-on day not in the future', () => {
    expect(checkHeader({ qualifyingDate: '01-10-2026', asOn: '22-11-2026' })).toEqual([]);
    expect(checkHeader({ qualifyingDate: '02-10-2026' })).toMatchObject([
      { check: 'V22', severity: 'E', reason: 'not_qualifying_date', params: { qualifyingDate: '2026-10-02' } },
    ]);
    expect(checkHeader({ qualifyingDate: '01-10-26' })).toMatchObject([
      { check: 'V22', reason: 'date.two_digit_year' },
    ]);
    expect(checkHeader({ asOn: '23-11-2026' })).toMatchObject([
      { check: 'V15', severity: 'E', reason: 'as_on_future' },
    ]);
    expect(checkHeader({ asOn: 'yesterday' })).toMatchObject([{ check: 'V15', reason: 'date.not_a_date' }]);
    expect(checkHeader({ qualifyingDate: '', asOn: '' })).toEqual([]);
  });

  it('screens both free texts for personal data', () => {
    expect(checkHeader({ sourceNote: 'ask 9876543210', exclusion: 'see KLA1234567' })).toMatchObject([
      { check: 'PII', severity: 'E', cells: ['sourceNote'], reason: 'personal_data.phone', params: {} },
      { check: 'PII', severity: 'E', cells: ['exclusion'], reason: 'personal_data.epic', params: {} },
    ]);
  });

  it('names what is missing before submission; a refused cell is not missing', () => {
    const cells = { ...blank, electorsTotal: 'NA', opening: ' ', additions: '0' };
    expect(missingForSubmit({ cells })).toEqual(['opening', 'deletions']);
    expect(missingHeaderForSubmit({ ...header, asOn: ' ', sourceNote: '' })).toEqual(['asOn', 'sourceNote']);
  });
});

describe('identities on published figures', () => {
  it('Bihar: the draft is 13 short of the identity, the final closes', () => {
    expect(draftIdentity({ before: 78969844, notInDraft: 6564075, draft: 72405756 })).toMatchObject({
      residual: 13,
      severity: 'W',
    });
    expect(finalIdentity({ draft: 72405756, coAdded: 2153343, coDeleted: 366742, final: 74192357 })).toMatchObject({
      residual: 0,
    });
    expect(sumResidual([39207804, 34982828, 1725], 74192357)).toBe(0);
  });

  it('West Bengal: closes by V05 and V01', () => {
    const flow = { opening: 76637529, additions: 182036 + 6671, deletions: 6366952, closing: 70459284 };
    expect(rollForward(flow)).toMatchObject({ residual: 0, severity: undefined });
    expect(sumResidual([36022642, 34435260, 1382], 70459284)).toBe(0);
  });

  it('Rajasthan closes by V01; Tripura closes on flows; Kerala wards miss one', () => {
    expect(sumResidual([26957881, 24561486, 562], 51519929)).toBe(0);
    expect(sumResidual([12218, 14384, 5], 51303 - 24696)).toBe(0);
    expect(sumResidual([17337, 2267, 346, 3240, 421], 23612)).toBe(-1);
  });

  it('V03: the twelve States of Phase II add up to the published total', () => {
    const before = [
      76637529, 54656215, 1185034, 1021578, 57813, 50843436, 64114587, 57406143, 21230737, 27850855, 310404, 154430092,
    ];
    expect(sumResidual(before, 509744423)).toBe(0);
  });
});

describe('properties', () => {
  const counts = fc.nat({ max: 90_000_000 });

  it('V01 does not depend on which figure is whose', () => {
    fc.assert(
      fc.property(counts, counts, counts, counts, (male, female, third, total) => {
        const [first, second] = [
          [male, female, third],
          [third, male, female],
        ].map(([m, f, t]) =>
          check({
            electorsMale: `${m}`,
            electorsFemale: `${f}`,
            electorsThird: `${t}`,
            electorsTotal: `${total}`,
          }).findings.map((finding) => [finding.check, finding.severity, finding.params.residual]),
        );
        expect(first).toEqual(second);
        expect((first ?? []).length).toBe(male + female + third === total ? 0 : 1);
      }),
    );
  });

  it('parses what it prints', () => {
    fc.assert(
      fc.property(fc.nat({ max: 300_000_000 }), (count) => {
        expect(parseCount(formatCount(count))).toEqual({ ok: true, value: count });
      }),
    );
  });

  it('answers any text, gives each reason its listed figures, and never repeats what was typed', () => {
    const anyCells = fc.record(
      Object.fromEntries(entryCells.map((cell) => [cell, fc.oneof(fc.string(), fc.nat().map(String))])),
    );
    fc.assert(
      fc.property(anyCells, fc.string(), (cells, note) => {
        const previous = { counts: { electorsTotal: 7, opening: 3 } };
        const { findings } = check(cells, { previous, header: { ...header, asOn: note, sourceNote: note } });
        for (const finding of findings) {
          expect(Object.keys(finding.params).toSorted()).toEqual([...reasonParams[finding.reason]].toSorted());
          for (const value of Object.values(finding.params))
            expect(typeof value === 'number' || /^[\d-]*$/.test(value)).toBe(true);
        }
      }),
    );
  });

  it('is refused exactly when the residual is beyond both limits', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200_000_000 }), fc.integer({ min: -30_000, max: 30_000 }), (opening, residual) => {
        const { severity } = rollForward({
          opening,
          additions: 50_000,
          deletions: 0,
          closing: opening + 50_000 - residual,
        });
        const isBeyond = Math.abs(residual) > 100 && Math.abs(residual) * 10_000 > opening;
        expect(severity).toBe(residual === 0 ? undefined : isBeyond ? 'E' : 'W');
      }),
    );
  });
});

describe('catalogue of checks', () => {
  it('has V01 to V24, each with an answer and the fields it reads', () => {
    const ids = Object.keys(checkCatalogue);
    expect(ids).toEqual(Array.from({ length: 24 }, (_, index) => `V${String(index + 1).padStart(2, '0')}`));
    for (const { severities, reads } of Object.values(checkCatalogue)) {
      expect(
        severities.map((severity) => answers[severity]).every(Boolean) && severities.length > 0 && reads.length > 0,
      ).toBe(true);
    }
  });
});
