import { type AppWords, useAppWords } from '#client/app/app-words.ts';
import { wordFor } from '#client/app/word-for.ts';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import { type MetricCell, type RollsWords, useRollsWords } from './api.ts';
import styles from './Figures.module.css';

/** Metrics that go both ways from zero: their sign is always shown. */
const signed: ReadonlySet<string> = new Set(['FL-03', 'DQ-03', 'EN-03', 'EN-05', 'LR-01', 'LR-12']);

/** A metric's value without its unit, which stands in the header. */
function metricText(id: string, value: number, decimals: number): string {
  const text = formatDecimal(value, decimals);
  return signed.has(id) && value > 0 ? `+${text}` : text;
}

/** A metric in a table: shape and, where it asks for a look, the word; then the value, or why there is none. */
export function MetricFigure({ id, cell, isSample }: { id: string; cell: MetricCell | undefined; isSample: boolean }) {
  const words = useRollsWords();
  const appWords = useAppWords();
  if (cell === undefined) return <NoFigure />;
  const isQuiet = cell.weight === 0;
  return (
    <span className={styles.metric}>
      <StatusMark kind={cell.kind} word={appWords.status[cell.kind]} isQuiet={isQuiet} />
      {cell.value === null ? (
        <span className={styles.none}>
          {cell.kind === 'notApplicable' ? null : <span aria-hidden="true">—</span>}
          <span className="visually-hidden">{reasonText(words, cell.reason)}</span>
        </span>
      ) : (
        <Shown text={metricText(id, cell.value, cell.decimals)} isSample={isSample} appWords={appWords} />
      )}
    </span>
  );
}

/** A count; a dash where it is not known, and a mark where only some parts gave it. */
export function CountFigure(props: { value: number | null | undefined; known?: number | null; isSample: boolean }) {
  const { value, known = null, isSample } = props;
  const words = useRollsWords();
  const appWords = useAppWords();
  if (value === null || value === undefined) return <NoFigure />;
  return (
    <>
      <Shown text={formatCount(value)} isSample={isSample} appWords={appWords} />
      {known === null ? null : (
        <span className={styles.partial} title={words.known(formatCount(known))}>
          {words.partial}
          <span className="visually-hidden"> {words.known(formatCount(known))}</span>
        </span>
      )}
    </>
  );
}

function NoFigure() {
  const appWords = useAppWords();
  return (
    <span className={styles.none}>
      <span aria-hidden="true">{appWords.none}</span>
      <span className="visually-hidden">{appWords.noFigureSpoken}</span>
    </span>
  );
}

/** In a column of samples the dotted line says it in every cell; the word stands once a line. */
function Shown({ text, isSample, appWords }: { text: string; isSample: boolean; appWords: AppWords }) {
  return isSample ? (
    <span className={styles.sample}>
      {text}
      <span className="visually-hidden"> {appWords.sample}</span>
    </span>
  ) : (
    text
  );
}

/** The word of a sample once, beside the name of its line. */
export function SampleWord() {
  const appWords = useAppWords();
  return <SampleMark word={appWords.sample} hint={appWords.sampleHint} />;
}

/** `missing:withEpic` in words. */
export function reasonText(words: RollsWords, reason: string | null): string {
  const [word = 'other', measure = ''] = (reason ?? 'other').split(':');
  const { missing, zero, partial, invalid, ...others } = words.reasons;
  const named: Readonly<Record<string, (what: string) => string>> = { missing, zero, partial, invalid };
  const say = named[word];
  if (say !== undefined) return say(wordFor(words.measures, measure));
  const sentences: Readonly<Record<string, string>> = others;
  return sentences[word] ?? others.other;
}
