import { useAppWords } from '#client/app/app-words.ts';
import { languageOf, useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { UnitSource, UnitTable } from '#shared/modules/rolls/schema.ts';
import { useRollsWords } from './api.ts';
import styles from './SourceLines.module.css';

/** Whose figures stand below, of which day, from which source: one line where they are of one file, else their span. */
export function SourceLines({ sources }: { sources: readonly UnitSource[] }) {
  const words = useRollsWords().source;
  const [first] = sources;
  if (first === undefined) return null;
  if (new Set(sources.map(({ stateCode }) => stateCode)).size > 1) {
    const days = sources.flatMap(({ asOf }) => asOf ?? []).toSorted();
    const [from, to] = [formatDate(days[0] ?? ''), formatDate(days.at(-1) ?? '')];
    return <p className={styles.lines}>{words.many(formatCount(sources.length), from, to)}</p>;
  }
  return (
    <div className={styles.lines}>
      <SourceLine source={first} />
      {sources.slice(1).map((other) => (
        <p key={`${other.dataset} ${String(other.no)}`}>
          {words.also(wordFor(words.datasets, other.dataset), other.asOf === null ? '—' : formatDate(other.asOf))} ·{' '}
          <span lang={languageOf(other.source)}>{other.source}</span>
        </p>
      ))}
    </div>
  );
}

function SourceLine({ source }: { source: UnitSource }) {
  const words = useRollsWords().source;
  const appWords = useAppWords();
  const language = useLanguage();
  const body = language === 'hi' ? source.bodyHi : source.bodyEn;
  const facts = [
    `${wordFor(words.exercises, source.exercise)}, ${wordFor(words.stages, source.stage)}`,
    wordFor(appWords.basis, source.basis),
    ...(source.qualifyingDate === null ? [] : [words.qualifying(formatDate(source.qualifyingDate))]),
    words.published(formatDate(source.publishedAt)),
    source.previous === null ? words.noPrevious : words.previous(formatDate(source.previous.asOf)),
  ];
  return (
    <p>
      <strong>{words.figures(source.asOf === null ? '—' : formatDate(source.asOf))}</strong> ·{' '}
      <span lang={languageOf(body)}>{body}</span> · {facts.join(' · ')} ·{' '}
      <span lang={languageOf(source.source)}>{source.source}</span>{' '}
      {source.isSample ? <SampleMark word={appWords.sample} hint={appWords.sampleHint} /> : null}
    </p>
  );
}

/** The population that rates are measured against: its basis and year, each once. Nothing where no unit has one. */
export function PopulationLine({ table }: { table: UnitTable }) {
  const words = useRollsWords().population;
  const told = new Set(
    table.populations.flatMap((each) => {
      if (each === null) return [];
      const basis = each.basis === '' ? words.noBasis : wordFor(words.bases, each.basis);
      return [words.one(basis, each.refDate.slice(0, 4))];
    }),
  );
  return told.size === 0 ? null : <p className={styles.lines}>{words.line([...told].join('; '))}</p>;
}
