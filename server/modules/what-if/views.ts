// What a sandbox shows beside what the radar reads: names and owners, and what was shared with its findings as they were.

import type { Reader } from '#server/platform/database.ts';
import type { RadarInput } from '#shared/modules/radar/rules.ts';
import { movedSince } from '#shared/modules/what-if/rules.ts';
import type { BodyName, Sandbox, SharedWhatIf } from '#shared/modules/what-if/schema.ts';
import type { WhatIfRow } from './queries.ts';

/** Who owns the State's exercises and what they are called in Hindi, by id. */
export async function readOwners(reader: Reader, stateCode: string) {
  const rows = await reader
    .selectFrom('exercise')
    .select(['id', 'nameHi', 'bodyId'])
    .where('stateCode', '=', stateCode)
    .orderBy('id')
    .limit(50_000)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
export type Owners = Awaited<ReturnType<typeof readOwners>>;

/** Names of these bodies, by id. */
export async function listBodies(reader: Reader, ids: readonly string[]): Promise<BodyName[]> {
  if (ids.length === 0) return [];
  return await reader
    .selectFrom('body')
    .select(['id', 'nameEn', 'nameHi'])
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .limit(200)
    .execute();
}

/** Roles in which what-ifs were shared, by membership. */
export async function readRoles(reader: Reader, membershipIds: readonly string[]) {
  if (membershipIds.length === 0) return new Map<string, string>();
  const rows = await reader
    .selectFrom('membership')
    .select(['id', 'role'])
    .where('id', 'in', [...new Set(membershipIds)])
    .orderBy('id')
    .limit(1_000)
    .execute();
  return new Map(rows.map(({ id, role }) => [id, String(role)]));
}

/** What the browser needs to try dates by itself: the radar's input of the State, with names and owners. */
export function toSandbox(input: RadarInput, stateCode: string, owners: Owners): Sandbox {
  return {
    today: input.today,
    stateCode,
    exercises: input.exercises.map((exercise) => ({
      ...exercise,
      districts: exercise.districts === null ? null : [...exercise.districts],
      milestones: exercise.milestones.map((row) => ({ ...row })),
      needs: exercise.needs.map((need) => ({ ...need })),
      rooms: exercise.rooms.map((room) => ({ ...room })),
      nameHi: owners.get(exercise.id)?.nameHi ?? null,
      bodyId: owners.get(exercise.id)?.bodyId ?? null,
    })),
    pools: input.pools.map((pool) => ({ ...pool })),
    holidays: [...(input.holidays.get(stateCode) ?? [])].toSorted(),
  };
}

/** Bodies whose dates a what-if changes, in order; an exercise that is only tried has none yet. */
export function ownersOf({ changes }: Pick<WhatIfRow, 'changes'>, owners: Owners): string[] {
  return [...new Set(changes.flatMap(({ exerciseId }) => owners.get(exerciseId)?.bodyId ?? []))].toSorted();
}

/** A what-if as it is listed; `input` is as the dates stand now. */
export function toShared(
  row: WhatIfRow,
  input: RadarInput,
  named: { owners: Owners; bodies: ReadonlyMap<string, BodyName>; roles: ReadonlyMap<string, string> },
): Omit<SharedWhatIf, 'can'> {
  const status = row.withdrawnAt !== null ? 'withdrawn' : row.adoptedAt !== null ? 'adopted' : 'open';
  const body = named.bodies.get(row.bodyId);
  const moved = status === 'open' ? movedSince(input, row.stamp.basis) : [];
  return {
    id: row.id,
    stateCode: row.stateCode,
    bodyId: row.bodyId,
    bodyNameEn: body?.nameEn ?? row.bodyId,
    bodyNameHi: body?.nameHi ?? row.bodyId,
    role: named.roles.get(row.membershipId) ?? '',
    note: row.note,
    changes: row.changes,
    stamp: row.stamp,
    status,
    sharedAt: row.createdAt.toISOString(),
    adoptedAt: row.adoptedAt?.toISOString() ?? null,
    owners: ownersOf(row, named.owners),
    moved: moved.map(({ exerciseId, milestone, start, end, is }) => ({
      exerciseId,
      milestone,
      was: { start, end },
      is,
    })),
  };
}
