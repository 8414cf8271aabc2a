import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { formatDate } from '#shared/kernel/time.ts';
import { lastDay } from '#shared/modules/timelines/rules.ts';
import { codesOf } from '#shared/modules/timelines/rules-codes.ts';
import {
  type ChangeFaults,
  changeFaults,
  type DatedRow,
  leastOverrideLetters,
  planOf,
  planWith,
  readTypedDays,
} from '#shared/modules/timelines/rules-entry.ts';
import { type ReasonCode, reasonCodes } from '#shared/modules/timelines/schema.ts';
import type { ExercisePage, MilestoneLine } from '#shared/modules/timelines/schema-entry.ts';
import { timelineWrites } from './api.ts';
import styles from './Entry.module.css';
import { Refusals, TextArea, useEntry } from './EntryFields.tsx';
import { refusedOf, useEntryWords, useFaultText, useStepName } from './EntryWords.tsx';

const whats = ['revise', 'happened', 'withdraw'] as const;
type What = (typeof whats)[number];

interface Typed {
  what: What;
  step: string;
  phase: string;
  start: string;
  end: string;
  reason: ReasonCode | '';
  orderRef: string;
  note: string;
  blockedBy: readonly string[];
  override: string;
  why: string;
}

const fields = ['start', 'end', 'milestone', 'reasonCode', 'overrideReason', 'note', 'orderRef', 'reason'] as const;
const phases = ['', '1', '2', '3', '4', '5', '6', '7', '8'];

/**
 * Changes a date in force, or adds one. The order of steps and the law are looked at while the day is typed, by the rules
 * the server decides by. What was typed stays until it is saved, also when someone else saved first.
 */
export function DateForm({ page, row, onDone }: { page: ExercisePage; row: MilestoneLine | null; onDone: () => void }) {
  const words = useEntryWords().form;
  const nameOf = useStepName();
  const text = useFaultText();
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const entry = useEntry(fields);
  const [typed, setTyped] = useState(() => startOf(row));
  const { exercise } = page;
  const code = row?.milestone ?? `${typed.step}${typed.phase === '' ? '' : `_phase_${typed.phase}`}`;
  const found = typed.what === 'withdraw' ? null : liveFaults(page, row, code, typed);
  const isPast = row !== null && (lastDay(row) ?? '9999') < page.today;
  const { refused } = entry;

  // The form stands under a long table: who opened it is taken to it, by eye, by keyboard and by screen reader.
  useEffect(() => title.current?.focus(), []);

  function change(next: Partial<Typed>) {
    setTyped({ ...typed, ...next });
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const read = readTypedDays(typed);
    const missing = typed.what === 'revise' && row !== null && typed.reason === '';
    const details = [
      ...(read.ok || typed.what === 'withdraw' ? [] : read.details),
      ...(missing ? [{ reason: 'choose', field: 'reasonCode' }] : []),
      ...(row === null && typed.step === '' ? [{ reason: 'milestone.unknown', field: 'milestone' }] : []),
    ];
    if (details.length > 0) return entry.setRefused(refusedOf(details, fields, text));
    const held = { exerciseId: exercise.id, version: exercise.version };
    const saved = await entry.send(async (key) => await save(row, code, typed, { key, ...held }));
    if (saved !== null) onDone();
  }

  return (
    <form className={styles.form} aria-labelledby={titleId} noValidate onSubmit={(event) => void handleSubmit(event)}>
      <h3 id={titleId} ref={title} tabIndex={-1} className={styles.title}>
        {row === null ? words.add : words.change(nameOf(row.milestone))}
      </h3>
      {row === null ? (
        <StepChoice kind={exercise.kind} typed={typed} error={refused.fields['milestone']} onChange={change} />
      ) : (
        <Choice
          label={words.what}
          value={typed.what}
          options={whats
            .filter((what) => what !== 'happened' || isPast)
            .map((value) => ({ value, label: words.whats[value] }))}
          onChange={({ target }) => change({ what: whats.find((what) => what === target.value) ?? 'revise' })}
        />
      )}
      {typed.what === 'withdraw' ? (
        <TextArea
          label={words.why}
          hint={words.whyHint}
          value={typed.why}
          error={refused.fields['reason']}
          onChange={(why) => change({ why })}
        />
      ) : (
        <>
          <Days typed={typed} errors={refused.fields} onChange={change} />
          {found === null ? null : <Law found={found} />}
          {found !== null && found.breaks.length > 0 ? (
            <TextArea
              label={words.override}
              hint={words.overrideHint}
              value={typed.override}
              error={refused.fields['overrideReason']}
              onChange={(override) => change({ override })}
            />
          ) : null}
          {typed.what === 'revise' ? (
            <Said
              page={page}
              code={code}
              isNew={row === null}
              typed={typed}
              errors={refused.fields}
              onChange={change}
            />
          ) : null}
        </>
      )}
      <Refusals refused={refused} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isBusy={entry.isBusy}>
          {entry.isBusy ? words.saving : typed.what === 'withdraw' ? words.take : words.save}
        </Button>
        <Button onClick={onDone}>{words.cancel}</Button>
      </div>
    </form>
  );
}

