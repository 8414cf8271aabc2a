// The national overview: one columnar payload for 36 States, inlined in the page and fetched again when the stream says so.

import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { failureOf, RequestError } from '#client/app/errors.ts';
import { toldVersion } from '#client/app/query-client.ts';
import { isFields } from '#client/app/shape.ts';
import type { StatusKind } from '#client/ui/StatusMark.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { addDays } from '#shared/kernel/time.ts';
import type { BoardMetric, NationalOverview } from '#shared/modules/national/schema.ts';

export interface ServedOverview {
  overview: NationalOverview;
  /** Sent back when asking again, so that an unchanged board costs no bytes; null when not known. */
  etag: string | null;
}

export const overviewQuery = queryOptions<ServedOverview>({
  queryKey: ['overview'],
  queryFn: async ({ client, signal }) => await fetchOverview(client, signal),
  staleTime: Number.POSITIVE_INFINITY,
  meta: { topics: ['national', 'sample'] },
});

/** One State under one metric. */
export interface BoardCell {
  code: string;
  value: number | null;
  kind: StatusKind;
  isSample: boolean;
  /** The two counts behind the value, where the board has them: numerator and denominator, or new and old. */
  of: readonly [number, number] | null;
  /** Day of the newest figure used, ISO. */
  day: string | null;
  /** Why there is no value, as a reason word. */
  why: string | undefined;
}

const kinds: Record<string, StatusKind> = { g: 'onTrack', a: 'attention', r: 'actNow', i: 'info', n: 'noFigure' };

/** The metric's cells in the order of `overview.codes`. */
export function boardCells(overview: NationalOverview, metric: BoardMetric): BoardCell[] {
  const column = overview.metrics[metric];
  return overview.codes.map((code, index) => ({
    code,
    value: column?.value[index] ?? null,
    kind: kinds[column?.status[index] ?? 'n'] ?? 'noFigure',
    isSample: column?.sample[index] === '1',
    of: countsBehind(overview, metric, index),
    day: dayOf(overview, column?.day[index]),
    why: column?.why[String(index)],
  }));
}

const behind: Partial<Record<BoardMetric, readonly [string, string]>> = {
  'FL-11': ['notInDraft', 'before'],
  'FL-03': ['final', 'before'],
  'LR-01': ['local', 'total'],
};

/** A real count beside a sample metric, or the other way round, is not what the value was made of: then null. */
function countsBehind(overview: NationalOverview, metric: BoardMetric, index: number): [number, number] | null {
  const isSample = overview.metrics[metric]?.sample[index] === '1';
  const [first, second] = (behind[metric] ?? []).map((measure) => countOf(overview, measure, index));
  if (first?.value == null || second?.value == null) return null;
  return isSample === (first.isSample && second.isSample) ? [first.value, second.value] : null;
}

/** The count of one State, and whether it is a sample. */
export function countOf(
  overview: NationalOverview,
  measure: string,
  index: number,
): { value: number | null; isSample: boolean } {
  return {
    value: overview.counts[measure]?.[index] ?? null,
    isSample: overview.sampleCounts[measure]?.[index] === '1',
  };
}

/** The ISO day of a day number; null stays null. */
export function dayOf(overview: NationalOverview, days: number | null | undefined): string | null {
  return days == null ? null : addDays(overview.epoch, days);
}

/** Fills the gaps with sample figures, or removes them all. The typed client is loaded on press. */
export async function changeSample(change: 'add' | 'remove'): Promise<void> {
  const { trpcClient } = await import('#client/app/trpc.ts');
  const command = { key: newId() };
  await (change === 'add'
    ? trpcClient.national.addSample.mutate(command)
    : trpcClient.national.removeSample.mutate(command));
}

/** Asks for at least the version the stream has told. An unchanged answer gives back what is there. */
async function fetchOverview(client: QueryClient, signal: AbortSignal): Promise<ServedOverview> {
  const known = client.getQueryData<ServedOverview>(overviewQuery.queryKey);
  const told = toldVersion(client);
  const response = await fetch(told === 0 ? '/api/overview' : `/api/overview?min=${told}`, {
    signal,
    cache: 'no-store',
    headers: known?.etag == null ? {} : { 'If-None-Match': known.etag },
  });
  if (response.status === 304 && known !== undefined) return known;
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    throw new RequestError(response.status, failureOf(isFields(body) && isFields(body['error']) ? body['error'] : {}));
  }
  const { readOverview } = await import('#client/app/read-overview.ts');
  return { overview: readOverview(body), etag: response.headers.get('ETag') };
}
