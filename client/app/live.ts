// The live stream. It carries topics, never figures: a topic makes the queries that named it stale, and they fetch again.

import type { QueryClient } from '@tanstack/react-query';
import { toldVersion, toldVersionKey } from './query-client.ts';
import { isFields } from './shape.ts';

export type LiveState = 'connecting' | 'open' | 'lost';

const longestPauseMs = 30_000;
/** A short break is not worth a notice. */
const patienceMs = 4_000;

/**
 * Opens the stream and keeps it open: a closed one is tried again after 1, 2, 4 … 30 s, each times 0.5 to 1.5, so that
 * screens do not come back all at once. Every opening refetches what is on screen, because topics may have been
 * missed. Returns the function that ends it.
 */
export function openLive(queryClient: QueryClient, onState: (state: LiveState) => void): () => void {
  let source: EventSource | undefined;
  let retry: number | undefined;
  let patience: number | undefined;
  let attempts = 0;

  function connect() {
    window.clearTimeout(retry);
    source?.close();
    source = new EventSource('/api/stream');
    source.addEventListener('hello', () => {
      attempts = 0;
      window.clearTimeout(patience);
      patience = undefined;
      onState('open');
      // The first time too: something may have changed between the page's figures and the opening of the stream.
      void queryClient.invalidateQueries({ predicate: ({ meta }) => meta?.topics !== undefined });
    });
    source.addEventListener('topic', (event) => {
      const told = readTopics(event.data);
      if (told !== undefined) spread(queryClient, told.topics, told.version);
    });
    source.addEventListener('error', () => {
      patience ??= window.setTimeout(() => onState('lost'), patienceMs);
      source?.close();
      const pauseMs = Math.min(longestPauseMs, 1000 * 2 ** attempts) * (0.5 + Math.random());
      attempts += 1;
      // A stream refused twice may be a session that has ended.
      if (attempts === 2) spread(queryClient, ['session'], 0);
      retry = window.setTimeout(connect, pauseMs);
    });
  }

  function handleOffline() {
    onState('lost');
  }

  connect();
  window.addEventListener('online', connect);
  window.addEventListener('offline', handleOffline);
  return () => {
    window.clearTimeout(retry);
    window.clearTimeout(patience);
    window.removeEventListener('online', connect);
    window.removeEventListener('offline', handleOffline);
    source?.close();
  };
}

/** True when a query that named `wanted` must be fetched again after `told`; `roll:*` stands for every State's. */
export function isTopicMet(wanted: string, told: string): boolean {
  return told === '*' || wanted === told || (wanted.endsWith(':*') && told.startsWith(wanted.slice(0, -1)));
}

export function readTopics(data: unknown): { topics: string[]; version: number } | undefined {
  if (typeof data !== 'string') return undefined;
  const told: unknown = JSON.parse(data);
  if (!isFields(told) || !Array.isArray(told['t'])) return undefined;
  const topics = told['t'].filter((topic) => typeof topic === 'string');
  return { topics, version: typeof told['v'] === 'number' ? told['v'] : 0 };
}

function spread(queryClient: QueryClient, topics: readonly string[], version: number) {
  queryClient.setQueryData(toldVersionKey, Math.max(version, toldVersion(queryClient)));
  void queryClient.invalidateQueries({
    predicate: ({ meta }) => meta?.topics?.some((wanted) => topics.some((told) => isTopicMet(wanted, told))) ?? false,
  });
}
