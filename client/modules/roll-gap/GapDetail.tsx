import { useQuery } from '@tanstack/react-query';
import { useAppWords } from '#client/app/app-words.ts';
import { useFailureWords } from '#client/app/errors.ts';
import { useLanguage } from '#client/app/language.tsx';
import { Button } from '#client/ui/Button.tsx';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatChange } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { GapView } from '#shared/modules/roll-gap/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { gapQuery, useRollGapWords } from './api.ts';
import { GapBodies } from './GapBodies.tsx';
import styles from './GapDetail.module.css';
import { GapMetrics } from './GapMetrics.tsx';
import { Pairs } from './Pairs.tsx';
import { Reasons } from './Reasons.tsx';
import { RollsOverTime } from './RollsOverTime.tsx';

/** One State under the page's heading: both rolls over time, the pairs, the metrics, its bodies, both offices' reasons. */
export function GapDetail({ stateCode, asOn }: { stateCode: string; asOn: string | undefined }) {
  const words = useRollGapWords();
  const appWords = useAppWords();
  const language = useLanguage();
  const say = useFailureWords();
  const { data: view, error, refetch } = useQuery(gapQuery(stateCode, asOn));
  return (
    <section className={styles.detail} aria-labelledby="gap-of-state">
      <header className={styles.header}>
        <h2 id="gap-of-state">{stateName(stateCode, language)}</h2>
        <ul>
          <li>
            <PathLink to={`/states/${stateCode}`}>{words.detail.statePage}</PathLink>
          </li>
          <li>
            <PathLink to="/rolls/gap">{words.detail.close}</PathLink>
          </li>
        </ul>
      </header>
      {view !== undefined ? (
        <Content view={view} />
      ) : error === null ? (
        <LoadingFace>{words.detail.loading}</LoadingFace>
      ) : (
        <ErrorFace
          title={appWords.failureTitle}
          sentence={say(error)}
          actions={<Button onClick={() => void refetch()}>{appWords.tryAgain}</Button>}
        />
      )}
    </section>
  );
}

function Content({ view }: { view: GapView }) {
  const words = useRollGapWords();
  return (
    <>
      {view.isSample ? <Notice tone="attention">{words.detail.sample}</Notice> : null}
      {view.standing === 'both' || view.isSample ? null : <Notice>{words.detail[noticeOf(view.standing)]}</Notice>}
      {view.rolls.length === 0 ? null : <RollsOverTime view={view} />}
      {view.pairs.length === 0 ? null : <Pairs view={view} />}
      {view.standing === 'hidden' && !view.isSample ? null : <Facts view={view} />}
      {view.metrics.length === 0 ? null : (
        <>
          <GapMetrics view={view} />
          <GapBodies bodies={view.bodies} />
        </>
      )}
      {view.standing === 'hidden' ? null : <Reasons view={view} />}
    </>
  );
}

function noticeOf(standing: GapView['standing']): 'hidden' | 'none' | 'oneSided' {
  if (standing === 'hidden' || standing === 'none') return standing;
  return 'oneSided';
}

/** How the local roll is made and under which law, as far as its commission has said; what is unknown stays unknown. */
function Facts({ view }: { view: GapView }) {
  const words = useRollGapWords();
  const { detail } = words;
  const { rollMode, pressList2020, baseRollDate, pollDate, expectedGap } = view;
  const mode = rollMode === null ? words.modeUnknown : words.modes[rollMode];
  const press = rollMode !== null || pressList2020 === null ? '' : ` · ${words.press[pressList2020]}`;
  const facts = [
    [detail.modeTitle, `${mode}${press}`],
    [detail.lawTitle, detail.lawLocal],
    [detail.baseTitle, baseRollDate === null ? detail.unknown : detail.base(formatDate(baseRollDate))],
    [detail.pollTitle, pollDate === null ? detail.unknown : formatDate(pollDate)],
    ...(expectedGap === null ? [] : [[detail.expectedTitle, formatChange(expectedGap)]]),
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, says]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  );
}
