import { Fragment, type ReactNode } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { bandText, type RollHealthWords, useRollHealthWords } from '#client/modules/roll-health/api.ts';
import { formatChange, formatCompact, formatCount, type Language } from '#shared/kernel/numbers.ts';
import type { Bulletin, LeftOut, Mark, Note } from '#shared/modules/bulletins/schema.ts';
import type { BandView } from '#shared/modules/roll-health/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { type BulletinsWords, columnName, useBulletinsWords } from './api.ts';
import { markId } from './BulletinTable.tsx';
import styles from './Footnotes.module.css';

/** A piece of a footnote; the record's own words are in English whatever the page is in. */
export interface NotePiece {
  text: string;
  isOfRecord: boolean;
}

/** Everything that a footnote's sentence is made with. */
export interface NoteWords {
  words: BulletinsWords;
  rollWords: RollHealthWords;
  language: Language;
}

/** The numbered notes, each with the ways back to the places where its number stands. */
export function Footnotes({ bulletin }: { bulletin: Bulletin }) {
  const words = useBulletinsWords();
  const rollWords = useRollHealthWords();
  const language = useLanguage();
  if (bulletin.notes.length === 0) return null;
  return (
    <section className={styles.notes} aria-labelledby="notes-title">
      <h2 id="notes-title">{words.notesTitle}</h2>
      <ol>
        {bulletin.notes.map((note) => (
          <li key={note.no} id={`note-${note.no}`} value={note.no} tabIndex={-1}>
            {notePieces({ words, rollWords, language }, bulletin, note).map(
              ({ text, isOfRecord }, index): ReactNode => (
                // The pieces of a note never change their order.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <Fragment key={index}>{isOfRecord ? <span lang="en">{text}</span> : text} </Fragment>
              ),
            )}
            <span className={styles.back}>
              {note.marks.map((mark) => (
                <a
                  key={markId(note.no, mark)}
                  href={`#${markId(note.no, mark)}`}
                  aria-label={words.toMark(String(note.no), placeOf(words, language, bulletin, mark))}
                >
                  ↑
                </a>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function placeOf(words: BulletinsWords, language: Language, { exercise }: Bulletin, { row, column }: Mark): string {
  const where = row === 'head' ? words.head : row === 'total' ? words.total : stateName(row, language);
  return column === '' ? where : `${where}, ${columnName(words, exercise, column)}`;
}

/** A footnote in words, in pieces: ours in the reader's language, the record's as it stands there. */
export function notePieces(tools: NoteWords, bulletin: Bulletin, note: Note): NotePiece[] {
  const { language } = tools;
  const pieces = bodyOf(tools, bulletin, note);
  return note.state === null ? pieces : [ours(`${stateName(note.state, language)}:`), ...pieces];
}

function ours(text: string): NotePiece {
  return { text, isOfRecord: false };
}

function record(text: string | null): NotePiece {
  return { text: text ?? '', isOfRecord: true };
}

function bodyOf(tools: NoteWords, bulletin: Bulletin, note: Note): NotePiece[] {
  const { words, language } = tools;
  const says = words.notes;
  const figure = (name: string) => formatCount(note.counts[name] ?? 0);
  switch (note.kind) {
    case 'metric':
      return [ours(metricSentence(tools, bulletin, note.metric))];
    case 'residualHead':
      return [ours(says.residualHead)];
    case 'own':
    case 'erratum':
      return [ours(says[note.kind]), record(note.text)];
    case 'constituencies':
    case 'partialForms':
      return [ours(says[note.kind](figure('covered'), figure('constituencies')))];
    case 'clubbedOther':
      return [ours(says.clubbedOther(figure('clubbed'), figure('shifted'), figure('absent'), figure('other')))];
    case 'pending':
      return [ours(says.pending(figure('pending')))];
    case 'residual':
      return [ours(says.residual(figure('left'), figure('right'), formatChange(note.counts['residual'] ?? 0)))];
    case 'derived':
      return [ours(says.derived), ...note.how.flatMap((how) => derivation(words, bulletin, how))];
    case 'differ':
      return [ours(says.differ), ...note.told.flatMap((told) => telling(words, language, told))];
    case 'leftOut':
      return [ours(`${says.leftOut(figure('used'), figure('of'))} ${leftOutText(words, language, note.leftOut)}`)];
    case 'aggregate':
      return [ours(aggregateSentence(words, note)), record(note.text)];
  }
}

function metricSentence({ rollWords, words, language }: NoteWords, bulletin: Bulletin, id: string | null): string {
  const metric = bulletin.metrics.find((each) => each.id === id);
  if (metric === undefined) return '';
  const named = Object.entries(metric.sources).map(([source, text]) => [source, text[language]]);
  // The short words of the sources known at release; the full ones of what an administrator set.
  const sourced = { ...rollWords, sources: { ...Object.fromEntries(named), ...rollWords.sources } };
  const textOf = (bands: readonly BandView[]) => {
    const band = bands.map(toBand).find((each) => isOfState(each, bulletin.exercise));
    return band === undefined ? undefined : bandText(sourced, band);
  };
  const formula = metric.formula[language];
  const everywhere = textOf(metric.bands);
  const own = metric.own.flatMap(({ stateCode, bands }) => {
    const band = textOf(bands);
    return band === undefined ? [] : [words.notes.ownLimits(stateName(stateCode, language), band)];
  });
  const first =
    everywhere === undefined
      ? words.notes.metricOpen(metric.id, formula)
      : words.notes.metric(metric.id, formula, everywhere);
  return [first, ...own].join(' ');
}

/** True for the band that colours a State's figure of this kind of revision, outside the seasons of others. */
function isOfState({ exercises, levels, season }: ReturnType<typeof toBand>, exercise: string): boolean {
  return (exercises?.includes(exercise) ?? true) && (levels?.includes('S') ?? true) && season !== 'in_exercise';
}

/** The band without the keys that are there and undefined. */
function toBand({ exercises, levels, season, amber, red }: BandView) {
  return {
    ...(exercises === undefined ? {} : { exercises }),
    ...(levels === undefined ? {} : { levels }),
    ...(season === undefined ? {} : { season }),
    ...(amber === undefined ? {} : { amber }),
    ...(red === undefined ? {} : { red }),
  };
}

function derivation(words: BulletinsWords, { exercise }: Bulletin, how: Note['how'][number]): NotePiece[] {
  const known: Readonly<Record<string, string>> = words.derivations;
  const own = known[how.derivation];
  return [
    ours(`${columnName(words, exercise, how.column)}:`),
    own === undefined ? record(`${how.derivation}.`) : ours(`${own}.`),
  ];
}

function telling(
  { about }: BulletinsWords,
  language: Language,
  { value, precision, source }: Note['told'][number],
): NotePiece[] {
  const count = precision === 'rounded' ? `${about} ${formatCompact(value, language)}` : formatCount(value);
  // The record names every place where it stands; the first one is enough here, the State page has them all.
  return [ours(`${count}:`), record(`${source.split(' | ')[0] ?? ''}.`)];
}

function leftOutText(words: BulletinsWords, language: Language, groups: readonly LeftOut[]): string {
  const texts = groups.map(
    ({ reason, states }) =>
      `${wordFor(words.leftOut, reason)}: ${states.map((code) => stateName(code, language)).join(', ')}`,
  );
  return `${texts.join('; ')}.`;
}

function aggregateSentence({ notes }: BulletinsWords, { counts }: Note): string {
  const { sum = 0, published = 0, states = 0 } = counts;
  return sum === published
    ? notes.aggregateMeets(formatCount(states), formatCount(sum))
    : notes.aggregateDiffers(
        formatCount(states),
        formatCount(sum),
        formatCount(published),
        formatChange(sum - published),
      );
}
