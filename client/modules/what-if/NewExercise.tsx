import { type FormEvent, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { templates } from '#shared/modules/timelines/catalogue-templates.ts';
import { readTypedDate } from '#shared/modules/timelines/rules-dates.ts';
import { presetFor, triableTemplates } from '#shared/modules/what-if/rules-try.ts';
import { useNames, useWhatIfWords } from './api.ts';
import type { Tools } from './Bench.tsx';
import styles from './Forms.module.css';

const localKinds = ['panchayat_election', 'municipal_election'] as const;

/** An exercise that is not on the calendar, laid out from a template around one day. */
export function NewExercise({ stateCode, tools }: { stateCode: string; tools: Tools }) {
  const words = useWhatIfWords();
  const names = useNames();
  const { create } = words;
  const [template, setTemplate] = useState(triableTemplates[0] ?? 'T-SIR');
  const [kind, setKind] = useState<(typeof localKinds)[number]>('panchayat_election');
  const [anchor, setAnchor] = useState('');
  const [wrong, setWrong] = useState('');
  const isLocal = template === 'T-SEC';
  const preset = isLocal ? presetFor(stateCode, kind) : undefined;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const read = readTypedDate(anchor);
    if (!read.ok) {
      setWrong(words.wrong[read.reason]);
      return;
    }
    const taken = new Set(tools.changes.map(({ exerciseId }) => exerciseId));
    const number = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((each) => !taken.has(`new-${each}`)) ?? 10;
    const exerciseId = `new-${number}`;
    setAnchor('');
    tools.onSettle(
      [...tools.changes, { kind: 'create', exerciseId, template, exerciseKind: kind, anchor: read.value }],
      create.name(names.template(template)),
      '',
    );
  }

  return (
    <details className={styles.fold}>
      <summary>{create.title}</summary>
      <p className={styles.intro}>{create.intro}</p>
      <form className={styles.line} onSubmit={handleSubmit} noValidate aria-label={create.title}>
        <Choice
          label={create.template}
          value={template}
          options={triableTemplates.map((id) => ({ value: id, label: names.template(id) }))}
          onChange={(event) => setTemplate(triableTemplates.find((id) => id === event.target.value) ?? template)}
        />
        {isLocal ? (
          <Choice
            label={create.kind}
            value={kind}
            options={localKinds.map((value) => ({ value, label: create.kinds[value] }))}
            onChange={(event) => setKind(localKinds.find((each) => each === event.target.value) ?? kind)}
          />
        ) : null}
        <Field
          label={create.anchor(names.milestone(templates[template].anchor))}
          hint={words.add.hint}
          value={anchor}
          inputMode="numeric"
          maxLength={12}
          error={wrong}
          onChange={(event) => {
            setWrong('');
            setAnchor(event.target.value);
          }}
        />
        <Button type="submit">{create.add}</Button>
      </form>
      {isLocal ? (
        <p className={styles.intro}>{preset === undefined ? create.blank : preset.name[names.language]}</p>
      ) : null}
    </details>
  );
}
