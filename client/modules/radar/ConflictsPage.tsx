import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFailureWords } from '#client/app/errors.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { EmptyFace, ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { FindingList } from '#shared/modules/radar/schema.ts';
import { findingsQuery, readFilter, useConflictWords } from './api.ts';
import styles from './ConflictsPage.module.css';
import { FindingFilters } from './FindingFilters.tsx';
import { FindingLines } from './FindingLines.tsx';
import { Pools } from './Pools.tsx';
import { StateCounts } from './StateCounts.tsx';
import { UncheckedTable } from './UncheckedTable.tsx';

/** Where the dates of both commissions meet: gravest first, then by lead days; apart, what is past or no fact. */
export function ConflictsPage() {
  const words = useConflictWords();
  const say = useFailureWords();
  const filter = readFilter(useSearch({ strict: false }));
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...findingsQuery(filter),
    placeholderData: keepPreviousData,
  });
  useTitle(words.title);
  if (data === undefined) {
    return (
      <>
        <h1>{words.title}</h1>
        {error === null ? (
          <LoadingFace>{words.loading}</LoadingFace>
        ) : (
          <ErrorFace
            title={words.failed}
            sentence={say(error)}
            actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
          />
        )}
      </>
    );
  }
  return (
    <>
      <Headline list={data} />
      <p>
        <PathLink to={`/conflicts/what-if${filter.stateCode === undefined ? '' : `?state=${filter.stateCode}`}`}>
          {words.tryDates}
        </PathLink>
      </p>
      {data.asOn === null ? null : <Notice>{words.pastDay(formatDate(data.asOn))}</Notice>}
      <StateCounts byState={data.byState} chosen={filter.stateCode} />
      <FindingFilters filter={filter} />
      <div aria-busy={isPlaceholderData}>
        <Found list={data} isOfOneState={filter.stateCode !== undefined} />
        <Apart list={data} isOfOneState={filter.stateCode !== undefined} />
      </div>
      {filter.stateCode === undefined || data.asOn !== null ? null : (
        <Pools key={filter.stateCode} stateCode={filter.stateCode} />
      )}
    </>
  );
}

function Headline({ list }: { list: FindingList }) {
  const words = useConflictWords();
  const grave = list.byState.filter(({ critical, high }) => critical + high > 0);
  const sum = (of: 'critical' | 'high') => formatCount(grave.reduce((total, count) => total + count[of], 0));
  const unchecked = list.unchecked.reduce((total, { ids }) => total + ids.length, 0);
  return (
    <header className={styles.headline}>
      <h1>
        {grave.length === 0
          ? words.headlineNone
          : words.headline(sum('critical'), sum('high'), formatCount(grave.length))}
      </h1>
      <p className={styles.facts}>
        <span>
          {words.apartCount(formatCount(list.past.length), formatCount(list.drafts.length), formatCount(unchecked))}
        </span>
        <span>{words.asOn(formatDate(list.day))}</span>
      </p>
      <p className={styles.intro}>{words.intro}</p>
    </header>
  );
}

function Found({ list, isOfOneState }: { list: FindingList; isOfOneState: boolean }) {
  const words = useConflictWords();
  const title = words.listed(formatCount(list.findings.length));
  return (
    <section className={styles.section} aria-label={title}>
      {list.findings.length === 0 ? null : <h2>{title}</h2>}
      {list.findings.length === 0 ? (
        <EmptyFace title={words.empty.title}>
          <p>{words.empty.sentence}</p>
          <PathLink to="/conflicts">{words.clear}</PathLink>
        </EmptyFace>
      ) : (
        <FindingLines label={title} findings={list.findings} exercises={list.exercises} isOfOneState={isOfOneState} />
      )}
    </section>
  );
}

/** What is in no count, each kind by itself and closed until it is asked for. */
function Apart({ list, isOfOneState }: { list: FindingList; isOfOneState: boolean }) {
  const words = useConflictWords();
  const unchecked = list.unchecked.reduce((total, { ids }) => total + ids.length, 0);
  return (
    <>
      {(['drafts', 'past', 'samples'] as const).map((kind) => {
        const findings = list[kind];
        if (findings.length === 0) return null;
        const title = words[kind].title(formatCount(findings.length));
        return (
          <Folded key={kind} title={title} intro={words[kind].intro}>
            <FindingLines label={title} findings={findings} exercises={list.exercises} isOfOneState={isOfOneState} />
          </Folded>
        );
      })}
      {unchecked === 0 ? null : (
        <Folded title={words.unchecked.title(formatCount(unchecked))} intro={words.unchecked.intro}>
          <UncheckedTable unchecked={list.unchecked} />
        </Folded>
      )}
    </>
  );
}

function Folded({ title, intro, children }: { title: string; intro: string; children: ReactNode }) {
  return (
    <details className={styles.folded}>
      <summary>
        <h2>{title}</h2>
        <span className={styles.intro}>{intro}</span>
      </summary>
      {children}
    </details>
  );
}
