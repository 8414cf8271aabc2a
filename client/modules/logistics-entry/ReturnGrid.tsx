import { type RefObject, useCallback, useMemo } from 'react';
import { EntryGrid, type GridHandle } from '#client/ui/EntryGrid.tsx';
import type { GridCell, Write } from '#client/ui/entry-grid.ts';
import { formatCount } from '#shared/kernel/numbers.ts';
import { cellKey, heldText } from '#shared/modules/logistics/rules-entry.ts';
import type { ExerciseReadiness, GridLine } from '#shared/modules/logistics/schema.ts';
import { columnId, type EntryColumn } from './api.ts';
import type { Draft } from './ReturnDraft.tsx';
import { faultSentence, faultWord, type ReturnWords, readable, type useNames, useReturnWords } from './Words.tsx';

export interface ReturnGridProps {
  view: ExerciseReadiness;
  draft: Draft;
  columns: readonly EntryColumn[];
  names: ReturnType<typeof useNames>;
  handle: RefObject<GridHandle | null>;
}

const blankCell: GridCell = { text: '', beside: '', mark: 'held', word: '', sentence: '' };

/** Every district by every chosen column, with what is required and what was there beside each cell. */
export function ReturnGrid({ view, draft, columns, names, handle }: ReturnGridProps) {
  const words = useReturnWords();
  const { areas } = view;
  const { keeping, lines, list, faults, conflicts, type } = draft;
  const byLine = useMemo(() => new Map(list.map((line) => [lineName(line), line])), [list]);

  const keyAt = useCallback(
    (row: number, column: number) => {
      const [area, named] = [areas[row], columns[column]];
      return area === undefined || named === undefined ? null : cellKey({ ...named, districtCode: area.code });
    },
    [areas, columns],
  );
  const textAt = useCallback(
    (row: number, column: number) => {
      const key = keyAt(row, column);
      return key === null ? '' : (keeping.cells[key]?.text ?? heldText(lines, key) ?? '');
    },
    [keyAt, keeping.cells, lines],
  );
  const cellAt = useCallback(
    (row: number, column: number): GridCell => {
      const [area, named] = [areas[row], columns[column]];
      const key = keyAt(row, column);
      if (area === undefined || named === undefined || key === null) return blankCell;
      const { figure } = named;
      const isText = figure === 'requiredReason';
      const held = heldText(lines, key) ?? '';
      const typed = keeping.cells[key];
      const line = byLine.get(lineName({ ...named, districtCode: area.code }));
      const text = readable(typed?.text ?? held, isText);
      const beside = besideOf(words, line, named, typed === undefined ? null : readable(held, isText));
      const fault = faults.get(key);
      if (fault !== undefined) {
        return { text, beside, mark: 'wrong', word: faultWord(words, fault), sentence: faultSentence(words, fault) };
      }
      const theirs = conflicts[key];
      if (theirs !== undefined) {
        const now = theirs === '' ? words.beside.blank : readable(theirs, isText);
        const sentence = words.conflicts.both(now, text === '' ? words.beside.blank : text);
        return { text, beside, mark: 'waits', word: words.beside.now(now), sentence };
      }
      return { text, beside, mark: typed === undefined ? 'held' : 'typed', word: '', sentence: '' };
    },
    [areas, columns, keyAt, byLine, lines, keeping.cells, faults, conflicts, words],
  );
  const handleWrite = useCallback(
    (writes: readonly Write[]) => {
      const texts: Record<string, string> = {};
      for (const { row, column, text } of writes) {
        const key = keyAt(row, column);
        if (key !== null) texts[key] = text;
      }
      type(texts);
    },
    [keyAt, type],
  );
  const heads = columns.map((column) => ({
    id: columnId(column),
    head: names.itemName(column),
    sub:
      column.figure === 'requiredReason'
        ? words.figures.requiredReason
        : `${words.figures[column.figure]}, ${names.unitName(column)}`,
    isText: column.figure === 'requiredReason',
  }));
  return (
    <EntryGrid
      key={heads.map(({ id }) => id).join()}
      label={words.grid.label(heads.map(({ head, sub }) => `${head}, ${sub}`).join('; '))}
      corner={words.corner}
      rows={areas.map(({ code }) => ({ id: code, name: names.areaName(code) }))}
      columns={heads}
      cellAt={cellAt}
      textAt={textAt}
      onWrite={handleWrite}
      words={words.grid}
      isReadOnly={!view.can.write}
      handle={handle}
    />
  );
}

function lineName({ itemId, facet, districtCode }: Pick<GridLine, 'itemId' | 'facet' | 'districtCode'>): string {
  return `${itemId}/${facet}/${districtCode}`;
}

/** What is required, and once something is typed, what was there. */
function besideOf(
  { beside: words }: ReturnWords,
  line: GridLine | undefined,
  { figure }: EntryColumn,
  was: string | null,
): string {
  if (line === undefined || figure === 'requiredReason') return '';
  const formula = line.byFormula;
  const required = line.required ?? formula;
  const unknown = line.isForBodyToSet ? words.toSet : words.unknown;
  const first =
    figure === 'required'
      ? formula === null
        ? unknown
        : words.formula(formatCount(formula))
      : required === null
        ? line.isForBodyToSet
          ? words.toSet
          : words.noNeed
        : words.required(formatCount(required));
  const second = was === null ? '' : words.was(was === '' ? words.blank : was);
  return [first, second].filter((text) => text !== '').join(', ');
}
