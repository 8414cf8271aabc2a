import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { Pyramid } from '#client/charts/Pyramid.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { formatCompact, formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import type { CohortRow, CohortView } from '#shared/modules/trends/schema.ts';
import { cohortsQuery, type TrendsWords, useTrendsWords } from './api.ts';
import styles from './TrendsPage.module.css';

/** Men and women by age cohort, and how many electors there are for every hundred of the population. */
export function CohortSection({ stateCode, asOn }: { stateCode: string; asOn: string | undefined }) {
  const words = useTrendsWords();
  const appWords = useAppWords();
  const language = useLanguage();
  const { data } = useSuspenseQuery(cohortsQuery(stateCode, asOn));
  const name = stateName(stateCode, language);
  const columns = useCohortColumns();
  const { electors, population } = data;
  return (
    <section className={styles.section} aria-labelledby="cohorts-title">
      <h2 id="cohorts-title">{words.cohortsTitle}</h2>
      {electors === null ? (
        <p>{words.cohortsNone}</p>
      ) : (
        <div className={styles.columns}>
          <Pyramid
            title={findingOf(words, data, name)}
            summary={words.cohortsSummary(formatCount(totalOf(data)), electors.source, formatDate(electors.asOf))}
            leftLabel={words.men}
            rightLabel={words.women}
            isSample={electors.isSample}
            rows={data.rows.map((row) => ({
              key: row.cohort,
              label: words.cohorts[row.cohort],
              left: row.male,
              right: row.female,
              leftText: row.male === null ? words.none : formatCompact(row.male, language),
              rightText: row.female === null ? words.none : formatCompact(row.female, language),
            }))}
          />
          <div>
            <DataTable
              caption={words.cohortCaption(name)}
              columns={columns}
              rows={data.rows}
              rowKey={({ cohort }) => cohort}
            />
            <p className={styles.note}>
              {population === null
                ? words.populationNone
                : words.populationFrom(
                    wordFor(words.bases, population.basis),
                    formatDate(population.refDate),
                    population.source,
                  )}{' '}
              {electors.isSample || population?.isSample ? (
                <SampleMark word={appWords.sample} hint={appWords.sampleHint} />
              ) : null}
            </p>
          </div>
        </div>
      )}
    </section>
  );
}

function totalOf({ rows }: CohortView): number {
  return rows.reduce((sum, { electors }) => sum + (electors ?? 0), 0);
}

function findingOf(words: TrendsWords, { rows }: CohortView, name: string): string {
  const compared = rows.filter((row): row is CohortRow & { percent: number } => row.percent !== null);
  const furthest = compared.toSorted((a, b) => Math.abs(b.percent - 100) - Math.abs(a.percent - 100))[0];
  if (furthest === undefined) return words.cohortsFindingPlain(name);
  return words.cohortsFinding(name, words.cohorts[furthest.cohort], formatDecimal(furthest.percent, 2));
}

function useCohortColumns(): Column<CohortRow>[] {
  const words = useTrendsWords();
  return useMemo(() => {
    const heads = words.cohortColumns;
    const count = (value: number | null) => (value === null ? words.none : formatCount(value));
    return [
      { id: 'cohort', header: heads.cohort, isRowHeader: true, cell: ({ cohort }) => words.cohorts[cohort] },
      { id: 'men', header: heads.men, align: 'end', cell: ({ male }) => count(male) },
      { id: 'women', header: heads.women, align: 'end', cell: ({ female }) => count(female) },
      { id: 'third', header: heads.third, align: 'end', cell: ({ third }) => count(third) },
      { id: 'electors', header: heads.electors, align: 'end', cell: ({ electors }) => count(electors) },
      { id: 'population', header: heads.population, align: 'end', cell: ({ population }) => count(population) },
      {
        id: 'percent',
        header: heads.percent,
        align: 'end',
        isMarked: true,
        cell: ({ percent }) => (percent === null ? words.none : formatDecimal(percent, 2)),
      },
    ];
  }, [words]);
}
