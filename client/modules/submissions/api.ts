// What the room asks of the server, and the keeper of typed text: it sends what was typed, keeps it in the browser until
// the server has it, and repeats a save that was not answered under the same key.

import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { readFailure } from '#client/app/errors.ts';
import { sessionQuery } from '#client/app/session.ts';
import { isFields, readNumber, readOptional, readRecord, readText } from '#client/app/shape.ts';
import { newId } from '#shared/kernel/ids.ts';
import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { type IsoDate, isPeriod, istDay } from '#shared/kernel/time.ts';
import type { Capacity } from '#shared/modules/people/permissions.ts';
import type { EntryCell } from '#shared/modules/roll-health/checks.ts';
import { findState } from '#shared/modules/states/directory.ts';
import {
  acknowledge,
  type Draft,
  meet,
  partOf,
  refuseSending,
  type SeenForm,
  settle,
  startDraft,
  type Texts,
  takeSending,
  textsOf,
  typeInto,
} from '#shared/modules/submissions/rules.ts';
import { SaveDraft, type SubmissionKey, type SubmissionView } from '#shared/modules/submissions/schema.ts';

/** The cells in the groups and the order of the screen: the order in which Enter walks and a pasted column fills. */
export const cellGroups = [
  { group: 'electors', cells: ['electorsTotal', 'electorsMale', 'electorsFemale', 'electorsThird', 'electors1819'] },
  { group: 'movement', cells: ['opening', 'additions', 'deletions'] },
  { group: 'stations', cells: ['parts', 'partsOverCap'] },
  { group: 'cards', cells: ['withEpic', 'withPhoto'] },
] as const satisfies readonly { group: string; cells: readonly EntryCell[] }[];
export const cellOrder: readonly EntryCell[] = cellGroups.flatMap(({ cells }) => [...cells]);

/** One form with what was last published; news of the State's drafts and rolls makes it stale. */
export function formQuery(key: SubmissionKey) {
  return queryOptions<SubmissionView>({
    queryKey: ['submissions', 'form', key.bodyId, key.stateCode, key.period],
    queryFn: async () => await (await loadClient()).submissions.get.query(key),
    meta: { topics: [`submission:${key.stateCode}`, `roll:${key.stateCode}`] },
  });
}

/** What is due in the person's own office. */
export const deskQuery = queryOptions({
  queryKey: ['submissions', 'desk'],
  queryFn: async () => await (await loadClient()).submissions.desk.query(),
  staleTime: 0,
  meta: { topics: ['submission:*', 'roll:*'] },
});

export type FormStep = 'submit' | 'withdraw' | 'publish' | 'return' | 'correct';

/** Takes a step. `text` is the reason of a return and the erratum of a correction. */
export async function takeStep(
  step: FormStep,
  form: { key: string; id: string; version: number },
  text: string,
): Promise<void> {
  const { submissions } = await loadClient();
  const { key, id } = form;
  switch (step) {
    case 'return':
      await submissions.return.mutate({ ...form, reason: text });
      break;
    case 'correct':
      await submissions.correct.mutate({ key, id, erratum: text });
      break;
    default:
      await submissions[step].mutate(form);
  }
}

/** The typed client stays out of the first route. */
async function loadClient() {
  return (await import('#client/app/trpc.ts')).trpcClient;
}

/** Why typed text is not on its way although it is not with the server. */
export type Hold = 'offline' | 'signedOut' | 'closed' | 'forbidden' | 'defect';

export interface Keeping {
  draft: Draft;
  hold: Hold | null;
  /** False when this browser keeps nothing: what is typed is then on this screen only. */
  isKept: boolean;
  /** How many fields were restored from this browser when the form was opened. */
  restored: number;
}

export interface Keeper {
  subscribe(listener: () => void): () => void;
  read(): Keeping;
  type(changes: Texts): void;
  /** Sends what there is to send. Resolves to true when everything typed is with the server. */
  saveNow(): Promise<boolean>;
  meet(view: SubmissionView): void;
  settle(field: string, choice: 'mine' | 'theirs'): void;
  /** Forgets what was typed and not sent. */
  discard(): void;
  /** Starts the keeper's timers; the function it returns ends them, sending what is left. */
  open(): () => void;
}

/** The server hears of typing this long after it stopped. */
const pauseMs = 600;
const longestRetryMs = 30_000;

