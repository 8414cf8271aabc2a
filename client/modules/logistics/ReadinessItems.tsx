import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { itemOf } from '#shared/modules/logistics/catalogue-items.ts';
import type { ExerciseReadiness, ItemId, SumView } from '#shared/modules/logistics/schema.ts';
import { exercisePath, useLogisticsWords } from './api.ts';
import styles from './ReadinessItems.module.css';
import { dueOf, ReadinessMark, sentenceOf, trendOf, useNames } from './Words.tsx';

export interface ItemTableProps {
  caption: string;
  sums: readonly SumView[];
  readiness: ExerciseReadiness;
  /** The item whose districts are shown below. */
  opened: ItemId | undefined;
}

/** The items of a theme in the order of the catalogue, one line for each facility. */
export function ItemTable({ caption, sums, readiness, opened }: ItemTableProps) {
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      columns={useColumns(readiness)}
      rows={sums}
      rowKey={({ itemId, facet }) => `${itemId}/${facet}`}
      isRowMarked={({ itemId }) => itemId === opened}
    />
  );
}

function useColumns({ exercise, areas, critical, today }: ExerciseReadiness): Column<SumView>[] {
  const words = useLogisticsWords();
  const names = useNames();
  const { columns } = words.exercise;
  const areaNames = new Map(areas.map(({ code, nameEn, nameHi }) => [code, names.pick(nameEn, nameHi)]));
  return [
    {
      id: 'item',
      header: columns.item,
      isRowHeader: true,
      cell: ({ itemId, facet }) => {
        const name = names.item(itemId, facet);
        return (
          <span className={styles.item}>
            <PathLink to={exercisePath(exercise.id, itemId)} isSwitch aria-label={words.exercise.open(name)}>
              {name}
            </PathLink>
            <small>
              {names.unit(itemId)}
              {critical.includes(itemId) ? <b> · {words.exercise.critical}</b> : null}
            </small>
          </span>
        );
      },
    },
    {
      id: 'readiness',
      header: columns.readiness,
      cell: ({ verdict }) => (
        <span className={styles.mark}>
          <ReadinessMark verdict={verdict} />
        </span>
      ),
    },
    {
      id: 'required',
      header: columns.required,
      align: 'end',
      cell: ({ reporting, required }) => (
        <span className={styles.count}>{reporting === 0 ? '–' : formatCount(required)}</span>
      ),
    },
    {
      id: 'have',
      header: columns.have,
      align: 'end',
      cell: ({ itemId, reporting, numerator }) => (
        <span className={styles.figure}>
          {reporting === 0 ? '–' : formatCount(numerator)}
          <small>{words.gates[itemOf(itemId).gate]}</small>
        </span>
      ),
    },
    {
      id: 'reporting',
      header: columns.reporting,
      cell: ({ reporting, areas: all }) => words.exercise.reporting(formatCount(reporting), formatCount(all)),
    },
    {
      id: 'lowest',
      header: columns.lowest,
      cell: ({ lowest }) =>
        lowest === null ? (
          <small>{words.exercise.noDistrict}</small>
        ) : (
          <span className={styles.lowest}>
            {areaNames.get(lowest.area) ?? lowest.area} <b>{lowest.percent} %</b>
          </span>
        ),
    },
    {
      id: 'due',
      header: columns.due,
      cell: ({ verdict: { due } }) => (
        <span className={styles.lowest}>
          {due === null ? null : `${formatDate(due)} `}
          <small>{dueOf(words, due, today)}</small>
        </span>
      ),
    },
    {
      id: 'why',
      header: columns.why,
      cell: (sum) => (
        <span className={styles.why}>
          {sentenceOf(words, sum, exercise.anchors.poll, today)}
          <small>
            {[
              ...(sum.verdict.percent === null ? [] : [trendOf(words, sum)]),
              ...(sum.asOf === null ? [] : [words.exercise.asOf(formatDate(sum.asOf))]),
            ].join('; ')}
          </small>
        </span>
      ),
    },
  ];
}
