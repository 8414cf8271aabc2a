import { Button } from '#client/ui/Button.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import type { CheckFinding } from '#shared/modules/roll-health/checks.ts';
import styles from './FieldNotes.module.css';
import { useFindingText } from './FindingText.tsx';
import { fieldOf, inputId, readable, useForm, useRoomWords } from './FormContext.tsx';
import { SaveState } from './SaveState.tsx';

const longestNote = 500;
const kinds = { E: 'actNow', W: 'attention', F: 'info' } as const;

/** The findings that are said at this field: those that name it first. A copied form is said in the summary alone. */
export function findingsAt(findings: readonly CheckFinding[], field: string): CheckFinding[] {
  return findings.filter((finding) => finding.severity !== 'F' && fieldOf(finding.cells[0] ?? '') === field);
}

/** True when something is said under the field. */
export function useHasNotes(field: string): boolean {
  const { keeping, check } = useForm();
  const { refused, theirs } = keeping.draft;
  return refused[field] !== undefined || theirs[field] !== undefined || findingsAt(check.findings, field).length > 0;
}

/** What is said under a field: a refusal, two values to choose from, findings, and the place for the note they ask for. */
export function FieldNotes({ field }: { field: string }) {
  const { keeping, check, isEditable } = useForm();
  const { refused, theirs } = keeping.draft;
  const isRefused = refused[field] !== undefined;
  // The refusal already says it.
  const findings = findingsAt(check.findings, field).filter(({ check: id }) => !(isRefused && id === 'PII'));
  return (
    <div className={styles.notes} id={`${inputId(field)}-notes`}>
      {isRefused ? <Refusal reason={refused[field] ?? ''} /> : null}
      {theirs[field] === undefined ? null : <Dispute field={field} theirs={theirs[field]} />}
      {findings.map((finding) => (
        <Finding key={`${finding.check} ${finding.reason}`} finding={finding} isEditable={isEditable} />
      ))}
    </div>
  );
}

function Refusal({ reason }: { reason: string }) {
  const words = useRoomWords();
  const kind = reason.startsWith('personal_data.') ? reason.slice('personal_data.'.length) : 'other';
  const sentences: Readonly<Record<string, string>> = words.saving.refusals;
  return (
    <p className={styles.line}>
      <StatusMark kind="actNow" word={words.saving.states.refused} />
      <span>{sentences[kind] ?? words.saving.refusals.other}</span>
    </p>
  );
}

function Dispute({ field, theirs }: { field: string; theirs: string }) {
  const words = useRoomWords().saving;
  const { keeper, texts } = useForm();
  const show = (text: string) => (text.trim() === '' ? words.blank : readable(field, text));
  return (
    <fieldset className={styles.dispute} aria-label={words.states.disputed}>
      <p className={styles.line}>
        <StatusMark kind="attention" word={words.states.disputed} />
        <span>{words.dispute(show(theirs), show(texts[field] ?? ''))}</span>
      </p>
      <span className={styles.choices}>
        <Button onClick={() => keeper.settle(field, 'mine')}>{words.keepMine}</Button>
        <Button onClick={() => keeper.settle(field, 'theirs')}>{words.takeTheirs}</Button>
      </span>
    </fieldset>
  );
}

function Finding({ finding, isEditable }: { finding: CheckFinding; isEditable: boolean }) {
  const words = useRoomWords().checks;
  const say = useFindingText();
  const { texts } = useForm();
  const note = texts[`notes.${finding.check}`] ?? '';
  const isExplained = finding.severity === 'W' && note.trim() !== '';
  // V05 is refused or explained: its note takes it from one to the other.
  const takesNote = finding.severity === 'W' || finding.check === 'V05';
  return (
    <div className={styles.finding} data-severity={isExplained ? 'explained' : finding.severity}>
      <p className={styles.line}>
        <StatusMark
          kind={isExplained ? 'info' : kinds[finding.severity]}
          word={isExplained ? words.wordsOf.explained : words.wordsOf[finding.severity]}
        />
        <span>
          {say(finding)} <span className={styles.id}>{finding.check}</span>
        </span>
      </p>
      {takesNote ? <Note check={finding.check} text={note} isEditable={isEditable} /> : null}
    </div>
  );
}

function Note({ check, text, isEditable }: { check: string; text: string; isEditable: boolean }) {
  const words = useRoomWords().checks;
  const { keeper, checkNow } = useForm();
  const field = `notes.${check}`;
  const hasNotes = useHasNotes(field);
  if (!isEditable)
    return text === '' ? null : (
      <p className={styles.given}>
        {words.noteOf(check)}: {text}
      </p>
    );
  return (
    <div className={styles.note}>
      <label htmlFor={inputId(field)}>
        {words.note(check)} <span className={styles.hint}>{words.noteHint}</span>
      </label>
      <textarea
        id={inputId(field)}
        className={styles.text}
        rows={2}
        maxLength={longestNote}
        value={text}
        aria-describedby={hasNotes ? `${inputId(field)}-notes` : undefined}
        onChange={(event) => keeper.type({ [field]: event.target.value })}
        onBlur={checkNow}
      />
      <SaveState field={field} />
      {hasNotes ? <FieldNotes field={field} /> : null}
    </div>
  );
}
