import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { bandText, kindOf, useRollHealthWords } from '#client/modules/roll-health/api.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatChange } from '#shared/kernel/numbers.ts';
import type { GapList, GapPair, GapRow, RollView } from '#shared/modules/roll-gap/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { useRollGapWords } from './api.ts';
import styles from './GapTable.module.css';
import { BoundMark, Swing, signed, Total } from './Words.tsx';

interface Line extends Pick<GapRow, 'stateCode' | 'standing' | 'rollMode' | 'pressList2020' | 'reasons'> {
  assembly: RollView | null;
  local: RollView | null;
  newest: GapPair | null;
  isSample: boolean;
}

/** All 36 in alphabetical order, and the rehearsal's comparisons in a table of their own below. */
export function GapTable({ data, chosen }: { data: GapList; chosen: string | undefined }) {
  const words = useRollGapWords();
  const columns = useColumns(data.limits);
  const real = data.rows.map((row): Line => ({ ...row, isSample: false }));
  const samples = data.rows.flatMap((row): Line[] =>
    row.sample === null ? [] : [{ ...row, ...row.sample, isSample: true }],
  );
  return (
    <>
      <DataTable
        caption={words.table.caption}
        isCaptionHidden
        columns={columns}
        rows={real}
        rowKey={({ stateCode }) => stateCode}
        isRowMarked={({ stateCode }) => stateCode === chosen}
      />
      {samples.length === 0 ? null : (
        <section className={styles.samples} aria-labelledby="sample-title">
          <h2 id="sample-title">{words.table.sampleTitle}</h2>
          <p>{words.table.sampleIntro}</p>
          <DataTable
            caption={words.table.sampleCaption}
            isCaptionHidden
            columns={columns.filter(({ id }) => id !== 'mode' && id !== 'reasons')}
            rows={samples}
            rowKey={({ stateCode }) => stateCode}
            isRowMarked={({ stateCode }) => stateCode === chosen}
          />
        </section>
      )}
    </>
  );
}

function useColumns(limits: GapList['limits']): Column<Line>[] {
  const words = useRollGapWords();
  const appWords = useAppWords();
  const rollWords = useRollHealthWords();
  const language = useLanguage();
  return useMemo((): Column<Line>[] => {
    const { table } = words;
    return [
      {
        id: 'state',
        header: table.state,
        isRowHeader: true,
        cell: ({ stateCode }) => {
          const name = stateName(stateCode, language);
          return (
            <PathLink to={`/rolls/gap?state=${stateCode}`} title={table.open(name)}>
              {name}
            </PathLink>
          );
        },
      },
      {
        id: 'local',
        header: table.local,
        unit: table.localUnit,
        align: 'end',
        cell: ({ local }) => (local === null ? appWords.none : <Total roll={local} />),
      },
      {
        id: 'assembly',
        header: table.assembly,
        unit: table.assemblyUnit,
        align: 'end',
        cell: ({ assembly }) => (assembly === null ? appWords.none : <Total roll={assembly} />),
      },
      {
        id: 'difference',
        header: table.difference,
        unit: table.differenceUnit,
        align: 'end',
        isMarked: true,
        cell: ({ newest }) => (newest?.difference == null ? appWords.none : formatChange(newest.difference)),
      },
      {
        id: 'percent',
        header: table.percent,
        unit: table.percentUnit,
        align: 'end',
        cell: ({ newest, isSample }) => <Apart pair={newest} isSample={isSample} />,
      },
      {
        id: 'status',
        header: table.status,
        unit: limits.map((band) => bandText(rollWords, band)).join('; '),
        cell: (line) => <Standing line={line} />,
      },
      {
        id: 'bound',
        header: table.bound,
        unit: table.boundUnit,
        align: 'end',
        cell: ({ newest }) => (newest === null ? appWords.none : <BoundMark bound={newest.bound} />),
      },
      { id: 'mode', header: table.mode, cell: (line) => <Mode line={line} /> },
      {
        id: 'reasons',
        header: table.reasons,
        align: 'end',
        cell: ({ reasons, standing }) => (standing === 'hidden' ? appWords.none : String(reasons)),
      },
    ];
  }, [words, appWords, rollWords, language, limits]);
}

function Apart({ pair, isSample }: { pair: GapPair | null; isSample: boolean }) {
  const appWords = useAppWords();
  const percent = pair?.gap.display ?? null;
  if (pair === null || percent === null) return appWords.none;
  return (
    <span className={styles.apart}>
      {signed(percent, pair.gap.decimals)}
      <Swing percent={percent} isSample={isSample} />
    </span>
  );
}

/** The status of the gap; or why there is none to show. */
function Standing({ line: { newest, standing, local } }: { line: Line }) {
  const words = useRollGapWords();
  const appWords = useAppWords();
  if (newest === null)
    return (
      <span className={styles.standing}>
        <span className={styles.quiet}>{words.standings[standing]}</span>
      </span>
    );
  if (newest.gap.status === 'not_computed')
    return (
      <span className={styles.quiet}>{local?.footprint === 'whole' ? appWords.status.noFigure : words.notApart}</span>
    );
  const kind = kindOf(newest.gap.status);
  return <StatusMark kind={kind} word={appWords.status[kind]} />;
}

function Mode({ line: { rollMode, pressList2020 } }: { line: Line }) {
  const words = useRollGapWords();
  return (
    <span className={styles.mode}>
      {rollMode === null ? words.modeUnknown : words.modes[rollMode]}
      {rollMode !== null || pressList2020 === null ? null : (
        <span className={styles.quiet}>{words.press[pressList2020]}</span>
      )}
    </span>
  );
}
