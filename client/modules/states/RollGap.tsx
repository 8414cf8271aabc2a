import { useAppWords } from '#client/app/app-words.ts';
import { type Bar, Bars } from '#client/charts/Bars.tsx';
import { bandText, kindOf, useRollHealthWords } from '#client/modules/roll-health/api.ts';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { figureOf } from '#shared/modules/states/rules.ts';
import type { RollGap as Gap, StateMetric, StatementView, StatePage } from '#shared/modules/states/schema.ts';
import { type StatesWords, useStatesWords } from './api.ts';
import { dayText } from './Origin.tsx';
import styles from './RollGap.module.css';

/** Local roll against assembly roll: the distance, where it lies, and every published total of both. No verdict. */
export function RollGap({ page }: { page: StatePage }) {
  const words = useStatesWords();
  const { gap, statements, metrics } = page;
  const byId = (id: string | undefined) => statements.find((item) => item.id === id);
  const drawn = gap.statementIds.flatMap((id) => byId(id) ?? []);
  const bars = drawn.map((statement) => barOf(words, statement));
  const samples = drawn.filter(({ isSample }) => isSample).length;
  const days = drawn.flatMap(({ asOn }) => asOn ?? []).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  return (
    <section className={styles.section} aria-labelledby="gap-title">
      <h2 id="gap-title">{titleOf(words, gap)}</h2>
      <div className={styles.columns}>
        <div>
          <Distance gap={gap} metric={metrics.find(({ id }) => id === 'LR-01')} />
          <p className={styles.sentences}>
            {sentencesOf(words, gap, byId(gap.local?.statementId), byId(gap.assembly?.statementId)).join(' ')}
          </p>
        </div>
        {first === undefined || last === undefined ? null : (
          <Bars
            title={words.gap.bars}
            summary={[
              words.gap.summary(formatCount(bars.length), formatDate(first), formatDate(last)),
              ...(samples === 0 ? [] : [words.gap.samples(formatCount(samples))]),
            ].join(' ')}
            bars={bars}
          />
        )}
      </div>
    </section>
  );
}

function Distance({ gap, metric }: { gap: Gap; metric: StateMetric | undefined }) {
  const appWords = useAppWords();
  const rollWords = useRollHealthWords();
  if (gap.percent === null || metric === undefined) return <p className={styles.percent}>{appWords.none}</p>;
  const kind = kindOf(metric.status);
  return (
    <>
      <p className={styles.percent} data-sample={gap.isSample}>
        {signedPercent(gap.percent)}
        <span> %</span>
        {gap.isSample ? <SampleMark word={appWords.sample} hint={appWords.sampleHint} /> : null}
      </p>
      <p className={styles.status}>
        <StatusMark kind={kind} word={appWords.status[kind]} />{' '}
        {metric.band === null ? '' : `LR-01: ${bandText(rollWords, metric.band)}`}
      </p>
    </>
  );
}

function signedPercent(percent: number): string {
  return `${percent > 0 ? '+' : ''}${formatDecimal(percent, 2)}`;
}

function titleOf(words: StatesWords, { percent, isSample }: Gap): string {
  if (percent === null || isSample) return words.gap.title;
  if (percent === 0) return words.gap.titleSame;
  const size = formatDecimal(Math.abs(percent), 2);
  return percent > 0 ? words.gap.titleMore(size) : words.gap.titleLess(size);
}

function sentencesOf(
  words: StatesWords,
  gap: Gap,
  local: StatementView | undefined,
  assembly: StatementView | undefined,
): string[] {
  if (local === undefined) return [words.gap.noLocal];
  if (assembly === undefined) return [words.gap.noAssembly];
  const days = words.gap.days(dayText(words, local), dayText(words, assembly));
  const { difference } = gap;
  if (difference === null) return [words.gap.notComparable, days, words.gap.noVerdict];
  const count = formatCount(Math.abs(difference));
  const distance = difference === 0 ? words.gap.same : difference > 0 ? words.gap.more(count) : words.gap.less(count);
  return [...(gap.isSample ? [words.gap.sample] : []), distance, days, words.gap.noVerdict];
}

function barOf(words: StatesWords, statement: StatementView): Bar {
  const figure = figureOf(statement, 'electorsTotal');
  const isLocal = statement.rollType === 'local';
  const stage = statement.exerciseType === 'LS' ? words.told.lokSabha : words.gap.stages[statement.stage];
  const day = dayText(words, statement);
  const text = figure === undefined ? '' : formatCount(figure.value);
  return {
    key: statement.id,
    label: isLocal ? words.gap.local(stage, day) : words.gap.assembly(stage, day),
    value: figure?.value ?? null,
    text: figure?.precision === 'rounded' ? `${words.numbers.rough} ${text}` : text,
    tone: isLocal ? 'other' : statement.stage === 'draft' ? 'soft' : 'strong',
    isSample: statement.isSample,
  };
}
