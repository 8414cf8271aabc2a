import { useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ComponentType, useCallback, useDeferredValue, useEffect, useState } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { useTitle } from '#client/app/title.ts';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatInstant } from '#shared/kernel/time.ts';
import { type BoardMetric, boardMetrics, type NationalOverview } from '#shared/modules/national/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { AttentionList } from './AttentionList.tsx';
import { overviewQuery } from './api.ts';
import { Board } from './Board.tsx';
import { BoardTable } from './BoardTable.tsx';
import { useChangedFigures } from './ChangedFigures.tsx';
import { useNationalWords } from './MetricWords.tsx';
import styles from './NationalPage.module.css';

const tableId = 'board-table';

/** How many States have reported, which need attention, and why; the same figures as a table below. */
export function NationalPage() {
  const words = useNationalWords();
  const [metric, handleMetric] = useMetric();
  const { overview } = useSuspenseQuery(overviewQuery).data;
  const changed = useChangedFigures(overview, metric);
  useTitle(words.title);

  return (
    <>
      <Headline overview={overview} />
      <div className={styles.columns}>
        <Board overview={overview} metric={metric} changed={changed} tableId={tableId} onMetric={handleMetric} />
        <AttentionList overview={overview} />
      </div>
      <BoardTable overview={overview} metric={useDeferredValue(metric)} changed={changed} id={tableId} />
      <Readiness />
    </>
  );
}

/** The metric of the address. One that was pressed is shown at once; the address and the table follow. */
function useMetric(): [BoardMetric, (key: string) => void] {
  const asked = useSearch({ strict: false }).metric ?? boardMetrics[0];
  const [seen, setSeen] = useState<BoardMetric>(asked);
  const [pressed, setPressed] = useState<BoardMetric | null>(null);
  if (seen !== asked) {
    setSeen(asked);
    setPressed(null);
  }
  const handlePress = useCallback(
    (key: string) => setPressed(boardMetrics.find((metric) => metric === key) ?? null),
    [],
  );
  return [pressed ?? asked, handlePress];
}

/** Readiness is no part of the first view: its code and its figures come after it. */
function Readiness() {
  const [Loaded, setLoaded] = useState<ComponentType | null>(null);
  useEffect(() => {
    void import('#client/app/pages.ts')
      .then(({ NationalReadiness }) => NationalReadiness())
      .then((module) => setLoaded(() => module.NationalReadiness));
  }, []);
  return Loaded === null ? null : <Loaded />;
}

/** What falls together next, in one line. */
function Crunch({ crunch }: { crunch: NonNullable<NationalOverview['crunch']> }) {
  const { crunch: words } = useNationalWords();
  const language = useLanguage();
  const parts = (['polls', 'terms', 'toVerify'] as const).flatMap((part) => {
    const names = (crunch[part] ?? []).map((code) => stateName(code, language)).join(', ');
    return names === '' ? [] : [words[part](names)];
  });
  return (
    <p className={styles.crunch}>
      <PathLink to="/timelines?period=crunch">{words.title}</PathLink> {[words.census, ...parts].join('; ')}
    </p>
  );
}

/** Freshness as the headline: real figures only. */
function Headline({ overview }: { overview: NationalOverview }) {
  const words = useNationalWords();
  const { inRevision, finalPublished, noRevision, reportedThisMonth } = overview.freshness;
  return (
    <header className={styles.headline}>
      <h1>
        {inRevision === 0 ? words.headlineNone : words.headline(formatCount(finalPublished), formatCount(inRevision))}
      </h1>
      <p className={styles.facts}>
        <span>{words.noRevision(formatCount(noRevision))}</span>
        <span>{words.reported(formatCount(reportedThisMonth))}</span>
        <span>{words.asOn(formatInstant(overview.at))}</span>
      </p>
      {overview.crunch === undefined ? null : <Crunch crunch={overview.crunch} />}
    </header>
  );
}
