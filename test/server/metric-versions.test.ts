// Definitions and limits as rows: what is in force on which day, who may set it, and that no change rewrites a day gone.

import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOverview } from '#server/modules/national/views.ts';
import { listPictures, listThresholds } from '#server/modules/roll-health/service.ts';
import { seedMetricVersions } from '#server/platform/seed/metric-versions.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import type { NationalOverview } from '#shared/modules/national/schema.ts';
import { metricLimits } from '#shared/modules/roll-health/catalogue-limits.ts';
import { bandFor } from '#shared/modules/roll-health/rules-limits.ts';
import type { SetLimits } from '#shared/modules/roll-health/schema-metrics.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

const today = '2026-11-22';
const yesterday = '2026-11-21';
let db: Kysely<Database>;
let drop: () => Promise<void>;
let organiser: Session;
let reader: Session;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  organiser = await makePerson(db, { bodyId: 'ECI', role: 'organiser' });
  reader = await makePerson(db, { bodyId: 'ECI', role: 'viewer' });
});
afterAll(async () => {
  await drop();
});

function clockOn(day: string) {
  return { clock: { now: () => new Date(`${day}T06:30:00Z`) } };
}

async function editOf(metricId: string, change: Partial<SetLimits> = {}): Promise<SetLimits> {
  const { newest } = await callAs(db, reader).rollHealth.metric({ id: metricId });
  const place = { exercise: 'SIR' as const, level: 'S' as const, season: null, stateCode: null };
  const limits = { amber: { above: 20 }, red: { above: 30 } };
  const when = { validFrom: today, versionNo: newest, reason: 'Agreed in the meeting of divisions' };
  return { key: newId(), metricId, ...place, ...limits, ...when, ...change };
}

async function set(metricId: string, change: Partial<SetLimits> = {}, session: Session = organiser) {
  return await callAs(db, session).rollHealth.setLimits(await editOf(metricId, change));
}

/** The reasons of a refusal, with their fields. */
async function refusalOf(attempt: Promise<unknown>): Promise<string[]> {
  const thrown: unknown = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  );
  const refused = thrown instanceof Error ? thrown.cause : undefined;
  if (!(refused instanceof AppError)) throw new Error('it was not refused');
  const { code, details } = refused;
  return details.length === 0 ? [code] : details.map(({ reason, field }) => `${reason} ${field ?? ''}`);
}

async function overviewOn(day: string): Promise<NationalOverview> {
  return await buildOverview(db, 1, new Date(`${day}T06:30:00Z`));
}

function statusOf({ codes, metrics }: NationalOverview, metric: string, code: string): string | undefined {
  return metrics[metric]?.status[codes.indexOf(code)];
}

describe('the release', () => {
  it('has one version of each of the 65 metrics, from the day of the public record', async () => {
    const rows = await db.selectFrom('metricVersion').selectAll().execute();
    expect(rows).toHaveLength(65);
    expect(new Set(rows.map(({ validFrom, origin, versionNo }) => `${validFrom} ${origin} ${versionNo}`))).toEqual(
      new Set([`${today} release 1`]),
    );
    for (const { metricId, bands } of rows) {
      const limits = Object.entries(metricLimits).find(([id]) => id === metricId)?.[1];
      expect(bands).toEqual(limits?.bands);
    }
  });

  it('appends nothing when nothing changed, and one version of a metric that did', async () => {
    expect(await seedMetricVersions(db, { now: testNow })).toBe(0);
    await db
      .insertInto('metricVersion')
      .values({
        metricId: 'QL-03',
        versionNo: 2,
        formulaEn: 'an earlier formula',
        formulaHi: 'पहले का सूत्र',
        bands: '[]',
        validFrom: today,
        origin: 'release',
        reason: 'a release between',
        recordedAt: testNow,
      })
      .execute();
    expect(await seedMetricVersions(db, { now: new Date('2026-12-24T06:30:00Z') })).toBe(1);
    const { versions, bands } = await callAs(db, reader, clockOn('2026-12-24')).rollHealth.metric({ id: 'QL-03' });
    expect(versions.map(({ no, validFrom }) => `${no} ${validFrom}`)).toEqual([
      '3 2026-12-24',
      `2 ${today}`,
      `1 ${today}`,
    ]);
    expect(bands).toEqual(metricLimits['QL-03'].bands);
    expect((await callAs(db, reader).rollHealth.metric({ id: 'QL-03' })).formula.en).toBe('an earlier formula');
  });

  it('is append-only in the database itself', async () => {
    await expect(sql`update metric_version set reason = 'another reason'`.execute(db)).rejects.toThrow();
    await expect(sql`delete from metric_version`.execute(db)).rejects.toThrow();
    await expect(sql`truncate metric_version`.execute(db)).rejects.toThrow();
  });
});

