import { useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { type StatesWords, useStatesWords } from '#client/modules/states/api.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { boardMetrics } from '#shared/modules/national/schema.ts';
import type { MetricView, MetricNow as Now } from '#shared/modules/roll-health/schema-metrics.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { nowQuery, type RollHealthWords, useRollHealthWords, valueText } from './api.ts';
import styles from './MetricPage.module.css';

type NowState = Now['states'][number];

const kinds = { red: 'actNow', amber: 'attention' } as const;

/** States beyond the metric's limits, act-now first, each group by name; and of the others, how many and why. */
export function MetricNow({ metric }: { metric: MetricView }) {
  const words = useRollHealthWords();
  const language = useLanguage();
  const { asOn } = useSearch({ strict: false });
  const { data: now } = useSuspenseQuery(nowQuery(metric.id, asOn));
  const columns = useColumns(metric);
  const { absent, others } = useOthers(now);
  const board = boardMetrics.find((each) => each === metric.id);
  return (
    <section className={styles.section} aria-labelledby="now-title">
      <h2 id="now-title">{now.asOn === null ? words.now : words.nowThen(formatDate(now.asOn))}</h2>
      {now.states.length === 0 ? (
        <p>{words.nowNone}</p>
      ) : (
        <>
          <p className={styles.note}>{words.nowIntro}</p>
          <DataTable
            caption={words.nowCaption(metric.name[language])}
            isCaptionHidden
            columns={columns}
            rows={now.states}
            rowKey={({ code }) => code}
          />
        </>
      )}
      {others === '' ? null : <p className={styles.note}>{others}</p>}
      {absent.length === 0 ? null : (
        <ul className={styles.absent} aria-label={words.nowAbsent}>
          {absent.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {board === undefined ? null : (
        <p className={styles.note}>
          <PathLink to={`/national?metric=${board}`}>{words.board}</PathLink>
        </p>
      )}
    </section>
  );
}

function useOthers({ green, info, notComputed }: Now): { others: string; absent: string[] } {
  const words = useRollHealthWords();
  const statesWords = useStatesWords();
  const others = [
    green === 0 ? '' : words.nowGreen(formatCount(green)),
    info === 0 ? '' : words.nowInfo(formatCount(info)),
  ];
  // Several reasons can read the same: they are counted together.
  const byReason = new Map<string, number>();
  for (const { reason, states } of notComputed) {
    const text = reasonText(words, statesWords, reason);
    byReason.set(text, (byReason.get(text) ?? 0) + states);
  }
  const absent = [...byReason].map(([text, states]) => words.nowNotComputedBy(formatCount(states), text));
  return { others: others.filter((sentence) => sentence !== '').join(' '), absent };
}

/** `missing:withEpic` in words: `no figure for with EPIC`. */
function reasonText(words: RollHealthWords, statesWords: StatesWords, reason: string): string {
  const [word = '', measure = ''] = reason.split(':');
  const { missing, notIndependent: _, ...others } = statesWords.metrics.reasons;
  if (word === 'missing' || word === 'zero') {
    const names: Readonly<Record<string, string>> = { ...statesWords.measures, ...words.needed };
    const name = measure.startsWith('pop') ? words.needed.population : names[measure];
    return name === undefined ? others.other : missing(name);
  }
  const known: Readonly<Record<string, string>> = { ...others, ...words.reasons };
  return known[word] ?? others.other;
}

function useColumns(metric: MetricView): Column<NowState>[] {
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
        cell: ({ status }) => <StatusMark kind={kinds[status]} word={appWords.status[kinds[status]]} />,
      },
      {
        id: 'value',
        header: words.nowColumns.value,
        align: 'end',
        cell: ({ value, decimals, isSample }) => {
          const text = valueText(words, metric, value, decimals);
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
