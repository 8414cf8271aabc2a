import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useFailureWords } from '#client/app/errors.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { parseCount } from '#shared/kernel/numbers.ts';
import { asciiDigits, normaliseText } from '#shared/kernel/text.ts';
import { areaParameters, type Parameter, parameters } from '#shared/modules/logistics/catalogue-parameters.ts';
import type { ExerciseReadiness, SetParameters } from '#shared/modules/logistics/schema.ts';
import { refreshLogistics, setParameters, useSettingsWords } from './api.ts';
import styles from './Logistics.module.css';
import { valueInWords } from './ParameterTable.tsx';
import { useNames } from './Words.tsx';

/** What the fields of one district, or of the whole exercise, were left with; a field never touched is not in it. */
type Typed = Readonly<Partial<Record<Parameter['id'], string>>>;

/** Numbers for the whole exercise or one district. What is typed stays until it has been taken in. */
export function ParameterForm({ readiness }: { readiness: ExerciseReadiness }) {
  const { exercise, areas, isWholeState } = readiness;
  const words = useSettingsWords();
  const names = useNames();
  const say = useFailureWords();
  const queryClient = useQueryClient();
  const toast = useToast();
  const id = useId();
  const [district, setDistrict] = useState('');
  const [typed, setTyped] = useState<Typed>({});
  const [source, setSource] = useState('');
  const [key, setKey] = useState(newId);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const save = useMutation({ mutationFn: setParameters });
  const shown = parameters.filter(
    (parameter) =>
      parameter.id !== 'districts' && (district !== '' || isWholeState || !areaParameters.has(parameter.id)),
  );

  function change(parameter: Parameter, text: string) {
    setTyped({ ...typed, [parameter.id]: text });
    setProblems({});
    setKey(newId());
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (save.isPending) return;
    const { values, found } = readTyped(shown, typed, district, words.parameters.problems);
    if (normaliseText(source).length < 3) found['source'] = words.settings.problems.source;
    else if (values.length === 0 && Object.keys(found).length === 0) found['form'] = words.parameters.nothing;
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    try {
      await save.mutateAsync({ key, exerciseId: exercise.id, source: normaliseText(source), values });
      setTyped({});
      toast({ tone: 'done', text: words.parameters.saved });
    } catch (thrown) {
      setProblems({ form: say(thrown) });
    }
    setKey(newId());
    await refreshLogistics(queryClient);
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => void handleSubmit(event)}
      noValidate
      aria-labelledby={`${id}-title`}
    >
      <h3 id={`${id}-title`}>{words.parameters.form}</h3>
      <p className={styles.intro}>
        {words.parameters.formHint} {isWholeState ? null : words.parameters.byDistrict}
      </p>
      {isWholeState ? null : (
        <Choice
          label={words.parameters.area}
          value={district}
          options={[
            { value: '', label: words.parameters.allDistricts },
            ...areas.map(({ code, nameEn, nameHi }) => ({ value: code, label: names.pick(nameEn, nameHi) })),
          ]}
          onChange={(event) => {
            setDistrict(event.target.value);
            setTyped({});
            setProblems({});
          }}
        />
      )}
      <div className={styles.pair}>
        {shown.map((parameter) => (
          <Field
            key={parameter.id}
            label={names.parameter(parameter.id)}
            hint={hintOf(parameter, readiness, words.parameters)}
            unit={parameter.unit === 'percent' ? '%' : undefined}
            inputMode="decimal"
            maxLength={14}
            value={typed[parameter.id] ?? textOf(parameter, readiness, district)}
            error={problems[parameter.id]}
            onChange={(event) => change(parameter, event.target.value)}
          />
        ))}
      </div>
      <Field
        label={words.source}
        hint={words.sourceHint}
        value={source}
        maxLength={300}
        error={problems['source']}
        onChange={(event) => setSource(event.target.value)}
      />
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

function hintOf(
  parameter: Parameter,
  { presets }: ExerciseReadiness,
  words: ReturnType<typeof useSettingsWords>['parameters'],
): string {
  const preset = presets.find((each) => each.parameter === parameter.id)?.value ?? null;
  return preset === null ? words.noPreset : words.presetHint(valueInWords(parameter, preset));
}

/** What is entered now, as it would be typed. */
function textOf(parameter: Parameter, { parameters: entered }: ExerciseReadiness, district: string): string {
  const row = entered.find((each) => each.parameter === parameter.id && each.districtCode === district);
  if (row === undefined || row.value === null) return '';
  return parameter.unit === 'percent' ? String(row.value / 100) : String(row.value);
}

/** The touched fields as values, shares in hundredths of a percent; a field left empty is taken back. */
function readTyped(
  shown: readonly Parameter[],
  typed: Typed,
  districtCode: string,
  words: { count: string; share: string },
): { values: SetParameters['values']; found: Record<string, string> } {
  const values: SetParameters['values'] = [];
  const found: Record<string, string> = {};
  for (const { id, unit } of shown) {
    const text = typed[id];
    if (text === undefined) continue;
    const value = unit === 'percent' ? parseShare(text) : countOf(text);
    if (value === undefined) found[id] = unit === 'percent' ? words.share : words.count;
    else values.push({ districtCode, parameter: id, value });
  }
  return { values, found };
}

function countOf(text: string): number | null | undefined {
  const count = parseCount(text);
  if (count.ok) return count.value;
  return count.reason === 'empty' ? null : undefined;
}

/** Hundredths of a percent of `12` or `12.5`; null for an empty field, undefined for what is no share. */
export function parseShare(text: string): number | null | undefined {
  const plain = asciiDigits(normaliseText(text));
  if (plain === '') return null;
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(plain);
  if (match === null) return undefined;
  const [, whole = '0', part = ''] = match;
  return Number(whole) * 100 + Number(part.padEnd(2, '0'));
}
