import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { kindOf } from '#client/modules/roll-health/api.ts';
import type { Column } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCompact, formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import type { RowFigure, StateRow } from '#shared/modules/states/schema.ts';
import { useStatesWords } from './api.ts';
import { DayText, stageText } from './Origin.tsx';
import styles from './StatesPage.module.css';

/** What a column is sorted by; null goes last. The State's own column keeps the order of the list. */
export const sortKeys: Readonly<Record<string, ((row: StateRow) => number | string | null) | undefined>> = {
  state: undefined,
  electors: ({ electors }) => electors?.value ?? null,
  basis: ({ electors }) => electors?.asOn ?? null,
  women: ({ women }) => women?.value ?? null,
  local: ({ local }) => local?.value ?? null,
  gap: ({ gap }) => gap.percent,
  stations: ({ stations }) => stations?.value ?? null,
};

/** True when any figure of the line is a rehearsal figure. */
export function hasSample({ electors, women, local, stations, gap }: StateRow): boolean {
  return gap.isSample || [electors, women, local, stations].some((figure) => figure?.isSample === true);
}

/** The columns of the twin in the reader's language. */
export function useTwinColumns(): Column<StateRow>[] {
  const words = useStatesWords();
  const appWords = useAppWords();
  const language = useLanguage();

  return useMemo(() => {
    const heads = words.twin.columns;
    const dash = <span className={styles.none}>{appWords.none}</span>;
    const marked = (text: string, isSample: boolean) =>
      isSample ? (
        <SampleMark word={appWords.sample} hint={appWords.sampleHint}>
          {text}
        </SampleMark>
      ) : (
        text
      );
    const counted = (figure: RowFigure | null) => {
      if (figure === null) return dash;
      // What was published in words stays in words: no digits are made up for it.
      const text =
        figure.precision === 'rounded'
          ? `${words.numbers.rough} ${formatCompact(figure.value, language)}`
          : formatCount(figure.value);
      return marked(text, figure.isSample);
    };
    const columns: Column<StateRow>[] = [
      {
        id: 'state',
        header: heads.state,
        isRowHeader: true,
        isSortable: true,
        cell: ({ code }) => (
          <PathLink to={`/states/${code}`} className={styles.state}>
            {stateName(code, language)}
          </PathLink>
        ),
      },
      {
        id: 'electors',
        header: heads.electors,
        unit: heads.electorsUnit,
        align: 'end',
        isSortable: true,
        cell: ({ electors }) => counted(electors),
      },
      {
        id: 'basis',
        header: heads.basis,
        isSortable: true,
        cell: ({ electors }) => (electors === null ? dash : <Basis figure={electors} />),
      },
      {
        id: 'women',
        header: heads.women,
        align: 'end',
        isSortable: true,
        cell: ({ women }) => (women === null ? dash : marked(formatDecimal(women.value, 1), women.isSample)),
      },
      {
        id: 'local',
        header: heads.local,
        unit: heads.localUnit,
        align: 'end',
        isSortable: true,
        cell: ({ local }) => (
          <>
            {counted(local)}
            {local === null || local.footprint === 'whole' ? null : (
              <span className={styles.under}>{words.twin.partial[local.footprint]}</span>
            )}
          </>
        ),
      },
      {
        id: 'gap',
        header: heads.gap,
        unit: '%',
        align: 'end',
        isSortable: true,
        cell: ({ gap }) => {
          if (gap.percent === null) return dash;
          const kind = kindOf(gap.status);
          const text = `${gap.percent > 0 ? '+' : ''}${formatDecimal(gap.percent, 2)}`;
          return (
            <span className={styles.gap}>
              <StatusMark kind={kind} word={appWords.status[kind]} /> <span>{marked(text, gap.isSample)}</span>
            </span>
          );
        },
      },
      {
        id: 'stations',
        header: heads.stations,
        align: 'end',
        isSortable: true,
        cell: ({ stations }) => counted(stations),
      },
      {
        id: 'bodies',
        header: heads.bodies,
        cell: ({ ceoEn, ceoHi, secEn, secHi }) => (
          <span className={styles.bodies}>
            <span>{language === 'hi' ? ceoHi : ceoEn}</span>
            <span>{language === 'hi' ? secHi : secEn}</span>
          </span>
        ),
      },
    ];
    return columns;
  }, [words, appWords, language]);
}

function Basis({ figure }: { figure: RowFigure }) {
  const words = useStatesWords();
  return (
    <span className={styles.basis}>
      {stageText(words, figure)}
      <span className={styles.under}>
        <DayText statement={figure} />
      </span>
    </span>
  );
}
