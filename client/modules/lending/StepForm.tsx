import { type FormEvent, useId, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import { faultOf, leastReasonLetters, stillOut } from '#shared/modules/lending/rules.ts';
import type { LoanStep, LoanView } from '#shared/modules/lending/schema.ts';
import { desk, type LendingWords, useLendingWords } from './api.ts';
import styles from './Lending.module.css';
import { OfferPool } from './OfferPool.tsx';
import { countOf, dayOf, FormProblem, fill, Note, type Problems, personalProblems, useSending } from './Sending.tsx';
import { daysInWords, machinesInWords } from './Words.tsx';

interface Typed {
  step: LoanStep | '';
  poolId: string;
  count: string;
  damaged: string;
  repairedOn: string;
  note: string;
}

const blank: Typed = { step: '', poolId: '', count: '', damaged: '', repairedOn: '', note: '' };
const fields = ['poolId', 'count', 'damaged', 'repairedOn', 'note'] as const;
const countedSteps: readonly LoanStep[] = ['offer', 'hand_over', 'return'];
const reasonedSteps: readonly LoanStep[] = ['decline', 'withdraw'];

/** The step this person may take next. What is typed stays until it has been taken in, also when the loan moves on. */
export function StepForm({ loan, today }: { loan: LoanView; today: IsoDate }) {
  const words = useLendingWords();
  const id = useId();
  const [typed, setTyped] = useState(blank);
  // The loan as it was when typing began: a step is taken on what was read, not on what came in meanwhile.
  const [began, setBegan] = useState<number>();
  const [isTyping, setIsTyping] = useState(false);
  const { send, renew, isBusy, problems, setProblems } = useSending(fields);
  // A step that is no longer open stays with what was typed for it, until it is taken in or another is chosen.
  const step = isTyping ? typed.step : (loan.can[0] ?? '');
  const steps = step === '' || loan.can.includes(step) ? loan.can : [...loan.can, step];
  const hasMovedOn = began !== undefined && began !== loan.version;

  function change(next: Partial<Typed>) {
    setTyped({ ...typed, step, ...next });
    setBegan(began ?? loan.version);
    setIsTyping(true);
    renew();
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isBusy || step === '') return;
    const found = problemsOf(words, step, typed, loan, today);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const version = began ?? loan.version;
    const isTaken = await send((key) => take(step, typed, { key, loanId: loan.id, version }), words.act.saved);
    // Refused as stale: what was done meanwhile is now shown, and the next press goes by that.
    setBegan(undefined);
    setIsTyping(!isTaken);
    setTyped(isTaken ? blank : { ...typed, step });
  }

  if (step === '') return <p className={styles.quiet}>{words.act.nothing}</p>;
  const needsCount = countedSteps.includes(step);
  const needsReason = reasonedSteps.includes(step);
  return (
    <section className={styles.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.act.title}</h2>
      <form
        className={styles.form}
        onSubmit={(event) => void handleSubmit(event)}
        noValidate
        aria-labelledby={`${id}-title`}
      >
        <Choice
          label={words.act.choose}
          value={step}
          options={steps.map((value) => ({ value, label: words.act.steps[value] }))}
          onChange={({ target }) => change({ step: steps.find((each) => each === target.value) ?? step })}
        />
        {step === 'offer' ? (
          <OfferPool
            loan={loan}
            value={typed.poolId}
            error={problems['poolId']}
            onChange={(poolId) => change({ poolId })}
          />
        ) : null}
        {step === 'accept' ? (
          <p>
            {words.act.acceptLine(machinesInWords(words, loan.offered ?? 0, keptOf(loan)), daysInWords(words, loan))}
          </p>
        ) : null}
        {needsCount ? (
          <Field
            label={words.act.count}
            hint={hintOf(words, step, loan)}
            value={typed.count}
            inputMode="numeric"
            maxLength={20}
            error={problems['count']}
            onChange={({ target }) => change({ count: target.value })}
          />
        ) : null}
        {step === 'return' ? (
          <div className={styles.fields}>
            <Field
              label={words.act.damaged}
              hint={words.act.damagedHint}
              value={typed.damaged}
              inputMode="numeric"
              maxLength={20}
              error={problems['damaged']}
              onChange={({ target }) => change({ damaged: target.value })}
            />
            <Field
              label={words.act.repairedOn}
              hint={words.act.repairedHint}
              value={typed.repairedOn}
              maxLength={20}
              error={problems['repairedOn']}
              onChange={({ target }) => change({ repairedOn: target.value })}
            />
          </div>
        ) : null}
        <Note
          label={needsReason ? words.act.reason : words.act.note}
          hint={needsReason ? words.act.reasonHint : words.act.noteHint}
          value={typed.note}
          error={problems['note']}
          onChange={(note) => change({ note })}
        />
        {hasMovedOn && problems['form'] === undefined ? (
          <Notice tone="attention" role="status">
            {words.act.movedOn}
          </Notice>
        ) : null}
        <FormProblem problems={problems} />
        <Button type="submit" look="primary" isBusy={isBusy} className={styles.send}>
          {isBusy ? words.act.sending : words.act.send}
        </Button>
      </form>
    </section>
  );
}

