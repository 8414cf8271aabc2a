import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { languageOf, useLanguage } from '#client/app/language.tsx';
import { useTitle } from '#client/app/title.ts';
import { RollsNav } from '#client/modules/bulletins/RollsNav.tsx';
import { PastDayBanner } from '#client/modules/states/ReadingDay.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { EmptyFace, LoadingFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { screeningNote } from '#shared/modules/roll-health/catalogue.ts';
import { metricIds, metricLimits } from '#shared/modules/roll-health/catalogue-limits.ts';
import {
  mostOutliers,
  mostPredicates,
  type OutliersView,
  type Predicate,
  predicateOps,
  predicateSubjects,
} from '#shared/modules/rolls/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import {
  outliersQuery,
  partsPath,
  type RollsWords,
  readConditions,
  unitsPath,
  useRollsWords,
  writeConditions,
} from './api.ts';
import { Conditions, useSubjects } from './Conditions.tsx';
import { Crumbs } from './Crumbs.tsx';
import { SampleWord } from './Figures.tsx';
import styles from './UnitsPage.module.css';

/** Parts for which every condition of the address holds, over the nation or one State. */
export function OutliersPage() {
  const words = useRollsWords();
  const appWords = useAppWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const { when, state } = useSearch({ from: '/signed-in/rolls/outliers' });
  const { asOn } = useSearch({ strict: false });
  const predicates = readConditions(when, predicateSubjects, predicateOps).slice(0, mostPredicates);
  useTitle(words.titles.outliers);

  function handleSearch(chosen: readonly Predicate[], where: string) {
    const search = { when: writeConditions(chosen), ...(where === '' ? {} : { state: where }) };
    void navigate({ to: '/rolls/outliers', search, resetScroll: false });
  }

  return (
    <>
      <RollsNav />
      <header className={styles.header}>
        <Crumbs crumbs={[{ name: words.india, to: unitsPath() }, { name: words.titles.outliers }]} />
        <h1>{words.titles.outliers}</h1>
        <p>{words.intro.outliers}</p>
      </header>
      {asOn === undefined ? null : <PastDayBanner asOn={asOn} />}
      <Conditions
        key={`${when ?? ''} ${state ?? ''}`}
        predicates={predicates}
        state={state ?? ''}
        onSearch={handleSearch}
      />
      {predicates.length === 0 ? null : (
        <Suspense fallback={<LoadingFace>{appWords.loading}</LoadingFace>}>
          <Result predicates={predicates} state={state} asOn={asOn} />
        </Suspense>
      )}
      <p className={styles.screening}>{screeningNote[language]}</p>
    </>
  );
}

function Result(props: { predicates: Predicate[]; state: string | undefined; asOn: string | undefined }) {
  const { predicates, state, asOn } = props;
  const words = useRollsWords();
  const { data: view } = useSuspenseQuery(
    outliersQuery({
      predicates,
      limit: mostOutliers,
      ...(state === undefined ? {} : { stateCode: state }),
      ...(asOn === undefined ? {} : { asOn }),
    }),
  );
  const labels = useLabels(predicates);
  const columns = useColumns(view, labels);
  const rows = view.partNos.map((_, row) => row);
  const sentence = words.results.where(
    predicates
      .map(({ op, value }, place) =>
        words.conditions.sentence(labels[place] ?? '', words.conditions.ops[op], plainNumber(value)),
      )
      .join(words.results.and),
  );
  return (
    <section aria-labelledby="result-title">
      <h2 id="result-title">{words.results.title}</h2>
      <p>{sentence}</p>
      <TallyLines view={view} words={words} />
      <DataTable
        caption={words.caption.outliers}
        isCaptionHidden
        isWide
        columns={columns}
        rows={rows}
        rowKey={(row) => `${view.stateCodes[row]} ${view.acNos[row]} ${view.partNos[row]}`}
        empty={<EmptyFace title={words.empty.outliers} />}
      />
    </section>
  );
}

function TallyLines({ view, words }: { view: OutliersView; words: RollsWords }) {
  const language = useLanguage();
  const { real, sample, sources, withoutParts } = view;
  const days = sources.flatMap(({ asOf }) => asOf ?? []).toSorted();
  const undecided = real.undecided + sample.undecided;
  const lines = [
    ...(sources.length === 0
      ? []
      : [
          `${words.results.states(formatCount(sources.length))} ${words.results.days(formatDate(days[0] ?? ''), formatDate(days.at(-1) ?? ''))}`,
        ]),
    ...(sample.examined === 0
      ? []
      : [words.results.sample(formatCount(sample.matching), formatCount(sample.examined))]),
    undecided === 0 ? words.results.allGiven : words.results.undecided(formatCount(undecided)),
    ...(real.matching + sample.matching > view.partNos.length
      ? [words.results.first(formatCount(view.partNos.length))]
      : []),
    ...(withoutParts.length === 0
      ? []
      : [words.results.without(withoutParts.map((code) => stateName(code, language)).join(', '))]),
  ];
  return (
    <>
      <p role="status">
        <strong>{words.results.real(formatCount(real.matching), formatCount(real.examined))}</strong>
      </p>
      {lines.map((line) => (
        <p key={line} className={styles.note}>
          {line}
        </p>
      ))}
    </>
  );
}

function useLabels(predicates: readonly Predicate[]): string[] {
  const subjects = useSubjects();
  return predicates.map(({ subject }) => subjects.find(({ value }) => value === subject)?.label ?? subject);
}

function useColumns(view: OutliersView, labels: readonly string[]): Column<number>[] {
  const words = useRollsWords();
  const language = useLanguage();
  const { when } = useSearch({ from: '/signed-in/rolls/outliers' });
  const predicates = readConditions(when, predicateSubjects, predicateOps);
  const figure = (value: number | null | undefined, subject: string) =>
    value === null || value === undefined ? '—' : formatDecimal(value, decimalsOf(subject));
  return [
    {
      id: 'part',
      header: words.columns.part,
      isRowHeader: true,
      cell: (row) => {
        const [state = '', ac, part] = [view.stateCodes[row], view.acNos[row], view.partNos[row]];
        const code = String(ac ?? '').padStart(3, '0');
        const name = stateName(state, language);
        return (
          <>
            <PathLink to={partsPath(state, null, code, String(part))}>
              <span lang={languageOf(name)}>{name}</span> · {words.ac(code, '')} · {words.part(String(part))}
            </PathLink>{' '}
            {view.isSample[row] ? <SampleWord /> : null}
          </>
        );
      },
    },
    ...predicates.flatMap(({ subject, op }, place): Column<number>[] => {
      const label = labels[place] ?? '';
      const now: Column<number> = {
        id: `now ${place}`,
        header: label,
        align: 'end',
        cell: (row) => figure(view.now[place]?.[row], subject),
      };
      if (op !== 'movedBy') return [now];
      const before: Column<number> = {
        id: `before ${place}`,
        header: label,
        unit: words.columns.before,
        align: 'end',
        cell: (row) => figure(view.before[place]?.[row], subject),
      };
      return [{ ...now, unit: words.columns.now }, before];
    }),
  ];
}

function decimalsOf(subject: string): number {
  const metric = metricIds.find((id) => id === subject);
  return metric === undefined ? 0 : metricLimits[metric].decimals;
}

function plainNumber(value: number): string {
  const decimals = String(value).split('.')[1]?.length ?? 0;
  return formatDecimal(value, decimals);
}
