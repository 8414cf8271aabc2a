// The audit chain: it holds after real commands, names the first bad entry after tampering by the table's own owner, and
// shows each office what is its to see.

import { execFile } from 'node:child_process';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChainVerdict, verifyChain } from '#server/modules/audit/service.ts';
import { digestOf } from '#server/platform/chain.ts';
import { isSqlState } from '#server/platform/database.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { newId } from '#shared/kernel/ids.ts';
import { callAs, makePerson } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';

let db: Kysely<Database>;
let drop: () => Promise<void>;
let commissioner: Session;
let organiser: Session;
let ceoMaker: Session;
let secMaker: Session;

const ceo = { period: '2026-10', stateCode: 'IN-KL', bodyId: 'CEO-IN-KL' };
const sec = { period: '2026-10', stateCode: 'IN-KL', bodyId: 'SEC-IN-KL' };
const entries = 24;

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  commissioner = await makePerson(db, { bodyId: 'ECI', role: 'commissioner' });
  organiser = await makePerson(db, { bodyId: 'ECI', role: 'organiser' });
  ceoMaker = await makePerson(db, { bodyId: 'CEO-IN-KL', role: 'ceo_maker' });
  secMaker = await makePerson(db, { bodyId: 'SEC-IN-KL', role: 'sec_maker' });
  for (let version = 0; version < 10; version += 1) {
    await saveDraft(ceoMaker, ceo, version);
    await saveDraft(secMaker, sec, version);
  }
  for (const person of [commissioner, organiser, ceoMaker, secMaker]) {
    await callAs(db, person).people.setLanguage({ key: newId(), language: 'hi' });
  }
});
afterAll(async () => {
  await drop();
});

async function saveDraft(person: Session, form: typeof ceo, version: number): Promise<void> {
  const cells = { electorsTotal: String(27_000_000 + version) };
  await callAs(db, person).submissions.saveDraft({ key: newId(), ...form, version, cells, header: {}, notes: {} });
}

