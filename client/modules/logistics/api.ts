import type { QueryClient } from '@tanstack/react-query';
import { useWords } from '#client/app/language.tsx';
import { trpc, trpcClient } from '#client/app/trpc.ts';
import { logistics as en } from '#client/messages/en/logistics.ts';
import { logisticsSettings as settingsEn } from '#client/messages/en/logistics-settings.ts';
import { logistics as hi } from '#client/messages/hi/logistics.ts';
import { logisticsSettings as settingsHi } from '#client/messages/hi/logistics-settings.ts';
import type { Words } from '#client/messages/words.ts';
import type { ItemId, SetParameters, SetPosition, SetSetting } from '#shared/modules/logistics/schema.ts';
import { states } from '#shared/modules/states/directory.ts';

export type LogisticsWords = Words<typeof en>;

export function useLogisticsWords(): LogisticsWords {
  return useWords({ en, hi });
}

export type SettingsWords = Words<typeof settingsEn>;

/** Words of positions, figures, settings and the numbers behind the requirements. */
export function useSettingsWords(): SettingsWords {
  return useWords({ en: settingsEn, hi: settingsHi });
}

const live = { meta: { topics: ['logistics', 'timelines', 'sample'] } };

/** Every exercise ahead with its themes, now or as of the end of a day. */
export function boardQuery(asOn: string | undefined, stateCode?: string) {
  const input = { ...(asOn === undefined ? {} : { asOn }), ...(stateCode === undefined ? {} : { stateCode }) };
  return trpc.logistics.board.queryOptions(input, live);
}

/** One exercise with its items. */
export function exerciseQuery(exerciseId: string, asOn: string | undefined) {
  return trpc.logistics.exercise.queryOptions(asOn === undefined ? { exerciseId } : { exerciseId, asOn }, live);
}

/** The districts of one item. */
export function itemQuery(exerciseId: string, itemId: ItemId, asOn: string | undefined) {
  const input = { exerciseId, itemIds: [itemId] };
  return trpc.logistics.grid.queryOptions(asOn === undefined ? input : { ...input, asOn }, live);
}

/** Machines by place and condition; with a State, its districts too. */
export function positionsQuery(stateCode: string | undefined, asOn: string | undefined) {
  const input = { ...(asOn === undefined ? {} : { asOn }), ...(stateCode === undefined ? {} : { stateCode }) };
  return trpc.logistics.positions.queryOptions(input, live);
}

/** Every setting ever made, and which the reader's office may add to. */
export function settingsQuery() {
  return trpc.logistics.settings.queryOptions(undefined, live);
}

/** Writes the position of a body's machines in one place. */
export async function setPosition(input: SetPosition): Promise<void> {
  await trpcClient.logistics.setPosition.mutate(input);
}

/** Adds a setting from a day on. */
export async function setSetting(input: SetSetting): Promise<void> {
  await trpcClient.logistics.setSetting.mutate(input);
}

/** Writes numbers behind the requirements. */
export async function setParameters(input: SetParameters): Promise<void> {
  await trpcClient.logistics.setParameters.mutate(input);
}

/** Fetches again whatever of logistics is on screen. */
export async function refreshLogistics(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: trpc.logistics.pathKey() });
}

export interface BoardChoice {
  state: string | undefined;
  body: 'eci' | 'sec' | undefined;
}

/** Reads the address of the board; what is none of the choices is left out. */
export function readChoice(search: Readonly<Record<string, unknown>>): BoardChoice {
  const body = search['body'];
  return {
    state: states.find(({ code }) => code === search['state'])?.code,
    body: body === 'eci' || body === 'sec' ? body : undefined,
  };
}

/** The address of a choice: `/logistics?state=IN-KL`. */
export function boardPath({ state, body }: BoardChoice): string {
  const search = new URLSearchParams();
  if (state !== undefined) search.set('state', state);
  if (body !== undefined) search.set('body', body);
  return search.size === 0 ? '/logistics' : `/logistics?${search}`;
}

/** The address of one exercise, with an item opened. */
export function exercisePath(id: string, itemId?: string): string {
  const path = `/logistics/exercise/${encodeURIComponent(id)}`;
  return itemId === undefined ? path : `${path}?item=${itemId}`;
}
