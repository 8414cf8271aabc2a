import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { useTitle } from '#client/app/title.ts';
import { PastDayBanner, ReadingDay } from '#client/modules/states/ReadingDay.tsx';
import { EmptyFace } from '#client/ui/Faces.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { Segmented } from '#client/ui/Segmented.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount, type Language } from '#shared/kernel/numbers.ts';
import { formatDate, formatInstant } from '#shared/kernel/time.ts';
import { findingOf } from '#shared/modules/bulletins/rules.ts';
import { type Bulletin, bulletinExercises, sirPhases } from '#shared/modules/bulletins/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { type BulletinsWords, bulletinQuery, readChoice, useBulletinsWords } from './api.ts';
import { BulletinActions } from './BulletinActions.tsx';
import styles from './BulletinPage.module.css';
import { BulletinTable } from './BulletinTable.tsx';
import { Footnotes } from './Footnotes.tsx';
import { RollsNav } from './RollsNav.tsx';

/** The bulletin of one kind of revision: what it finds, a row per State with totals, claims and objections, footnotes. */
export function BulletinPage() {
  const words = useBulletinsWords();
  const language = useLanguage();
  const search = useSearch({ from: '/signed-in/rolls' });
  const { data: bulletin } = useSuspenseQuery(bulletinQuery(search));
  const { exercise, phase } = readChoice(search);
  const navigate = useNavigate();
  const finding = findingText(words, language, bulletin);
  const [metric] = bulletin.metrics;
  useTitle(`${words.title}: ${words.exercises[exercise]}`);

  function choosePhase(chosen: string) {
    void navigate({
      to: '/rolls',
      search: chosen === '' ? {} : { phase: chosen },
      replace: true,
      resetScroll: false,
    });
  }

  return (
    <div className={styles.page}>
      <RollsNav />
      <header className={styles.header}>
        <h1>
          {words.title}: <span>{words.exercises[exercise]}</span>
        </h1>
        <p className={styles.finding}>{finding}</p>
        <div className={styles.reading}>
          <span>
            {words.asOn(bulletin.asOn === null ? formatInstant(bulletin.readAt) : formatDate(bulletin.asOn))}
            {bulletin.month === null ? '' : ` · ${words.month(monthText(bulletin.month))}`}
            {bulletin.phase === null ? '' : ` · ${words.phaseOf(bulletin.phase)}`}
          </span>
          <ReadingDay day={bulletin.day} asOn={bulletin.asOn} />
        </div>
      </header>
      {bulletin.asOn === null ? null : <PastDayBanner asOn={bulletin.asOn} />}
      <div className={styles.choices}>
        <Segmented
          label={words.exercise}
          current={exercise}
          segments={bulletinExercises.map((key) => ({
            key,
            label: words.short[key],
            to: key === 'SIR' ? '/rolls' : `/rolls?exercise=${key}`,
          }))}
        />
        {exercise === 'SIR' ? (
          <Choice
            label={words.phase}
            value={phase ?? ''}
            options={[
              { value: '', label: words.allPhases },
              ...sirPhases.map((value) => ({ value, label: words.phaseOf(value) })),
            ]}
            onChange={(event) => choosePhase(event.target.value)}
          />
        ) : null}
        <BulletinActions bulletin={bulletin} finding={finding} />
      </div>
      {bulletin.roll.rows.length === 0 ? (
        <EmptyFace title={words.noRows}>
          <p>{words.noRowsHint}</p>
        </EmptyFace>
      ) : (
        <Tables bulletin={bulletin} />
      )}
      <Footnotes bulletin={bulletin} />
      {metric === undefined ? null : <p className={styles.screening}>{metric.screeningNote[language]}</p>}
    </div>
  );
}

function Tables({ bulletin }: { bulletin: Bulletin }) {
  const words = useBulletinsWords();
  const { samples, rehearsals } = findingOf(bulletin);
  return (
    <>
      {samples === 0 ? null : (
        <p className={styles.note}>{words.samples(formatCount(rehearsals), formatCount(samples - rehearsals))}</p>
      )}
      <BulletinTable bulletin={bulletin} table={bulletin.roll} />
      <Legend />
      <div className={styles.section}>
        <h2>{words.tables.claims}</h2>
        <p className={styles.note}>{words.claimsNote}</p>
        <BulletinTable bulletin={bulletin} table={bulletin.claims} />
      </div>
    </>
  );
}

/** The shapes in words, for paper, where only the shape stands beside a figure. */
function Legend() {
  const words = useBulletinsWords();
  const appWords = useAppWords();
  const kinds = ['onTrack', 'attention', 'actNow', 'info'] as const;
  return (
    <p className={styles.legend}>
      {words.legend}{' '}
      {kinds.map((kind) => (
        <StatusMark key={kind} kind={kind} word={appWords.status[kind]} />
      ))}
    </p>
  );
}

/** One sentence from real figures only. */
function findingText({ finding: says }: BulletinsWords, language: Language, bulletin: Bulletin): string {
  const found = findingOf(bulletin);
  const [state] = found.pendingStates;
  if (found.states === 0) return says.sentence(says.none);
  if (bulletin.exercise === 'CU') return says.sentence(says.months(formatCount(found.states)));
  if (bulletin.exercise === 'SSR')
    return says.sentence(says.closings(formatCount(found.finals), formatCount(found.states)));
  const finals = says.finals(formatCount(found.finals), formatCount(found.drafts));
  const pending =
    state === undefined
      ? says.noPending
      : found.pendingStates.length === 1
        ? says.awaits(formatCount(found.pending), stateName(state, language))
        : says.awaitsIn(formatCount(found.pending), formatCount(found.pendingStates.length));
  return says.sentence(`${finals}; ${pending}`);
}

function monthText(month: string): string {
  return `${month.slice(5)}-${month.slice(0, 4)}`;
}