/** A keeper for one person's typing in one form, starting with what this browser still holds of it. */
export function createKeeper(options: {
  key: SubmissionKey;
  personId: string;
  view: SubmissionView;
  queryClient: QueryClient;
}): Keeper {
  const { key, queryClient } = options;
  const place = placeOf(options.personId, key);
  const listeners = new Set<() => void>();
  const kept = readKept(place);
  const seen = seenIn(options.view);
  const first = kept === null ? startDraft(seen) : meet(kept, seen);
  let keeping: Keeping = { draft: first, hold: null, isKept: true, restored: Object.keys(first.typed).length };
  let timer: number | undefined;
  let underWay: Promise<void> | null = null;
  let attempts = 0;
  let isOpen = false;
  let written = globalThis.localStorage?.getItem(place) ?? null;

  function change(part: Partial<Keeping>) {
    keeping = { ...keeping, ...part };
    keep();
    for (const listener of listeners) listener();
  }

  /** Another keeper of the same form may have taken over: a closed one only clears up its own text. */
  function keep() {
    const text = keptText(keeping.draft);
    try {
      if (!isOpen && localStorage.getItem(place) !== written) return;
      if (text === null) localStorage.removeItem(place);
      else localStorage.setItem(place, text);
      written = text;
      keeping = { ...keeping, isKept: true };
    } catch {
      keeping = { ...keeping, isKept: false };
    }
  }

  function schedule(ms: number) {
    window.clearTimeout(timer);
    if (isOpen) timer = window.setTimeout(() => void send(), ms);
  }

  /** One call at a time: who asks during a call waits for it and for what was typed meanwhile. */
  async function send(): Promise<void> {
    window.clearTimeout(timer);
    while (underWay !== null) await underWay;
    const draft = takeSending(keeping.draft, newId());
    change({ draft });
    if (draft.sending === null) return;
    underWay = deliver(draft.sending).finally(() => {
      underWay = null;
    });
    await underWay;
  }

  async function deliver(sending: NonNullable<Draft['sending']>): Promise<void> {
    try {
      const input = SaveDraft.safeParse({
        ...key,
        key: sending.key,
        version: sending.version,
        cells: partOf(sending.texts, 'cells'),
        header: partOf(sending.texts, 'header'),
        notes: partOf(sending.texts, 'notes'),
      });
      if (!input.success)
        return change({ draft: refuseSending(keeping.draft, reasonsFor(keeping.draft, pathsOf(input.error))) });
      const answer = await (await loadClient()).submissions.saveDraft.mutate(input.data);
      const isBegun = keeping.draft.id === null;
      attempts = 0;
      change({ draft: acknowledge(keeping.draft, answer, new Date().toISOString()), hold: null });
      if (isBegun) await reload();
      // News that came during the save were left for now.
      else keeper.meet(latestView());
      if (hasMore(keeping.draft)) schedule(pauseMs);
    } catch (error) {
      await takeRefusal(error);
    }
  }

  async function takeRefusal(error: unknown): Promise<void> {
    const failure = readFailure(error);
    const { draft } = keeping;
    const drop = () => refuseSending(draft, {});
    switch (failure.code) {
      case 'stale':
        change({ draft: drop() });
        await reload();
        return schedule(0);
      case 'blocked':
      case 'not_found':
        change({ draft: drop(), hold: 'closed' });
        return await reload();
      case 'forbidden':
        return change({ draft: drop(), hold: 'forbidden' });
      case 'invalid':
        change({ draft: refuseSending(draft, reasonsFor(draft, failure.details)) });
        return schedule(retryMs());
      case 'unauthenticated':
        change({ hold: 'signedOut' });
        void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
        return schedule(longestRetryMs);
      default:
        change({ hold: failure.code === 'offline' ? 'offline' : 'defect' });
        return schedule(retryMs());
    }
  }

  /** 1, 2, 4 … 30 s, each times 0.5 to 1.5, so that offices do not come back all at once. */
  function retryMs(): number {
    attempts += 1;
    return Math.min(longestRetryMs, 1000 * 2 ** (attempts - 1)) * (0.5 + Math.random());
  }

  async function reload(): Promise<void> {
    const view = await queryClient.fetchQuery({ ...formQuery(key), staleTime: 0, retry: false }).catch(() => undefined);
    if (view !== undefined) keeper.meet(view);
  }

  function latestView(): SubmissionView {
    return queryClient.getQueryData(formQuery(key).queryKey) ?? options.view;
  }

  function handleOnline() {
    attempts = 0;
    if (hasMore(keeping.draft)) schedule(0);
  }

  const keeper: Keeper = {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => keeping,
    type(changes) {
      change({ draft: typeInto(keeping.draft, changes) });
      if (keeping.hold === null || keeping.hold === 'forbidden') schedule(pauseMs);
    },
    async saveNow() {
      attempts = 0;
      await send();
      // What was typed during that call.
      if (keeping.draft.sending === null && keeping.hold === null) await send();
      return Object.keys(keeping.draft.typed).length === 0;
    },
    meet(view) {
      const draft = meet(keeping.draft, seenIn(view));
      const isOpenAgain = keeping.hold === 'closed' && view.can.write;
      if (draft === keeping.draft && !isOpenAgain) return;
      change({ draft, hold: isOpenAgain ? null : keeping.hold });
      if (view.can.write && hasMore(draft)) schedule(pauseMs);
    },
    settle(field, choice) {
      change({ draft: settle(keeping.draft, field, choice) });
      schedule(0);
    },
    discard() {
      change({ draft: startDraft(seenIn(latestView())), restored: 0 });
    },
    open() {
      isOpen = true;
      window.addEventListener('online', handleOnline);
      if (options.view.can.write && hasMore(keeping.draft)) schedule(0);
      return () => {
        window.removeEventListener('online', handleOnline);
        window.clearTimeout(timer);
        if (hasMore(keeping.draft) && keeping.hold === null) void send();
        isOpen = false;
      };
    },
  };
  return keeper;
}

