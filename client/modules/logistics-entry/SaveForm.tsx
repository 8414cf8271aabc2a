import { useRouterState } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { Draft } from './ReturnDraft.tsx';
import styles from './SaveForm.module.css';
import { useReturnWords } from './Words.tsx';

/** What is said of all lines of a save, what waits to be saved, and the button that saves it. */
export function SaveForm({ draft }: { draft: Draft }) {
  const words = useReturnWords().save;
  const id = useId();
  const { header, headerFaults, keeping, checked, isSaving, describe } = draft;
  const typed = Object.keys(keeping.cells);
  const here = typed.filter((key) => checked.cells.has(key));

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    void draft.save();
  }

  return (
    <form className={styles.form} noValidate onSubmit={handleSubmit} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <div className={styles.fields}>
        <Field
          label={words.asOn}
          hint={words.asOnHint}
          value={header.asOn}
          maxLength={20}
          error={headerFaults.asOn}
          onChange={({ target }) => describe({ asOn: target.value })}
        />
        <Field
          label={words.source}
          hint={words.sourceHint}
          value={header.source}
          maxLength={300}
          error={headerFaults.source}
          onChange={({ target }) => describe({ source: target.value })}
        />
        <Field
          label={words.note}
          hint={words.noteHint}
          value={header.note}
          maxLength={1_000}
          error={headerFaults.note}
          onChange={({ target }) => describe({ note: target.value })}
        />
      </div>
      <Problem draft={draft} />
      {keeping.isKept ? null : <Notice tone="attention">{words.notKept}</Notice>}
      <div className={styles.foot}>
        <Button type="submit" look="primary" isBusy={isSaving} aria-disabled={here.length === 0}>
          {isSaving ? words.saving : words.save}
        </Button>
        <p role="status">
          {here.length === 0
            ? words.nothing
            : words.waiting(formatCount(here.length), formatCount(checked.lines.length))}
        </p>
        {typed.length > here.length ? (
          <p className={styles.quiet}>{words.elsewhere(formatCount(typed.length - here.length))}</p>
        ) : null}
        {typed.length === 0 ? null : <Discard draft={draft} />}
      </div>
    </form>
  );
}

/** What was kept from before, when the page was opened. */
export function Restored({ draft }: { draft: Draft }) {
  const words = useReturnWords().save;
  const { restored, cells } = draft.keeping;
  if (restored === 0 || Object.keys(cells).length === 0) return null;
  return <Notice tone="attention">{words.restored(formatCount(restored))}</Notice>;
}

function Problem({ draft: { problem } }: { draft: Draft }) {
  const words = useReturnWords().save;
  const here = useRouterState({ select: ({ location }) => location.href });
  if (problem === null) return null;
  if ('sentence' in problem) {
    return (
      <Notice tone="problem" role="alert">
        {problem.sentence}
      </Notice>
    );
  }
  const isSignedOut = problem.hold === 'signedOut';
  const signIn = <PathLink to={`/login?next=${encodeURIComponent(here)}`}>{words.signIn}</PathLink>;
  return (
    <Notice tone="problem" role="alert" actions={isSignedOut ? signIn : undefined}>
      {isSignedOut ? words.signedOut : words.offline}
    </Notice>
  );
}

/** Two presses: what is thrown away here is nowhere else. */
function Discard({ draft: { keeper, keeping } }: { draft: Draft }) {
  const words = useReturnWords().save;
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked) {
    return (
      <Button look="quiet" onClick={() => setIsAsked(true)}>
        {words.discard}
      </Button>
    );
  }
  return (
    <>
      <Button
        onClick={() => {
          keeper.discard();
          setIsAsked(false);
        }}
      >
        {words.reallyDiscard(formatCount(Object.keys(keeping.cells).length))}
      </Button>
      <Button onClick={() => setIsAsked(false)}>{words.keepTyped}</Button>
    </>
  );
}
