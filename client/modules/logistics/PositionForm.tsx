import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { formatCount, parseCount } from '#shared/kernel/numbers.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { parseDate } from '#shared/kernel/time.ts';
import { imbalanceOf } from '#shared/modules/logistics/rules-balance.ts';
import type { Positions } from '#shared/modules/logistics/schema.ts';
import { refreshLogistics, type SettingsWords, setPosition, useSettingsWords } from './api.ts';
import styles from './Logistics.module.css';
import { useNames } from './Words.tsx';

const machineUnits = ['CU', 'BU', 'VVPAT'] as const;
const counts = ['usable', 'underRepair', 'committed', 'lent', 'total'] as const;
type CountName = (typeof counts)[number];

interface Typed extends Record<CountName, string> {
  districtCode: string;
  unit: (typeof machineUnits)[number];
  model: string;
  asOn: string;
  source: string;
}

/** The position of the reader's own machines in one place. What does not add up is refused before it is sent. */
export function PositionForm({ stateCode, bodyId, data }: { stateCode: string; bodyId: string; data: Positions }) {
  const words = useSettingsWords();
  const names = useNames();
  const say = useFailureWords();
  const queryClient = useQueryClient();
  const toast = useToast();
  const id = useId();
  const areas = data.areas.filter(({ isSample }) => !isSample);
  const blank: Typed = {
    usable: '',
    underRepair: '',
    committed: '',
    lent: '',
    total: '',
    model: '',
    asOn: '',
    source: '',
    districtCode: areas[0]?.code ?? stateCode,
    unit: 'CU',
  };
  const [typed, setTyped] = useState(blank);
  const [key, setKey] = useState(newId);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const save = useMutation({ mutationFn: setPosition });

  function change(next: Partial<Typed>) {
    setTyped({ ...typed, ...next });
    setProblems({});
    setKey(newId());
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (save.isPending) return;
    const found = problemsOf(words, typed);
    setProblems(found);
    const asOn = parseDate(typed.asOn);
    if (Object.keys(found).length > 0 || !asOn.ok) return;
    const { districtCode, unit } = typed;
    const model = normaliseText(typed.model);
    const before = data.positions.find(
      (row) =>
        row.ownerId === bodyId &&
        row.stateCode === stateCode &&
        row.districtCode === districtCode &&
        row.unit === unit &&
        row.model === model,
    );
    try {
      await save.mutateAsync({
        key,
        bodyId,
        stateCode,
        districtCode,
        unit,
        model,
        asOn: asOn.value,
        source: normaliseText(typed.source),
        ...countsOf(typed),
        seen: before?.id ?? null,
      });
      setTyped({ ...blank, districtCode, unit, model, asOn: typed.asOn, source: typed.source });
      toast({ tone: 'done', text: words.positions.saved });
    } catch (thrown) {
      setProblems({ form: atServer(words, readFailure(thrown).details[0]?.reason) ?? say(thrown) });
    }
    setKey(newId());
    await refreshLogistics(queryClient);
  }

  const field = (name: CountName) => (
    <Field
      key={name}
      label={words.positions.columns[name]}
      value={typed[name]}
      inputMode="numeric"
      maxLength={12}
      error={problems[name]}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => void handleSubmit(event)}
      noValidate
      aria-labelledby={`${id}-title`}
    >
      <h2 id={`${id}-title`}>{words.positions.form}</h2>
      <div className={styles.pair}>
        <Choice
          label={words.positions.district}
          value={typed.districtCode}
          options={areas.map(({ code, nameEn, nameHi }) => ({
            value: code,
            label: code === stateCode ? words.wholeState : names.pick(nameEn, nameHi),
          }))}
          onChange={(event) => change({ districtCode: event.target.value })}
        />
        <Choice
          label={words.positions.unit}
          value={typed.unit}
          options={machineUnits.map((value) => ({ value, label: words.positions.units[value] }))}
          onChange={(event) => change({ unit: machineUnits.find((each) => each === event.target.value) ?? 'CU' })}
        />
        <Field
          label={words.positions.model}
          hint={words.positions.modelHint}
          value={typed.model}
          maxLength={20}
          error={problems['model']}
          onChange={(event) => change({ model: event.target.value })}
        />
      </div>
      <div className={styles.pair}>{counts.map(field)}</div>
      <div className={styles.pair}>
        <Field
          label={words.positions.asOn}
          value={typed.asOn}
          maxLength={10}
          error={problems['asOn']}
          onChange={(event) => change({ asOn: event.target.value })}
        />
        <Field
          label={words.source}
          value={typed.source}
          maxLength={300}
          error={problems['source']}
          onChange={(event) => change({ source: event.target.value })}
        />
      </div>
      {problems['form'] === undefined ? null : (
        <Notice tone="problem" role="alert">
          {problems['form']}
        </Notice>
      )}
      <Button type="submit" look="primary" isBusy={save.isPending} className={styles.send}>
        {save.isPending ? words.saving : words.save}
      </Button>
    </form>
  );
}

function countsOf(typed: Typed): Record<CountName, number> {
  const read = (name: CountName) => {
    const count = parseCount(typed[name]);
    return count.ok ? count.value : 0;
  };
  return {
    usable: read('usable'),
    underRepair: read('underRepair'),
    committed: read('committed'),
    lent: read('lent'),
    total: read('total'),
  };
}

function problemsOf({ positions, settings }: SettingsWords, typed: Typed): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of counts) if (!parseCount(typed[name]).ok) found[name] = positions.problems.count;
  if (normaliseText(typed.model) === '') found['model'] = positions.problems.model;
  if (!parseDate(typed.asOn).ok) found['asOn'] = positions.problems.day;
  if (normaliseText(typed.source).length < 3) found['source'] = settings.problems.source;
  if (Object.keys(found).length > 0) return found;
  const imbalance = imbalanceOf(countsOf(typed));
  if (imbalance !== null) {
    found['total'] = positions.problems.balance(formatCount(imbalance.sum), formatCount(imbalance.total));
  }
  return found;
}

function atServer({ positions }: SettingsWords, reason: string | undefined): string | undefined {
  switch (reason) {
    case 'returns.stale':
      return positions.problems.stale;
    case 'returns.future':
      return positions.problems.future;
    case 'returns.district':
      return positions.problems.district;
    default:
      return undefined;
  }
}
