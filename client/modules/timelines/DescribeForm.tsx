import { type FormEvent, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { parseCount } from '#shared/kernel/numbers.ts';
import {
  areaClasses,
  localTiers,
  outsideKinds,
  revisionKinds,
  votingMethods,
} from '#shared/modules/timelines/schema.ts';
import type { ExerciseDescription, ExercisePage } from '#shared/modules/timelines/schema-entry.ts';
import { timelineWrites } from './api.ts';
import { typedDay } from './DateTable.tsx';
import styles from './Entry.module.css';
import { Refusals, useEntry, useNameOf } from './EntryFields.tsx';
import { useEntryWords } from './EntryWords.tsx';

const fields = ['nameEn', 'nameHi', 'baseRollDate', 'districts', 'machineOwner', 'machineModel', 'tiers'] as const;
const localKinds: ReadonlySet<string> = new Set(['panchayat_election', 'municipal_election']);

/** Changes what an exercise covers and uses; an empty choice means that it is not said. */
export function DescribeForm({ page, onDone }: { page: ExercisePage; onDone: () => void }) {
  const all = useEntryWords();
  const words = all.describe;
  const nameOf = useNameOf();
  const entry = useEntry(fields);
  const { exercise } = page;
  const [said, setSaid] = useState<ExerciseDescription>(() => saidOf(page));
  const [petition, setPetition] = useState(exercise.petitionDays === null ? '' : String(exercise.petitionDays));
  const days = parseCount(petition);
  const isWrong = !days.ok && days.reason !== 'empty';
  const { fields: errors } = entry.refused;

  function change(next: Partial<ExerciseDescription>) {
    setSaid({ ...said, ...next });
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isWrong) return;
    const description = { ...said, petitionDays: days.ok ? days.value : null };
    const held = { exerciseId: exercise.id, version: exercise.version };
    const done = await entry.send(async (key) => await timelineWrites.describe.mutate({ key, ...held, description }));
    if (done !== null) onDone();
  }

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void handleSubmit(event)}>
      <div className={styles.fields}>
        <Field
          label={words.nameEn}
          value={said.nameEn}
          maxLength={200}
          error={errors['nameEn']}
          onChange={({ target }) => change({ nameEn: target.value })}
        />
        <Field
          label={words.nameHi}
          value={said.nameHi}
          maxLength={200}
          error={errors['nameHi']}
          onChange={({ target }) => change({ nameHi: target.value })}
        />
        {exercise.kind === 'roll_revision' ? (
          <Picker
            label={words.revisionKind}
            names={words.revisionKinds}
            options={revisionKinds}
            value={said.revisionKind}
            onPick={(revisionKind) => change({ revisionKind })}
          />
        ) : null}
        {exercise.kind === 'outside' ? (
          <Picker
            label={words.outsideKind}
            names={words.outsideKinds}
            options={outsideKinds}
            value={said.outsideKind}
            onPick={(outsideKind) => change({ outsideKind })}
          />
        ) : null}
        <Picker
          label={words.areaClass}
          names={words.areaClasses}
          options={areaClasses}
          value={said.areaClass}
          onPick={(areaClass) => change({ areaClass })}
        />
        <Picker
          label={words.method}
          names={words.methods}
          options={votingMethods}
          value={said.method}
          onPick={(method) => change({ method })}
        />
        <Choice
          label={words.machineOwner}
          value={said.machineOwner ?? ''}
          options={[
            { value: '', label: words.notSaid },
            ...page.machineOwners.map((owner) => ({ value: owner.code, label: nameOf(owner) })),
          ]}
          onChange={({ target }) => change({ machineOwner: target.value === '' ? null : target.value })}
        />
        <Field
          label={words.machineModel}
          value={said.machineModel ?? ''}
          maxLength={20}
          error={errors['machineModel']}
          onChange={({ target }) => change({ machineModel: target.value === '' ? null : target.value })}
        />
        <Field
          label={words.baseRollDate}
          hint={all.form.dateHint}
          value={said.baseRollDate}
          maxLength={40}
          error={errors['baseRollDate']}
          onChange={({ target }) => change({ baseRollDate: target.value })}
        />
        <Field
          label={words.petitionDays}
          value={petition}
          inputMode="numeric"
          maxLength={6}
          error={isWrong ? all.faults.count : undefined}
          onChange={({ target }) => setPetition(target.value)}
        />
      </div>
      {localKinds.has(exercise.kind) ? <Tiers said={said} onChange={change} /> : null}
      {exercise.stateCode === null ? null : (
        <Districts page={page} said={said} error={errors['districts']} onChange={change} />
      )}
      {exercise.kind === 'outside' ? (
        <fieldset className={styles.boxes}>
          <label>
            <input
              type="checkbox"
              checked={said.isMarked}
              onChange={({ target }) => change({ isMarked: target.checked })}
            />
            {words.isMarked}
          </label>
        </fieldset>
      ) : null}
      <Refusals refused={entry.refused} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isBusy={entry.isBusy}>
          {words.save}
        </Button>
        <Button onClick={onDone}>{all.form.cancel}</Button>
      </div>
    </form>
  );
}

