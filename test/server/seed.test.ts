import { verifyPassword } from 'better-auth/crypto';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationPassword, listRoleCards, seedDemonstration } from '#server/platform/seed/demonstration.ts';
import { seedPublicRecord } from '#server/platform/seed/seed.ts';
import type { Database } from '#server/platform/tables.ts';
import { emptyDatabase } from '../support/database.ts';

const now = new Date('2026-11-22T09:00:00Z');
let db: Kysely<Database>;
let close: () => Promise<void>;

beforeAll(async () => {
  const fresh = await emptyDatabase();
  db = fresh.db;
  close = fresh.drop;
  expect(await seedPublicRecord(db, { now })).toBe(true);
});
afterAll(async () => close());

async function count(table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
  return rows[0]?.n ?? -1;
}

interface Told {
  value: number;
  precision: string;
  source: string;
}

async function told(state: string, exercise: string, stage: string, measure: string): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select f.value, f.precision, s.source from roll_statement s join roll_figure f on f.statement_id = s.id
    where s.state_code = ${state} and s.exercise_type = ${exercise} and s.stage = ${stage} and f.measure = ${measure}
      and s.basis <> 'sample' order by f.value`.execute(db);
  return rows;
}

async function values(state: string, exercise: string, stage: string, measure: string): Promise<number[]> {
  return (await told(state, exercise, stage, measure)).map(({ value }) => value);
}

/** Every row of the tables that seeding fills, as text. */
async function rowsOfAll(): Promise<Record<string, string[]>> {
  const tables = ['roll_statement', 'roll_figure', 'action_copy', 'action_update', 'exercise', 'milestone', 'setting'];
  const all: Record<string, string[]> = {};
  for (const table of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t order by 1`.execute(
      db,
    );
    all[table] = rows.map(({ row }) => row);
  }
  return all;
}

describe('States and bodies', () => {
  test('36 States, 69 bodies, a CEO and a commission for every State', async () => {
    expect(await count('state')).toBe(36);
    const bodies = await db.selectFrom('body').select(['id', 'kind']).execute();
    expect(bodies.filter(({ kind }) => kind === 'eci').map(({ id }) => id)).toEqual(['ECI']);
    expect(bodies.filter(({ kind }) => kind === 'ceo')).toHaveLength(36);
    expect(bodies.filter(({ kind }) => kind === 'sec')).toHaveLength(32);
    const { rows } = await sql<{ kinds: string; n: number }>`
      select string_agg(b.kind, '+' order by b.kind) as kinds, count(*) as n from body_state l join body b on b.id = l.body_id
      group by l.state_code`.execute(db);
    expect(rows).toHaveLength(36);
    expect(new Set(rows.map(({ kinds }) => kinds))).toEqual(new Set(['ceo+sec']));
  });

  test('one commission serves four Union Territories, another two', async () => {
    const links = await db
      .selectFrom('bodyState')
      .select(['bodyId', 'stateCode', 'validFrom'])
      .where('bodyId', 'in', ['SEC-UT', 'SEC-DL-CH'])
      .orderBy('bodyId')
      .orderBy('stateCode')
      .execute();
    expect(links.map(({ bodyId, stateCode }) => `${bodyId} ${stateCode}`)).toEqual([
      'SEC-DL-CH IN-CH',
      'SEC-DL-CH IN-DL',
      'SEC-UT IN-AN',
      'SEC-UT IN-DH',
      'SEC-UT IN-LA',
      'SEC-UT IN-LD',
    ]);
    expect(links.filter(({ validFrom }) => validFrom !== null)).toEqual([
      { bodyId: 'SEC-UT', stateCode: 'IN-LA', validFrom: '2023-09-01' },
    ]);
  });

  test('names every body in Hindi', async () => {
    const kerala = await db
      .selectFrom('body')
      .select(['nameEn', 'nameHi'])
      .where('id', '=', 'CEO-IN-KL')
      .executeTakeFirst();
    expect(kerala).toEqual({ nameEn: 'Chief Electoral Officer, Kerala', nameHi: 'मुख्य निर्वाचन अधिकारी, केरल' });
    const names = await db.selectFrom('body').select('nameHi').execute();
    expect(names.every(({ nameHi }) => /^[\u0900-\u097f\s,()]+$/.test(nameHi))).toBe(true);
  });
});

