// The other upload tables through the same door: read, checked as tables, invisible until a second person publishes them.

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StartImport } from '#shared/modules/exchange/schema.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { partFile, publishFile, startOf, upload } from '../support/part-files.ts';

let app: RunningApp;
let ceo: { maker: string; checker: string };
let sec: { maker: string; checker: string };

beforeAll(async () => {
  app = await startApp();
  const signIn = (name: string) => app.signIn(`${name}@demo.samanvay.example`);
  ceo = { maker: await signIn('kerala.ceo.maker'), checker: await signIn('kerala.ceo.checker') };
  sec = { maker: await signIn('kerala.sec.maker'), checker: await signIn('kerala.sec.checker') };
});
afterAll(async () => {
  await app.close();
});

const assembly = (dataset: StartImport['dataset'], header: Partial<StartImport['header']> = {}) =>
  startOf({ dataset, header });
const local = (dataset: StartImport['dataset'], header: Partial<StartImport['header']> = {}) =>
  startOf({
    dataset,
    bodyId: 'SEC-IN-KL',
    header: { rollType: 'panchayat', exerciseType: 'LOCAL', sourceRef: 'Kerala Panchayat Raj Act, s. 17', ...header },
  });

async function noOf(id: string): Promise<number> {
  const { no } = await app.db.selectFrom('rollImport').select('no').where('id', '=', id).executeTakeFirstOrThrow();
  return no;
}

async function countsOf(id: string) {
  return await app.db
    .selectFrom('areaCount')
    .select(['level', 'code', 'counts', 'attributes'])
    .where('importNo', '=', await noOf(id))
    .orderBy('level')
    .orderBy('code')
    .execute();
}

const snapshotOf = (rows: string) =>
  `level,area_code,electors_total,electors_male,electors_female,electors_third,opening,additions,deletions\n${rows}`;

describe('tables of counts', () => {
  it('become counts of areas, and the State’s row a statement', async () => {
    const body = snapshotOf('state,,1000,500,490,10,990,20,10\nac,7,"1,000",500,490,10,990,20,10\n');
    const id = await publishFile(app, ceo, body, assembly('roll_snapshot', { asOf: '2026-10-05' }));
    expect(await countsOf(id)).toMatchObject([
      { level: 'A', code: '007', counts: { electorsTotal: 1000, additions: 20 } },
      { level: 'S', code: 'IN-KL', counts: { electorsTotal: 1000 } },
    ]);
    const figure = await app.db
      .selectFrom('rollImportState as s')
      .innerJoin('rollFigure as f', 'f.statementId', 's.statementId')
      .select('f.value')
      .where('s.importNo', '=', await noOf(id))
      .where('f.measure', '=', 'electorsTotal')
      .executeTakeFirstOrThrow();
    expect(figure.value).toBe(1000);
    const parts = await upload(app, ceo.maker, partFile([7], 1), assembly('part_snapshot', { asOf: '2026-10-05' }));
    const { findings } = await app.db
      .selectFrom('rollImport')
      .select('findings')
      .where('id', '=', parts.id)
      .executeTakeFirstOrThrow();
    expect(findings.items.map(({ check, reason }) => `${check} ${reason}`)).toContain('V03 published_sum');
  });

  it('keep in a correction what it does not name', async () => {
    const header = { asOf: '2026-10-06' };
    const first = await publishFile(
      app,
      ceo,
      snapshotOf('ac,1,10,5,5,0,10,0,0\nac,2,20,10,10,0,20,0,0\n'),
      assembly('roll_snapshot', header),
    );
    const corrects = { no: await noOf(first), erratum: 'constituency 2 was counted twice' };
    const start = { ...assembly('roll_snapshot', header), corrects };
    const second = await publishFile(app, ceo, snapshotOf('ac,2,22,12,10,0,22,0,0\n'), start);
    expect((await countsOf(second)).map(({ code, counts }) => [code, counts.electorsTotal])).toEqual([
      ['001', 10],
      ['002', 22],
    ]);
  });

  it('are refused with every bad cell named', async () => {
    const bad = await upload(
      app,
      ceo.maker,
      snapshotOf('ac,1,10,5,4,0,10,0,0\nac,999,NA,5,5,0,10,0,0\nac,1,10,5,5,0,10,0,0\n'),
      assembly('roll_snapshot', { asOf: '2026-10-07' }),
    );
    expect(bad.status).toBe('refused');
    const { findings } = await app.db
      .selectFrom('rollImport')
      .select('findings')
      .where('id', '=', bad.id)
      .executeTakeFirstOrThrow();
    expect(findings.items.map(({ row, column, reason }) => `${row} ${column} ${reason}`)).toEqual(
      expect.arrayContaining(['3 electors_total count.placeholder', '4 area_code row.duplicate']),
    );
    expect(await countsOf(bad.id)).toEqual([]);
  });

  it('merge the forms of a flow and the cohorts of an age table', async () => {
    const flow = 'level,area_code,form,received,accepted,rejected,pending\nstate,,6,100,80,10,10\nstate,,7,50,40,5,5\n';
    const id = await publishFile(app, ceo, flow, assembly('roll_flow', { asOf: '2026-10-08' }));
    expect(await countsOf(id)).toMatchObject([{ counts: { form6Accepted: 80, form7Received: 50 } }]);
  });
});

