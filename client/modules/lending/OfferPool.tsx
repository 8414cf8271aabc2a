import { useQuery } from '@tanstack/react-query';
import { LoadingFace } from '#client/ui/Faces.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { LoanView } from '#shared/modules/lending/schema.ts';
import { leastFree } from '#shared/modules/machine-pools/rules.ts';
import type { PoolView } from '#shared/modules/machine-pools/schema.ts';
import { poolsQuery, useLendingWords } from './api.ts';
import styles from './Lending.module.css';
import { RunTable } from './RunTable.tsx';
import { ChoiceProblem } from './Sending.tsx';
import { useNames } from './Words.tsx';

export interface OfferPoolProps {
  loan: LoanView;
  value: string;
  error: string | undefined;
  onChange: (poolId: string) => void;
}

/** The machines of the unit and model asked for, with what is free of each on every day of the loan. */
export function OfferPool({ loan, value, error, onChange }: OfferPoolProps) {
  const words = useLendingWords();
  const names = useNames();
  const { data, error: failure } = useQuery(poolsQuery(loan.from, loan.to));
  if (failure !== null) return <Notice tone="problem">{words.act.poolsFailed}</Notice>;
  if (data === undefined) return <LoadingFace>{words.pools.loading}</LoadingFace>;
  const pools = data.pools.filter(
    ({ unit, model }) => unit === loan.unit && (loan.model === null || loan.model === model),
  );
  if (pools.length === 0) return <Notice tone="attention">{words.act.noPool}</Notice>;
  const chosen = pools.find(({ id }) => id === value);
  return (
    <>
      <div>
        <Choice
          label={words.act.pool}
          value={chosen?.id ?? ''}
          aria-invalid={error !== undefined}
          options={[
            { value: '', label: words.act.choosePool },
            ...pools.map((pool) => ({
              value: pool.id,
              label: words.act.poolLine(names.state(pool.stateCode), pool.model, formatCount(freeOf(pool))),
            })),
          ]}
          onChange={({ target }) => onChange(target.value)}
        />
        <ChoiceProblem text={error} />
      </div>
      {chosen === undefined ? null : <RunTable caption={words.act.poolCaption} runs={chosen.runs} />}
      {chosen === undefined || chosen.overdue === 0 ? null : (
        <p className={styles.quiet}>{words.act.poolOverdue(formatCount(chosen.overdue))}</p>
      )}
    </>
  );
}

/** Free on every day of the period; never below zero, since machines out past their day are off. */
export function freeOf({ runs, overdue }: PoolView): number {
  return Math.max(0, (leastFree(runs)?.free ?? 0) - overdue);
}
