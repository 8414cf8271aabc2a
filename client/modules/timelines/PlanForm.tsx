import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { readPlan } from '#shared/modules/timelines/rules-description.ts';
import { changeFaults, leastOverrideLetters } from '#shared/modules/timelines/rules-entry.ts';
import { timelineWrites } from './api.ts';
import { typedDay } from './DateTable.tsx';
import styles from './Entry.module.css';
import { Refusals, TextArea, useEntry } from './EntryFields.tsx';
import { type Refused, useEntryWords, useFaultText } from './EntryWords.tsx';
import { type Begun, descriptionOf, type Plan } from './NewPlan.tsx';

interface TypedRow {
  milestone: string;
  start: string;
  end: string;
  isLeftOut: boolean;
}

/** The plan as laid out, every day open to change; the law is looked at while it is typed, and all is saved in one. */
export function PlanForm({ begun, plan }: { begun: Begun; plan: Plan }) {
  const all = useEntryWords();
  const words = all.fresh;
  const titleId = useId();
  const navigate = useNavigate();
  const [rows, setRows] = useState<TypedRow[]>(() => plan.rows.map(rowOf));
  const [override, setOverride] = useState('');
  const kept = rows.filter(({ isLeftOut }) => !isLeftOut);
  const entry = useEntry(['overrideReason', ...kept.flatMap((_, at) => [`dates.${at}.start`, `dates.${at}.end`])]);
  const breaks = breaksOf(begun, plan, kept);
  const text = useFaultText();

  function setRow(place: number, change: Partial<TypedRow>) {
    setRows(rows.map((row, at) => (at === place ? { ...row, ...change } : row)));
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const { template, bodyId, kind, place } = begun;
    if (template === '') return;
    const reason = override.trim().length >= leastOverrideLetters ? { overrideReason: override } : {};
    const asked = {
      into: { places: [place], bodyId, kind, description: descriptionOf(begun) },
      template,
      dates: kept.map(({ milestone, start, end }) => ({ milestone, start, end, blockedBy: [] })),
      note: '',
      ...reason,
    };
    const made = await entry.send(async (key) => await timelineWrites.layOut.mutate({ key, ...asked }));
    if (made !== null) await navigate({ to: '/timelines/exercise/$id', params: { id: made.exerciseId } });
  }

  return (
    <form
      className={styles.section}
      aria-labelledby={titleId}
      noValidate
      onSubmit={(event) => void handleSubmit(event)}
    >
      <h2 id={titleId}>{words.plan}</h2>
      <p className={styles.quiet}>{words.planHint}</p>
      {plan.rows.map((planned, place) => {
        const row = rows[place];
        return row === undefined ? null : (
          <Row
            key={planned.code}
            planned={planned}
            row={row}
            place={kept.indexOf(row)}
            refused={entry.refused}
            onChange={(change) => setRow(place, change)}
          />
        );
      })}
      {breaks.length === 0 ? null : (
        <>
          <Notice tone="attention" role="status" title={all.form.legalTitle}>
            <ul className={styles.sentences}>
              {breaks.map((detail) => (
                <li key={text(detail)}>{text(detail)}</li>
              ))}
            </ul>
          </Notice>
          <TextArea
            label={all.form.override}
            hint={all.form.overrideHint}
            value={override}
            error={entry.refused.fields['overrideReason']}
            onChange={setOverride}
          />
        </>
      )}
      <Refusals refused={entry.refused} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isBusy={entry.isBusy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

interface RowProps {
  planned: Plan['rows'][number];
  row: TypedRow;
  /** Place among the rows that are kept. */
  place: number;
  refused: Refused;
  onChange: (change: Partial<TypedRow>) => void;
}

function Row({ planned, row, place, refused, onChange }: RowProps) {
  const all = useEntryWords();
  const words = all.fresh;
  const language = useLanguage();
  const name = planned.name[language];
  const said = [
    planned.basis[language],
    planned.movedBy === 0 ? '' : words.moved(formatCount(planned.movedBy)),
    planned.isLatest ? words.latest : '',
    planned.isTooLate ? words.tooLate : '',
  ].filter((part) => part !== '');
  return (
    <fieldset className={styles.planned}>
      <legend>{name}</legend>
      <Field
        label={all.form.start}
        value={row.start}
        maxLength={40}
        disabled={row.isLeftOut}
        error={place < 0 ? undefined : refused.fields[`dates.${place}.start`]}
        onChange={({ target }) => onChange({ start: target.value })}
      />
      <Field
        label={all.form.end}
        value={row.end}
        maxLength={40}
        disabled={row.isLeftOut}
        error={place < 0 ? undefined : refused.fields[`dates.${place}.end`]}
        onChange={({ target }) => onChange({ end: target.value })}
      />
      <label>
        <input
          type="checkbox"
          checked={row.isLeftOut}
          onChange={({ target }) => onChange({ isLeftOut: target.checked })}
        />
        {words.leaveOut}
      </label>
      <p className={styles.quiet}>{said.join(' · ')}</p>
    </fieldset>
  );
}

function rowOf({ code, start, end }: Plan['rows'][number]): TypedRow {
  return { milestone: code, start: typedDay(start), end: typedDay(end), isLeftOut: false };
}

function breaksOf({ bodyId, kind }: Begun, { holidays }: Plan, kept: readonly TypedRow[]) {
  const { rows } = readPlan(kept.map((row) => ({ ...row, blockedBy: [] })));
  const bodyKind = bodyId.startsWith('SEC-') ? 'sec' : 'eci';
  return changeFaults([], rows, { kind, bodyKind, holidays: new Set(holidays) }).breaks;
}
