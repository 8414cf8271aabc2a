import { Button } from '#client/ui/Button.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { addDays, daysBetween, formatDate } from '#shared/kernel/time.ts';
import { leastFree, type PoolRun } from '#shared/modules/machine-pools/rules.ts';
import type { PoolView } from '#shared/modules/machine-pools/schema.ts';
import { type LendingWords, stock, useLendingWords } from './api.ts';
import styles from './PoolDays.module.css';
import { RunTable } from './RunTable.tsx';
import { FormProblem, useSending } from './Sending.tsx';
import { Rehearsal, Typed, useNames } from './Words.tsx';

const height = 56;
const parts = ['committed', 'locked', 'free'] as const;

/** One pool over the days shown: its finding, the days as bars, the same as a table, and its locks. */
export function PoolDays({ pool, canWrite }: { pool: PoolView; canWrite: boolean }) {
  const words = useLendingWords();
  const names = useNames();
  const name = poolName(words, names.state(pool.stateCode), pool);
  const least = leastFree(pool.runs);
  const facts = [
    words.pools.stock(formatCount(pool.usable), formatDate(pool.asOn)),
    least === null ? '' : words.pools.least(formatCount(least.free), formatDate(least.day)),
    pool.overdue === 0 ? '' : words.pools.overdue(formatCount(pool.overdue)),
  ];
  return (
    <article className={styles.pool}>
      <h3>
        {name}
        <Rehearsal isSample={pool.isSample} />
      </h3>
      <p>{facts.filter((fact) => fact !== '').join(' · ')}</p>
      <p className={styles.source}>
        {words.pools.source}: <Typed text={pool.source} />
      </p>
      <Drawing runs={pool.runs} />
      <details className={styles.twin}>
        <summary>{words.pools.table}</summary>
        <RunTable caption={words.pools.tableCaption(name)} runs={pool.runs} />
      </details>
      {pool.locks.length === 0 ? null : <Locks pool={pool} name={name} canWrite={canWrite} />}
    </article>
  );
}

export function poolName(words: LendingWords, place: string, { unit, model }: Pick<PoolView, 'unit' | 'model'>) {
  return words.pools.name(place, words.units[unit], model);
}

/** Days from left to right, machines from the ground up: promised, locked, free. The table says the same. */
function Drawing({ runs }: { runs: readonly PoolRun[] }) {
  const words = useLendingWords();
  const first = runs[0]?.from;
  const last = runs.at(-1)?.to;
  if (first === undefined || last === undefined) return null;
  const days = daysBetween(first, last) + 1;
  const most = Math.max(1, ...runs.map(({ usable }) => usable));
  return (
    <figure className={styles.figure} aria-hidden="true">
      <svg
        className={styles.days}
        width="100%"
        height={height}
        viewBox={`0 0 ${days} ${most}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {runs.flatMap((run) => barsOf(run, first, most))}
      </svg>
      <p className={styles.ends}>
        <span>{formatDate(first)}</span>
        <span>{formatDate(addDays(first, days - 1))}</span>
      </p>
      <p className={styles.legend}>
        {parts.map((part) => (
          <span key={part}>
            <svg width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" data-part={part} />
            </svg>
            {words.pools[part === 'committed' ? 'promised' : part]}
          </span>
        ))}
      </p>
    </figure>
  );
}

function barsOf(run: PoolRun, first: string, most: number) {
  const x = daysBetween(first, run.from);
  const width = daysBetween(run.from, run.to) + 1;
  let ground = most;
  return parts.flatMap((part) => {
    const count = Math.max(0, run[part]);
    ground -= count;
    return count === 0
      ? []
      : [<rect key={`${run.from} ${part}`} data-part={part} x={x} y={ground} width={width} height={count} />];
  });
}

function Locks({ pool, name, canWrite }: { pool: PoolView; name: string; canWrite: boolean }) {
  const words = useLendingWords();
  const { send, isBusy, problems } = useSending([]);
  return (
    <div className={styles.locks}>
      <h4>{words.pools.locks}</h4>
      <ul>
        {pool.locks.map(({ id, count, from, to, reason }) => (
          <li key={id}>
            <span>{words.pools.lockLine(formatCount(count), formatDate(from), formatDate(to))}</span>
            <Typed text={reason} />
            {canWrite ? (
              <Button
                look="quiet"
                isBusy={isBusy}
                aria-label={words.pools.liftName(formatCount(count), name)}
                onClick={() => void send((key) => stock.unlock.mutate({ key, lockId: id }), words.pools.lifted)}
              >
                {words.pools.lift}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <FormProblem problems={problems} />
    </div>
  );
}