interface PartProps {
  typed: Typed;
  onChange: (next: Partial<Typed>) => void;
}

function StepChoice(props: PartProps & { kind: ExercisePage['exercise']['kind']; error: string | undefined }) {
  const words = useEntryWords().form;
  const nameOf = useStepName();
  const { kind, typed, error, onChange } = props;
  const steps = codesOf(kind).map((value) => ({ value, label: nameOf(value) }));
  return (
    <div className={styles.fields}>
      <Choice
        label={words.step}
        value={typed.step}
        aria-invalid={error !== undefined}
        options={[{ value: '', label: words.choose }, ...steps]}
        onChange={({ target }) => onChange({ step: target.value })}
      />
      <Choice
        label={words.phase}
        value={typed.phase}
        options={phases.map((value) => ({ value, label: value === '' ? words.noPhase : words.phases(value) }))}
        onChange={({ target }) => onChange({ phase: target.value })}
      />
      {error === undefined ? null : (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function Days({ typed, errors, onChange }: PartProps & { errors: Readonly<Record<string, string>> }) {
  const words = useEntryWords().form;
  return (
    <div className={styles.fields}>
      <Field
        label={words.start}
        hint={words.dateHint}
        value={typed.start}
        maxLength={40}
        autoComplete="off"
        error={errors['start']}
        onChange={({ target }) => onChange({ start: target.value })}
      />
      <Field
        label={words.end}
        hint={words.endHint}
        value={typed.end}
        maxLength={40}
        autoComplete="off"
        error={errors['end']}
        onChange={({ target }) => onChange({ end: target.value })}
      />
    </div>
  );
}

/** What the rules say of the day as typed, beside the typing. */
function Law({ found }: { found: ChangeFaults }) {
  const words = useEntryWords().form;
  const text = useFaultText();
  const all = [...found.hard, ...found.breaks];
  if (all.length === 0) return <p className={styles.quiet}>{words.legalFine}</p>;
  return (
    <Notice tone="attention" role="status" title={words.legalTitle}>
      <ul className={styles.sentences}>
        {all.map((detail) => (
          <li key={text(detail)}>{text(detail)}</li>
        ))}
      </ul>
    </Notice>
  );
}

interface SaidProps extends PartProps {
  page: ExercisePage;
  code: string;
  isNew: boolean;
  errors: Readonly<Record<string, string>>;
}

function Said({ page, code, isNew, typed, errors, onChange }: SaidProps) {
  const all = useEntryWords();
  const words = all.form;
  const nameOf = useStepName();
  const others = page.milestones.filter(({ isInForce, milestone }) => isInForce && milestone !== code);
  const codes = [...new Set(others.map(({ milestone }) => milestone))];
  return (
    <>
      <div className={styles.fields}>
        {isNew ? null : (
          <div>
            <Choice
              label={words.reason}
              value={typed.reason}
              aria-invalid={errors['reasonCode'] !== undefined}
              options={[
                { value: '', label: words.choose },
                ...reasonCodes.map((value) => ({ value, label: all.reasons[value] })),
              ]}
              onChange={({ target }) => onChange({ reason: reasonCodes.find((each) => each === target.value) ?? '' })}
            />
            {errors['reasonCode'] === undefined ? null : (
              <p className={styles.error} role="alert">
                {errors['reasonCode']}
              </p>
            )}
          </div>
        )}
        <Field
          label={words.orderRef}
          hint={words.orderHint}
          value={typed.orderRef}
          maxLength={300}
          error={errors['orderRef']}
          onChange={({ target }) => onChange({ orderRef: target.value })}
        />
      </div>
      <TextArea label={words.note} value={typed.note} error={errors['note']} onChange={(note) => onChange({ note })} />
      {codes.length === 0 ? null : (
        <details>
          <summary>{words.blockedBy}</summary>
          <fieldset className={styles.boxes}>
            <legend className="visually-hidden">{words.blockedBy}</legend>
            {codes.map((each) => (
              <label key={each}>
                <input
                  type="checkbox"
                  checked={typed.blockedBy.includes(each)}
                  onChange={({ target }) =>
                    onChange({
                      blockedBy: target.checked
                        ? [...typed.blockedBy, each]
                        : typed.blockedBy.filter((one) => one !== each),
                    })
                  }
                />
                {nameOf(each)}
              </label>
            ))}
          </fieldset>
        </details>
      )}
    </>
  );
}

function startOf(row: MilestoneLine | null): Typed {
  const day = (value: string | null | undefined) => (value == null ? '' : formatDate(value));
  return {
    what: 'revise',
    step: '',
    phase: '',
    start: day(row?.start),
    end: row?.end === row?.start ? '' : day(row?.end),
    reason: '',
    orderRef: '',
    note: '',
    blockedBy: row?.blockedBy ?? [],
    override: '',
    why: '',
  };
}

/** One day when only the first was typed: a step of one day begins and ends on it. */
function daysOf({ start, end }: Typed): { start: string; end: string } {
  return { start, end: end.trim() === '' ? start : end };
}

function liveFaults(page: ExercisePage, row: MilestoneLine | null, code: string, typed: Typed): ChangeFaults | null {
  const read = readTypedDays(daysOf(typed));
  if (!read.ok || code === '' || (read.days.start === null && read.days.end === null)) return null;
  if (row !== null && read.days.start === row.start && read.days.end === row.end) return null;
  const rows = page.milestones.map(datedOf);
  const kept = planOf(rows.filter(({ id }) => id !== row?.id));
  const added = { code, ...read.days, blockedBy: typed.blockedBy };
  const { kind, bodyKind } = page.exercise;
  const holidays = new Set(page.holidays.map(({ day }) => day));
  return changeFaults(planOf(rows), planWith(kept, [added]), { kind, bodyKind, holidays });
}

function datedOf({ start, end, recorded, ...row }: MilestoneLine): DatedRow {
  return { ...row, startDate: start, endDate: end, status: recorded };
}

async function save(
  row: MilestoneLine | null,
  milestone: string,
  typed: Typed,
  held: { key: string; exerciseId: string; version: number },
) {
  const override = typed.override.trim().length >= leastOverrideLetters ? { overrideReason: typed.override } : {};
  const { orderRef, note } = typed;
  const blockedBy = [...typed.blockedBy];
  const days = daysOf(typed);
  if (row === null) {
    return await timelineWrites.addMilestone.mutate({
      ...held,
      milestone,
      ...days,
      blockedBy,
      orderRef,
      note,
      ...override,
    });
  }
  const of = { ...held, milestoneId: row.id };
  if (typed.what === 'withdraw') return await timelineWrites.withdraw.mutate({ ...of, reason: typed.why });
  if (typed.what === 'happened') return await timelineWrites.confirm.mutate({ ...of, on: days, ...override });
  const reasonCode = typed.reason === '' ? 'other' : typed.reason;
  return await timelineWrites.revise.mutate({ ...of, ...days, reasonCode, orderRef, note, blockedBy, ...override });
}
