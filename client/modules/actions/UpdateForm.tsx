import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { useSession } from '#client/app/session.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { findPersonalData, type PersonalDataKind } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { leastReasonLetters, needsReason } from '#shared/modules/actions/rules.ts';
import {
  type ActionCopyView,
  mostEvidenceLetters,
  mostNoteLetters,
  type StatedStatus,
} from '#shared/modules/actions/schema.ts';
import { type Draft, keepDraft, readDraft, refreshActions, updateProgress } from './api.ts';
import styles from './UpdateForm.module.css';
import { type ActionWords, useActionWords } from './Words.tsx';

type Name = 'status' | 'note' | 'evidence';
type Problems = Partial<Record<Name, string>>;

/** A body's word on its own copy. What is typed stays: in the form, and in the browser, until it is saved or discarded. */
export function UpdateForm({ copy }: { copy: ActionCopyView }) {
  const words = useActionWords();
  const session = useSession();
  const membershipId = session?.capacity.membershipId ?? '';
  const queryClient = useQueryClient();
  const toast = useToast();
  const [typed, setTyped] = useState(() => readDraft(membershipId, copy.id));
  const [key, setKey] = useState(newId);
  const [problems, setProblems] = useState<Problems>({});
  const [isBehind, setIsBehind] = useState(false);
  const save = useMutation({ mutationFn: updateProgress });
  const [savedVersion, setSavedVersion] = useState(0);
  // What was just saved here is known before the copy has been fetched again: it is no colleague's.
  const shown = typed ?? { ...draftOf(copy), version: Math.max(copy.version, savedVersion) };
  const status = copy.statuses.find((each) => each === shown.status);

  function change(name: Name, value: string) {
    const next = { ...shown, [name]: value };
    setTyped(next);
    setProblems({ ...problems, [name]: undefined });
    setKey(newId());
    keepDraft(membershipId, copy.id, next);
  }

  function forget() {
    setTyped(undefined);
    setProblems({});
    setIsBehind(false);
    save.reset();
    keepDraft(membershipId, copy.id, undefined);
  }

  /** Somebody else's word came first: it is shown, and the next press puts this one on top of it. */
  function fallBehind(version: number) {
    const next = { ...shown, version };
    setTyped(next);
    keepDraft(membershipId, copy.id, next);
    setKey(newId());
    setIsBehind(true);
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (save.isPending) return;
    const found = problemsOf(words, shown, status);
    setProblems(found);
    if (status === undefined || Object.values(found).some((problem) => problem !== undefined)) return;
    if (copy.version > shown.version) return fallBehind(copy.version);
    const { note, evidence, version } = shown;
    try {
      const saved = await save.mutateAsync({ key, copyId: copy.id, version, status, note, evidence });
      setSavedVersion(saved.version);
      forget();
      toast({ tone: 'done', text: words.form.saved(copy.itemId, words.statuses[status]) });
      await refreshActions(queryClient);
    } catch (thrown) {
      const [detail] = readFailure(thrown).details;
      if (detail?.reason === 'action.stale') {
        fallBehind(Number(detail.params?.['version'] ?? copy.version));
        save.reset();
        await refreshActions(queryClient);
        return;
      }
      setProblems(problemsAtServer(words, detail));
    }
  }

  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
      {isBehind ? (
        <Notice tone="attention" role="alert">
          {words.form.stale(words.statuses[copy.status])}
        </Notice>
      ) : null}
      <Choice
        label={words.form.status}
        value={status ?? ''}
        options={[
          { value: '', label: '—' },
          ...copy.statuses.map((each) => ({ value: each, label: words.statuses[each] })),
        ]}
        onChange={(event) => change('status', event.target.value)}
        {...faultOf(copy, 'status', problems)}
      />
      <Fault copy={copy} name="status" problems={problems} />
      <NoteField
        label={words.form.note}
        hint={status !== undefined && needsReason(status) ? words.form.reasonHint : words.form.noteHint}
        value={shown.note}
        error={problems.note}
        onChange={(value) => change('note', value)}
      />
      <Field
        label={words.form.evidence}
        hint={words.form.evidenceHint}
        value={shown.evidence}
        maxLength={mostEvidenceLetters}
        error={problems.evidence}
        className={styles.wide}
        onChange={(event) => change('evidence', event.target.value)}
      />
      <FormProblem
        thrown={save.error}
        isFieldProblem={Object.values(problems).some((problem) => problem !== undefined)}
      />
      <div className={styles.actions}>
        <Button type="submit" look="primary" isBusy={save.isPending}>
          {save.isPending ? words.form.saving : words.form.save}
        </Button>
        {typed === undefined ? null : (
          <>
            <Button look="quiet" onClick={forget}>
              {words.form.discard}
            </Button>
            <span className={styles.kept}>{words.form.kept}</span>
          </>
        )}
      </div>
    </form>
  );
}

