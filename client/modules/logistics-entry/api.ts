// What the room asks of the server, and the keeper of typed returns: what was typed stays in the browser of its person
// until the server has it, for the grid and for the form of one district alike.

import type { QueryClient } from '@tanstack/react-query';
import { isFields, readFields, readRecord, readText } from '#client/app/shape.ts';
import { trpc, trpcClient } from '#client/app/trpc.ts';
import { newId } from '#shared/kernel/ids.ts';
import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { items } from '#shared/modules/logistics/catalogue-items.ts';
import {
  type CellName,
  type EntryLines,
  figures,
  meetLines,
  readCellKey,
  settleCell,
  type TypedCells,
  typeCells,
} from '#shared/modules/logistics/rules-entry.ts';
import {
  type ExerciseReadiness,
  type ItemId,
  itemIds,
  type SaveReturns,
  type Theme,
  themes,
} from '#shared/modules/logistics/schema.ts';

const meta = { topics: ['logistics', 'timelines'] };

/** One exercise: its items, its districts, and whether the reader may write. */
export function exerciseQuery(exerciseId: string) {
  return trpc.logistics.exercise.queryOptions({ exerciseId }, { meta });
}

/** The lines of these items, in every district or in one. */
export function linesQuery(exerciseId: string, wanted: readonly ItemId[], districtCode: string | undefined) {
  const asked = { exerciseId, itemIds: [...wanted], ...(districtCode === undefined ? {} : { districtCode }) };
  return trpc.logistics.grid.queryOptions(asked, { meta, enabled: wanted.length > 0 });
}

/** Writes lines. The key is repeated until the command was answered. */
export async function saveReturns(input: SaveReturns) {
  return await trpcClient.logistics.saveReturns.mutate(input);
}

/** Fetches again whatever of readiness is on screen. */
export async function refreshReturns(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: trpc.logistics.pathKey() });
}

/** A column of the grid, or a field of the form: a figure of an item, of one facility where the item has those. */
export type EntryColumn = Omit<CellName, 'districtCode'>;
export const mostColumns = 10;
/** A line of every district: an item, or one facility of it. */
export type ItemLine = Omit<EntryColumn, 'figure'>;

/** The lines of the exercise in the order of the catalogue. */
export function itemLinesOf({ sums }: Pick<ExerciseReadiness, 'sums'>): ItemLine[] {
  return sums.map(({ itemId, facet }) => ({ itemId, facet }));
}

/** A column as it stands in the address. */
export function columnId({ itemId, facet, figure }: EntryColumn): string {
  return [itemId, ...(facet === '' ? [] : [facet]), figure].join('.');
}

/** Columns of an address; what is none is left out. Null where none is named. */
export function readColumns(text: string | undefined): EntryColumn[] | null {
  const columns = (text ?? '').split(',').flatMap((part): EntryColumn[] => {
    const names = part.split('.');
    const itemId = itemIds.find((id) => id === names[0]);
    const figure = figures.find((each) => each === names.at(-1));
    return itemId === undefined || figure === undefined
      ? []
      : [{ itemId, facet: names.length > 2 ? (names[1] ?? '') : '', figure }];
  });
  return columns.length === 0 ? null : columns.slice(0, mostColumns);
}

/** A theme of an address. */
export function readTheme(text: string | undefined): Theme | undefined {
  return themes.find((theme) => theme === text);
}

/** The column that decides each line of the theme: what is counted as ready there. */
export function columnsOfTheme(theme: Theme, lines: readonly ItemLine[]): EntryColumn[] {
  return lines.flatMap(({ itemId, facet }) => {
    const item = items.find(({ id }) => id === itemId);
    return item?.theme === theme ? [{ itemId, facet, figure: item.gate }] : [];
  });
}

/** What is said of all lines of a save. Null: not typed, so what the page proposes holds. */
export interface Header {
  asOn: string | null;
  source: string | null;
  note: string | null;
}

export interface Keeping {
  cells: TypedCells;
  header: Header;
  /** The last save as it was sent, with the key under which it is repeated until it is answered. */
  sent: { key: string; text: string } | null;
  /** False when this browser keeps nothing: what is typed is then on this screen only. */
  isKept: boolean;
  /** How many cells were found in this browser when the page was opened. */
  restored: number;
}

