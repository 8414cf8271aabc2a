import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import { checkCounts } from '#shared/modules/roll-health/checks-counts.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import { readPartHeader } from './rules-part-header.ts';
import { createPartKeys } from './rules-part-keys.ts';
import { createPartLines } from './rules-part-lines.ts';
import { createPartSums } from './rules-part-sums.ts';
import { blank, checkPart, partFields, placeOf } from './rules-parts.ts';
import type { ImportHeader } from './schema.ts';

const header: ImportHeader = {
  rollType: 'assembly',
  exerciseType: 'SSR',
  stage: 'final',
  supplementNo: null,
  qualifyingDate: '2026-10-01',
  asOf: '2026-10-15',
  publishedOn: null,
  sourceRef: 'a file',
  basis: 'final',
  precision: 'exact',
};
const rules = fc.record({
  exerciseType: fc.constantFrom('CU', 'SSR', 'SR', 'SIR'),
  stage: fc.constantFrom('continuous', 'pre_draft', 'draft', 'final', 'supplement'),
  precision: fc.constant('exact'),
}) satisfies fc.Arbitrary<Pick<ImportHeader, 'exerciseType' | 'stage' | 'precision'>>;

/** Rows that are often sound: small figures, many of them blank, the total often the genders' sum. */
const rows = fc
  .tuple(
    fc.array(fc.oneof(fc.constant(blank), fc.integer({ min: 0, max: 12 })), {
      minLength: partMeasures.length,
      maxLength: partMeasures.length,
    }),
    fc.boolean(),
  )
  .map(([counts, isWhole]) => {
    const row = Int32Array.from([...counts, 1, 1, blank, blank]);
    for (let index = 0; index < 4; index += 1) row[index] = Math.max(0, row[index] ?? 0);
    if (isWhole) row[0] = (row[1] ?? 0) + (row[2] ?? 0) + (row[3] ?? 0);
    return row;
  });