/** A failure that belongs to no field, said once, above the button. */
function FormProblem({ thrown, isFieldProblem }: { thrown: unknown; isFieldProblem: boolean }) {
  const say = useFailureWords();
  if (thrown === null || isFieldProblem) return null;
  return (
    <Notice tone="problem" role="alert">
      {say(thrown)}
    </Notice>
  );
}

interface NoteProps {
  label: string;
  hint: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function NoteField({ label, hint, value, error, onChange }: NoteProps) {
  const id = useId();
  return (
    <div className={styles.note}>
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
      <textarea
        id={id}
        rows={3}
        value={value}
        maxLength={mostNoteLetters}
        aria-describedby={`${id}-hint ${id}-error`}
        aria-invalid={error !== undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-error`} className={styles.error} role={error === undefined ? undefined : 'alert'}>
        {error}
      </p>
    </div>
  );
}

function Fault({ copy, name, problems }: { copy: ActionCopyView; name: Name; problems: Problems }) {
  const problem = problems[name];
  if (problem === undefined) return null;
  return (
    <p id={`${copy.id}-${name}-error`} className={styles.error} role="alert">
      {problem}
    </p>
  );
}

function faultOf(copy: ActionCopyView, name: Name, problems: Problems) {
  if (problems[name] === undefined) return {};
  return { 'aria-invalid': true, 'aria-describedby': `${copy.id}-${name}-error` };
}

/** What the form starts from: the office's last word, or nothing when none was said. */
function draftOf({ status, note, version }: ActionCopyView): Draft {
  const isSaid = status !== 'no_public_record';
  return { status: isSaid ? status : '', note: isSaid ? (note ?? '') : '', evidence: '', version };
}

/** The same rules as at the server, while the words are still at hand. */
function problemsOf(words: ActionWords, draft: Draft, status: StatedStatus | undefined): Problems {
  const problems: Problems = {};
  if (status === undefined) problems.status = words.form.problems.choose;
  const isReason = normaliseText(draft.note).length >= leastReasonLetters;
  if (status !== undefined && needsReason(status) && !isReason) problems.note = words.form.problems.reason;
  for (const name of ['note', 'evidence'] as const) {
    const kind = findPersonalData(draft[name]);
    if (kind !== undefined) problems[name] = words.form.problems.personal(words.form.personal[kind]);
  }
  return problems;
}

const personalKinds: readonly PersonalDataKind[] = ['epic', 'aadhaar', 'phone', 'email', 'pan'];

function problemsAtServer(words: ActionWords, detail: { reason: string; field?: string } | undefined): Problems {
  const name = (['status', 'note', 'evidence'] as const).find((each) => each === detail?.field);
  if (name === undefined || detail === undefined) return {};
  const kind = personalKinds.find((each) => detail.reason === `personal_data.${each}`);
  if (kind !== undefined) return { [name]: words.form.problems.personal(words.form.personal[kind]) };
  if (detail.reason === 'action.reason') return { [name]: words.form.problems.reason };
  if (detail.reason === 'action.status') return { [name]: words.form.problems.status };
  return { [name]: words.form.problems.tooLong };
}
