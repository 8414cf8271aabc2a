import { usePrefetchQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { useTitle } from '#client/app/title.ts';
import { wordFor } from '#client/app/word-for.ts';
import { RollsNav } from '#client/modules/bulletins/RollsNav.tsx';
import { ConstituenciesNow } from '#client/modules/rolls/ConstituenciesNow.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { MetricView } from '#shared/modules/roll-health/schema-metrics.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { metricQuery, nowQuery, type RollHealthWords, useRollHealthWords } from './api.ts';
import { LimitForm } from './LimitForm.tsx';
import { LimitTable } from './LimitTable.tsx';
import { MetricNow } from './MetricNow.tsx';
import styles from './MetricPage.module.css';
import { Versions } from './Versions.tsx';

/** One metric: what it counts and how, its limits with whose they are, its versions, and where it asks for a look. */
export function MetricPage() {
  const { id = '' } = useParams({ strict: false });
  const { asOn } = useSearch({ strict: false });
  // Both are asked for at once: the second would else wait for the first.
  usePrefetchQuery(nowQuery(id, asOn));
  const { data: metric } = useSuspenseQuery(metricQuery(id, asOn));
  const words = useRollHealthWords();
  const language = useLanguage();
  const name = metric.name[language];
  useTitle(`${metric.id} ${name}`);
  return (
    <>
      <RollsNav />
      <p className={styles.back}>
        <PathLink to="/metrics">{words.back}</PathLink>
      </p>
      <header className={styles.header}>
        <h1>
          {name} <span>{metric.id}</span>
        </h1>
        <p className={styles.state}>{metric.isEvaluated ? words.computed : words.notComputed}</p>
      </header>
      {metric.asOn === null ? null : <Notice tone="attention">{words.pastDay(formatDate(metric.asOn))}</Notice>}
      <div className={styles.columns}>
        <div>
          <Definition metric={metric} words={words} />
          <Limits metric={metric} words={words} />
        </div>
        <div>
          {metric.can.readStates ? (
            <>
              <MetricNow metric={metric} />
              {metric.levels.includes('A') ? (
                <ConstituenciesNow metricId={metric.id} asOn={metric.asOn ?? undefined} />
              ) : null}
            </>
          ) : null}
          <Versions metric={metric} />
          <Reading metric={metric} words={words} />
        </div>
      </div>
    </>
  );
}

interface PartProps {
  metric: MetricView;
  words: RollHealthWords;
}

function Definition({ metric, words }: PartProps) {
  const language = useLanguage();
  const { formula, unit, direction, levels, cadence, exercises, parameter } = metric;
  return (
    <section className={styles.section} aria-labelledby="definition-title">
      <h2 id="definition-title">{words.definition}</h2>
      <dl className={styles.facts}>
        <Fact name={words.formula}>{formula[language]}</Fact>
        <Fact name={words.unit}>{wordFor(words.units, unit)}</Fact>
        <Fact name={words.direction}>{words.directions[direction]}</Fact>
        <Fact name={words.levels}>{levels.map((level) => words.levelNames[level]).join(', ')}</Fact>
        <Fact name={words.cadence}>{cadence.map((each) => wordFor(words.cadences, each)).join(', ')}</Fact>
        <Fact name={words.exercises}>
          {exercises === null ? words.allExercises : exercises.map((each) => words.exerciseNames[each]).join(', ')}
        </Fact>
        {parameter === null ? null : (
          <Fact name={words.parameter}>
            {formatCount(parameter.value)}: {metric.sources[parameter.source]?.[language] ?? parameter.source}
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Limits({ metric, words }: PartProps) {
  const language = useLanguage();
  const { bands, own, sources, colouredBy } = metric;
  return (
    <section className={styles.section} aria-labelledby="limits-title">
      <h2 id="limits-title">{words.limits}</h2>
      {colouredBy === null ? null : <p className={styles.note}>{words.colouredBy(colouredBy)}</p>}
      {bands.length > 0 ? (
        <>
          <LimitTable caption={words.limitsCaption} bands={bands} sources={sources} />
          <p className={styles.note}>{words.limitsIntro}</p>
        </>
      ) : colouredBy === null ? (
        <p className={styles.note}>{words.noLimits}</p>
      ) : null}
      {own.map((each) => (
        <div key={each.stateCode} className={styles.own}>
          <h3>{words.own(stateName(each.stateCode, language))}</h3>
          <LimitTable caption={words.own(stateName(each.stateCode, language))} bands={each.bands} sources={sources} />
        </div>
      ))}
      {own.length === 0 ? null : <p className={styles.note}>{words.ownFirst}</p>}
      {metric.can.setLimits && metric.places !== null ? (
        <LimitForm key={metric.id} metric={metric} places={metric.places} />
      ) : null}
    </section>
  );
}

function Reading({ metric, words }: PartProps) {
  const language = useLanguage();
  const notes: Readonly<Record<string, string>> = words.notes;
  const own = notes[metric.id];
  return (
    <section className={styles.section} aria-labelledby="reading-title">
      <h2 id="reading-title">{words.reading}</h2>
      <ul className={styles.notes}>
        {own === undefined ? null : <li>{own}</li>}
        <li>{words.notes.general}</li>
        <li>{metric.screeningNote[language]}</li>
      </ul>
    </section>
  );
}
