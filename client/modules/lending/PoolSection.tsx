import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useFailureWords } from '#client/app/errors.ts';
import { Button } from '#client/ui/Button.tsx';
import { EmptyFace, ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, type IsoDate } from '#shared/kernel/time.ts';
import { daysFault } from '#shared/modules/machine-pools/rules.ts';
import { machineUnits } from '#shared/modules/machine-pools/schema.ts';
import { daysShownFrom, type ListChoice, listPath, poolsQuery, useLendingWords } from './api.ts';
import styles from './Lending.module.css';
import { LockForm } from './LockForm.tsx';
import { freeOf } from './OfferPool.tsx';
import { PoolDays } from './PoolDays.tsx';
import { dayOf, type Problems } from './Sending.tsx';
import { StockForm } from './StockForm.tsx';

/** The ECI's machines by day, with the forms of the division that keeps them. */
export function PoolSection(props: { choice: ListChoice; today: IsoDate; canWrite: boolean }) {
  const { choice, today, canWrite } = props;
  const words = useLendingWords();
  const say = useFailureWords();
  const days = daysShownFrom(choice, today);
  const { data, error, refetch } = useQuery(poolsQuery(days.from, days.to));
  const pools = (data?.pools ?? []).filter(
    ({ unit, stateCode }) =>
      (choice.unit === undefined || choice.unit === unit) && (choice.state === undefined || choice.state === stateCode),
  );
  const real = pools.filter(({ isSample }) => !isSample);
  const short = real.filter((pool) => freeOf(pool) === 0).length;
  return (
    <section className={styles.section} aria-labelledby="pools-title">
      <h2 id="pools-title">{words.pools.title}</h2>
      <p className={styles.intro}>{words.pools.intro}</p>
      <DaysForm key={`${days.from} ${days.to}`} choice={choice} days={days} />
      {error === null ? null : (
        <ErrorFace
          title={words.pools.failed}
          sentence={say(error)}
          actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
        />
      )}
      {data === undefined && error === null ? <LoadingFace>{words.pools.loading}</LoadingFace> : null}
      {data !== undefined && pools.length === 0 ? (
        <EmptyFace title={words.pools.none}>
          <p>{words.pools.noneHint}</p>
        </EmptyFace>
      ) : null}
      {real.length === 0 ? null : <p>{words.pools.finding(formatCount(real.length), formatCount(short))}</p>}
      {pools.map((pool) => (
        <PoolDays key={pool.id} pool={pool} canWrite={canWrite} />
      ))}
      {canWrite && data !== undefined ? (
        <>
          <details className={styles.fold}>
            <summary>{words.pools.stockForm}</summary>
            <StockForm pools={data.pools} />
          </details>
          {data.pools.length === 0 ? null : (
            <details className={styles.fold}>
              <summary>{words.pools.lockForm}</summary>
              <LockForm pools={data.pools} />
            </details>
          )}
        </>
      ) : null}
    </section>
  );
}

function DaysForm({ choice, days }: { choice: ListChoice; days: { from: IsoDate; to: IsoDate } }) {
  const words = useLendingWords();
  const navigate = useNavigate();
  const [typed, setTyped] = useState({ from: formatDate(days.from), to: formatDate(days.to) });
  const [problems, setProblems] = useState<Problems>({});

  function go(next: Partial<ListChoice>) {
    void navigate({ href: listPath({ ...choice, ...next }), replace: true, resetScroll: false });
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const [from, to] = [dayOf(typed.from), dayOf(typed.to)];
    const found: Record<string, string> = {};
    if (from === undefined) found['from'] = words.faults.day;
    if (to === undefined) found['to'] = words.faults.day;
    const fault = from === undefined || to === undefined ? null : daysFault(from, to, from);
    if (fault !== null) found['to'] = words.faults[fault];
    setProblems(found);
    if (Object.keys(found).length === 0) go({ from, to });
  }

  return (
    <form className={styles.filters} onSubmit={handleSubmit} noValidate aria-label={words.pools.title}>
      <Choice
        label={words.unit}
        value={choice.unit ?? ''}
        options={[
          { value: '', label: words.pools.allUnits },
          ...machineUnits.map((value) => ({ value, label: words.units[value] })),
        ]}
        onChange={({ target }) => go({ unit: machineUnits.find((each) => each === target.value) })}
      />
      {(['from', 'to'] as const).map((field) => (
        <Field
          key={field}
          label={words.pools[field]}
          value={typed[field]}
          maxLength={20}
          size={12}
          error={problems[field]}
          onChange={({ target }) => setTyped({ ...typed, [field]: target.value })}
        />
      ))}
      <Button type="submit">{words.pools.show}</Button>
    </form>
  );
}
