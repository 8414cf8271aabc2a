import { hashPassword } from 'better-auth/crypto';
import type { CommandContext } from '#server/platform/command.ts';
import { runCommand } from '#server/platform/command.ts';
import type { Tx } from '#server/platform/database.ts';
import { prove } from '#server/platform/scope.ts';
import type { SessionStore } from '#server/platform/session.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { istDay } from '#shared/kernel/time.ts';
import { type Role, rolesOfBody } from '#shared/modules/people/permissions.ts';
import type {
  ActAs,
  AddPerson,
  EndMembership,
  EndSessions,
  GrantMembership,
  OpenSession,
  PersonRow,
  SetLanguage,
  SignIn,
} from '#shared/modules/people/schema.ts';
import * as queries from './queries.ts';

const failuresBeforeLock = 5;
const longestLockMinutes = 15;

/**
 * Checks e-mail and password and opens a session. Five failures shut the account for a minute, each further one for
 * twice as long, up to 15 minutes; the answer never says whether the e-mail exists.
 * @returns the `Set-Cookie` lines.
 * @throws AppError `unauthenticated` when they do not match, `limited` while the account is shut.
 */
export async function signIn(
  context: CommandContext,
  sessions: SessionStore,
  input: SignIn,
  from: { ip: string; userAgent: string },
): Promise<string[]> {
  const email = normaliseText(input.email).toLowerCase();
  const now = context.clock.now();
  const attempts = await queries.findAttempts(context.db, email);
  if (attempts?.lockedUntil != null && attempts.lockedUntil > now) {
    const minutes = Math.ceil((attempts.lockedUntil.getTime() - now.getTime()) / 60_000);
    throw new AppError('limited', `Too many tries. Wait ${String(minutes)} minute(s) and try again.`, [
      { reason: 'sign_in.locked', params: { minutes } },
    ]);
  }
  const cookies = await sessions.open(email, input.password, from);
  if (cookies === undefined) {
    const failures = await queries.addFailure(context.db, email, now);
    if (failures >= failuresBeforeLock) {
      const minutes = Math.min(2 ** (failures - failuresBeforeLock), longestLockMinutes);
      await queries.lockUntil(context.db, email, new Date(now.getTime() + minutes * 60_000));
    }
    throw new AppError('unauthenticated', 'E-mail or password does not match.', [{ reason: 'sign_in.mismatch' }]);
  }
  if (attempts !== undefined) await queries.clearAttempts(context.db, email);
  return cookies;
}

/** The person's own open sessions, newest first. */
export async function listSessions(context: SignedInContext): Promise<OpenSession[]> {
  const { session } = context;
  const rows = await queries.listSessions(context.db, session.personId, context.clock.now());
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    device: row.userAgent,
    isThisOne: row.id === session.sessionId,
  }));
}

/** Ends one of the person's own sessions, or all of them; their streams close and their next call is refused. */
export async function endSessions(context: SignedInContext, input: EndSessions): Promise<{ ok: true }> {
  const { personId } = context.session;
  return await runCommand(context, { name: 'people.endSessions', key: input.key, input }, async (tx) => ({
    answer: { ok: true as const },
    object: { kind: 'person', id: personId },
    before: null,
    after: { ended: await queries.deleteSessions(tx, personId, input.sessionId) },
    announce: [{ topic: 'session', audience: `person:${personId}` }],
  }));
}

/** Keeps the language for this person's next visits. */
export async function setLanguage(context: SignedInContext, input: SetLanguage): Promise<{ ok: true }> {
  const { personId, language } = context.session;
  return await runCommand(context, { name: 'people.setLanguage', key: input.key, input }, async (tx, at) => {
    await queries.updateLanguage(tx, personId, input.language, at);
    return {
      answer: { ok: true as const },
      object: { kind: 'person', id: personId },
      before: { language },
      after: { language: input.language },
      announce: [{ topic: 'profile', audience: `person:${personId}` }],
    };
  });
}

/**
 * Switches this session to another of the person's own capacities; every entry from then on is made in it.
 * @throws AppError `forbidden` when the capacity is not theirs today.
 */
export async function actAs(context: SignedInContext, input: ActAs): Promise<{ ok: true }> {
  const { session } = context;
  if (!session.capacities.some((capacity) => capacity.membershipId === input.membershipId)) {
    throw new AppError('forbidden', 'You do not hold that office today.');
  }
  return await runCommand(context, { name: 'people.actAs', key: input.key, input }, async (tx) => {
    await queries.updateActing(tx, session.sessionId, input.membershipId);
    return {
      answer: { ok: true as const },
      object: { kind: 'person', id: session.personId },
      before: { membershipId: session.capacity.membershipId },
      after: { membershipId: input.membershipId },
      announce: [{ topic: 'session', audience: `person:${session.personId}` }],
    };
  });
}