/** A drop-down whose first choice is that it is not said. */
function Picker<Value extends string>(props: {
  label: string;
  names: Readonly<Record<Value, string>>;
  options: readonly Value[];
  value: Value | null;
  onPick: (value: Value | null) => void;
}) {
  const words = useEntryWords().describe;
  return (
    <Choice
      label={props.label}
      value={props.value ?? ''}
      options={[
        { value: '', label: words.notSaid },
        ...props.options.map((value) => ({ value, label: props.names[value] })),
      ]}
      onChange={({ target }) => props.onPick(props.options.find((each) => each === target.value) ?? null)}
    />
  );
}

interface PartProps {
  said: ExerciseDescription;
  onChange: (next: Partial<ExerciseDescription>) => void;
}

function Tiers({ said, onChange }: PartProps) {
  const all = useEntryWords();
  return (
    <details>
      <summary>{all.describe.tiers}</summary>
      <div className={styles.fields}>
        {localTiers.map((tier) => (
          <Picker
            key={tier}
            label={all.describe.methodOf(all.tiers[tier])}
            names={all.describe.methods}
            options={votingMethods}
            value={said.tiers.find((each) => each.tier === tier)?.method ?? null}
            onPick={(method) => {
              const others = said.tiers.filter((each) => each.tier !== tier);
              onChange({ tiers: method === null ? others : [...others, { tier, method }] });
            }}
          />
        ))}
      </div>
    </details>
  );
}

function Districts({ page, said, error, onChange }: PartProps & { page: ExercisePage; error: string | undefined }) {
  const words = useEntryWords().describe;
  const nameOf = useNameOf();
  if (page.districts.length === 0) return <p className={styles.quiet}>{words.districtsNone}</p>;
  const chosen = said.districts ?? [];
  return (
    <fieldset className={styles.boxes}>
      <legend>{words.districts}</legend>
      {page.districts.map((district) => (
        <label key={district.code}>
          <input
            type="checkbox"
            checked={chosen.includes(district.code)}
            onChange={({ target }) => {
              const next = target.checked
                ? [...chosen, district.code]
                : chosen.filter((code) => code !== district.code);
              onChange({ districts: next.length === 0 ? null : next });
            }}
          />
          {nameOf(district)}
        </label>
      ))}
      {error === undefined ? null : (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function saidOf({ exercise }: ExercisePage): ExerciseDescription {
  const { nameEn, nameHi, revisionKind, districts, areaClass, method, tiers } = exercise;
  const { machineOwner, machineModel, petitionDays, outsideKind, isMarked } = exercise;
  return {
    nameEn,
    nameHi: nameHi ?? '',
    revisionKind,
    districts,
    areaClass,
    method,
    tiers,
    machineOwner,
    machineModel,
    baseRollDate: typedDay(exercise.baseRollDate),
    petitionDays,
    outsideKind,
    isMarked,
  };
}
