import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { parseCount } from '#shared/kernel/numbers.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { parseDate } from '#shared/kernel/time.ts';
import { type PoolView, resources, type SetPool } from '#shared/modules/radar/schema.ts';
import styles from './ActForm.module.css';
import { type ConflictWords, refreshFindings, setPool, useConflictWords } from './api.ts';

interface Typed {
  resource: SetPool['resource'];
  unit: SetPool['unit'];
  model: string;
  districtCode: string;
  available: string;
  asOn: string;
  source: string;
}
type Problems = Partial<Record<'unit' | 'available' | 'asOn' | 'source' | 'form', string>>;

const blank: Typed = { resource: 'staff', unit: '', model: '', districtCode: '', available: '', asOn: '', source: '' };
const machineUnits = ['BU', 'CU', 'VVPAT'] as const;

/** A figure of the reader's own body, entered or taken out. What is typed stays until it has been taken in. */
export function PoolForm(props: { stateCode: string; bodyId: string; pools: readonly PoolView[] }) {
  const { stateCode, bodyId, pools } = props;
  const words = useConflictWords();
  const say = useFailureWords();
  const queryClient = useQueryClient();
  const toast = useToast();
  const id = useId();
  const [typed, setTyped] = useState(blank);
  const [key, setKey] = useState(newId);
  const [problems, setProblems] = useState<Problems>({});
  const save = useMutation({ mutationFn: setPool });
  const isMachines = typed.resource === 'machines';

  function change(next: Partial<Typed>) {
    setTyped({ ...typed, ...next });
    setProblems({});
    setKey(newId());
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (save.isPending) return;
    const found = problemsOf(words, typed);
    const asOn = parseDate(typed.asOn);
    setProblems(found);
    if (Object.keys(found).length > 0 || !asOn.ok) return;
    const count = parseCount(typed.available);
    const { resource, source } = typed;
    const districtCode = normaliseText(typed.districtCode);
    const model = isMachines ? normaliseText(typed.model) : '';
    const unit = isMachines ? typed.unit : '';
    const seen = pools.find(
      (pool) =>
        pool.resource === resource &&
        pool.districtCode === districtCode &&
        pool.model === model &&
        pool.unit === unit &&
        pool.ownerId === (isMachines ? bodyId : ''),
    );
    try {
      await save.mutateAsync({
        key,
        stateCode,
        bodyId,
        districtCode,
        resource,
        model,
        unit,
        source,
        asOn: asOn.value,
        available: count.ok ? count.value : null,
        was: seen?.available ?? null,
      });
      setTyped(blank);
      toast({ tone: 'done', text: words.pools.saved });
    } catch (thrown) {
      setProblems(problemsAtServer(words, readFailure(thrown).details[0]?.reason, say(thrown)));
    }
    setKey(newId());
    await refreshFindings(queryClient);
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => void handleSubmit(event)}
      noValidate
      aria-labelledby={`${id}-title`}
    >
      <h3 id={`${id}-title`}>{words.pools.form}</h3>
      <Choice
        label={words.pools.resource}
        value={typed.resource}
        options={resources.map((value) => ({ value, label: words.pools.resources[value] }))}
        onChange={(event) => change({ resource: resources.find((each) => each === event.target.value) ?? 'staff' })}
      />
      {isMachines ? (
        <>
          <Choice
            label={words.pools.unit}
            value={typed.unit}
            aria-invalid={problems.unit !== undefined}
            options={[
              { value: '', label: '—' },
              ...machineUnits.map((value) => ({ value, label: words.pools.units[value] })),
            ]}
            onChange={(event) => change({ unit: machineUnits.find((each) => each === event.target.value) ?? '' })}
          />
          {problems.unit === undefined ? null : (
            <p className={styles.error} role="alert">
              {problems.unit}
            </p>
          )}
          <Field
            label={words.pools.model}
            value={typed.model}
            maxLength={40}
            onChange={(event) => change({ model: event.target.value })}
          />
        </>
      ) : null}
      <Field
        label={words.pools.district}
        hint={words.pools.districtHint}
        value={typed.districtCode}
        maxLength={40}
        onChange={(event) => change({ districtCode: event.target.value })}
      />
      <Field
        label={words.pools.available}
        hint={words.pools.availableHint}
        value={typed.available}
        inputMode="numeric"
        maxLength={20}
        error={problems.available}
        onChange={(event) => change({ available: event.target.value })}
      />
      <Field
        label={words.pools.asOn}
        hint={words.pools.asOnHint}
        value={typed.asOn}
        maxLength={20}
        error={problems.asOn}
        onChange={(event) => change({ asOn: event.target.value })}
      />
      <Field
        label={words.pools.source}
        value={typed.source}
        maxLength={300}
        error={problems.source}
        onChange={(event) => change({ source: event.target.value })}
      />
      {problems.form === undefined ? null : (
        <Notice tone="problem" role="alert">
          {problems.form}
        </Notice>
      )}
      <Button type="submit" look="primary" isBusy={save.isPending} className={styles.send}>
        {save.isPending ? words.pools.saving : words.pools.save}
      </Button>
    </form>
  );
}

function problemsOf(words: ConflictWords, { resource, unit, available, asOn, source }: Typed): Problems {
  const problems: Problems = {};
  const count = parseCount(available);
  if (resource === 'machines' && unit === '') problems.unit = words.pools.problems.unit;
  if (!count.ok && count.reason !== 'empty') problems.available = words.pools.problems.count;
  if (!parseDate(asOn).ok) problems.asOn = words.pools.problems.day;
  if (count.ok && normaliseText(source) === '') problems.source = words.pools.problems.source;
  return problems;
}

function problemsAtServer(words: ConflictWords, reason: string | undefined, sentence: string): Problems {
  switch (reason) {
    case 'pool.other_body':
      return { form: words.pools.problems.other };
    case 'pool.stale':
      return { form: words.pools.problems.stale };
    case 'pool.source':
      return { source: words.pools.problems.source };
    case 'pool.unit':
      return { unit: words.pools.problems.unit };
    default:
      return { form: sentence };
  }
}
