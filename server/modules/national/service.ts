import { type CommandContext, runCommand } from '#server/platform/command.ts';
import type { Tx } from '#server/platform/database.ts';
import { prove } from '#server/platform/scope.ts';
import { removeSample as deleteSample, addSample as insertSample } from '#server/platform/seed/sample.ts';
import { rebuildSnapshot } from '#server/platform/snapshots.ts';
import { AppError } from '#shared/kernel/errors.ts';
import * as queries from './queries.ts';
import { buildOverview, overviewKey } from './views.ts';

const everyone = [
  { topic: 'national', audience: 'all' },
  { topic: 'sample', audience: 'all' },
  { topic: 'actions', audience: 'all' },
  { topic: 'timelines', audience: 'all' },
  { topic: 'conflicts', audience: 'all' },
  { topic: 'logistics', audience: 'all' },
];

/** Rebuilds the national overview inside a writing transaction; the change that calls it announces `national`. Returns its version. */
export async function refreshOverview(tx: Tx, now: Date): Promise<number> {
  return (await rebuildSnapshot(tx, overviewKey, buildOverview, now)).version;
}

/** What else rests on sample rows and is worked out anew with them, in the same transaction, before the overview. */
type Follow = (tx: Tx, at: Date) => Promise<unknown>;

/**
 * Fills the gaps of the public record with the rehearsal country. Only in a demonstration database.
 * @throws AppError `forbidden`, or `blocked` outside a demonstration.
 */
export async function addSample(
  context: CommandContext,
  input: { key: string },
  follow: Follow,
): Promise<{ ok: true; version: number }> {
  if (context.session !== null) prove(context.session, { object: 'sampleData', act: 'manage' });
  if (!(await queries.isDemonstration(context.db))) {
    throw new AppError('blocked', 'Sample figures can be added only in a demonstration, never beside real entries.');
  }
  return await runCommand(context, { name: 'national.addSample', key: input.key, input }, async (tx, at) => {
    const added = await insertSample(tx, { now: at });
    await follow(tx, at);
    return {
      answer: { ok: true as const, version: await refreshOverview(tx, at) },
      object: { kind: 'sample', id: 'rehearsal' },
      before: null,
      after: added,
      announce: everyone,
    };
  });
}

/** Removes every sample figure, and nothing else. @throws AppError `forbidden`. */
export async function removeSample(
  context: CommandContext,
  input: { key: string },
  follow: Follow,
): Promise<{ ok: true; version: number }> {
  if (context.session !== null) prove(context.session, { object: 'sampleData', act: 'manage' });
  return await runCommand(context, { name: 'national.removeSample', key: input.key, input }, async (tx, at) => {
    await deleteSample(tx);
    await follow(tx, at);
    return {
      answer: { ok: true as const, version: await refreshOverview(tx, at) },
      object: { kind: 'sample', id: 'rehearsal' },
      before: null,
      after: null,
      announce: everyone,
    };
  });
}
