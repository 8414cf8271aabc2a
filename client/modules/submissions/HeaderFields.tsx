import { useState } from 'react';
import { exerciseTypes } from '#shared/modules/roll-health/schema.ts';
import { FieldNotes, findingsAt, useHasNotes } from './FieldNotes.tsx';
import { inputId, readable, useForm, useRoomWords } from './FormContext.tsx';
import styles from './HeaderFields.module.css';
import { SaveState } from './SaveState.tsx';

const stages = ['continuous', 'draft', 'final', 'supplement'] as const;
const bases = ['provisional', 'draft', 'final'] as const;

/** What the twelve numbers are about. */
export function HeaderFields() {
  const words = useRoomWords().entry;
  const { view } = useForm();
  const isLocal = view.rollType === 'local';
  return (
    <fieldset className={styles.fields}>
      <legend className={styles.legend}>{words.about}</legend>
      {isLocal ? null : <Options name="exerciseType" options={exerciseTypes} labels={words.exerciseTypes} />}
      <Options name="stage" options={stages} labels={words.stages} />
      <Options name="basis" options={bases} labels={words.bases} />
      <Line name="asOn" hint={words.headerHints.date} size="day" />
      <Line name="qualifyingDate" hint={words.headerHints.date} size="day" />
      <Line
        name="sourceNote"
        hint={isLocal ? words.headerHints.sourceNoteLocal : words.headerHints.sourceNote}
        size="long"
      />
      <Line name="exclusion" hint={words.headerHints.exclusion} size="long" />
    </fieldset>
  );
}

type LineName = 'asOn' | 'qualifyingDate' | 'sourceNote' | 'exclusion';
type OptionName = 'exerciseType' | 'stage' | 'basis';

function Options<Value extends string>(props: {
  name: OptionName;
  options: readonly Value[];
  labels: Readonly<Record<Value, string>>;
}) {
  const { name, options, labels } = props;
  const words = useRoomWords().entry.header;
  const { texts, keeper, isEditable } = useForm();
  const field = `header.${name}`;
  const value = texts[field] ?? '';
  const chosen = options.find((option) => option === value);
  const hasNotes = useHasNotes(field);
  if (!isEditable) return <Read label={words[name]} text={chosen === undefined ? value : labels[chosen]} />;
  return (
    <div className={styles.field}>
      <label htmlFor={inputId(field)}>{words[name]}</label>
      <select
        id={inputId(field)}
        className={styles.input}
        value={value}
        onChange={(event) => keeper.type({ [field]: event.target.value })}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {labels[option]}
          </option>
        ))}
      </select>
      <span className={styles.state}>
        <SaveState field={field} />
      </span>
      {hasNotes ? <FieldNotes field={field} /> : null}
    </div>
  );
}

function Line({ name, hint, size }: { name: LineName; hint: string; size: 'day' | 'long' }) {
  const words = useRoomWords().entry.header;
  const { texts, keeper, keeping, check, checkNow, isEditable } = useForm();
  const [isFocused, setIsFocused] = useState(false);
  const field = `header.${name}`;
  const text = texts[field] ?? '';
  const hasNotes = useHasNotes(field);
  const isWrong =
    keeping.draft.refused[field] !== undefined ||
    findingsAt(check.findings, field).some(({ severity }) => severity === 'E');
  // An ISO day is shown as it is written here; what is being typed is left alone.
  const shown = isFocused && !/^\d{4}-/.test(text) ? text : readable(field, text);
  if (!isEditable) return <Read label={words[name]} text={readable(field, text)} isLong={size === 'long'} />;
  return (
    <div className={styles.field} data-size={size}>
      <label htmlFor={inputId(field)}>{words[name]}</label>
      <input
        id={inputId(field)}
        className={styles.input}
        autoComplete="off"
        maxLength={size === 'day' ? 20 : 500}
        value={shown}
        aria-invalid={isWrong}
        aria-describedby={`${inputId(field)}-hint${hasNotes ? ` ${inputId(field)}-notes` : ''}`}
        onFocus={() => setIsFocused(true)}
        onBlur={() => {
          setIsFocused(false);
          checkNow();
        }}
        onChange={(event) => keeper.type({ [field]: event.target.value })}
      />
      <span className={styles.state}>
        <span className={styles.hint} id={`${inputId(field)}-hint`}>
          {hint}
        </span>
        <SaveState field={field} />
      </span>
      {hasNotes ? <FieldNotes field={field} /> : null}
    </div>
  );
}

function Read({ label, text, isLong = false }: { label: string; text: string; isLong?: boolean }) {
  return (
    <div className={styles.field} data-size={isLong ? 'long' : 'day'}>
      <span className={styles.readLabel}>{label}</span>
      <span>{text === '' ? '—' : text}</span>
    </div>
  );
}
