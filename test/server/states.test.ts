// The State page on the public record, to the digit: what each body published, what differs, and what stood when.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSample, removeSample } from '#server/platform/seed/sample.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import type { KeyNumber, NumberKey, StatePage } from '#shared/modules/states/schema.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let reader: Session;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  reader = await makePerson(db, { bodyId: 'ECI', role: 'viewer' });
});
afterAll(async () => {
  await drop();
});

async function read(code: string, asOn?: string, session: Session = reader): Promise<StatePage> {
  return await callAs(db, session).states.get(asOn === undefined ? { code } : { code, asOn });
}

function numberOf(numbers: readonly KeyNumber[], key: NumberKey): KeyNumber {
  const found = numbers.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
}

function sourceOf({ statements }: StatePage, id: string | null | undefined): string {
  return statements.find((item) => item.id === id)?.source ?? '';
}

function metricOf({ metrics }: StatePage, id: string) {
  return metrics.find((each) => each.id === id);
}

describe('Kerala', () => {
  let page: StatePage;
  beforeAll(async () => {
    page = await read('IN-KL');
  });

  it('shows the final roll with its change from the roll before the revision', () => {
    const electors = numberOf(page.ceo.numbers, 'electors');
    expect(electors).toMatchObject({ value: 26953644, precision: 'exact', isSample: false });
    expect(electors.change).toMatchObject({ amount: -897211, percent: -3.22, isRough: false });
    expect(sourceOf(page, electors.statementId)).toContain('onmanorama.com');
    expect(numberOf(page.ceo.numbers, 'notInDraft')).toMatchObject({
      value: 2408503,
      precision: 'derived',
      derivation: 'before - draft',
    });
    expect(numberOf(page.ceo.numbers, 'stations').value).toBe(25177);
  });

  it('leaves a figure that nobody published blank, never zero', () => {
    for (const numbers of [page.ceo.numbers, page.sec.numbers]) {
      expect(numberOf(numbers, 'women')).toMatchObject({ value: null, statementId: null, change: null });
    }
    expect(numberOf(page.sec.numbers, 'added').value).toBeNull();
  });

  it("shows both of the commission's rolls with their sources", () => {
    const electors = numberOf(page.sec.numbers, 'electors');
    expect(electors).toMatchObject({ value: 28624558, change: { amount: 193797, percent: 0.68 } });
    const [difference] = page.differences.filter(({ rollType }) => rollType === 'local');
    expect(difference?.kind).toBe('supplement');
    expect(difference?.told.map(({ value }) => value)).toEqual([28430761, 28624558]);
    expect(difference?.told.map(({ statementId }) => sourceOf(page, statementId))).toEqual([
      'NDTV 10 Nov 2025',
      'Onmanorama 22 Feb 2026; NDTV 10 Nov 2025 (day of the supplementary roll)',
    ]);
  });

  it('puts the two rolls side by side and draws each by date', () => {
    expect(page.gap).toMatchObject({ difference: 1670914, percent: 6.2, isSample: false });
    expect(page.gap.local?.value).toBe(28624558);
    expect(page.gap.assembly?.value).toBe(26953644);
    const drawn = page.gap.statementIds.map((id) => page.statements.find((item) => item.id === id));
    expect(drawn.map((item) => item?.figures.find(({ measure }) => measure === 'electorsTotal')?.value)).toEqual([
      27850855, 25442352, 26953644, 28430761, 28624558,
    ]);
    expect(metricOf(page, 'LR-01')).toMatchObject({ status: 'red', display: 6.2, of: [28624558, 26953644] });
    expect(metricOf(page, 'FL-11')).toMatchObject({ status: 'amber', display: 8.65 });
  });

  it('finds the eight days on which house visits met the local polls', () => {
    expect(page.calendar.meeting).toMatchObject({ from: '2025-12-06', to: '2025-12-13', days: 8 });
    const milestones = new Set(page.calendar.axis.map(({ bodyKind, milestone }) => `${bodyKind} ${milestone}`));
    expect(milestones).toContain('eci enumeration');
    expect(milestones).toContain('sec poll_phase_1');
  });

  it('gives the next dates of each body from facts only', () => {
    for (const dates of Object.values(page.calendar.next)) {
      expect(dates.length).toBeLessThanOrEqual(3);
      for (const date of dates) expect((date.end ?? date.start ?? '') >= page.day).toBe(true);
    }
    expect(page.calendar.next.sec.map(({ milestone, start }) => [milestone, start])).toEqual([
      ['term_end', '2027-09-01'],
    ]);
    expect(page.calendar.unconfirmed).toBeGreaterThanOrEqual(1);
  });

  it('lists the actions of the State as the Declaration left them: no public record', () => {
    expect(page.actions.length).toBeGreaterThan(5);
    for (const action of page.actions)
      expect(action).toMatchObject({ status: 'no_public_record', isOpen: true, isSample: false });
    expect(new Set(page.actions.map(({ ownerBodyId }) => ownerBodyId))).toEqual(
      new Set(['ECI', 'CEO-IN-KL', 'SEC-IN-KL']),
    );
  });

  it('says who serves the State and how its term was found', () => {
    expect(page.profile).toMatchObject({
      assemblySeats: 140,
      assemblyTermBasis: 'inferred',
      sirPhase: 'II',
      localRollBasis2020: 'own',
    });
    expect(page.ceo.body.id).toBe('CEO-IN-KL');
    expect(page.sec.body).toMatchObject({ id: 'SEC-IN-KL', otherStates: [] });
  });
});

