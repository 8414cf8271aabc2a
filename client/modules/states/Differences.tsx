import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { formatCompact, formatCount } from '#shared/kernel/numbers.ts';
import type { Difference, StatePage } from '#shared/modules/states/schema.ts';
import { useStatesWords } from './api.ts';
import styles from './Differences.module.css';
import { DayText, stageText } from './Origin.tsx';

/** What two sources give differently: every figure with its source, none called right. Nothing when there is none. */
export function Differences({ page }: { page: StatePage }) {
  const words = useStatesWords();
  if (page.differences.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="differences-title">
      <h2 id="differences-title">{words.differences.title}</h2>
      <p className={styles.intro}>{words.differences.intro}</p>
      <ul className={styles.list}>
        {page.differences.map((difference) => (
          <li key={`${difference.rollType} ${difference.measure} ${difference.told[0]?.statementId}`}>
            <Told difference={difference} statements={page.statements} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Told({
  difference: { rollType, measure, kind, told },
  statements,
}: { difference: Difference } & Pick<StatePage, 'statements'>) {
  const words = useStatesWords();
  const appWords = useAppWords();
  const language = useLanguage();
  const values = told.map(({ value }) => value);
  return (
    <>
      <h3>{words.differences.heading(words.differences.rolls[rollType], wordFor(words.measures, measure))}</h3>
      <p className={styles.kind}>
        {words.differences.kinds[kind]} ·{' '}
        {words.differences.apart(formatCount(Math.max(...values) - Math.min(...values)))}
      </p>
      <dl className={styles.told}>
        {told.map(({ statementId, value, precision }) => {
          const statement = statements.find((item) => item.id === statementId);
          if (statement === undefined) return null;
          return (
            <div key={statementId}>
              <dt>
                {precision === 'rounded'
                  ? `${words.numbers.rough} ${formatCompact(value, language)}`
                  : formatCount(value)}
              </dt>
              <dd>
                {stageText(words, statement)} · <DayText statement={statement} /> · {appWords.precision[precision]}
                <span lang="en">{statement.source}</span>
                {statement.note === null ? null : <span lang="en">{statement.note}</span>}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
