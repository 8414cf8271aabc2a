import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { Button } from '#client/ui/Button.tsx';
import { Dialog } from '#client/ui/Dialog.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { formatChange, formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, formatInstant, parseDate } from '#shared/kernel/time.ts';
import { isClear } from '#shared/modules/submissions/rules.ts';
import { deskQuery, type FormStep, formQuery, takeStep } from './api.ts';
import { fieldOf, focusField, useForm, useNames, useRoomWords } from './FormContext.tsx';
import styles from './StepPanel.module.css';

export const submitButtonId = 'form-submit';
const shortestText = 5;
const longestText = 500;

/** What can be done with the form now, and by whom. */
export function StepPanel() {
  const words = useRoomWords().steps;
  const { view, isEditable } = useForm();
  const steps = useSteps();
  const [asked, setAsked] = useState<'publish' | 'return' | 'correct' | null>(null);
  const close = () => setAsked(null);
  const { busy } = steps;

  async function take(step: FormStep, text = '') {
    close();
    await steps.take(step, text);
  }

  return (
    <section className={styles.panel} aria-labelledby="steps-title">
      <h2 id="steps-title">{words.title}</h2>
      {steps.problem === '' ? null : (
        <Notice tone="problem" role="alert">
          {steps.problem}
        </Notice>
      )}
      <Standing />
      <div className={styles.buttons}>
        {isEditable ? <SubmitButton isBusy={busy === 'submit'} onSubmit={() => void take('submit')} /> : null}
        {view.can.publish ? (
          <Button look="primary" isBusy={busy === 'publish'} onClick={() => setAsked('publish')}>
            {busy === 'publish' ? words.working : words.publish}
          </Button>
        ) : null}
        {view.can.return ? (
          <Button isBusy={busy === 'return'} onClick={() => setAsked('return')}>
            {busy === 'return' ? words.working : words.return}
          </Button>
        ) : null}
        {view.can.withdraw ? (
          <Button isBusy={busy === 'withdraw'} onClick={() => void take('withdraw')}>
            {busy === 'withdraw' ? words.working : words.withdraw}
          </Button>
        ) : null}
        {view.can.correct ? (
          <Button isBusy={busy === 'correct'} onClick={() => setAsked('correct')}>
            {busy === 'correct' ? words.working : words.correct}
          </Button>
        ) : null}
      </div>
      <PublishDialog isOpen={asked === 'publish'} onClose={close} onPublish={() => void take('publish')} />
      <TextDialog
        isOpen={asked === 'return'}
        title={words.returnTitle}
        label={words.returnReason}
        verb={words.return}
        onClose={close}
        onText={(text) => void take('return', text)}
      />
      <TextDialog
        isOpen={asked === 'correct'}
        title={words.correctTitle}
        label={words.erratum}
        hint={words.erratumHint}
        verb={words.correct}
        onClose={close}
        onText={(text) => void take('correct', text)}
      />
    </section>
  );
}

/** Where the form stands, in sentences. */
function Standing() {
  const all = useRoomWords();
  const words = all.steps;
  const names = useNames();
  const { view, isEditable } = useForm();
  const by = (name: string | null, at: string | null) => [name ?? '', at === null ? '' : formatInstant(at)] as const;
  const asOn = parseDate(view.header.asOn);
  switch (view.status) {
    case 'submitted':
      return (
        <>
          <p>{words.submittedBy(...by(view.submittedBy, view.submittedAt))}</p>
          <p>{view.can.publish ? words.compare : view.can.withdraw ? words.fourEyes : words.awaitsSecond}</p>
        </>
      );
    case 'published':
      return (
        <>
          <p>{words.publishedBy(...by(view.decidedBy, view.decidedAt))}</p>
          <p>
            {words.statement(asOn.ok ? formatDate(asOn.value) : view.header.asOn, all.entry.bases[view.header.basis])}{' '}
            <PathLink to="/national">{words.toState(names.state(view.stateCode))}</PathLink>
          </p>
          <p>{words.publishedForGood}</p>
        </>
      );
    case 'draft':
    case 'returned':
      return isEditable ? null : <p>{words.waitsForEntry}</p>;
  }
}

