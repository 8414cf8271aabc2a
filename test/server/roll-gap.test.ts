// The gap of the two rolls on the public record, to the digit, and who sees a State of which one side has published.

import { TRPCError } from '@trpc/server';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSample, removeSample } from '#server/platform/seed/sample.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { roundHalfAway } from '#shared/kernel/numbers.ts';
import type { GapView } from '#shared/modules/roll-gap/schema.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let viewer: Session;
let division: Session;
let ceo: Session;
let sec: Session;
let otherSec: Session;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  viewer = await makePerson(db, { bodyId: 'ECI', role: 'viewer' });
  division = await makePerson(db, { bodyId: 'ECI', role: 'eci_staff' });
  ceo = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
  sec = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  otherSec = await makePerson(db, { bodyId: 'SEC-IN-UP', role: 'sec_checker' });
});
afterAll(async () => {
  await drop();
});

async function read(stateCode: string, asOn?: string, session: Session = viewer): Promise<GapView> {
  return await callAs(db, session).rollGap.get(asOn === undefined ? { stateCode } : { stateCode, asOn });
}

function metric(view: GapView, id: string) {
  return view.metrics.find((each) => each.id === id);
}

/** The pairs as `assembly electors, local electors, difference, LR-01 percent, LR-02 percent`, newest local roll first. */
function pairsOf({ pairs, rolls }: GapView) {
  const electors = (id: string) => rolls.find((roll) => roll.id === id)?.electors;
  return pairs.map(({ assemblyId, localId, difference, gap, bound }) => [
    electors(assemblyId),
    electors(localId),
    difference,
    gap.display,
    bound.display,
  ]);
}

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const cause = error instanceof TRPCError ? error.cause : error;
  if (cause instanceof AppError) return cause;
  throw new Error(`expected a refusal, got ${String(error)}`);
}

describe('Kerala (section 5.3 and worked example D)', () => {
  it('sets the local roll, and the one before it, against each assembly total', async () => {
    expect(pairsOf(await read('IN-KL'))).toEqual([
      [27850855, 28624558, 773703, 2.78, 102.78],
      [25442352, 28624558, 3182206, 12.51, 112.51],
      [26953644, 28624558, 1670914, 6.2, 106.2],
      [27850855, 28430761, 579906, 2.08, 102.08],
      [25442352, 28430761, 2988409, 11.75, 111.75],
      [26953644, 28430761, 1477117, 5.48, 105.48],
    ]);
  });

  it('colours the gap amber before the revision and red after it, and fails the bound on both', async () => {
    const { pairs, newest } = await read('IN-KL');
    expect(pairs[0]).toMatchObject({ gap: { status: 'amber' }, bound: { status: 'red', reason: 'bound_exceeded' } });
    expect(pairs[2]).toMatchObject({ gap: { status: 'red' }, bound: { status: 'red', reason: 'bound_exceeded' } });
    expect(pairs[2]).toMatchObject({ isNewest: true });
    expect(newest).toEqual(pairs[2]);
  });

  it('measures the drift from the roll in force on the day of the local roll, and finds no opposite movement', async () => {
    const view = await read('IN-KL');
    expect(metric(view, 'LR-07')).toMatchObject({ status: 'amber', display: 3.22, of: [26953644, 27850855] });
    expect(view.base).toMatchObject({ from: 'in_force' });
    expect(view.rolls.find(({ id }) => id === view.base?.rollId)?.electors).toBe(27850855);
    expect(metric(view, 'LR-16')).toMatchObject({
      status: 'green',
      display: 0,
      parts: [
        { key: 'local', display: 0.68 },
        { key: 'assembly', display: -3.22 },
      ],
    });
  });

  it('says of every other metric why it is not computed, and leaves what nobody stated unknown', async () => {
    const view = await read('IN-KL');
    expect(view.metrics.map(({ id }) => id)).toHaveLength(16);
    expect(metric(view, 'LR-06')).toMatchObject({ status: 'not_computed', reason: 'missing:baseRollDate' });
    expect(metric(view, 'LR-14')).toMatchObject({ status: 'not_computed', reason: 'missing:localQualifyingDate' });
    for (const each of view.metrics.filter(({ status }) => status === 'not_computed')) {
      expect(each).toMatchObject({ display: null, of: null });
      expect(each.reason).not.toBe('');
    }
    expect(view).toMatchObject({ rollMode: null, pressList2020: 'own', baseRollDate: null, expectedGap: null });
    expect(view.bodies).toEqual({ count: 0, byStatus: {}, rows: [] });
  });
});

