import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { languageOf, useLanguage } from '#client/app/language.tsx';
import { kindOf, useRollHealthWords } from '#client/modules/roll-health/api.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { type GapOfBody, type GapView, metricStatuses } from '#shared/modules/roll-gap/schema.ts';
import { useRollGapWords } from './api.ts';
import styles from './GapMetrics.module.css';
import { metricName, metricValue } from './GapMetrics.tsx';

/** Local bodies with their roll, the electors of their mapped parts, and every metric that can be computed for them. */
export function GapBodies({ bodies }: { bodies: GapView['bodies'] }) {
  const words = useRollGapWords();
  const appWords = useAppWords();
  const columns = useColumns();
  const counted = metricStatuses.flatMap((status) => {
    const count = bodies.byStatus[status];
    return count === undefined ? [] : [words.bodies.byStatus(formatCount(count), appWords.status[kindOf(status)])];
  });
  const shown = bodies.rows.length < bodies.count ? ` ${words.bodies.shown(formatCount(bodies.rows.length))}` : '';
  return (
    <section className={styles.section} aria-labelledby="bodies-title">
      <h3 id="bodies-title">{words.bodies.title}</h3>
      {bodies.count === 0 ? (
        <p>{words.bodies.none}</p>
      ) : (
        <>
          <p>
            {words.bodies.count(formatCount(bodies.count))}: {counted.join(', ')}.{shown}
          </p>
          <DataTable
            caption={words.bodies.caption}
            isCaptionHidden
            columns={columns}
            rows={bodies.rows}
            rowKey={({ code }) => code}
          />
        </>
      )}
    </section>
  );
}

function useColumns(): Column<GapOfBody>[] {
  const words = useRollGapWords();
  const appWords = useAppWords();
  const rollWords = useRollHealthWords();
  const language = useLanguage();
  return useMemo((): Column<GapOfBody>[] => {
    const count = (value: number | null) => (value === null ? appWords.none : formatCount(value));
    return [
      { id: 'body', header: words.bodies.body, isRowHeader: true, cell: (body) => <BodyName body={body} /> },
      { id: 'local', header: words.bodies.local, align: 'end', cell: ({ local }) => count(local) },
      { id: 'assembly', header: words.bodies.assembly, align: 'end', cell: ({ assembly }) => count(assembly) },
      {
        id: 'gap',
        header: metricName('LR-01', language),
        align: 'end',
        isMarked: true,
        cell: ({ metrics: [gap] }) => (gap && metricValue(words, rollWords, gap)) ?? appWords.none,
      },
      {
        id: 'status',
        header: words.table.status,
        cell: ({ metrics: [gap] }) => {
          const kind = kindOf(gap?.status ?? 'not_computed');
          return <StatusMark kind={kind} word={appWords.status[kind]} />;
        },
      },
      {
        id: 'others',
        header: words.bodies.others,
        cell: ({ metrics }) => (
          <span className={styles.rests}>
            {metrics
              .slice(1)
              .flatMap((metric) => {
                const value = metricValue(words, rollWords, metric);
                return value === null ? [] : [`${metricName(metric.id, language)} ${value}`];
              })
              .join(' · ')}
          </span>
        ),
      },
    ];
  }, [words, appWords, rollWords, language]);
}

function BodyName({ body: { code, nameEn, nameHi, localClass } }: { body: GapOfBody }) {
  const words = useRollGapWords();
  const language = useLanguage();
  const name = (language === 'hi' ? (nameHi ?? nameEn) : nameEn) ?? '';
  const under = [code, localClass === null ? '' : words.bodies.classes[localClass]].filter((part) => part !== '');
  return (
    <>
      {name === '' ? null : <span lang={languageOf(name)}>{name} </span>}
      <span className={styles.quiet}>{under.join(' · ')}</span>
    </>
  );
}