function SubmitButton({ isBusy, onSubmit }: { isBusy: boolean; onSubmit: () => void }) {
  const words = useRoomWords().steps;
  const { check, keeping } = useForm();
  const { missing, unexplained } = check.obstacles;
  const refused = Object.keys(keeping.draft.refused);
  // A refused field is counted as refused alone.
  const rejected = check.obstacles.rejected.filter(
    (finding) => finding.check !== 'PII' || !refused.includes(fieldOf(finding.cells[0] ?? '')),
  );
  const disputed = Object.keys(keeping.draft.theirs);
  const reasons = [
    missing.length > 0 ? words.blocks.missing(missing.length) : '',
    rejected.length > 0 ? words.blocks.rejected(rejected.length) : '',
    unexplained.length > 0 ? words.blocks.unexplained(unexplained.length) : '',
    refused.length > 0 ? words.blocks.refused(refused.length) : '',
    disputed.length > 0 ? words.blocks.disputed(disputed.length) : '',
    keeping.hold === null ? '' : words.blocks.unsaved,
  ].filter((reason) => reason !== '');
  const isBlocked = reasons.length > 0;

  /** A press on a closed button leads to the first thing in its way. */
  function handlePress() {
    if (!isBlocked) return onSubmit();
    const name = missing[0] ?? [...rejected, ...unexplained][0]?.cells[0];
    const field = disputed[0] ?? refused[0] ?? (name === undefined ? undefined : fieldOf(name));
    if (field !== undefined) focusField(field);
  }

  return (
    <div className={styles.submit}>
      <Button
        id={submitButtonId}
        look="primary"
        isBusy={isBusy}
        aria-disabled={isBlocked}
        aria-describedby="submit-why"
        onClick={handlePress}
      >
        {isBusy ? words.working : words.submit}
      </Button>
      <div id="submit-why" className={styles.why}>
        {isBlocked || !isClear(check.obstacles) ? (
          <p>
            {words.cannotSubmit} {reasons.join(' · ')}
          </p>
        ) : (
          <p>{words.submitHint}</p>
        )}
      </div>
    </div>
  );
}

function PublishDialog({
  isOpen,
  onClose,
  onPublish,
}: {
  isOpen: boolean;
  onClose: () => void;
  onPublish: () => void;
}) {
  const words = useRoomWords().steps;
  const names = useNames();
  const { view, check } = useForm();
  const total = check.counts.electorsTotal ?? 0;
  const last = view.last?.counts.electorsTotal;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      closeWord={words.cancel}
      title={words.publishTitle(names.state(view.stateCode), names.month(view.period))}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" onClick={onPublish}>
            {words.publish}
          </Button>
        </>
      }
    >
      <p>
        {last === undefined
          ? words.publishSummaryFirst(formatCount(total))
          : words.publishSummary(formatCount(total), formatChange(total - last))}
      </p>
      <p>{words.publishedForGood}</p>
    </Dialog>
  );
}

function TextDialog(props: {
  isOpen: boolean;
  title: string;
  label: string;
  hint?: string;
  verb: string;
  onClose: () => void;
  onText: (text: string) => void;
}) {
  const words = useRoomWords().steps;
  const [isShort, setIsShort] = useState(false);

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('text');
    const text = typeof given === 'string' ? given.trim() : '';
    setIsShort(text.length < shortestText);
    if (text.length >= shortestText) props.onText(text);
  }

  return (
    <Dialog isOpen={props.isOpen} onClose={props.onClose} closeWord={words.cancel} title={props.title}>
      <form className={styles.form} onSubmit={handleSubmit}>
        <label htmlFor="step-text">{props.label}</label>
        {props.hint === undefined ? null : <p className={styles.hint}>{props.hint}</p>}
        <textarea
          id="step-text"
          name="text"
          rows={4}
          maxLength={longestText}
          className={styles.text}
          aria-invalid={isShort}
          aria-describedby={isShort ? 'step-text-error' : undefined}
        />
        {isShort ? (
          <p id="step-text-error" className={styles.error}>
            {words.tooShort}
          </p>
        ) : null}
        <Button type="submit" look="primary">
          {props.verb}
        </Button>
      </form>
    </Dialog>
  );
}

/** Takes steps one at a time. A step that was not answered is repeated under its own key when it is pressed again. */
function useSteps() {
  const words = useRoomWords().steps;
  const explain = useFailureWords();
  const showToast = useToast();
  const queryClient = useQueryClient();
  const { view, keeper } = useForm();
  const [busy, setBusy] = useState<FormStep | null>(null);
  const [problem, setProblem] = useState('');
  const keys = useRef(new Map<string, string>());

  async function take(step: FormStep, text: string) {
    setBusy(step);
    setProblem('');
    try {
      // What was typed last goes first: the step is about what the server has.
      if (step === 'submit' && !(await keeper.saveNow())) return setProblem(words.blocks.unsaved);
      const { id, version } = step === 'submit' ? keeper.read().draft : view;
      if (id === null) return;
      const name = [step, id, version, text].join(' ');
      const key = keys.current.get(name) ?? newId();
      keys.current.set(name, key);
      await takeStep(step, { key, id, version }, text);
      showToast({ tone: 'done', text: words.done[step] });
    } catch (error) {
      const isOwn = readFailure(error).details.some(({ reason }) => reason === 'submission.four_eyes');
      setProblem(isOwn ? words.fourEyesRefusal : explain(error));
    } finally {
      const key = { period: view.period, stateCode: view.stateCode, bodyId: view.bodyId };
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: formQuery(key).queryKey }),
        queryClient.invalidateQueries({ queryKey: deskQuery.queryKey }),
      ]);
      setBusy(null);
    }
  }

  return { take, busy, problem };
}