describe('Uttar Pradesh (section 5.3 and worked example E)', () => {
  it('sets the rural roll against the whole State by the bound test alone: 82.2 % of the roll before, 101.1 % of the draft', async () => {
    const view = await read('IN-UP');
    const [before, draft] = view.pairs;
    expect(view.local).toMatchObject({ electors: 126969610, footprint: 'rural' });
    expect(before).toMatchObject({ difference: null, bound: { status: 'info', display: 82.22, reason: 'undecided' } });
    expect(draft).toMatchObject({
      difference: null,
      gap: { status: 'not_computed', reason: 'footprint_differs' },
      bound: { status: 'red', reason: 'bound_exceeded', of: [126969610, 125556025] },
    });
    expect([before, draft].map((pair) => roundHalfAway(pair?.bound.display ?? 0, 1))).toEqual([82.2, 101.1]);
  });

  it('flags the opposite movement of the two revisions, in red', async () => {
    const view = await read('IN-UP');
    expect(metric(view, 'LR-16')).toMatchObject({
      status: 'red',
      display: 1,
      parts: [
        { key: 'local', display: 3.27 },
        { key: 'assembly', display: -18.7 },
      ],
    });
    expect(view.localSince).toEqual({ day: '2025-07-18', from: 'calendar', electors: 122950052 });
  });
});

describe('the list of 36', () => {
  it('is alphabetical, shows the two States where both have published, and is silent about the rest to a reader', async () => {
    const { rows } = await callAs(db, viewer).rollGap.list({});
    expect(rows).toHaveLength(36);
    expect(rows.map(({ stateCode }) => stateCode).slice(0, 3)).toEqual(['IN-AN', 'IN-AP', 'IN-AR']);
    expect(rows.filter(({ standing }) => standing === 'both').map(({ stateCode }) => stateCode)).toEqual([
      'IN-KL',
      'IN-UP',
    ]);
    for (const row of rows.filter(({ standing }) => standing !== 'both')) {
      expect(row).toMatchObject({ standing: 'hidden', assembly: null, local: null, newest: null, reasons: 0 });
    }
    const kerala = rows.find(({ stateCode }) => stateCode === 'IN-KL');
    expect(kerala?.newest).toEqual((await read('IN-KL')).newest);
  });

  it('shows a one-sided State to the ECI and to that State’s two offices, and to nobody else', async () => {
    const own = await makePerson(db, { bodyId: 'SEC-IN-TN', role: 'sec_maker' });
    const neighbour = await makePerson(db, { bodyId: 'CEO-IN-TN', role: 'ceo_checker' });
    const ownViewer = await makePerson(db, { bodyId: 'CEO-IN-TN', role: 'viewer' });
    const organiser = await makePerson(db, { bodyId: 'ECI', role: 'organiser' });
    const commissioner = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'commissioner' });
    for (const session of [own, neighbour, organiser, division]) {
      const view = await read('IN-TN', undefined, session);
      expect(view).toMatchObject({ standing: 'assembly_only', local: null, newest: null, metrics: [], pairs: [] });
      expect(view.assembly?.electors).toBe(56707380);
      expect(view.rolls.length).toBeGreaterThan(0);
    }
    for (const session of [viewer, ownViewer, ceo, sec, otherSec, commissioner]) {
      const view = await read('IN-TN', undefined, session);
      expect(view).toMatchObject({ standing: 'hidden', assembly: null, local: null, newest: null, rolls: [] });
      expect(JSON.stringify(view)).not.toContain('56707380');
      const { rows } = await callAs(db, session).rollGap.list({});
      expect(JSON.stringify(rows)).not.toContain('56707380');
    }
  });

  it('draws a rehearsal apart, and never in place of a real comparison', async () => {
    const real = await read('IN-KL');
    await db.transaction().execute(async (tx) => {
      await addSample(tx, { now: testNow });
    });
    expect(await read('IN-KL')).toEqual(real);
    const { rows } = await callAs(db, viewer).rollGap.list({});
    for (const row of rows) {
      expect(row.sample !== null).toBe(row.standing !== 'both');
      expect(row.newest !== null).toBe(row.standing === 'both');
      expect([row.assembly?.isSample ?? false, row.local?.isSample ?? false]).toEqual([false, false]);
    }
    const sample = await read('IN-TN');
    expect(sample).toMatchObject({ standing: 'hidden', isSample: true, local: null, newest: null });
    expect(sample.sample?.local.isSample).toBe(true);
    expect(sample.sample?.newest.difference).toBe(
      (sample.sample?.local.electors ?? 0) - (sample.sample?.assembly.electors ?? 0),
    );
    expect(sample.pairs.length).toBeGreaterThan(0);
    // The real total of the one side is no more to be seen in the rehearsal than without it.
    expect(sample.rolls.every(({ isSample }) => isSample)).toBe(true);
    expect((await read('IN-TN', undefined, division)).assembly).toMatchObject({ electors: 56707380, isSample: false });
    expect(sample.explained.every(({ rest }) => rest === null)).toBe(true);
    await db.transaction().execute(async (tx) => {
      await removeSample(tx);
    });
  });
});

