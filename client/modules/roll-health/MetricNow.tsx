import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { type BoardCell, boardCells, overviewQuery } from '#client/modules/national/api.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatDate } from '#shared/kernel/time.ts';
import { type BoardMetric, boardMetrics } from '#shared/modules/national/schema.ts';
import type { MetricView } from '#shared/modules/roll-health/schema-metrics.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { useRollHealthWords, valueText } from './api.ts';
import styles from './MetricPage.module.css';

/** States beyond the metric's limits today, for the metrics of the national board; alphabetical. */
export function MetricNow({ metric }: { metric: MetricView }) {
  const words = useRollHealthWords();
  const board = boardMetrics.find((each) => each === metric.id);
  return (
    <section className={styles.section} aria-labelledby="now-title">
      <h2 id="now-title">{words.now}</h2>
      {board === undefined ? (
        <p className={styles.note}>{metric.isEvaluated ? words.nowNotBoard : words.nowNotComputed}</p>
      ) : (
        <BoardStates metric={metric} board={board} />
      )}
    </section>
  );
}

function BoardStates({ metric, board }: { metric: MetricView; board: BoardMetric }) {
  const words = useRollHealthWords();
  const { overview } = useSuspenseQuery(overviewQuery).data;
  const columns = useColumns(metric);
  const language = useLanguage();
  const cells = boardCells(overview, board).filter(({ kind }) => kind === 'actNow' || kind === 'attention');
  return (
    <>
      {cells.length === 0 ? (
        <p>{words.nowNone}</p>
      ) : (
        <>
          <p className={styles.note}>{words.nowIntro}</p>
          <DataTable
            caption={words.nowCaption(metric.name[language])}
            isCaptionHidden
            columns={columns}
            rows={cells}
            rowKey={({ code }) => code}
          />
        </>
      )}
      <p className={styles.note}>
        <PathLink to={`/national?metric=${board}`}>{words.board}</PathLink>
      </p>
    </>
  );
}

function useColumns(metric: MetricView): Column<BoardCell>[] {
  const words = useRollHealthWords();
  const appWords = useAppWords();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: 'state',
        header: words.nowColumns.state,
        isRowHeader: true,
        cell: ({ code }) => <PathLink to={`/states/${code}`}>{stateName(code, language)}</PathLink>,
      },
      {
        id: 'status',
        header: words.nowColumns.status,
        cell: ({ kind }) => <StatusMark kind={kind} word={appWords.status[kind]} />,
      },
      {
        id: 'value',
        header: words.nowColumns.value,
        align: 'end',
        cell: ({ value, isSample }) => {
          const text = value === null ? appWords.none : valueText(words, metric, value, metric.decimals);
          return isSample ? (
            <SampleMark word={appWords.sample} hint={appWords.sampleHint}>
              {text}
            </SampleMark>
          ) : (
            text
          );
        },
      },
      {
        id: 'day',
        header: words.nowColumns.day,
        align: 'end',
        cell: ({ day }) => (day === null ? appWords.none : formatDate(day)),
      },
    ],
    [words, appWords, metric, language],
  );
}
