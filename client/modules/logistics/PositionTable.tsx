import { languageOf } from '#client/app/language.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { imbalanceOf } from '#shared/modules/logistics/rules-balance.ts';
import type { PositionView } from '#shared/modules/logistics/schema.ts';
import { useSettingsWords } from './api.ts';
import styles from './Logistics.module.css';

export interface PlacedSum {
  place: string;
  owner: string;
  unit: PositionView['unit'];
  model: string;
  usable: number;
  underRepair: number;
  committed: number;
  lent: number;
  total: number;
  /** The oldest of what was summed dates the sum. */
  asOn: string;
  rows: number;
  /** Of one row alone. */
  source?: string;
}

/** Sums rows of one owner, unit and model; they must not be empty. */
export function sumOf(place: string, rows: readonly PositionView[]): PlacedSum {
  const add = (of: 'usable' | 'underRepair' | 'committed' | 'lent' | 'total') =>
    rows.reduce((sum, row) => sum + row[of], 0);
  const [first] = rows;
  return {
    place,
    owner: first?.ownerId ?? '',
    unit: first?.unit ?? 'CU',
    model: first?.model ?? '',
    usable: add('usable'),
    underRepair: add('underRepair'),
    committed: add('committed'),
    lent: add('lent'),
    total: add('total'),
    asOn: rows.map(({ asOn }) => asOn).toSorted()[0] ?? '',
    rows: rows.length,
  };
}

/** Machines by condition, a row per place, owner, unit and model. */
export function PositionTable({ caption, rows }: { caption: string; rows: readonly PlacedSum[] }) {
  const words = useSettingsWords().positions;
  const { columns } = words;
  const count = (id: 'usable' | 'underRepair' | 'committed' | 'lent' | 'total'): Column<PlacedSum> => ({
    id,
    header: columns[id],
    align: 'end',
    isMarked: id === 'total',
    cell: (row) => formatCount(row[id]),
  });
  const hasSources = rows.some(({ source }) => source !== undefined);
  return (
    <DataTable
      caption={caption}
      columns={[
        { id: 'place', header: columns.place, isRowHeader: true, cell: ({ place }) => place },
        { id: 'unit', header: columns.unit, cell: ({ unit, model }) => `${words.units[unit]}, ${model}` },
        { id: 'owner', header: columns.owner, cell: ({ owner }) => owner },
        count('usable'),
        count('underRepair'),
        count('committed'),
        count('lent'),
        count('total'),
        { id: 'balance', header: columns.balance, cell: (row) => <Balance row={row} /> },
        {
          id: 'asOn',
          header: columns.asOn,
          cell: ({ asOn, rows: summed }) => (summed > 1 ? words.oldest(formatDate(asOn)) : formatDate(asOn)),
        },
        ...(hasSources
          ? [
              {
                id: 'source',
                header: columns.source,
                cell: ({ source = '' }: PlacedSum) => (
                  <span className={styles.small} lang={languageOf(source)}>
                    {source}
                  </span>
                ),
              },
            ]
          : []),
      ]}
      rows={rows}
      rowKey={({ place, owner, unit, model }) => [place, owner, unit, model].join('/')}
    />
  );
}

function Balance({ row }: { row: PlacedSum }) {
  const words = useSettingsWords().positions;
  const imbalance = imbalanceOf(row);
  return imbalance === null ? (
    <StatusMark kind="onTrack" word={words.adds} />
  ) : (
    <StatusMark kind="actNow" word={words.addsNot(formatCount(imbalance.sum))} />
  );
}
