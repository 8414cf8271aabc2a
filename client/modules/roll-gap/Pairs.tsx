import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { kindOf } from '#client/modules/roll-health/api.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatChange } from '#shared/kernel/numbers.ts';
import type { GapPair, GapView } from '#shared/modules/roll-gap/schema.ts';
import { useRollGapWords } from './api.ts';
import styles from './GapTable.module.css';
import { BoundMark, Swing, signed, Total } from './Words.tsx';

/** The newest local roll, and the one before it, against each assembly total. The distance depends on which is taken. */
export function Pairs({ view }: { view: GapView }) {
  const words = useRollGapWords();
  const columns = useColumns(view);
  return (
    <section aria-labelledby="pairs-title">
      <h3 id="pairs-title">{words.pairs.title}</h3>
      <DataTable
        caption={words.pairs.caption}
        isCaptionHidden
        columns={columns}
        rows={view.pairs}
        rowKey={({ assemblyId, localId }) => `${assemblyId} ${localId}`}
        isRowMarked={({ isNewest }) => isNewest}
      />
    </section>
  );
}

function useColumns({ rolls, isSample }: GapView): Column<GapPair>[] {
  const words = useRollGapWords();
  const appWords = useAppWords();
  return useMemo((): Column<GapPair>[] => {
    const total = (id: string, side: 'start' | 'end') => {
      const roll = rolls.find((each) => each.id === id);
      return roll === undefined ? appWords.none : <Total roll={roll} side={side} />;
    };
    return [
      {
        id: 'assembly',
        header: words.pairs.against,
        unit: words.table.assemblyUnit,
        isRowHeader: true,
        cell: ({ assemblyId }) => total(assemblyId, 'start'),
      },
      {
        id: 'local',
        header: words.pairs.local,
        unit: words.table.localUnit,
        align: 'end',
        cell: ({ localId }) => total(localId, 'end'),
      },
      {
        id: 'difference',
        header: words.table.difference,
        unit: words.table.differenceUnit,
        align: 'end',
        isMarked: true,
        cell: ({ difference }) =>
          difference === null ? <span className={styles.quiet}>{words.notApart}</span> : formatChange(difference),
      },
      {
        id: 'percent',
        header: words.table.percent,
        unit: words.table.percentUnit,
        align: 'end',
        cell: ({ gap }) =>
          gap.display === null ? (
            appWords.none
          ) : (
            <span className={styles.apart}>
              {signed(gap.display, gap.decimals)}
              <Swing percent={gap.display} isSample={isSample} />
            </span>
          ),
      },
      {
        id: 'status',
        header: words.table.status,
        cell: ({ gap }) => <StatusMark kind={kindOf(gap.status)} word={appWords.status[kindOf(gap.status)]} />,
      },
      {
        id: 'bound',
        header: words.table.bound,
        unit: words.table.boundUnit,
        align: 'end',
        cell: ({ bound }) => <BoundMark bound={bound} />,
      },
    ];
  }, [words, appWords, rolls, isSample]);
}
