// What the keys, the mouse and the clipboard do to a grid of typed cells: the choice, the cell being typed in, the way back.

import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { formatCount } from '#shared/kernel/numbers.ts';
import {
  blockText,
  cellId,
  clearAll,
  fillDown,
  type GridWords,
  type History,
  moveBy,
  nextPlace,
  noHistory,
  type Place,
  pasteInto,
  readBlock,
  redo,
  remember,
  type Size,
  type Span,
  stepOf,
  type TextAt,
  undo,
  type Write,
} from './entry-grid.ts';

/** The cell being typed in: where, what it held before, and whether typing began with a letter rather than with F2. */
export interface Editing {
  place: Place;
  was: string;
  isFresh: boolean;
}

export interface TypingOptions {
  id: string;
  table: RefObject<HTMLElement | null>;
  size: Size;
  textAt: TextAt;
  onWrite: (writes: readonly Write[]) => void;
  words: GridWords;
  isReadOnly: boolean;
  /** Rows in sight: how far Page Down goes. */
  page: number;
}

const start: Place = { row: 0, column: 0 };

/** The grid's state and its handlers. `id` names the grid's cells in the page. */
export function useGridTyping({ id, table, size, textAt, onWrite, words, isReadOnly, page }: TypingOptions) {
  const [span, setSpan] = useState<Span>({ anchor: start, focus: start });
  const [history, setHistory] = useState<History>(noHistory);
  const [said, setSaid] = useState('');
  const [editing, setEditing] = useState<Editing | null>(null);
  // Leaving an input tells of it while the key that left is still being handled: the newest state is needed there.
  const edit = useRef<Editing | null>(null);
  /** Where Tab began: Enter then goes to that column of the next row, as in a spreadsheet. */
  const run = useRef<number | null>(null);
  const isMoved = useRef(false);
  const isTapped = useRef(false);
  const { focus } = span;

  function choose(next: Place, anchor = next) {
    isMoved.current = true;
    setSpan({ anchor, focus: next });
  }

  function write(writes: readonly Write[], told: (cells: string) => string, more = '') {
    const step = stepOf(writes, textAt);
    if (step !== null) {
      onWrite(step.after);
      setHistory((before) => remember(before, step));
    }
    setSaid(`${told(formatCount(writes.length))}${more === '' ? '' : ` ${more}`}`);
  }

  function goBack(way: typeof undo, told: (cells: string) => string) {
    const done = way(history);
    if (done === null) return setSaid(words.nothing);
    onWrite(done.writes);
    setHistory(done.history);
    const [first = focus] = done.writes;
    choose({ row: first.row, column: first.column });
    setSaid(told(formatCount(done.writes.length)));
  }

  function fill() {
    const writes = isReadOnly ? [] : fillDown(span, textAt);
    if (writes.length === 0) setSaid(words.nothing);
    else write(writes, words.filled);
  }

  function begin(place: Place, first?: string) {
    if (isReadOnly) return;
    edit.current = { place, was: textAt(place.row, place.column), isFresh: first !== undefined };
    setEditing(edit.current);
    if (first !== undefined) onWrite([{ ...place, text: first }]);
    setSaid('');
  }

  /** What is typed is written letter by letter; all of it is one step to undo. */
  function end(isKept: boolean) {
    const ended = edit.current;
    if (ended === null) return;
    edit.current = null;
    setEditing(null);
    const { place, was } = ended;
    const now = textAt(place.row, place.column);
    const step = { before: [{ ...place, text: was }], after: [{ ...place, text: now }] };
    if (!isKept) onWrite(step.before);
    else if (now !== was) setHistory((before) => remember(before, step));
    table.current?.focus({ preventScroll: true });
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.altKey) return;
    const { key } = event;
    const isFar = event.ctrlKey || event.metaKey;
    if (edit.current !== null && (isFar || !leaves(key, edit.current))) return;
    const to = moveBy(focus, { key, isFar }, size, page);
    if (to !== null) {
      run.current = null;
      end(true);
      choose(to, event.shiftKey ? span.anchor : to);
    } else if (isFar ? !takeCommand(event) : !takeKey(event)) return;
    event.preventDefault();
  }

  /** Enter, Tab, Escape, F2, Delete and letters; false for any other key, and for a Tab that leaves the grid. */
  function takeKey({ key, shiftKey }: KeyboardEvent): boolean {
    switch (key) {
      case 'Enter': {
        end(true);
        const row = Math.max(0, Math.min(size.rows - 1, focus.row + (shiftKey ? -1 : 1)));
        choose({ row, column: run.current ?? focus.column });
        run.current = null;
        return true;
      }
      case 'Tab': {
        // Without typing Tab leaves, so that nobody is caught in the grid.
        if (edit.current === null && run.current === null) return false;
        run.current ??= focus.column;
        end(true);
        const to = nextPlace(focus, shiftKey ? -1 : 1, size);
        if (to !== null) choose(to);
        return to !== null;
      }
      case 'Escape':
        run.current = null;
        end(false);
        setSpan({ anchor: focus, focus });
        return true;
      case 'F2':
        begin(focus);
        return true;
      case 'Delete':
      case 'Backspace':
        if (!isReadOnly) write(clearAll(span), words.cleared);
        return !isReadOnly;
      default:
        if (key.length !== 1 || key === ' ' || isReadOnly) return false;
        begin(focus, key);
        return true;
    }
  }

  function takeCommand({ key, shiftKey }: KeyboardEvent): boolean {
    const command = `${shiftKey ? 'shift ' : ''}${key.toLowerCase()}`;
    if (command === 'a') setSpan({ anchor: start, focus: { row: size.rows - 1, column: size.columns - 1 } });
    else if (isReadOnly) return false;
    else if (command === 'd') fill();
    else if (command === 'z') goBack(undo, words.undone);
    else if (command === 'y' || command === 'shift z') goBack(redo, words.redone);
    else return false;
    return true;
  }

  function handleMouse(event: MouseEvent) {
    const place = placeOf(event.target);
    const isDrag = event.type === 'mousemove';
    if (place === null || (isDrag && (event.buttons !== 1 || isSame(place, focus)))) return;
    if (edit.current !== null) {
      if (isSame(edit.current.place, place)) return;
      end(true);
    }
    const isTouch = 'pointerType' in event.nativeEvent && event.nativeEvent.pointerType === 'touch';
    if (event.type === 'click') {
      // A second tap on the cell in use opens it.
      if (isTouch && isTapped.current) begin(place);
    } else if (event.type === 'dblclick') begin(place);
    else {
      run.current = null;
      isTapped.current = isSame(place, focus);
      setSpan({ anchor: event.shiftKey || isDrag ? span.anchor : place, focus: place });
      event.preventDefault();
      table.current?.focus({ preventScroll: true });
    }
  }

  const handleClipboard = useEffectEvent((event: ClipboardEvent) => {
    const isHere = table.current?.contains(document.activeElement) ?? false;
    if (!isHere || event.clipboardData === null) return;
    if (event.type === 'paste') {
      const block = readBlock(event.clipboardData.getData('text/plain'));
      if (isReadOnly || (edit.current !== null && block.flat().length === 1)) return;
      end(true);
      const { writes, left, span: pasted } = pasteInto(block, span, size);
      write(writes, words.pasted, left === 0 ? '' : words.leftOver(formatCount(left)));
      setSpan(pasted);
    } else {
      if (edit.current !== null) return;
      event.clipboardData.setData('text/plain', blockText(span, textAt));
      if (event.type === 'cut' && !isReadOnly) write(clearAll(span), words.cleared);
    }
    event.preventDefault();
  });
  // The browser tells the clipboard's keys to whatever holds the selection of text, which need not be the grid.
  useEffect(() => {
    const names = ['paste', 'copy', 'cut'] as const;
    const listener = (event: ClipboardEvent) => handleClipboard(event);
    for (const name of names) document.addEventListener(name, listener);
    return () => {
      for (const name of names) document.removeEventListener(name, listener);
    };
  }, []);

  // Only what the keyboard or a link moved comes into sight: the first drawing scrolls nothing.
  useLayoutEffect(() => {
    if (!isMoved.current) return;
    isMoved.current = false;
    document.getElementById(cellId(id, focus))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [id, focus]);

  return { span, editing, said, history, choose, fill, end, goBack, handleKeyDown, handleMouse };
}

/** Keys that end the typing in a cell. Arrows along the text move within it, unless typing began with a letter. */
function leaves(key: string, { isFresh }: Editing): boolean {
  if (['Enter', 'Tab', 'Escape', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'].includes(key)) return true;
  return isFresh && (key === 'ArrowLeft' || key === 'ArrowRight');
}

function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof Element ? target.closest('[data-cell]') : null;
  const [row, column] = (cell?.getAttribute('data-cell') ?? '').split(',').map(Number);
  return row === undefined || column === undefined ? null : { row, column };
}

function isSame(one: Place, other: Place): boolean {
  return one.row === other.row && one.column === other.column;
}
