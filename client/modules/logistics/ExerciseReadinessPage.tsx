import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useFailureWords } from '#client/app/errors.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { daysBetween, formatDate } from '#shared/kernel/time.ts';
import { itemOf } from '#shared/modules/logistics/catalogue-items.ts';
import { type ExerciseReadiness, itemIds, themes } from '#shared/modules/logistics/schema.ts';
import { exerciseQuery, useLogisticsWords } from './api.ts';
import { ItemDistricts } from './ItemDistricts.tsx';
import styles from './Logistics.module.css';
import { LogisticsNav } from './LogisticsNav.tsx';
import { ParameterForm } from './ParameterForm.tsx';
import { ParameterTable } from './ParameterTable.tsx';
import { PastDay } from './PastDay.tsx';
import { ItemTable } from './ReadinessItems.tsx';
import { ReadinessMark, sentenceOf, useNames } from './Words.tsx';

/** One exercise: its items by theme with the sentence behind every colour, the districts of one, and the numbers used. */
export function ExerciseReadinessPage() {
  const words = useLogisticsWords();
  const say = useFailureWords();
  const names = useNames();
  const { id = '' } = useParams({ strict: false });
  const search = useSearch({ strict: false });
  const { data, error, refetch } = useQuery(exerciseQuery(id, search.asOn));
  useTitle(data === undefined ? words.title : names.pick(data.exercise.nameEn, data.exercise.nameHi));
  if (data === undefined) {
    return (
      <>
        <LogisticsNav />
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
  const opened = itemIds.find((itemId) => itemId === search.item);
  const mayWrite = data.can.write && search.asOn === undefined;
  return (
    <>
      <LogisticsNav />
      <Head readiness={data} mayWrite={mayWrite} />
      <PastDay asOn={search.asOn} />
      {data.exercise.method === null ? <Notice tone="attention">{words.methodNotEntered}</Notice> : null}
      {data.sums.length === 0 ? <p className={styles.intro}>{words.exercise.noItems}</p> : null}
      {themes.map((theme) => {
        const sums = data.sums.filter(({ itemId }) => itemOf(itemId).theme === theme);
        if (sums.length === 0) return null;
        return (
          <section key={theme} className={styles.section}>
            <h2>{words.themes[theme]}</h2>
            <ItemTable caption={words.themes[theme]} sums={sums} readiness={data} opened={opened} />
            {opened !== undefined && itemOf(opened).theme === theme ? (
              <ItemDistricts key={opened} itemId={opened} readiness={data} asOn={search.asOn} />
            ) : null}
          </section>
        );
      })}
      <ParameterTable readiness={data} />
      {mayWrite ? <ParameterForm readiness={data} /> : null}
      <p className={styles.intro}>{words.exercise.screening}</p>
    </>
  );
}

function Head({ readiness, mayWrite }: { readiness: ExerciseReadiness; mayWrite: boolean }) {
  const words = useLogisticsWords();
  const names = useNames();
  const { exercise, today, areas, isWholeState, worst } = readiness;
  const { poll } = exercise.anchors;
  const id = encodeURIComponent(exercise.id);
  return (
    <header className={styles.headline}>
      <h1 {...(exercise.nameHi === null ? { lang: 'en' } : {})}>{names.pick(exercise.nameEn, exercise.nameHi)}</h1>
      <p className={styles.facts}>
        <span>{names.state(exercise.stateCode)}</span>
        <span>{words.bodies[exercise.bodyKind]}</span>
        <MethodWord method={exercise.method} />
        <span>{pollInWords(words, poll, today)}</span>
        <span>{isWholeState ? words.exercise.wholeState : words.exercise.districts(formatCount(areas.length))}</span>
        <span>{words.asOn(formatDate(today))}</span>
        {exercise.isSample ? <SampleMark word={words.sample} hint={words.sampleHint} /> : null}
      </p>
      <p>
        {worst === null ? (
          words.exercise.headlineNone
        ) : (
          <>
            <ReadinessMark verdict={worst.verdict} />{' '}
            {words.exercise.headline(names.item(worst.itemId, worst.facet), sentenceOf(words, worst, poll, today))}
          </>
        )}
      </p>
      <p className={styles.links}>
        {mayWrite ? <PathLink to={`/logistics/entry/${id}`}>{words.exercise.enter}</PathLink> : null}
        <PathLink to={`/timelines/exercise/${id}`}>{words.exercise.timeline}</PathLink>
      </p>
    </header>
  );
}

function MethodWord({ method }: { method: string | null }) {
  const { methods } = useLogisticsWords();
  return method === 'evm' || method === 'ballot' || method === 'mixed' ? <span>{methods[method]}</span> : null;
}

function pollInWords({ exercise }: ReturnType<typeof useLogisticsWords>, poll: string | null, today: string): string {
  if (poll === null) return exercise.noPoll;
  const days = daysBetween(today, poll);
  return days >= 0 ? exercise.poll(formatDate(poll), formatCount(days)) : exercise.pollPast(formatDate(poll));
}
