import { refreshOverview } from '#server/modules/national/service.ts';
import { runCommand } from '#server/platform/command.ts';
import { prove, refuse } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { istDay } from '#shared/kernel/time.ts';
import { leastReasonLetters, needsReason, statusesOf } from '#shared/modules/actions/rules.ts';
import type {
  ActionList,
  ActionsOverview,
  ActionView,
  ListActions,
  UpdateAnswer,
  UpdateProgress,
} from '#shared/modules/actions/schema.ts';
import type { BodyKind } from '#shared/modules/people/permissions.ts';
import * as queries from './queries.ts';
import * as views from './views.ts';

/** The items of the declaration with their counts as of today (IST). */
export async function getOverview(context: SignedInContext): Promise<ActionsOverview> {
  return await views.getOverview(context.db, istDay(context.clock.now()));
}

/** The copies that meet the filter, each with what the reader's own office may set. */
export async function listActions(context: SignedInContext, filter: ListActions): Promise<ActionList> {
  return await views.listActions(context.db, context.session, filter, istDay(context.clock.now()));
}

/** One item, its copies and their history. @throws AppError `not_found`. */
export async function getAction(context: SignedInContext, itemId: string): Promise<ActionView> {
  return await views.getAction(context.db, context.session, itemId, istDay(context.clock.now()));
}

/**
 * Records what a body says of its own copy: a new line of its history, the copy one version on, the national overview
 * built anew. Everybody hears of it. Only the owner may: the ECI closes no commission's item, nor a commission the ECI's.
 * @throws AppError `forbidden`, `invalid` (a status this owner does not set, a reason missing, personal data; the field
 *   is named), `stale` when the office's other person saved first.
 */
export async function updateProgress(context: SignedInContext, input: UpdateProgress): Promise<UpdateAnswer> {
  const { key, ...asked } = input;
  const owner = await queries.findOwner(context.db, input.copyId);
  // "Not yours" and "not there" are told apart to nobody.
  if (owner === undefined) throw refuse();
  prove(context.session, { object: 'actionProgress', act: 'write' }, owner);
  const note = normaliseText(input.note);
  const evidence = normaliseText(input.evidence);
  requireAllowed(input.status, owner.bodyKind);
  if (needsReason(input.status)) requireReason(note);
  refusePersonalData({ note, evidence });

  const spec = { name: 'actions.updateProgress', key, input: asked, stateCode: owner.stateCode } as const;
  return await runCommand(context, spec, async (tx, at) => {
    const copy = await queries.lockCopy(tx, input.copyId);
    if (copy === undefined) throw refuse();
    if (copy.version !== input.version) throw staleAt(copy.version);
    const update = {
      id: newId(),
      copyId: copy.id,
      status: input.status,
      note: note === '' ? null : note,
      evidence: evidence === '' ? null : evidence,
      membershipId: context.session.capacity.membershipId,
      isSample: false,
      at,
    };
    await queries.insertUpdate(tx, update);
    await queries.setCopy(tx, copy, { status: update.status, note: update.note }, at);
    const overview = await refreshOverview(tx, at);
    return {
      answer: { copyId: copy.id, version: copy.version + 1, status: update.status, overview },
      object: { kind: 'action_copy', id: copy.id },
      before: { status: copy.status, note: copy.note, isSample: copy.isSample },
      after: { status: update.status, note: update.note, evidence: update.evidence, updateId: update.id },
      announce: [
        { topic: 'actions', audience: 'all' },
        { topic: 'national', audience: 'all' },
      ],
    };
  });
}

function requireAllowed(status: UpdateProgress['status'], owner: BodyKind): void {
  if (statusesOf(owner).includes(status)) return;
  throw new AppError('invalid', 'Your office does not set this status itself. Choose one from the list.', [
    { reason: 'action.status', field: 'status' },
  ]);
}

function requireReason(note: string): void {
  if (note.length >= leastReasonLetters) return;
  throw new AppError('invalid', 'Say why, in a few words: the reason is shown with the answer.', [
    { reason: 'action.reason', field: 'note', params: { least: leastReasonLetters } },
  ]);
}

/** @throws AppError `invalid` naming the field, never the text. */
function refusePersonalData(fields: Readonly<Record<'note' | 'evidence', string>>): void {
  for (const [field, text] of Object.entries(fields)) {
    const kind = findPersonalData(text);
    if (kind === undefined) continue;
    throw new AppError(
      'invalid',
      `“${field}” seems to hold a person’s ${kind} details. Only office notes are kept here; take it out.`,
      [{ reason: `personal_data.${kind}`, field }],
    );
  }
}

function staleAt(version: number): AppError {
  return new AppError(
    'stale',
    'Someone of your office saved this item first. Their entry is shown; what you typed is kept.',
    [{ reason: 'action.stale', params: { version } }],
  );
}
