import { type FormEvent, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { type MachineUnit, machineUnits, type PoolView } from '#shared/modules/machine-pools/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import { type LendingWords, stock, useLendingWords } from './api.ts';
import styles from './Lending.module.css';
import { countOf, dayOf, FormProblem, type Problems, personalProblems, useSending } from './Sending.tsx';
import { useNames } from './Words.tsx';

interface Typed {
  stateCode: string;
  unit: MachineUnit;
  model: string;
  usable: string;
  asOn: string;
  source: string;
}

const blank: Typed = { stateCode: states[0]?.code ?? '', unit: 'CU', model: '', usable: '', asOn: '', source: '' };
const fields = ['model', 'usable', 'asOn', 'source'] as const;

/** How many machines of a kind are kept in a State and can be lent, entered or corrected. */
export function StockForm({ pools }: { pools: readonly PoolView[] }) {
  const words = useLendingWords();
  const names = useNames();
  const [typed, setTyped] = useState(blank);
  // What was entered when typing began; null before that.
  const [began, setBegan] = useState<number | null>(null);
  const { send, renew, isBusy, problems, setProblems } = useSending(fields);
  const seen = seenOf(pools, typed);

  function change(next: Partial<Typed>) {
    const changed = { ...typed, ...next };
    const isOther = next.stateCode !== undefined || next.unit !== undefined || next.model !== undefined;
    setTyped(changed);
    setBegan(isOther || began === null ? (seenOf(pools, changed)?.version ?? 0) : began);
    renew();
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isBusy) return;
    const found = problemsOf(words, typed);
    const [usable, asOn] = [countOf(typed.usable, 0), dayOf(typed.asOn)];
    setProblems(found);
    if (Object.keys(found).length > 0 || usable === undefined || asOn === undefined) return;
    const { stateCode, unit, source } = typed;
    const of = { stateCode, unit, model: normaliseText(typed.model), usable, asOn, source };
    const version = began ?? seen?.version ?? 0;
    const isTaken = await send((key) => stock.set.mutate({ key, ...of, version }), words.pools.saved);
    setBegan(null);
    if (isTaken) setTyped(blank);
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => void handleSubmit(event)}
      noValidate
      aria-label={words.pools.stockForm}
    >
      <div className={styles.fields}>
        <Choice
          label={words.state}
          value={typed.stateCode}
          options={states.map(({ code }) => ({ value: code, label: names.state(code) }))}
          onChange={({ target }) => change({ stateCode: target.value })}
        />
        <Choice
          label={words.unit}
          value={typed.unit}
          options={machineUnits.map((value) => ({ value, label: words.units[value] }))}
          onChange={({ target }) => change({ unit: machineUnits.find((each) => each === target.value) ?? 'CU' })}
        />
        <Field
          label={words.model}
          value={typed.model}
          maxLength={40}
          error={problems['model']}
          onChange={({ target }) => change({ model: target.value })}
        />
      </div>
      {seen === undefined ? null : (
        <p className={styles.quiet}>{words.pools.now(formatCount(seen.usable), formatDate(seen.asOn))}</p>
      )}
      <div className={styles.fields}>
        <Field
          label={words.pools.usable}
          value={typed.usable}
          inputMode="numeric"
          maxLength={20}
          error={problems['usable']}
          onChange={({ target }) => change({ usable: target.value })}
        />
        <Field
          label={words.pools.asOn}
          hint={words.ask.dayHint}
          value={typed.asOn}
          maxLength={20}
          error={problems['asOn']}
          onChange={({ target }) => change({ asOn: target.value })}
        />
      </div>
      <Field
        label={words.pools.source}
        value={typed.source}
        maxLength={300}
        error={problems['source']}
        onChange={({ target }) => change({ source: target.value })}
      />
      <FormProblem problems={problems} />
      <Button type="submit" look="primary" isBusy={isBusy} className={styles.send}>
        {isBusy ? words.act.sending : words.pools.save}
      </Button>
    </form>
  );
}

function seenOf(pools: readonly PoolView[], { stateCode, unit, model }: Typed): PoolView | undefined {
  const plain = normaliseText(model);
  return pools.find((pool) => pool.stateCode === stateCode && pool.unit === unit && pool.model === plain);
}

function problemsOf(words: LendingWords, typed: Typed): Problems {
  const problems: Record<string, string> = {};
  if (!/^[A-Za-z0-9 .-]{1,20}$/.test(normaliseText(typed.model))) problems['model'] = words.faults.model;
  if (countOf(typed.usable, 0) === undefined) problems['usable'] = words.faults.damagedCount;
  if (dayOf(typed.asOn) === undefined) problems['asOn'] = words.faults.day;
  if (normaliseText(typed.source).length < 3) problems['source'] = words.faults.source;
  return { ...problems, ...personalProblems(words, { source: typed.source }) };
}
