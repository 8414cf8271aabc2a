import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { metricIds } from '#shared/modules/roll-health/catalogue-limits.ts';
import type { MetricUnits } from '#shared/modules/rolls/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { metricUnitsQuery, unitsPath, useRollsWords } from './api.ts';
import styles from './UnitsPage.module.css';

type StateLine = MetricUnits['states'][number];

/** How many constituencies of each State are beyond the metric's limits, with the way to them. */
export function ConstituenciesNow({ metricId, asOn }: { metricId: string; asOn: string | undefined }) {
  const words = useRollsWords();
  const id = metricIds.find((each) => each === metricId) ?? 'FL-01';
  // Not waited for: the page stands without it, and four thousand constituencies take a moment.
  const { data } = useQuery(metricUnitsQuery(id, asOn));
  const columns = useColumns(id);
  const told = (data?.states ?? []).filter(({ red, amber, green, info }) => red + amber + green + info > 0);
  return (
    <section className={styles.now} aria-labelledby="constituencies-title">
      <h2 id="constituencies-title">{words.now.title}</h2>
      {data === undefined ? (
        <p role="status">{words.now.loading}</p>
      ) : told.length === 0 ? (
        <p>{words.now.none}</p>
      ) : (
        <DataTable
          caption={words.now.title}
          isCaptionHidden
          columns={columns}
          rows={told}
          rowKey={({ stateCode }) => stateCode}
        />
      )}
    </section>
  );
}

function useColumns(id: string): Column<StateLine>[] {
  const words = useRollsWords();
  const appWords = useAppWords();
  const language = useLanguage();
  return useMemo(() => {
    const count = (key: 'red' | 'amber' | 'green' | 'notComputed') => (line: StateLine) => formatCount(line[key]);
    return [
      {
        id: 'state',
        header: words.now.state,
        isRowHeader: true,
        cell: ({ stateCode, isSample }) => (
          <>
            <PathLink to={`${unitsPath(stateCode, undefined, 'A')}&columns=electorsTotal,${id}`}>
              {stateName(stateCode, language)}
            </PathLink>{' '}
            {isSample ? <SampleMark word={appWords.sample} hint={appWords.sampleHint} /> : null}
          </>
        ),
      },
      {
        id: 'actNow',
        header: <StatusMark kind="actNow" word={appWords.status.actNow} />,
        align: 'end',
        cell: count('red'),
      },
      {
        id: 'attention',
        header: <StatusMark kind="attention" word={appWords.status.attention} />,
        align: 'end',
        cell: count('amber'),
      },
      {
        id: 'onTrack',
        header: <StatusMark kind="onTrack" word={appWords.status.onTrack} />,
        align: 'end',
        cell: count('green'),
      },
      { id: 'none', header: words.now.notComputed, align: 'end', cell: count('notComputed') },
    ];
  }, [words, appWords, language, id]);
}
