import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { StateAction } from '#shared/modules/states/schema.ts';
import styles from './ActionLines.module.css';
import { type StatesWords, useStatesWords } from './api.ts';

/** The Declaration's actions in the State: how many of each status, then each with its owner and date. */
export function ActionLines({ actions }: { actions: readonly StateAction[] }) {
  const words = useStatesWords();
  const real = actions.filter(({ isSample }) => !isSample);
  const isSilent = actions.some(({ status }) => status === 'no_public_record');
  return (
    <section className={styles.section} aria-labelledby="actions-title">
      <h2 id="actions-title">{words.actions.title}</h2>
      {actions.length === 0 ? (
        <p className={styles.intro}>{words.actions.none}</p>
      ) : (
        <>
          <p className={styles.intro}>{countsOf(words, real, actions.length - real.length).join(' · ')}</p>
          <ul className={styles.list}>
            {actions.map((action) => (
              <li key={action.id}>
                <ActionLine action={action} />
              </li>
            ))}
          </ul>
          {isSilent ? <p className={styles.intro}>{words.actions.silence}</p> : null}
        </>
      )}
    </section>
  );
}

/** Real ones: how many are open, then by status, commonest first. Sample ones are counted apart. */
function countsOf(words: StatesWords, real: readonly StateAction[], samples: number): string[] {
  const open = real.filter(({ isOpen }) => isOpen).length;
  const byStatus = [...Map.groupBy(real, ({ status }) => status)].toSorted(([, a], [, b]) => b.length - a.length);
  return [
    ...(real.length === 0 ? [] : [words.actions.open(formatCount(open), formatCount(real.length))]),
    ...byStatus.map(([status, list]) =>
      words.actions.counted(formatCount(list.length), wordFor(words.actions.statuses, status)),
    ),
    ...(samples === 0 ? [] : [words.actions.samples(formatCount(samples))]),
  ];
}

function ActionLine({ action }: { action: StateAction }) {
  const words = useStatesWords();
  const appWords = useAppWords();
  const language = useLanguage();
  const { itemId, dueOn, dueBasis, isSample } = action;
  const status = wordFor(words.actions.statuses, action.status);
  return (
    <>
      <p>
        <PathLink to={`/actions/${itemId}`}>{language === 'hi' ? action.titleHi : action.titleEn}</PathLink>{' '}
        <span className={styles.item}>{itemId}</span>
      </p>
      <p className={styles.owner}>{language === 'hi' ? action.ownerHi : action.ownerEn}</p>
      <p className={styles.due}>
        {dueOn === null ? words.actions.noDue : words.actions.due(formatDate(dueOn))}
        {dueOn === null || dueBasis === null ? '' : `, ${wordFor(words.actions.dueBases, dueBasis)}`}
      </p>
      <p>
        {isSample ? (
          <SampleMark word={appWords.sample} hint={appWords.sampleHint}>
            {status}
          </SampleMark>
        ) : (
          status
        )}
      </p>
    </>
  );
}