describe('two sources for one thing', () => {
  it('Bihar: the exact count leads and the rounded one stands beside it', async () => {
    const page = await read('IN-BR');
    expect(numberOf(page.ceo.numbers, 'electors')).toMatchObject({ value: 74192357, precision: 'exact' });
    const told = page.differences.find(({ measure }) => measure === 'electorsTotal');
    expect(told).toMatchObject({
      kind: 'sources',
      told: [
        { value: 74200000, precision: 'rounded' },
        { value: 74192357, precision: 'exact' },
      ],
    });
    expect(new Set(told?.told.map(({ statementId }) => sourceOf(page, statementId))).size).toBe(2);
    expect(numberOf(page.ceo.numbers, 'women').value).toBe(892.2);
  });

  it('West Bengal: with and without the entries under adjudication', async () => {
    const page = await read('IN-WB');
    const told = page.differences.find(({ measure }) => measure === 'electorsTotal');
    expect(told?.told.map(({ value, precision }) => [value, precision])).toEqual([
      [70459284, 'derived'],
      [64452609, 'derived'],
    ]);
    expect(metricOf(page, 'FL-14')?.of).toEqual([6006675, 70459284]);
  });

  it('Uttar Pradesh: rural bodies are not set against the whole State', async () => {
    const page = await read('IN-UP');
    expect(numberOf(page.ceo.numbers, 'electors')).toMatchObject({
      value: 125556025,
      change: { amount: 125556025 - 154430092, percent: -18.7 },
    });
    expect(numberOf(page.sec.numbers, 'electors')).toMatchObject({ value: 126969610, change: { amount: 4019558 } });
    expect(numberOf(page.sec.numbers, 'added').value).toBe(18196367);
    expect(numberOf(page.sec.numbers, 'deleted').value).toBe(14176809);
    expect(page.gap).toMatchObject({ difference: null, percent: null });
    expect(metricOf(page, 'LR-01')).toMatchObject({ status: 'not_computed', reason: 'footprint_differs' });
  });
});

describe('a page as it stood on another day', () => {
  it('leaves out what was published later', async () => {
    const before = await read('IN-KL', '2026-02-20');
    expect(numberOf(before.ceo.numbers, 'electors').value).toBe(25442352);
    expect(before.statements.some(({ stage, exerciseType }) => exerciseType === 'SIR' && stage === 'final')).toBe(
      false,
    );
    const on = await read('IN-KL', '2026-02-21');
    expect(numberOf(on.ceo.numbers, 'electors').value).toBe(26953644);
    const first = await read('IN-KL', '2025-11-13');
    expect(numberOf(first.sec.numbers, 'electors').value).toBe(28430761);
    expect(first.differences.filter(({ rollType }) => rollType === 'local')).toEqual([]);
  });

  it('reads ages, dates and actions from that day', async () => {
    const page = await read('IN-KL', '2025-12-01');
    expect(page).toMatchObject({ day: '2025-12-01', asOn: '2025-12-01' });
    expect(page.calendar.next.sec.map(({ milestone }) => milestone)).toEqual([
      'poll_phase_1',
      'poll_phase_2',
      'counting',
    ]);
    expect(page.actions).toEqual([]);
  });

  it('refuses a day to come, a day that is none and a State that is none', async () => {
    await expect(read('IN-KL', '2026-11-23')).rejects.toThrow(/not on one to come/);
    await expect(read('IN-KL', '2026-02-30')).rejects.toThrow();
    await expect(read('IN-XX')).rejects.toThrow(/no such State/);
  });
});

