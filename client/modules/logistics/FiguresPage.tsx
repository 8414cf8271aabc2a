import { useLanguage } from '#client/app/language.tsx';
import { useTitle } from '#client/app/title.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { figureTopics, type PublishedFigure, publishedFigures } from '#shared/modules/logistics/catalogue-figures.ts';
import { useSettingsWords } from './api.ts';
import styles from './Logistics.module.css';
import { LogisticsNav } from './LogisticsNav.tsx';
import { useNames } from './Words.tsx';

const notFound = ['reserve', 'stock', 'owned', 'warehouse', 'progress', 'pools'] as const;

/** Figures of logistics that were published, each with its source, and what was looked for and not found. */
export function FiguresPage() {
  const words = useSettingsWords().figures;
  const columns = useColumns();
  useTitle(words.title);
  return (
    <>
      <LogisticsNav />
      <header className={styles.headline}>
        <h1>{words.headline(formatCount(publishedFigures.length))}</h1>
        <p className={styles.intro}>{words.intro}</p>
      </header>
      {figureTopics.map((topic) => (
        <section key={topic} className={styles.section}>
          <h2>{words.topics[topic]}</h2>
          <DataTable
            caption={words.topics[topic]}
            isCaptionHidden
            columns={columns}
            rows={publishedFigures.filter((figure) => figure.topic === topic)}
            rowKey={({ whatEn, stateCode, when }) => [whatEn, stateCode, when].join('/')}
          />
        </section>
      ))}
      <section className={styles.section}>
        <h2>{words.notFound}</h2>
        <ul className={styles.list}>
          {notFound.map((each) => (
            <li key={each}>{words.missing[each]}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

function useColumns(): Column<PublishedFigure>[] {
  const words = useSettingsWords().figures;
  const names = useNames();
  const language = useLanguage();
  return [
    {
      id: 'what',
      header: words.columns.what,
      isRowHeader: true,
      cell: ({ whatEn, whatHi }) => <span className={styles.what}>{names.pick(whatEn, whatHi)}</span>,
    },
    {
      id: 'figure',
      header: words.columns.figure,
      align: 'end',
      cell: ({ figure }) => <b>{language === 'hi' ? figure.replace('about ', 'लगभग ') : figure}</b>,
    },
    {
      id: 'where',
      header: words.columns.where,
      cell: ({ stateCode, when }) => (
        <span className={styles.said}>
          {stateCode === null ? words.national : names.state(stateCode)}, {when}
        </span>
      ),
    },
    { id: 'basis', header: words.columns.basis, cell: ({ basis }) => <small>{words.bases[basis]}</small> },
    {
      id: 'source',
      header: words.columns.source,
      cell: ({ source }) =>
        source === null ? (
          <span className={styles.said}>{words.unnamed}</span>
        ) : (
          <span className={styles.said} lang="en">
            {source}
          </span>
        ),
    },
  ];
}
