import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { kindOf } from '#client/modules/roll-health/api.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { Bulletin, Cell, ColumnView, Note, Row, Table } from '#shared/modules/bulletins/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { cellText, columnName, totalText, useBulletinsWords } from './api.ts';
import styles from './BulletinTable.module.css';

const totalRow = 'total';

/** One table of the bulletin: a row per State, then the totals; the numbers of the footnotes stand under the figures. */
export function BulletinTable({ bulletin, table }: { bulletin: Bulletin; table: Table }) {
  const words = useBulletinsWords();
  const columns = useColumns(bulletin, table);
  const rows = [...table.rows.map((row) => row.stateCode), totalRow];
  const { tables, exercises } = words;
  return (
    <div className={styles.table}>
      <DataTable
        caption={table.id === 'roll' ? tables.roll(exercises[bulletin.exercise]) : tables.claims}
        isCaptionHidden
        columns={columns}
        rows={rows}
        rowKey={(code) => code}
      />
    </div>
  );
}

/** Columns that stand under another one share its cell: a count, and under it its percent. */
function useColumns(bulletin: Bulletin, table: Table): Column<string>[] {
  const words = useBulletinsWords();
  const rows = new Map(table.rows.map((row) => [row.stateCode, row]));
  const marks = (row: string, ...columns: string[]) => (
    <NoteMarks notes={bulletin.notes} table={table.id} row={row} columns={columns} />
  );
  const upper = table.columns.filter(({ under }) => under === null);
  return [
    {
      id: 'state',
      header: words.state,
      isRowHeader: true,
      cell: (code) => {
        const row = rows.get(code);
        return row === undefined ? words.total : <StateCell row={row} marks={marks(code, '')} />;
      },
    },
    ...upper.map((column): Column<string> => {
      const lower = table.columns.filter(({ under }) => under === column.key);
      const keys = [column.key, ...lower.map(({ key }) => key)];
      return {
        id: column.key,
        header: columnName(words, bulletin.exercise, column.key),
        unit: (
          <>
            {lower.map(({ key }) => columnName(words, bulletin.exercise, key)).join(', ')}
            {marks('head', ...keys)}
          </>
        ),
        align: 'end',
        cell: (code) => {
          const row = rows.get(code);
          return row === undefined ? (
            <TotalCell table={table} columns={[column, ...lower]} marks={marks(totalRow, ...keys)} />
          ) : (
            <FigureCell row={row} columns={[column, ...lower]} marks={marks(code, ...keys)} />
          );
        },
      };
    }),
  ];
}

function StateCell({ row: { stateCode, phase }, marks }: { row: Row; marks: ReactNode }) {
  const words = useBulletinsWords();
  const language = useLanguage();
  const router = useRouter();
  const name = stateName(stateCode, language);
  return (
    <span className={styles.state}>
      <PathLink to={`/states/${stateCode}`}>{name}</PathLink>
      <span className={styles.lower}>
        {phase === null ? null : /^I+$/.test(phase) ? words.phaseOf(phase) : words.laterPhase}
        {'/rolls/units' in router.routesByPath ? (
          <PathLink to={`/rolls/units?state=${stateCode}`} aria-label={words.drillOf(name)} className={styles.drill}>
            {words.drill}
          </PathLink>
        ) : null}
        {marks}
      </span>
    </span>
  );
}

interface CellProps {
  columns: readonly ColumnView[];
  marks: ReactNode;
}

function FigureCell({ row, columns: [column, ...lower], marks }: CellProps & { row: Row }) {
  const cell = column && row.cells[column.key];
  if (column === undefined || cell === undefined) return null;
  const day = column.hasDay && cell.value !== null ? (cell.day === null ? cell.dayNote : formatDate(cell.day)) : null;
  return (
    <>
      <span className={styles.upper}>
        <Figure column={column} cell={cell} />
      </span>
      {lower.map((each) => {
        const own = row.cells[each.key];
        // Of a blank there is no percent; saying so twice would only be noise.
        if (own === undefined || (own.value === null && cell.value === null)) return null;
        return (
          <span key={each.key} className={styles.lower}>
            <Figure column={each} cell={own} />
          </span>
        );
      })}
      <span className={styles.lower}>
        {day === null ? null : (
          <span className={styles.day} lang={cell.day === null ? 'en' : undefined}>
            {day}
          </span>
        )}
        {marks}
      </span>
    </>
  );
}

function Figure({ column, cell }: { column: ColumnView; cell: Cell }) {
  const words = useBulletinsWords();
  const appWords = useAppWords();
  const language = useLanguage();
  const text = cellText(words, column, cell, language);
  if (cell.value === null) return <span className={styles.blank}>{text}</span>;
  const figure = cell.isSample ? (
    <SampleMark word={appWords.sample} hint={appWords.sampleHint}>
      {text}
    </SampleMark>
  ) : (
    text
  );
  if (cell.status === null || column.kind !== 'metric') return figure;
  const kind = kindOf(cell.status);
  return (
    <span className={styles.status}>
      {figure} <StatusMark kind={kind} word={appWords.status[kind]} isQuiet />
      {kind === 'info' ? null : (
        <span className={styles.word} aria-hidden="true">
          {appWords.status[kind]}
        </span>
      )}
    </span>
  );
}

function TotalCell({ table, columns: [column, ...lower], marks }: CellProps & { table: Table }) {
  const words = useBulletinsWords();
  const appWords = useAppWords();
  const total = column && table.totals[column.key];
  if (column === undefined || total === undefined) return null;
  if (total.value === null) return <span className={styles.blank}>{appWords.none}</span>;
  const percents = lower.flatMap((each) => {
    const own = table.totals[each.key];
    return own === undefined || own.value === null ? [] : [{ key: each.key, text: totalText(each, own) }];
  });
  return (
    <>
      <span className={styles.upper}>{totalText(column, total)}</span>
      {percents.map(({ key, text }) => (
        <span key={key} className={styles.lower}>
          {text}
        </span>
      ))}
      <span className={styles.lower}>
        {words.inTotal(formatCount(total.used), formatCount(total.of))}
        {marks}
      </span>
    </>
  );
}

/** The id of one mark, for the way back from its footnote. */
export function markId(no: number, mark: Note['marks'][number]): string {
  return `mark-${no}-${mark.table}-${mark.row}-${mark.column}`;
}

function NoteMarks(props: { notes: readonly Note[]; table: Table['id']; row: string; columns: readonly string[] }) {
  const { notes, table, row, columns } = props;
  const words = useBulletinsWords();
  return notes.flatMap(({ no, marks }) => {
    const here = marks.filter((mark) => mark.table === table && mark.row === row && columns.includes(mark.column));
    return here.map((mark) => (
      <a
        key={markId(no, mark)}
        id={markId(no, mark)}
        href={`#note-${no}`}
        className={styles.mark}
        aria-label={words.toNote(String(no))}
      >
        {no}
      </a>
    ));
  });
}