describe('what the record says about the rolls', () => {
  test('the twelve of phase II stood at 50,97,44,423 before', async () => {
    const { rows } = await sql<{ n: number; total: number }>`
      select count(*) as n, sum(f.value)::bigint as total from roll_statement s join roll_figure f on f.statement_id = s.id
      where s.exercise_ref = 'SIR-II' and s.stage = 'before' and f.measure = 'electorsTotal'`.execute(db);
    expect(rows).toEqual([{ n: 12, total: 509_744_423 }]);
  });

  test("both of Bihar's finals stand, each with its source", async () => {
    const finals = await told('IN-BR', 'SIR', 'final', 'electorsTotal');
    expect(finals.map(({ value, precision }) => [value, precision])).toEqual([
      [74_192_357, 'exact'],
      [74_200_000, 'rounded'],
    ]);
    expect(finals[0]?.source).toContain('HT Patna');
    expect(finals[1]?.source).toContain('Hindustan Times 2025-10-06');
  });

  test('one statement with both sources where two files agree', async () => {
    const finals = await told('IN-KL', 'SIR', 'final', 'electorsTotal');
    expect(finals).toHaveLength(1);
    expect(finals[0]?.source).toMatch(/onmanorama.*; also ECI SIR snapshot/s);
  });

  test("West Bengal's roll with and without the entries under adjudication", async () => {
    expect(await values('IN-WB', 'SIR', 'final', 'electorsTotal')).toEqual([64_452_609, 70_459_284]);
    expect(await values('IN-WB', 'SIR', 'final', 'electorsPendingAdjudication')).toEqual([6_006_675]);
  });

  test('leaves out second-hand figures and national aggregates', async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from roll_figure where value in (7339000, 33800000, 180402, 509744423, 509972687, 367387831)`.execute(
      db,
    );
    expect(rows[0]?.n).toBe(0);
    expect(await values('IN-TS', 'SIR', 'before', 'electorsTotal')).toEqual([]);
  });

  test('a blank cell has no figure, and a final roll not seen no statement', async () => {
    expect(await values('IN-AS', 'SR', 'before', 'electorsTotal')).toEqual([]);
    expect(await values('IN-UP', 'SIR', 'final', 'electorsTotal')).toEqual([]);
    expect(await values('IN-UP', 'SIR', 'draft', 'form6Received')).toEqual([7_069_810]);
    expect(await values('IN-KL', 'SIR', 'final', 'electorsMale')).toEqual([]);
    expect(await values('IN-TR', 'SSR', 'final', 'electorsFemale')).toEqual([]);
  });

  test('says which figures are rounded and which derived, and how', async () => {
    const reasons = await told('IN-UP', 'SIR', 'draft', 'nidDead');
    expect(reasons.map(({ value, precision }) => [value, precision])).toEqual([[4_623_000, 'rounded']]);
    const { rows } = await sql<{ measure: string; note: string | null }>`
      select measure, note from roll_figure where precision = 'derived'`.execute(db);
    expect(rows).toHaveLength(11);
    expect(rows.every(({ note }) => note !== null && note.length > 5)).toBe(true);
  });

  test('every statement names source, basis and confidence, and none is without a figure', async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from roll_statement s where source = '' or basis <> 'public_record' or confidence not in ('A', 'B', 'C')
        or (as_on is null and as_on_note is null)
        or not exists (select 1 from roll_figure f where f.statement_id = s.id)`.execute(db);
    expect(rows[0]?.n).toBe(0);
  });

  test('all 36 share the Lok Sabha base', async () => {
    const { rows } = await sql<{ n: number; total: number }>`
      select count(*) as n, sum(f.value)::bigint as total from roll_statement s join roll_figure f on f.statement_id = s.id
      where s.exercise_type = 'LS'`.execute(db);
    expect(rows).toEqual([{ n: 36, total: 976_050_827 }]);
  });

  test('local rolls belong to the commissions, the one of Uttar Pradesh to its rural bodies alone', async () => {
    const rows = await db
      .selectFrom('rollStatement as s')
      .innerJoin('rollFigure as f', 'f.statementId', 's.id')
      .select(['s.bodyId', 's.footprint', 's.stage', 'f.value'])
      .where('s.rollType', '=', 'local')
      .where('f.measure', '=', 'electorsTotal')
      .orderBy('f.value')
      .execute();
    expect(rows).toEqual([
      { bodyId: 'SEC-IN-KL', footprint: 'whole', stage: 'final', value: 28_430_761 },
      { bodyId: 'SEC-IN-KL', footprint: 'whole', stage: 'supplement', value: 28_624_558 },
      { bodyId: 'SEC-IN-UP', footprint: 'rural', stage: 'before', value: 122_950_052 },
      { bodyId: 'SEC-IN-UP', footprint: 'rural', stage: 'draft', value: 126_969_610 },
    ]);
  });
});