function keptOf({ unit, model, pool }: LoanView): Pick<LoanView, 'unit' | 'model'> {
  return { unit, model: pool?.model ?? model };
}

function hintOf(words: LendingWords, step: LoanStep, loan: LoanView): string {
  if (step === 'offer') return words.act.offerHint(formatCount(loan.asked));
  if (step === 'hand_over') return words.act.handOverHint(formatCount(loan.offered ?? 0));
  return words.act.returnHint(formatCount(stillOut(loan)));
}

/** The same rules as at the server, while the words are still at hand. */
function problemsOf(words: LendingWords, step: LoanStep, typed: Typed, loan: LoanView, today: IsoDate): Problems {
  const { faults } = words;
  const problems: Record<string, string> = {};
  const count = countOf(typed.count);
  const damaged = countOf(typed.damaged, 0);
  const repairedOn = dayOf(typed.repairedOn);
  if (step === 'offer' && typed.poolId === '') problems['poolId'] = faults.pool;
  if (countedSteps.includes(step) && count === undefined) problems['count'] = faults.count;
  if (step === 'return' && damaged === undefined) problems['damaged'] = faults.damagedCount;
  if (step === 'return' && typed.repairedOn.trim() !== '') {
    if (repairedOn === undefined) problems['repairedOn'] = faults.day;
    else if (damaged === 0 || repairedOn <= today) problems['repairedOn'] = faults.repaired;
  }
  const fault = count === undefined ? null : faultOf(step, loan, count, damaged ?? 0);
  if (fault !== null) {
    const field = fault.reason === 'more_damaged_than_returned' ? 'damaged' : 'count';
    problems[field] ??= fill(faults[fault.reason], { most: fault.most });
  }
  if (reasonedSteps.includes(step) && normaliseText(typed.note).length < leastReasonLetters) {
    problems['note'] = fill(faults.reason, { least: leastReasonLetters });
  }
  return { ...problems, ...personalProblems(words, { note: typed.note }) };
}

async function take(step: LoanStep, typed: Typed, of: { key: string; loanId: string; version: number }) {
  const { poolId, note } = typed;
  const count = countOf(typed.count) ?? 0;
  const damaged = countOf(typed.damaged, 0) ?? 0;
  switch (step) {
    case 'offer':
      return await desk.offer.mutate({ ...of, poolId, count, note });
    case 'decline':
      return await desk.decline.mutate({ ...of, note });
    case 'withdraw':
      return await desk.withdraw.mutate({ ...of, note });
    case 'accept':
      return await desk.accept.mutate({ ...of, note });
    case 'hand_over':
      return await desk.handOver.mutate({ ...of, count, note });
    case 'return':
      return await desk.giveBack.mutate({ ...of, count, damaged, repairedOn: dayOf(typed.repairedOn) ?? null, note });
    case 'ask':
      // Begins a loan; no loan that is there can take it.
      return null;
  }
}
