import { type FormEvent, useState } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, parseDate, qualifyingDateOn } from '#shared/kernel/time.ts';
import {
  type DatasetId,
  type ImportChoices,
  type ImportLine,
  importStages,
  largestFileBytes,
  type StartImport,
} from '#shared/modules/exchange/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { useImportWords, useTableWords } from './api.ts';
import styles from './ImportPage.module.css';
import { TemplateLink } from './TemplateLink.tsx';

export interface NewImport {
  input: Omit<StartImport, 'key' | 'bytes'>;
  file: File;
}

const exercisesOf = { assembly: ['CU', 'SSR', 'SR', 'SIR'], local: ['LOCAL'] } as const;
const nation = 'nation';
const megabyte = 1024 * 1024;

/** What stands over all rows of a file, and the file itself. */
export function ImportForm(props: {
  choices: ImportChoices;
  /** The office's files: a correction names a published one. */
  lines: readonly ImportLine[];
  problem: string;
  onStart: (made: NewImport) => Promise<void>;
}) {
  const { choices, lines, problem, onStart } = props;
  const words = useImportWords();
  const tables = useTableWords();
  const language = useLanguage();
  const isLocal = choices.bodyKind === 'sec';
  const [dataset, setDataset] = useState<DatasetId>(choices.datasets[0] ?? 'part_snapshot');
  const [place, setPlace] = useState(choices.states[0] ?? nation);
  const [stage, setStage] = useState<(typeof importStages)[number]>('final');
  const [kind, setKind] = useState<'whole' | 'correction'>('whole');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isBusy, setIsBusy] = useState(false);
  const [asOf, setAsOf] = useState('');
  const form = words.form;
  const correctable = lines.filter(
    (each) =>
      each.status === 'published' &&
      each.bodyId === choices.bodyId &&
      each.dataset === dataset &&
      (each.stateCode ?? nation) === place,
  );
  const parsed = parseDate(asOf);
  const options = (names: Readonly<Record<string, string>>, values: readonly string[]) =>
    values.map((value) => ({ value, label: names[value] ?? value }));

  async function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const made = readForm(typed, {
      dataset,
      stateCode: place === nation ? null : place,
      bodyId: choices.bodyId,
      stage,
    });
    const found = { ...made.faults, ...(made.file === null ? { file: 'needsFile' } : {}) };
    const tooLarge = made.file !== null && made.file.size > largestFileBytes;
    const said = Object.fromEntries(
      Object.entries(found).map(([field, reason]) => [field, String(form[reason as 'needsFile'])]),
    );
    if (tooLarge && made.file !== null) {
      said['file'] = form.tooLarge(
        formatCount(Math.ceil(made.file.size / megabyte)),
        formatCount(largestFileBytes / megabyte),
      );
    }
    setErrors(said);
    const first = Object.keys(said)[0];
    if (first !== undefined) {
      document.getElementById(`import-${first}`)?.focus();
      return;
    }
    if (made.input === null || made.file === null) return;
    setIsBusy(true);
    await onStart({ input: made.input, file: made.file });
    setIsBusy(false);
  }

  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate aria-label={form.title}>
      <h2>{form.title}</h2>
      {problem === '' ? null : (
        <Notice tone="problem" role="alert">
          {problem}
        </Notice>
      )}
      <div className={styles.fields}>
        <Choice
          label={form.dataset}
          value={dataset}
          options={choices.datasets.map((value) => ({ value, label: tables.datasets[value].name }))}
          onChange={(event) => setDataset(choices.datasets.find((each) => each === event.target.value) ?? dataset)}
        />
        <Choice
          label={form.state}
          value={place}
          options={[
            ...choices.states.map((code) => ({ value: code, label: stateName(code, language) })),
            ...(choices.canNation ? [{ value: nation, label: form.nation }] : []),
          ]}
          onChange={(event) => setPlace(event.target.value)}
        />
        <Choice
          label={form.rollType}
          name="rollType"
          options={options(form.rollTypes, isLocal ? ['panchayat', 'municipal'] : ['assembly'])}
        />
        <Choice
          label={form.exercise}
          name="exerciseType"
          defaultValue={isLocal ? 'LOCAL' : 'SIR'}
          options={options(form.exercises, isLocal ? exercisesOf.local : exercisesOf.assembly)}
        />
        <Choice
          label={form.stage}
          value={stage}
          options={options(form.stages, importStages)}
          onChange={(event) => setStage(importStages.find((each) => each === event.target.value) ?? stage)}
        />
        {stage === 'supplement' ? (
          <Field label={form.supplementNo} name="supplementNo" inputMode="numeric" defaultValue="1" />
        ) : null}
        <Field
          label={form.asOf}
          name="asOf"
          id="import-asOf"
          placeholder="dd-mm-yyyy"
          value={asOf}
          onChange={(event) => setAsOf(event.target.value)}
          error={errors['asOf']}
        />
        <Field
          key={parsed.ok ? parsed.value : 'none'}
          label={form.qualifyingDate}
          name="qualifyingDate"
          id="import-qualifyingDate"
          placeholder="dd-mm-yyyy"
          defaultValue={parsed.ok && !isLocal ? formatDate(qualifyingDateOn(parsed.value)) : ''}
          error={errors['qualifyingDate']}
        />
        <Field
          label={form.publishedOn}
          name="publishedOn"
          id="import-publishedOn"
          placeholder="dd-mm-yyyy"
          unit={form.optional}
          error={errors['publishedOn']}
        />
        <Choice
          label={form.basis}
          name="basis"
          defaultValue="final"
          options={options(form.bases, ['draft', 'final', 'provisional'])}
        />
        <Choice
          label={form.precision}
          name="precision"
          options={options(form.precisions, ['exact', 'thousand', 'lakh'])}
        />
        <Field
          className={styles.wide}
          label={form.source}
          hint={form.sourceHint}
          name="sourceRef"
          id="import-sourceRef"
          maxLength={300}
          error={errors['sourceRef']}
        />
        {correctable.length === 0 ? null : (
          <Choice
            label={form.kind}
            value={kind}
            options={[
              { value: 'whole', label: form.whole },
              { value: 'correction', label: form.correction },
            ]}
            onChange={(event) => setKind(event.target.value === 'correction' ? 'correction' : 'whole')}
          />
        )}
        {kind === 'correction' && correctable.length > 0 ? (
          <>
            <Choice
              label={form.corrects}
              name="corrects"
              options={correctable.map((each) => ({
                value: String(each.no),
                label: form.correctsOption(String(each.no), formatDate(each.header.asOf), each.header.sourceRef),
              }))}
            />
            <Field
              className={styles.wide}
              label={form.erratum}
              hint={form.erratumHint}
              name="erratum"
              id="import-erratum"
              maxLength={500}
              error={errors['erratum']}
            />
          </>
        ) : null}
      </div>
      <p className={styles.table}>{tables.datasets[dataset].about}</p>
      <Field
        label={form.file}
        hint={form.fileHint}
        type="file"
        name="file"
        id="import-file"
        accept=".csv,.txt,text/csv"
        error={errors['file']}
      />
      <p className={styles.buttons}>
        <Button look="primary" type="submit" isBusy={isBusy}>
          {isBusy ? form.reading : form.read}
        </Button>
        <TemplateLink dataset={dataset} word={form.template} />
      </p>
    </form>
  );
}