export interface Keeper {
  subscribe(listener: () => void): () => void;
  read(): Keeping;
  type(texts: Readonly<Record<string, string>>, lines: EntryLines): void;
  describe(header: Partial<Header>): void;
  meet(lines: EntryLines): void;
  settle(key: string, choice: 'mine' | 'theirs', lines: EntryLines): void;
  /** The key for this save: the last one's where exactly this was sent and not answered. */
  keyFor(input: object): string;
  /** The save was answered. Cells that say since then what they said when it was sent are with the server. */
  answered(cells: TypedCells): void;
  discard(): void;
  /** Begins to keep; the function it returns ends it. */
  open(): () => void;
}

const noHeader: Header = { asOn: null, source: null, note: null };
/** A pasted sheet is written to the browser once, not cell by cell. */
const pauseMs = 400;

/** A keeper for one person's typing in one exercise, beginning with what this browser still holds. */
export function createKeeper(personId: string, exerciseId: string): Keeper {
  const place = `samanvay.returns.${personId}.${exerciseId}`;
  const listeners = new Set<() => void>();
  const found = readKept(place);
  let keeping: Keeping = { ...found, isKept: true, restored: Object.keys(found.cells).length };
  let timer: number | undefined;

  function change(part: Partial<Keeping>) {
    keeping = { ...keeping, ...part };
    timer ??= window.setTimeout(keep, pauseMs);
    for (const listener of listeners) listener();
  }

  function keep() {
    window.clearTimeout(timer);
    timer = undefined;
    const text = keptText(keeping);
    try {
      if (text === null) localStorage.removeItem(place);
      else localStorage.setItem(place, text);
    } catch {
      keeping = { ...keeping, isKept: false };
      for (const listener of listeners) listener();
    }
  }

  /** Another tab of the same person: what was typed there stands here too, under what was typed here. */
  function handleStorage({ key }: StorageEvent) {
    if (key !== place) return;
    const other = readKept(place);
    const cells = { ...other.cells, ...keeping.cells };
    if (Object.keys(cells).length > Object.keys(keeping.cells).length) change({ cells });
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => keeping,
    type: (texts, lines) => change({ cells: typeCells(keeping.cells, texts, lines) }),
    describe: (header) => change({ header: { ...keeping.header, ...header } }),
    meet(lines) {
      const cells = meetLines(keeping.cells, lines);
      if (cells !== keeping.cells) change({ cells });
    },
    settle: (key, choice, lines) => change({ cells: settleCell(keeping.cells, key, choice, lines) }),
    keyFor(input) {
      const text = JSON.stringify(input);
      if (keeping.sent?.text !== text) change({ sent: { key: newId(), text } });
      // What is under way must be known to the browser before it is sent.
      keep();
      return keeping.sent?.key ?? newId();
    },
    answered(sent) {
      const left = Object.entries(keeping.cells).filter(([key, { text }]) => sent[key]?.text !== text);
      change({ cells: Object.fromEntries(left), sent: null, restored: 0 });
    },
    discard: () => change({ cells: {}, header: noHeader, sent: null, restored: 0 }),
    open() {
      window.addEventListener('pagehide', keep);
      window.addEventListener('storage', handleStorage);
      return () => {
        window.removeEventListener('pagehide', keep);
        window.removeEventListener('storage', handleStorage);
        keep();
      };
    },
  };
}

/** What the browser keeps; text that identifies a person is kept nowhere. Null when there is nothing to keep. */
function keptText({ cells, header, sent }: Keeping): string | null {
  const safe = Object.entries(cells).filter(([key, { text }]) => {
    return readCellKey(key)?.figure !== 'requiredReason' || findPersonalData(text) === undefined;
  });
  const said = Object.entries(header).filter(([, text]) => text !== null && findPersonalData(text) === undefined);
  if (safe.length === 0 && said.length === 0 && sent === null) return null;
  return JSON.stringify({ cells: Object.fromEntries(safe), header: Object.fromEntries(said), sent });
}

/** What this browser kept; nothing where it cannot be read. */
function readKept(place: string): Pick<Keeping, 'cells' | 'header' | 'sent'> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    if (!isFields(kept)) return { cells: {}, header: noHeader, sent: null };
    const sent = kept['sent'];
    return {
      cells: readRecord(kept['cells'], readTyped, 'cells'),
      header: { ...noHeader, ...readRecord(kept['header'], readText, 'header') },
      sent: isFields(sent) ? { key: readText(sent['key'], 'key'), text: readText(sent['text'], 'text') } : null,
    };
  } catch {
    return { cells: {}, header: noHeader, sent: null };
  }
}

function readTyped(value: unknown, what: string) {
  const { text, was } = readFields(value, what);
  return { text: readText(text, what), was: readText(was, what) };
}
