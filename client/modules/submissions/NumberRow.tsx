import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useAnnounce } from '#client/ui/Announcer.tsx';
import { formatChange, formatCount, parseCount } from '#shared/kernel/numbers.ts';
import type { EntryCell } from '#shared/modules/roll-health/checks.ts';
import { cellOrder } from './api.ts';
import styles from './EntryTable.module.css';
import { FieldNotes, findingsAt, useHasNotes } from './FieldNotes.tsx';
import { focusField, inputId, readable, useForm, useRoomWords } from './FormContext.tsx';
import { SaveState } from './SaveState.tsx';
import { submitButtonId } from './StepPanel.tsx';

/** One number: its name, what is typed, what was last published, the change from it, and where the text is kept. */
export function NumberRow({ cell }: { cell: EntryCell }) {
  const words = useRoomWords().entry;
  const { texts, view, isEditable } = useForm();
  const field = `cells.${cell}`;
  const text = texts[field] ?? '';
  const parsed = parseCount(text);
  const last = view.last?.counts[cell];
  const hasNotes = useHasNotes(field);
  return (
    <>
      <tr className={styles.row} data-noted={hasNotes}>
        <th scope="row" className={styles.name}>
          {isEditable ? <label htmlFor={inputId(field)}>{words.cells[cell]}</label> : words.cells[cell]}
        </th>
        <td className={styles.figure}>
          {isEditable ? (
            <NumberInput cell={cell} text={text} hasNotes={hasNotes} />
          ) : (
            <span className={styles.read}>{text === '' ? <NoFigure /> : readable(field, text)}</span>
          )}
        </td>
        <td className={styles.last} data-label={words.columns.last}>
          {last === undefined ? <NoFigure /> : formatCount(last)}
        </td>
        <td className={styles.change} data-label={words.columns.change}>
          {last === undefined || !parsed.ok ? <NoFigure /> : formatChange(parsed.value - last)}
        </td>
        {isEditable ? (
          <td className={styles.state}>
            <SaveState field={field} />
          </td>
        ) : null}
      </tr>
      {hasNotes ? (
        <tr className={styles.noteRow}>
          <td colSpan={isEditable ? 5 : 4}>
            <FieldNotes field={field} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function NoFigure() {
  const words = useAppWords();
  return (
    <>
      <span aria-hidden="true">{words.none}</span>
      <span className="visually-hidden">{words.noFigureSpoken}</span>
    </>
  );
}

function NumberInput({ cell, text, hasNotes }: { cell: EntryCell; text: string; hasNotes: boolean }) {
  const words = useRoomWords().entry;
  const { keeper, keeping, check, checkNow } = useForm();
  const announce = useAnnounce();
  const input = useRef<HTMLInputElement>(null);
  const [isFocused, setIsFocused] = useState(false);
  const field = `cells.${cell}`;
  const parsed = parseCount(text);
  const isWrong =
    keeping.draft.refused[field] !== undefined ||
    findingsAt(check.findings, field).some(({ severity }) => severity === 'E');

  // Entering a cell takes out the grouping and selects the figure: typing then replaces it, as in a spreadsheet. A text
  // that is just being typed is left as it is.
  const plain = parsed.ok ? String(parsed.value) : text;
  const [edited, setEdited] = useState<string | null>(null);
  useLayoutEffect(() => {
    if (isFocused) input.current?.select();
  }, [isFocused]);

  function handleKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const isBack = (event.key === 'Enter' && event.shiftKey) || event.key === 'ArrowUp';
    const isOn = (event.key === 'Enter' && !event.shiftKey) || event.key === 'ArrowDown';
    if ((!isBack && !isOn) || event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = cellOrder[cellOrder.indexOf(cell) + (isBack ? -1 : 1)];
    if (next !== undefined) focusField(`cells.${next}`);
    else if (isOn) document.getElementById(submitButtonId)?.focus();
  }

  function handlePaste(event: ClipboardEvent) {
    const column = columnOf(event.clipboardData.getData('text'));
    if (column.length < 2) return;
    event.preventDefault();
    const cells = cellOrder.slice(cellOrder.indexOf(cell), cellOrder.indexOf(cell) + column.length);
    keeper.type(Object.fromEntries(cells.map((name, index) => [`cells.${name}`, column[index] ?? ''])));
    setEdited(null);
    const surplus = column.length - cells.length;
    announce(words.pasted(cells.length) + (surplus > 0 ? ` ${words.pastedTooMany(surplus)}` : ''));
  }

  return (
    <input
      ref={input}
      id={inputId(field)}
      className={styles.input}
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      maxLength={40}
      value={isFocused ? (edited ?? plain) : readable(field, text)}
      aria-invalid={isWrong}
      aria-describedby={hasNotes ? `${inputId(field)}-notes` : undefined}
      onFocus={() => setIsFocused(true)}
      onBlur={() => {
        setIsFocused(false);
        setEdited(null);
        checkNow();
      }}
      onChange={(event) => {
        setEdited(event.target.value);
        keeper.type({ [field]: event.target.value });
      }}
      onKeyDown={handleKeyDown}
      onPaste={handlePaste}
    />
  );
}

/**
 * A column as a spreadsheet puts it on the clipboard, from the top. Where rows have several cells the last one counts (a
 * label may stand before the figure); a single row is taken along its cells. Edge spaces and the last line's end go.
 */
export function columnOf(text: string): string[] {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  const cells = rows.length === 1 ? (rows[0] ?? '').split('\t') : rows.map((row) => row.split('\t').at(-1) ?? '');
  return cells.map((cell) => cell.trim());
}