/** How many fields of a form this browser holds that the server may not have. */
export function countKept(personId: string, key: SubmissionKey): number {
  return Object.keys(readKept(placeOf(personId, key))?.typed ?? {}).length;
}

function placeOf(personId: string, { bodyId, stateCode, period }: SubmissionKey): string {
  return `samanvay.entry.${personId}.${bodyId}.${stateCode}.${period}`;
}

function seenIn(view: SubmissionView): SeenForm {
  return { id: view.id, revisionNo: view.revisionNo, version: view.version, texts: textsOf(view) };
}

function hasMore(draft: Draft): boolean {
  return (
    draft.sending !== null ||
    Object.keys(draft.typed).some((field) => !(field in draft.refused) && !(field in draft.theirs))
  );
}

function pathsOf({ issues }: { issues: readonly { path: readonly PropertyKey[] }[] }) {
  return issues.map(({ path }) => ({ reason: 'other', field: path.map(String).join('.') }));
}

/** The fields at fault; when the answer names none of ours, the whole save, so that it is not sent again as it is. */
function reasonsFor(draft: Draft, details: readonly { reason: string; field?: string }[]): Texts {
  if (details.some(({ reason }) => reason === 'key.reused')) return {};
  const sent = Object.keys(draft.sending?.texts ?? {});
  const named = details.filter(({ field }) => field !== undefined && sent.includes(field));
  if (named.length === 0) return Object.fromEntries(sent.map((field) => [field, 'other']));
  return Object.fromEntries(named.map(({ field, reason }) => [field, reason]));
}

/** What the browser keeps; text that identifies a person is not kept anywhere. Null when there is nothing to keep. */
function keptText({ id, revisionNo, version, known, typed, sending, theirs }: Draft): string | null {
  const safe = Object.fromEntries(Object.entries(typed).filter(([, text]) => findPersonalData(text) === undefined));
  if (Object.keys(safe).length === 0 && sending === null) return null;
  return JSON.stringify({ id, revisionNo, version, known, typed: safe, sending, theirs });
}

/** What this browser kept, or null when there is nothing that can be read. */
function readKept(place: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    if (!isFields(kept)) return null;
    const start = startDraft({
      id: readOptional(kept['id'], readText, 'id'),
      revisionNo: readNumber(kept['revisionNo'], 'revisionNo'),
      version: readNumber(kept['version'], 'version'),
      texts: readRecord(kept['known'], readText, 'known'),
    });
    const sending = kept['sending'];
    return {
      ...start,
      typed: readRecord(kept['typed'], readText, 'typed'),
      theirs: readRecord(kept['theirs'], readText, 'theirs'),
      sending: isFields(sending)
        ? {
            key: readText(sending['key'], 'key'),
            version: readNumber(sending['version'], 'version'),
            texts: readRecord(sending['texts'], readText, 'texts'),
          }
        : null,
    };
  } catch {
    return null;
  }
}

/** Names the form of the month for the person's office; null when the office has several States and none is named. */
export function formKeyFor(capacity: Capacity, period: string, state: string | undefined): SubmissionKey | null {
  const [only, ...others] = capacity.stateCodes;
  const stateCode = state ?? (others.length === 0 ? only : undefined);
  if (stateCode === undefined) return null;
  return { period, stateCode, bodyId: capacity.bodyKind === 'eci' ? `CEO-${stateCode}` : capacity.bodyId };
}

/** Fetches the form before the page is shown. A failure is the page's to show. */
export async function prepareForm(queryClient: QueryClient, period: string, state: string | undefined): Promise<void> {
  const session = await queryClient.ensureQueryData(sessionQuery);
  const key = session === null || !isPeriod(period) ? null : formKeyFor(session.capacity, period, state);
  if (key !== null) await queryClient.prefetchQuery({ ...formQuery(key), staleTime: 0 });
}

/** The State of the address, or undefined for anything that is none. */
export function readState(text: unknown): string | undefined {
  return typeof text === 'string' && findState(text) !== undefined ? text : undefined;
}

/** The day at the server: by its clock when the page was served, and the time that has passed since. */
export function serverDay(servedAt: string | undefined): IsoDate {
  return istDay(servedAt === undefined ? new Date() : new Date(Date.parse(servedAt) + performance.now()));
}
