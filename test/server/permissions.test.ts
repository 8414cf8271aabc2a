// S01, S02: every procedure × every role × own and other State and body, called for real. What is expected is written
// here from the mandates, not read from the matrix the server decides by.

import { TRPCError } from '@trpc/server';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blankCells, blankHeader } from '#server/modules/submissions/views.ts';
import type { Session } from '#server/platform/session.ts';
import type { Database } from '#server/platform/tables.ts';
import { appRouter } from '#server/routes.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { callAs, makePerson, testNow } from '../support/call.ts';
import { freshDatabase } from '../support/database.ts';
import { type Reach, type Target, targets } from '../support/mandates.ts';
import { procedures } from '../support/procedures.ts';

const roles = {
  commissioner: { bodyId: 'ECI', role: 'commissioner' },
  secCommissioner: { bodyId: 'SEC-IN-KL', role: 'commissioner' },
  // Of the division that keeps the machines; that others of the staff cannot lend is a test of the lending desk.
  eciStaff: { bodyId: 'ECI', role: 'eci_staff', division: 'evm' },
  organiser: { bodyId: 'ECI', role: 'organiser' },
  ceoMaker: { bodyId: 'CEO-IN-KL', role: 'ceo_maker' },
  ceoChecker: { bodyId: 'CEO-IN-KL', role: 'ceo_checker' },
  secMaker: { bodyId: 'SEC-IN-KL', role: 'sec_maker' },
  secChecker: { bodyId: 'SEC-IN-KL', role: 'sec_checker' },
  viewer: { bodyId: 'ECI', role: 'viewer' },
  technicalAdmin: { bodyId: 'ECI', role: 'technical_admin' },
} as const;
type RoleName = keyof typeof roles;

let db: Kysely<Database>;
let drop: () => Promise<void>;
const people = new Map<RoleName, Session>();
const forms = new Map<string, string>();

beforeAll(async () => {
  ({ db, drop } = await freshDatabase());
  for (const [name, office] of Object.entries(roles)) people.set(name as RoleName, await makePerson(db, office));
  for (const target of Object.values(targets)) forms.set(target.bodyId, await plantForm(target));
});
afterAll(async () => {
  await drop();
});

/** A submitted form of the target's body, for the steps that need one. */
async function plantForm(target: Target): Promise<string> {
  const maker = await makePerson(db, {
    bodyId: target.bodyId,
    role: target.bodyId.startsWith('SEC') ? 'sec_maker' : 'ceo_maker',
  });
  const id = newId();
  await db
    .insertInto('submission')
    .values({
      id,
      dataset: 'roll',
      period: '2026-08',
      stateCode: target.stateCode,
      bodyId: target.bodyId,
      status: 'submitted',
      header: JSON.stringify(blankHeader('2026-08')),
      cells: JSON.stringify(blankCells),
      notes: '{}',
      erratum: null,
      madeBy: maker.capacity.membershipId,
      submittedBy: maker.capacity.membershipId,
      submittedAt: testNow,
      decidedBy: null,
      decidedAt: null,
      returnReason: null,
      createdAt: testNow,
      updatedAt: testNow,
    })
    .execute();
  await plantImport(target, id, maker.capacity.membershipId);
  await plantExercise(target);
  if (target.bodyId.startsWith('SEC')) await plantLoan(target, id);
  return id;
}

/** A submitted import of the target's body under the same id. */
async function plantImport(target: Target, id: string, membershipId: string): Promise<void> {
  const isSec = target.bodyId.startsWith('SEC');
  await db
    .insertInto('rollImport')
    .values({
      id,
      dataset: isSec ? 'local_roll_snapshot' : 'roll_snapshot',
      stateCode: target.stateCode,
      bodyId: target.bodyId,
      correctsNo: null,
      erratum: null,
      rollType: isSec ? 'panchayat' : 'assembly',
      exerciseType: isSec ? 'LOCAL' : 'CU',
      stage: 'continuous',
      supplementNo: null,
      qualifyingDate: '2026-10-01',
      asOf: '2026-10-31',
      publishedOn: null,
      sourceRef: 'a file of the office',
      basis: 'final',
      status: 'submitted',
      bytesTotal: 1,
      findings: '{}',
      notes: '{}',
      returnReason: null,
      madeBy: membershipId,
      submittedBy: membershipId,
      decidedBy: null,
      createdAt: testNow,
      beatAt: testNow,
      finishedAt: testNow,
      submittedAt: testNow,
      publishedAt: null,
    })
    .execute();
}

