import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { PoolView } from '#shared/modules/radar/schema.ts';
import { poolsQuery, useConflictWords } from './api.ts';
import { PoolForm } from './PoolForm.tsx';
import styles from './StateConflicts.module.css';

/** What the bodies of a State have said they have, and the form of the reader's own office. */
export function Pools({ stateCode }: { stateCode: string }) {
  const words = useConflictWords();
  const { data } = useQuery(poolsQuery(stateCode));
  if (data === undefined) return null;
  const { resources, units } = words.pools;
  const columns: Column<PoolView>[] = [
    {
      id: 'resource',
      header: words.pools.resource,
      isRowHeader: true,
      cell: ({ resource, unit, model }) =>
        [unit === 'BU' || unit === 'CU' || unit === 'VVPAT' ? units[unit] : resources[resource], model]
          .filter((part) => part !== '')
          .join(', '),
    },
    {
      id: 'district',
      header: words.pools.district,
      cell: ({ districtCode }) => (districtCode === '' ? words.wholeState : districtCode),
    },
    {
      id: 'available',
      header: words.pools.available,
      align: 'end',
      cell: ({ available }) => formatCount(available),
    },
    { id: 'asOn', header: words.pools.asOn, cell: ({ asOn }) => formatDate(asOn) },
    { id: 'body', header: words.pools.body, cell: ({ bodyId }) => bodyId },
    { id: 'source', header: words.pools.source, cell: ({ source }) => source },
  ];
  return (
    <section className={styles.section} aria-labelledby="pools-title">
      <h2 id="pools-title">{words.pools.title}</h2>
      <p className={styles.intro}>{words.pools.intro}</p>
      {data.pools.length === 0 ? (
        <p className={styles.intro}>{words.pools.none}</p>
      ) : (
        <DataTable
          caption={words.pools.caption}
          columns={columns}
          rows={data.pools}
          rowKey={({ resource, districtCode, ownerId, model, unit }) =>
            [resource, districtCode, ownerId, model, unit].join('/')
          }
        />
      )}
      {data.ownBodyId === null ? null : <PoolForm stateCode={stateCode} bodyId={data.ownBodyId} pools={data.pools} />}
    </section>
  );
}
