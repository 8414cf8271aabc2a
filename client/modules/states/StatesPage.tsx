import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTitle } from '#client/app/title.ts';
import { wordFor } from '#client/app/word-for.ts';
import { Button } from '#client/ui/Button.tsx';
import { DataTable, type SortState } from '#client/ui/DataTable.tsx';
import { EmptyFace } from '#client/ui/Faces.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, formatInstant } from '#shared/kernel/time.ts';
import type { StateRow } from '#shared/modules/states/schema.ts';
import { statesQuery, useStatesWords } from './api.ts';
import { PastDayBanner, ReadingDay } from './ReadingDay.tsx';
import styles from './StatesPage.module.css';
import { hasSample, sortKeys, useTwinColumns } from './TwinColumns.tsx';

const kinds = ['state', 'ut'] as const;

/** All 36 with both their bodies. Alphabetical unless the reader sorts; an order is never a judgement. */
export function StatesPage() {
  const words = useStatesWords();
  const { asOn, kind, zone, sort, order } = useSearch({ from: '/signed-in/states' });
  const { data } = useSuspenseQuery(statesQuery(asOn));
  const navigate = useNavigate();
  const columns = useTwinColumns();
  useTitle(words.title);

  const zones = useMemo(() => [...new Set(data.rows.map((row) => row.zone))].toSorted(), [data.rows]);
  const chosenKind = kinds.find((each) => each === kind);
  const chosenZone = zones.find((each) => each === zone);
  const sorted: SortState = {
    column: sort !== undefined && sort in sortKeys ? sort : 'state',
    direction: order === 'descending' ? 'descending' : 'ascending',
  };
  const rows = sortRows(
    data.rows.filter((row) => (chosenKind ?? row.kind) === row.kind && (chosenZone ?? row.zone) === row.zone),
    sorted,
  );
  const samples = rows.filter(hasSample).length;

  function choose(change: { kind?: string; zone?: string; sort?: string; order?: string }) {
    const next = { kind: chosenKind ?? '', zone: chosenZone ?? '', sort: sort ?? '', order: order ?? '', ...change };
    const kept = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
    void navigate({ to: '/states', search: kept, replace: true, resetScroll: false });
  }

  return (
    <>
      <header className={styles.header}>
        <h1>{words.twin.heading}</h1>
        <p>{words.twin.intro}</p>
        <div className={styles.reading}>
          <span>{words.twin.asOn(data.asOn === null ? formatInstant(data.readAt) : formatDate(data.asOn))}</span>
          <ReadingDay day={data.day} asOn={data.asOn} />
        </div>
      </header>
      {data.asOn === null ? null : <PastDayBanner asOn={data.asOn} />}
      <fieldset className={styles.filters}>
        <legend className="visually-hidden">{words.twin.filters}</legend>
        <Choice
          label={words.twin.kind}
          value={chosenKind ?? ''}
          options={[
            { value: '', label: words.twin.kinds.all },
            ...kinds.map((value) => ({ value, label: words.twin.kinds[value] })),
          ]}
          onChange={(event) => choose({ kind: event.target.value })}
        />
        <Choice
          label={words.twin.zone}
          value={chosenZone ?? ''}
          options={[
            { value: '', label: words.twin.allZones },
            ...zones.map((value) => ({ value, label: wordFor(words.zones, value) })),
          ]}
          onChange={(event) => choose({ zone: event.target.value })}
        />
        <p role="status">{words.twin.shown(formatCount(rows.length))}</p>
      </fieldset>
      <DataTable
        caption={words.twin.caption}
        isCaptionHidden
        columns={columns}
        rows={rows}
        rowKey={({ code }) => code}
        sort={sorted}
        onSort={({ column, direction }) => choose({ sort: column, order: direction })}
        empty={
          <EmptyFace title={words.twin.empty}>
            <Button onClick={() => choose({ kind: '', zone: '' })}>{words.twin.showAll}</Button>
          </EmptyFace>
        }
      />
      {samples === 0 ? null : <p className={styles.note}>{words.twin.samples(formatCount(samples))}</p>}
    </>
  );
}

/** By the column, blanks last either way; equal ones stay alphabetical. */
function sortRows(rows: readonly StateRow[], { column, direction }: SortState): StateRow[] {
  const keyOf = sortKeys[column];
  if (keyOf === undefined) return direction === 'descending' ? rows.toReversed() : [...rows];
  const sign = direction === 'descending' ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return (left < right ? -1 : left > right ? 1 : 0) * sign;
  });
}