describe('bodies', () => {
  it('one commission serves several Union Territories, from the day a source gives', async () => {
    const ladakh = await read('IN-LA');
    expect(ladakh.sec.body).toMatchObject({
      id: 'SEC-UT',
      validFrom: '2023-09-01',
      otherStates: ['IN-AN', 'IN-DH', 'IN-LD'],
    });
    expect(ladakh.actions.some(({ ownerBodyId, id }) => ownerBodyId === 'SEC-UT' && id.endsWith('/SEC-UT'))).toBe(true);
    expect((await read('IN-DL')).sec.body.otherStates).toEqual(['IN-CH']);
  });

  it('says to each reader what they may enter: their own body’s record only', async () => {
    const maker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
    expect((await read('IN-KL', undefined, maker)).can).toEqual({
      enterAssemblyRoll: false,
      enterLocalRoll: true,
      readAudit: true,
    });
    expect((await read('IN-UP', undefined, maker)).can).toEqual({
      enterAssemblyRoll: false,
      enterLocalRoll: false,
      readAudit: true,
    });
    expect((await read('IN-KL')).can).toEqual({ enterAssemblyRoll: false, enterLocalRoll: false, readAudit: false });
  });
});

describe('the twin of 36', () => {
  it('names both bodies of every State, alphabetically, and leaves blanks blank', async () => {
    const { rows } = await callAs(db, reader).states.list({});
    expect(rows).toHaveLength(36);
    expect(rows.map(({ code }) => code).slice(0, 3)).toEqual(['IN-AN', 'IN-AP', 'IN-AR']);
    const kerala = rows.find(({ code }) => code === 'IN-KL');
    expect(kerala).toMatchObject({
      electors: { value: 26953644, asOn: '2026-02-21', exerciseType: 'SIR', stage: 'final', isSample: false },
      local: { value: 28624558, footprint: 'whole' },
      gap: { percent: 6.2, status: 'red' },
      women: null,
      ceoEn: 'Chief Electoral Officer, Kerala',
    });
    expect(rows.find(({ code }) => code === 'IN-UP')?.gap).toMatchObject({
      percent: null,
      reason: 'footprint_differs',
    });
    expect(rows.find(({ code }) => code === 'IN-TN')?.local).toBeNull();
  });

  it('stands as it stood on another day', async () => {
    const { rows } = await callAs(db, reader).states.list({ asOn: '2026-02-20' });
    expect(rows.find(({ code }) => code === 'IN-KL')?.electors).toMatchObject({ value: 25442352, stage: 'draft' });
  });
});

describe('the rehearsal country', () => {
  it('fills gaps, marked, and never replaces or contradicts a real figure', async () => {
    const real = await read('IN-KL');
    await db.transaction().execute(async (tx) => {
      await addSample(tx, { now: testNow });
    });
    const page = await read('IN-KL');
    for (const side of ['ceo', 'sec'] as const) {
      for (const number of page[side].numbers) {
        const before = numberOf(real[side].numbers, number.key);
        if (before.value === null) expect(number.isSample || number.value === null).toBe(true);
        else expect(number).toEqual(before);
      }
    }
    expect(page.differences).toEqual(real.differences);
    expect(page.gap).toEqual(real.gap);
    for (const statement of page.statements) expect(statement.isSample).toBe(statement.basis === 'sample');
    expect(page.statements.some(({ isSample }) => isSample)).toBe(true);
    const tamilNadu = await read('IN-TN');
    expect(numberOf(tamilNadu.sec.numbers, 'electors').isSample).toBe(true);
    expect(tamilNadu.gap.isSample).toBe(true);
    await db.transaction().execute(async (tx) => {
      await removeSample(tx);
    });
    expect(await read('IN-KL')).toEqual(real);
  });
});

describe('metric pages', () => {
  it('give the definition, the limits and whose they are', async () => {
    const metric = await callAs(db, reader).rollHealth.metric({ id: 'FL-11' });
    expect(metric).toMatchObject({ id: 'FL-11', group: 'FL', unit: 'percent', isEvaluated: true, exercises: ['SIR'] });
    expect(metric.bands).toEqual([{ amber: { above: 8, source: 'default' }, red: { above: 15, source: 'default' } }]);
    expect(metric.sources['default']?.en).toContain('not a norm of the Commission');
    const cap = await callAs(db, reader).rollHealth.metric({ id: 'PS-01' });
    expect(cap.parameter).toEqual({ value: 1200, source: 'stationCapOrder' });
    expect(cap.sources['stationCapOrder']?.en).toContain('24-06-2025');
  });

  it('list all 65 by group, and know no other', async () => {
    const groups = await callAs(db, reader).rollHealth.metrics();
    expect(groups.map(({ group }) => group)).toEqual(['EN', 'FL', 'QL', 'PS', 'DQ', 'LR']);
    expect(groups.flatMap(({ metrics }) => metrics)).toHaveLength(65);
    await expect(callAs(db, reader).rollHealth.metric({ id: 'FL-99' })).rejects.toThrow(/no such metric/);
  });
});