describe('a change of limits', () => {
  it('colours from today on and leaves every earlier day as it was', async () => {
    const before = await overviewOn(yesterday);
    const pageBefore = await callAs(db, reader).states.get({ code: 'IN-UP', asOn: yesterday });
    expect(statusOf(await overviewOn(today), 'FL-11', 'IN-UP')).toBe('r');
    expect(before.limits).toBeUndefined();

    const answer = await set('FL-11');
    expect(answer).toEqual({ versionNo: 2, overview: expect.any(Number) });

    const after = await overviewOn(today);
    expect(statusOf(after, 'FL-11', 'IN-UP')).toBe('g');
    const set20 = { above: 20, source: 'administrator' };
    expect(after.limits?.['FL-11']?.[0]).toMatchObject({ amber: set20 });
    const page = await callAs(db, reader).states.get({ code: 'IN-UP' });
    expect(page.metrics.find(({ id }) => id === 'FL-11')).toMatchObject({ status: 'green', band: { amber: set20 } });

    expect({ ...(await overviewOn(yesterday)), attention: [] }).toEqual({ ...before, attention: [] });
    expect((await overviewOn(yesterday)).attention).toEqual(before.attention);
    const pageAfter = await callAs(db, reader).states.get({ code: 'IN-UP', asOn: yesterday });
    expect(pageAfter.metrics).toEqual(pageBefore.metrics);
    const metric = await callAs(db, reader).rollHealth.metric({ id: 'FL-11', asOn: yesterday });
    expect(metric.bands).toEqual(metricLimits['FL-11'].bands);
    expect(metric.versions.map(({ no }) => no)).toEqual([1]);
    const now = await callAs(db, reader).rollHealth.now({ id: 'FL-11', asOn: yesterday });
    expect(now.states.find(({ code }) => code === 'IN-UP')?.status).toBe('red');
  });

  it('is stored in the overview by the same transaction, and announced', async () => {
    const stored = await db.selectFrom('snapshot').select(['version', 'plain']).executeTakeFirstOrThrow();
    const overview: NationalOverview = JSON.parse(stored.plain.toString());
    expect(overview.limits?.['FL-11']).toBeDefined();
    const topics = await db.selectFrom('announcement').select('topic').execute();
    expect(new Set(topics.map(({ topic }) => topic))).toEqual(new Set(['national', 'metrics']));
  });

  it('is in the audit log with what it took the place of', async () => {
    const entry = await db
      .selectFrom('auditEntry')
      .selectAll()
      .where('command', '=', 'rollHealth.setLimits')
      .orderBy('seq')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ objectKind: 'metric', objectId: 'FL-11', role: 'organiser' });
    expect(entry.before).toEqual({ bands: metricLimits['FL-11'].bands });
    expect(entry.after).toMatchObject({ versionNo: 2, validFrom: today, reason: 'Agreed in the meeting of divisions' });
  });

  it('says by which office it was set, on which day and why, and no e-mail', async () => {
    const metric = await callAs(db, reader).rollHealth.metric({ id: 'FL-11' });
    expect(metric.versions.map(({ no, standing }) => `${no} ${standing}`)).toEqual(['2 in_force', '1 in_force']);
    expect(metric.inForce).toEqual({ definition: 1, limits: 2 });
    expect(metric.versions[0]?.office?.en).toContain('Election Commission of India');
    // The limits of a part, which nobody changed, are still the release's.
    expect(metric.bands.map(({ levels, amber }) => [levels?.join(''), amber?.source])).toEqual([
      ['P', 'default'],
      ['ADSN', 'administrator:2'],
    ]);
    expect(metric.sources['administrator:2']?.en).toBe(
      'Set by the ECI secretariat on 22-11-2026: Agreed in the meeting of divisions',
    );
    expect(JSON.stringify(metric)).not.toContain('@');
  });

  it('for a day to come takes effect on that day by itself, and a change for an earlier day overtakes it', async () => {
    const before = await overviewOn(today);
    expect(statusOf(before, 'PS-02', 'IN-KL')).toBe('a');
    const edit = { exercise: null, amber: { above: 100 }, red: { above: 200 }, validFrom: '2026-12-01' };
    expect(await set('PS-02', edit)).toEqual({ versionNo: 2, overview: null });
    expect(statusOf(await overviewOn('2026-11-30'), 'PS-02', 'IN-KL')).toBe('a');
    expect(statusOf(await overviewOn('2026-12-01'), 'PS-02', 'IN-KL')).toBe('r');

    const earlier = await editOf('PS-02', {
      exercise: null,
      amber: { above: 1100 },
      validFrom: '2026-11-25',
      red: { above: 1200 },
    });
    const { key: _, reason: __, ...asked } = earlier;
    expect((await callAs(db, organiser).rollHealth.previewLimits(asked)).overtakes).toEqual({
      no: 2,
      validFrom: '2026-12-01',
    });
    await callAs(db, organiser).rollHealth.setLimits(earlier);
    expect(statusOf(await overviewOn('2026-12-01'), 'PS-02', 'IN-KL')).toBe('g');
    const { versions } = await callAs(db, reader).rollHealth.metric({ id: 'PS-02' });
    expect(versions.map(({ no, standing }) => `${no} ${standing}`)).toEqual([
      '3 planned',
      '2 superseded',
      '1 in_force',
    ]);
  });

  it('of one State changes that State only, and gives way again when it is taken away', async () => {
    await set('LR-01', { stateCode: 'IN-KL', exercise: null, amber: { apart: 0.001 }, red: { apart: 0.002 } });
    const own = await overviewOn(today);
    expect(statusOf(own, 'LR-01', 'IN-KL')).toBe('r');
    expect(Object.keys(own.limits ?? {})).toEqual(['FL-11', 'LR-01/IN-KL']);
    const others = own.codes.filter((code) => code !== 'IN-KL');
    const before = await overviewOn(yesterday);
    for (const code of others) expect(statusOf(own, 'LR-01', code)).toBe(statusOf(before, 'LR-01', code));
    expect((await callAs(db, reader).rollHealth.metric({ id: 'LR-01' })).own).toMatchObject([
      { stateCode: 'IN-KL', no: 2 },
    ]);

    // A later change for the nation leaves the State's own in front.
    await set('LR-01', { exercise: null, amber: { apart: 50 }, red: { apart: 60 } });
    expect(statusOf(await overviewOn(today), 'LR-01', 'IN-KL')).toBe('r');
    await set('LR-01', { stateCode: 'IN-KL', exercise: null, amber: null, red: null });
    const after = await overviewOn(today);
    expect(statusOf(after, 'LR-01', 'IN-KL')).toBe('g');
    expect(Object.keys(after.limits ?? {})).toEqual(['FL-11', 'LR-01']);
  });

  it('of one exercise leaves the other exercises as they were', async () => {
    await set('FL-03', { exercise: 'SSR', amber: { apart: 1 }, red: { apart: 2 } });
    const bands = (await listThresholds(db, today))['FL-03'] ?? [];
    const redOf = (exercise: 'CU' | 'SSR' | 'SIR', level: 'P' | 'S') =>
      bandFor(bands, exercise, level, false)?.red?.apart;
    expect([redOf('SSR', 'S'), redOf('SSR', 'P'), redOf('CU', 'S'), redOf('SIR', 'S')]).toEqual([2, 6, 6, 12]);
    const [kerala] = await listPictures(db, ['IN-KL'], today);
    expect(kerala?.cells['FL-03'].band?.red?.apart).toBe(12);
  });

  it('stays in force through a later release that changes the catalogue', async () => {
    await db
      .insertInto('metricVersion')
      .values({
        metricId: 'FL-11',
        versionNo: 3,
        formulaEn: 'of a later release',
        formulaHi: 'बाद के संस्करण का',
        bands: JSON.stringify([{ amber: { above: 1, source: 'default' } }]),
        validFrom: today,
        origin: 'release',
        reason: 'Changed with a release',
        recordedAt: testNow,
      })
      .execute();
    expect(bandFor((await listThresholds(db, today))['FL-11'] ?? [], 'SIR', 'S', false)?.amber?.above).toBe(20);
    const metric = await callAs(db, reader).rollHealth.metric({ id: 'FL-11' });
    expect(metric).toMatchObject({ formula: { en: 'of a later release' }, inForce: { definition: 3, limits: 2 } });
  });
});

