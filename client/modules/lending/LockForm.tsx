import { type FormEvent, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { normaliseText } from '#shared/kernel/text.ts';
import { addDays, formatDate, type IsoDate } from '#shared/kernel/time.ts';
import { daysFault } from '#shared/modules/machine-pools/rules.ts';
import type { PoolView } from '#shared/modules/machine-pools/schema.ts';
import { petitionDays } from '#shared/modules/timelines/rules-legal.ts';
import { type LendingWords, stock, useLendingWords } from './api.ts';
import styles from './Lending.module.css';
import { poolName } from './PoolDays.tsx';
import { ChoiceProblem, countOf, dayOf, FormProblem, type Problems, personalProblems, useSending } from './Sending.tsx';
import { useNames } from './Words.tsx';

const kinds = ['sealed', 'other'] as const;

interface Typed {
  poolId: string;
  kind: (typeof kinds)[number];
  count: string;
  from: string;
  counting: string;
  to: string;
  reason: string;
}

const blank: Typed = { poolId: '', kind: 'sealed', count: '', from: '', counting: '', to: '', reason: '' };
const fields = ['poolId', 'count', 'from', 'to', 'counting', 'reason'] as const;

/** Keeps machines back for days: after a poll to 45 days beyond the counting, or for another reason. */
export function LockForm({ pools }: { pools: readonly PoolView[] }) {
  const words = useLendingWords();
  const names = useNames();
  const [typed, setTyped] = useState(blank);
  const { send, renew, isBusy, problems, setProblems } = useSending(fields);
  const isSealed = typed.kind === 'sealed';
  const last = lastDayOf(typed);

  function change(next: Partial<Typed>) {
    setTyped({ ...typed, ...next });
    renew();
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isBusy) return;
    const found = problemsOf(words, typed);
    const [count, from] = [countOf(typed.count), dayOf(typed.from)];
    setProblems(found);
    if (Object.keys(found).length > 0 || count === undefined || from === undefined || last === undefined) return;
    const of = { poolId: typed.poolId, count, from, to: last, exerciseId: null, reason: reasonOf(words, typed) };
    const isTaken = await send((key) => stock.lock.mutate({ key, ...of }), words.pools.lockDone);
    if (isTaken) setTyped(blank);
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => void handleSubmit(event)}
      noValidate
      aria-label={words.pools.lockForm}
    >
      <div>
        <Choice
          label={words.pools.pool}
          value={typed.poolId}
          aria-invalid={problems['poolId'] !== undefined}
          options={[
            { value: '', label: words.act.choosePool },
            ...pools.map((pool) => ({ value: pool.id, label: poolName(words, names.state(pool.stateCode), pool) })),
          ]}
          onChange={({ target }) => change({ poolId: target.value })}
        />
        <ChoiceProblem text={problems['poolId']} />
      </div>
      <Choice
        label={words.pools.kind}
        value={typed.kind}
        options={kinds.map((value) => ({ value, label: words.pools.kinds[value] }))}
        onChange={({ target }) => change({ kind: target.value === 'other' ? 'other' : 'sealed' })}
      />
      <div className={styles.fields}>
        <Field
          label={words.act.count}
          value={typed.count}
          inputMode="numeric"
          maxLength={20}
          error={problems['count']}
          onChange={({ target }) => change({ count: target.value })}
        />
        <Field
          label={words.pools.from}
          hint={words.ask.dayHint}
          value={typed.from}
          maxLength={20}
          error={problems['from']}
          onChange={({ target }) => change({ from: target.value })}
        />
        {isSealed ? (
          <Field
            label={words.pools.counting}
            hint={last === undefined ? words.ask.dayHint : words.pools.countingHint(formatDate(last))}
            value={typed.counting}
            maxLength={20}
            error={problems['counting'] ?? problems['to']}
            onChange={({ target }) => change({ counting: target.value })}
          />
        ) : (
          <Field
            label={words.pools.to}
            hint={words.ask.dayHint}
            value={typed.to}
            maxLength={20}
            error={problems['to']}
            onChange={({ target }) => change({ to: target.value })}
          />
        )}
      </div>
      <Field
        label={words.pools.reason}
        {...(isSealed ? { hint: words.pools.reasonHint } : {})}
        value={typed.reason}
        maxLength={300}
        error={problems['reason']}
        onChange={({ target }) => change({ reason: target.value })}
      />
      <FormProblem problems={problems} />
      <Button type="submit" look="primary" isBusy={isBusy} className={styles.send}>
        {isBusy ? words.act.sending : words.pools.lock}
      </Button>
    </form>
  );
}

function lastDayOf({ kind, counting, to }: Typed): IsoDate | undefined {
  if (kind === 'other') return dayOf(to);
  const day = dayOf(counting);
  return day === undefined ? undefined : addDays(day, petitionDays);
}

function reasonOf(words: LendingWords, { kind, counting, reason }: Typed): string {
  const day = dayOf(counting);
  if (kind === 'other' || normaliseText(reason) !== '' || day === undefined) return reason;
  return words.pools.sealedUntil(formatDate(day));
}

function problemsOf(words: LendingWords, typed: Typed): Problems {
  const problems: Record<string, string> = {};
  const [from, last] = [dayOf(typed.from), lastDayOf(typed)];
  if (typed.poolId === '') problems['poolId'] = words.faults.pool;
  if (countOf(typed.count) === undefined) problems['count'] = words.faults.count;
  if (from === undefined) problems['from'] = words.faults.day;
  if (last === undefined) problems[typed.kind === 'other' ? 'to' : 'counting'] = words.faults.day;
  const fault = from === undefined || last === undefined ? null : daysFault(from, last, from);
  if (fault !== null) problems['to'] = words.faults[fault];
  if (normaliseText(reasonOf(words, typed)).length < 3) problems['reason'] ??= words.faults.lockReason;
  return { ...problems, ...personalProblems(words, { reason: typed.reason }) };
}