describe('a page as it stood on another day', () => {
  it('leaves out what was published later, and refuses a day to come', async () => {
    const before = await read('IN-KL', '2026-02-20');
    expect(before.newest).toMatchObject({ difference: 28624558 - 25442352, gap: { display: 12.51 } });
    expect(before.pairs).toHaveLength(4);
    const first = await read('IN-KL', '2025-11-13');
    expect(pairsOf(first)).toEqual([[27850855, 28430761, 579906, 2.08, 102.08]]);
    expect(await read('IN-KL', '2025-10-24')).toMatchObject({ standing: 'hidden', newest: null });
    expect((await failureOf(read('IN-KL', '2026-11-23'))).message).toMatch(/not on one to come/);
    expect((await failureOf(read('IN-XX'))).code).toBe('not_found');
  });
});

describe('files of the commission', () => {
  it('give each local body its metrics, mode and base, from the day they were published', async () => {
    await plantFiles();
    const view = await read('IN-KL');
    expect(view).toMatchObject({ rollMode: 'own_roll', baseRollDate: '2025-10-27', pollDate: '2025-12-11' });
    expect(view.base?.from).toBe('stated');
    expect(metric(view, 'LR-06')).toMatchObject({ status: 'green', display: 45 });
    expect(view.bodies).toMatchObject({ count: 2, byStatus: { red: 1, not_computed: 1 } });
    const [first, second] = view.bodies.rows;
    expect(first).toMatchObject({ code: '221001', localClass: 'panchayat', local: 2200, assembly: 2000 });
    const gap = first?.metrics.find(({ id }) => id === 'LR-01');
    expect(gap).toMatchObject({ status: 'red', display: 10, of: [2200, 2000] });
    expect(first?.metrics.find(({ id }) => id === 'LR-04')).toMatchObject({
      status: 'red',
      display: 40,
      of: [800, 2000],
    });
    expect(second).toMatchObject({ code: '221002', local: null, assembly: 500 });
    // The national totals are the statements' own, and stand as before.
    expect(view.newest).toMatchObject({ difference: 1670914, gap: { display: 6.2 } });
    expect(await read('IN-KL', '2026-11-21')).toMatchObject({ rollMode: null, bodies: { count: 0 } });
    await db.deleteFrom('rollImport').execute();
  });

  async function plantFiles(): Promise<void> {
    const [roll, map] = await Promise.all([plantFile('local_roll_snapshot'), plantFile('part_ward_map')]);
    const attributes = { roll_mode: 'own_roll', base_roll_date: '2025-10-27', poll_date: '2025-12-11' };
    const line = { importNo: roll, stateCode: 'IN-KL', parentCode: null, attributes: JSON.stringify(attributes) };
    await db
      .insertInto('areaCount')
      .values({ ...line, level: 'L', code: '221001', counts: JSON.stringify({ localElectors: 2200 }) })
      .execute();
    const piece = { importNo: map, stateCode: 'IN-KL', acNo: 1, share: null, validFrom: '2025-10-01' };
    await db
      .insertInto('partWard')
      .values([
        { ...piece, partNo: 1, bodyCode: '221001', wardNo: '1', electorsMapped: 1200 },
        { ...piece, partNo: 2, bodyCode: '221001', wardNo: '1', electorsMapped: 300 },
        { ...piece, partNo: 2, bodyCode: '221001', wardNo: '2', electorsMapped: 500 },
        { ...piece, partNo: 3, bodyCode: '221002', wardNo: '1', electorsMapped: 500 },
      ])
      .execute();
  }

  async function plantFile(dataset: 'local_roll_snapshot' | 'part_ward_map'): Promise<number> {
    const { no } = await db
      .insertInto('rollImport')
      .values({
        id: newId(),
        dataset,
        stateCode: 'IN-KL',
        bodyId: 'SEC-IN-KL',
        rollType: 'panchayat',
        exerciseType: 'LOCAL',
        stage: 'final',
        asOf: '2025-11-14',
        sourceRef: 'The commission’s own file',
        basis: 'final',
        findings: '{}',
        notes: '{}',
        status: 'published',
        createdAt: testNow,
        beatAt: testNow,
        publishedAt: testNow,
      })
      .returning('no')
      .executeTakeFirstOrThrow();
    await db.insertInto('rollImportState').values({ importNo: no, stateCode: 'IN-KL' }).execute();
    return no;
  }
});