describe('a change of limits is refused', () => {
  it('on versions that have been added to since', async () => {
    const edit = await editOf('FL-14', { amber: { above: 1 }, red: { above: 2 } });
    await callAs(db, organiser).rollHealth.setLimits(edit);
    const again = { ...edit, key: newId(), amber: { above: 1.5 } };
    expect(await refusalOf(callAs(db, organiser).rollHealth.setLimits(again))).toEqual(['limits.stale ']);
    // The same command sent twice is one change.
    expect(await callAs(db, organiser).rollHealth.setLimits(edit)).toMatchObject({ versionNo: 2 });
  });

  it('to everyone but the secretariat', async () => {
    const edit = await editOf('FL-14');
    for (const role of ['commissioner', 'eci_staff', 'viewer', 'technical_admin'] as const) {
      const session = await makePerson(db, { bodyId: 'ECI', role });
      expect(await refusalOf(callAs(db, session).rollHealth.setLimits(edit))).toEqual(['forbidden']);
    }
  });

  it.each([
    ['attention beyond act now', { amber: { above: 40 } }, ['limit.order red.above']],
    ['attention on act now', { amber: { above: 30 } }, ['limit.order red.above']],
    ['another shape', { amber: { apart: 4 } }, ['limit.required amber.above', 'limit.shape amber.apart']],
    ['four decimals', { amber: { above: 8.1234 } }, ['limit.decimals amber.above']],
    ['below zero', { amber: { above: -1 } }, ['limit.negative amber.above']],
    ['beyond any count', { red: { above: 1e12 } }, ['limit.range red.above']],
    ['a level it has not', { level: 'W' as const }, ['limits.level level']],
    ['an exercise it has not', { exercise: 'CU' as const }, ['limits.exercise exercise']],
    ['a season it has not', { season: 'in_exercise' as const }, ['limits.season season']],
    ['a day gone', { validFrom: yesterday }, ['valid_from.past validFrom']],
    ['a day too far', { validFrom: '2029-01-01' }, ['valid_from.far validFrom']],
    ['a State that is none', { stateCode: 'IN-XX' }, ['limits.state stateCode']],
    ['a reason of blanks', { reason: '   short     ' }, ['reason.short reason']],
    ['a person in the reason', { reason: 'asked for by 98765 43210 on the phone' }, ['personal_data.phone reason']],
    ['the limits there are', { amber: { above: 20 }, red: { above: 30 } }, ['limits.unchanged amber']],
  ])('for %s', async (_what, change, expected) => {
    expect(await refusalOf(set('FL-11', change))).toEqual(expected);
  });

  it('where limits are part of the definition, or there are none', async () => {
    expect(await refusalOf(set('LR-02'))).toEqual(['limits.fixed metricId']);
    expect(await refusalOf(set('EN-09'))).toEqual(['limits.none metricId']);
    expect(await refusalOf(set('QL-01', { stateCode: 'IN-KL', exercise: null, amber: null, red: null }))).toEqual([
      'limits.nothing amber',
    ]);
  });
});

