import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { daysBetween, formatDate } from '#shared/kernel/time.ts';
import { type Board, type ThemeCell, themes } from '#shared/modules/logistics/schema.ts';
import { exercisePath, useLogisticsWords } from './api.ts';
import styles from './ReadinessTable.module.css';
import { dueOf, ExerciseName, greyReason, kinds, sentenceOf, trendOf, useNames } from './Words.tsx';

export type BoardRow = Board['rows'][number];

/** A row per exercise in the order given, a column per theme. */
export function ReadinessTable(props: {
  caption: string;
  rows: readonly BoardRow[];
  today: string;
  isOfOneState?: boolean;
}) {
  const { caption, rows, today, isOfOneState = false } = props;
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      columns={useColumns(today, isOfOneState)}
      rows={rows}
      rowKey={({ exercise }) => exercise.id}
    />
  );
}

function useColumns(today: string, isOfOneState: boolean): Column<BoardRow>[] {
  const words = useLogisticsWords();
  const { columns } = words.board;
  return [
    {
      id: 'exercise',
      header: columns.exercise,
      isRowHeader: true,
      cell: (row) => <Name row={row} isOfOneState={isOfOneState} />,
    },
    {
      id: 'poll',
      header: columns.poll,
      cell: ({ exercise }) => <Poll day={exercise.anchors.poll} today={today} />,
    },
    ...themes.map(
      (theme): Column<BoardRow> => ({
        id: theme,
        header: words.themes[theme],
        cell: (row) => <Cell row={row} theme={theme} today={today} />,
      }),
    ),
    { id: 'worst', header: columns.worst, cell: (row) => <Worst row={row} today={today} /> },
  ];
}

function Name(props: { row: BoardRow; isOfOneState: boolean; isInLine?: boolean }) {
  const {
    row: { exercise },
    isOfOneState,
    isInLine = false,
  } = props;
  const words = useLogisticsWords();
  const names = useNames();
  return (
    <span className={isInLine ? styles.inLine : styles.name}>
      {isOfOneState ? null : <b>{names.state(exercise.stateCode)}</b>}
      <PathLink to={exercisePath(exercise.id)}>
        <ExerciseName exercise={exercise} />
      </PathLink>
      <small>
        {words.bodies[exercise.bodyKind]}
        {exercise.isSample ? (
          <>
            {' '}
            <SampleMark word={words.sample} hint={words.sampleHint} />
          </>
        ) : null}
      </small>
    </span>
  );
}

function Poll({ day, today }: { day: string | null; today: string }) {
  const { board } = useLogisticsWords();
  if (day === null) return <span className={styles.day}>{board.noPoll}</span>;
  const days = daysBetween(today, day);
  const when = days === 0 ? board.today : days > 0 ? board.inDays(formatCount(days)) : board.ago(formatCount(-days));
  return (
    <span className={styles.day}>
      {formatDate(day)}
      <small>{when}</small>
    </span>
  );
}

/** Shape, percent and word of the theme's worst item; the sentence that produced it on hovering and when read aloud. */
function Cell({ row, theme, today }: { row: BoardRow; theme: ThemeCell['theme']; today: string }) {
  const words = useLogisticsWords();
  const names = useNames();
  const cell = row.themes.find((each) => each.theme === theme);
  if (cell === undefined || cell.worst === null) {
    const isUnknown = row.exercise.method === null && (theme === 'machines' || theme === 'ballots');
    return (
      <span className={styles.cell}>
        <StatusMark kind={isUnknown ? 'noFigure' : 'notApplicable'} word="" />
        <small>{isUnknown ? words.board.methodNeeded : words.board.noItems}</small>
      </span>
    );
  }
  const { worst, colour } = cell;
  const { percent } = worst.verdict;
  const sentence = sentenceOf(words, worst, row.exercise.anchors.poll, today);
  return (
    <span className={styles.cell} title={`${names.item(worst.itemId, worst.facet)}: ${sentence}`}>
      <StatusMark kind={kinds[colour]} word={percent === null ? '' : `${percent} %`} />
      <small>{colour === 'grey' ? greyReason(words, worst.verdict) : words.colours[colour]}</small>
      <span className="visually-hidden">
        {names.item(worst.itemId, worst.facet)}: {sentence}
      </span>
    </span>
  );
}

function Worst({ row: { worst, exercise }, today }: { row: BoardRow; today: string }) {
  const words = useLogisticsWords();
  const names = useNames();
  if (worst === null) return <small>{words.board.noCritical}</small>;
  return (
    <span className={styles.worst}>
      <PathLink to={exercisePath(exercise.id, worst.itemId)}>{names.item(worst.itemId, worst.facet)}</PathLink>
      <span>{sentenceOf(words, worst, exercise.anchors.poll, today)}</span>
      <small>
        {[
          ...(worst.verdict.due === null || worst.verdict.due < today ? [] : [dueOf(words, worst.verdict.due, today)]),
          ...(worst.verdict.percent === null ? [] : [trendOf(words, worst)]),
        ].join('; ')}
      </small>
    </span>
  );
}

/** Exercises from which nothing has come: what is missing for a colour, in words instead of a row of grey. */
export function SilentTable({ caption, rows, today }: { caption: string; rows: readonly BoardRow[]; today: string }) {
  const words = useLogisticsWords();
  const { columns } = words.board;
  const missing = ({ exercise: { anchors, method } }: BoardRow) =>
    [
      words.grey.no_figure,
      ...(anchors.poll === null ? [words.grey.no_poll_date] : []),
      ...(method === null ? [words.board.methodNeeded] : []),
    ].join(', ');
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      columns={[
        {
          id: 'exercise',
          header: columns.exercise,
          isRowHeader: true,
          cell: (row) => <Name row={row} isOfOneState={false} isInLine />,
        },
        {
          id: 'poll',
          header: columns.poll,
          cell: ({ exercise }) => <Poll day={exercise.anchors.poll} today={today} />,
        },
        {
          id: 'why',
          header: columns.why,
          cell: (row) => <StatusMark kind="noFigure" word={missing(row)} />,
        },
      ]}
      rows={rows}
      rowKey={({ exercise }) => exercise.id}
    />
  );
}