/** The same numbers in every run: mulberry32. */
function diceOf(start: number): (sides: number) => number {
  let seed = start;
  return (sides) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

interface Tampering {
  tamper: (tx: Kysely<Database>, seq: number, roll: (sides: number) => number) => Promise<void>;
  /** First entry that must be named when entry `seq` was touched. */
  first: (seq: number) => number;
  reason: Extract<ChainVerdict, { ok: false }>['reason'];
}

const texts = [
  'command',
  'person_id',
  'person_name',
  'role',
  'body_id',
  'object_kind',
  'object_id',
  'request_id',
] as const;

const tamperings: Record<string, Tampering> = {
  'an altered text': {
    tamper: async (tx, seq, roll) => {
      const column = texts[roll(texts.length)] ?? 'command';
      if (column === 'person_id') {
        await sql`update audit_entry set person_id = (select id from person where id is distinct from audit_entry.person_id
          order by id limit 1) where seq = ${seq}`.execute(tx);
      } else {
        await sql`update audit_entry set ${sql.ref(column)} = coalesce(${sql.ref(column)}, '') || '.' where seq = ${seq}`.execute(
          tx,
        );
      }
    },
    first: (seq) => seq,
    reason: 'content',
  },
  'an altered figure': {
    tamper: async (tx, seq, roll) => {
      const side = roll(2) === 0 ? 'before' : 'after';
      await sql`update audit_entry set ${sql.ref(side)} = coalesce(nullif(${sql.ref(side)}, 'null'), '{}')
        || ${JSON.stringify({ cells: { electorsTotal: String(roll(1_000_000)) } })}::jsonb where seq = ${seq}`.execute(
        tx,
      );
    },
    first: (seq) => seq,
    reason: 'content',
  },
  'a moved time': {
    tamper: async (tx, seq, roll) => {
      await sql`update audit_entry set at = at + ${roll(9) + 1} * interval '1 millisecond' where seq = ${seq}`.execute(
        tx,
      );
    },
    first: (seq) => seq,
    reason: 'content',
  },
  'a deleted entry': {
    tamper: async (tx, seq) => {
      await sql`delete from audit_entry where seq = ${seq}`.execute(tx);
    },
    first: (seq) => seq,
    reason: 'missing',
  },
  'two entries exchanged': {
    tamper: async (tx, seq) => {
      await sql`update audit_entry set seq = seq + 1000 where seq in (${seq}, ${seq + 1})`.execute(tx);
      await sql`update audit_entry set seq = case seq when ${seq + 1000} then ${seq + 1}::bigint else ${seq}::bigint end
        where seq > 1000`.execute(tx);
    },
    first: (seq) => seq,
    reason: 'link',
  },
  'a forged digest': {
    tamper: async (tx, seq) => {
      await sql`update audit_entry set digest = sha256('another content') where seq = ${seq}`.execute(tx);
    },
    first: (seq) => seq,
    reason: 'content',
  },
  'an altered entry with its digest made to fit': {
    tamper: async (tx, seq) => {
      const {
        digest: _,
        hash: __,
        seq: ___,
        at,
        ...content
      } = await tx.selectFrom('auditEntry').selectAll().where('seq', '=', seq).executeTakeFirstOrThrow();
      const forged = digestOf({ ...content, at: at.toISOString(), objectId: 'another' });
      await sql`update audit_entry set object_id = 'another', digest = ${forged} where seq = ${seq}`.execute(tx);
    },
    first: (seq) => seq,
    reason: 'link',
  },
  'a forged hash': {
    tamper: async (tx, seq, roll) => {
      const forged = Buffer.alloc(32, roll(256));
      await sql`update audit_entry set hash = ${forged} where seq = ${seq}`.execute(tx);
    },
    first: (seq) => seq,
    reason: 'link',
  },
  'a cut tail': {
    tamper: async (tx, seq) => {
      await sql`delete from audit_entry where seq >= ${seq}`.execute(tx);
    },
    first: (seq) => seq,
    reason: 'head',
  },
  'an entry added at the end': {
    tamper: async (tx, seq) => {
      await sql`insert into audit_entry select seq + ${entries}, at, command, person_id, person_name, membership_id, role, body_id,
        state_code, object_kind, object_id, before, after, request_id, digest, hash from audit_entry where seq = ${seq}`.execute(
        tx,
      );
      await sql`update audit_entry set seq = ${entries + 1} where seq = ${seq + entries}`.execute(tx);
    },
    first: () => entries + 1,
    reason: 'link',
  },
};

class Undo extends Error {}

/** The verdict after tampering as a superuser can: triggers off. Everything is undone afterwards. */
async function verdictAfter(tamper: (tx: Kysely<Database>) => Promise<void>): Promise<ChainVerdict> {
  let verdict: ChainVerdict | undefined;
  try {
    await db.transaction().execute(async (tx) => {
      await sql`alter table audit_entry disable trigger audit_entry_append_only`.execute(tx);
      await tamper(tx);
      verdict = await verifyChain(tx);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  if (verdict === undefined) throw new Error('no verdict');
  return verdict;
}

describe('the chain', () => {
  it('holds after real commands, one entry a command', async () => {
    const verdict = await verifyChain(db);
    expect(verdict).toMatchObject({ ok: true, entries });
    const head = await db.selectFrom('auditHead').select('hash').executeTakeFirstOrThrow();
    expect(verdict).toMatchObject({ headHash: head.hash.toString('hex') });
  });

  it('holds when nothing was ever written', async () => {
    const fresh = await freshDatabase();
    expect(await verifyChain(fresh.db)).toEqual({ ok: true, entries: 0, headHash: '00'.repeat(32) });
    await fresh.drop();
  });

  describe.each(Object.entries(tamperings))('%s', (_name, { tamper, first, reason }) => {
    it.each(Array.from({ length: 8 }, (_, index) => index))(
      'is found, and the first bad entry named (%i)',
      async (round) => {
        const roll = diceOf(round * 7919 + reason.length);
        // An exchange needs a neighbour, and a cut at 1 would leave the log empty with a head: both are within.
        const seq = 1 + roll(entries - 1);
        const verdict = await verdictAfter(async (tx) => tamper(tx, seq, roll));
        expect(verdict).toEqual({ ok: false, seq: first(seq), reason, entries: first(seq) - 1 });
      },
    );
  });

  it('names the first of several', async () => {
    const verdict = await verdictAfter(async (tx) => {
      await sql`update audit_entry set object_id = 'x' where seq in (19, 7, 12)`.execute(tx);
    });
    expect(verdict).toMatchObject({ ok: false, seq: 7, reason: 'content' });
  });

  it('finds a whole log that was emptied, and a head that was set back', async () => {
    expect(
      await verdictAfter(async (tx) => {
        await sql`truncate audit_entry`.execute(tx);
      }),
    ).toMatchObject({ ok: false, seq: 1, reason: 'head' });
    expect(
      await verdictAfter(async (tx) => {
        await sql`update audit_head set seq = seq - 1`.execute(tx);
      }),
    ).toMatchObject({ ok: false, seq: entries + 1, reason: 'head' });
  });

  it('was left as it was by all of these', async () => {
    expect(await verifyChain(db)).toMatchObject({ ok: true, entries });
  });
});

describe('the log', () => {
  it.each([
    ['update', sql`update audit_entry set command = 'x' where seq = 1`],
    ['delete', sql`delete from audit_entry where seq = 1`],
    ['truncate', sql`truncate audit_entry`],
  ])('refuses %s', async (_act, statement) => {
    const refused = await statement.execute(db).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(isSqlState(refused, 'P0001')).toBe(true);
    expect(String(refused)).toContain('append-only');
  });

  it('shows all of it to the Commission, newest first', async () => {
    const { entries: shown, next } = await callAs(db, commissioner).audit.list({});
    expect(shown.map(({ seq }) => seq)).toEqual(Array.from({ length: entries }, (_, index) => entries - index));
    expect(next).toBeNull();
    expect(shown[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['a CEO’s office', () => ceoMaker, 'CEO-IN-KL', 11],
    ['a commission', () => secMaker, 'SEC-IN-KL', 11],
    ['the secretariat', () => organiser, 'ECI', 2],
  ])('shows %s its own entries only', async (_name, who, bodyId, count) => {
    const { entries: shown } = await callAs(db, who()).audit.list({});
    expect(shown).toHaveLength(count);
    expect(new Set(shown.map((entry) => entry.bodyId))).toEqual(new Set([bodyId]));
  });

  it('keeps the filters within that reach', async () => {
    const all = await callAs(db, commissioner).audit.list({ command: 'submissions.saveDraft', stateCode: 'IN-KL' });
    expect(all.entries).toHaveLength(20);
    const own = await callAs(db, secMaker).audit.list({ command: 'submissions.saveDraft', stateCode: 'IN-KL' });
    expect(own.entries).toHaveLength(10);
    const older = await callAs(db, commissioner).audit.list({ before: 4 });
    expect(older.entries.map(({ seq }) => seq)).toEqual([3, 2, 1]);
    const elsewhere = await callAs(db, commissioner).audit.list({ stateCode: 'IN-UP' });
    expect(elsewhere.entries).toEqual([]);
  });

  it('is closed to the technical administrator and to readers', async () => {
    for (const role of ['technical_admin', 'viewer'] as const) {
      const person = await makePerson(db, { bodyId: 'ECI', role });
      await expect(callAs(db, person).audit.list({})).rejects.toThrow(/not open to your office/);
    }
    await expect(callAs(db, null).audit.list({})).rejects.toThrow(/signed out/);
  });
});

describe('on the command line', () => {
  const password = 'a long enough passphrase';

  it('npm run audit:verify prints the head, or names the first broken entry and fails', async () => {
    const fresh = await freshDatabase();
    const person = await makePerson(fresh.db, { bodyId: 'ECI', role: 'commissioner' });
    for (const language of ['hi', 'en', 'hi'] as const) {
      await callAs(fresh.db, person).people.setLanguage({ key: newId(), language });
    }
    const sound = await runFile('server/verify-audit.ts', [], { DATABASE_URL: fresh.url });
    expect(sound).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^3 entries, chain holds, head [0-9a-f]{64}\n$/),
    });
    await sql`alter table audit_entry disable trigger audit_entry_append_only`.execute(fresh.db);
    await sql`update audit_entry set person_name = 'Nobody' where seq = 2`.execute(fresh.db);
    const broken = await runFile('server/verify-audit.ts', [], { DATABASE_URL: fresh.url });
    expect(broken).toEqual({
      code: 1,
      out: '',
      err: 'The chain breaks at entry 2: its content was altered after it was written. The entries before it, 1, hold.\n',
    });
    await fresh.drop();
  });

  it('npm run admin:create makes one technical administrator, with an entry in the log and no password in it', async () => {
    const fresh = await freshDatabase();
    const environment = { DATABASE_URL: fresh.url, SAMANVAY_ADMIN_PASSWORD: password };
    const words = ['--email', 'First@office.example', '--name', 'First officer'];
    expect((await runFile('server/create-admin.ts', words, environment)).code).toBe(0);
    expect(await runFile('server/create-admin.ts', words, environment)).toMatchObject({ code: 1, out: '' });
    const short = await runFile('server/create-admin.ts', words, { ...environment, SAMANVAY_ADMIN_PASSWORD: 'short' });
    expect(short).toMatchObject({ code: 1, err: expect.stringContaining('at least 15 characters') });
    const people = await fresh.db
      .selectFrom('person')
      .innerJoin('membership', 'membership.personId', 'person.id')
      .select(['person.email', 'membership.role', 'membership.bodyId'])
      .execute();
    expect(people).toEqual([{ email: 'first@office.example', role: 'technical_admin', bodyId: 'ECI' }]);
    const log = await fresh.db.selectFrom('auditEntry').select(['command', 'personId', 'before', 'after']).execute();
    expect(log).toMatchObject([{ command: 'people.addPerson', personId: null }]);
    expect(JSON.stringify(log)).not.toContain(password);
    expect(await verifyChain(fresh.db)).toMatchObject({ ok: true, entries: 1 });
    await fresh.drop();
  });
});

async function runFile(file: string, words: string[], environment: Record<string, string>) {
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  return await new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [file, ...words], { env }, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });
}