describe('the calendar', () => {
  test('holds every row but the poll that the file lists twice', async () => {
    expect(await count('milestone')).toBe(490 - 2);
    expect(await count('exercise')).toBe(103 - 1);
    const poll = await db
      .selectFrom('milestone')
      .select('note')
      .where('exerciseId', '=', 'IN-BYE-2025-11')
      .where('milestone', '=', 'poll')
      .executeTakeFirst();
    expect(poll?.note).toContain('IN-TS-BYE-2025-11');
  });

  test('keeps how sure each row is', async () => {
    const rows = await db
      .selectFrom('milestone')
      .select((eb) => ['confidence', eb.fn.countAll<number>().as('n')])
      .groupBy('confidence')
      .execute();
    expect(Object.fromEntries(rows.map(({ confidence, n }) => [confidence, n]))).toEqual({
      seen: 367,
      unknown: 72,
      recalled: 24,
      computed: 15,
      inferred: 10,
    });
  });

  test('gives every exercise the body whose it is', async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from exercise e left join body b on b.id = e.body_id
      left join body_state l on l.body_id = b.id and l.state_code = e.state_code
      where b.id is null or (e.state_code is null and b.id <> 'ECI') or (e.state_code is not null and l.body_id is null)
        or (e.body_kind = 'sec') <> (b.kind = 'sec')`.execute(db);
    expect(rows[0]?.n).toBe(0);
  });
});

describe('the Declaration', () => {
  test('fans the 20 items out to those who own them', async () => {
    expect(await count('action_item')).toBe(20);
    const rows = await db
      .selectFrom('actionCopy')
      .select((eb) => ['itemId', eb.fn.countAll<number>().as('n')])
      .groupBy('itemId')
      .execute();
    const copies = Object.fromEntries(rows.map(({ itemId, n }) => [itemId, n]));
    const national = ['A01', 'A02', 'A05', 'A07', 'A09', 'A14', 'A18', 'A19'].map((id) => [id, 1]);
    const byBody = ['A03', 'A08', 'A10', 'A15', 'A20'].map((id) => [id, 32]);
    const byState = ['A04', 'A06', 'A11', 'A12', 'A16', 'A17'].map((id) => [id, 36]);
    expect(copies).toEqual(Object.fromEntries([...national, ...byBody, ...byState, ['A13', 72]]));
  });

  test('starts every copy without a public record, owned by a body of its State', async () => {
    const { rows } = await sql<{ statuses: string; wrong: number }>`
      select string_agg(distinct c.status, ',') as statuses,
        count(*) filter (where c.owner_body_id <> 'ECI' and c.state_code is not null and l.body_id is null) as wrong
      from action_copy c left join body_state l on l.body_id = c.owner_body_id and l.state_code = c.state_code`.execute(
      db,
    );
    expect(rows).toEqual([{ statuses: 'no_public_record', wrong: 0 }]);
    const shared = await db
      .selectFrom('actionCopy')
      .select('stateCode')
      .where('id', '=', 'A03/SEC-UT')
      .executeTakeFirst();
    expect(shared).toEqual({ stateCode: null });
    const both = await db
      .selectFrom('actionCopy')
      .select('ownerBodyId')
      .where('id', 'in', ['A13/IN-LA/CEO', 'A13/IN-LA/SEC'])
      .orderBy('id')
      .execute();
    expect(both.map(({ ownerBodyId }) => ownerBodyId)).toEqual(['CEO-IN-LA', 'SEC-UT']);
  });
});

describe('seeding again', () => {
  test('changes nothing', async () => {
    const before = await rowsOfAll();
    expect(await seedPublicRecord(db, { now: new Date('2026-12-01T00:00:00Z') })).toBe(false);
    expect(await rowsOfAll()).toEqual(before);
  });
});

describe('the demonstration', () => {
  test('has its offices once, with a password that verifies', async () => {
    await seedDemonstration(db, { now });
    await seedDemonstration(db, { now });
    const cards = await listRoleCards(db);
    expect(cards).toHaveLength(17);
    expect(cards[0]).toMatchObject({ email: 'eci.commissioner@demo.samanvay.example', role: 'commissioner' });
    expect(await count('membership')).toBe(18);
    const stored = await db.selectFrom('credential').select('password').execute();
    expect(stored).toHaveLength(17);
    const hash = stored[0]?.password ?? '';
    expect(await verifyPassword({ hash, password: demonstrationPassword })).toBe(true);
    expect(await verifyPassword({ hash, password: `${demonstrationPassword}!` })).toBe(false);
  });
});