describe('a preview', () => {
  it('tells which States change colour, and keeps nothing', async () => {
    const edit = await editOf('FL-11', { amber: { above: 15 }, red: { above: 18 } });
    const { key: _, reason: __, ...asked } = edit;
    const preview = await callAs(db, organiser).rollHealth.previewLimits(asked);
    expect(preview.changes).toContainEqual({ code: 'IN-UP', from: 'green', to: 'red', isSample: false });
    expect(preview).toMatchObject({ overtakes: null });
    expect(await editOf('FL-11')).toMatchObject({ versionNo: edit.versionNo });
    await callAs(db, organiser).rollHealth.setLimits(edit);
    const after = await overviewOn(today);
    const letters = { green: 'g', amber: 'a', red: 'r', info: 'i', not_computed: 'n' };
    for (const { code, to } of preview.changes) expect(statusOf(after, 'FL-11', code)).toBe(letters[to]);
    expect(await refusalOf(callAs(db, organiser).rollHealth.previewLimits(asked))).toEqual(['limits.stale ']);
  });
});

describe('where a metric asks for a look', () => {
  it('is told for every metric, with what is not computed by reason; all 36 are accounted for', async () => {
    for (const id of ['FL-11', 'FL-02', 'LR-14', 'QL-01', 'EN-09', 'PS-01', 'DQ-02'] as const) {
      const now = await callAs(db, reader).rollHealth.now({ id });
      const absent = now.notComputed.reduce((sum, { states }) => sum + states, 0);
      expect(now.states.length + now.green + now.info + absent).toBe(36);
    }
  });

  it('agrees with the list of all metrics', async () => {
    const groups = await callAs(db, reader).rollHealth.metrics();
    for (const { id, now } of groups.flatMap(({ metrics }) => metrics)) {
      const { states } = await callAs(db, reader).rollHealth.now({ id });
      const count = (status: string) => states.filter((each) => each.status === status && !each.isSample).length;
      expect({ red: count('red'), amber: count('amber') }, id).toEqual({ red: now?.red, amber: now?.amber });
    }
  });
});