describe('a part’s row', () => {
  it('has its fields where the fast reader looks for them', () => {
    expect(partFields.map((field) => placeOf[field])).toEqual(partFields.map((_, index) => index));
  });

  it('is checked as the checks of every table do it, but for V18, which is of a State', () => {
    fc.assert(
      fc.property(rows, rules, (row, of) => {
        const counts: Counts = {};
        partMeasures.forEach((measure, index) => {
          if ((row[index] ?? blank) >= 0) counts[measure] = row[index] ?? 0;
        });
        const asked = checkCounts(counts, {
          level: 'P',
          isIntensive: of.exerciseType === 'SIR',
          stage: of.stage,
          place: 0,
          isTranscribed: false,
          explained: [],
          previous: undefined,
          own: counts,
        }).filter(({ check }) => check !== 'V18');
        const found = checkPart(row, of).map(({ check, severity, params }) => ({ check, severity, params }));
        expect(found).toEqual(asked.map(({ check, severity, params }) => ({ check, severity, params })));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['V01', { electorsTotal: 11, electorsMale: 5, electorsFemale: 5 }, 'SSR', 'E'],
    [
      'V05',
      { electorsTotal: 10, electorsMale: 5, electorsFemale: 5, opening: 9, additions: 2, deletions: 0 },
      'SSR',
      'W',
    ],
    ['V05', { electorsTotal: 500, electorsMale: 500, opening: 200, additions: 2, deletions: 0 }, 'CU', 'E'],
    ['V08', { electorsTotal: 10, electorsMale: 10, opening: 9, additions: 2, deletions: 0 }, 'SIR', 'W'],
    ['V08', { electorsTotal: 10, electorsMale: 10, electorsBefore: 12, notInDraft: 1, opening: 10 }, 'SIR', 'W'],
    ['V10', { electorsTotal: 10, electorsMale: 10, electorsBefore: 9, efCollected: 10 }, 'SIR', 'W'],
    ['V11', { electorsTotal: 10, electorsMale: 10, withEpic: 11 }, 'SSR', 'E'],
    ['HOUSEHOLDS', { electorsTotal: 10, electorsMale: 10, households: 3, householdsOver10: 4 }, 'SSR', 'W'],
  ] as const)('is found out by %s: %j in %s', (check, given, exerciseType, severity) => {
    const row = new Int32Array(partFields.length).fill(blank);
    row[0] = row[1] = row[2] = row[3] = 0;
    for (const [field, value] of Object.entries(given)) {
      const found = partFields.find((each) => each === field);
      if (found !== undefined) row[placeOf[found]] = value;
    }
    expect(checkPart(row, { exerciseType, stage: 'final', precision: 'exact' })).toContainEqual(
      expect.objectContaining({ check, severity }),
    );
  });
});

describe('the reader of plain rows', () => {
  const names = [
    'state_code',
    'ac_no',
    'part_no',
    'electors_total',
    'electors_male',
    'electors_female',
    'electors_third',
  ];
  const about = { header, stateCode: null, isCorrection: false, hasAssembly: true };
  const places = { ownState: null, hasAssembly: () => true, districtsOf: () => undefined };
  const open = () => {
    const read = readPartHeader([...names, 'opening', 'blo_posted'], about);
    expect(read.findings).toEqual([]);
    return createPartLines(read.header, places, { delimiter: ',', header });
  };
  const cell = fc.oneof(
    fc.nat({ max: 99_999 }).map(String),
    fc.constantFrom('', '007', '1,02,000', 'NA', '-3', ' 12', '९', '300000001', '99999999999'),
  );
  const line = fc.tuple(
    fc.constantFrom('IN-KL', 'S24', 'IN-XX'),
    fc.nat({ max: 1_200 }).map(String),
    fc.nat({ max: 11_000 }).map(String),
    cell,
    cell,
    cell,
    cell,
    cell,
    fc.constantFrom('1', '0', 'yes', 'No', 'true', '', '2', 'perhaps'),
  );

  it('reads what the reader of cells reads, and leaves it the rest', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const quick = open();
        const slow = open();
        for (const cells of lines) {
          const bytes = new TextEncoder().encode(`${cells.join(',')}\n`);
          const faults = slow.readCells(cells);
          const end = quick.readPlain(bytes, 0, bytes.length);
          if (end === -1) {
            quick.readCells(cells);
            continue;
          }
          expect(end).toBe(bytes.length);
          expect(faults).toEqual([]);
          expect([...quick.row]).toEqual([...slow.row]);
          expect(quick.stateCode).toBe(slow.stateCode);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('waits for the rest of a row that is cut anywhere', () => {
    const reader = open();
    const cells = ['IN-KL', '1', '2', '10', '5', '5', '0', '9', 'yes'];
    reader.readCells(cells);
    const bytes = new TextEncoder().encode(`${cells.join(',')}\n`);
    for (let limit = 0; limit < bytes.length; limit += 1) {
      expect(reader.readPlain(bytes.subarray(0, limit), 0, limit)).toBe(0);
    }
    expect(reader.readPlain(bytes, 0, bytes.length)).toBe(bytes.length);
  });
});

describe('the list of keys', () => {
  it('knows every part’s first line, and what was noted of it', () => {
    const key = fc.tuple(fc.constantFrom('IN-KL', 'IN-UP'), fc.nat({ max: 999 }), fc.integer({ min: 1, max: 9_999 }));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 300 }), (keys) => {
        const list = createPartKeys();
        const first = new Map<string, number>();
        keys.forEach(([state, ac, part], index) => {
          const name = `${state} ${ac} ${part}`;
          expect(list.claim(state, ac, part, index + 2)).toBe(first.get(name) ?? 0);
          if (!first.has(name)) {
            first.set(name, index + 2);
            list.note(index, index + 1);
          }
        });
        for (const [state, ac, part] of keys) {
          const at = first.get(`${state} ${ac} ${part}`) ?? 0;
          expect(list.find(state, ac, part)).toEqual({ line: at, opening: at - 2, total: at - 1 });
        }
      }),
    );
  });
});

describe('sums of parts', () => {
  it('are those of their rows, at every level, in whatever order they come', () => {
    const part = fc.record({ ac: fc.integer({ min: 1, max: 3 }), district: fc.constantFrom('1', '2'), row: rows });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 30 }), (parts) => {
        const sums = createPartSums({ exerciseType: 'SSR' });
        const turned = createPartSums({ exerciseType: 'SSR' });
        for (const { ac, district, row } of parts) sums.add('IN-KL', ac, district, row);
        for (const { ac, district, row } of parts.toReversed()) turned.add('IN-KL', ac, district, row);
        const all = sums.close();
        expect(turned.close()).toEqual(all);
        const state = all.find(({ level }) => level === 'S');
        for (const measure of partMeasures) {
          const given = parts.map(({ row }) => row[placeOf[measure]] ?? blank).filter((value) => value >= 0);
          const total = given.length === 0 ? undefined : given.reduce((sum, value) => sum + value, 0);
          expect(state?.counts[measure]).toBe(total);
          const isPartial = given.length > 0 && given.length < parts.length;
          expect(state?.known[measure]).toBe(isPartial ? given.length : undefined);
          for (const level of ['A', 'D'] as const) {
            const own = all.filter((sum) => sum.level === level).map(({ counts }) => counts[measure] ?? 0);
            expect(own.reduce((sum, value) => sum + value, 0)).toBe(total ?? 0);
          }
        }
        expect(sums.marks()).toEqual(turned.marks());
      }),
    );
  });
});