/** An exercise of the target's body, for the returns of its readiness. */
async function plantExercise({ stateCode, bodyId }: Target): Promise<void> {
  const bodyKind = bodyId.startsWith('SEC') ? 'sec' : 'eci';
  const kind = bodyKind === 'sec' ? 'panchayat_election' : 'bye_election';
  const names = { nameEn: 'an exercise of the matrix', nameHi: null };
  await db
    .insertInto('exercise')
    .values({ id: `MATRIX-${bodyId}`, stateCode, bodyKind, bodyId, kind, ...names })
    .execute();
}

/** A request for machines under the same id. */
async function plantLoan(target: Target, id: string): Promise<void> {
  await db
    .insertInto('loan')
    .values({
      id,
      askerId: target.bodyId,
      stateCode: target.stateCode,
      exerciseId: null,
      unit: 'CU',
      model: null,
      asked: 10,
      fromDate: '2027-01-01',
      toDate: '2027-01-31',
      place: 'a warehouse',
      status: 'asked',
      askedAt: testNow,
    })
    .execute();
}

type Outcome = 'refused' | 'signed out' | 'let through';

async function outcomeOf(path: string, session: Session | null, input: unknown): Promise<Outcome> {
  const [room = '', verb = ''] = path.split('.');
  const caller: Record<string, Record<string, (input: unknown) => Promise<unknown>>> = JSON.parse('{}');
  Object.assign(caller, { [room]: Reflect.get(callAs(db, session), room) });
  try {
    await caller[room]?.[verb]?.(input);
    return 'let through';
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (cause instanceof AppError && cause.code === 'forbidden') return 'refused';
    if (cause instanceof AppError && cause.code === 'unauthenticated') return 'signed out';
    // Past the gate: the input may still be stale, blocked or unknown.
    if (cause instanceof AppError) return 'let through';
    throw error;
  }
}

const paths = Object.keys(appRouter._def.procedures);

function isExpected(reach: Reach | undefined, role: RoleName, target: Target): boolean {
  if (reach === undefined) return false;
  if (reach === 'any') return true;
  const { bodyId } = roles[role];
  return reach === 'body' ? target.bodyId === bodyId : target.stateCode === 'IN-KL';
}

describe('the permission matrix', () => {
  it('covers every procedure of the router, and nothing that is not there', () => {
    expect(Object.keys(procedures).sort()).toEqual([...paths].sort());
  });

  it.each(paths)('%s carries a permission and lets nobody in who is signed out', async (path) => {
    const definition = Reflect.get(appRouter._def.procedures, path) as { _def: { meta?: { permissions?: unknown[] } } };
    expect(definition._def.meta?.permissions?.length).toBeGreaterThan(0);
    const target = targets.ownCeo;
    expect(await outcomeOf(path, null, procedures[path]?.input(target, forms.get(target.bodyId) ?? ''))).toBe(
      'signed out',
    );
  });

  describe.each(paths)('%s', (path) => {
    it.each(Object.keys(roles) as RoleName[])('as %s', async (role) => {
      const procedure = procedures[path];
      if (procedure === undefined) throw new Error(`${path} is missing from the table of procedures`);
      const session = people.get(role) ?? null;
      for (const [name, target] of Object.entries(targets)) {
        if (procedure.appliesTo !== undefined && !procedure.appliesTo(target)) continue;
        const outcome = await outcomeOf(path, session, procedure.input(target, forms.get(target.bodyId) ?? ''));
        const reach = procedure.who(target)[role];
        expect({ target: name, outcome }).toEqual({
          target: name,
          outcome: isExpected(reach, role, target) ? 'let through' : 'refused',
        });
      }
    });
  });
});
