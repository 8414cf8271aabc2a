import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { measures } from '#shared/modules/roll-health/schema.ts';
import type { BodyView, FigureView, StatementView, StatePage } from '#shared/modules/states/schema.ts';
import { useStatesWords } from './api.ts';
import { DayText, SourceLines, stageText } from './Origin.tsx';
import styles from './StatementTable.module.css';

/** Every statement of both bodies with all its figures, folded until asked for. */
export function StatementTable({ page }: { page: StatePage }) {
  const words = useStatesWords();
  const columns = useColumns();
  return (
    <section className={styles.section} aria-labelledby="statements-title">
      <h2 id="statements-title">{words.statements.title}</h2>
      <p className={styles.intro}>{words.statements.intro}</p>
      <Side
        body={page.ceo.body}
        statements={page.statements.filter(({ rollType }) => rollType === 'assembly')}
        columns={columns}
      />
      <Side
        body={page.sec.body}
        statements={page.statements.filter(({ rollType }) => rollType === 'local')}
        columns={columns}
      />
    </section>
  );
}

function Side(props: {
  body: BodyView;
  statements: readonly StatementView[];
  columns: readonly Column<StatementView>[];
}) {
  const { body, statements, columns } = props;
  const words = useStatesWords();
  const language = useLanguage();
  const name = language === 'hi' ? body.nameHi : body.nameEn;
  return (
    <details className={styles.side}>
      <summary>
        {name} <span>{words.statements.count(formatCount(statements.length))}</span>
      </summary>
      {statements.length === 0 ? (
        <p className={styles.intro}>{words.statements.none}</p>
      ) : (
        <DataTable
          caption={words.statements.caption(name)}
          isCaptionHidden
          columns={columns}
          rows={statements}
          rowKey={({ id }) => id}
        />
      )}
    </details>
  );
}

function useColumns(): Column<StatementView>[] {
  const words = useStatesWords();
  const appWords = useAppWords();
  return useMemo(
    () => [
      {
        id: 'what',
        header: words.statements.columns.what,
        isRowHeader: true,
        cell: (statement) => (
          <>
            {stageText(words, statement)}
            {statement.period === null ? '' : ` ${statement.period.slice(5)}-${statement.period.slice(0, 4)}`}
            {statement.isSample ? <SampleMark word={appWords.sample} hint={appWords.sampleHint} /> : null}
          </>
        ),
      },
      { id: 'day', header: words.statements.columns.day, cell: (statement) => <DayText statement={statement} /> },
      {
        id: 'figures',
        header: words.statements.columns.figures,
        cell: ({ figures }) => (
          <ul className={styles.figures}>
            {inOrder(figures).map(({ measure, value, precision }) => (
              <li key={measure}>
                <span>{wordFor(words.measures, measure)}</span>
                <span>
                  {formatCount(value)}
                  {precision === 'exact' ? null : <em> {appWords.precision[precision]}</em>}
                </span>
              </li>
            ))}
          </ul>
        ),
      },
      {
        id: 'source',
        header: words.statements.columns.source,
        cell: (statement) => (
          <SourceLines statement={statement} precision={statement.figures[0]?.precision ?? 'exact'} derivation={null} />
        ),
      },
    ],
    [words, appWords],
  );
}

/** In the order of the measures, which is that of the forms. */
function inOrder(figures: readonly FigureView[]): FigureView[] {
  return measures.flatMap((measure) => figures.find((figure) => figure.measure === measure) ?? []);
}
