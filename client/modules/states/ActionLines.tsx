import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
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
  const columns = useColumns(words);
  const open = actions.filter(({ isOpen }) => isOpen).length;
  return (
    <section className={styles.section} aria-labelledby="actions-title">
      <h2 id="actions-title">{words.actions.title}</h2>
      {actions.length === 0 ? (
        <p className={styles.intro}>{words.actions.none}</p>
      ) : (
        <>
          <p className={styles.intro}>
            {[words.actions.open(formatCount(open), formatCount(actions.length)), ...countsOf(words, actions)].join(
              ' · ',
            )}
          </p>
          <DataTable
            caption={words.actions.caption}
            isCaptionHidden
            columns={columns}
            rows={actions}
            rowKey={({ id }) => id}
          />
          <p className={styles.intro}>{words.actions.silence}</p>
        </>
      )}
    </section>
  );
}

/** Real ones by status, commonest first; sample ones counted apart. */
function countsOf(words: StatesWords, actions: readonly StateAction[]): string[] {
  const real = Map.groupBy(
    actions.filter(({ isSample }) => !isSample),
    ({ status }) => status,
  );
  const samples = actions.filter(({ isSample }) => isSample).length;
  return [
    ...[...real]
      .toSorted(([, a], [, b]) => b.length - a.length)
      .map(([status, list]) =>
        words.actions.counted(formatCount(list.length), wordFor(words.actions.statuses, status)),
      ),
    ...(samples === 0 ? [] : [words.actions.samples(formatCount(samples))]),
  ];
}

function useColumns(words: StatesWords): Column<StateAction>[] {
  const appWords = useAppWords();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: 'item',
        header: words.actions.columns.item,
        isRowHeader: true,
        cell: ({ itemId, titleEn, titleHi }) => (
          <>
            <span className={styles.item}>{itemId}</span>{' '}
            <PathLink to={`/actions/${itemId}`}>{language === 'hi' ? titleHi : titleEn}</PathLink>
          </>
        ),
      },
      {
        id: 'owner',
        header: words.actions.columns.owner,
        cell: ({ ownerEn, ownerHi }) => (language === 'hi' ? ownerHi : ownerEn),
      },
      {
        id: 'due',
        header: words.actions.columns.due,
        cell: ({ dueOn, dueBasis }) =>
          dueOn === null
            ? words.actions.noDue
            : `${formatDate(dueOn)}${dueBasis === null ? '' : `, ${wordFor(words.actions.dueBases, dueBasis)}`}`,
      },
      {
        id: 'status',
        header: words.actions.columns.status,
        cell: ({ status, isSample }) => {
          const word = wordFor(words.actions.statuses, status);
          return isSample ? (
            <SampleMark word={appWords.sample} hint={appWords.sampleHint}>
              {word}
            </SampleMark>
          ) : (
            word
          );
        },
      },
    ],
    [words, appWords, language],
  );
}
