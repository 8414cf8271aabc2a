import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { kindOf, useRollHealthWords } from '#client/modules/roll-health/api.ts';
import { Button } from '#client/ui/Button.tsx';
import { formatDate } from '#shared/kernel/time.ts';
import { csvLine } from '#shared/modules/bulletins/rules.ts';
import type { Bulletin, Cell, ColumnView, Row, Table } from '#shared/modules/bulletins/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { cellText, columnName, useBulletinsWords } from './api.ts';
import styles from './BulletinActions.module.css';
import { type NoteWords, notePieces } from './Footnotes.tsx';

interface FileWords extends NoteWords {
  statuses: Readonly<Record<string, string>>;
  sample: string;
}

/** Takes the bulletin along: as a file made in the browser of what is shown, or on paper. */
export function BulletinActions({ bulletin, finding }: { bulletin: Bulletin; finding: string }) {
  const words = useBulletinsWords();
  const rollWords = useRollHealthWords();
  const appWords = useAppWords();
  const language = useLanguage();

  function handleDownload() {
    const tools = { words, rollWords, language, statuses: appWords.status, sample: appWords.sample };
    // The mark at the start tells spreadsheets that the letters are UTF-8.
    const file = new Blob(['\ufeff', csvOf(tools, bulletin, finding)], { type: 'text/csv;charset=utf-8' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `bulletin-${bulletin.exercise}-${bulletin.day}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  return (
    <fieldset className={styles.actions}>
      <legend className="visually-hidden">{words.actions}</legend>
      <Button onClick={handleDownload}>{words.download}</Button>
      <Button onClick={() => window.print()}>{words.print}</Button>
    </fieldset>
  );
}

function csvOf(tools: FileWords, bulletin: Bulletin, finding: string): string {
  const { words } = tools;
  const head = [[words.exercises[bulletin.exercise]], [words.asOn(formatDate(bulletin.day))], [finding], []];
  const notes = bulletin.notes.map((note) => [
    String(note.no),
    notePieces(tools, bulletin, note)
      .map(({ text }) => text)
      .join(' '),
  ]);
  const lines = [
    ...head,
    ...linesOf(tools, bulletin, bulletin.roll),
    [],
    [words.tables.claims],
    ...linesOf(tools, bulletin, bulletin.claims),
    [],
    [words.notesTitle],
    ...notes,
  ];
  return lines.map(csvLine).join('');
}

/** A table with every column on its own, its days and statuses beside it, and the numbers of its footnotes at the end. */
function linesOf(tools: FileWords, bulletin: Bulletin, table: Table): string[][] {
  const { words, language } = tools;
  const { columns, rows, totals } = table;
  const nameOf = (column: ColumnView) => {
    const own = columnName(words, bulletin.exercise, column.key);
    return column.under === null ? own : `${columnName(words, bulletin.exercise, column.under)}, ${own}`;
  };
  const numbers = (row: string) =>
    bulletin.notes
      .filter(({ marks }) => marks.some((mark) => mark.table === table.id && mark.row === row))
      .map(({ no }) => String(no))
      .join('; ');
  const heads = columns.flatMap((column) => [
    nameOf(column),
    ...(column.hasDay ? [`${nameOf(column)}, ${words.csv.asOn}`] : []),
    ...(column.kind === 'metric' ? [`${nameOf(column)}, ${words.csv.status}`] : []),
  ]);
  const blanks = (column: ColumnView) => (column.hasDay || column.kind === 'metric' ? [''] : []);
  return [
    [words.state, ...heads, words.csv.notes],
    ...rows.map((row) => [
      stateName(row.stateCode, language),
      ...columns.flatMap((column) => cellsOf(tools, column, row)),
      numbers(row.stateCode),
    ]),
    [
      words.total,
      ...columns.flatMap((column) => [plain(totals[column.key]?.value ?? null), ...blanks(column)]),
      numbers('total'),
    ],
    [
      words.csv.inTotal,
      ...columns.flatMap((column) => {
        const total = totals[column.key];
        return [total === undefined ? '' : words.inTotal(String(total.used), String(total.of)), ...blanks(column)];
      }),
      '',
    ],
  ];
}

function cellsOf(tools: FileWords, column: ColumnView, { cells }: Row): string[] {
  const cell = cells[column.key];
  if (cell === undefined) return [''];
  const day = cell.value === null ? '' : cell.day === null ? (cell.dayNote ?? '') : formatDate(cell.day);
  return [
    figureOf(tools, column, cell),
    ...(column.hasDay ? [day] : []),
    ...(column.kind === 'metric' ? [cell.status === null ? '' : (tools.statuses[kindOf(cell.status)] ?? '')] : []),
  ];
}

/** A plain number where the figure is one; in words where it is rounded, missing or a sample. */
function figureOf({ words, language, sample }: FileWords, column: ColumnView, cell: Cell): string {
  const isPlain = cell.value !== null && cell.precision !== 'rounded';
  const text = isPlain ? plain(cell.value) : cellText(words, column, cell, language);
  return cell.isSample && cell.value !== null ? `${sample} ${text}` : text;
}

function plain(value: number | null): string {
  return value === null ? '' : String(value);
}
