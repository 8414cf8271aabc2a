import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useFailureWords } from '#client/app/errors.ts';
import { languageOf } from '#client/app/language.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { itemOf } from '#shared/modules/logistics/catalogue-items.ts';
import { formulaNameOf, workingOf } from '#shared/modules/logistics/rules-working.ts';
import type { ExerciseReadiness, GridLine, ItemId } from '#shared/modules/logistics/schema.ts';
import { exercisePath, itemQuery, useLogisticsWords } from './api.ts';
import { NumbersUsed } from './ParameterTable.tsx';
import styles from './ReadinessItems.module.css';
import { ReadinessMark, sentenceOf, useNames } from './Words.tsx';

export interface ItemDistrictsProps {
  itemId: ItemId;
  readiness: ExerciseReadiness;
  asOn: string | undefined;
}

/** One item district by district: what is required and by what working, what there is, and why it has its colour. */
export function ItemDistricts({ itemId, readiness, asOn }: ItemDistrictsProps) {
  const words = useLogisticsWords();
  const say = useFailureWords();
  const names = useNames();
  const { data, error } = useQuery(itemQuery(readiness.exercise.id, itemId, asOn));
  const columns = useColumns(readiness, itemId);
  const title = words.item.title(names.item(itemId));
  const formula = formulaNameOf(itemId);
  // What was just asked for comes into view and takes the focus; it stands below a table that may be long.
  const arrive = useCallback((heading: HTMLHeadingElement | null) => {
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <section className={styles.districts}>
      <h3 ref={arrive} tabIndex={-1}>
        {title}
      </h3>
      <p className={styles.formula}>
        {formula === 'body' ? words.item.body : `${words.item.formula}: ${words.formulas[formula]}.`}{' '}
        <PathLink to={exercisePath(readiness.exercise.id)} isSwitch aria-current="false">
          {words.exercise.close}
        </PathLink>
      </p>
      {data === undefined ? (
        error === null ? (
          <LoadingFace>{words.loading}</LoadingFace>
        ) : (
          <ErrorFace title={words.failed} sentence={say(error)} />
        )
      ) : (
        <>
          <DataTable
            caption={title}
            isCaptionHidden
            columns={columns}
            rows={data.lines}
            rowKey={({ districtCode, facet }) => `${districtCode}/${facet}`}
          />
          <NumbersUsed
            ids={[...new Set(data.lines.flatMap(({ used, missing }) => [...used.map(({ id }) => id), ...missing]))]}
            readiness={readiness}
          />
        </>
      )}
    </section>
  );
}

function useColumns({ exercise, areas, today }: ExerciseReadiness, itemId: ItemId): Column<GridLine>[] {
  const words = useLogisticsWords();
  const names = useNames();
  const { columns } = words.item;
  const areaNames = new Map(areas.map(({ code, nameEn, nameHi }) => [code, names.pick(nameEn, nameHi)]));
  const isFaceted = itemId === 'amf_each';
  const figure = (value: number | null) => (value === null ? '–' : formatCount(value));
  return [
    {
      id: 'district',
      header: columns.district,
      isRowHeader: true,
      cell: ({ districtCode, facet }) => (
        <>
          {areaNames.get(districtCode) ?? districtCode}
          {isFaceted ? <small>, {names.item(itemId, facet)}</small> : null}
        </>
      ),
    },
    { id: 'readiness', header: columns.readiness, cell: ({ verdict }) => <ReadinessMark verdict={verdict} /> },
    { id: 'required', header: columns.required, align: 'end', cell: (line) => figure(line.required ?? line.byFormula) },
    { id: 'working', header: columns.working, cell: (line) => <Working line={line} /> },
    ...(['available', 'checked', 'deployed'] as const).map(
      (gate): Column<GridLine> => ({
        id: gate,
        header: columns[gate],
        align: 'end',
        isMarked: gate === itemOf(itemId).gate,
        cell: (line) => figure(line[gate]),
      }),
    ),
    {
      id: 'asOn',
      header: columns.asOn,
      cell: ({ asOn }) => <span className={styles.day}>{asOn === null ? '–' : formatDate(asOn)}</span>,
    },
    {
      id: 'why',
      header: columns.why,
      cell: (line) => (
        <span className={styles.why}>
          {sentenceOf(words, { ...line, asOf: line.asOn }, exercise.anchors.poll, today)}
          <small>{surplusOf(line) === 0 ? null : words.item.surplus(formatCount(surplusOf(line)))}</small>
        </span>
      ),
    },
    {
      id: 'source',
      header: columns.source,
      cell: ({ source }) => (source === null ? '–' : <small lang={languageOf(source)}>{source}</small>),
    },
  ];
}

function Working({ line }: { line: GridLine }) {
  const words = useLogisticsWords();
  const names = useNames();
  if (line.required !== null) {
    return (
      <span className={styles.working} {...(line.requiredReason === null ? {} : { title: line.requiredReason })}>
        {words.item.setByOffice}
        {line.requiredReason === null ? null : (
          <small lang={languageOf(line.requiredReason)}> {line.requiredReason}</small>
        )}
      </span>
    );
  }
  if (line.missing.length > 0) {
    return <span className={styles.working}>{words.item.missing(line.missing.map(names.parameter).join(', '))}</span>;
  }
  return <span className={styles.working}>{workingOf(line.itemId, line) ?? words.item.unknown}</span>;
}

function surplusOf(line: GridLine): number {
  const required = line.required ?? line.byFormula;
  const have = line[itemOf(line.itemId).gate];
  return required === null || have === null ? 0 : Math.max(0, have - required);
}
