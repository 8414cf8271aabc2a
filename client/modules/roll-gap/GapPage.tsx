import { useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useLanguage } from '#client/app/language.tsx';
import { useTitle } from '#client/app/title.ts';
import { RollsNav } from '#client/modules/bulletins/RollsNav.tsx';
import { PastDayBanner, ReadingDay } from '#client/modules/states/ReadingDay.tsx';
import { formatCount, formatDecimal, type Language } from '#shared/kernel/numbers.ts';
import { formatDate, formatInstant } from '#shared/kernel/time.ts';
import type { GapRow } from '#shared/modules/roll-gap/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { gapsQuery, type RollGapWords, readState, useRollGapWords } from './api.ts';
import { GapDetail } from './GapDetail.tsx';
import styles from './GapPage.module.css';
import { GapTable } from './GapTable.tsx';

/** Both rolls of every State side by side: how far apart, by which laws, and why as each office sees it. No verdict. */
export function GapPage() {
  const words = useRollGapWords();
  const language = useLanguage();
  const search = useSearch({ from: '/signed-in/rolls/gap' });
  const state = readState(search);
  const { data } = useSuspenseQuery(gapsQuery(search.asOn));
  useTitle(state === undefined ? words.title : `${stateName(state, language)} · ${words.title}`);
  return (
    <>
      <RollsNav />
      <header className={styles.header}>
        <p className={styles.eyebrow}>{words.title}</p>
        <h1>{findingOf(words, data.rows, language)}</h1>
        <p className={styles.verdict}>{words.verdict}</p>
        <p className={styles.laws}>{words.laws}</p>
        <div className={styles.reading}>
          <span>{formatReading(data)}</span>
          <ReadingDay day={data.day} asOn={data.asOn} />
        </div>
      </header>
      {data.asOn === null ? null : <PastDayBanner asOn={data.asOn} />}
      {state === undefined ? null : <GapDetail key={state} stateCode={state} asOn={search.asOn} />}
      <GapTable data={data} chosen={state} />
    </>
  );
}

function formatReading({ asOn, readAt }: { asOn: string | null; readAt: string }): string {
  return asOn === null ? formatInstant(readAt) : formatDate(asOn);
}

/** What the published figures say first; a rehearsal has no word in it. */
function findingOf(words: RollGapWords, rows: readonly GapRow[], language: Language): string {
  const both = rows.filter(({ newest }) => newest !== null);
  if (both.length === 0) return words.findingNone;
  const told = both.flatMap((row) => phraseOf(words, row, language));
  return words.finding(formatCount(both.length), told.length === 0 ? words.findingSame : told.join('; '));
}

function phraseOf(words: RollGapWords, { stateCode, newest, local }: GapRow, language: Language): string[] {
  if (newest === null || local === null) return [];
  const state = stateName(stateCode, language);
  const { gap, bound } = newest;
  if (gap.display !== null && (gap.status === 'amber' || gap.status === 'red')) {
    const percent = formatDecimal(Math.abs(gap.display), gap.decimals);
    return [gap.display > 0 ? words.above(state, percent) : words.below(state, percent)];
  }
  if (bound.status !== 'red' || bound.display === null) return [];
  return [words.partOf(state, words.footprints[local.footprint], formatDecimal(bound.display, bound.decimals))];
}
