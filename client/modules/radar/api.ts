import type { QueryClient } from '@tanstack/react-query';
import { useWords } from '#client/app/language.tsx';
import { trpc, trpcClient } from '#client/app/trpc.ts';
import { conflicts as en } from '#client/messages/en/conflicts.ts';
import { conflicts as hi } from '#client/messages/hi/conflicts.ts';
import type { Words } from '#client/messages/words.ts';
import {
  type ActOnFinding,
  type FindingAnswer,
  findingStatuses,
  type ListFindings,
  leadFilters,
  ruleIds,
  type SetPool,
  severities,
} from '#shared/modules/radar/schema.ts';
import { states } from '#shared/modules/states/directory.ts';

export type ConflictWords = Words<typeof en>;

export function useConflictWords(): ConflictWords {
  return useWords({ en, hi });
}

const live = { meta: { topics: ['conflicts', 'sample'] } };

/** Findings that meet a choice, now or as the dates stood on a day. */
export function findingsQuery(filter: ListFindings) {
  return trpc.radar.list.queryOptions(filter, live);
}

/** One finding with its working and what was said of it. */
export function findingQuery(id: string, asOn: string | undefined) {
  return trpc.radar.get.queryOptions(asOn === undefined ? { id } : { id, asOn }, live);
}

/** What the bodies of a State have said they have. */
export function poolsQuery(stateCode: string) {
  return trpc.radar.pools.queryOptions({ stateCode }, live);
}

/** Records what the reader's office says of a finding. */
export async function actOnFinding(input: ActOnFinding): Promise<FindingAnswer> {
  return await trpcClient.radar.act.mutate(input);
}

/** Enters or takes out a figure of the reader's own body. */
export async function setPool(input: SetPool): Promise<void> {
  await trpcClient.radar.setPool.mutate(input);
}

/** Fetches again whatever of the radar is on screen. */
export async function refreshFindings(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: trpc.radar.pathKey() });
}

/** Reads the address of the list; what is none of the choices is left out. */
export function readFilter(search: Readonly<Record<string, unknown>>): ListFindings {
  const { body, asOn } = search;
  const chosen = {
    stateCode: states.find(({ code }) => code === search['state'])?.code,
    rule: ruleIds.find((each) => each === search['rule']),
    severity: severities.find((each) => each === search['severity']),
    bodyId: typeof body === 'string' && /^(?:ECI|(?:CEO|SEC)-[A-Z-]{2,10})$/.test(body) ? body : undefined,
    status: findingStatuses.find((each) => each === search['answer']),
    lead: leadFilters.find((each) => each === search['lead']),
    asOn: typeof asOn === 'string' ? asOn : undefined,
  };
  const { stateCode, rule, severity, bodyId, status, lead } = chosen;
  return {
    ...(stateCode === undefined ? {} : { stateCode }),
    ...(rule === undefined ? {} : { rule }),
    ...(severity === undefined ? {} : { severity }),
    ...(bodyId === undefined ? {} : { bodyId }),
    ...(status === undefined ? {} : { status }),
    ...(lead === undefined ? {} : { lead }),
    ...(chosen.asOn === undefined ? {} : { asOn: chosen.asOn }),
  };
}

/** The address of a choice: `/conflicts?state=IN-OD`. The day read is kept in every address by itself. */
export function pathOf({ stateCode, rule, severity, bodyId, status, lead }: ListFindings): string {
  const search = new URLSearchParams();
  if (stateCode !== undefined) search.set('state', stateCode);
  if (rule !== undefined) search.set('rule', rule);
  if (severity !== undefined) search.set('severity', severity);
  if (bodyId !== undefined) search.set('body', bodyId);
  if (status !== undefined) search.set('answer', status);
  if (lead !== undefined) search.set('lead', lead);
  return search.size === 0 ? '/conflicts' : `/conflicts?${search}`;
}

/** The address of one finding: its id holds colons and stars. */
export function findingPath(id: string): string {
  return `/conflicts/${encodeURIComponent(id)}`;
}
