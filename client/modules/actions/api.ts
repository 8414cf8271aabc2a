import type { QueryClient } from '@tanstack/react-query';
import { isFields } from '#client/app/shape.ts';
import { trpc, trpcClient } from '#client/app/trpc.ts';
import {
  actionStatuses,
  bucketFilters,
  type ListActions,
  mostEvidenceLetters,
  mostNoteLetters,
  type UpdateAnswer,
  type UpdateProgress,
} from '#shared/modules/actions/schema.ts';
import { states } from '#shared/modules/states/directory.ts';

const live = { meta: { topics: ['actions', 'sample'] } };

/** Items with their counts. */
export const actionsOverviewQuery = trpc.actions.overview.queryOptions(undefined, live);

/** The copies that meet a choice. */
export function actionListQuery(filter: ListActions) {
  return trpc.actions.list.queryOptions(filter, live);
}

/** One item with every body's copy and what was said. */
export function actionQuery(itemId: string) {
  return trpc.actions.get.queryOptions({ itemId }, live);
}

/** Records what the reader's office says of its own copy. */
export async function updateProgress(input: UpdateProgress): Promise<UpdateAnswer> {
  return await trpcClient.actions.updateProgress.mutate(input);
}

/** Fetches again whatever of the items is on screen. */
export async function refreshActions(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: trpc.actions.pathKey() });
}

/** Reads the address of the list; what is none of the choices is left out. */
export function readFilter(search: Readonly<Record<string, unknown>>): ListActions {
  const { item, state, body, status, bucket } = search;
  const stateCode = states.find(({ code }) => code === state)?.code;
  const known = {
    status: actionStatuses.find((each) => each === status),
    bucket: bucketFilters.find((each) => each === bucket),
  };
  return {
    ...(typeof item === 'string' && /^A\d{2,4}$/.test(item) ? { itemId: item } : {}),
    ...(stateCode === undefined ? {} : { stateCode }),
    ...(typeof body === 'string' && /^(?:ECI|(?:CEO|SEC)-[A-Z-]{2,10})$/.test(body) ? { bodyId: body } : {}),
    ...(known.status === undefined ? {} : { status: known.status }),
    ...(known.bucket === undefined ? {} : { bucket: known.bucket }),
  };
}

/** The address of a choice: `/actions?bucket=overdue`. */
export function pathOf({ itemId, stateCode, bodyId, status, bucket }: ListActions): string {
  const search = new URLSearchParams();
  if (itemId !== undefined) search.set('item', itemId);
  if (stateCode !== undefined) search.set('state', stateCode);
  if (bodyId !== undefined) search.set('body', bodyId);
  if (status !== undefined) search.set('status', status);
  if (bucket !== undefined) search.set('bucket', bucket);
  return search.size === 0 ? '/actions' : `/actions?${search}`;
}

/** What was typed of an update and not saved yet, with the version it was typed over. */
export interface Draft {
  status: string;
  note: string;
  evidence: string;
  version: number;
}

const draftPrefix = 'samanvay.action.';

/** What this office typed of this copy and did not save: it outlives a closed tab and an ended session. */
export function readDraft(membershipId: string, copyId: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(draftKey(membershipId, copyId)) ?? 'null');
    if (!isFields(kept)) return undefined;
    const { status, note, evidence, version } = kept;
    if (typeof status !== 'string' || typeof note !== 'string' || typeof evidence !== 'string') return undefined;
    if (typeof version !== 'number') return undefined;
    return { status, note: note.slice(0, mostNoteLetters), evidence: evidence.slice(0, mostEvidenceLetters), version };
  } catch {
    // Storage that is full, forbidden or damaged keeps nothing; the form still works.
    return undefined;
  }
}

/** Keeps what is typed, or forgets it when there is nothing to keep. */
export function keepDraft(membershipId: string, copyId: string, draft: Draft | undefined): void {
  try {
    if (draft === undefined) localStorage.removeItem(draftKey(membershipId, copyId));
    else localStorage.setItem(draftKey(membershipId, copyId), JSON.stringify(draft));
  } catch {
    // As above: the form works without.
  }
}

function draftKey(membershipId: string, copyId: string): string {
  return `${draftPrefix}${membershipId}.${copyId}`;
}