/** Everybody with an account and their offices, by name. For the technical administrator. */
export async function listPeople(context: SignedInContext): Promise<PersonRow[]> {
  prove(context.session, { object: 'users', act: 'read' });
  const people = new Map<string, PersonRow>();
  for (const row of await queries.listPeopleRows(context.db)) {
    const person = people.get(row.personId) ?? {
      personId: row.personId,
      name: row.name,
      email: row.email,
      isDemonstration: row.isDemonstration,
      isDisabled: row.isDisabled,
      memberships: [],
    };
    const { membershipId, role, bodyId, bodyNameEn, bodyNameHi, validFrom, validTo, version } = row;
    if (membershipId && role && bodyId && bodyNameEn && bodyNameHi && validFrom && version !== null) {
      person.memberships.push({ membershipId, role, bodyId, bodyNameEn, bodyNameHi, validFrom, validTo, version });
    }
    people.set(row.personId, person);
  }
  return [...people.values()];
}

/** The bodies in which a membership can be given. */
export async function listBodies(context: SignedInContext) {
  prove(context.session, { object: 'users', act: 'manage' });
  return await queries.listBodies(context.db);
}

/**
 * Adds an account with its first office. The password is hashed before the transaction and never logged.
 * @throws AppError `invalid` when the e-mail is taken or the body cannot give the role.
 */
export async function addPerson(context: SignedInContext, input: AddPerson): Promise<{ ok: true }> {
  prove(context.session, { object: 'users', act: 'manage' });
  return await createPerson(context, input, input.key);
}

/** The first administrator, by a call on the machine itself (no session). @throws AppError as `addPerson`. */
export async function createFirstAdmin(
  context: CommandContext,
  input: { name: string; email: string; password: string },
): Promise<void> {
  await createPerson(context, { ...input, bodyId: 'ECI', role: 'technical_admin' }, null);
}

async function createPerson(
  context: CommandContext,
  input: { name: string; email: string; password: string; bodyId: string; role: Role },
  key: string | null,
): Promise<{ ok: true }> {
  const email = normaliseText(input.email).toLowerCase();
  const passwordHash = await hashPassword(input.password);
  const { password: _, ...asked } = input;
  return await runCommand(context, { name: 'people.addPerson', key, input: asked }, async (tx, at) => {
    await requireRoleOfBody(tx, input.bodyId, input.role);
    if ((await queries.findPersonByEmail(tx, email)) !== undefined) {
      throw new AppError('invalid', 'An account with this e-mail is already there. Give it the office instead.', [
        { reason: 'person.email_taken', field: 'email' },
      ]);
    }
    const id = newId();
    const membership = {
      id: newId(),
      personId: id,
      bodyId: input.bodyId,
      role: input.role,
      division: null,
      validFrom: istDay(at),
    };
    await queries.insertPerson(tx, { id, name: normaliseText(input.name), email, passwordHash, now: at });
    await queries.insertMembership(tx, membership);
    return {
      answer: { ok: true as const },
      object: { kind: 'person', id },
      before: null,
      after: { name: normaliseText(input.name), email, bodyId: input.bodyId, role: input.role },
      announce: [{ topic: 'people', audience: 'body:ECI' }],
    };
  });
}

/** Gives a person a further office from today. @throws AppError `invalid`, `not_found`. */
export async function grantMembership(context: SignedInContext, input: GrantMembership): Promise<{ ok: true }> {
  prove(context.session, { object: 'users', act: 'manage' });
  return await runCommand(context, { name: 'people.grantMembership', key: input.key, input }, async (tx, at) => {
    await requireRoleOfBody(tx, input.bodyId, input.role);
    const { personId, bodyId, role } = input;
    await queries.insertMembership(tx, { id: newId(), personId, bodyId, role, division: null, validFrom: istDay(at) });
    return {
      answer: { ok: true as const },
      object: { kind: 'person', id: personId },
      before: null,
      after: { bodyId, role, validFrom: istDay(at) },
      announce: [{ topic: 'session', audience: `person:${personId}` }],
    };
  });
}

/** Ends an office today; the person's open screens are told and cut off. @throws AppError `not_found`, `stale`. */
export async function endMembership(context: SignedInContext, input: EndMembership): Promise<{ ok: true }> {
  prove(context.session, { object: 'users', act: 'manage' });
  return await runCommand(context, { name: 'people.endMembership', key: input.key, input }, async (tx, at) => {
    const membership = await queries.findMembership(tx, input.membershipId);
    if (membership === undefined) throw new AppError('not_found', 'There is no such membership.');
    const lastDay = istDay(at);
    if (lastDay <= membership.validFrom)
      throw new AppError('blocked', 'A membership given today can be ended from tomorrow.');
    if (!(await queries.endMembershipRow(tx, membership.id, lastDay, input.version))) {
      throw new AppError('stale', 'Someone changed this membership first. Look at it again.');
    }
    return {
      answer: { ok: true as const },
      object: { kind: 'membership', id: membership.id },
      before: { validTo: membership.validTo },
      after: { validTo: lastDay },
      announce: [{ topic: 'session', audience: `person:${membership.personId}` }],
    };
  });
}

async function requireRoleOfBody(tx: Tx, bodyId: string, role: Role): Promise<void> {
  const body = await queries.findBody(tx, bodyId);
  if (body === undefined)
    throw new AppError('invalid', 'There is no such body.', [{ reason: 'body.unknown', field: 'bodyId' }]);
  if (!rolesOfBody[body.kind].includes(role)) {
    throw new AppError('invalid', `${body.nameEn} cannot give this role.`, [
      { reason: 'role.not_of_body', field: 'role' },
    ]);
  }
}