describe('the table of counts itself', () => {
  it.each([
    ['{}', true],
    ['{"parts": 0, "electorsTotal": 12}', true],
    ['{"parts": -1}', false],
    ['{"parts": 1.5}', false],
    ['{"parts": "1"}', false],
    ['{"parts": null}', false],
    ['{"parts": [1]}', false],
    ['[1]', false],
    ['1', false],
  ])('takes %s: %s', async (counts, expected) => {
    const { rows } = await sql<{ isWhole: boolean }>`select counts_are_whole(${counts}::jsonb) as is_whole`.execute(
      app.db,
    );
    expect(rows).toEqual([{ isWhole: expected }]);
  });
});

describe('registers, maps and schedules', () => {
  it('name areas for everybody once they are published, and not before', async () => {
    const register =
      'level,code,name_en,parent_code,valid_from\ndistrict,601,Made-up north,,01-01-2020\ndistrict,602,Made-up south,,01-01-2020\n' +
      Array.from(
        { length: 140 },
        (_, index) => `ac,${index + 1},Made-up ${index + 1},${index < 70 ? 601 : 602},01-01-2020`,
      ).join('\n');
    const staged = await upload(app, ceo.maker, register, assembly('area_register', { asOf: '2026-10-09' }));
    expect(staged.reply.answer).toMatchObject({ status: 'staged' });
    const districts = () =>
      app.db.selectFrom('area').select('code').where('kind', '=', 'district').where('isSample', '=', false).execute();
    expect(await districts()).toEqual([]);
    await publishFile(app, ceo, register, assembly('area_register', { asOf: '2026-10-09' }));
    expect((await districts()).map(({ code }) => code).sort()).toEqual(['601', '602']);
    const seeded = await app.db
      .selectFrom('area')
      .select(['validFrom', 'validTo', 'parentCode'])
      .where('stateCode', '=', 'IN-KL')
      .where('kind', '=', 'ac')
      .where('code', '=', '007')
      .orderBy('validFrom')
      .execute();
    expect(seeded).toEqual([
      { validFrom: '1950-01-26', validTo: '2020-01-01', parentCode: null },
      { validFrom: '2020-01-01', validTo: null, parentCode: '601' },
    ]);
    const acs = Array.from({ length: 140 }, (_, index) => index + 1);
    const parts = await publishFile(app, ceo, partFile(acs, 2), assembly('part_snapshot', { asOf: '2026-10-10' }));
    expect(
      (await countsOf(parts)).filter(({ level }) => level === 'D').map(({ code, counts }) => [code, counts.parts]),
    ).toEqual([
      ['601', 140],
      ['602', 140],
    ]);
  });

  it('store parts, wards and milestones under their import', async () => {
    const parts = await publishFile(
      app,
      ceo,
      'ac_no,part_no,ps_name,blo_posted,valid_from\n1,1,Made-up school,yes,2026-01-01\n1,2,Made-up hall,no,2026-01-01\n',
      assembly('part_register', { asOf: '2026-10-11' }),
    );
    const register = await app.db
      .selectFrom('partRegister')
      .select(['partNo', 'psName', 'bloPosted'])
      .where('importNo', '=', await noOf(parts))
      .orderBy('partNo')
      .execute();
    expect(register).toEqual([
      { partNo: 1, psName: 'Made-up school', bloPosted: true },
      { partNo: 2, psName: 'Made-up hall', bloPosted: false },
    ]);
    const schedule = await publishFile(
      app,
      ceo,
      'milestone,planned_date,revision_no\ndraft,01-12-2026,0\nfinal,05-01-2027,0\n',
      assembly('exercise_schedule', { asOf: '2026-10-11' }),
    );
    const milestones = await app.db
      .selectFrom('revisionSchedule')
      .select(['milestone', 'plannedDate'])
      .where('importNo', '=', await noOf(schedule))
      .orderBy('plannedDate')
      .execute();
    expect(milestones).toEqual([
      { milestone: 'draft', plannedDate: '2026-12-01' },
      { milestone: 'final', plannedDate: '2027-01-05' },
    ]);
    const map = await publishFile(
      app,
      sec,
      'ac_no,part_no,body_code,ward_no,electors_mapped,share,valid_from\n1,1,220001,1,600,0.6,2026-01-01\n1,1,220001,2,400,0.4,2026-01-01\n',
      local('part_ward_map', { asOf: '2026-10-11', qualifyingDate: null }),
    );
    const wards = await app.db
      .selectFrom('partWard')
      .select(['wardNo', 'share'])
      .where('importNo', '=', await noOf(map))
      .orderBy('wardNo')
      .execute();
    expect(wards).toEqual([
      { wardNo: '1', share: '0.6000' },
      { wardNo: '2', share: '0.4000' },
    ]);
  });

  it('make the local roll’s own statement', async () => {
    const body =
      'level,area_code,electors_total,male,female,third,wards,roll_mode,base_roll_date\nstate,,2000,990,1000,10,3,own_roll,01-07-2026\n';
    const id = await publishFile(app, sec, body, local('local_roll_snapshot', { asOf: '2026-10-12' }));
    const statement = await app.db
      .selectFrom('rollImportState as i')
      .innerJoin('rollStatement as s', 's.id', 'i.statementId')
      .innerJoin('rollFigure as f', 'f.statementId', 's.id')
      .select(['s.rollType', 's.footprint', 's.bodyId', 'f.measure', 'f.value'])
      .where('i.importNo', '=', await noOf(id))
      .where('f.measure', '=', 'electorsTotal')
      .executeTakeFirstOrThrow();
    expect(statement).toEqual({
      rollType: 'local',
      footprint: 'rural',
      bodyId: 'SEC-IN-KL',
      measure: 'electorsTotal',
      value: 2000,
    });
    expect(await countsOf(id)).toMatchObject([{ counts: { localElectors: 2000 } }]);
  });
});