type Fault = 'needsDay' | 'needsSource' | 'needsErratum';

/** The form's texts as the call takes them, or what is wrong with them by field. */
function readForm(
  typed: FormData,
  known: Pick<StartImport, 'dataset' | 'stateCode' | 'bodyId'> & { stage: StartImport['header']['stage'] },
): { input: NewImport['input'] | null; file: File | null; faults: Record<string, Fault> } {
  const text = (name: string) => {
    const value = typed.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const faults: Record<string, Fault> = {};
  const day = (name: string, isNeeded: boolean) => {
    const parsed = parseDate(text(name));
    if (parsed.ok) return parsed.value;
    if (isNeeded || parsed.reason !== 'empty') faults[name] = 'needsDay';
    return null;
  };
  const chosen = typed.get('file');
  const file = chosen instanceof File && chosen.size > 0 ? chosen : null;
  const asOf = day('asOf', true);
  const qualifyingDate = day('qualifyingDate', false);
  const publishedOn = day('publishedOn', false);
  if (text('sourceRef').length < 3) faults['sourceRef'] = 'needsSource';
  const corrects = text('corrects') === '' ? null : { no: Number(text('corrects')), erratum: text('erratum') };
  if (corrects !== null && corrects.erratum.length < 5) faults['erratum'] = 'needsErratum';
  if (asOf === null || Object.keys(faults).length > 0) return { input: null, file, faults };
  const pick = <const Value extends string>(name: string, values: readonly Value[], otherwise: Value) =>
    values.find((value) => value === text(name)) ?? otherwise;
  return {
    file,
    faults,
    input: {
      dataset: known.dataset,
      stateCode: known.stateCode,
      bodyId: known.bodyId,
      corrects,
      header: {
        rollType: pick('rollType', ['assembly', 'panchayat', 'municipal'], 'assembly'),
        exerciseType: pick('exerciseType', ['CU', 'SSR', 'SR', 'SIR', 'LOCAL'], 'CU'),
        stage: known.stage,
        supplementNo: known.stage === 'supplement' ? Math.max(1, Number(text('supplementNo')) || 1) : null,
        qualifyingDate,
        asOf,
        publishedOn,
        sourceRef: text('sourceRef'),
        basis: pick('basis', ['draft', 'final', 'provisional'], 'provisional'),
        precision: pick('precision', ['exact', 'thousand', 'lakh'], 'exact'),
      },
    },
  };
}
